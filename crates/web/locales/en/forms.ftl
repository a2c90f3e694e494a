### Forms: names of field parts, hints and messages. Every message says what to do.

## General
error-summary-title = Correct these places to continue
field-optional = (optional)
field-choose = Choose from the list
field-date-from = From
field-date-to = To
field-max-characters = Maximum number of characters: { $max }
field-characters-left = Characters left:
file-send = Add the file
file-remove = Remove
file-rules = Allowed files: { $types }. One file may have up to { $max } MB.
file-count = Maximum number of files: { $max }.
file-scan-waiting = We are checking the file
file-scan-clean = The file is checked
group-add = Add another item
group-remove = Remove

## Address and party
address-street = Street
address-street-hint = Leave out if the place has no streets
address-house = House number
address-flat = Flat number
address-postal-code = Postal code
address-city = Town or village
party-kind = Who is it?
party-person = A person
party-firm = A firm or institution
party-first-name = First name
party-last-name = Last name
party-pesel = PESEL number
party-firm-name = Name
party-nip = NIP (tax number)

## Hints
hint-pesel = 11 digits from the identity card or the mObywatel app
hint-nip = 10 digits, dashes are fine
hint-regon = 9 or 14 digits
hint-nrb = 26 digits, spaces are fine
hint-land-register = For example BI1B/00012345/6
hint-parcel = For example 123/4
hint-date = For example 22.11.2026
hint-phone = For example 600 100 200
hint-email = For example anna@example.com
hint-postal-code = For example 15-001
hint-money = For example 1200.50

## Messages
fault-required = Fill in this field
fault-required-named = Fill in the field “{ $label }”
fault-choice = Choose one answer from the list
fault-choice-any = Tick at least one answer
fault-choice-min = Tick at least this many answers: { $min }
fault-choice-max = Tick at most this many answers: { $max }
fault-yes-no = Choose “Yes” or “No”
fault-too-short = Enter at least this many characters: { $min }
fault-too-long = Shorten the text to at most this many characters: { $max }
fault-characters = Remove the characters that cannot be saved
fault-pattern = Enter the answer in the form given in the hint
fault-number = Enter a number in digits, for example 12.5
fault-whole-number = Enter a whole number, for example 12
fault-decimals = Enter at most this many decimal places: { $decimals }
fault-min = Enter a number not smaller than { $min }
fault-max = Enter a number not greater than { $max }
fault-money = Enter an amount in złoty, for example 1200.50
fault-date = Enter a date that exists, for example 22.11.2026
fault-date-before = Enter a date not later than { $date }
fault-date-after = Enter a date not earlier than { $date }
fault-date-order = Enter an end date not earlier than the start
fault-email = Enter the whole e-mail address, for example anna@example.com
fault-phone = Enter a telephone number, for example 600 100 200
fault-pesel = Enter all 11 digits of the PESEL number and check that none has changed
fault-pesel-length = Enter the 11 digits of the PESEL number
fault-nip = Enter the 10 digits of the NIP number and check that none has changed
fault-regon = Enter the 9 or 14 digits of the REGON number and check that none has changed
fault-nrb = Enter the 26 digits of the account number and check that none has changed
fault-land-register = Enter the whole land register number, for example BI1B/00012345/6
fault-parcel = Enter the parcel number, for example 123/4
fault-postal-code = Enter the five digits of the postal code, for example 15-001
fault-teryt = Choose the place from the list
fault-pwz = Enter the 7 digits of the licence to practise
fault-ade = Enter the whole delivery address, it starts with AE:PL
fault-declaration = Tick the declaration to send the application
fault-file-required = Add a file
fault-file-type = Add a file in one of the formats: { $types }
fault-file-too-big = Add a file not bigger than { $max } MB
fault-file-empty = Add a file that has content. This one is empty
fault-file-too-many = Remove some files. You may add at most { $max }
fault-file-password = Add a file without a password
fault-file-virus = Add another file. We found a virus in this one
fault-file-unsent = Add the file once more. It could not be sent
fault-group-min = Add items so that there are at least { $min }
fault-group-max = Remove items so that there are at most { $max }
fault-changed = Check this answer. The form has changed
fault-unknown = Correct this answer
