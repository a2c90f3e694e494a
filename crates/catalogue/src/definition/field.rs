//! Fields of a form: what may be asked and how.

use serde::{Deserialize, Serialize};

use super::is_default;
use crate::pattern::Pattern;
use crate::rules::Rule;

/// Where the first value of a field may come from.
pub const PREFILLS: &[&str] = &[
    "person.name",
    "person.pesel",
    "person.email",
    "person.address",
    "person.phone",
];

/// A question of the form, or a piece of text between questions.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Field {
    pub key: String,
    #[serde(rename = "type")]
    pub kind: FieldKind,
    pub label: String,
    #[serde(skip_serializing_if = "is_default")]
    pub hint: String,
    /// What the answer is needed for, told to whoever is asked.
    #[serde(skip_serializing_if = "is_default")]
    pub purpose: String,
    /// Whether an answer is needed; see also [`Field::required_if`].
    #[serde(default = "yes", skip_serializing_if = "is_yes")]
    pub required: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub show_if: Option<Rule>,
    /// When it stands, it decides instead of `required`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub required_if: Option<Rule>,
    #[serde(skip_serializing_if = "is_default")]
    pub options: Vec<Choice>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub default: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub prefill: Option<String>,
    /// Token of HTML's `autocomplete`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub autocomplete: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub width: Option<Width>,
    /// Shown after the value, e.g. `m²`.
    #[serde(skip_serializing_if = "is_default")]
    pub unit: String,
    /// Characters.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub min_length: Option<u32>,
    /// Characters.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub max_length: Option<u32>,
    /// Least number or amount; for a group the least count of items.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub min: Option<String>,
    /// Greatest number or amount; for a group the greatest count of items.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub max: Option<String>,
    /// Most places after the decimal comma.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub decimals: Option<u32>,
    /// Latest day, inclusive: a date or `today`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub before: Option<String>,
    /// Earliest day, inclusive: a date or `today`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub after: Option<String>,
    /// Regular expression the whole text must match.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub pattern: Option<Pattern>,
    #[serde(skip_serializing_if = "is_default")]
    pub pattern_message: String,
    /// Extensions of files taken, e.g. `pdf`.
    #[serde(skip_serializing_if = "is_default")]
    pub accept: Vec<String>,
    /// Largest file, in megabytes of 1,048,576 bytes.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub max_mb: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub max_files: Option<u32>,
    /// Fields of one item of a group.
    #[serde(skip_serializing_if = "is_default")]
    pub fields: Vec<Field>,
    /// What one item of a group is called, e.g. `Działka`.
    #[serde(skip_serializing_if = "is_default")]
    pub item_label: String,
    /// The rule of a computed value.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub value: Option<Rule>,
    /// How a computed value is shown.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub format: Option<Format>,
}

fn yes() -> bool {
    true
}

fn is_yes(value: &bool) -> bool {
    *value
}

/// Kinds of fields.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FieldKind {
    #[default]
    Text,
    Textarea,
    Number,
    Money,
    Date,
    DateRange,
    Email,
    Phone,
    YesNo,
    Radio,
    Select,
    Checkboxes,
    SearchSelect,
    Pesel,
    Nip,
    Regon,
    Nrb,
    LandRegister,
    Parcel,
    Address,
    /// A person or a firm.
    Party,
    /// Repeating fields.
    Group,
    File,
    /// A box that must be ticked.
    Declaration,
    /// Text only, no answer.
    Info,
    Computed,
}

impl FieldKind {
    /// Codes of all kinds, as written in files.
    pub const CODES: &[&str] = &[
        "text",
        "textarea",
        "number",
        "money",
        "date",
        "date_range",
        "email",
        "phone",
        "yes_no",
        "radio",
        "select",
        "checkboxes",
        "search_select",
        "pesel",
        "nip",
        "regon",
        "nrb",
        "land_register",
        "parcel",
        "address",
        "party",
        "group",
        "file",
        "declaration",
        "info",
        "computed",
    ];

    /// Whether the answer is chosen from the options of the field.
    pub fn has_options(self) -> bool {
        matches!(
            self,
            Self::Radio | Self::Select | Self::Checkboxes | Self::SearchSelect
        )
    }

    /// Whether the answer is one free line or more.
    pub fn is_text(self) -> bool {
        matches!(self, Self::Text | Self::Textarea)
    }

    /// Whether people answer it: not a text between questions, not a computed value.
    pub fn is_asked(self) -> bool {
        !matches!(self, Self::Info | Self::Computed)
    }

    /// The parts a composite answer consists of; empty for all others.
    pub fn parts(self) -> &'static [Part] {
        match self {
            Self::DateRange => DATE_RANGE,
            Self::Address => ADDRESS,
            Self::Party => PARTY,
            Self::Text
            | Self::Textarea
            | Self::Number
            | Self::Money
            | Self::Date
            | Self::Email
            | Self::Phone
            | Self::YesNo
            | Self::Radio
            | Self::Select
            | Self::Checkboxes
            | Self::SearchSelect
            | Self::Pesel
            | Self::Nip
            | Self::Regon
            | Self::Nrb
            | Self::LandRegister
            | Self::Parcel
            | Self::Group
            | Self::File
            | Self::Declaration
            | Self::Info
            | Self::Computed => &[],
        }
    }
}

/// A part of a composite answer (date range, address, party), posted as `field.part`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Part {
    pub key: &'static str,
    pub(crate) kind: PartKind,
    /// For parts of a party: `person` or `firm`, the kind that has this part.
    pub only_for: Option<&'static str>,
    /// Needed whenever the whole is given.
    pub required: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum PartKind {
    Text,
    Date,
    Pesel,
    Nip,
    PostalCode,
    Teryt,
    Country,
    PartyKind,
}

const fn part(key: &'static str, kind: PartKind, required: bool) -> Part {
    Part {
        key,
        kind,
        only_for: None,
        required,
    }
}

const fn person(key: &'static str, kind: PartKind, required: bool) -> Part {
    Part {
        key,
        kind,
        only_for: Some("person"),
        required,
    }
}

const fn firm(key: &'static str, kind: PartKind, required: bool) -> Part {
    Part {
        key,
        kind,
        only_for: Some("firm"),
        required,
    }
}

const DATE_RANGE: &[Part] = &[
    part("from", PartKind::Date, true),
    part("to", PartKind::Date, true),
];

const ADDRESS: &[Part] = &[
    part("street", PartKind::Text, false),
    part("house", PartKind::Text, true),
    part("flat", PartKind::Text, false),
    part("postal_code", PartKind::PostalCode, true),
    part("place", PartKind::Text, true),
    part("teryt", PartKind::Teryt, false),
    part("country", PartKind::Country, false),
];

// A person without PESEL (most often a foreigner) gives the date of birth instead.
const PARTY: &[Part] = &[
    part("kind", PartKind::PartyKind, true),
    person("first_name", PartKind::Text, true),
    person("last_name", PartKind::Text, true),
    person("pesel", PartKind::Pesel, false),
    person("born_on", PartKind::Date, false),
    firm("firm_name", PartKind::Text, true),
    firm("nip", PartKind::Nip, true),
];

/// One of the answers to choose from.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Choice {
    pub value: String,
    pub label: String,
    #[serde(skip_serializing_if = "is_default")]
    pub hint: String,
}

/// Width of the box on the page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Width {
    Short,
    #[default]
    Medium,
    Long,
}

/// How a computed value is kept and shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Format {
    #[default]
    Text,
    Number,
    Money,
}
