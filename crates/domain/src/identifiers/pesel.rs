//! PESEL: the number of a person in the population register.

use std::fmt;

use chrono::{Datelike, NaiveDate};

use super::{IdentifierError, compact, exactly, weighted};

const WEIGHTS: [u32; 10] = [1, 3, 7, 9, 1, 3, 7, 9, 1, 3];

/// A PESEL number; personal data, so it has no `Display` and its `Debug` is masked.
///
/// # Source
/// Ustawa o ewidencji ludności z dnia 24 września 2010 r., art. 15.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Pesel {
    number: String,
    born_on: NaiveDate,
    male: bool,
}

impl Pesel {
    /// Reads a number; spaces and dashes are dropped.
    ///
    /// # Errors
    /// [`IdentifierError`]: `Empty`, `Digits`, `Length`, `Checksum`, or `Date` where the first
    /// six digits are no date.
    pub fn parse(text: &str) -> Result<Self, IdentifierError> {
        let number = compact(text);
        let digits = exactly(&number, 11)?;
        if (10 - weighted(&digits, &WEIGHTS) % 10) % 10 != digits[10] {
            return Err(IdentifierError::Checksum);
        }
        let born_on = birth_date(&digits).ok_or(IdentifierError::Date)?;
        Ok(Self {
            number,
            born_on,
            male: digits[9] % 2 == 1,
        })
    }

    /// The eleven digits.
    pub fn as_str(&self) -> &str {
        &self.number
    }

    /// The date of birth written in the number.
    pub const fn born_on(&self) -> NaiveDate {
        self.born_on
    }

    /// Whether the number is a man's.
    pub const fn is_male(&self) -> bool {
        self.male
    }

    /// Full years of age on a day; `None` before the birth.
    pub fn age_on(&self, day: NaiveDate) -> Option<u32> {
        day.years_since(self.born_on)
    }

    /// The first six digits a number of somebody born on `day` has; `None` outside 1800-2299.
    pub fn birth_digits(day: NaiveDate) -> Option<String> {
        let shift = match day.year() {
            1800..=1899 => 80,
            1900..=1999 => 0,
            2000..=2099 => 20,
            2100..=2199 => 40,
            2200..=2299 => 60,
            _ => return None,
        };
        Some(format!(
            "{:02}{:02}{:02}",
            day.year() % 100,
            day.month() + shift,
            day.day()
        ))
    }
}

impl fmt::Debug for Pesel {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Pesel(***********)")
    }
}

/// The century is added to the month: 80 for the 1800s, 0, 20, 40, 60 for those after.
fn birth_date(digits: &[u32]) -> Option<NaiveDate> {
    let pair = |at: usize| digits[at] * 10 + digits[at + 1];
    let century = match pair(2) / 20 {
        0 => 1900,
        1 => 2000,
        2 => 2100,
        3 => 2200,
        _ => 1800,
    };
    let year = i32::try_from(century + pair(0)).ok()?;
    NaiveDate::from_ymd_opt(year, pair(2) % 20, pair(4))
}

#[cfg(test)]
mod tests {
    use super::{IdentifierError, NaiveDate, Pesel};

    #[test]
    fn tells_birth_and_sex() {
        let pesel = Pesel::parse("042229-04469").expect("a right number");
        assert_eq!(
            pesel.born_on(),
            NaiveDate::from_ymd_opt(2004, 2, 29).expect("a date")
        );
        assert!(!pesel.is_male());
        assert_eq!(
            Pesel::birth_digits(pesel.born_on()).as_deref(),
            Some("042229")
        );
        assert_eq!(
            pesel.age_on(NaiveDate::from_ymd_opt(2022, 2, 28).expect("a date")),
            Some(17)
        );
    }

    #[test]
    fn debug_never_shows_the_number() {
        let pesel = Pesel::parse("50050101237").expect("a right number");
        assert!(!format!("{pesel:?}").contains(|c: char| c.is_ascii_digit()));
    }

    #[test]
    fn says_what_is_wrong() {
        assert_eq!(Pesel::parse(" ").err(), Some(IdentifierError::Empty));
        assert_eq!(
            Pesel::parse("5005010123").err(),
            Some(IdentifierError::Length)
        );
        assert_eq!(
            Pesel::parse("50050A01237").err(),
            Some(IdentifierError::Digits)
        );
        assert_eq!(
            Pesel::parse("50050101238").err(),
            Some(IdentifierError::Checksum)
        );
        assert_eq!(
            Pesel::parse("00000000000").err(),
            Some(IdentifierError::Date)
        );
    }
}
