//! Handing a case over to another unit of the office: to which, and why.

use access::Action;
use askama::Template;
use axum::extract::{Form, State};
use axum::http::StatusCode;
use axum::response::Response;
use domain::ids::{CaseId, UnitId};
use store::cases::{self, Act, Case, StepFault};
use store::units::{self, Unit};
use tenancy::TenantTx;

use super::acts::Posted;
use super::case_page::{self, Choice, Said};
use super::confirm::{self, Question};
use super::{resource, scope};
use crate::address::Path;
use crate::page::{self, Crumb, Page, see_other};
use crate::routes::Routes;
use crate::visit::{StaffIn, Visit};
use crate::{AppState, PageError};

/// Longest reason, in characters.
const REASON_CHARS_MAX: usize = 2_000;

pub(super) fn routes() -> Routes {
    Routes::office()
        .get("/urzad/sprawy/{id}/przekaz", Action::HandOver, show)
        .post("/urzad/sprawy/{id}/przekaz", Action::HandOver, hand_over)
}

#[derive(Template)]
#[template(path = "staff/cases/hand_over.html")]
struct HandOverPage {
    page: Page,
    crumbs: Vec<Crumb>,
    case: Case,
    faults: Vec<Said>,
    /// Somebody changed the case, or it is over.
    refused: String,
    reason: String,
    units: Vec<Choice>,
}

impl HandOverPage {
    fn fault(&self, field: &str) -> String {
        let found = self.faults.iter().find(|said| said.field == field);
        found.map(|said| said.text.clone()).unwrap_or_default()
    }
}

/// What was typed.
#[derive(Default)]
struct Typed {
    unit: String,
    reason: String,
}

/// The case if the person may hand it over: also those who see its row of the inbox only.
async fn reach(
    visit: &Visit,
    app: &AppState,
    tx: &TenantTx,
    id: CaseId,
) -> Result<Case, PageError> {
    let found = cases::find(tx, &scope(app, visit.actor(), Action::HandOver), id).await?;
    let case = found.ok_or(PageError::OutOfReach)?;
    app.access()
        .require(visit.actor(), Action::HandOver, &resource(&case))?;
    Ok(case)
}

async fn show(
    visit: Visit,
    _staff: StaffIn,
    State(app): State<AppState>,
    Path(id): Path<String>,
) -> Result<Response, PageError> {
    let id = case_page::case_id(&id)?;
    let tx = visit.office()?.begin().await?;
    let case = reach(&visit, &app, &tx, id).await?;
    let units = units::list(&tx).await?;
    drop(tx);
    form_page(&visit, (case, &units), Typed::default(), Trouble::None)
}

/// Why the form is shown again.
enum Trouble {
    None,
    Faults(Vec<Said>),
    Refused(&'static str),
}

/// The first post shows what will happen, the second one (`potwierdzam`) hands over.
async fn hand_over(
    visit: Visit,
    staff: StaffIn,
    State(app): State<AppState>,
    Path(id): Path<String>,
    Form(posted): Form<Vec<(String, String)>>,
) -> Result<Response, PageError> {
    let id = case_page::case_id(&id)?;
    let posted = Posted(posted);
    let tx = visit.office()?.begin().await?;
    let case = reach(&visit, &app, &tx, id).await?;
    let units = units::list(&tx).await?;
    let typed = Typed {
        unit: posted.get("referat").to_owned(),
        reason: posted.get("powod").to_owned(),
    };
    let to = other_units(&units, &case).find(|unit| unit.id.to_string() == typed.unit);
    let (to, reason) = match (to, faults(&visit, to, &typed.reason)) {
        (Some(to), faults) if faults.is_empty() => (to.clone(), typed.reason.clone()),
        (_, faults) => {
            drop(tx);
            return form_page(&visit, (case, &units), typed, Trouble::Faults(faults));
        }
    };
    if !posted.is_confirmed() {
        drop(tx);
        return ask(&visit, &case, &to, reason);
    }
    let act = Act {
        case: id,
        version: posted.version(),
        staff: staff.staff,
        at: app.now(),
        today: app.today(),
    };
    match cases::hand_over(&tx, &act, to.id, &reason).await {
        Ok(()) => {
            tx.commit().await?;
            Ok(see_other(&next(&visit, &app, &case, to.id)))
        }
        Err(StepFault::Stale) => {
            drop(tx);
            form_page(
                &visit,
                (case, &units),
                typed,
                Trouble::Refused("staff-stale"),
            )
        }
        Err(StepFault::Refused(_)) => {
            drop(tx);
            let refused = Trouble::Refused("staff-step-refused");
            form_page(&visit, (case, &units), typed, refused)
        }
        Err(StepFault::Absent) => Err(PageError::NotFound),
        Err(StepFault::Store(fault)) => Err(fault.into()),
    }
}

/// Where the person goes on: the case, if they still see it, or the inbox.
fn next(visit: &Visit, app: &AppState, case: &Case, unit: UnitId) -> String {
    let moved = Case {
        unit,
        assignee: None,
        ..case.clone()
    };
    let sees = app
        .access()
        .allows(visit.actor(), Action::SeeCase, &resource(&moved));
    match sees {
        true => format!("/urzad/sprawy/{}?po=przekazanie", case.id),
        false => "/urzad?po=przekazanie".to_owned(),
    }
}

fn other_units<'a>(units: &'a [Unit], case: &Case) -> impl Iterator<Item = &'a Unit> {
    let here = case.unit;
    units
        .iter()
        .filter(move |unit| unit.id != here && !unit.is_closed)
}

