//! Steps and fields of an adopted form: taken out, added, put in another order.

use serde_json::{Map, Value};

use super::{AddedField, Adoption};
use crate::definition::pointer;
use crate::problem::{Complaint, hint_among};

/// Marks what the adoption added while it is moved about; taken off at the end.
const MARK: &str = "\u{0}came from";

/// Changes steps and fields; where the added ones stand in the end, and their place in the file.
pub(super) fn change(
    json: &mut Value,
    adoption: &Adoption,
    said: &mut Vec<Complaint>,
) -> Vec<(String, String)> {
    remove_fields(json, &adoption.remove_fields, said);
    add_steps(json, adoption, said);
    add_fields(json, adoption, said);
    for (path, keys) in &adoption.order {
        let place = format!("order.{path}");
        if let Err(complaint) = put_in_order(json, path, keys, &place) {
            said.push(complaint);
        }
    }
    remove_steps(json, &adoption.remove_steps, said);
    let mut came_from = Vec::new();
    take_marks(json, "", &mut came_from);
    came_from
}

fn remove_fields(json: &mut Value, names: &[String], said: &mut Vec<Complaint>) {
    for (position, name) in names.iter().enumerate() {
        let place = format!("remove_fields.{position}");
        let way = pointer(json, &format!("fields.{name}.key"));
        let removed = way.as_ref().is_ok_and(|way| {
            let (list, at) = way.split_at(way.len() - 2);
            let list = json.pointer_mut(&format!("/{}", list.join("/")));
            match (list.and_then(Value::as_array_mut), at[0].parse::<usize>()) {
                (Some(list), Ok(at)) if at < list.len() => {
                    list.remove(at);
                    true
                }
                _ => false,
            }
        });
        if removed {
            forget_texts(json, &format!("fields.{name}."));
        } else {
            let hint = way.err().map(|error| error.hint()).unwrap_or_default();
            let message = format!("Wzorzec nie ma pola „{name}”.");
            said.push(Complaint::new(place, message).hint(hint));
        }
    }
}

fn remove_steps(json: &mut Value, names: &[String], said: &mut Vec<Complaint>) {
    for (position, name) in names.iter().enumerate() {
        let Some(steps) = steps(json) else { return };
        let keys = keys_of(steps);
        match keys.iter().position(|key| key == name) {
            Some(at) => {
                let step = steps.remove(at);
                let fields = step.get("fields").and_then(Value::as_array);
                forget_texts(json, &format!("steps.{name}."));
                for key in fields.map(|fields| keys_of(fields)).unwrap_or_default() {
                    forget_texts(json, &format!("fields.{key}."));
                }
            }
            None => said.push(unknown_step(
                format!("remove_steps.{position}"),
                name,
                &keys,
            )),
        }
    }
    // A form is there only when it has steps.
    if steps(json).is_some_and(|steps| steps.is_empty())
        && let Some(map) = json.as_object_mut()
    {
        map.shift_remove("form");
    }
}

fn unknown_step(place: String, name: &str, keys: &[String]) -> Complaint {
    let known: Vec<&str> = keys.iter().map(String::as_str).collect();
    Complaint::new(place, format!("Wzorzec nie ma kroku „{name}”.")).hint(hint_among(name, &known))
}

/// Takes out the translations whose paths begin so.
pub(super) fn forget_texts(json: &mut Value, prefix: &str) {
    let languages = json.get_mut("texts").and_then(Value::as_object_mut);
    for texts in languages.into_iter().flat_map(Map::values_mut) {
        if let Some(texts) = texts.as_object_mut() {
            texts.retain(|path, _| !path.starts_with(prefix));
        }
    }
}

