//! Figures of an office for the console: counts and dates, nothing of anybody.

use chrono::{DateTime, NaiveDate, Utc};
use serde_json::json;
use tenancy::{RegistryTx, TenantId, TenantTx};
use uuid::Uuid;

use crate::StoreError;
use crate::sql::{one, run};

/// How an office stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Figures {
    pub cases_open: i64,
    pub cases_overdue: i64,
    pub drafts_open: i64,
    pub last_filed_at: Option<DateTime<Utc>>,
}

/// Counts in one office.
///
/// # Errors
/// [`StoreError`] when the statement fails.
pub async fn of_office(tx: &TenantTx, today: NaiveDate) -> Result<Figures, StoreError> {
    let sql = "select \
        (select count(*) from case_file where state not in ('settled', 'closed')) as open, \
        (select count(*) from case_file where state not in ('settled', 'closed') \
          and due_on < $1) as overdue, \
        (select count(*) from draft where state = 'open') as drafts, \
        (select max(filed_at) from application) as last_filed_at";
    let Some(row) = one(&**tx, sql, [today.into()]).await? else {
        return Ok(Figures::default());
    };
    Ok(Figures {
        cases_open: row.get("open")?,
        cases_overdue: row.get("overdue")?,
        drafts_open: row.get("drafts")?,
        last_filed_at: row.get("last_filed_at")?,
    })
}

/// Published services and faults of the last day of one office, from the registry.
///
/// # Errors
/// [`StoreError`] when the statement fails.
pub async fn of_registry(
    tx: &RegistryTx,
    tenant: TenantId,
    since: DateTime<Utc>,
) -> Result<(i64, i64), StoreError> {
    let sql = "select (select count(*) from published_service where tenant_id = $1) as services, \
               (select count(*) from fault where tenant_id = $1 and at > $2) as faults";
    match one(&**tx, sql, [tenant.0.into(), since.into()]).await? {
        Some(row) => Ok((row.get("services")?, row.get("faults")?)),
        None => Ok((0, 0)),
    }
}

/// Notes what an operator did.
///
/// # Errors
/// [`StoreError`] when the statement fails.
pub async fn note_operator(
    tx: &RegistryTx,
    (operator, action): (Uuid, &str),
    tenant: Option<TenantId>,
    reason: &str,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    let sql = "insert into operator_audit (at, operator_id, action, tenant_id, detail) \
               values ($1, $2, $3, $4, $5)";
    let values = [
        now.into(),
        operator.into(),
        action.into(),
        tenant.map(|id| id.0).into(),
        json!({ "reason": reason }).into(),
    ];
    run(&**tx, sql, values).await.map(|_| ())
}
