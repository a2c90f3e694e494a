//! Adoption (przyjęcie) of a template: what one office changes, and the service that comes of it.

mod derive;
mod overlay;
mod structure;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use crate::definition::{Definition, FIELD_KEYS, is_default};
use crate::document::Document;
use crate::problem::{Complaint, Problem};
use crate::shape::{self, Key, Shape, may, must};

/// An overlay on an edition of a template.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Adoption {
    /// Slug of the template.
    pub template: String,
    pub edition: u32,
    /// Other address of the service in this office.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub slug: Option<String>,
    /// Steps taken out, with the fields still in them after the moves.
    #[serde(skip_serializing_if = "is_default")]
    pub remove_steps: Vec<String>,
    #[serde(skip_serializing_if = "is_default")]
    pub remove_fields: Vec<String>,
    /// Paths of values that the service does not have at all, e.g. a condition or a translation.
    #[serde(skip_serializing_if = "is_default")]
    pub unset: Vec<String>,
    /// Keys in their new order: by `steps`, `steps.<step>` or `fields.<group>`. A field named
    /// in the order of another step moves there; what is not named follows after.
    #[serde(skip_serializing_if = "is_default")]
    pub order: BTreeMap<String, Vec<String>>,
    /// Changed values by path.
    #[serde(skip_serializing_if = "is_default")]
    pub set: Map<String, Value>,
    #[serde(skip_serializing_if = "is_default")]
    pub add_steps: Vec<AddedStep>,
    #[serde(skip_serializing_if = "is_default")]
    pub add_fields: Vec<AddedField>,
    #[serde(skip_serializing_if = "is_default")]
    pub texts: BTreeMap<String, BTreeMap<String, String>>,
    #[serde(skip)]
    pub(crate) origin: Origin,
}

/// A step an office adds to the form.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct AddedStep {
    /// Key of the step it follows; without it the step comes last.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub after: Option<String>,
    /// The step itself, as JSON with the keys of a step.
    #[serde(flatten)]
    pub step: Map<String, Value>,
}

/// A field an office adds to a step, or to a group of fields.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct AddedField {
    /// Key of the step; empty when the field belongs to a group.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub step: String,
    /// The group, named as in paths: its key, or `group.group` when it is in another one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub group: Option<String>,
    /// Key of the field it follows; without it the field comes last in the step. The earliest
    /// day of a date, which fields call `after` too, is given in [`Adoption::set`].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub after: Option<String>,
    /// The field itself, as JSON with the keys of a field.
    #[serde(flatten)]
    pub field: Map<String, Value>,
}

/// Where the parts of an adoption stand in its file; it does not count in comparisons.
#[derive(Clone, Debug, Default)]
pub(crate) struct Origin {
    file: String,
    places: BTreeMap<String, (usize, usize)>,
}

impl PartialEq for Origin {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

impl Origin {
    fn problem(&self, complaint: Complaint) -> Problem {
        let mut path = complaint.path.as_str();
        let (line, column) = loop {
            match (self.places.get(path), path.rfind('.')) {
                (Some(place), _) => break *place,
                (None, Some(dot)) => path = &path[..dot],
                (None, None) => break (1, 1),
            }
        };
        Problem {
            file: self.file.clone(),
            line,
            column,
            message: complaint.message,
            hint: complaint.hint,
        }
    }
}

static TEXT: Shape = Shape::Text;

static ADOPTION: &[Key] = &[
    must("template", Shape::Text),
    must("edition", Shape::Count),
    may("slug", Shape::Text),
    may("remove_steps", Shape::List(&TEXT)),
    may("remove_fields", Shape::List(&TEXT)),
    may("unset", Shape::List(&TEXT)),
    may("order", Shape::Map(&KEYS)),
    may("set", Shape::Paths),
    may("add_steps", Shape::List(&ADDED_STEP)),
    may("add_fields", Shape::List(&ADDED)),
    may("texts", Shape::Map(&Shape::Texts)),
];

static KEYS: Shape = Shape::List(&TEXT);

/// An added step has the keys of a step without fields, and one more.
static ADDED_STEP: Shape = Shape::Table(&[
    may("after", Shape::Text),
    must("key", Shape::Text),
    must("title", Shape::Text),
    may("hint", Shape::Text),
    may("show_if", Shape::Rule),
]);

/// An added field has the keys of a field and three more.
static ADDED: Shape = Shape::TableWith(
    &[
        may("step", Shape::Text),
        may("group", Shape::Text),
        may("after", Shape::Text),
    ],
    FIELD_KEYS,
);

/// Reads the overlay of an office on a template.
///
/// # Errors
/// Every problem of the file at once. Whether paths name something is told by [`adopt`].
pub fn read_adoption(file: &str, text: &str) -> Result<Adoption, Vec<Problem>> {
    let document = Document::read(file, text)?;
    let mut adoption =
        Adoption::from_json(&document.value).map_err(|said| document.problems(said))?;
    adoption.origin = Origin {
        file: file.to_owned(),
        places: document.places(),
    };
    Ok(adoption)
}

impl Adoption {
    /// Reads an adoption from JSON.
    ///
    /// # Errors
    /// Everything wrong with it, each named by its path.
    pub fn from_json(json: &Value) -> Result<Self, Vec<Complaint>> {
        let mut complaints = Vec::new();
        let fitted = shape::fit(json.clone(), ADOPTION, &mut complaints);
        match serde_json::from_value(fitted) {
            Ok(adoption) if complaints.is_empty() => Ok(adoption),
            Ok(_) => Err(complaints),
            Err(error) => {
                if complaints.is_empty() {
                    let message = format!("Nie udało się odczytać przyjęcia usługi: {error}.");
                    complaints.push(Complaint::new("", message));
                }
                Err(complaints)
            }
        }
    }

    /// What most likely broke a part of the template that nothing else of this explains.
    fn breaking(&self) -> &'static str {
        let away = [
            ("remove_fields", self.remove_fields.is_empty()),
            ("remove_steps", self.remove_steps.is_empty()),
            ("unset", self.unset.is_empty()),
            ("order", self.order.is_empty()),
        ];
        away.iter()
            .find(|(_, empty)| !empty)
            .map_or("template", |(name, _)| name)
    }

    /// How many things the office has otherwise than the template. Unit and class do not count:
    /// every office has its own.
    pub fn changes(&self) -> usize {
        let own = |path: &&String| !matches!(path.as_str(), "unit" | "class");
        let texts = self.texts.values().map(BTreeMap::len);
        self.remove_steps.len()
            + self.remove_fields.len()
            + self.unset.len()
            + self.order.len()
            + self.set.keys().filter(own).count()
            + self.add_steps.len()
            + self.add_fields.len()
            + texts.sum::<usize>()
    }

    /// The adoption as JSON; [`Adoption::from_json`] reads it back.
    pub fn to_json(&self) -> Value {
        serde_json::to_value(self).unwrap_or_default()
    }
}

/// Makes the service of an office from a template and the office's changes, and checks it.
///
/// # Errors
/// Everything that does not fit, at the lines of the adoption's file.
pub fn adopt(template: &Definition, adoption: &Adoption) -> Result<Definition, Vec<Problem>> {
    overlay::apply(template, adoption).map_err(|complaints| {
        let mut problems: Vec<Problem> = complaints
            .into_iter()
            .map(|complaint| adoption.origin.problem(complaint))
            .collect();
        problems.sort();
        problems.dedup();
        problems
    })
}
