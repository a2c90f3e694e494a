//! Dates and times as people read them, in Poland's time.

use chrono::{DateTime, Datelike, NaiveDate, Timelike, Utc};
use chrono_tz::Europe::Warsaw;

use crate::texts::Texts;
use crate::visit::Visit;

/// A date in words: "22 listopada 2026".
pub(crate) fn long(texts: &Texts, language: &str, date: NaiveDate) -> String {
    let month = texts.get(language, &format!("month-{}", date.month()), &[]);
    format!("{} {month} {}", date.day(), date.year())
}

/// A date written as in files ("2026-11-22") in words; anything else stays as it is.
pub(crate) fn long_of(visit: &Visit, text: &str) -> String {
    match text.parse() {
        Ok(date) => long(visit.app().texts(), visit.lang(), date),
        Err(_) => text.to_owned(),
    }
}

/// A date in figures, for narrow columns: "22.11.2026".
pub(crate) fn figures(day: NaiveDate) -> String {
    day.format("%d.%m.%Y").to_string()
}

/// An instant in figures, for narrow columns: "22.11.2026, 9:05".
pub(crate) fn figures_time(at: DateTime<Utc>) -> String {
    let local = at.with_timezone(&Warsaw);
    let day = figures(local.date_naive());
    format!("{day}, {}:{:02}", local.hour(), local.minute())
}

/// An instant in words: "22 listopada 2026, 9:05".
pub(crate) fn long_time(texts: &Texts, language: &str, at: DateTime<Utc>) -> String {
    let local = at.with_timezone(&Warsaw);
    let day = long(texts, language, local.date_naive());
    format!("{day}, {}:{:02}", local.hour(), local.minute())
}

/// The date in Poland of an instant.
#[must_use]
pub fn warsaw_date(at: DateTime<Utc>) -> NaiveDate {
    at.with_timezone(&Warsaw).date_naive()
}

/// For the attribute `datetime`.
pub(crate) fn iso(at: DateTime<Utc>) -> String {
    at.to_rfc3339_opts(chrono::SecondsFormat::Secs, true)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_instant_is_shown_in_polish_time() {
        let texts = Texts::load().expect("texts");
        let at: DateTime<Utc> = "2026-11-22T08:05:00Z".parse().expect("an instant");
        assert_eq!(long_time(&texts, "pl", at), "22 listopada 2026, 9:05");
        let summer: DateTime<Utc> = "2026-07-01T22:30:00Z".parse().expect("an instant");
        assert_eq!(long_time(&texts, "pl", summer), "2 lipca 2026, 0:30");
    }
}
