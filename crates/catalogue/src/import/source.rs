//! The containers of exports: one JSON, or the archive of Open Forms; told apart by content.

use std::io::{Cursor, Read};

use serde_json::{Map, Value};
use zip::ZipArchive;

use super::{EXPORT_BYTES_MAX, ImportError};

/// Parts of an Open Forms export that are read.
const READ: [&str; 4] = ["forms", "formSteps", "formDefinitions", "formLogic"];
/// Its parts that say nothing of the form itself.
const IGNORED: [&str; 1] = ["_meta"];
/// Files of an archive looked at.
const FILES_MAX: usize = 50;

/// A page of the form.
pub(super) struct Page {
    pub(super) title: String,
    /// What the rules of the export call it.
    pub(super) names: Vec<String>,
    /// The component that is the page; `null` where it is none.
    pub(super) component: Value,
    pub(super) components: Vec<Value>,
}

/// An export taken apart.
pub(super) struct Source {
    pub(super) title: String,
    pub(super) pages: Vec<Page>,
    /// Rules of Open Forms.
    pub(super) logic: Vec<Value>,
    /// Parts of the export nobody reads.
    pub(super) not_read: Vec<String>,
    /// All of it as one text.
    pub(super) json: String,
}

impl Source {
    pub(super) fn read(bytes: &[u8]) -> Result<Self, ImportError> {
        if bytes.len() > EXPORT_BYTES_MAX {
            return Err(ImportError::TooLarge);
        }
        let json = match bytes.starts_with(b"PK\x03\x04") {
            true => unpack(bytes)?,
            false => serde_json::from_slice(bytes)
                .map_err(|error| ImportError::Unreadable(error.to_string()))?,
        };
        let text = json.to_string();
        if json.get("formDefinitions").is_some() {
            return Self::open_forms(&json, text);
        }
        // Form.io wraps the form for moving between projects.
        let form = ["form", "data", "configuration"].iter().find_map(|name| {
            let inner = json.get(name)?;
            inner.get("components").map(|_| inner)
        });
        Self::form_io(form.unwrap_or(&json), text)
    }

    fn form_io(form: &Value, json: String) -> Result<Self, ImportError> {
        let components = list(form, "components").ok_or(ImportError::NoForm)?;
        let is_page = |component: &Value| word(component, "type") == "panel";
        let wizard = word(form, "display") == "wizard";
        let loose: Vec<Value> = components
            .iter()
            .filter(|one| !is_page(one))
            .cloned()
            .collect();
        let pages: Vec<&Value> = components.iter().filter(|one| is_page(one)).collect();
        let pages = match wizard && !pages.is_empty() {
            false => vec![page(word(form, "title"), Value::Null, components)],
            true => {
                let mut all: Vec<Page> = Vec::new();
                if loose.iter().any(|one| word(one, "type") != "button") {
                    all.push(page("", Value::Null, loose));
                }
                all.extend(pages.into_iter().map(|panel| {
                    let inner = list(panel, "components").unwrap_or_default();
                    page(page_title(panel), panel.clone(), inner)
                }));
                all
            }
        };
        Ok(Self {
            title: word(form, "title").to_owned(),
            pages,
            logic: Vec::new(),
            not_read: Vec::new(),
            json,
        })
    }

