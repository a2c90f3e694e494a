//! Who may do what: casbin behind one question, [`Access::require`].
//!
//! The rules are in `policy/`, the result in `tests/matrix.txt`. casbin is asked every question
//! there is when the program starts; a request only looks the answer up and compares units and
//! owners. No policy is read while the program runs, so none can be half read.

mod action;
mod actor;
mod error;
mod judge;
mod matrix;
mod permissions;
mod policy;
mod resource;
mod role;
mod scope;
#[cfg(test)]
mod tests;

use std::sync::Arc;

use domain::ids::UnitId;

pub use crate::action::Action;
pub use crate::actor::{Actor, Grant};
pub use crate::error::{AccessError, Denied, RuleProblem};
pub use crate::resource::{Kind, Resource};
pub use crate::role::Role;

use crate::judge::Judge;
use crate::permissions::Permissions;
use crate::policy::Policy;
use crate::scope::Scope;

const MODEL: &str = include_str!("../policy/model.conf");
const POLICY: &str = include_str!("../policy/policy.csv");

/// The rights of everybody, ready to be asked. Cloning shares them.
#[derive(Debug, Clone)]
pub struct Access {
    permissions: Arc<Permissions>,
}

/// The units whose things an actor may act on; for narrowing a list before it is read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Units {
    /// Those of the whole office.
    All,
    /// Those of these units, each named once; none if empty.
    Only(Vec<UnitId>),
}

impl Access {
    /// Loads the policy shipped with the program and has casbin answer it through.
    ///
    /// # Errors
    /// Any [`AccessError`]; the program must not serve without a whole policy.
    pub async fn load() -> Result<Self, AccessError> {
        Self::compile(MODEL, POLICY).await
    }

    async fn compile(model: &str, policy: &str) -> Result<Self, AccessError> {
        let policy = Policy::read(policy)?;
        let judge = Judge::seat(model, &policy).await?;
        let permissions = Arc::new(Permissions::compile(judge, &policy).await?);
        Ok(Self { permissions })
    }

    /// Lets `actor` do `action` to `resource`, or says why not. Stands next to the act.
    ///
    /// # Errors
    /// [`Denied::SignInFirst`] to nobody, [`Denied::OutOfReach`] if the actor has the action but
    /// not on this thing, [`Denied::NotEntitled`] otherwise.
    pub fn require(
        &self,
        actor: &Actor,
        action: Action,
        resource: &Resource,
    ) -> Result<(), Denied> {
        let kind = resource.kind();
        let mut has_action = false;
        for (standing, unit) in actor.standings() {
            let scopes = self.permissions.scopes(standing, action, kind);
            if scopes
                .iter()
                .any(|scope| scope.reaches(actor, unit, resource))
            {
                return Ok(());
            }
            has_action |= !scopes.is_empty();
        }
        Err(if *actor == Actor::Nobody {
            Denied::SignInFirst { action, kind }
        } else if has_action {
            Denied::OutOfReach { action, kind }
        } else {
            Denied::NotEntitled { action, kind }
        })
    }

    /// Whether [`Self::require`] would let it pass; for showing or leaving out a button.
    #[must_use]
    pub fn allows(&self, actor: &Actor, action: Action, resource: &Resource) -> bool {
        self.require(actor, action, resource).is_ok()
    }

    /// Whether `actor` has `action` on anything at all: the coarse gate in front of a route.
    #[must_use]
    pub fn ever(&self, actor: &Actor, action: Action) -> bool {
        actor.standings().any(|(standing, _)| {
            action
                .kinds()
                .iter()
                .any(|kind| !self.permissions.scopes(standing, action, *kind).is_empty())
        })
    }

    /// The units in which `actor` may do `action` to things of `kind`.
    ///
    /// Says the same as [`Self::require`] on a thing of each unit, own things aside.
    #[must_use]
    pub fn units(&self, actor: &Actor, action: Action, kind: Kind) -> Units {
        let mut units = Vec::new();
        for (standing, granted) in actor.standings() {
            for scope in self.permissions.scopes(standing, action, kind) {
                match (scope, granted) {
                    (Scope::Any, _) | (Scope::Office | Scope::Unit, None) => return Units::All,
                    (Scope::Unit, Some(unit)) if !units.contains(&unit) => units.push(unit),
                    (Scope::Unit | Scope::Office, Some(_)) | (Scope::Own | Scope::Others, _) => {}
                }
            }
        }
        Units::Only(units)
    }

    /// The whole of the rights as a table, the same for the same policy.
    #[must_use]
    pub fn matrix(&self) -> String {
        matrix::table(&self.permissions)
    }
}
