# The office desk: cases, people, settings, audit trail.

## The list of cases
staff-inbox-title = Cases
staff-tabs = Parts of the list
staff-tab-nowe = To take on
staff-tab-moje = Mine
staff-tab-po-terminie = Overdue
staff-tab-czekaja = Waiting
staff-tab-w-toku = Under way
staff-tab-zalatwione = Settled
staff-search-label = Case mark, title, whole PESEL or NIP
staff-filters = Narrow the list
staff-filter-due = Deadline
staff-filter-state = State
staff-filter-keeper = Kept by
staff-filter-unit = Unit
staff-filter-service = Service
staff-chips = Filters in force
staff-chip-search = Searching: { $words }
staff-chip-mine = Only mine
staff-due-filter-po-terminie = Overdue
staff-due-filter-dzis = Today
staff-due-filter-tydzien = Within 7 days
staff-keys-next = next case
staff-keys-previous = previous
staff-keys-open = open
staff-keys-off = Switch keyboard shortcuts off
staff-inbox-empty = There are no cases here
staff-inbox-empty-text = When a resident sends an application to your unit, you will see it here.
staff-col-case = Case
staff-col-due = Deadline
staff-col-state = State
staff-col-keeper = Kept by
staff-col-unit = Unit
staff-col-opened = Received
staff-unread = New answer
staff-paused = The term is stopped
staff-nobody = Nobody
staff-no-inbox-title = The office desk
staff-no-inbox = Your role has no cases
staff-no-inbox-services = See the services as residents see them
staff-no-inbox-text = Services are changed in the files of the office. If you are to keep cases, ask the administrator of the office for the role of a clerk.
staff-due-today = today
staff-due-tomorrow = tomorrow
staff-due-in = { $days ->
    [one] in { $days } day
   *[other] in { $days } days
}
staff-due-late = { $days ->
    [one] { $days } day late
   *[other] { $days } days late
}

## The page of a case
staff-facts = Facts of the case
staff-fact-term = To be settled by
staff-fact-answer-by = The applicant has until
staff-fact-applicant = Applicant
staff-fact-assurance = Level of identity: { $level }
staff-fact-receipt = Receipt of filing
staff-applicant-unknown = Not signed in
staff-letters = Letters
staff-letter-question = Question to the applicant
staff-letter-answer = The applicant’s answer
staff-letter-settlement = Settlement
staff-letter-note = Note
staff-letter-read = read { $when }
staff-application = Application
staff-answer-declared = Confirmed
staff-answer-born = born { $day }
staff-notes = Internal notes
staff-notes-hint = The applicant does not see them.
staff-note-label = New note
staff-note-send = Add the note
staff-timeline = Course of the case
staff-looks = Who looked at the case
staff-looks-none = Nobody has looked at this case yet.
staff-look-unknown = Somebody not on the list of staff
staff-look-times = { $count ->
    [one] { "" }
   *[other] { $count } times that day
}
staff-who-applicant = the applicant

## The term and its reasons
staff-term-from = { $term } from { $day }, { $basis }
staff-term-basis = Basis: { $basis }
staff-term-excluded = { $days ->
    [one] { $days } day of waiting for an answer does not count, { $basis }
   *[other] { $days } days of waiting for an answer do not count, { $basis }
}
staff-term-suspended = Stopped while we wait for an answer, { $basis }
staff-term-moved = Moved from { $day }, which is: { $why }, { $basis }
staff-length-days = { $count ->
    [one] { $count } day
   *[other] { $count } days
}
staff-length-working-days = { $count ->
    [one] { $count } working day
   *[other] { $count } working days
}
staff-length-weeks = { $count ->
    [one] { $count } week
   *[other] { $count } weeks
}
staff-length-months = { $count ->
    [one] { $count } month
   *[other] { $count } months
}
staff-length-years = { $count ->
    [one] { $count } year
   *[other] { $count } years
}

