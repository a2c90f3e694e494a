//! A search over the published services of all offices, each shown with its offices.

use askama::Template;
use axum::extract::Query;
use axum::http::StatusCode;
use axum::response::Response;
use catalogue::definition::{CATEGORIES, LIFE_EVENTS};
use serde::Deserialize;

use crate::PageError;
use crate::catalogue::{Offered, Wanted};
use crate::error::encode;
use crate::page::{self, Crumb, Page};
use crate::visit::Visit;

use super::offices::Choice;

/// Services shown at most; more words narrow the list.
const SHOWN_MAX: usize = 30;
/// Offices named for each of them; the name of a gmina narrows the list.
const OFFICES_MAX: usize = 60;
/// So few services are shown with their offices at once.
const OPEN_MAX: usize = 3;

/// What an address of the search may ask for.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    q: String,
    urzad: String,
    dziedzina: String,
    sytuacja: String,
}

/// A service with the offices that offer it: address and name of each.
struct Line {
    title: String,
    summary: String,
    offices: Vec<(String, String)>,
    count: usize,
}

#[derive(Template)]
#[template(path = "region/services.html")]
struct ServicesPage {
    page: Page,
    crumbs: Vec<Crumb>,
    query: String,
    office: String,
    found: String,
    /// What was probably meant, with its address.
    meant: Option<(String, String)>,
    categories: Vec<Choice>,
    life_events: Vec<Choice>,
    is_filtered: bool,
    /// Whether the offices are shown without asking.
    is_open: bool,
    services: Vec<Line>,
    /// Categories to go on with from an empty list.
    ways: Vec<(String, String)>,
}

/// `GET /uslugi`
pub(super) async fn list(visit: Visit, Query(asked): Query<Asked>) -> Result<Response, PageError> {
    let app = visit.app();
    let known = |keys: &[&'static str], asked: &str| keys.iter().copied().find(|key| *key == asked);
    let category = known(CATEGORIES, &asked.dziedzina).unwrap_or_default();
    let life_event = known(LIFE_EVENTS, &asked.sytuacja).unwrap_or_default();
    let wanted = Wanted {
        words: &asked.q,
        category,
        life_event,
        office: &asked.urzad,
        limit: SHOWN_MAX,
        ..Wanted::default()
    };
    let found = app.region().find(app, visit.lang(), &wanted).await?;
    let count = found.count.to_string();
    let title = visit.t("region-services-title");
    let page = ServicesPage {
        crumbs: visit.crumbs(&[("/uslugi", &title)]),
        found: match found.count > SHOWN_MAX {
            true => visit.t1("region-services-first", "count", &SHOWN_MAX.to_string()),
            false => visit.t1("region-services-found", "count", &count),
        },
        meant: found.meant.map(|meant| {
            let rest = format!("urzad={}&dziedzina={category}", encode(&asked.urzad));
            let href = format!("/uslugi?q={}&{rest}&sytuacja={life_event}", encode(&meant));
            (href, meant)
        }),
        categories: choices(&visit, "category", CATEGORIES, category),
        life_events: choices(&visit, "life", LIFE_EVENTS, life_event),
        is_filtered: [&asked.q, &asked.urzad, &asked.dziedzina, &asked.sytuacja]
            .iter()
            .any(|part| !part.is_empty()),
        is_open: found.services.len() <= OPEN_MAX,
        services: found
            .services
            .into_iter()
            .map(|service| line(&visit, service))
            .collect(),
        ways: choices(&visit, "category", CATEGORIES, "")
            .into_iter()
            .map(|one| (format!("/uslugi?dziedzina={}", one.value), one.label))
            .collect(),
        query: asked.q,
        office: asked.urzad,
        page: visit.page(title),
    };
    page::html(StatusCode::OK, &page)
}

fn line(visit: &Visit, service: Offered) -> Line {
    let app = visit.app();
    let shown = service.offices.iter().take(OFFICES_MAX);
    let shown = shown.filter_map(|id| {
        let office = app.tenancy().by_id(*id)?;
        let path = format!("/uslugi/{}", service.slug);
        let href = app.settings().office_url(office.slug(), &path);
        Some((href, office.name().to_owned()))
    });
    Line {
        offices: shown.collect(),
        count: service.offices.len(),
        title: told(visit, service.title, service.is_polish),
        summary: told(visit, service.summary, service.is_polish),
    }
}

/// Words of a service, marked when they are Polish on a page of another language.
fn told(visit: &Visit, text: String, is_polish: bool) -> String {
    match is_polish {
        true => visit.polish(&text),
        false => text,
    }
}

fn choices(visit: &Visit, prefix: &str, keys: &[&str], chosen: &str) -> Vec<Choice> {
    let each = keys.iter().map(|key| Choice {
        value: (*key).to_owned(),
        label: visit.t(&format!("{prefix}-{key}")),
        chosen: *key == chosen,
    });
    each.collect()
}
