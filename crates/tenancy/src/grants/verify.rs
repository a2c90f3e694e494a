//! Checking the walls: every start, without rights to change them.

use sea_orm::{ConnectionTrait, DbBackend, Statement};

use super::{APPEND_ONLY, CATALOGUES_OPEN, FUNCTIONS_CLOSED, OWNER_ROLE};
use crate::error::{TenancyError, while_doing};

/// Checks both rings; names every breach found.
///
/// # Errors
/// [`TenancyError::Wall`] listing the breaches, [`TenancyError::Database`].
pub(crate) async fn verify(db: &impl ConnectionTrait) -> Result<(), TenancyError> {
    let mut breaches = Vec::new();
    for (meaning, sql) in questions() {
        let rows = db
            .query_all_raw(Statement::from_string(DbBackend::Postgres, sql))
            .await
            .map_err(while_doing("checking the walls"))?;
        for row in rows {
            let name: String = row
                .try_get("", "name")
                .map_err(while_doing("checking the walls"))?;
            breaches.push(format!("{meaning}: {name}"));
        }
    }
    if breaches.is_empty() {
        Ok(())
    } else {
        Err(TenancyError::Wall(breaches.join("; ")))
    }
}

/// Roles of offices that may enter this database: roles belong to the whole cluster, and another
/// deployment's are not behind this wall.
pub(super) const ROLES: &str = "r.rolname ~ '^t_[0-9]{4,9}$' and \
                     has_database_privilege(r.oid, current_database(), 'connect')";

/// Questions whose every answer row is a breach.
fn questions() -> Vec<(&'static str, String)> {
    let mut all = about_everybody();
    all.extend(about_roles());
    all.extend(about_offices());
    all
}

/// What PUBLIC must not have.
fn about_everybody() -> Vec<(&'static str, String)> {
    vec![
        (
            "PUBLIC may use the database",
            "select current_database()::text as name where \
             has_database_privilege('public', current_database(), 'temp') or \
             has_database_privilege('public', current_database(), 'connect')"
                .to_owned(),
        ),
        (
            "PUBLIC may use the schema public",
            "select 'public' as name where has_schema_privilege('public', 'public', 'usage') \
             or has_schema_privilege('public', 'public', 'create')"
                .to_owned(),
        ),
        (
            "PUBLIC may run a closed function",
            format!(
                "select p.oid::regprocedure::text as name from pg_proc p where \
                 p.pronamespace = 'pg_catalog'::regnamespace and p.proname ~ '{FUNCTIONS_CLOSED}' \
                 and has_function_privilege('public', p.oid, 'execute') limit 5"
            ),
        ),
        (
            "PUBLIC may read a system catalogue",
            format!(
                "select c.relname::text as name from pg_class c where c.relnamespace in \
                 ('pg_catalog'::regnamespace, 'information_schema'::regnamespace) and c.relkind \
                 in ('r', 'v') and c.relname not in ({CATALOGUES_OPEN}) and \
                 has_any_column_privilege('public', c.oid, 'select') limit 5"
            ),
        ),
    ]
}

/// What the roles of offices must not have.
fn about_roles() -> Vec<(&'static str, String)> {
    let append_only = APPEND_ONLY.map(|table| format!("'{table}'")).join(", ");
    vec![
        (
            "a role of an office has more than it needs",
            format!(
                "select r.rolname::text as name from pg_roles r where {ROLES} and (r.rolsuper or \
                 r.rolcreatedb or r.rolcreaterole or r.rolreplication or r.rolbypassrls or \
                 r.rolinherit or r.rolconnlimit < 1) limit 5"
            ),
        ),
        (
            "a role of an office is a member of another role",
            format!(
                "select r.rolname::text as name from pg_auth_members m join pg_roles r \
                 on r.oid = m.member where {ROLES} limit 5"
            ),
        ),
        (
            "a role of an office was given to another role",
            format!(
                "select r.rolname::text as name from pg_auth_members m join pg_roles r \
                 on r.oid = m.roleid join pg_roles o on o.oid = m.member \
                 where {ROLES} and not o.rolsuper limit 5"
            ),
        ),
        (
            "a role of an office may use a foreign schema or make objects",
            format!(
                "select r.rolname || ' on ' || n.nspname as name from pg_namespace n, \
                 aclexplode(n.nspacl) a join pg_roles r on r.oid = a.grantee where {ROLES} and \
                 (a.privilege_type = 'CREATE' or n.nspname <> r.rolname) limit 5"
            ),
        ),
        (
            "a role of an office may touch a foreign table",
            format!(
                "select r.rolname || ' on ' || c.oid::regclass as name from pg_class c, \
                 aclexplode(c.relacl) a join pg_roles r on r.oid = a.grantee where {ROLES} and \
                 c.relnamespace is distinct from \
                 (select oid from pg_namespace where nspname = r.rolname) limit 5"
            ),
        ),
        (
            "a role of an office may change what may only grow",
            format!(
                "select r.rolname || ' on ' || c.relname as name from pg_class c, \
                 aclexplode(c.relacl) a join pg_roles r on r.oid = a.grantee where {ROLES} and \
                 c.relname in ({append_only}) and a.privilege_type in ('UPDATE', 'DELETE', \
                 'TRUNCATE') limit 5"
            ),
        ),
    ]
}

/// How the schemas of offices must be.
fn about_offices() -> Vec<(&'static str, String)> {
    vec![(
        "a schema of an office belongs to somebody else",
        format!(
            "select n.nspname::text as name from pg_namespace n join pg_roles o on \
                 o.oid = n.nspowner where n.nspname ~ '^t_[0-9]{{4,9}}$' and \
                 o.rolname <> '{OWNER_ROLE}' limit 5"
        ),
    )]
}
