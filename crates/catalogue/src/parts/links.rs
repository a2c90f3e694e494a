//! A link with a block stands only while all its fields do.

use serde_json::Value;

use super::{Part, Table};

/// Takes out the links of which a field is no longer in the form: the rest of the fields stays,
/// detached from the block.
pub(crate) fn settle(root: &mut Table) {
    let fields = match root.get("fields") {
        Some(Part::Table(fields)) => fields.clone(),
        _ => Table::new(),
    };
    let Some(Part::List(links)) = root.get_mut("blocks") else {
        return;
    };
    links.items.retain(|_, link| {
        let followed = link.items().and_then(|link| link.get("fields"));
        stands(followed.and_then(Part::leaf), |key| {
            fields.contains_key(key)
        })
    });
    links.order.retain(|key| links.items.contains_key(key));
    if links.order.is_empty() {
        root.remove("blocks");
    }
}

/// As [`settle`], for the JSON of a definition.
pub(crate) fn settle_json(json: &mut Value) {
    let steps = json.pointer("/form/steps").and_then(Value::as_array);
    let fields = steps
        .into_iter()
        .flatten()
        .filter_map(|step| step.get("fields"));
    let fields = fields.filter_map(Value::as_array).flatten();
    let keys: Vec<String> = fields
        .filter_map(|field| field.get("key")?.as_str().map(str::to_owned))
        .collect();
    let Some(links) = json.get_mut("blocks").and_then(Value::as_array_mut) else {
        return;
    };
    links.retain(|link| {
        stands(link.get("fields"), |key| {
            keys.iter().any(|known| known == key)
        })
    });
    if links.is_empty()
        && let Value::Object(map) = json
    {
        map.shift_remove("blocks");
    }
}

fn stands(followed: Option<&Value>, is_there: impl Fn(&str) -> bool) -> bool {
    let followed = followed.and_then(Value::as_object).into_iter().flatten();
    let mut keys = followed.map(|(_, own)| own.as_str().unwrap_or_default());
    keys.all(is_there)
}
