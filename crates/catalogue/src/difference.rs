//! The difference (różnica) between two definitions, as changes that a caller can put into words.

mod place;

use serde::Serialize;
use serde_json::Value;

use crate::definition::Definition;
use crate::parts::{IN, Part, Table, field_json, fields_of, take_apart, value_of};

pub use place::{Place, Subject};
pub(crate) use place::{path_of, place_of, way_of};

/// What happened to a part of a definition.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum ChangeKind {
    Added,
    Removed,
    Changed,
    /// A field stands in another step: old and new are the titles of the steps.
    Moved,
    /// The same things follow each other in another order: old and new are their keys.
    Reordered,
}

/// One change from an old definition to a new one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Change {
    pub kind: ChangeKind,
    pub place: Place,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub old: Option<Value>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub new: Option<Value>,
}

/// Every change from `old` to `new`, in the order in which a reader meets the parts.
///
/// The address and the number of the edition are not compared.
pub fn difference(old: &Definition, new: &Definition) -> Vec<Change> {
    of_json(&old.to_json(), &new.to_json())
}

/// As [`difference`], for the JSON of definitions that may still have mistakes.
pub fn of_json(old: &Value, new: &Value) -> Vec<Change> {
    of_parts(&take_apart(old), &take_apart(new))
}

pub(crate) fn of_parts(old: &Part, new: &Part) -> Vec<Change> {
    let mut walk = Walk {
        old,
        new,
        changes: Vec::new(),
    };
    walk.part(Some(old), Some(new), &mut Vec::new());
    walk.changes
}

/// The change at one place, when there is one: what it is called and both values.
struct Walk<'p> {
    old: &'p Part,
    new: &'p Part,
    changes: Vec<Change>,
}

impl Walk<'_> {
    fn part(&mut self, old: Option<&Part>, new: Option<&Part>, way: &mut Vec<String>) {
        if old == new {
            return;
        }
        let (old, new) = match (old, new) {
            (Some(old), Some(new)) => (old, new),
            (None, Some(Part::Order(_))) | (Some(Part::Order(_)), None) | (None, None) => return,
            (None, Some(new)) if is_list(new) => (&NOTHING, new),
            (Some(old), None) if is_list(old) => (old, &NOTHING),
            (None, Some(new)) => return self.tell(ChangeKind::Added, way, None, Some(new)),
            (Some(old), None) => return self.tell(ChangeKind::Removed, way, Some(old), None),
        };
        match (old, new) {
            (Part::Table(before), Part::Table(after)) => self.inside(before, after, way),
            (Part::List(before), Part::List(after)) => {
                self.inside(&before.items, &after.items, way);
                self.order(old, new, way);
            }
            (Part::Order(_), Part::Order(_)) => self.order(old, new, way),
            _ if way.len() == 3 && way[2] == "step" => self.moved(old, new, way),
            _ => self.tell(ChangeKind::Changed, way, Some(old), Some(new)),
        }
    }

    fn inside(&mut self, old: &Table, new: &Table, way: &mut Vec<String>) {
        for name in self.names(old, new, way) {
            way.push(name);
            let name = &way[way.len() - 1];
            let (old, new) = (old.get(name), new.get(name));
            self.part(old, new, way);
            way.pop();
        }
    }

    /// The names of both in the order of the form, or of the file.
    fn names(&self, old: &Table, new: &Table, way: &[String]) -> Vec<String> {
        let mut names: Vec<String> = new.keys().chain(old.keys()).cloned().collect();
        if way.is_empty() || way.len() == 2 || way.last().is_some_and(|name| name == "card") {
            names.sort_by_key(|name| rank(name));
        } else if way.len() == 1 && way[0] == "fields" {
            let line = [self.new, self.old].map(|side| {
                let steps = side.at(&["steps".to_owned()]).map(Part::order);
                let steps = steps.into_iter().flatten();
                let fields = steps.flat_map(|step| fields_of(side, step));
                fields.map(str::to_owned).collect::<Vec<_>>()
            });
            by_order(&mut names, &line.concat());
        } else {
            let order = |side: &Part| side.at(way).map(Part::order).unwrap_or_default().to_vec();
            by_order(&mut names, &[order(self.new), order(self.old)].concat());
        }
        let mut seen = std::collections::HashSet::new();
        names.retain(|name| seen.insert(name.clone()));
        names
    }

    fn order(&mut self, old: &Part, new: &Part, way: &[String]) {
        let common = |one: &Part, other: &Part| -> Vec<String> {
            let there: std::collections::HashSet<&String> = other.order().iter().collect();
            let kept = one.order().iter().filter(|key| there.contains(key));
            kept.cloned().collect()
        };
        let (before, after) = (common(old, new), common(new, old));
        if before != after {
            self.changes.push(Change {
                kind: ChangeKind::Reordered,
                place: place_of(&[self.new, self.old], way),
                old: Some(before.into()),
                new: Some(after.into()),
            });
        }
    }

    fn moved(&mut self, old: &Part, new: &Part, way: &[String]) {
        let title = |side: &Part, step: &Part| {
            let key = step.leaf().and_then(Value::as_str).unwrap_or_default();
            let step = side.at(&["steps".to_owned(), key.to_owned()]);
            Value::from(step.and_then(|step| step.text("title")).unwrap_or(key))
        };
        self.changes.push(Change {
            kind: ChangeKind::Moved,
            place: place_of(&[self.new, self.old], way),
            old: Some(title(self.old, old)),
            new: Some(title(self.new, new)),
        });
    }

    fn tell(&mut self, kind: ChangeKind, way: &[String], old: Option<&Part>, new: Option<&Part>) {
        let sides = match kind {
            ChangeKind::Removed => [self.old, self.new],
            _ => [self.new, self.old],
        };
        self.changes.push(Change {
            kind,
            place: place_of(&sides, way),
            old: old.map(|part| shown(way, part)),
            new: new.map(|part| shown(way, part)),
        });
    }
}

