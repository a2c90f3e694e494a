//! The published catalogue in memory: pages about services need no connection of the office.

mod region;

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use ::catalogue::Definition;
use ::catalogue::search::{Entry, Index};
use tenancy::{Tenant, TenantId};
use uuid::Uuid;

use crate::texts::LANGUAGES;
use crate::{AppState, PageError};

pub(crate) use region::{Offered, RegionServices, Wanted};

/// Offices kept in memory at once; the one used longest ago makes room.
const OFFICES_MAX: usize = 512;

/// A published service of one office, ready to be shown and filled in.
#[derive(Debug)]
pub(crate) struct PublishedService {
    pub(crate) slug: String,
    pub(crate) edition_id: Uuid,
    pub(crate) number: i32,
    pub(crate) hash: String,
    pub(crate) definition: Definition,
}

/// Published services of the offices visited lately.
#[derive(Default)]
pub(crate) struct Published(Mutex<Kept>);

#[derive(Default)]
struct Kept {
    offices: HashMap<TenantId, Shelf>,
    clock: u64,
}

struct Shelf {
    /// The office's row when this was read: publishing changes it.
    changed_at_ms: i64,
    used: u64,
    services: Services,
    index: Arc<Index>,
}

/// Published services of an office in order of their titles.
pub(crate) type Services = Arc<Vec<Arc<PublishedService>>>;

impl Published {
    /// All services of an office in order of their titles.
    ///
    /// # Errors
    /// When the database is away and the office is not in memory.
    pub(crate) async fn services(
        &self,
        app: &AppState,
        tenant: &Tenant,
    ) -> Result<Services, PageError> {
        Ok(self.searched(app, tenant).await?.0)
    }

    /// All services of an office and the index over them, whose numbers are their places.
    ///
    /// # Errors
    /// As [`Published::services`].
    pub(crate) async fn searched(
        &self,
        app: &AppState,
        tenant: &Tenant,
    ) -> Result<(Services, Arc<Index>), PageError> {
        if let Some(kept) = self.kept(tenant) {
            return Ok(kept);
        }
        let tx = app.tenancy().registry().await?;
        let rows = store::published::of_office(&tx, tenant.id()).await?;
        let mut services = Vec::with_capacity(rows.len());
        for row in rows {
            let definition = Definition::from_json(&row.definition)
                .map_err(|fault| PageError::internal(format!("{}: {fault:?}", row.slug)))?;
            services.push(Arc::new(PublishedService {
                slug: row.slug,
                edition_id: row.edition_id,
                number: row.edition_number,
                hash: row.hash,
                definition,
            }));
        }
        let mut index = Index::default();
        for service in &services {
            let definition = &service.definition;
            index.add(&Entry::of(definition, labels(app, definition)));
        }
        let kept = (Arc::new(services), Arc::new(index));
        self.keep(tenant, &kept);
        Ok(kept)
    }

    /// One service of an office; `None` when it is not published.
    ///
    /// # Errors
    /// As [`Published::services`].
    pub(crate) async fn service(
        &self,
        app: &AppState,
        tenant: &Tenant,
        slug: &str,
    ) -> Result<Option<Arc<PublishedService>>, PageError> {
        let services = self.services(app, tenant).await?;
        Ok(services
            .iter()
            .find(|service| service.slug == slug)
            .cloned())
    }

    fn kept(&self, tenant: &Tenant) -> Option<(Services, Arc<Index>)> {
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        kept.clock += 1;
        let now = kept.clock;
        let shelf = kept.offices.get_mut(&tenant.id())?;
        if shelf.changed_at_ms != tenant.changed_at_ms() {
            return None;
        }
        shelf.used = now;
        Some((Arc::clone(&shelf.services), Arc::clone(&shelf.index)))
    }

    fn keep(&self, tenant: &Tenant, (services, index): &(Services, Arc<Index>)) {
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if kept.offices.len() >= OFFICES_MAX {
            let oldest = kept.offices.iter().min_by_key(|(_, shelf)| shelf.used);
            if let Some(id) = oldest.map(|(id, _)| *id) {
                kept.offices.remove(&id);
            }
        }
        let shelf = Shelf {
            changed_at_ms: tenant.changed_at_ms(),
            used: kept.clock,
            services: Arc::clone(services),
            index: Arc::clone(index),
        };
        kept.offices.insert(tenant.id(), shelf);
    }
}

/// Names of the category and the life events of a service, in every language.
fn labels(app: &AppState, definition: &Definition) -> Vec<String> {
    let mut keys = vec![format!("category-{}", definition.category)];
    let events = definition.life_events.iter();
    keys.extend(events.map(|event| format!("life-{event}")));
    LANGUAGES
        .iter()
        .flat_map(|language| keys.iter().map(|key| app.texts().get(language, key, &[])))
        .collect()
}
