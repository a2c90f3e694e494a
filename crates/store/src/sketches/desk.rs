//! At which desk something is written: an office's, in its schema, or the lead's, in the registry.

use sea_orm::DatabaseTransaction;
use tenancy::{RegistryTx, TenancyError, TenantTx};

/// A transaction that holds sketches.
pub trait Desk: Send + Sync {
    /// Which desk it is, with what only that desk can do.
    fn side(&self) -> Side<'_>;
}

/// A transaction at one of the desks, for pages that serve both.
pub enum DeskTx {
    Office(TenantTx),
    Lead(RegistryTx),
}

/// A [`DeskTx`] looked at. An office's tables are reached through its own transaction alone.
#[derive(Clone, Copy)]
pub enum Side<'a> {
    Office(&'a TenantTx),
    Lead(&'a RegistryTx),
}

impl DeskTx {
    /// Makes the changes durable.
    ///
    /// # Errors
    /// [`TenancyError::Database`]: the outcome is unknown.
    pub async fn commit(self) -> Result<(), TenancyError> {
        match self {
            Self::Office(tx) => tx.commit().await,
            Self::Lead(tx) => tx.commit().await,
        }
    }
}

impl From<TenantTx> for DeskTx {
    fn from(tx: TenantTx) -> Self {
        Self::Office(tx)
    }
}

impl From<RegistryTx> for DeskTx {
    fn from(tx: RegistryTx) -> Self {
        Self::Lead(tx)
    }
}

impl Desk for TenantTx {
    fn side(&self) -> Side<'_> {
        Side::Office(self)
    }
}

impl Desk for RegistryTx {
    fn side(&self) -> Side<'_> {
        Side::Lead(self)
    }
}

impl Desk for DeskTx {
    fn side(&self) -> Side<'_> {
        match self {
            Self::Office(tx) => Side::Office(tx),
            Self::Lead(tx) => Side::Lead(tx),
        }
    }
}

impl<'a> Side<'a> {
    pub(super) fn connection(self) -> &'a DatabaseTransaction {
        match self {
            Self::Office(tx) => tx,
            Self::Lead(tx) => tx,
        }
    }

    /// The table of sketches.
    pub(super) fn sketch(self) -> &'static str {
        match self {
            Self::Office(_) => "service_sketch",
            Self::Lead(_) => "template_sketch",
        }
    }

    /// The table of the states they had.
    pub(super) fn states(self) -> &'static str {
        match self {
            Self::Office(_) => "service_sketch_state",
            Self::Lead(_) => "template_sketch_state",
        }
    }

    /// The service and the edition it starts from: a template has neither.
    pub(super) fn own_columns(self) -> &'static str {
        match self {
            Self::Office(_) => "k.service_id, k.base_edition_id",
            Self::Lead(_) => "null::uuid as service_id, null::uuid as base_edition_id",
        }
    }
}
