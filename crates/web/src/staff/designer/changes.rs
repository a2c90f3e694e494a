//! The difference between two editions in words.

use catalogue::difference::{Change, ChangeKind, Place, Subject};
use serde_json::Value;

use super::values::Words;
use crate::visit::Visit;

/// Characters of a value shown.
const VALUE_CHARS: usize = 160;

/// A change in words.
pub(crate) struct Told {
    /// What was changed.
    pub(crate) place: String,
    /// What became of it.
    pub(crate) what: String,
    pub(crate) old: String,
    pub(crate) new: String,
}

impl Told {
    /// The change as one sentence.
    pub(crate) fn sentence(&self) -> String {
        let mut text = format!("{} – {}", self.place, self.what);
        match (self.old.as_str(), self.new.as_str()) {
            ("", "") => {}
            (old, "") => text = format!("{text}: „{old}”"),
            ("", new) => text = format!("{text}: „{new}”"),
            (old, new) => text = format!("{text}: „{old}” → „{new}”"),
        }
        text
    }
}

/// Every change in words.
pub(crate) fn told(visit: &Visit, changes: &[Change]) -> Vec<Told> {
    changes.iter().map(|change| tell(visit, change)).collect()
}

fn tell(visit: &Visit, change: &Change) -> Told {
    let whole = change.place.property.is_none() || change.kind == ChangeKind::Reordered;
    let words = Words {
        visit,
        definitions: &[],
    };
    let value = |value: &Option<Value>| match (value, whole) {
        (Some(value), false) => cut(words.value(&change.place, value)),
        _ => String::new(),
    };
    Told {
        place: place(visit, &change.place),
        what: kind(visit, change.kind),
        old: value(&change.old),
        new: value(&change.new),
    }
}

/// What happened to a place, in a word.
pub(crate) fn kind(visit: &Visit, kind: ChangeKind) -> String {
    let what = match kind {
        ChangeKind::Added => "added",
        ChangeKind::Removed => "removed",
        ChangeKind::Changed => "changed",
        ChangeKind::Moved => "moved",
        ChangeKind::Reordered => "reordered",
    };
    visit.t(&format!("designer-change-{what}"))
}

/// A place of a definition in words.
pub(crate) fn place(visit: &Visit, place: &Place) -> String {
    let subject = match place.subject {
        Subject::Service => "service",
        Subject::Card => "card",
        Subject::Deadline => "deadline",
        Subject::Fee => "fee",
        Subject::Attachment => "attachment",
        Subject::Step => "step",
        Subject::Field => "field",
        Subject::Choice => "choice",
        Subject::Block => "block",
    };
    let mut words = vec![visit.t(&format!("designer-subject-{subject}"))];
    words.extend(
        [&place.group, &place.label, &place.choice]
            .into_iter()
            .flatten()
            .map(|name| format!("„{name}”")),
    );
    let mut text = words.join(" ");
    if let Some(property) = &place.property {
        let key = format!("designer-property-{}", property.replace('_', "-"));
        let known = visit.t(&key);
        let known = if known == key {
            property.clone()
        } else {
            known
        };
        text = format!("{text}, {known}");
    }
    if let Some(language) = &place.language {
        text = format!("{text} ({language})");
    }
    text
}

fn cut(text: String) -> String {
    match text.char_indices().nth(VALUE_CHARS) {
        Some((at, _)) => format!("{}…", &text[..at]),
        None => text,
    }
}
