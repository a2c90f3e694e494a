//! Handing on the work of somebody who leaves: each unit's cases to a colleague or to the unit.

use access::Action;
use askama::Template;
use axum::extract::Form;
use axum::http::StatusCode;
use axum::response::Response;
use domain::ids::StaffId;
use store::cases::{self, Held, Keeper, Passing, StepFault};

use super::{Answers, At, Desk, Fields};
use crate::PageError;
use crate::page::{self, Crumb, Page};
use crate::routes::Routes;
use crate::staff::acts::Posted;
use crate::staff::case_page::Choice;

/// Stands for the unit among those who may get its cases.
const QUEUE: &str = "referat";

pub(super) fn routes() -> Routes {
    let path = "/urzad/osoby/{person}/sprawy";
    Routes::office()
        .get(path, Action::SwitchStaff, show)
        .post(path, Action::SwitchStaff, pass_on)
}

/// A unit for which nobody was chosen.
struct Said {
    field: String,
    text: String,
}

/// The cases of one unit, and who may get them.
struct Row {
    name: String,
    label: String,
    count: String,
    options: Vec<Choice>,
    error: String,
}

#[derive(Template)]
#[template(path = "staff/passing.html")]
struct PassingPage {
    page: Page,
    crumbs: Vec<Crumb>,
    faults: Vec<Said>,
    refused: String,
    lead: String,
    rows: Vec<Row>,
    action: String,
    back: String,
}

/// A unit's cases with those who may get them.
struct Offer {
    held: Held,
    keepers: Vec<Keeper>,
}

async fn offers(desk: &Desk) -> Result<Vec<Offer>, PageError> {
    let mut offers = Vec::new();
    for held in cases::held(&desk.tx, desk.member.id).await? {
        let keepers = cases::assignable(&desk.tx, held.unit).await?;
        let keepers = keepers.into_iter().filter(|one| one.id != desk.member.id);
        offers.push(Offer {
            keepers: keepers.collect(),
            held,
        });
    }
    Ok(offers)
}

async fn show(at: At) -> Result<Response, PageError> {
    let desk = at.open(Action::SwitchStaff).await?;
    let offers = offers(&desk).await?;
    respond(desk, &offers, StatusCode::OK, (&Posted(Vec::new()), ""))
}

fn respond(
    desk: Desk,
    offers: &[Offer],
    status: StatusCode,
    (posted, refused): (&Posted, &str),
) -> Result<Response, PageError> {
    let visit = &desk.visit;
    let is_refusal = status == StatusCode::UNPROCESSABLE_ENTITY;
    let row = |offer: &Offer| {
        let name = field(&offer.held);
        let chosen = posted.get(&name).to_owned();
        let queue = Choice {
            value: QUEUE.to_owned(),
            label: visit.t("staff-passing-queue"),
            hint: String::new(),
            chosen: chosen == QUEUE,
        };
        let keepers = offer.keepers.iter().map(|keeper| Choice {
            value: keeper.id.to_string(),
            label: keeper.name.clone(),
            hint: String::new(),
            chosen: chosen == keeper.id.to_string(),
        });
        let is_missing = is_refusal && wanted(offer, posted).is_none();
        let label = format!("{} – {}", offer.held.code, offer.held.name);
        Row {
            count: visit.t1("count-cases", "count", &offer.held.count.to_string()),
            options: std::iter::once(queue).chain(keepers).collect(),
            error: match is_missing {
                true => format!("{label}: {}", visit.t("staff-passing-fault")),
                false => String::new(),
            },
            label,
            name,
        }
    };
    let rows: Vec<Row> = offers.iter().map(row).collect();
    let title = visit.t("staff-passing-title");
    let people = visit.t("staff-people-title");
    let name = desk.member.name.clone();
    let crumbs = [
        ("/urzad/osoby", people.as_str()),
        (&desk.path, &name),
        ("", &title),
    ];
    let page = PassingPage {
        crumbs: visit.crumbs(&crumbs),
        faults: rows
            .iter()
            .filter(|row| !row.error.is_empty())
            .map(|row| Said {
                field: row.name.clone(),
                text: row.error.clone(),
            })
            .collect(),
        refused: refused.to_owned(),
        lead: visit.t1("staff-passing-lead", "name", &name),
        action: format!("{}/sprawy", desk.path),
        back: desk.path.clone(),
        page: visit
            .page(title.clone())
            .with_errors(rows.iter().any(|row| !row.error.is_empty())),
        rows,
    };
    page::html(status, &page)
}

