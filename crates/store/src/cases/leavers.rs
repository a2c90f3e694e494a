//! The work of somebody who leaves: what they keep, and handing all of it on at once.

use chrono::{DateTime, Utc};
use domain::ids::{CaseId, StaffId, UnitId};
use serde_json::json;
use tenancy::TenantTx;

use super::course::{self, NewEvent, Who};
use super::steps::{StepFault, assignable};
use crate::StoreError;
use crate::audit::{self, Entry};
use crate::sql::{all, one};

/// How many cases of a unit somebody keeps that are not closed yet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Held {
    pub unit: UnitId,
    pub code: String,
    pub name: String,
    pub count: i64,
}

/// Where the cases of one unit go.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Passing {
    pub unit: UnitId,
    /// How many the page showed.
    pub count: i64,
    /// `None`: back to the unit, to whoever takes them on.
    pub to: Option<StaffId>,
}

/// What somebody keeps, by unit.
///
/// # Errors
/// [`StoreError`] when the statement fails.
pub async fn held(tx: &TenantTx, keeper: StaffId) -> Result<Vec<Held>, StoreError> {
    let sql = "select u.id, u.code, u.name, count(*) as count from case_file c \
               join unit u on u.id = c.unit_id \
               where c.assignee_id = $1 and c.state <> 'closed' \
               group by u.id, u.code, u.name order by u.code";
    let rows = all(&**tx, sql, [keeper.0.into()]).await?;
    rows.iter()
        .map(|row| {
            Ok(Held {
                unit: UnitId(row.get("id")?),
                code: row.get("code")?,
                name: row.get("name")?,
                count: row.get("count")?,
            })
        })
        .collect()
}

/// Hands on everything `leaver` keeps in these units, each case with an event and an entry of the
/// trail; how many there were.
///
/// # Errors
/// [`StepFault::Stale`] when there are other cases than the page showed, [`StepFault::Absent`]
/// when whoever should get them may not keep cases of the unit.
pub async fn pass_on(
    tx: &TenantTx,
    leaver: StaffId,
    passings: &[Passing],
    (by, at): (StaffId, DateTime<Utc>),
) -> Result<usize, StepFault> {
    // Whoever is switched off meanwhile gets nothing any more.
    let sql = "select id from staff_member where id = $1 for update";
    one(&**tx, sql, [leaver.0.into()]).await?;
    let mut count = 0;
    for passing in passings {
        if let Some(keeper) = passing.to {
            let keepers = assignable(tx, passing.unit).await?;
            if keeper == leaver || !keepers.iter().any(|one| one.id == keeper) {
                return Err(StepFault::Absent);
            }
        }
        let cases = pass(tx, leaver, passing).await?;
        if i64::try_from(cases.len()).ok() != Some(passing.count) {
            return Err(StepFault::Stale);
        }
        let detail = json!({ "from": leaver.0, "to": passing.to.map(|to| to.0) });
        for case in &cases {
            let event = NewEvent {
                case: *case,
                at,
                kind: "passed_on",
                actor: Who::Staff(by),
                detail: detail.clone(),
                public: false,
            };
            course::write(tx, &event).await?;
            let entry = Entry {
                at,
                actor: &Who::Staff(by).audited(),
                action: "case_passed_on",
                subject: &format!("case:{case}"),
                detail: &detail.to_string(),
            };
            audit::note(tx, &entry).await?;
        }
        count += cases.len();
    }
    Ok(count)
}

async fn pass(
    tx: &TenantTx,
    leaver: StaffId,
    passing: &Passing,
) -> Result<Vec<CaseId>, StoreError> {
    let sql = "update case_file set assignee_id = $3, version = version + 1 \
               where assignee_id = $1 and unit_id = $2 and state <> 'closed' returning id";
    let to = passing.to.map(|to| to.0);
    let values = [leaver.0.into(), passing.unit.0.into(), to.into()];
    let rows = all(&**tx, sql, values).await?;
    rows.iter().map(|row| Ok(CaseId(row.get("id")?))).collect()
}
