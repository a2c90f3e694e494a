//! Steps and fields of a sketch: added, moved, duplicated, removed, replaced.
//!
//! A field is named by its path: its key, or the keys of the groups around it and its own, joined
//! by dots. An act on what is not there changes nothing and says so with `None` or `false`.

use super::keys::free_key;
use super::rename;
use crate::definition::{Definition, Field, FieldKind, Form, Step};

/// Where something moves in the outline.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    Up,
    Down,
}

/// Adds a step behind the step `after`, or at the end; its key.
pub fn add_step(form: &mut Form, after: Option<&str>, title: &str) -> String {
    let key = free_key(
        title,
        "krok",
        form.steps.iter().map(|step| step.key.as_str()),
    );
    let step = Step {
        key: key.clone(),
        title: title.to_owned(),
        ..Step::default()
    };
    let place = after.and_then(|after| position_of(form, after));
    form.steps
        .insert(place.map_or(form.steps.len(), |at| at + 1), step);
    key
}

/// Moves a step one place.
pub fn move_step(form: &mut Form, key: &str, direction: Direction) -> bool {
    let Some(at) = position_of(form, key) else {
        return false;
    };
    let Some(to) = neighbour(at, form.steps.len(), direction) else {
        return false;
    };
    form.steps.swap(at, to);
    true
}

/// Removes a step with its fields.
pub fn remove_step(form: &mut Form, key: &str) -> Option<Step> {
    position_of(form, key).map(|at| form.steps.remove(at))
}

/// Puts a copy of a step behind it, with keys of its own; the key of the copy.
pub fn duplicate_step(form: &mut Form, key: &str) -> Option<String> {
    let at = position_of(form, key)?;
    let mut copy = form.steps[at].clone();
    copy.key = free_key(&copy.key, "krok", form.steps.iter().map(|s| s.key.as_str()));
    let mut taken: Vec<String> = keys(form);
    let mut renamed = Vec::new();
    for field in &mut copy.fields {
        let new = free_key(&field.key, "pole", taken.iter().map(String::as_str));
        taken.push(new.clone());
        renamed.push((std::mem::replace(&mut field.key, new.clone()), new));
    }
    for (old, new) in &renamed {
        rename::in_step(&mut copy, old, new);
    }
    let new = copy.key.clone();
    form.steps.insert(at + 1, copy);
    Some(new)
}

/// Adds a field of `kind` to a step or, when `within` is the path of a group, to that group;
/// behind the field `after` or at the end. Gives its path.
pub fn add_field(
    form: &mut Form,
    (step, within): (&str, Option<&str>),
    after: Option<&str>,
    (kind, label): (FieldKind, &str),
) -> Option<String> {
    let taken = match within {
        Some(group) => field_at(form, group)?
            .fields
            .iter()
            .map(|f| f.key.clone())
            .collect(),
        None => keys(form),
    };
    let key = free_key(label, "pole", taken.iter().map(String::as_str));
    let field = fresh(kind, &key, label);
    let list = match within {
        Some(group) => {
            let group = field_mut(form, group)?;
            if group.kind != FieldKind::Group {
                return None;
            }
            &mut group.fields
        }
        None => &mut form.steps.iter_mut().find(|s| s.key == step)?.fields,
    };
    let place = after.and_then(|after| list.iter().position(|field| field.key == after));
    list.insert(place.map_or(list.len(), |at| at + 1), field);
    Some(match within {
        Some(group) => format!("{group}.{key}"),
        None => key,
    })
}

/// A field that says what its kind cannot be without.
fn fresh(kind: FieldKind, key: &str, label: &str) -> Field {
    let mut field = Field {
        key: key.to_owned(),
        kind,
        label: label.to_owned(),
        required: true,
        ..Field::default()
    };
    if kind.has_options() {
        field.options = [
            ("pierwsza", "Pierwsza odpowiedź"),
            ("druga", "Druga odpowiedź"),
        ]
        .map(|(value, label)| crate::definition::Choice {
            value: value.to_owned(),
            label: label.to_owned(),
            hint: String::new(),
        })
        .to_vec();
    }
    if kind == FieldKind::File {
        field.accept = ["pdf", "jpg", "png"].map(str::to_owned).to_vec();
    }
    if kind == FieldKind::Group {
        field.fields = vec![fresh(FieldKind::Text, "nazwa", "Nazwa")];
    }
    if kind == FieldKind::Computed {
        field.value = crate::rules::Rule::parse("0").ok();
    }
    field
}

/// Moves a field of a group one place.
pub(super) fn move_inner(form: &mut Form, path: &str, direction: Direction) -> bool {
    let key = path.rsplit('.').next().unwrap_or(path);
    let Some(list) = list_of(form, path) else {
        return false;
    };
    let at = list.iter().position(|field| field.key == key);
    let to = at.and_then(|at| neighbour(at, list.len(), direction));
    if let (Some(at), Some(to)) = (at, to) {
        list.swap(at, to);
    }
    to.is_some()
}

