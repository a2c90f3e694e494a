//! Lines of lists of services, and what helps on when nothing is found.

use std::sync::Arc;

use catalogue::definition::CATEGORIES;
use catalogue::markup;

use crate::catalogue::{PublishedService, Wanted};
use crate::error::encode;
use crate::polish;
use crate::visit::Visit;

/// Services of other offices shown when this one has nothing that fits.
const ELSEWHERE_MAX: usize = 4;
/// Offices named for each of them.
const OFFICES_MAX: usize = 3;

/// A line of a list of services.
pub(crate) struct Line {
    pub(crate) href: String,
    pub(crate) title: String,
    pub(crate) summary: String,
    pub(crate) meta: String,
}

/// How a list shows a service.
pub(crate) fn line(visit: &Visit, service: &PublishedService) -> Line {
    let definition = &service.definition;
    let text = |path: &str| visit.told(definition, path);
    Line {
        href: format!("/uslugi/{}", service.slug),
        title: text("title"),
        summary: match polish::unmark(&text("card.summary")) {
            (text, true) => visit.polish(&markup::plain(text)),
            (text, false) => markup::plain(text),
        },
        meta: visit.t(&format!("category-{}", definition.category)),
    }
}

/// A service that other offices offer.
pub(super) struct Elsewhere {
    pub(super) title: String,
    /// Address of the service there, and the office's name.
    pub(super) offices: Vec<(String, String)>,
    pub(super) more: usize,
}

/// Where to go on from an empty list.
#[derive(Default)]
pub(super) struct WaysOn {
    /// The letter for everything that has no form of its own, if the office takes it.
    pub(super) letter: Option<Line>,
    /// Categories of the office, by address and name.
    pub(super) categories: Vec<(String, String)>,
    pub(super) elsewhere: Vec<Elsewhere>,
    /// The search over all offices.
    pub(super) region_href: String,
    /// Telephone and e-mail, each as an address and in words.
    pub(super) contact: Vec<(String, String)>,
}

/// The ways on for whoever typed this and found nothing.
pub(super) async fn ways_on(
    visit: &Visit,
    all: &[Arc<PublishedService>],
    typed: &str,
    letter: &str,
) -> WaysOn {
    let has = |category: &&&str| all.iter().any(|s| s.definition.category == **category);
    let categories = CATEGORIES.iter().filter(has).map(|category| {
        let href = format!("/uslugi?dziedzina={category}");
        (href, visit.t(&format!("category-{category}")))
    });
    let settings = visit.app().settings();
    WaysOn {
        letter: all
            .iter()
            .find(|service| service.slug == letter)
            .map(|service| line(visit, service)),
        categories: categories.collect(),
        elsewhere: elsewhere(visit, typed).await,
        region_href: settings.region_url(&format!("/uslugi?q={}", encode(typed))),
        contact: contact(visit),
    }
}

/// What other offices have for these words. Help, not the answer: without the registry it is
/// left out.
async fn elsewhere(visit: &Visit, typed: &str) -> Vec<Elsewhere> {
    let app = visit.app();
    let wanted = Wanted {
        words: typed,
        limit: ELSEWHERE_MAX,
        ..Wanted::default()
    };
    let own = visit.0.tenant.as_ref().map(tenancy::Tenant::id);
    if typed.trim().is_empty() {
        return Vec::new();
    }
    let Ok(found) = app.region().find(app, visit.lang(), &wanted).await else {
        return Vec::new();
    };
    let services = found.services.into_iter().map(|service| {
        let offices = service.offices.iter().filter(|id| Some(**id) != own);
        let offices: Vec<_> = offices.filter_map(|id| app.tenancy().by_id(*id)).collect();
        let shown = offices.iter().take(OFFICES_MAX).map(|office| {
            let path = format!("/uslugi/{}", service.slug);
            let href = app.settings().office_url(office.slug(), &path);
            (href, office.name().to_owned())
        });
        Elsewhere {
            title: match service.is_polish {
                true => visit.polish(&service.title),
                false => service.title,
            },
            offices: shown.collect(),
            more: offices.len().saturating_sub(OFFICES_MAX),
        }
    });
    services.filter(|one| !one.offices.is_empty()).collect()
}

fn contact(visit: &Visit) -> Vec<(String, String)> {
    let Some(tenant) = visit.0.tenant.as_ref() else {
        return Vec::new();
    };
    let contact = &tenant.profile().contact;
    let digits = contact
        .phone
        .chars()
        .filter(|c| c.is_ascii_digit() || *c == '+');
    let ways = [
        (
            format!("tel:{}", digits.collect::<String>()),
            contact.phone.clone(),
        ),
        (format!("mailto:{}", contact.email), contact.email.clone()),
    ];
    ways.into_iter()
        .filter(|(_, words)| !words.is_empty())
        .collect()
}
