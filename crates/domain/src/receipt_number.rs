//! Receipt numbers: what a person notes down or reads out on the telephone after sending a form.

use std::fmt;

use thiserror::Error;

/// The 32 characters of Crockford's base 32, without `I`, `L`, `O` and `U`.
const ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
/// Random characters, five bits each, so 50 bits.
const CODE_CHARS: usize = 10;
/// Characters of the random part with the check character.
const TAIL_CHARS: usize = CODE_CHARS + 1;
/// Longest prefix, in letters.
const PREFIX_CHARS_MAX: usize = 8;

/// A receipt number (numer potwierdzenia): `GRA-7K3M-9Q2X-8T5`, prefix, ten random characters and
/// a check character.
///
/// The check finds every single wrong character and every two characters swapped in the random
/// part: it is a sum in the field of 32 elements, in which each place has a weight of its own.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct ReceiptNumber(String);

/// Why a text is not a receipt number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum ReceiptNumberError {
    /// The prefix is not 1 to 8 letters A to Z.
    #[error("the prefix of a receipt number is 1 to 8 letters")]
    Prefix,
    /// Too few characters.
    #[error("the receipt number is too short")]
    Length,
    /// A character that is never used in receipt numbers.
    #[error("the receipt number has a character that does not belong there")]
    Character,
    /// The check character disagrees: most likely a typing error.
    #[error("the check character disagrees")]
    Checksum,
}

impl ReceiptNumber {
    /// Makes a number of random `bytes`; their first 50 bits are used.
    ///
    /// # Errors
    /// [`ReceiptNumberError::Prefix`] unless the prefix is 1 to 8 letters A to Z.
    pub fn generate(prefix: &str, bytes: [u8; 8]) -> Result<Self, ReceiptNumberError> {
        let bits = u64::from_be_bytes(bytes);
        let values = (1..=CODE_CHARS).map(|at| (bits >> (64 - 5 * at)) & 31);
        let values: Vec<u8> = values
            .filter_map(|value| u8::try_from(value).ok())
            .collect();
        Self::build(&prefix.to_ascii_uppercase(), &values)
    }

    /// Reads a number as people type it: any case, spaces or dashes anywhere or nowhere, `O` for
    /// `0`, `I` or `L` for `1`.
    ///
    /// # Errors
    /// [`ReceiptNumberError`] of the first thing that is wrong.
    pub fn parse(text: &str) -> Result<Self, ReceiptNumberError> {
        let text = crate::identifiers::compact(text).to_ascii_uppercase();
        if !text.is_ascii() {
            return Err(ReceiptNumberError::Character);
        }
        let at = text.len().checked_sub(TAIL_CHARS).filter(|at| *at > 0);
        let (prefix, tail) = text.split_at(at.ok_or(ReceiptNumberError::Length)?);
        let values: Option<Vec<u8>> = tail.bytes().map(value).collect();
        let values = values.ok_or(ReceiptNumberError::Character)?;
        let (code, check) = values.split_at(CODE_CHARS);
        // A prefix has letters only, so a zero or a one there is a letter misread.
        let prefix = prefix.replace('0', "O").replace('1', "I");
        let right = Self::build(&prefix, code)?;
        if check == [check_value(&prefix, code)] {
            Ok(right)
        } else {
            Err(ReceiptNumberError::Checksum)
        }
    }

    /// The number with its dashes, in capital letters.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    fn build(prefix: &str, code: &[u8]) -> Result<Self, ReceiptNumberError> {
        let letters = prefix.bytes().all(|b| b.is_ascii_uppercase());
        if !letters || !(1..=PREFIX_CHARS_MAX).contains(&prefix.len()) {
            return Err(ReceiptNumberError::Prefix);
        }
        let mut text = prefix.to_owned();
        for (at, value) in code.iter().chain(&[check_value(prefix, code)]).enumerate() {
            if at % 4 == 0 {
                text.push('-');
            }
            text.push(char::from(ALPHABET[usize::from(*value)]));
        }
        Ok(Self(text))
    }
}

impl fmt::Display for ReceiptNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Value of a character, 0 to 31, with the usual misreadings put right.
fn value(byte: u8) -> Option<u8> {
    let byte = match byte {
        b'O' => b'0',
        b'I' | b'L' => b'1',
        other => other,
    };
    let at = ALPHABET.iter().position(|known| *known == byte)?;
    u8::try_from(at).ok()
}

/// Horner's scheme in GF(32): plus the next value, times x (modulo x^5 + x^2 + 1), so that the
/// check character itself is alone in having the weight 1.
fn check_value(prefix: &str, code: &[u8]) -> u8 {
    let letters = prefix.bytes().map(|letter| letter & 31);
    letters
        .chain(code.iter().copied())
        .fold(0, |sum, value| times_x(sum ^ value))
}

const fn times_x(value: u8) -> u8 {
    let shifted = value << 1;
    if shifted & 32 == 0 {
        shifted
    } else {
        shifted ^ 0b10_0101
    }
}

#[cfg(test)]
mod tests {
    use super::{ReceiptNumber, ReceiptNumberError};

    const BYTES: [u8; 8] = [0x12, 0x34, 0x56, 0x78, 0x9a, 0xbc, 0xde, 0xf0];

    fn number() -> ReceiptNumber {
        ReceiptNumber::generate("gra", BYTES).expect("a right prefix")
    }

    #[test]
    fn has_a_prefix_ten_characters_and_a_check() {
        let text = number().to_string();
        assert!(text.starts_with("GRA-28T5-CY4T-QK"), "{text}");
        assert_eq!(text.len(), "GRA-0000-0000-000".len());
    }

    #[test]
    fn reads_what_people_type() {
        let number = number();
        let text = number.as_str();
        for typed in [
            text.to_lowercase(),
            text.replace('-', ""),
            text.replace('-', " "),
        ] {
            assert_eq!(
                ReceiptNumber::parse(&typed).as_ref(),
                Ok(&number),
                "{typed}"
            );
        }
        let zeros = ReceiptNumber::generate("RO", [0; 8]).expect("a right prefix");
        let typed = zeros.as_str().replace('0', "o");
        assert_eq!(ReceiptNumber::parse(&typed), Ok(zeros));
    }

    #[test]
    fn says_what_is_wrong() {
        let generated = |prefix| ReceiptNumber::generate(prefix, BYTES).err();
        assert_eq!(generated(""), Some(ReceiptNumberError::Prefix));
        assert_eq!(generated("ŁOM"), Some(ReceiptNumberError::Prefix));
        assert_eq!(generated("TOOLONGER"), Some(ReceiptNumberError::Prefix));
        let parsed = |text| ReceiptNumber::parse(text).err();
        assert_eq!(parsed("28T5CY4TQKG"), Some(ReceiptNumberError::Length));
        assert_eq!(
            parsed("GRA-28T5-CY4T-QKU"),
            Some(ReceiptNumberError::Character)
        );
        assert_eq!(
            parsed("GRĄ-28T5-CY4T-QKG"),
            Some(ReceiptNumberError::Character)
        );
    }
}
