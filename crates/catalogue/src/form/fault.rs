//! What may be wrong with an answer; the words for people are made from it by pages.

use chrono::NaiveDate;
use domain::identifiers::IdentifierError;

/// One wrong answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// Path of the answer, as posted and as in the `id` of the box, e.g. `parcel.0.area`.
    pub field: String,
    pub kind: FaultKind,
}

/// Why an answer is not taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FaultKind {
    Required,
    /// The box of a declaration is not ticked.
    NotDeclared,
    /// Characters.
    TooShort {
        min: u32,
    },
    /// Characters.
    TooLong {
        max: u32,
    },
    /// Does not match the pattern; the message is the one of the definition, or empty.
    Pattern {
        message: String,
    },
    NotANumber,
    NotMoney,
    TooSmall {
        min: String,
    },
    TooLarge {
        max: String,
    },
    TooManyDecimals {
        max: u32,
    },
    NotADate,
    TooEarly {
        earliest: NaiveDate,
    },
    TooLate {
        latest: NaiveDate,
    },
    /// The end of a range is before its beginning.
    RangeReversed,
    NotAnEmail,
    NotAPhone,
    NotAChoice,
    Pesel(IdentifierError),
    Nip(IdentifierError),
    Regon(IdentifierError),
    Nrb(IdentifierError),
    LandRegister(IdentifierError),
    Parcel(IdentifierError),
    PostalCode(IdentifierError),
    Teryt(IdentifierError),
    Country,
    /// A person gives a PESEL number or, without one, the date of birth.
    PeselOrBirth,
    TooFewItems {
        min: u32,
    },
    TooManyItems {
        max: u32,
    },
    TooManyFiles {
        max: u32,
    },
    FileType {
        accepted: String,
    },
    /// Megabytes.
    FileTooLarge {
        max_mb: u32,
    },
    /// The record of a sent file is damaged; it must be sent again.
    FileLost,
    /// The form has no such step, or the step does not show.
    UnknownStep,
}

