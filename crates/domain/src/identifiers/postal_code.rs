//! Postal codes.

use super::{IdentifierError, compact, exactly};

/// A Polish postal code, `NN-NNN`; only the format is checked.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct PostalCode(String);

impl PostalCode {
    /// Reads a code; a missing dash is put in.
    ///
    /// # Errors
    /// [`IdentifierError`]: `Empty`, `Digits` or `Length`.
    pub fn parse(text: &str) -> Result<Self, IdentifierError> {
        let code = compact(text);
        exactly(&code, 5)?;
        let (area, place) = code.split_at(2);
        Ok(Self(format!("{area}-{place}")))
    }

    /// The code with its dash.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

#[cfg(test)]
mod tests {
    use super::{IdentifierError, PostalCode};

    #[test]
    fn puts_the_dash_in() {
        for text in ["15-888", "15888", "15 888", "15–888"] {
            assert_eq!(PostalCode::parse(text).expect("a code").as_str(), "15-888");
        }
        assert_eq!(
            PostalCode::parse("15-88").err(),
            Some(IdentifierError::Length)
        );
    }
}
