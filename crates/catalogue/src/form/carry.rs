//! Answers taken over from one edition of a form to another: what still fits is kept, what does
//! not is named.

use std::collections::HashMap;

use chrono::NaiveDate;
use serde_json::{Map, Value};

use super::raw::RawIndex;
use super::read::Reader;
use super::{Answers, RawAnswers};
use crate::definition::{Definition, Field, FieldKind};
use crate::document::join;

/// Answers as another edition takes them.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Carried {
    pub answers: Answers,
    /// In the order of the old form.
    pub dropped: Vec<Dropped>,
}

/// An answer that is not taken over.
#[derive(Clone, Debug, PartialEq)]
pub struct Dropped {
    /// Where it stood in the old answers, e.g. `parcel.0.area`.
    pub path: String,
    pub answer: Value,
    pub reason: DropReason,
}

/// Why an answer is not taken over.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DropReason {
    /// The question is not asked any more.
    Gone,
    /// The question is answered in another way now.
    OtherKind,
    /// The question is there, but this answer is not taken any more.
    NoLongerFits,
}

impl Definition {
    /// Takes over answers given to the form of `old`. Whatever stands under a question that did
    /// not change stays as it is, right or wrong; what a changed question does not take is dropped
    /// and told. `today` is the day in Europe/Warsaw.
    pub fn carry(&self, old: &Self, answers: &Answers, today: NaiveDate) -> Carried {
        let mut carrier = Carrier {
            today,
            dropped: Vec::new(),
        };
        let (before, now): (Vec<_>, Vec<_>) = (old.fields().collect(), self.fields().collect());
        let kept = carrier.fields(&before, &now, answers, "");
        Carried {
            answers: kept,
            dropped: carrier.dropped,
        }
    }
}

struct Carrier {
    today: NaiveDate,
    dropped: Vec<Dropped>,
}

impl Carrier {
    fn fields(
        &mut self,
        before: &[&Field],
        now: &[&Field],
        answers: &Answers,
        prefix: &str,
    ) -> Answers {
        let mut kept = Map::new();
        let asked = before.iter().filter(|field| field.kind.is_asked());
        for field in asked {
            let Some(answer) = answers.get(&field.key) else {
                continue;
            };
            let path = join(prefix, &field.key);
            let there = now.iter().find(|there| there.key == field.key);
            let taken = match there {
                Some(there) if there == field => Some(answer.clone()),
                Some(there) => self.changed(field, there, answer, &path),
                None => {
                    self.drop(field, answer, &path, DropReason::Gone);
                    None
                }
            };
            if let Some(answer) = taken {
                kept.insert(field.key.clone(), answer);
            }
        }
        kept
    }

    /// The answer as a changed question takes it.
    fn changed(
        &mut self,
        field: &Field,
        there: &Field,
        answer: &Value,
        path: &str,
    ) -> Option<Value> {
        if shape(field.kind) != shape(there.kind) {
            self.drop(field, answer, path, DropReason::OtherKind);
            return None;
        }
        match (there.kind, answer) {
            (FieldKind::Group, Value::Array(items)) => {
                let before: Vec<&Field> = field.fields.iter().collect();
                let now: Vec<&Field> = there.fields.iter().collect();
                let items = items.iter().enumerate().map(|(at, item)| {
                    let nothing = Map::new();
                    let item = item.as_object().unwrap_or(&nothing);
                    Value::Object(self.fields(&before, &now, item, &join(path, &at.to_string())))
                });
                Some(Value::Array(items.collect()))
            }
            (FieldKind::Checkboxes | FieldKind::File, Value::Array(parts)) => {
                self.parts(there, parts, path)
            }
            // What was wrong before stays as typed: its step shows it again.
            _ if self.fits(there, answer) || !self.fits(field, answer) => Some(answer.clone()),
            _ => {
                self.drop(field, answer, path, DropReason::NoLongerFits);
                None
            }
        }
    }

    /// Boxes ticked and files sent, each for itself.
    fn parts(&mut self, there: &Field, parts: &[Value], path: &str) -> Option<Value> {
        let (kept, gone): (Vec<_>, Vec<_>) = parts
            .iter()
            .cloned()
            .partition(|part| self.fits(there, &Value::Array(vec![part.clone()])));
        if !gone.is_empty() {
            self.dropped.push(Dropped {
                path: path.to_owned(),
                answer: Value::Array(gone),
                reason: DropReason::NoLongerFits,
            });
        }
        (!kept.is_empty()).then_some(Value::Array(kept))
    }

    fn fits(&self, there: &Field, answer: &Value) -> bool {
        let answers = Map::from_iter([(there.key.clone(), answer.clone())]);
        let raw = RawAnswers::of(&[there], &answers);
        let index = RawIndex::of(&raw);
        let mut reader = Reader {
            raw: &index,
            today: self.today,
            faults: HashMap::new(),
        };
        let read = reader.fields([there], "", Some(&answers));
        reader.faults.is_empty() && read.contains_key(&there.key)
    }

    /// Tells every answer of a field that goes; of a group those in its items.
    fn drop(&mut self, field: &Field, answer: &Value, path: &str, reason: DropReason) {
        if let (FieldKind::Group, Value::Array(items)) = (field.kind, answer) {
            for (at, item) in items.iter().enumerate() {
                for inner in field.fields.iter().filter(|inner| inner.kind.is_asked()) {
                    if let Some(answer) = item.get(&inner.key) {
                        let path = join(path, &format!("{at}.{}", inner.key));
                        self.drop(inner, answer, &path, reason);
                    }
                }
            }
            return;
        }
        self.dropped.push(Dropped {
            path: path.to_owned(),
            answer: answer.clone(),
            reason,
        });
    }
}

/// Kinds whose answers are written alike.
fn shape(kind: FieldKind) -> FieldKind {
    match kind {
        FieldKind::Textarea => FieldKind::Text,
        FieldKind::Select | FieldKind::SearchSelect => FieldKind::Radio,
        other => other,
    }
}
