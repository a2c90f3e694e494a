//! A definition taken apart into things with names, so that two can be compared and merged.

pub(crate) mod links;
mod texts;

use std::collections::BTreeMap;

use serde_json::{Map, Value};

/// Between the name of a text and its language: `label@en`.
pub(crate) const IN: char = '@';
/// Lists of texts that are changed as a whole, together with their translations.
const WHOLE: &[&str] = &["needed", "legal_basis", "exemptions"];
/// Lists in which a text stands once and no text depends on another.
const SETS: &[&str] = &["life_events", "languages", "keywords", "confirm"];

/// Things and values by their names.
pub(crate) type Table = BTreeMap<String, Part>;

/// A part of a definition.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Part {
    Leaf(Value),
    Table(Table),
    List(List),
    /// The keys of the fields of a step, as they follow each other.
    Order(Vec<String>),
}

/// Things known by their keys, with the order in which they stand.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct List {
    pub(crate) order: Vec<String>,
    pub(crate) items: Table,
}

impl Part {
    pub(crate) fn table(&self) -> Option<&Table> {
        match self {
            Self::Table(table) => Some(table),
            Self::Leaf(_) | Self::List(_) | Self::Order(_) => None,
        }
    }

    pub(crate) fn leaf(&self) -> Option<&Value> {
        match self {
            Self::Leaf(value) => Some(value),
            Self::Table(_) | Self::List(_) | Self::Order(_) => None,
        }
    }

    /// The things by name, whether their order counts or not.
    pub(crate) fn items(&self) -> Option<&Table> {
        match self {
            Self::Table(items) => Some(items),
            Self::List(list) => Some(&list.items),
            Self::Leaf(_) | Self::Order(_) => None,
        }
    }

    /// The keys in their order; empty for what has none.
    pub(crate) fn order(&self) -> &[String] {
        match self {
            Self::List(list) => &list.order,
            Self::Order(order) => order,
            Self::Leaf(_) | Self::Table(_) => &[],
        }
    }

    /// The part at a way of names.
    pub(crate) fn at(&self, way: &[String]) -> Option<&Part> {
        way.iter()
            .try_fold(self, |part, name| part.items()?.get(name))
    }

    /// The text of a leaf below.
    pub(crate) fn text(&self, name: &str) -> Option<&str> {
        self.items()?.get(name)?.leaf()?.as_str()
    }
}

/// Takes the JSON of a definition apart. Address and number of edition are left out.
///
/// Top-level fields stand beside the steps, each with the key of its step, so that a field that
/// moves to another step is still the same field.
pub(crate) fn take_apart(json: &Value) -> Part {
    let mut root = Table::new();
    for (name, value) in json.as_object().into_iter().flatten() {
        let part = match name.as_str() {
            "slug" | "edition" | "texts" => continue,
            "form" => {
                form(value, &mut root);
                continue;
            }
            "card" | "deadline" => Part::Table(leaves(value)),
            "fees" => keyed(value, "key", fee),
            "attachments" | "blocks" => keyed(value, "key", leaves),
            name if SETS.contains(&name) => set(value),
            _ => Part::Leaf(value.clone()),
        };
        root.insert(name.clone(), part);
    }
    texts::hang(json, &mut root);
    Part::Table(root)
}

/// A list by what its elements are known by; as it stands when they cannot be told apart.
fn keyed(value: &Value, by: &str, inner: impl Fn(&Value) -> Table) -> Part {
    let mut list = List::default();
    for element in value.as_array().into_iter().flatten() {
        let key = element.get(by).and_then(Value::as_str).unwrap_or_default();
        let mut table = inner(element);
        table.remove(by);
        let doubled = list
            .items
            .insert(key.to_owned(), Part::Table(table))
            .is_some();
        if doubled || key.is_empty() {
            return Part::Leaf(value.clone());
        }
        list.order.push(key.to_owned());
    }
    Part::List(list)
}

fn set(value: &Value) -> Part {
    let mut list = List::default();
    for element in value.as_array().into_iter().flatten() {
        let text = element.as_str().unwrap_or_default().to_owned();
        if list
            .items
            .insert(text.clone(), Part::Leaf(Value::from(text.as_str())))
            .is_some()
        {
            return Part::Leaf(value.clone());
        }
        list.order.push(text);
    }
    Part::List(list)
}

