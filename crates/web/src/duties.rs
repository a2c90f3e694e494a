//! Pages a public body owes: accessibility declaration and information on personal data.

use access::Action;
use askama::Template;
use axum::http::StatusCode;
use axum::response::Response;
use tenancy::{OfficeProfile, Tenant};

use crate::PageError;
use crate::dates;
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
    /// The public body that declares.
    subject: String,
    dated: String,
    dated_long: String,
    person: String,
    email: String,
    phone: String,
    building: String,
}

async fn declaration(visit: Visit) -> Result<Response, PageError> {
    let tenant = visit.office()?;
    let address = visit.app().settings().office_url(tenant.slug(), "/");
    declaration_page(&visit, Some(tenant), address)
}

async fn region_declaration(visit: Visit) -> Result<Response, PageError> {
    let address = visit.app().settings().region_url("/");
    declaration_page(&visit, lead(&visit).as_ref(), address)
}

fn declaration_page(
    visit: &Visit,
    office: Option<&Tenant>,
    address: String,
) -> Result<Response, PageError> {
    let profile = office.map(Tenant::profile).cloned().unwrap_or_default();
    let title = visit.t("declaration-title");
    let page = DeclarationPage {
        crumbs: visit.crumbs(&[("", &title)]),
        subject: match office {
            Some(office) => office.name().to_owned(),
            None => visit.t("region-name"),
        },
        address,
        dated_long: dates::long_of(visit, &profile.declaration_date),
        dated: profile.declaration_date,
        person: profile.accessibility_contact,
        email: profile.accessibility_email,
        phone: profile.accessibility_phone,
        building: visit.polish(&profile.accessibility_building),
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

fn privacy_page(visit: &Visit, profile: OfficeProfile) -> Result<Response, PageError> {
    let title = visit.t("privacy-title");
    let page = PrivacyPage {
        crumbs: visit.crumbs(&[("", &title)]),
        controller: profile.controller,
        officer: profile.dpo_name,
        email: profile.dpo_email,
        text: visit.polish(&profile.privacy_text),
        page: visit.page(title),
    };
    page::html(StatusCode::OK, &page).map(page_cache::shared)
}

/// The office that runs the platform.
pub(crate) fn lead(visit: &Visit) -> Option<Tenant> {
    visit
        .app()
        .tenancy()
        .offices()
        .into_iter()
        .find(|office| office.role() == "lead")
}
