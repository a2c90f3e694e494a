//! Switching an office off and on again.

use access::Action;
use askama::Template;
use axum::http::StatusCode;
use axum::response::Response;
use axum_extra::extract::Form;
use serde::Deserialize;
use store::figures;
use tenancy::{OfficeState, Tenant, provision};

use super::{admin, require};
use crate::PageError;
use crate::address::Path;
use crate::page::{self, Crumb, Page, see_other};
use crate::visit::{OperatorIn, Visit};

const REASON_CHARS_MAX: usize = 300;

/// What the form sends.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Sent {
    powod: String,
}

/// A fault of the form.
struct Said {
    field: &'static str,
    text: String,
}

#[derive(Template)]
#[template(path = "admin/suspend.html")]
struct SuspendPage {
    page: Page,
    crumbs: Vec<Crumb>,
    slug: String,
    reason: String,
    faults: Vec<Said>,
    fault: String,
}

/// `GET /urzedy/{office}/wylacz`: asks for the reason and a confirmation.
pub(super) async fn ask(visit: Visit, Path(slug): Path<String>) -> Result<Response, PageError> {
    let office = switchable(&visit, &slug)?;
    suspend_page(&visit, &office, String::new(), String::new())
}

/// The office, for an operator who may switch it on and off.
fn switchable(visit: &Visit, slug: &str) -> Result<Tenant, PageError> {
    require(visit, Action::SuspendOffice)?;
    let office = visit.app().tenancy().by_slug(slug);
    office.ok_or(PageError::NotFound)
}

fn suspend_page(
    visit: &Visit,
    office: &Tenant,
    reason: String,
    fault: String,
) -> Result<Response, PageError> {
    let slug = office.slug().to_owned();
    let title = visit.t1("admin-suspend-title", "office", office.name());
    let has_errors = !fault.is_empty();
    let faults = has_errors.then(|| Said {
        field: "powod",
        text: fault.clone(),
    });
    let page = SuspendPage {
        crumbs: visit.crumbs(&[(&format!("/urzedy/{slug}"), office.name()), ("", &title)]),
        page: visit.page(title).with_errors(has_errors),
        faults: faults.into_iter().collect(),
        slug,
        reason,
        fault,
    };
    let status = if has_errors {
        StatusCode::UNPROCESSABLE_ENTITY
    } else {
        StatusCode::OK
    };
    page::html(status, &page)
}

/// `POST /urzedy/{office}/wylacz`
pub(super) async fn suspend(
    visit: Visit,
    operator: OperatorIn,
    Path(slug): Path<String>,
    Form(sent): Form<Sent>,
) -> Result<Response, PageError> {
    let office = switchable(&visit, &slug)?;
    let reason = sent.powod.trim();
    if reason.is_empty() || reason.chars().count() > REASON_CHARS_MAX {
        let fault = visit.t1(
            "admin-suspend-reason-fault",
            "max",
            &REASON_CHARS_MAX.to_string(),
        );
        return suspend_page(&visit, &office, sent.powod, fault);
    }
    set(&visit, &operator, &office, (OfficeState::Suspended, reason)).await
}

/// `POST /urzedy/{office}/wlacz`
pub(super) async fn resume(
    visit: Visit,
    operator: OperatorIn,
    Path(slug): Path<String>,
) -> Result<Response, PageError> {
    let office = switchable(&visit, &slug)?;
    set(&visit, &operator, &office, (OfficeState::Active, "")).await
}

async fn set(
    visit: &Visit,
    operator: &OperatorIn,
    office: &Tenant,
    (state, reason): (OfficeState, &str),
) -> Result<Response, PageError> {
    let app = visit.app();
    let tx = app.tenancy().registry().await?;
    let act = (operator.id, state.as_str());
    figures::note_operator(&tx, act, Some(office.id()), reason, app.now()).await?;
    tx.commit().await?;
    let kept = Some(reason).filter(|reason| !reason.is_empty());
    provision::set_state(&admin(visit).await?, office.slug(), state, kept).await?;
    app.tenancy().reload().await?;
    Ok(see_other(&format!("/urzedy/{}", office.slug())))
}
