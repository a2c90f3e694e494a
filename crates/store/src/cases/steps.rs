//! The steps of a case: each moves the state, its terms, its course and the audit trail at once.

use chrono::{DateTime, NaiveDate, Utc};
use domain::case_state::{CaseState, Outcome, Step, StepRefused};
use domain::deadline::Term;
use domain::ids::{CaseId, ResidentId, StaffId, UnitId};
use domain::procedure::Procedure;
use serde_json::{Value, json};
use tenancy::TenantTx;
use thiserror::Error;
use uuid::Uuid;

use super::course::{self, NewEvent, Who};
use crate::StoreError;
use crate::audit::{self, Entry};
use crate::deadlines::{self, Kind, Start};
use crate::messages;
use crate::outbox::{self, Topic};
use crate::sql::{Row, all, one, run};
use crate::units;

/// An act of the staff on a case.
#[derive(Clone, Copy, Debug)]
pub struct Act {
    pub case: CaseId,
    /// The version the page showed.
    pub version: i32,
    pub staff: StaffId,
    pub at: DateTime<Utc>,
    /// The day of `at` in Europe/Warsaw.
    pub today: NaiveDate,
}

/// How a case is settled.
#[derive(Clone, Copy, Debug)]
pub struct Settlement<'a> {
    pub outcome: Outcome,
    /// What the applicant reads.
    pub text: &'a str,
}

/// Why a step was not made. The transaction may go on, but nothing was changed.
#[derive(Debug, Error)]
pub enum StepFault {
    /// Somebody changed the case since the page was shown.
    #[error("the case was changed meanwhile")]
    Stale,
    /// The case does not allow the step where it stands.
    #[error("the case does not allow this step now")]
    Refused(#[source] StepRefused),
    /// There is no such case, or the person may not keep it.
    #[error("no such case or person")]
    Absent,
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl From<StepRefused> for StepFault {
    fn from(refused: StepRefused) -> Self {
        Self::Refused(refused)
    }
}

/// Somebody of the staff who may keep cases of a unit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Keeper {
    pub id: StaffId,
    pub name: String,
}

/// What a step needs to know of the row it locked.
struct Locked {
    state: CaseState,
    unit: UnitId,
    procedure: Procedure,
    assignee: Option<StaffId>,
    resident: Option<ResidentId>,
    version: i32,
}

/// What a step leaves behind besides the row.
struct Trace<'a> {
    case: CaseId,
    who: Who,
    at: DateTime<Utc>,
    /// Kind of the event; `case_<kind>` in the audit trail.
    kind: &'a str,
    detail: Value,
    public: bool,
}

/// The staff member takes the case on: a new one, or one nobody keeps.
///
/// # Errors
/// [`StepFault`]: stale, refused where the case is kept by somebody or is over.
pub async fn take_on(tx: &TenantTx, act: &Act) -> Result<(), StepFault> {
    let found = lock(tx, act).await?;
    let state = match (found.state.is_open(), found.assignee) {
        (true, None) => begun(found.state)?,
        _ => return Err(refused(Step::TakeOn, found.state)),
    };
    keep(tx, act.case, state, Some(act.staff)).await?;
    trace(tx, &staff_trace(act, "taken_on", json!({}), true)).await
}

/// Gives the case to `keeper`, who must be able to keep cases of its unit.
///
/// # Errors
/// [`StepFault`]: stale, refused when the case is over, absent when the person may not keep it.
pub async fn assign(tx: &TenantTx, act: &Act, keeper: StaffId) -> Result<(), StepFault> {
    let found = lock(tx, act).await?;
    if !found.state.is_open() {
        return Err(refused(Step::TakeOn, found.state));
    }
    let keepers = assignable(tx, found.unit).await?;
    if !keepers.iter().any(|one| one.id == keeper) {
        return Err(StepFault::Absent);
    }
    keep(tx, act.case, begun(found.state)?, Some(keeper)).await?;
    let detail = json!({ "from": found.assignee.map(|id| id.0), "to": keeper.0 });
    trace(tx, &staff_trace(act, "assigned", detail, false)).await
}