/// The value of a part as files have it.
pub(crate) fn shown(way: &[String], part: &Part) -> Value {
    match way {
        [.., list, key] if list == "fields" => field_json(key, part),
        [.., name] => value_of(name, part),
        [] => Value::Null,
    }
}

static NOTHING: Part = Part::List(crate::parts::List {
    order: Vec::new(),
    items: Table::new(),
});

fn is_list(part: &Part) -> bool {
    matches!(part, Part::List(_))
}

fn by_order(names: &mut [String], order: &[String]) {
    let mut at = std::collections::HashMap::new();
    for (position, name) in order.iter().enumerate() {
        at.entry(name.as_str()).or_insert(position);
    }
    names.sort_by_key(|name| at.get(name.as_str()).copied().unwrap_or(usize::MAX));
}

/// Where a property stands among its neighbours in a file.
fn rank(name: &str) -> (usize, String) {
    const ORDER: &[&str] = &[
        "title",
        "kind",
        "procedure",
        "category",
        "life_events",
        "identity",
        "maturity",
        "maturity_evidence",
        "class",
        "unit",
        "languages",
        "keywords",
        "confirm",
        "card",
        "deadline",
        "fees",
        "attachments",
        "windows",
        "steps",
        "fields",
        // of a card
        "summary",
        "who",
        "needed",
        "how",
        "result",
        "time",
        "appeal",
        "personal_data",
        "legal_basis",
        // of a field, a step, a fee, an attachment
        "step",
        "type",
        "label",
        "hint",
        "purpose",
        "required",
        "show_if",
        "required_if",
        "options",
        "price",
        "per",
        "basis",
        "payee",
        "exemptions",
        "note",
    ];
    let bare = name.split(IN).next().unwrap_or_default();
    let at = ORDER.iter().position(|known| *known == bare);
    (at.unwrap_or(ORDER.len()), name.to_owned())
}
