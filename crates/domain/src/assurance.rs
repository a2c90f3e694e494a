//! Assurance: how surely a person's identity is known.

use crate::code::{self, UnknownCode};

/// Level of assurance of an identity (poziom bezpieczeństwa), weakest first.
///
/// # Source
/// Regulation (EU) No 910/2014 (eIDAS), art. 8; `None` stands for a person who did not sign in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Assurance {
    /// Nobody vouches for the person.
    None,
    /// A limited degree of confidence (niski).
    Low,
    /// A substantial degree of confidence (średni).
    Substantial,
    /// A high degree of confidence (wysoki).
    High,
}

impl Assurance {
    /// All levels, weakest first.
    pub const ALL: [Self; 4] = [Self::None, Self::Low, Self::Substantial, Self::High];

    /// The stored code.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Low => "low",
            Self::Substantial => "substantial",
            Self::High => "high",
        }
    }

    /// Reads the stored code.
    ///
    /// # Errors
    /// [`UnknownCode`] for anything else.
    pub fn parse(code: &str) -> Result<Self, UnknownCode> {
        code::find("assurance", &Self::ALL, Self::as_str, code)
    }

    /// Whether this level is enough where `needed` is asked for.
    pub fn satisfies(self, needed: Self) -> bool {
        self >= needed
    }
}

#[cfg(test)]
mod tests {
    use super::Assurance;

    #[test]
    fn every_code_reads_back() {
        for level in Assurance::ALL {
            assert_eq!(Assurance::parse(level.as_str()), Ok(level));
        }
        assert!(Assurance::parse("HIGH").is_err());
    }

    #[test]
    fn a_stronger_level_satisfies_a_weaker_one() {
        assert!(Assurance::High.satisfies(Assurance::Substantial));
        assert!(Assurance::Low.satisfies(Assurance::Low));
        assert!(!Assurance::None.satisfies(Assurance::Low));
    }
}
