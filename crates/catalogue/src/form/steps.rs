//! The way through the steps: next, previous, and the list of tasks.

use chrono::NaiveDate;

use super::{Answers, RawAnswers};
use crate::definition::{Definition, Field, Step};

/// How far a step is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StepState {
    /// No answers yet.
    NotStarted,
    /// Something is missing or wrong.
    Incomplete,
    Done,
}

/// One task of the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StepStatus {
    pub key: String,
    pub title: String,
    pub state: StepState,
}

impl Definition {
    /// The first step that shows.
    pub fn first_step(&self, answers: &Answers) -> Option<&Step> {
        let visible = self.visible(answers);
        self.form.steps.iter().find(|step| visible.step(&step.key))
    }

    /// The next step that shows after `current`; `None` after the last one.
    pub fn next_step(&self, current: &str, answers: &Answers) -> Option<&Step> {
        let visible = self.visible(answers);
        let mut after = self
            .form
            .steps
            .iter()
            .skip_while(|step| step.key != current)
            .skip(1);
        after.find(|step| visible.step(&step.key))
    }

    /// The last step that shows before `current`; `None` before the first one.
    pub fn previous_step(&self, current: &str, answers: &Answers) -> Option<&Step> {
        let visible = self.visible(answers);
        let before = self
            .form
            .steps
            .iter()
            .take_while(|step| step.key != current);
        before.filter(|step| visible.step(&step.key)).last()
    }

    /// The steps that show, each with how far it is. `today` is the day in Europe/Warsaw.
    pub fn task_list(&self, answers: &Answers, today: NaiveDate) -> Vec<StepStatus> {
        let visible = self.visible(answers);
        let shown = self
            .form
            .steps
            .iter()
            .filter(|step| visible.step(&step.key));
        shown
            .map(|step| {
                let asked = |field: &&Field| field.kind.is_asked();
                let fields: Vec<&Field> = step.fields.iter().filter(asked).collect();
                let started = fields.iter().any(|field| answers.contains_key(&field.key));
                let raw = RawAnswers::of(&fields, answers);
                let state = if !started && !fields.is_empty() {
                    StepState::NotStarted
                } else if self.check_step(&step.key, &raw, answers, today).is_ok() {
                    StepState::Done
                } else {
                    StepState::Incomplete
                };
                StepStatus {
                    key: step.key.clone(),
                    title: step.title.clone(),
                    state,
                }
            })
            .collect()
    }
}
