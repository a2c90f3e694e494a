//! Writing definitions and adoptions in the format of `tenants/`: the same content gives the
//! same text, and reading the text gives the same content.

use serde_json::{Map, Value};

use crate::adoption::Adoption;
use crate::definition::{Definition, FIELD_KEYS};

/// Longest line in which a list still stands, in characters.
const LINE_CHARS_MAX: usize = 100;
/// Lists whose elements have headings of their own.
const HEADED: &[&str] = &[
    "fees",
    "attachments",
    "windows",
    "blocks",
    "steps",
    "fields",
    "add_steps",
    "add_fields",
];
/// JSON Logic, written as text.
const RULES: &[&str] = &["show_if", "required_if", "formula", "value"];

impl Definition {
    /// The definition as a file; [`crate::read_definition`] reads it back.
    pub fn to_toml(&self) -> String {
        write(self.to_json())
    }
}

impl Adoption {
    /// The adoption as a file; [`crate::read_adoption`] reads it back.
    pub fn to_toml(&self) -> String {
        let mut json = self.to_json();
        if let Some(Value::Object(set)) = json.get_mut("set") {
            sort(set, |path| {
                let nested = usize::from(path.contains('.'));
                (nested, path.split('.').map(natural).collect::<Vec<_>>())
            });
        }
        for list in ["add_steps", "add_fields"] {
            let list = json.get_mut(list).and_then(Value::as_array_mut);
            for added in list.into_iter().flatten() {
                sort_added(added);
            }
        }
        write(json)
    }
}

/// Numbers before names, and by their size.
fn natural(part: &str) -> (usize, String) {
    part.parse::<usize>().map_or_else(
        |_| (usize::MAX, part.to_owned()),
        |number| (number, String::new()),
    )
}

fn sort_added(added: &mut Value) {
    const FIRST: &[&str] = &["step", "group", "after", "key"];
    let known = |name: &str| {
        let own = FIRST.iter().position(|known| *known == name);
        let fields = || FIELD_KEYS.iter().position(|key| key.name == name);
        own.or_else(|| fields().map(|at| at + FIRST.len()))
            .unwrap_or(usize::MAX)
    };
    if let Some(map) = added.as_object_mut() {
        sort(map, |name| (known(name), name.to_owned()));
        let inner = map.get_mut("fields").and_then(Value::as_array_mut);
        for field in inner.into_iter().flatten() {
            sort_added(field);
        }
    }
}

fn sort<K: Ord>(map: &mut Map<String, Value>, rank: impl Fn(&str) -> K) {
    let mut entries: Vec<(String, Value)> = std::mem::take(map).into_iter().collect();
    entries.sort_by_cached_key(|(name, _)| rank(name));
    map.extend(entries);
}

fn write(json: Value) -> String {
    let mut out = String::new();
    if let Value::Object(map) = json {
        table(&map, "", &mut out);
    }
    out
}

/// Writes the values of a table, then the tables inside it under their headings.
fn table(map: &Map<String, Value>, path: &str, out: &mut String) {
    let (headed, plain): (Vec<_>, Vec<_>) = map.iter().partition(|(name, value)| match value {
        Value::Object(_) => !RULES.contains(&name.as_str()),
        Value::Array(list) => {
            HEADED.contains(&name.as_str()) && !list.is_empty() && list.iter().all(Value::is_object)
        }
        _ => false,
    });
    for (name, value) in plain.into_iter().filter(|(_, value)| !value.is_null()) {
        out.push_str(&format!("{} = {}\n", key(name), line(name, value)));
    }
    for (name, value) in headed {
        let path = match path {
            "" => key(name),
            _ => format!("{path}.{}", key(name)),
        };
        match value {
            // Nothing stands in these but what has a heading of its own.
            Value::Object(inner) if matches!(path.as_str(), "form" | "texts") => {
                table(inner, &path, out);
            }
            Value::Object(inner) => {
                heading(out, &format!("[{path}]"));
                table(inner, &path, out);
            }
            value => {
                for inner in value.as_array().into_iter().flatten() {
                    heading(out, &format!("[[{path}]]"));
                    if let Value::Object(inner) = inner {
                        table(inner, &path, out);
                    }
                }
            }
        }
    }
}

fn heading(out: &mut String, text: &str) {
    if !out.is_empty() {
        out.push('\n');
    }
    out.push_str(text);
    out.push('\n');
}

fn key(name: &str) -> String {
    let bare = |c: char| c.is_ascii_alphanumeric() || c == '_' || c == '-';
    match !name.is_empty() && name.chars().all(bare) {
        true => name.to_owned(),
        false => basic(name),
    }
}

/// A value after its key; a list too long for the line has a line for each element.
fn line(name: &str, value: &Value) -> String {
    let short = inline(name, value);
    match value {
        Value::Array(list) if name.chars().count() + short.chars().count() + 3 > LINE_CHARS_MAX => {
            let lines: String = list
                .iter()
                .map(|element| format!("    {},\n", inline("", element)))
                .collect();
            format!("[\n{lines}]")
        }
        _ => short,
    }
}

fn inline(name: &str, value: &Value) -> String {
    match value {
        Value::String(text) => string(text),
        Value::Object(_) | Value::Array(_) if RULES.contains(&name) => string(&value.to_string()),
        Value::Array(list) => {
            let elements: Vec<String> = list.iter().map(|element| inline("", element)).collect();
            format!("[{}]", elements.join(", "))
        }
        Value::Object(map) if map.is_empty() => "{}".to_owned(),
        Value::Object(map) => {
            let pairs: Vec<String> = map
                .iter()
                .filter(|(_, value)| !value.is_null())
                .map(|(name, value)| format!("{} = {}", key(name), inline(name, value)))
                .collect();
            format!("{{ {} }}", pairs.join(", "))
        }
        Value::Null => "\"\"".to_owned(),
        Value::Bool(_) | Value::Number(_) => value.to_string(),
    }
}

/// A text in quotation marks; in single ones when that spares escapes, as for rules.
fn string(text: &str) -> String {
    let plain = !text.contains('\'') && !text.chars().any(char::is_control);
    match plain && (text.contains('"') || text.contains('\\')) {
        true => format!("'{text}'"),
        false => basic(text),
    }
}

fn basic(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    out.push('"');
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\t' => out.push_str("\\t"),
            '\r' => out.push_str("\\r"),
            c if c.is_control() => out.push_str(&format!("\\u{:04X}", u32::from(c))),
            c => out.push(c),
        }
    }
    out.push('"');
    out
}
