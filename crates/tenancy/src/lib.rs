//! The only door to an office's data: hosts, schemas, roles, pools, keys, onboarding, the wall.
//!
//! `Tenancy::resolve` turns a host name into an office; `Tenant::begin` opens a transaction that is
//! logged in as that office's own database role. Nothing else in the program opens connections.

pub mod admin;
pub mod directory;
pub(crate) mod door;
mod error;
pub mod grants;
mod keys;
pub mod migrate;
mod names;
mod office;
mod pools;
pub mod profile;
pub mod prove;
pub mod provision;
mod registry;
mod secret;
mod tx;

pub use admin::Admin;
pub use directory::{Place, Sites};
pub use door::{Tenancy, TenancyConfig};
pub use error::{TenancyError, is_lost};
pub use keys::{FILE_CHUNK_BYTES, FileOpener, FileSealer, KeyError, TenantKeys};
pub use names::{SchemaName, TenantId};
pub use office::{Contact, IdentityProvider, Look, OfficeProfile, OfficeState, Tenant};
pub use pools::PoolFigures;
pub use secret::PlatformSecret;
pub use tx::{RegistryTx, TenantTx};
