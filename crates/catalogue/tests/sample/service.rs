//! A small service with most kinds of fields, for tests.

/// The service as a file. Comments mark lines that tests look for.
pub(crate) const SERVICE: &str = r#"slug = "sample"
title = "Przykład"
edition = 1
kind = "application"
procedure = "kpa"
category = "inne"
identity = "low"
class = "3120"
unit = "OR"
languages = ["pl", "en"]

[card]
summary = "Do czego służy."
needed = ["Dowód"]
legal_basis = ["art. 217 KPA"]

[deadline]
term = "M1"
basis = "art. 35 § 3 KPA"

[[fees]]
key = "stamp"
title = "Opłata skarbowa"
amount = "17.00"
basis = "ustawa o opłacie skarbowej"
payee = "gmina_of_seat"

[[fees]]
key = "area"
title = "Opłata za powierzchnię"
formula = '{"*":[{"var":"total"},0.5]}'
basis = "uchwała"
payee = "office"

[[form.steps]]
key = "about"
title = "O sprawie"

[[form.steps.fields]] # first
key = "kind"
type = "radio"
label = "Rodzaj"
options = [{ value = "person", label = "Osoba" }, { value = "firm", label = "Firma" }]

[[form.steps.fields]]
key = "nip"
type = "nip"
label = "NIP"
show_if = '{"==":[{"var":"kind"},"firm"]}'

[[form.steps.fields]]
key = "note" # second
type = "textarea"
label = "Uwagi"
max_length = 20
required = false # mark

[[form.steps.fields]]
key = "day"
type = "date"
label = "Dzień"
after = "today"
required_if = '{"==":[{"var":"kind"},"firm"]}'

[[form.steps.fields]]
key = "owner"
type = "party"
label = "Właściciel"

[[form.steps.fields]]
key = "home"
type = "address"
label = "Adres"
required = false

[[form.steps]]
key = "plots_step"
title = "Działki"

[[form.steps.fields]]
key = "plots"
type = "group"
label = "Działki"
item_label = "Działka"
min = 1
max = 3

[[form.steps.fields.fields]]
key = "area"
type = "number"
label = "Powierzchnia"
decimals = 2
min = 0.01

[[form.steps.fields.fields]]
key = "built"
type = "yes_no"
label = "Zabudowana?"

[[form.steps.fields.fields]]
key = "floors"
type = "number"
label = "Piętra"
decimals = 0
show_if = '{"==":[{"var":"built"},true]}'

[[form.steps.fields]]
key = "total"
type = "computed"
label = "Razem"
value = '{"reduce":[{"var":"plots"},{"+":[{"var":"accumulator"},{"var":"current.area"}]},0]}'
format = "number"

[[form.steps]]
key = "firm_step"
title = "Firma"
show_if = '{"==":[{"var":"kind"},"firm"]}'

[[form.steps.fields]]
key = "ways"
type = "checkboxes"
label = "Jak odpowiedzieć?"
options = [{ value = "mail", label = "Pocztą" }, { value = "net", label = "Przez internet" }]

[[form.steps.fields]]
key = "price"
type = "money"
label = "Kwota"
max = "1000"

[[form.steps]]
key = "end"
title = "Koniec"

[[form.steps.fields]]
key = "plan"
type = "file"
label = "Plan"
accept = ["pdf"]
max_mb = 1
required = false

[[form.steps.fields]]
key = "period"
type = "date_range"
label = "Okres"
required = false

[[form.steps.fields]]
key = "true_facts"
type = "declaration"
label = "Oświadczam, że podaję prawdę."

[texts.en]
title = "Sample"
"card.summary" = "What it is for."
"#;