/// Gives the case back: it stays where it is and waits for somebody to take it on.
///
/// # Errors
/// [`StepFault`]: stale, refused unless the person keeps it and it is open.
pub async fn hand_back(tx: &TenantTx, act: &Act) -> Result<(), StepFault> {
    let found = lock(tx, act).await?;
    if !found.state.is_open() || found.assignee != Some(act.staff) {
        return Err(refused(Step::TakeOn, found.state));
    }
    keep(tx, act.case, found.state, None).await?;
    trace(tx, &staff_trace(act, "handed_back", json!({}), false)).await
}

/// Hands the case over to the unit `to`: nobody keeps it there yet, and its mark and terms stay.
/// The reason is kept sealed, as a note to those who take it on.
///
/// # Errors
/// [`StepFault`]: stale, refused when the case is over, absent when the office has no such unit
/// or the case lies there already.
pub async fn hand_over(
    tx: &TenantTx,
    act: &Act,
    to: UnitId,
    reason: &str,
) -> Result<(), StepFault> {
    let found = lock(tx, act).await?;
    if !found.state.is_open() {
        return Err(refused(Step::TakeOn, found.state));
    }
    let units = units::list(tx).await?;
    let code = |id: UnitId| {
        units
            .iter()
            .find(|unit| unit.id == id)
            .map(|unit| &unit.code)
    };
    let (Some(from), Some(into)) = (code(found.unit), code(to)) else {
        return Err(StepFault::Absent);
    };
    if found.unit == to {
        return Err(StepFault::Absent);
    }
    keep(tx, act.case, found.state, None).await?;
    let sql = "update case_file set unit_id = $2 where id = $1";
    run(&**tx, sql, [act.case.0.into(), to.0.into()]).await?;
    let who = Who::Staff(act.staff);
    let sent = (messages::Kind::Note, reason);
    let message = messages::send(tx, act.case, sent, who, act.at).await?;
    let detail = json!({ "from": from, "to": into, "message": message });
    trace(tx, &staff_trace(act, "handed_over", detail, false)).await
}

/// Asks the applicant and stops the term of settling; `term` is the applicant's to answer.
///
/// Returns the last day to answer.
///
/// # Errors
/// [`StepFault`]: stale, refused unless the case is in progress and has an applicant to ask.
pub async fn ask(
    tx: &TenantTx,
    act: &Act,
    question: &str,
    term: Term,
) -> Result<NaiveDate, StepFault> {
    let found = lock(tx, act).await?;
    let state = found.state.after(Step::Ask)?;
    if found.resident.is_none() {
        return Err(refused(Step::Ask, found.state));
    }
    keep(tx, act.case, state, found.assignee).await?;
    let sent = (messages::Kind::Question, question);
    let message = messages::send(tx, act.case, sent, Who::Staff(act.staff), act.at).await?;
    deadlines::suspend(tx, act.case).await?;
    let start = Start {
        kind: Kind::Answer,
        rule: &term.to_string(),
        basis: answer_basis(found.procedure),
        on: act.today,
    };
    let answer_by = deadlines::start(tx, act.case, &start).await?;
    let payload = json!({ "case_id": act.case.0, "answer_by": answer_by });
    outbox::leave(tx, Topic::CaseAsked, payload, act.at).await?;
    let detail = json!({ "message": message, "answer_by": answer_by });
    trace(tx, &staff_trace(act, "asked", detail, true)).await?;
    Ok(answer_by)
}

/// The applicant answers: the case goes on and the days of waiting do not count in its term.
///
/// # Errors
/// [`StepFault`]: absent unless the case is the resident's, refused unless it waits for them.
pub async fn answer(
    tx: &TenantTx,
    (resident, case): (ResidentId, CaseId),
    text: &str,
    (today, at): (NaiveDate, DateTime<Utc>),
) -> Result<(), StepFault> {
    let found = locked(tx, case).await?;
    let found = found.filter(|found| found.resident == Some(resident));
    let found = found.ok_or(StepFault::Absent)?;
    let state = found.state.after(Step::Answer)?;
    keep(tx, case, state, found.assignee).await?;
    let who = Who::Resident(resident);
    let message = messages::send(tx, case, (messages::Kind::Answer, text), who, at).await?;
    let asked_on = deadlines::asked_on(tx, case).await?.unwrap_or(today);
    deadlines::end(tx, case, Kind::Answer, (today, at)).await?;
    let moved = deadlines::resume(tx, case, asked_on, today).await?;
    let mut detail = json!({ "message": message });
    if let Some(moved) = moved {
        let sql = "update case_file set due_on = $2 where id = $1";
        run(&**tx, sql, [case.0.into(), moved.due_on.into()]).await?;
        detail["days"] = moved.days.into();
        detail["due_on"] = json!(moved.due_on);
    }
    let made = Trace {
        case,
        who,
        at,
        kind: "answered",
        detail,
        public: true,
    };
    trace(tx, &made).await
}

