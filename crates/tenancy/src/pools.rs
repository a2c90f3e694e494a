//! A small pool per office under one budget of connections for the whole program.
//!
//! Every connection is logged in as the office's own role, so a leaked setting or a swapped
//! prepared statement meets only its own office. An office waits in its own queue once it holds
//! its share; when the budget is spent, the longest idle office gives its connections up.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use sea_orm::sqlx::postgres::{PgConnectOptions, PgPool, PgPoolOptions};
use sea_orm::{DatabaseTransaction, DbErr, SqlxPostgresConnector, TransactionTrait};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tokio::time::timeout_at;

use crate::error::while_doing;
use crate::{PlatformSecret, SchemaName, TenancyError, TenantId};

/// Limits of the pools.
#[derive(Clone, Debug)]
pub(crate) struct PoolLimits {
    pub(crate) connections_max: usize,
    pub(crate) connections_per_tenant: usize,
    pub(crate) wait: Duration,
    pub(crate) idle: Duration,
}

/// How the pools stand, for metrics.
#[derive(Clone, Copy, Debug, Default)]
pub struct PoolFigures {
    /// Offices with at least one open connection.
    pub offices: usize,
    /// Connections held, busy or idle.
    pub connections: usize,
    /// Connections inside a transaction.
    pub busy: usize,
}

pub(crate) struct Pools {
    base: PgConnectOptions,
    secret: PlatformSecret,
    limits: PoolLimits,
    budget: Arc<Semaphore>,
    open: Mutex<HashMap<TenantId, Arc<OfficePool>>>,
}

/// The pool of one office: its queue, its connections, and the budget they take up.
struct OfficePool {
    pool: PgPool,
    queue: Arc<Semaphore>,
    held: Mutex<Held>,
}

struct Held {
    permits: Vec<OwnedSemaphorePermit>,
    busy: usize,
    used_at: Instant,
    /// Set when the pool was given up: no new transaction may start on it.
    closed: bool,
}

/// The right to one connection of an office while a transaction runs.
pub(crate) struct Lease {
    office: Arc<OfficePool>,
    _turn: OwnedSemaphorePermit,
}

impl Drop for Lease {
    fn drop(&mut self) {
        let mut held = lock(&self.office.held);
        held.busy -= 1;
        held.used_at = now();
    }
}

impl Pools {
    pub(crate) fn new(base: PgConnectOptions, secret: PlatformSecret, limits: PoolLimits) -> Self {
        let budget = Arc::new(Semaphore::new(limits.connections_max));
        Self {
            base,
            secret,
            limits,
            budget,
            open: Mutex::default(),
        }
    }

    /// A transaction as the office's role, after waiting at most the configured time.
    pub(crate) async fn begin(
        &self,
        id: TenantId,
        schema: &SchemaName,
    ) -> Result<(Lease, DatabaseTransaction), TenancyError> {
        let started = now();
        let deadline = tokio::time::Instant::now() + self.limits.wait;
        let busy = || TenancyError::Busy {
            schema: schema.to_string(),
            waited_ms: u64::try_from(started.elapsed().as_millis()).unwrap_or(u64::MAX),
        };
        let lease = loop {
            let office = self.office(id, schema);
            let turn = timeout_at(deadline, Arc::clone(&office.queue).acquire_owned());
            let turn = turn.await.map_err(|_| busy())?.map_err(|_| busy())?;
            match self.lease(office, turn, deadline).await {
                Some(Ok(lease)) => break lease,
                Some(Err(())) => return Err(busy()),
                None => {}
            }
        };
        let connection = SqlxPostgresConnector::from_sqlx_postgres_pool(lease.office.pool.clone());
        // After a restart of the server every kept connection is dead: each failure drops one.
        let mut chances = self.limits.connections_per_tenant + 1;
        loop {
            chances -= 1;
            match timeout_at(deadline, connection.begin())
                .await
                .map_err(|_| busy())?
            {
                Ok(tx) => return Ok((lease, tx)),
                Err(fault) if chances > 0 && !is_refused(&fault) => {}
                Err(fault) => return Err(while_doing("opening an office's transaction")(fault)),
            }
        }
    }

    /// Takes up a connection of `office`; `None` when the office was given up meanwhile.
    async fn lease(
        &self,
        office: Arc<OfficePool>,
        turn: OwnedSemaphorePermit,
        deadline: tokio::time::Instant,
    ) -> Option<Result<Lease, ()>> {
        {
            let mut held = lock(&office.held);
            if held.closed {
                return None;
            }
            if held.busy < held.permits.len() {
                held.busy += 1;
                drop(held);
                return Some(Ok(Lease {
                    office,
                    _turn: turn,
                }));
            }
        }
        let Some(permit) = self.room(deadline).await else {
            return Some(Err(()));
        };
        let mut held = lock(&office.held);
        if held.closed {
            return None;
        }
        held.permits.push(permit);
        held.busy += 1;
        drop(held);
        Some(Ok(Lease {
            office,
            _turn: turn,
        }))
    }

