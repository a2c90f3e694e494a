//! The page for people about the catalogue as data.

use askama::Template;
use axum::http::StatusCode;
use axum::response::Response;

use super::record::site_url;
use crate::page::{self, Crumb, Page};
use crate::visit::{Site, Visit};
use crate::{PageError, page_cache};

/// An example that can be tried.
struct Example {
    href: String,
    about: String,
}

#[derive(Template)]
#[template(path = "duties/data.html")]
struct DataPage {
    page: Page,
    crumbs: Vec<Crumb>,
    examples: Vec<Example>,
    command: String,
    is_region: bool,
}

/// `GET /katalog-jako-dane`
pub(super) async fn show(visit: Visit) -> Result<Response, PageError> {
    let example = |path: &str, key: &str| Example {
        href: site_url(&visit, path),
        about: visit.t(key),
    };
    let title = visit.t("data-title");
    let page = DataPage {
        crumbs: visit.crumbs(&[("", &title)]),
        examples: vec![
            example("/api/v1/catalogue", "data-example-json"),
            example(
                "/api/v1/catalogue?q=drzewo&language=en",
                "data-example-search",
            ),
            example("/api/v1/catalogue.jsonld", "data-example-jsonld"),
            example("/api/v1/catalogue.ttl", "data-example-turtle"),
            example("/api/v1/openapi.json", "data-example-openapi"),
        ],
        command: format!(
            "curl -H 'Accept: text/turtle' '{}'",
            site_url(&visit, "/api/v1/catalogue")
        ),
        is_region: visit.site() == Site::Region,
        page: visit.page(title),
    };
    page::html(StatusCode::OK, &page).map(page_cache::shared)
}
