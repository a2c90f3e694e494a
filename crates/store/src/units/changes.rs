//! Units as staff change them: adding, renaming, closing and opening again.

use chrono::{DateTime, Utc};
use domain::ids::{CaseId, StaffId, UnitId};
use serde_json::json;
use tenancy::TenantTx;

use super::Unit;
use crate::StoreError;
use crate::audit::{self, Entry};
use crate::cases::assignable;
use crate::cases::course::{self, NewEvent, Who};
use crate::sql::{all, one, run};

/// What lies in a unit.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Contents {
    /// Cases that are not closed.
    pub cases: i64,
    /// Services that are not withdrawn.
    pub services: i64,
    /// Roles granted for it.
    pub roles: i64,
    /// Open units beneath it.
    pub units: i64,
}

impl Contents {
    /// Whether the unit can be closed without a successor.
    #[must_use]
    pub fn is_nothing(&self) -> bool {
        self.cases == 0 && self.services == 0
    }
}

/// Closing a unit.
#[derive(Clone, Copy, Debug)]
pub struct Closing {
    pub unit: UnitId,
    /// Where its cases and services go.
    pub successor: Option<UnitId>,
    /// Whether those with roles in it get them in the successor.
    pub with_roles: bool,
    /// What the page showed.
    pub version: i32,
    pub contents: Contents,
}

/// Adds a unit; false when its code is taken.
///
/// # Errors
/// [`StoreError`] when the statement fails.
pub async fn add(
    tx: &TenantTx,
    (code, name): (&str, &str),
    parent: Option<UnitId>,
) -> Result<bool, StoreError> {
    let sql = "insert into unit (id, code, name, parent_id, source) \
               values ($1, $2, $3, $4, 'browser') \
               on conflict on constraint unit_code_key do nothing";
    let parent = parent.map(|parent| parent.0);
    let values = [
        crate::ids::fresh().into(),
        code.into(),
        name.into(),
        parent.into(),
    ];
    Ok(run(&**tx, sql, values).await? == 1)
}

/// Changes the name of a unit and the unit above; the code stays, being part of case marks.
///
/// # Errors
/// [`StoreError::Stale`] when somebody else changed it since `version`.
pub async fn change(
    tx: &TenantTx,
    (unit, version): (UnitId, i32),
    (name, parent): (&str, Option<UnitId>),
) -> Result<(), StoreError> {
    let sql = "update unit set name = $3, parent_id = $4, source = 'browser', \
                 version = version + 1 where id = $1 and version = $2";
    let parent = parent.map(|parent| parent.0);
    let values = [unit.0.into(), version.into(), name.into(), parent.into()];
    match run(&**tx, sql, values).await? {
        0 => Err(StoreError::Stale("unit")),
        _ => Ok(()),
    }
}

/// What lies in a unit now.
///
/// # Errors
/// [`StoreError`] when the statement fails.
pub async fn contents(tx: &TenantTx, unit: UnitId) -> Result<Contents, StoreError> {
    let sql = "select \
        (select count(*) from case_file where unit_id = $1 and state <> 'closed') as cases, \
        (select count(*) from service where unit_id = $1 and state <> 'withdrawn') as services, \
        (select count(*) from staff_role where unit_id = $1) as roles, \
        (select count(*) from unit where parent_id = $1 and closed_at is null) as units";
    let row = one(&**tx, sql, [unit.0.into()]).await?;
    let row = row.ok_or(StoreError::Stale("unit"))?;
    Ok(Contents {
        cases: row.get("cases")?,
        services: row.get("services")?,
        roles: row.get("roles")?,
        units: row.get("units")?,
    })
}

