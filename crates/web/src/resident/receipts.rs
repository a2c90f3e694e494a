//! Receipts: the owner's page to keep, and the public check that one is genuine.

use access::{Action, Resource};
use askama::Template;
use axum::extract::Query;
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use axum_extra::extract::Form;
use domain::receipt_number::ReceiptNumber;
use serde::Deserialize;
use serde_json::Value;
use store::receipts::{self, Receipt};
use store::{attachments, cases};

use super::wording::Said;
use super::{browser_key, filling, summary};
use crate::PageError;
use crate::address::Path;
use crate::dates;
use crate::page::{self, Crumb, Page};
use crate::routes::Routes;
use crate::visit::Visit;

pub(super) fn routes() -> Routes {
    Routes::office()
        .get("/potwierdzenia/{number}", Action::VerifyReceipt, show)
        .get("/weryfikacja", Action::VerifyReceipt, ask)
        .post("/weryfikacja", Action::VerifyReceipt, verify)
}

/// A file as the receipt names it; the name is shown to the owner only.
struct FileRow {
    name: String,
    size: String,
    sha256: String,
    href: String,
}

#[derive(Template)]
#[template(path = "resident/receipts/receipt.html")]
struct ReceiptPage {
    page: Page,
    number: String,
    service: String,
    office: String,
    office_numbers: String,
    filed: String,
    filed_utc: String,
    sender: String,
    /// How surely the sender is known; empty without signing in.
    assurance: String,
    edition: String,
    edition_hash: String,
    mark: String,
    case_href: String,
    due: String,
    hash: String,
    files: Vec<FileRow>,
    verify_href: String,
    /// The same address without what to check, short enough to print.
    verify_place: String,
    contact: String,
}

/// `GET /potwierdzenia/{number}`
async fn show(
    visit: Visit,
    headers: HeaderMap,
    Path(number): Path<String>,
) -> Result<Response, PageError> {
    let access = visit.app().access();
    access.require(visit.actor(), Action::VerifyReceipt, &Resource::Receipt)?;
    let number = ReceiptNumber::parse(&number).map_err(|_| filling::not_yours(&visit))?;
    let holder = browser_key::holder(&visit, &headers);
    let tx = visit.office()?.begin().await?;
    let found = receipts::find_own(&tx, &holder, &number).await?;
    let receipt = found.ok_or_else(|| filling::not_yours(&visit))?;
    let files = attachments::of(&tx, receipt.application_id).await?;
    let case = cases::of_application(&tx, receipt.application_id).await?;
    let due_on = case.and_then(|case| case.due_on);
    drop(tx);
    let rows = files.iter().map(|file| FileRow {
        name: file.name.clone(),
        size: summary::size(&visit, file.bytes),
        sha256: hex::encode(file.sha256),
        href: format!("/robocze/{}/pliki/{}", receipt.application_id, file.id),
    });
    let texts = visit.app().texts();
    let due = due_on.map(|day| dates::long(texts, visit.lang(), day));
    let page = receipt_page(&visit, &receipt, rows.collect(), due.unwrap_or_default())?;
    page::html(StatusCode::OK, &page)
}

