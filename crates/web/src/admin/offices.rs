//! The offices with their health.

use access::{Action, Resource};
use askama::Template;
use axum::extract::Query;
use axum::http::StatusCode;
use axum::response::Response;
use chrono::Duration;
use serde::Deserialize;
use store::figures::{self, Figures};
use tenancy::{OfficeState, Tenant};

use super::require;
use crate::address::Path;
use crate::page::{self, Crumb, Page};
use crate::visit::Visit;
use crate::{PageError, dates};

/// Offices on one page of the table: each is asked for its counts.
const PAGE: usize = 25;
/// Faults listed on the page of an office.
const FAULTS_MAX: u32 = 20;

/// A line of the table.
struct Line {
    href: String,
    name: String,
    host: String,
    light: &'static str,
    state: String,
    version: String,
    services: String,
    open: String,
    overdue: String,
    drafts: String,
    last_filed: String,
    faults: String,
}

#[derive(Template)]
#[template(path = "admin/offices.html")]
struct OfficesPage {
    page: Page,
    total: String,
    lines: Vec<Line>,
    pages: String,
    previous: String,
    next: String,
}

/// Which page of the table.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    strona: usize,
}

/// `GET /`
pub(super) async fn list(visit: Visit, Query(asked): Query<Asked>) -> Result<Response, PageError> {
    require(&visit, Action::SeeConsole)?;
    let access = visit.app().access();
    if !access.allows(visit.actor(), Action::SeeOffices, &Resource::Platform) {
        // Somebody of the lead with other work.
        return Ok(page::see_other("/szablony"));
    }
    let all = visit.app().tenancy().offices();
    let pages = all.len().div_ceil(PAGE).max(1);
    let here = asked.strona.clamp(1, pages);
    let mut lines = Vec::new();
    for office in all.iter().skip((here - 1) * PAGE).take(PAGE) {
        lines.push(line(&visit, office).await?);
    }
    let href = |number: usize| match (1..=pages).contains(&number) {
        true => format!("/?strona={number}"),
        false => String::new(),
    };
    let numbers = [("page", &*here.to_string()), ("pages", &*pages.to_string())];
    let page = OfficesPage {
        total: visit.t1("admin-offices-total", "count", &all.len().to_string()),
        lines,
        pages: visit.tn("admin-page-of", &numbers),
        previous: href(here - 1),
        next: if pages > 1 {
            href(here + 1)
        } else {
            String::new()
        },
        page: visit.page(visit.t("admin-offices-title")),
    };
    page::html(StatusCode::OK, &page)
}

/// Counts of one office; an office that cannot be asked must not spoil the table of the others.
async fn counts(visit: &Visit, office: &Tenant) -> Option<Figures> {
    let asked = async {
        let tx = office.begin_in_any_state().await?;
        figures::of_office(&tx, visit.app().today()).await
    };
    match asked.await {
        Ok(figures) => Some(figures),
        Err(fault) => {
            let fault = crate::error::chain(&fault);
            tracing::warn!(tenant = office.slug(), %fault, "an office gives no figures");
            None
        }
    }
}

async fn line(visit: &Visit, office: &Tenant) -> Result<Line, PageError> {
    let app = visit.app();
    let counts = counts(visit, office).await;
    let tx = app.tenancy().registry().await?;
    let since = app.now() - Duration::days(1);
    let (services, faults) = figures::of_registry(&tx, office.id(), since).await?;
    let shown = |of: fn(&Figures) -> i64| {
        counts
            .as_ref()
            .map_or_else(|| "?".to_owned(), |figures| of(figures).to_string())
    };
    let filed_at = counts.as_ref().and_then(|figures| figures.last_filed_at);
    Ok(Line {
        href: format!("/urzedy/{}", office.slug()),
        name: office.name().to_owned(),
        host: app.settings().office_url(office.slug(), "/"),
        light: light(office, counts.as_ref(), faults),
        state: state(visit, office),
        version: version(office),
        services: services.to_string(),
        open: shown(|figures| figures.cases_open),
        overdue: shown(|figures| figures.cases_overdue),
        drafts: shown(|figures| figures.drafts_open),
        last_filed: match filed_at {
            Some(at) => dates::figures(dates::warsaw_date(at)),
            None => visit.t("none"),
        },
        faults: faults.to_string(),
    })
}

