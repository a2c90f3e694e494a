//! What pressing a button of a step does to the draft.

use catalogue::{Answers, Definition, Fault, FieldKind, RawAnswers};
use chrono::NaiveDate;
use serde_json::{Value, json};
use store::attachments::{self, Attachment};
use tenancy::TenantTx;
use uuid::Uuid;

use super::SHOWN;
use crate::PageError;
use crate::error::encode;
use crate::resident::filling::{self, Filling};
use crate::resident::places;
use crate::resident::uploads::Posted;
use crate::resident::wording::{self, Said};
use crate::visit::Visit;

/// A posted step on its way into the draft.
pub(super) struct Act<'a> {
    pub(super) visit: &'a Visit,
    pub(super) step: &'a str,
    pub(super) posted: &'a mut Posted,
    /// Files whose bytes are to be deleted after the commit.
    pub(super) removed: Vec<Uuid>,
}

/// What the browser sees next.
pub(super) enum Outcome {
    /// The step is right: on to the next one.
    Saved,
    /// Kept as it is: to the list of tasks.
    Left,
    /// Kept as it is: the same page again, at this place.
    Again {
        query: Option<String>,
        place: String,
    },
    /// The same page with what is wrong.
    Faulty { answers: Answers, faults: Vec<Said> },
}

impl Act<'_> {
    /// Changes the draft as the button asks; the caller saves it.
    pub(super) async fn apply(
        &mut self,
        tx: &TenantTx,
        filling: &mut Filling,
    ) -> Result<Outcome, PageError> {
        let mut before = filling.answers_in(self.step);
        self.keep_files(tx, filling.draft.id, &mut before).await?;
        let action = self.posted.action.clone();
        let mut parts = action.splitn(3, ':');
        let (verb, name) = (
            parts.next().unwrap_or_default(),
            parts.next().unwrap_or_default(),
        );
        let rest = parts.next().unwrap_or_default();
        if verb == "drop" {
            self.drop_file(tx, filling.draft.id, (name, rest), &mut before)
                .await?;
        }
        let today = self.visit.app().today();
        let definition = filling.definition();
        let raw = &self.posted.raw;
        let checked = definition.check_step(self.step, raw, &before, today);
        let (mut answers, faults) = match checked {
            Ok(answers) => (answers, Vec::new()),
            Err(faults) => (faults.kept, faults.faults),
        };
        if verb == "remove" {
            self.remove_item(tx, filling.draft.id, (name, rest), &mut answers)
                .await?;
        }
        let definition = filling.definition();
        let typed = filling::part_of(definition, self.step, &answers);
        let is_on = !matches!(verb, "upload" | "drop" | "add" | "remove" | "zapisz");
        let saved = filling::part_of(definition, self.step, &filling.draft.content.answers);
        let content = &mut filling.draft.content;
        if is_on && faults.is_empty() && self.posted.faults.is_empty() {
            content.answers = answers;
            content.typed.remove(self.step);
            if !content.saved.iter().any(|saved| saved == self.step) {
                content.saved.push(self.step.to_owned());
            }
            return Ok(Outcome::Saved);
        }
        // A file that is gone is gone from what was saved before, too.
        places::forget_files(&mut content.answers, &self.removed);
        if typed == saved {
            content.typed.remove(self.step);
        } else {
            content.typed.insert(self.step.to_owned(), typed);
        }
        let said = self.say(filling.definition(), &faults, verb, name);
        if !said.is_empty() {
            return Ok(Outcome::Faulty {
                answers,
                faults: said,
            });
        }
        let items = answers.get(name).and_then(Value::as_array);
        let items = items.map_or(0, Vec::len);
        let definition = filling.definition();
        Ok(go_on(definition, (verb, name), items, faults.first()))
    }

    /// Records the files that came in, in the database and among the answers.
    async fn keep_files(
        &mut self,
        tx: &TenantTx,
        draft: Uuid,
        before: &mut Answers,
    ) -> Result<(), PageError> {
        for (path, file) in &self.posted.received {
            let Some(records) = places::files_at(before, path) else {
                // No such place any more: the bytes go with the others nobody claimed.
                self.removed.push(file.id);
                continue;
            };
            records.push(json!({
                "id": file.id,
                "name": file.name,
                "size": file.bytes,
                "sha256": hex::encode(file.sha256),
                "media_type": file.media_type,
            }));
            let kept = Attachment {
                id: file.id,
                field: path.clone(),
                name: file.name.clone(),
                media_type: file.media_type.to_owned(),
                bytes: file.bytes,
                sha256: file.sha256,
            };
            attachments::keep(tx, draft, &kept, self.visit.app().now()).await?;
        }
        Ok(())
    }

    async fn drop_file(
        &mut self,
        tx: &TenantTx,
        draft: Uuid,
        (path, id): (&str, &str),
        before: &mut Answers,
    ) -> Result<(), PageError> {
        let Ok(id) = id.parse::<Uuid>() else {
            return Ok(());
        };
        let Some(records) = places::files_at(before, path) else {
            return Ok(());
        };
        let text = id.to_string();
        let given = records.len();
        records.retain(|record| record.get("id").and_then(Value::as_str) != Some(&text));
        if records.len() < given && attachments::remove(tx, draft, id).await? {
            self.removed.push(id);
        }
        Ok(())
    }

    /// Takes one item out of a group, with its files.
    async fn remove_item(
        &mut self,
        tx: &TenantTx,
        draft: Uuid,
        (group, at): (&str, &str),
        answers: &mut Answers,
    ) -> Result<(), PageError> {
        let items = answers.get_mut(group).and_then(Value::as_array_mut);
        let at = at.parse::<usize>().ok();
        let (Some(items), Some(at)) = (items, at) else {
            return Ok(());
        };
        if at >= items.len() {
            return Ok(());
        }
        let mut files = Vec::new();
        places::file_ids(&items.remove(at), &mut files);
        for id in files {
            if attachments::remove(tx, draft, id).await? {
                self.removed.push(id);
            }
        }
        Ok(())
    }

    /// What is wrong, in words: with the files always, with the answers only when going on, and
    /// never with fields the page did not show.
    fn say(&self, definition: &Definition, faults: &[Fault], verb: &str, name: &str) -> Vec<Said> {
        let mut said = self.posted.faults.clone();
        match verb {
            "upload" => {
                let came = self.posted.received.iter().any(|(path, _)| path == name);
                if said.is_empty() && !came {
                    said.push(Said {
                        field: name.to_owned(),
                        text: self.visit.t("fault-file-required"),
                    });
                }
            }
            "drop" | "add" | "remove" | "zapisz" => {}
            _ => {
                let shown = self.posted.raw.get(SHOWN).unwrap_or_default();
                let shown: Vec<&str> = shown.split(' ').collect();
                let asked = faults.iter().filter(|fault| {
                    shown.iter().any(|path| {
                        let rest = fault.field.strip_prefix(path);
                        rest.is_some_and(|rest| is_own_part(definition, path, rest))
                    })
                });
                for fault in asked {
                    if !said.iter().any(|known| known.field == fault.field) {
                        said.push(wording::say(self.visit, definition, fault));
                    }
                }
            }
        }
        said
    }
}

