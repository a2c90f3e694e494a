//! Updates of templates that an office put off (odłożone aktualizacje), with the reason.

use std::collections::HashMap;

use chrono::{DateTime, NaiveDate, Utc};
use domain::ids::StaffId;
use tenancy::TenantTx;
use uuid::Uuid;

use crate::StoreError;
use crate::sql::{all, run};

/// An update put off. It counts for this edition only, and until the day is over.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Postponed {
    pub service: Uuid,
    /// The newest edition of the template at that moment.
    pub edition: u32,
    /// The last day, in Poland.
    pub until: NaiveDate,
    pub reason: String,
    pub at: DateTime<Utc>,
    pub by: StaffId,
}

/// Puts the update of a service off, in place of what was said before.
///
/// # Errors
/// [`StoreError`] when the statement fails.
pub async fn postpone(tx: &TenantTx, new: &Postponed) -> Result<(), StoreError> {
    let sql = "insert into service_update_postponed (service_id, template_edition, until, reason, \
                 postponed_at, postponed_by) values ($1, $2, $3, $4, $5, $6) \
               on conflict on constraint service_update_postponed_pkey do update set \
                 template_edition = excluded.template_edition, until = excluded.until, \
                 reason = excluded.reason, postponed_at = excluded.postponed_at, \
                 postponed_by = excluded.postponed_by";
    let values = [
        new.service.into(),
        i32::try_from(new.edition).unwrap_or(i32::MAX).into(),
        new.until.into(),
        new.reason.as_str().into(),
        new.at.into(),
        new.by.0.into(),
    ];
    run(&**tx, sql, values).await.map(|_| ())
}

/// Everything the office put off, by service.
///
/// # Errors
/// [`StoreError`] when the statement fails.
pub async fn postponed(tx: &TenantTx) -> Result<HashMap<Uuid, Postponed>, StoreError> {
    let sql = "select service_id, template_edition, until, reason, postponed_at, postponed_by \
               from service_update_postponed";
    let rows = all(&**tx, sql, []).await?;
    rows.iter()
        .map(|row| {
            let edition: i32 = row.get("template_edition")?;
            let service: Uuid = row.get("service_id")?;
            let one = Postponed {
                service,
                edition: u32::try_from(edition).unwrap_or_default(),
                until: row.get("until")?,
                reason: row.get("reason")?,
                at: row.get("postponed_at")?,
                by: StaffId(row.get("postponed_by")?),
            };
            Ok((service, one))
        })
        .collect()
}

/// Lets the update of a service wait again; whether it was put off.
///
/// # Errors
/// [`StoreError`] when the statement fails.
pub async fn take_back(tx: &TenantTx, service: Uuid) -> Result<bool, StoreError> {
    let sql = "delete from service_update_postponed where service_id = $1";
    Ok(run(&**tx, sql, [service.into()]).await? > 0)
}
