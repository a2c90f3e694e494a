//! My matters: what stands where, what happens next and by when, questions and their answers.

use access::{Action, Resource};
use askama::Template;
use axum::extract::{Form, Query, State};
use axum::http::StatusCode;
use axum::response::Response;
use domain::case_state::CaseState;
use domain::ids::CaseId;
use store::cases::{self, Case, Reader, StepFault};
use store::deadlines::{self, Deadline};
use store::{messages, receipts};
use tenancy::TenantTx;

use crate::address::Path;
use crate::page::{self, Crumb, Page, see_other};
use crate::routes::Routes;
use crate::staff::words::{self, Letter, Looked, Tag, Told};
use crate::visit::{SignedIn, Visit};
use crate::{AppState, PageError};

/// Longest answer, in characters.
const ANSWER_CHARS_MAX: usize = 10_000;
/// Beginning of the texts of this file.
const AREA: &str = "resident-case";

pub(super) fn routes() -> Routes {
    Routes::office()
        .get("/sprawy", Action::SeeOwnCase, list)
        .get("/sprawy/{id}", Action::SeeOwnCase, show)
        .post("/sprawy/{id}/odpowiedz", Action::AnswerQuestion, answer)
}

struct Line {
    href: String,
    title: String,
    state: Tag,
    next: String,
}

#[derive(Template)]
#[template(path = "resident/cases/list.html")]
struct ListPage {
    page: Page,
    crumbs: Vec<Crumb>,
    waiting: Vec<Line>,
    open: Vec<Line>,
    over: Vec<Line>,
}

/// Something wrong with the answer.
struct Said {
    field: &'static str,
    text: String,
}

#[derive(Default)]
struct Typed {
    answer: String,
    faults: Vec<Said>,
    notice: Option<String>,
}

#[derive(Template)]
#[template(path = "resident/cases/show.html")]
struct CasePage {
    page: Page,
    crumbs: Vec<Crumb>,
    title: String,
    case: Case,
    path: String,
    state: Tag,
    outcome: String,
    /// What happens now and what next, in whole sentences.
    now: Vec<String>,
    /// The question that waits for an answer.
    question: Option<Letter>,
    answer_by: String,
    answer: String,
    fault: String,
    faults: Vec<Said>,
    settlement: Option<Letter>,
    letters: Vec<Letter>,
    events: Vec<Told>,
    looks: Vec<Looked>,
    opened: String,
    due: String,
    reasons: Vec<String>,
    receipt: String,
}

async fn list(
    visit: Visit,
    person: SignedIn,
    State(app): State<AppState>,
) -> Result<Response, PageError> {
    let tx = visit.office()?.begin().await?;
    let all = cases::own(&tx, person.resident).await?;
    for case in &all {
        app.access()
            .require(visit.actor(), Action::SeeOwnCase, &resource(case))?;
    }
    drop(tx);
    let title = visit.t("resident-case-list-title");
    let lines = |wanted: &dyn Fn(CaseState) -> bool| -> Vec<Line> {
        let wanted = all.iter().filter(|case| wanted(case.state));
        wanted.map(|case| line(&visit, &app, case)).collect()
    };
    let page = ListPage {
        crumbs: visit.crumbs(&[("", &title)]),
        waiting: lines(&|state| state == CaseState::WaitingForApplicant),
        open: lines(&|state| matches!(state, CaseState::Registered | CaseState::InProgress)),
        over: lines(&|state| matches!(state, CaseState::Settled | CaseState::Closed)),
        page: visit.page(title),
    };
    page::html(StatusCode::OK, &page)
}

#[derive(serde::Deserialize)]
struct Asked {
    /// What was just done.
    po: Option<String>,
}

async fn show(
    visit: Visit,
    person: SignedIn,
    State(app): State<AppState>,
    Path(id): Path<String>,
    Query(asked): Query<Asked>,
) -> Result<Response, PageError> {
    let sent = asked.po.as_deref() == Some("odpowiedz");
    let notice = sent.then(|| visit.t("flash-answer-sent"));
    let typed = Typed {
        notice,
        ..Typed::default()
    };
    respond(
        &visit,
        &app,
        &person,
        case_id(&id)?,
        (StatusCode::OK, typed),
    )
    .await
}

