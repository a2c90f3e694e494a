### Resident's pages: services, forms, sending, receipts.

## Home and list of services
resident-home-title = Home
resident-home-heading = Settle your matter online
resident-home-lead = Type what you want to do or choose from the list. We confirm every application at once.
resident-home-services = Services
resident-home-most-used = Most used
resident-home-no-services = The office has no online services yet
resident-home-no-services-text = You can come in person, write a letter or use e-Doręczenia. The contact details are below.
resident-home-contact = The office in person
resident-home-address = Address
resident-home-phone = Telephone
resident-home-email = E-mail
resident-home-hours = Opening hours
resident-home-closed = Office closed: { $date }
resident-home-closed-text = You can send an application online on that day too.
resident-services-title = Services
resident-services-all = All services
resident-services-none = There is no such service
resident-services-none-text = Try other words or remove the filters. If no service fits, send a general letter.
resident-search-label = What do you want to do?
resident-filter-category = Subjects
resident-filter-life = Life events

## Service card
resident-card-who = Who it is for
resident-card-needed = What to prepare
resident-card-documents = Documents to attach
resident-card-if-needed = (if it applies to you)
resident-card-draft = You have started this application
resident-card-start-new = Start a new application
resident-card-will-sign-in = After you press the button we will ask you to sign in.
resident-card-open-until = Applications are taken until { $date }.
resident-card-closed = We do not take these applications now
resident-card-closed-text = You can apply again from { $date }.
resident-card-how = How to do it
resident-card-result = What you will get
resident-card-appeal = If you disagree
resident-card-channels = Other ways
resident-card-legal-basis = Legal basis
resident-card-personal-data = What we do with your data
resident-card-facts = Key facts
resident-card-basis = Basis:
resident-card-time = Time
resident-card-fee = Fee
resident-card-no-fee = Free of charge
resident-card-level = Sign-in
resident-card-rules = More information
resident-fee-by-answers = the amount depends on your answers
resident-fee-unknown = the office will tell the amount
resident-fees = Fees
resident-fees-later = The office will tell you how and when to pay after you send the application.
resident-payee-seat = You pay the municipality where the office is.
resident-payee-office = You pay this office.
resident-payee-principal = You pay the municipality where the person giving the power of attorney lives.
resident-channel-counter = In person or by post: { $place }.
resident-channel-delivery = Through e-Doręczenia, to the address { $ade }.
resident-channel-phone = You can ask by telephone: { $phone }.

## Draft
resident-tasks-crumb = Draft
resident-tasks-done = Parts completed: { $done } of { $all }
resident-tasks-check = Check and send
resident-tasks-go-on = Continue
resident-tasks-not-ready = Before you send the application, complete and save every part.
resident-tasks-kept = Your answers are saved in your account. You can finish on any device.
resident-tasks-kept-browser = Your answers are saved for 7 days and shown in this browser only.
resident-new-questions = There are new questions. Answer them and go on.
resident-purpose = Why we ask: { $purpose }
resident-item = Item
resident-add-item = Add another item: { $item }
resident-remove-title = Delete the draft?
resident-remove-text = We will delete the answers and files of the application “{ $title }”. This cannot be undone.
resident-newer-title = This service has changed
resident-newer-text = The service changed on { $when }. You can finish the application on the form you began, or move your answers to the new one.
resident-newer-changes = What changed
resident-newer-move = Move your answers to the new form
resident-move-title = Move your answers to the new form?
resident-move-outdated = The application or the service has changed since this page was opened. Read again what will happen.
resident-move-nothing-seen = Nothing in the form changed for you.
resident-move-all-kept = All answers and files will be moved. Nothing will be lost.
resident-move-lost = These answers will not be moved
resident-move-gone = The new form does not ask for it.
resident-move-other-kind = This question is answered differently now.
resident-move-no-longer-fits = The new form does not accept this answer.
resident-move-again = These parts will have to be looked through again
resident-move-text = This cannot be undone. If you stay with the form you began, you can still send it.
resident-move-do = Move the answers
resident-move-stay = Stay with the form I began
resident-moved = Your answers are on the new form. Look through the parts that changed.
resident-mine-title = My applications
resident-mine-drafts = Drafts
resident-mine-no-drafts = You have no drafts
resident-mine-filed = Applications sent
resident-mine-no-filed = You have not sent any applications
resident-mine-saved = Last saved: { $when }.
resident-mine-what = Application
resident-mine-when = Sent
resident-mine-mark = Case mark
resident-mine-state = State
resident-mine-receipt = Receipt
resident-mine-receipt-show = Show

## Person or firm
resident-pesel = PESEL
resident-party-born-on = Date of birth
resident-party-born-on-short = born
resident-party-born-on-hint = Only if you have no PESEL number.
resident-party-pesel-hint = 11 digits. If you have no PESEL number, give your date of birth below.

## Checking and sending
resident-check-title = Check your answers before you send the application
resident-send-title = Send the application
resident-send-text = By sending the application you confirm that your answers are true. It reaches the office at once and you get a receipt with a number.
resident-unsure-title = We do not know yet whether the application arrived
resident-unsure-text = The connection broke while sending. Press the button below. If the application has arrived, you will see its receipt and it will not be sent twice.
resident-unsure-again = Check or send again