fn add_steps(json: &mut Value, adoption: &Adoption, said: &mut Vec<Complaint>) {
    for (position, added) in adoption.add_steps.iter().enumerate() {
        let place = format!("add_steps.{position}");
        let Some(steps) = steps(json) else { return };
        let Some(at) = place_after(steps, added.after.as_deref()) else {
            let after = added.after.as_deref().unwrap_or_default();
            said.push(unknown_step(
                format!("{place}.after"),
                after,
                &keys_of(steps),
            ));
            continue;
        };
        let mut step = added.step.clone();
        step.insert("fields".to_owned(), Value::Array(Vec::new()));
        step.insert(MARK.to_owned(), Value::from(place));
        steps.insert(at, Value::Object(step));
    }
}

fn add_fields(json: &mut Value, adoption: &Adoption, said: &mut Vec<Complaint>) {
    for (position, added) in adoption.add_fields.iter().enumerate() {
        let place = format!("add_fields.{position}");
        let fields = match list_for(json, added, &place) {
            Ok(fields) => fields,
            Err(complaint) => {
                said.push(complaint);
                continue;
            }
        };
        let Some(at) = place_after(fields, added.after.as_deref()) else {
            let after = added.after.as_deref().unwrap_or_default();
            let keys = keys_of(fields);
            let known: Vec<&str> = keys.iter().map(String::as_str).collect();
            let message = match &added.group {
                Some(group) => format!("W grupie „{group}” nie ma pola „{after}”."),
                None => format!("W kroku „{}” nie ma pola „{after}”.", added.step),
            };
            said.push(
                Complaint::new(format!("{place}.after"), message).hint(hint_among(after, &known)),
            );
            continue;
        };
        let mut field = added.field.clone();
        field.insert(MARK.to_owned(), Value::from(place));
        fields.insert(at, Value::Object(field));
    }
}

/// The list of fields to which one is added.
fn list_for<'j>(
    json: &'j mut Value,
    added: &AddedField,
    place: &str,
) -> Result<&'j mut Vec<Value>, Complaint> {
    match &added.group {
        Some(_) if !added.step.is_empty() => {
            let message = "Dodane pole stoi albo w kroku, albo w grupie.";
            Err(Complaint::new(format!("{place}.group"), message).hint("usuń step albo group"))
        }
        Some(group) => {
            let unknown = |hint: String| {
                let message = format!("Wzorzec nie ma grupy „{group}”.");
                Complaint::new(format!("{place}.group"), message).hint(hint)
            };
            let way = pointer(json, &format!("fields.{group}.fields"));
            let way = way.map_err(|error| unknown(error.hint()))?;
            let list = json.pointer_mut(&format!("/{}", way.join("/")));
            list.and_then(Value::as_array_mut)
                .ok_or_else(|| unknown(String::new()))
        }
        None if added.step.is_empty() => {
            let message = "Nie wiadomo, dokąd dodać pole.";
            Err(Complaint::new(place, message).hint("dopisz step albo group"))
        }
        None => {
            let steps = steps(json);
            let keys = steps.as_ref().map(|steps| keys_of(steps));
            let keys = keys.unwrap_or_default();
            let found = steps
                .into_iter()
                .flatten()
                .find(|step| step.get("key").and_then(Value::as_str) == Some(added.step.as_str()));
            let unknown = || unknown_step(format!("{place}.step"), &added.step, &keys);
            let step = found.and_then(Value::as_object_mut).ok_or_else(unknown)?;
            let fields = step
                .entry("fields")
                .or_insert_with(|| Value::Array(Vec::new()));
            fields.as_array_mut().ok_or_else(unknown)
        }
    }
}

/// The position after the element of this key, or the last one.
fn place_after(list: &[Value], after: Option<&str>) -> Option<usize> {
    match after {
        None => Some(list.len()),
        Some(after) => {
            let known = keys_of(list);
            known.iter().position(|key| key == after).map(|at| at + 1)
        }
    }
}

