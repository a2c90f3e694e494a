//! Publishing the next edition of a template: what changes, what it says, whom it reaches.

use access::Action;
use askama::Template;
use axum::extract::Form;
use axum::http::StatusCode;
use axum::response::Response;
use catalogue::Definition;
use catalogue::difference::difference;
use chrono::NaiveDate;
use store::sketches::{self, Sketch};
use store::templates::{self, NextEdition};
use tenancy::RegistryTx;

use super::adopters::{self, Shown};
use crate::PageError;
use crate::page::{self, Crumb, Page, see_other};
use crate::routes::Routes;
use crate::staff::acts::Posted;
use crate::staff::designer::changes::{self, Told};
use crate::staff::designer::{Editor, Fault, Said};

/// Longest release notes and reason of a due date, in characters.
const NOTES_CHARS_MAX: usize = 4_000;
const REASON_CHARS_MAX: usize = 300;

pub(super) fn routes() -> Routes {
    let path = "/szablony/{service}/wydanie";
    Routes::admin()
        .get(path, Action::PublishTemplates, show)
        .post(path, Action::PublishTemplates, publish)
}

#[derive(Template)]
#[template(path = "admin/templates/publish.html")]
struct PublishPage {
    page: Page,
    crumbs: Vec<Crumb>,
    faults: Vec<Said>,
    outdated: bool,
    problems: Vec<Fault>,
    is_first: bool,
    changes: Vec<Told>,
    /// Who uses the template, told and by name.
    reached: String,
    offices: Vec<Shown>,
    number: u32,
    notes: String,
    due: String,
    reason: String,
    action: String,
    version: i32,
    preview: String,
    back: String,
}

impl PublishPage {
    fn error(&self, field: &str) -> String {
        let found = self.faults.iter().find(|said| said.field == field);
        found.map(|said| said.text.clone()).unwrap_or_default()
    }

    /// Whether there is anything to publish, and nothing in its way.
    fn can_be_published(&self) -> bool {
        self.version > 0 && self.problems.is_empty() && (self.is_first || !self.changes.is_empty())
    }
}

async fn show(editor: Editor) -> Result<Response, PageError> {
    let tx = editor.begin_lead(Action::PublishTemplates).await?;
    let sketch = editor.sketch(&tx).await?;
    let nothing = Posted(Vec::new());
    respond(&editor, tx, (&sketch, &nothing), Vec::new(), StatusCode::OK).await
}

async fn respond(
    editor: &Editor,
    tx: RegistryTx,
    (sketch, posted): (&Sketch, &Posted),
    faults: Vec<Said>,
    status: StatusCode,
) -> Result<Response, PageError> {
    let visit = &editor.visit;
    let newest = templates::newest_of(&tx, &editor.slug).await?;
    let all = templates::adopters(&tx, Some(&editor.slug)).await?;
    drop(tx);
    let definition = &sketch.definition;
    let changes = newest.as_ref().map(|newest| changed(newest, definition));
    let number = newest.as_ref().map_or(0, |newest| newest.edition) + 1;
    let title = visit.t1("templates-publish", "number", &number.to_string());
    let page = PublishPage {
        crumbs: editor.crumbs(&definition.title, &title),
        outdated: status == StatusCode::CONFLICT,
        problems: editor.faults(definition),
        is_first: newest.is_none(),
        changes: changes::told(visit, &changes.unwrap_or_default()),
        reached: adopters::summary(editor, &all),
        offices: all.iter().map(|one| adopters::line(editor, one)).collect(),
        number,
        notes: posted.get("opis").to_owned(),
        due: posted.get("termin").to_owned(),
        reason: posted.get("powod").to_owned(),
        action: editor.path("/wydanie"),
        version: sketch.version,
        preview: editor.path("/podglad"),
        back: editor.path(""),
        page: editor.page(title).with_errors(!faults.is_empty()),
        faults,
    };
    page::html(status, &page)
}

/// The changes of content; the number of the edition is none.
fn changed(newest: &Definition, next: &Definition) -> Vec<catalogue::difference::Change> {
    let mut next = next.clone();
    next.edition = newest.edition;
    difference(newest, &next)
}

async fn publish(
    editor: Editor,
    Form(pairs): Form<Vec<(String, String)>>,
) -> Result<Response, PageError> {
    let posted = Posted(pairs);
    let tx = editor.begin_lead(Action::PublishTemplates).await?;
    let sketch = editor.locked(&tx).await?;
    let given = (&sketch, &posted);
    if sketch.version != posted.version() {
        return respond(&editor, tx, given, Vec::new(), StatusCode::CONFLICT).await;
    }
    let (due, faults) = read(&editor, &posted);
    let newest = templates::newest_of(&tx, &editor.slug).await?;
    let is_same = newest
        .as_ref()
        .is_some_and(|newest| changed(newest, &sketch.definition).is_empty());
    let mut definition = sketch.definition.clone();
    definition.edition = newest.map_or(0, |newest| newest.edition) + 1;
    let sound = Definition::from_json(&definition.to_json());
    let (Ok(definition), true, false) = (sound, faults.is_empty(), is_same) else {
        let status = StatusCode::UNPROCESSABLE_ENTITY;
        return respond(&editor, tx, given, faults, status).await;
    };
    let next = NextEdition {
        definition: &definition,
        release_notes: posted.get("opis"),
        due: due.map(|day| (day, posted.get("powod"))),
        by: &editor.signature(),
    };
    match templates::publish_next(&tx, next, editor.app.now()).await {
        Ok(()) => {}
        // Files brought the same number in the meantime.
        Err(fault) if fault.is_constraint("template_pkey") => {
            return Err(PageError::Conflict("error-conflict"));
        }
        Err(fault) => return Err(fault.into()),
    }
    sketches::drop(&tx, &sketch).await?;
    let detail = format!(
        "edition:{} sha256:{}",
        definition.edition,
        definition.hash()
    );
    editor.note(&tx, "template_published", &detail).await?;
    tx.commit().await?;
    Ok(see_other(&editor.path("?po=template-publish")))
}

/// Checks what the lead says about the edition; the due date, and what is wrong.
fn read(editor: &Editor, posted: &Posted) -> (Option<NaiveDate>, Vec<Said>) {
    let mut faults = Vec::new();
    let mut fault = |field: &str, key: &str| {
        faults.push(Said {
            field: field.to_owned(),
            text: editor.visit.t(key),
        });
    };
    match posted.get("opis").chars().count() {
        0 => fault("opis", "templates-fault-notes"),
        1..=NOTES_CHARS_MAX => {}
        _ => fault("opis", "templates-fault-notes-long"),
    }
    let (typed, reason) = (posted.get("termin"), posted.get("powod"));
    let due = match (typed, day(typed)) {
        ("", _) => None,
        (_, Some(day)) if day >= editor.app.today() => Some(day),
        (_, Some(_)) => {
            fault("termin", "templates-fault-due-past");
            None
        }
        (_, None) => {
            fault("termin", "templates-fault-due");
            None
        }
    };
    match (typed.is_empty(), reason.chars().count()) {
        (false, 0) => fault("powod", "templates-fault-reason"),
        (true, 1..) => fault("termin", "templates-fault-due-missing"),
        (_, count) if count > REASON_CHARS_MAX => fault("powod", "designer-fault-long"),
        _ => {}
    }
    (due, faults)
}

/// A day as a browser sends it, or as people write it.
fn day(typed: &str) -> Option<NaiveDate> {
    ["%Y-%m-%d", "%d.%m.%Y"]
        .iter()
        .find_map(|form| NaiveDate::parse_from_str(typed, form).ok())
}
