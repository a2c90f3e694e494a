//! The connection that may make roles and schemas. Only onboarding, migration and `prove` use it.

use sea_orm::sqlx::postgres::{PgConnectOptions, PgPoolOptions};
use sea_orm::{DatabaseTransaction, SqlxPostgresConnector, TransactionTrait};

use crate::door::{connection_fault, options};
use crate::error::{TenancyError, while_doing};
use crate::grants::PutRight;
use crate::migrate::Candidate;
use crate::{PlatformSecret, grants};

/// Connections of an administrator of the database (a superuser of this cluster).
#[derive(Clone)]
pub struct Admin {
    #[expect(
        clippy::disallowed_types,
        reason = "this crate is the one that opens connections"
    )]
    db: sea_orm::DatabaseConnection,
    options: PgConnectOptions,
    secret: PlatformSecret,
}

impl Admin {
    /// Connects with an administrator's URL.
    ///
    /// # Errors
    /// [`TenancyError::Database`] if the server does not accept it.
    pub async fn connect(url: &str, secret: PlatformSecret) -> Result<Self, TenancyError> {
        const CONNECTIONS_MAX: u32 = 8;
        let options = options(url)?;
        let pool = PgPoolOptions::new()
            .max_connections(CONNECTIONS_MAX)
            .acquire_timeout(std::time::Duration::from_secs(30))
            .connect_with(options.clone())
            .await
            .map_err(|fault| {
                while_doing("connecting as administrator")(connection_fault(&fault))
            })?;
        Ok(Self {
            db: SqlxPostgresConnector::from_sqlx_postgres_pool(pool),
            options,
            secret,
        })
    }

    /// Prepares the database: roles, extensions, registry and both rings of grants. Idempotent;
    /// run at every start with an administrator's URL, after a restore, and after an upgrade of
    /// PostgreSQL (grants on system catalogues are in no dump).
    ///
    /// # Errors
    /// [`TenancyError::Database`] or [`TenancyError::Migration`].
    pub async fn prepare(&self) -> Result<(), TenancyError> {
        let tx = self.begin("preparing the database").await?;
        grants::prepare_roles(&tx, &self.secret).await?;
        commit(tx, "preparing the database").await?;
        crate::migrate::registry(self).await?;
        let tx = self.begin("fixing the grants").await?;
        grants::first_ring(&tx).await?;
        grants::second_ring(&tx).await?;
        commit(tx, "fixing the grants").await
    }

    /// Puts right what the roles of these offices have changed about themselves, and tells it.
    /// Comparing a password takes about a millisecond.
    ///
    /// # Errors
    /// [`TenancyError::Database`].
    pub async fn put_right(&self, offices: &[Candidate]) -> Result<Vec<PutRight>, TenancyError> {
        let tx = self.begin("putting the offices' roles right").await?;
        let done = grants::put_right(&tx, &self.secret, offices).await?;
        commit(tx, "putting the offices' roles right").await?;
        Ok(done)
    }

    pub(crate) fn secret(&self) -> &PlatformSecret {
        &self.secret
    }

    pub(crate) fn options(&self) -> &PgConnectOptions {
        &self.options
    }

    /// A transaction as administrator.
    pub(crate) async fn begin(
        &self,
        doing: &'static str,
    ) -> Result<DatabaseTransaction, TenancyError> {
        self.db.begin().await.map_err(while_doing(doing))
    }
}

pub(crate) async fn commit(
    tx: DatabaseTransaction,
    doing: &'static str,
) -> Result<(), TenancyError> {
    tx.commit().await.map_err(while_doing(doing))
}
