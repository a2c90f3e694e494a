//! Deadlines of cases: the term of settling, how waiting stops it, and the applicant's own term.

use std::sync::LazyLock;

use chrono::{DateTime, Days, NaiveDate, Utc};
use domain::calendar::Calendar;
use domain::deadline::{self, Rule};
use domain::ids::CaseId;
use tenancy::TenantTx;
use uuid::Uuid;

use crate::StoreError;
use crate::sql::{Row, all, one, run};

static CALENDAR: LazyLock<Calendar> = LazyLock::new(Calendar::statutory);

/// Whose term it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// The office has to settle the case.
    Settlement,
    /// The applicant has to answer.
    Answer,
}

/// Where a term stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    Running,
    /// Stopped while the applicant is to answer.
    Suspended,
    Met,
    Missed,
}

/// A term of a case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Deadline {
    pub kind: Kind,
    /// Rule of `domain::deadline`, with the days that did not count: `EXCL7:M1`.
    pub rule: String,
    /// The provision the term comes from.
    pub basis: String,
    pub starts_on: NaiveDate,
    pub due_on: NaiveDate,
    pub state: State,
    pub ended_at: Option<DateTime<Utc>>,
}

/// A term to begin.
pub(crate) struct Start<'a> {
    pub(crate) kind: Kind,
    pub(crate) rule: &'a str,
    pub(crate) basis: &'a str,
    /// The day of the event; it does not count itself.
    pub(crate) on: NaiveDate,
}

impl Kind {
    const ALL: [Self; 2] = [Self::Settlement, Self::Answer];

    /// The stored code.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Settlement => "settlement",
            Self::Answer => "answer",
        }
    }
}

impl State {
    const ALL: [Self; 4] = [Self::Running, Self::Suspended, Self::Met, Self::Missed];

    /// The stored code.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Running => "running",
            Self::Suspended => "suspended",
            Self::Met => "met",
            Self::Missed => "missed",
        }
    }
}

impl Deadline {
    /// Days that did not count because the applicant was to answer.
    #[must_use]
    pub fn excluded_days(&self) -> u32 {
        excluded(&self.rule).0
    }
}

/// The terms of a case, oldest first.
///
/// # Errors
/// [`StoreError::Corrupt`] if a row holds a kind or state this build does not know.
pub async fn of_case(tx: &TenantTx, case: CaseId) -> Result<Vec<Deadline>, StoreError> {
    let sql = "select kind, rule, basis, starts_on, due_on, state, ended_at from deadline \
               where case_id = $1 order by starts_on, kind desc, id";
    let rows = all(&**tx, sql, [case.0.into()]).await?;
    rows.iter().map(read).collect()
}

/// Begins a term and says when it ends.
pub(crate) async fn start(
    tx: &TenantTx,
    case: CaseId,
    start: &Start<'_>,
) -> Result<NaiveDate, StoreError> {
    let due_on = count(start.rule, start.on)?;
    let sql = "insert into deadline (id, case_id, kind, rule, basis, starts_on, due_on) \
               values ($1, $2, $3, $4, $5, $6, $7)";
    let values = [
        crate::ids::fresh().into(),
        case.0.into(),
        start.kind.as_str().into(),
        start.rule.into(),
        start.basis.into(),
        start.on.into(),
        due_on.into(),
    ];
    run(&**tx, sql, values).await?;
    Ok(due_on)
}

/// Stops the term of settling.
pub(crate) async fn suspend(tx: &TenantTx, case: CaseId) -> Result<(), StoreError> {
    let sql = "update deadline set state = 'suspended' \
               where case_id = $1 and kind = 'settlement' and state = 'running'";
    run(&**tx, sql, [case.0.into()]).await.map(|_| ())
}

/// What a resumed term came to.
pub(crate) struct Resumed {
    pub(crate) due_on: NaiveDate,
    /// Days of this wait, without the day it began.
    pub(crate) days: u32,
}

