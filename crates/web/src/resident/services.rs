//! Services of the office: the list with search, and the card of one.

mod search;

use access::Action;
use askama::Template;
use axum::extract::Query;
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use catalogue::Definition;
use catalogue::definition::{CATEGORIES, LIFE_EVENTS, Payee};
use catalogue::window::Opening;
use domain::assurance::Assurance;
use domain::money::Money;
use serde::Deserialize;
use store::drafts;

use super::browser_key;
use crate::address::Path;
use crate::catalogue::PublishedService;
use crate::error::encode;
use crate::page::{self, Crumb, Page};
use crate::routes::Routes;
use crate::visit::Visit;
use crate::{PageError, dates, page_cache, polish};

pub(super) use search::{Line, line};

/// The service that takes what no other does.
const GENERAL_LETTER: &str = "pismo-ogolne";

pub(super) fn routes() -> Routes {
    Routes::office()
        .get("/uslugi", Action::SeeCatalogue, list)
        .get("/uslugi/{service}", Action::SeeCatalogue, card)
}

/// What an address of the list may ask for.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Asked {
    q: String,
    dziedzina: String,
    sytuacja: String,
    usunieto: String,
}

/// A filter that can be put on or taken off.
struct Filter {
    href: String,
    label: String,
    count: String,
    current: bool,
}

#[derive(Template)]
#[template(path = "resident/services/list.html")]
struct ListPage {
    page: Page,
    crumbs: Vec<Crumb>,
    query: String,
    found: String,
    services: Vec<Line>,
    categories: Vec<Filter>,
    life_events: Vec<Filter>,
    is_filtered: bool,
    /// Whether a category or an event is chosen.
    is_narrowed: bool,
    /// The letter for everything that has no form of its own, if the office takes it.
    letter: Option<Line>,
}

/// `GET /uslugi`
async fn list(visit: Visit, Query(asked): Query<Asked>) -> Result<Response, PageError> {
    let app = visit.app();
    let all = app.catalogue().services(app, visit.office()?).await?;
    let found = search::find(&visit, &all, &asked.q);
    let fits = |service: &PublishedService, category: &str, life: &str| {
        let definition = &service.definition;
        (category.is_empty() || definition.category == category)
            && (life.is_empty() || definition.life_events.iter().any(|event| event == life))
    };
    let shown: Vec<Line> = found
        .iter()
        .filter(|service| fits(service, &asked.dziedzina, &asked.sytuacja))
        .map(|service| line(&visit, service))
        .collect();
    let filter = |prefix: &str, key: &str, category: &str, life: &str| {
        let count = found.iter().filter(|s| fits(s, category, life)).count();
        let current = match prefix {
            "category" => asked.dziedzina == key,
            _ => asked.sytuacja == key,
        };
        let (category, life) = match (prefix, current) {
            ("category", true) => ("", life),
            (_, true) => (category, ""),
            (_, false) => (category, life),
        };
        (count > 0).then(|| Filter {
            href: address(&asked.q, category, life),
            label: visit.t(&format!("{prefix}-{key}")),
            count: count.to_string(),
            current,
        })
    };
    let title = visit.t("resident-services-title");
    let notice = (asked.usunieto == "1").then(|| visit.t("flash-draft-deleted"));
    let page = ListPage {
        crumbs: visit.crumbs(&[("", &title)]),
        found: visit.t1("count-services", "count", &shown.len().to_string()),
        categories: CATEGORIES
            .iter()
            .filter_map(|key| filter("category", key, key, &asked.sytuacja))
            .collect(),
        life_events: LIFE_EVENTS
            .iter()
            .filter_map(|key| filter("life", key, &asked.dziedzina, key))
            .collect(),
        is_filtered: !(asked.q.is_empty()
            && asked.dziedzina.is_empty()
            && asked.sytuacja.is_empty()),
        is_narrowed: !(asked.dziedzina.is_empty() && asked.sytuacja.is_empty()),
        letter: all
            .iter()
            .find(|service| service.slug == GENERAL_LETTER)
            .map(|service| line(&visit, service)),
        services: shown,
        query: asked.q,
        page: visit.page(title).with_notice(notice),
    };
    page::html(StatusCode::OK, &page).map(page_cache::shared)
}

fn address(query: &str, category: &str, life: &str) -> String {
    let parts = [("q", query), ("dziedzina", category), ("sytuacja", life)];
    let parts: Vec<String> = parts
        .iter()
        .filter(|(_, value)| !value.is_empty())
        .map(|(name, value)| format!("{name}={}", encode(value)))
        .collect();
    match parts.is_empty() {
        true => "/uslugi".to_owned(),
        false => format!("/uslugi?{}", parts.join("&")),
    }
}

/// A fee as the card tells it.
struct FeeRow {
    title: String,
    amount: String,
    payee: String,
    basis: String,
    exemptions: Vec<String>,
}

/// A document to enclose.
struct Document {
    title: String,
    note: String,
    required: bool,
}

#[derive(Template)]
#[template(path = "resident/services/card.html")]
struct CardPage {
    page: Page,
    crumbs: Vec<Crumb>,
    title: String,
    summary: String,
    who: String,
    needed: Vec<String>,
    how: String,
    result: String,
    time: String,
    term_basis: String,
    appeal: String,
    personal_data: String,
    legal_basis: Vec<String>,
    fees: Vec<FeeRow>,
    documents: Vec<Document>,
    level: String,
    needs_sign_in: bool,
    can_start: bool,
    closed: String,
    open_until: String,
    start_action: String,
    drafts: Vec<(String, String)>,
    channels: Vec<String>,
    bip: String,
}

