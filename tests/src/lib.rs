//! Fixtures: a platform on a real PostgreSQL, with offices made by the product's own onboarding.

pub mod client;
pub mod cluster;
pub mod filings;
pub mod people;
pub mod platform;
pub mod program;
pub mod wire;

pub use client::{Answer, Client};
pub use cluster::Cluster;
pub use platform::Platform;
pub use program::Program;

/// An identifier or a part of a name that nothing else has.
#[must_use]
#[expect(clippy::disallowed_methods, reason = "tests need names of their own")]
pub fn some_id() -> uuid::Uuid {
    uuid::Uuid::new_v4()
}
