//! The forms engine: what shows, what was answered, what is wrong with it.

mod carry;
mod check;
mod fault;
pub(crate) mod order;
mod raw;
mod read;
mod scalar;
mod steps;
mod visible;

use serde_json::{Map, Value};

pub use carry::{Carried, DropReason, Dropped};
pub use check::FormFaults;
pub use fault::{Fault, FaultKind};
pub use raw::RawAnswers;
pub use steps::{StepState, StepStatus};
pub use visible::Visible;

/// Answers by the keys of fields, normalised.
///
/// Group: list of objects. Party, address and date range: object. Checkboxes: list of texts.
/// Yes or no: truth value. Number: number. Money: text `21.50`. Date: text `2026-11-22`.
/// File: list of `{"id", "name", "size", "sha256", "media_type"}`. No answer: no key.
pub type Answers = Map<String, Value>;
