//! Answers as people read them back: rows of a question and its answer.

use catalogue::definition::{Format, Step};
use catalogue::form::Visible;
use catalogue::{Answers, Definition, Field, FieldKind};
use chrono::NaiveDate;
use serde_json::Value;

use super::{places, wording};
use crate::dates;
use crate::files::MEGABYTE;
use crate::visit::Visit;

/// A question with its answer; the answer is empty when none was given.
pub(super) struct Row {
    pub(super) label: String,
    pub(super) value: String,
}

/// The answers of one step.
pub(super) struct Section {
    pub(super) step: String,
    pub(super) title: String,
    pub(super) rows: Vec<Row>,
}

/// The answers of all steps that show.
pub(super) fn sections(
    visit: &Visit,
    definition: &Definition,
    answers: &Answers,
    visible: &Visible,
) -> Vec<Section> {
    let shown = definition.form.steps.iter();
    shown
        .filter(|step| visible.step(&step.key))
        .map(|step| section(visit, definition, answers, visible, step))
        .collect()
}

fn section(
    visit: &Visit,
    definition: &Definition,
    answers: &Answers,
    visible: &Visible,
    step: &Step,
) -> Section {
    let title = visit.told(definition, &format!("steps.{}.title", step.key));
    let mut rows = Vec::new();
    for field in &step.fields {
        let teller = Teller {
            visit,
            definition,
            answers,
            visible,
        };
        teller.tell(field, &field.key, "", &mut rows);
    }
    Section {
        step: step.key.clone(),
        title,
        rows,
    }
}

/// What is asked at a path of answers: "Działka 2: powierzchnia".
pub(super) fn label_at(visit: &Visit, definition: &Definition, path: &str) -> String {
    let (answers, visible) = (Answers::new(), Visible::default());
    let teller = Teller {
        visit,
        definition,
        answers: &answers,
        visible: &visible,
    };
    let label = |path: &str| match places::field_at(definition, path) {
        Some(field) => teller.text(path, "label", &field.label),
        None => path.to_owned(),
    };
    let mut parts = path.splitn(3, '.');
    let (group, at) = (parts.next().unwrap_or_default(), parts.next());
    match (at.and_then(|at| at.parse::<usize>().ok()), parts.next()) {
        (Some(at), Some(_)) => {
            let item = definition
                .field(group)
                .map(|group| group.item_label.as_str());
            let name = match item.unwrap_or_default() {
                "" => label(group),
                item => teller.text(group, "item_label", item),
            };
            format!("{name} {}: {}", at + 1, label(path))
        }
        _ => label(path),
    }
}

/// An answer to what is asked at a path, as it is read back.
pub(super) fn answer_at(
    visit: &Visit,
    definition: &Definition,
    path: &str,
    answer: &Value,
) -> String {
    let (answers, visible) = (Answers::new(), Visible::default());
    let teller = Teller {
        visit,
        definition,
        answers: &answers,
        visible: &visible,
    };
    places::field_at(definition, path)
        .map(|field| teller.answer(field, path, answer))
        .unwrap_or_default()
}

struct Teller<'a> {
    visit: &'a Visit,
    definition: &'a Definition,
    answers: &'a Answers,
    visible: &'a Visible,
}

