//! Paths by which translations and adoptions name the texts and values of a definition.

use serde_json::Value;
use thiserror::Error;

use super::{Choice, Definition, Field};
use crate::problem::{Complaint, hint_among};

/// Why a path names nothing.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum PathError {
    #[error("nieznana część „{part}”")]
    Unknown { part: String, known: Vec<String> },
    #[error("ścieżka jest za krótka")]
    TooShort,
    #[error("ścieżka jest za długa")]
    TooLong,
}

impl PathError {
    pub(crate) fn hint(&self) -> String {
        match self {
            Self::Unknown { part, known } => {
                let known: Vec<&str> = known.iter().map(String::as_str).collect();
                hint_among(part, &known)
            }
            Self::TooShort => "np. \"fields.nazwa.label\"".to_owned(),
            Self::TooLong => String::new(),
        }
    }
}

impl Definition {
    /// The Polish text at a path.
    pub(super) fn polish(&self, path: &str) -> Option<&str> {
        let parts: Vec<&str> = path.split('.').collect();
        match parts.as_slice() {
            ["title"] => Some(&self.title),
            ["card", rest @ ..] => self.card_text(rest),
            ["deadline", "basis"] => self.deadline.as_ref().map(|d| d.basis.as_str()),
            ["fees", key, rest @ ..] => {
                let fee = self.fees.iter().find(|fee| fee.key == *key)?;
                match rest {
                    ["title"] => Some(&fee.title),
                    ["per"] => Some(&fee.per),
                    ["basis"] => Some(&fee.basis),
                    ["exemptions", at, "text"] => nth(&fee.exemptions, at).map(|e| e.text.as_str()),
                    ["exemptions", at, "basis"] => {
                        nth(&fee.exemptions, at).map(|e| e.basis.as_str())
                    }
                    _ => None,
                }
            }
            ["attachments", key, name] => {
                let attachment = self.attachments.iter().find(|a| a.key == *key)?;
                match *name {
                    "title" => Some(&attachment.title),
                    "note" => Some(&attachment.note),
                    _ => None,
                }
            }
            ["steps", key, name] => {
                let step = self.step(key)?;
                match *name {
                    "title" => Some(&step.title),
                    "hint" => Some(&step.hint),
                    _ => None,
                }
            }
            ["fields", key, rest @ ..] => field_text(self.field(key)?, rest),
            _ => None,
        }
    }

    fn card_text(&self, rest: &[&str]) -> Option<&str> {
        let card = &self.card;
        match rest {
            ["summary"] => Some(&card.summary),
            ["who"] => Some(&card.who),
            ["how"] => Some(&card.how),
            ["result"] => Some(&card.result),
            ["time"] => Some(&card.time),
            ["appeal"] => Some(&card.appeal),
            ["personal_data"] => Some(&card.personal_data),
            ["needed", at] => nth(&card.needed, at).map(String::as_str),
            ["legal_basis", at] => nth(&card.legal_basis, at).map(String::as_str),
            _ => None,
        }
    }
}

fn field_text<'f>(field: &'f Field, rest: &[&str]) -> Option<&'f str> {
    match rest {
        ["label"] => Some(&field.label),
        ["hint"] => Some(&field.hint),
        ["purpose"] => Some(&field.purpose),
        ["unit"] => Some(&field.unit),
        ["item_label"] => Some(&field.item_label),
        ["pattern_message"] => Some(&field.pattern_message),
        ["options", value] => choice(field, value).map(|choice| choice.label.as_str()),
        ["options", value, "hint"] => choice(field, value).map(|choice| choice.hint.as_str()),
        [inner, rest @ ..] if !rest.is_empty() => {
            field_text(field.fields.iter().find(|f| f.key == *inner)?, rest)
        }
        _ => None,
    }
}

fn choice<'f>(field: &'f Field, value: &str) -> Option<&'f Choice> {
    field.options.iter().find(|choice| choice.value == value)
}

fn nth<'l, T>(list: &'l [T], at: &str) -> Option<&'l T> {
    at.parse::<usize>().ok().and_then(|at| list.get(at))
}

/// Complains of translations of nothing and into languages the service does not have.
pub(super) fn check_texts(definition: &Definition, said: &mut Vec<Complaint>) {
    let json = definition.to_json();
    for (language, texts) in &definition.texts {
        if language == "pl" || !super::LANGUAGES.contains(&language.as_str()) {
            let message = format!("Język „{language}” nie może mieć tłumaczeń.");
            said.push(
                Complaint::new(format!("texts.{language}"), message)
                    .hint("możliwe: en, uk, be, lt; polskie teksty są w samej definicji")
                    .at_key(),
            );
        }
        for path in texts
            .keys()
            .filter(|path| definition.polish(path).is_none())
        {
            let message = format!("Tłumaczenie nieistniejącego tekstu „{path}”.");
            let hint = pointer(&json, path)
                .err()
                .map(|error| error.hint())
                .unwrap_or_default();
            let place = format!("texts.{language}.{path}");
            said.push(Complaint::new(place, message).hint(hint).at_key());
        }
    }
}

