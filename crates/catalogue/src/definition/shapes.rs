//! The keys a definition may have: the format of the files, as data.

use super::checks::{CATEGORIES, LANGUAGES, LIFE_EVENTS};
use super::field::{FieldKind, PREFILLS};
use crate::shape::{Key, Shape, may, must};

static TEXT: Shape = Shape::Text;

pub(crate) static DEFINITION: &[Key] = &[
    must("slug", Shape::Text),
    must("title", Shape::Text),
    must("edition", Shape::Count),
    must(
        "kind",
        Shape::Code(&["application", "information", "appointment", "notification"]),
    ),
    must(
        "procedure",
        Shape::Code(&[
            "kpa",
            "ordynacja",
            "certificate",
            "silent_consent",
            "silent_end",
            "public_information",
            "petition",
            "complaint",
            "notification",
        ]),
    ),
    must("category", Shape::Code(CATEGORIES)),
    may("life_events", Shape::List(&LIFE_EVENT)),
    must(
        "identity",
        Shape::Code(&["none", "low", "substantial", "high"]),
    ),
    may("maturity", Shape::Count),
    may("maturity_evidence", Shape::Text),
    may("class", Shape::Text),
    may("unit", Shape::Text),
    may("languages", Shape::List(&LANGUAGE)),
    may("keywords", Shape::List(&TEXT)),
    may("confirm", Shape::List(&TEXT)),
    must("card", Shape::Table(CARD)),
    may("deadline", Shape::Table(DEADLINE)),
    may("fees", Shape::List(&FEE)),
    may("attachments", Shape::List(&ATTACHMENT)),
    may("windows", Shape::List(&WINDOW)),
    may("form", Shape::Table(&[may("steps", Shape::List(&STEP))])),
    may("texts", Shape::Map(&Shape::Texts)),
];

static LIFE_EVENT: Shape = Shape::Code(LIFE_EVENTS);
static LANGUAGE: Shape = Shape::Code(LANGUAGES);

static CARD: &[Key] = &[
    must("summary", Shape::Text),
    may("who", Shape::Text),
    may("needed", Shape::List(&TEXT)),
    may("how", Shape::Text),
    may("result", Shape::Text),
    may("time", Shape::Text),
    may("appeal", Shape::Text),
    may("personal_data", Shape::Text),
    may("legal_basis", Shape::List(&TEXT)),
];

static DEADLINE: &[Key] = &[must("term", Shape::Text), must("basis", Shape::Text)];

static FEE: Shape = Shape::Table(&[
    must("key", Shape::Text),
    must("title", Shape::Text),
    may("amount", Shape::Amount),
    may("formula", Shape::Rule),
    may("per", Shape::Text),
    must("basis", Shape::Text),
    must(
        "payee",
        Shape::Code(&["gmina_of_seat", "office", "gmina_of_principal"]),
    ),
    may("exemptions", Shape::List(&EXEMPTION)),
]);

static EXEMPTION: Shape = Shape::Table(&[must("text", Shape::Text), may("basis", Shape::Text)]);

static ATTACHMENT: Shape = Shape::Table(&[
    must("key", Shape::Text),
    must("title", Shape::Text),
    may("required", Shape::Bool),
    may("note", Shape::Text),
]);

static WINDOW: Shape = Shape::Table(&[must("opens", Shape::Text), must("closes", Shape::Text)]);

static STEP: Shape = Shape::Table(&[
    must("key", Shape::Text),
    must("title", Shape::Text),
    may("hint", Shape::Text),
    may("show_if", Shape::Rule),
    may("fields", Shape::List(&FIELD_SHAPE)),
]);

static FIELD_SHAPE: Shape = Shape::Table(FIELD);

/// Keys of a field; also those of an added field of an adoption.
pub(crate) static FIELD: &[Key] = &[
    must("key", Shape::Text),
    must("type", Shape::Code(FieldKind::CODES)),
    must("label", Shape::Text),
    may("hint", Shape::Text),
    may("purpose", Shape::Text),
    may("required", Shape::Bool),
    may("show_if", Shape::Rule),
    may("required_if", Shape::Rule),
    may("options", Shape::List(&CHOICE)),
    may("default", Shape::Scalar),
    may("prefill", Shape::Code(PREFILLS)),
    may("autocomplete", Shape::Text),
    may("width", Shape::Code(&["short", "medium", "long"])),
    may("unit", Shape::Text),
    may("min_length", Shape::Count),
    may("max_length", Shape::Count),
    may("min", Shape::Amount),
    may("max", Shape::Amount),
    may("decimals", Shape::Count),
    may("before", Shape::Text),
    may("after", Shape::Text),
    may("pattern", Shape::Text),
    may("pattern_message", Shape::Text),
    may("accept", Shape::List(&ACCEPT)),
    may("max_mb", Shape::Count),
    may("max_files", Shape::Count),
    may("fields", Shape::List(&FIELD_SHAPE)),
    may("item_label", Shape::Text),
    may("value", Shape::Rule),
    may("format", Shape::Code(&["text", "number", "money"])),
];

static CHOICE: Shape = Shape::Table(&[
    must("value", Shape::Scalar),
    must("label", Shape::Text),
    may("hint", Shape::Text),
]);

static ACCEPT: Shape = Shape::Code(&["pdf", "jpg", "png", "docx", "xlsx", "odt", "txt", "csv"]);
