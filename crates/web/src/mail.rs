//! The worker that sends what the offices have written to people: each office in its own
//! transaction, a message once, again later when the mail server is away.

mod letters;
mod transport;

use std::collections::{BTreeSet, VecDeque};
use std::future::Future;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};
use store::StoreError;
use store::outbox::{self, ATTEMPTS_MAX, Taken};
use tenancy::{OfficeState, Tenancy, TenancyError, Tenant, TenantId, TenantTx};
use tokio::sync::Notify;
use tokio::time::Instant;

pub use letters::Letter;
pub use transport::{Encryption, Smtp, Transport, Unsent};

use crate::texts::Texts;
use crate::{Clock, Settings};
use letters::Composed;

/// Messages taken from one office before it is the next one's turn.
const AT_ONCE: u32 = 25;
/// Every office is looked at this often, also when nobody said that it has something.
const ROUND_SECONDS: u64 = 60;
/// Pause between two offices of a round, so that a thousand of them are no rush.
const BETWEEN_MILLIS: u64 = 100;
/// Letters of so many milliseconds are gathered before an office that rang is visited.
const GATHER_MILLIS: u64 = 500;
/// Minutes to wait after each attempt that failed.
const WAITS_MINUTES: [i64; 7] = [1, 5, 15, 60, 180, 480, 960];

/// Why nothing could be sent for an office.
#[derive(Debug, thiserror::Error)]
pub enum MailError {
    #[error("the office cannot be reached")]
    Tenancy(#[from] TenancyError),
    #[error("the outbox cannot be read")]
    Store(#[from] StoreError),
}

/// What a visit to an office came to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Visited {
    pub sent: usize,
    /// Nobody to send to, or nothing any more to tell.
    pub skipped: usize,
    /// To be tried again.
    pub put_off: usize,
    pub dead: usize,
}

/// Offices said to have something to send. Cheap to clone.
#[derive(Clone, Default)]
pub struct Bell(Arc<BellInner>);

#[derive(Default)]
struct BellInner {
    offices: Mutex<BTreeSet<TenantId>>,
    rung: Notify,
}

impl Bell {
    /// The office has something to send: call it after the commit.
    pub fn ring(&self, office: &Tenant) {
        let mut offices = self
            .0
            .offices
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        offices.insert(office.id());
        drop(offices);
        self.0.rung.notify_one();
    }

    fn take(&self) -> BTreeSet<TenantId> {
        let mut offices = self
            .0
            .offices
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        std::mem::take(&mut *offices)
    }
}

/// The worker.
pub struct Worker {
    tenancy: Tenancy,
    settings: Settings,
    texts: Texts,
    transport: Transport,
    clock: Clock,
    bell: Bell,
}

impl Worker {
    /// # Errors
    /// When a text file of the program is damaged.
    pub fn new(
        (tenancy, settings): (Tenancy, Settings),
        transport: Transport,
        clock: Clock,
        bell: Bell,
    ) -> Result<Self, String> {
        Ok(Self {
            tenancy,
            settings,
            texts: Texts::load()?,
            transport,
            clock,
            bell,
        })
    }

    /// Sends until `ended`: offices that rang first, all the others in turn. Ends between two
    /// offices, never in the middle of a letter.
    pub async fn run(&self, ended: impl Future<Output = ()>) {
        let mut ended = std::pin::pin!(ended);
        if self.transport.is_files() {
            tracing::warn!("letters are written as files: no mail server is configured");
        }
        let mut due = VecDeque::from(self.tenancy.offices());
        let mut next_round = Instant::now() + Duration::from_secs(ROUND_SECONDS);
        loop {
            for office in self.rung() {
                self.tend(&office).await;
            }
            if let Some(office) = due.pop_front() {
                self.tend(&office).await;
            }
            let pause = match due.is_empty() {
                true => tokio::time::sleep_until(next_round),
                false => tokio::time::sleep(Duration::from_millis(BETWEEN_MILLIS)),
            };
            tokio::select! {
                biased;
                () = &mut ended => return,
                // What comes at once goes at once: a busy office is visited once a moment.
                () = self.bell.0.rung.notified() => {
                    tokio::time::sleep(Duration::from_millis(GATHER_MILLIS)).await;
                }
                () = pause => {
                    if due.is_empty() {
                        due = self.tenancy.offices().into();
                        next_round = Instant::now() + Duration::from_secs(ROUND_SECONDS);
                    }
                }
            }
        }
    }

    fn rung(&self) -> Vec<Tenant> {
        let rung = self.bell.take();
        if rung.is_empty() {
            return Vec::new();
        }
        let mut offices = self.tenancy.offices();
        offices.retain(|office| rung.contains(&office.id()));
        offices
    }

    async fn tend(&self, office: &Tenant) {
        if office.state() != OfficeState::Active {
            return;
        }
        if let Err(fault) = self.visit(office).await {
            tracing::warn!(tenant = office.slug(), fault = %crate::error::chain(&fault),
                "the letters of an office wait");
        }
    }

