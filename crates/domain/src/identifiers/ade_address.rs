//! ADE: addresses of the public electronic delivery service.

use super::IdentifierError;

/// Address for electronic delivery (adres do doręczeń elektronicznych),
/// `AE:PL-12345-67890-ABCDE-12`; only the shape is checked, the rest needs a look-up.
///
/// # Source
/// Ustawa o doręczeniach elektronicznych z dnia 18 listopada 2020 r., art. 2 pkt 1.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct AdeAddress(String);

impl AdeAddress {
    /// Reads an address; spaces are dropped and letters made large.
    ///
    /// # Errors
    /// [`IdentifierError`]: `Empty`, or `Shape` for anything laid out otherwise.
    pub fn parse(text: &str) -> Result<Self, IdentifierError> {
        let text: String = text.chars().filter(|c| !c.is_whitespace()).collect();
        if text.is_empty() {
            return Err(IdentifierError::Empty);
        }
        let text = text.to_ascii_uppercase();
        let parts: Vec<&str> = text.split('-').collect();
        let digits = |s: &str, count| s.len() == count && s.bytes().all(|b| b.is_ascii_digit());
        let right = match parts.as_slice() {
            ["AE:PL", one, two, letters, check] => {
                digits(one, 5)
                    && digits(two, 5)
                    && letters.len() == 5
                    && letters.bytes().all(|b| b.is_ascii_uppercase())
                    && digits(check, 2)
            }
            _ => false,
        };
        if right {
            Ok(Self(text))
        } else {
            Err(IdentifierError::Shape)
        }
    }

    /// The address.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

#[cfg(test)]
mod tests {
    use super::{AdeAddress, IdentifierError};

    #[test]
    fn knows_the_shape() {
        let address = AdeAddress::parse(" ae:pl-12345-67890-abcde-12 ").expect("an address");
        assert_eq!(address.as_str(), "AE:PL-12345-67890-ABCDE-12");
        let cut = AdeAddress::parse("AE:PL-61360-92303-WGCGF");
        assert_eq!(cut.err(), Some(IdentifierError::Shape));
        assert_eq!(AdeAddress::parse("").err(), Some(IdentifierError::Empty));
    }
}
