//! Settings of the office as they are in force: facts, units, classes, services, providers.

use access::{Action, Resource};
use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use store::units::{self, Class, Unit};

use crate::page::{self, Page};
use crate::routes::Routes;
use crate::visit::{StaffIn, Visit};
use crate::{AppState, PageError, dates};

/// Digits of a fingerprint that are enough to compare by eye.
const HASH_SHOWN: usize = 12;

pub(super) fn routes() -> Routes {
    Routes::office().get("/urzad/ustawienia", Action::SeeSettings, show)
}

/// A name with its value.
struct Fact {
    label: String,
    value: String,
}

struct ServiceLine {
    slug: String,
    title: String,
    unit: String,
    class: String,
    edition: String,
    hash: String,
    confirm: Vec<String>,
}

struct Provider {
    title: String,
    issuer: String,
    development: bool,
}

#[derive(Template)]
#[template(path = "staff/settings.html")]
struct SettingsPage {
    page: Page,
    facts: Vec<Fact>,
    units: Vec<Unit>,
    classes: Vec<Class>,
    services: Vec<ServiceLine>,
    providers: Vec<Provider>,
}

async fn show(
    visit: Visit,
    _staff: StaffIn,
    State(app): State<AppState>,
) -> Result<Response, PageError> {
    app.access()
        .require(visit.actor(), Action::SeeSettings, &Resource::Settings)?;
    let tenant = visit.office()?;
    let services = app.catalogue().services(&app, tenant).await?;
    let tx = tenant.begin().await?;
    let units = units::list(&tx).await?;
    let classes = units::classes(&tx).await?;
    drop(tx);
    let service = |one: &std::sync::Arc<crate::catalogue::PublishedService>| ServiceLine {
        slug: one.slug.clone(),
        title: one.definition.title.clone(),
        unit: one.definition.unit.clone(),
        class: one.definition.class.clone(),
        edition: one.number.to_string(),
        hash: one.hash.chars().take(HASH_SHOWN).collect(),
        confirm: one.definition.confirm.clone(),
    };
    let provider = |one: &tenancy::IdentityProvider| Provider {
        title: one.title.clone(),
        issuer: one.issuer.clone(),
        development: one.development,
    };
    let page = SettingsPage {
        facts: facts(&visit, &app)?,
        units,
        classes,
        services: services.iter().map(service).collect(),
        providers: tenant
            .profile()
            .identity_providers
            .iter()
            .map(provider)
            .collect(),
        page: visit.page(visit.t("staff-settings-title")),
    };
    page::html(StatusCode::OK, &page)
}

fn facts(visit: &Visit, app: &AppState) -> Result<Vec<Fact>, PageError> {
    let tenant = visit.office()?;
    let profile = tenant.profile();
    let contact = &profile.contact;
    let town = format!("{} {}", contact.postal_code, contact.city);
    let address = joined(&contact.address, town.trim());
    let spoken = crate::identify::languages_of(tenant).into_iter();
    let languages: Vec<String> = spoken
        .map(|code| app.texts().get(code, "language-name", &[]))
        .collect();
    let mut hosts = vec![app.settings().office_url(tenant.slug(), "/")];
    hosts.extend(tenant.hosts().iter().cloned());
    let facts = [
        ("name", tenant.name().to_owned()),
        ("authority", profile.authority.clone()),
        ("teryt", tenant.teryt().unwrap_or_default().to_owned()),
        ("regon", profile.regon.clone()),
        ("hosts", hosts.join(", ")),
        ("address", address),
        ("phone", contact.phone.clone()),
        ("email", contact.email.clone()),
        ("hours", contact.hours.join("; ")),
        ("ade", profile.ade.clone().unwrap_or_default()),
        ("bip", profile.bip.clone().unwrap_or_default()),
        ("languages", languages.join(", ")),
        ("controller", profile.controller.clone()),
        ("dpo", joined(&profile.dpo_name, &profile.dpo_email)),
        (
            "declaration",
            dates::long_of(visit, &profile.declaration_date),
        ),
    ];
    let fact = |(key, value): (&str, String)| Fact {
        label: visit.t(&format!("staff-fact-{key}")),
        value,
    };
    Ok(facts.into_iter().map(fact).collect())
}

fn joined(first: &str, second: &str) -> String {
    match (first, second) {
        ("", only) | (only, "") => only.to_owned(),
        (first, second) => format!("{first}, {second}"),
    }
}
