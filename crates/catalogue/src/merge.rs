//! Three-way merge (uzgodnienie): the next edition of a template under what an office changed.

mod form;
mod order;
mod rows;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use crate::adoption::{Adoption, adopt};
use crate::definition::Definition;
use crate::difference::{self, Change, Place, path_of, place_of, shown};
use crate::parts::{IN, List, Part, Table, put_together, take_apart};
use crate::problem::{Complaint, Problem};

pub use rows::{Outcome, Row, Rows};

/// What the office chose, by the path of the conflict's place.
pub type Decisions = BTreeMap<String, Decision>;

/// How one conflict ends.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Decision {
    /// What the new template says.
    Template,
    /// What the office has.
    Own,
    /// A value of neither: a text, a rule as JSON, a list; for an order the keys. It decides
    /// nothing where a whole thing was removed on one side.
    Value(Value),
}

/// Why both sides cannot have what they want.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum ConflictKind {
    /// Both changed the value, differently.
    Changed,
    /// The template no longer has what the office changed.
    RemovedByTemplate,
    /// The template changed what the office removed.
    RemovedByOffice,
    /// Both put the same things in order, differently.
    Order,
}

/// A place at which template and office want different things.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Conflict {
    pub kind: ConflictKind,
    pub place: Place,
    /// The value in the template's edition the office has now; `None` when it was not there.
    pub old: Option<Value>,
    /// The value in the template's new edition.
    pub new: Option<Value>,
    /// The value the office has.
    pub own: Option<Value>,
}

/// A new edition of a template compared with what an office made of the old one.
#[derive(Clone, Debug)]
pub struct Merge {
    /// What changes for the office by itself: no conflict is about it.
    pub taken: Vec<Change>,
    pub conflicts: Vec<Conflict>,
    new: Definition,
    slug: String,
    base: Part,
    theirs: Part,
    ours: Part,
}

/// What comes of a merge under some decisions.
#[derive(Clone, Debug)]
pub struct Merged {
    /// The office's changes, now on the new edition.
    pub adoption: Adoption,
    /// The service, or everything that keeps it from being one.
    pub service: Result<Definition, Vec<Complaint>>,
    /// The service as JSON, even when it is none yet.
    pub json: Value,
    /// Paths of the conflicts without a decision; the service has the office's value there.
    pub open: Vec<String>,
}

/// Compares the edition `old`, on which the office's `own` changes stand, with the edition `new`.
///
/// # Errors
/// What keeps `own` from being laid on `old`.
pub fn merge(old: &Definition, new: &Definition, own: &Adoption) -> Result<Merge, Vec<Problem>> {
    Ok(merge_service(Some(old), new, &adopt(old, own)?))
}

/// As [`merge`], for the service the office has, which may still have mistakes.
///
/// Without the edition the service stands on, nobody knows who changed what: then all that differs
/// is a conflict, and what one side alone has stays.
pub fn merge_service(old: Option<&Definition>, new: &Definition, service: &Definition) -> Merge {
    let nowhere = || Part::Table(Table::new());
    let mut merge = Merge {
        taken: Vec::new(),
        conflicts: Vec::new(),
        new: new.clone(),
        slug: service.slug.clone(),
        base: old.map_or_else(nowhere, |old| take_apart(&old.to_json())),
        theirs: take_apart(&new.to_json()),
        ours: take_apart(&service.to_json()),
    };
    let (root, conflicts) = merge.root(&Decisions::new());
    merge.taken = difference::of_parts(&merge.ours, &root);
    merge.conflicts = conflicts;
    merge
}

impl Merge {
    /// The service and the office's changes under these decisions. Where none is made the
    /// office's value stands, so that everything can be looked at before it is decided.
    pub fn result(&self, decisions: &Decisions) -> Merged {
        let (root, conflicts) = self.root(decisions);
        let json = put_together(&root, &self.slug, self.new.edition);
        let open = conflicts
            .into_iter()
            .filter(|conflict| !decided(conflict.kind, decisions.get(&conflict.place.path)))
            .map(|conflict| conflict.place.path)
            .collect();
        let service = Definition::from_json(&json);
        let json = service.as_ref().map_or(json, Definition::to_json);
        Merged {
            adoption: Adoption::between(&self.new, &json),
            service,
            json,
            open,
        }
    }

