//! Answers as filed, in words: read with the edition under which they were filed.

use catalogue::definition::Format;
use catalogue::{Answers, Definition, Field, FieldKind};
use chrono::NaiveDate;
use serde_json::{Map, Value};

use super::words;
use crate::visit::Visit;

/// A step of the form with its answers.
pub(crate) struct Section {
    pub(crate) title: String,
    pub(crate) rows: Vec<Row>,
}

/// A question with its answer; a row without lines and files is the head of a group's item.
pub(crate) struct Row {
    pub(crate) label: String,
    pub(crate) lines: Vec<String>,
    pub(crate) files: Vec<FileLink>,
    pub(crate) is_head: bool,
}

/// A file enclosed.
pub(crate) struct FileLink {
    pub(crate) name: String,
    pub(crate) size: String,
    pub(crate) href: String,
}

/// Turns answers into words; `files` is the address before the identifier of a file.
pub(crate) fn sections(
    visit: &Visit,
    definition: &Definition,
    answers: &Answers,
    files: &str,
) -> Vec<Section> {
    let teller = Teller {
        visit,
        definition,
        files,
    };
    let visible = definition.visible(answers);
    let mut sections = Vec::new();
    for step in definition
        .form
        .steps
        .iter()
        .filter(|step| visible.step(&step.key))
    {
        let mut rows = Vec::new();
        for field in step.fields.iter().filter(|field| visible.field(&field.key)) {
            teller.tell(
                field,
                &format!("fields.{}", field.key),
                answers.get(&field.key),
                &mut rows,
            );
        }
        if !rows.is_empty() {
            let title = teller.text(&format!("steps.{}.title", step.key), &step.title);
            sections.push(Section { title, rows });
        }
    }
    sections
}

struct Teller<'a> {
    visit: &'a Visit,
    definition: &'a Definition,
    files: &'a str,
}

impl Teller<'_> {
    fn text(&self, path: &str, polish: &str) -> String {
        match self.definition.text(self.visit.lang(), path) {
            "" => polish.to_owned(),
            text => text.to_owned(),
        }
    }

    fn tell(&self, field: &Field, path: &str, answer: Option<&Value>, rows: &mut Vec<Row>) {
        match field.kind {
            FieldKind::Info => {}
            FieldKind::Group => self.group(field, path, answer, rows),
            _ => rows.push(self.row(field, path, answer)),
        }
    }

    fn group(&self, field: &Field, path: &str, answer: Option<&Value>, rows: &mut Vec<Row>) {
        let items = answer
            .and_then(Value::as_array)
            .map(Vec::as_slice)
            .unwrap_or_default();
        let label = self.text(&format!("{path}.label"), &field.label);
        if items.is_empty() {
            rows.push(Row {
                label,
                lines: Vec::new(),
                files: Vec::new(),
                is_head: false,
            });
            return;
        }
        for (at, item) in items.iter().enumerate() {
            let name = match field.item_label.as_str() {
                "" => label.clone(),
                name => self.text(&format!("{path}.item_label"), name),
            };
            let label = format!("{name} {}", at + 1);
            rows.push(Row {
                label,
                lines: Vec::new(),
                files: Vec::new(),
                is_head: true,
            });
            for inner in &field.fields {
                let answer = item.get(&inner.key);
                if answer.is_some() {
                    self.tell(inner, &format!("{path}.{}", inner.key), answer, rows);
                }
            }
        }
    }

    fn row(&self, field: &Field, path: &str, answer: Option<&Value>) -> Row {
        let mut row = Row {
            label: self.text(&format!("{path}.label"), &field.label),
            lines: Vec::new(),
            files: Vec::new(),
            is_head: false,
        };
        match (field.kind, answer) {
            (_, None) => {}
            (FieldKind::File, Some(files)) => {
                let files = files.as_array().map(Vec::as_slice).unwrap_or_default();
                row.files = files.iter().filter_map(|file| self.file(file)).collect();
            }
            (_, Some(answer)) => row.lines = self.lines(field, path, answer),
        }
        row
    }

    fn lines(&self, field: &Field, path: &str, answer: &Value) -> Vec<String> {
        match field.kind {
            FieldKind::Textarea => words::lines(&plain(answer)),
            FieldKind::Money => vec![format!("{} zł", comma(&plain(answer)))],
            FieldKind::Number => vec![with_unit(comma(&plain(answer)), &field.unit)],
            FieldKind::Computed => vec![computed(field, &plain(answer))],
            FieldKind::Date => vec![self.day(&plain(answer))],
            FieldKind::DateRange => vec![format!(
                "{} – {}",
                self.day(&part(answer, "from")),
                self.day(&part(answer, "to"))
            )],
            FieldKind::YesNo => vec![self.visit.t(match answer.as_bool() {
                Some(true) => "yes",
                _ => "no",
            })],
            FieldKind::Declaration => vec![self.visit.t("staff-answer-declared")],
            FieldKind::Radio | FieldKind::Select | FieldKind::SearchSelect => {
                vec![self.option(field, path, &plain(answer))]
            }
            FieldKind::Checkboxes => {
                let chosen = answer.as_array().map(Vec::as_slice).unwrap_or_default();
                chosen
                    .iter()
                    .map(|one| self.option(field, path, &plain(one)))
                    .collect()
            }
            FieldKind::Address => address(answer),
            FieldKind::Party => self.party(answer),
            FieldKind::Text
            | FieldKind::Email
            | FieldKind::Phone
            | FieldKind::Pesel
            | FieldKind::Nip
            | FieldKind::Regon
            | FieldKind::Nrb
            | FieldKind::LandRegister
            | FieldKind::Parcel => vec![with_unit(plain(answer), &field.unit)],
            FieldKind::Group | FieldKind::File | FieldKind::Info => Vec::new(),
        }
    }

    fn option(&self, field: &Field, path: &str, value: &str) -> String {
        let known = field.options.iter().find(|option| option.value == value);
        match known {
            Some(option) => self.text(&format!("{path}.options.{value}"), &option.label),
            None => value.to_owned(),
        }
    }

    fn day(&self, text: &str) -> String {
        match text.parse::<NaiveDate>() {
            Ok(day) => words::day(self.visit, day),
            Err(_) => text.to_owned(),
        }
    }

    fn party(&self, answer: &Value) -> Vec<String> {
        let mut lines = vec![part(answer, "firm_name")];
        lines.push(joined(
            &[&part(answer, "first_name"), &part(answer, "last_name")],
            " ",
        ));
        for (key, label) in [("nip", "party-nip"), ("pesel", "party-pesel")] {
            let number = part(answer, key);
            if !number.is_empty() {
                lines.push(format!("{}: {number}", self.visit.t(label)));
            }
        }
        let born_on = part(answer, "born_on");
        if !born_on.is_empty() {
            lines.push(
                self.visit
                    .t1("staff-answer-born", "day", &self.day(&born_on)),
            );
        }
        lines.retain(|line| !line.is_empty());
        lines
    }

    fn file(&self, file: &Value) -> Option<FileLink> {
        let bytes = file.get("size").and_then(Value::as_u64).unwrap_or(0);
        Some(FileLink {
            name: part(file, "name"),
            size: size(self.visit, bytes),
            href: format!("{}{}", self.files, file.get("id")?.as_str()?),
        })
    }
}

