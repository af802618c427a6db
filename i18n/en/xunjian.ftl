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
shell-keys-search = To the search field of this page
shell-keys-walk = Down and up in a list
shell-keys-open = Open the row in focus
shell-keys-on = Use single-key shortcuts
session-soon = You will be signed out in 5 minutes unless you continue. What you typed stays on this page.
session-extend = Stay signed in
session-over = Your session has ended. What you typed is still on this page. Sign in in a new window, then come back here and submit.
session-sign-in = Sign in in a new window

# navigation
nav-inspections = Inspections
nav-findings = Findings
nav-analysis = Common issues
nav-facilities = Facilities

# part
part-required = required
part-choose = Choose
part-colon = {": "}
part-comma = {", "}
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
filter-inspection-kind = Inspection type
filter-facility-kind = Facility type
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
pager-shown-of = { $shown ->
    [one] 1 row on this page, { $n } in all
   *[other] { $shown } rows on this page, { $n } in all
}
pager-walk = move
pager-open = open
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
inspection-state-follow-up = Under follow-up
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
place-lead-prosecutor = Lead procurator
place-deputy-leader = Deputy leader
place-member = Member
place-recorder = Recorder
place-expert = Expert
place-observer = Observer
kind-routine = Routine inspection
kind-special = Special inspection
kind-mobile = Mobile inspection
kind-cross = Cross-inspection
kind-interprovincial-cross = Interprovincial cross-inspection
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
error-back = Back to { $place }
error-record = the record
error-kept = What you typed is kept here, to copy.
error-number = Error number { $number }. Give it to the system administrator.
error-400-title = This request could not be read
error-400-what = What was sent is incomplete. Nothing has been changed.
error-400-now = Go back, check it and submit again.
error-401-title = Sign-in needed
error-401-what = Your session has ended or you have not signed in. Nothing has been changed.
error-401-now = Sign in, then go on where you were.
error-403-title = This step is not yours to take
error-403-what = Another person takes this step. Nothing has been changed.
error-403-now = If it must be done, ask the lead procurator of the case or the head of department.
error-404-title = Page not found
error-404-what = The address is wrong, or the content lies outside what you may see.
error-404-now = Check the address, or start again from the home page.
error-405-title = This address cannot be opened like that
error-405-what = It only takes a submitted form. Nothing has been changed.
error-405-now = Start again from the home page and use the buttons there.
error-409-title = This cannot be done now
error-409-what = It changed after you opened the page, so your submission was not saved.
error-409-now = Go back and reload, look at the present state, then act again.
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
error-503-what = The database cannot be reached. What was saved before is safe; look afterwards whether this submission was saved. Sending the same page again registers nothing twice.
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

# sign-in, continued
sign-in-refused = The user name or password is not right, or the account cannot sign in now. Check both and try again.
sign-in-locked = Too many failed attempts. Sign-in is paused until { $until }. Try again then, or ask a system administrator to lift it.
sign-in-kept = The session had ended. What was typed is kept: sign in, check it and send it.
resume = Continue
resume-note = What was typed before the session ended is kept in full and has not been sent. Check it, then send it.
resume-do = Send
demo-chief = Deputy chief procurator in charge
demo-chief-unit = Regional procuratorate
demo-supervisor = Head of the penal execution department
demo-supervisor-unit = Regional procuratorate
demo-assigner = Business administrator
demo-assigner-unit = Regional procuratorate
demo-lead = Lead procurator (cross-inspection)
demo-lead-unit = Regional procuratorate
demo-procurator = Team member
demo-procurator-unit = Second dispatched procuratorate
demo-procurator2 = Team member
demo-procurator2-unit = Third dispatched procuratorate
demo-dispatched = Department head, leads the mobile inspection
demo-dispatched-unit = First dispatched procuratorate
demo-city = Department head (approves by delegation)
demo-city-unit = Nanning procuratorate
demo-city2 = Procurator
demo-city2-unit = Nanning procuratorate
demo-resident = Resident procurator
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
role-chief = Deputy chief procurator
role-department-head = Department head
role-business-admin = Business administrator
role-prosecutor = Procurator
role-resident = Resident procurator
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
problem-choose-side = Both changed this part: choose a side, or write another text.
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
refused-team-one-lead = A case has one lead procurator.
refused-document-frozen = An issued document cannot be changed.
refused-document-number = This number is taken; use the next one.
refused-served-already = This document has been served on this unit already.
refused-verified-already = This report has been verified already.
refused-closed-already = This finding is closed already.
refused-not-verified = A finding is closed after it was verified.
denied-role = Your role does not take this step; nothing was changed.
denied-not-lead = The lead procurator of the case takes this step; nothing was changed.
denied-own-work = You took an earlier step in this matter, so somebody else must take this one; nothing was changed.
denied-not-inspector = An inspector of the team takes this step; nothing was changed.
denied-not-approver = The chief of the organising procuratorate, or somebody with the chief's delegation, takes this step; nothing was changed.
denied-not-third-person = A department head of the organising or a higher procuratorate closes findings; nothing was changed.
turn-lead = For the lead prosecutor of this case.
turn-other = You took an earlier step, so somebody else takes this one.
turn-inspector = For an inspector of the team.
turn-approver = For the organiser's chief or deputy chief, or their delegate.
turn-third-person = For a department head of the organiser or of a higher procuratorate.
turn-receiver = For somebody of the receiving unit.

# the case file
inspection-new = New inspection
inspection-new-note = Organised by your procuratorate. Whoever opens the case becomes its lead procurator.
inspection-kind = Inspection type
inspection-facility = Supervised facility
inspection-planned-from = Planned from
inspection-planned-to = Planned to
inspection-basis = Grounds
inspection-basis-hint = The annual plan, the occasion or the assignment from above: say where it comes from.
inspection-announced = Not confidential
inspection-announced-hint = Special and mobile inspections stay confidential until the notice is served, which also announces and numbers them. Tick this where no confidentiality is needed.
inspection-open = Open the case
inspection-joint = {" "}
inspection-sealed = Confidential, not yet announced
inspection-history = Historical case, no time limits
inspection-number = Case number
inspection-unnumbered = Numbered when announced
inspection-organiser = Organised by
inspection-supervisor = Supervised by
inspection-dates = Dates
inspection-step-create = Case opened
inspection-step-submit = Submit for approval
inspection-step-approve = Approve the plan
inspection-step-return = Return for revision
inspection-step-prepare = Record preparation
inspection-step-notify = Serve the notice
inspection-step-start = Begin fieldwork
inspection-step-suspend = Suspend
inspection-step-resume = Resume
inspection-step-finish = End fieldwork
inspection-step-report = Submit the report
inspection-step-approve-feedback = Approve the feedback
inspection-step-deliver-feedback = Record feedback
inspection-step-rectify = Move to rectification
inspection-step-follow-up = Open the follow-up check
inspection-step-conclude = Request closure
inspection-step-close = Close the case
inspection-step-archive = Archive
inspection-step-cancel = Cancel the case
effect-submit = Plan and team are then fixed. The chief procurator of the organising procuratorate, or a deputy, decides.
effect-approve = From then on the team members can see the case.
effect-return = The plan goes back to the lead procurator; the reason stays in the file.
effect-prepare = Information is collected, the team is trained, prior talks are held.
effect-notify = Records service of the written notice. A confidential case is announced and numbered by it.
effect-start = Records the kick-off meeting. From then on findings of the site can be recorded.
effect-suspend = Nothing can be recorded on site while the case is suspended.
effect-resume = Fieldwork goes on; the planned end moves with it.
effect-finish = The time limits for feedback and follow-up run from the day of the end, which is fixed once the report is submitted.
effect-report = The day of the end and the list of findings are then fixed; the chief procurator decides on the feedback.
effect-approve-feedback = The feedback opinion is drawn up with the findings as they now read.
effect-deliver-feedback = Records the feedback meeting and service. From then on the facility sees the list of findings.
effect-rectify = Some findings are not put right yet, so the case moves to rectification.
effect-follow-up = Every rectification is checked again, mainly by members of the original team.
effect-conclude = Every finding is closed; the chief procurator is asked to close the case.
effect-close = After closing no finding or document can be added.
effect-archive = The file can only be read afterwards.
effect-cancel = This cannot be undone; the reason stays in the file.
step-blocked = This step cannot be taken yet
step-mend = Complete it
step-before = For your decision
step-conflicts = Possible recusal: { $names } serve, or within the last three years served, in the supervising procuratorate or its resident office. If they are to take part, the approver gives the reason.
go-back = Back
go-case = Back to the case
print = Print
history = History
history-system = System
team = Team
team-edit = Build the team
team-note = The team is part of the plan and fixed once the plan is submitted. Experts and observers do not count as inspectors.
team-person = Person
team-place = Role
team-duty = Duties
team-add = Add
team-remove = Remove
team-remove-who = Remove { $who }
plan = Inspection plan
plan-see = See the plan
plan-edit = Write the plan
plan-edit-note = The first seven parts are required (Provisions on Circuit Inspection, art. 26). Save as you go, and submit when all are written.
plan-save = Save the plan
plan-none = The plan has no text yet.
plan-part-none = Not written yet
plan-version = Version { $n }, { $who }, { $at }
conflict-title = Someone else has changed this
conflict-mine = What you typed
conflict-my-side = What I typed
conflict-theirs = Saved by someone else
conflict-base = Before both changes
conflict-saved = Someone else saved version { $n } after you opened this page.
conflict-saved-by = { $who } saved version { $n } after you opened this page.
conflict-how = Choose a side for each part, or write one text out of both below, then save; nothing is lost before.
conflict-only-mine = Only you changed it
conflict-only-theirs = Only the other side changed it
conflict-both = Both changed it: choose
conflict-settled = Parts without a difference
conflict-merged = Merged text
conflict-merged-hint = Where it differs from both sides, what stands here counts.
conflict-save = Save the merged text
overtaken-kept = What you typed is kept below, to copy.
overtaken-see = See how it stands
overtaken-stands = As it stands
overtaken-same = As it stands
plan-personnel = Team members
plan-object = Subjects of inspection
plan-content = Matters inspected
plan-methods = Methods
plan-schedule = Schedule
plan-duties = Division of duties
plan-logistics = Logistics
plan-discipline = Discipline, confidentiality and safety
count-people = { $n ->
    [one] 1 person
   *[other] { $n } people
}
count-records = { $n ->
    [one] 1 record
   *[other] { $n } records
}
count-findings = { $n ->
    [one] 1 finding
   *[other] { $n } findings
}
count-documents = { $n ->
    [one] 1 document
   *[other] { $n } documents
}
stage-before-when = Planned { $from } to { $to }
stage-during-when = Since { $from }
stage-after-when = Feedback due { $due }
gate-plan = Plan written
gate-submit = Submitted for approval
gate-approve = Approved by the chief procurator
gate-prepare = Preparation and prior talks
gate-notify = Notice served
gate-start = Kick-off meeting
gate-records = Site records
gate-findings = Findings logged
gate-finish = Fieldwork ended
gate-report = Report
gate-deliver-feedback = Feedback delivered
gate-rectified = Findings closed
gate-follow-up = Follow-up
gate-close = Case closed
stage-during-was = { $from } to { $to }
gate-day-missing = No record on { $day }
gate-days-missing = { $n ->
    [one] { $n } working day without a record
   *[other] { $n } working days without a record
  }
