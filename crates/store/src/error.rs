//! What can go wrong with rows.

use sea_orm::DbErr;
use tenancy::{KeyError, TenancyError};

/// A fault of the store.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// A statement failed.
    #[error("a statement failed")]
    Database(#[source] DbErr),
    /// The rule named by this constraint refused the change.
    #[error("the constraint {0} refused the change")]
    Constraint(String),
    /// A row holds a value this program does not know.
    #[error("{table}.{column} holds a value this program does not know: {value}")]
    Corrupt {
        table: &'static str,
        column: &'static str,
        value: String,
    },
    /// A sealed value did not open.
    #[error("a sealed value did not open")]
    Sealed(#[from] KeyError),
    /// Somebody else changed the row since it was read.
    #[error("the {0} was changed meanwhile")]
    Stale(&'static str),
    /// The transaction itself failed.
    #[error(transparent)]
    Tenancy(#[from] TenancyError),
}

impl From<DbErr> for StoreError {
    fn from(fault: DbErr) -> Self {
        match constraint(&fault) {
            Some(name) => Self::Constraint(name),
            None => Self::Database(fault),
        }
    }
}

impl StoreError {
    /// Whether the database is away or overloaded: answer 503 and try again.
    #[must_use]
    pub fn is_unavailable(&self) -> bool {
        match self {
            Self::Tenancy(fault) => fault.is_unavailable(),
            Self::Database(fault) => tenancy::is_lost(fault),
            _ => false,
        }
    }

    /// Whether the rows themselves do not allow it, so that trying again is no use.
    #[must_use]
    pub fn is_refusal(&self) -> bool {
        /// Class of PostgreSQL's errors: a constraint of any kind.
        const INTEGRITY: &str = "23";
        match self {
            Self::Constraint(_) | Self::Corrupt { .. } => true,
            Self::Database(DbErr::Query(runtime) | DbErr::Exec(runtime)) => {
                let sea_orm::RuntimeErr::SqlxError(source) = runtime else {
                    return false;
                };
                let code = source.as_database_error().and_then(|fault| fault.code());
                code.is_some_and(|code| code.starts_with(INTEGRITY))
            }
            _ => false,
        }
    }

    /// Whether the constraint `name` refused the change.
    #[must_use]
    pub fn is_constraint(&self, name: &str) -> bool {
        matches!(self, Self::Constraint(refused) if refused == name)
    }
}

/// The constraint a database error names; constraints are always named in the migrations.
fn constraint(fault: &DbErr) -> Option<String> {
    let (DbErr::Query(runtime) | DbErr::Exec(runtime)) = fault else {
        return None;
    };
    let sea_orm::RuntimeErr::SqlxError(source) = runtime else {
        return None;
    };
    source.as_database_error()?.constraint().map(str::to_owned)
}
