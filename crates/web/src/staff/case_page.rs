//! The page of a case: what was asked for, what has happened, what can be done now.

use access::{Action, Resource};
use askama::Template;
use axum::extract::{Query, State};
use axum::http::StatusCode;
use axum::response::Response;
use domain::case_state::{CaseState, Outcome};
use domain::ids::CaseId;
use store::cases::{self, Case, Reader};
use store::{applications, deadlines, drafts, messages, receipts, residents};
use tenancy::TenantTx;

use super::answers::{self, Section};
use super::words::{self, Letter, Looked, Tag, Told};
use super::{resource, scope};
use crate::address::Path;
use crate::page::{self, Crumb, Page};
use crate::routes::Routes;
use crate::visit::{StaffIn, Visit};
use crate::{AppState, PageError};

/// Terms to answer that can be chosen, in days; the first is offered.
pub(super) const ANSWER_DAYS: [u32; 3] = [7, 14, 30];

pub(super) fn routes() -> Routes {
    Routes::office().get("/urzad/sprawy/{id}", Action::SeeCase, show)
}

/// Something wrong with what was typed, or with the page it was typed on.
pub(super) struct Said {
    pub(super) field: &'static str,
    pub(super) text: String,
}

/// What the page shows besides the case itself: typed texts, faults, what was just done.
#[derive(Default)]
pub(super) struct Extra {
    pub(super) faults: Vec<Said>,
    /// The case does not stand as the page said; who changed it and how.
    pub(super) outdated: Option<String>,
    pub(super) notice: Option<String>,
    pub(super) question: String,
    pub(super) answer_days: String,
    pub(super) outcome: String,
    pub(super) settlement: String,
    pub(super) note: String,
}

impl Extra {
    fn fault(&self, field: &str) -> String {
        let found = self.faults.iter().find(|said| said.field == field);
        found.map(|said| said.text.clone()).unwrap_or_default()
    }
}

/// One of a choice.
pub(super) struct Choice {
    pub(super) value: String,
    pub(super) label: String,
    pub(super) hint: String,
    pub(super) chosen: bool,
}

/// What the person may do with the case as it stands.
struct May {
    take_on: bool,
    hand_back: bool,
    assign: bool,
    ask: bool,
    settle: bool,
    close: bool,
    note: bool,
    hand_over: bool,
}

struct Term {
    day: String,
    distance: String,
    is_late: bool,
    is_paused: bool,
    reasons: Vec<String>,
}

struct Applicant {
    name: String,
    pesel: String,
    assurance: String,
}

#[derive(Template)]
#[template(path = "staff/cases/show.html")]
struct CasePage {
    page: Page,
    crumbs: Vec<Crumb>,
    extra: Extra,
    case: Case,
    path: String,
    state: Tag,
    outcome: String,
    opened: String,
    keeper: String,
    term: Option<Term>,
    answer_by: String,
    applicant: Option<Applicant>,
    receipt: String,
    sections: Vec<Section>,
    letters: Vec<Letter>,
    notes: Vec<Letter>,
    events: Vec<Told>,
    looks: Option<Vec<Looked>>,
    may: May,
    keepers: Vec<Choice>,
    answer_days: Vec<Choice>,
    outcomes: Vec<Choice>,
}

#[derive(serde::Deserialize)]
struct Asked {
    /// What was just done.
    po: Option<String>,
}

async fn show(
    visit: Visit,
    staff: StaffIn,
    State(app): State<AppState>,
    Path(id): Path<String>,
    Query(asked): Query<Asked>,
) -> Result<Response, PageError> {
    let notice = asked.po.as_deref().and_then(|done| done_text(&visit, done));
    let extra = Extra {
        notice,
        ..Extra::default()
    };
    respond(&visit, &app, &staff, &id, (StatusCode::OK, extra)).await
}

/// The identifier in an address; anything else is no case.
pub(super) fn case_id(text: &str) -> Result<CaseId, PageError> {
    text.parse().map(CaseId).map_err(|_| PageError::NotFound)
}

