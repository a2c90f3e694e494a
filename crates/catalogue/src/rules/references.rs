//! Walks a rule: refuses what the engine does not know and notes what it reads.

use serde_json::Value;

use super::{OPERATORS, RULE_DEPTH_MAX, Reference, RuleError};

/// Operators whose second argument looks at the items of a list, not at the whole form.
const OVER_ITEMS: &[&str] = &["map", "filter", "reduce", "all", "none", "some"];

/// What the names in a part of a rule mean.
#[derive(Clone, Copy)]
pub(super) enum Scope<'a> {
    /// Fields of the form.
    Form,
    /// Fields of one item of the named list.
    Item(&'a str),
    /// As `Item`, but the item is called `current` and the running value `accumulator`.
    Reduce(&'a str),
}

/// Checks a part of a rule and notes everything it reads.
pub(super) fn walk(
    json: &Value,
    scope: Scope<'_>,
    depth: usize,
    found: &mut Vec<Reference>,
) -> Result<(), RuleError> {
    if depth > RULE_DEPTH_MAX {
        return Err(RuleError::TooDeep);
    }
    match json {
        Value::Array(values) => values
            .iter()
            .try_for_each(|value| walk(value, scope, depth + 1, found)),
        Value::Object(map) => {
            let mut entries = map.iter();
            let (Some((operator, arguments)), None) = (entries.next(), entries.next()) else {
                return Err(RuleError::NotARule);
            };
            walk_operator(operator, arguments, scope, depth, found)
        }
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => Ok(()),
    }
}

fn walk_operator(
    operator: &str,
    arguments: &Value,
    scope: Scope<'_>,
    depth: usize,
    found: &mut Vec<Reference>,
) -> Result<(), RuleError> {
    if !OPERATORS.contains(&operator) {
        return Err(RuleError::Operator(operator.to_owned()));
    }
    let list: &[Value] = match arguments {
        Value::Array(values) => values,
        single => std::slice::from_ref(single),
    };
    let dynamic = || RuleError::DynamicReference(operator.to_owned());
    match operator {
        "var" => {
            found.extend(reference(list.first(), scope).ok_or_else(dynamic)?);
            list.iter()
                .skip(1)
                .try_for_each(|value| walk(value, scope, depth + 1, found))
        }
        "missing" => list.iter().try_for_each(|name| {
            found.extend(reference(Some(name), scope).ok_or_else(dynamic)?);
            Ok(())
        }),
        "missing_some" => {
            let names = list.get(1).and_then(Value::as_array).ok_or_else(dynamic)?;
            for name in names {
                found.extend(reference(Some(name), scope).ok_or_else(dynamic)?);
            }
            Ok(())
        }
        _ if OVER_ITEMS.contains(&operator) => {
            let source = list.first().and_then(list_named).unwrap_or_default();
            if let Some(value) = list.first() {
                walk(value, scope, depth + 1, found)?;
            }
            if let Some(value) = list.get(1) {
                let inner = match operator {
                    "reduce" => Scope::Reduce(source),
                    _ => Scope::Item(source),
                };
                walk(value, inner, depth + 1, found)?;
            }
            list.iter()
                .skip(2)
                .try_for_each(|value| walk(value, scope, depth + 1, found))
        }
        _ => {
            let before = found.len();
            list.iter()
                .try_for_each(|value| walk(value, scope, depth + 1, found))?;
            if matches!(operator, "==" | "===" | "!=" | "!==" | "in") && found.len() == before + 1 {
                note_constants(list, &mut found[before]);
            }
            Ok(())
        }
    }
}

/// The list an expression reads its items from, through filters and maps of items.
fn list_named(expression: &Value) -> Option<&str> {
    let map = expression.as_object()?;
    if let Some(inner) = map.get("filter") {
        return list_named(inner.as_array()?.first()?);
    }
    match map.get("var")? {
        Value::String(path) => Some(path),
        Value::Array(values) => values.first()?.as_str(),
        _ => None,
    }
}

/// The reference of a name: `None` when the name is not constant, nothing inside when it reads
/// only the running value of `reduce`.
fn reference(name: Option<&Value>, scope: Scope<'_>) -> Option<Option<Reference>> {
    let path = match name {
        None => String::new(),
        Some(Value::String(path)) => path.clone(),
        Some(Value::Number(number)) => number.to_string(),
        Some(_) => return None,
    };
    let (path, item_of) = match scope {
        Scope::Form => (path, None),
        Scope::Item(list) => (path, Some(list.to_owned())),
        Scope::Reduce(list) => match path.split_once('.').unwrap_or((&path, "")) {
            ("accumulator", _) => return Some(None),
            ("current", rest) => (rest.to_owned(), Some(list.to_owned())),
            _ => (path, Some(list.to_owned())),
        },
    };
    Some(Some(Reference {
        path,
        item_of,
        compared_with: Vec::new(),
    }))
}

fn note_constants(list: &[Value], reference: &mut Reference) {
    // Only a bare reference is compared; `{"==":[{"cat":[…]}, …]}` says nothing of the options.
    let is_bare = |value: &Value| value.as_object().is_some_and(|map| map.contains_key("var"));
    if !list.iter().any(is_bare) {
        return;
    }
    for value in list {
        match value {
            Value::String(text) => reference.compared_with.push(text.clone()),
            Value::Array(values) => reference
                .compared_with
                .extend(values.iter().filter_map(Value::as_str).map(str::to_owned)),
            _ => {}
        }
    }
}
