//! The shape a document must have, as data, and the check that tells every departure from it.

use serde_json::{Map, Value};

use crate::document::join;
use crate::problem::{Complaint, hint_among};
use crate::rules::Rule;

/// What may stand at a key.
pub(crate) enum Shape {
    Text,
    /// A whole number from 0.
    Count,
    /// A number, kept as text so that no digit is lost; also accepted as text.
    Amount,
    Bool,
    /// A text, number or truth value, kept as text.
    Scalar,
    /// JSON Logic, as text or already as a value.
    Rule,
    Code(&'static [&'static str]),
    List(&'static Shape),
    Table(&'static [Key]),
    /// A table with the keys of both lists.
    TableWith(&'static [Key], &'static [Key]),
    /// Any names, one shape for all values.
    Map(&'static Shape),
    /// Texts by dotted path; nested tables are joined to paths.
    Texts,
    /// Any values by dotted path; nested tables are joined to paths.
    Paths,
}

/// A key of a table.
pub(crate) struct Key {
    pub(crate) name: &'static str,
    shape: Shape,
    required: bool,
}

pub(crate) const fn must(name: &'static str, shape: Shape) -> Key {
    Key {
        name,
        shape,
        required: true,
    }
}

pub(crate) const fn may(name: &'static str, shape: Shape) -> Key {
    Key {
        name,
        shape,
        required: false,
    }
}

/// Checks `value` against a table of `keys`; what does not fit is complained of and left out.
pub(crate) fn fit(value: Value, keys: &[Key], complaints: &mut Vec<Complaint>) -> Value {
    fit_table(value, &[keys], "", complaints)
}

fn fit_table(value: Value, lists: &[&[Key]], path: &str, said: &mut Vec<Complaint>) -> Value {
    let Value::Object(map) = value else {
        said.push(wrong_kind(path, "tabela", &value));
        return Value::Object(Map::new());
    };
    let mut fitted = Map::new();
    for (name, inner) in map {
        let inner_path = join(path, &name);
        match lists.iter().copied().flatten().find(|key| key.name == name) {
            Some(key) => {
                if let Some(inner) = fit_shape(inner, &key.shape, &inner_path, said) {
                    fitted.insert(name, inner);
                }
            }
            None => {
                let keys = lists.iter().copied().flatten();
                let known: Vec<&str> = keys.map(|key| key.name).collect();
                let message = format!("Nieznany klucz „{name}”.");
                said.push(
                    Complaint::new(inner_path, message)
                        .hint(hint_among(&name, &known))
                        .at_key(),
                );
            }
        }
    }
    for key in lists.iter().copied().flatten().filter(|key| key.required) {
        let inner_path = join(path, key.name);
        let wrong = said.iter().any(|complaint| complaint.path == inner_path);
        if !fitted.contains_key(key.name) && !wrong {
            let message = format!("Brakuje klucza „{}”.", key.name);
            said.push(Complaint::new(inner_path, message).hint("dopisz go w tej tabeli"));
        }
    }
    Value::Object(fitted)
}

fn fit_shape(value: Value, shape: &Shape, path: &str, said: &mut Vec<Complaint>) -> Option<Value> {
    match (shape, value) {
        (Shape::Text, Value::String(text)) => Some(Value::String(text)),
        (Shape::Text, other) => refuse(said, wrong_kind(path, "tekst w cudzysłowie", &other)),
        (Shape::Count, Value::Number(number)) if is_count(&number) => Some(Value::Number(number)),
        (Shape::Count, other) => refuse(said, wrong_kind(path, "liczba całkowita od 0", &other)),
        (Shape::Amount, Value::Number(number)) => Some(Value::String(number.to_string())),
        (Shape::Amount, Value::String(text)) => Some(Value::String(text)),
        (Shape::Amount, other) => refuse(said, wrong_kind(path, "liczba", &other)),
        (Shape::Bool, Value::Bool(yes)) => Some(Value::Bool(yes)),
        (Shape::Bool, other) => refuse(said, wrong_kind(path, "true albo false", &other)),
        (Shape::Scalar, Value::Number(number)) => Some(Value::String(number.to_string())),
        (Shape::Scalar, Value::Bool(yes)) => Some(Value::String(yes.to_string())),
        (Shape::Scalar, Value::String(text)) => Some(Value::String(text)),
        (Shape::Scalar, other) => refuse(said, wrong_kind(path, "tekst lub liczba", &other)),
        (Shape::Rule, value) => fit_rule(value, path, said),
        (Shape::Code(codes), Value::String(code)) => fit_code(code, codes, path, said),
        (Shape::Code(_), other) => refuse(said, wrong_kind(path, "tekst w cudzysłowie", &other)),
        (Shape::List(inner), Value::Array(values)) => Some(fit_list(values, inner, path, said)),
        (Shape::List(_), other) => refuse(said, wrong_kind(path, "lista [ … ]", &other)),
        (Shape::Table(keys), value) => Some(fit_table(value, &[*keys], path, said)),
        (Shape::TableWith(keys, more), value) => {
            Some(fit_table(value, &[*keys, *more], path, said))
        }
        (Shape::Map(inner), Value::Object(map)) => {
            let fitted = map.into_iter().filter_map(|(name, value)| {
                let inner_path = join(path, &name);
                fit_shape(value, inner, &inner_path, said).map(|value| (name, value))
            });
            Some(Value::Object(fitted.collect()))
        }
        (Shape::Texts | Shape::Paths, Value::Object(map)) => {
            let mut flat = Map::new();
            flatten(map, "", &mut flat);
            if matches!(shape, Shape::Texts) {
                flat.retain(|name, value| {
                    let fits = value.is_string();
                    if !fits {
                        said.push(wrong_kind(&join(path, name), "tekst w cudzysłowie", value));
                    }
                    fits
                });
            }
            Some(Value::Object(flat))
        }
        (Shape::Map(_) | Shape::Texts | Shape::Paths, other) => {
            refuse(said, wrong_kind(path, "tabela", &other))
        }
    }
}

fn fit_list(values: Vec<Value>, inner: &Shape, path: &str, said: &mut Vec<Complaint>) -> Value {
    // A value that does not fit keeps its position, so that later paths name the right line.
    let fitted = values.into_iter().enumerate().map(|(position, value)| {
        let inner_path = join(path, &position.to_string());
        fit_shape(value, inner, &inner_path, said).unwrap_or_else(|| filler(inner))
    });
    Value::Array(fitted.collect())
}

fn filler(shape: &Shape) -> Value {
    match shape {
        Shape::Text | Shape::Amount | Shape::Scalar => Value::String(String::new()),
        Shape::Code(codes) => Value::from(codes.first().copied().unwrap_or_default()),
        Shape::Count => Value::from(0),
        Shape::Bool => Value::Bool(false),
        Shape::Rule => Value::Bool(true),
        Shape::List(_) => Value::Array(Vec::new()),
        Shape::Table(_) | Shape::TableWith(..) | Shape::Map(_) | Shape::Texts | Shape::Paths => {
            Value::Object(Map::new())
        }
    }
}

fn fit_code(
    code: String,
    codes: &[&'static str],
    path: &str,
    said: &mut Vec<Complaint>,
) -> Option<Value> {
    if codes.contains(&code.as_str()) {
        return Some(Value::String(code));
    }
    let message = format!("Nieznana wartość „{code}”.");
    refuse(
        said,
        Complaint::new(path, message).hint(hint_among(&code, codes)),
    )
}

fn fit_rule(value: Value, path: &str, said: &mut Vec<Complaint>) -> Option<Value> {
    match Rule::from_json(&value) {
        Ok(rule) => Some(rule.json().clone()),
        Err(error) => refuse(
            said,
            Complaint::new(path, format!("Błędna reguła: {error}"))
                .hint("reguła to JSON Logic, np. '{\"==\":[{\"var\":\"pole\"},\"wartość\"]}'"),
        ),
    }
}

fn flatten(map: Map<String, Value>, path: &str, flat: &mut Map<String, Value>) {
    for (name, value) in map {
        let inner_path = join(path, &name);
        match value {
            Value::Object(inner) => flatten(inner, &inner_path, flat),
            value => {
                flat.insert(inner_path, value);
            }
        }
    }
}

fn is_count(number: &serde_json::Number) -> bool {
    number
        .as_u64()
        .is_some_and(|count| u32::try_from(count).is_ok())
}

fn refuse(said: &mut Vec<Complaint>, complaint: Complaint) -> Option<Value> {
    said.push(complaint);
    None
}

fn wrong_kind(path: &str, wanted: &str, found: &Value) -> Complaint {
    let found = match found {
        Value::Null => "nic",
        Value::Bool(_) => "true/false",
        Value::Number(_) => "liczba",
        Value::String(_) => "tekst",
        Value::Array(_) => "lista",
        Value::Object(_) => "tabela",
    };
    let name = path.rsplit('.').next().unwrap_or(path);
    Complaint::new(
        path,
        format!("Klucz „{name}”: potrzebne jest: {wanted}, a jest: {found}."),
    )
}