fn light(office: &Tenant, counts: Option<&Figures>, faults: i64) -> &'static str {
    match (office.state(), counts) {
        (_, None) => "bad",
        (OfficeState::Suspended | OfficeState::Preparing, _) => "watch",
        (OfficeState::Active, _) if !is_newest(office) || faults > 0 => "watch",
        (OfficeState::Active, _) => "ok",
    }
}

fn newest() -> i32 {
    i32::try_from(tenancy::migrate::newest()).unwrap_or(i32::MAX)
}

fn is_newest(office: &Tenant) -> bool {
    office.schema_version() == newest()
}

fn version(office: &Tenant) -> String {
    format!("{}/{}", office.schema_version(), newest())
}

fn state(visit: &Visit, office: &Tenant) -> String {
    visit.t(&format!("admin-state-{}", office.state().as_str()))
}

/// A published service.
struct ServiceLine {
    title: String,
    href: String,
    edition: String,
    hash: String,
}

/// A fault of the program met in this office.
struct FaultLine {
    when: String,
    place: String,
    request: String,
}

#[derive(Template)]
#[template(path = "admin/office.html")]
struct OfficePage {
    page: Page,
    crumbs: Vec<Crumb>,
    slug: String,
    line: Line,
    facts: Vec<(String, String)>,
    services: Vec<ServiceLine>,
    faults: Vec<FaultLine>,
    is_suspended: bool,
    reason: String,
}

/// `GET /urzedy/{office}`
pub(super) async fn show(visit: Visit, Path(slug): Path<String>) -> Result<Response, PageError> {
    require(&visit, Action::SeeOfficeHealth)?;
    let app = visit.app();
    let office = app.tenancy().by_slug(&slug).ok_or(PageError::NotFound)?;
    let tx = app.tenancy().registry().await?;
    let services = store::published::of_office(&tx, office.id()).await?;
    let faults = store::faults::newest(&tx, office.id(), FAULTS_MAX).await?;
    drop(tx);
    let services = services.into_iter().map(|service| ServiceLine {
        title: service.definition["title"]
            .as_str()
            .unwrap_or(&service.slug)
            .to_owned(),
        href: app
            .settings()
            .office_url(office.slug(), &format!("/uslugi/{}", service.slug)),
        edition: service.edition_number.to_string(),
        hash: service.hash.chars().take(12).collect(),
    });
    let faults = faults.into_iter().map(|fault| FaultLine {
        when: dates::long_time(app.texts(), visit.lang(), fault.at),
        place: fault.place,
        request: fault.request_id,
    });
    let page = OfficePage {
        crumbs: visit.crumbs(&[(&format!("/urzedy/{slug}"), office.name())]),
        line: line(&visit, &office).await?,
        facts: facts(&visit, &office),
        services: services.collect(),
        faults: faults.collect(),
        is_suspended: office.state() == OfficeState::Suspended,
        reason: office.suspended_reason().unwrap_or_default().to_owned(),
        page: visit.page(office.name()),
        slug,
    };
    page::html(StatusCode::OK, &page)
}

fn facts(visit: &Visit, office: &Tenant) -> Vec<(String, String)> {
    let profile = office.profile();
    let providers: Vec<_> = profile
        .identity_providers
        .iter()
        .map(|p| p.title.clone())
        .collect();
    let spoken = crate::identify::languages_of(office).into_iter();
    let texts = visit.app().texts();
    let languages: Vec<String> = spoken
        .map(|code| texts.get(code, "language-name", &[]))
        .collect();
    let all = [
        ("admin-fact-slug", office.slug().to_owned()),
        (
            "admin-fact-kind",
            visit.t(&crate::region::kind_key(office.kind())),
        ),
        (
            "admin-fact-teryt",
            office.teryt().unwrap_or_default().to_owned(),
        ),
        ("admin-fact-authority", profile.authority.clone()),
        ("admin-fact-schema", office.schema().to_string()),
        ("admin-fact-hosts", office.hosts().join(", ")),
        ("admin-fact-languages", languages.join(", ")),
        ("admin-fact-providers", providers.join(", ")),
    ];
    all.map(|(key, value)| (visit.t(key), value)).into()
}
