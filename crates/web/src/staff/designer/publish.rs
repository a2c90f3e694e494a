//! Publishing a sketch, taking a service out of the offer, going back to an earlier edition.

use access::Action;
use askama::Template;
use axum::http::StatusCode;
use axum::response::Response;
use catalogue::difference::difference;
use catalogue::repository::Adopted;
use catalogue::{Adoption, Definition};
use store::services::{self, EditionLine, Standing, ToPublish};
use store::settings::Source;
use store::sketches::{self, Sketch};
use store::{drafts, onboarding, templates};
use tenancy::TenantTx;

use super::acts::ConfirmPage;
use super::overview::from_edition;
use super::{Editor, Fault};
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
        .post(publish, Action::PublishServices, publish_sketch)
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
    changes: Vec<super::changes::Told>,
    is_new: bool,
    open_drafts: String,
    open_cases: String,
    action: String,
    version: i32,
    outdated: bool,
    preview: String,
    back: String,
}

async fn show(editor: Editor) -> Result<Response, PageError> {
    let tx = editor.begin(Action::PublishServices).await?;
    let sketch = editor.sketch(&tx).await?;
    respond(&editor, tx, &sketch, StatusCode::OK).await
}

async fn respond(
    editor: &Editor,
    tx: TenantTx,
    sketch: &Sketch,
    status: StatusCode,
) -> Result<Response, PageError> {
    let visit = &editor.visit;
    let before = in_force(&tx, services::find(&tx, &editor.slug).await?).await?;
    let impact = services::impact(&tx, &editor.slug).await?;
    drop(tx);
    let definition = &sketch.definition;
    let changes = match &before {
        Some(before) => difference(before, definition),
        None => Vec::new(),
    };
    let title = visit.t("designer-publish");
    let count = |key: &str, count: i64| visit.t1(key, "count", &count.to_string());
    let page = PublishPage {
        crumbs: editor.crumbs(&definition.title, &title),
        problems: editor.faults(definition),
        warnings: warnings(editor, definition),
        changes: super::changes::told(visit, &changes),
        is_new: before.is_none(),
        open_drafts: count("designer-open-drafts", impact.open_drafts),
        open_cases: count("designer-open-cases", impact.open_cases),
        action: editor.path("/wydanie"),
        version: sketch.version,
        outdated: status == StatusCode::CONFLICT,
        preview: editor.path("/podglad"),
        back: editor.path(""),
        page: editor.page(title),
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

/// What does not stand in the way but deserves a look.
fn warnings(editor: &Editor, definition: &Definition) -> Vec<Fault> {
    /// Questions after which people give up more often than not.
    const MANY_FIELDS: usize = 40;
    let visit = &editor.visit;
    let mut found = Vec::new();
    let mut warn = |key: &str, place: &str| {
        found.push(Fault {
            text: visit.t(key),
            href: editor.path(place),
        });
    };
    if definition.fields().count() > MANY_FIELDS {
        warn("designer-warning-long", "/formularz");
    }
    let asks_persons = definition.fields().any(|field| {
        use catalogue::FieldKind::{Address, Email, Party, Pesel, Phone};
        matches!(field.kind, Address | Email | Party | Pesel | Phone)
    });
    if asks_persons && definition.card.personal_data.is_empty() {
        warn("designer-warning-purpose", "/czesc/karta");
    }
    if definition.card.time.is_empty() {
        warn("designer-warning-time", "/czesc/karta");
    }
    if !definition.confirm.is_empty() {
        warn("designer-warning-confirm", "/czesc/odbiorcy");
    }
    let accounts = editor.visit.0.tenant.as_ref();
    let accounts = accounts.map(|tenant| tenant.profile().accounts.as_slice());
    let has = |purpose: &str| {
        let mut known = accounts.unwrap_or_default().iter();
        known.any(|(known, ..)| known == purpose)
    };
    use catalogue::definition::Payee;
    let lacks = definition.fees.iter().any(|fee| match fee.payee {
        Payee::Office => !has("office"),
        Payee::GminaOfSeat => !has("stamp_duty"),
        Payee::GminaOfPrincipal => false,
    });
    if lacks {
        warn("designer-warning-account", "/czesc/oplaty");
    }
    let languages = definition.languages.iter().filter(|code| *code != "pl");
    if languages
        .clone()
        .any(|code| !definition.texts.contains_key(code))
    {
        warn("designer-warning-language", "/czesc/tozsamosc");
    }
    found
}

async fn publish_sketch(
    editor: Editor,
    axum::extract::Form(pairs): axum::extract::Form<Vec<(String, String)>>,
) -> Result<Response, PageError> {
    let posted = crate::staff::acts::Posted(pairs);
    // The template first: nobody waits for the registry with a connection of the office in hand.
    let tx = editor.begin(Action::PublishServices).await?;
    let template = editor.sketch(&tx).await?.template;
    drop(tx);
    let template = match template {
        Some((slug, edition)) => {
            let tx = editor.app.tenancy().registry().await?;
            templates::find(&tx, &slug, edition).await?
        }
        None => None,
    };
    let tx = editor.begin(Action::PublishServices).await?;
    let sketch = editor.locked(&tx).await?;
    if sketch.version != posted.version() {
        return respond(&editor, tx, &sketch, StatusCode::CONFLICT).await;
    }
    let Ok(definition) = Definition::from_json(&sketch.definition.to_json()) else {
        return respond(&editor, tx, &sketch, StatusCode::UNPROCESSABLE_ENTITY).await;
    };
    let service = services::find(&tx, &editor.slug).await?;
    let hash = definition.hash();
    let adopted = adopted(&sketch, template.as_ref(), &definition);
    let new = ToPublish {
        id: service.as_ref().map(|service| service.id),
        definition: &definition,
        hash: &hash,
        adopted: adopted.as_ref(),
        edition_id: None,
        number: service.as_ref().map_or(0, |service| service.newest),
    };
    let now = editor.app.now();
    let by = editor.signature();
    services::publish(&tx, &[new], (Source::Browser, &by), now).await?;
    sketches::drop(&tx, &sketch).await?;
    let number = service.map_or(0, |service| service.newest) + 1;
    let detail = format!("edition:{number} sha256:{hash}");
    editor.note(&tx, "service_published", &detail).await?;
    tx.commit().await?;
    make_public(&editor).await?;
    Ok(see_other(&editor.path("?po=publish")))
}

/// What the service follows, with the office's changes. When the lead no longer keeps the edition
/// the service goes on naming it: nobody but the office cuts it off.
fn adopted(
    sketch: &Sketch,
    template: Option<&Definition>,
    definition: &Definition,
) -> Option<Adopted> {
    let (slug, edition) = sketch.template.clone()?;
    let overlay = match template {
        Some(template) => Adoption::between(template, &definition.to_json()).to_json(),
        None => serde_json::json!({ "template": slug, "edition": edition }),
    };
    Some(Adopted {
        template: slug,
        edition,
        overlay,
    })
}

/// Brings the public catalogue in line. If this is cut off, the next publishing or `tenant apply`
/// finishes it.
async fn make_public(editor: &Editor) -> Result<(), PageError> {
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
    drop(tx);
    let title = editor.visit.t("designer-withdraw");
    let count = |key: &str, count: i64| editor.visit.t1(key, "count", &count.to_string());
    let page = ConfirmPage {
        crumbs: editor.crumbs(&definition.title, &title),
        lead: editor.visit.t("designer-withdraw-lead"),
        facts: vec![
            count("designer-open-drafts", impact.open_drafts),
            count("designer-open-cases", impact.open_cases),
        ],
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
