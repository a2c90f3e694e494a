//! Publishing a sketch, taking a service out of the offer, going back to an earlier edition.

use access::Action;
use askama::Template;
use axum::http::StatusCode;
use axum::response::Response;
use catalogue::Definition;
use catalogue::difference::difference;
use store::publications::{self, State};
use store::services::{self, EditionLine, Standing};
use store::settings::Source;
use store::sketches::{self, Sketch};
use store::{drafts, onboarding};
use tenancy::TenantTx;

use super::acts::ConfirmPage;
use super::checks::{self, problems, warnings};
use super::overview::from_edition;
use super::release::{self, by};
use super::{Editor, Fault, Said, acts, asking};
use crate::PageError;
use crate::address::Path;
use crate::page::{self, Crumb, Page, see_other};
use crate::routes::Routes;

pub(super) fn routes() -> Routes {
    let publish = "/urzad/uslugi/{service}/wydanie";
    let withdraw = "/urzad/uslugi/{service}/wycofaj";
    let edition = "/urzad/uslugi/{service}/wydania/{edition}";
    Routes::office()
        .get(publish, Action::PublishServices, show)
        .get(withdraw, Action::PublishServices, ask_withdraw)
        .post(withdraw, Action::PublishServices, withdraw_service)
        .get(edition, Action::ChangeServices, ask_restore)
        .post(edition, Action::ChangeServices, restore)
}

#[derive(Template)]
#[template(path = "staff/designer/publish.html")]
struct PublishPage {
    page: Page,
    crumbs: Vec<Crumb>,
    problems: Vec<Fault>,
    warnings: Vec<Fault>,
    looked: checks::Looked,
    changes: Vec<super::changes::Told>,
    is_new: bool,
    open_drafts: String,
    open_cases: String,
    remarks: String,
    action: String,
    version: i32,
    outdated: bool,
    /// Why this person may not publish it; empty when they may.
    barred: String,
    waiting: Vec<asking::Waiting>,
    is_asked: bool,
    is_scheduled: bool,
    faults: Vec<Said>,
    day: Typing,
    time: Typing,
    answer: Typing,
    preview: String,
    back: String,
}

/// A box with what was typed into it, and what is wrong with that.
struct Typing {
    value: String,
    error: String,
}

/// What was typed on the page before it was refused.
#[derive(Default)]
pub(super) struct Typed {
    pub(super) day: String,
    pub(super) time: String,
    pub(super) answer: String,
    pub(super) faults: Vec<Said>,
}

impl Typed {
    fn boxed(&self, field: &str, value: &str) -> Typing {
        let fault = self.faults.iter().find(|fault| fault.field == field);
        Typing {
            value: value.to_owned(),
            error: fault.map(|fault| fault.text.clone()).unwrap_or_default(),
        }
    }
}

async fn show(editor: Editor) -> Result<Response, PageError> {
    let tx = editor.begin(Action::PublishServices).await?;
    let sketch = editor.sketch(&tx).await?;
    respond(&editor, tx, &sketch, (StatusCode::OK, Typed::default())).await
}

pub(super) async fn respond(
    editor: &Editor,
    tx: TenantTx,
    sketch: &Sketch,
    (status, typed): (StatusCode, Typed),
) -> Result<Response, PageError> {
    let visit = &editor.visit;
    let before = in_force(&tx, services::find(&tx, &editor.slug).await?).await?;
    let impact = services::impact(&tx, &editor.slug).await?;
    let open = publications::open(&tx, sketch.id).await?;
    let names = acts::names(&tx).await?;
    drop(tx);
    let definition = &sketch.definition;
    let barred = release::barred(editor, sketch, &open);
    let looked = checks::look_over(editor, definition).await?;
    let changes = match &before {
        Some(before) => difference(before, definition),
        None => Vec::new(),
    };
    let title = visit.t("designer-publish");
    let warnings = warnings(editor, definition);
    let remarks = i64::try_from(warnings.len() + looked.findings.len()).unwrap_or(i64::MAX);
    let count = |key: &str, count: i64| visit.t1(key, "count", &count.to_string());
    let page = PublishPage {
        crumbs: editor.crumbs(&definition.title, &title),
        remarks: count("designer-impact-remarks", remarks),
        problems: problems(editor, definition),
        warnings,
        looked,
        changes: super::changes::told(visit, &changes),
        is_new: before.is_none(),
        open_drafts: count("designer-open-drafts", impact.open_drafts),
        open_cases: count("designer-open-cases", impact.open_cases),
        action: editor.path("/wydanie"),
        version: sketch.version,
        outdated: status == StatusCode::CONFLICT,
        barred: barred.map(|key| visit.t(key)).unwrap_or_default(),
        waiting: asking::waiting(editor, &names, sketch, &open),
        is_asked: open.asked.is_some(),
        is_scheduled: open.scheduled.is_some(),
        day: typed.boxed("dzien", &typed.day),
        time: typed.boxed("godzina", &typed.time),
        answer: typed.boxed("uwaga", &typed.answer),
        preview: editor.path("/podglad"),
        back: editor.path(""),
        page: editor.page(title).with_errors(!typed.faults.is_empty()),
        faults: typed.faults,
    };
    page::html(status, &page)
}

