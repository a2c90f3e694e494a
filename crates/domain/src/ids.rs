//! Ids of people, units and cases; kept apart by type so that one is never taken for another.

use std::fmt;

use uuid::Uuid;

// Four equal newtypes: a generic with a marker would read worse in every signature.
macro_rules! id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(pub Uuid);

        impl From<Uuid> for $name {
            fn from(id: Uuid) -> Self {
                Self(id)
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }
    };
}

id! {
    /// A resident's account (konto) in one office's system.
    ResidentId
}
id! {
    /// A member of the office's staff (pracownik).
    StaffId
}
id! {
    /// A unit of the office (komórka organizacyjna).
    UnitId
}
id! {
    /// A case (sprawa).
    CaseId
}
