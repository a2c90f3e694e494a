//! What search engines read: the list of pages, and what they leave alone.

use access::Action;
use axum::http::header::CONTENT_TYPE;
use axum::response::{IntoResponse, Response};
use tenancy::OfficeState;

use crate::PageError;
use crate::api::languages;
use crate::page::Alternates;
use crate::routes::Routes;
use crate::visit::Visit;

/// Paths of an office that hold nothing for the public.
const PRIVATE: [&str; 9] = [
    "/urzad",
    "/robocze",
    "/wnioski",
    "/sprawy",
    "/moje",
    "/konto",
    "/logowanie",
    "/wyloguj",
    "/api/",
];
const HEAD: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";
const SITEMAPS: &str = "http://www.sitemaps.org/schemas/sitemap/0.9";

pub(crate) fn office_routes() -> Routes {
    Routes::office()
        .get("/sitemap.xml", Action::SeeCatalogue, of_office)
        .get("/robots.txt", Action::SeeCatalogue, robots)
}

pub(crate) fn region_routes() -> Routes {
    Routes::region()
        .get("/sitemap.xml", Action::SeeCatalogue, of_region)
        .get("/robots.txt", Action::SeeCatalogue, robots)
}

/// `GET /sitemap.xml` of an office: its pages for everybody, in each language they are in.
async fn of_office(visit: Visit) -> Result<Response, PageError> {
    let app = visit.app();
    let services = app.catalogue().services(app, visit.office()?).await?;
    let spoken = crate::identify::languages_of(visit.office()?);
    let mut text = format!(
        "{HEAD}<urlset xmlns=\"{SITEMAPS}\" xmlns:xhtml=\"http://www.w3.org/1999/xhtml\">\n"
    );
    for path in [
        "/",
        "/uslugi",
        "/deklaracja-dostepnosci",
        "/dane-osobowe",
        "/katalog-jako-dane",
    ] {
        text.push_str(&url(&Alternates::of(&visit, path, &spoken)));
    }
    for service in services.iter() {
        let path = format!("/uslugi/{}", service.slug);
        let known = languages(&service.definition);
        let both = spoken
            .iter()
            .filter(|code| known.iter().any(|one| one == **code));
        let both: Vec<&str> = both.copied().collect();
        text.push_str(&url(&Alternates::of(&visit, &path, &both)));
    }
    text.push_str("</urlset>\n");
    Ok(xml(text))
}

/// `GET /sitemap.xml` of the region: where the offices list theirs.
async fn of_region(visit: Visit) -> Result<Response, PageError> {
    let app = visit.app();
    let mut text = format!("{HEAD}<sitemapindex xmlns=\"{SITEMAPS}\">\n");
    for office in app.tenancy().offices() {
        if office.state() == OfficeState::Active {
            let href = app.settings().office_url(office.slug(), "/sitemap.xml");
            text.push_str(&format!(
                "<sitemap><loc>{}</loc></sitemap>\n",
                escaped(&href)
            ));
        }
    }
    text.push_str("</sitemapindex>\n");
    Ok(xml(text))
}

/// `GET /robots.txt`
async fn robots(visit: Visit) -> Result<Response, PageError> {
    let mut text = String::from("User-agent: *\n");
    for path in PRIVATE {
        text.push_str(&format!("Disallow: {path}\n"));
    }
    let sitemap = crate::api::site_url(&visit, "/sitemap.xml");
    text.push_str(&format!("\nSitemap: {sitemap}\n"));
    Ok(([(CONTENT_TYPE, "text/plain; charset=utf-8")], text).into_response())
}

fn url(page: &Alternates) -> String {
    let mut text = format!("<url><loc>{}</loc>", escaped(&page.canonical));
    for (language, href) in &page.languages {
        let href = escaped(href);
        text.push_str(&format!(
            "<xhtml:link rel=\"alternate\" hreflang=\"{language}\" href=\"{href}\"/>"
        ));
    }
    text.push_str("</url>\n");
    text
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;")
}

fn xml(text: String) -> Response {
    ([(CONTENT_TYPE, "application/xml; charset=utf-8")], text).into_response()
}
