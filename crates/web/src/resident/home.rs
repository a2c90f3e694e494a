//! The first page of an office.

use std::sync::Arc;

use askama::Template;
use axum::http::StatusCode;
use axum::response::Response;
use catalogue::definition::{CATEGORIES, LIFE_EVENTS};
use chrono::Duration;
use store::applications;
use tenancy::OfficeProfile;

use super::services::{Line, line};
use crate::catalogue::PublishedService;
use crate::page::{self, Page, Spoken, spoken};
use crate::visit::Visit;
use crate::{PageError, dates, opening_hours, page_cache};

/// Services shown as most used.
const MOST_USED: usize = 6;
/// Days over which use is counted.
const USED_DAYS: i64 = 90;
/// Closings of the office shown this many days ahead.
const CLOSING_DAYS: i64 = 21;

/// Digits of a number within Poland.
const PHONE_DIGITS: usize = 9;

/// A way into the list of services.
struct Way {
    href: String,
    label: String,
    count: String,
}

#[derive(Template)]
#[template(path = "resident/home.html")]
struct HomePage {
    page: Page,
    lead: String,
    most_used: Vec<Line>,
    is_used: bool,
    categories: Vec<Way>,
    life_events: Vec<Way>,
    notices: Vec<(String, String)>,
    address: String,
    phone: String,
    phone_href: String,
    email: String,
    hours: Vec<String>,
    welcome: Spoken,
    has_services: bool,
}

/// `GET /`
pub(super) async fn show(visit: Visit) -> Result<Response, PageError> {
    let app = visit.app();
    let tenant = visit.office()?;
    let services = app.catalogue().services(app, tenant).await?;
    let tx = tenant.begin().await?;
    let since = app.now() - Duration::days(USED_DAYS);
    let used = applications::most_used(&tx, since, MOST_USED).await?;
    drop(tx);
    let by_use: Vec<&Arc<PublishedService>> = used
        .iter()
        .filter_map(|slug| services.iter().find(|service| service.slug == *slug))
        .collect();
    let rest = services
        .iter()
        .filter(|service| !used.contains(&service.slug));
    let most_used = by_use.iter().copied().chain(rest).take(MOST_USED);
    let ways = |prefix: &str, name: &str, keys: &[&str], has: &dyn Fn(&str) -> usize| {
        let counted = keys.iter().map(|key| (*key, has(key)));
        counted
            .filter(|(_, count)| *count > 0)
            .map(|(key, count)| Way {
                href: format!("/uslugi?{name}={key}"),
                label: visit.t(&format!("{prefix}-{key}")),
                count: visit.t1("count-services", "count", &count.to_string()),
            })
            .collect::<Vec<_>>()
    };
    let in_category = |key: &str| {
        let all = services.iter();
        all.filter(|service| service.definition.category == key)
            .count()
    };
    let in_event = |key: &str| {
        let has = |service: &&Arc<PublishedService>| {
            service
                .definition
                .life_events
                .iter()
                .any(|event| event == key)
        };
        services.iter().filter(has).count()
    };
    let profile = tenant.profile();
    let contact = &profile.contact;
    let page = HomePage {
        lead: visit.t("resident-home-lead"),
        most_used: most_used.map(|service| line(&visit, service)).collect(),
        is_used: !by_use.is_empty(),
        categories: ways("category", "dziedzina", CATEGORIES, &in_category),
        life_events: ways("life", "sytuacja", LIFE_EVENTS, &in_event),
        notices: closings(&visit, profile),
        address: format!(
            "{}, {} {}",
            contact.address, contact.postal_code, contact.city
        ),
        phone_href: call(&contact.phone),
        phone: contact.phone.clone(),
        email: contact.email.clone(),
        hours: opening_hours::lines(&visit, profile),
        welcome: spoken(&visit, &profile.texts.welcome),
        has_services: !services.is_empty(),
        page: visit.page(visit.t("resident-home-title")),
    };
    page::html(StatusCode::OK, &page).map(page_cache::shared)
}

/// The address that calls a number: digits with the country's.
fn call(phone: &str) -> String {
    let number: String = phone
        .chars()
        .filter(|c| c.is_ascii_digit() || *c == '+')
        .collect();
    match number.starts_with('+') || number.len() != PHONE_DIGITS {
        true => format!("tel:{number}"),
        false => format!("tel:+48{number}"),
    }
}

/// Days soon on which the office is closed or open otherwise: that in words, and why.
fn closings(visit: &Visit, profile: &OfficeProfile) -> Vec<(String, String)> {
    let found = opening_hours::exceptions(profile, visit.app().today(), CLOSING_DAYS);
    found
        .into_iter()
        .map(|(day, hours, reason)| {
            let day = dates::long(visit.app().texts(), visit.lang(), day);
            let values = [("date", day.as_str()), ("hours", hours.as_str())];
            let key = match hours.is_empty() {
                true => "resident-home-closed",
                false => "resident-home-other-hours",
            };
            (visit.tn(key, &values), visit.polish(&reason))
        })
        .collect()
}
