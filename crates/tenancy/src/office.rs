//! An office as the running program knows it: public facts, state, and the way to its data.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::error::TenancyError;
use crate::pools::Pools;
use crate::{SchemaName, TenantId, TenantKeys, TenantTx};

/// Whether an office answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OfficeState {
    /// Being onboarded: not answering yet.
    Preparing,
    Active,
    /// Switched off by an operator: a notice page, data untouched.
    Suspended,
}

impl OfficeState {
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Preparing => "preparing",
            Self::Active => "active",
            Self::Suspended => "suspended",
        }
    }

    pub(crate) fn parse(text: &str) -> Option<Self> {
        [Self::Preparing, Self::Active, Self::Suspended]
            .into_iter()
            .find(|s| s.as_str() == text)
    }
}

/// Colours and mark of an office.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Look {
    pub primary: String,
    pub accent: String,
    /// The office's mark as SVG text, checked at onboarding; empty when it has none.
    #[serde(default)]
    pub logo_svg: String,
}

/// How to reach an office.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Contact {
    pub address: String,
    pub postal_code: String,
    pub city: String,
    pub phone: String,
    pub email: String,
    #[serde(default)]
    pub hours: Vec<String>,
}

/// A place where residents of this office may prove who they are.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct IdentityProvider {
    pub key: String,
    pub title: String,
    pub issuer: String,
    pub client_id: String,
    #[serde(default)]
    pub client_secret_ref: Option<String>,
    #[serde(default)]
    pub development: bool,
}

/// Public facts about an office; what its pages, receipts and footer show.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct OfficeProfile {
    /// The body that settles cases, e.g. "Burmistrz Grajewa".
    pub authority: String,
    pub seat: String,
    pub regon: String,
    pub languages: Vec<String>,
    pub look: Look,
    pub contact: Contact,
    pub ade: Option<String>,
    pub bip: Option<String>,
    pub accessibility_contact: String,
    pub accessibility_email: String,
    pub accessibility_phone: String,
    pub accessibility_building: String,
    pub declaration_date: String,
    pub controller: String,
    pub dpo_name: String,
    pub dpo_email: String,
    pub privacy_text: String,
    pub identity_providers: Vec<IdentityProvider>,
    /// Whether everybody on the staff needs a second factor, and not the administrators alone.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub second_factor_for_all: bool,
    /// Whether a service is published by somebody else than whoever wrote it.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub four_eyes: bool,
    /// Days the office is closed besides days off: shown, never moving a term. (ISO date, reason)
    pub closing_days: Vec<(String, String)>,
    /// Bank accounts: (purpose, NRB, holder).
    pub accounts: Vec<(String, String, String)>,
}

/// An office (urząd, jednostka) on this deployment. Cheap to clone.
#[derive(Clone)]
pub struct Tenant(Arc<Inner>);

pub(crate) struct Inner {
    pub(crate) id: TenantId,
    pub(crate) slug: String,
    pub(crate) name: String,
    pub(crate) kind: String,
    pub(crate) role: String,
    pub(crate) teryt: Option<String>,
    pub(crate) schema: SchemaName,
    pub(crate) state: OfficeState,
    pub(crate) schema_version: i32,
    pub(crate) changed_at_ms: i64,
    pub(crate) suspended_reason: Option<String>,
    pub(crate) hosts: Vec<String>,
    pub(crate) profile: OfficeProfile,
    pub(crate) keys: TenantKeys,
    pub(crate) pools: Arc<Pools>,
}

impl std::fmt::Debug for Tenant {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Tenant({})", self.0.slug)
    }
}

impl PartialEq for Tenant {
    fn eq(&self, other: &Self) -> bool {
        self.0.id == other.0.id
    }
}

impl Tenant {
    pub(crate) fn new(inner: Inner) -> Self {
        Self(Arc::new(inner))
    }

    #[must_use]
    pub fn id(&self) -> TenantId {
        self.0.id
    }

    /// Stable name in addresses and files, e.g. `grajewo`.
    #[must_use]
    pub fn slug(&self) -> &str {
        &self.0.slug
    }

    #[must_use]
    pub fn name(&self) -> &str {
        &self.0.name
    }

    /// Code of the kind of office, e.g. `urban_gmina`.
    #[must_use]
    pub fn kind(&self) -> &str {
        &self.0.kind
    }

    /// `lead`, `partner` or `unit`.
    #[must_use]
    pub fn role(&self) -> &str {
        &self.0.role
    }

    #[must_use]
    pub fn teryt(&self) -> Option<&str> {
        self.0.teryt.as_deref()
    }

    #[must_use]
    pub fn schema(&self) -> &SchemaName {
        &self.0.schema
    }

    #[must_use]
    pub fn state(&self) -> OfficeState {
        self.0.state
    }

    /// Number of migrations behind the office's schema.
    #[must_use]
    pub fn schema_version(&self) -> i32 {
        self.0.schema_version
    }

    /// When the registry's row last changed, in milliseconds since 1970: part of cache keys.
    #[must_use]
    pub fn changed_at_ms(&self) -> i64 {
        self.0.changed_at_ms
    }

    #[must_use]
    pub fn suspended_reason(&self) -> Option<&str> {
        self.0.suspended_reason.as_deref()
    }

    /// Own domains besides `<slug>.<base domain>`.
    #[must_use]
    pub fn hosts(&self) -> &[String] {
        &self.0.hosts
    }

    #[must_use]
    pub fn profile(&self) -> &OfficeProfile {
        &self.0.profile
    }

    #[must_use]
    pub fn keys(&self) -> &TenantKeys {
        &self.0.keys
    }

    /// Opens a transaction logged in as this office's own role.
    ///
    /// # Errors
    /// [`TenancyError::Busy`] when no connection is free in time, [`TenancyError::State`] when
    /// the office is suspended, [`TenancyError::Database`] when the database is away.
    pub async fn begin(&self) -> Result<TenantTx, TenancyError> {
        if self.0.state != OfficeState::Active {
            return Err(TenancyError::State {
                slug: self.0.slug.clone(),
                state: self.0.state.as_str(),
            });
        }
        self.begin_in_any_state().await
    }

    /// As [`Tenant::begin`], also for an office that does not answer yet or any more: for
    /// onboarding and for the worker that finishes what was acknowledged.
    ///
    /// # Errors
    /// As [`Tenant::begin`], but never [`TenancyError::State`].
    pub async fn begin_in_any_state(&self) -> Result<TenantTx, TenancyError> {
        let (lease, tx) = self.0.pools.begin(self.0.id, &self.0.schema).await?;
        Ok(TenantTx::new(self.clone(), lease, tx))
    }
}
