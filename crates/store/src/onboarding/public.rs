//! The public catalogue of an office, brought in line with what the office has in force.

use chrono::{DateTime, Utc};
use tenancy::{Tenancy, Tenant};

use super::{compare, found};
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

/// The office's row of the registry.
pub(super) async fn registered(
    tenancy: &Tenancy,
    slug: &str,
) -> Result<Option<found::Registered>, StoreError> {
    let tx = tenancy.registry().await?;
    Ok(found::registered(&tx, Some(slug)).await?.remove(slug))
}
