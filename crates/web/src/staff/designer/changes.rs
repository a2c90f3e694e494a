//! The difference between two editions in words.

use catalogue::difference::{Change, ChangeKind, Subject};
use serde_json::Value;

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
    let place = &change.place;
    let subject = match place.subject {
        Subject::Service => "service",
        Subject::Card => "card",
        Subject::Deadline => "deadline",
        Subject::Fee => "fee",
        Subject::Attachment => "attachment",
        Subject::Step => "step",
        Subject::Field => "field",
        Subject::Choice => "choice",
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
    let what = match change.kind {
        ChangeKind::Added => "added",
        ChangeKind::Removed => "removed",
        ChangeKind::Changed => "changed",
        ChangeKind::Moved => "moved",
        ChangeKind::Reordered => "reordered",
    };
    let whole = place.property.is_none() || change.kind == ChangeKind::Reordered;
    let value = |value: &Option<Value>| match (value, whole) {
        (Some(value), false) => shown(value),
        _ => String::new(),
    };
    Told {
        place: text,
        what: visit.t(&format!("designer-change-{what}")),
        old: value(&change.old),
        new: value(&change.new),
    }
}

fn shown(value: &Value) -> String {
    let text = match value {
        Value::String(text) => text.clone(),
        Value::Array(values) => {
            let texts: Vec<&str> = values.iter().filter_map(Value::as_str).collect();
            texts.join("; ")
        }
        Value::Object(price) if price.len() == 1 && price.contains_key("amount") => {
            let amount = price.get("amount").and_then(Value::as_str);
            format!("{} zł", amount.unwrap_or_default().replace('.', ","))
        }
        other => other.to_string(),
    };
    match text.char_indices().nth(VALUE_CHARS) {
        Some((at, _)) => format!("{}…", &text[..at]),
        None => text,
    }
}
