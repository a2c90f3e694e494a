//! The definition of a service (usługa): card, rules of procedure, fees and form in one document.

mod canonical;
mod checks;
mod codes;
mod field;
mod form_checks;
mod paths;
mod reach;
mod references;
mod shapes;

use std::collections::BTreeMap;

use domain::assurance::Assurance;
use domain::procedure::Procedure;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::document::Document;
use crate::problem::{Complaint, Problem};
use crate::rules::Rule;
use crate::shape;

pub use checks::{CATEGORIES, LANGUAGES, LIFE_EVENTS};
pub use field::{Choice, Field, FieldKind, Format, PREFILLS, Part, Width};
pub use form_checks::{DEPTH_MAX, FIELDS_MAX, OPTIONS_MAX};
pub use paths::PathError;

pub(crate) use checks::{KEY_CHARS_MAX, SLUG_CHARS_MAX, is_key};
pub(crate) use field::PartKind;
pub(crate) use form_checks::date_bound;
pub(crate) use paths::pointer;
pub(crate) use shapes::FIELD as FIELD_KEYS;

/// A service as an office offers it, or a template (wzorzec) of one.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Definition {
    /// Stable key, part of the address.
    pub slug: String,
    pub title: String,
    /// Number of the edition of the template this is or comes from.
    pub edition: u32,
    pub kind: ServiceKind,
    #[serde(with = "codes::procedure")]
    pub procedure: Procedure,
    pub category: String,
    #[serde(skip_serializing_if = "is_default")]
    pub life_events: Vec<String>,
    /// The least level of identity with which the application may be filed.
    #[serde(with = "codes::assurance")]
    pub identity: Assurance,
    /// Level of maturity of the e-service, 1 to 5; 0 when nobody said.
    #[serde(skip_serializing_if = "is_default")]
    pub maturity: u32,
    #[serde(skip_serializing_if = "is_default")]
    pub maturity_evidence: String,
    /// Symbol of the class of the file plan (JRWA).
    #[serde(skip_serializing_if = "is_default")]
    pub class: String,
    /// Code of the responsible unit of the office.
    #[serde(skip_serializing_if = "is_default")]
    pub unit: String,
    pub languages: Vec<String>,
    #[serde(skip_serializing_if = "is_default")]
    pub keywords: Vec<String>,
    /// Notes to the office on facts nobody verified; never shown to residents.
    #[serde(skip_serializing_if = "is_default")]
    pub confirm: Vec<String>,
    pub card: Card,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub deadline: Option<Deadline>,
    #[serde(skip_serializing_if = "is_default")]
    pub fees: Vec<Fee>,
    #[serde(skip_serializing_if = "is_default")]
    pub attachments: Vec<Attachment>,
    /// Yearly windows in which the application may be filed; none means always.
    #[serde(skip_serializing_if = "is_default")]
    pub windows: Vec<Window>,
    #[serde(skip_serializing_if = "is_default")]
    pub form: Form,
    /// Texts in other languages: language, then path, then text.
    #[serde(skip_serializing_if = "is_default")]
    pub texts: BTreeMap<String, BTreeMap<String, String>>,
}

impl Default for Definition {
    fn default() -> Self {
        Self {
            slug: String::new(),
            title: String::new(),
            edition: 1,
            kind: ServiceKind::Application,
            procedure: Procedure::Kpa,
            category: String::new(),
            life_events: Vec::new(),
            identity: Assurance::None,
            maturity: 0,
            maturity_evidence: String::new(),
            class: String::new(),
            unit: String::new(),
            languages: vec!["pl".to_owned()],
            keywords: Vec::new(),
            confirm: Vec::new(),
            card: Card::default(),
            deadline: None,
            fees: Vec::new(),
            attachments: Vec::new(),
            windows: Vec::new(),
            form: Form::default(),
            texts: BTreeMap::new(),
        }
    }
}

/// What a resident does with the service.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ServiceKind {
    /// Files an application (wniosek) that opens a case.
    #[default]
    Application,
    /// Reads only.
    Information,
    /// Books a visit.
    Appointment,
    /// Tells the office something; no decision follows.
    Notification,
}

impl ServiceKind {
    /// Whether a form of it is filed with the office.
    pub const fn is_filed(self) -> bool {
        match self {
            Self::Application | Self::Notification => true,
            Self::Information | Self::Appointment => false,
        }
    }
}

/// The card of the service (karta usługi), in plain Polish.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Card {
    pub summary: String,
    #[serde(skip_serializing_if = "is_default")]
    pub who: String,
    #[serde(skip_serializing_if = "is_default")]
    pub needed: Vec<String>,
    #[serde(skip_serializing_if = "is_default")]
    pub how: String,
    #[serde(skip_serializing_if = "is_default")]
    pub result: String,
    /// The term in words; the rule is in [`Deadline`].
    #[serde(skip_serializing_if = "is_default")]
    pub time: String,
    #[serde(skip_serializing_if = "is_default")]
    pub appeal: String,
    #[serde(skip_serializing_if = "is_default")]
    pub personal_data: String,
    #[serde(skip_serializing_if = "is_default")]
    pub legal_basis: Vec<String>,
}

/// The term for settling a case, as a rule of `domain::deadline`, with its basis in law.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Deadline {
    pub term: String,
    pub basis: String,
}

