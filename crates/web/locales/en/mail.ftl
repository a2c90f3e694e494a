### E-mails: what happened and where to read it. Nothing of the contents of cases or about people.

mail-filed-subject = { $office }: we have received your application
mail-filed-text =
    Good day,

    we have received your application: { $service }.
    Receipt number: { $number }

    Sign in to see the receipt and how the case stands:
    { $link }

    If we need anything else, we will write to you.
mail-asked-subject = { $office }: please answer in case { $mark }
mail-asked-text =
    Good day,

    we need an answer from you in case { $mark } ({ $service }). Sign in to read the question:
    { $link }

    Please answer by { $date }. Until then the deadline for settling the case does not run.
mail-settled-subject = { $office }: case { $mark } is settled
mail-settled-text =
    Good day,

    your case { $mark } ({ $service }) is settled. Sign in to read how:
    { $link }
mail-invited-subject = { $office }: invitation to work in the system
mail-invited-text =
    Good day,

    the administrator of the office has made an account for you. Open this link to choose a password:
    { $link }

    The link works once, within { $hours } hours of the invitation. If you did not expect this message, do not open the link and tell the office.
mail-foot =
    { $office }

    A program sent this message. We never ask for a password, a PESEL number or a payment by e-mail.