fn faults(visit: &Visit, to: Option<&Unit>, reason: &str) -> Vec<Said> {
    let mut faults = Vec::new();
    if to.is_none() {
        faults.push(Said {
            field: "referat",
            text: visit.t("staff-fault-unit"),
        });
    }
    let length = reason.chars().count();
    if length == 0 {
        faults.push(Said {
            field: "powod",
            text: visit.t("staff-fault-reason"),
        });
    } else if length > REASON_CHARS_MAX {
        let text = visit.t1("fault-too-long", "max", &REASON_CHARS_MAX.to_string());
        faults.push(Said {
            field: "powod",
            text,
        });
    }
    faults
}

fn ask(visit: &Visit, case: &Case, to: &Unit, reason: String) -> Result<Response, PageError> {
    let back = format!("/urzad/sprawy/{}/przekaz", case.id);
    let asked = Question {
        title: visit.t("staff-hand-over-title"),
        crumbs: &[],
        warning: visit.t("staff-hand-over-warning"),
        rows: vec![
            (
                visit.t("staff-col-case"),
                format!("{} – {}", case.mark, case.title),
            ),
            (
                visit.t("staff-hand-over-from"),
                format!("{} – {}", case.unit_code, case.unit_name),
            ),
            (
                visit.t("staff-hand-over-to"),
                format!("{} – {}", to.code, to.name),
            ),
            (visit.t("staff-hand-over-reason"), reason.clone()),
        ],
        action: &back,
        values: vec![
            ("wersja".to_owned(), case.version.to_string()),
            ("referat".to_owned(), to.id.to_string()),
            ("powod".to_owned(), reason),
        ],
        yes: visit.t("staff-hand-over-yes"),
        back: &back,
    };
    confirm::ask(visit, asked)
}

fn form_page(
    visit: &Visit,
    (case, units): (Case, &[Unit]),
    typed: Typed,
    trouble: Trouble,
) -> Result<Response, PageError> {
    let (status, faults, refused) = match trouble {
        Trouble::None => (StatusCode::OK, Vec::new(), String::new()),
        Trouble::Faults(faults) => (StatusCode::UNPROCESSABLE_ENTITY, faults, String::new()),
        Trouble::Refused(key) => (StatusCode::CONFLICT, Vec::new(), visit.t(key)),
    };
    let title = visit.t("staff-hand-over-title");
    let choice = |unit: &Unit| {
        let value = unit.id.to_string();
        Choice {
            label: format!("{} – {}", unit.code, unit.name),
            hint: String::new(),
            chosen: value == typed.unit,
            value,
        }
    };
    let page = HandOverPage {
        crumbs: visit.crumbs(&[("", &title)]),
        units: other_units(units, &case).map(choice).collect(),
        page: visit.page(title).with_errors(!faults.is_empty()),
        case,
        faults,
        refused,
        reason: typed.reason,
    };
    page::html(status, &page)
}
