//! The boxes each kind of field has.

use catalogue::FieldKind;
use catalogue::definition::PREFILLS;

use super::inputs::{Box, Input, may, must};

const FILES: &[&str] = &["pdf", "jpg", "png", "docx", "xlsx", "odt", "txt", "csv"];
const WIDTHS: &[&str] = &["short", "medium", "long"];
const FORMATS: &[&str] = &["text", "number", "money"];

/// The boxes a field of this kind has.
pub(super) fn inputs(kind: FieldKind) -> Vec<Input> {
    let mut inputs = vec![
        must("label", "field-label", Box::Text),
        may("hint", "field-hint", Box::Text),
        may("purpose", "field-purpose", Box::Text),
        must(
            "type",
            "field-type",
            Box::Code(FieldKind::CODES, "designer-kind-of-field"),
        ),
    ];
    if kind.is_asked() && kind != FieldKind::Declaration {
        inputs.push(may("required", "field-required", Box::Yes));
    }
    if kind.has_options() {
        inputs.push(must("options", "field-options", Box::Options));
    }
    inputs.extend(own_inputs(kind));
    if can_be_known(kind) {
        inputs.push(may(
            "prefill",
            "field-prefill",
            Box::Code(PREFILLS, "designer-prefill"),
        ));
    }
    if matches!(kind, FieldKind::Text | FieldKind::Number | FieldKind::Money) {
        inputs.push(may(
            "width",
            "field-width",
            Box::Code(WIDTHS, "designer-width"),
        ));
    }
    inputs.push(must("key", "key", Box::Line));
    inputs
}

/// The boxes only this kind has.
fn own_inputs(kind: FieldKind) -> Vec<Input> {
    match kind {
        FieldKind::Text => vec![
            may("min_length", "field-min-length", Box::Count),
            may("max_length", "field-max-length", Box::Count),
            may("pattern", "field-pattern", Box::Line),
            may("pattern_message", "field-pattern-message", Box::Line),
        ],
        FieldKind::Textarea => vec![
            may("min_length", "field-min-length", Box::Count),
            may("max_length", "field-max-length", Box::Count),
        ],
        FieldKind::Number => vec![
            may("min", "field-min", Box::Line),
            may("max", "field-max", Box::Line),
            may("decimals", "field-decimals", Box::Count),
            may("unit", "field-unit", Box::Line),
        ],
        FieldKind::Money => vec![
            may("min", "field-min", Box::Line),
            may("max", "field-max", Box::Line),
        ],
        FieldKind::Date | FieldKind::DateRange => vec![
            may("after", "field-after", Box::Line),
            may("before", "field-before", Box::Line),
        ],
        FieldKind::Group => vec![
            may("item_label", "field-item-label", Box::Line),
            may("min", "field-items-min", Box::Line),
            may("max", "field-items-max", Box::Line),
        ],
        FieldKind::File => vec![
            may("accept", "field-accept", Box::Codes(FILES, "designer-file")),
            may("max_mb", "field-max-mb", Box::Count),
            may("max_files", "field-max-files", Box::Count),
        ],
        FieldKind::Computed => vec![
            must("value", "field-value", Box::Formula),
            may(
                "format",
                "field-format",
                Box::Code(FORMATS, "designer-format"),
            ),
            may("unit", "field-unit", Box::Line),
        ],
        _ => Vec::new(),
    }
}

fn can_be_known(kind: FieldKind) -> bool {
    matches!(
        kind,
        FieldKind::Text
            | FieldKind::Email
            | FieldKind::Phone
            | FieldKind::Pesel
            | FieldKind::Address
            | FieldKind::Party
    )
}
