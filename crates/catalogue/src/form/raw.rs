//! Answers as a browser posts them: names and texts, repeated names allowed.

use std::collections::{BTreeSet, HashMap};

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use crate::definition::{Field, FieldKind};
use crate::document::join;

/// What was posted, in order. Names of nested answers: `group.0.field`, `party.nip`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct RawAnswers(Vec<(String, String)>);

impl RawAnswers {
    pub fn new(pairs: Vec<(String, String)>) -> Self {
        Self(pairs)
    }

    /// The first text posted under a name.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.0
            .iter()
            .find(|(known, _)| known == name)
            .map(|(_, text)| text.as_str())
    }

    /// All texts posted under a name.
    pub fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        self.0
            .iter()
            .filter(move |(known, _)| known == name)
            .map(|(_, text)| text.as_str())
    }

    pub fn pairs(&self) -> &[(String, String)] {
        &self.0
    }

    /// The texts a browser would post to get these answers; files have none.
    pub(crate) fn of(fields: &[&Field], answers: &Map<String, Value>) -> Self {
        let mut raw = Self::default();
        for field in fields {
            if let Some(value) = answers.get(&field.key) {
                raw.flatten(field, value, &field.key);
            }
        }
        raw
    }

    fn flatten(&mut self, field: &Field, value: &Value, path: &str) {
        match (field.kind, value) {
            (FieldKind::File, _) => {}
            (FieldKind::Group, Value::Array(items)) => {
                for (position, item) in items.iter().enumerate() {
                    let item_path = join(path, &position.to_string());
                    // Keeps the place of an item that has no texts.
                    self.0.push((item_path.clone(), String::new()));
                    for inner in &field.fields {
                        if let Some(value) = item.get(&inner.key) {
                            self.flatten(inner, value, &join(&item_path, &inner.key));
                        }
                    }
                }
            }
            (_, Value::Array(values)) => {
                values.iter().for_each(|value| self.push(path, value));
            }
            (_, Value::Object(map)) => {
                for (part, value) in map {
                    self.push(&join(path, part), value);
                }
            }
            (_, scalar) => self.push(path, scalar),
        }
    }

    fn push(&mut self, path: &str, value: &Value) {
        let text = match value {
            Value::String(text) => text.clone(),
            Value::Bool(yes) => yes.to_string(),
            Value::Number(number) => number.to_string(),
            Value::Null | Value::Array(_) | Value::Object(_) => return,
        };
        self.0.push((path.to_owned(), text));
    }
}

impl From<Vec<(String, String)>> for RawAnswers {
    fn from(pairs: Vec<(String, String)>) -> Self {
        Self(pairs)
    }
}

/// What was posted, by name.
pub(super) struct RawIndex<'r> {
    texts: HashMap<&'r str, Vec<&'r str>>,
}

impl<'r> RawIndex<'r> {
    pub(super) fn of(raw: &'r RawAnswers) -> Self {
        let mut texts: HashMap<&str, Vec<&str>> = HashMap::new();
        for (name, text) in &raw.0 {
            texts.entry(name).or_default().push(text);
        }
        Self { texts }
    }

    pub(super) fn first(&self, name: &str) -> Option<&'r str> {
        self.all(name).first().copied()
    }

    pub(super) fn all(&self, name: &str) -> &[&'r str] {
        self.texts.get(name).map(Vec::as_slice).unwrap_or_default()
    }

    /// Numbers of the items posted for a group, ascending.
    pub(super) fn items(&self, group: &str) -> BTreeSet<u32> {
        const NUMBER_MAX: u32 = 100_000;
        self.texts
            .keys()
            .filter_map(|name| name.strip_prefix(group)?.strip_prefix('.'))
            .filter_map(|rest| rest.split('.').next()?.parse().ok())
            .filter(|number| *number < NUMBER_MAX)
            .collect()
    }
}