impl FaultKind {
    /// Identifier of the message in the files of texts.
    pub fn key(&self) -> &'static str {
        match self {
            Self::Required => "fault-required",
            Self::NotDeclared => "fault-not-declared",
            Self::TooShort { .. } => "fault-too-short",
            Self::TooLong { .. } => "fault-too-long",
            Self::Pattern { .. } => "fault-pattern",
            Self::NotANumber => "fault-not-a-number",
            Self::NotMoney => "fault-not-money",
            Self::TooSmall { .. } => "fault-too-small",
            Self::TooLarge { .. } => "fault-too-large",
            Self::TooManyDecimals { .. } => "fault-too-many-decimals",
            Self::NotADate => "fault-not-a-date",
            Self::TooEarly { .. } => "fault-too-early",
            Self::TooLate { .. } => "fault-too-late",
            Self::RangeReversed => "fault-range-reversed",
            Self::NotAnEmail => "fault-not-an-email",
            Self::NotAPhone => "fault-not-a-phone",
            Self::NotAChoice => "fault-not-a-choice",
            Self::Pesel(_) => "fault-pesel",
            Self::Nip(_) => "fault-nip",
            Self::Regon(_) => "fault-regon",
            Self::Nrb(_) => "fault-nrb",
            Self::LandRegister(_) => "fault-land-register",
            Self::Parcel(_) => "fault-parcel",
            Self::PostalCode(_) => "fault-postal-code",
            Self::Teryt(_) => "fault-teryt",
            Self::Country => "fault-country",
            Self::PeselOrBirth => "fault-pesel-or-birth",
            Self::TooFewItems { .. } => "fault-too-few-items",
            Self::TooManyItems { .. } => "fault-too-many-items",
            Self::TooManyFiles { .. } => "fault-too-many-files",
            Self::FileType { .. } => "fault-file-type",
            Self::FileTooLarge { .. } => "fault-file-too-large",
            Self::FileLost => "fault-file-lost",
            Self::UnknownStep => "fault-unknown-step",
        }
    }

    /// Values for the message, by name. Dates are `YYYY-MM-DD`; `reason` of a wrong number is
    /// one of `empty`, `length`, `digits`, `shape`, `checksum`, `date`, `unknown`, `foreign`.
    pub fn args(&self) -> Vec<(&'static str, String)> {
        match self {
            Self::TooShort { min } | Self::TooFewItems { min } => vec![("min", min.to_string())],
            Self::TooLong { max }
            | Self::TooManyDecimals { max }
            | Self::TooManyItems { max }
            | Self::TooManyFiles { max } => vec![("max", max.to_string())],
            Self::Pattern { message } => vec![("message", message.clone())],
            Self::TooSmall { min } => vec![("min", min.clone())],
            Self::TooLarge { max } => vec![("max", max.clone())],
            Self::TooEarly { earliest } => vec![("earliest", earliest.to_string())],
            Self::TooLate { latest } => vec![("latest", latest.to_string())],
            Self::Pesel(error)
            | Self::Nip(error)
            | Self::Regon(error)
            | Self::Nrb(error)
            | Self::LandRegister(error)
            | Self::Parcel(error)
            | Self::PostalCode(error)
            | Self::Teryt(error) => vec![("reason", reason(*error).to_owned())],
            Self::FileType { accepted } => vec![("accepted", accepted.clone())],
            Self::FileTooLarge { max_mb } => vec![("max_mb", max_mb.to_string())],
            Self::Required
            | Self::NotDeclared
            | Self::NotANumber
            | Self::NotMoney
            | Self::NotADate
            | Self::RangeReversed
            | Self::NotAnEmail
            | Self::NotAPhone
            | Self::NotAChoice
            | Self::Country
            | Self::PeselOrBirth
            | Self::FileLost
            | Self::UnknownStep => Vec::new(),
        }
    }

    /// One of every kind, for a test that all have a text.
    pub fn samples() -> Vec<Self> {
        let day = NaiveDate::default();
        let text = || "1".to_owned();
        vec![
            Self::Required,
            Self::NotDeclared,
            Self::TooShort { min: 1 },
            Self::TooLong { max: 1 },
            Self::Pattern { message: text() },
            Self::NotANumber,
            Self::NotMoney,
            Self::TooSmall { min: text() },
            Self::TooLarge { max: text() },
            Self::TooManyDecimals { max: 2 },
            Self::NotADate,
            Self::TooEarly { earliest: day },
            Self::TooLate { latest: day },
            Self::RangeReversed,
            Self::NotAnEmail,
            Self::NotAPhone,
            Self::NotAChoice,
            Self::Pesel(IdentifierError::Checksum),
            Self::Nip(IdentifierError::Checksum),
            Self::Regon(IdentifierError::Checksum),
            Self::Nrb(IdentifierError::Checksum),
            Self::LandRegister(IdentifierError::Checksum),
            Self::Parcel(IdentifierError::Checksum),
            Self::PostalCode(IdentifierError::Checksum),
            Self::Teryt(IdentifierError::Checksum),
            Self::Country,
            Self::PeselOrBirth,
            Self::TooFewItems { min: 1 },
            Self::TooManyItems { max: 1 },
            Self::TooManyFiles { max: 1 },
            Self::FileType { accepted: text() },
            Self::FileTooLarge { max_mb: 1 },
            Self::FileLost,
            Self::UnknownStep,
        ]
    }
}

fn reason(error: IdentifierError) -> &'static str {
    match error {
        IdentifierError::Empty => "empty",
        IdentifierError::Length => "length",
        IdentifierError::Digits => "digits",
        IdentifierError::Shape => "shape",
        IdentifierError::Checksum => "checksum",
        IdentifierError::Date => "date",
        IdentifierError::Unknown => "unknown",
        IdentifierError::Foreign => "foreign",
    }
}