/// A fee (opłata): a fixed amount or a formula over the answers.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Fee {
    pub key: String,
    pub title: String,
    /// Złoty with two places, e.g. `21.00`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub amount: Option<String>,
    /// Gives złoty; a result of zero means that nothing is due.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub formula: Option<Rule>,
    #[serde(skip_serializing_if = "is_default")]
    pub per: String,
    pub basis: String,
    pub payee: Payee,
    #[serde(skip_serializing_if = "is_default")]
    pub exemptions: Vec<Exemption>,
}

/// To whom a fee is owed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Payee {
    /// The gmina in which the authority sits: stamp duty.
    #[default]
    GminaOfSeat,
    /// The office itself.
    Office,
    /// The gmina where the principal lives: an electronic power of attorney.
    GminaOfPrincipal,
}

/// Who does not pay, and by which law.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Exemption {
    pub text: String,
    #[serde(skip_serializing_if = "is_default")]
    pub basis: String,
}

/// A document to enclose.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Attachment {
    pub key: String,
    pub title: String,
    pub required: bool,
    #[serde(skip_serializing_if = "is_default")]
    pub note: String,
}

/// A yearly window: month and day as `MM-DD`, both days inside; `02-29` is the last of February.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Window {
    pub opens: String,
    pub closes: String,
}

/// The form of a service.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Form {
    pub steps: Vec<Step>,
}

/// A page of the form.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Step {
    pub key: String,
    pub title: String,
    /// Shown above the fields.
    #[serde(skip_serializing_if = "is_default")]
    pub hint: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub show_if: Option<Rule>,
    #[serde(skip_serializing_if = "is_default")]
    pub fields: Vec<Field>,
}

/// Reads and checks a template or an own service.
///
/// # Errors
/// Every problem of the file at once, in the order of its lines.
pub fn read_definition(file: &str, text: &str) -> Result<Definition, Vec<Problem>> {
    let document = Document::read(file, text)?;
    Definition::from_json(&document.value).map_err(|complaints| document.problems(complaints))
}

impl Definition {
    /// Reads a definition from JSON and checks it.
    ///
    /// # Errors
    /// Everything wrong with it, each named by its path.
    pub fn from_json(json: &Value) -> Result<Self, Vec<Complaint>> {
        let (definition, mut complaints) = Self::fitted(json);
        let Some(definition) = definition else {
            return Err(complaints);
        };
        for complaint in definition.complaints() {
            if !complaints
                .iter()
                .any(|said| overshadows(&said.path, &complaint.path))
            {
                complaints.push(complaint);
            }
        }
        if complaints.is_empty() {
            Ok(definition)
        } else {
            Err(complaints)
        }
    }

    /// What of the JSON fits the format, and everything that does not; the content is not checked.
    pub(crate) fn fitted(json: &Value) -> (Option<Self>, Vec<Complaint>) {
        let mut complaints = Vec::new();
        let fitted = shape::fit(json.clone(), shapes::DEFINITION, &mut complaints);
        match serde_json::from_value(fitted) {
            Ok(definition) => (Some(definition), complaints),
            Err(error) => {
                if complaints.is_empty() {
                    let message = format!("Nie udało się odczytać definicji: {error}.");
                    complaints.push(Complaint::new("", message));
                }
                (None, complaints)
            }
        }
    }

    /// The definition as JSON; [`Definition::from_json`] reads it back.
    pub fn to_json(&self) -> Value {
        serde_json::to_value(self).unwrap_or_default()
    }

    /// Fingerprint of the content: SHA-256 of the canonical JSON, in hexadecimal digits.
    pub fn hash(&self) -> String {
        canonical::hash(&self.to_json())
    }

    /// A text by its path in the language, or in Polish when it is not translated.
    ///
    /// Paths are those of `[texts.xx]`, e.g. `card.summary`, `fields.kind.options.firm`.
    /// An unknown path gives an empty text.
    pub fn text(&self, language: &str, path: &str) -> &str {
        self.texts
            .get(language)
            .and_then(|texts| texts.get(path))
            .map(String::as_str)
            .or_else(|| self.polish(path))
            .unwrap_or_default()
    }

    /// The step of this key.
    pub fn step(&self, key: &str) -> Option<&Step> {
        self.form.steps.iter().find(|step| step.key == key)
    }

    /// All fields outside of groups, in the order of the form.
    pub fn fields(&self) -> impl Iterator<Item = &Field> {
        self.form.steps.iter().flat_map(|step| &step.fields)
    }

    /// The field of this key outside of groups.
    pub fn field(&self, key: &str) -> Option<&Field> {
        self.fields().find(|field| field.key == key)
    }

    /// Everything wrong with the content, each named by its path.
    fn complaints(&self) -> Vec<Complaint> {
        let mut complaints = Vec::new();
        checks::check(self, &mut complaints);
        form_checks::check(self, &mut complaints);
        references::check(self, &mut complaints);
        reach::check(self, &mut complaints);
        paths::check_texts(self, &mut complaints);
        complaints
    }
}

/// Whether a complaint at `said` already explains one at `path`: the same key, or the kind of
/// the field (then whatever follows from a wrong kind is noise).
fn overshadows(said: &str, path: &str) -> bool {
    let beside = said
        .strip_suffix(".type")
        .is_some_and(|field| path.starts_with(field));
    said == path || beside
}

pub(crate) fn is_default<T: Default + PartialEq>(value: &T) -> bool {
    *value == T::default()
}
