//! Settling a case: what the applicant will read is shown once more before it is sent.

use access::Action;
use askama::Template;
use axum::http::StatusCode;
use axum::response::Response;
use domain::case_state::Outcome;
use store::cases::{self, Case, Settlement};

use super::acts::Desk;
use super::case_page::{self, Said};
use super::words;
use crate::PageError;
use crate::page::{self, Crumb, Page};
use crate::routes::Routes;

pub(super) fn routes() -> Routes {
    Routes::office().post("/urzad/sprawy/{id}/rozstrzygnij", Action::Settle, settle)
}

#[derive(Template)]
#[template(path = "staff/cases/confirm.html")]
struct ConfirmPage {
    page: Page,
    crumbs: Vec<Crumb>,
    case: Case,
    path: String,
    version: String,
    outcome_code: &'static str,
    outcome: String,
    text: String,
    lines: Vec<String>,
}

/// The first post shows what will be sent, the second one (`potwierdzam`) sends it or goes back
/// to writing (`popraw`).
async fn settle(desk: Desk) -> Result<Response, PageError> {
    let (tx, act) = desk.begin(Action::Settle).await?;
    let outcome = Outcome::parse(desk.posted.get("wynik"));
    let (outcome, text) = match (outcome, desk.text("tresc", "staff-fault-settlement")) {
        (Ok(outcome), Ok(text)) => (outcome, text),
        (outcome, text) => {
            drop(tx);
            let mut faults = Vec::new();
            if outcome.is_err() {
                faults.push(Said {
                    field: "wynik",
                    text: desk.visit.t("staff-fault-outcome"),
                });
            }
            faults.extend(text.err().unwrap_or_default());
            return desk.refuse(faults).await;
        }
    };
    if desk.posted.get("popraw") == "tak" {
        drop(tx);
        return desk.reopen().await;
    }
    if desk.posted.get("potwierdzam") == "tak" {
        let made = cases::settle(&tx, &act, &Settlement { outcome, text }).await;
        return desk.finish(tx, made, "rozstrzygniecie").await;
    }
    let visit = &desk.visit;
    let case = case_page::reach(visit, &desk.app, &tx, desk.id, Action::Settle).await?;
    let path = format!("/urzad/sprawy/{}", case.id);
    let title = visit.t("staff-confirm-title");
    let page = ConfirmPage {
        crumbs: visit.crumbs(&[(&path, &case.mark), ("", &title)]),
        page: visit.page(title),
        version: act.version.to_string(),
        outcome_code: outcome.as_str(),
        outcome: words::outcome(visit, outcome),
        text: text.to_owned(),
        lines: words::lines(text),
        path,
        case,
    };
    page::html(StatusCode::OK, &page)
}
