//! Asking a colleague to publish a sketch, and their answer.

use std::collections::HashMap;

use access::Action;
use askama::Template;
use axum::extract::Form;
use axum::http::StatusCode;
use axum::response::Response;
use catalogue::difference::difference;
use store::publications::{self, Open, Publication, State};
use store::sketches::{self, Sketch};
use tenancy::TenantTx;
use uuid::Uuid;

use super::changes::{self, Told};
use super::publish::{self, Typed};
use super::release::by;
use super::{Editor, Fault, Said, checks};
use crate::PageError;
use crate::page::{self, Crumb, Page, see_other};
use crate::routes::Routes;
use crate::staff::acts::Posted;

/// Characters of a note.
const NOTE_CHARS_MAX: usize = 2_000;

pub(super) fn routes() -> Routes {
    let ask = "/urzad/uslugi/{service}/prosba";
    let take_back = "/urzad/uslugi/{service}/prosba/wycofaj";
    let send_back = "/urzad/uslugi/{service}/wydanie/odeslij";
    Routes::office()
        .get(ask, Action::ChangeServices, show)
        .post(ask, Action::ChangeServices, ask_for_it)
        .post(take_back, Action::ChangeServices, take_back_request)
        .post(send_back, Action::PublishServices, send_back_request)
}

/// What waits, or what became of it, told on the pages about a service.
pub(super) struct Waiting {
    pub(super) kind: &'static str,
    pub(super) title: String,
    pub(super) note: String,
    /// What the sketch has since then; empty when it is the same.
    pub(super) since: Vec<Told>,
}

/// Everything that is to be told about the publication of a sketch.
pub(super) fn waiting(
    editor: &Editor,
    names: &HashMap<Uuid, String>,
    sketch: &Sketch,
    open: &Open,
) -> Vec<Waiting> {
    let visit = &editor.visit;
    let name = |id: Uuid| names.get(&id).cloned().unwrap_or_default();
    let since = |one: &Publication| match one.version == sketch.version {
        true => Vec::new(),
        false => changes::told(visit, &difference(&one.definition, &sketch.definition)),
    };
    let outdated = |one: &Publication, key: &str| match one.version == sketch.version {
        true => String::new(),
        false => visit.t(key),
    };
    let mut all = Vec::new();
    if let Some(one) = &open.returned {
        let who = name(one.decided_by.unwrap_or(one.made_by));
        let (title, note) = match (&one.fault, one.publish_at) {
            (Some(fault), Some(at)) => (
                visit.t1("designer-schedule-failed", "when", &editor.when(at)),
                visit.t(&format!("designer-schedule-failed-{fault}")),
            ),
            _ => (
                visit.t1("designer-sent-back", "who", &who),
                one.answer.clone(),
            ),
        };
        all.push(Waiting {
            kind: "warning",
            title,
            note,
            since: Vec::new(),
        });
    }
    if let Some(one) = &open.asked {
        let values = [
            ("who", name(one.made_by)),
            ("when", editor.when(one.made_at)),
        ];
        let values: Vec<(&str, &str)> = values.iter().map(|(k, v)| (*k, v.as_str())).collect();
        let lapsed = outdated(one, "designer-asked-outdated");
        all.push(Waiting {
            kind: "info",
            title: visit.tn("designer-asked", &values),
            note: [one.note.as_str(), &lapsed].join(" ").trim().to_owned(),
            since: since(one),
        });
    }
    if let Some((one, at)) = open
        .scheduled
        .as_ref()
        .and_then(|one| Some((one, one.publish_at?)))
    {
        let values = [("when", editor.when(at)), ("who", name(one.made_by))];
        let values: Vec<(&str, &str)> = values.iter().map(|(k, v)| (*k, v.as_str())).collect();
        all.push(Waiting {
            kind: "info",
            title: visit.tn("designer-scheduled", &values),
            note: outdated(one, "designer-scheduled-outdated"),
            since: since(one),
        });
    }
    all
}

#[derive(Template)]
#[template(path = "staff/designer/asking.html")]
struct AskPage {
    page: Page,
    crumbs: Vec<Crumb>,
    faults: Vec<Said>,
    waiting: Vec<Waiting>,
    is_asked: bool,
    problems: Vec<Fault>,
    warnings: Vec<Fault>,
    action: String,
    version: i32,
    note: String,
    error: String,
    preview: String,
    back: String,
}

