//! Services and offices as data: definitions, adoptions, files of offices, and the forms engine.

pub mod adoption;
pub mod block;
pub mod definition;
pub mod difference;
mod document;
pub mod edit;
pub mod fees;
pub mod form;
pub mod import;
pub mod markup;
pub mod merge;
pub mod office;
mod parts;
pub mod pattern;
pub mod problem;
pub mod repository;
pub mod rules;
pub mod schema;
pub mod search;
mod shape;
mod text_shape;
pub mod window;
mod writing;

pub use adoption::{Adoption, adopt, read_adoption};
pub use definition::{Definition, Field, FieldKind, read_definition};
pub use fees::fees_due;
pub use form::{Answers, Fault, FaultKind, FormFaults, RawAnswers};
pub use office::{OfficeFile, check_offices, read_office};
pub use problem::Problem;