/// `GET /uslugi/{service}`
async fn card(
    visit: Visit,
    headers: HeaderMap,
    Path(slug): Path<String>,
) -> Result<Response, PageError> {
    let app = visit.app();
    let tenant = visit.office()?;
    let service = app.catalogue().service(app, tenant, &slug).await?;
    let service = service.ok_or(PageError::NotFound)?;
    let definition = &service.definition;
    let is_filed = definition.kind.is_filed();
    let mut page = card_page(&visit, &service, is_filed)?;
    // Nobody has drafts here but residents, and browsers where no identity is asked for.
    let is_anonymous = definition.identity == Assurance::None;
    let holder = browser_key::holder(&visit, &headers);
    if is_filed && (holder.resident.is_some() || (is_anonymous && holder.key_hash.is_some())) {
        let tx = tenant.begin().await?;
        let own = drafts::own(&tx, &holder).await?;
        let here = own.into_iter().filter(|draft| draft.service_slug == slug);
        page.drafts = here
            .map(|draft| {
                let when = dates::long_time(app.texts(), visit.lang(), draft.updated_at);
                (format!("/robocze/{}", draft.id), when)
            })
            .collect();
    }
    let response = page::html(StatusCode::OK, &page)?;
    Ok(match is_anonymous && is_filed {
        true => response,
        false => page_cache::shared(response),
    })
}

/// The card as its template writes it.
///
/// # Errors
/// [`PageError::Internal`] if the template fails.
pub(super) fn rendered(visit: &Visit, service: &PublishedService) -> Result<String, PageError> {
    let page = card_page(visit, service, service.definition.kind.is_filed())?;
    let page = page.render().map_err(PageError::internal)?;
    Ok(polish::tell(page))
}

fn card_page(
    visit: &Visit,
    service: &PublishedService,
    is_filed: bool,
) -> Result<CardPage, PageError> {
    let definition = &service.definition;
    let text = |path: &str| visit.told(definition, path);
    let list = |path: &str, len: usize| -> Vec<String> {
        (0..len).map(|at| text(&format!("{path}.{at}"))).collect()
    };
    let day = |day| dates::long(visit.app().texts(), visit.lang(), day);
    let (closed, open_until) = match definition.open_on(visit.app().today()) {
        Opening::Always => (String::new(), String::new()),
        Opening::Open { until } => (String::new(), day(until)),
        Opening::Closed { from } => (day(from), String::new()),
    };
    let title = text("title");
    let category = visit.t(&format!("category-{}", definition.category));
    let category_href = address("", &definition.category, "");
    let documents = definition.attachments.iter().map(|document| Document {
        title: text(&format!("attachments.{}.title", document.key)),
        note: text(&format!("attachments.{}.note", document.key)),
        required: document.required,
    });
    Ok(CardPage {
        crumbs: visit.crumbs(&[
            ("/uslugi", &visit.t("resident-services-title")),
            (&category_href, &category),
            ("", &title),
        ]),
        summary: text("card.summary"),
        who: text("card.who"),
        needed: list("card.needed", definition.card.needed.len()),
        how: text("card.how"),
        result: text("card.result"),
        time: text("card.time"),
        term_basis: text("deadline.basis"),
        appeal: text("card.appeal"),
        personal_data: text("card.personal_data"),
        legal_basis: list("card.legal_basis", definition.card.legal_basis.len()),
        fees: fees(visit, definition),
        documents: documents.collect(),
        level: visit.t(&format!("assurance-{}", definition.identity.as_str())),
        needs_sign_in: !visit.actor().assurance().satisfies(definition.identity),
        can_start: is_filed && closed.is_empty(),
        closed,
        open_until,
        start_action: format!("/uslugi/{}/wniosek", service.slug),
        drafts: Vec::new(),
        channels: channels(visit)?,
        bip: visit.office()?.profile().bip.clone().unwrap_or_default(),
        page: visit.page(title.clone()),
        title,
    })
}

fn fees(visit: &Visit, definition: &Definition) -> Vec<FeeRow> {
    let text = |path: &str| visit.told(definition, path);
    let rows = definition.fees.iter().map(|fee| {
        let base = format!("fees.{}", fee.key);
        let per = text(&format!("{base}.per"));
        let amount = fee.amount.as_deref().map(|amount| {
            let amount = Money::parse(amount).map_or(amount.to_owned(), |m| m.to_string());
            format!("{amount} zł {per}").trim().to_owned()
        });
        let payee = match fee.payee {
            Payee::GminaOfSeat => "resident-payee-seat",
            Payee::Office => "resident-payee-office",
            Payee::GminaOfPrincipal => "resident-payee-principal",
        };
        FeeRow {
            title: text(&format!("{base}.title")),
            amount: amount.unwrap_or_else(|| visit.t("resident-fee-by-answers")),
            payee: visit.t(payee),
            basis: text(&format!("{base}.basis")),
            exemptions: (0..fee.exemptions.len())
                .map(|at| text(&format!("{base}.exemptions.{at}.text")))
                .collect(),
        }
    });
    rows.collect()
}

/// Other ways to the office: at the counter, by post, by registered electronic delivery.
fn channels(visit: &Visit) -> Result<Vec<String>, PageError> {
    let profile = visit.office()?.profile();
    let contact = &profile.contact;
    let place = format!(
        "{}, {} {}",
        contact.address, contact.postal_code, contact.city
    );
    let mut channels = Vec::new();
    if !contact.address.is_empty() {
        channels.push(visit.t1("resident-channel-counter", "place", &place));
    }
    if let Some(ade) = profile.ade.as_deref().filter(|ade| !ade.is_empty()) {
        channels.push(visit.t1("resident-channel-delivery", "ade", ade));
    }
    if !contact.phone.is_empty() {
        channels.push(visit.t1("resident-channel-phone", "phone", &contact.phone));
    }
    Ok(channels)
}
