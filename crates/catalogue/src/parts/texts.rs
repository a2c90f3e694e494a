//! Translations hung on what they translate, and gathered from there again.

use serde_json::{Map, Value};

use super::{IN, Part, Table, WHOLE};

/// Hangs every translation on the thing it belongs to.
pub(super) fn hang(json: &Value, root: &mut Table) {
    let languages = json.get("texts").and_then(Value::as_object);
    for (language, texts) in languages.into_iter().flatten() {
        for (path, text) in texts.as_object().into_iter().flatten() {
            let way: Vec<&str> = path.split('.').collect();
            put(root, &way, language, text);
        }
    }
}

fn put(root: &mut Table, way: &[&str], language: &str, text: &Value) {
    let place = match way {
        ["card" | "deadline", rest @ ..] => inner(root, way[0]).map(|table| (table, rest)),
        [list @ ("fees" | "attachments" | "steps"), key, rest @ ..] => inner(root, list)
            .and_then(|items| inner(items, key))
            .map(|table| (table, rest)),
        ["fields", key, rest @ ..] => inner(root, "fields")
            .and_then(|items| inner(items, key))
            .map(|table| (table, rest)),
        rest => Some((root, rest)),
    };
    if let Some((table, rest)) = place {
        put_in(table, rest, language, text);
    }
}

fn put_in(table: &mut Table, way: &[&str], language: &str, text: &Value) {
    match way {
        [name] => {
            table.insert(format!("{name}{IN}{language}"), Part::Leaf(text.clone()));
        }
        [list, rest @ ..] if WHOLE.contains(list) => {
            if let Some(Part::Leaf(Value::Object(both))) = table.get_mut(*list) {
                let texts = both.entry("texts").or_insert_with(|| Map::new().into());
                texts[language][rest.join(".")] = text.clone();
            }
        }
        ["options", value, rest @ ..] => {
            let choice = inner(table, "options").and_then(|items| inner(items, value));
            let name = rest.first().copied().unwrap_or("label");
            if let Some(choice) = choice {
                put_in(choice, &[name], language, text);
            }
        }
        [key, rest @ ..] => {
            let field = inner(table, "fields").and_then(|items| inner(items, key));
            if let Some(field) = field {
                put_in(field, rest, language, text);
            }
        }
        [] => {}
    }
}

fn inner<'t>(table: &'t mut Table, name: &str) -> Option<&'t mut Table> {
    match table.get_mut(name)? {
        Part::Table(inner) => Some(inner),
        Part::List(list) => Some(&mut list.items),
        Part::Leaf(_) | Part::Order(_) => None,
    }
}

/// All translations, as a definition keeps them: language, then path, then text.
pub(super) fn gather(root: &Part) -> Map<String, Value> {
    let mut texts = Map::new();
    walk(root, "", &mut texts);
    texts
}

fn walk(part: &Part, path: &str, texts: &mut Map<String, Value>) {
    let below = |name: &str| match path {
        "" => name.to_owned(),
        _ => format!("{path}.{name}"),
    };
    for (name, inner) in part.items().into_iter().flatten() {
        match (name.split_once(IN), inner) {
            (Some((name, language)), Part::Leaf(text)) => {
                let path = match (name, path.rsplit_once('.')) {
                    // The label of a choice is named by the choice alone.
                    ("label", Some((before, _))) if before.ends_with(".options") => path.to_owned(),
                    _ => below(name),
                };
                keep(texts, language, path, text.clone());
            }
            (None, Part::Leaf(Value::Object(both))) if WHOLE.contains(&name.as_str()) => {
                let languages = both.get("texts").and_then(Value::as_object);
                for (language, inner) in languages.into_iter().flatten() {
                    for (rest, text) in inner.as_object().into_iter().flatten() {
                        let path = format!("{}.{rest}", below(name));
                        keep(texts, language, path, text.clone());
                    }
                }
            }
            (None, Part::Table(_) | Part::List(_)) => walk(inner, &inside(path, name), texts),
            (_, Part::Leaf(_) | Part::Table(_) | Part::List(_) | Part::Order(_)) => {}
        }
    }
}

/// The path of a thing inside; a field of a group follows the group without a word between.
fn inside(path: &str, name: &str) -> String {
    match (path, name) {
        ("", name) => name.to_owned(),
        (path, "fields") if path.starts_with("fields.") => path.to_owned(),
        (path, name) => format!("{path}.{name}"),
    }
}

fn keep(texts: &mut Map<String, Value>, language: &str, path: String, text: Value) {
    let language = texts
        .entry(language)
        .or_insert_with(|| Value::Object(Map::new()));
    if let Some(language) = language.as_object_mut() {
        language.insert(path, text);
    }
}
