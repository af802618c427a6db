# shell
shell-brand = Circuit Inspection
shell-skip = Skip to content
shell-menu = Menu
shell-nav = Main navigation
shell-crumbs = You are here
shell-aside = Related information
shell-demo = Demonstration data, all fictitious
shell-other-tag = zh-CN
shell-other-language = 中文
shell-account-menu = account menu
shell-account = Account and password
shell-sign-out = Sign out
shell-waiting = waiting
shell-waiting-late = waiting, some overdue
shell-close = Close
shell-keys = Keyboard shortcuts
shell-keys-list = Open this list
shell-keys-on = Use single-key shortcuts
session-soon = You will be signed out in 5 minutes unless you continue. What you typed stays on this page.
session-extend = Stay signed in
session-over = Your session has ended. What you typed is still on this page. Sign in in a new window, then come back here and submit.
session-sign-in = Sign in in a new window

# navigation
nav-home = Desk
nav-work = Casework
nav-look = Analysis and administration
nav-inspections = Inspections
nav-findings = Findings
nav-rectifications = Rectification ledger
nav-documents = Documents and reports
nav-analysis = Common issues
nav-facilities = Facilities
nav-people = People and units
nav-law = Rules and periods
nav-audit = Audit trail

# part
part-required = required
part-choose = Choose
part-colon = {": "}
part-errors = { $n ->
    [one] 1 thing needs correcting
   *[other] { $n } things need correcting
}
part-visible = Facility can see
part-not-visible = Facility cannot see
part-overdue = Overdue
part-steps = Progress
due-late = { $n ->
    [one] 1 day overdue
   *[other] { $n } days overdue
}
due-today = Due today
due-left = { $n ->
    [one] 1 day left
   *[other] { $n } days left
}
filter-from = Ended from
filter-to = Ended to
filter-inspection-kind = Inspection kind
filter-facility-kind = Facility kind
filter-facility = Facility
filter-org = Procuratorate
filter-field = Field
filter-domain = Domain
filter-category = Category
filter-severity = Severity
filter-depth = Depth
filter-status = Status
filter-overdue = Overdue
filter-q = Words
filter-more = More filters
filter-form = Filters
filter-apply = Apply
filter-all = All
filter-applied = Applied
filter-remove = Remove this filter
filter-clear = Clear all
pager = Pages
pager-shown = { $n ->
    [one] 1 row on this page
   *[other] { $n } rows on this page
}
pager-first = First page
pager-next = Next page
confirm-seen-by = Seen by
way-out = Sent
way-in = Received
way-back = Returned
way-now = Now
way-note = Note
stage-before = Before
stage-before-has = a plan
stage-during = During
stage-during-has = a record
stage-after = After
stage-after-has = a report
stage-done = Done
stage-now = In progress
stage-todo = Not started
gate-done = Done:
gate-open = Open:
gate-blocked = Blocked:
inspection-state-draft = Draft
inspection-state-submitted = Awaiting approval
inspection-state-approved = Approved
inspection-state-prepared = Prepared
inspection-state-notified = Notified
inspection-state-in-progress = In progress
inspection-state-suspended = Suspended
inspection-state-fieldwork-done = Fieldwork ended
inspection-state-reported = Reported
inspection-state-feedback-approved = Feedback approved
inspection-state-feedback-delivered = Feedback delivered
inspection-state-rectifying = Rectifying
inspection-state-follow-up = Follow-up check
inspection-state-closable = Ready to close
inspection-state-closed = Closed
inspection-state-archived = Archived
inspection-state-cancelled = Cancelled
finding-status-recorded = Recorded
finding-status-confirmed = Confirmed
finding-status-merged = Merged
finding-status-dropped = Dropped
finding-status-withdrawn = Withdrawn
position-not-served = Not yet served
position-awaiting-plan = Awaiting plan
position-rectifying = Rectifying
position-to-verify = To verify
position-returned = Returned
position-verified = Ready to close
position-closed = Closed
position-rebounded = Rebounded
severity-minor = Minor
severity-moderate = Moderate
severity-serious = Serious
severity-critical = Critical
depth-general = General
depth-major = Major
depth-deep = Deep-seated
place-team-leader = Team leader
place-lead-prosecutor = Lead prosecutor
place-deputy-leader = Deputy leader
place-member = Member
place-recorder = Recorder
place-expert = Expert
place-observer = Observer
kind-routine = Routine
kind-special = Special
kind-mobile = Mobile
kind-cross = Cross
kind-interprovincial-cross = Interprovincial cross
facility-kind-prison = Prison
facility-kind-detention-center = Detention centre
facility-kind-community-correction = Community corrections agency
verdict-met = Met
verdict-unmet = Not met
verdict-none = Not rectified
verdict-insufficient = Insufficient progress
verdict-reasonable = Largely complete
verdict-done = Complete

