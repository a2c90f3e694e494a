//! The page of one step.

use askama::Template;
use axum::http::StatusCode;
use axum::response::Response;
use catalogue::definition::Step;
use catalogue::form::Visible;
use catalogue::{Answers, Definition, FieldKind};
use serde_json::{Map, Value};

use crate::PageError;
use crate::page::{self, Page};
use crate::resident::filling::Filling;
use crate::resident::wording::Said;
use crate::resident::{entry, fields, moves};
use crate::visit::Visit;

/// What a page of a step shows.
pub(in crate::resident) struct Sheet<'a> {
    /// Answers as typed, right or wrong.
    pub(in crate::resident) answers: Answers,
    pub(in crate::resident) faults: Vec<Said>,
    /// Group to show one more item of.
    pub(in crate::resident) added: &'a str,
    /// Answers brought questions the page had not shown.
    pub(in crate::resident) is_new: bool,
    /// The way on is back to the check page.
    pub(in crate::resident) to_check: bool,
}

#[derive(Template)]
#[template(path = "resident/drafts/step.html")]
struct StepPage {
    page: Page,
    faults: Vec<Said>,
    service: String,
    title: String,
    hint: String,
    back: String,
    action: String,
    autosave: String,
    step: String,
    version: i32,
    shown: String,
    to_check: bool,
    is_new: bool,
    progress: String,
    has_files: bool,
    fields: Vec<String>,
    newer: Option<moves::Notice>,
}

impl Sheet<'_> {
    /// Renders the step `key` of a draft.
    ///
    /// # Errors
    /// [`PageError::NotFound`] if the form has no such step or it does not show.
    pub(in crate::resident) fn page(
        mut self,
        visit: &Visit,
        filling: &Filling,
        key: &str,
        status: StatusCode,
    ) -> Result<Response, PageError> {
        let definition = filling.definition();
        let step = definition.step(key).ok_or(PageError::NotFound)?;
        let before = definition.visible(&self.answers);
        fill_groups(step, &before, self.added, &mut self.answers);
        definition.compute(&mut self.answers);
        let visible = definition.visible(&self.answers);
        if !visible.step(key) {
            return Err(PageError::NotFound);
        }
        let text = |path: &str| visit.told(definition, path);
        let title = text(&format!("steps.{key}.title"));
        let service = text("title");
        let page = visit
            .page(format!("{title} – {service}"))
            .with_errors(!self.faults.is_empty());
        let sheet = fields::Sheet {
            visit,
            page: &page,
            definition,
            draft: filling.draft.id,
            answers: &self.answers,
            visible: &visible,
            faults: &self.faults,
        };
        let fields = sheet.step(step)?;
        let whole = StepPage {
            fields,
            service,
            hint: text(&format!("steps.{key}.hint")),
            back: self.back(filling, key),
            action: filling.path(&format!("/krok/{key}")),
            autosave: filling.path("/autozapis"),
            step: key.to_owned(),
            version: filling.draft.version,
            shown: fields::shown_paths(step, &visible, &self.answers).join(" "),
            to_check: self.to_check,
            is_new: self.is_new,
            progress: progress(visit, definition, &visible, key),
            has_files: has_files(step),
            newer: moves::notice(visit, filling),
            faults: self.faults,
            title,
            page,
        };
        page::html(status, &whole)
    }

    fn back(&self, filling: &Filling, key: &str) -> String {
        if self.to_check {
            return filling.path("/sprawdz");
        }
        match filling.definition().previous_step(key, &self.answers) {
            Some(step) => filling.path(&format!("/krok/{}", step.key)),
            None => filling.path(""),
        }
    }
}

/// Shows as many items of each group as it must have, and one more of the group `added`.
pub(in crate::resident) fn fill_groups(
    step: &Step,
    visible: &Visible,
    added: &str,
    answers: &mut Answers,
) {
    let groups = step.fields.iter();
    let groups = groups.filter(|f| f.kind == FieldKind::Group && visible.field(&f.key));
    for field in groups {
        let least = fields::least_items(field, visible.required(&field.key));
        let given = answers.get(&field.key).and_then(Value::as_array);
        let given = given.map_or(0, Vec::len);
        let wanted = match field.key == added {
            true => (given + 1).max(least),
            false => least,
        };
        if given >= wanted {
            continue;
        }
        let list = answers
            .entry(field.key.clone())
            .or_insert_with(|| Value::Array(Vec::new()));
        if let Value::Array(items) = list {
            items.resize_with(wanted, || {
                let inner = field.fields.iter();
                let known = inner.filter_map(|f| Some((f.key.clone(), entry::default(f)?)));
                Value::Object(known.collect::<Map<_, _>>())
            });
        }
    }
}

/// "Krok 2 z 5", counting the steps that show now.
fn progress(visit: &Visit, definition: &Definition, visible: &Visible, key: &str) -> String {
    let steps = definition.form.steps.iter();
    let shown: Vec<&str> = steps
        .map(|step| step.key.as_str())
        .filter(|key| visible.step(key))
        .collect();
    let at = shown.iter().position(|shown| *shown == key).unwrap_or(0) + 1;
    visit.tn(
        "step-of",
        &[
            ("step", &at.to_string()),
            ("steps", &shown.len().to_string()),
        ],
    )
}

fn has_files(step: &Step) -> bool {
    let is_file = |field: &catalogue::Field| field.kind == FieldKind::File;
    let inner = |field: &catalogue::Field| field.fields.iter().any(is_file);
    step.fields
        .iter()
        .any(|field| is_file(field) || inner(field))
}
