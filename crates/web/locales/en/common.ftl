### Shared texts: page frame, buttons, states of cases, roles, error pages, dates, file sizes.

## Page frame
title-error-prefix = Error:
skip-to-content = Skip to content
region-line = E-services of local governments in Podlaskie
office-line = Online services of the office
region-portal-line = All offices in one place
staff-line = Staff panel
admin-line = For operators of the platform
demo-banner = Demonstration: all data are invented
nav-main = Main menu
nav-languages = Languages
nav-breadcrumb = You are here
nav-pages = Pages of the list
signed-in-as = Signed in:
sign-in = Sign in
sign-out = Sign out
footer-contact = Contact
footer-important = Important information
footer-platform = About the platform
footer-bip = Public Information Bulletin (BIP)
footer-declaration = Accessibility statement
footer-privacy = Personal data (GDPR)
footer-data = The catalogue as data
footer-all-offices = All offices on the platform
footer-operator = The Ratusz platform is run by the Podlaskie Voivodeship together with local governments. The office you write to is responsible for your case.
staff-foot = Ratusz. Every look at data and every act is recorded.
admin-foot = Ratusz. The operator cannot see the cases of residents.

## Buttons and links
back = Back
next = Continue
save = Save
save-and-continue = Save and continue
save-and-leave = Save and finish later
send = Send
send-application = Send the application
start = Start
resume = Return to the application
change = Change
remove = Remove
delete-draft = Delete the draft
cancel = Cancel
close = Close
add = Add
edit = Edit
show = Show
show-all = Show all
download = Download
download-pdf = Download PDF
print = Print
copy = Copy
search = Search
filter = Filter
filter-clear = Clear filters
filters-narrow = Narrow the list
filter-remove = Remove filter
search-meant = Did you mean
sort-by = Sort by
yes = Yes
no = No
not-given = Not given
none = None
all = All
mine = Mine
more = More
confirm = I confirm
refresh = Refresh
page-previous = Previous page
page-next = Next page
opens-new-window = (opens in a new window)
steps = Steps of the application
step-done = (completed)
required-note = Fill in all fields. Fields you may leave out are marked as optional.

## Tasks and saving
task-done = Completed
task-started = Started
task-todo = To fill in
task-fault = Needs correcting
task-blocked = Cannot start yet
saved-at = Saved at
saved-not = Saving failed. We will try again in a moment.

## States of a case (case_state), outcomes, applications
state-registered = Registered
state-in-progress = In progress
state-waiting-for-applicant = Waiting for you
state-waiting-for-applicant-staff = Waiting for the applicant
state-settled = Settled
state-closed = Closed
state-draft = Draft
state-filed = Sent
outcome-granted = Granted
outcome-refused = Refused
outcome-discontinued = Discontinued
outcome-left-unexamined = Left unexamined
outcome-handed-over = Handed over to another office
deadline-today = Due today
deadline-in-days = { $days ->
    [one] { $days } day left
   *[other] { $days } days left
}
deadline-late-days = { $days ->
    [one] { $days } day overdue
   *[other] { $days } days overdue
}
deadline-none = No deadline

## Roles and levels of assurance
role-operator = Platform operator
role-tenant-admin = Office administrator
role-service-editor = Service editor
role-publisher = Service publisher
role-clerk = Case officer
role-head-of-office = Head of office
role-reception = Reception
role-data-protection-officer = Data protection officer
role-resident = Resident
assurance-none = Without signing in
assurance-low = Basic (link sent by e-mail)
assurance-substantial = Substantial (login.gov.pl, bank, mObywatel)
assurance-high = High (e-ID card)
kind-application = Application
kind-information = Information
kind-appointment = Visit
kind-notification = Notification

## Fields of life
category-podatki = Local taxes and fees
category-odpady = Waste
category-srodowisko = Environment and greenery
category-drogi = Roads and transport
category-nieruchomosci = Real estate
category-budownictwo = Building and planning
category-obywatelskie = Civil matters
category-rolnictwo = Agriculture
category-gospodarka = Business
category-zdrowie = Health and occupational medicine
category-rodzina = Family and social support
category-informacja = Public information, complaints and petitions
category-inne = Other matters
life-kupuje-dom = I am buying a house or land
life-buduje = I am building or renovating
life-prowadze-gospodarstwo = I run a farm
life-prowadze-firme = I run a business
life-rodzina = Family and children
life-mieszkam = I live here
life-dbam-o-srodowisko = I care for the environment
life-korzystam-z-drogi = I use the road
life-pracuje = I work or employ people
life-zdrowie = I look after my health