/// The case if the person may do `action` to it; whatever they may not know of is not found.
pub(super) async fn reach(
    visit: &Visit,
    app: &AppState,
    tx: &TenantTx,
    id: CaseId,
    action: Action,
) -> Result<Case, PageError> {
    let found = cases::find(tx, &scope(app, visit.actor(), Action::SeeCase), id).await?;
    let case = found.ok_or(PageError::OutOfReach)?;
    app.access()
        .require(visit.actor(), action, &resource(&case))?;
    Ok(case)
}

/// Shows the case and remembers who looked.
pub(super) async fn respond(
    visit: &Visit,
    app: &AppState,
    staff: &StaffIn,
    id: &str,
    (status, extra): (StatusCode, Extra),
) -> Result<Response, PageError> {
    let id = case_id(id)?;
    let tx = visit.office()?.begin().await?;
    let case = reach(visit, app, &tx, id, Action::SeeCase).await?;
    let page = gather(visit, app, staff, &tx, (case, extra)).await?;
    messages::mark_read(&tx, id, Reader::Staff, app.now()).await?;
    cases::look(&tx, id, staff.staff, app.now()).await?;
    tx.commit().await?;
    page::html(status, &page)
}

async fn gather(
    visit: &Visit,
    app: &AppState,
    staff: &StaffIn,
    tx: &TenantTx,
    (case, extra): (Case, Extra),
) -> Result<CasePage, PageError> {
    let may_all = |action| app.access().allows(visit.actor(), action, &resource(&case));
    let terms = deadlines::of_case(tx, case.id).await?;
    let all = messages::of_case(tx, case.id, Reader::Staff).await?;
    let (notes, letters) = all
        .iter()
        .partition::<Vec<_>, _>(|m| m.kind == messages::Kind::Note);
    let letter = |message: &&_| words::letter(visit, "staff", message);
    let events = cases::events(tx, case.id, Reader::Staff).await?;
    let looks = match may_all(Action::SeeWhoLooked) {
        true => Some(cases::who_looked(tx, case.id).await?),
        false => None,
    };
    let may = may(visit, app, staff, &case);
    let keepers = match may.assign {
        true => cases::assignable(tx, case.unit).await?,
        false => Vec::new(),
    };
    let (applicant, sections, receipt) = match may_all(Action::ReadAnswers) {
        true => contents(visit, tx, &case).await?,
        false => (None, Vec::new(), String::new()),
    };
    let title = format!("{} – {}", case.mark, case.title);
    Ok(CasePage {
        crumbs: visit.crumbs(&[("", &case.mark)]),
        path: format!("/urzad/sprawy/{}", case.id),
        state: words::state(visit, case.state, case.outcome),
        outcome: case
            .outcome
            .map(|code| words::outcome(visit, code))
            .unwrap_or_default(),
        opened: words::day(visit, case.opened_on),
        keeper: case.assignee_name.clone().unwrap_or_default(),
        term: term(visit, app, &case, &terms),
        answer_by: words::answer_term(&terms)
            .map(|term| words::day(visit, term.due_on))
            .unwrap_or_default(),
        applicant,
        receipt,
        sections,
        letters: letters.iter().map(letter).collect(),
        notes: notes.iter().map(letter).collect(),
        events: events
            .iter()
            .map(|event| words::told(visit, "staff", event))
            .collect(),
        looks: looks.map(|all| all.iter().map(|look| words::looked(visit, look)).collect()),
        keepers: keepers
            .iter()
            .map(|keeper| keeper_choice(&case, keeper))
            .collect(),
        answer_days: answer_days(visit, &extra.answer_days),
        outcomes: outcomes(visit, &extra.outcome),
        may,
        page: visit
            .page(title)
            .with_errors(!extra.faults.is_empty())
            .with_notice(extra.notice.clone()),
        extra,
        case,
    })
}

