//! Steps and fields after a merge: no field without its step.

use serde_json::Value;

use super::{ConflictKind, Decision, Merger, order};
use crate::parts::{Part, Table, links};

/// Gives every field a step, and brings back what belongs to a step that came back.
pub(super) fn settle(root: &mut Part, merger: &Merger<'_>) {
    let Part::Table(root) = root else { return };
    let Some(Part::Table(mut fields)) = root.remove("fields") else {
        return;
    };
    let Some(Part::List(mut steps)) = root.remove("steps") else {
        root.insert("fields".to_owned(), Part::Table(fields));
        return;
    };
    bring_back_fields(&mut fields, merger);
    let homeless: Vec<String> = fields
        .iter()
        .filter(|(_, field)| !home(field).is_some_and(|step| steps.items.contains_key(step)))
        .map(|(key, _)| key.clone())
        .collect();
    for key in homeless {
        let sides = [merger.ours, merger.theirs];
        let elsewhere = sides.iter().find_map(|side| {
            let step = home(side.at(&["fields".to_owned(), key.clone()])?)?;
            steps.items.contains_key(step).then(|| step.to_owned())
        });
        let step = fields.get(&key).and_then(home).unwrap_or_default();
        let step = match elsewhere {
            Some(step) => step,
            None if contested(merger, "steps", step) && !contested(merger, "fields", &key) => {
                fields.remove(&key);
                continue;
            }
            None => step.to_owned(),
        };
        if !steps.items.contains_key(&step) {
            let way = ["steps".to_owned(), step.clone()];
            let found = sides.iter().find_map(|side| side.at(&way));
            if let Some(found) = found.or_else(|| merger.base.at(&way)) {
                steps.items.insert(step.clone(), found.clone());
            }
            for side in sides {
                let order = side.at(&["steps".to_owned()]).map(Part::order);
                steps.order = order::around(&steps.order, order.unwrap_or_default());
            }
            let known = &steps.items;
            steps.order.retain(|key| known.contains_key(key));
        }
        if let Some(Part::Table(field)) = fields.get_mut(&key) {
            field.insert("step".to_owned(), Part::Leaf(Value::from(step)));
        }
    }
    root.insert("steps".to_owned(), Part::List(steps));
    root.insert("fields".to_owned(), Part::Table(fields));
    links::settle(root);
}

/// A step the office had removed and now takes from the template comes with its fields.
fn bring_back_fields(fields: &mut Table, merger: &Merger<'_>) {
    let steps = merger.conflicts.iter().filter(|conflict| {
        conflict.kind == ConflictKind::RemovedByOffice
            && conflict.place.path.starts_with("steps.")
            && merger.decisions.get(&conflict.place.path) == Some(&Decision::Template)
    });
    for conflict in steps {
        let step = conflict.place.path.trim_start_matches("steps.").to_owned();
        let way = ["steps".to_owned(), step, "fields".to_owned()];
        for key in merger.theirs.at(&way).map(Part::order).unwrap_or_default() {
            let theirs = merger.theirs.at(&["fields".to_owned(), key.clone()]);
            if let Some(theirs) = theirs.filter(|_| !contested(merger, "fields", key)) {
                fields.entry(key.clone()).or_insert_with(|| theirs.clone());
            }
        }
    }
}

fn home(field: &Part) -> Option<&str> {
    field.text("step")
}

/// Whether people choose about this thing itself.
fn contested(merger: &Merger<'_>, list: &str, key: &str) -> bool {
    let path = format!("{list}.{key}");
    merger
        .conflicts
        .iter()
        .any(|conflict| conflict.place.path == path)
}