gate-day-write = Write it
gate-see = See
gate-points = All points inspected
case-parts = Parts of the case
case-overview = Overview
case-next = Next step
case-next-go = Take it
case-days = Days on site
case-days-note = Records and findings of each day
case-day-missing = No record
case-day-none-yet = No record yet
case-points = Points to inspect
case-points-n = { $n } of { $all } recorded
case-point = Point inspected
case-point-done = Inspected
case-point-not = Not inspected
case-point-open = Not begun
case-methods = Methods
contacts = Arrangements
contact-prepare = Before the inspection
contact-notify = Written notice
contact-start = Kick-off
contact-deliver-feedback = Feedback meeting
history-n = { $n ->
    [one] { $n } step
   *[other] { $n } steps
  }
history-more = { $n ->
    [one] The other step
   *[other] The other { $n } steps
  }
team-no-conflict = Recusal check: nobody served at the supervising procuratorate or its resident office within three years.
report = Inspection report
report-handed-in = Handed in by { $who } on { $day }
report-not-yet = The report is not handed in yet
report-on-paper = The report of this historical case is in its paper file.
report-after-fieldwork = The report follows when fieldwork has ended.
report-list = Attached: list of findings
report-figures = Figures
report-figures-note = Counted from records and findings
report-categories = Categories
report-confirmed = Confirmed findings
plan-versions = Versions
plan-versions-n = { $n } in all
plan-approved = Approved
plan-changes = Changes
plan-trail = Approvals
gate-plan-parts = { $n ->
    [one] 1 part of the plan is not written. Write it, then submit.
   *[other] { $n } parts of the plan are not written. Write them, then submit.
}
gate-not-competent = Your procuratorate may not organise this type of inspection of such a facility. Leave it to the one that may, or change the type.
gate-no-leader = There is no team leader. Name one in the team.
gate-chief-leads = A chief or deputy chief procurator who takes part must be the lead procurator. Change the team.
gate-team-min = There must be at least { $least } inspectors; there are { $n }. Add to the team.
gate-no-record = There is no record yet. An inspection must be recorded.
gate-unconfirmed = { $n ->
    [one] 1 finding is not yet confirmed, merged or dropped.
   *[other] { $n } findings are not yet confirmed, merged or dropped.
}
gate-follow-up-first = After a routine or cross-inspection a follow-up check comes before closure can be requested.
gate-open-findings = { $n ->
    [one] 1 finding is not closed.
   *[other] { $n } findings are not closed.
}
gate-no-instrument = { $n ->
    [one] 1 serious finding has no notice of correction or procuratorial recommendation served.
   *[other] { $n } serious findings have no notice of correction or procuratorial recommendation served.
}
gate-not-rechecked = { $n ->
    [one] 1 finding has no follow-up result.
   *[other] { $n } findings have no follow-up result.
}
gate-pending-documents = { $n ->
    [one] 1 document is not issued or not served.
   *[other] { $n } documents are not issued or not served.
}
gate-nothing-open = No finding is open, so there is nothing to return to rectification.
gate-nothing-to-follow = There is no finding to check again.
ask-reason = Reason
ask-planned-to = Planned end
ask-planned-to-hint = Make up here for the days lost: the planned end from now on. The reason stays in the file.
ask-opinion = Opinion
ask-team-size-reason = Reason for the smaller team
ask-team-size-reason-hint = Leave empty where the team has about the size required.
ask-duration-reason = Reason for the shorter time, and its filing
ask-duration-reason-hint = Where the time is shorter: the reason, and the number and date of the filing with the higher procuratorate.
ask-override-reason = Reason for taking part despite possible recusal
ask-override-reason-hint = Where somebody who may have to recuse is to take part, say why.
ask-info-pack = Information collected
ask-info-pack-hint = Population, last feedback and rectification, resident office, complaints (Provisions on Circuit Inspection, art. 28).
ask-training = Training
ask-training-hint = When and on what; or why none was needed.
ask-communication-on = Day of the prior talks
ask-communication = Minutes of prior talks
ask-communication-hint = With whom, about what, with what result. Required for cross-inspections (Provisions on Circuit Inspection, art. 33).
ask-served-on = Served on
ask-notice-time = Notice: time
ask-notice-people = Notice: people
ask-notice-content = Notice: content
ask-notice-contact = Notice: contact person
ask-same-day-reason = Reason for less than three days' notice
ask-same-day-reason-hint = Leave empty where notice was given three days before.
ask-started-on = First day on site
ask-kickoff = Minutes of the kick-off meeting
ask-public-notice = Public notice and letter box
ask-public-notice-hint = Where a notice was posted or a letter box set up; otherwise leave empty.
ask-ended-on = Ended on
ask-ended-on-hint = The last day of the inspection. The time limits for feedback and follow-up run from it.
ask-days-on-site = Days on site
ask-exemption = Reason for the shorter time, and its filing
ask-exemption-hint = Where the whole time or the days on site fall short: the reason, and the number and date of the filing.
ask-report-basics = Conduct of the inspection
ask-report-problems = Problems found
ask-report-handling = Proposed handling and measures
ask-report-next = Proposed next steps
ask-report-office = Performance of the resident office
ask-report-office-hint = Inspected every time (Provisions on Circuit Inspection, art. 15 to 18). Where there is no resident office, say so.
ask-feedback-text = Draft of the feedback opinion
ask-feedback-text-hint = What is done well, the main problems, what is asked. The list of findings is attached by the system.
ask-hearing = Hearing and decision
ask-hearing-hint = When the chief procurator heard the report, the opinion and the decision.
ask-feedback-on = Day of the feedback meeting
ask-minutes = Minutes of the feedback meeting
ask-receiver = Signed for by
ask-office-receiver = Signed for the supervising procuratorate by
ask-office-receiver-hint = Findings on the resident office go separately to the supervising procuratorate.
ask-reply-due = Reply requested by
ask-reply-due-hint = For a feedback opinion the document itself sets the day.
ask-follow-up-on = Day of the follow-up check
ask-follow-up-note = Manner and participants
ask-follow-up-note-hint = As a special or mobile inspection, mainly by members of the original team (Provisions on Circuit Inspection, art. 40).
ask-conclusion = Conclusion on rectification
ask-case-no = Number in the national case system
ask-case-no-hint = The number given by the procuratorial case system (Provisions on Circuit Inspection, art. 43).
ask-volume = Check of the file
ask-volume-hint = Whether the file is complete and agrees with its list of contents.
waiting-draft = The lead procurator writes the plan, builds the team and submits both for approval.
waiting-submitted = Waiting for the chief procurator or a deputy to decide on the plan.
waiting-approved = The lead procurator prepares the inspection.
waiting-prepared = The lead procurator serves the notice.
waiting-notified = The lead procurator records the first day on site.
waiting-in-progress = Fieldwork is going on; the lead procurator ends it.
waiting-suspended = Suspended; the chief procurator decides when it goes on.
waiting-fieldwork-done = The lead procurator submits the report.
waiting-reported = Waiting for the chief procurator's decision on the feedback.
waiting-feedback-approved = The lead procurator delivers and serves the feedback.
waiting-feedback-delivered = Feedback is delivered; rectification follows at once.
waiting-rectifying = The facility is putting the findings right.
waiting-follow-up = The follow-up check is going on.
waiting-closable = Waiting for the chief procurator to close the case.
waiting-closed = Closed; the lead procurator archives the file.
waiting-archived = Archived and read-only.
waiting-cancelled = The case was cancelled.
refused-plan-frozen = The plan is fixed after submission; nothing was saved.
refused-lead-stays = The lead procurator cannot be removed.
problem-order = The end cannot come before the start, { $earliest }.
problem-not-competent = Your procuratorate may not organise this type of inspection of such a facility (Provisions on Circuit Inspection, art. 9 to 11).
problem-future = The day cannot be later than today, { $today }.
problem-too-early = The day cannot be earlier than { $earliest }.
problem-team-about = { $source }: about { $about } inspectors; there are { $n }. Give the reason, or add to the team.
problem-duration = { $source }: at least until { $least }. If it is shorter, give the reason and the filing.
problem-on-site = { $source }: at least { $least } days on site; { $n } given. If fewer, give the reason and the filing.
problem-days-on-site = There cannot be more days on site than the { $days } days in all.
problem-short-notice = { $source }: notice is normally given { $days } days before. If it is less, give the reason.
problem-reply-due = The reply cannot be requested before the day of the feedback meeting.
done-opened = The case is open. Write the plan and build the team.
done-saved = Saved.
done-step = Done. The case shows where it stands now.
done-member-added = Added to the team.
done-member-removed = Removed from the team.
records = Site records
record-new = Record what was found
records-none = Nothing has been recorded on site yet.
record-day = Day
record-place = Place
record-method = Method
record-inspectors = Inspectors
findings = Findings
findings-none = No finding is logged yet. If there is none, the report says so.
finding-no = No.
finding-title = Finding
finding-severity = Severity
finding-standing = Status
finding-due = Due
documents = Documents
document-new = Draft a document
documents-none = There is no document yet.
document-title = Document
document-number = Number
document-state = Status
document-served-on = Served
document-reply-due = Reply due
document-kind-feedback-opinion = Feedback opinion
document-kind-oral-correction = Oral correction
document-kind-correction-notice = Notice of Correction
document-kind-recommendation = Procuratorial Recommendation
document-state-draft = Draft
document-state-submitted = Awaiting issue
document-state-issued = Issued, to be served
document-state-served = Served
method-file-review = File review
method-cctv-review = CCTV review
method-call-visit-audio-review = Audio of calls and visits
method-site-visit = Site visit
method-contraband-check = Contraband check
method-inmate-interview = Interview with an inmate
method-officer-interview = Interview with officers
method-briefing-or-meeting = Briefing or meeting
method-questionnaire = Questionnaire
method-complaint-intake = Complaint intake
method-video-inspection = Video inspection
method-former-inmate-interview = Interview with a former inmate
method-data-comparison = Data comparison
method-expert-opinion = Expert opinion

# assignment
assign-class-h = Never overridden
assign-class-d = Overridden by the approver alone
assign-class-s = Warning, takes a reason
assign-rule-unknown = Not on the roster, or not in the round
assign-rule-seated-twice = Twice in one team
assign-rule-unfit = Cannot hold this place
assign-rule-may-not-lead = May not lead
assign-rule-chief-leads = A chief who joins is lead prosecutor
assign-rule-absent = Absent
assign-rule-two-places = On another team on the same days
assign-rule-kin = Kin works there
assign-rule-recused = Recusal granted
assign-rule-barred = Kept away by hand
assign-rule-no-lead = No lead prosecutor
assign-rule-two-leads = More than one lead prosecutor
assign-rule-minimum = Fewer inspectors than required
assign-rule-skill = A needed skill is missing
assign-rule-own-unit = Own unit supervises the facility
assign-rule-posted = Was posted there too recently
assign-rule-inspected-last = Inspected it in the last round
assign-rule-size = Size differs from what the rules call about right
assign-rule-experts = Too few experts
assign-rule-observers = Too few observers
assign-rule-gender = Women or men missing
assign-rule-swap = Two units inspect each other
assign-rule-pair = Same team in the last round
assign-rule-spread = Days differ by more than one inspection
assign-term-size = Size
assign-term-experts = Experts
assign-term-observers = Observers
assign-term-gender = Women and men
assign-term-swap = Mutual inspection
assign-term-pair = Same pairs as last round
assign-term-balance = Evenness of days
assign-term-distance = Distance (km)

