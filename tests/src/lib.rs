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