    /// Room for one more connection in the budget, made by closing idle offices if need be.
    async fn room(&self, deadline: tokio::time::Instant) -> Option<OwnedSemaphorePermit> {
        const RETRY: Duration = Duration::from_millis(5);
        loop {
            if let Ok(permit) = Arc::clone(&self.budget).try_acquire_owned() {
                return Some(permit);
            }
            if self.give_up_longest_idle().await {
                continue;
            }
            if tokio::time::Instant::now() >= deadline {
                return None;
            }
            let wait = tokio::time::timeout(RETRY, Arc::clone(&self.budget).acquire_owned());
            if let Ok(Ok(permit)) = wait.await {
                return Some(permit);
            }
        }
    }

    /// Closes the idle office that was used longest ago; false when every office is busy.
    async fn give_up_longest_idle(&self) -> bool {
        let victim = {
            let open = self.opened();
            let idle = open.iter().filter_map(|(id, office)| {
                let held = lock(&office.held);
                (held.busy == 0 && !held.permits.is_empty()).then_some((held.used_at, *id))
            });
            idle.min().map(|(_, id)| id)
        };
        match victim {
            Some(id) => self.close_if_idle(id).await,
            None => false,
        }
    }

    /// Closes the connections of every office that was idle for the configured time.
    pub(crate) async fn close_idle(&self) {
        let limit = self.limits.idle;
        let idle: Vec<TenantId> = self
            .opened()
            .iter()
            .filter(|(_, office)| {
                let held = lock(&office.held);
                held.busy == 0 && held.used_at.elapsed() >= limit
            })
            .map(|(id, _)| *id)
            .collect();
        for id in idle {
            self.close_if_idle(id).await;
        }
    }

    async fn close_if_idle(&self, id: TenantId) -> bool {
        let office = {
            let mut open = self.opened();
            let Some(office) = open.get(&id).cloned() else {
                return false;
            };
            let mut held = lock(&office.held);
            if held.busy > 0 {
                return false;
            }
            held.closed = true;
            drop(held);
            open.remove(&id);
            office
        };
        office.pool.close().await;
        lock(&office.held).permits.clear();
        true
    }

    /// Ends the pool of an office whatever it does: after a migration or a suspension. Running
    /// transactions finish; new ones start on fresh connections.
    pub(crate) async fn close(&self, id: TenantId) {
        let office = {
            let mut open = self.opened();
            let Some(office) = open.remove(&id) else {
                return;
            };
            lock(&office.held).closed = true;
            office
        };
        office.pool.close().await;
        lock(&office.held).permits.clear();
    }

    pub(crate) async fn close_all(&self) {
        let all: Vec<TenantId> = self.opened().keys().copied().collect();
        for id in all {
            self.close(id).await;
        }
    }

    pub(crate) fn figures(&self) -> PoolFigures {
        let mut figures = PoolFigures::default();
        for office in self.opened().values() {
            let held = lock(&office.held);
            figures.offices += 1;
            figures.connections += held.permits.len();
            figures.busy += held.busy;
        }
        figures
    }

    /// Connection options as the role of one office. Path and limits are asked for here, because
    /// what a client asks for counts more than what the role has set for itself.
    pub(crate) fn options(&self, id: TenantId, schema: &SchemaName) -> PgConnectOptions {
        let password = self.secret.tenant_password(id);
        self.base
            .clone()
            .username(schema.as_str())
            .password(&password)
            .options(crate::grants::settings(schema))
    }

    fn office(&self, id: TenantId, schema: &SchemaName) -> Arc<OfficePool> {
        let mut open = self.opened();
        let office = open.entry(id).or_insert_with(|| {
            let share = self.limits.connections_per_tenant;
            let pool = PgPoolOptions::new()
                .min_connections(0)
                .max_connections(u32::try_from(share).unwrap_or(u32::MAX))
                .idle_timeout(None)
                .max_lifetime(None)
                .acquire_timeout(self.limits.wait)
                .test_before_acquire(false)
                .connect_lazy_with(self.options(id, schema));
            let held = Held {
                permits: Vec::new(),
                busy: 0,
                used_at: now(),
                closed: false,
            };
            Arc::new(OfficePool {
                pool,
                queue: Arc::new(Semaphore::new(share)),
                held: Mutex::new(held),
            })
        });
        Arc::clone(office)
    }

    fn opened(&self) -> MutexGuard<'_, HashMap<TenantId, Arc<OfficePool>>> {
        lock(&self.open)
    }
}

/// Whether a new connection would fare no better: the server is away or refuses the role.
fn is_refused(fault: &DbErr) -> bool {
    matches!(fault, DbErr::Conn(_) | DbErr::ConnectionAcquire(_))
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

fn now() -> Instant {
    Instant::now()
}
