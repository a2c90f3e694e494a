//! Checks of the form: keys, labels, limits, and what a kind of field may have.

use std::collections::HashSet;

use chrono::NaiveDate;
use domain::money::Money;
use rust_decimal::Decimal;

use super::checks::{filled, key};
use super::{Definition, Field, FieldKind, ServiceKind};
use crate::document::FILE_BYTES_MAX;
use crate::problem::{Complaint, hint_among};

/// Most fields of one form, those of groups included.
pub const FIELDS_MAX: usize = 1000;
/// Deepest nesting of groups, the form itself being the first level.
pub const DEPTH_MAX: usize = 5;
/// Most options of one field.
pub const OPTIONS_MAX: usize = 500;

pub(super) fn check(definition: &Definition, said: &mut Vec<Complaint>) {
    let steps = &definition.form.steps;
    let filed = matches!(
        definition.kind,
        ServiceKind::Application | ServiceKind::Notification
    );
    if filed && steps.is_empty() {
        said.push(
            Complaint::new("kind", "Wniosek i zgłoszenie muszą mieć formularz.")
                .hint("dopisz co najmniej jeden krok: [[form.steps]]"),
        );
    }
    let mut step_keys = HashSet::new();
    let mut field_keys = HashSet::new();
    let mut count = 0;
    for (position, step) in steps.iter().enumerate() {
        let path = format!("form.steps.{position}");
        key(&step.key, &format!("{path}.key"), said);
        filled(&step.title, &format!("{path}.title"), said);
        unique(&step.key, &format!("{path}.key"), &mut step_keys, said);
        if step.fields.is_empty() {
            said.push(Complaint::new(
                path.clone(),
                "Krok formularza nie ma żadnego pola.",
            ));
        }
        fields(&step.fields, &path, 1, &mut field_keys, &mut count, said);
    }
    if count > FIELDS_MAX {
        let message = format!("Formularz ma {count} pól; może mieć najwyżej {FIELDS_MAX}.");
        said.push(Complaint::new("form", message));
    }
    if definition.to_json().to_string().len() > FILE_BYTES_MAX {
        said.push(Complaint::new(
            "",
            "Definicja jest za duża: najwyżej 1 MiB.",
        ));
    }
}

fn fields<'a>(
    fields_here: &'a [Field],
    path: &str,
    depth: usize,
    keys: &mut HashSet<&'a str>,
    count: &mut usize,
    said: &mut Vec<Complaint>,
) {
    if depth > DEPTH_MAX {
        let message = format!("Grupy są zagnieżdżone za głęboko; najwyżej {DEPTH_MAX} poziomów.");
        said.push(Complaint::new(path, message));
        return;
    }
    for (position, field) in fields_here.iter().enumerate() {
        let path = format!("{path}.fields.{position}");
        *count += 1;
        key(&field.key, &format!("{path}.key"), said);
        unique(&field.key, &format!("{path}.key"), keys, said);
        filled(&field.label, &format!("{path}.label"), said);
        options(field, &path, said);
        belongs(field, &path, said);
        bounds(field, &path, said);
        if field.kind == FieldKind::Group {
            fields(
                &field.fields,
                &path,
                depth + 1,
                &mut HashSet::new(),
                count,
                said,
            );
        }
    }
}

fn unique<'a>(name: &'a str, path: &str, seen: &mut HashSet<&'a str>, said: &mut Vec<Complaint>) {
    if !seen.insert(name) && !name.is_empty() {
        said.push(
            Complaint::new(path, format!("Klucz „{name}” już jest w tym formularzu."))
                .hint("każdy krok i każde pole musi mieć własny klucz"),
        );
    }
}

fn options(field: &Field, path: &str, said: &mut Vec<Complaint>) {
    let list = format!("{path}.options");
    if !field.kind.has_options() {
        if !field.options.is_empty() {
            said.push(Complaint::new(list, "To pole nie ma opcji do wyboru.").at_key());
        }
        return;
    }
    if field.options.is_empty() {
        said.push(
            Complaint::new(path, format!("Pole wyboru „{}” nie ma opcji.", field.key))
                .hint("dopisz options = [{ value = \"…\", label = \"…\" }]"),
        );
    }
    if field.options.len() > OPTIONS_MAX {
        let message = format!("Opcji może być najwyżej {OPTIONS_MAX}.");
        said.push(Complaint::new(list.clone(), message));
    }
    let mut seen = HashSet::new();
    for (position, choice) in field.options.iter().enumerate() {
        let value_path = format!("{list}.{position}.value");
        filled(&choice.value, &value_path, said);
        filled(&choice.label, &format!("{list}.{position}.label"), said);
        if !seen.insert(choice.value.as_str()) {
            let message = format!("Wartość „{}” powtarza się.", choice.value);
            said.push(Complaint::new(value_path, message));
        }
    }
    let values: Vec<&str> = field
        .options
        .iter()
        .map(|choice| choice.value.as_str())
        .collect();
    if let Some(default) = &field.default
        && !values.contains(&default.as_str())
    {
        said.push(
            Complaint::new(
                format!("{path}.default"),
                "Tej wartości nie ma wśród opcji.",
            )
            .hint(hint_among(default, &values)),
        );
    }
}

