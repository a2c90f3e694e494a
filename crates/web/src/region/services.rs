//! A search over the published services of all offices, each shown with its office.

use askama::Template;
use axum::extract::Query;
use axum::http::StatusCode;
use axum::response::Response;
use catalogue::definition::CATEGORIES;
use serde::Deserialize;
use store::published::{self, Hit};
use tenancy::OfficeState;

use crate::PageError;
use crate::page::{self, Crumb, Page};
use crate::visit::Visit;

/// Services shown at most; more words narrow the list.
const SHOWN_MAX: u32 = 60;

/// What an address of the search may ask for.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    q: String,
    dziedzina: String,
}

/// A service with its office.
struct Line {
    href: String,
    title: String,
    summary: String,
    meta: String,
}

/// A category that can be chosen.
struct Filter {
    href: String,
    label: String,
    current: bool,
}

#[derive(Template)]
#[template(path = "region/services.html")]
struct ServicesPage {
    page: Page,
    crumbs: Vec<Crumb>,
    query: String,
    found: String,
    categories: Vec<Filter>,
    /// Whether a category is chosen.
    is_filtered: bool,
    services: Vec<Line>,
}

/// `GET /uslugi`
pub(super) async fn list(visit: Visit, Query(asked): Query<Asked>) -> Result<Response, PageError> {
    let category = CATEGORIES
        .iter()
        .find(|known| **known == asked.dziedzina)
        .copied();
    let tx = visit.app().tenancy().registry().await?;
    let hits = published::search(&tx, &asked.q, category, SHOWN_MAX).await?;
    drop(tx);
    let services: Vec<Line> = hits.iter().filter_map(|hit| line(&visit, hit)).collect();
    let count = services.len();
    let found = match count == usize::try_from(SHOWN_MAX).unwrap_or(usize::MAX) {
        true => visit.t1("region-services-first", "count", &count.to_string()),
        false => visit.t1("region-services-found", "count", &count.to_string()),
    };
    let title = visit.t("region-services-title");
    let page = ServicesPage {
        crumbs: visit.crumbs(&[("/uslugi", &title)]),
        found,
        is_filtered: category.is_some(),
        categories: filters(&visit, &asked.q, category),
        services,
        query: asked.q,
        page: visit.page(title),
    };
    page::html(StatusCode::OK, &page)
}

/// A line for a service whose office answers.
fn line(visit: &Visit, hit: &Hit) -> Option<Line> {
    let office = visit.app().tenancy().by_id(hit.tenant)?;
    (office.state() == OfficeState::Active).then(|| Line {
        href: visit
            .app()
            .settings()
            .office_url(office.slug(), &format!("/uslugi/{}", hit.slug)),
        title: hit.title.clone(),
        summary: hit.summary.clone(),
        meta: office.name().to_owned(),
    })
}

fn filters(visit: &Visit, words: &str, chosen: Option<&str>) -> Vec<Filter> {
    let words = crate::error::encode(words);
    let all = Filter {
        href: format!("/uslugi?q={words}"),
        label: visit.t("all"),
        current: chosen.is_none(),
    };
    let each = CATEGORIES.iter().map(|category| Filter {
        href: format!("/uslugi?q={words}&dziedzina={category}"),
        label: visit.t(&format!("category-{category}")),
        current: chosen == Some(*category),
    });
    std::iter::once(all).chain(each).collect()
}
