//! What an office's role can change about itself: found at start, put right by an administrator.
//!
//! PostgreSQL lets every role change its own settings and password. Whoever injects SQL into one
//! office can so lock that office out, never another one, and never stop the whole program.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use sea_orm::{ConnectionTrait, DatabaseTransaction, DbBackend, Statement};
use serde::Serialize;
use sha2::{Digest, Sha256};

use super::verify::ROLES;
use super::{database, fix_settings, settings};
use crate::error::{TenancyError, while_doing};
use crate::migrate::Candidate;
use crate::secret::hmac_sha256;
use crate::{PlatformSecret, SchemaName};

/// Something an office's role had changed about itself.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct PutRight {
    pub slug: String,
    pub schema: String,
    /// `settings` or `password`.
    pub what: &'static str,
}

/// Roles of offices with other settings than they were given.
pub(crate) async fn changed(db: &impl ConnectionTrait) -> Result<Vec<String>, TenancyError> {
    let doing = "comparing the settings of the offices' roles";
    // The names are generated, so one role stands for all in the pattern.
    let pattern = SchemaName::parse("t_0000").map(|any| {
        let wanted = settings(&any).map(|(name, value)| format!("'{name}={value}'"));
        wanted.join(", ").replace("t_0000", "' || r.rolname || '")
    });
    let pattern = pattern.unwrap_or_default();
    let sql = format!(
        "select r.rolname::text as name from pg_roles r where {ROLES} and ( \
           exists (select from pg_db_role_setting s where s.setrole = r.oid \
             and s.setdatabase = 0) \
           or not exists (select from pg_db_role_setting s where s.setrole = r.oid \
             and s.setdatabase = (select oid from pg_database \
                                  where datname = current_database()) \
             and s.setconfig @> array[{pattern}] and s.setconfig <@ array[{pattern}])) \
         order by 1"
    );
    let rows = db
        .query_all_raw(Statement::from_string(DbBackend::Postgres, sql))
        .await
        .map_err(while_doing(doing))?;
    rows.iter()
        .map(|row| row.try_get("", "name").map_err(while_doing(doing)))
        .collect()
}

/// Puts settings and passwords of these offices' roles right; tells what was not.
pub(crate) async fn put_right(
    tx: &DatabaseTransaction,
    secret: &PlatformSecret,
    offices: &[Candidate],
) -> Result<Vec<PutRight>, TenancyError> {
    let doing = "putting the offices' roles right";
    let database = database(tx).await.map_err(while_doing(doing))?;
    let changed = changed(tx).await?;
    let mut done = Vec::new();
    for office in offices {
        let schema = &office.schema;
        let told = |what| PutRight {
            slug: office.slug.clone(),
            schema: schema.to_string(),
            what,
        };
        if changed.iter().any(|name| name == schema.as_str()) {
            let sql = format!(
                "alter role {schema} reset all; \
                 alter role {schema} in database {database} reset all; {}",
                fix_settings(schema, &database)
            );
            tx.execute_unprepared(&sql)
                .await
                .map_err(while_doing(doing))?;
            done.push(told("settings"));
        }
        let password = secret.tenant_password(office.id);
        let kept = kept_password(tx, schema).await?;
        if !kept.is_some_and(|kept| is_of(&kept, &password)) {
            let sql = format!(
                "set local password_encryption = 'scram-sha-256'; \
                 alter role {schema} password '{password}'"
            );
            tx.execute_unprepared(&sql)
                .await
                .map_err(while_doing(doing))?;
            done.push(told("password"));
        }
    }
    Ok(done)
}

async fn kept_password(
    tx: &DatabaseTransaction,
    schema: &SchemaName,
) -> Result<Option<String>, TenancyError> {
    let doing = "reading how a role's password is kept";
    let sql = "select rolpassword from pg_authid where rolname = $1";
    let values = [schema.as_str().into()];
    let row = tx
        .query_one_raw(Statement::from_sql_and_values(
            DbBackend::Postgres,
            sql,
            values,
        ))
        .await
        .map_err(while_doing(doing))?;
    let Some(row) = row else {
        return Ok(None);
    };
    row.try_get("", "rolpassword").map_err(while_doing(doing))
}

/// Whether what PostgreSQL keeps (`SCRAM-SHA-256$<rounds>:<salt>$<stored>:<server>`) was made from
/// `password`, which is plain ASCII.
///
/// # Source
/// RFC 5802, section 3; RFC 8018, section 5.2 (PBKDF2).
fn is_of(kept: &str, password: &str) -> bool {
    let parts = || {
        let (rounds_salt, keys) = kept.strip_prefix("SCRAM-SHA-256$")?.split_once('$')?;
        let (rounds, salt) = rounds_salt.split_once(':')?;
        let (stored, _) = keys.split_once(':')?;
        let salt = STANDARD.decode(salt).ok()?;
        let stored = STANDARD.decode(stored).ok()?;
        Some((rounds.parse::<u32>().ok()?, salt, stored))
    };
    let Some((rounds, salt, stored)) = parts() else {
        return false;
    };
    let mut round = hmac_sha256(password.as_bytes(), &[&salt[..], &[0, 0, 0, 1]].concat());
    let mut salted = round;
    for _ in 1..rounds {
        round = hmac_sha256(password.as_bytes(), &round);
        salted
            .iter_mut()
            .zip(round)
            .for_each(|(all, one)| *all ^= one);
    }
    let client = hmac_sha256(&salted, b"Client Key");
    Sha256::digest(client).as_slice() == stored
}

#[cfg(test)]
mod tests {
    use super::is_of;

    /// The exchange of RFC 7677, section 3: salt, rounds and password are given there; the stored
    /// key follows from its proof.
    const KEPT: &str = "SCRAM-SHA-256$4096:W22ZaJ0SNY7soEsUEjb6gQ==$\
        WG5d8oPm3OtcPnkdi4Uo7BkeZkBFzpcXkuLmtbsT4qY=:wfPLwcE6nTWhTAmQ7tl2KeoiWGPlZqQxSrmfPwDl2dU=";

    #[test]
    fn a_kept_password_is_known_again() {
        assert!(is_of(KEPT, "pencil"));
        for other in ["Pencil", "pencil ", ""] {
            assert!(!is_of(KEPT, other), "{other:?}");
        }
        for kept in [
            "",
            "md55f4dcc3b5aa765d61d8327deb882cf99",
            "SCRAM-SHA-256$x:y$z:w",
        ] {
            assert!(!is_of(kept, "pencil"), "{kept:?}");
        }
    }
}
