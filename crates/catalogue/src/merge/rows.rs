//! Old template, new template and service side by side, and what becomes of each difference.

use serde::Serialize;
use serde_json::Value;

use super::{Decisions, Merge};
use crate::difference::{self, Change, ChangeKind, Place, shown, way_of};
use crate::parts::Part;

/// What becomes of a place in which somebody changed something.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// The service gets what the new template says.
    Taken,
    /// The office has it already.
    Same,
    /// The service stays as the office made it.
    Kept,
    /// Something of both, as two orders laid into each other.
    Both,
    /// The office chooses: the path of the conflict's place.
    Chosen(String),
}

/// A place as the three have it.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Row {
    pub place: Place,
    /// What its side did to it.
    pub kind: ChangeKind,
    /// The value in the edition the office has now; `None` when it was not there. A list put in
    /// another order has its keys, a field in another step the title of its step.
    pub old: Option<Value>,
    /// The value in the new edition.
    pub new: Option<Value>,
    /// The value in the service.
    pub own: Option<Value>,
    pub outcome: Outcome,
}

/// Everything in which the three differ, each place once, in the order of a reader.
#[derive(Clone, Debug, Default)]
pub struct Rows {
    /// What changed from the old edition to the new one.
    pub template: Vec<Row>,
    /// What the office changed, and the template did not.
    pub office: Vec<Row>,
}

impl Merge {
    /// The three side by side under these decisions.
    pub fn rows(&self, decisions: &Decisions) -> Rows {
        let (root, _) = self.root(decisions);
        let template: Vec<Row> = difference::of_parts(&self.base, &self.theirs)
            .into_iter()
            .map(|change| self.row(change, &root))
            .collect();
        let known = |change: &Change| {
            let path = &change.place.path;
            template.iter().any(|row| row.place.path == *path)
        };
        let office = difference::of_parts(&self.base, &self.ours)
            .into_iter()
            .filter(|change| !known(change))
            .map(|change| self.row(change, &root))
            .collect();
        Rows { template, office }
    }

    fn row(&self, change: Change, root: &Part) -> Row {
        let way = way_of(&change.place.path);
        let value = |side: &Part| valued(side, &way, change.kind);
        let (old, new, own) = (value(&self.base), value(&self.theirs), value(&self.ours));
        let conflict = self
            .conflicts
            .iter()
            .map(|conflict| &conflict.place.path)
            .find(|path| is_within(path, &change.place.path));
        let merged = value(root);
        let outcome = match conflict {
            Some(path) => Outcome::Chosen(path.clone()),
            None if new == own => Outcome::Same,
            None if merged == own => Outcome::Kept,
            None if merged == new => Outcome::Taken,
            None => Outcome::Both,
        };
        Row {
            place: change.place,
            kind: change.kind,
            old,
            new,
            own,
            outcome,
        }
    }
}

/// Whether one of the two places is the other, or inside of it.
fn is_within(one: &str, other: &str) -> bool {
    let (long, short) = match one.len() >= other.len() {
        true => (one, other),
        false => (other, one),
    };
    let rest = long.strip_prefix(short);
    rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
}

fn valued(side: &Part, way: &[String], kind: ChangeKind) -> Option<Value> {
    let part = side.at(way)?;
    Some(match kind {
        ChangeKind::Reordered => part.order().iter().map(String::as_str).collect(),
        ChangeKind::Moved => {
            let key = part.leaf().and_then(Value::as_str).unwrap_or_default();
            let step = side.at(&["steps".to_owned(), key.to_owned()]);
            Value::from(step.and_then(|step| step.text("title")).unwrap_or(key))
        }
        ChangeKind::Added | ChangeKind::Removed | ChangeKind::Changed => shown(way, part),
    })
}