async fn show(editor: Editor) -> Result<Response, PageError> {
    let tx = editor.begin(Action::ChangeServices).await?;
    let sketch = editor.sketch(&tx).await?;
    if sketch.version == 0 {
        return Ok(see_other(&editor.path("")));
    }
    respond(&editor, tx, &sketch, (StatusCode::OK, "", String::new())).await
}

async fn respond(
    editor: &Editor,
    tx: TenantTx,
    sketch: &Sketch,
    (status, note, error): (StatusCode, &str, String),
) -> Result<Response, PageError> {
    let open = publications::open(&tx, sketch.id).await?;
    let names = super::acts::names(&tx).await?;
    drop(tx);
    let definition = &sketch.definition;
    let title = editor.visit.t("designer-ask");
    let is_asked = |one: &Publication| one.version == sketch.version;
    let mut faults = Vec::new();
    if !error.is_empty() {
        faults.push(Said {
            field: "notka".to_owned(),
            text: error.clone(),
        });
    }
    let page = AskPage {
        crumbs: editor.crumbs(&definition.title, &title),
        waiting: waiting(editor, &names, sketch, &open),
        is_asked: open.asked.as_ref().is_some_and(is_asked),
        problems: checks::problems(editor, definition),
        warnings: checks::warnings(editor, definition),
        action: editor.path("/prosba"),
        version: sketch.version,
        note: note.to_owned(),
        error,
        preview: editor.path("/podglad"),
        back: editor.path(""),
        page: editor.page(title).with_errors(!faults.is_empty()),
        faults,
    };
    page::html(status, &page)
}

async fn ask_for_it(
    editor: Editor,
    Form(pairs): Form<Vec<(String, String)>>,
) -> Result<Response, PageError> {
    let posted = Posted(pairs);
    let note = posted.get("notka");
    let tx = editor.begin(Action::ChangeServices).await?;
    let sketch = sketches::lock(&tx, &editor.slug).await?;
    let sketch = sketch.ok_or(PageError::NotFound)?;
    let refused = match note.chars().count() > NOTE_CHARS_MAX {
        true => Some(editor.visit.t("designer-note-too-long")),
        false => None,
    };
    let status = if sketch.version != posted.version() {
        StatusCode::CONFLICT
    } else if refused.is_some() || !checks::is_fit(&editor, &sketch.definition) {
        StatusCode::UNPROCESSABLE_ENTITY
    } else {
        publications::ask(&tx, &sketch, note, by(&editor)).await?;
        let detail = format!("version:{}", sketch.version);
        editor
            .note(&tx, "service_publication_asked", &detail)
            .await?;
        tx.commit().await?;
        return Ok(see_other(&editor.path("?po=ask")));
    };
    let error = refused.unwrap_or_default();
    respond(&editor, tx, &sketch, (status, note, error)).await
}

async fn take_back_request(editor: Editor) -> Result<Response, PageError> {
    let tx = editor.begin(Action::ChangeServices).await?;
    let sketch = sketches::lock(&tx, &editor.slug).await?;
    let sketch = sketch.ok_or(PageError::NotFound)?;
    if publications::cancel(&tx, sketch.id, State::Asked, by(&editor)).await? {
        editor
            .note(&tx, "service_publication_cancelled", "")
            .await?;
        tx.commit().await?;
    }
    Ok(see_other(&editor.path("?po=unask")))
}

async fn send_back_request(
    editor: Editor,
    Form(pairs): Form<Vec<(String, String)>>,
) -> Result<Response, PageError> {
    let posted = Posted(pairs);
    let answer = posted.get("uwaga");
    let tx = editor.begin(Action::PublishServices).await?;
    let sketch = sketches::lock(&tx, &editor.slug).await?;
    let sketch = sketch.ok_or(PageError::NotFound)?;
    let key = match answer.chars().count() {
        0 => Some("designer-send-back-empty"),
        1..=NOTE_CHARS_MAX => None,
        _ => Some("designer-note-too-long"),
    };
    if let Some(key) = key {
        let typed = Typed {
            answer: answer.to_owned(),
            faults: vec![Said {
                field: "uwaga".to_owned(),
                text: editor.visit.t(key),
            }],
            ..Typed::default()
        };
        let status = StatusCode::UNPROCESSABLE_ENTITY;
        return publish::respond(&editor, tx, &sketch, (status, typed)).await;
    }
    let open = publications::open(&tx, sketch.id).await?;
    if let Some(asked) = open.asked
        && publications::send_back(&tx, asked.id, answer, by(&editor)).await?
    {
        editor
            .note(&tx, "service_publication_sent_back", "")
            .await?;
        tx.commit().await?;
    }
    Ok(see_other(&editor.path("?po=send-back")))
}
