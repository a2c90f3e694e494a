//! How far a right reaches: which things of a kind it is about.

use domain::ids::UnitId;

use crate::actor::Actor;
use crate::resource::Resource;

/// The last word of a rule; explained at the top of `policy/policy.csv`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Scope {
    Any,
    Office,
    Unit,
    Own,
    Others,
}

impl Scope {
    pub(crate) const ALL: [Self; 5] =
        [Self::Any, Self::Office, Self::Unit, Self::Own, Self::Others];

    pub(crate) const fn as_str(self) -> &'static str {
        match self {
            Self::Any => "any",
            Self::Office => "office",
            Self::Unit => "unit",
            Self::Own => "own",
            Self::Others => "others",
        }
    }

    pub(crate) fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|scope| scope.as_str() == code)
    }

    /// Whether `resource` lies within this scope for `actor`, whose right comes from a grant for
    /// the unit `granted` (`None`: for the whole office, or not from a grant).
    pub(crate) fn reaches(
        self,
        actor: &Actor,
        granted: Option<UnitId>,
        resource: &Resource,
    ) -> bool {
        match self {
            Self::Any => true,
            Self::Office => granted.is_none(),
            // A thing without a unit has not come to the office yet (a file of a draft), so even
            // a grant for the whole office does not reach it.
            Self::Unit => resource
                .unit()
                .is_some_and(|lies_in| granted.is_none_or(|granted| granted == lies_in)),
            // Compared as `Some` with `Some`: a thing without owner is not nobody's own.
            Self::Own => {
                let owns = actor
                    .resident_id()
                    .is_some_and(|me| resource.owner() == Some(me));
                let is_it = actor
                    .staff_id()
                    .is_some_and(|me| resource.described() == Some(me));
                owns || is_it
            }
            Self::Others => {
                let is_other = actor
                    .staff_id()
                    .zip(resource.described())
                    .is_some_and(|(me, it)| me != it);
                granted.is_none() && is_other
            }
        }
    }
}
