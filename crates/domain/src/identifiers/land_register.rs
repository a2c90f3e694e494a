//! Numbers of land and mortgage registers.

use super::{IdentifierError, compact};

/// Letters and digits in the order of their values: `X` is 10, there is no `Q` and no `V`.
const VALUES: &str = "0123456789XABCDEFGHIJKLMNOPRSTUWYZ";
const WEIGHTS: [usize; 3] = [1, 3, 7];

/// The courts in Podlaskie which keep registers, and their seats.
const COURTS: [(&str, &str); 12] = [
    ("BI1B", "Białystok"),
    ("BI1P", "Bielsk Podlaski"),
    ("BI2P", "Hajnówka"),
    ("BI3P", "Siemiatycze"),
    ("BI1S", "Sokółka"),
    ("LM1G", "Grajewo"),
    ("LM1L", "Łomża"),
    ("LM1W", "Wysokie Mazowieckie"),
    ("LM1Z", "Zambrów"),
    ("SU1A", "Augustów"),
    ("SU1N", "Sejny"),
    ("SU1S", "Suwałki"),
];

/// Number of a register of land (księga wieczysta): court, eight digits, check digit.
///
/// # Source
/// Regulation of the Minister of Justice of 15 February 2016 on keeping the registers in the
/// electronic system (Dz.U. 2016 poz. 312).
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct LandRegister(String);

impl LandRegister {
    /// Reads `BI2P/00001234/5`; small letters, spaces and missing leading zeros are repaired.
    /// Without slashes all thirteen characters are needed.
    ///
    /// # Errors
    /// [`IdentifierError`]: `Empty`, `Shape`, `Digits`, `Length` or `Checksum`.
    pub fn parse(text: &str) -> Result<Self, IdentifierError> {
        let text = compact(text).to_ascii_uppercase();
        if text.is_empty() {
            return Err(IdentifierError::Empty);
        }
        let (court, number, check) = split(&text)?;
        if !is_court(court) {
            return Err(IdentifierError::Shape);
        }
        let digits = |s: &str| s.bytes().all(|b| b.is_ascii_digit());
        if !digits(number) || !digits(check) {
            return Err(IdentifierError::Digits);
        }
        if !(1..=8).contains(&number.len()) || check.len() != 1 {
            return Err(IdentifierError::Length);
        }
        let values = format!("{court}{number:0>8}");
        let sum: Option<usize> = values
            .chars()
            .zip(WEIGHTS.iter().cycle())
            .map(|(c, w)| Some(value(c)? * w))
            .sum();
        let sum = sum.ok_or(IdentifierError::Shape)?;
        if check.parse() != Ok(sum % 10) {
            return Err(IdentifierError::Checksum);
        }
        Ok(Self(format!("{court}/{number:0>8}/{check}")))
    }

    /// The number with its slashes.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Seat of the court which keeps the register, if it is one in Podlaskie.
    pub fn seat(&self) -> Option<&'static str> {
        COURTS
            .iter()
            .find(|(court, _)| self.0.starts_with(court))
            .map(|(_, seat)| *seat)
    }
}

fn split(text: &str) -> Result<(&str, &str, &str), IdentifierError> {
    let parts: Vec<&str> = text.split('/').collect();
    match parts.as_slice() {
        [court, number, check] => Ok((court, number, check)),
        [whole] if whole.len() != 13 => Err(IdentifierError::Length),
        [whole] if whole.is_ascii() => Ok((&whole[..4], &whole[4..12], &whole[12..])),
        _ => Err(IdentifierError::Shape),
    }
}

/// Two letters, a digit and a letter.
fn is_court(court: &str) -> bool {
    match court.as_bytes() {
        [a, b, digit, c] => {
            [a, b, c].into_iter().all(u8::is_ascii_uppercase) && digit.is_ascii_digit()
        }
        _ => false,
    }
}

fn value(letter: char) -> Option<usize> {
    VALUES.find(letter)
}

#[cfg(test)]
mod tests {
    use super::{IdentifierError, LandRegister};

    #[test]
    fn repairs_what_people_write() {
        for text in [
            "BI2P/00001234/5",
            "bi2p/1234/5",
            "BI2P 00001234 5",
            "BI2P / 00001234 / 5",
        ] {
            let kw = LandRegister::parse(text).expect("a right number");
            assert_eq!(kw.as_str(), "BI2P/00001234/5");
            assert_eq!(kw.seat(), Some("Hajnówka"));
        }
    }

    #[test]
    fn says_what_is_wrong() {
        let error = |text| LandRegister::parse(text).err();
        assert_eq!(error("BI2P/00001234/6"), Some(IdentifierError::Checksum));
        assert_eq!(error("BIP2/00001234/5"), Some(IdentifierError::Shape));
        assert_eq!(error("BQ2P/00001234/5"), Some(IdentifierError::Shape));
        assert_eq!(error("BI2P/0000I234/5"), Some(IdentifierError::Digits));
        assert_eq!(error("BI2P/000012345/5"), Some(IdentifierError::Length));
        assert_eq!(error("BI2P/00001234"), Some(IdentifierError::Shape));
        assert_eq!(error("00001234"), Some(IdentifierError::Length));
        assert_eq!(error("ŻÓŁĆ/00001234/5"), Some(IdentifierError::Shape));
    }
}