async fn answer(
    visit: Visit,
    person: SignedIn,
    State(app): State<AppState>,
    Path(id): Path<String>,
    Form(posted): Form<Vec<(String, String)>>,
) -> Result<Response, PageError> {
    let id = case_id(&id)?;
    let typed = posted.iter().find(|(name, _)| name == "odpowiedz");
    let typed = typed.map(|(_, value)| value.trim()).unwrap_or_default();
    let tx = visit.office()?.begin().await?;
    let case = reach(&visit, &app, &tx, &person, id).await?;
    app.access()
        .require(visit.actor(), Action::AnswerQuestion, &resource(&case))?;
    let fault = if typed.is_empty() {
        Some(visit.t("resident-case-fault-answer"))
    } else if typed.chars().count() > ANSWER_CHARS_MAX {
        Some(visit.t1("fault-too-long", "max", &ANSWER_CHARS_MAX.to_string()))
    } else {
        None
    };
    if let Some(text) = fault {
        drop(tx);
        let faults = vec![Said {
            field: "odpowiedz",
            text,
        }];
        let typed = Typed {
            answer: typed.to_owned(),
            faults,
            notice: None,
        };
        return respond(
            &visit,
            &app,
            &person,
            id,
            (StatusCode::UNPROCESSABLE_ENTITY, typed),
        )
        .await;
    }
    let when = (app.today(), app.now());
    match cases::answer(&tx, (person.resident, id), typed, when).await {
        Ok(()) => {
            tx.commit().await?;
            Ok(see_other(&format!("/sprawy/{id}?po=odpowiedz")))
        }
        // Answered already, perhaps in another window: the page shows how it stands.
        Err(StepFault::Refused(_) | StepFault::Stale) => {
            drop(tx);
            let typed = Typed {
                answer: typed.to_owned(),
                ..Typed::default()
            };
            respond(&visit, &app, &person, id, (StatusCode::CONFLICT, typed)).await
        }
        Err(StepFault::Absent) => Err(PageError::OutOfReach),
        Err(StepFault::Store(fault)) => Err(fault.into()),
    }
}

/// The person's own case; somebody else's and none at all are not found alike.
async fn reach(
    visit: &Visit,
    app: &AppState,
    tx: &TenantTx,
    person: &SignedIn,
    id: CaseId,
) -> Result<Case, PageError> {
    let found = cases::find_own(tx, person.resident, id).await?;
    let case = found.ok_or(PageError::OutOfReach)?;
    app.access()
        .require(visit.actor(), Action::SeeOwnCase, &resource(&case))?;
    Ok(case)
}

async fn respond(
    visit: &Visit,
    app: &AppState,
    person: &SignedIn,
    id: CaseId,
    (status, typed): (StatusCode, Typed),
) -> Result<Response, PageError> {
    let tx = visit.office()?.begin().await?;
    let case = reach(visit, app, &tx, person, id).await?;
    let page = gather(visit, app, &tx, case, typed).await?;
    messages::mark_read(&tx, id, Reader::Resident, app.now()).await?;
    tx.commit().await?;
    page::html(status, &page)
}