    /// Sends what one office has to send now.
    ///
    /// # Errors
    /// [`MailError`] when the office cannot be reached; what was not sent is sent another time.
    pub async fn visit(&self, office: &Tenant) -> Result<Visited, MailError> {
        let mut visited = Visited::default();
        let mut letters = Vec::new();
        let tx = office.begin().await?;
        let taken = outbox::take(&tx, AT_ONCE, self.clock.now()).await?;
        let is_full = taken.len() == usize::try_from(AT_ONCE).unwrap_or(usize::MAX);
        for message in taken {
            match self.compose(&tx, &message).await {
                Ok(Some(letter)) => letters.push((message, Ok(letter))),
                Ok(None) => visited.skipped += 1,
                Err(fault) => letters.push((message, Err(fault))),
            }
        }
        let dead = outbox::dead(&tx).await?;
        tx.commit().await?;
        for (message, letter) in letters {
            self.deliver(office, (&message, letter), &mut visited)
                .await?;
        }
        if is_full {
            self.bell.ring(office);
        }
        count(office, "skipped", visited.skipped);
        let dead = usize::try_from(dead).unwrap_or_default() + visited.dead;
        metrics::gauge!("ratusz_mails_dead", "tenant" => office.slug().to_owned()).set(float(dead));
        Ok(visited)
    }

    /// The letter of a message; a message with nobody to write to is done with.
    async fn compose(&self, tx: &TenantTx, message: &Taken) -> Result<Option<Letter>, Unsent> {
        let now = self.clock.now();
        let composed = letters::compose(tx, (&self.texts, &self.settings), message, now).await;
        let done = match composed {
            Ok(Composed::Letter(letter)) => return Ok(Some(letter)),
            Ok(Composed::Nobody(why)) => outbox::done(tx, message.id, Some(why), now).await,
            Err(fault) => Err(fault),
        };
        // One message that cannot be read holds up none of the others.
        done.map(|()| None).map_err(|fault| {
            tracing::error!(tenant = tx.tenant().slug(), message = %message.id,
                fault = %crate::error::chain(&fault), "a letter cannot be written");
            Unsent::NotNow("the letter cannot be written".to_owned())
        })
    }

    /// One letter. It goes out between two transactions, so that no connection waits for a mail
    /// server; its identifier tells a letter sent twice after a crash.
    async fn deliver(
        &self,
        office: &Tenant,
        (message, letter): (&Taken, Result<Letter, Unsent>),
        visited: &mut Visited,
    ) -> Result<(), MailError> {
        let stamp = (message.id, message.created_at);
        let outcome = match letter {
            Ok(letter) => self.transport.send(office, stamp, &letter).await,
            Err(fault) => Err(fault),
        };
        let now = self.clock.now();
        let tx = office.begin().await?;
        let told = match outcome {
            Ok(()) => {
                outbox::done(&tx, message.id, None, now).await?;
                visited.sent += 1;
                "sent"
            }
            Err(fault) => {
                let again = again_at(&fault, message.attempt, now);
                outbox::failed(&tx, message.id, &fault.to_string(), again).await?;
                tracing::warn!(tenant = office.slug(), message = %message.id, %fault,
                    attempt = message.attempt, "a letter was not sent");
                if again.is_some() {
                    visited.put_off += 1;
                    "put_off"
                } else {
                    visited.dead += 1;
                    "dead"
                }
            }
        };
        tx.commit().await?;
        count(office, told, 1);
        tracing::debug!(tenant = office.slug(), message = %message.id, outcome = told,
            topic = message.topic.as_str(), "letter");
        Ok(())
    }
}

fn count(office: &Tenant, outcome: &'static str, letters: usize) {
    let labels = [
        ("tenant", office.slug().to_owned()),
        ("outcome", outcome.to_owned()),
    ];
    let letters = u64::try_from(letters).unwrap_or(u64::MAX);
    metrics::counter!("ratusz_mails_total", &labels).increment(letters);
}

fn float(count: usize) -> f64 {
    f64::from(u32::try_from(count).unwrap_or(u32::MAX))
}

/// When to try again after the attempt that failed; `None` when it was the last.
fn again_at(fault: &Unsent, attempt: i32, now: DateTime<Utc>) -> Option<DateTime<Utc>> {
    if matches!(fault, Unsent::Refused(_)) || attempt >= ATTEMPTS_MAX {
        return None;
    }
    let place = usize::try_from(attempt - 1).unwrap_or_default();
    let minutes = WAITS_MINUTES.get(place).or(WAITS_MINUTES.last());
    minutes.map(|minutes| now + TimeDelta::minutes(*minutes))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn waits_grow_and_end() {
        let now: DateTime<Utc> = "2026-11-26T08:00:00Z".parse().expect("an instant");
        let fault = Unsent::NotNow("away".to_owned());
        let waits: Vec<_> = (1..=ATTEMPTS_MAX)
            .map(|attempt| again_at(&fault, attempt, now))
            .collect();
        let all: Vec<_> = waits.iter().flatten().collect();
        assert_eq!(all.len(), waits.len() - 1, "the last attempt is the last");
        assert!(all.windows(2).all(|pair| pair[0] < pair[1]));
        assert_eq!(again_at(&Unsent::Refused("550".to_owned()), 1, now), None);
    }
}