## Acts
staff-acts = What you can do
staff-take-on = Take the case on
staff-hand-back = Give the case back
staff-close = Close the case
staff-assign = Assign to somebody
staff-assign-to = Who will keep the case?
staff-assign-send = Assign
staff-ask = Ask the applicant
staff-ask-text = Question
staff-ask-hint = Write what is missing and how to send it. The term of the case stops until the answer.
staff-ask-days = How many days does the applicant have?
staff-ask-send = Send the question
staff-settle = Settle the case
staff-settle-outcome = How it is settled
staff-settle-text = Text for the applicant
staff-settle-hint = Write what the office decided, why, and how to appeal. You will see a preview before it is sent.
staff-settle-check = Check before sending
staff-outcome-granted-hint = As the applicant asked.
staff-outcome-refused-hint = The office does not agree to what the applicant asked for.
staff-outcome-discontinued-hint = The proceedings have lost their object (art. 105 KPA).
staff-outcome-left-unexamined-hint = What was missing was not sent in time (art. 64 KPA).
staff-outcome-handed-over-hint = Another, competent office will settle the case (art. 65 KPA).
staff-confirm-title = Check the settlement before sending
staff-confirm-warning = This cannot be undone
staff-confirm-text = The applicant will see the settlement at once, and the term of the case ends.
staff-confirm-case = Case
staff-confirm-send = Send the settlement
staff-confirm-change = Change
staff-flash-handed-back = The case was given back and waits for somebody.
staff-flash-noted = The note was added.
staff-stale-title = This page was out of date
staff-stale = The case has changed since this page was opened.
staff-stale-who = Meanwhile: { $what } ({ $who }, { $when }).
staff-stale-kept = Below is the case as it stands now. What you typed was kept: check it and send it again.
staff-step-refused = This cannot be done now, because the case is in another state.
staff-fault-question = Write the question
staff-fault-days = Choose how many days the applicant has
staff-fault-note = Write the note
staff-fault-settlement = Write the text for the applicant
staff-fault-outcome = Choose how the case is settled
staff-fault-keeper = Choose a person from the list
staff-fault-reason = Write why you hand the case over
staff-hand-over = Hand over to another unit
staff-hand-over-title = Handing a case over
staff-hand-over-text = The case mark and the deadline stay. The reason is shown to the staff of the unit that takes the case on, not to the applicant.
staff-hand-over-warning = The staff of the new unit will see the case, and the staff of the present one will not any more. Nobody keeps it until somebody takes it on.
staff-hand-over-from = From unit
staff-hand-over-to = To unit
staff-hand-over-reason = Reason
staff-hand-over-reason-hint = For example: the case is about a municipal road.
staff-hand-over-yes = Hand the case over
staff-flash-handed-over = The case was handed over to another unit.
staff-export = Download the list (CSV)
staff-export-cut = { $shown } of { $total } cases are shown. Narrow the filter to download the rest.
staff-col-title = Subject
staff-pick = Choice
staff-pick-case = Choose case { $mark }
staff-bulk-to = Assign the chosen to
staff-bulk-assign = Assign
staff-bulk-title = Assigning cases
staff-bulk-none = No case was chosen. Tick cases on the list.
staff-bulk-done = { $count ->
    [one] { $count } case was assigned. It is now kept by:
   *[other] { $count } cases were assigned. They are now kept by:
}
staff-bulk-left = Not assigned
staff-bulk-why = Why
staff-bulk-unknown = Unknown case
staff-bulk-absent = There is no such case, or you cannot assign it.
staff-bulk-stale = Somebody changed this case meanwhile. Check it and assign it alone.
staff-bulk-over = The case is settled already.
staff-bulk-unit = This person does not keep cases of unit { $unit }.
staff-bulk-back = Back to the cases

## Events
staff-event-opened = The application arrived
staff-event-opened-due = To be settled by { $day }
staff-event-taken-on = The case was taken on
staff-event-assigned = The case was assigned
staff-event-handed-back = The case was given back
staff-event-handed-over = Case handed over to another unit
staff-event-handed-over-units = From { $from } to { $to }
staff-event-asked = The applicant was asked
staff-event-asked-by = Answer due by { $day }
staff-event-answered = The applicant answered
staff-event-answered-due = Now to be settled by { $day }
staff-event-noted = A note was added
staff-event-settled = The case was settled
staff-event-closed = The case was closed

## People and roles
staff-people-title = People and roles
staff-person = Person
staff-person-roles = Roles
staff-person-state = Account
staff-person-factor = Second factor
staff-account-active = Active
staff-account-invited = Invited
staff-account-disabled = Switched off
staff-whole-office = the whole office
staff-invite = Invite somebody
staff-invite-name = Full name
staff-invite-email = E-mail address
staff-invite-role = Role
staff-invite-unit = Unit
staff-invite-send = Make the invitation
staff-invited-title = The invitation is ready
staff-invited-text = Hand this link over to the person. It is shown only once.
staff-fault-name = Type the full name
staff-fault-has-account = This person already has an account in the office
staff-fault-role = Choose a role
staff-fault-unit = Choose a unit from the list
staff-person-email = E-mail address
staff-person-since = On the list since
staff-person-account = Account
staff-person-self = This is you. Only another administrator can change your roles and account.
staff-person-changed = This account has changed meanwhile. Check how it looks now.
staff-last-admin = This is the last administrator of the office. Give the role to somebody else first.
staff-roles-change = Change roles
staff-roles-held = Roles held
staff-roles-held-hint = Untick those you want to take away.
staff-roles-add = Add a role
staff-roles-next = Continue
staff-roles-after = Roles after the change
staff-roles-title = Changing roles
staff-roles-warning = New roles work at once, also in a session under way.
staff-roles-yes = Change roles
staff-disable-title = Disabling an account
staff-disable-warning = This person is signed out of all devices at once and cannot sign in until the account is enabled. Their invitations stop working. The cases they keep stay with them: assign them to somebody else.
staff-disable-yes = Disable account
staff-enable-title = Enabling an account
staff-enable-warning = This person can sign in again, with the roles they had.
staff-enable-yes = Enable account
staff-reinvite-title = New invitation
staff-reinvite-warning = A new link is made and the one before stops working.
staff-reinvite-yes = Send the invitation again
staff-confirm-no = No, go back
staff-flash-roles = The roles were changed.
staff-flash-disabled = The account is disabled and its sessions have ended.
staff-flash-enabled = The account is enabled.