fn field(held: &Held) -> String {
    format!("dla-{}", held.unit)
}

/// Who gets the cases of a unit; nothing when nobody was chosen who may.
fn wanted(offer: &Offer, posted: &Posted) -> Option<Passing> {
    let chosen = posted.get(&field(&offer.held)).to_owned();
    let to = match chosen.as_str() {
        QUEUE => None,
        id => {
            let id = id.parse().ok().map(StaffId)?;
            Some(offer.keepers.iter().find(|keeper| keeper.id == id)?.id)
        }
    };
    Some(Passing {
        unit: offer.held.unit,
        count: offer.held.count,
        to,
    })
}

/// The first post shows what will happen, the second one (`potwierdzam`) does it. Sent twice, it
/// finds nothing more to do.
async fn pass_on(at: At, Form(pairs): Fields) -> Result<Response, PageError> {
    let posted = Posted(pairs);
    let desk = at.open(Action::SwitchStaff).await?;
    let offers = offers(&desk).await?;
    if offers.is_empty() {
        return desk.finish("przekazanie").await;
    }
    let passings: Option<Vec<Passing>> =
        offers.iter().map(|offer| wanted(offer, &posted)).collect();
    let Some(mut passings) = passings else {
        return respond(
            desk,
            &offers,
            StatusCode::UNPROCESSABLE_ENTITY,
            (&posted, ""),
        );
    };
    if !posted.is_confirmed() {
        return desk.ask("passing", "sprawy", answers(&desk, &offers, &passings));
    }
    for passing in &mut passings {
        // What was confirmed is the number shown then.
        let shown = posted.get(&format!("ile-{}", passing.unit));
        passing.count = shown.parse().unwrap_or(-1);
    }
    let by = (desk.staff.staff, desk.app.now());
    match cases::pass_on(&desk.tx, desk.member.id, &passings, by).await {
        Ok(count) => {
            desk.note("staff_cases_passed_on", &format!("cases:{count}"))
                .await?;
            desk.finish("przekazanie").await
        }
        Err(StepFault::Store(fault)) => Err(fault.into()),
        Err(StepFault::Stale | StepFault::Refused(_) | StepFault::Absent) => {
            let told = desk.visit.t("staff-passing-stale");
            // Nothing of what was begun is kept.
            let desk = desk.anew().await?;
            let offers = self::offers(&desk).await?;
            respond(desk, &offers, StatusCode::CONFLICT, (&posted, &told))
        }
    }
}

fn answers(desk: &Desk, offers: &[Offer], passings: &[Passing]) -> Answers {
    let visit = &desk.visit;
    let mut answers = Answers::default();
    for (offer, passing) in offers.iter().zip(passings) {
        let keeper = offer.keepers.iter().find(|one| Some(one.id) == passing.to);
        let to = keeper.map_or_else(|| visit.t("staff-passing-queue"), |one| one.name.clone());
        let count = visit.t1("count-cases", "count", &offer.held.count.to_string());
        let row = (
            format!("{} – {}", offer.held.code, offer.held.name),
            format!("{count} → {to}"),
        );
        answers.rows.push(row);
        let chosen = passing.to.map_or(QUEUE.to_owned(), |to| to.to_string());
        answers.hidden.push((field(&offer.held), chosen));
        let shown = format!("ile-{}", offer.held.unit);
        answers.hidden.push((shown, offer.held.count.to_string()));
    }
    answers
}