# error
error-home = Home
error-number = Error number { $number }. Give it to the system administrator.
error-400-title = This request could not be read
error-400-what = What was sent is incomplete. Nothing has been changed.
error-400-now = Go back, check it and submit again.
error-401-title = Sign-in needed
error-401-what = Your session has ended or you have not signed in. Nothing has been changed.
error-401-now = Sign in, then go on where you were.
error-403-title = This step is not yours to take
error-403-what = Another person takes this step. Nothing has been changed.
error-403-now = If it must be done, ask the lead prosecutor of the case or the head of department.
error-404-title = Page not found
error-404-what = The address is wrong, or the content lies outside what you may see.
error-404-now = Check the address, or start again from the home page.
error-405-title = This address cannot be opened like that
error-405-what = It only takes a submitted form. Nothing has been changed.
error-405-now = Start again from the home page and use the buttons there.
error-409-title = Someone else has changed this
error-409-what = It changed after you opened the page, so your submission was not saved.
error-409-now = Go back and reload, compare with the latest text, then submit again.
error-413-title = Too much was submitted
error-413-what = It is larger than allowed and was not saved.
error-413-now = Go back, shorten the text or reduce the attachment, and submit again.
error-415-title = This format is not accepted
error-415-what = The address only takes the forms of its pages. Nothing has been changed.
error-415-now = Start again from the home page and use the form there.
error-422-title = A value is not valid
error-422-what = One of the values does not meet its rule. Nothing has been changed.
error-422-now = Go back, correct it and submit again.
error-429-title = Too many requests
error-429-what = There were too many requests in a short time, so the system paused.
error-429-now = Wait a moment and try again.
error-500-title = The system could not complete this
error-500-what = A fault occurred. This submission was not saved; what was saved before is safe.
error-500-now = Try again later. If it keeps failing, tell the system administrator.
error-503-title = The system is not available for the moment
error-503-what = The database cannot be reached. This submission was not saved; what was saved before is safe.
error-503-now = The system recovers by itself. Try again shortly.

# sign-in
sign-in = Sign in
sign-in-note = Use your own account. Five failures pause sign-in for 15 minutes.
sign-in-username = User name
sign-in-password = Password
sign-in-do = Sign in
sign-in-demo = Demonstration accounts
sign-in-demo-password = Password of all
sign-in-who = Who
sign-in-unit = Unit
sign-in-as = Sign in as { $username }
nav-home = Desk
nav-work = Casework
nav-look = Analysis and administration
nav-inspections = Inspections
nav-findings = Findings
nav-rectifications = Rectification ledger
nav-documents = Documents and reports
nav-analysis = Common issues
nav-facilities = Facilities
nav-people = People and units
nav-law = Rules and periods
nav-audit = Audit trail