/// Lets the stopped term of settling run again: the days since `asked_on` do not count.
///
/// `None` when the case has no term.
///
/// # Source
/// Kodeks postępowania administracyjnego, art. 35 § 5.
pub(crate) async fn resume(
    tx: &TenantTx,
    case: CaseId,
    asked_on: NaiveDate,
    today: NaiveDate,
) -> Result<Option<Resumed>, StoreError> {
    let sql = "select id, rule, starts_on from deadline \
               where case_id = $1 and kind = 'settlement' and state = 'suspended'";
    let Some(row) = one(&**tx, sql, [case.0.into()]).await? else {
        return Ok(None);
    };
    let id: Uuid = row.get("id")?;
    let rule: String = row.get("rule")?;
    let days = u32::try_from((today - asked_on).num_days()).unwrap_or(0);
    let (before, base) = excluded(&rule);
    let starts_on: NaiveDate = row.get("starts_on")?;
    let longer = match before.saturating_add(days) {
        0 => base.to_owned(),
        total => format!("EXCL{total}:{base}"),
    };
    // A clock that takes no excluded days (silent settlement) starts later instead.
    let (rule, starts_on) = match Rule::parse(&longer) {
        Ok(_) => (longer, starts_on),
        Err(_) => (rule, starts_on + Days::new(u64::from(days))),
    };
    let due_on = count(&rule, starts_on)?;
    let sql = "update deadline set state = 'running', rule = $2, starts_on = $3, due_on = $4 \
               where id = $1";
    let values = [id.into(), rule.into(), starts_on.into(), due_on.into()];
    run(&**tx, sql, values).await?;
    Ok(Some(Resumed { due_on, days }))
}

/// The day on which the wait under way began.
pub(crate) async fn asked_on(tx: &TenantTx, case: CaseId) -> Result<Option<NaiveDate>, StoreError> {
    let sql = "select starts_on from deadline \
               where case_id = $1 and kind = 'answer' and state = 'running'";
    let row = one(&**tx, sql, [case.0.into()]).await?;
    row.map(|row| row.get("starts_on")).transpose()
}

/// Ends the terms of one kind: met, or missed when their day has passed.
pub(crate) async fn end(
    tx: &TenantTx,
    case: CaseId,
    kind: Kind,
    (today, at): (NaiveDate, DateTime<Utc>),
) -> Result<(), StoreError> {
    let sql = "update deadline set ended_at = $4, state = \
                 case when state = 'running' and due_on < $3 then 'missed' else 'met' end \
               where case_id = $1 and kind = $2 and state in ('running', 'suspended')";
    let values = [case.0.into(), kind.as_str().into(), today.into(), at.into()];
    run(&**tx, sql, values).await.map(|_| ())
}

/// Ends the applicant's term without an answer.
pub(crate) async fn miss_answer(
    tx: &TenantTx,
    case: CaseId,
    at: DateTime<Utc>,
) -> Result<(), StoreError> {
    let sql = "update deadline set ended_at = $2, state = 'missed' \
               where case_id = $1 and kind = 'answer' and state = 'running'";
    run(&**tx, sql, [case.0.into(), at.into()])
        .await
        .map(|_| ())
}

/// The last day of the term `rule` which started on `on`.
fn count(rule: &str, on: NaiveDate) -> Result<NaiveDate, StoreError> {
    let unfit = || StoreError::Corrupt {
        table: "deadline",
        column: "rule",
        value: rule.to_owned(),
    };
    let parsed = Rule::parse(rule).map_err(|_| unfit())?;
    deadline::due(&parsed, on, &CALENDAR).map_err(|_| unfit())
}

/// Splits `EXCL7:M1` into the days that do not count and the rest.
fn excluded(rule: &str) -> (u32, &str) {
    let split = rule
        .strip_prefix("EXCL")
        .and_then(|rest| rest.split_once(':'));
    match split.and_then(|(days, base)| Some((days.parse().ok()?, base))) {
        Some(parts) => parts,
        None => (0, rule),
    }
}

fn read(row: &Row) -> Result<Deadline, StoreError> {
    let kind = |code: &str| Kind::ALL.into_iter().find(|kind| kind.as_str() == code);
    let state = |code: &str| State::ALL.into_iter().find(|state| state.as_str() == code);
    Ok(Deadline {
        kind: row.code("deadline", "kind", kind)?,
        rule: row.get("rule")?,
        basis: row.get("basis")?,
        starts_on: row.get("starts_on")?,
        due_on: row.get("due_on")?,
        state: row.code("deadline", "state", state)?,
        ended_at: row.get("ended_at")?,
    })
}

#[cfg(test)]
mod tests {
    use super::excluded;

    #[test]
    fn days_that_do_not_count_are_read_from_the_rule() {
        assert_eq!(excluded("EXCL7:M1"), (7, "M1"));
        assert_eq!(excluded("M1!raw"), (0, "M1!raw"));
        assert_eq!(excluded("EXCLx:M1"), (0, "EXCLx:M1"));
    }
}
