//! Reads a TOML text into a JSON value and remembers where every key stands.

use std::collections::{BTreeMap, HashMap};

use serde_json::{Map, Number, Value};
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::problem::{Complaint, Lines, Problem, Spot};

/// Largest file read, in bytes.
pub(crate) const FILE_BYTES_MAX: usize = 1024 * 1024;

/// Deepest nesting of tables and lists in a file.
const DEPTH_MAX: usize = 24;

/// A file turned into a value, with the place of every key by its dotted path.
pub(crate) struct Document<'t> {
    file: &'t str,
    text: &'t str,
    lines: Lines,
    spots: HashMap<String, Spot>,
    pub(crate) value: Value,
}

impl<'t> Document<'t> {
    /// Reads `text`; problems of TOML itself (all of them) are the error.
    pub(crate) fn read(file: &'t str, text: &'t str) -> Result<Self, Vec<Problem>> {
        let mut document = Self {
            file,
            text,
            lines: Lines::of(text),
            spots: HashMap::new(),
            value: Value::Null,
        };
        if text.len() > FILE_BYTES_MAX {
            let size = Complaint::new("", "Plik jest za duży: najwyżej 1 MiB.");
            return Err(vec![document.problem(size)]);
        }
        let (table, errors) = DeTable::parse_recoverable(text);
        if !errors.is_empty() {
            return Err(errors.iter().map(|error| document.syntax(error)).collect());
        }
        document.value = Value::Object(document.table(table.get_ref(), "", 0));
        Ok(document)
    }

    /// Puts the file, line and column to a complaint.
    pub(crate) fn problem(&self, complaint: Complaint) -> Problem {
        let mut path = complaint.path.as_str();
        let spot = loop {
            match self.spots.get(path) {
                Some(spot) => break Some(spot),
                None => match path.rfind('.') {
                    Some(dot) => path = &path[..dot],
                    None => break None,
                },
            }
        };
        let exact = path.len() == complaint.path.len();
        let at = spot.map_or(0, |spot| {
            if complaint.at_key || !exact {
                spot.key.start
            } else {
                spot.value.start
            }
        });
        let (line, column) = self.lines.place(self.text, at);
        Problem {
            file: self.file.to_owned(),
            line,
            column,
            message: complaint.message,
            hint: complaint.hint,
        }
    }

    /// Every complaint with its place, in the order of the file.
    pub(crate) fn problems(&self, complaints: Vec<Complaint>) -> Vec<Problem> {
        let mut problems: Vec<Problem> = complaints
            .into_iter()
            .map(|complaint| self.problem(complaint))
            .collect();
        problems.sort();
        problems.dedup();
        problems
    }

    /// Line and column of every key, by path.
    pub(crate) fn places(&self) -> BTreeMap<String, (usize, usize)> {
        let place = |spot: &Spot| self.lines.place(self.text, spot.key.start);
        self.spots
            .iter()
            .map(|(path, spot)| (path.clone(), place(spot)))
            .collect()
    }

    fn syntax(&self, error: &toml::de::Error) -> Problem {
        let at = error.span().map_or(0, |span| span.start);
        let (line, column) = self.lines.place(self.text, at);
        Problem {
            file: self.file.to_owned(),
            line,
            column,
            message: format!("Błąd składni TOML: {}", said_in_polish(error.message())),
            hint: "sprawdź cudzysłowy, nawiasy i znak „=” w tym wierszu".to_owned(),
        }
    }

    fn table(&mut self, table: &DeTable<'_>, path: &str, depth: usize) -> Map<String, Value> {
        let mut entries: Vec<_> = table.iter().collect();
        entries.sort_by_key(|(key, _)| key.span().start);
        let mut map = Map::new();
        for (key, value) in entries {
            let name = key.get_ref().as_ref();
            let inner = join(path, name);
            let spot = Spot {
                key: key.span(),
                value: value.span(),
            };
            self.spots.insert(inner.clone(), spot);
            map.insert(name.to_owned(), self.value_of(value, &inner, depth + 1));
        }
        map
    }

    fn value_of(&mut self, value: &Spanned<DeValue<'_>>, path: &str, depth: usize) -> Value {
        if depth > DEPTH_MAX {
            return Value::Null;
        }
        match value.get_ref() {
            DeValue::String(text) => Value::String(text.to_string()),
            DeValue::Boolean(yes) => Value::Bool(*yes),
            DeValue::Datetime(moment) => Value::String(moment.to_string()),
            DeValue::Integer(number) => i64::from_str_radix(number.as_str(), number.radix())
                .map_or_else(|_| Value::String(number.to_string()), Value::from),
            DeValue::Float(number) => number
                .as_str()
                .parse::<f64>()
                .ok()
                .and_then(Number::from_f64)
                .map_or_else(|| Value::String(number.to_string()), Value::Number),
            DeValue::Table(table) => Value::Object(self.table(table, path, depth)),
            DeValue::Array(list) => {
                let mut values = Vec::new();
                for (position, inner) in list.iter().enumerate() {
                    let inner_path = join(path, &position.to_string());
                    let spot = Spot {
                        key: inner.span(),
                        value: inner.span(),
                    };
                    self.spots.insert(inner_path.clone(), spot);
                    values.push(self.value_of(inner, &inner_path, depth + 1));
                }
                Value::Array(values)
            }
        }
    }
}

/// Joins two parts of a path by a dot; an empty first part adds nothing.
pub(crate) fn join(path: &str, name: &str) -> String {
    if path.is_empty() {
        name.to_owned()
    } else {
        format!("{path}.{name}")
    }
}

fn said_in_polish(message: &str) -> String {
    if message.contains("duplicate key") {
        format!("klucz powtórzony dwa razy ({message})")
    } else {
        message.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_key_has_its_line() {
        let text = "a = 1\n[b]\nc = [1,\n 2]\n[[d]]\ne = 1\n[[d]]\ne = 2\n";
        let document = Document::read("x.toml", text).unwrap();
        let line = |path: &str| document.problem(Complaint::new(path, "x")).line;
        assert_eq!(line("a"), 1);
        assert_eq!(line("b"), 2);
        assert_eq!(line("b.missing"), 2);
        assert_eq!(line("b.c.1"), 4);
        assert_eq!(line("d.0"), 5);
        assert_eq!(line("d.0.missing"), 5);
        assert_eq!(line("d.1"), 7);
        assert_eq!(line("d.1.e"), 8);
    }

    #[test]
    fn a_doubled_key_is_told_at_its_line() {
        let problems = Document::read("x.toml", "a = 1\nb = 2\na = 3\n")
            .err()
            .unwrap();
        assert_eq!(problems[0].line, 3);
        assert!(
            problems[0].message.contains("powtórzony"),
            "{}",
            problems[0].message
        );
    }

    #[test]
    fn all_mistakes_of_syntax_are_told_at_once() {
        let problems = Document::read("x.toml", "a = \nb = 2\nc = ]\n")
            .err()
            .unwrap();
        assert!(problems.len() >= 2, "{problems:?}");
    }
}
