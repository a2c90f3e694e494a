//! Checks answers: one step as posted, or the whole form before it is sent.

use std::collections::HashMap;

use chrono::NaiveDate;
use serde_json::{Map, Value};

use super::raw::RawIndex;
use super::read::{ITEMS_MAX, Reader, count};
use super::{Answers, Fault, FaultKind, RawAnswers, Visible};
use crate::definition::{Definition, Field, FieldKind, Step};
use crate::document::join;

/// Everything wrong with some answers, and the answers for showing them again.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct FormFaults {
    /// In the order of the form.
    pub faults: Vec<Fault>,
    /// What was typed, merged with earlier answers; a wrong text stands as typed.
    pub kept: Answers,
    pub raw: RawAnswers,
    /// Key of the first step with a fault.
    pub step: String,
}

impl Definition {
    /// Checks what was posted for one step and merges it into the answers before.
    ///
    /// Names the step does not know are passed over; answers of fields that do not show are
    /// dropped, in all steps; computed fields are filled. Files are taken from `before`, never
    /// from what was posted. `today` is the day in Europe/Warsaw.
    ///
    /// # Errors
    /// Everything wrong with the step, all fields at once.
    pub fn check_step(
        &self,
        step: &str,
        raw: &RawAnswers,
        before: &Answers,
        today: NaiveDate,
    ) -> Result<Answers, Box<FormFaults>> {
        let Some(step) = self.step(step) else {
            return Err(unknown_step(step, raw, before));
        };
        let checked = self.check_steps(&[step], raw, before, today)?;
        if self.visible(before).step(&step.key) || self.visible(&checked).step(&step.key) {
            Ok(checked)
        } else {
            Err(unknown_step(&step.key, raw, before))
        }
    }

    /// Checks all answers again, as before sending.
    ///
    /// What this accepts it accepts again without a change.
    ///
    /// # Errors
    /// Everything wrong in all steps that show.
    pub fn check_all(
        &self,
        answers: &Answers,
        today: NaiveDate,
    ) -> Result<Answers, Box<FormFaults>> {
        let fields: Vec<&Field> = self.fields().collect();
        let raw = RawAnswers::of(&fields, answers);
        let steps: Vec<&Step> = self.form.steps.iter().collect();
        self.check_steps(&steps, &raw, answers, today)
    }

    fn check_steps(
        &self,
        steps: &[&Step],
        raw: &RawAnswers,
        before: &Answers,
        today: NaiveDate,
    ) -> Result<Answers, Box<FormFaults>> {
        let index = RawIndex::of(raw);
        let mut reader = Reader {
            raw: &index,
            today,
            faults: HashMap::new(),
        };
        let fields = steps.iter().flat_map(|step| &step.fields);
        let read = reader.fields(fields.clone(), "", Some(before));
        let mut merged = before.clone();
        fields.for_each(|field| {
            merged.remove(&field.key);
        });
        merged.extend(read);
        let (settled, visible) = self.settle(merged.clone());
        let mut collector = Collector {
            visible: &visible,
            wrong: reader.faults,
            faults: Vec::new(),
        };
        let mut first_step = String::new();
        for step in steps.iter().filter(|step| visible.step(&step.key)) {
            collector.fields(&step.fields, "", &settled);
            if first_step.is_empty() && !collector.faults.is_empty() {
                first_step.clone_from(&step.key);
            }
        }
        if collector.faults.is_empty() {
            return Ok(settled);
        }
        Err(Box::new(FormFaults {
            faults: collector.faults,
            kept: merged,
            raw: raw.clone(),
            step: first_step,
        }))
    }
}

fn unknown_step(step: &str, raw: &RawAnswers, before: &Answers) -> Box<FormFaults> {
    Box::new(FormFaults {
        faults: vec![Fault {
            field: step.to_owned(),
            kind: FaultKind::UnknownStep,
        }],
        kept: before.clone(),
        raw: raw.clone(),
        step: step.to_owned(),
    })
}

/// Walks the shown fields in the order of the form and gathers what is wrong.
struct Collector<'c> {
    visible: &'c Visible,
    wrong: HashMap<String, FaultKind>,
    faults: Vec<Fault>,
}

impl Collector<'_> {
    fn fields(&mut self, fields: &[Field], prefix: &str, answers: &Map<String, Value>) {
        for field in fields {
            let path = join(prefix, &field.key);
            if self.visible.field(&path) {
                self.field(field, &path, answers.get(&field.key));
            }
        }
    }

    fn field(&mut self, field: &Field, path: &str, answer: Option<&Value>) {
        if let Some(fault) = self.wrong.remove(path) {
            self.tell(path, fault);
            return;
        }
        let needed = self.visible.required(path);
        match field.kind {
            FieldKind::Info | FieldKind::Computed => {}
            FieldKind::Group => self.group(field, path, answer, needed),
            FieldKind::Declaration if answer.is_none() && needed => {
                self.tell(path, FaultKind::NotDeclared);
            }
            kind if !kind.parts().is_empty() => self.parts(field, path, answer, needed),
            _ if answer.is_none() && needed => self.tell(path, FaultKind::Required),
            _ => {}
        }
    }

    fn group(&mut self, field: &Field, path: &str, answer: Option<&Value>, needed: bool) {
        let items = answer
            .and_then(Value::as_array)
            .map(Vec::as_slice)
            .unwrap_or_default();
        let sent = u32::try_from(items.len()).unwrap_or(u32::MAX);
        // An optional group may be left empty, but not half filled.
        let min = match count(field.min.as_deref()) {
            Some(min) if needed => min.max(1),
            Some(min) if sent > 0 => min,
            _ => u32::from(needed),
        };
        let max = count(field.max.as_deref()).unwrap_or(ITEMS_MAX);
        if sent == 0 && min > 0 {
            self.tell(path, FaultKind::Required);
        } else if sent < min {
            self.tell(path, FaultKind::TooFewItems { min });
        } else if sent > max {
            self.tell(path, FaultKind::TooManyItems { max });
        }
        for (position, item) in items.iter().enumerate() {
            if let Value::Object(item) = item {
                self.fields(&field.fields, &join(path, &position.to_string()), item);
            }
        }
    }

    fn parts(&mut self, field: &Field, path: &str, answer: Option<&Value>, needed: bool) {
        let given = answer.and_then(Value::as_object);
        if given.is_none() && !needed {
            return;
        }
        let part_of = |key: &str| given.and_then(|whole| whole.get(key));
        let kind = part_of("kind").and_then(Value::as_str);
        for part in field.kind.parts() {
            if part.only_for.is_some_and(|only| kind != Some(only)) {
                continue;
            }
            let part_path = join(path, part.key);
            if let Some(fault) = self.wrong.remove(&part_path) {
                self.tell(&part_path, fault);
            } else if part.required && part_of(part.key).is_none() {
                self.tell(&part_path, FaultKind::Required);
            } else if part.key == "pesel"
                && part_of("pesel").is_none()
                && part_of("born_on").is_none()
            {
                self.tell(&part_path, FaultKind::PeselOrBirth);
            }
        }
    }

    fn tell(&mut self, path: &str, kind: FaultKind) {
        self.faults.push(Fault {
            field: path.to_owned(),
            kind,
        });
    }
}