/// A size in words.
pub(crate) fn size(visit: &Visit, bytes: u64) -> String {
    const KILOBYTE: u64 = 1_024;
    const MEGABYTE: u64 = 1_024 * KILOBYTE;
    let (key, size) = match bytes {
        0..KILOBYTE => ("size-bytes", bytes.to_string()),
        KILOBYTE..MEGABYTE => ("size-kilobytes", bytes.div_ceil(KILOBYTE).to_string()),
        MEGABYTE.. => {
            let tenths = bytes.saturating_mul(10).div_ceil(MEGABYTE);
            ("size-megabytes", format!("{},{}", tenths / 10, tenths % 10))
        }
    };
    visit.t1(key, "size", &size)
}

fn computed(field: &Field, text: &str) -> String {
    match field.format.unwrap_or_default() {
        Format::Text => with_unit(text.to_owned(), &field.unit),
        Format::Number => with_unit(comma(text), &field.unit),
        Format::Money => format!("{} zł", comma(text)),
    }
}

fn address(answer: &Value) -> Vec<String> {
    let flat = part(answer, "flat");
    let number = match flat.as_str() {
        "" => part(answer, "house"),
        flat => format!("{}/{flat}", part(answer, "house")),
    };
    let place = joined(&[&part(answer, "postal_code"), &part(answer, "place")], " ");
    let street = match part(answer, "street").as_str() {
        "" => joined(&[&part(answer, "place"), &number], " "),
        street => joined(&[street, &number], " "),
    };
    let lines = [street, place, part(answer, "country")];
    lines.into_iter().filter(|line| !line.is_empty()).collect()
}

fn plain(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Null => String::new(),
        Value::Bool(_) | Value::Number(_) | Value::Array(_) | Value::Object(_) => value.to_string(),
    }
}

fn part(value: &Value, key: &str) -> String {
    let found = value
        .as_object()
        .and_then(|object: &Map<_, _>| object.get(key));
    found.map(plain).unwrap_or_default()
}

fn joined(parts: &[&str], between: &str) -> String {
    let parts: Vec<&str> = parts
        .iter()
        .copied()
        .filter(|part| !part.is_empty())
        .collect();
    parts.join(between)
}

fn comma(number: &str) -> String {
    number.replace('.', ",")
}

fn with_unit(text: String, unit: &str) -> String {
    match unit {
        "" => text,
        unit => format!("{text} {unit}"),
    }
}
