//! Steps and fields nobody can ever see: conditions that no answer fulfils.

use serde_json::{Value, json};

use super::{Definition, Field, FieldKind};
use crate::problem::Complaint;
use crate::rules::Rule;

/// Combinations of answers tried; a condition with more is not judged.
const TRIED_MAX: usize = 4_096;

/// Complains of conditions that read only choices and yes-or-no questions and hold for none of
/// their answers.
pub(super) fn check(definition: &Definition, said: &mut Vec<Complaint>) {
    let fields: Vec<&Field> = definition.fields().collect();
    for (at, step) in definition.form.steps.iter().enumerate() {
        if step
            .show_if
            .as_ref()
            .is_some_and(|rule| is_dead(rule, &fields))
        {
            let place = format!("form.steps.{at}.show_if");
            said.push(Complaint::new(place, "Tego kroku nikt nie zobaczy.").hint(HINT));
        }
        for (position, field) in step.fields.iter().enumerate() {
            if field
                .show_if
                .as_ref()
                .is_some_and(|rule| is_dead(rule, &fields))
            {
                let place = format!("form.steps.{at}.fields.{position}.show_if");
                said.push(Complaint::new(place, "Tego pytania nikt nie zobaczy.").hint(HINT));
            }
        }
    }
}

const HINT: &str = "żadna odpowiedź nie spełnia tego warunku; popraw go albo usuń";

fn is_dead(rule: &Rule, fields: &[&Field]) -> bool {
    let mut read: Vec<(&Field, Vec<Option<Value>>)> = Vec::new();
    for reference in rule.references() {
        let found = match reference.item_of {
            Some(_) => None,
            None => fields.iter().find(|field| field.key == reference.path),
        };
        let Some(answers) = found.and_then(|field| answers_to(field)) else {
            return false;
        };
        if let Some(field) = found
            && !read.iter().any(|(known, _)| known.key == field.key)
        {
            read.push((field, answers));
        }
    }
    let combinations: usize = read
        .iter()
        .fold(1, |all, (_, answers)| all.saturating_mul(answers.len()));
    if combinations > TRIED_MAX {
        return false;
    }
    (0..combinations).all(|number| {
        let mut rest = number;
        let chosen: Vec<(&str, Option<&Value>)> = read
            .iter()
            .map(|(field, answers)| {
                let answer = answers[rest % answers.len()].as_ref();
                rest /= answers.len();
                (field.key.as_str(), answer)
            })
            .collect();
        let look_up = |key: &str| {
            let found = chosen.iter().find(|(known, _)| *known == key);
            found.and_then(|(_, answer)| *answer)
        };
        // What cannot be evaluated shows.
        !rule.holds(&look_up).unwrap_or(true)
    })
}

/// Every answer there is, no answer among them; `None` where they cannot be counted.
fn answers_to(field: &Field) -> Option<Vec<Option<Value>>> {
    let mut answers = vec![None];
    match field.kind {
        FieldKind::Radio | FieldKind::Select | FieldKind::SearchSelect => {
            answers.extend(field.options.iter().map(|one| Some(json!(one.value))));
        }
        FieldKind::YesNo => answers.extend([Some(json!(true)), Some(json!(false))]),
        FieldKind::Declaration => answers.push(Some(json!(true))),
        _ => return None,
    }
    Some(answers)
}