## Settings
staff-settings-title = Settings
staff-settings-hint = The settings come from the office’s file. The operator of the platform changes them on request.
staff-settings-office = Office
staff-settings-services = Services
staff-settings-units = Units
staff-settings-classes = Classes of the file plan (JRWA)
staff-settings-providers = Sign-in of residents
staff-fact-name = Name
staff-fact-authority = Authority
staff-fact-teryt = TERYT
staff-fact-regon = REGON
staff-fact-hosts = Addresses on the internet
staff-fact-address = Address
staff-fact-phone = Phone
staff-fact-email = E-mail
staff-fact-hours = Opening hours
staff-fact-ade = Address for electronic delivery
staff-fact-bip = Public information bulletin
staff-fact-languages = Languages
staff-fact-controller = Data controller
staff-fact-dpo = Data protection officer
staff-fact-declaration = Date of the accessibility declaration
staff-service = Service
staff-class = Class
staff-class-title = Title
staff-class-category = Archive category
staff-edition = Edition
staff-hash = Fingerprint
staff-unit-code = Mark
staff-unit-name = Name
staff-confirm-notes = To be confirmed by the office
staff-provider-development = for testing

## Audit trail
staff-audit-title = Audit trail
staff-audit-hint = Every entry is tied to the one before it, so changes and removals cannot be hidden. No contents of applications are here.
staff-audit-check = Check that it is whole
staff-audit-whole = { $count ->
    [one] The trail is whole: { $count } entry.
   *[other] The trail is whole: { $count } entries.
}
staff-audit-broken = Entry { $seq } does not fit those before it: the trail was changed.
staff-audit-cut = The newest entries are missing: { $found } are there, { $expected } should be.
staff-audit-page = Page { $page }
staff-audit-number = Number
staff-audit-when = When
staff-audit-who = Who
staff-audit-what = What
staff-audit-subject = About
staff-audit-access-denied = Access refused
staff-audit-case-seen = Looked at a case
staff-audit-case-taken-on = Took a case on
staff-audit-case-assigned = Assigned a case
staff-audit-case-handed-back = Gave a case back
staff-audit-case-handed-over = Case handed over to another unit
staff-audit-inbox-exported = List of cases downloaded
staff-audit-case-asked = Asked the applicant
staff-audit-case-answered = The applicant answered
staff-audit-case-noted = Note
staff-audit-case-settled = Settled a case
staff-audit-case-closed = Closed a case
staff-audit-file-downloaded = Downloaded a file
staff-audit-audit-seen = Looked at the trail
staff-audit-staff-invited = Invited somebody
staff-audit-staff-roles-changed = Roles changed
staff-audit-staff-disabled = Account disabled
staff-audit-staff-enabled = Account enabled
staff-audit-staff-invitation-renewed = Invitation renewed
staff-audit-sessions-ended = Signed out of other devices
staff-audit-application-filed = Filed an application
staff-audit-draft-moved = Draft moved to the new edition of its service
staff-audit-service-publication-asked = Publication of a service asked for
staff-audit-service-publication-sent-back = Draft of a service sent back
staff-audit-service-publication-scheduled = Publication of a service scheduled
staff-audit-service-publication-cancelled = Request or scheduled publication cancelled
staff-audit-service-publication-failed = Scheduled publication failed
staff-audit-service-published = Service published
staff-audit-service-withdrawn = Service withdrawn
staff-audit-service-sketch-dropped = Draft of a service dropped
staff-audit-signed-in = Signed in
staff-audit-sign-in-refused = Sign-in refused
staff-audit-invitation-accepted = Accepted an invitation
staff-audit-office-applied = Changes from the files of the office
staff-audit-thing-application = Application
staff-audit-thing-audit = Audit trail
staff-audit-thing-case = Case
staff-audit-thing-draft = Draft
staff-audit-thing-nobody = Somebody not signed in
staff-audit-thing-office = Office
staff-audit-thing-program = Program
staff-audit-thing-resident = Resident
staff-audit-thing-sign-in = Sign-in
staff-audit-thing-staff = Member of staff
