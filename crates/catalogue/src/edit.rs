//! Editing a definition that is being written: it may be wrong at any moment, never malformed.
//!
//! A sketch (szkic) is a [`Definition`] nobody checked. Everything here keeps keys unique and the
//! rules that read a renamed field pointing at it; what else is wrong tells [`problems`].

pub mod advice;
mod condition;
mod keys;
mod languages;
mod outline;
mod rename;

use domain::assurance::Assurance;
use serde_json::Value;

use crate::definition::{self, Card, Definition, Form, Step};
use crate::problem::Complaint;

pub use condition::{Condition, Join, Operator, Term};
pub use keys::{free_key, free_slug};
pub use languages::untranslated;
pub use outline::{
    Direction, add_field, add_step, duplicate_field, duplicate_step, field_at, move_field,
    move_step, remove_field, remove_step, replace_field,
};

/// A service of its own with nothing but a name: one step with no question yet.
pub fn blank(slug: &str, title: &str) -> Definition {
    Definition {
        slug: slug.to_owned(),
        title: title.to_owned(),
        category: "inne".to_owned(),
        identity: Assurance::Substantial,
        card: Card::default(),
        form: Form {
            steps: vec![Step {
                key: "wniosek".to_owned(),
                title: "Wniosek".to_owned(),
                ..Step::default()
            }],
        },
        ..Definition::default()
    }
}

/// A sketch as it was kept. What does not fit the format (a newer or older program wrote it) is
/// left out, and the second part names it.
pub fn read(json: &Value) -> (Definition, Vec<Complaint>) {
    let (definition, complaints) = Definition::fitted(json);
    (definition.unwrap_or_default(), complaints)
}

/// Everything that stands in the way of publishing, each with its path; empty means none.
pub fn problems(sketch: &Definition) -> Vec<Complaint> {
    match Definition::from_json(&sketch.to_json()) {
        Ok(_) => Vec::new(),
        Err(complaints) => complaints,
    }
}

/// Whether `text` may be the key of a step, field, fee or attachment.
pub fn is_key(text: &str) -> bool {
    definition::is_key(text)
}
