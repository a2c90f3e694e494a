//! NIP: the tax number of a firm or an institution.

use super::{IdentifierError, compact, exactly, weighted};

const WEIGHTS: [u32; 9] = [6, 5, 7, 2, 3, 4, 5, 6, 7];

/// A NIP, ten digits.
///
/// # Source
/// Ustawa o zasadach ewidencji i identyfikacji podatników i płatników z dnia 13 października
/// 1995 r.; the check digit is the weighted sum modulo 11, and 10 is never issued.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Nip(String);

impl Nip {
    /// Reads a number; spaces, dashes and a leading `PL` are dropped.
    ///
    /// # Errors
    /// [`IdentifierError`]: `Empty`, `Digits`, `Length`, `Checksum`, or `Unknown` for a number of
    /// the tax office 000, which does not exist.
    pub fn parse(text: &str) -> Result<Self, IdentifierError> {
        let text = compact(text).to_ascii_uppercase();
        let number = text.strip_prefix("PL").unwrap_or(&text);
        let digits = exactly(number, 10)?;
        // A remainder of 10 equals no digit, so such a number is refused here too.
        if weighted(&digits, &WEIGHTS) % 11 != digits[9] {
            return Err(IdentifierError::Checksum);
        }
        if number.starts_with("000") {
            return Err(IdentifierError::Unknown);
        }
        Ok(Self(number.to_owned()))
    }

    /// The ten digits.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

#[cfg(test)]
mod tests {
    use super::{IdentifierError, Nip};

    #[test]
    fn drops_what_people_add() {
        let nip = Nip::parse("pl 123-456-78-54").expect("a right number");
        assert_eq!(nip.as_str(), "1234567854");
    }

    #[test]
    fn refuses_the_tax_office_of_zeros() {
        assert_eq!(
            Nip::parse("0000000000").err(),
            Some(IdentifierError::Unknown)
        );
    }

    #[test]
    fn no_last_digit_fits_a_remainder_of_ten() {
        // 6 * 9 + 5 * 9 + 2 * 5 = 109, which leaves 10.
        for digit in 0..10 {
            let text = format!("990500000{digit}");
            assert_eq!(
                Nip::parse(&text).err(),
                Some(IdentifierError::Checksum),
                "{text}"
            );
        }
    }
}