# records
record-new-note = A saved record is not changed; what it needs is added beside it.
record-place-hint = Prison section, cell, visiting room and the like.
record-inspectors-hint = Two or more must enter sections and cells (Provisions on Circuit Inspection, art. 20).
record-body = What was inspected
record-body-hint = What was done, what was seen, which persons and papers were involved.
record-save = Save the record
record-save-finding = Save and log a finding
record-title = Record { $n }
record-next = Write the next record
record-written = Record
record-author = Written by
record-at = Written at
records-all = All records
record-focus = Point of the plan
record-focus-hint = One of the plan's points to inspect.
record-focus-none = No point of the plan
record-save-next = Save and write the next
record-lately = Latest records
addenda = Addenda
addenda-n = { $n ->
    [one] { $n } addendum
   *[other] { $n } addenda
  }
addendum-new = Add to the record
addendum-note = The record itself stays unchanged. Say why it needs an addition and what is correct; it stands below the record.
addendum-reason = Why
addendum-reason-hint = Wrong, left out, or established later.
addendum-body = What is correct
addendum-save = Save the addendum
done-amended = The addendum is saved and stands below the record.
refused-record-closed = The case is closed or cancelled, so its records take no addenda. Nothing was changed.
problem-two-inspectors = Choose at least two inspectors of the team (Provisions on Circuit Inspection, art. 20).
refused-not-fieldwork = Fieldwork is not going on now, so nothing can be recorded or logged; nothing was saved.
done-record = The record is saved.
finding-new = Log a finding

# findings
finding-form-note = One pattern of facts at one facility is one finding.
finding-own-note = A finding that you log is confirmed by the team leader or another person with the power. If you lead the team yourself, let another member log it.
finding-waits-confirm = Waiting for the team leader or the lead procurator to confirm it.
finding-waits-service = Confirmed; waiting for the feedback or a document to be served.
finding-waits-facility = Waiting for the facility's reply.
finding-waits-verify = The report is in; an inspector who logged neither the finding nor the reply verifies it.
finding-waits-close = Verification passed; waiting for a department head to close it.
finding-title-hint = One sentence: where, and what.
finding-category = Category
finding-facts = Facts
finding-facts-hint = Time, place, persons, what happened, and on what evidence.
finding-legal-basis = Rule breached
finding-severity-hint = Minor: oral correction. Serious and above: Notice of Correction or Procuratorial Recommendation.
finding-depth = Depth
finding-depth-reason = Reason for major or deep-seated
finding-depth-reason-hint = Leave empty for a general finding.
finding-save = Save the finding
finding-save-next = Save and log the next one
finding-again = Log another finding
finding-logged = Logged from this record
finding-crumb = Finding { $n }
finding-found-on = Found on
finding-version = Version { $n }
finding-history = Correspondence on rectification
finding-history-all = All correspondence
finding-history-returned = Returns only
finding-history-none = Nothing was returned.
finding-before = by { $day }
finding-likes-n = { $facilities ->
    [one] { $n } at { $facilities } facility
   *[other] { $n } at { $facilities } facilities
  }
finding-likes-here = This facility
finding-likes-closed = { $n } closed
finding-version-see = Version { $n }, see changes
finding-versions = Versions and changes
finding-versions-note = Who saved each version, and what it changed
finding-see = Back to the finding
diff-none = Nothing changed.
diff-struck = Struck:{" "}
diff-new = New:{" "}
diff-two = Compare two versions
diff-from = From
diff-to = To
diff-compare = Compare
finding-no-document = No document raises this finding yet.
finding-internal = Internal information
finding-author = Logged by
finding-owner = Responsible for follow-through
finding-owner-hint = The named person who sees to the rectification (Provisions on Circuit Inspection, art. 36).
finding-note = Note
finding-concerns = Concerns
concerns-facility = The facility
concerns-resident-office = The resident office
finding-proposed = Proposed handling
proposed-oral = Oral correction; if widespread, a Procuratorial Recommendation
proposed-notice = Notice of Correction
proposed-notice-clue = Notice of Correction, and separate review
finding-record = Source record
finding-record-see = See the record
finding-merged-into = Merged into
finding-into = Finding that it joins
finding-merged-see = See that finding
finding-likes = Same category
document-demand = Rectification demanded
mark-logged = Logged
mark-confirmed = Confirmed
mark-served = Served
mark-plan = Plan received
mark-report = Report received
mark-verified = Verified
mark-closed = Closed
mark-recheck = Follow-up
event-step-log = Finding logged
event-step-confirm = Finding confirmed
event-step-merge = Merged into another finding
event-step-drop = Finding dropped
event-step-withdraw = Finding withdrawn
event-served-feedback-opinion = Feedback opinion served
event-served-oral-correction = Oral correction
event-served-correction-notice = Notice of Correction served
event-served-recommendation = Procuratorial Recommendation served
event-reply-plan = Rectification plan received
event-reply-report = Rectification report received
event-verification-returned = Returned for completion
event-verification-verified = Verification passed
event-closing = Finding closed
event-recheck-corrected = Follow-up: corrected
event-recheck-partly = Follow-up: partly corrected
event-recheck-not = Follow-up: not corrected
event-recheck-rebounded = Follow-up: rebounded
finding-do-confirm = Confirm the finding
finding-do-edit = Edit
finding-do-merge = Merge the finding
finding-do-drop = Drop the finding
finding-do-verify = Verify
finding-do-close = Close the finding
finding-do-recheck = Record follow-up result
finding-do-replies = Register a paper reply
finding-do-withdraw = Withdraw the finding
finding-effect-confirm = From then on it counts as a finding; its facts and category cannot be changed.
finding-effect-merge = It becomes part of another finding and no longer counts by itself.
finding-effect-drop = It does not count as a finding; its record is kept.
finding-effect-withdraw = It no longer counts; documents already served must be dealt with separately.
problem-depth-reason = For a major or deep-seated finding, give the reason.
refused-finding-frozen = The finding is decided, or the report is submitted; nothing was saved.
done-finding = The finding is logged.
done-finding-next = The finding is logged. You can log the next one.

# rectification
reply-kind = Type of reply
reply-kind-plan = Rectification plan
reply-kind-report = Rectification report
reply-received-on = Received on
reply-their-no = Their number
reply-body = Text
reply-register = Register the reply
reply-register-hint = Whoever registers a reply cannot verify it.
verify-report = Rectification report
verify-demands = Demand by demand
verify-demands-note = Against the demands and the last return
verify-round = { $n ->
    [1] Verify the rectification report
   *[other] Verify rectification report no. { $n }
  }
verify-passed = Verified, waiting to be closed
verify-asked-by = Asked by
verify-asked-by-return = Return of { $day }
verify-decision = Conclusion
verify-before = Last time:
verify-left = Still undecided: { $n }
verify-undecided = Every demand needs a conclusion before this can be verified.
verify-then-close = Once verified, a department head who did not log, answer or verify it closes the finding.
verify-not-yet = Not verified yet
verify-verdict = Verdict
verify-verdict-hint = Complete and largely complete pass; not rectified and insufficient progress go back.
verify-note = Opinion
verify-note-hint = The facility reads this. If returned, say what is still missing.
verify-due = To be completed by
verify-due-hint = Required when the report is returned.
verify-do = Record the verdict
close-effect = Closing ends the rectification. Only a rebound found in the follow-up opens it again.
close-verified-by = Verified by
close-note = Opinion
recheck-verdict = Follow-up result
recheck-verdict-hint = For a closed finding: corrected or rebounded. A rebounded one is rectified again.
recheck-note = What was seen
recheck-corrected = Corrected
recheck-partly = Partly corrected
recheck-not = Not corrected
recheck-rebounded = Rebounded
problem-unmet = Some demands are not met, so the report cannot pass.
problem-return-due = When returning the report, give the day by which it is to be completed.
refused-no-answer-awaited = No reply is awaited now; nothing was saved.
refused-nothing-to-verify = No report awaits verification; nothing was saved.
refused-no-instrument = A serious finding can be closed only after a Notice of Correction or Procuratorial Recommendation was served (Provisions on Circuit Inspection, art. 36).
refused-not-following-up = The case is not in its follow-up; nothing was saved.
refused-closed-is-corrected-or-rebounded = A closed finding is either corrected or rebounded.
refused-rebound-of-open = What is not closed cannot rebound.
done-reply = The reply is registered.
done-verified = Verified; it awaits closing.
done-returned = Returned.
done-closed = Closed.
done-recheck = The follow-up result is recorded.

# documents
feedback-title = Feedback opinion on the circuit inspection of { $name }
feedback-title-office = Feedback opinion on the resident work of { $name }
feedback-demand = Find the cause, name who is responsible and by when, correct each item, and answer in writing by the day set.
document-step-draft = Drafted
document-step-submit = Submitted
document-step-return = Returned
document-step-issue = Issued
service-manner-hand = By hand
service-manner-read-out = Read out
service-manner-post = By post
service-manner-electronic = Electronically
document-kind = Document type
document-name = Title
document-body = Text
document-body-hint = The facts, basis and demand of each finding follow the text and need not be copied.
document-form-note = Saved as a draft; it can be changed until it is submitted.
document-findings = Findings raised
document-findings-hint = Choose the findings that this document raises and write a demand for each.
document-no-findings = No confirmed finding of this case is for the facility to put right.
document-save = Save draft
document-edit = Edit draft
document-attached = Attached: findings and demands
document-mark-draft = Draft
document-issued-on = Issued on
document-return-reason = Reason for returning
document-number-hint = If the national case system has given a number, enter it. Left empty, the next number of the year is taken.
document-title-start = { $kind } concerning { $name }
document-start-correction-notice = 
    { $name }：

    From { $from } to { $to } this procuratorate held a circuit inspection at your facility and found the breaches of law that are set out below with facts and basis.

    Under article 552 of the Criminal Procedure Rules of the People's Procuratorates and article 36 of the Provisions on Circuit Inspection you are notified to correct them as demanded in each item.

    Please report the correction in writing within fifteen days of receipt.
document-start-recommendation = 
    { $name }：

    From { $from } to { $to } this procuratorate held a circuit inspection at your facility and found the problems set out below with facts and basis, which point to risks to be removed.

    Under article 21 of the Organic Law of the People's Procuratorates and article 36 of the Provisions on Circuit Inspection it is recommended that you take the measures demanded in each item.

    Please reply in writing within two months of receipt.