/// Closes a unit. Its cases and services go to the successor, each case with an event and an entry
/// of the trail; whoever keeps a case keeps it if they may there. Units beneath move up.
///
/// # Errors
/// [`StoreError::Stale`] when other things lie there than the page showed, or the successor is
/// none.
pub async fn close(
    tx: &TenantTx,
    closing: &Closing,
    (by, at): (StaffId, DateTime<Utc>),
) -> Result<(), StoreError> {
    const STALE: StoreError = StoreError::Stale("unit");
    let unit = closing.unit;
    // No case is opened in the unit while it is closed: opening one reads the row.
    let sql = "select id from unit where id = $1 and version = $2 and closed_at is null for update";
    let found = one(&**tx, sql, [unit.0.into(), closing.version.into()]).await?;
    if found.is_none() || contents(tx, unit).await? != closing.contents {
        return Err(STALE);
    }
    let units = super::list(tx).await?;
    let open = |id: UnitId| units.iter().find(|one| one.id == id && !one.is_closed);
    let own = open(unit).ok_or(STALE)?;
    match closing.successor {
        None if closing.contents.is_nothing() => {}
        None => return Err(STALE),
        Some(to) => {
            let to = open(to).filter(|to| to.id != unit).ok_or(STALE)?;
            if closing.with_roles {
                move_roles(tx, unit, to.id).await?;
            }
            move_cases(tx, (own, to), (by, at)).await?;
            let sql = "update service set unit_id = $2, changed_at = $3 where unit_id = $1";
            run(&**tx, sql, [unit.0.into(), to.id.0.into(), at.into()]).await?;
            let sql = "update unit set successor_id = $2 where successor_id = $1";
            run(&**tx, sql, [unit.0.into(), to.id.0.into()]).await?;
        }
    }
    let above = own.parent.map(|parent| parent.0);
    let sql = "update unit set parent_id = $2 where parent_id = $1";
    run(&**tx, sql, [unit.0.into(), above.into()]).await?;
    let sql = "update unit set closed_at = $2, successor_id = $3, source = 'browser', \
                 version = version + 1 where id = $1";
    let to = closing.successor.map(|to| to.0);
    run(&**tx, sql, [unit.0.into(), at.into(), to.into()]).await?;
    Ok(())
}

/// Opens a closed unit again, empty; false when it is open.
///
/// # Errors
/// [`StoreError`] when the statement fails.
pub async fn reopen(tx: &TenantTx, unit: UnitId) -> Result<bool, StoreError> {
    let sql = "update unit set closed_at = null, successor_id = null, version = version + 1 \
               where id = $1 and closed_at is not null";
    Ok(run(&**tx, sql, [unit.0.into()]).await? == 1)
}

async fn move_roles(tx: &TenantTx, from: UnitId, to: UnitId) -> Result<(), StoreError> {
    let sql = "delete from staff_role r using staff_role held \
               where r.unit_id = $1 and held.unit_id = $2 and held.staff_id = r.staff_id \
                 and held.role = r.role";
    run(&**tx, sql, [from.0.into(), to.0.into()]).await?;
    let sql = "update staff_role set unit_id = $2 where unit_id = $1";
    run(&**tx, sql, [from.0.into(), to.0.into()])
        .await
        .map(|_| ())
}

async fn move_cases(
    tx: &TenantTx,
    (from, to): (&Unit, &Unit),
    (by, at): (StaffId, DateTime<Utc>),
) -> Result<(), StoreError> {
    let keepers = assignable(tx, to.id).await?;
    let keepers: Vec<String> = keepers.iter().map(|one| one.id.to_string()).collect();
    let sql = "update case_file set unit_id = $2, version = version + 1, \
                 assignee_id = case when assignee_id = any($3::text::uuid[]) \
                   then assignee_id end \
               where unit_id = $1 and state <> 'closed' returning id";
    let keepers = format!("{{{}}}", keepers.join(","));
    let rows = all(
        &**tx,
        sql,
        [from.id.0.into(), to.id.0.into(), keepers.into()],
    )
    .await?;
    let detail = json!({ "from": from.code, "to": to.code });
    for row in rows {
        let case = CaseId(row.get("id")?);
        let event = NewEvent {
            case,
            at,
            kind: "handed_over",
            actor: Who::Staff(by),
            detail: detail.clone(),
            public: false,
        };
        course::write(tx, &event).await?;
        let entry = Entry {
            at,
            actor: &Who::Staff(by).audited(),
            action: "case_handed_over",
            subject: &format!("case:{case}"),
            detail: &detail.to_string(),
        };
        audit::note(tx, &entry).await?;
    }
    Ok(())
}
