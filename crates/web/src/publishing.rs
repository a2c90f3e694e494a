//! The worker that publishes services at the moment somebody chose: once, whichever of several
//! programs comes first, and after a restart as well.

use std::collections::VecDeque;
use std::future::Future;
use std::time::Duration;

use chrono::{DateTime, Utc};
use store::publications::{self, Due};
use store::{StoreError, onboarding};
use tenancy::{OfficeState, Tenancy, TenancyError, Tenant, TenantId};
use tokio::time::Instant;

use crate::Clock;

/// The registry is asked this often whether anything is due.
const ROUND_SECONDS: u64 = 15;
/// Every office is looked at this often, in case a signal was lost with the program.
const SWEEP_SECONDS: u64 = 3_600;
/// Pause between two offices of a sweep.
const BETWEEN_MILLIS: u64 = 100;

/// Why nothing could be published for an office.
#[derive(Debug, thiserror::Error)]
pub enum PublishingError {
    #[error("the office cannot be reached")]
    Tenancy(#[from] TenancyError),
    #[error("its publications cannot be read")]
    Store(#[from] StoreError),
}

/// The worker.
pub struct Publisher {
    tenancy: Tenancy,
    clock: Clock,
}

impl Publisher {
    #[must_use]
    pub fn new(tenancy: Tenancy, clock: Clock) -> Self {
        Self { tenancy, clock }
    }

    /// Publishes what is due until `ended`; ends between two offices.
    pub async fn run(&self, ended: impl Future<Output = ()>) {
        let mut ended = std::pin::pin!(ended);
        let mut sweep = VecDeque::from(self.tenancy.offices());
        let mut next_round = Instant::now();
        let mut next_sweep = Instant::now() + Duration::from_secs(SWEEP_SECONDS);
        loop {
            if Instant::now() >= next_round {
                next_round = Instant::now() + Duration::from_secs(ROUND_SECONDS);
                if let Err(fault) = self.round().await {
                    tracing::warn!(fault = %crate::error::chain(&fault),
                        "services wait for their publication");
                }
            }
            if Instant::now() >= next_sweep {
                next_sweep = Instant::now() + Duration::from_secs(SWEEP_SECONDS);
                sweep = self.tenancy.offices().into();
            }
            let pause = match sweep.pop_front() {
                Some(office) => {
                    self.recall(&office).await;
                    tokio::time::sleep(Duration::from_millis(BETWEEN_MILLIS))
                }
                None => tokio::time::sleep_until(next_round),
            };
            tokio::select! {
                biased;
                () = &mut ended => return,
                () = pause => {}
            }
        }
    }

    /// Publishes for every office that has something due now.
    ///
    /// # Errors
    /// When the registry is away; what is due is published in another round.
    pub async fn round(&self) -> Result<(), PublishingError> {
        let tx = self.tenancy.registry().await?;
        let due = publications::signalled(&tx, self.clock.now()).await?;
        drop(tx);
        let offices = self.tenancy.offices();
        for (id, seen) in due {
            let office = offices.iter().find(|office| office.id() == id);
            let Some(office) = office.filter(|office| office.state() == OfficeState::Active) else {
                continue;
            };
            if let Err(fault) = self.visit(office, (id, seen)).await {
                tracing::warn!(tenant = office.slug(), fault = %crate::error::chain(&fault),
                    "a service waits for its publication");
            }
        }
        Ok(())
    }

    async fn visit(
        &self,
        office: &Tenant,
        signal: (TenantId, DateTime<Utc>),
    ) -> Result<(), PublishingError> {
        let next = self.tend(office).await?;
        let tx = self.tenancy.registry().await?;
        publications::settle(&tx, signal, next).await?;
        tx.commit().await?;
        Ok(())
    }

    /// Publishes what is due at one office; when the next is due there.
    ///
    /// # Errors
    /// When the office or the registry cannot be reached; what is due is published another time.
    pub async fn tend(&self, office: &Tenant) -> Result<Option<DateTime<Utc>>, PublishingError> {
        while let Some(due) = self.publish_one(office).await? {
            match due.outcome {
                Ok(edition) => tracing::info!(tenant = office.slug(), service = %due.slug,
                    edition, "published as scheduled"),
                Err(failure) => tracing::warn!(tenant = office.slug(), service = %due.slug,
                    failure = failure.as_str(), "not published as scheduled"),
            }
        }
        // Also when nothing was due: a program may have ended between its commit and this.
        if onboarding::bring_in_line(&self.tenancy, office, self.clock.now()).await? {
            self.tenancy.reload().await?;
        }
        let tx = office.begin().await?;
        Ok(publications::next_at(&tx).await?)
    }

    async fn publish_one(&self, office: &Tenant) -> Result<Option<Due>, PublishingError> {
        let tx = office.begin().await?;
        let due = publications::publish_due(&tx, self.clock.now()).await?;
        tx.commit().await?;
        Ok(due)
    }

    /// Raises the signal of an office that has something scheduled.
    pub async fn recall(&self, office: &Tenant) {
        if office.state() != OfficeState::Active {
            return;
        }
        if let Err(fault) = self.raise(office).await {
            tracing::warn!(tenant = office.slug(), fault = %crate::error::chain(&fault),
                "the publications of an office cannot be looked at");
        }
    }

    async fn raise(&self, office: &Tenant) -> Result<(), PublishingError> {
        let tx = office.begin().await?;
        let next = publications::next_at(&tx).await?;
        drop(tx);
        if let Some(next) = next {
            let tx = self.tenancy.registry().await?;
            publications::raise(&tx, office.id(), next).await?;
            tx.commit().await?;
        }
        Ok(())
    }
}