impl Teller<'_> {
    fn tell(&self, field: &Field, path: &str, before: &str, rows: &mut Vec<Row>) {
        if !self.visible.field(path) || field.kind == FieldKind::Info {
            return;
        }
        let answer = places::answer_at(self.answers, path);
        if field.kind == FieldKind::Group {
            let items = answer.and_then(Value::as_array).map_or(0, Vec::len);
            let name = match field.item_label.is_empty() {
                true => self.text(path, "label", &field.label),
                false => self.text(path, "item_label", &field.item_label),
            };
            for at in 0..items {
                for inner in &field.fields {
                    let inner_path = format!("{path}.{at}.{}", inner.key);
                    self.tell(inner, &inner_path, &format!("{name} {}: ", at + 1), rows);
                }
            }
            return;
        }
        let label = self.text(path, "label", &field.label);
        rows.push(Row {
            label: format!("{before}{label}"),
            value: answer
                .map(|answer| self.answer(field, path, answer))
                .unwrap_or_default(),
        });
    }

    fn text(&self, path: &str, name: &str, polish: &str) -> String {
        let path = format!("{}.{name}", wording::text_path(path));
        match self.visit.told(self.definition, &path) {
            found if found.is_empty() => self.visit.polish(polish),
            found => found,
        }
    }

    fn answer(&self, field: &Field, path: &str, answer: &Value) -> String {
        let plain = answer.as_str().unwrap_or_default();
        let with_unit = |text: String| match field.unit.is_empty() || text.is_empty() {
            true => text,
            false => format!("{text} {}", field.unit),
        };
        match field.kind {
            FieldKind::YesNo | FieldKind::Declaration => match answer.as_bool() {
                Some(true) => self.visit.t("yes"),
                Some(false) => self.visit.t("no"),
                None => plain.to_owned(),
            },
            FieldKind::Radio | FieldKind::Select | FieldKind::SearchSelect => {
                self.choice(field, path, plain)
            }
            FieldKind::Checkboxes => {
                let chosen = answer.as_array().into_iter().flatten();
                let chosen = chosen.filter_map(Value::as_str);
                let labels: Vec<String> = chosen.map(|v| self.choice(field, path, v)).collect();
                labels.join(", ")
            }
            FieldKind::Number => with_unit(number(answer)),
            FieldKind::Money => format!("{} zł", number(answer)),
            FieldKind::Computed => {
                with_unit(computed(field.format.unwrap_or_default(), Some(answer)))
            }
            FieldKind::Date => self.day(plain),
            FieldKind::DateRange => {
                let part = |key: &str| self.day(text_of(answer, key));
                format!("{} – {}", part("from"), part("to"))
            }
            FieldKind::Address => address(answer),
            FieldKind::Party => self.party(answer),
            FieldKind::File => {
                let files = answer.as_array().into_iter().flatten();
                let names: Vec<&str> = files.map(|file| text_of(file, "name")).collect();
                names.join(", ")
            }
            FieldKind::Text
            | FieldKind::Textarea
            | FieldKind::Email
            | FieldKind::Phone
            | FieldKind::Pesel
            | FieldKind::Nip
            | FieldKind::Regon
            | FieldKind::Nrb
            | FieldKind::LandRegister
            | FieldKind::Parcel
            | FieldKind::Group
            | FieldKind::Info => with_unit(plain.to_owned()),
        }
    }

    fn choice(&self, field: &Field, path: &str, value: &str) -> String {
        let known = field.options.iter().find(|choice| choice.value == value);
        match known {
            Some(choice) => self.text(path, &format!("options.{value}"), &choice.label),
            None => value.to_owned(),
        }
    }

    fn day(&self, iso: &str) -> String {
        match iso.parse::<NaiveDate>() {
            Ok(day) => dates::long(self.visit.app().texts(), self.visit.lang(), day),
            Err(_) => iso.to_owned(),
        }
    }

    fn party(&self, answer: &Value) -> String {
        let part = |key: &str| text_of(answer, key);
        let named = |key: &str, value: &str| match value.is_empty() {
            true => String::new(),
            false => format!(", {} {value}", self.visit.t(key)),
        };
        if part("kind") == "firm" {
            return format!("{}{}", part("firm_name"), named("party-nip", part("nip")));
        }
        let born = self.day(part("born_on"));
        format!(
            "{} {}{}{}",
            part("first_name"),
            part("last_name"),
            named("resident-pesel", part("pesel")),
            named("resident-party-born-on-short", &born)
        )
    }
}

/// A size in the unit people use.
pub(super) fn size(visit: &Visit, bytes: u64) -> String {
    const KILOBYTE: u64 = 1024;
    let (key, text) = match bytes {
        0..KILOBYTE => ("size-bytes", bytes.to_string()),
        KILOBYTE..MEGABYTE => ("size-kilobytes", (bytes / KILOBYTE).to_string()),
        _ => {
            let tenths = bytes * 10 / MEGABYTE;
            ("size-megabytes", format!("{},{}", tenths / 10, tenths % 10))
        }
    };
    visit.t1(key, "size", &text)
}

/// A computed value without its unit.
pub(super) fn computed(format: Format, answer: Option<&Value>) -> String {
    match (format, answer) {
        (Format::Text, Some(Value::String(text))) => text.clone(),
        (_, Some(value)) => number(value),
        (_, None) => String::new(),
    }
}

fn number(value: &Value) -> String {
    match value {
        Value::Number(number) => number.to_string().replace('.', ","),
        Value::String(text) => text.replace('.', ","),
        Value::Null | Value::Bool(_) | Value::Array(_) | Value::Object(_) => String::new(),
    }
}

fn address(answer: &Value) -> String {
    let part = |key: &str| text_of(answer, key);
    let street = match part("street") {
        "" => part("place"),
        street => street,
    };
    let flat = match part("flat") {
        "" => String::new(),
        flat => format!("/{flat}"),
    };
    let line = format!("{street} {}{flat}", part("house"));
    format!("{}, {} {}", line.trim(), part("postal_code"), part("place"))
}

fn text_of<'v>(value: &'v Value, key: &str) -> &'v str {
    value.get(key).and_then(Value::as_str).unwrap_or_default()
}
