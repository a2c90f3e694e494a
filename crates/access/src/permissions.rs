//! The answers of casbin to every question there is, collected once.

use std::collections::{HashMap, HashSet};

use uuid::Uuid;

use crate::action::Action;
use crate::error::AccessError;
use crate::judge::Judge;
use crate::policy::Policy;
use crate::resource::Kind;
use crate::role::Standing;
use crate::scope::Scope;

/// For each standing, action and kind the scopes casbin allows.
///
/// The policy only ever adds ("some rule allows"), so whoever holds several roles may do exactly
/// what one of the roles allows, and the sets of single roles are all that need be kept.
#[derive(Debug)]
pub(crate) struct Permissions {
    scopes: HashMap<(Standing, Action, Kind), Box<[Scope]>>,
}

impl Permissions {
    /// Asks `judge` about a person of each standing.
    ///
    /// Only what some rule of `policy` is about is asked, for whomever the rule was written:
    /// the matcher compares these words for equality, so casbin refuses all the rest.
    ///
    /// # Errors
    /// Any error of [`Judge`]; a question without an answer leaves no permissions at all.
    pub(crate) async fn compile(mut judge: Judge, policy: &Policy) -> Result<Self, AccessError> {
        let mut questions: HashMap<(Action, Kind), HashSet<Scope>> = HashMap::new();
        for rule in &policy.rules {
            questions
                .entry((rule.action, rule.kind))
                .or_default()
                .insert(rule.scope);
        }
        let mut scopes = HashMap::new();
        for (number, standing) in (1..).zip(Standing::ALL) {
            let person = Uuid::from_u128(number);
            judge.appoint(person, standing).await?;
            for (&(action, kind), asked) in &questions {
                let mut allowed = Vec::new();
                for scope in Scope::ALL.into_iter().filter(|scope| asked.contains(scope)) {
                    if judge.ask(person, action, kind, scope)? {
                        allowed.push(scope);
                    }
                }
                if !allowed.is_empty() {
                    scopes.insert((standing, action, kind), allowed.into_boxed_slice());
                }
            }
        }
        Ok(Self { scopes })
    }

    /// The scopes in which `standing` has `action` on `kind`; empty for not at all.
    pub(crate) fn scopes(&self, standing: Standing, action: Action, kind: Kind) -> &[Scope] {
        self.scopes
            .get(&(standing, action, kind))
            .map_or(&[], AsRef::as_ref)
    }
}
