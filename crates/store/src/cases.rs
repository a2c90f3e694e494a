//! Cases (sprawy): opening one with its mark and first term, and finding it again.

pub(crate) mod course;
mod leavers;
mod steps;

use catalogue::Definition;
use chrono::{DateTime, Datelike, NaiveDate, Utc};
use domain::case_mark::CaseMark;
use domain::case_state::{CaseState, Outcome};
use domain::ids::{CaseId, ResidentId, StaffId, UnitId};
use domain::procedure::Procedure;
use serde_json::json;
use tenancy::TenantTx;
use uuid::Uuid;

use crate::StoreError;
use crate::deadlines::{self, Kind, Start};
use crate::sql::{Row, all, one, run};
use crate::units::{self, Scope};

pub use course::{Event, Look, Reader, events, last_change, look, who_looked};
pub use leavers::{Held, Passing, held, pass_on};
pub use steps::{
    Act, Keeper, Settlement, StepFault, answer, ask, assign, assignable, close, hand_back,
    hand_over, keepers, note, settle, take_on,
};

/// Most cases on a resident's list.
const OWN_MAX: i64 = 200;

/// What opening a case needs.
#[derive(Clone, Copy, Debug)]
pub struct OpenCase<'a> {
    /// The application that opens it, already kept.
    pub application_id: Option<Uuid>,
    pub definition: &'a Definition,
    /// The edition under which the application was filed.
    pub edition_id: Uuid,
    /// Mark of the unit, e.g. `FN`.
    pub unit: &'a str,
    /// Symbol of the class of the file plan.
    pub class: &'a str,
    pub resident: Option<ResidentId>,
    /// Day of initiation in Europe/Warsaw; its year goes into the mark.
    pub opened_on: NaiveDate,
    pub now: DateTime<Utc>,
}

/// A case just opened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Opened {
    pub id: CaseId,
    pub mark: CaseMark,
    pub unit: UnitId,
    /// Last day to settle it; `None` where only a special act sets a term and nobody wrote it.
    pub due_on: Option<NaiveDate>,
}

/// A case as it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Case {
    pub id: CaseId,
    pub application: Option<Uuid>,
    pub service: String,
    pub edition: Uuid,
    pub title: String,
    pub procedure: Procedure,
    pub unit: UnitId,
    pub unit_code: String,
    pub unit_name: String,
    pub class: String,
    pub mark: String,
    pub state: CaseState,
    pub outcome: Option<Outcome>,
    pub resident: Option<ResidentId>,
    pub assignee: Option<StaffId>,
    pub assignee_name: Option<String>,
    pub opened_on: NaiveDate,
    pub due_on: Option<NaiveDate>,
    pub settled_at: Option<DateTime<Utc>>,
    pub closed_at: Option<DateTime<Utc>>,
    /// Grows with each change; an act names the one its page showed.
    pub version: i32,
}

/// Opens a case: takes the next number of its unit, class and year, starts the term of settling
/// and writes the first event. The caller notes the filing in the audit trail.
///
/// The number is taken by one statement whose row stays locked until commit, so numbers follow
/// each other without gaps however many cases open at once.
///
/// # Errors
/// [`StoreError::Corrupt`] if the office has no such unit or class, or the rule of the term
/// cannot be counted; [`StoreError::Constraint`] if the application already has a case.
pub async fn open(tx: &TenantTx, open: &OpenCase<'_>) -> Result<Opened, StoreError> {
    let unit = units::by_code(tx, open.unit)
        .await?
        .ok_or_else(|| corrupt("unit", "code", open.unit))?;
    let year = open.opened_on.year();
    let number = next_number(tx, unit.id, open.class, year).await?;
    let bad_mark = |_| corrupt("case_counter", "class", open.class);
    let unsigned = u32::try_from(number).map_err(|_| corrupt("case_counter", "last_number", ""))?;
    let mark = CaseMark::new(&unit.code, open.class, unsigned, None, year).map_err(bad_mark)?;
    let id = CaseId(crate::ids::fresh());
    insert(tx, open, (id, unit.id), (&mark, number)).await?;
    let due_on = start_term(tx, open, id).await?;
    if let Some(due_on) = due_on {
        let sql = "update case_file set due_on = $2 where id = $1";
        run(&**tx, sql, [id.0.into(), due_on.into()]).await?;
    }
    let event = course::NewEvent {
        case: id,
        at: open.now,
        kind: "opened",
        actor: match open.resident {
            Some(resident) => course::Who::Resident(resident),
            None => course::Who::Nobody,
        },
        detail: json!({ "due_on": due_on }),
        public: true,
    };
    course::write(tx, &event).await?;
    Ok(Opened {
        id,
        mark,
        unit: unit.id,
        due_on,
    })
}

/// The next number on the list of cases of a unit, class and year.
async fn next_number(
    tx: &TenantTx,
    unit: UnitId,
    class: &str,
    year: i32,
) -> Result<i32, StoreError> {
    let sql = "insert into case_counter (unit_id, class, year, last_number) \
               values ($1, $2, $3, 1) \
               on conflict (unit_id, class, year) \
               do update set last_number = case_counter.last_number + 1 \
               returning last_number";
    let row = one(&**tx, sql, [unit.0.into(), class.into(), year.into()]).await?;
    let row = row.ok_or_else(|| corrupt("case_counter", "last_number", ""))?;
    row.get("last_number")
}

