//! Identifiers of cadastral parcels.

use super::{IdentifierError, Teryt};

/// Code of the voivodeship whose units are all listed.
const LISTED: &str = "20";

/// Identifier of a parcel (identyfikator działki): `200904_2.0012.345/6`, with a map sheet
/// `200904_2.0012.AR_3.17`.
///
/// # Source
/// Regulation on the register of land and buildings of 27 July 2021 (Dz.U. 2021 poz. 1390),
/// annex 1.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Parcel(String);

impl Parcel {
    /// Reads an identifier; spaces are dropped and letters made large.
    ///
    /// # Errors
    /// [`IdentifierError`]: `Empty`; `Shape` for parts in wrong places; `Unknown` where the gmina
    /// should lie in Podlaskie and does not exist.
    pub fn parse(text: &str) -> Result<Self, IdentifierError> {
        let text: String = text.chars().filter(|c| !c.is_whitespace()).collect();
        if text.is_empty() {
            return Err(IdentifierError::Empty);
        }
        let text = text.to_ascii_uppercase();
        let parts: Vec<&str> = text.split('.').collect();
        let (gmina, precinct, sheet, number) = match *parts.as_slice() {
            [gmina, precinct, number] => (gmina, precinct, None, number),
            [gmina, precinct, sheet, number] => (gmina, precinct, Some(sheet), number),
            _ => return Err(IdentifierError::Shape),
        };
        let (code, kind) = gmina.split_once('_').ok_or(IdentifierError::Shape)?;
        let right = is_digits(code, 6)
            && ["1", "2", "3", "4", "5", "8", "9"].contains(&kind)
            && is_digits(precinct, 4)
            && sheet.is_none_or(|sheet| sheet.strip_prefix("AR_").is_some_and(is_natural))
            && is_number(number);
        if !right {
            return Err(IdentifierError::Shape);
        }
        if code.starts_with(LISTED) {
            Teryt::parse(&format!("{code}{kind}"))?;
        }
        Ok(Self(text))
    }

    /// The identifier.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The gmina (or the part of it) in which the parcel lies, if that is in Podlaskie.
    pub fn gmina(&self) -> Option<Teryt> {
        Teryt::parse(&format!("{}{}", &self.0[..6], &self.0[7..8])).ok()
    }
}

/// `345`, or `345/6` for a part of a divided parcel.
fn is_number(text: &str) -> bool {
    match text.split_once('/') {
        Some((whole, part)) => is_natural(whole) && is_natural(part),
        None => is_natural(text),
    }
}

fn is_natural(text: &str) -> bool {
    (1..=9).contains(&text.len()) && is_digits(text, text.len()) && !text.starts_with('0')
}

fn is_digits(text: &str, count: usize) -> bool {
    text.len() == count && text.bytes().all(|b| b.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::{IdentifierError, Parcel};

    #[test]
    fn knows_its_gmina() {
        let parcel = Parcel::parse(" 200904_2.0012.ar_3.17").expect("a parcel");
        assert_eq!(parcel.as_str(), "200904_2.0012.AR_3.17");
        assert_eq!(parcel.gmina().map(|gmina| gmina.name()), Some("Puńsk"));
        let elsewhere = Parcel::parse("146501_1.0001.1/2").expect("a parcel");
        assert_eq!(elsewhere.gmina(), None);
    }

    #[test]
    fn says_what_is_wrong() {
        let error = |text| Parcel::parse(text).err();
        assert_eq!(error("2009042.0012.345"), Some(IdentifierError::Shape));
        assert_eq!(error("200904_2.12.345"), Some(IdentifierError::Shape));
        assert_eq!(error("200904_2.0012.0"), Some(IdentifierError::Shape));
        assert_eq!(error("200904_2.0012.345/"), Some(IdentifierError::Shape));
        assert_eq!(error("200904_3.0012.345"), Some(IdentifierError::Unknown));
    }
}