item-legal-basis = Basis
document-move-submit = Submit for issue
document-move-return = Return for revision
document-move-issue = Issue the document
document-move-serve = Record service
document-effect-submit = The document goes to the chief procurator and cannot be changed until it is issued or returned.
document-effect-return = The document goes back to the lead procurator; the reason stays in its history.
document-effect-issue = The document is issued and numbered in the name of the procuratorate; its text and findings cannot be changed any more.
document-effect-serve = From then on the facility's liaison can see it; the time for the reply runs from the day after service.
service = Service
service-none = Not served yet.
service-on = Served on
service-served-on = Day of service
service-manner = Manner
service-receiver = Signed for by
service-receiver-hint = Name and post.
service-by = Recorded by
due-why = How the day was set
due-why-day = { $n } days
due-why-working-day = { $n } working days
due-why-month = { $n } months
due-why-rolled = The last day met { $name } ({ $days }) and moved to the first working day after.
due-why-weekend = a weekend
due-why-provisional = The holidays of that year are not announced yet: the day is to be checked again.
problem-no-finding = Choose at least one finding.
problem-before-issue = Service cannot be before the issue on { $issued }.
problem-own-number = Numbers of this form are given by the system in their order. Leave it empty, or type the number of the case system.
refused-no-documents-now = Documents are drafted after the report and before the case is concluded; nothing was saved. Go back to see where it stands.
refused-document-submitted = A submitted document cannot be changed; nothing was saved. If it must be, ask the chief procurator to return it.
refused-document-fallen = A finding that this document raises has been withdrawn; nothing was done. Return the draft, change its findings and submit again.

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
list-kind = Type
list-state = Status
list-stage = Stage
list-organiser = Organiser
list-lead = Lead procurator
list-days = Dates
list-until = until
list-findings = Findings
list-findings-title = Findings
list-findings-none = There are no findings yet. Finding nothing is also stated in the records.
list-finding = Finding and category
list-facility = Facility
list-facilities = Facilities
list-grade = Severity and depth
list-due = Due
list-found = Found, and case
list-categories = Categories
list-code = Code

# analysis
analysis = Common issues
analysis-as-of = As of
analysis-taxonomy = Counted by version { $version } of the taxonomy
analysis-taxonomies = Counted by the versions in which findings were coded ({ $first } to { $last }); one code is one category
analysis-statement = { $findings } findings in { $categories } categories. { $common } of the categories occur at two or more facilities, with { $n } findings or { $percent }%.
analysis-matrix = Coverage and findings by facility and domain
analysis-matrix-clean = inspected, nothing found
analysis-matrix-none = not inspected
analysis-matrix-rest = Others
analysis-matrix-further = { $n ->
    [one] { $n } more facility with findings; see all
   *[other] { $n } more facilities with findings; see all
  }
analysis-total = Total
analysis-most = Most widespread is “{ $category }”, at { $n } facilities.
analysis-common = Common categories
analysis-common-note = By number of facilities, the first 8
analysis-common-none = No category was found at two or more facilities.
analysis-all-categories = All categories
analysis-categories = Categories
analysis-by-facility = By facility
analysis-further = { $n ->
    [one] 1 more facility; see all
   *[other] { $n } more facilities; see all
}
analysis-by-field = By field
analysis-by-organ = By city or dispatched procuratorate
analysis-organ = Procuratorate
analysis-no-organ = Supervised by the regional procuratorate itself
analysis-by-year = By year
analysis-year = Year in which it ended
analysis-no-year = Not ended
analysis-by-grade = Severity and depth
analysis-by-severity = Shares by severity
analysis-by-depth = Shares by depth

# facilities
facilities = Facilities
facilities-none = There are no facilities within your reach.
facility = Facility and code
facility-kind = Type
facility-supervisor = Supervised by
facility-inspections = Inspections
facility-last = Last inspection ended
facility-open = Not closed
facility-outside = In another province, not counted
facility-capacity = Capacity
facility-supervision = Supervising procuratorates
facility-now = Present
facility-before = Former
facility-never = There has been no inspection yet.
facility-all-inspections = All inspections
facility-recurring = Recurring categories
facility-recurring-note = Found in two or more inspections
facility-recurring-none = No category was found in two or more inspections.

# desk
desk-waiting = Waiting for you
desk-nothing = Nothing is waiting for you.
desk-see-cases = See all inspections
desk-what = To do
desk-item = Item
desk-running = Cases under way
desk-none-running = No case is under way.
desk-lead-draft = Write the plan
desk-lead-approved = Record preparation
desk-lead-prepared = Serve the notice
desk-lead-notified = Begin fieldwork
desk-lead-in-progress = Inspect on site
desk-lead-fieldwork-done = Submit the report
desk-lead-feedback-approved = Record feedback
desk-lead-rectifying = See to rectification
desk-lead-follow-up = Carry out the follow-up
desk-lead-closed = Archive the file
desk-approve-submitted = Approve a plan
desk-approve-reported = Approve feedback
desk-approve-closable = Close a case
desk-issue = Issue a document
desk-confirm = Confirm a finding
desk-verify = Verify rectification
desk-close = Close a finding
weekday-1 = Monday
weekday-2 = Tuesday
weekday-3 = Wednesday
weekday-4 = Thursday
weekday-5 = Friday
weekday-6 = Saturday
weekday-7 = Sunday

# the morning page
nav-todo = To do
nav-rectifications = Rectification
nav-documents = Documents
desk-waiting-by = The earliest due first
desk-all = See all { $n } items
desk-overdue = { $n ->
    [one] finding is overdue
   *[other] findings are overdue
}
desk-overdue-where = , the longest by { $days ->
    [one] 1 day
   *[other] { $days } days
}, at { $facilities ->
    [one] 1 facility
   *[other] { $facilities } facilities
}.
desk-open = { $n ->
    [one] open finding
   *[other] open findings
}
desk-composition = Where findings stand
desk-composition-of = { $n } open, { $closed } closed this year; the list below has the numbers.
desk-coverage = Coverage
desk-coverage-note = Facilities where an inspection ended this year
desk-facilities = Facilities
desk-seen = Inspected this year
desk-unseen = Not this year
duty-none = Nothing waits: the days off are known, and no draft is left unpublished.
duty-year = Enter the days off of { $year }
duty-year-why = Until they are published, deadlines that fall into this year are provisional
duty-calendar = Publish the working calendar: { $layer }, draft of v{ $no }
duty-taxonomy = Publish the draft of the categories
duty-taxonomy-why = Until it is published, findings are logged under the version in force
filter-inspected = Inspected
inspected-no = not inspected
desk-progress = Rectification by facility
desk-progress-note = Most overdue first; green was closed this year
desk-progress-of = { $closed } closed this year, { $open } open.
desk-closed-year = Closed this year
desk-lately = Lately
desk-lately-none = Nothing happened in the last 7 days.
desk-closed-rate = Closing rate
desk-closed-rate-of = closed this year, of these and what is open
desk-ahead = Next 14 days
desk-ahead-n = due
desk-lead-feedback-delivered = Propose closing
desk-approve-suspended = Decide on resuming
desk-submit = Submit a document
desk-serve = Record service
desk-urge = Urge rectification
task-approve = Approve
task-issue = Issue
task-lead = Case
task-submit = Submit
task-serve = Serve
task-confirm = Confirm
task-verify = Verify
task-close = Close
task-receive = Receive
task-urge = Urge
todo-all = All
todo-since = Since
filter-task = Type
filter-due = Due
filter-view = View
filter-owner = Follow-up owner
todo-due-overdue = Overdue
todo-due-week = Within 7 days
todo-due-later = After 7 days
todo-due-open = No due date
owner-me = You
agenda = Days ahead
agenda-note = When feedback, replies and follow-ups are due, and when inspections are planned to begin and end
agenda-none = Nothing is due in these days.
agenda-from = From
agenda-to = To
agenda-day = Day
agenda-what = What
agenda-start = Planned start
agenda-end = Planned end
agenda-feedback = Feedback due
agenda-follow-up = Follow-up due
agenda-reply = Reply due
agenda-too-long = These dates cannot be shown and nothing was looked up. The end must not be before the beginning, and a page shows { $most } days at most.
ledger-note = Every finding that a facility was told of, one row each
ledger-views = Views
ledger-none = There is no finding in this view.
ledger-document = Document
ledger-due = Due
ledger-last = Last event
documents-note = Feedback opinions, oral corrections, notices of correction, recommendations
filter-kind = Kind
filter-state = State
filter-late = Overdue
document-late-reply = Answer overdue
document-late-escalate = To be reported above
view-open = Open
view-overdue = Overdue
view-soon = Due in 3 days
view-week = Due this week
view-mine = Waiting for you
view-to-verify = To verify
view-to-close = To close
view-returned = Returned
view-rebounded = Rebounded
view-closed = Closed

# hand-over
finding-do-hand-over = Hand over
finding-do-receive = Receive and acknowledge
hand-over-to = Handed over to
hand-over-note = Hand-over note
hand-over-note-hint = What is still open, by when, and what to insist on.
receive-receipt = Acknowledgement
receive-note = From here on your unit sees to the rectification.
event-handed-over = Handed over
event-received = Receipt acknowledged
desk-receive = Receive a hand-over
denied-not-receiver = Somebody of the receiving unit takes this step; nothing was changed.
refused-hand-over = Only a finding that is still open during the follow-up can be handed over; nothing was saved.
refused-handed-over = This finding has already been handed over or received.
done-handed-over = Handed over; the receipt is awaited.
done-received = Received.

# liaison
liaison-items-all = All
liaison-items-note = Every matter that was served on you, the earliest due first.
liaison-items-none-here = No matter matches.
liaison-items-see = See the matters
liaison-q = Title, facts or number
liaison-waits-note = What awaits your answer now, the earliest due first.
liaison-waits-none = Nothing awaits your answer now: what you answered is being verified, or the matter is closed.
liaison-late = { $n ->
    [one] 1 answer is overdue.
   *[other] { $n } answers are overdue.
}
liaison-returned-why = Returned because
liaison-do-answer = Answer
liaison-lately = Served last, on { $day }:
liaison-documents-see = All documents received
liaison-documents-note = Every document that was served on you, the latest first.
liaison-people = Our people
liaison-people-note = Who signs in here and answers for your facility. Ask the procuratorate to add or to remove somebody.
liaison-people-none = No contact is registered.
liaison-post = Post
liaison-since = Since
liaison-me = You
liaison-items = Matters to put right
liaison-items-n = { $n ->
    [one] 1 item
   *[other] { $n } items
}
liaison-items-none = There is nothing to put right.
liaison-item = Matter
liaison-due = Answer by
liaison-from = Document
liaison-documents = Documents received
liaison-documents-none = No document received yet.
liaison-found = What was found
liaison-asked = What is demanded
liaison-by-when = When to answer
liaison-reply = Answer
liaison-kind-hint = Send a rectification plan first, and a report once it is carried out. In a simple matter, send the report at once.
liaison-body-hint = For each demand: cause, measures, who is responsible, when it was completed, with what effect.
liaison-their-no = Your reference number
liaison-their-no-hint = If you answer by a formal document, its number.
liaison-send = Send the answer
liaison-answers = Answers
liaison-answers-none = No answer yet.
liaison-on-paper = On paper, registered by the procuratorate
liaison-unmet = Demands not met yet
liaison-stands-not-served = The document is not served yet.
liaison-stands-awaiting-plan = Please send a rectification plan, or the report at once.
liaison-stands-rectifying = Your plan was received. Send the report once it is carried out.
liaison-stands-to-verify = Your report was received and is being verified. There is nothing to answer now.
liaison-stands-returned = Your report was returned. Complete it as the opinion below says and send it again.
liaison-stands-verified = The rectification passed verification. There is nothing to answer now.
liaison-stands-closed = The rectification is closed. There is nothing to answer now.
liaison-stands-rebounded = The follow-up check found the problem again. Put it right again and send a plan or a report.
done-answered = Your answer was sent.

