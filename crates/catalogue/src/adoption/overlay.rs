//! Lays the changes of an office over the JSON of a template.

use serde_json::{Map, Value};

use super::{Adoption, structure};
use crate::definition::{Definition, pointer};
use crate::parts::links;
use crate::problem::Complaint;

/// What an office may not change, because cases and comparisons depend on it.
const FIXED: &[&str] = &["slug", "edition", "kind", "procedure", "form", "texts"];
/// What may be empty, but not away.
const NEEDED: &[&str] = &["key", "type", "label", "title"];

pub(super) fn apply(
    template: &Definition,
    adoption: &Adoption,
) -> Result<Definition, Vec<Complaint>> {
    let (json, came_from, mut said) = lay(template, adoption);
    match Definition::from_json(&json) {
        Ok(definition) if said.is_empty() => return Ok(definition),
        Ok(_) => {}
        Err(complaints) => {
            let rest = adoption.breaking();
            said.extend(
                complaints
                    .into_iter()
                    .map(|complaint| moved(complaint, &came_from, rest)),
            );
        }
    }
    Err(said)
}

/// Path in the result, path in the adoption.
type CameFrom = Vec<(String, String)>;

/// The service as JSON, checked or not; where its parts come from; what could not be laid.
pub(super) fn lay(template: &Definition, adoption: &Adoption) -> (Value, CameFrom, Vec<Complaint>) {
    let mut said = Vec::new();
    if adoption.edition != template.edition {
        let message = format!(
            "Wzorzec „{}” ma wydanie {}, a nie {}.",
            template.slug, template.edition, adoption.edition
        );
        said.push(Complaint::new("edition", message).hint("sprawdź zmiany i popraw numer"));
    }
    let mut json = template.to_json();
    let came_from = structure::change(&mut json, adoption, &mut said);
    let mut overlay = Overlay {
        json,
        came_from,
        said,
    };
    overlay.set_values(&adoption.set);
    overlay.unset_values(&adoption.unset);
    overlay.add_texts(adoption);
    // A link an office takes a field from is none any more; one it writes itself must be right.
    if !adoption.set.contains_key("blocks") {
        links::settle_json(&mut overlay.json);
    }
    if let Some(slug) = &adoption.slug {
        overlay.json["slug"] = Value::from(slug.as_str());
        overlay
            .came_from
            .push(("slug".to_owned(), "slug".to_owned()));
    }
    (overlay.json, overlay.came_from, overlay.said)
}

/// Moves a complaint about the result to the place of the adoption it comes from.
fn moved(complaint: Complaint, came_from: &CameFrom, rest: &str) -> Complaint {
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
                path: rest.to_owned(),
                message,
                ..complaint
            }
        }
    }
}

struct Overlay {
    json: Value,
    came_from: CameFrom,
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

    fn unset_values(&mut self, paths: &[String]) {
        for (position, path) in paths.iter().enumerate() {
            let place = format!("unset.{position}");
            if let Some(reason) = refused_away(path) {
                self.said.push(Complaint::new(place, reason));
                continue;
            }
            let gone = match path.strip_prefix("texts.") {
                Some(rest) => self.forget_text(rest),
                None => match pointer(&self.json, path) {
                    Ok(way) => {
                        structure::forget_texts(&mut self.json, &format!("{path}."));
                        take(&mut self.json, &way)
                    }
                    Err(_) => false,
                },
            };
            if !gone {
                let message = format!("Nie ma czego pominąć: „{path}”.");
                let hint = pointer(&self.json, path)
                    .err()
                    .map(|error| error.hint())
                    .unwrap_or_default();
                self.said.push(Complaint::new(place, message).hint(hint));
            }
        }
    }

    /// Takes out one translation, named by language and path.
    fn forget_text(&mut self, path: &str) -> bool {
        let Some((language, path)) = path.split_once('.') else {
            return false;
        };
        let texts = self.json.get_mut("texts");
        let texts = texts.and_then(|texts| texts.get_mut(language));
        texts
            .and_then(Value::as_object_mut)
            .is_some_and(|texts| texts.shift_remove(path).is_some())
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

fn refused_away(path: &str) -> Option<String> {
    if path.starts_with("texts.") {
        return None;
    }
    let last = path.rsplit('.').next().unwrap_or_default();
    refused(path).or_else(|| {
        NEEDED
            .contains(&last)
            .then(|| format!("„{last}” musi zostać; można tylko zmienić jego treść."))
    })
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

/// Takes away the value at the end of the way; whether there was one.
fn take(json: &mut Value, way: &[String]) -> bool {
    let Some((last, before)) = way.split_last() else {
        return false;
    };
    let mut place = json;
    for name in before {
        let inner = match place {
            Value::Object(map) => map.get_mut(name),
            Value::Array(list) => name.parse::<usize>().ok().and_then(|at| list.get_mut(at)),
            _ => None,
        };
        let Some(inner) = inner else { return false };
        place = inner;
    }
    place
        .as_object_mut()
        .is_some_and(|map| map.shift_remove(last).is_some())
}
