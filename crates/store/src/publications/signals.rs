//! Which offices have something to publish, and when: the registry knows that much and no more.

use chrono::{DateTime, Utc};
use tenancy::{RegistryTx, TenantId};

use crate::StoreError;
use crate::sql::{all, run};

/// Says that an office has something to do at `at`, or earlier. Call it after the commit in the
/// office: what is lost between the two is found by the sweep over all offices.
///
/// # Errors
/// [`StoreError`] when the statement fails.
pub async fn raise(tx: &RegistryTx, tenant: TenantId, at: DateTime<Utc>) -> Result<(), StoreError> {
    // A moment earlier than what stands there: whoever is settling it sees that it changed.
    let sql = "insert into job_signal (tenant_id, due_at) values ($1, $2) \
               on conflict (tenant_id) do update set \
                 due_at = least(job_signal.due_at - interval '1 millisecond', excluded.due_at)";
    run(&**tx, sql, [tenant.0.into(), at.into()])
        .await
        .map(|_| ())
}

/// The offices that have something to do by now, each with its moment.
///
/// # Errors
/// [`StoreError`] when the statement fails.
pub async fn signalled(
    tx: &RegistryTx,
    now: DateTime<Utc>,
) -> Result<Vec<(TenantId, DateTime<Utc>)>, StoreError> {
    let sql = "select tenant_id, due_at from job_signal where due_at <= $1 order by due_at";
    let rows = all(&**tx, sql, [now.into()]).await?;
    rows.iter()
        .map(|row| Ok((TenantId(row.get("tenant_id")?), row.get("due_at")?)))
        .collect()
}

/// The office was looked after: its next moment, or none. Nothing happens when somebody raised
/// the signal since it was read.
///
/// # Errors
/// [`StoreError`] when a statement fails.
pub async fn settle(
    tx: &RegistryTx,
    (tenant, seen): (TenantId, DateTime<Utc>),
    next: Option<DateTime<Utc>>,
) -> Result<(), StoreError> {
    match next {
        Some(next) => {
            let sql = "update job_signal set due_at = $3 where tenant_id = $1 and due_at = $2";
            run(&**tx, sql, [tenant.0.into(), seen.into(), next.into()]).await?;
        }
        None => {
            let sql = "delete from job_signal where tenant_id = $1 and due_at = $2";
            run(&**tx, sql, [tenant.0.into(), seen.into()]).await?;
        }
    }
    Ok(())
}
