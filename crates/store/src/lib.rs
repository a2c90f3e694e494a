//! Rows: one file per table group; every function takes the transaction of one office.
//!
//! Domain words go in and come out; SQL and row shapes stay here. Functions that take a
//! `RegistryTx` touch the shared registry, where nobody's personal data is.

pub mod accounts;
pub mod applications;
pub mod attachments;
pub mod audit;
pub mod cases;
pub mod deadlines;
pub mod drafts;
mod error;
pub mod faults;
pub mod figures;
pub mod ids;
pub mod inbox;
pub mod invitations;
pub mod messages;
pub mod onboarding;
pub mod operators;
pub mod outbox;
pub mod publications;
pub mod published;
pub mod receipts;
pub mod residents;
pub mod services;
pub mod sessions;
pub mod settings;
pub mod sign_ins;
pub mod sketches;
mod sql;
pub mod staff_members;
pub mod templates;
pub mod units;

pub use error::StoreError;