async fn insert(
    tx: &TenantTx,
    open: &OpenCase<'_>,
    (id, unit): (CaseId, UnitId),
    (mark, number): (&CaseMark, i32),
) -> Result<(), StoreError> {
    let sql = "insert into case_file (id, application_id, service_slug, edition_id, title, \
                 procedure, unit_id, class, number, year, mark, state, resident_id, opened_on) \
               values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)";
    let values = [
        id.0.into(),
        open.application_id.into(),
        open.definition.slug.as_str().into(),
        open.edition_id.into(),
        open.definition.title.as_str().into(),
        open.definition.procedure.as_str().into(),
        unit.0.into(),
        open.class.into(),
        number.into(),
        mark.year.into(),
        mark.to_string().into(),
        CaseState::Registered.as_str().into(),
        open.resident.map(|resident| resident.0).into(),
        open.opened_on.into(),
    ];
    run(&**tx, sql, values).await.map(|_| ())
}

/// Starts the term the definition sets, or else that of the procedure.
async fn start_term(
    tx: &TenantTx,
    open: &OpenCase<'_>,
    id: CaseId,
) -> Result<Option<NaiveDate>, StoreError> {
    let procedure = open.definition.procedure;
    let of_service = open.definition.deadline.as_ref();
    let (rule, basis) = match of_service.filter(|deadline| !deadline.term.is_empty()) {
        Some(deadline) => (deadline.term.clone(), deadline.basis.as_str()),
        None => match procedure.default_term() {
            Some(term) => (term.to_string(), procedure.basis()),
            None => return Ok(None),
        },
    };
    let start = Start {
        kind: Kind::Settlement,
        rule: &rule,
        basis,
        on: open.opened_on,
    };
    deadlines::start(tx, id, &start).await.map(Some)
}

/// The columns of a case with the names of its unit and assignee.
const SELECT: &str = "select c.id, c.application_id, c.service_slug, c.edition_id, c.title, \
     c.procedure, c.unit_id, u.code as unit_code, u.name as unit_name, c.class, c.mark, c.state, \
     c.outcome, c.resident_id, c.assignee_id, s.name as assignee_name, c.opened_on, c.due_on, \
     c.settled_at, c.closed_at, c.version \
     from case_file c join unit u on u.id = c.unit_id \
     left join staff_member s on s.id = c.assignee_id ";

/// The case `id` if it lies in `scope`; `None` otherwise, without saying which.
///
/// # Errors
/// [`StoreError::Corrupt`] if the row holds a code this build does not know.
pub async fn find(tx: &TenantTx, scope: &Scope, id: CaseId) -> Result<Option<Case>, StoreError> {
    let sql = format!(
        "{SELECT} where c.id = $1 and ($2::text is null or c.unit_id = any($2::text::uuid[]))"
    );
    let row = one(&**tx, &sql, [id.0.into(), scope.as_array().into()]).await?;
    row.as_ref().map(case).transpose()
}

/// The case `id` if it is `owner`'s; `None` otherwise, without saying which.
///
/// # Errors
/// [`StoreError::Corrupt`] if the row holds a code this build does not know.
pub async fn find_own(
    tx: &TenantTx,
    owner: ResidentId,
    id: CaseId,
) -> Result<Option<Case>, StoreError> {
    let sql = format!("{SELECT} where c.id = $1 and c.resident_id = $2");
    let row = one(&**tx, &sql, [id.0.into(), owner.0.into()]).await?;
    row.as_ref().map(case).transpose()
}

/// The cases of `owner`: those that wait for an answer first, then the newest.
///
/// # Errors
/// [`StoreError::Corrupt`] if a row holds a code this build does not know.
pub async fn own(tx: &TenantTx, owner: ResidentId) -> Result<Vec<Case>, StoreError> {
    let sql = format!(
        "{SELECT} where c.resident_id = $1 \
         order by c.state = 'waiting_for_applicant' desc, c.opened_on desc, c.id desc limit $2"
    );
    let rows = all(&**tx, &sql, [owner.0.into(), OWN_MAX.into()]).await?;
    rows.iter().map(case).collect()
}

/// The case which `application` opened, whoever's it is: for the receipt and for downloads.
///
/// # Errors
/// [`StoreError::Corrupt`] if the row holds a code this build does not know.
pub async fn of_application(tx: &TenantTx, application: Uuid) -> Result<Option<Case>, StoreError> {
    let sql = format!("{SELECT} where c.application_id = $1");
    let row = one(&**tx, &sql, [application.into()]).await?;
    row.as_ref().map(case).transpose()
}

fn case(row: &Row) -> Result<Case, StoreError> {
    let outcome = match row.get::<Option<String>>("outcome")? {
        Some(code) => {
            let known = Outcome::parse(&code);
            Some(known.map_err(|_| corrupt("case_file", "outcome", &code))?)
        }
        None => None,
    };
    Ok(Case {
        id: CaseId(row.get("id")?),
        application: row.get("application_id")?,
        service: row.get("service_slug")?,
        edition: row.get("edition_id")?,
        title: row.get("title")?,
        procedure: row.code("case_file", "procedure", |code| Procedure::parse(code).ok())?,
        unit: UnitId(row.get("unit_id")?),
        unit_code: row.get("unit_code")?,
        unit_name: row.get("unit_name")?,
        class: row.get("class")?,
        mark: row.get("mark")?,
        state: row.code("case_file", "state", |code| CaseState::parse(code).ok())?,
        outcome,
        resident: row.get::<Option<Uuid>>("resident_id")?.map(ResidentId),
        assignee: row.get::<Option<Uuid>>("assignee_id")?.map(StaffId),
        assignee_name: row.get("assignee_name")?,
        opened_on: row.get("opened_on")?,
        due_on: row.get("due_on")?,
        settled_at: row.get("settled_at")?,
        closed_at: row.get("closed_at")?,
        version: row.get("version")?,
    })
}

fn corrupt(table: &'static str, column: &'static str, value: &str) -> StoreError {
    StoreError::Corrupt {
        table,
        column,
        value: value.to_owned(),
    }
}
