//! A service as the API tells it: a shape of its own, which stays while the inside changes.

use ::catalogue::definition::{Fee, Payee, ServiceKind};
use ::catalogue::{Definition, markup};
use serde::Serialize;

use super::Offered;
use crate::visit::{Site, Visit};

/// A page of services.
#[derive(Serialize)]
pub(super) struct Catalogue<'a> {
    pub(super) language: &'a str,
    /// Services that fit, on all pages.
    pub(super) count: usize,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) next: Option<String>,
    pub(super) services: Vec<Record>,
}

/// A service of an office.
#[derive(Serialize)]
pub(super) struct Record {
    id: String,
    url: String,
    api: String,
    office: Office,
    edition: i32,
    kind: &'static str,
    /// Whether it is settled on these pages from beginning to end.
    online: bool,
    title: String,
    summary: String,
    who: String,
    needed: Vec<String>,
    how: String,
    result: String,
    time: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    term: Option<Term>,
    appeal: String,
    legal_basis: Vec<String>,
    fees: Vec<FeeRecord>,
    documents: Vec<Document>,
    category: Label,
    life_events: Vec<Label>,
    keywords: Vec<String>,
    identity: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    maturity: Option<u32>,
    languages: Vec<String>,
    windows: Vec<Window>,
}

#[derive(Serialize)]
struct Office {
    id: String,
    name: String,
    url: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    teryt: Option<String>,
}

#[derive(Serialize)]
struct Label {
    id: String,
    label: String,
}

#[derive(Serialize)]
struct Term {
    rule: String,
    basis: String,
}

#[derive(Serialize)]
struct FeeRecord {
    title: String,
    /// Złoty with two places; none when it depends on the answers.
    #[serde(skip_serializing_if = "Option::is_none")]
    amount: Option<String>,
    currency: &'static str,
    #[serde(skip_serializing_if = "String::is_empty")]
    per: String,
    basis: String,
    payee: &'static str,
    exemptions: Vec<String>,
}

#[derive(Serialize)]
struct Document {
    title: String,
    required: bool,
    #[serde(skip_serializing_if = "String::is_empty")]
    note: String,
}

/// Month and day as `MM-DD`, both inside.
#[derive(Serialize)]
struct Window {
    opens: String,
    closes: String,
}

impl Record {
    pub(super) fn of(visit: &Visit, offered: &Offered, language: &str) -> Self {
        let definition = &offered.definition;
        let text = |path: &str| plain(definition, language, path);
        let list = |path: &str, len: usize| -> Vec<String> {
            (0..len).map(|at| text(&format!("{path}.{at}"))).collect()
        };
        let label = |prefix: &str, key: &str| Label {
            id: key.to_owned(),
            label: visit
                .app()
                .texts()
                .get(language, &format!("{prefix}-{key}"), &[]),
        };
        let card = &definition.card;
        let events = definition.life_events.iter();
        Self {
            id: offered.slug.clone(),
            url: card_url(visit, offered),
            api: office_url(
                visit,
                offered,
                &format!("/api/v1/catalogue/{}", offered.slug),
            ),
            office: Office {
                id: offered.office.slug().to_owned(),
                name: offered.office.name().to_owned(),
                url: office_url(visit, offered, "/"),
                teryt: offered.office.teryt().map(str::to_owned),
            },
            edition: offered.edition,
            kind: kind(definition.kind),
            online: definition.kind.is_filed(),
            title: text("title"),
            summary: text("card.summary"),
            who: text("card.who"),
            needed: list("card.needed", card.needed.len()),
            how: text("card.how"),
            result: text("card.result"),
            time: text("card.time"),
            term: definition.deadline.as_ref().map(|deadline| Term {
                rule: deadline.term.clone(),
                basis: text("deadline.basis"),
            }),
            appeal: text("card.appeal"),
            legal_basis: list("card.legal_basis", card.legal_basis.len()),
            fees: definition
                .fees
                .iter()
                .map(|fee| self::fee(&text, fee))
                .collect(),
            documents: documents(&text, definition),
            category: label("category", &definition.category),
            life_events: events.map(|event| label("life", event)).collect(),
            keywords: definition.keywords.clone(),
            identity: definition.identity.as_str(),
            maturity: (definition.maturity > 0).then_some(definition.maturity),
            languages: languages(definition),
            windows: windows(definition),
        }
    }
}

/// A text of the card as people read it, without the signs editors write it with.
pub(super) fn plain(definition: &Definition, language: &str, path: &str) -> String {
    markup::plain(definition.text(language, path))
}

/// The languages a service has texts in, Polish first.
pub(crate) fn languages(definition: &Definition) -> Vec<String> {
    let mut languages = vec!["pl".to_owned()];
    let others = definition
        .texts
        .iter()
        .filter(|(_, texts)| texts.contains_key("title"));
    languages.extend(others.map(|(language, _)| language.clone()));
    languages.dedup();
    languages
}

/// Address of the card of a service at its office.
pub(super) fn card_url(visit: &Visit, offered: &Offered) -> String {
    office_url(visit, offered, &format!("/uslugi/{}", offered.slug))
}

pub(super) fn office_url(visit: &Visit, offered: &Offered, path: &str) -> String {
    let settings = visit.app().settings();
    settings.office_url(offered.office.slug(), path)
}

/// Address of a path of the site visited, from configuration.
pub(crate) fn site_url(visit: &Visit, path: &str) -> String {
    let settings = visit.app().settings();
    match (visit.site(), &visit.0.tenant) {
        (Site::Office, Some(tenant)) => settings.office_url(tenant.slug(), path),
        _ => settings.region_url(path),
    }
}

fn documents(text: &impl Fn(&str) -> String, definition: &Definition) -> Vec<Document> {
    let documents = definition.attachments.iter().map(|document| Document {
        title: text(&format!("attachments.{}.title", document.key)),
        note: text(&format!("attachments.{}.note", document.key)),
        required: document.required,
    });
    documents.collect()
}

fn windows(definition: &Definition) -> Vec<Window> {
    let windows = definition.windows.iter().map(|window| Window {
        opens: window.opens.clone(),
        closes: window.closes.clone(),
    });
    windows.collect()
}

fn fee(text: &impl Fn(&str) -> String, fee: &Fee) -> FeeRecord {
    let base = format!("fees.{}", fee.key);
    FeeRecord {
        title: text(&format!("{base}.title")),
        amount: fee.amount.clone(),
        currency: "PLN",
        per: text(&format!("{base}.per")),
        basis: text(&format!("{base}.basis")),
        payee: match fee.payee {
            Payee::GminaOfSeat => "gmina_of_seat",
            Payee::Office => "office",
            Payee::GminaOfPrincipal => "gmina_of_principal",
        },
        exemptions: (0..fee.exemptions.len())
            .map(|at| text(&format!("{base}.exemptions.{at}.text")))
            .collect(),
    }
}

fn kind(kind: ServiceKind) -> &'static str {
    match kind {
        ServiceKind::Application => "application",
        ServiceKind::Information => "information",
        ServiceKind::Appointment => "appointment",
        ServiceKind::Notification => "notification",
    }
}