/// Leaves an internal note; the state does not matter and nothing else changes.
///
/// # Errors
/// [`StepFault::Store`] when a statement fails.
pub async fn note(tx: &TenantTx, act: &Act, text: &str) -> Result<(), StepFault> {
    let who = Who::Staff(act.staff);
    let message = messages::send(tx, act.case, (messages::Kind::Note, text), who, act.at).await?;
    let detail = json!({ "message": message });
    trace(tx, &staff_trace(act, "noted", detail, false)).await
}

/// Settles the case: its terms end, and the applicant can read the settlement.
///
/// # Errors
/// [`StepFault`]: stale, or refused unless the case is in progress or waits for the applicant.
pub async fn settle(
    tx: &TenantTx,
    act: &Act,
    settlement: &Settlement<'_>,
) -> Result<(), StepFault> {
    let found = lock(tx, act).await?;
    let state = found.state.after(Step::Settle)?;
    keep(tx, act.case, state, found.assignee).await?;
    let sql = "update case_file set outcome = $2, settled_at = $3 where id = $1";
    let outcome = settlement.outcome.as_str();
    run(
        &**tx,
        sql,
        [act.case.0.into(), outcome.into(), act.at.into()],
    )
    .await?;
    let sent = (messages::Kind::Settlement, settlement.text);
    let message = messages::send(tx, act.case, sent, Who::Staff(act.staff), act.at).await?;
    deadlines::miss_answer(tx, act.case, act.at).await?;
    deadlines::end(tx, act.case, Kind::Settlement, (act.today, act.at)).await?;
    if found.resident.is_some() {
        let payload = json!({ "case_id": act.case.0 });
        outbox::leave(tx, Topic::CaseSettled, payload, act.at).await?;
    }
    let detail = json!({ "outcome": outcome, "message": message });
    trace(tx, &staff_trace(act, "settled", detail, true)).await
}

/// Closes the file: nothing changes any more.
///
/// # Errors
/// [`StepFault`]: stale, or refused unless the case is settled.
pub async fn close(tx: &TenantTx, act: &Act) -> Result<(), StepFault> {
    let found = lock(tx, act).await?;
    let state = found.state.after(Step::Close)?;
    keep(tx, act.case, state, found.assignee).await?;
    let sql = "update case_file set closed_at = $2 where id = $1";
    run(&**tx, sql, [act.case.0.into(), act.at.into()]).await?;
    trace(tx, &staff_trace(act, "closed", json!({}), true)).await
}

/// The active staff who may keep cases of `unit`: its clerks and heads, and those of the office.
///
/// # Errors
/// [`StoreError`] when the statement fails.
pub async fn assignable(tx: &TenantTx, unit: UnitId) -> Result<Vec<Keeper>, StoreError> {
    // Whoever was granted a unit keeps the cases of the units beneath it, too.
    let sql = "with recursive above as (select id, parent_id from unit where id = $1 \
                 union select u.id, u.parent_id from unit u join above a on u.id = a.parent_id) \
               select s.id, s.name from staff_member s where s.state = 'active' and exists (\
                 select 1 from staff_role r where r.staff_id = s.id \
                   and r.role in ('clerk', 'head_of_office') \
                   and (r.unit_id is null or r.unit_id in (select id from above))) \
               order by s.name, s.id";
    let rows = all(&**tx, sql, [unit.0.into()]).await?;
    rows.iter().map(keeper).collect()
}

