//! A field gets another key: the rules that read it and its translations follow.

use serde_json::Value;

use crate::definition::{Definition, Field, Step};
use crate::rules::Rule;

/// The field at `path` is now called `new`.
pub(super) fn field(definition: &mut Definition, path: &str, new: &str) {
    let inside = path.rsplit_once('.');
    let old = inside.map_or(path, |(_, key)| key).to_owned();
    if inside.is_none() {
        for fee in &mut definition.fees {
            in_rule(fee.formula.as_mut(), &old, new);
        }
        for step in &mut definition.form.steps {
            in_step(step, &old, new);
        }
        for link in &mut definition.blocks {
            for own in link.fields.values_mut().filter(|own| **own == old) {
                new.clone_into(own);
            }
        }
    } else if let Some((group, _)) = inside {
        in_group(definition, group, &old, new);
    }
    let was = format!("fields.{path}.");
    let is = match inside {
        Some((group, _)) => format!("fields.{group}.{new}."),
        None => format!("fields.{new}."),
    };
    for texts in definition.texts.values_mut() {
        let moved: Vec<String> = texts
            .keys()
            .filter(|key| key.starts_with(&was))
            .cloned()
            .collect();
        for key in moved {
            if let Some(text) = texts.remove(&key) {
                texts.insert(key.replacen(&was, &is, 1), text);
            }
        }
    }
}

/// The step of the key `old` is now called `new`: its translations follow.
pub fn step(definition: &mut Definition, old: &str, new: &str) {
    if old == new {
        return;
    }
    for step in definition
        .form
        .steps
        .iter_mut()
        .filter(|step| step.key == old)
    {
        new.clone_into(&mut step.key);
    }
    let (was, is) = (format!("steps.{old}."), format!("steps.{new}."));
    for texts in definition.texts.values_mut() {
        let moved = std::mem::take(texts).into_iter();
        *texts = moved
            .map(|(path, text)| match path.strip_prefix(&was) {
                Some(rest) => (format!("{is}{rest}"), text),
                None => (path, text),
            })
            .collect();
    }
}

/// Rules of a step and of its fields.
pub(super) fn in_step(step: &mut Step, old: &str, new: &str) {
    in_rule(step.show_if.as_mut(), old, new);
    for field in &mut step.fields {
        in_field(field, old, new);
    }
}

fn in_field(field: &mut Field, old: &str, new: &str) {
    for rule in [&mut field.show_if, &mut field.required_if, &mut field.value] {
        in_rule(rule.as_mut(), old, new);
    }
    // A field of the group by the same name hides the outer one from its siblings.
    if !field.fields.iter().any(|inner| inner.key == old) {
        for inner in &mut field.fields {
            in_field(inner, old, new);
        }
    }
}

/// Rules of a group's own fields; sums over its items (`current.old`, `0.old`) as well.
fn in_group(definition: &mut Definition, path: &str, old: &str, new: &str) {
    let key = path.split('.').next().unwrap_or(path).to_owned();
    let (was, is) = (format!("current.{old}"), format!("current.{new}"));
    for step in &mut definition.form.steps {
        for field in &mut step.fields {
            for rule in [&mut field.show_if, &mut field.required_if, &mut field.value] {
                if rule.as_ref().is_some_and(|rule| reads_items(rule, &key)) {
                    in_rule(rule.as_mut(), &was, &is);
                    in_rule(rule.as_mut(), old, new);
                }
            }
            if field.key == key {
                for inner in &mut field.fields {
                    in_field(inner, old, new);
                }
            }
        }
    }
    for fee in &mut definition.fees {
        if fee
            .formula
            .as_ref()
            .is_some_and(|rule| reads_items(rule, &key))
        {
            in_rule(fee.formula.as_mut(), &was, &is);
            in_rule(fee.formula.as_mut(), old, new);
        }
    }
}

fn reads_items(rule: &Rule, group: &str) -> bool {
    rule.references()
        .iter()
        .any(|found| found.item_of.as_deref() == Some(group))
}

fn in_rule(rule: Option<&mut Rule>, old: &str, new: &str) {
    let Some(rule) = rule else { return };
    let mut json = rule.json().clone();
    walk(&mut json, old, new);
    if let Ok(changed) = Rule::from_json(&json) {
        *rule = changed;
    }
}

fn walk(json: &mut Value, old: &str, new: &str) {
    match json {
        Value::Object(map) => {
            for (operator, operands) in map {
                match operator.as_str() {
                    "var" => variable(operands, old, new),
                    _ => walk(operands, old, new),
                }
            }
        }
        Value::Array(values) => values.iter_mut().for_each(|value| walk(value, old, new)),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

fn variable(operands: &mut Value, old: &str, new: &str) {
    let name = match operands {
        Value::Array(values) => values.first_mut(),
        other => Some(other),
    };
    let Some(Value::String(path)) = name else {
        return;
    };
    if path == old {
        new.clone_into(path);
    } else if let Some(rest) = path
        .strip_prefix(old)
        .and_then(|rest| rest.strip_prefix('.'))
    {
        *path = format!("{new}.{rest}");
    }
}
