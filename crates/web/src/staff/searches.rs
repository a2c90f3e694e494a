//! What people searched for at the office and did not find, for those who write services.

use access::{Action, Resource};
use askama::Template;
use axum::extract::Query;
use axum::http::StatusCode;
use axum::response::Response;
use serde::Deserialize;
use store::{missed_searches, sketches};

use crate::error::encode;
use crate::page::{self, Crumb, Page};
use crate::routes::Routes;
use crate::visit::{StaffIn, Visit};
use crate::{PageError, dates};

const HERE: &str = "/urzad/uslugi/bez-wyniku";

pub(super) fn routes() -> Routes {
    Routes::office().get(HERE, Action::SeeServices, show)
}

struct Line {
    words: String,
    count: String,
    last: String,
    href: String,
}

#[derive(Template)]
#[template(path = "staff/searches.html")]
struct SearchesPage {
    page: Page,
    crumbs: Vec<Crumb>,
    lines: Vec<Line>,
    /// Words chosen, for which a service is looked for; empty when none are.
    chosen: String,
    /// Services by the address of their keywords and by title.
    services: Vec<(String, String)>,
    may_change: bool,
    days: String,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Asked {
    slowo: String,
}

async fn show(
    visit: Visit,
    _staff: StaffIn,
    Query(asked): Query<Asked>,
) -> Result<Response, PageError> {
    let access = visit.app().access();
    access.require(visit.actor(), Action::SeeServices, &Resource::Catalogue)?;
    let tx = visit.office()?.begin().await?;
    let missed = missed_searches::frequent(&tx).await?;
    // Only words that are counted here: the address is no place for others.
    let chosen = missed.iter().find(|one| one.words == asked.slowo);
    let services = match chosen {
        Some(_) => sketches::offered(&tx).await?,
        None => Vec::new(),
    };
    drop(tx);
    let title = visit.t("searches-title");
    let page = SearchesPage {
        crumbs: visit.crumbs(&[("/urzad/uslugi", &visit.t("designer-list")), ("", &title)]),
        chosen: chosen.map(|one| one.words.clone()).unwrap_or_default(),
        services: services
            .into_iter()
            .map(|one| (format!("/urzad/uslugi/{}/czesc/karta", one.slug), one.title))
            .filter(|(_, title)| !title.is_empty())
            .collect(),
        may_change: access.allows(visit.actor(), Action::ChangeServices, &Resource::Catalogue),
        days: missed_searches::DAYS_KEPT.to_string(),
        lines: missed.into_iter().map(|one| line(&visit, one)).collect(),
        page: visit.page(title),
    };
    page::html(StatusCode::OK, &page)
}

fn line(visit: &Visit, missed: missed_searches::Missed) -> Line {
    Line {
        href: format!("{HERE}?slowo={}#slowo", encode(&missed.words)),
        count: missed.count.to_string(),
        last: dates::long(visit.app().texts(), visit.lang(), missed.last_on),
        words: missed.words,
    }
}
