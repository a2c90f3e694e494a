//! Turns one posted text into the normalised answer of a field, or says what is wrong with it.

use chrono::{Datelike, NaiveDate};
use domain::identifiers::{
    IdentifierError, LandRegister, Nip, Nrb, Parcel, Pesel, PostalCode, Regon,
};
use domain::money::Money;
use domain::teryt::Teryt;
use rust_decimal::Decimal;
use serde_json::{Number, Value};

use super::FaultKind;
use crate::definition::{Field, FieldKind, PartKind, date_bound};
use crate::text_shape;

/// Longest line where the definition sets no limit, in characters.
const LINE_CHARS_MAX: u32 = 500;
/// Longest text where the definition sets no limit, in characters.
const TEXT_CHARS_MAX: u32 = 10_000;
/// Most places after the comma where the definition sets no limit.
const DECIMALS_MAX: u32 = 6;
/// Numbers keep this many digits exactly.
const DIGITS_MAX: usize = 15;

type Read = Result<Value, FaultKind>;

/// The posted text without outer spaces and without characters that cannot be seen.
pub(super) fn tidy(text: &str) -> String {
    let text = text.replace("\r\n", "\n");
    let text: String = text
        .chars()
        .filter(|c| !c.is_control() || matches!(c, '\n' | '\t'))
        .collect();
    text.trim().to_owned()
}

/// Reads a tidy text that is not empty, for a field with one text as its answer.
pub(super) fn read(field: &Field, text: &str, today: NaiveDate) -> Read {
    match field.kind {
        FieldKind::Text => line(field, &text.replace(['\n', '\t'], " "), LINE_CHARS_MAX),
        FieldKind::Textarea => line(field, text, TEXT_CHARS_MAX),
        FieldKind::Number => number(field, text),
        FieldKind::Money => money(field, text),
        FieldKind::Date => date(field, text, today),
        FieldKind::Email if text_shape::is_email(text) => Ok(Value::from(text)),
        FieldKind::Email => Err(FaultKind::NotAnEmail),
        FieldKind::Phone => text_shape::phone(text)
            .map(Value::from)
            .ok_or(FaultKind::NotAPhone),
        FieldKind::YesNo => match text.to_lowercase().as_str() {
            "true" | "yes" | "tak" | "1" => Ok(Value::Bool(true)),
            "false" | "no" | "nie" | "0" => Ok(Value::Bool(false)),
            _ => Err(FaultKind::NotAChoice),
        },
        FieldKind::Radio | FieldKind::Select | FieldKind::SearchSelect | FieldKind::Checkboxes => {
            match field.options.iter().find(|choice| choice.value == text) {
                Some(choice) => Ok(Value::from(choice.value.as_str())),
                None => Err(FaultKind::NotAChoice),
            }
        }
        FieldKind::Pesel => known(
            Pesel::parse(text).map(|n| n.as_str().to_owned()),
            FaultKind::Pesel,
        ),
        FieldKind::Nip => known(
            Nip::parse(text).map(|n| n.as_str().to_owned()),
            FaultKind::Nip,
        ),
        FieldKind::Regon => known(
            Regon::parse(text).map(|n| n.as_str().to_owned()),
            FaultKind::Regon,
        ),
        FieldKind::Nrb => known(
            Nrb::parse(text).map(|n| n.as_str().to_owned()),
            FaultKind::Nrb,
        ),
        FieldKind::LandRegister => known(
            LandRegister::parse(text).map(|n| n.as_str().to_owned()),
            FaultKind::LandRegister,
        ),
        FieldKind::Parcel => known(
            Parcel::parse(text).map(|n| n.as_str().to_owned()),
            FaultKind::Parcel,
        ),
        FieldKind::Declaration => match text.to_lowercase().as_str() {
            "true" | "yes" | "tak" | "on" | "1" => Ok(Value::Bool(true)),
            _ => Err(FaultKind::NotDeclared),
        },
        FieldKind::DateRange
        | FieldKind::Address
        | FieldKind::Party
        | FieldKind::Group
        | FieldKind::File
        | FieldKind::Info
        | FieldKind::Computed => Err(FaultKind::NotAChoice),
    }
}

/// Reads a tidy text that is not empty, for a part of a composite answer.
pub(super) fn read_part(field: &Field, part: PartKind, text: &str, today: NaiveDate) -> Read {
    match part {
        PartKind::Text => {
            within(text, None, Some(LINE_CHARS_MAX))?;
            Ok(Value::from(text.replace(['\n', '\t'], " ")))
        }
        PartKind::Date if field.kind == FieldKind::DateRange => date(field, text, today),
        PartKind::Date => match day(text) {
            Some(day) if day > today => Err(FaultKind::TooLate { latest: today }),
            Some(day) => Ok(Value::from(day.to_string())),
            None => Err(FaultKind::NotADate),
        },
        PartKind::Pesel => known(
            Pesel::parse(text).map(|n| n.as_str().to_owned()),
            FaultKind::Pesel,
        ),
        PartKind::Nip => known(
            Nip::parse(text).map(|n| n.as_str().to_owned()),
            FaultKind::Nip,
        ),
        PartKind::PostalCode => known(
            PostalCode::parse(text).map(|n| n.as_str().to_owned()),
            FaultKind::PostalCode,
        ),
        // People live also where the list of this deployment does not reach.
        PartKind::Teryt => match Teryt::parse(text) {
            Err(IdentifierError::Unknown) => Ok(Value::from(text.replace(' ', ""))),
            parsed => known(parsed.map(|n| n.as_str().to_owned()), FaultKind::Teryt),
        },
        PartKind::Country => {
            let code = text.to_uppercase();
            let fits = code.len() == 2 && code.bytes().all(|b| b.is_ascii_uppercase());
            if fits {
                Ok(Value::from(code))
            } else {
                Err(FaultKind::Country)
            }
        }
        PartKind::PartyKind if matches!(text, "person" | "firm") => Ok(Value::from(text)),
        PartKind::PartyKind => Err(FaultKind::NotAChoice),
    }
}