fn put_in_order(
    json: &mut Value,
    path: &str,
    keys: &[String],
    place: &str,
) -> Result<(), Complaint> {
    let unknown = |message: String| Complaint::new(place, message).at_key();
    if let Some(step) = path.strip_prefix("steps.") {
        gather_fields(json, step, keys);
    }
    let way = match path.split_once('.') {
        None if path == "steps" => Ok(vec!["form".to_owned(), "steps".to_owned()]),
        Some(("steps" | "fields", _)) => pointer(json, &format!("{path}.fields")),
        _ => {
            let hint = "możliwe: steps, steps.<krok>, fields.<grupa>";
            return Err(unknown(format!("Nie ma kolejności „{path}”.")).hint(hint));
        }
    };
    let way = way.map_err(|error| {
        unknown(format!("Nieznana ścieżka „{path}”: {error}.")).hint(error.hint())
    })?;
    let list = json
        .pointer_mut(&format!("/{}", way.join("/")))
        .and_then(Value::as_array_mut)
        .ok_or_else(|| unknown(format!("„{path}” nie ma kolejności.")))?;
    let known = keys_of(list);
    for (position, key) in keys.iter().enumerate() {
        let at = format!("{place}.{position}");
        if keys[..position].contains(key) {
            return Err(Complaint::new(at, format!("„{key}” powtarza się.")));
        }
        if !known.contains(key) {
            let known: Vec<&str> = known.iter().map(String::as_str).collect();
            let message = format!("Nie ma czego ustawić w kolejności: „{key}”.");
            return Err(Complaint::new(at, message).hint(hint_among(key, &known)));
        }
    }
    let rank = |element: &Value| {
        let key = element.get("key").and_then(Value::as_str);
        keys.iter().position(|known| Some(known.as_str()) == key)
    };
    list.sort_by_key(|element| rank(element).unwrap_or(keys.len()));
    Ok(())
}

/// Brings the named fields of other steps into this one.
fn gather_fields(json: &mut Value, step: &str, keys: &[String]) {
    let Some(steps) = steps(json) else { return };
    let is_here = |element: &Value| element.get("key").and_then(Value::as_str) == Some(step);
    if !steps.iter().any(is_here) {
        return;
    }
    let mut moved = Vec::new();
    for other in steps.iter_mut().filter(|other| !is_here(other)) {
        let fields = other.get_mut("fields").and_then(Value::as_array_mut);
        let Some(fields) = fields else { continue };
        let (named, rest) = std::mem::take(fields).into_iter().partition(|field| {
            let key = field.get("key").and_then(Value::as_str);
            keys.iter().any(|named| Some(named.as_str()) == key)
        });
        *fields = rest;
        moved.extend::<Vec<Value>>(named);
    }
    let here = steps.iter_mut().find(|element| is_here(element));
    if let Some(here) = here.and_then(Value::as_object_mut) {
        let fields = here
            .entry("fields")
            .or_insert_with(|| Value::Array(Vec::new()));
        if let Some(fields) = fields.as_array_mut() {
            fields.extend(moved);
        }
    }
}

/// The steps of the form; a service without one gets it.
fn steps(json: &mut Value) -> Option<&mut Vec<Value>> {
    let steps = &mut json["form"]["steps"];
    if !steps.is_array() {
        *steps = Value::Array(Vec::new());
    }
    steps.as_array_mut()
}

pub(super) fn keys_of(list: &[Value]) -> Vec<String> {
    list.iter()
        .map(|element| {
            element
                .get("key")
                .and_then(Value::as_str)
                .unwrap_or_default()
                .to_owned()
        })
        .collect()
}

fn take_marks(json: &mut Value, path: &str, came_from: &mut Vec<(String, String)>) {
    let below = |name: &str| match path {
        "" => name.to_owned(),
        _ => format!("{path}.{name}"),
    };
    match json {
        Value::Object(map) => {
            if let Some(Value::String(place)) = map.shift_remove(MARK) {
                came_from.push((path.to_owned(), place));
            }
            for name in ["form", "steps", "fields"] {
                if let Some(inner) = map.get_mut(name) {
                    take_marks(inner, &below(name), came_from);
                }
            }
        }
        Value::Array(list) => {
            for (at, inner) in list.iter_mut().enumerate() {
                take_marks(inner, &below(&at.to_string()), came_from);
            }
        }
        _ => {}
    }
}