/// Puts a field of a group before the one at the path `before`, or last.
pub(super) fn place_inner(form: &mut Form, path: &str, before: Option<&str>) -> bool {
    let Some((group, key)) = path.rsplit_once('.') else {
        return false;
    };
    let before = before.map(|before| before.rsplit_once('.').unwrap_or(("", before)));
    if before.is_some_and(|(other, _)| other != group) {
        return false;
    }
    let Some(list) = list_of(form, path) else {
        return false;
    };
    let Some(at) = list.iter().position(|field| field.key == key) else {
        return false;
    };
    let field = list.remove(at);
    let place = before.and_then(|(_, before)| list.iter().position(|field| field.key == before));
    list.insert(place.unwrap_or(list.len()), field);
    true
}

/// Removes a field.
pub fn remove_field(form: &mut Form, path: &str) -> Option<Field> {
    let key = path.rsplit('.').next().unwrap_or(path);
    let list = list_of(form, path)?;
    let at = list.iter().position(|field| field.key == key)?;
    Some(list.remove(at))
}

/// Puts a copy of a field behind it, with a key of its own; the path of the copy.
pub fn duplicate_field(form: &mut Form, path: &str) -> Option<String> {
    let mut copy = field_at(form, path)?.clone();
    let old = copy.key.clone();
    let taken = match path.rsplit_once('.') {
        Some((group, _)) => field_at(form, group)?
            .fields
            .iter()
            .map(|f| f.key.clone())
            .collect(),
        None => keys(form),
    };
    copy.key = free_key(&old, "pole", taken.iter().map(String::as_str));
    let new = copy.key.clone();
    let list = list_of(form, path)?;
    let at = list.iter().position(|field| field.key == old)?;
    list.insert(at + 1, copy);
    Some(match path.rsplit_once('.') {
        Some((group, _)) => format!("{group}.{new}"),
        None => new,
    })
}

/// Puts `field` in the place of the one at `path`. When its key is new, the rules that read it
/// and its translations follow. `false` when nothing is there or the key is taken.
pub fn replace_field(definition: &mut Definition, path: &str, field: Field) -> bool {
    let (old, new) = (path.rsplit('.').next().unwrap_or(path), field.key.clone());
    let Some(list) = list_of(&mut definition.form, path) else {
        return false;
    };
    let Some(at) = list.iter().position(|field| field.key == old) else {
        return false;
    };
    let among = list.iter().any(|other| other.key == new);
    if old != new && (among || (!path.contains('.') && keys(&definition.form).contains(&new))) {
        return false;
    }
    let old = old.to_owned();
    if let Some(list) = list_of(&mut definition.form, path) {
        list[at] = field;
    }
    if old != new {
        rename::field(definition, path, &new);
    }
    true
}

/// The field at a path.
pub fn field_at<'f>(form: &'f Form, path: &str) -> Option<&'f Field> {
    let mut keys = path.split('.');
    let first = keys.next()?;
    let mut steps = form.steps.iter().flat_map(|step| &step.fields);
    let mut field = steps.find(|field| field.key == first)?;
    for key in keys {
        field = field.fields.iter().find(|inner| inner.key == key)?;
    }
    Some(field)
}

fn field_mut<'f>(form: &'f mut Form, path: &str) -> Option<&'f mut Field> {
    let mut keys = path.split('.');
    let first = keys.next()?;
    let mut steps = form.steps.iter_mut().flat_map(|step| &mut step.fields);
    let mut field = steps.find(|field| field.key == first)?;
    for key in keys {
        field = field.fields.iter_mut().find(|inner| inner.key == key)?;
    }
    Some(field)
}

/// The list in which the field at `path` stands.
fn list_of<'f>(form: &'f mut Form, path: &str) -> Option<&'f mut Vec<Field>> {
    match path.rsplit_once('.') {
        Some((group, _)) => field_mut(form, group).map(|group| &mut group.fields),
        None => {
            let (step, _) = place_of(form, path)?;
            Some(&mut form.steps[step].fields)
        }
    }
}

fn place_of(form: &Form, key: &str) -> Option<(usize, usize)> {
    form.steps.iter().enumerate().find_map(|(step, of)| {
        let at = of.fields.iter().position(|field| field.key == key)?;
        Some((step, at))
    })
}

fn position_of(form: &Form, step: &str) -> Option<usize> {
    form.steps.iter().position(|found| found.key == step)
}

fn neighbour(at: usize, count: usize, direction: Direction) -> Option<usize> {
    match direction {
        Direction::Up => at.checked_sub(1),
        Direction::Down => Some(at + 1).filter(|to| *to < count),
    }
}

fn keys(form: &Form) -> Vec<String> {
    let fields = form.steps.iter().flat_map(|step| &step.fields);
    fields.map(|field| field.key.clone()).collect()
}
