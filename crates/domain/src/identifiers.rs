//! Identifiers people and offices write into forms: each a type which only holds a right one.

mod ade_address;
mod land_register;
mod nip;
mod nrb;
mod parcel;
mod pesel;
mod postal_code;
mod pwz;
mod regon;

use thiserror::Error;

pub use crate::teryt::Teryt;
pub use ade_address::AdeAddress;
pub use land_register::LandRegister;
pub use nip::Nip;
pub use nrb::Nrb;
pub use parcel::Parcel;
pub use pesel::Pesel;
pub use postal_code::PostalCode;
pub use pwz::Pwz;
pub use regon::Regon;

/// Why a text is not the identifier it should be; never repeats the text, which may be personal.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Error)]
pub enum IdentifierError {
    /// Nothing was given.
    #[error("the identifier is empty")]
    Empty,
    /// Too short or too long.
    #[error("the identifier has a wrong length")]
    Length,
    /// A character that does not belong there, mostly a letter among digits.
    #[error("the identifier has a character that does not belong there")]
    Digits,
    /// The parts are not in the places they should be.
    #[error("the identifier has a wrong layout")]
    Shape,
    /// The check digit disagrees with the others: most likely a typing error.
    #[error("the check digit disagrees")]
    Checksum,
    /// The date inside does not exist.
    #[error("the date in the identifier does not exist")]
    Date,
    /// Well written, but not on the list of those which exist.
    #[error("no such identifier is known")]
    Unknown,
    /// A right kind of number, but of another country.
    #[error("the identifier is not Polish")]
    Foreign,
}

/// The text without the spaces and dashes people put between groups.
pub(crate) fn compact(text: &str) -> String {
    let ignored = |c: char| {
        c.is_whitespace() || matches!(c, '-' | '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{feff}')
    };
    text.chars().filter(|c| !ignored(*c)).collect()
}

/// The digits of a text as numbers.
pub(crate) fn digits(text: &str) -> Result<Vec<u32>, IdentifierError> {
    if text.is_empty() {
        return Err(IdentifierError::Empty);
    }
    let digits: Option<Vec<u32>> = text.chars().map(|c| c.to_digit(10)).collect();
    digits.ok_or(IdentifierError::Digits)
}

/// The digits of a text if there are exactly `count` of them.
fn exactly(text: &str, count: usize) -> Result<Vec<u32>, IdentifierError> {
    let digits = digits(text)?;
    if digits.len() == count {
        Ok(digits)
    } else {
        Err(IdentifierError::Length)
    }
}

/// Sum of products of digits and weights, as far as both go.
fn weighted(digits: &[u32], weights: &[u32]) -> u32 {
    digits
        .iter()
        .zip(weights)
        .map(|(digit, weight)| digit * weight)
        .sum()
}