async fn in_force(
    tx: &TenantTx,
    service: Option<Standing>,
) -> Result<Option<Definition>, PageError> {
    let edition = service.and_then(|service| service.edition_id);
    let Some(id) = edition else { return Ok(None) };
    let edition = drafts::edition(tx, id).await?;
    Ok(edition.map(|edition| edition.definition))
}

/// Brings the public catalogue in line. If this is cut off, the next publishing or `tenant apply`
/// finishes it.
pub(super) async fn make_public(editor: &Editor) -> Result<(), PageError> {
    let tenancy = editor.app.tenancy();
    let office = editor.visit.office()?;
    onboarding::bring_in_line(tenancy, office, editor.app.now()).await?;
    tenancy.reload().await?;
    Ok(())
}

async fn ask_withdraw(editor: Editor) -> Result<Response, PageError> {
    let tx = editor.begin(Action::PublishServices).await?;
    let service = services::find(&tx, &editor.slug).await?;
    let definition = in_force(&tx, service).await?.ok_or(PageError::NotFound)?;
    let impact = services::impact(&tx, &editor.slug).await?;
    let open = match sketches::find(&tx, &editor.slug).await? {
        Some(sketch) => publications::open(&tx, sketch.id).await?,
        None => publications::Open::default(),
    };
    drop(tx);
    let title = editor.visit.t("designer-withdraw");
    let count = |key: &str, count: i64| editor.visit.t1(key, "count", &count.to_string());
    let mut facts = vec![
        count("designer-open-drafts", impact.open_drafts),
        count("designer-open-cases", impact.open_cases),
    ];
    let at = open.scheduled.and_then(|scheduled| scheduled.publish_at);
    facts.extend(at.map(|at| {
        let when = editor.when(at);
        editor
            .visit
            .t1("designer-withdraw-scheduled", "when", &when)
    }));
    let page = ConfirmPage {
        crumbs: editor.crumbs(&definition.title, &title),
        lead: editor.visit.t("designer-withdraw-lead"),
        facts,
        action: editor.path("/wycofaj"),
        label: editor.visit.t("designer-withdraw-do"),
        back: editor.path(""),
        page: editor.page(title),
    };
    page::html(StatusCode::OK, &page)
}

async fn withdraw_service(editor: Editor) -> Result<Response, PageError> {
    let tx = editor.begin(Action::PublishServices).await?;
    let service = services::find(&tx, &editor.slug).await?;
    let service = service.ok_or(PageError::NotFound)?;
    services::withdraw(&tx, &[service.id], Source::Browser, editor.app.now()).await?;
    if let Some(sketch) = sketches::find(&tx, &editor.slug).await? {
        publications::cancel(&tx, sketch.id, State::Scheduled, by(&editor)).await?;
    }
    editor.note(&tx, "service_withdrawn", "").await?;
    tx.commit().await?;
    make_public(&editor).await?;
    Ok(see_other(&editor.path("?po=withdraw")))
}

async fn ask_restore(
    editor: Editor,
    Path((_, number)): Path<(String, i32)>,
) -> Result<Response, PageError> {
    let tx = editor.begin(Action::ChangeServices).await?;
    let (service, line) = numbered(&editor, &tx, number).await?;
    let edition = drafts::edition(&tx, line.id).await?;
    let old = edition.ok_or(PageError::NotFound)?.definition;
    let now = in_force(&tx, Some(service)).await?;
    let is_written = sketches::find(&tx, &editor.slug).await?.is_some();
    drop(tx);
    let changes = match &now {
        Some(now) => difference(now, &old),
        None => Vec::new(),
    };
    let visit = &editor.visit;
    let title = visit.t1("designer-restore", "number", &number.to_string());
    let mut facts: Vec<String> = Vec::new();
    if is_written {
        facts.push(visit.t("designer-restore-over"));
    }
    let told = super::changes::told(visit, &changes).into_iter();
    facts.extend(told.map(|told| told.sentence()));
    let page = ConfirmPage {
        crumbs: editor.crumbs(&old.title, &title),
        lead: visit.t("designer-restore-lead"),
        facts,
        action: editor.path(&format!("/wydania/{number}")),
        label: visit.t("designer-restore-do"),
        back: editor.path(""),
        page: editor.page(title),
    };
    page::html(StatusCode::OK, &page)
}

async fn numbered(
    editor: &Editor,
    tx: &TenantTx,
    number: i32,
) -> Result<(Standing, EditionLine), PageError> {
    let service = services::find(tx, &editor.slug).await?;
    let service = service.ok_or(PageError::NotFound)?;
    let all = services::editions(tx, service.id).await?;
    let found = all.into_iter().find(|edition| edition.number == number);
    Ok((service, found.ok_or(PageError::NotFound)?))
}

async fn restore(
    editor: Editor,
    Path((_, number)): Path<(String, i32)>,
) -> Result<Response, PageError> {
    let tx = editor.begin(Action::ChangeServices).await?;
    let (service, line) = numbered(&editor, &tx, number).await?;
    from_edition(&editor, tx, &service, &line, "restore").await
}