## Error pages
way-home = Go to the home page
way-services = Go to the list of services
way-my-cases = Go to your cases
way-offices = Find your office on the list
way-desk = Go to the office desk
way-back = Go back to the previous page
way-try-again = Try again
error-not-found-title = There is no such page
error-not-found-text = Check that the address is complete. The page may also have moved, or it is not meant for you.
error-forbidden-title = You have no access to this page
error-forbidden-text = Your account lacks the necessary rights. If this is a mistake, write to the administrator in your office.
error-sign-in-title = Sign in to continue
error-sign-in-text = You were inactive for too long or have not signed in with this browser. Your saved answers are waiting for you.
error-step-up-title = This service needs a stronger sign-in
error-step-up-text = Sign in again with a trusted profile, a bank, the mObywatel app or an e-ID card.
error-conflict-title = Somebody changed these data before you
error-conflict-text = Refresh the page, see what has changed and repeat the act.
error-too-large-title = The file or form is too big
error-too-large-text = Go back to the form and send fewer files at once, best one by one, or make them smaller. The answers saved before are waiting for you.
error-bad-request-title = We cannot read this address or form
error-bad-request-text = The address or the form is incomplete. Go back to the previous page and try again.
error-too-many-title = Too many attempts in a short time
error-too-many-text = Wait a moment and try again. Nothing was lost.
error-internal-title = Something went wrong on our side
error-internal-text = Answers saved earlier are safe. Try again in a few minutes. If it happens again, give the office the reference number.
error-unavailable-title = The service is briefly unavailable
error-unavailable-text = Technical work is under way. Your saved answers are safe. Come back in a few minutes.
error-office-unknown-title = There is no office at this address
error-office-unknown-text = Check the address or find your office on the list.
error-office-suspended-title = This office does not take cases online at the moment
error-office-suspended-text = Cases sent earlier are safe. Contact the office by telephone or in person.
error-reference = Reference number: { $reference }

## Messages after acts
flash-signed-in = You are signed in.
flash-signed-out = You are signed out. Close the browser if this is not your computer.
flash-saved = Saved.
flash-draft-saved = The draft is saved. You can return to it from any device.
flash-draft-deleted = The draft was deleted.
flash-sent = Sent.
flash-answer-sent = Your answer was sent to the office.
flash-taken-on = The case is now assigned to you.
flash-assigned = The case was assigned.
flash-asked = The call was sent to the applicant.
flash-settled = The case was settled.
flash-closed = The case was closed.
flash-invited = The invitation was sent.
flash-roles-changed = The rights were changed.
flash-sessions-ended = The sessions were ended.
flash-published = The service was published.
flash-office-suspended = The office was suspended.
flash-office-resumed = The office was resumed.
flash-offices-applied = The changes to the offices were applied.
flash-file-added = The file was added.
flash-file-removed = The file was removed.

## Counts
count-cases = { $count ->
    [one] { $count } case
   *[other] { $count } cases
}
count-services = { $count ->
    [one] { $count } service
   *[other] { $count } services
}
count-offices = { $count ->
    [one] { $count } office
   *[other] { $count } offices
}
count-results = { $count ->
    [0] Nothing found
    [one] { $count } result found
   *[other] { $count } results found
}
count-files = { $count ->
    [one] { $count } file
   *[other] { $count } files
}
count-messages = { $count ->
    [one] { $count } message
   *[other] { $count } messages
}
count-days = { $count ->
    [one] { $count } day
   *[other] { $count } days
}
count-faults = { $count ->
    [one] { $count } place to correct
   *[other] { $count } places to correct
}
page-of = Page { $page } of { $pages }
step-of = Step { $step } of { $steps }

## Dates: "22 November 2026"
month-1 = January
month-2 = February
month-3 = March
month-4 = April
month-5 = May
month-6 = June
month-7 = July
month-8 = August
month-9 = September
month-10 = October
month-11 = November
month-12 = December
weekday-1 = Monday
weekday-2 = Tuesday
weekday-3 = Wednesday
weekday-4 = Thursday
weekday-5 = Friday
weekday-6 = Saturday
weekday-7 = Sunday
date-long = { $day } { $month } { $year }
date-time = { $date }, { $time }
today = today
yesterday = yesterday
tomorrow = tomorrow

## File sizes
size-bytes = { $size } B
size-kilobytes = { $size } kB
size-megabytes = { $size } MB
