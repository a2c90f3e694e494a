//! Proving the walls from the console.

use access::Action;
use askama::Template;
use axum::http::StatusCode;
use axum::response::Response;
use axum_extra::extract::Form;
use serde::Deserialize;
use tenancy::prove::{self, Report};

use super::{admin, require};
use crate::PageError;
use crate::page::{self, Page};
use crate::visit::Visit;

/// More offices than this are proved one by one from here, all at once from the command line.
const AT_ONCE_MAX: usize = 32;

/// Which office to try; all when empty.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Sent {
    urzad: String,
}

/// A choice of an office.
struct Choice {
    value: String,
    label: String,
    chosen: bool,
}

#[derive(Template)]
#[template(path = "admin/walls.html")]
struct WallsPage {
    page: Page,
    choices: Vec<Choice>,
    report: Option<Shown>,
}

/// A report in words.
struct Shown {
    holds: bool,
    summary: String,
    attempts: Vec<Attempt>,
}

/// One kind of attempt in words.
struct Attempt {
    what: String,
    tried: usize,
    refused: usize,
    breaches: Vec<String>,
}

/// `GET /mury`
pub(super) async fn ask(visit: Visit) -> Result<Response, PageError> {
    require(&visit, Action::SeeOfficeHealth)?;
    walls_page(&visit, "", None)
}

/// `POST /mury`: logs in as every office and tries to get out; changes nothing.
pub(super) async fn prove(visit: Visit, Form(sent): Form<Sent>) -> Result<Response, PageError> {
    require(&visit, Action::SeeOfficeHealth)?;
    let offices = visit.app().tenancy().offices();
    let named = offices.iter().find(|office| office.slug() == sent.urzad);
    let only = match named {
        Some(office) => Some(office.slug()),
        None if offices.len() > AT_ONCE_MAX => offices.first().map(tenancy::Tenant::slug),
        None => None,
    };
    let report = prove::prove(&admin(&visit).await?, only, |_| {}).await?;
    walls_page(&visit, only.unwrap_or_default(), Some(report))
}

fn walls_page(visit: &Visit, chosen: &str, report: Option<Report>) -> Result<Response, PageError> {
    let offices = visit.app().tenancy().offices();
    let choices = offices.iter().map(|office| Choice {
        value: office.slug().to_owned(),
        label: office.name().to_owned(),
        chosen: office.slug() == chosen,
    });
    let page = WallsPage {
        choices: choices.collect(),
        report: report.map(|report| shown(visit, report)),
        page: visit.page(visit.t("admin-walls-title")),
    };
    page::html(StatusCode::OK, &page)
}

fn shown(visit: &Visit, report: Report) -> Shown {
    let tried: usize = report.attempts.iter().map(|attempt| attempt.tried).sum();
    let counts = [
        ("offices", &*report.offices.to_string()),
        ("pairs", &*report.pairs.to_string()),
        ("tried", &*tried.to_string()),
    ];
    Shown {
        holds: report.holds(),
        summary: visit.tn("admin-walls-summary", &counts),
        attempts: report
            .attempts
            .into_iter()
            .map(|attempt| Attempt {
                what: visit.t(&format!("wall-{}", attempt.code())),
                tried: attempt.tried,
                refused: attempt.refused,
                breaches: attempt.breaches,
            })
            .collect(),
    }
}