fn receipt_page(
    visit: &Visit,
    receipt: &Receipt,
    files: Vec<FileRow>,
    due: String,
) -> Result<ReceiptPage, PageError> {
    let said = |path: &str| -> &str {
        let found = receipt.content.pointer(path);
        found.and_then(Value::as_str).unwrap_or_default()
    };
    let numbers = [
        ("REGON", said("/office/regon")),
        ("ADE", said("/office/ade")),
    ];
    let numbers = numbers.iter().filter(|(_, value)| !value.is_empty());
    let numbers: Vec<String> = numbers.map(|(name, v)| format!("{name} {v}")).collect();
    let level = said("/sender/assurance");
    let named = visit.name().filter(|_| level != "none");
    let edition = receipt.content.pointer("/edition/number");
    let tenant = visit.office()?;
    let contact = &tenant.profile().contact;
    let hash = receipt.hash_text();
    let settings = visit.app().settings();
    let verify_place = settings.office_url(tenant.slug(), "/weryfikacja");
    Ok(ReceiptPage {
        number: receipt.number.clone(),
        service: visit.polish(said("/service/title")),
        office: said("/office/name").to_owned(),
        office_numbers: numbers.join(", "),
        filed: dates::long_time(visit.app().texts(), visit.lang(), receipt.issued_at),
        filed_utc: said("/filed_at/utc").to_owned(),
        sender: match named {
            Some(name) => name.to_owned(),
            None => visit.t("assurance-none"),
        },
        assurance: match named {
            Some(_) => {
                let level = visit.t(&format!("assurance-{level}"));
                visit.t1("resident-receipt-assurance", "level", &level)
            }
            None => String::new(),
        },
        edition: edition
            .and_then(Value::as_i64)
            .unwrap_or_default()
            .to_string(),
        edition_hash: said("/edition/sha256").to_owned(),
        mark: said("/case_mark").to_owned(),
        case_href: match receipt.case_id.filter(|_| visit.name().is_some()) {
            Some(id) => format!("/sprawy/{id}"),
            None => String::new(),
        },
        due,
        verify_href: format!("{verify_place}?numer={}&skrot={hash}", receipt.number),
        verify_place,
        hash,
        files,
        contact: [contact.phone.as_str(), contact.email.as_str()].join(", "),
        page: visit.page(visit.t1("resident-receipt-title", "number", &receipt.number)),
    })
}

/// What to check.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Claim {
    numer: String,
    skrot: String,
}

#[derive(Template)]
#[template(path = "resident/receipts/verify.html")]
struct VerifyPage {
    page: Page,
    crumbs: Vec<Crumb>,
    faults: Vec<Said>,
    number: String,
    number_error: String,
    hash: String,
    hash_error: String,
    /// `None` before anything was checked.
    genuine: Option<bool>,
}

/// `GET /weryfikacja`: the form, filled in when one came from a receipt's address.
async fn ask(visit: Visit, Query(claim): Query<Claim>) -> Result<Response, PageError> {
    verify_page(&visit, claim, Vec::new(), None)
}

/// `POST /weryfikacja`: says whether the pair fits, and nothing else.
async fn verify(visit: Visit, Form(claim): Form<Claim>) -> Result<Response, PageError> {
    let access = visit.app().access();
    access.require(visit.actor(), Action::VerifyReceipt, &Resource::Receipt)?;
    let number = ReceiptNumber::parse(&claim.numer);
    let typed = claim.skrot.chars().filter(|c| !c.is_whitespace());
    let hash: String = typed.collect();
    let is_hash = (receipts::HASH_PART_DIGITS..=64).contains(&hash.len())
        && hash.bytes().all(|b| b.is_ascii_hexdigit());
    let mut faults = Vec::new();
    if number.is_err() {
        faults.push(Said {
            field: "numer".to_owned(),
            text: visit.t("resident-verify-number-wrong"),
        });
    }
    if !is_hash {
        faults.push(Said {
            field: "skrot".to_owned(),
            text: visit.t("resident-verify-hash-wrong"),
        });
    }
    let genuine = match number {
        Ok(number) if is_hash => {
            let tx = visit.office()?.begin().await?;
            Some(receipts::is_genuine(&tx, &number, &hash).await?)
        }
        Ok(_) | Err(_) => None,
    };
    verify_page(&visit, claim, faults, genuine)
}

fn verify_page(
    visit: &Visit,
    claim: Claim,
    faults: Vec<Said>,
    genuine: Option<bool>,
) -> Result<Response, PageError> {
    let at = |field: &str| {
        let said = faults.iter().find(|said| said.field == field);
        said.map(|said| said.text.clone()).unwrap_or_default()
    };
    let status = match faults.is_empty() {
        true => StatusCode::OK,
        false => StatusCode::UNPROCESSABLE_ENTITY,
    };
    let title = visit.t("resident-verify-title");
    let page = VerifyPage {
        crumbs: visit.crumbs(&[("", &title)]),
        number_error: at("numer"),
        hash_error: at("skrot"),
        number: claim.numer,
        hash: claim.skrot,
        genuine,
        page: visit.page(title).with_errors(!faults.is_empty()),
        faults,
    };
    page::html(status, &page)
}
