//! The public catalogue of an office, brought in line with what the office has in force.

use chrono::{DateTime, Utc};
use serde_json::Value;
use tenancy::{OfficeProfile, Tenancy, Tenant};

use super::{compare, found};
use crate::settings::{self, Part};
use crate::sql::{one, run};
use crate::{StoreError, published, services};

/// Publishes in the registry what the office has in force, and takes out what it has not; whether
/// anything changed. Safe to repeat: a run that was cut off is finished by the next.
///
/// # Errors
/// [`StoreError`] when a statement fails or a definition in force does not fit this program.
pub async fn bring_in_line(
    tenancy: &Tenancy,
    tenant: &Tenant,
    now: DateTime<Utc>,
) -> Result<bool, StoreError> {
    let Some(registered) = registered(tenancy, tenant.slug()).await? else {
        return Ok(false);
    };
    let tx = tenant.begin_in_any_state().await?;
    let inside = found::inside(&tx).await?;
    let offered = || inside.services.iter().filter(|s| s.state == "published");
    let missing: Vec<&str> = offered()
        .filter(|service| !compare::is_public(service, &registered))
        .map(|service| service.slug.as_str())
        .collect();
    let over: Vec<&str> = registered
        .published
        .keys()
        .map(String::as_str)
        .filter(|slug| !offered().any(|service| service.slug == *slug))
        .collect();
    if missing.is_empty() && over.is_empty() {
        return Ok(false);
    }
    let in_force = services::in_force(&tx, &missing).await?;
    drop(tx);
    let tx = tenancy.registry().await?;
    published::put(&tx, tenant.id(), &in_force, now).await?;
    published::remove(&tx, tenant.id(), &over).await?;
    tx.announce(tenant.id()).await?;
    tx.commit().await?;
    Ok(true)
}

/// Puts what staff changed in the settings into the profile that pages show; whether anything
/// changed. Safe to repeat: a run that was cut off is finished by the next.
///
/// # Errors
/// [`StoreError`] when a statement fails or the profile does not fit this program.
pub async fn bring_profile_in_line(tenancy: &Tenancy, tenant: &Tenant) -> Result<bool, StoreError> {
    // The row is held while the settings are read, so the last to write has read them all.
    let registry = tenancy.registry().await?;
    let sql = "select profile from tenant where id = $1 for update";
    let row = one(&*registry, sql, [tenant.id().0.into()]).await?;
    let row = row.ok_or(StoreError::Stale("tenant"))?;
    let kept: Value = row.get("profile")?;
    let mut profile: OfficeProfile =
        serde_json::from_value(kept.clone()).map_err(|fault| StoreError::Corrupt {
            table: "tenant",
            column: "profile",
            value: fault.to_string(),
        })?;
    let tx = tenant.begin_in_any_state().await?;
    for setting in settings::list(&tx).await? {
        if let Some(part) = Part::of_key(&setting.key) {
            part.write(&mut profile, &setting.value);
        }
    }
    drop(tx);
    let shown = serde_json::json!(profile);
    if shown == kept {
        return Ok(false);
    }
    let sql = "update tenant set profile = $2 where id = $1";
    run(&*registry, sql, [tenant.id().0.into(), shown.into()]).await?;
    registry.announce(tenant.id()).await?;
    registry.commit().await?;
    Ok(true)
}

/// The office's row of the registry.
pub(super) async fn registered(
    tenancy: &Tenancy,
    slug: &str,
) -> Result<Option<found::Registered>, StoreError> {
    let tx = tenancy.registry().await?;
    Ok(found::registered(&tx, Some(slug)).await?.remove(slug))
}