# objections
contest-open = Objection under review
contest-upheld = Objection rejected, upheld
contest-withdrawn = Objection accepted, withdrawn
filter-contest = Objection
objection = Objection
objection-do-object = Object to it
objection-do-register = Register a paper objection
objection-do-review = Review the objection
objection-reason = Reasons of the objection
objection-reason-hint = What you do not agree with, why, and on what basis; add what proves it.
objection-register-hint = In the words of the paper; attach the paper itself.
objection-effect = Whoever does not agree with this document may object once, in writing. The procuratorate reviews it within seven days of receipt and tells the result on the document's page. The time for the reply goes on meanwhile.
objection-register-effect = The seven days for the review begin once it is registered. Whoever registers it does not decide about it.
objection-received-on = Received on
objection-on-paper = On paper, registered by the procuratorate
objection-registered-by = A paper objection, registered by { $name }
objection-outcome = Result of the review
objection-outcome-hint = Upheld: the document is to be carried out. Withdrawn: its demands and its days count no longer; the findings go on under the other documents that were served.
objection-why = Reasons of the review
objection-why-hint = Answer the objection point by point; the facility reads it.
objection-review-effect = Once taken, the decision cannot be changed.
objection-decision = Result of the review
objection-decided-on = Decided on
objection-waits = The objection was received and is under review.
objection-withdrawn-effect = This document was withdrawn after review: its demands and its days count no longer. What other documents demand is not affected.
done-objected = The objection is on record; the time for the review has begun.
done-reviewed = The objection is decided.
refused-objected-already = There is an objection to this document already; nothing more was saved. The result is on the document's page.
refused-no-objection = This document cannot be objected to now, and nothing was saved. Only a Notice of Correction or a Procuratorial Recommendation that was served on the facility can, until its case is closed.
refused-reviewed-already = This objection has been decided; nothing was saved. Please go back to the document.
gate-contested = { $n ->
    [one] One objection is not decided yet.
   *[other] { $n } objections are not decided yet.
}
event-objected = Written objection received
event-objection-upheld = Objection reviewed: upheld
event-objection-withdrawn = Objection reviewed: document withdrawn
task-review = Review
desk-review = Review an objection
task-answer = Answer

# oral corrections
oral = Oral correction
oral-n = { $n ->
    [one] 1 oral correction
   *[other] { $n } oral corrections
}
oral-state-running = To be put right
oral-state-late = Not put right in time
oral-state-done = Put right
oral-state-void = No longer counted
assent-confirmed = confirmed
assent-unconfirmed = not confirmed
finding-do-oral = Correct orally
oral-effect = What is minor is told on the spot and put on record. What is not put right within seven days is to be told in writing (Rules of Criminal Procedure, article 624).
oral-made-on = Told on
oral-to = Told to
oral-to-name = Name
oral-to-post = Post
oral-demand = What was demanded
oral-demand-hint = What is to be put right, and how far.
oral-assent = Whether the other side confirmed it
oral-by = Recorded by
oral-do-settle = Record that it is put right
oral-settle-effect = The day on which it was put right, and what was seen. The finding itself goes on under the feedback: rectified, verified, closed.
oral-done-on = Put right on
oral-seen = What was seen
oral-seen-hint = Where, what, and which papers were looked at.
oral-late-what = It was not put right within seven days of being told: it is to be told in writing (Rules of Criminal Procedure, article 624).
oral-do-write = Draft a Notice of Correction
done-oral = The oral correction is on record; its seven days have begun.
done-oral-settled = It is recorded as put right.
refused-oral = Only a finding that stands, is not closed and concerns the facility is corrected orally; nothing was saved.
refused-oral-serious = What is serious is told in writing, not orally (Rules of Criminal Procedure, article 624); nothing was saved.
refused-oral-case = Oral corrections are made between the start of fieldwork and the proposal to close; nothing was saved.
refused-oral-made = This finding was corrected orally before; nothing more was saved.
refused-oral-none = This finding was not corrected orally; nothing was saved.
refused-oral-done = This oral correction is recorded as put right already; nothing more was saved.
event-oral-made = Corrected orally
event-oral-done = Oral correction: put right
clock-oral-fix = To be put right after an oral correction
clock-event-oral-made = the oral correction
task-write = In writing
desk-write = Correct in writing

# administration
nav-administration = Administration
nav-admin = Settings
admin = Settings
admin-note = Only what you may handle is listed.
admin-accounts = Accounts that ask for a hand
admin-rights = Changes of rights
admin-rights-note = Who gave or ended which post and when, for the security administrator to review
admin-parameters = Parameters
admin-parameters-note = Periods and thresholds: new versions from a day on; what is in force is not edited.
admin-categories = Categories
admin-categories-note = New versions of the taxonomy; what is in use is not edited.
admin-calendar = Working calendar
admin-calendar-note = The holidays of nation and region by version, from which periods are counted.
admin-people = People and accounts
admin-people-note = The system administrator makes accounts and posts of case work and liaison; the security administrator gives the posts of the three administrators. Nobody gives rights to oneself.
person-q = Name, username, unit
person-role = Role
person-place = Unit
person-state = Account
person-no-post = No post today
person-name = Name
person-gender = Gender
person-unsaid = Not stated
person-kind = Kind of person
person-rank = Rank
person-no-rank = No rank
person-title = Position
person-title-hint = Such as deputy chief prosecutor, head of the resident office.
person-who = The person
person-post = First post
person-post-note = Posts of the three administrators are given by the security administrator: leave this empty
person-account = Account
person-username = Username
person-username-hint = 2 to 40 small letters, digits, dots or dashes, beginning with a letter or digit.
person-initial-password = Initial password
person-initial-password-hint = The password proposed may be used as it is. It is not shown again after sending: note it and hand it over in person. It has to be changed at the first sign-in.
person-new = New person
person-new-note = Can sign in as soon as this is saved.
person-add = Add the person
person-posts = Posts
person-posts-note = Rights come from posts and end with them
person-posts-none = No post yet, so no sign-in.
person-sessions-none = Not signed in now.
person-oneself = This is you. Your posts and account are handled by another administrator; change your password under Account and password.
person-created = Created
person-password-since = Password set
person-locked-until = Locked until
person-administers = An account of the three administrators: only its owner changes the password; if it is forgotten, the operator resets it on the server. The security administrator disables it.
person-no-account = No account, so no sign-in.
post-role = Role
post-org = Procuratorate or resident office
post-facility = Supervised facility
post-facility-hint = For facility liaisons only.
post-from = First day of the post
post-none-yet = No post yet
post-days = Days
post-given-by = Given by
post-by-operator = Operator
post-ended-by = Ended by { $who }
post-now = Now
post-give = Give a post
post-give-to = Give a post to { $who }
post-give-note = It holds as soon as it is saved, and stands in the audit trail, where the security administrator and the auditor read it.
post-password-hint = With a post of the three administrators comes a new initial password, so that whoever made the account does not know it. It is not shown again after sending: note it and hand it over in person.
post-end = End the post
post-end-effect = The rights end with it, and sessions in this post end at their next request.
post-end-last = This is the last post. The account will not open any more, and open sessions end at their next request.
post-last = Last day of the post
post-last-hint = Yesterday ends it at once.
session-end = End this session
session-end-all = End all sessions
account-session-source = Source address
account-disable = Disable the account
account-disable-effect = It cannot sign in any more, and open sessions end at their next request. Posts and what was done stay; it can be enabled again.
account-enable = Enable the account
account-enable-effect = It can sign in again with the password that it had.
account-unlock = Lift the lock
account-must-change = Your password was set by an administrator. Change it before anything else.
password-reset = Reset the password
password-reset-effect = The old password is void, every session ends, and the next sign-in begins with changing the password.
account-state-open = Can sign in
account-state-fresh = Initial password
account-state-locked = Locked
account-state-disabled = Disabled
account-state-none = No account
person-kind-prosecutor = Prosecutor
person-kind-assistant = Prosecutor's assistant
person-kind-clerk = Clerk
person-kind-expert = Expert
person-kind-observer = Observer
person-kind-liaison = Facility liaison
person-kind-administrator = Administrator
rank-grand-chief = Chief grand prosecutor
rank-grand-1 = Grand prosecutor, first grade
rank-grand-2 = Grand prosecutor, second grade
rank-senior-1 = Senior prosecutor, first grade
rank-senior-2 = Senior prosecutor, second grade
rank-senior-3 = Senior prosecutor, third grade
rank-senior-4 = Senior prosecutor, fourth grade
rank-prosecutor-1 = Prosecutor, first grade
rank-prosecutor-2 = Prosecutor, second grade
rank-prosecutor-3 = Prosecutor, third grade
rank-prosecutor-4 = Prosecutor, fourth grade
rank-prosecutor-5 = Prosecutor, fifth grade
rank-assistant = Prosecutor's assistant
rank-clerk = Clerk
gender-female = Female
gender-male = Male
denied-oneself = Nobody handles the own posts and account, and nothing was changed. Ask another administrator.
denied-password-first = Your password was set by an administrator: change it under Account and password before anything else.
error-unknown-choice = The address or form holds a value that is unknown here, and nothing was changed. Go back and choose again.
problem-username = use 2 to 40 small letters, digits, dots or dashes.
problem-username-taken = this username is taken; choose another one.
problem-not-yours-to-give = this role is another administrator's to give: the three administrators' by the security administrator, all others by the system administrator.
problem-liaison-kind = a facility liaison is a person of that kind, and nobody else is one.
problem-resident-office = resident staff belong to a resident office, everybody else to a procuratorate.
problem-password-same = the new password must differ from the present one.
problem-password-locked = too many wrong passwords; no further try until { $until }.
done-person-added = The person was added.
done-post-given = The post was given.
done-post-ended = The post was ended.
done-account-disabled = The account was disabled and all its sessions ended.
done-account-enabled = The account was enabled.
done-password-reset = The password was reset and all sessions ended.
done-sessions-revoked = The session was ended.
done-account-unlocked = The lock was lifted.
refused-own-post = Nobody gives or ends a post of one's own, and nothing was changed.
refused-others-post = Posts of the three administrators are given and ended by the security administrator, all others by the system administrator. Nothing was changed.
refused-account = This is not yours to do to an account, and nothing was changed.
refused-administrators-password = Only its owner changes an administrator's password; if it is forgotten, the operator resets it on the server. Nothing was changed.
refused-username = This username is taken, and nothing was changed.
# clocks
clocks = Deadlines
clock-notice-due = Written notice
clock-least-end = Least duration ends
clock-least-on-site = Least days on site end
clock-report-target = Report (internal target)
clock-feedback-due = Feedback due
clock-follow-up-due = Follow-up due
clock-archive-due = Archiving due
clock-reply-due = Answer due
clock-escalate-on = Report to the higher procuratorate on
clock-objection-in = Objection by
clock-objection-review = Review of the objection
clock-return-due = Correction due
clock-event-planned-start = the planned start
clock-event-started = the start
clock-event-ended = the end of the inspection
clock-event-year-closed = the end of the year of closing
clock-event-served = service
clock-event-issued = issue
clock-event-objected = receipt of the objection
clock-event-returned = the return
clock-met = done on { $day }
clock-answered = this finding is answered, others of the document are not
clock-void = no longer counted since { $day }
clock-provisional = Holidays not announced yet, to be checked
clock-other = by the other reading { $day }
clock-why-named = The day was named, by the document or by who handles it ({ $event } on { $start }).
clock-why-after = { $source }: { $period }, from the day after { $event } on { $start }.
clock-why-before = { $source }: { $period } before { $event } on { $start }.
clock-why-least = { $source }: not less than { $period }, { $event } on { $start } counted in.
clock-why-archive = { $source }: { $period } from { $event }, { $start }.
clock-why-off = Not counted: { $name } ({ $days }).
clock-why-make-up = Counted as working days: { $days }, worked in exchange for { $name }.
clock-why-span = { $from } to { $to }
clock-why-not-before = Never before the answer is due, { $day }.
clock-why-calendar = Calendar: { $calendar }.
clock-why-other = Whether the region's days off postpone a statutory period can be read in two ways: by the other it is { $day }.
clock-moved = Calendar { $calendar }: { $from } → { $to }
clock-confirmed = Checked when calendar { $calendar } was published: the day stays
clock-none-history = This case was loaded as history: no deadlines are computed.
clock-none-corrections = Community corrections apply the inspection rules by reference: the day that a document names counts.
clock-none-yet = No deadline runs yet.
calendar-nation-no = nation v{ $no }
calendar-region-no = Guangxi v{ $no }
calendar-layer-nation = National holidays
calendar-layer-region = Holidays of Guangxi

