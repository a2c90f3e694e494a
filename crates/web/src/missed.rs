//! Searches without result, counted in memory and written now and then: no page waits for it.

use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use catalogue::search::countable;
use store::missed_searches;
use tenancy::{Tenant, TenantId};

use crate::{AppState, PageError, dates};

/// How often counts are written.
const EVERY: Duration = Duration::from_secs(60);
/// Different searches of one office between two writings; further ones are not counted.
const SEARCHES_MAX: usize = 300;

/// Counts not written yet.
#[derive(Default)]
pub(crate) struct Missed(Mutex<HashMap<TenantId, HashMap<String, u32>>>);

impl Missed {
    /// Counts a search that found nothing, if its words can be nobody's.
    pub(crate) fn note(&self, office: &Tenant, typed: &str) {
        if let Some(words) = countable(typed) {
            self.add(office.id(), words, 1);
        }
    }

    fn add(&self, office: TenantId, words: String, count: u32) {
        let mut kept = self.kept();
        let counts = kept.entry(office).or_default();
        if counts.len() < SEARCHES_MAX || counts.contains_key(&words) {
            let known = counts.entry(words).or_default();
            *known = known.saturating_add(count);
        }
    }

    fn take(&self) -> HashMap<TenantId, HashMap<String, u32>> {
        std::mem::take(&mut *self.kept())
    }

    fn kept(&self) -> MutexGuard<'_, HashMap<TenantId, HashMap<String, u32>>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl AppState {
    /// Writes counts of searches without result every minute, and once more when `end` comes.
    pub async fn keep_counts(&self, end: impl Future<Output = ()>) {
        let mut end = std::pin::pin!(end);
        loop {
            let is_over = tokio::select! {
                () = &mut end => true,
                () = tokio::time::sleep(EVERY) => false,
            };
            let left = self.write_counts().await;
            if is_over {
                if left > 0 {
                    tracing::warn!(left, "counts of searches without result are lost");
                }
                return;
            }
        }
    }

    /// Writes the counts there are; those of offices that cannot take them now are kept. How many
    /// are left.
    pub async fn write_counts(&self) -> usize {
        let mut left = 0;
        for (id, counts) in self.missed().take() {
            let Some(office) = self.tenancy().by_id(id) else {
                continue;
            };
            let counts: Vec<(String, u32)> = counts.into_iter().collect();
            if let Err(fault) = self.write_of(&office, &counts).await {
                tracing::warn!(%fault, tenant = office.slug(), "counts are written later");
                left += counts.len();
                for (words, count) in counts {
                    self.missed().add(id, words, count);
                }
            }
        }
        left
    }

    async fn write_of(&self, office: &Tenant, counts: &[(String, u32)]) -> Result<(), PageError> {
        let tx = office.begin().await?;
        let day = dates::warsaw_date(self.now());
        missed_searches::add(&tx, day, counts).await?;
        tx.commit().await?;
        Ok(())
    }
}
