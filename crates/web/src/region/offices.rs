//! The offices of the region: a list that can be searched and narrowed.

use askama::Template;
use axum::extract::Query;
use axum::http::StatusCode;
use axum::response::Response;
use catalogue::search::fold;
use domain::teryt::{Teryt, UnitKind};
use serde::Deserialize;
use tenancy::{OfficeState, Tenant};

use crate::PageError;
use crate::page::{self, Crumb, Page};
use crate::visit::Visit;

/// An office in a list.
pub(super) struct OfficeLine {
    pub(super) href: String,
    pub(super) name: String,
    /// Its kind and where it is.
    pub(super) about: String,
}

/// A choice of a filter.
pub(super) struct Choice {
    pub(super) value: String,
    pub(super) label: String,
    pub(super) chosen: bool,
}

/// What an address of the list may ask for.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    q: String,
    powiat: String,
    rodzaj: String,
}

#[derive(Template)]
#[template(path = "region/offices.html")]
struct OfficesPage {
    page: Page,
    crumbs: Vec<Crumb>,
    query: String,
    found: String,
    is_filtered: bool,
    powiats: Vec<Choice>,
    kinds: Vec<Choice>,
    offices: Vec<OfficeLine>,
}

/// `GET /urzedy`
pub(super) async fn list(visit: Visit, Query(asked): Query<Asked>) -> Result<Response, PageError> {
    let all = active(&visit);
    let words = fold(asked.q.trim());
    let fits = |office: &&Tenant| {
        let profile = office.profile();
        let text = fold(&format!(
            "{} {} {} {}",
            office.name(),
            profile.seat,
            powiat(office).map_or("", Teryt::name),
            office.slug()
        ));
        words.split_whitespace().all(|word| text.contains(word))
            && (asked.powiat.is_empty()
                || powiat(office).is_some_and(|p| p.as_str() == asked.powiat))
            && (asked.rodzaj.is_empty() || office.kind() == asked.rodzaj)
    };
    let offices: Vec<OfficeLine> = all
        .iter()
        .filter(fits)
        .map(|office| line(&visit, office))
        .collect();
    let title = visit.t("region-offices-title");
    let page = OfficesPage {
        crumbs: visit.crumbs(&[("/urzedy", &title)]),
        found: visit.t1("region-offices-found", "count", &offices.len().to_string()),
        is_filtered: !(asked.q.is_empty() && asked.powiat.is_empty() && asked.rodzaj.is_empty()),
        powiats: powiats(&visit, &all, &asked.powiat),
        kinds: kinds(&visit, &all, &asked.rodzaj),
        offices,
        query: asked.q,
        page: visit.page(title),
    };
    page::html(StatusCode::OK, &page)
}

/// Every office that answers, the lead first.
pub(super) fn answering(visit: &Visit) -> Vec<OfficeLine> {
    active(visit)
        .iter()
        .map(|office| line(visit, office))
        .collect()
}

fn active(visit: &Visit) -> Vec<Tenant> {
    let mut offices = visit.app().tenancy().offices();
    offices.retain(|office| office.state() == OfficeState::Active);
    let rank = |office: &Tenant| match office.role() {
        "lead" => 0,
        "unit" => 1,
        _ => 2,
    };
    offices.sort_by_key(|office| (rank(office), fold(office.name())));
    offices
}

fn line(visit: &Visit, office: &Tenant) -> OfficeLine {
    let place = match powiat(office) {
        Some(city) if is_city(city) => city.name().to_owned(),
        Some(powiat) => visit.t1("region-powiat", "name", powiat.name()),
        None => office.profile().seat.clone(),
    };
    let kind = visit.t(&kind_key(office.kind()));
    let known = [kind, place].into_iter().filter(|part| !part.is_empty());
    OfficeLine {
        href: visit.app().settings().office_url(office.slug(), "/"),
        name: office.name().to_owned(),
        about: known.collect::<Vec<_>>().join(", "),
    }
}

/// The powiat a gmina lies in, or the city that is its own.
fn powiat(office: &Tenant) -> Option<Teryt> {
    Teryt::parse(office.teryt()?).ok()?.powiat()
}

fn is_city(powiat: Teryt) -> bool {
    powiat.kind() == UnitKind::CityWithPowiatRights
}

fn powiats(visit: &Visit, offices: &[Tenant], chosen: &str) -> Vec<Choice> {
    let mut known: Vec<Teryt> = offices.iter().filter_map(powiat).collect();
    // Cities after the powiats, as in the register.
    known.sort_by_key(|powiat| (is_city(*powiat), fold(powiat.name())));
    known.dedup();
    let named = known.into_iter().map(|powiat| {
        let name = match is_city(powiat) {
            true => visit.t1("region-city", "name", powiat.name()),
            false => powiat.name().to_owned(),
        };
        (powiat.as_str().to_owned(), name)
    });
    choices(named, chosen)
}

fn kinds(visit: &Visit, offices: &[Tenant], chosen: &str) -> Vec<Choice> {
    let mut codes: Vec<&str> = offices.iter().map(Tenant::kind).collect();
    codes.sort_unstable();
    codes.dedup();
    let known = codes
        .into_iter()
        .map(|code| (code.to_owned(), visit.t(&kind_key(code))));
    choices(known, chosen)
}

fn choices(known: impl Iterator<Item = (String, String)>, chosen: &str) -> Vec<Choice> {
    known
        .map(|(value, label)| Choice {
            chosen: value == chosen,
            value,
            label,
        })
        .collect()
}

/// The text that names a kind of office.
pub(crate) fn kind_key(code: &str) -> String {
    format!("region-kind-{}", code.replace('_', "-"))
}
