//! Reading single keys and gathering what is wrong with them.

use std::collections::BTreeMap;
use std::ops::RangeInclusive;
use std::path::Path;
use std::str::FromStr;

use config::{Config, Environment, File, FileFormat, Value, ValueKind};

use super::{Complaint, Complaints};

/// All values by dotted key, and the complaints so far.
pub(super) struct Reader {
    values: BTreeMap<String, Value>,
    complaints: Vec<Complaint>,
}

impl Reader {
    /// Reads the file, and variables from `environment`.
    pub(super) fn gather(
        file: Option<&Path>,
        environment: Environment,
    ) -> Result<Self, Complaints> {
        let mut builder = Config::builder();
        if let Some(path) = file {
            builder = builder.add_source(File::from(path).format(FileFormat::Toml));
        }
        let built = builder.add_source(environment).build();
        let config = built.map_err(|fault| {
            let place = file.map(|path| path.display().to_string());
            Complaints(vec![Complaint {
                key: "plik".to_owned(),
                place: place.unwrap_or_default(),
                message: fault.to_string(),
                hint: "sprawdź, czy plik istnieje i jest poprawnym TOML".to_owned(),
            }])
        })?;
        let mut values = BTreeMap::new();
        flatten("", config.cache, &mut values);
        Ok(Self {
            values,
            complaints: Vec::new(),
        })
    }

    pub(super) fn has(&self, key: &str) -> bool {
        self.values.contains_key(key)
    }

    pub(super) fn complain(&mut self, key: &str, message: &str, hint: &str) {
        self.complaints.push(Complaint {
            key: key.to_owned(),
            place: self.place(key),
            message: message.to_owned(),
            hint: hint.to_owned(),
        });
    }

    /// All complaints, in order of their keys.
    pub(super) fn complaints(mut self) -> Vec<Complaint> {
        self.complaints.sort();
        self.complaints
    }

    /// Complains about every key that is neither in `known` nor under `open`.
    pub(super) fn refuse_unknown(&mut self, known: &[&str], open: &str) {
        let keys: Vec<String> = self.values.keys().cloned().collect();
        for key in keys {
            if known.contains(&key.as_str()) || key.starts_with(open) {
                continue;
            }
            let near = known.iter().min_by_key(|name| distance(&key, name));
            let hint = near.map_or_else(String::new, |near| format!("czy chodziło o {near}?"));
            self.complain(&key, "nie ma takiego klucza", &hint);
        }
    }

    /// The text of a key; `None` when it is missing or empty.
    pub(super) fn text(&self, key: &str) -> Option<String> {
        let value = self.values.get(key)?.clone();
        let text = value.into_string().ok()?;
        let text = text.trim();
        (!text.is_empty()).then(|| text.to_owned())
    }

    /// A value that is written as text; `usual` must be one.
    pub(super) fn parsed<T: FromStr>(&mut self, key: &str, usual: &str, shape: &str) -> T {
        if let Some(text) = self.text(key) {
            match text.parse() {
                Ok(value) => return value,
                Err(_) => self.complain(key, &format!("„{text}” to nie {shape}"), usual),
            }
        }
        match usual.parse() {
            Ok(value) => value,
            Err(_) => unreachable!("the usual value of {key} is well formed"),
        }
    }

    /// A whole number within `range`.
    pub(super) fn number(&mut self, key: &str, range: RangeInclusive<u64>, usual: u64) -> u64 {
        let Some(text) = self.text(key) else {
            return usual;
        };
        match text.parse() {
            Ok(number) if range.contains(&number) => number,
            _ => {
                let hint = format!("liczba od {} do {}", range.start(), range.end());
                self.complain(key, &format!("zła wartość „{text}”"), &hint);
                usual
            }
        }
    }

    /// One of the named values.
    pub(super) fn choice<T: Copy>(&mut self, key: &str, choices: &[(&str, T)], usual: T) -> T {
        let Some(text) = self.text(key) else {
            return usual;
        };
        if let Some((_, value)) = choices.iter().find(|(name, _)| *name == text) {
            return *value;
        }
        let names: Vec<&str> = choices.iter().map(|(name, _)| *name).collect();
        let hint = format!("możliwe: {}", names.join(", "));
        self.complain(key, &format!("zła wartość „{text}”"), &hint);
        usual
    }

    /// A list: in the file as TOML, in the environment with commas.
    pub(super) fn list<T: FromStr>(&mut self, key: &str, shape: &str) -> Vec<T> {
        let texts: Vec<String> = match self.values.get(key).cloned() {
            None => Vec::new(),
            Some(value) => match value.kind {
                ValueKind::Array(items) => items
                    .into_iter()
                    .filter_map(|item| item.into_string().ok())
                    .collect(),
                _ => self
                    .text(key)
                    .unwrap_or_default()
                    .split(',')
                    .map(|part| part.trim().to_owned())
                    .filter(|part| !part.is_empty())
                    .collect(),
            },
        };
        let mut values = Vec::new();
        for text in texts {
            match text.parse() {
                Ok(value) => values.push(value),
                Err(_) => self.complain(key, &format!("„{text}” to nie {shape}"), ""),
            }
        }
        values
    }

    /// Names and texts of the keys under `prefix`.
    pub(super) fn below(&self, prefix: &str) -> impl Iterator<Item = (String, String)> {
        self.values.iter().filter_map(move |(key, value)| {
            let name = key.strip_prefix(prefix)?;
            Some((name.to_owned(), value.clone().into_string().ok()?))
        })
    }

    fn place(&self, key: &str) -> String {
        match self.values.get(key).map(Value::origin) {
            None => String::new(),
            Some(Some(origin)) if origin != "the environment" => origin.to_owned(),
            Some(_) => {
                let name = key.to_uppercase().replace('.', "__");
                format!("zmienna RATUSZ__{name}")
            }
        }
    }
}

fn flatten(path: &str, value: Value, values: &mut BTreeMap<String, Value>) {
    let below = |key: &str| match path {
        "" => key.to_owned(),
        _ => format!("{path}.{key}"),
    };
    if let ValueKind::Table(table) = value.kind {
        for (key, inner) in table {
            flatten(&below(&key), inner, values);
        }
    } else {
        values.insert(path.to_owned(), value);
    }
}

/// How many letters differ, roughly: enough to find the key that was meant.
fn distance(left: &str, right: &str) -> usize {
    let (left, right): (Vec<char>, Vec<char>) = (left.chars().collect(), right.chars().collect());
    let mut row: Vec<usize> = (0..=right.len()).collect();
    for (i, from) in left.iter().enumerate() {
        let mut diagonal = row[0];
        row[0] = i + 1;
        for (j, to) in right.iter().enumerate() {
            let changed = diagonal + usize::from(from != to);
            diagonal = row[j + 1];
            row[j + 1] = changed.min(diagonal + 1).min(row[j] + 1);
        }
    }
    row[right.len()]
}