fn leaves(value: &Value) -> Table {
    let object = value.as_object().into_iter().flatten();
    object
        .map(|(name, value)| (name.clone(), leaf(name, value)))
        .collect()
}

fn leaf(name: &str, value: &Value) -> Part {
    match WHOLE.contains(&name) {
        true => Part::Leaf(whole(value.clone())),
        false => Part::Leaf(value.clone()),
    }
}

/// A list of texts with room for its translations.
pub(crate) fn whole(items: Value) -> Value {
    let mut both = Map::new();
    both.insert("items".to_owned(), items);
    Value::Object(both)
}

/// The amount and the formula are one thing, the price: each takes the place of the other.
fn fee(value: &Value) -> Table {
    let mut table = leaves(value);
    let mut price = Map::new();
    for name in ["amount", "formula"] {
        if let Some(Part::Leaf(value)) = table.remove(name) {
            price.insert(name.to_owned(), value);
        }
    }
    if !price.is_empty() {
        table.insert("price".to_owned(), Part::Leaf(Value::Object(price)));
    }
    table
}

fn field(value: &Value) -> Table {
    let mut table = leaves(value);
    if let Some(options) = value.get("options") {
        table.insert("options".to_owned(), keyed(options, "value", leaves));
    }
    if let Some(fields) = value.get("fields") {
        table.insert("fields".to_owned(), keyed(fields, "key", field));
    }
    table
        .entry("required".to_owned())
        .or_insert(Part::Leaf(Value::Bool(true)));
    table
}

fn form(value: &Value, root: &mut Table) {
    let mut steps = List::default();
    let mut fields = Table::new();
    let list = value.get("steps").and_then(Value::as_array);
    for step in list.into_iter().flatten() {
        let key = step.get("key").and_then(Value::as_str).unwrap_or_default();
        let mut table = leaves(step);
        table.remove("key");
        let mut order = Vec::new();
        for inner in step
            .get("fields")
            .and_then(Value::as_array)
            .into_iter()
            .flatten()
        {
            let name = inner.get("key").and_then(Value::as_str).unwrap_or_default();
            let mut table = field(inner);
            table.remove("key");
            table.insert("step".to_owned(), Part::Leaf(Value::from(key)));
            if fields.insert(name.to_owned(), Part::Table(table)).is_none() {
                order.push(name.to_owned());
            }
        }
        table.insert("fields".to_owned(), Part::Order(order));
        if steps
            .items
            .insert(key.to_owned(), Part::Table(table))
            .is_none()
        {
            steps.order.push(key.to_owned());
        }
    }
    root.insert("steps".to_owned(), Part::List(steps));
    root.insert("fields".to_owned(), Part::Table(fields));
}

/// Puts a definition together again, under this address and number of edition.
pub(crate) fn put_together(root: &Part, slug: &str, edition: u32) -> Value {
    let mut json = Map::new();
    json.insert("slug".to_owned(), Value::from(slug));
    json.insert("edition".to_owned(), Value::from(edition));
    let empty = Table::new();
    for (name, part) in root.table().unwrap_or(&empty) {
        match name.as_str() {
            "fields" => {}
            "steps" => {
                let steps = steps_of(root, part);
                if !steps.is_empty() {
                    json.insert("form".to_owned(), serde_json::json!({ "steps": steps }));
                }
            }
            name if name.contains(IN) => {}
            name => {
                json.insert(name.to_owned(), value_of(name, part));
            }
        }
    }
    let texts = texts::gather(root);
    if !texts.is_empty() {
        json.insert("texts".to_owned(), Value::Object(texts));
    }
    Value::Object(json)
}

fn steps_of(root: &Part, steps: &Part) -> Vec<Value> {
    let empty = Table::new();
    let fields = root.at(&["fields".to_owned()]);
    let fields = fields.and_then(Part::table).unwrap_or(&empty);
    let mut all = Vec::new();
    for (key, part) in in_order(steps) {
        let mut step = object_of(part, &[("key", Value::from(key.as_str()))]);
        let here: Vec<Value> = fields_of(root, key)
            .into_iter()
            .filter_map(|name| Some(field_json(name, fields.get(name)?)))
            .collect();
        step.insert("fields".to_owned(), Value::Array(here));
        all.push(Value::Object(step));
    }
    all
}