# sign-in, continued
sign-in-refused = The user name or password is not right, or the account cannot sign in now. Check both and try again.
sign-in-locked = Too many failed attempts. Sign-in is paused until { $until }. Try again then, or ask a system administrator to lift it.
sign-in-kept = The session had ended. What was typed is kept: sign in, check it and send it.
resume = Continue
resume-note = What was typed before the session ended is kept in full and has not been sent. Check it, then send it.
resume-do = Send
demo-chief = Deputy chief prosecutor in charge
demo-chief-unit = Regional procuratorate
demo-supervisor = Head of penal-execution department
demo-supervisor-unit = Regional procuratorate
demo-assigner = Business administrator
demo-assigner-unit = Regional procuratorate
demo-lead = Lead prosecutor (cross-inspection)
demo-lead-unit = Regional procuratorate
demo-procurator = Team member
demo-procurator-unit = Second dispatched procuratorate
demo-procurator2 = Team member
demo-procurator2-unit = Third dispatched procuratorate
demo-dispatched = Department head, leads the mobile inspection
demo-dispatched-unit = First dispatched procuratorate
demo-city = Department head (approves by delegation)
demo-city-unit = Nanning procuratorate
demo-city2 = Prosecutor
demo-city2-unit = Nanning procuratorate
demo-resident = Resident prosecutor
demo-resident-unit = Resident office at Example Prison No. 1
demo-liaison = Facility liaison
demo-liaison-unit = Example Prison No. 1
demo-liaison2 = Facility liaison
demo-liaison2-unit = Example Prison No. 2
demo-sysadmin = System administrator
demo-sysadmin-unit = Regional procuratorate
demo-secadmin = Security administrator
demo-secadmin-unit = Regional procuratorate
demo-auditor = Audit administrator
demo-auditor-unit = Regional procuratorate

# account
account = Account and password
account-who = You
account-name = Name
account-role = Role
account-unit = Unit
account-post = Post
account-sessions = Sessions
account-sessions-note = Where this account is signed in now
account-session-since = Signed in
account-session-seen = Last used
account-session-agent = Browser
account-session-this = This one
account-sessions-end = Sign out everywhere else
account-password = Change password
account-password-present = Present password
account-password-wanted = New password
account-password-hint = At least 12 characters. All other sessions end with the change.
account-password-again = New password again
account-password-do = Change password
done-password = The password is changed; all other sessions have ended.
done-sessions = All other sessions have ended.
role-chief = Deputy chief prosecutor
role-department-head = Department head
role-business-admin = Business administrator
role-prosecutor = Prosecutor
role-resident = Resident prosecutor
role-liaison = Facility liaison
role-system-admin = System administrator
role-security-admin = Security administrator
role-auditor = Audit administrator
nav-desk = Desk
nav-served = To answer
nav-cases = Cases
nav-overview = Analysis and facilities
nav-own = You
nav-account = Account and password

# forms
problem-missing = This is required.
problem-too-long = At most { $longest } characters; there are { $length }. Please shorten it.
problem-not-a-date = There is no such day, or it is written in an unknown way. Write 2026-11-23.
problem-date-range = The day must lie between { $first } and { $last }.
problem-number = Enter a whole number from { $least } to { $most }.
problem-choose = Choose one.
problem-password = A new password has at least { $shortest } characters.
problem-password-again = The two new passwords differ.
problem-password-present = The present password is not right.
error-unreadable-text = There are characters that cannot be read; nothing was changed. Enter the text again and send it.
error-cross-site = This came from another site and was refused; nothing was changed. Use the pages of this system.

# refusals of the database and of the rules on persons
refused-three-hands = Logging or answering, verifying and closing a finding take three persons, and you have done one of these already. Ask somebody else.
refused-three-administrators = System, security and audit administration and case work are never held by one person.
refused-step-taken = Somebody else acted after this page was opened; what you sent was not saved. Go back and look at the present state.
refused-step-illegal = This step is not possible in the present state; nothing was saved. Go back and look at the present state.
refused-team-frozen = The team is fixed once the plan is submitted; nothing was saved.
refused-team-twice = This person already has that place in the team.
refused-team-one-leader = A team has one leader; remove the present one first.
refused-team-one-lead = A case has one lead prosecutor.
refused-document-frozen = An issued document cannot be changed.
refused-document-number = This number is taken; use the next one.
refused-served-already = This document has been served on this unit already.
refused-verified-already = This report has been verified already.
refused-closed-already = This finding is closed already.
refused-not-verified = A finding is closed after it was verified.
denied-role = Your role does not take this step; nothing was changed.
denied-not-lead = The lead prosecutor of the case takes this step; nothing was changed.
denied-own-work = You have taken an earlier step, so somebody else must take this one; nothing was changed.
denied-not-inspector = An inspector of the team takes this step; nothing was changed.
denied-not-approver = The chief of the organising procuratorate, or somebody with the chief's delegation, takes this step; nothing was changed.
denied-not-third-person = A department head of the organising or a higher procuratorate closes findings; nothing was changed.

