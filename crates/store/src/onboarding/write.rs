//! Writing what an office's files want into its own schema, as its own role.

use catalogue::office::{FileClass, Unit};
use chrono::{DateTime, Utc};
use serde_json::{Value, json};
use tenancy::TenantTx;
use uuid::Uuid;

use super::apply::Invitation;
use super::compare::{ServiceWork, Work};
use crate::services::{self, ToPublish};
use crate::settings::{self, Source};
use crate::sql::run;
use crate::staff_members::RoleGrant;
use crate::{StoreError, audit, invitations};

/// Waits until nobody else writes the office's services; held until the transaction ends.
pub(super) async fn lock(tx: &TenantTx) -> Result<(), StoreError> {
    run(&**tx, "lock table service in share row exclusive mode", [])
        .await
        .map(|_| ())
}

/// Writes everything; the invitations of administrators made on the way.
pub(super) async fn all(
    tx: &TenantTx,
    work: &Work<'_>,
    now: DateTime<Utc>,
) -> Result<Vec<Invitation>, StoreError> {
    if work.changes.is_empty() && work.settings.is_empty() {
        return Ok(Vec::new());
    }
    units(tx, &work.units).await?;
    classes(tx, &work.classes).await?;
    if !work.settings.is_empty() {
        settings::put(tx, &work.settings, now).await?;
    }
    let to_publish: Vec<ToPublish<'_>> = work.services.iter().map(to_publish).collect();
    services::publish(tx, &to_publish, (Source::File, "program"), now).await?;
    let withdrawn: Vec<Uuid> = work.withdrawn.iter().map(|service| service.id).collect();
    if !withdrawn.is_empty() {
        services::withdraw(tx, &withdrawn, Source::File, now).await?;
    }
    let mut invited = Vec::new();
    for person in &work.administrators {
        let roles = [RoleGrant::everywhere("tenant_admin")];
        let token = invitations::invite(tx, &person.name, &person.email, &roles, now).await?;
        invited.push(Invitation {
            name: person.name.clone(),
            email: person.email.clone(),
            token,
        });
    }
    let detail = format!("{} changes from files", work.changes.len());
    let entry = audit::Entry {
        at: now,
        actor: "program",
        action: "office_applied",
        subject: "office",
        detail: &detail,
    };
    audit::note(tx, &entry).await?;
    Ok(invited)
}

fn to_publish<'a>(work: &ServiceWork<'a>) -> ToPublish<'a> {
    let keeps = work.found.filter(|_| !work.needs_edition());
    ToPublish {
        id: work.found.map(|found| found.id),
        definition: &work.wanted.entry.definition,
        hash: &work.wanted.hash,
        adopted: work.wanted.entry.adopted.as_ref(),
        edition_id: keeps.and_then(|found| found.edition_id),
        number: work.found.map(|found| found.newest).unwrap_or_default(),
    }
}

async fn units(tx: &TenantTx, units: &[&Unit]) -> Result<(), StoreError> {
    if units.is_empty() {
        return Ok(());
    }
    let rows: Vec<Value> = units
        .iter()
        .map(|unit| {
            json!({
                "id": crate::ids::fresh(),
                "code": unit.code,
                "name": unit.name,
                "parent": unit.parent,
            })
        })
        .collect();
    let rows = Value::Array(rows);
    let sql = "insert into unit (id, code, name) select x.id, x.code, x.name \
               from jsonb_to_recordset($1) as x(id uuid, code text, name text) \
               on conflict on constraint unit_code_key do update set name = excluded.name";
    run(&**tx, sql, [rows.clone().into()]).await?;
    // Parents may stand anywhere in the list, so they are set once all units are there.
    let sql = "update unit u set parent_id = p.id \
               from jsonb_to_recordset($1) as x(code text, parent text) \
               left join unit p on p.code = x.parent \
               where u.code = x.code and u.parent_id is distinct from p.id";
    run(&**tx, sql, [rows.into()]).await.map(|_| ())
}

async fn classes(tx: &TenantTx, classes: &[&FileClass]) -> Result<(), StoreError> {
    if classes.is_empty() {
        return Ok(());
    }
    let rows: Vec<Value> = classes.iter().map(|class| json!(class)).collect();
    let sql = "insert into office_class (symbol, title, category) \
               select x.symbol, x.title, x.category from jsonb_to_recordset($1) \
                 as x(symbol text, title text, category text) \
               on conflict (symbol) do update set title = excluded.title, \
                 category = excluded.category";
    run(&**tx, sql, [Value::Array(rows).into()])
        .await
        .map(|_| ())
}