    /// What the office keeps of its own under these decisions: from the template to the service.
    pub fn kept(&self, decisions: &Decisions) -> Vec<Change> {
        difference::of_parts(&self.theirs, &self.root(decisions).0)
    }

    fn root(&self, decisions: &Decisions) -> (Part, Vec<Conflict>) {
        let mut merger = Merger {
            base: &self.base,
            theirs: &self.theirs,
            ours: &self.ours,
            decisions,
            conflicts: Vec::new(),
        };
        let sides = Sides {
            base: Some(&self.base),
            theirs: Some(&self.theirs),
            ours: Some(&self.ours),
        };
        let root = merger.part(sides, &mut Vec::new());
        let mut root = root.unwrap_or_else(|| Part::Table(Table::new()));
        form::settle(&mut root, &merger);
        (root, merger.conflicts)
    }
}

fn decided(kind: ConflictKind, decision: Option<&Decision>) -> bool {
    match (kind, decision) {
        (_, None) => false,
        (ConflictKind::RemovedByTemplate | ConflictKind::RemovedByOffice, Some(decision)) => {
            !matches!(decision, Decision::Value(_))
        }
        (ConflictKind::Order, Some(Decision::Value(keys))) => keys.is_array(),
        (ConflictKind::Changed | ConflictKind::Order, Some(_)) => true,
    }
}

/// The same part as the three have it.
#[derive(Clone, Copy)]
struct Sides<'p> {
    base: Option<&'p Part>,
    theirs: Option<&'p Part>,
    ours: Option<&'p Part>,
}

impl<'p> Sides<'p> {
    fn inner(self, name: &str) -> Self {
        let of = |part: Option<&'p Part>| part?.items()?.get(name);
        Self {
            base: of(self.base),
            theirs: of(self.theirs),
            ours: of(self.ours),
        }
    }

    /// The names of all things inside, each once.
    fn names(self) -> Vec<String> {
        let all = [self.base, self.theirs, self.ours];
        let inside = all.into_iter().flatten().filter_map(Part::items);
        let mut names: Vec<String> = inside.flat_map(Table::keys).cloned().collect();
        names.sort();
        names.dedup();
        names
    }
}

struct Merger<'m> {
    base: &'m Part,
    theirs: &'m Part,
    ours: &'m Part,
    decisions: &'m Decisions,
    conflicts: Vec<Conflict>,
}

