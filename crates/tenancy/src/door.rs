//! `Tenancy`: what the running program holds to reach the registry and the offices.

use std::sync::Arc;
use std::time::Duration;

use sea_orm::sqlx::postgres::{PgConnectOptions, PgListener, PgPool, PgPoolOptions};
use sea_orm::{ConnectionTrait, DbErr, SqlxPostgresConnector, TransactionTrait};

use crate::directory::Directory;
use crate::error::{TenancyError, while_doing};
use crate::grants::REGISTRY_ROLE;
use crate::pools::{PoolLimits, Pools};
use crate::{Place, PlatformSecret, PoolFigures, RegistryTx, Sites, Tenant, TenantId, registry};

/// Channel on which changes of offices are told; payloads are numbers only and just a hint.
pub(crate) const CHANNEL: &str = "ratusz_tenants";

const REREAD: Duration = Duration::from_secs(30);
const SETTLE: Duration = Duration::from_millis(100);
const SWEEP: Duration = Duration::from_secs(5);
const REGISTRY_CONNECTIONS_MAX: u32 = 8;

/// What `Tenancy` needs to know.
#[derive(Clone, Debug)]
pub struct TenancyConfig {
    /// Where the database is, without a role: `postgres://host/database`, `postgres://%2Fdir:port/db`.
    pub url: String,
    pub secret: PlatformSecret,
    pub sites: Sites,
    /// Connections of the whole program to offices' schemas.
    pub connections_max: usize,
    /// Connections one office may hold at once.
    pub connections_per_tenant: usize,
    /// Longest wait for a connection before answering 503.
    pub wait_ms: u64,
    /// Idle time after which an office's connections are closed.
    pub idle_seconds: u64,
}

/// The door to the registry and to every office. Cheap to clone.
#[derive(Clone)]
pub struct Tenancy(Arc<Inner>);

struct Inner {
    registry: PgPool,
    pools: Arc<Pools>,
    directory: Directory,
    secret: PlatformSecret,
}

impl Tenancy {
    /// Connects as the registry's role, checks the walls, and reads all offices.
    ///
    /// # Errors
    /// [`TenancyError::Wall`] if a grant is not as it must be, [`TenancyError::Pooler`] behind a
    /// transaction-mode pooler, [`TenancyError::Secret`] if the stored keys do not open,
    /// [`TenancyError::Database`] if the database is away.
    pub async fn connect(config: TenancyConfig) -> Result<Self, TenancyError> {
        let base = options(&config.url)?;
        let limits = PoolLimits {
            connections_max: config.connections_max,
            connections_per_tenant: config.connections_per_tenant.min(config.connections_max),
            wait: Duration::from_millis(config.wait_ms),
            idle: Duration::from_secs(config.idle_seconds),
        };
        let as_registry = base
            .clone()
            .username(REGISTRY_ROLE)
            .password(&config.secret.registry_password());
        let registry = PgPoolOptions::new()
            .max_connections(REGISTRY_CONNECTIONS_MAX)
            .min_connections(1)
            .acquire_timeout(limits.wait.max(Duration::from_secs(1)))
            .connect_with(as_registry)
            .await
            .map_err(|fault| while_doing("connecting to the registry")(connection_fault(&fault)))?;
        let pools = Arc::new(Pools::new(base, config.secret.clone(), limits));
        let directory = Directory::new(config.sites);
        let tenancy = Self(Arc::new(Inner {
            registry,
            pools,
            directory,
            secret: config.secret,
        }));
        tenancy.refuse_poolers().await?;
        let tx = tenancy.registry().await?;
        crate::grants::verify(&*tx).await?;
        for role in crate::grants::changed(&*tx).await? {
            tracing::warn!(
                role,
                "an office's role has changed its own settings; `ratusz migrate` puts them right"
            );
        }
        drop(tx);
        tenancy.reload().await?;
        Ok(tenancy)
    }

    /// The place at a host name; see [`Directory::resolve`].
    #[must_use]
    pub fn resolve(&self, host: &str) -> Option<Place> {
        self.0.directory.resolve(host)
    }

    /// All offices with a schema, in order of their slugs.
    #[must_use]
    pub fn offices(&self) -> Vec<Tenant> {
        self.0.directory.offices()
    }

    #[must_use]
    pub fn by_slug(&self, slug: &str) -> Option<Tenant> {
        self.0.directory.by_slug(slug)
    }

    #[must_use]
    pub fn by_id(&self, id: TenantId) -> Option<Tenant> {
        self.0.directory.by_id(id)
    }

    /// The platform secret, for sealing what operators own.
    #[must_use]
    pub fn secret(&self) -> &PlatformSecret {
        &self.0.secret
    }