fn known(parsed: Result<String, IdentifierError>, fault: fn(IdentifierError) -> FaultKind) -> Read {
    parsed.map(Value::from).map_err(fault)
}

fn line(field: &Field, text: &str, chars_max: u32) -> Read {
    within(
        text,
        field.min_length,
        Some(field.max_length.unwrap_or(chars_max)),
    )?;
    match &field.pattern {
        Some(pattern) if !pattern.matches(text) => Err(FaultKind::Pattern {
            message: field.pattern_message.clone(),
        }),
        _ => Ok(Value::from(text)),
    }
}

fn within(text: &str, min: Option<u32>, max: Option<u32>) -> Result<(), FaultKind> {
    let length = u32::try_from(text.chars().count()).unwrap_or(u32::MAX);
    match (min, max) {
        (Some(min), _) if length < min => Err(FaultKind::TooShort { min }),
        (_, Some(max)) if length > max => Err(FaultKind::TooLong { max }),
        _ => Ok(()),
    }
}

fn number(field: &Field, text: &str) -> Read {
    let number = decimal(text).ok_or(FaultKind::NotANumber)?;
    let max = field.decimals.unwrap_or(DECIMALS_MAX).min(DECIMALS_MAX);
    if number.scale() > max {
        return Err(FaultKind::TooManyDecimals { max });
    }
    in_bounds(field, number)?;
    json_number(number).ok_or_else(|| FaultKind::TooLarge {
        max: "999999999".to_owned(),
    })
}

/// A decimal number with a comma or a point; spaces between thousands are left out.
pub(super) fn decimal(text: &str) -> Option<Decimal> {
    let bare: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    let bare = bare.replace(',', ".");
    let fits = bare.len() <= 40 && bare.starts_with(|c: char| c.is_ascii_digit() || c == '-');
    let plain = || bare.parse::<Decimal>().ok();
    let number = plain().or_else(|| Decimal::from_scientific(&bare).ok())?;
    fits.then(|| number.normalize())
}

/// The number as JSON; `None` when it has more digits than a number keeps.
pub(super) fn json_number(number: Decimal) -> Option<Value> {
    let text = number.normalize().to_string();
    if text.bytes().filter(u8::is_ascii_digit).count() > DIGITS_MAX {
        return None;
    }
    if let Ok(whole) = text.parse::<i64>() {
        return Some(Value::from(whole));
    }
    text.parse::<f64>()
        .ok()
        .and_then(Number::from_f64)
        .map(Value::Number)
}

fn money(field: &Field, text: &str) -> Read {
    let amount = Money::parse(text).map_err(|_| FaultKind::NotMoney)?;
    let number = amount.decimal();
    if field.min.is_none() && number.is_sign_negative() && !number.is_zero() {
        return Err(FaultKind::TooSmall {
            min: "0".to_owned(),
        });
    }
    in_bounds(field, number)?;
    Ok(Value::from(amount.plain()))
}

/// An amount as kept in answers: two places after a point.
pub(crate) fn money_text(number: Decimal) -> String {
    format!("{number:.2}")
}

fn in_bounds(field: &Field, number: Decimal) -> Result<(), FaultKind> {
    let bound = |text: &Option<String>| text.as_deref().and_then(decimal);
    if let (Some(min), Some(text)) = (bound(&field.min), &field.min)
        && number < min
    {
        return Err(FaultKind::TooSmall { min: text.clone() });
    }
    if let (Some(max), Some(text)) = (bound(&field.max), &field.max)
        && number > max
    {
        return Err(FaultKind::TooLarge { max: text.clone() });
    }
    Ok(())
}

fn date(field: &Field, text: &str, today: NaiveDate) -> Read {
    let day = day(text).ok_or(FaultKind::NotADate)?;
    let bound = |text: &Option<String>| text.as_deref().and_then(date_bound).map(|b| b.on(today));
    if let Some(earliest) = bound(&field.after).filter(|earliest| day < *earliest) {
        return Err(FaultKind::TooEarly { earliest });
    }
    if let Some(latest) = bound(&field.before).filter(|latest| day > *latest) {
        return Err(FaultKind::TooLate { latest });
    }
    Ok(Value::from(day.to_string()))
}

/// A day as the browser's own box posts it, or as people write it: day, month, year.
fn day(text: &str) -> Option<NaiveDate> {
    const YEARS: std::ops::RangeInclusive<i32> = 1800..=2200;
    let bare: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    ["%Y-%m-%d", "%d.%m.%Y", "%d-%m-%Y", "%d/%m/%Y"]
        .iter()
        .find_map(|form| NaiveDate::parse_from_str(&bare, form).ok())
        .filter(|day| YEARS.contains(&day.year()))
}