impl Merger<'_> {
    fn part(&mut self, sides: Sides<'_>, way: &mut Vec<String>) -> Option<Part> {
        let Sides { base, theirs, ours } = sides;
        if theirs == base || ours == theirs {
            return ours.cloned();
        }
        if ours == base {
            return theirs.cloned();
        }
        match (theirs, ours) {
            (Some(Part::Table(t)), Some(Part::Table(o))) if t.get("type") == o.get("type") => {
                Some(Part::Table(self.inside(sides, way)))
            }
            (Some(Part::List(_)) | None, Some(Part::List(_))) | (Some(Part::List(_)), None) => {
                let order = self.order(sides, way);
                let items = self.inside(sides, way);
                Some(Part::List(List { order, items }))
            }
            (Some(Part::Order(_)), Some(Part::Order(_))) => {
                Some(Part::Order(self.order(sides, way)))
            }
            (None, Some(own)) if base.is_some_and(|base| !grown(base, own)) => None,
            (Some(new), None) if base.is_some_and(|base| !grown(base, new)) => None,
            (None, Some(_)) => self.conflict(ConflictKind::RemovedByTemplate, sides, way),
            (Some(_), None) => self.conflict(ConflictKind::RemovedByOffice, sides, way),
            (Some(_), Some(_)) => self.conflict(ConflictKind::Changed, sides, way),
            (None, None) => None,
        }
    }

    fn inside(&mut self, sides: Sides<'_>, way: &mut Vec<String>) -> Table {
        let mut merged = Table::new();
        for name in sides.names() {
            let inner = sides.inner(&name);
            let part = match name.split_once(IN) {
                Some((of, _)) if inner.ours == inner.base && self.keeps(of, way) => {
                    inner.ours.cloned()
                }
                _ => {
                    way.push(name.clone());
                    let part = self.part(inner, way);
                    way.pop();
                    part
                }
            };
            if let Some(part) = part {
                merged.insert(name, part);
            }
        }
        merged
    }

    /// Whether the Polish text stays the office's against the template: then its translations
    /// stay too, for those of the template translate another text.
    fn keeps(&self, name: &str, way: &[String]) -> bool {
        let path = path_of(&[way, &[name.to_owned()]].concat());
        let contested = self
            .conflicts
            .iter()
            .any(|conflict| conflict.place.path == path);
        contested && self.decisions.get(&path) != Some(&Decision::Template)
    }

    fn conflict(&mut self, kind: ConflictKind, sides: Sides<'_>, way: &[String]) -> Option<Part> {
        let Sides { base, theirs, ours } = sides;
        let name = way.last().map(String::as_str).unwrap_or_default();
        let value = |part: Option<&Part>| part.map(|part| shown(way, part));
        self.note(kind, way, [value(base), value(theirs), value(ours)]);
        let decision = self.decisions.get(&path_of(way));
        match decision.filter(|decision| decided(kind, Some(decision))) {
            Some(Decision::Template) => theirs.cloned(),
            Some(Decision::Value(value)) => Some(Part::Leaf(chosen(name, value, ours))),
            Some(Decision::Own) | None => ours.cloned(),
        }
    }

    fn note(&mut self, kind: ConflictKind, way: &[String], [old, new, own]: [Option<Value>; 3]) {
        self.conflicts.push(Conflict {
            kind,
            place: place_of(&[self.theirs, self.ours, self.base], way),
            old,
            new,
            own,
        });
    }

    fn order(&mut self, sides: Sides<'_>, way: &[String]) -> Vec<String> {
        let of = |part: Option<&Part>| part.map(Part::order).unwrap_or_default().to_vec();
        let (base, theirs, ours) = (of(sides.base), of(sides.theirs), of(sides.ours));
        match order::merge(&base, &theirs, &ours) {
            Some(order) => order,
            None => {
                let values = [base, theirs.clone(), ours.clone()].map(|keys| Some(keys.into()));
                self.note(ConflictKind::Order, way, values);
                let decision = self.decisions.get(&path_of(way));
                match decision.filter(|decision| decided(ConflictKind::Order, Some(decision))) {
                    Some(Decision::Template) => order::around(&theirs, &ours),
                    Some(Decision::Value(keys)) => {
                        let keys = keys.as_array().into_iter().flatten();
                        let keys: Vec<String> =
                            keys.filter_map(Value::as_str).map(str::to_owned).collect();
                        order::around(&order::around(&keys, &ours), &theirs)
                    }
                    Some(Decision::Own) | None => order::around(&ours, &theirs),
                }
            }
        }
    }
}

/// The value a person chose, in the shape in which the part is kept.
fn chosen(name: &str, value: &Value, ours: Option<&Part>) -> Value {
    match (name, value) {
        ("price", Value::String(amount)) => serde_json::json!({ "amount": amount }),
        ("needed" | "legal_basis" | "exemptions", Value::Array(items)) => {
            let own = ours.and_then(Part::leaf);
            let mut both = Map::new();
            both.insert("items".to_owned(), value.clone());
            // A translation stays only when what it translates does.
            let same = own.is_some_and(|own| own.get("items") == Some(&Value::from(items.clone())));
            if let Some(texts) = own.and_then(|own| own.get("texts")).filter(|_| same) {
                both.insert("texts".to_owned(), texts.clone());
            }
            Value::Object(both)
        }
        _ => value.clone(),
    }
}

/// Whether `side` has anything that would be lost with the thing: what it only removed or put
/// in another order is not lost.
fn grown(base: &Part, side: &Part) -> bool {
    match (base, side) {
        (Part::Leaf(base), Part::Leaf(side)) => base != side,
        (Part::Order(base), Part::Order(side)) => side.iter().any(|key| !base.contains(key)),
        (Part::List(base), Part::List(side)) => more(&base.items, &side.items),
        (Part::Table(base), Part::Table(side)) => {
            let gone = base
                .iter()
                .any(|(name, part)| matches!(part, Part::Leaf(_)) && !side.contains_key(name));
            gone || more(base, side)
        }
        _ => true,
    }
}

fn more(base: &Table, side: &Table) -> bool {
    side.iter()
        .any(|(name, part)| base.get(name).is_none_or(|base| grown(base, part)))
}