# filters
filter-after = Page
filter-unknown-value = The filter “{ $field }” has no value “{ $value }”, so nothing was looked up.
filter-unknown-name = There is no filter “{ $name }”, so nothing was looked up.
filter-twice = The filter “{ $name }” is given twice, so nothing was looked up. Keep one of them.
filter-too-long = At most { $longest } characters can be searched for, so nothing was looked up.
filter-not-a-day = “{ $value }” is no day that the filter “{ $field }” can use, so nothing was looked up. Write 2026-11-23, with a year from 1949 to 2199.
overdue-yes = Overdue
overdue-no = Not overdue

# lists
unit-inspections = { $n ->
    [one] inspection
   *[other] inspections
}
unit-findings = { $n ->
    [one] finding
   *[other] findings
}
unit-categories = { $n ->
    [one] category
   *[other] categories
}
unit-facilities = { $n ->
    [one] facility
   *[other] facilities
}
unit-overdue = overdue
unit-closed = closed
list-inspections = Inspections
list-inspections-new = New inspection
list-inspections-none = There are no inspections yet.
list-none-match = Nothing matches these filters. Try taking some of them back.
list-inspection = Facility and number
list-unnumbered = No number yet
list-kind = Kind
list-state = Status
list-stage = Stage
list-organiser = Organiser
list-lead = Lead prosecutor
list-days = Days
list-until = until
list-findings = Findings
list-findings-title = Findings
list-findings-none = There are no findings yet. Finding nothing is also stated in the records.
list-finding = Finding and category
list-facility = Facility
list-facilities = Facilities
list-grade = Severity and depth
list-due = Due
list-found = Found, and its case
list-categories = Categories
list-code = Code

# analysis
analysis = Common issues
analysis-as-of = As of
analysis-taxonomy = Counted by version { $version } of the taxonomy
analysis-statement = { $findings } findings in { $categories } categories; { $common } of these occur at two facilities or more, with { $n } findings, { $percent }%.
analysis-common = Common categories
analysis-common-note = The 8 found at most facilities
analysis-common-none = No category was found at two facilities or more.
analysis-all-categories = All categories
analysis-categories = Categories
analysis-by-facility = By facility
analysis-further = { $n } more facilities; see all
analysis-by-field = By field
analysis-by-domain = By domain
analysis-by-organ = By city or dispatched procuratorate
analysis-organ = Procuratorate
analysis-no-organ = Directly under the province
analysis-by-year = By year
analysis-year = Year of the inspection's end
analysis-no-year = Not ended
analysis-by-grade = Severity and depth
analysis-by-severity = Shares by severity
analysis-by-depth = Shares by depth

# facilities
facilities = Facilities
facilities-none = There are no facilities within your reach.
facility = Facility and code
facility-kind = Kind
facility-supervisor = Supervised by
facility-inspections = Inspections
facility-last = Last ended
facility-open = Open
facility-outside = Of another province; counts nowhere
facility-capacity = Capacity
facility-supervision = Supervision over time
facility-now = Now
facility-before = Before
facility-never = There has been no inspection yet.
facility-all-inspections = All inspections
facility-recurring = Recurring categories
facility-recurring-note = Found in two inspections or more
facility-recurring-none = No category was found in two inspections or more.
