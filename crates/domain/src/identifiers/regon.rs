//! REGON: the number of a firm or an institution in the statistical register.

use super::{IdentifierError, compact, digits, weighted};

const WEIGHTS_9: [u32; 8] = [8, 9, 2, 3, 4, 5, 6, 7];
const WEIGHTS_14: [u32; 13] = [2, 4, 8, 5, 0, 9, 7, 3, 6, 1, 2, 4, 8];

/// A REGON, 9 digits, or 14 for a local unit.
///
/// # Source
/// Ustawa o statystyce publicznej z dnia 29 czerwca 1995 r., art. 42.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Regon(String);

impl Regon {
    /// Reads a number; spaces and dashes are dropped.
    ///
    /// An old number of 7 digits gets two zeros in front, and a number of 9 digits which an
    /// office wrote with five zeros behind loses them, because the long form has no right check
    /// digit then.
    ///
    /// # Errors
    /// [`IdentifierError`]: `Empty`, `Digits`, `Length`, `Checksum`, or `Unknown` for all zeros.
    pub fn parse(text: &str) -> Result<Self, IdentifierError> {
        let written = compact(text);
        digits(&written)?;
        let number = match written.len() {
            7 => format!("00{written}"),
            14 => written.strip_suffix("00000").unwrap_or(&written).to_owned(),
            _ => written,
        };
        let digits = digits(&number)?;
        let right = match digits.len() {
            9 => holds(&digits, &WEIGHTS_9),
            14 => holds(&digits[..9], &WEIGHTS_9) && holds(&digits, &WEIGHTS_14),
            _ => return Err(IdentifierError::Length),
        };
        if !right {
            return Err(IdentifierError::Checksum);
        }
        if digits[..9].iter().all(|digit| *digit == 0) {
            return Err(IdentifierError::Unknown);
        }
        Ok(Self(number))
    }

    /// The 9 or 14 digits.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// The last digit is the weighted sum modulo 11, where 10 is written 0.
fn holds(digits: &[u32], weights: &[u32]) -> bool {
    digits.last() == Some(&(weighted(digits, weights) % 11 % 10))
}

#[cfg(test)]
mod tests {
    use super::{IdentifierError, Regon};

    #[test]
    fn repairs_old_and_padded_numbers() {
        let padded = Regon::parse("690660236-00000").expect("a padded number");
        assert_eq!(padded.as_str(), "690660236");
        let old = Regon::parse("0531321")
            .or(Regon::parse("1234562"))
            .expect("an old number");
        assert_eq!(old.as_str().len(), 9);
    }

    #[test]
    fn says_what_is_wrong() {
        assert_eq!(
            Regon::parse("12345678").err(),
            Some(IdentifierError::Length)
        );
        assert_eq!(
            Regon::parse("000531328").err(),
            Some(IdentifierError::Checksum)
        );
        assert_eq!(
            Regon::parse("000000000").err(),
            Some(IdentifierError::Unknown)
        );
    }
}
