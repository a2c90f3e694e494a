//! A form that is tried out while it is being written: shown and checked as to residents, kept
//! nowhere.

use catalogue::{Answers, Definition, RawAnswers};
use serde_json::Value;
use uuid::Uuid;

use super::steps::sheet::fill_groups;
use super::{fields, wording};
use crate::PageError;
use crate::page::Page;
use crate::visit::Visit;

pub(crate) use wording::Said;

/// A step as it is shown.
pub(crate) struct Tried {
    pub(crate) fields: Vec<String>,
    pub(crate) answers: Answers,
}

/// Shows a step with these answers; `None` when the answers hide it.
///
/// # Errors
/// [`PageError::Internal`] if a template fails.
pub(crate) fn show(
    visit: &Visit,
    page: &Page,
    definition: &Definition,
    key: &str,
    (answers, added, faults): (Answers, &str, &[Said]),
) -> Result<Option<Tried>, PageError> {
    let Some(step) = definition.step(key) else {
        return Ok(None);
    };
    let mut answers = answers;
    let before = definition.visible(&answers);
    fill_groups(step, &before, added, &mut answers);
    definition.compute(&mut answers);
    let visible = definition.visible(&answers);
    if !visible.step(key) {
        return Ok(None);
    }
    let sheet = fields::Sheet {
        visit,
        page,
        definition,
        draft: Uuid::nil(),
        answers: &answers,
        visible: &visible,
        faults,
    };
    Ok(Some(Tried {
        fields: sheet.step(step)?,
        answers,
    }))
}

/// What became of a step that was filled in.
pub(crate) enum Outcome {
    /// Right: the key of the next step, or the end of the form.
    On(Option<String>),
    Faulty(Vec<Said>),
    /// A group has one item more or less; its key when there is one more.
    Again(String),
}

/// Checks a step filled in, with the answers of those before.
pub(crate) fn fill(
    visit: &Visit,
    definition: &Definition,
    key: &str,
    (pairs, before): (Vec<(String, String)>, &Answers),
) -> (Answers, Outcome) {
    let pressed = pairs.iter().rfind(|(name, _)| name == "action");
    let pressed = pressed.map(|(_, value)| value.clone()).unwrap_or_default();
    let raw = RawAnswers::new(pairs);
    let today = visit.app().today();
    let checked = definition.check_step(key, &raw, before, today);
    if let Some(group) = pressed.strip_prefix("add:") {
        let answers = checked.unwrap_or_else(|faults| faults.kept);
        return (answers, Outcome::Again(group.to_owned()));
    }
    if let Some((group, at)) = pressed
        .strip_prefix("remove:")
        .and_then(|p| p.split_once(':'))
    {
        let mut answers = checked.unwrap_or_else(|faults| faults.kept);
        let items = answers.get_mut(group).and_then(Value::as_array_mut);
        if let (Some(items), Ok(at)) = (items, at.parse::<usize>())
            && at < items.len()
        {
            items.remove(at);
        }
        return (answers, Outcome::Again(String::new()));
    }
    match checked {
        Ok(answers) => {
            let next = definition.next_step(key, &answers);
            let next = next.map(|step| step.key.clone());
            (answers, Outcome::On(next))
        }
        Err(faults) => {
            // Files cannot be sent in a trial: nothing would delete them.
            let is_file = |field: &str| {
                let found = super::places::field_at(definition, field);
                found.is_some_and(|field| field.kind == catalogue::FieldKind::File)
            };
            let said: Vec<Said> = faults
                .faults
                .iter()
                .filter(|fault| !is_file(&fault.field))
                .map(|fault| wording::say(visit, definition, fault))
                .collect();
            if said.is_empty() {
                let next = definition.next_step(key, &faults.kept);
                let next = next.map(|step| step.key.clone());
                return (faults.kept, Outcome::On(next));
            }
            (faults.kept, Outcome::Faulty(said))
        }
    }
}
