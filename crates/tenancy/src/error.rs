//! What can go wrong at the door.

use sea_orm::{DbErr, RuntimeErr, sqlx};

/// Beginnings of the codes with which a server says so itself: connection, resources, shutdown and
/// start, idle too long, and waits given up (for a lock, a statement, another transaction).
///
/// # Source
/// PostgreSQL documentation, Appendix A, PostgreSQL Error Codes.
const LOST: [&str; 9] = [
    "08", "53", "57P0", "25P03", "25P04", "55P03", "57014", "40001", "40P01",
];

/// A lock not had in time, and one of two who waited for each other.
const LOCKED_OUT: [&str; 2] = ["55P03", "40P01"];

/// A fault of tenancy. `Display` tells this part; the source tells the rest.
#[derive(Debug, thiserror::Error)]
pub enum TenancyError {
    /// No connection became free within the waiting time: answer 503 and ask to come back.
    #[error("no database connection became free within {waited_ms} ms for {schema}")]
    Busy { schema: String, waited_ms: u64 },
    /// The database did not accept or kept failing a connection or statement.
    #[error("the database could not be used while {doing}")]
    Database {
        doing: &'static str,
        #[source]
        source: DbErr,
    },
    /// The database lets sessions mix (a transaction-mode pooler stands before it).
    #[error("a session setting did not survive: do not run behind a transaction-mode pooler")]
    Pooler,
    /// The walls in the database are not as they must be; the program refuses to start.
    #[error("the walls between offices are not in place: {0}")]
    Wall(String),
    /// A migration of one schema failed; the others are untouched.
    #[error("schema {schema} could not be migrated")]
    Migration {
        schema: String,
        #[source]
        source: DbErr,
    },
    /// The database holds migrations this program does not know.
    #[error("schema {0} is newer than this program")]
    Newer(String),
    /// A stored value does not fit this program.
    #[error("{table}.{column} holds a value this program does not know: {value}")]
    Corrupt {
        table: &'static str,
        column: &'static str,
        value: String,
    },
    /// The platform secret is missing, short, or does not open the stored keys.
    #[error("the platform secret {0}")]
    Secret(&'static str),
    /// The office is not in the state the act needs.
    #[error("office {slug} is {state}")]
    State { slug: String, state: &'static str },
    /// There is no such office.
    #[error("there is no office {0}")]
    UnknownOffice(String),
    /// The connection lacks administration rights (no admin URL configured).
    #[error("this needs database.admin_url in the configuration")]
    NoAdmin,
}

/// Adds the words of what was being done to a database error.
pub(crate) fn while_doing(doing: &'static str) -> impl FnOnce(DbErr) -> TenancyError {
    move |source| TenancyError::Database { doing, source }
}

impl TenancyError {
    /// Whether somebody else held a lock for too long: the same may well succeed in a moment.
    pub(crate) fn is_locked_out(&self) -> bool {
        let (Self::Database { source, .. } | Self::Migration { source, .. }) = self else {
            return false;
        };
        code(source).is_some_and(|code| LOCKED_OUT.contains(&code.as_str()))
    }

    /// Whether the database is away or full, rather than something being wrong with the request.
    #[must_use]
    pub fn is_unavailable(&self) -> bool {
        match self {
            Self::Busy { .. } => true,
            Self::Database { source, .. } => is_lost(source),
            _ => false,
        }
    }
}

/// Whether the server is gone, goes away, is full, or gave up waiting: asking again later may well
/// succeed.
#[must_use]
pub fn is_lost(fault: &DbErr) -> bool {
    match fault {
        DbErr::Conn(_) | DbErr::ConnectionAcquire(_) => true,
        DbErr::Exec(RuntimeErr::SqlxError(fault)) | DbErr::Query(RuntimeErr::SqlxError(fault)) => {
            is_lost_on_the_way(fault)
        }
        _ => false,
    }
}

/// The code with which the server told what is wrong, if it did.
fn code(fault: &DbErr) -> Option<String> {
    match fault {
        DbErr::Exec(RuntimeErr::SqlxError(fault)) | DbErr::Query(RuntimeErr::SqlxError(fault)) => {
            let told = fault.as_database_error()?;
            told.code().map(std::borrow::Cow::into_owned)
        }
        _ => None,
    }
}

fn is_lost_on_the_way(fault: &sqlx::Error) -> bool {
    match fault {
        sqlx::Error::Io(_)
        | sqlx::Error::Tls(_)
        | sqlx::Error::PoolTimedOut
        | sqlx::Error::PoolClosed
        | sqlx::Error::WorkerCrashed => true,
        sqlx::Error::Database(told) => told
            .code()
            .is_some_and(|code| LOST.iter().any(|lost| code.starts_with(lost))),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use std::io;
    use std::sync::Arc;

    use super::*;

    fn exec(fault: sqlx::Error) -> DbErr {
        DbErr::Exec(RuntimeErr::SqlxError(Arc::new(fault)))
    }

    #[test]
    fn a_server_killed_in_the_middle_of_a_statement_is_lost() {
        let cut = io::Error::from(io::ErrorKind::UnexpectedEof);
        assert!(is_lost(&exec(sqlx::Error::Io(cut))));
        assert!(is_lost(&exec(sqlx::Error::WorkerCrashed)));
        assert!(is_lost(&DbErr::Conn(RuntimeErr::Internal(String::new()))));
    }

    #[test]
    fn a_wrong_statement_is_not() {
        assert!(!is_lost(&exec(sqlx::Error::RowNotFound)));
        assert!(!is_lost(&DbErr::Custom("Connection refused".to_owned())));
    }
}