# the calendar
calendar = Working calendar
calendar-note = Deadlines are counted by the versions that are published. Publishing a version counts every running deadline anew and keeps each change.
calendar-layer-nation-note = Days off and make-up days announced by the State Council
calendar-layer-region-note = Days off and make-up days of the region, such as Sanyuesan
calendar-none = No version yet.
calendar-version = Version
calendar-state = State
calendar-state-draft = draft
calendar-state-overtaken = overtaken draft
calendar-state-in-force = in force
calendar-state-replaced = replaced
calendar-years = Years
calendar-days-n = Days
calendar-days-count = { $n ->
    [one] { $n } day
   *[other] { $n } days
}
calendar-source = Source
calendar-source-hint = The notice that announced the days, with its number.
calendar-published = Published
calendar-published-by = Published by
calendar-shipped = shipped with the program
calendar-year = Year
calendar-new = Draft a new version
calendar-new-title = { $layer }: { $year }
calendar-form-note = Only the days of this year change; other years stay. Save first, look at what it moves, then publish.
calendar-days = Days off and make-up days
calendar-days-hint = One day a line: date,off or work,name. off is a day off, work a make-up workday. Days of the December before may be among them.
calendar-rolls = Statutory periods
calendar-rolls-hint = Whether the holidays of article 105 of the Criminal Procedure Law include the region's days off is for the office to decide.
calendar-rolls-yes = A period that ends on a day off of the region moves to the next working day
calendar-rolls-no = Counts among working days only; statutory periods do not move
calendar-reason = Reason for the change
calendar-draft = Save the draft
calendar-publish = Publish
calendar-differences = What differs from v{ $no }
calendar-differences-none = The days are the same.
calendar-day = Day
calendar-before = Before
calendar-after = After
calendar-year-days = Days off and make-up days of { $year }
calendar-year-none = Nothing is announced for this year: only weekends count, and deadlines are to be checked.
calendar-kind = Arrangement
calendar-name = Name
calendar-day-off = day off
calendar-day-work = make-up workday
calendar-day-none = none
calendar-no = v{ $no }
calendar-base = Drafted from
calendar-drafted-by = Drafted by
calendar-drafted-at = Drafted at
calendar-moves = Deadlines that move
calendar-moves-n = { $n ->
    [one] { $n } deadline
   *[other] { $n } deadlines
}
calendar-moves-none = No deadline moves in the cases that you can see.
calendar-checked = checked, the day stays
calendar-subject = Case or document
calendar-publish-effect = Publishes version { $no } of: { $layer }, { $days } days changed. It cannot be changed afterwards, only followed by another version.
calendar-publish-note = Every running deadline is counted anew, not only those listed; those that were met stay.
problem-calendar-same = This is exactly the version in force: there is nothing to save.
problem-calendar-cells = Line { $line }, “{ $text }”, is not date, off or work, and name.
problem-calendar-date = Line { $line }: “{ $text }” is not a date. Write it as 2027-01-01.
problem-calendar-kind = Line { $line }: “{ $text }” must be off (day off) or work (make-up workday).
problem-calendar-name = Line { $line } has no name, or one too long.
problem-calendar-year = Line { $line }: { $day } is neither in { $year } nor in the December before.
problem-calendar-twice = Line { $line }: { $day } stands there twice.
refused-calendar-overtaken = Another version was published since this was drafted, so nothing was done. Draft it again from the version in force.
refused-calendar-published = This version is published: it cannot be published again or changed. Draft a new version for what must change.
done-calendar = Published. Every running deadline was counted anew.
# files
problem-file-empty = “{ $file }” is empty. Check it and choose it again.
problem-file-large = “{ $file }” is over { $limit } MB. Compress or split it, then choose it again.
problem-file-many = One form takes { $most } files; “{ $file }” and those after it were not taken. Send them in several parts.
problem-file-name = “{ $file }” has no name, or one with control characters that cannot be seen. Rename it, then choose it again.
problem-file-name-long = The name of “{ $file }” has more than { $longest } characters. Shorten it, then choose it again.
problem-file-ending = Files of the type of “{ $file }” are not taken. Pictures, PDF, Word, Excel, PowerPoint, text, sound and MP4 video are.
problem-file-program = The content of “{ $file }” is a program. Programs are not taken.
problem-file-script = The content of “{ $file }” is a web page, a vector drawing or a script. These are not taken; print a web page to PDF and send that.
problem-file-archive = The content of “{ $file }” is an archive, or carries one. Archives are not taken; unpack it and send the files one by one.
problem-file-macros = “{ $file }” contains macros, which are not taken. Save it without macros and send that.
problem-file-other = The content of “{ $file }” does not agree with its ending: it is no valid { $kind } file. Open it in its own program, save it again and send that.
problem-file-bomb = “{ $file }” would grow beyond all reason when unpacked and is not taken. Open it in its own program, save it again and send that.
problem-file-pixels = “{ $file }” has so many pixels that opening it could stall a machine. Make it smaller and send that.
problem-file-on-the-way = “{ $file }” arrived with another hash than it was sent with and was not saved. Choose it and send it again.
problem-file-again = The files chosen before signing in were not kept. Choose them again.
problem-file-disk = “{ $file }” could not be written just now. Send it again later; if that fails too, call the system administrator.
error-upload-broken = What was sent did not arrive whole or cannot be read. Nothing was saved.
error-upload-slow = The transfer stopped or was too slow. Nothing was saved.
refused-evidence-locked = An issued document or a verification rests on this file. It cannot be voided.
refused-evidence-voided = This file has been voided already.
problem-file-none = No file has been chosen yet.
refused-evidence-archived = The case is archived or cancelled. No files are added or voided any more.
done-evidence = The files have been saved.
done-voided = The file has been voided; the original stays.

# evidence
evidence = Evidence
evidence-none = No evidence yet.
evidence-none-finding = No evidence yet. A finding needs at least 1 piece of evidence.
evidence-materials = Files of the replies
evidence-receipt = Proof of service
evidence-receipt-add = Add the proof of service
evidence-receipt-no = Receipt { $no }: this answer arrived at { $at } with { $n ->
    [one] 1 file
   *[other] { $n } files
}.
evidence-add = Add files
evidence-send = Save the files
evidence-files = Files
evidence-limits = Pictures, PDF, Word, Excel, PowerPoint, text and sound up to { $file } MB each, MP4 video up to { $video } MB, { $count } files at a time. Drop, paste or choose them.
evidence-chosen-large = Over the size limit; it will not be taken.
evidence-chosen-many = Over the number of files; it will not be taken.
evidence-chosen-hashing = Computing the hash
evidence-taken-on = Obtained on
evidence-taken-on-hint = The day on which it was obtained or photographed, if you know it.
evidence-note = Note
evidence-note-hint = What it proves and where it comes from; may be left empty.
evidence-reason = Reason for voiding
evidence-reason-hint = Everybody who sees the file sees the reason.
evidence-rules = What happens to files
evidence-rules-kept = A saved file is never changed or deleted. A wrong one can be voided with a reason; the original stays. Every look and every download is logged.
evidence-rules-kinds = What a file is, is judged by its content. Programs, scripts, web pages, archives and files with macros are not taken.
evidence-name = Name
evidence-kind = Type
evidence-size = Size
evidence-by = Added by
evidence-at = Received
evidence-hash = Hash
evidence-checked = Checked before sending
evidence-checked-yes = Browser and server computed the same hash
evidence-checked-no = The browser computed no hash
evidence-void = Voided
evidence-do-void = Void the file
evidence-void-effect = “{ $file }” will be marked as void, with who and why. The original stays, and it cannot be made valid again.
evidence-facts = About the file
evidence-back = Back to where it belongs
evidence-download = Download (logged)
evidence-look = View in the browser
evidence-broken = The content does not agree with the hash it was received with. It is not handed out.
evidence-broken-now = Ask the system administrator to restore the original from a backup, and leave everything as it is.
evidence-custody = Chain of custody
evidence-custody-note = The last 100
evidence-when = When
evidence-who = Who
evidence-what = What
evidence-hand-previewed = Viewed
evidence-hand-downloaded = Downloaded
evidence-hand-refused = Not handed out: hash did not agree
count-files = { $n ->
    [one] 1 file
   *[other] { $n } files
}
file-kind-jpeg = JPEG picture
file-kind-png = PNG picture
file-kind-webp = WebP picture
file-kind-heic = HEIC picture
file-kind-pdf = PDF
file-kind-docx = Word document
file-kind-xlsx = Excel sheet
file-kind-pptx = PowerPoint slides
file-kind-doc = Word 97 document
file-kind-xls = Excel 97 sheet
file-kind-txt = Text
file-kind-csv = CSV table
file-kind-mp3 = MP3 sound
file-kind-m4a = M4A sound
file-kind-wav = WAV sound
file-kind-mp4 = MP4 video
# parameters
parameters = Parameters
parameters-note = Periods and thresholds, in dated versions. A change is a new version from tomorrow on; periods that began before keep their dates.
parameters-inspection = Duration and people
parameters-after = Report, feedback and follow-up
parameters-documents = Documents
parameters-other = Other supervision and the resident office
parameter = Parameter
parameter-for = { $name } ({ $kind })
parameter-value = Value
parameter-starts = Counted from
parameter-class = Force
parameter-source = Source
parameter-source-hint = The paper and its article.
parameter-since = From
parameter-since-hint = Tomorrow at the earliest: today has been counted with already.
parameter-until = Until (excluded)
parameter-amount = Amount
parameter-unit = Unit
parameter-reason = Reason
parameter-set-by = Set by
parameter-shipped = Shipped with the system
parameter-history = Versions
parameter-versions = { $n } { $n ->
    [one] version
   *[other] versions
 }
