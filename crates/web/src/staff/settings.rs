//! Settings of the office: what is in force, and a page for each part that the office changes.

mod desk;
mod logo;
mod sheets;
mod tell;

use access::{Action, Resource};
use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use store::settings::{Setting, Source};
use store::units::{self, Class, Unit};

use crate::page::{self, Page};
use crate::routes::Routes;
use crate::visit::{StaffIn, Visit};
use crate::{AppState, PageError, dates};

/// Digits of a fingerprint that are enough to compare by eye.
const HASH_SHOWN: usize = 12;

pub(super) fn routes() -> Routes {
    let logo = "/urzad/ustawienia/logo";
    let part = "/urzad/ustawienia/{part}";
    let act = Action::ChangeSettings;
    Routes::office()
        .get("/urzad/ustawienia", Action::SeeSettings, show)
        .get(logo, act, desk::show)
        .upload(logo, act, logo::BODY_BYTES_MAX, logo::receive)
        .get(part, act, desk::show)
        .post(part, act, desk::save)
        .post("/urzad/ustawienia/{part}/plik", act, desk::back_to_file)
        .post(
            "/urzad/ustawienia/{part}/wersje/{edition}",
            act,
            desk::restore,
        )
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

/// A part that is changed in the browser.
struct Part {
    title: String,
    href: String,
    state: String,
    hint: String,
}

#[derive(Template)]
#[template(path = "staff/settings.html")]
struct SettingsPage {
    page: Page,
    parts: Vec<Part>,
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
    let kept = store::settings::list(&tx).await?;
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
        parts: parts(&visit, &app, &kept)?,
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

fn parts(visit: &Visit, app: &AppState, kept: &[Setting]) -> Result<Vec<Part>, PageError> {
    let may = app
        .access()
        .allows(visit.actor(), Action::ChangeSettings, &Resource::Settings);
    let profile = visit.office()?.profile();
    let is_due = tell::is_review_due(profile, app.today());
    let shown = sheets::SHEETS.iter().filter(|_| may).map(|sheet| {
        let key = sheet.part.key();
        let mut changed = kept.iter().filter(|one| one.source == Source::Browser);
        let state = match changed.find(|one| one.key == key) {
            Some(one) => {
                let when = dates::long_time(app.texts(), visit.lang(), one.changed_at);
                visit.t1("settings-state-browser", "when", &when)
            }
            None => visit.t("settings-state-file"),
        };
        let is_declaration = sheet.part == store::settings::Part::Accessibility;
        Part {
            title: visit.t(&format!("settings-{}", sheet.name)),
            href: format!("/urzad/ustawienia/{}", sheet.name),
            state,
            hint: match is_declaration && is_due {
                true => visit.t("settings-review-due"),
                false => String::new(),
            },
        }
    });
    Ok(shown.collect())
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
        (
            "hours",
            crate::opening_hours::lines(visit, profile).join("; "),
        ),
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