/// Complains of keys that mean nothing for the kind of the field, and of those it must have.
fn belongs(field: &Field, path: &str, said: &mut Vec<Complaint>) {
    let kind = field.kind;
    let numeric = matches!(kind, FieldKind::Number | FieldKind::Money);
    let dated = matches!(kind, FieldKind::Date | FieldKind::DateRange);
    let group = kind == FieldKind::Group;
    let file = kind == FieldKind::File;
    let computed = kind == FieldKind::Computed;
    let found = [
        ("min_length", field.min_length.is_some(), kind.is_text()),
        ("max_length", field.max_length.is_some(), kind.is_text()),
        ("min", field.min.is_some(), numeric || group),
        ("max", field.max.is_some(), numeric || group),
        (
            "decimals",
            field.decimals.is_some(),
            kind == FieldKind::Number || computed,
        ),
        ("before", field.before.is_some(), dated),
        ("after", field.after.is_some(), dated),
        ("pattern", field.pattern.is_some(), kind.is_text()),
        ("accept", !field.accept.is_empty(), file),
        ("max_mb", field.max_mb.is_some(), file),
        ("max_files", field.max_files.is_some(), file),
        ("fields", !field.fields.is_empty(), group),
        ("item_label", !field.item_label.is_empty(), group),
        ("value", field.value.is_some(), computed),
        ("format", field.format.is_some(), computed),
        ("required_if", field.required_if.is_some(), kind.is_asked()),
    ];
    for (name, given, fits) in found {
        if given && !fits {
            let message = format!("Klucz „{name}” nie pasuje do pola tego rodzaju.");
            said.push(Complaint::new(format!("{path}.{name}"), message).at_key());
        }
    }
    if group && field.fields.is_empty() {
        said.push(Complaint::new(
            path,
            format!("Grupa „{}” nie ma pól.", field.key),
        ));
    }
    if computed && field.value.is_none() {
        said.push(
            Complaint::new(
                path,
                format!("Pole obliczane „{}” nie ma wzoru.", field.key),
            )
            .hint("dopisz value = '…' (JSON Logic)"),
        );
    }
}

fn bounds(field: &Field, path: &str, said: &mut Vec<Complaint>) {
    for (name, bound) in [("min", &field.min), ("max", &field.max)] {
        let Some(text) = bound else { continue };
        let readable = match field.kind {
            FieldKind::Money => Money::parse(text).is_ok(),
            FieldKind::Group => text.parse::<u32>().is_ok_and(|n| n <= 500),
            _ => text.parse::<Decimal>().is_ok(),
        };
        if !readable {
            let message = format!("„{text}” nie może być granicą tego pola.");
            said.push(Complaint::new(format!("{path}.{name}"), message));
        }
    }
    let number = |text: &Option<String>| text.as_deref().and_then(|t| t.parse::<Decimal>().ok());
    if let (Some(min), Some(max)) = (number(&field.min), number(&field.max))
        && min > max
    {
        let message = "Najmniejsza wartość jest większa od największej.";
        said.push(Complaint::new(format!("{path}.min"), message));
    }
    if let (Some(min), Some(max)) = (field.min_length, field.max_length)
        && min > max
    {
        let message = "Najmniejsza długość jest większa od największej.";
        said.push(Complaint::new(format!("{path}.min_length"), message));
    }
    for (name, bound) in [("before", &field.before), ("after", &field.after)] {
        if let Some(text) = bound
            && date_bound(text).is_none()
        {
            said.push(
                Complaint::new(format!("{path}.{name}"), format!("„{text}” nie jest datą."))
                    .hint("np. \"2026-01-31\" albo \"today\""),
            );
        }
    }
    if field.decimals.is_some_and(|places| places > 6) {
        said.push(Complaint::new(
            format!("{path}.decimals"),
            "Najwyżej 6 miejsc po przecinku.",
        ));
    }
    if let Some(fault) = field
        .pattern
        .as_ref()
        .and_then(crate::pattern::Pattern::fault)
    {
        let message = format!("Błędny wzorzec: {fault}.");
        said.push(Complaint::new(format!("{path}.pattern"), message));
    }
}

/// A bound of a date: a fixed day or the day of filing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum DateBound {
    Today,
    Day(NaiveDate),
}

impl DateBound {
    pub(crate) fn on(self, today: NaiveDate) -> NaiveDate {
        match self {
            Self::Today => today,
            Self::Day(day) => day,
        }
    }
}

pub(crate) fn date_bound(text: &str) -> Option<DateBound> {
    if text == "today" {
        return Some(DateBound::Today);
    }
    NaiveDate::parse_from_str(text, "%Y-%m-%d")
        .ok()
        .map(DateBound::Day)
}
