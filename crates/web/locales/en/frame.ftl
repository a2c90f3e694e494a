### Navigation, error pages, accessibility declaration, personal data.

language-name = English
language-binding = This is a translation. The Polish text decides, and letters and decisions of the office are in Polish.
region-name = Offices of the Podlaskie region
console-name = Console of the region
crumb-home = Home
crumb-desk = Office desk
nav-services = Services
nav-my-cases = My matters
nav-my-drafts = My applications
nav-verify = Check a receipt
nav-inbox = Cases
nav-people = People and roles
nav-settings = Settings
nav-audit = Audit trail
nav-offices = Offices
nav-plan = Planned changes
nav-walls = Walls
footer-phone = phone { $phone }
footer-email = e-mail: { $email }

error-cross-site-title = We did not accept this form
error-cross-site-text = The form was sent from another site. Open the office's site and send it from there.

declaration-title = Accessibility declaration
declaration-intro = undertakes to make its website accessible under the act of 4 April 2019 on digital accessibility of websites and mobile applications of public bodies. This declaration is about
declaration-published = Published on
declaration-updated = Last important update
declaration-status-title = Compliance
declaration-status-before = The website is
declaration-status = partially compliant
declaration-status-after = with the annex to the act. Documents sent by residents may not be accessible.
declaration-made-title = How this declaration was made
declaration-made = The declaration was made on
declaration-how = It was assessed by the office itself: a program checks every page in a browser, and people walk the most important paths with the keyboard.
declaration-keyboard = The usual keyboard shortcuts of the browser work. At the office desk J, K and O work, and can be switched off.
declaration-contact-title = Feedback and contact
declaration-contact = Comments and requests are handled by
declaration-procedure-title = Requests and complaints
declaration-procedure = Everybody may ask for accessibility. Give your contact details, the page or its part, and the way that suits you. We answer within 7 days, or tell the reason and a new date within 2 months. You may complain about a refusal.
declaration-ombudsman = Website of the Commissioner for Human Rights
declaration-building-title = Access to the building

privacy-title = Personal data
privacy-controller = Controller
privacy-officer = Data protection officer
privacy-purpose = What for and on what basis
privacy-rights = Your rights
privacy-rights-text = You may ask for access to your data, have it corrected, its processing limited and, within the law, deleted. You may complain to the President of the Personal Data Protection Office.
privacy-log = Who looks at your data
privacy-log-text = Every look of a clerk at your matter is recorded and shown on its page. Other offices on this platform cannot see your data.