parameter-planned = { $value } from { $since }
parameter-present = Now { $value }, from { $since }
parameter-new = Set a new version
parameter-form-note = The version before is kept; it ends on the day the new one begins.
parameter-preview = Preview
parameter-preview-title = Check before it is set
parameter-preview-change = From { $since }, “{ $name }” is { $new } instead of { $old }.
parameter-preview-example = Example: counted from { $since } it ends on { $new }; by the value before, on { $old }.
parameter-preview-fallen = The version planned from { $since }, { $value }, will not apply; it stays on record.
parameter-preview-kept = Periods that began before { $since } stay as they are; no date is computed again.
parameter-set = Set it
parameter-edit = Change it
parameter-overtaken = After you opened this page someone set another version: { $value }, from { $since }. What you typed is kept; check it and preview again.
refused-parameter-overtaken = Someone has set another version of this parameter; yours was not saved. Open the parameter again and compare.
problem-not-ahead = { $earliest } at the earliest: days that have passed are not changed.
problem-parameter-same = Amount, unit and source are as they were.
done-parameter = The new version is set.
amount-day = { $n } { $n ->
    [one] day
   *[other] days
 }
amount-working-day = { $n } { $n ->
    [one] working day
   *[other] working days
 }
amount-month = { $n } { $n ->
    [one] month
   *[other] months
 }
amount-year = { $n } { $n ->
    [one] year
   *[other] years
 }
amount-person = { $n } { $n ->
    [one] person
   *[other] people
 }
measure-day = days
measure-working-day = working days
measure-month = months
measure-year = years
measure-person = people
parameter-class-hard = Binding
parameter-class-hard-or-exempt = Binding, unless exempted
parameter-class-soft = Usual
parameter-class-internal = Internal
parameter-class-info = For information
parameter-place-current = In force
parameter-place-planned = To come
parameter-place-past = Past
parameter-place-replaced = Never applied
parameter-notice-lead = Notice before the start
parameter-routine-days = Duration, routine inspection
parameter-routine-onsite-days = Days on site, routine inspection
parameter-cross-days = Duration, cross inspection
parameter-cross-onsite-days = Days on site, cross inspection
parameter-special-min-days = Duration, special inspection
parameter-mobile-min-days = Duration, mobile inspection
parameter-entry-min-people = People at each entry
parameter-team-min = Team of a special or mobile inspection
parameter-routine-team-about = Team of a routine inspection
parameter-cross-team-about = Team of a cross inspection
parameter-report-target = Report
parameter-feedback-due = Feedback meeting
parameter-follow-up-due = Special follow-up
parameter-oral-fix = Written correction after an oral one
parameter-notice-reply = Reply to a correction notice
parameter-notice-escalate = Report upward, correction notice
parameter-recommendation-reply = Reply to a recommendation
parameter-recommendation-escalate = Report upward, recommendation
parameter-objection-in = Objection to a notice
parameter-objection-review = Review of an objection
parameter-points-fix = The prison corrects points
parameter-misconduct-check = Inquiry into dereliction of duty
parameter-misconduct-check-extension = Inquiry into dereliction, extension
parameter-opinion-proposal = Opinion on a proposal
parameter-opinion-proposal-extension = Opinion on a proposal, extension
parameter-opinion-ruling = Correction opinion on a ruling
parameter-opinion-outside-decision = Opinion on temporary execution outside
parameter-record-filing-officials = Filing of cases of former officials
parameter-archive-due = Archiving
parameter-resident-days = Days in the resident office
parameter-resident-rotation = Rotation of resident procurators
starts-before-start = before the start
starts-start = start of the inspection
starts-each-entry = each entry
starts-plan = the plan
starts-inspection-end = end of the inspection
starts-oral-correction = oral correction
starts-served = service
starts-issued = issue
starts-notice-received = receipt of the notice
starts-objection-received = receipt of the objection
starts-correction-opinion = correction opinion
starts-check-approved = approval of the inquiry
starts-copy-received = receipt of the copy
starts-ruling-received = receipt of the ruling
starts-decision-received = receipt of the decision
starts-year-end = end of the year of closing
starts-each-month = each month
starts-posting = posting

# audit
nav-audit = Audit trail
nav-rights = Changes of rights
nav-exports = Exports
audit = Audit trail
audit-note = Who did what to which record, when and from where. Never its content.
audit-at = Time
audit-who = Person
audit-org = Unit
audit-deed = Deed
audit-subject = Subject
audit-id = Subject's key
audit-source = Source address
audit-session = session
audit-from = From
audit-to = To
audit-system = System or operator
audit-none = No entry matches.
audit-export = Export these entries
audit-export-nothing = No entry matches, so nothing was exported. Go back and change the filters.
audit-export-too-many = More than { $most } entries match, so nothing was exported. Shorten the period and export it in parts.
audit-rights = Changes of rights
audit-rights-note = Every change of accounts, posts, delegations and passwords, for the security administrator's review and the auditor.
audit-exports = Exports
audit-exports-note = Every export is kept as it left. A file whose SHA-256 equals the seal below was not changed.
audit-exports-none = Nothing was exported yet. Narrow the audit trail and export it there.
audit-filters = Filters
audit-entries = Entries
audit-seal = Seal (SHA-256)
audit-download = Download
chain = Chain
chain-whole = Whole
chain-broken = Broken
chain-broken-note = The verification of { $at } found that entries were changed or removed. Secure the server as it is, and report to the security administrator and the leadership.
chain-first-bad = First bad link
chain-place = Shard { $shard }, link { $no }
chain-fault = What is wrong
chain-entry = Entry
chain-checked = Last verified
chain-links = Links verified
chain-waiting = Entries to be sealed
chain-unchecked = Not verified yet.
chain-verify = Verify now
chain-heads = Last link of each shard
export-head = Xunjian audit export { $at } { $who }
export-filters = Filters: { $query }
export-chain = Last link of each shard of the chain at the export: shard, number, SHA-256
done-verified-chain = The chain was verified; see there for the result.
done-exported = The entries were exported, and the trail says so.
trail-of-inspection = Inspection
trail-of-record = Record
trail-of-finding = Finding
trail-of-document = Document
trail-of-objection = Objection
trail-of-evidence = file
trail-of-clock = deadline
trail-of-calendar = calendar
trail-of-account = Account
trail-of-post = Post
trail-of-session = Session
trail-of-delegation = Delegation
trail-of-org = Procuratorate
trail-of-facility = Facility
trail-of-parameter = Parameter
trail-of-trail = Audit
trail-loaded = History loaded
trail-inspection-opened = Inspection opened
trail-plan-saved = Plan saved
trail-team-member-added = Joined the team
trail-team-member-removed = Left the team
trail-submit = Submitted
trail-approve = Approved
trail-return = Returned
trail-prepare = Prepared
trail-notify = Facility notified
trail-start = Started
trail-suspend = Suspended
trail-resume = Resumed
trail-finish = Fieldwork ended
trail-report = Reported
trail-approve-feedback = Feedback approved
trail-deliver-feedback = Feedback delivered
trail-follow-up = Follow-up begun
trail-rectify = Rectification begun
trail-conclude = Concluded
trail-close = Closed
trail-archive = Archived
trail-cancel = Cancelled
trail-record-written = Record written
trail-finding-logged = Finding logged
trail-finding-edited = Finding edited
trail-confirm = Finding confirmed
trail-merge = Finding merged
trail-drop = Finding dropped
trail-withdraw = Finding withdrawn
trail-document-drafted = Document drafted
trail-document-rewritten = Document rewritten
trail-document-step = Document moved
trail-document-served = Document served
trail-record-amended = Record amended
trail-evidence-added = File added
trail-evidence-previewed = File looked at
trail-evidence-downloaded = File downloaded
trail-evidence-refused = File not handed out: not what was taken in
trail-evidence-voided = File voided
trail-clock-moved = Deadline moved
trail-calendar-drafted = Calendar drafted
trail-calendar-published = Calendar published
trail-parameter-set = Parameter set
trail-replied = Facility replied
trail-corrected-orally = Corrected orally
trail-oral-settled = Oral correction done
trail-objected = Objection received
trail-objection-reviewed = Objection reviewed
trail-reply-registered = Paper reply registered
trail-returned = Reply returned
trail-verified = Reply verified
trail-finding-closed = Finding closed
trail-finding-rechecked = Finding re-checked
trail-finding-handed-over = Finding handed over
trail-finding-received = Finding received
trail-signed-in = Signed in
trail-signed-out = Signed out
trail-signed-out-elsewhere = Signed out elsewhere
trail-sign-in-refused = Sign-in refused
trail-password-changed = Own password changed
trail-password-refused = Wrong present password
trail-password-reset = Password reset
trail-account-added = Account made
trail-account-disabled = Account disabled
trail-account-enabled = Account enabled
trail-account-unlocked = Lock lifted
trail-sessions-revoked = Sessions ended
trail-post-given = Post given
trail-post-ended = Post ended
trail-audit-verified = Chain verified
trail-audit-exported = Entries exported
trail-audit-downloaded = Export downloaded

# people and hand-over
nav-people = People and load
staff = People and load
staff-note = Posts and open work of your unit and those below. Inspections not yet opened are not in it.
staff-q = Name, unit
staff-post = Post
staff-since = Since
staff-cases = Inspections on now
staff-followed = Findings followed up
staff-no-cases = No inspection on now.
staff-no-followed = No finding to follow up now.
staff-to-verify = To verify
staff-findings = { $n ->
    [one] { $n } finding
   *[other] { $n } findings
  }
staff-today = today
work-hand-over = Hand over open work
work-hand-over-of = Hand over the open work of { $who }
work-hand-over-note = The team was approved with the plan; each later change is kept with its reason. Steps already taken stay in the name of whoever took them.
work-none = Nothing is open that could be handed over.
work-piece = What is handed over
work-following = following up { $n ->
    [one] { $n } finding
   *[other] { $n } findings
  }
work-to = To
work-to-hint = In a cross-inspection nobody of the facility's own procuratorate or resident office.
work-reason = Reason
work-reason-hint = Such as transfer, retirement, recusal.
problem-work-gone = one of the cases is out of your reach by now, and nothing was handed over. Reload and choose again.
problem-receiver-own-unit = in a cross-inspection nobody comes from the facility's own procuratorate or resident office, now or within three years. Nothing was handed over; choose another person.
problem-receiver-on-team = this person is on the team already, which would have one inspector fewer. Nothing was handed over; choose another person.
problem-receiver-no-prosecutor = leader and lead prosecutor are prosecutors. Nothing was handed over; choose another person.
done-work-handed-over = The open work was handed over.
refused-substitution = The place is no longer held by this person; somebody may have changed it. Nothing was handed over: reload and try again.
person-open-work = This person still has { $n } pieces of open work. Have the department head, the business administrator or the chief hand them over first:
trail-work-handed-over = Open work handed over