/// The active staff who may keep cases of some unit: from whom to choose for several cases.
///
/// # Errors
/// [`StoreError`] when the statement fails.
pub async fn keepers(tx: &TenantTx) -> Result<Vec<Keeper>, StoreError> {
    let sql = "select s.id, s.name from staff_member s where s.state = 'active' and exists (\
                 select 1 from staff_role r where r.staff_id = s.id \
                   and r.role in ('clerk', 'head_of_office')) order by s.name, s.id limit 2000";
    let rows = all(&**tx, sql, []).await?;
    rows.iter().map(keeper).collect()
}

fn keeper(row: &Row) -> Result<Keeper, StoreError> {
    Ok(Keeper {
        id: StaffId(row.get("id")?),
        name: row.get("name")?,
    })
}

/// A case somebody keeps is in progress, whatever it was before.
fn begun(state: CaseState) -> Result<CaseState, StepRefused> {
    match state {
        CaseState::Registered => state.after(Step::TakeOn),
        CaseState::InProgress
        | CaseState::WaitingForApplicant
        | CaseState::Settled
        | CaseState::Closed => Ok(state),
    }
}

/// The provision under which the applicant is called to answer.
const fn answer_basis(procedure: Procedure) -> &'static str {
    match procedure {
        Procedure::Ordynacja => "art. 155 § 1 i art. 169 § 1 Ordynacji podatkowej",
        Procedure::Kpa
        | Procedure::Certificate
        | Procedure::SilentConsent
        | Procedure::SilentEnd
        | Procedure::PublicInformation
        | Procedure::Petition
        | Procedure::Complaint
        | Procedure::Notification => "art. 50 § 1 i art. 64 § 2 KPA",
    }
}

fn refused(step: Step, from: CaseState) -> StepFault {
    StepFault::Refused(StepRefused { step, from })
}

/// Locks the row of an act and sees that the page was up to date.
async fn lock(tx: &TenantTx, act: &Act) -> Result<Locked, StepFault> {
    let found = locked(tx, act.case).await?.ok_or(StepFault::Absent)?;
    if found.version != act.version {
        return Err(StepFault::Stale);
    }
    Ok(found)
}

async fn locked(tx: &TenantTx, case: CaseId) -> Result<Option<Locked>, StoreError> {
    let sql = "select state, unit_id, procedure, assignee_id, resident_id, version from case_file \
               where id = $1 for update";
    let Some(row) = one(&**tx, sql, [case.0.into()]).await? else {
        return Ok(None);
    };
    Ok(Some(Locked {
        state: row.code("case_file", "state", |code| CaseState::parse(code).ok())?,
        unit: UnitId(row.get("unit_id")?),
        procedure: row.code("case_file", "procedure", |code| Procedure::parse(code).ok())?,
        assignee: row.get::<Option<Uuid>>("assignee_id")?.map(StaffId),
        resident: row.get::<Option<Uuid>>("resident_id")?.map(ResidentId),
        version: row.get("version")?,
    }))
}

async fn keep(
    tx: &TenantTx,
    case: CaseId,
    state: CaseState,
    assignee: Option<StaffId>,
) -> Result<(), StoreError> {
    let sql = "update case_file set state = $2, assignee_id = $3, version = version + 1 \
               where id = $1";
    let assignee = assignee.map(|id| id.0);
    let values = [case.0.into(), state.as_str().into(), assignee.into()];
    run(&**tx, sql, values).await.map(|_| ())
}

fn staff_trace<'a>(act: &Act, kind: &'a str, detail: Value, public: bool) -> Trace<'a> {
    Trace {
        case: act.case,
        who: Who::Staff(act.staff),
        at: act.at,
        kind,
        detail,
        public,
    }
}

/// Writes the event and, last, the entry of the audit trail.
async fn trace(tx: &TenantTx, made: &Trace<'_>) -> Result<(), StepFault> {
    let event = NewEvent {
        case: made.case,
        at: made.at,
        kind: made.kind,
        actor: made.who,
        detail: made.detail.clone(),
        public: made.public,
    };
    course::write(tx, &event).await?;
    let detail = match made.detail.as_object() {
        Some(detail) if detail.is_empty() => String::new(),
        _ => made.detail.to_string(),
    };
    let entry = Entry {
        at: made.at,
        actor: &made.who.audited(),
        action: &format!("case_{}", made.kind),
        subject: &format!("case:{}", made.case),
        detail: &detail,
    };
    audit::note(tx, &entry).await?;
    Ok(())
}