/// What the applicant sent: who, what, with which receipt.
async fn contents(
    visit: &Visit,
    tx: &TenantTx,
    case: &Case,
) -> Result<(Option<Applicant>, Vec<Section>, String), PageError> {
    let application = match case.application {
        Some(id) => applications::find(tx, id).await?,
        None => None,
    };
    let mut applicant = None;
    if let Some(resident) = case.resident {
        let identity = residents::identity(tx, resident).await?;
        applicant = Some(Applicant {
            name: identity.full_name(),
            pesel: identity
                .pesel
                .map(|pesel| pesel.as_str().to_owned())
                .unwrap_or_default(),
            assurance: String::new(),
        });
    }
    let Some(application) = application else {
        return Ok((applicant, Vec::new(), String::new()));
    };
    if let Some(applicant) = &mut applicant {
        applicant.assurance = visit.t(&format!("assurance-{}", application.assurance.as_str()));
    }
    let edition = drafts::edition(tx, application.edition_id).await?;
    let files = format!("/urzad/sprawy/{}/pliki/", case.id);
    let sections = edition
        .map(|edition| answers::sections(visit, &edition.definition, &application.answers, &files));
    let receipt = receipts::of_application(tx, application.id).await?;
    let receipt = receipt.map(|receipt| receipt.number).unwrap_or_default();
    Ok((applicant, sections.unwrap_or_default(), receipt))
}

fn may(visit: &Visit, app: &AppState, staff: &StaffIn, case: &Case) -> May {
    let allowed = |action| app.access().allows(visit.actor(), action, &resource(case));
    let is_open = case.state.is_open();
    let running = matches!(
        case.state,
        CaseState::InProgress | CaseState::WaitingForApplicant
    );
    May {
        take_on: is_open && case.assignee.is_none() && allowed(Action::TakeOn),
        hand_back: is_open && case.assignee == Some(staff.staff) && allowed(Action::TakeOn),
        assign: is_open && allowed(Action::Assign),
        ask: case.state == CaseState::InProgress && case.resident.is_some() && allowed(Action::Ask),
        settle: running && allowed(Action::Settle),
        close: case.state == CaseState::Settled && allowed(Action::CloseCase),
        note: allowed(Action::TakeOn),
        hand_over: is_open && allowed(Action::HandOver),
    }
}

fn term(visit: &Visit, app: &AppState, case: &Case, terms: &[deadlines::Deadline]) -> Option<Term> {
    let term = words::settlement(terms)?;
    let (distance, is_late) = words::distance(visit, term.due_on, app.today());
    let is_paused = term.state == deadlines::State::Suspended;
    let runs = term.state == deadlines::State::Running;
    Some(Term {
        day: words::day(visit, term.due_on),
        distance: if runs { distance } else { String::new() },
        is_late: runs && is_late,
        is_paused,
        reasons: words::reasons(visit, case.procedure, term),
    })
}

fn keeper_choice(case: &Case, keeper: &cases::Keeper) -> Choice {
    Choice {
        value: keeper.id.to_string(),
        label: keeper.name.clone(),
        hint: String::new(),
        chosen: case.assignee == Some(keeper.id),
    }
}

fn answer_days(visit: &Visit, chosen: &str) -> Vec<Choice> {
    let choice = |days: &u32| {
        let value = days.to_string();
        let is_first = chosen.is_empty() && *days == ANSWER_DAYS[0];
        Choice {
            label: visit.t1("count-days", "count", &value),
            hint: String::new(),
            chosen: value == chosen || is_first,
            value,
        }
    };
    ANSWER_DAYS.iter().map(choice).collect()
}

fn outcomes(visit: &Visit, chosen: &str) -> Vec<Choice> {
    let choice = |outcome: &Outcome| Choice {
        value: outcome.as_str().to_owned(),
        label: words::outcome(visit, *outcome),
        hint: visit.t(&format!(
            "staff-outcome-{}-hint",
            words::kebab(outcome.as_str())
        )),
        chosen: outcome.as_str() == chosen,
    };
    Outcome::ALL.iter().map(choice).collect()
}

/// What was just done, in words; anything not on the list says nothing.
fn done_text(visit: &Visit, done: &str) -> Option<String> {
    let key = match done {
        "przejecie" => "flash-taken-on",
        "przydzial" => "flash-assigned",
        "oddanie" => "staff-flash-handed-back",
        "przekazanie" => "staff-flash-handed-over",
        "pytanie" => "flash-asked",
        "notatka" => "staff-flash-noted",
        "rozstrzygniecie" => "flash-settled",
        "zamkniecie" => "flash-closed",
        _ => return None,
    };
    Some(visit.t(key))
}

/// The file `unit` of a case as `access` asks about it.
pub(super) fn file_of(case: &Case) -> Resource {
    Resource::File {
        owner: case.resident,
        unit: Some(case.unit),
    }
}