# delegations
admin-delegations = Delegated approval
admin-delegations-note = The chief lets somebody approve for a period. It counts on its days alone; nobody approves what is one's own case or draft.
delegation-none = No delegation yet.
delegation-person = Deputy
delegation-person-hint = A department head or prosecutor.
delegation-org = Approves for
delegation-days = Days
delegation-from = First day
delegation-to = Last day
delegation-reason = Reason
delegation-open = open
delegation-now = In force
delegation-by = Given by { $who }
delegation-ended = taken back { $at }
delegation-give = Delegate approval
delegation-end = Take back
done-delegation-given = The delegation was recorded.
done-delegation-ended = The delegation was taken back.
trail-delegation-given = Approval delegated
trail-delegation-ended = Delegation taken back
# taxonomy
taxonomy-note = Categories are kept in versions. A published version is never changed; a finding keeps the version that it was coded in.
taxonomy-version = Version
taxonomy-number = Version { $n }
taxonomy-count = Categories
taxonomy-why = Note
taxonomy-published-by = Published by
taxonomy-open = Draft a new version
taxonomy-go-draft = See the draft
taxonomy-draft = Draft of a new version
taxonomy-built-on = Built on version { $n }
taxonomy-difference = What differs from the version before
taxonomy-change = Change
taxonomy-before = Before
taxonomy-after = After
taxonomy-undo = Take back
taxonomy-change-rename = Changed
taxonomy-change-add = Added
taxonomy-change-retire = Retired
taxonomy-do-rename = Change the name
taxonomy-do-add = Add a category
taxonomy-do-retire = Retire
taxonomy-effect-rename = The code stays; findings on record keep the name of their version.
taxonomy-effect-add = Its code follows the last of its domain and is never used twice.
taxonomy-effect-retire = No longer offered for new findings; those on record keep it. A category cannot be deleted.
taxonomy-category = { $name } ({ $severity })
taxonomy-no-heir = Retired, nothing takes its place
taxonomy-heirs = Retired; its place is taken by { $names }
taxonomy-review = Review and publish
taxonomy-discard = Give the draft up
taxonomy-nothing-yet = No change yet. Choose a category below, or add one.
taxonomy-name-zh = Chinese name
taxonomy-name-en = English name
taxonomy-severity = Usual severity
taxonomy-successors = What takes its place
taxonomy-successors-hint = One if merged, several if split, none if nothing takes its place. Add new categories first, then choose them here.
taxonomy-put = Put into the draft
taxonomy-publish = Publish the new version
taxonomy-publish-effect = From the day given, new findings are coded in the new version; earlier ones stay. It cannot be changed once published, only followed by another.
taxonomy-seen-by = All procurators of the region
taxonomy-since = From
taxonomy-since-hint = Tomorrow at the earliest: findings of today are coded already.
taxonomy-note-field = Note
taxonomy-draft-moved = The draft was changed while you reviewed it. This is how it stands now; check it again.
refused-no-draft = There is no draft: it was published or given up.
refused-draft-open = A draft is being written already; go on with that one.
refused-taxonomy-overtaken = A version was published since this draft began; it cannot be published. Give it up and begin again.
refused-category-changed = The draft changes this category already. Take that back first.
refused-category-heir = It takes the place of a category that is retired. Take that retirement back first.
problem-category-same = Neither name nor severity has changed.
problem-category-full = The domain has no code left.
problem-category-name = The domain has a category of this name.
problem-category-heir = In the draft it takes the place of { $code }; it cannot be retired as well.
done-taxonomy-drafted = The draft is open.
done-taxonomy-changed = Put into the draft.
done-taxonomy-undone = The change was taken back.
done-taxonomy-discarded = The draft was given up.
done-taxonomy-published = The new version is published.

# keeping facilities
admin-facilities = Keep facilities
admin-facilities-note = Add, rename, close, and pass on to another procuratorate from a day. Nothing is deleted.
place-q = Code, name
place-new = New facility
place-code = Code
place-kind = Kind of facility
place-name-zh = Chinese name
place-name-en = English name
place-capacity = Capacity
place-note = Note
place-division = Division code
place-division-hint = Six digits, such as 450100.
place-org = Supervising procuratorate
place-office = Resident office
place-no-office = No resident office
place-from = First day
place-closed-on = Closed from { $day }
place-described = Description
place-save = Save
place-supervision = Supervision
place-supervision-note = Its cases are then read by the new procuratorate; figures keep the one of their day
place-pass-on = Change the supervisor
place-close = Close the facility
place-close-effect = No inspection can be opened there any more; its file stays.
problem-office-elsewhere = this resident office does not belong to the procuratorate chosen; choose another one.
problem-code-taken = this code is in use; choose another one.
done-facility-added = The facility was added.
done-facility-changed = The description was saved.
done-supervision-changed = The supervisor was changed.
done-facility-closed = The facility was closed.
refused-supervision = These days have a supervisor already, and nothing was changed. Check the first day.
trail-facility-added = Facility added
trail-facility-changed = Facility described
trail-supervision-changed = Supervisor changed
trail-facility-closed = Facility closed
problem-division = six digits, such as 450100.
refused-facility-code = This code has just been used, and nothing was added. Choose another code and try again.

# keeping organs
admin-organisations = Procuratorates
admin-organisations-note = Where each stands, what it is called and who approves for it; made, renamed, closed, never deleted
org = Organ
org-kind = Kind
org-kind-spp = Supreme People's Procuratorate
org-kind-province = Provincial procuratorate
org-kind-city = City procuratorate
org-kind-county = County procuratorate
org-kind-dispatched = Dispatched procuratorate
org-kind-resident-office = Resident office
org-q = Code, name
org-total = { $n } organs
org-found = { $n } found
org-above = Above it
org-below = Stands below
org-below-n = { $n } below
org-facilities = Facilities supervised
org-facilities-n = { $n ->
    [one] 1 facility
   *[other] { $n } facilities
}
org-facilities-none = It has supervised no facility.
org-persons = In post
org-persons-n = { $n } in post
org-since = First day
org-until = Last day
org-offices = Resident offices
org-others = Procuratorates below
org-described = Description
org-names = Former names
org-names-note = What was issued keeps the name of its day
org-named-until = Until { $day }, changed by { $who }
org-closed-on = Closed from { $day }
org-new = New organ
org-new-note = A dispatched procuratorate stands below a provincial or city procuratorate; a resident office below a procuratorate, at one facility
org-add-office = New resident office
org-next = Next
org-code = Code
org-code-hint = Letters, digits and dashes, such as 450000-PCY-06. It cannot be changed later.
org-facility = Facility at which it stands
org-facility-hint = Only facilities that this procuratorate supervises and that have no resident office. It stands there from today.
org-approver = Who approves
org-approver-above = The chief of the organ above
org-approver-own = Its own chief
org-approver-note = For a dispatched procuratorate its own chief approves, or that of the procuratorate which runs it; its resident offices follow
org-choose-approver = Change who approves
org-deputies = Delegations of the present approver still run; the chief takes them back first:
org-rename = Rename
org-rename-note = The new name holds from today; what was issued does not change
org-reason = Reason
org-close = Close the organ
org-close-effect = From then on nobody holds a post there, and it supervises nothing. Cases, documents and records stay as they are.
org-from = First day without it
org-in-use = It is in use and cannot be closed yet
org-in-use-note = Settle each of these first
org-tie-post = A post that runs on: end it on the page of the account
org-tie-organ = An organ below it: close that first
org-tie-facility = Supervised by it, or its office stands there: the business administrator passes it on under Keep facilities
problem-org-code = only letters, digits and dashes.
problem-org-below = an organ of this kind does not stand below the one chosen; choose another.
problem-office-facility = choose the facility at which it stands; if there is none, the business administrator first passes one on to this procuratorate.
problem-same-name = the names have not changed.
problem-same-approver = this is who approves now.
problem-org-delegated = { $n ->
    [one] 1 delegation still runs; the chief takes it back first.
   *[other] { $n } delegations still run; the chief takes them back first.
}
problem-org-in-use = Posts, organs below or facilities still depend on it; they are listed below. Settle them first.
refused-org-in-use = Posts, organs below or facilities still depend on it, so it was not closed. Its closing page lists them.
refused-org-closed-already = It is closed already, and nothing was changed.
refused-org-code = This code has just been used, and nothing was added. Choose another code and try again.
refused-org-approver = Only a dispatched procuratorate has a choice of who approves; for any other its own chief does, and an office follows its procuratorate. Nothing was changed.
refused-closed-org = The organ chosen is closed, and nothing was changed. Choose another.
refused-closed-place = The procuratorate or facility chosen is closed, and no post was given. Choose another.
refused-office = This facility has a resident office, or another supervisor by now, and nothing was changed. Reload and try again.
done-org-added = The organ was added.
done-org-renamed = The names were changed.
done-org-approver = Who approves was changed.
done-org-closed = The organ was closed.
trail-org-added = Organ added
trail-org-renamed = Organ renamed
trail-org-approver-chosen = Approver changed
trail-org-closed = Organ closed

# several posts
shell-act-as = Act in the post of
account-posts = Your posts
account-posts-note = A session acts in one post; the next sign-in begins with the one used last
account-post-now = In use
account-post-take = Act in this post
account-post-since = Since
done-post-taken = You act in the post chosen. What you see and may do has changed with it.
post-moved = The post that you acted in has ended. You now act as { $role } ({ $place }).
refused-post-ended = The post that you acted in has ended, so nothing was sent. Open the page anew to act in your other post.
refused-post-not-held = This post is not held today, and you do not act in it.
sign-in-next = After signing in you come to the page that you asked for. A session ends when idle for long, after 12 hours, or when the account is disabled or the post ends.
trail-post-taken = Post taken

# one facility's file
facility-figures = Inspections and findings
facility-due = Open findings, by deadline
facility-due-all = open, see the ledger
facility-due-none = No finding is open.
facility-trend = Findings by year
facility-trend-note = By the year in which the inspection ended; fieldwork that runs is not counted
facility-trend-year = { $year }: { $n }
facility-trend-table = Show as a table
facility-year = Year
facility-next = Inspections due
facility-routine = Routine inspection of { $year }
facility-routine-ended = Held; fieldwork ended on { $day }
facility-routine-running = Under way
facility-routine-planned = Planned to begin on { $day }
facility-routine-unplanned = Not planned yet
facility-routine-why = A prison or detention centre has at least one routine inspection in a calendar year (Provisions on Circuit Inspection, art. 10), so it is due on the year's last day.
facility-cross = Last cross-inspection
facility-cross-never = Never
facility-contacts = Facility liaisons
facility-contacts-none = Nobody holds the post; the system administrator gives it.
facility-documents = Documents served
facility-documents-all = All
facility-documents-none = No document has been served on it.
facility-served-on = Served on { $day }
list-on-site = Days on site

# keeping organs, continued
org-facility-none = Every facility that this procuratorate supervises has a resident office, or it supervises none. The business administrator passes one on to it first.
part-copy = Copy
part-copied = Copied