/// The keys from the root of the JSON of a definition to the value at `path`.
///
/// Elements of lists are named by their keys in the path and by their positions in the answer.
/// The last part need not exist yet, everything before it must.
pub(crate) fn pointer(json: &Value, path: &str) -> Result<Vec<String>, PathError> {
    let parts: Vec<&str> = path.split('.').collect();
    let mut found = Vec::new();
    match parts.as_slice() {
        [] | [""] | ["fields" | "steps"] => Err(PathError::TooShort),
        ["steps", key, name] => {
            step(json, key, &mut found)?;
            found.push((*name).to_owned());
            Ok(found)
        }
        ["fields", key, rest @ ..] => {
            top_field(json, key, &mut found)?;
            inside_field(json, rest, &mut found)?;
            Ok(found)
        }
        [list @ ("fees" | "attachments"), key, rest @ ..] if !rest.is_empty() => {
            found.push((*list).to_owned());
            keyed(json, key, "key", &mut found)?;
            found.extend(rest.iter().map(|part| (*part).to_owned()));
            Ok(found)
        }
        [table @ ("card" | "deadline"), rest @ ..] if rest.len() <= 2 => {
            found.push((*table).to_owned());
            found.extend(rest.iter().map(|part| (*part).to_owned()));
            Ok(found)
        }
        [name] => Ok(vec![(*name).to_owned()]),
        ["steps" | "fees" | "attachments" | "card" | "deadline", ..] => Err(PathError::TooLong),
        [first, ..] => Err(PathError::Unknown {
            part: (*first).to_owned(),
            known: ["card", "deadline", "fees", "attachments", "steps", "fields"]
                .map(str::to_owned)
                .to_vec(),
        }),
    }
}

fn step(json: &Value, key: &str, found: &mut Vec<String>) -> Result<(), PathError> {
    found.extend(["form".to_owned(), "steps".to_owned()]);
    keyed(json, key, "key", found)
}

fn top_field(json: &Value, key: &str, found: &mut Vec<String>) -> Result<(), PathError> {
    let steps = json.pointer("/form/steps").and_then(Value::as_array);
    let mut known = Vec::new();
    for (at, step) in steps.into_iter().flatten().enumerate() {
        let fields = step.get("fields").and_then(Value::as_array);
        for (position, field) in fields.into_iter().flatten().enumerate() {
            let name = field.get("key").and_then(Value::as_str).unwrap_or_default();
            if name == key {
                let way = [
                    "form",
                    "steps",
                    &at.to_string(),
                    "fields",
                    &position.to_string(),
                ];
                found.extend(way.map(str::to_owned));
                return Ok(());
            }
            known.push(name.to_owned());
        }
    }
    Err(PathError::Unknown {
        part: key.to_owned(),
        known,
    })
}

fn inside_field(json: &Value, rest: &[&str], found: &mut Vec<String>) -> Result<(), PathError> {
    match rest {
        [] => Err(PathError::TooShort),
        [name] => {
            found.push((*name).to_owned());
            Ok(())
        }
        ["options", value] => {
            found.push("options".to_owned());
            keyed(json, value, "value", found)?;
            found.push("label".to_owned());
            Ok(())
        }
        ["options", value, name] => {
            found.push("options".to_owned());
            keyed(json, value, "value", found)?;
            found.push((*name).to_owned());
            Ok(())
        }
        [inner, rest @ ..] => {
            found.push("fields".to_owned());
            keyed(json, inner, "key", found)?;
            inside_field(json, rest, found)
        }
    }
}

/// Adds the position of the element of the list at `found` whose `by` is `name`.
fn keyed(json: &Value, name: &str, by: &str, found: &mut Vec<String>) -> Result<(), PathError> {
    let list = json
        .pointer(&format!("/{}", found.join("/")))
        .and_then(Value::as_array);
    let names: Vec<&str> = list
        .into_iter()
        .flatten()
        .map(|element| element.get(by).and_then(Value::as_str).unwrap_or_default())
        .collect();
    match names.iter().position(|known| *known == name) {
        Some(position) => {
            found.push(position.to_string());
            Ok(())
        }
        None => Err(PathError::Unknown {
            part: name.to_owned(),
            known: names.into_iter().map(str::to_owned).collect(),
        }),
    }
}
