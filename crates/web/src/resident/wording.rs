//! Faults of a form in plain words: what to do, with the name of the field.

use catalogue::{Definition, Fault, FaultKind, Field, FieldKind};
use chrono::NaiveDate;

use super::places;
use crate::dates;
use crate::files::Refusal;
use crate::visit::Visit;

/// A fault as the page says it: at the field and in the summary above.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Said {
    /// Identifier of the box.
    pub(crate) field: String,
    pub(crate) text: String,
}

/// The words for a fault of `definition`.
pub(super) fn say(visit: &Visit, definition: &Definition, fault: &Fault) -> Said {
    let field = places::field_at(definition, &fault.field);
    let label = label(visit, definition, &fault.field);
    let key = match (&fault.kind, field) {
        (FaultKind::Required, Some(field)) => required(field, &fault.field),
        (kind, _) => format!("resident-{}", kind.key()),
    };
    let mut values: Vec<(&str, String)> = fault.kind.args();
    for (_, value) in &mut values {
        *value = shown(visit, value);
    }
    values.push(("label", label));
    let values: Vec<(&str, &str)> = values.iter().map(|(k, v)| (*k, v.as_str())).collect();
    let text = match (&fault.kind, field) {
        (FaultKind::Pattern { .. }, Some(field)) if !field.pattern_message.is_empty() => {
            let path = format!("{}.pattern_message", text_path(&fault.field));
            visit.told(definition, &path)
        }
        _ => visit.tn(&key, &values),
    };
    Said {
        field: fault.field.clone(),
        text,
    }
}

/// The words for a file that is not taken. `types` are the extensions the field accepts.
pub(super) fn refused(visit: &Visit, refusal: &Refusal, types: &str) -> String {
    match refusal {
        Refusal::Empty => visit.t("fault-file-empty"),
        Refusal::TooLarge { max_mb } => visit.t1("fault-file-too-big", "max", &max_mb.to_string()),
        Refusal::Type => visit.t1("fault-file-type", "types", types),
        Refusal::Unsent | Refusal::Storage(_) => visit.t("fault-file-unsent"),
    }
}

/// What is missing depends on how one answers.
fn required(field: &Field, path: &str) -> String {
    let is_part = field.kind.parts().iter().any(|part| {
        path.strip_suffix(part.key)
            .is_some_and(|rest| rest.ends_with('.'))
    });
    let key = match field.kind {
        FieldKind::Radio | FieldKind::Select | FieldKind::SearchSelect => "choose",
        FieldKind::Checkboxes => "choose-any",
        FieldKind::YesNo => "yes-no",
        FieldKind::File => "file",
        FieldKind::Group => "group",
        FieldKind::Party if path.ends_with(".kind") => "party",
        FieldKind::Party | FieldKind::Address | FieldKind::DateRange if is_part => "part",
        FieldKind::Text
        | FieldKind::Textarea
        | FieldKind::Number
        | FieldKind::Money
        | FieldKind::Date
        | FieldKind::DateRange
        | FieldKind::Email
        | FieldKind::Phone
        | FieldKind::Pesel
        | FieldKind::Nip
        | FieldKind::Regon
        | FieldKind::Nrb
        | FieldKind::LandRegister
        | FieldKind::Parcel
        | FieldKind::Address
        | FieldKind::Party
        | FieldKind::Declaration
        | FieldKind::Info
        | FieldKind::Computed => "text",
    };
    format!("resident-required-{key}")
}

/// The name of the field or of the part of an answer at a path.
fn label(visit: &Visit, definition: &Definition, path: &str) -> String {
    let Some(field) = places::field_at(definition, path) else {
        return String::new();
    };
    let whole = visit.told(definition, &format!("{}.label", text_path(path)));
    let last = path.rsplit('.').next().unwrap_or_default();
    match field.kind.parts().iter().find(|part| part.key == last) {
        Some(part) => visit.t(part_label(part.key)),
        None if whole.is_empty() => visit.polish(&field.label),
        None => whole,
    }
}

/// The text with the name of a part of a composite answer.
pub(super) fn part_label(part: &str) -> &'static str {
    match part {
        "street" => "address-street",
        "house" => "address-house",
        "flat" => "address-flat",
        "postal_code" => "address-postal-code",
        "place" => "address-city",
        "kind" => "party-kind",
        "first_name" => "party-first-name",
        "last_name" => "party-last-name",
        "pesel" => "party-pesel",
        "born_on" => "resident-party-born-on",
        "firm_name" => "party-firm-name",
        "nip" => "party-nip",
        "from" => "field-date-from",
        _ => "field-date-to",
    }
}

/// The path of a field among the texts of its definition, without numbers and parts.
pub(super) fn text_path(path: &str) -> String {
    let mut parts = path.split('.').filter(|part| part.parse::<u32>().is_err());
    let mut text = format!("fields.{}", parts.next().unwrap_or_default());
    for part in parts {
        text.push('.');
        text.push_str(part);
    }
    text
}

/// Values of messages as people write them: dates in words, numbers with a comma.
fn shown(visit: &Visit, value: &str) -> String {
    if let Ok(day) = value.parse::<NaiveDate>() {
        return dates::long(visit.app().texts(), visit.lang(), day);
    }
    let is_number = !value.is_empty() && value.bytes().all(|b| b.is_ascii_digit() || b == b'.');
    match is_number {
        true => value.replace('.', ","),
        false => value.to_owned(),
    }
}
