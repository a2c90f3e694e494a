//! Faults of the program by office, for the console: kind, place, request; nothing of anybody.

use chrono::{DateTime, Utc};
use tenancy::{RegistryTx, TenantId};

use crate::StoreError;
use crate::sql::{all, run};

/// A fault as kept.
#[derive(Clone, Debug)]
pub struct Fault {
    pub at: DateTime<Utc>,
    pub kind: String,
    pub place: String,
    pub request_id: String,
}

/// Notes a fault: office if any, kind, path, request.
///
/// # Errors
/// [`StoreError`] when the statement fails.
pub async fn note(
    tx: &RegistryTx,
    (tenant, kind, place, request_id): (Option<TenantId>, &str, &str, &str),
    at: DateTime<Utc>,
) -> Result<(), StoreError> {
    let sql = "insert into fault (tenant_id, at, kind, place, request_id) \
               values ($1, $2, $3, $4, $5)";
    let values = [
        tenant.map(|id| id.0).into(),
        at.into(),
        kind.into(),
        place.into(),
        request_id.into(),
    ];
    run(&**tx, sql, values).await.map(|_| ())
}

/// The newest faults of an office.
///
/// # Errors
/// [`StoreError`] when the statement fails.
pub async fn newest(
    tx: &RegistryTx,
    tenant: TenantId,
    limit: u32,
) -> Result<Vec<Fault>, StoreError> {
    let sql = "select at, kind, place, request_id from fault where tenant_id = $1 \
               order by at desc limit $2";
    let rows = all(&**tx, sql, [tenant.0.into(), i64::from(limit).into()]).await?;
    rows.iter()
        .map(|row| {
            Ok(Fault {
                at: row.get("at")?,
                kind: row.get("kind")?,
                place: row.get("place")?,
                request_id: row.get("request_id")?,
            })
        })
        .collect()
}
