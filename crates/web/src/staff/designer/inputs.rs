//! Boxes over values of a JSON object: what they show, what was typed, what becomes of it.

use serde_json::{Map, Value};

use super::computed::FormulaBox;
use super::tables::{self, TableRow};
use super::{Choice, options};
use crate::staff::acts::Posted;
use crate::visit::Visit;

/// Longest value of one box, in characters.
const CHARS_MAX: usize = 100_000;

/// How a value is edited.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Box {
    Line,
    Text,
    /// A list of texts, one a line.
    Lines,
    /// One code; texts `<prefix>-<code>`.
    Code(&'static [&'static str], &'static str),
    /// Several codes.
    Codes(&'static [&'static str], &'static str),
    Yes,
    /// A whole number.
    Count,
    /// Choices of a field, as a table and to be pasted.
    Options,
    /// A formula; read by `computed`, which knows the fields.
    Formula,
    /// A list of tables of two texts.
    Pairs(&'static str, &'static str),
}

/// A box over the value at `path`; its texts are `designer-<key>` and `designer-<key>-hint`.
#[derive(Clone, Copy)]
pub(super) struct Input {
    pub(super) path: &'static str,
    pub(super) key: &'static str,
    pub(super) of: Box,
    pub(super) required: bool,
}

pub(super) const fn must(path: &'static str, key: &'static str, of: Box) -> Input {
    Input {
        path,
        key,
        of,
        required: true,
    }
}

pub(super) const fn may(path: &'static str, key: &'static str, of: Box) -> Input {
    Input {
        path,
        key,
        of,
        required: false,
    }
}

/// A box as the page shows it.
pub(super) struct Shown {
    /// `line`, `text`, `lines`, `code`, `codes`, `yes`, `options`, `pairs` or `formula`.
    pub(super) kind: &'static str,
    pub(super) name: String,
    pub(super) label: String,
    pub(super) hint: String,
    pub(super) error: String,
    pub(super) value: String,
    pub(super) required: bool,
    pub(super) rows: &'static str,
    pub(super) options: Vec<Choice>,
    /// The rows of a list of texts.
    pub(super) table: Vec<TableRow>,
    pub(super) formula: Option<FormulaBox>,
}

impl Input {
    /// The box with its value out of `object`; its name begins with `prefix`.
    pub(super) fn shown(&self, visit: &Visit, prefix: &str, object: &Value) -> Shown {
        let value = at(object, self.path);
        let (kind, rows) = match self.of {
            Box::Line | Box::Count => ("line", ""),
            Box::Text => ("text", "3"),
            Box::Formula => ("formula", ""),
            Box::Lines => ("lines", "5"),
            Box::Pairs(..) => ("pairs", ""),
            Box::Options => ("options", "5"),
            Box::Code(..) => ("code", ""),
            Box::Codes(..) => ("codes", ""),
            Box::Yes => ("yes", ""),
        };
        let name = format!("{prefix}{}", self.path);
        let hint = format!("designer-{}-hint", self.key);
        let said = visit.t(&hint);
        Shown {
            kind,
            name: name.clone(),
            label: visit.t(&format!("designer-{}", self.key)),
            hint: if said == hint { String::new() } else { said },
            error: String::new(),
            value: match self.of {
                Box::Options | Box::Pairs(..) | Box::Formula => String::new(),
                _ => written(value),
            },
            table: match self.of {
                Box::Options => tables::shown(&name, value, ("label", "hint")),
                Box::Pairs(first, second) => tables::shown(&name, value, (first, second)),
                _ => Vec::new(),
            },
            formula: None,
            required: self.required,
            rows,
            options: self.choices(visit, value),
        }
    }

    fn choices(&self, visit: &Visit, value: Option<&Value>) -> Vec<Choice> {
        let (codes, prefix) = match self.of {
            Box::Code(codes, prefix) | Box::Codes(codes, prefix) => (codes, prefix),
            _ => return Vec::new(),
        };
        let chosen = |code: &str| match value {
            Some(Value::Array(values)) => values.iter().any(|v| v.as_str() == Some(code)),
            Some(value) => value.as_str() == Some(code),
            None => false,
        };
        codes
            .iter()
            .map(|code| Choice {
                value: (*code).to_owned(),
                label: visit.t(&format!("{prefix}-{}", code.replace(['_', '.'], "-"))),
                hint: String::new(),
                chosen: chosen(code),
            })
            .collect()
    }

