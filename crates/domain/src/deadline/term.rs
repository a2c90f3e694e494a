//! Terms: lengths of time set by law, in days, working days, weeks, months or years.

use std::fmt;

use chrono::{Days, Months, NaiveDate};
use thiserror::Error;

use crate::calendar::Calendar;

/// Longest term in its own unit; the law knows none longer than a few years.
const COUNT_MAX: u32 = 1_000;

/// A length of time set by law, written `D14`, `B3`, `W2`, `M1` or `Y5`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Term {
    /// Calendar days.
    Days(u32),
    /// Working days (dni robocze): neither Saturdays nor statutory days off count.
    WorkingDays(u32),
    /// Weeks.
    Weeks(u32),
    /// Calendar months.
    Months(u32),
    /// Calendar years.
    Years(u32),
}

/// A text which is not a term.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("not a term (a letter D, B, W, M or Y and a number from 1 to 1000): {text:?}")]
pub struct TermError {
    /// The text as given.
    pub text: String,
}

impl Term {
    /// Reads `D14`, `B3`, `W2`, `M1`, `Y5`.
    ///
    /// # Errors
    /// [`TermError`] for another letter, a count of zero or above a thousand.
    pub fn parse(text: &str) -> Result<Self, TermError> {
        Self::read(text).ok_or_else(|| TermError {
            text: text.to_owned(),
        })
    }

    fn read(text: &str) -> Option<Self> {
        let (unit, count) = text.split_at_checked(1)?;
        if count.starts_with(['0', '+']) {
            return None;
        }
        let count = count.parse().ok().filter(|n| (1..=COUNT_MAX).contains(n))?;
        match unit {
            "D" => Some(Self::Days(count)),
            "B" => Some(Self::WorkingDays(count)),
            "W" => Some(Self::Weeks(count)),
            "M" => Some(Self::Months(count)),
            "Y" => Some(Self::Years(count)),
            _ => None,
        }
    }

    /// Last day of the term before any move to a working day; `None` past the end of dates or,
    /// for working days, of the calendar.
    ///
    /// The day of the event does not count. A month or year without the day of that number ends
    /// on the last day of the month.
    ///
    /// # Source
    /// Kodeks postępowania administracyjnego, art. 57 § 1, § 2, § 3 and § 3a.
    pub fn last_day(self, start: NaiveDate, calendar: &Calendar) -> Option<NaiveDate> {
        match self {
            Self::Days(n) => start.checked_add_days(Days::new(u64::from(n))),
            Self::WorkingDays(n) => {
                (0..n).try_fold(start, |day, _| calendar.working_day_from(day.succ_opt()?))
            }
            Self::Weeks(n) => start.checked_add_days(Days::new(u64::from(n) * 7)),
            Self::Months(n) => start.checked_add_months(Months::new(n)),
            Self::Years(n) => start.checked_add_months(Months::new(n.checked_mul(12)?)),
        }
    }
}

impl fmt::Display for Term {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Days(n) => write!(f, "D{n}"),
            Self::WorkingDays(n) => write!(f, "B{n}"),
            Self::Weeks(n) => write!(f, "W{n}"),
            Self::Months(n) => write!(f, "M{n}"),
            Self::Years(n) => write!(f, "Y{n}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Term;

    #[test]
    fn reads_back_what_it_writes() {
        for text in ["D14", "B3", "W2", "M1", "Y5", "D1000"] {
            assert_eq!(
                Term::parse(text).map(|t| t.to_string()).as_deref(),
                Ok(text)
            );
        }
    }

    #[test]
    fn refuses_other_texts() {
        for text in [
            "", "D", "14", "d14", "D0", "D+1", "D014", "D1001", "H3", "D14 ", "ż1",
        ] {
            assert!(Term::parse(text).is_err(), "{text}");
        }
    }
}
