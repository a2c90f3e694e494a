//! PWZ: the number of a doctor's right to practise.

use super::{IdentifierError, compact, exactly};

/// Number of a doctor's right to practise (prawo wykonywania zawodu), seven digits.
///
/// # Source
/// Ustawa o zawodach lekarza i lekarza dentysty z dnia 5 grudnia 1996 r.; the first digit checks
/// the six after it, each times its place, modulo 11, and is never 0.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Pwz(String);

impl Pwz {
    /// Reads a number; spaces and dashes are dropped.
    ///
    /// # Errors
    /// [`IdentifierError`]: `Empty`, `Digits`, `Length` or `Checksum`.
    pub fn parse(text: &str) -> Result<Self, IdentifierError> {
        let number = compact(text);
        let digits = exactly(&number, 7)?;
        let sum: u32 = digits[1..]
            .iter()
            .zip(1..)
            .map(|(digit, place)| digit * place)
            .sum();
        if digits[0] == 0 || digits[0] != sum % 11 {
            return Err(IdentifierError::Checksum);
        }
        Ok(Self(number))
    }

    /// The seven digits.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}
