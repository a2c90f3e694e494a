//! What is asked about: the things of an office, their kinds, and the domain each kind lies in.

use std::fmt;

use domain::ids::{ResidentId, StaffId, UnitId};

/// A thing, with as much of it as the decision needs. Build it from the row just read, in the
/// transaction of the act, never from what the visitor sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Resource {
    /// The office as such: its door, its inbox as a page.
    Office,
    /// The services, published and being written.
    Catalogue,
    /// A receipt (UPP) presented by whoever holds its number.
    Receipt,
    /// An application being written. Without an owner it belongs to whoever holds its address.
    Draft { owner: Option<ResidentId> },
    /// An application as filed, with its answers.
    Application {
        owner: Option<ResidentId>,
        unit: UnitId,
    },
    /// A case without the answers. The assignee is carried for the record of the decision;
    /// being one opens nothing by itself.
    Case {
        owner: Option<ResidentId>,
        unit: UnitId,
        assignee: Option<StaffId>,
    },
    /// A file of an application or case; `unit` is `None` while it hangs on a draft.
    File {
        owner: Option<ResidentId>,
        unit: Option<UnitId>,
    },
    /// What a resident has with the office: profile, sessions, copy of own data.
    Account { owner: ResidentId },
    /// An entry on the staff; `None` is the list of them, and an entry still to be made.
    Staff { id: Option<StaffId> },
    /// The settings of the office.
    Settings,
    /// The record of who did and saw what.
    AuditTrail,
    /// The platform with its register of offices.
    Platform,
}

impl Resource {
    /// The kind the policy knows it by.
    #[must_use]
    pub const fn kind(&self) -> Kind {
        match self {
            Self::Office => Kind::Office,
            Self::Catalogue => Kind::Catalogue,
            Self::Receipt => Kind::Receipt,
            Self::Draft { owner: None } => Kind::AnonymousDraft,
            Self::Draft { owner: Some(_) } => Kind::Draft,
            Self::Application { .. } => Kind::Application,
            Self::Case { .. } => Kind::Case,
            Self::File { .. } => Kind::File,
            Self::Account { .. } => Kind::Account,
            Self::Staff { .. } => Kind::Staff,
            Self::Settings => Kind::Settings,
            Self::AuditTrail => Kind::AuditTrail,
            Self::Platform => Kind::Platform,
        }
    }

    pub(crate) const fn owner(&self) -> Option<ResidentId> {
        match self {
            Self::Draft { owner }
            | Self::Application { owner, .. }
            | Self::Case { owner, .. }
            | Self::File { owner, .. } => *owner,
            Self::Account { owner } => Some(*owner),
            Self::Office
            | Self::Catalogue
            | Self::Receipt
            | Self::Staff { .. }
            | Self::Settings
            | Self::AuditTrail
            | Self::Platform => None,
        }
    }

    pub(crate) const fn unit(&self) -> Option<UnitId> {
        match self {
            Self::Application { unit, .. } | Self::Case { unit, .. } => Some(*unit),
            Self::File { unit, .. } => *unit,
            Self::Office
            | Self::Catalogue
            | Self::Receipt
            | Self::Draft { .. }
            | Self::Account { .. }
            | Self::Staff { .. }
            | Self::Settings
            | Self::AuditTrail
            | Self::Platform => None,
        }
    }

    /// The member of the staff the thing describes.
    pub(crate) const fn described(&self) -> Option<StaffId> {
        match self {
            Self::Staff { id } => *id,
            Self::Office
            | Self::Catalogue
            | Self::Receipt
            | Self::Draft { .. }
            | Self::Application { .. }
            | Self::Case { .. }
            | Self::File { .. }
            | Self::Account { .. }
            | Self::Settings
            | Self::AuditTrail
            | Self::Platform => None,
        }
    }
}

/// A kind of [`Resource`], as named in the policy.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Kind {
    Office,
    Catalogue,
    Receipt,
    AnonymousDraft,
    Draft,
    Application,
    Case,
    File,
    Account,
    Staff,
    Settings,
    AuditTrail,
    Platform,
}

impl Kind {
    pub const ALL: [Self; 13] = [
        Self::Office,
        Self::Catalogue,
        Self::Receipt,
        Self::AnonymousDraft,
        Self::Draft,
        Self::Application,
        Self::Case,
        Self::File,
        Self::Account,
        Self::Staff,
        Self::Settings,
        Self::AuditTrail,
        Self::Platform,
    ];

    /// The code used in the policy.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Office => "office",
            Self::Catalogue => "catalogue",
            Self::Receipt => "receipt",
            Self::AnonymousDraft => "anonymous_draft",
            Self::Draft => "draft",
            Self::Application => "application",
            Self::Case => "case",
            Self::File => "file",
            Self::Account => "account",
            Self::Staff => "staff",
            Self::Settings => "settings",
            Self::AuditTrail => "audit_trail",
            Self::Platform => "platform",
        }
    }

    pub(crate) fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == code)
    }

    /// The domain follows from the thing, so a request cannot choose one.
    pub(crate) const fn domain(self) -> Domain {
        match self {
            Self::Platform => Domain::Registry,
            Self::Office
            | Self::Catalogue
            | Self::Receipt
            | Self::AnonymousDraft
            | Self::Draft
            | Self::Application
            | Self::Case
            | Self::File
            | Self::Account
            | Self::Staff
            | Self::Settings
            | Self::AuditTrail => Domain::Office,
        }
    }
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// Where roles count: inside an office, or on the platform.
///
/// Offices do not appear by name: each has its own staff, sessions and database role, so a grant
/// read in one office never meets a thing of another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Domain {
    Office,
    Registry,
}

impl Domain {
    pub(crate) const ALL: [Self; 2] = [Self::Office, Self::Registry];

    pub(crate) const fn as_str(self) -> &'static str {
        match self {
            Self::Office => "office",
            Self::Registry => "registry",
        }
    }

    pub(crate) fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|domain| domain.as_str() == code)
    }
}
