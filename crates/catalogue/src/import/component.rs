//! Components of Form.io (and those Open Forms adds) as fields.

use serde_json::Value;

use super::logic::{Condition, Pending, condition_of};
use super::source::{Page, list, word};
use super::text::plain;
use super::{COMPONENTS_MAX, DEPTH_MAX, Fate, ImportError, Known, Reader};
use crate::definition::{Choice, Field, FieldKind};
use crate::edit::free_key;
use crate::pattern::Pattern;

/// Time of day, as the browser's own control writes it.
const TIME_PATTERN: &str = "([01][0-9]|2[0-3]):[0-5][0-9]";

/// What becomes of a type of component.
enum Shape {
    Kind(FieldKind),
    /// Another kind than its own, and what that means.
    Near(FieldKind, &'static str),
    /// Only holds others together.
    Layout,
    /// Belongs to the program, not to the form: the page has its own.
    Furniture,
    Unknown(&'static str),
}

fn shape(component: &Value) -> Shape {
    use FieldKind as K;
    match word(component, "type") {
        "textfield" => Shape::Kind(K::Text),
        "textarea" => Shape::Kind(K::Textarea),
        "number" => Shape::Kind(K::Number),
        "currency" => Shape::Kind(K::Money),
        "email" => Shape::Kind(K::Email),
        "phoneNumber" => Shape::Kind(K::Phone),
        "radio" => Shape::Kind(K::Radio),
        "select" if has_fixed_choices(component) => Shape::Kind(K::Select),
        "selectboxes" => Shape::Kind(K::Checkboxes),
        "date" => Shape::Kind(K::Date),
        "file" => Shape::Kind(K::File),
        "iban" => Shape::Near(K::Nrb, "zamiast IBAN jest numer rachunku (NRB)"),
        "content" | "htmlelement" => Shape::Kind(K::Info),
        "editgrid" | "datagrid" => Shape::Kind(K::Group),
        "checkbox" => Shape::Kind(match is_true(component.get("validate"), "required") {
            true => K::Declaration,
            false => K::YesNo,
        }),
        "datetime" | "day" => Shape::Near(K::Date, "zostaje sama data, bez godziny"),
        "time" => Shape::Near(K::Text, "godzina jest zwykłym tekstem w postaci 12:30"),
        "url" | "postcode" | "licenseplate" => Shape::Near(K::Text, "jest zwykłym tekstem"),
        "addressNL" | "address" => Shape::Near(K::Address, "jest adresem polskim"),
        "select" => Shape::Near(K::Text, "lista brana z innego systemu jest polem tekstowym"),
        "panel" | "fieldset" | "well" | "columns" | "table" | "tabs" | "container" => Shape::Layout,
        "button" | "recaptcha" | "softRequiredErrors" => Shape::Furniture,
        "bsn" => {
            Shape::Unknown("numer BSN nie istnieje w Polsce; dodaj PESEL, jeśli jest potrzebny")
        }
        "password" => Shape::Unknown("haseł w formularzach się nie zbiera"),
        "hidden" => Shape::Unknown("pola ukryte nie są tu potrzebne"),
        "signature" => Shape::Unknown("podpis rysowany niczego tu nie potwierdza"),
        "map" => Shape::Unknown("pole mapy; zapytaj o adres albo działkę"),
        "cosign" => Shape::Unknown("współpodpis"),
        _ => Shape::Unknown("tego rodzaju pola program nie zna"),
    }
}

fn is_true(object: Option<&Value>, name: &str) -> bool {
    object
        .and_then(|object| object.get(name))
        .and_then(Value::as_bool)
        .unwrap_or_default()
}

fn has_fixed_choices(component: &Value) -> bool {
    let from_elsewhere = !matches!(word(component, "dataSrc"), "" | "values");
    let from_variable = component
        .pointer("/openForms/dataSrc")
        .and_then(Value::as_str)
        .is_some_and(|source| source != "manual");
    !(from_elsewhere || from_variable)
}

/// Where a component stands.
#[derive(Clone, Default)]
struct Place {
    /// Prefix of the path the export's rules use.
    old: String,
    /// The group it is in, by its path here; empty outside of groups.
    group: String,
    /// Conditions of the layouts around it.
    around: Vec<Condition>,
    depth: usize,
}

impl Reader {
    pub(super) fn page(
        &mut self,
        page: &Page,
        keys: &mut Vec<String>,
    ) -> Result<Vec<Field>, ImportError> {
        let mut fields = Vec::new();
        self.components(&page.components, &Place::default(), keys, &mut fields)?;
        Ok(fields)
    }

    fn components(
        &mut self,
        all: &[Value],
        place: &Place,
        keys: &mut Vec<String>,
        out: &mut Vec<Field>,
    ) -> Result<(), ImportError> {
        for component in all {
            self.seen += 1;
            if self.seen > COMPONENTS_MAX || place.depth > DEPTH_MAX {
                return Err(ImportError::TooMany);
            }
            let name = name_of(component);
            match shape(component) {
                Shape::Layout => self.layout(component, place, keys, out)?,
                Shape::Furniture => {}
                Shape::Unknown(why) => {
                    let text = format!("rodzaj „{}”: {why}", word(component, "type"));
                    self.remark(Fate::LeftOut, &name, text);
                }
                Shape::Near(kind, what) => {
                    self.remark(Fate::Changed, &name, what);
                    self.field(component, kind, place, keys, out)?;
                }
                Shape::Kind(kind) => self.field(component, kind, place, keys, out)?,
            }
        }
        Ok(())
    }

    fn layout(
        &mut self,
        component: &Value,
        place: &Place,
        keys: &mut Vec<String>,
        out: &mut Vec<Field>,
    ) -> Result<(), ImportError> {
        let mut inner = place.clone();
        inner.depth += 1;
        inner.around.extend(condition_of(component));
        let kind = word(component, "type");
        if kind == "container" {
            inner.old = format!("{}{}.", place.old, word(component, "key"));
        }
        let title = plain(match word(component, "legend") {
            "" => match word(component, "title") {
                "" => word(component, "label"),
                title => title,
            },
            legend => legend,
        });
        if matches!(kind, "fieldset" | "panel") && !title.is_empty() {
            let text = "ramki nie ma; jej pytania stoją jedno po drugim";
            self.remark(Fate::Changed, &title, text);
        }
        let mut held = list(component, "components").unwrap_or_default();
        for column in list(component, "columns").unwrap_or_default() {
            held.extend(list(&column, "components").unwrap_or_default());
        }
        let rows = list(component, "rows").unwrap_or_default();
        let cells = rows.iter().filter_map(Value::as_array).flatten();
        for cell in cells {
            held.extend(list(cell, "components").unwrap_or_default());
        }
        self.components(&held, &inner, keys, out)
    }

    fn field(
        &mut self,
        component: &Value,
        kind: FieldKind,
        place: &Place,
        keys: &mut Vec<String>,
        out: &mut Vec<Field>,
    ) -> Result<(), ImportError> {
        let name = name_of(component);
        let old = format!("{}{}", place.old, word(component, "key"));
        let key = snake(word(component, "key"));
        let key = free_key(&key, "pole", keys.iter().map(String::as_str));
        keys.push(key.clone());
        let path = match place.group.as_str() {
            "" => key.clone(),
            group => format!("{group}.{key}"),
        };
        let mut field = Field {
            key,
            kind,
            required: is_true(component.get("validate"), "required"),
            ..Field::default()
        };
        self.words(component, &mut field);
        self.limits(component, &mut field);
        if kind.has_options() {
            field.options = self.choices(component, &name);
        }
        if kind == FieldKind::Select && is_true(Some(component), "multiple") {
            field.kind = FieldKind::Checkboxes;
        }
        if kind == FieldKind::Group {
            let inner = Place {
                old: format!("{old}."),
                group: path.clone(),
                around: Vec::new(),
                depth: place.depth + 1,
            };
            let held = list(component, "components").unwrap_or_default();
            self.components(&held, &inner, &mut Vec::new(), &mut field.fields)?;
            if field.fields.is_empty() {
                self.remark(Fate::LeftOut, &name, "grupa nie miała pól do przeniesienia");
                return Ok(());
            }
        }
        self.taken += 1;
        self.lost(component, &name);
        let mut shown = place.around.clone();
        shown.extend(condition_of(component));
        for condition in shown {
            self.pending.push(Pending::of_field(&path, condition));
        }
        if is_true(Some(component), "hidden") {
            self.hidden.push(path.clone());
        }
        let kind = field.kind;
        self.known.insert(old, Known { path, kind });
        out.push(field);
        Ok(())
    }

    fn words(&mut self, component: &Value, field: &mut Field) {
        if field.kind == FieldKind::Info {
            let content = match word(component, "html") {
                "" => word(component, "content"),
                html => html,
            };
            field.label = plain(content);
            field.required = false;
            if content.contains("<a ") || content.contains("<img") {
                let text = "z tekstu zniknęły odnośniki albo obrazy";
                self.remark(Fate::Changed, &name_of(component), text);
            }
            return;
        }
        field.label = plain(word(component, "label"));
        if field.label.is_empty() {
            field.label = word(component, "key").to_owned();
        }
        let hint = match word(component, "description") {
            "" => word(component, "tooltip"),
            text => text,
        };
        field.hint = plain(hint);
        if matches!(field.kind, FieldKind::Number | FieldKind::Money) {
            field.unit = plain(word(component, "suffix"));
        }
    }

    fn limits(&mut self, component: &Value, field: &mut Field) {
        let none = Value::Null;
        let validate = component.get("validate").unwrap_or(&none);
        let number = |name: &str| match validate.get(name) {
            Some(Value::Number(number)) => Some(number.to_string()),
            Some(Value::String(text)) if !text.trim().is_empty() => Some(text.trim().to_owned()),
            _ => None,
        };
        let whole = |name: &str| number(name).and_then(|text| text.parse::<u32>().ok());
        if field.kind.is_text() {
            field.min_length = whole("minLength").filter(|length| *length > 0);
            field.max_length = whole("maxLength").filter(|length| *length > 0);
            let pattern = word(validate, "pattern");
            if !pattern.is_empty() {
                let read = Pattern::new(pattern);
                match read.fault() {
                    None => field.pattern = Some(read),
                    Some(why) => {
                        let text = format!("wzorzec „{pattern}”: {why}");
                        self.remark(Fate::LeftOut, &name_of(component), text);
                    }
                }
            }
            if word(component, "type") == "time" {
                field.pattern = Some(Pattern::new(TIME_PATTERN));
                "Wpisz godzinę, np. 12:30.".clone_into(&mut field.pattern_message);
            }
        }
        if matches!(field.kind, FieldKind::Number | FieldKind::Money) {
            (field.min, field.max) = (number("min"), number("max"));
        }
        if field.kind == FieldKind::Number {
            let places = component.get("decimalLimit").and_then(Value::as_u64);
            field.decimals = places.and_then(|places| u32::try_from(places.min(6)).ok());
        }
        if field.kind == FieldKind::Group {
            (field.min, field.max) = (number("minLength"), number("maxLength"));
            field.item_label = plain(word(component, "groupLabel"));
        }
        if field.kind == FieldKind::File {
            self.file_limits(component, field);
        }
    }

    fn file_limits(&mut self, component: &Value, field: &mut Field) {
        let size = word(component, "fileMaxSize").to_ascii_uppercase();
        let digits: String = size.chars().take_while(char::is_ascii_digit).collect();
        field.max_mb = match size.contains("MB") {
            true => digits.parse().ok().filter(|size| (1..=100).contains(size)),
            false => None,
        };
        let many = is_true(Some(component), "multiple");
        let most = component.get("maxNumberOfFiles").and_then(Value::as_u64);
        let most = most.and_then(|most| u32::try_from(most).ok());
        field.max_files = match many {
            true => most.filter(|most| (1..=50).contains(most)),
            false => Some(1),
        };
        let from_types = component.pointer("/file/type").and_then(Value::as_array);
        let types = from_types.into_iter().flatten().filter_map(Value::as_str);
        let pattern = word(component, "filePattern").split([',', ';']);
        for one in types.chain(pattern).map(str::trim) {
            let ending = match one {
                "image/png" => "png",
                "image/jpeg" | "image/jpg" => "jpg",
                "application/pdf" => "pdf",
                dotted => dotted
                    .trim_start_matches(['.', '*'])
                    .trim_start_matches('.'),
            };
            let is_known = ["pdf", "png", "jpg", "jpeg", "docx", "odt", "xlsx", "txt"];
            if is_known.contains(&ending) && !field.accept.iter().any(|there| there == ending) {
                field.accept.push(ending.to_owned());
            } else if !ending.is_empty() && ending != "/" && !is_known.contains(&ending) {
                let text = format!("rodzaj pliku „{one}”");
                self.remark(Fate::LeftOut, &name_of(component), text);
            }
        }
    }

    fn choices(&mut self, component: &Value, name: &str) -> Vec<Choice> {
        let listed = list(component, "values");
        let listed = listed.or_else(|| component.get("data").and_then(|data| list(data, "values")));
        let mut options: Vec<Choice> = Vec::new();
        for one in listed.unwrap_or_default() {
            let value = match one.get("value") {
                Some(Value::String(text)) => text.clone(),
                Some(Value::Number(number)) => number.to_string(),
                Some(Value::Bool(yes)) => yes.to_string(),
                _ => String::new(),
            };
            let label = plain(word(&one, "label"));
            // Form.io starts a list with an empty line.
            if value.is_empty() && label.is_empty() {
                continue;
            }
            let value = match value.is_empty() {
                true => label.clone(),
                false => value,
            };
            if options.iter().any(|there| there.value == value) {
                self.remark(Fate::LeftOut, name, format!("powtórzona opcja „{value}”"));
                continue;
            }
            options.push(Choice {
                label: if label.is_empty() {
                    value.clone()
                } else {
                    label
                },
                value,
                hint: plain(word(&one, "description")),
            });
        }
        options
    }

    /// Tells what the component says and nothing here can say.
    fn lost(&mut self, component: &Value, name: &str) {
        let is_said = |pointer: &str| match component.pointer(pointer) {
            None | Some(Value::Null | Value::Bool(false)) => false,
            Some(Value::String(text)) => !text.trim().is_empty(),
            Some(Value::Array(all)) => !all.is_empty(),
            Some(Value::Object(map)) => !map.is_empty(),
            Some(Value::Bool(true) | Value::Number(_)) => true,
        };
        let has_start = is_said("/defaultValue")
            && component["defaultValue"]
                .as_object()
                .is_none_or(|boxes| boxes.values().any(|ticked| ticked == &Value::Bool(true)));
        let several = is_said("/multiple")
            && !matches!(word(component, "type"), "file" | "select" | "selectboxes");
        let said = [
            (has_start, "wartość początkowa"),
            (is_said("/placeholder"), "tekst podpowiedzi w polu"),
            (
                is_said("/customDefaultValue"),
                "wartość początkowa liczona skryptem",
            ),
            (is_said("/calculateValue"), "wartość liczona skryptem"),
            (is_said("/validate/custom"), "sprawdzenie skryptem"),
            (is_said("/validate/json"), "własna reguła sprawdzenia"),
            (is_said("/validate/plugins"), "sprawdzenie wtyczką"),
            (is_said("/errors"), "własne teksty błędów"),
            (is_said("/translatedErrors"), "własne teksty błędów"),
            (is_said("/inputMask"), "maska wpisywania"),
            (is_said("/prefix"), "tekst przed polem"),
            (is_said("/disabled"), "pole zablokowane do wpisywania"),
            (several, "kilka odpowiedzi w jednym polu"),
            (is_said("/prefill/plugin"), "wstępne wypełnienie"),
            (is_said("/openForms/translations"), "tłumaczenia"),
            (
                is_said("/registration/attribute"),
                "powiązanie z rejestracją",
            ),
            (is_said("/logic"), "zaawansowana logika pola"),
            (is_said("/datePicker/minDate"), "najwcześniejsza data"),
            (is_said("/datePicker/maxDate"), "najpóźniejsza data"),
            (is_said("/openForms/minDate/mode"), "najwcześniejsza data"),
            (is_said("/openForms/maxDate/mode"), "najpóźniejsza data"),
        ];
        let left: Vec<&str> = said
            .iter()
            .filter(|(is, _)| *is)
            .map(|(_, what)| *what)
            .collect();
        if !left.is_empty() {
            self.remark(Fate::LeftOut, name, left.join(", "));
        }
    }
}

/// What a remark calls a component.
fn name_of(component: &Value) -> String {
    let label = plain(word(component, "label"));
    match label.is_empty() {
        true => word(component, "key").to_owned(),
        false => label.chars().take(80).collect(),
    }
}

/// `firstName` as `first_name`.
fn snake(key: &str) -> String {
    let mut out = String::new();
    let mut was_small = false;
    for letter in key.chars() {
        if letter.is_uppercase() && was_small {
            out.push('_');
        }
        was_small = letter.is_lowercase() || letter.is_ascii_digit();
        out.extend(letter.to_lowercase());
    }
    out
}