/// Where the page goes on when nothing is wrong with what it showed. `items` is how many the group
/// `name` has; `fault` stands in a field the page did not show.
fn go_on(
    definition: &Definition,
    (verb, name): (&str, &str),
    items: usize,
    fault: Option<&Fault>,
) -> Outcome {
    let (query, place) = match verb {
        "zapisz" => return Outcome::Left,
        "add" => (
            Some(format!("dodaj={}", encode(name))),
            format!("{name}.{items}"),
        ),
        "upload" | "drop" | "remove" => (None, place_of(definition, name)),
        // Right as far as it was asked: the answers given brought new questions.
        _ => {
            let first = fault.map(|fault| place_of(definition, &fault.field));
            (Some("nowe=1".to_owned()), first.unwrap_or_default())
        }
    };
    Outcome::Again { query, place }
}

/// Identifier of the element a field begins with; that of a group is not its button.
fn place_of(definition: &Definition, path: &str) -> String {
    match places::field_at(definition, path) {
        Some(field) if field.kind == FieldKind::Group && field.key == path => {
            format!("{path}-set")
        }
        _ => path.to_owned(),
    }
}

/// Whether `path` with `rest` is the field itself or a part of its answer, not a field of a group.
fn is_own_part(definition: &Definition, path: &str, rest: &str) -> bool {
    let is_group =
        places::field_at(definition, path).is_some_and(|field| field.kind == FieldKind::Group);
    rest.is_empty() || (rest.starts_with('.') && !is_group)
}

/// The answers after a step was typed, right or wrong.
pub(super) fn kept(
    definition: &Definition,
    step: &str,
    raw: &RawAnswers,
    before: &Answers,
    today: NaiveDate,
) -> Answers {
    match definition.check_step(step, raw, before, today) {
        Ok(answers) => answers,
        Err(faults) => faults.kept,
    }
}

/// Where a saved step leads.
pub(super) fn way_on(filling: &Filling, step: &str, to_check: bool) -> String {
    let answers = &filling.draft.content.answers;
    match filling.definition().next_step(step, answers) {
        Some(next) if !to_check => filling.path(&format!("/krok/{}", next.key)),
        _ => filling.path("/sprawdz"),
    }
}
