//! Old template, new template and service side by side, a line for each place.

use catalogue::difference::ChangeKind;
use catalogue::merge::{Outcome, Row, Rows};
use serde_json::Value;

use super::choices;
use crate::staff::designer::changes;
use crate::staff::designer::values::Words;
use crate::staff::words::Tag;

/// Characters of a value shown; the whole stands where it is chosen.
const VALUE_CHARS: usize = 400;

/// A place as the page shows it.
pub(super) struct Line {
    pub(super) place: String,
    /// What its side did to it.
    pub(super) what: String,
    pub(super) old: String,
    pub(super) new: String,
    pub(super) own: String,
    pub(super) outcome: Tag,
    /// Where it is chosen; empty when nothing is.
    pub(super) href: String,
}

/// What the lead changed, and what the office changed besides.
pub(super) fn lines(words: &Words<'_>, rows: &Rows) -> (Vec<Line>, Vec<Line>) {
    let told = |rows: &[Row]| rows.iter().map(|row| line(words, row)).collect();
    (told(&rows.template), told(&rows.office))
}

fn line(words: &Words<'_>, row: &Row) -> Line {
    let visit = words.visit;
    let value = |value: &Option<Value>| match (value, row.kind) {
        (None, _) => visit.t("designer-update-absent"),
        // An order is a list of what stands inside the place, whatever the place is called.
        (Some(Value::Array(keys)), ChangeKind::Reordered) => {
            let keys = keys.iter().filter_map(Value::as_str);
            let names: Vec<String> = keys.map(|key| words.named(&row.place.path, key)).collect();
            cut(names.join("\n"))
        }
        (Some(Value::String(step)), ChangeKind::Moved) => {
            visit.t1("designer-update-in-step", "step", step)
        }
        (Some(value), _) => cut(words.value(&row.place, value)),
    };
    let (kind, key) = match row.outcome {
        Outcome::Taken => ("done", "taken"),
        Outcome::Same => ("closed", "same"),
        Outcome::Kept => ("closed", "kept"),
        Outcome::Both => ("done", "both"),
        Outcome::Chosen(_) => ("wait", "chosen"),
    };
    Line {
        place: changes::place(visit, &row.place),
        what: changes::kind(visit, row.kind),
        old: value(&row.old),
        new: value(&row.new),
        own: value(&row.own),
        outcome: Tag {
            kind,
            text: visit.t(&format!("designer-update-{key}")),
        },
        href: match &row.outcome {
            Outcome::Chosen(path) => format!("#{}-set", choices::name(path)),
            _ => String::new(),
        },
    }
}

fn cut(text: String) -> String {
    match text.char_indices().nth(VALUE_CHARS) {
        Some((at, _)) => format!("{}…", &text[..at]),
        None => text,
    }
}
