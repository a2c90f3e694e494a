//! Checking the answers and sending them.

use access::Action;
use askama::Template;
use axum::http::header::RETRY_AFTER;
use axum::http::{HeaderMap, HeaderValue, StatusCode};
use axum::response::Response;
use catalogue::fees_due;
use chrono_tz::Europe::Warsaw;
use store::applications::{self, Filed, Filing};
use store::residents;
use uuid::Uuid;

use super::drafts::is_ready;
use super::filling::{self, Filling, Found};
use super::summary::{self, Section};
use super::wording::{self, Said};
use super::{entry, moves, places};
use crate::address::Path;
use crate::page::{self, Page, see_other};
use crate::routes::Routes;
use crate::visit::Visit;
use crate::{PageError, tokens};

pub(super) fn routes() -> Routes {
    Routes::office()
        .get("/robocze/{draft}/sprawdz", Action::EditDraft, check)
        .get("/robocze/{draft}/zloz", Action::EditDraft, back_to_check)
        .post("/robocze/{draft}/zloz", Action::FileApplication, file)
}

/// A fee that is due for these answers.
struct FeeRow {
    title: String,
    amount: String,
    basis: String,
}

#[derive(Template)]
#[template(path = "resident/filing/check.html")]
struct CheckPage {
    page: Page,
    faults: Vec<Said>,
    title: String,
    back: String,
    action: String,
    change: String,
    sections: Vec<Section>,
    fees: Vec<FeeRow>,
    personal_data: String,
    newer: Option<moves::Notice>,
}

/// `GET /robocze/{draft}/sprawdz`
async fn check(
    visit: Visit,
    headers: HeaderMap,
    Path(id): Path<Uuid>,
) -> Result<Response, PageError> {
    let filling = match filling::open(&visit, &headers, id).await? {
        Found::Open(filling) => filling,
        Found::Filed(receipt) => return Ok(receipt),
    };
    if !is_ready(&filling, visit.app().today()) {
        return Ok(see_other(&filling.path("?niegotowe=1")));
    }
    check_page(&visit, &filling, Vec::new(), StatusCode::OK)
}

fn check_page(
    visit: &Visit,
    filling: &Filling,
    faults: Vec<Said>,
    status: StatusCode,
) -> Result<Response, PageError> {
    let definition = filling.definition();
    let answers = &filling.draft.content.answers;
    let visible = definition.visible(answers);
    let text = |path: &str| visit.told(definition, path);
    let fees = fees_due(definition, answers).into_iter().map(|fee| FeeRow {
        title: match text(&format!("fees.{}.title", fee.key)) {
            title if title.is_empty() => fee.title,
            title => title,
        },
        amount: match fee.amount {
            Some(amount) => format!("{amount} zł"),
            None => visit.t("resident-fee-unknown"),
        },
        basis: fee.basis,
    });
    let mut steps = definition.form.steps.iter();
    let last = steps.rfind(|step| visible.step(&step.key));
    let page = CheckPage {
        title: text("title"),
        back: match last {
            Some(step) => filling.path(&format!("/krok/{}", step.key)),
            None => filling.path(""),
        },
        action: filling.path("/zloz"),
        change: filling.path("/krok/"),
        sections: summary::sections(visit, definition, answers, &visible),
        fees: fees.collect(),
        personal_data: text("card.personal_data"),
        newer: moves::notice(visit, filling),
        page: visit
            .page(visit.t("resident-check-title"))
            .with_errors(!faults.is_empty()),
        faults,
    };
    page::html(status, &page)
}

/// `GET /robocze/{draft}/zloz`: where somebody lands after signing in again.
async fn back_to_check(Path(id): Path<Uuid>) -> Response {
    see_other(&format!("/robocze/{id}/sprawdz"))
}

/// `POST /robocze/{draft}/zloz`: sending. Pressing twice, from two windows or again after a lost
/// answer leads to the same receipt.
async fn file(
    visit: Visit,
    headers: HeaderMap,
    Path(id): Path<Uuid>,
) -> Result<Response, PageError> {
    let (tx, found) = filling::lock(&visit, &headers, id).await?;
    let filling = match found {
        Found::Open(filling) => filling,
        Found::Filed(receipt) => return Ok(receipt),
    };
    let draft = &filling.draft;
    filling::require(&visit, Action::FileApplication, draft)?;
    if !is_ready(&filling, visit.app().today()) {
        return Ok(see_other(&filling.path("?niegotowe=1")));
    }
    let account = match draft.owner {
        Some(owner) => Some(residents::identity(&tx, owner).await?),
        None => None,
    };
    let pesel = account.as_ref().and_then(|account| account.pesel.as_ref());
    let filing = Filing {
        draft_id: id,
        holder: filling.holder,
        edition: Some(filling.pinned.edition()),
        assurance: visit.actor().assurance(),
        account_pesel: pesel.map(domain::identifiers::Pesel::as_str),
        random: tokens::bytes(),
        at: visit.app().now().with_timezone(&Warsaw).fixed_offset(),
    };
    match applications::file_locked(&tx, &filing, draft).await? {
        Filed::Before(receipt) => Ok(see_other(&places::receipt(&receipt.number))),
        Filed::Now(receipt, unneeded) => {
            // Nothing is shown as sent before this is durable.
            let tenant = visit.office()?;
            if let Err(fault) = tx.commit().await {
                tracing::error!(tenant = tenant.slug(), draft = %id,
                    fault = %crate::error::chain(&fault), "the outcome of a filing is unknown");
                return unsure(&visit, &filling);
            }
            visit.app().bell().ring(tenant);
            visit.app().files().remove(tenant, &unneeded).await;
            Ok(see_other(&places::receipt(&receipt.number)))
        }
        Filed::Faulty(faults) => {
            let definition = filling.definition();
            let said = faults.faults.iter();
            let said = said.map(|fault| wording::say(&visit, definition, fault));
            let said = said.collect();
            check_page(&visit, &filling, said, StatusCode::UNPROCESSABLE_ENTITY)
        }
        Filed::Closed(_) => Ok(see_other(&format!("/uslugi/{}", draft.service_slug))),
        Filed::TooWeak(wanted) => {
            let path = filling.path("/sprawdz");
            Ok(see_other(&entry::step_up(&path, wanted)))
        }
    }
}

#[derive(Template)]
#[template(path = "resident/filing/unsure.html")]
struct UnsurePage {
    page: Page,
    action: String,
}

/// The answer of the database was lost: sending again is safe and tells what happened.
fn unsure(visit: &Visit, filling: &Filling) -> Result<Response, PageError> {
    let page = UnsurePage {
        action: filling.path("/zloz"),
        page: visit.page(visit.t("resident-unsure-title")),
    };
    let mut response = page::html(StatusCode::SERVICE_UNAVAILABLE, &page)?;
    let retry = HeaderValue::from(crate::error::RETRY_SECONDS);
    response.headers_mut().insert(RETRY_AFTER, retry);
    Ok(response)
}
