//! Settings in words: what differs, how well a colour can be read, when a review is due.

use std::collections::BTreeMap;

use catalogue::office::colour;
use chrono::{Datelike, NaiveDate};
use serde_json::Value;
use tenancy::OfficeProfile;

use super::sheets::Sheet;
use crate::visit::Visit;

/// Longer values are not told in the trail.
const TOLD_CHARS_MAX: usize = 80;
/// The declaration is looked through by the end of this month every year; told from its start.
///
/// # Source
/// Art. 11 of the act of 4 April 2019 on digital accessibility.
const REVIEW_MONTH: u32 = 3;

/// Degrees of contrast, each with the least ratio, from the best.
///
/// # Source
/// WCAG 2.2, success criteria 1.4.6, 1.4.3 and 1.4.11.
const DEGREES: [(&str, f64); 4] = [
    ("enough-for-all", 7.0),
    ("enough", colour::TEXT_CONTRAST_MIN),
    ("large-only", 3.0),
    ("too-low", 0.0),
];

/// The contrast of a colour with white in words.
pub(super) fn contrast(visit: &Visit, ratio: f64) -> String {
    let degree = DEGREES.iter().find(|(_, least)| ratio >= *least);
    let key = degree.map_or("too-low", |(key, _)| key);
    // Cut, not rounded: 4.49 must not be shown as 4.5.
    let told = format!("{:.2}", (ratio * 100.0).floor() / 100.0);
    let told = match visit.lang() {
        "en" => told,
        _ => told.replace('.', ","),
    };
    visit.t1(&format!("settings-contrast-{key}"), "ratio", &told)
}

/// The same words for every degree with the least ratio, for the script: `%` stands for the ratio.
pub(super) fn contrasts(visit: &Visit) -> Vec<(&'static str, String)> {
    let least = ["7", "4.5", "3", "0"];
    let told = DEGREES.iter().zip(least);
    told.map(|((key, _), least)| {
        let text = visit.t1(&format!("settings-contrast-{key}"), "ratio", "%");
        (least, text)
    })
    .collect()
}

/// The values of a part, one by one.
fn leaves(value: &Value) -> BTreeMap<String, String> {
    let mut found = BTreeMap::new();
    gather("", value, &mut found);
    found
}

fn gather(path: &str, value: &Value, found: &mut BTreeMap<String, String>) {
    let below = |key: &str| match path {
        "" => key.to_owned(),
        _ => format!("{path}.{key}"),
    };
    match value {
        Value::Object(object) => {
            for (key, inner) in object {
                gather(&below(key), inner, found);
            }
        }
        Value::Array(list) => {
            for (at, inner) in list.iter().enumerate() {
                gather(&below(&(at + 1).to_string()), inner, found);
            }
        }
        Value::String(text) if !text.is_empty() => {
            found.insert(path.to_owned(), text.clone());
        }
        Value::String(_) | Value::Null => {}
        Value::Bool(_) | Value::Number(_) => {
            found.insert(path.to_owned(), value.to_string());
        }
    }
}

fn differences(before: &Value, after: &Value) -> Vec<(String, String, String)> {
    let (before, after) = (leaves(before), leaves(after));
    let mut names: Vec<&String> = before.keys().chain(after.keys()).collect();
    names.sort();
    names.dedup();
    let value = |of: &BTreeMap<String, String>, name: &String| of.get(name).cloned();
    names
        .into_iter()
        .map(|name| {
            let (old, new) = (value(&before, name), value(&after, name));
            (
                name.clone(),
                old.unwrap_or_default(),
                new.unwrap_or_default(),
            )
        })
        .filter(|(_, old, new)| old != new)
        .collect()
}

/// What changed, for the trail: names, and values where they tell nothing about a person.
pub(super) fn detail(sheet: &Sheet, before: &Value, after: &Value) -> String {
    let told = differences(before, after)
        .into_iter()
        .map(|(name, old, new)| {
            let key = name.split('.').next().unwrap_or_default();
            let is_long = [&old, &new]
                .iter()
                .any(|text| text.chars().count() > TOLD_CHARS_MAX);
            match sheet.is_quiet(key) || is_long {
                true => name,
                false => format!("{name}:{old:?}->{new:?}"),
            }
        });
    told.collect::<Vec<_>>().join(" ")
}

/// The name of a value as its box calls it.
fn label(visit: &Visit, sheet: &Sheet, name: &str) -> String {
    let part = sheet.part.key().replace('_', "-");
    let mut words = name.split('.');
    let key = words.next().unwrap_or_default().replace('_', "-");
    let text = format!("settings-{part}-{key}");
    let said = visit.t(&text);
    let said = if said == text { name.to_owned() } else { said };
    match words.next() {
        Some(rest) => format!("{said} ({rest})"),
        None => said,
    }
}

/// Names of what changed, in words.
pub(super) fn names(visit: &Visit, sheet: &Sheet, before: &Value, after: &Value) -> String {
    let changed = differences(before, after).into_iter();
    let mut names: Vec<String> = changed
        .map(|(name, ..)| label(visit, sheet, &name))
        .collect();
    names.dedup();
    names.join(", ")
}

/// What will change, row by row: "before → after".
pub(super) fn rows(
    visit: &Visit,
    sheet: &Sheet,
    before: &Value,
    after: &Value,
) -> Vec<(String, String)> {
    let short = |text: String| match text.chars().count() > TOLD_CHARS_MAX {
        true => format!("{}…", text.chars().take(TOLD_CHARS_MAX).collect::<String>()),
        false if text.is_empty() => visit.t("none"),
        false => text,
    };
    let changed = differences(before, after).into_iter();
    let rows = changed.map(|(name, old, new)| {
        let told = format!("{} → {}", short(old), short(new));
        (label(visit, sheet, &name), told)
    });
    rows.collect()
}

/// Whether this year's review of the accessibility declaration should be done now.
pub(super) fn is_review_due(profile: &OfficeProfile, today: NaiveDate) -> bool {
    let days = [&profile.declaration.reviewed, &profile.declaration_date];
    let last = days.iter().filter_map(|day| day.parse::<NaiveDate>().ok());
    let last = last.map(|day| day.year()).max();
    today.month() >= REVIEW_MONTH && last.is_none_or(|year| year < today.year())
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn the_trail_tells_no_person_and_no_long_text() {
        let sheet = Sheet::named("dostepnosc").expect("a page");
        let before = json!({ "contact_name": "Anna A.", "published": "2026-01-01", "burden": "" });
        let after = json!({ "contact_name": "Ewa B.", "published": "2026-02-01", "burden": "" });
        let told = "contact_name published:\"2026-01-01\"->\"2026-02-01\"";
        assert_eq!(detail(sheet, &before, &after), told);
        assert_eq!(detail(sheet, &before, &before), "");
    }

    #[test]
    fn a_review_is_due_from_march_until_it_is_done() {
        let day = |text: &str| text.parse::<NaiveDate>().expect("a day");
        let mut profile = OfficeProfile {
            declaration_date: "2025-03-31".to_owned(),
            ..OfficeProfile::default()
        };
        assert!(!is_review_due(&profile, day("2026-02-28")));
        assert!(is_review_due(&profile, day("2026-03-01")));
        profile.declaration.reviewed = "2026-03-05".to_owned();
        assert!(!is_review_due(&profile, day("2026-12-01")));
    }
}
