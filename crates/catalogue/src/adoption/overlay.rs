//! Lays the changes of an office over the JSON of a template.

use serde_json::{Map, Value};

use super::Adoption;
use crate::definition::{Definition, pointer};
use crate::problem::{Complaint, hint_among};

/// What an office may not change, because cases and comparisons depend on it.
const FIXED: &[&str] = &["slug", "edition", "kind", "procedure", "form", "texts"];

pub(super) fn apply(
    template: &Definition,
    adoption: &Adoption,
) -> Result<Definition, Vec<Complaint>> {
    let mut said = Vec::new();
    if adoption.edition != template.edition {
        let message = format!(
            "Wzorzec „{}” ma wydanie {}, a nie {}.",
            template.slug, template.edition, adoption.edition
        );
        said.push(Complaint::new("edition", message).hint("sprawdź zmiany i popraw numer"));
    }
    let mut overlay = Overlay {
        json: template.to_json(),
        came_from: Vec::new(),
        said,
    };
    overlay.remove_fields(&adoption.remove_fields);
    overlay.add_fields(adoption);
    overlay.set_values(&adoption.set);
    overlay.add_texts(adoption);
    if let Some(slug) = &adoption.slug {
        overlay.json["slug"] = Value::from(slug.as_str());
        overlay
            .came_from
            .push(("slug".to_owned(), "slug".to_owned()));
    }
    let Overlay {
        json,
        came_from,
        mut said,
    } = overlay;
    match Definition::from_json(&json) {
        Ok(definition) if said.is_empty() => return Ok(definition),
        Ok(_) => {}
        Err(complaints) => {
            said.extend(
                complaints
                    .into_iter()
                    .map(|complaint| moved(complaint, &came_from)),
            );
        }
    }
    Err(said)
}

/// Moves a complaint about the result to the place of the adoption it comes from.
fn moved(complaint: Complaint, came_from: &[(String, String)]) -> Complaint {
    let is_inside = |result: &str| {
        complaint
            .path
            .strip_prefix(result)
            .is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
    };
    let source = came_from
        .iter()
        .filter(|(result, _)| is_inside(result))
        .max_by_key(|(result, _)| result.len());
    match source {
        Some((result, source)) => {
            let rest = complaint.path[result.len()..].to_owned();
            Complaint {
                path: format!("{source}{rest}"),
                ..complaint
            }
        }
        None => {
            // Something of the template broke: most often a rule that reads a removed field.
            let message = format!("Po zmianach: {} (w {})", complaint.message, complaint.path);
            Complaint {
                path: "remove_fields".to_owned(),
                message,
                ..complaint
            }
        }
    }
}

struct Overlay {
    json: Value,
    /// Path in the result, path in the adoption.
    came_from: Vec<(String, String)>,
    said: Vec<Complaint>,
}

impl Overlay {
    fn set_values(&mut self, set: &Map<String, Value>) {
        for (path, value) in set {
            let place = format!("set.{path}");
            if let Some(reason) = refused(path) {
                self.said.push(Complaint::new(place, reason).at_key());
                continue;
            }
            match pointer(&self.json, path) {
                Ok(way) => {
                    self.came_from.push((way.join("."), place.clone()));
                    self.displace(&way);
                    if !put(&mut self.json, &way, value.clone()) {
                        let message = format!("Nie ma czego zmienić: „{path}”.");
                        self.said.push(Complaint::new(place, message).at_key());
                    }
                }
                Err(error) => {
                    let message = format!("Nieznana ścieżka „{path}”: {error}.");
                    self.said
                        .push(Complaint::new(place, message).hint(error.hint()).at_key());
                }
            }
        }
    }

    /// An amount takes the place of a formula and the other way round.
    fn displace(&mut self, way: &[String]) {
        let [list, at, name] = way else { return };
        let other = match name.as_str() {
            "amount" => "formula",
            "formula" => "amount",
            _ => return,
        };
        let fee = self.json.pointer_mut(&format!("/{list}/{at}"));
        if let Some(fee) = fee.and_then(Value::as_object_mut) {
            fee.remove(other);
        }
    }

    fn remove_fields(&mut self, names: &[String]) {
        for (position, name) in names.iter().enumerate() {
            let place = format!("remove_fields.{position}");
            let way = pointer(&self.json, &format!("fields.{name}.key"));
            let removed = way.as_ref().is_ok_and(|way| {
                let (list, at) = way.split_at(way.len() - 2);
                let list = self.json.pointer_mut(&format!("/{}", list.join("/")));
                match (list.and_then(Value::as_array_mut), at[0].parse::<usize>()) {
                    (Some(list), Ok(at)) if at < list.len() => {
                        list.remove(at);
                        true
                    }
                    _ => false,
                }
            });
            if removed {
                self.forget_texts(&format!("fields.{name}."));
            } else {
                let hint = way.err().map(|error| error.hint()).unwrap_or_default();
                let message = format!("Wzorzec nie ma pola „{name}”.");
                self.said.push(Complaint::new(place, message).hint(hint));
            }
        }
    }