    fn open_forms(json: &Value, text: String) -> Result<Self, ImportError> {
        let part = |name: &str| json.get(name).map(as_list).unwrap_or_default();
        let definitions = part("formDefinitions");
        let mut steps = part("formSteps");
        let order = |step: &Value| {
            let order = step.get("order").or_else(|| step.get("index"));
            order.and_then(Value::as_u64).unwrap_or_default()
        };
        steps.sort_by_key(order);
        let forms = part("forms");
        let title = forms.first().map(|form| word(form, "name").to_owned());
        let mut pages: Vec<Page> = Vec::new();
        for step in &steps {
            let wanted = ["formDefinition", "form_definition"].map(|name| word(step, name));
            let found = definitions.iter().find(|one| {
                let names = [word(one, "url"), word(one, "uuid"), word(one, "slug")];
                let is_one = |name: &&str| {
                    !name.is_empty() && wanted.iter().any(|wanted| last(wanted) == last(name))
                };
                names.iter().any(is_one)
            });
            let Some(definition) = found else { continue };
            let mut made = definition_page(definition);
            made.names
                .extend([last(word(step, "url")), word(step, "uuid")].map(str::to_owned));
            pages.push(made);
        }
        if pages.is_empty() {
            pages = definitions.iter().map(definition_page).collect();
        }
        let read_or_ignored = |name: &&String| {
            let name = name.as_str();
            !READ.contains(&name) && !IGNORED.contains(&name)
        };
        let parts = json.as_object().map(Map::keys).into_iter().flatten();
        let not_read = parts.filter(read_or_ignored).filter(|name| {
            let is_empty = part(name).is_empty();
            !is_empty
        });
        Ok(Self {
            title: title.unwrap_or_default(),
            not_read: not_read.cloned().collect(),
            logic: part("formLogic"),
            pages,
            json: text,
        })
    }
}

fn definition_page(definition: &Value) -> Page {
    let configuration = definition.get("configuration").map(unwrapped);
    let configuration = configuration.unwrap_or_default();
    let components = list(&configuration, "components").unwrap_or_default();
    let mut made = page(word(definition, "name"), Value::Null, components);
    made.names.push(word(definition, "uuid").to_owned());
    made
}

fn page(title: &str, component: Value, components: Vec<Value>) -> Page {
    Page {
        title: title.to_owned(),
        names: vec![word(&component, "key").to_owned()],
        component,
        components,
    }
}

fn page_title(panel: &Value) -> &str {
    match word(panel, "title") {
        "" => word(panel, "label"),
        title => title,
    }
}

/// The last part of an address: an identifier.
fn last(address: &str) -> &str {
    address
        .trim_end_matches('/')
        .rsplit('/')
        .next()
        .unwrap_or_default()
}

/// A text of an object; empty where there is none.
pub(super) fn word<'v>(object: &'v Value, name: &str) -> &'v str {
    object.get(name).and_then(Value::as_str).unwrap_or_default()
}

pub(super) fn list(object: &Value, name: &str) -> Option<Vec<Value>> {
    object.get(name)?.as_array().cloned()
}

/// Parts of an export are lists, or texts that hold one.
fn as_list(value: &Value) -> Vec<Value> {
    match unwrapped(value) {
        Value::Array(all) => all,
        Value::Null => Vec::new(),
        one => vec![one],
    }
}

fn unwrapped(value: &Value) -> Value {
    match value {
        Value::String(text) => serde_json::from_str(text).unwrap_or_default(),
        other => other.clone(),
    }
}

/// The JSON files of an archive, each under its name.
fn unpack(bytes: &[u8]) -> Result<Value, ImportError> {
    let unreadable = |error: String| ImportError::Unreadable(error);
    let archive = ZipArchive::new(Cursor::new(bytes));
    let mut archive = archive.map_err(|error| unreadable(error.to_string()))?;
    let mut parts = Map::new();
    let mut room = EXPORT_BYTES_MAX;
    for position in 0..archive.len().min(FILES_MAX) {
        let file = archive.by_index(position);
        let file = file.map_err(|error| unreadable(error.to_string()))?;
        let Ok(name) = file.name() else { continue };
        let Some(name) = name.strip_suffix(".json").map(str::to_owned) else {
            continue;
        };
        let mut text = String::new();
        // One byte more than there is room: what is too large shows.
        let limit = u64::try_from(room).unwrap_or(u64::MAX).saturating_add(1);
        let read = file.take(limit).read_to_string(&mut text);
        read.map_err(|error| unreadable(error.to_string()))?;
        room = room.checked_sub(text.len()).ok_or(ImportError::TooLarge)?;
        let json = serde_json::from_str(&text);
        let json = json.map_err(|error| unreadable(format!("{name}.json: {error}")))?;
        parts.insert(name, json);
    }
    Ok(Value::Object(parts))
}
