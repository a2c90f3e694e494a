//! The choices about conflicts: read from the form, shown again, turned into decisions.

use catalogue::merge::{Conflict, ConflictKind, Decision, Decisions, Merge};
use serde_json::Value;

use super::Compared;
use crate::staff::acts::Posted;
use crate::staff::designer::values::Words;
use crate::staff::designer::{Choice, Editor, Said, changes};

const TEMPLATE: &str = "wzorzec";
const OWN: &str = "nasze";
const TEXT: &str = "wlasne";
/// Texts an office may write anew instead of choosing one of two.
const TEXTS: &[&str] = &[
    "title",
    "summary",
    "who",
    "how",
    "result",
    "time",
    "appeal",
    "personal_data",
    "label",
    "hint",
    "note",
    "per",
    "basis",
    "maturity_evidence",
    "item_label",
    "pattern_message",
];
/// Lists of texts, written one a line.
const LISTS: &[&str] = &["needed", "legal_basis"];

/// Name of the choice about the conflict at a path; no field of a form is called so.
pub(super) fn name(path: &str) -> String {
    format!("_wybor.{path}")
}

fn text_name(path: &str) -> String {
    format!("_tresc.{path}")
}

/// What was chosen about each conflict, in their order, and what is wrong with it.
pub(super) struct Asked {
    chosen: Vec<Chosen>,
    /// Path of the conflict, whether it is about the text, and what is wrong.
    pub(super) faults: Vec<(String, bool, String)>,
}

#[derive(Clone, Default)]
struct Chosen {
    path: String,
    way: String,
    text: String,
}

/// A conflict as the page shows it.
pub(super) struct Box {
    pub(super) name: String,
    pub(super) legend: String,
    pub(super) why: String,
    pub(super) old: String,
    pub(super) new: String,
    pub(super) own: String,
    pub(super) ways: Vec<Choice>,
    pub(super) error: String,
    pub(super) text_name: String,
    /// `line` or `text`; empty when nothing is written anew.
    pub(super) text_kind: &'static str,
    pub(super) text_hint: String,
    pub(super) text: String,
    pub(super) text_error: String,
}

/// What may be written instead of choosing.
#[derive(Clone, Copy, PartialEq)]
enum Writing {
    Nothing,
    Text,
    List,
    Amount,
}

impl Writing {
    fn of(conflict: &Conflict) -> Self {
        if conflict.kind != ConflictKind::Changed {
            return Self::Nothing;
        }
        let both = [&conflict.new, &conflict.own];
        let all = |fits: fn(&Value) -> bool| both.iter().all(|v| v.as_ref().is_some_and(fits));
        match conflict.place.property.as_deref() {
            Some("price") if all(|price| price.get("amount").is_some()) => Self::Amount,
            Some(property) if LISTS.contains(&property) && all(Value::is_array) => Self::List,
            Some(property) if TEXTS.contains(&property) && all(Value::is_string) => Self::Text,
            _ => Self::Nothing,
        }
    }

    /// The value of what was typed; `None` when it is empty.
    fn value(self, typed: &str) -> Option<Value> {
        let lines = || typed.lines().map(str::trim).filter(|line| !line.is_empty());
        match self {
            _ if typed.trim().is_empty() => None,
            Self::Nothing => None,
            Self::Text => Some(Value::from(typed.replace("\r\n", "\n"))),
            Self::Amount => Some(Value::from(amount(typed))),
            Self::List => Some(lines().map(Value::from).collect()),
        }
    }
}

/// An amount as files have it: „20” and „20,00” are `20.00`.
fn amount(typed: &str) -> String {
    let text = typed.replace(',', ".").replace(' ', "");
    match !text.is_empty() && text.chars().all(|c| c.is_ascii_digit()) {
        true => format!("{text}.00"),
        false => text,
    }
}

impl Asked {
    /// Nothing is chosen yet.
    pub(super) fn nothing() -> Self {
        Self {
            chosen: Vec::new(),
            faults: Vec::new(),
        }
    }

    /// Reads what was chosen, and says what is missing or cannot be.
    pub(super) fn read(editor: &Editor, compared: &Compared, posted: &Posted) -> Self {
        let mut asked = Self::nothing();
        for conflict in &compared.merge.conflicts {
            let path = conflict.place.path.clone();
            let chosen = Chosen {
                way: posted.get(&name(&path)).to_owned(),
                text: posted.get(&text_name(&path)).to_owned(),
                path: path.clone(),
            };
            let key = match (chosen.way.as_str(), Writing::of(conflict)) {
                (TEMPLATE | OWN, _) => None,
                (TEXT, Writing::Nothing) => Some((false, "designer-update-fault-choose")),
                (TEXT, writing) => match writing.value(&chosen.text) {
                    Some(_) => None,
                    None => Some((true, "designer-update-fault-text")),
                },
                _ => Some((false, "designer-update-fault-choose")),
            };
            if let Some((is_text, key)) = key {
                let place = changes::place(&editor.visit, &conflict.place);
                let said = editor.visit.t1(key, "place", &place);
                asked.faults.push((path, is_text, said));
            }
            asked.chosen.push(chosen);
        }
        asked.try_texts(editor, &compared.merge);
        asked
    }