    /// Puts what was typed into `object`.
    ///
    /// # Errors
    /// The key of the text that says what is wrong; then `object` is as it was.
    pub(super) fn put(
        &self,
        posted: &Posted,
        prefix: &str,
        object: &mut Value,
    ) -> Result<(), &'static str> {
        let name = format!("{prefix}{}", self.path);
        let typed = posted.get(&name);
        if typed.chars().count() > CHARS_MAX {
            return Err("designer-fault-long");
        }
        let text = |text: &str| (!text.is_empty()).then(|| Value::from(text));
        let value = match self.of {
            Box::Line => text(&typed.split_whitespace().collect::<Vec<_>>().join(" ")),
            Box::Text => text(&typed.replace("\r\n", "\n")),
            Box::Lines => list(typed.lines().map(str::trim).filter(|line| !line.is_empty())),
            Box::Code(codes, _) => match (typed, codes.contains(&typed)) {
                ("", _) => None,
                (code, true) => Some(Value::from(code)),
                (_, false) => return Err("designer-fault-code"),
            },
            Box::Codes(codes, _) => list(posted.all(&name).filter(|code| codes.contains(code))),
            Box::Yes => Some(Value::Bool(typed == "true")),
            Box::Count => match (typed, typed.parse::<u32>()) {
                ("", _) => None,
                (_, Ok(count)) => Some(Value::from(count)),
                (_, Err(_)) => return Err("designer-fault-count"),
            },
            Box::Options if !typed.is_empty() => options::read(typed, at(object, self.path))?,
            Box::Options if tables::is_posted(posted, &name) => {
                tables::read_options(posted, &name)?
            }
            Box::Pairs(first, second) => tables::read_pairs(posted, &name, (first, second)),
            Box::Options | Box::Formula => return Ok(()),
        };
        set(object, self.path, value);
        Ok(())
    }
}

fn list<'a>(values: impl Iterator<Item = &'a str>) -> Option<Value> {
    let values: Vec<Value> = values.map(Value::from).collect();
    (!values.is_empty()).then_some(Value::Array(values))
}

/// A value as its box shows it.
fn written(value: Option<&Value>) -> String {
    match value {
        None | Some(Value::Null) => String::new(),
        Some(Value::String(text)) => text.clone(),
        Some(Value::Array(values)) => {
            let lines: Vec<&str> = values.iter().filter_map(Value::as_str).collect();
            lines.join("\n")
        }
        Some(other) => other.to_string(),
    }
}

/// The value at a dotted path.
pub(super) fn at<'v>(object: &'v Value, path: &str) -> Option<&'v Value> {
    path.split('.')
        .try_fold(object, |value, key| value.get(key))
}

/// Sets or removes the value at a dotted path; tables on the way are made.
pub(super) fn set(object: &mut Value, path: &str, value: Option<Value>) {
    let (table, key) = match path.rsplit_once('.') {
        Some((table, key)) => (Some(table), key),
        None => (None, path),
    };
    let mut place = object;
    for name in table.into_iter().flat_map(|table| table.split('.')) {
        let Value::Object(map) = place else { return };
        let next = map
            .entry(name.to_owned())
            .or_insert_with(|| Value::Object(Map::new()));
        if next.is_null() {
            *next = Value::Object(Map::new());
        }
        place = next;
    }
    let Value::Object(map) = place else { return };
    match value {
        Some(value) => map.insert(key.to_owned(), value),
        None => map.remove(key),
    };
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn posted(pairs: &[(&str, &str)]) -> Posted {
        let own = |pair: &(&str, &str)| (pair.0.to_owned(), pair.1.to_owned());
        Posted(pairs.iter().map(own).collect())
    }

    #[test]
    fn what_is_typed_is_put_at_its_path_and_nothing_else_changes() {
        let mut object = json!({"card": {"who": "x", "needed": ["a"]}, "title": "T"});
        let boxes = [
            must("title", "title", Box::Line),
            may("card.needed", "needed", Box::Lines),
            may("card.how", "how", Box::Text),
        ];
        let typed = posted(&[
            ("title", "  Nowy   tytuł "),
            ("card.needed", "jeden\r\n\r\n dwa "),
        ]);
        for input in boxes {
            input.put(&typed, "", &mut object).expect("fits");
        }
        let wanted =
            json!({"card": {"who": "x", "needed": ["jeden", "dwa"]}, "title": "Nowy tytuł"});
        assert_eq!(object, wanted);
    }

    #[test]
    fn what_does_not_fit_changes_nothing() {
        let before = json!({"max_mb": 3, "kind": "a"});
        let long = "a".repeat(CHARS_MAX + 1);
        let typed = posted(&[("max_mb", "dużo"), ("label", &long), ("kind", "zzz")]);
        for input in [
            may("max_mb", "max-mb", Box::Count),
            may("label", "field-label", Box::Text),
            may("kind", "kind", Box::Code(&["a", "b"], "kind")),
        ] {
            let mut object = before.clone();
            assert!(
                input.put(&typed, "", &mut object).is_err(),
                "{}",
                input.path
            );
            assert_eq!(object, before);
        }
    }
}
