//! Case marks (znaki spraw): the permanent name of a case file, and marks of single letters.

use std::fmt;

use thiserror::Error;

/// Longest unit mark, in characters.
const UNIT_CHARS_MAX: usize = 20;
/// Longest class symbol, in digits.
const CLASS_DIGITS_MAX: usize = 10;
/// Years in which a case may have started.
const YEARS: std::ops::RangeInclusive<i32> = 1900..=2199;

/// A case mark (znak sprawy): `GP.6730.432.2025`, or `ABC.123.78.2.2026` in a separated group.
///
/// # Source
/// Instrukcja kancelaryjna, annex 1 to the regulation of the Prime Minister of 18 January 2011
/// (Dz.U. nr 14 poz. 67), § 5.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct CaseMark {
    /// Mark of the unit: letters (Polish ones too) and digits, at least one letter, dashes inside.
    pub unit: String,
    /// Symbol of the final class of the file plan (JRWA): 1 to 10 digits.
    pub class: String,
    /// Number on the list of cases of this unit, class and year, from 1.
    pub number: u32,
    /// Number on the sub-list of a separated group, from 1.
    pub sub: Option<u32>,
    /// Year in which the case started; it never changes.
    pub year: i32,
}

/// Mark of one letter in a case: `ABC.123.77.2026.3.JK`.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct LetterMark {
    /// The case the letter belongs to.
    pub case: CaseMark,
    /// Number of the letter in the case, from 1.
    pub letter: Option<u32>,
    /// Mark of the clerk: letters and digits, at least one letter.
    pub clerk: Option<String>,
}

/// Why a text is not a case mark.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum CaseMarkError {
    /// Not four or five parts separated by dots.
    #[error("a case mark has four or five parts separated by dots")]
    Parts,
    /// The unit has no letter, is too long, or has a character that does not belong there.
    #[error("the unit mark is letters and digits with at least one letter")]
    Unit,
    /// The class is not 1 to 10 digits.
    #[error("the class symbol is 1 to 10 digits")]
    Class,
    /// The number or the sub-number is not a natural number from 1.
    #[error("a case number is a natural number from 1")]
    Number,
    /// The year is not four digits of a sensible year.
    #[error("the year is four digits")]
    Year,
    /// The clerk's mark has no letter or a character that does not belong there.
    #[error("the clerk's mark is letters and digits with at least one letter")]
    Clerk,
}

impl CaseMark {
    /// Puts a mark together.
    ///
    /// # Errors
    /// [`CaseMarkError`] naming the first part that is wrong.
    pub fn new(
        unit: &str,
        class: &str,
        number: u32,
        sub: Option<u32>,
        year: i32,
    ) -> Result<Self, CaseMarkError> {
        if !is_mark(unit) {
            return Err(CaseMarkError::Unit);
        }
        let digits = class.bytes().all(|b| b.is_ascii_digit());
        if !digits || !(1..=CLASS_DIGITS_MAX).contains(&class.len()) {
            return Err(CaseMarkError::Class);
        }
        if number == 0 || sub == Some(0) {
            return Err(CaseMarkError::Number);
        }
        if !YEARS.contains(&year) {
            return Err(CaseMarkError::Year);
        }
        Ok(Self {
            unit: unit.to_owned(),
            class: class.to_owned(),
            number,
            sub,
            year,
        })
    }

    /// Reads a mark; spaces around the parts are dropped.
    ///
    /// # Errors
    /// [`CaseMarkError`] naming the first part that is wrong.
    pub fn parse(text: &str) -> Result<Self, CaseMarkError> {
        Self::from_parts(&parts(text))
    }

    fn from_parts(parts: &[&str]) -> Result<Self, CaseMarkError> {
        let (unit, class, number, sub, year) = match *parts {
            [unit, class, number, year] => (unit, class, number, None, year),
            [unit, class, number, sub, year] => (unit, class, number, Some(sub), year),
            _ => return Err(CaseMarkError::Parts),
        };
        let sub = sub.map(natural).transpose();
        if year.len() != 4 || !year.bytes().all(|b| b.is_ascii_digit()) {
            return Err(CaseMarkError::Year);
        }
        let year = year.parse().map_err(|_| CaseMarkError::Year)?;
        Self::new(unit, class, natural(number)?, sub?, year)
    }
}

impl LetterMark {
    /// Reads the mark of a letter, the shortest case mark first; see [`LetterMark::readings`].
    ///
    /// # Errors
    /// [`CaseMarkError`] of the reading as a bare case mark, if there is no reading at all.
    pub fn parse(text: &str) -> Result<Self, CaseMarkError> {
        match Self::readings(text).into_iter().next() {
            Some(mark) => Ok(mark),
            None => Err(CaseMark::parse(text).err().unwrap_or(CaseMarkError::Clerk)),
        }
    }

    /// All ways to read a text as the mark of a letter.
    ///
    /// There are two where a number looks like a year: `ABC.123.77.2026.2027` is letter 2027 of
    /// one case or the 2026th case of a group. Look for the known case among them.
    pub fn readings(text: &str) -> Vec<Self> {
        let parts = parts(text);
        let splits = [4, 5]
            .into_iter()
            .filter_map(|at| parts.split_at_checked(at));
        splits
            .filter_map(|(case, tail)| Self::from_tail(case, tail))
            .collect()
    }

    fn from_tail(case: &[&str], tail: &[&str]) -> Option<Self> {
        let (letter, clerk) = match *tail {
            [] => (None, None),
            [one] if is_mark(one) => (None, Some(one)),
            [one] => (Some(natural(one).ok()?), None),
            [letter, clerk] if is_mark(clerk) => (Some(natural(letter).ok()?), Some(clerk)),
            _ => return None,
        };
        let case = CaseMark::from_parts(case).ok()?;
        Some(Self {
            case,
            letter,
            clerk: clerk.map(str::to_owned),
        })
    }
}

impl fmt::Display for CaseMark {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}.{}", self.unit, self.class, self.number)?;
        if let Some(sub) = self.sub {
            write!(f, ".{sub}")?;
        }
        write!(f, ".{}", self.year)
    }
}

impl fmt::Display for LetterMark {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.case.fmt(f)?;
        if let Some(letter) = self.letter {
            write!(f, ".{letter}")?;
        }
        if let Some(clerk) = &self.clerk {
            write!(f, ".{clerk}")?;
        }
        Ok(())
    }
}

/// Whether a text may be the mark of a unit or a clerk.
///
/// The instruction lists only `A-Z a-z 0-9`; Polish letters are met in practice (`WOŚ`).
pub fn is_mark(text: &str) -> bool {
    let letter = |c: char| c.is_ascii_alphabetic() || "ąćęłńóśźżĄĆĘŁŃÓŚŹŻ".contains(c);
    let known = |c: char| letter(c) || c.is_ascii_digit() || c == '-';
    text.chars().any(letter)
        && text.chars().all(known)
        && text.chars().count() <= UNIT_CHARS_MAX
        && !text.starts_with('-')
        && !text.ends_with('-')
}

fn parts(text: &str) -> Vec<&str> {
    text.split('.').map(str::trim).collect()
}

/// A natural number from 1, without a sign or leading zeros.
fn natural(text: &str) -> Result<u32, CaseMarkError> {
    if text.starts_with(['0', '+']) {
        return Err(CaseMarkError::Number);
    }
    text.parse().map_err(|_| CaseMarkError::Number)
}

#[cfg(test)]
mod tests;