async fn gather(
    visit: &Visit,
    app: &AppState,
    tx: &TenantTx,
    case: Case,
    typed: Typed,
) -> Result<CasePage, PageError> {
    app.access()
        .require(visit.actor(), Action::SeeWhoLooked, &resource(&case))?;
    let terms = deadlines::of_case(tx, case.id).await?;
    let all = messages::of_case(tx, case.id, Reader::Resident).await?;
    let events = cases::events(tx, case.id, Reader::Resident).await?;
    let looks = cases::who_looked(tx, case.id).await?;
    let receipt = match case.application {
        Some(id) => receipts::of_application(tx, id).await?,
        None => None,
    };
    let last = |kind| {
        let found = all.iter().rev().find(|message| message.kind == kind);
        found.map(|message| words::letter(visit, AREA, message))
    };
    let is_waiting = case.state == CaseState::WaitingForApplicant;
    let question = is_waiting.then(|| last(messages::Kind::Question)).flatten();
    let shown = question.as_ref().map(|letter| letter.id.clone());
    let letters = all
        .iter()
        .filter(|message| message.kind != messages::Kind::Settlement)
        .filter(|message| Some(message.id.to_string()) != shown)
        .map(|message| words::letter(visit, AREA, message))
        .collect();
    let term = words::settlement(&terms);
    let cases_title = visit.t("resident-case-list-title");
    Ok(CasePage {
        crumbs: visit.crumbs(&[("/sprawy", &cases_title), ("", &case.mark)]),
        title: visit.polish(&case.title),
        path: format!("/sprawy/{}", case.id),
        state: words::own_state(visit, case.state, case.outcome),
        outcome: case
            .outcome
            .map(|code| words::outcome(visit, code))
            .unwrap_or_default(),
        now: now(visit, app, &case, &terms),
        question,
        answer_by: answer_by(visit, &terms),
        fault: typed
            .faults
            .first()
            .map(|said| said.text.clone())
            .unwrap_or_default(),
        settlement: last(messages::Kind::Settlement),
        letters,
        events: events
            .iter()
            .map(|event| words::told(visit, AREA, event))
            .collect(),
        looks: looks
            .iter()
            .map(|look| words::looked(visit, look))
            .collect(),
        opened: words::day(visit, case.opened_on),
        due: term
            .map(|term| words::day(visit, term.due_on))
            .unwrap_or_default(),
        reasons: term
            .map(|term| words::reasons(visit, case.procedure, term))
            .unwrap_or_default(),
        receipt: receipt.map(|receipt| receipt.number).unwrap_or_default(),
        page: visit
            .page(format!("{} – {}", case.title, case.mark))
            .with_errors(!typed.faults.is_empty())
            .with_notice(typed.notice),
        answer: typed.answer,
        faults: typed.faults,
        case,
    })
}

fn answer_by(visit: &Visit, terms: &[Deadline]) -> String {
    let term = words::answer_term(terms);
    term.map(|term| words::day(visit, term.due_on))
        .unwrap_or_default()
}

/// What happens now and what next.
fn now(visit: &Visit, app: &AppState, case: &Case, terms: &[Deadline]) -> Vec<String> {
    let unit = case.unit_name.as_str();
    let due = match case.due_on {
        Some(due) if due >= app.today() => {
            Some(visit.t1("resident-case-next-due", "day", &words::day(visit, due)))
        }
        Some(due) => Some(visit.t1("resident-case-next-late", "day", &words::day(visit, due))),
        None => None,
    };
    match case.state {
        CaseState::Registered => {
            let now = visit.t1("resident-case-now-registered", "unit", unit);
            std::iter::once(now).chain(due).collect()
        }
        CaseState::InProgress => {
            let now = match &case.assignee_name {
                Some(name) => visit.tn(
                    "resident-case-now-in-progress-by",
                    &[("unit", unit), ("name", name)],
                ),
                None => visit.t1("resident-case-now-in-progress", "unit", unit),
            };
            std::iter::once(now).chain(due).collect()
        }
        CaseState::WaitingForApplicant => {
            vec![visit.t1("resident-case-now-waiting", "day", &answer_by(visit, terms))]
        }
        CaseState::Settled => vec![visit.t("resident-case-now-settled")],
        CaseState::Closed => vec![visit.t("resident-case-now-closed")],
    }
}

fn line(visit: &Visit, app: &AppState, case: &Case) -> Line {
    let dated = |key, day| visit.t1(key, "day", &words::day(visit, day));
    let next = match (case.state, case.due_on, case.outcome) {
        (CaseState::Registered | CaseState::InProgress, Some(due), _) => match due < app.today() {
            true => dated("resident-case-line-late", due),
            false => dated("resident-case-line-due", due),
        },
        (CaseState::Settled | CaseState::Closed, _, Some(code)) => words::outcome(visit, code),
        _ => dated("resident-case-line-opened", case.opened_on),
    };
    Line {
        href: format!("/sprawy/{}", case.id),
        title: visit.polish(&case.title),
        state: words::own_state(visit, case.state, case.outcome),
        next: format!("{} · {next}", case.mark),
    }
}

fn case_id(text: &str) -> Result<CaseId, PageError> {
    text.parse().map(CaseId).map_err(|_| PageError::NotFound)
}

fn resource(case: &Case) -> Resource {
    Resource::Case {
        owner: case.resident,
        unit: case.unit,
        assignee: case.assignee,
    }
}