    fn forget_texts(&mut self, prefix: &str) {
        let languages = self.json.get_mut("texts").and_then(Value::as_object_mut);
        for texts in languages.into_iter().flat_map(Map::values_mut) {
            if let Some(texts) = texts.as_object_mut() {
                texts.retain(|path, _| !path.starts_with(prefix));
            }
        }
    }

    fn add_fields(&mut self, adoption: &Adoption) {
        for (position, added) in adoption.add_fields.iter().enumerate() {
            let place = format!("add_fields.{position}");
            let steps = self
                .json
                .pointer_mut("/form/steps")
                .and_then(Value::as_array_mut);
            let Some(steps) = steps else {
                self.said
                    .push(Complaint::new(place, "Wzorzec nie ma formularza."));
                continue;
            };
            let keys = keys_of(steps);
            let Some(at) = keys.iter().position(|key| *key == added.step) else {
                let known: Vec<&str> = keys.iter().map(String::as_str).collect();
                self.said.push(
                    Complaint::new(
                        format!("{place}.step"),
                        format!("Wzorzec nie ma kroku „{}”.", added.step),
                    )
                    .hint(hint_among(&added.step, &known)),
                );
                continue;
            };
            let fields = steps[at].get_mut("fields").and_then(Value::as_array_mut);
            let Some(fields) = fields else { continue };
            let known = keys_of(fields);
            let index = match &added.after {
                None => fields.len(),
                Some(after) => match known.iter().position(|key| key == after) {
                    Some(found) => found + 1,
                    None => {
                        let known: Vec<&str> = known.iter().map(String::as_str).collect();
                        self.said.push(
                            Complaint::new(
                                format!("{place}.after"),
                                format!("W kroku „{}” nie ma pola „{after}”.", added.step),
                            )
                            .hint(hint_among(after, &known)),
                        );
                        continue;
                    }
                },
            };
            fields.insert(index, Value::Object(added.field.clone()));
            self.shift(&format!("form.steps.{at}.fields."), index);
            self.came_from
                .push((format!("form.steps.{at}.fields.{index}"), place));
        }
    }

    /// Moves the remembered places of the fields that stand after an inserted one.
    fn shift(&mut self, prefix: &str, from: usize) {
        for (result, _) in &mut self.came_from {
            let Some(rest) = result.strip_prefix(prefix) else {
                continue;
            };
            let (position, rest) = rest.split_once('.').map_or((rest, ""), |(p, r)| (p, r));
            if let Ok(position) = position.parse::<usize>()
                && position >= from
            {
                let tail = if rest.is_empty() {
                    String::new()
                } else {
                    format!(".{rest}")
                };
                *result = format!("{prefix}{}{tail}", position + 1);
            }
        }
    }

    fn add_texts(&mut self, adoption: &Adoption) {
        for (language, texts) in &adoption.texts {
            for (path, text) in texts {
                let place = format!("texts.{language}.{path}");
                self.json["texts"][language.as_str()][path.as_str()] = Value::from(text.as_str());
                self.came_from.push((place.clone(), place));
            }
        }
    }
}

fn refused(path: &str) -> Option<String> {
    let first = path.split('.').next().unwrap_or_default();
    if FIXED.contains(&first) {
        return Some(format!("„{first}” nie może się różnić od wzorca."));
    }
    let last = path.rsplit('.').next().unwrap_or_default();
    let of_list = matches!(first, "fields" | "steps" | "fees" | "attachments");
    if of_list && matches!(last, "key" | "type" | "fields") && path.matches('.').count() >= 2 {
        return Some(format!("„{last}” nie może się różnić od wzorca."));
    }
    None
}

fn keys_of(list: &[Value]) -> Vec<String> {
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

/// Puts a value at the end of the way; the last key may be new, a list may grow by one.
fn put(json: &mut Value, way: &[String], value: Value) -> bool {
    let [first, rest @ ..] = way else {
        *json = value;
        return true;
    };
    match json {
        Value::Object(map) if rest.is_empty() => {
            map.insert(first.clone(), value);
            true
        }
        Value::Object(map) => {
            let list = rest[0].parse::<usize>().is_ok();
            let inner = map.entry(first.clone()).or_insert_with(|| {
                if list {
                    Value::Array(Vec::new())
                } else {
                    Value::Object(Map::new())
                }
            });
            put(inner, rest, value)
        }
        Value::Array(list) => match first.parse::<usize>() {
            Ok(at) if at < list.len() => put(&mut list[at], rest, value),
            Ok(at) if at == list.len() && rest.is_empty() => {
                list.push(value);
                true
            }
            _ => false,
        },
        _ => false,
    }
}
