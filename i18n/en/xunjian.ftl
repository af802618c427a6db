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
