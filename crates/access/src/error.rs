//! Why somebody is refused, and why the policy cannot be used.

use thiserror::Error;

use crate::action::Action;
use crate::resource::Kind;

/// A refusal. What the visitor may not know to exist should be answered as if it did not.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum Denied {
    /// Nobody asked; signing in may help.
    #[error("{action} on {kind} needs somebody signed in")]
    SignInFirst { action: Action, kind: Kind },
    /// The actor may do this to other things of the kind, but not to this one.
    #[error("{action} is out of reach on this {kind}")]
    OutOfReach { action: Action, kind: Kind },
    /// No role of the actor has this action at all.
    #[error("no role of the asker has {action} on {kind}")]
    NotEntitled { action: Action, kind: Kind },
}

/// The policy cannot be used. There is no partly loaded state: without a whole policy there is
/// no [`Access`](crate::Access) to ask.
#[derive(Debug, Error)]
pub enum AccessError {
    #[error("line {line} of the access policy {problem}")]
    Rule { line: usize, problem: RuleProblem },
    /// Without rules casbin compares the request with empty words, so we do not ask it.
    #[error("the access policy has no rules")]
    Empty,
    #[error("the access policy lets roles inherit in a circle")]
    Circle,
    #[error("casbin holds {held} lines of the access policy instead of {read}")]
    Incomplete { read: usize, held: usize },
    #[error("a question to the access policy is malformed")]
    Question,
    #[error("casbin refused the access model or policy")]
    Casbin(#[source] Box<casbin::Error>),
}

impl From<casbin::Error> for AccessError {
    fn from(error: casbin::Error) -> Self {
        Self::Casbin(Box::new(error))
    }
}

/// What is wrong with a line of the policy.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum RuleProblem {
    #[error("is neither a rule (p, six words) nor an inheritance (g, four words)")]
    Shape,
    #[error("names a role that does not exist, or names it without r:")]
    Role,
    #[error("names a domain that does not exist")]
    Domain,
    #[error("names a kind of thing that does not exist")]
    Kind,
    #[error("names an action that does not exist")]
    Action,
    #[error("names a scope that does not exist")]
    Scope,
    #[error("puts an action on a kind of thing it cannot be done to")]
    ActionOnKind,
    #[error("puts a kind of thing into a domain it does not lie in")]
    KindInDomain,
    #[error("gives a role rights in a domain where it is never held")]
    RoleInDomain,
    #[error("repeats an earlier line")]
    Repeated,
}