## Receipt
resident-receipt-title = Receipt { $number }
resident-receipt-heading = Your application has been sent
resident-receipt-number = Receipt number
resident-receipt-lead = This is the official receipt of your application. Save or print it. You can come back to it at any time.
resident-receipt-service = Service
resident-receipt-office = Office
resident-receipt-office-numbers = Office numbers
resident-receipt-filed = Filed
resident-receipt-mark = Case mark
resident-receipt-sender = Sender
resident-receipt-assurance = Identity confirmed: { $level }
resident-receipt-next = What happens next
resident-receipt-due = The office should settle the case by { $date }.
resident-receipt-follow = You will see the progress and the answers of the office at:
resident-receipt-case = Your case
resident-receipt-keep = Keep the receipt number. Give it when you ask about the case.
resident-receipt-contact = Questions: { $contact }.
resident-receipt-files = Files sent
resident-receipt-proof = How to check this receipt
resident-receipt-proof-text = The fingerprint is made of the application and its files. If anybody changed them, it would be different. Anybody can check it on the office's page.
resident-receipt-hash = Fingerprint of the content (SHA-256)
resident-receipt-edition = Edition of the form and its fingerprint
resident-receipt-verify = Page to check it

## Checking a receipt
resident-verify-title = Check a receipt
resident-verify-lead = Check whether this office issued a receipt and nobody changed the application.
resident-verify-number-hint = For example GRA-7K3M-9Q2X-8T5. Capitals and dashes do not matter.
resident-verify-hash-hint = Enter the whole fingerprint or at least its first 16 characters.
resident-verify-number-wrong = Enter the whole receipt number and check every character
resident-verify-hash-wrong = Enter at least the first 16 characters of the fingerprint: digits and letters a to f
resident-verify-check = Check
resident-verify-genuine = The receipt is genuine
resident-verify-genuine-text = This office issued it and the fingerprint fits the application.
resident-verify-unknown = We do not know such a receipt
resident-verify-unknown-text = Check the number and the fingerprint. If they are copied right, this office did not issue the receipt or somebody changed its content.

## What is missing
resident-required-text = Complete “{ $label }”
resident-required-choose = Choose an answer: “{ $label }”
resident-required-choose-any = Tick at least one answer: “{ $label }”
resident-required-yes-no = Choose “Yes” or “No”: “{ $label }”
resident-required-file = Add a file: “{ $label }”
resident-required-group = Add at least one item: “{ $label }”
resident-required-party = Choose a person or a firm
resident-required-part = Complete “{ $label }”

## What to correct
resident-fault-required = Complete “{ $label }”
resident-fault-not-declared = Tick this statement: we cannot take the application without it
resident-fault-too-short = Enter at least this many characters in “{ $label }”: { $min }
resident-fault-too-long = Shorten the text in “{ $label }”. Most characters: { $max }
resident-fault-pattern = Enter “{ $label }” in the form shown in the hint
resident-fault-not-a-number = Enter “{ $label }” as a number in digits, for example 12,5
resident-fault-not-money = Enter “{ $label }” as an amount in złoty, for example 1200,50
resident-fault-too-small = Enter in “{ $label }” a number not less than { $min }
resident-fault-too-large = Enter in “{ $label }” a number not greater than { $max }
resident-fault-too-many-decimals = { $max ->
    [0] Enter “{ $label }” as a whole number
   *[other] Enter “{ $label }” with at most this many digits after the comma: { $max }
}
resident-fault-not-a-date = Enter in “{ $label }” a date that exists, for example 22.11.2026
resident-fault-too-early = Enter in “{ $label }” a date not earlier than { $earliest }
resident-fault-too-late = Enter in “{ $label }” a date not later than { $latest }
resident-fault-range-reversed = Enter an end date that is not before the start date
resident-fault-not-an-email = Enter the whole e-mail address, for example anna@example.com
resident-fault-not-a-phone = Enter a telephone number, for example 600 100 200
resident-fault-not-a-choice = Choose an answer from the list: “{ $label }”
resident-fault-pesel = Enter the 11 digits of the PESEL number and check each of them
resident-fault-nip = Enter the 10 digits of the NIP number and check each of them
resident-fault-regon = Enter the 9 or 14 digits of the REGON number and check each of them
resident-fault-nrb = Enter the 26 digits of the account number and check each of them
resident-fault-land-register = Enter the whole land register number, for example BI1B/00012345/6
resident-fault-parcel = Enter the whole parcel identifier, for example 200401_1.0003.512/4
resident-fault-postal-code = Enter the five digits of the postal code, for example 15-001
resident-fault-teryt = Choose a municipality from the list
resident-fault-country = Choose a country from the list
resident-fault-pesel-or-birth = Enter the PESEL number or, if you have none, the date of birth
resident-fault-too-few-items = Add items in “{ $label }”. At least this many are needed: { $min }
resident-fault-too-many-items = Remove some items in “{ $label }”. There may be at most: { $max }
resident-fault-too-many-files = Remove some files in “{ $label }”. There may be at most: { $max }
resident-fault-file-type = Add in “{ $label }” a file of one of these types: { $accepted }
resident-fault-file-too-large = Add in “{ $label }” a file not larger than { $max_mb } MB
resident-fault-file-lost = Add the file in “{ $label }” again
resident-fault-unknown-step = This part of the application is not needed. Go back to the list of parts
