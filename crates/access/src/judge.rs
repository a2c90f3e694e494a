//! casbin, asked with words that cannot mislead it.

use casbin::{CoreApi, DefaultModel, Enforcer, MemoryAdapter, MgmtApi};
use uuid::Uuid;

use crate::action::Action;
use crate::error::AccessError;
use crate::policy::{Policy, ROLE_PREFIX};
use crate::resource::{Domain, Kind};
use crate::role::Standing;
use crate::scope::Scope;

/// What a subject that is a person begins with; only such subjects are asked about.
const PERSON_PREFIX: &str = "u:";

/// The policy loaded into casbin. Lives while permissions are compiled, never during a request.
pub(crate) struct Judge {
    enforcer: Enforcer,
}

impl Judge {
    /// Loads `policy` under the model whose text is `model`.
    ///
    /// # Errors
    /// [`AccessError::Casbin`] if the model is not understood, [`AccessError::Incomplete`] if
    /// casbin ends up with other than all lines of the policy.
    pub(crate) async fn seat(model: &str, policy: &Policy) -> Result<Self, AccessError> {
        let model = DefaultModel::from_str(model).await?;
        let mut enforcer = Enforcer::new(model, MemoryAdapter::default()).await?;
        let rules = policy.rules.iter().map(|rule| {
            [
                &role_subject(rule.standing),
                rule.kind.domain().as_str(),
                rule.kind.as_str(),
                rule.action.as_str(),
                rule.scope.as_str(),
            ]
            .map(str::to_owned)
            .to_vec()
        });
        enforcer.add_policies(rules.collect()).await?;
        let links = policy.links.iter().map(|link| {
            vec![
                role_subject(link.heir),
                role_subject(link.of),
                link.domain.as_str().to_owned(),
            ]
        });
        enforcer.add_grouping_policies(links.collect()).await?;

        let read = policy.rules.len() + policy.links.len();
        let held = enforcer.get_policy().len() + enforcer.get_grouping_policy().len();
        if held != read || !enforcer.is_enabled() {
            return Err(AccessError::Incomplete { read, held });
        }
        Ok(Self { enforcer })
    }

    /// Makes `person` hold `standing`, in every domain where it can be held.
    ///
    /// # Errors
    /// [`AccessError::Casbin`] if casbin refuses the link.
    pub(crate) async fn appoint(
        &mut self,
        person: Uuid,
        standing: Standing,
    ) -> Result<(), AccessError> {
        for domain in standing.domains() {
            let link = vec![
                person_subject(person),
                role_subject(standing),
                domain.as_str().to_owned(),
            ];
            self.enforcer.add_grouping_policy(link).await?;
        }
        Ok(())
    }

    /// Whether `person` may do `action` to things of `kind` within `scope`.
    ///
    /// # Errors
    /// As [`Self::ask_in_words`].
    pub(crate) fn ask(
        &self,
        person: Uuid,
        action: Action,
        kind: Kind,
        scope: Scope,
    ) -> Result<bool, AccessError> {
        self.ask_in_words([
            &person_subject(person),
            kind.domain().as_str(),
            kind.as_str(),
            action.as_str(),
            scope.as_str(),
        ])
    }

    /// Puts a request to casbin: subject, domain, kind, action, scope.
    ///
    /// # Errors
    /// [`AccessError::Question`] if the subject is not `u:<uuid>` (casbin would say yes to one
    /// named like a role) or the domain is not one of ours to the letter;
    /// [`AccessError::Casbin`] if the matcher fails.
    pub(crate) fn ask_in_words(&self, request: [&str; 5]) -> Result<bool, AccessError> {
        let [subject, domain, ..] = request;
        let is_person = subject
            .strip_prefix(PERSON_PREFIX)
            .is_some_and(|id| Uuid::try_parse(id).is_ok());
        if !is_person || Domain::parse(domain).is_none() || request.contains(&"") {
            return Err(AccessError::Question);
        }
        Ok(self.enforcer.enforce(request.to_vec())?)
    }
}

fn person_subject(person: Uuid) -> String {
    format!("{PERSON_PREFIX}{person}")
}

fn role_subject(standing: Standing) -> String {
    format!("{ROLE_PREFIX}{}", standing.as_str())
}
