//! Procedures: under which act a case runs, and the term the act itself gives the office.

use crate::code::{self, UnknownCode};
use crate::deadline::Term;

/// The procedure (tryb) of a case; it decides on terms and on the words used towards people.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Procedure {
    /// An ordinary administrative case (Kodeks postępowania administracyjnego).
    Kpa,
    /// A tax case (Ordynacja podatkowa).
    Ordynacja,
    /// A certificate (zaświadczenie).
    Certificate,
    /// Silent consent (milcząca zgoda): no objection in time means yes.
    SilentConsent,
    /// Silent end (milczące zakończenie): no decision in time means as asked.
    SilentEnd,
    /// Access to public information (informacja publiczna); needs no identity.
    PublicInformation,
    /// A petition (petycja).
    Petition,
    /// A complaint or motion (skarga, wniosek) of part VIII of the code.
    Complaint,
    /// A notification (zgłoszenie); its term always comes from a special act.
    Notification,
}

impl Procedure {
    /// All procedures.
    pub const ALL: [Self; 9] = [
        Self::Kpa,
        Self::Ordynacja,
        Self::Certificate,
        Self::SilentConsent,
        Self::SilentEnd,
        Self::PublicInformation,
        Self::Petition,
        Self::Complaint,
        Self::Notification,
    ];

    /// The stored code.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Kpa => "kpa",
            Self::Ordynacja => "ordynacja",
            Self::Certificate => "certificate",
            Self::SilentConsent => "silent_consent",
            Self::SilentEnd => "silent_end",
            Self::PublicInformation => "public_information",
            Self::Petition => "petition",
            Self::Complaint => "complaint",
            Self::Notification => "notification",
        }
    }

    /// Reads the stored code.
    ///
    /// # Errors
    /// [`UnknownCode`] for anything else.
    pub fn parse(code: &str) -> Result<Self, UnknownCode> {
        code::find("procedure", &Self::ALL, Self::as_str, code)
    }

    /// The longest ordinary term of settling; `None` where only special acts set one.
    ///
    /// # Source
    /// The provision named by [`Procedure::basis`].
    pub const fn default_term(self) -> Option<Term> {
        match self {
            Self::Kpa | Self::Ordynacja | Self::SilentConsent | Self::SilentEnd => {
                Some(Term::Months(1))
            }
            Self::Complaint => Some(Term::Months(1)),
            Self::Certificate => Some(Term::Days(7)),
            Self::PublicInformation => Some(Term::Days(14)),
            Self::Petition => Some(Term::Months(3)),
            Self::Notification => None,
        }
    }

    /// The provision the term comes from, as cited to people; empty where special acts set it.
    pub const fn basis(self) -> &'static str {
        match self {
            Self::Kpa => "art. 35 § 3 KPA",
            Self::Ordynacja => "art. 139 § 1 Ordynacji podatkowej",
            Self::Certificate => "art. 217 § 3 KPA",
            Self::SilentConsent | Self::SilentEnd => "art. 122a KPA",
            Self::PublicInformation => "art. 13 ust. 1 ustawy o dostępie do informacji publicznej",
            Self::Petition => "art. 10 ust. 1 ustawy o petycjach",
            Self::Complaint => "art. 237 § 1 i art. 244 § 1 KPA",
            Self::Notification => "",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Procedure;

    #[test]
    fn every_code_reads_back() {
        for procedure in Procedure::ALL {
            assert_eq!(Procedure::parse(procedure.as_str()), Ok(procedure));
        }
        assert!(Procedure::parse("").is_err());
    }

    #[test]
    fn a_term_always_has_a_basis() {
        for procedure in Procedure::ALL {
            assert_eq!(
                procedure.default_term().is_some(),
                !procedure.basis().is_empty()
            );
        }
    }
}
