//! Addresses of the resident's pages, and places inside answers by the path of a field.

use catalogue::{Answers, Definition, Field};
use serde_json::{Map, Value};

/// Items of a group that can hold files at most.
const ITEMS_MAX: usize = 500;

/// Address of a receipt.
pub(crate) fn receipt(number: &str) -> String {
    format!("/potwierdzenia/{number}")
}

/// The field a path of the form leads to: `parcel.0.area` leads to `area` in the group `parcel`.
/// Parts of a composite answer lead to the whole.
pub(super) fn field_at<'d>(definition: &'d Definition, path: &str) -> Option<&'d Field> {
    let mut parts = path.split('.');
    let mut field = definition.field(parts.next()?)?;
    for part in parts.filter(|part| part.parse::<u32>().is_err()) {
        match field.fields.iter().find(|inner| inner.key == part) {
            Some(inner) => field = inner,
            None => break,
        }
    }
    Some(field)
}

/// The answer at a path.
pub(super) fn answer_at<'a>(answers: &'a Answers, path: &str) -> Option<&'a Value> {
    let mut parts = path.split('.');
    let mut value = answers.get(parts.next()?)?;
    for part in parts {
        value = match value {
            Value::Array(items) => items.get(part.parse::<usize>().ok()?)?,
            Value::Object(map) => map.get(part)?,
            Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => return None,
        };
    }
    Some(value)
}

/// The records of the files answering the field at a path of the definition; made when there are
/// none. `None` when the place cannot be: a wrong path, or an item beyond [`ITEMS_MAX`].
pub(super) fn files_at<'a>(answers: &'a mut Answers, path: &str) -> Option<&'a mut Vec<Value>> {
    let parts: Vec<&str> = path.split('.').collect();
    let (first, rest) = parts.split_first()?;
    let list = || Value::Array(Vec::new());
    let mut value = answers.entry(*first).or_insert_with(list);
    for part in rest {
        value = match (part.parse::<usize>(), value) {
            (Ok(at), Value::Array(items)) => {
                if (items.len()..ITEMS_MAX).contains(&at) {
                    items.resize_with(at + 1, || Value::Object(Map::new()));
                }
                items.get_mut(at)?
            }
            (Err(_), Value::Object(map)) => map.entry(*part).or_insert_with(list),
            _ => return None,
        };
    }
    value.as_array_mut()
}

/// Identifiers of all files recorded anywhere inside a value.
pub(super) fn file_ids(value: &Value, found: &mut Vec<uuid::Uuid>) {
    match value {
        Value::Array(values) => values.iter().for_each(|inner| file_ids(inner, found)),
        Value::Object(map) if map.contains_key("sha256") => {
            let id = map.get("id").and_then(Value::as_str);
            found.extend(id.and_then(|id| id.parse::<uuid::Uuid>().ok()));
        }
        Value::Object(map) => map.values().for_each(|inner| file_ids(inner, found)),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

/// Takes the records of the files `gone` out of all answers.
pub(super) fn forget_files(answers: &mut Answers, gone: &[uuid::Uuid]) {
    if !gone.is_empty() {
        answers.values_mut().for_each(|value| forget(value, gone));
    }
}

fn forget(value: &mut Value, gone: &[uuid::Uuid]) {
    let is_gone = |value: &Value| {
        let id = value.get("id").and_then(Value::as_str);
        value.get("sha256").is_some()
            && id.is_some_and(|id| gone.iter().any(|gone| gone.to_string() == id))
    };
    match value {
        Value::Array(values) => {
            values.retain(|inner| !is_gone(inner));
            values.iter_mut().for_each(|inner| forget(inner, gone));
        }
        Value::Object(map) => map.values_mut().for_each(|inner| forget(inner, gone)),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn files_are_found_and_placed_inside_groups() {
        let mut answers = Answers::new();
        let record = json!({ "id": "019a0000-0000-7000-8000-000000000001", "sha256": "00" });
        for path in ["scan", "parcel.0.plan", "parcel.1.plan"] {
            let files = files_at(&mut answers, path).expect("a place");
            files.push(record.clone());
        }
        assert!(files_at(&mut answers, "parcel.700.plan").is_none());
        assert_eq!(answer_at(&answers, "parcel.1.plan.0"), Some(&record));
        let mut ids = Vec::new();
        file_ids(&Value::Object(answers.clone()), &mut ids);
        assert_eq!(ids.len(), 3);
        forget_files(&mut answers, &ids[..1]);
        assert!(answer_at(&answers, "scan.0").is_none());
    }
}
