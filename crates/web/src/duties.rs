//! Pages a public body owes: accessibility declaration and information on personal data.

use access::Action;
use askama::Template;
use axum::http::StatusCode;
use axum::response::Response;
use tenancy::{OfficeProfile, Tenant};

use crate::PageError;
use crate::dates;
use crate::page::{self, Crumb, Page, Spoken, spoken};
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
    published: Dated,
    updated: Dated,
    made: Dated,
    reviewed: Dated,
    status: String,
    gaps: Spoken,
    burden: String,
    auditor: String,
    person: String,
    email: String,
    phone: String,
    procedure: Spoken,
    building: Spoken,
    apps: Spoken,
}

/// A day for machines and for people; empty when it is not told.
struct Dated {
    iso: String,
    text: String,
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
    let declared = profile.declaration;
    let title = visit.t("declaration-title");
    let dated = |text: &str| Dated {
        text: dates::long_of(visit, text),
        iso: text.to_owned(),
    };
    // What is not told happened on the day the declaration was drawn up.
    let or_made = |text: &str| match text {
        "" => dated(&profile.declaration_date),
        text => dated(text),
    };
    let mut building = declared.building;
    building.insert("pl".to_owned(), profile.accessibility_building);
    let status = match declared.status.as_str() {
        "full" => "full",
        "none" => "none",
        _ => "partial",
    };
    let page = DeclarationPage {
        crumbs: visit.crumbs(&[("", &title)]),
        subject: match office {
            Some(office) => office.name().to_owned(),
            None => visit.t("region-name"),
        },
        address,
        published: or_made(&declared.published),
        updated: or_made(&declared.updated),
        made: dated(&profile.declaration_date),
        reviewed: dated(&declared.reviewed),
        status: visit.t(&format!("declaration-status-{status}")),
        gaps: spoken(visit, &declared.gaps),
        burden: declared.burden,
        auditor: declared.auditor,
        person: profile.accessibility_contact,
        email: profile.accessibility_email,
        phone: profile.accessibility_phone,
        procedure: spoken(visit, &declared.procedure),
        building: spoken(visit, &building),
        apps: spoken(visit, &declared.apps),
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
