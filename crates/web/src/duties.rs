//! Pages a public body owes: accessibility declaration and information on personal data.

use access::Action;
use askama::Template;
use axum::http::StatusCode;
use axum::response::Response;

use crate::PageError;
use crate::page::{self, Crumb, Page};
use crate::page_cache;
use crate::routes::Routes;
use crate::visit::Visit;

pub(crate) fn office_routes() -> Routes {
    Routes::office()
        .get("/deklaracja-dostepnosci", Action::SeeCatalogue, declaration)
        .get("/dane-osobowe", Action::SeeCatalogue, privacy)
}

pub(crate) fn region_routes() -> Routes {
    Routes::region()
        .get(
            "/deklaracja-dostepnosci",
            Action::SeeCatalogue,
            region_declaration,
        )
        .get("/dane-osobowe", Action::SeeCatalogue, region_privacy)
}

/// The declaration with the ids that machines look for.
///
/// # Source
/// Art. 10 of the act of 4 April 2019 on digital accessibility; technical conditions of the
/// declaration published by the minister.
#[derive(Template)]
#[template(path = "duties/declaration.html")]
struct DeclarationPage {
    page: Page,
    crumbs: Vec<Crumb>,
    address: String,
    dated: String,
    person: String,
    email: String,
    phone: String,
    building: String,
}

async fn declaration(visit: Visit) -> Result<Response, PageError> {
    let tenant = visit.office()?;
    let profile = tenant.profile();
    let title = visit.t("declaration-title");
    let page = DeclarationPage {
        crumbs: visit.crumbs(&[("", &title)]),
        address: visit.app().settings().office_url(tenant.slug(), "/"),
        dated: profile.declaration_date.clone(),
        person: profile.accessibility_contact.clone(),
        email: profile.accessibility_email.clone(),
        phone: profile.accessibility_phone.clone(),
        building: profile.accessibility_building.clone(),
        page: visit.page(title),
    };
    page::html(StatusCode::OK, &page).map(page_cache::shared)
}

async fn region_declaration(visit: Visit) -> Result<Response, PageError> {
    let lead = lead(&visit);
    let profile = lead
        .as_ref()
        .map(tenancy::Tenant::profile)
        .cloned()
        .unwrap_or_default();
    let title = visit.t("declaration-title");
    let page = DeclarationPage {
        crumbs: visit.crumbs(&[("", &title)]),
        address: visit.app().settings().region_url("/"),
        dated: profile.declaration_date.clone(),
        person: profile.accessibility_contact.clone(),
        email: profile.accessibility_email.clone(),
        phone: profile.accessibility_phone.clone(),
        building: profile.accessibility_building,
        page: visit.page(title),
    };
    page::html(StatusCode::OK, &page).map(page_cache::shared)
}

#[derive(Template)]
#[template(path = "duties/privacy.html")]
struct PrivacyPage {
    page: Page,
    crumbs: Vec<Crumb>,
    controller: String,
    officer: String,
    email: String,
    text: String,
}

async fn privacy(visit: Visit) -> Result<Response, PageError> {
    let profile = visit.office()?.profile().clone();
    privacy_page(&visit, profile)
}

async fn region_privacy(visit: Visit) -> Result<Response, PageError> {
    let lead = lead(&visit);
    privacy_page(
        &visit,
        lead.map(|lead| lead.profile().clone()).unwrap_or_default(),
    )
}

fn privacy_page(visit: &Visit, profile: tenancy::OfficeProfile) -> Result<Response, PageError> {
    let title = visit.t("privacy-title");
    let page = PrivacyPage {
        crumbs: visit.crumbs(&[("", &title)]),
        controller: profile.controller,
        officer: profile.dpo_name,
        email: profile.dpo_email,
        text: profile.privacy_text,
        page: visit.page(title),
    };
    page::html(StatusCode::OK, &page).map(page_cache::shared)
}

/// The office that runs the platform.
fn lead(visit: &Visit) -> Option<tenancy::Tenant> {
    visit
        .app()
        .tenancy()
        .offices()
        .into_iter()
        .find(|office| office.role() == "lead")
}