    /// A text that makes the service wrong where it was right is wrong itself.
    fn try_texts(&mut self, editor: &Editor, merge: &Merge) {
        let all = self.decisions(merge);
        for chosen in self.chosen.iter().filter(|chosen| chosen.way == TEXT) {
            if !all.contains_key(&chosen.path) {
                continue;
            }
            let mut without = all.clone();
            without.insert(chosen.path.clone(), Decision::Own);
            let complaints = |decisions: &Decisions| {
                let service = merge.result(decisions).service;
                service.err().unwrap_or_default()
            };
            let before = complaints(&without);
            let new = complaints(&all)
                .into_iter()
                .find(|one| !before.contains(one));
            let conflict = merge.conflicts.iter().find(|c| c.place.path == chosen.path);
            if let (Some(complaint), Some(conflict)) = (new, conflict) {
                let place = changes::place(&editor.visit, &conflict.place);
                let said = format!("{place}: {}", complaint.message);
                self.faults.push((chosen.path.clone(), true, said));
            }
        }
    }

    /// The same choices with nothing said about them.
    pub(super) fn without_faults(mut self) -> Self {
        self.faults.clear();
        self
    }

    /// What was chosen, for the merge.
    pub(super) fn decisions(&self, merge: &Merge) -> Decisions {
        let decided = self.chosen.iter().filter_map(|chosen| {
            let conflicts = &mut merge.conflicts.iter();
            let conflict = conflicts.find(|conflict| conflict.place.path == chosen.path)?;
            let decision = match chosen.way.as_str() {
                TEMPLATE => Decision::Template,
                OWN => Decision::Own,
                TEXT => Decision::Value(Writing::of(conflict).value(&chosen.text)?),
                _ => return None,
            };
            Some((chosen.path.clone(), decision))
        });
        decided.collect()
    }

    /// The faults for the summary, each with the box it is about.
    pub(super) fn said(&self) -> Vec<Said> {
        let said = self.faults.iter().map(|(path, is_text, text)| Said {
            field: match is_text {
                true => text_name(path),
                false => name(path),
            },
            text: text.clone(),
        });
        said.collect()
    }

    /// The choices for a form in which they are not shown.
    pub(super) fn hidden(&self) -> Vec<(String, String)> {
        let mut pairs = Vec::new();
        for chosen in &self.chosen {
            pairs.push((name(&chosen.path), chosen.way.clone()));
            if !chosen.text.is_empty() {
                pairs.push((text_name(&chosen.path), chosen.text.clone()));
            }
        }
        pairs
    }

    pub(super) fn boxes(&self, words: &Words<'_>, merge: &Merge) -> Vec<Box> {
        let conflicts = merge.conflicts.iter().enumerate();
        conflicts
            .map(|(n, conflict)| self.shown(words, n + 1, conflict))
            .collect()
    }

    fn shown(&self, words: &Words<'_>, number: usize, conflict: &Conflict) -> Box {
        let visit = words.visit;
        let path = &conflict.place.path;
        let chosen = self.chosen.iter().find(|chosen| chosen.path == *path);
        let chosen = chosen.cloned().unwrap_or_default();
        let value = |value: &Option<Value>| match value {
            Some(value) => words.value(&conflict.place, value),
            None => visit.t("designer-update-absent"),
        };
        let writing = Writing::of(conflict);
        let kind = match conflict.kind {
            ConflictKind::Changed => "changed",
            ConflictKind::RemovedByTemplate => "removed-by-lead",
            ConflictKind::RemovedByOffice => "removed-by-office",
            ConflictKind::Order => "order",
        };
        let way = |way: &str, key: &str| Choice {
            value: way.to_owned(),
            label: visit.t(&format!("designer-update-{key}")),
            hint: String::new(),
            chosen: chosen.way == way,
        };
        let mut ways = vec![
            way(TEMPLATE, &format!("take-{kind}")),
            way(OWN, &format!("keep-{kind}")),
        ];
        if writing != Writing::Nothing {
            ways.push(way(TEXT, "write"));
        }
        let error = |about_text: bool| {
            let mut faults = self.faults.iter();
            let found = faults.find(|(known, is_text, _)| known == path && *is_text == about_text);
            found.map(|(_, _, text)| text.clone()).unwrap_or_default()
        };
        let place = changes::place(visit, &conflict.place);
        let values = [("number", number.to_string()), ("place", place)];
        let values = values
            .each_ref()
            .map(|(name, value)| (*name, value.as_str()));
        Box {
            name: name(path),
            legend: visit.tn("designer-update-conflict", &values),
            why: visit.t(&format!("designer-update-why-{kind}")),
            old: value(&conflict.old),
            new: value(&conflict.new),
            own: value(&conflict.own),
            ways,
            error: error(false),
            text_name: text_name(path),
            text_kind: match writing {
                Writing::Nothing => "",
                Writing::Amount => "line",
                Writing::Text | Writing::List => "text",
            },
            text_hint: match writing {
                Writing::Amount => visit.t("designer-update-hint-amount"),
                Writing::List => visit.t("designer-update-hint-list"),
                Writing::Nothing | Writing::Text => String::new(),
            },
            text: chosen.text,
            text_error: error(true),
        }
    }
}
