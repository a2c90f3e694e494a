//! Who asks: nobody, a resident, a member of the staff with grants, or an operator.

use domain::assurance::Assurance;
use domain::ids::{ResidentId, StaffId, UnitId};
use uuid::Uuid;

use crate::role::{Role, Standing};

/// A role given to a member of the staff, for one unit of the office or for the whole of it.
///
/// A unit stands for itself alone: whoever makes the [`Actor`] writes one grant for each unit
/// beneath it, because only the store knows how the units hang together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Grant {
    pub role: Role,
    /// `None` is the whole office.
    pub unit: Option<UnitId>,
}

/// Whoever a request comes from, as established by the session in the office visited.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Actor {
    Nobody,
    Resident {
        id: ResidentId,
        assurance: Assurance,
    },
    Staff {
        id: StaffId,
        grants: Vec<Grant>,
    },
    /// Somebody of the lead at the console, as an operator or a catalogue editor.
    Operator {
        id: Uuid,
        role: Role,
    },
}

impl Actor {
    /// How surely we know who it is. Only a resident has an assurance level; for all others it
    /// is [`Assurance::None`], so that no service with a level can be used as one of them.
    #[must_use]
    pub fn assurance(&self) -> Assurance {
        match self {
            Self::Resident { assurance, .. } => *assurance,
            Self::Nobody | Self::Staff { .. } | Self::Operator { .. } => Assurance::None,
        }
    }

    #[must_use]
    pub fn resident_id(&self) -> Option<ResidentId> {
        match self {
            Self::Resident { id, .. } => Some(*id),
            Self::Nobody | Self::Staff { .. } | Self::Operator { .. } => None,
        }
    }

    #[must_use]
    pub fn staff_id(&self) -> Option<StaffId> {
        match self {
            Self::Staff { id, .. } => Some(*id),
            Self::Nobody | Self::Resident { .. } | Self::Operator { .. } => None,
        }
    }

    /// What the actor is entitled by, each with the unit it is limited to.
    ///
    /// Grants of a role that is not for the staff are passed over. A member of the staff without
    /// any grant left stands where nobody stands.
    pub(crate) fn standings(&self) -> impl Iterator<Item = (Standing, Option<UnitId>)> + '_ {
        let (alone, grants): (Standing, &[Grant]) = match self {
            Self::Nobody => (Standing::Nobody, &[]),
            Self::Resident { .. } => (Standing::Role(Role::Resident), &[]),
            Self::Staff { grants, .. } => (Standing::Nobody, grants),
            Self::Operator { role, .. } if role.is_for_operators() => (Standing::Role(*role), &[]),
            Self::Operator { .. } => (Standing::Nobody, &[]),
        };
        let granted = grants.iter().filter(|grant| grant.role.is_for_staff());
        std::iter::once((alone, None))
            .chain(granted.map(|grant| (Standing::Role(grant.role), grant.unit)))
    }
}
