//! Reading the policy strictly: every word from a closed list, or no policy at all.
//!
//! casbin's own readers skip a line they do not understand. Here such a line stops the program,
//! and casbin is handed finished rows, so no text of the policy is ever parsed by it.

use std::collections::HashSet;

use crate::action::Action;
use crate::error::{AccessError, RuleProblem};
use crate::resource::{Domain, Kind};
use crate::role::Standing;
use crate::scope::Scope;

/// What a subject that is a role begins with; see `policy/model.conf`.
pub(crate) const ROLE_PREFIX: &str = "r:";

/// One `p` line: `standing` may do `action` to things of `kind` within `scope`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) struct Rule {
    pub(crate) standing: Standing,
    pub(crate) kind: Kind,
    pub(crate) action: Action,
    pub(crate) scope: Scope,
}

/// One `g` line: `heir` also has the rights `of`, in `domain`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) struct Link {
    pub(crate) heir: Standing,
    pub(crate) of: Standing,
    pub(crate) domain: Domain,
}

/// A whole policy; there is at least one rule and no circle.
#[derive(Debug)]
pub(crate) struct Policy {
    pub(crate) rules: Vec<Rule>,
    pub(crate) links: Vec<Link>,
}

impl Policy {
    /// Reads the text of a policy.
    ///
    /// # Errors
    /// [`AccessError::Rule`] for the first bad line, [`AccessError::Empty`] without any rule,
    /// [`AccessError::Circle`] if a role would inherit from itself.
    pub(crate) fn read(text: &str) -> Result<Self, AccessError> {
        let mut policy = Self {
            rules: Vec::new(),
            links: Vec::new(),
        };
        let mut seen = HashSet::new();
        for (index, line) in text.lines().enumerate() {
            let line = line.trim();
            if line.is_empty() || line.starts_with('#') {
                continue;
            }
            let words: Vec<&str> = line.split(',').map(str::trim).collect();
            policy
                .take(&words)
                .and_then(|()| {
                    if seen.insert(words) {
                        Ok(())
                    } else {
                        Err(RuleProblem::Repeated)
                    }
                })
                .map_err(|problem| AccessError::Rule {
                    line: index + 1,
                    problem,
                })?;
        }
        if policy.rules.is_empty() {
            return Err(AccessError::Empty);
        }
        if has_circle(&policy.links) {
            return Err(AccessError::Circle);
        }
        Ok(policy)
    }

    fn take(&mut self, words: &[&str]) -> Result<(), RuleProblem> {
        match words {
            ["p", role, domain, kind, action, scope] => {
                let rule = Rule {
                    standing: read_role(role)?,
                    kind: Kind::parse(kind).ok_or(RuleProblem::Kind)?,
                    action: Action::parse(action).ok_or(RuleProblem::Action)?,
                    scope: Scope::parse(scope).ok_or(RuleProblem::Scope)?,
                };
                let domain = Domain::parse(domain).ok_or(RuleProblem::Domain)?;
                if !rule.action.kinds().contains(&rule.kind) {
                    return Err(RuleProblem::ActionOnKind);
                }
                if rule.kind.domain() != domain {
                    return Err(RuleProblem::KindInDomain);
                }
                if !rule.standing.domains().contains(&domain) {
                    return Err(RuleProblem::RoleInDomain);
                }
                self.rules.push(rule);
            }
            ["g", heir, of, domain] => {
                let link = Link {
                    heir: read_role(heir)?,
                    of: read_role(of)?,
                    domain: Domain::parse(domain).ok_or(RuleProblem::Domain)?,
                };
                if !link.heir.domains().contains(&link.domain)
                    || !link.of.domains().contains(&link.domain)
                {
                    return Err(RuleProblem::RoleInDomain);
                }
                self.links.push(link);
            }
            _ => return Err(RuleProblem::Shape),
        }
        Ok(())
    }
}

fn read_role(word: &str) -> Result<Standing, RuleProblem> {
    word.strip_prefix(ROLE_PREFIX)
        .and_then(Standing::parse)
        .ok_or(RuleProblem::Role)
}

/// Whether somebody is reached again by following the links from them.
fn has_circle(links: &[Link]) -> bool {
    links.iter().any(|start| {
        let mut reached = HashSet::new();
        let mut next = vec![start.of];
        while let Some(standing) = next.pop() {
            if standing == start.heir {
                return true;
            }
            if reached.insert(standing) {
                let further = links.iter().filter(|link| link.heir == standing);
                next.extend(further.map(|link| link.of));
            }
        }
        false
    })
}