    /// A transaction in the registry.
    ///
    /// # Errors
    /// [`TenancyError::Database`] when the database is away.
    pub async fn registry(&self) -> Result<RegistryTx, TenancyError> {
        let connection = SqlxPostgresConnector::from_sqlx_postgres_pool(self.0.registry.clone());
        let tx = connection
            .begin()
            .await
            .map_err(while_doing("opening a registry transaction"))?;
        Ok(RegistryTx::new(tx))
    }

    /// Reads all offices again.
    ///
    /// # Errors
    /// As [`Tenancy::registry`]; the offices known before stay in force.
    pub async fn reload(&self) -> Result<(), TenancyError> {
        let tx = self.registry().await?;
        let offices = registry::offices(&*tx, &self.0.secret, &self.0.pools).await?;
        for office in &offices {
            let before = self.0.directory.by_id(office.id());
            let changed = before.is_some_and(|before| {
                before.schema_version() != office.schema_version()
                    || before.state() != office.state()
            });
            if changed {
                self.0.pools.close(office.id()).await;
            }
        }
        self.0.directory.replace(offices);
        Ok(())
    }

    /// Whether the database answers; bounded by the waiting time of the pools.
    ///
    /// # Errors
    /// [`TenancyError::Database`] when it does not.
    pub async fn ping(&self) -> Result<(), TenancyError> {
        let tx = self.registry().await?;
        tx.execute_unprepared("select 1")
            .await
            .map(|_| ())
            .map_err(while_doing("pinging"))
    }

    #[must_use]
    pub fn figures(&self) -> PoolFigures {
        self.0.pools.figures()
    }

    /// Keeps the directory fresh and the pools lean for as long as the program runs.
    pub async fn keep_fresh(&self) {
        tokio::join!(self.follow_changes(), self.sweep());
    }

    /// Closes every connection; for a clean end of the program.
    pub async fn close(&self) {
        self.0.pools.close_all().await;
        self.0.registry.close().await;
    }

    async fn sweep(&self) {
        loop {
            tokio::time::sleep(SWEEP).await;
            self.0.pools.close_idle().await;
        }
    }

    async fn follow_changes(&self) {
        loop {
            if let Err(fault) = self.listen().await {
                tracing::warn!(%fault, "lost the channel of office changes, trying again");
                tokio::time::sleep(Duration::from_secs(1)).await;
            }
        }
    }

    async fn listen(&self) -> Result<(), TenancyError> {
        let lost = |fault: sea_orm::sqlx::Error| {
            while_doing("listening for office changes")(connection_fault(&fault))
        };
        let mut listener = PgListener::connect_with(&self.0.registry)
            .await
            .map_err(lost)?;
        listener.listen(CHANNEL).await.map_err(lost)?;
        loop {
            self.reload().await?;
            if let Ok(told) = tokio::time::timeout(REREAD, listener.recv()).await {
                told.map_err(lost)?;
                // Onboarding tells many changes at once: one reading serves them all.
                tokio::time::sleep(SETTLE).await;
                while listener.next_buffered().is_some() {}
            }
        }
    }

    /// A setting made in one transaction must be there in the next on the same connection.
    async fn refuse_poolers(&self) -> Result<(), TenancyError> {
        use sea_orm::sqlx::{Executor, Row};
        let fault =
            |f: sea_orm::sqlx::Error| while_doing("probing the session")(connection_fault(&f));
        let mut connection = self.0.registry.acquire().await.map_err(fault)?;
        connection
            .execute("set application_name = 'ratusz-probe'")
            .await
            .map_err(fault)?;
        for _ in 0..3 {
            let row = connection
                .fetch_one("show application_name")
                .await
                .map_err(fault)?;
            if row.try_get::<String, _>(0).map_err(fault)? != "ratusz-probe" {
                return Err(TenancyError::Pooler);
            }
        }
        connection
            .execute("set application_name = 'ratusz'")
            .await
            .map_err(fault)?;
        Ok(())
    }
}

/// Connection options from a URL; the role in it, if any, is replaced by the caller.
pub(crate) fn options(url: &str) -> Result<PgConnectOptions, TenancyError> {
    let parsed: Result<PgConnectOptions, _> = url.parse();
    let options = parsed.map_err(|_| {
        while_doing("reading the database URL")(DbErr::Custom("it is not a PostgreSQL URL".into()))
    })?;
    Ok(options.application_name("ratusz"))
}

pub(crate) fn connection_fault(fault: &sea_orm::sqlx::Error) -> DbErr {
    DbErr::Conn(sea_orm::RuntimeErr::Internal(fault.to_string()))
}
