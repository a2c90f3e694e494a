//! The region: all offices and a search over all their services.

mod offices;
mod services;

use access::Action;
use askama::Template;
use axum::http::StatusCode;
use axum::response::Response;
use catalogue::definition::CATEGORIES;

use crate::PageError;
use crate::page::{self, Page};
use crate::routes::Routes;
use crate::visit::Visit;

use offices::OfficeLine;

pub(crate) use offices::kind_key;

pub(crate) fn routes() -> Routes {
    Routes::region()
        .get("/", Action::SeeCatalogue, home)
        .get("/urzedy", Action::SeeCatalogue, offices::list)
        .get("/uslugi", Action::SeeCatalogue, services::list)
}

/// A category with how many services it has.
struct CategoryLine {
    href: String,
    title: String,
    meta: String,
}

#[derive(Template)]
#[template(path = "region/home.html")]
struct HomePage {
    page: Page,
    offices: Vec<OfficeLine>,
    categories: Vec<CategoryLine>,
}

async fn home(visit: Visit) -> Result<Response, PageError> {
    let counts = visit.app().region().counts(visit.app()).await?;
    let categories = CATEGORIES
        .iter()
        .filter_map(|category| {
            let count = counts.get(*category)?;
            Some(CategoryLine {
                href: format!("/uslugi?dziedzina={category}"),
                title: visit.t(&format!("category-{category}")),
                meta: visit.t1("count-services", "count", &count.to_string()),
            })
        })
        .collect();
    let page = HomePage {
        offices: offices::answering(&visit),
        categories,
        page: visit.page(visit.t("region-title")),
    };
    page::html(StatusCode::OK, &page)
}
