//! Transactions: the values that prove which data a piece of code may touch.

use std::ops::Deref;

use sea_orm::{ConnectionTrait, DatabaseTransaction};

use crate::error::{TenancyError, while_doing};
use crate::pools::Lease;
use crate::{Tenant, TenantId, TenantKeys};

/// A transaction in one office's schema, as that office's role. Rolled back unless committed.
pub struct TenantTx {
    tenant: Tenant,
    tx: DatabaseTransaction,
    _lease: Lease,
}

impl TenantTx {
    pub(crate) fn new(tenant: Tenant, lease: Lease, tx: DatabaseTransaction) -> Self {
        Self {
            tenant,
            tx,
            _lease: lease,
        }
    }

    /// The office whose data this transaction sees.
    #[must_use]
    pub fn tenant(&self) -> &Tenant {
        &self.tenant
    }

    /// Keys of that office.
    #[must_use]
    pub fn keys(&self) -> &TenantKeys {
        self.tenant.keys()
    }

    /// Makes the changes durable. Nothing may be shown as done before this returns.
    ///
    /// # Errors
    /// [`TenancyError::Database`]: the outcome is unknown, repeat with the same identifiers.
    pub async fn commit(self) -> Result<(), TenancyError> {
        self.tx
            .commit()
            .await
            .map_err(while_doing("committing an office's transaction"))
    }
}

impl Deref for TenantTx {
    type Target = DatabaseTransaction;

    fn deref(&self) -> &Self::Target {
        &self.tx
    }
}

/// A transaction in the registry: offices, hosts, templates, operators; nobody's personal data.
pub struct RegistryTx {
    tx: DatabaseTransaction,
}

impl RegistryTx {
    pub(crate) fn new(tx: DatabaseTransaction) -> Self {
        Self { tx }
    }

    /// Tells every running program that what an office shows has changed.
    ///
    /// # Errors
    /// [`TenancyError::Database`] when the statement fails.
    pub async fn announce(&self, id: TenantId) -> Result<(), TenancyError> {
        let sql = format!(
            "update tenant set changed_at = now() where id = {id}; notify {}, '{id}'",
            crate::door::CHANNEL
        );
        self.tx
            .execute_unprepared(&sql)
            .await
            .map(|_| ())
            .map_err(while_doing("announcing a change of an office"))
    }

    /// Makes the changes durable.
    ///
    /// # Errors
    /// [`TenancyError::Database`]: the outcome is unknown.
    pub async fn commit(self) -> Result<(), TenancyError> {
        self.tx
            .commit()
            .await
            .map_err(while_doing("committing a registry transaction"))
    }
}

impl Deref for RegistryTx {
    type Target = DatabaseTransaction;

    fn deref(&self) -> &Self::Target {
        &self.tx
    }
}