/// The keys of the fields that stand in a step, in order; those the order forgot come last.
pub(crate) fn fields_of<'p>(root: &'p Part, step: &str) -> Vec<&'p str> {
    let way = ["steps", step, "fields"].map(str::to_owned);
    let order = root.at(&way).map(Part::order).unwrap_or_default();
    let fields = root
        .at(&["fields".to_owned()])
        .and_then(Part::table)
        .into_iter()
        .flatten();
    let here: Vec<&str> = fields
        .filter(|(_, field)| field.text("step") == Some(step))
        .map(|(key, _)| key.as_str())
        .collect();
    let mut keys: Vec<&str> = Vec::with_capacity(here.len());
    for key in order.iter().map(String::as_str).chain(here.iter().copied()) {
        if here.contains(&key) && !keys.contains(&key) {
            keys.push(key);
        }
    }
    keys
}

/// A field as JSON, with its key.
pub(crate) fn field_json(key: &str, part: &Part) -> Value {
    let mut object = object_of(part, &[("key", Value::from(key))]);
    object.remove("step");
    if object.get("required") == Some(&Value::Bool(true)) {
        object.remove("required");
    }
    Value::Object(object)
}

/// A part as JSON, without its translations.
pub(crate) fn value_of(name: &str, part: &Part) -> Value {
    match part {
        Part::Leaf(value) if WHOLE.contains(&name) => {
            value.get("items").cloned().unwrap_or_default()
        }
        Part::Leaf(value) => value.clone(),
        Part::Table(_) => Value::Object(object_of(part, &[])),
        Part::Order(keys) => keys.iter().map(String::as_str).collect(),
        Part::List(_) if SETS.contains(&name) => {
            in_order(part).map(|(text, _)| text.as_str()).collect()
        }
        Part::List(_) => in_order(part)
            .map(|(key, item)| match name {
                "fields" => field_json(key, item),
                "options" => {
                    Value::Object(object_of(item, &[("value", Value::from(key.as_str()))]))
                }
                _ => Value::Object(object_of(item, &[("key", Value::from(key.as_str()))])),
            })
            .collect(),
    }
}

fn object_of(part: &Part, first: &[(&str, Value)]) -> Map<String, Value> {
    let mut object: Map<String, Value> = first
        .iter()
        .map(|(name, value)| ((*name).to_owned(), value.clone()))
        .collect();
    for (name, inner) in part.table().into_iter().flatten() {
        if name.contains(IN) {
            continue;
        }
        match (name.as_str(), inner) {
            ("price", Part::Leaf(Value::Object(price))) => object.extend(price.clone()),
            (name, inner) => {
                object.insert(name.to_owned(), value_of(name, inner));
            }
        }
    }
    object
}

/// The things of a list in their order; those the order forgot come last.
pub(crate) fn in_order(part: &Part) -> impl Iterator<Item = (&String, &Part)> {
    let order = part.order();
    let items = part.items();
    let listed = order
        .iter()
        .filter_map(move |key| items.and_then(|items| items.get_key_value(key)));
    let forgotten = items
        .into_iter()
        .flatten()
        .filter(move |(key, _)| !order.contains(key));
    listed.chain(forgotten)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read_definition;

    #[test]
    fn what_is_taken_apart_goes_together_again() {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../tenants");
        let mut seen = 0;
        for place in ["podlaskie/templates", "_example/services"] {
            for entry in std::fs::read_dir(format!("{folder}/{place}")).expect("a folder") {
                let path = entry.expect("a file").path();
                let text = std::fs::read_to_string(&path).expect("a text");
                let Ok(definition) = read_definition("x.toml", &text) else {
                    continue;
                };
                let parts = take_apart(&definition.to_json());
                let json = put_together(&parts, &definition.slug, definition.edition);
                let again = crate::Definition::from_json(&json).expect("a definition");
                assert_eq!(again, definition, "{}", path.display());
                seen += 1;
            }
        }
        assert!(seen > 20, "{seen}");
    }
}
