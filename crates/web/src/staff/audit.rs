//! The audit trail of the office, for those whose task it is to read it.

use std::collections::HashMap;

use access::{Action, Resource};
use askama::Template;
use axum::extract::{Query, State};
use axum::http::StatusCode;
use axum::response::Response;
use store::audit::{self, Entry, Kept, Verdict};
use store::staff_members;

use super::words::{self, When};
use crate::page::{self, Page};
use crate::routes::Routes;
use crate::visit::{StaffIn, Visit};
use crate::{AppState, PageError, dates};

/// Characters of a long number that tell it from the others on a page.
const NUMBER_CHARS: usize = 8;
/// Entries on one page.
const PAGE_ENTRIES: u32 = 100;

pub(super) fn routes() -> Routes {
    Routes::office().get("/urzad/rejestr-zdarzen", Action::SeeAudit, show)
}

struct Row {
    seq: i64,
    when: When,
    actor: String,
    action: String,
    /// What kind of thing it is about, and which one.
    subject: String,
    code: String,
    detail: String,
}

#[derive(Template)]
#[template(path = "staff/audit.html")]
struct AuditPage {
    page: Page,
    rows: Vec<Row>,
    is_whole: bool,
    verdict: String,
    /// Whether the chain was looked through this time.
    is_checked: bool,
    where_we_are: String,
    previous: String,
    next: String,
}

#[derive(serde::Deserialize)]
struct Asked {
    strona: Option<u32>,
    sprawdz: Option<String>,
}

async fn show(
    visit: Visit,
    staff: StaffIn,
    State(app): State<AppState>,
    Query(asked): Query<Asked>,
) -> Result<Response, PageError> {
    app.access()
        .require(visit.actor(), Action::SeeAudit, &Resource::AuditTrail)?;
    let number = asked.strona.unwrap_or(1).clamp(1, 1_000_000);
    let tx = visit.office()?.begin().await?;
    let skip = u64::from(number - 1) * u64::from(PAGE_ENTRIES);
    let entries = audit::newest(&tx, PAGE_ENTRIES, skip).await?;
    let names: HashMap<String, String> = staff_members::list(&tx)
        .await?
        .into_iter()
        .map(|member| (format!("staff:{}", member.id), member.name))
        .collect();
    let verdict = match asked.sprawdz {
        Some(_) => Some(audit::verify(&tx).await?),
        None => None,
    };
    let entry = Entry {
        at: app.now(),
        actor: &format!("staff:{}", staff.staff),
        action: "audit_seen",
        subject: "audit",
        detail: &format!("page:{number}"),
    };
    audit::note(&tx, &entry).await?;
    tx.commit().await?;
    let is_full = entries.len() == usize::try_from(PAGE_ENTRIES).unwrap_or(usize::MAX);
    let step = |to: u32, is_there: bool| match is_there {
        true => format!("/urzad/rejestr-zdarzen?strona={to}"),
        false => String::new(),
    };
    let page = AuditPage {
        rows: entries
            .iter()
            .map(|entry| row(&visit, &names, entry))
            .collect(),
        is_whole: matches!(verdict, Some(Verdict::Whole(_))),
        is_checked: verdict.is_some(),
        verdict: verdict
            .map(|verdict| said(&visit, &verdict))
            .unwrap_or_default(),
        where_we_are: visit.t1("staff-audit-page", "page", &number.to_string()),
        previous: step(number - 1, number > 1),
        next: step(number + 1, is_full),
        page: visit.page(visit.t("staff-audit-title")),
    };
    page::html(StatusCode::OK, &page)
}

fn row(visit: &Visit, names: &HashMap<String, String>, entry: &Kept) -> Row {
    let key = format!("staff-audit-{}", words::kebab(&entry.action));
    let said = visit.t(&key);
    let (subject, code) = match names.get(&entry.subject) {
        Some(name) => (name.clone(), String::new()),
        None => thing(visit, &entry.subject),
    };
    Row {
        seq: entry.seq,
        when: When {
            iso: dates::iso(entry.at),
            text: dates::figures_time(entry.at),
        },
        actor: match names.get(&entry.actor) {
            Some(name) => name.clone(),
            None => actor(visit, &entry.actor),
        },
        // An act without words of its own is shown by its code.
        action: if said == key {
            entry.action.clone()
        } else {
            said
        },
        subject,
        code,
        detail: entry.detail.clone(),
    }
}

/// Who did it, as far as the trail may know: residents are told apart by a number, not by name.
fn actor(visit: &Visit, code: &str) -> String {
    let (kind, number) = thing(visit, code);
    format!("{kind} {number}").trim().to_owned()
}

/// A code of the trail ("case:01a2…") as a word and the end of its number, by which entries about
/// the same thing can be told.
fn thing(visit: &Visit, code: &str) -> (String, String) {
    let (kind, number) = code.split_once(':').unwrap_or((code, ""));
    let key = format!("staff-audit-thing-{}", words::kebab(kind));
    let word = visit.t(&key);
    if word == key {
        return (String::new(), code.to_owned());
    }
    let first = number.len().saturating_sub(NUMBER_CHARS);
    let number = number.get(first..).unwrap_or(number);
    (word, number.to_owned())
}

fn said(visit: &Visit, verdict: &Verdict) -> String {
    match verdict {
        Verdict::Whole(count) => visit.t1("staff-audit-whole", "count", &count.to_string()),
        Verdict::Broken { seq } => visit.t1("staff-audit-broken", "seq", &seq.to_string()),
        Verdict::Cut { found, expected } => visit.tn(
            "staff-audit-cut",
            &[
                ("found", &found.to_string()),
                ("expected", &expected.to_string()),
            ],
        ),
    }
}
