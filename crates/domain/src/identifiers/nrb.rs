//! NRB: the number of a Polish bank account.

use std::fmt;

use super::{IdentifierError, compact, exactly};

/// Number of an account (numer rachunku bankowego), 26 digits without the leading `PL`.
///
/// # Source
/// Zarządzenie nr 7/2017 Prezesa NBP; the check is modulo 97 of ISO 13616 (IBAN).
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Nrb(String);

impl Nrb {
    /// Reads a number; spaces, dashes and a leading `PL` are dropped.
    ///
    /// # Errors
    /// [`IdentifierError`]: `Empty`, `Foreign` for an account of another country, `Digits`,
    /// `Length` or `Checksum`.
    pub fn parse(text: &str) -> Result<Self, IdentifierError> {
        let text = compact(text).to_ascii_uppercase();
        let number = text.strip_prefix("PL").unwrap_or(&text);
        if number.len() > 2 && number.bytes().take(2).all(|b| b.is_ascii_uppercase()) {
            return Err(IdentifierError::Foreign);
        }
        let digits = exactly(number, 26)?;
        // `PL` as numbers is 2521; it and the check digits go to the end.
        let moved = digits[2..].iter().chain(&[2, 5, 2, 1]).chain(&digits[..2]);
        if moved.fold(0, |sum, digit| (sum * 10 + digit) % 97) != 1 {
            return Err(IdentifierError::Checksum);
        }
        Ok(Self(number.to_owned()))
    }

    /// The 26 digits.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The eight digits which name the bank and its branch (numer rozliczeniowy).
    pub fn sort_code(&self) -> &str {
        &self.0[2..10]
    }
}

impl fmt::Display for Nrb {
    /// In groups, as on a transfer form: `17 1020 4391 2018 0062 0000 0423`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (at, digit) in self.0.chars().enumerate() {
            if at % 4 == 2 {
                f.write_str(" ")?;
            }
            write!(f, "{digit}")?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::{IdentifierError, Nrb};

    #[test]
    fn writes_groups() {
        let nrb = Nrb::parse("PL17102043912018006200000423").expect("a right number");
        assert_eq!(nrb.to_string(), "17 1020 4391 2018 0062 0000 0423");
        assert_eq!(nrb.sort_code(), "10204391");
    }

    #[test]
    fn says_what_is_wrong() {
        let foreign = Nrb::parse("DE89370400440532013000");
        assert_eq!(foreign.err(), Some(IdentifierError::Foreign));
        let changed = Nrb::parse("73102013320000123456789013");
        assert_eq!(changed.err(), Some(IdentifierError::Checksum));
    }
}
