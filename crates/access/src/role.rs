//! The roles of the program, and the standing of somebody who has none.

use std::fmt;

use domain::code::UnknownCode;

use crate::resource::Domain;

/// A role shipped with the program. Its rights are written in `policy/policy.csv`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Role {
    /// Runs the platform for the lead; has no way into any office.
    Operator,
    /// Writes and publishes the lead's templates; has no way into any office either.
    CatalogueEditor,
    /// Looks after the staff and the settings of one office; reads no answers.
    TenantAdmin,
    /// Writes the services of one office; residents see nothing of it before it is published.
    ServiceEditor,
    /// Puts into force what editors wrote, and takes services out of the offer.
    Publisher,
    /// Works on the cases of a unit (referent).
    Clerk,
    /// A clerk who also assigns and reopens; of a unit or of the whole office (kierownik).
    HeadOfOffice,
    /// Takes in and passes on without reading (kancelaria).
    Reception,
    /// Sees who did and saw what (inspektor ochrony danych).
    DataProtectionOfficer,
    /// Sees and files own things.
    Resident,
}

impl Role {
    pub const ALL: [Self; 10] = [
        Self::Operator,
        Self::CatalogueEditor,
        Self::TenantAdmin,
        Self::ServiceEditor,
        Self::Publisher,
        Self::Clerk,
        Self::HeadOfOffice,
        Self::Reception,
        Self::DataProtectionOfficer,
        Self::Resident,
    ];

    /// The code kept in the database and in the policy.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Operator => "operator",
            Self::CatalogueEditor => "catalogue_editor",
            Self::TenantAdmin => "tenant_admin",
            Self::ServiceEditor => "service_editor",
            Self::Publisher => "publisher",
            Self::Clerk => "clerk",
            Self::HeadOfOffice => "head_of_office",
            Self::Reception => "reception",
            Self::DataProtectionOfficer => "data_protection_officer",
            Self::Resident => "resident",
        }
    }

    /// The role with exactly this code; no case folding, no trimming.
    ///
    /// # Errors
    /// [`UnknownCode`] for anything else.
    pub fn parse(code: &str) -> Result<Self, UnknownCode> {
        let found = Self::ALL.into_iter().find(|role| role.as_str() == code);
        found.ok_or_else(|| UnknownCode {
            kind: "role",
            code: code.to_owned(),
        })
    }

    /// Whether an office may give this role to a member of its staff.
    ///
    /// A grant of any other role gives nothing, even if it has found its way into the database.
    #[must_use]
    pub const fn is_for_staff(self) -> bool {
        match self {
            Self::TenantAdmin
            | Self::ServiceEditor
            | Self::Publisher
            | Self::Clerk
            | Self::HeadOfOffice
            | Self::Reception
            | Self::DataProtectionOfficer => true,
            Self::Operator | Self::CatalogueEditor | Self::Resident => false,
        }
    }
}

impl Role {
    /// Whether it is a role of the lead's own people, at the console.
    #[must_use]
    pub const fn is_for_operators(self) -> bool {
        matches!(self, Self::Operator | Self::CatalogueEditor)
    }
}

impl fmt::Display for Role {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// What a rule of the policy can be written for: a role, or nobody in particular.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Standing {
    Nobody,
    Role(Role),
}

impl Standing {
    /// In the order of the columns of the matrix: from the street into the office and above it.
    pub(crate) const ALL: [Self; 11] = [
        Self::Nobody,
        Self::Role(Role::Resident),
        Self::Role(Role::Clerk),
        Self::Role(Role::HeadOfOffice),
        Self::Role(Role::Reception),
        Self::Role(Role::DataProtectionOfficer),
        Self::Role(Role::ServiceEditor),
        Self::Role(Role::Publisher),
        Self::Role(Role::TenantAdmin),
        Self::Role(Role::CatalogueEditor),
        Self::Role(Role::Operator),
    ];

    pub(crate) const fn as_str(self) -> &'static str {
        match self {
            Self::Nobody => "nobody",
            Self::Role(role) => role.as_str(),
        }
    }

    pub(crate) fn parse(code: &str) -> Option<Self> {
        Self::ALL
            .into_iter()
            .find(|standing| standing.as_str() == code)
    }

    /// Where it can be held. Only the platform knows operators, only an office all others.
    pub(crate) const fn domains(self) -> &'static [Domain] {
        match self {
            Self::Nobody => &[Domain::Office, Domain::Registry],
            Self::Role(Role::Operator | Role::CatalogueEditor) => &[Domain::Registry],
            Self::Role(
                Role::TenantAdmin
                | Role::ServiceEditor
                | Role::Publisher
                | Role::Clerk
                | Role::HeadOfOffice
                | Role::Reception
                | Role::DataProtectionOfficer
                | Role::Resident,
            ) => &[Domain::Office],
        }
    }

    /// The heading of its column in the matrix.
    pub(crate) const fn heading(self) -> &'static str {
        match self {
            Self::Nobody => "nobody",
            Self::Role(Role::Resident) => "resident",
            Self::Role(Role::Clerk) => "clerk",
            Self::Role(Role::HeadOfOffice) => "head",
            Self::Role(Role::Reception) => "reception",
            Self::Role(Role::DataProtectionOfficer) => "dpo",
            Self::Role(Role::ServiceEditor) => "editor",
            Self::Role(Role::Publisher) => "publisher",
            Self::Role(Role::TenantAdmin) => "admin",
            Self::Role(Role::CatalogueEditor) => "lead_editor",
            Self::Role(Role::Operator) => "operator",
        }
    }
}
