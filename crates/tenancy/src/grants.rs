//! The walls inside PostgreSQL: two rings of grants, put up by an administrator, checked at start.
//!
//! First ring: an office's role has USAGE on its own schema and nothing anywhere else. Second
//! ring: it does not even learn names, sizes or activity of others from the system catalogues.

mod own;
mod verify;

use sea_orm::{ConnectionTrait, DatabaseTransaction, DbBackend, DbErr, Statement};

use crate::error::{TenancyError, while_doing};
use crate::{PlatformSecret, SchemaName, TenantId};

pub use own::PutRight;
pub(crate) use own::{changed, put_right};
pub(crate) use verify::verify;

/// Owns every object and cannot log in.
pub const OWNER_ROLE: &str = "ratusz_owner";
/// Logs in to read and write the registry.
pub const REGISTRY_ROLE: &str = "ratusz_registry";
/// Tables of an office that may only grow; UPDATE, DELETE and TRUNCATE are taken away.
pub const APPEND_ONLY: [&str; 5] = [
    "audit_entry",
    "receipt",
    "application",
    "case_event",
    "service_edition",
];

/// Statements of an office's role end after this time; the program has limits of its own.
const STATEMENT_TIMEOUT: &str = "15s";
const LOCK_TIMEOUT: &str = "5s";
const IDLE_IN_TRANSACTION_TIMEOUT: &str = "30s";
/// A second keeper of the program's own share per office.
const ROLE_CONNECTIONS_MAX: u32 = 8;

/// Readable for everybody also behind the second ring: drivers look types up there.
const CATALOGUES_OPEN: &str = "'pg_type', 'pg_range', 'pg_enum'";
/// What the registry's role reads to verify the walls.
const CATALOGUES_FOR_REGISTRY: &str = "pg_class, pg_namespace, pg_roles, pg_auth_members, \
    pg_db_role_setting, pg_proc, pg_database, pg_language";

/// Functions of `pg_catalog` no office needs, as a regular expression over their names.
const FUNCTIONS_CLOSED: &str = "^(set_config|.*_to_xml.*|ts_stat|ts_rewrite|pg_notify|pg_sleep.*|\
    pg_export_snapshot|pg_cancel_backend|pg_terminate_backend|pg_advisory.*|pg_try_advisory.*|\
    lo_.*|loread|lowrite|pg_stat_get_.*|pg_lock_status|pg_prepared_statement|pg_cursor|\
    pg_.*_size|pg_relation_filepath|pg_get_viewdef|pg_get_functiondef|pg_ls_.*|pg_read_.*|\
    pg_stat_file|pg_current_logfile|pg_show_all_settings|pg_get_backend_memory_contexts)$";

/// Waits until nobody else changes rights of this database: two who do at once, a start and an
/// `apply`, would fail with "tuple concurrently updated". Until the transaction ends.
const ALONE: &str = "select pg_advisory_xact_lock(hashtext('ratusz-database-rights'));";

/// Roles, extensions and the registry's schema. Idempotent.
pub(crate) async fn prepare_roles(
    tx: &DatabaseTransaction,
    secret: &PlatformSecret,
) -> Result<(), TenancyError> {
    let doing = "preparing roles and extensions";
    let password = secret.registry_password();
    let sql = format!(
        "{ALONE}
         do $$ begin
           begin create role {OWNER_ROLE} nologin;
           exception when duplicate_object or unique_violation then null; end;
           begin create role {REGISTRY_ROLE} login noinherit;
           exception when duplicate_object or unique_violation then null; end;
         end $$;
         alter role {REGISTRY_ROLE} login noinherit nosuperuser nocreatedb nocreaterole
           noreplication nobypassrls connection limit 64 password '{password}';
         create schema if not exists ext;
         create extension if not exists unaccent schema ext;
         create extension if not exists pg_trgm schema ext;
         create extension if not exists btree_gist schema ext;
         create schema if not exists registry authorization {OWNER_ROLE};
         grant usage on schema ext to public;
         grant usage on schema registry to {REGISTRY_ROLE};
         alter default privileges for role {OWNER_ROLE} in schema registry
           grant select, insert, update, delete on tables to {REGISTRY_ROLE};
         alter default privileges for role {OWNER_ROLE} in schema registry
           grant usage, select on sequences to {REGISTRY_ROLE};"
    );
    tx.execute_unprepared(&sql)
        .await
        .map_err(while_doing(doing))?;
    let database = database(tx).await.map_err(while_doing(doing))?;
    let sql = format!(
        "grant connect on database {database} to {REGISTRY_ROLE};
         alter role {REGISTRY_ROLE} in database {database} set search_path = registry, ext;
         alter role {REGISTRY_ROLE} in database {database}
           set statement_timeout = '{STATEMENT_TIMEOUT}';"
    );
    tx.execute_unprepared(&sql)
        .await
        .map(|_| ())
        .map_err(while_doing(doing))
}

/// Takes from PUBLIC what PostgreSQL gives by default.
pub(crate) async fn first_ring(tx: &DatabaseTransaction) -> Result<(), TenancyError> {
    let doing = "putting up the first ring";
    let database = database(tx).await.map_err(while_doing(doing))?;
    let sql = format!(
        "{ALONE}
         revoke all on database {database} from public;
         revoke all on schema public from public;
         revoke update, delete, truncate on registry.operator_audit from {REGISTRY_ROLE};"
    );
    tx.execute_unprepared(&sql)
        .await
        .map(|_| ())
        .map_err(while_doing(doing))
}

/// Takes from PUBLIC what tells names and activity of others. Only what is still open is
/// touched, so that a repeated start writes nothing.
pub(crate) async fn second_ring(tx: &DatabaseTransaction) -> Result<(), TenancyError> {
    let sql = format!(
        "do $$ declare thing record; begin
           for thing in select p.oid::regprocedure as name from pg_catalog.pg_proc p
             where p.pronamespace = 'pg_catalog'::regnamespace and p.proname ~ '{FUNCTIONS_CLOSED}'
               and has_function_privilege('public', p.oid, 'execute')
           loop execute format('revoke execute on function %s from public', thing.name); end loop;
           for thing in select c.oid::regclass as name from pg_catalog.pg_class c
             where c.relnamespace in ('pg_catalog'::regnamespace,
                                      'information_schema'::regnamespace)
               and c.relkind in ('r', 'v') and c.relname not in ({CATALOGUES_OPEN})
               and has_any_column_privilege('public', c.oid, 'select')
           loop execute format('revoke all on table %s from public', thing.name); end loop;
           for thing in select l.lanname as name from pg_catalog.pg_language l
             where l.lanpltrusted and has_language_privilege('public', l.oid, 'usage')
           loop execute format('revoke usage on language %I from public', thing.name); end loop;
         end $$;
         grant select on {CATALOGUES_FOR_REGISTRY} to {REGISTRY_ROLE};
         grant select on all tables in schema information_schema to {OWNER_ROLE};
         grant select on pg_class, pg_namespace, pg_attribute, pg_attrdef, pg_constraint, pg_index,
           pg_proc, pg_opclass, pg_am, pg_roles to {OWNER_ROLE};"
    );
    tx.execute_unprepared(&sql)
        .await
        .map(|_| ())
        .map_err(while_doing("putting up the second ring"))
}

/// Makes the role of an office and lets it into this database, in a transaction of its own: the
/// database's one row of rights cannot be changed by two transactions at once.
pub(crate) async fn let_in(
    tx: &DatabaseTransaction,
    schema: &SchemaName,
) -> Result<(), TenancyError> {
    let doing = "letting the role of an office in";
    let database = database(tx).await.map_err(while_doing(doing))?;
    let sql = format!(
        "{ALONE}
         do $$ begin
           begin create role {schema} nologin noinherit connection limit {ROLE_CONNECTIONS_MAX};
           exception when duplicate_object or unique_violation then null; end;
         end $$;
         grant connect on database {database} to {schema};"
    );
    tx.execute_unprepared(&sql)
        .await
        .map(|_| ())
        .map_err(while_doing(doing))
}

/// Fixes the role of an office: log-in, limits, path, and USAGE on its own schema.
pub(crate) async fn office(
    tx: &DatabaseTransaction,
    secret: &PlatformSecret,
    id: TenantId,
    schema: &SchemaName,
) -> Result<(), TenancyError> {
    let doing = "making the role of an office";
    let database = database(tx).await.map_err(while_doing(doing))?;
    let password = secret.tenant_password(id);
    let sql = format!(
        "set local password_encryption = 'scram-sha-256';
         alter role {schema} login noinherit nosuperuser nocreatedb nocreaterole noreplication
           nobypassrls connection limit {ROLE_CONNECTIONS_MAX} password '{password}';
         create schema if not exists {schema} authorization {OWNER_ROLE};
         grant usage on schema {schema} to {schema};
         alter default privileges for role {OWNER_ROLE} in schema {schema}
           grant select, insert, update, delete on tables to {schema};
         alter default privileges for role {OWNER_ROLE} in schema {schema}
           grant usage, select on sequences to {schema};"
    );
    tx.execute_unprepared(&sql)
        .await
        .map_err(while_doing(doing))?;
    tx.execute_unprepared(&fix_settings(schema, &database))
        .await
        .map(|_| ())
        .map_err(while_doing(doing))
}

/// Gives an office's role its settings in this database.
fn fix_settings(schema: &SchemaName, database: &str) -> String {
    let lines = settings(schema).map(|(name, value)| {
        // A path is a list of names: in quotes it would be one name.
        let value = match name {
            "search_path" => value,
            _ => format!("'{value}'"),
        };
        format!("alter role {schema} in database {database} set {name} = {value};")
    });
    lines.concat()
}

/// Takes UPDATE, DELETE and TRUNCATE on the tables that may only grow. After every migration.
pub(crate) async fn append_only(
    tx: &DatabaseTransaction,
    schema: &SchemaName,
) -> Result<(), TenancyError> {
    let sql = APPEND_ONLY
        .map(|table| format!("revoke update, delete, truncate on {schema}.{table} from {schema};"))
        .concat()
        + &format!(
            "revoke all on {schema}.seaql_migrations from {schema};
             grant select on {schema}.seaql_migrations to {schema};"
        );
    tx.execute_unprepared(&sql)
        .await
        .map(|_| ())
        .map_err(while_doing("closing append-only tables"))
}

/// Settings of an office's role. It could change its own, so every connection of the program asks
/// for them again, and a change is told at start and put back by the administrator.
pub(crate) fn settings(schema: &SchemaName) -> [(&'static str, String); 4] {
    [
        ("search_path", format!("{schema}, ext")),
        ("statement_timeout", STATEMENT_TIMEOUT.to_owned()),
        ("lock_timeout", LOCK_TIMEOUT.to_owned()),
        (
            "idle_in_transaction_session_timeout",
            IDLE_IN_TRANSACTION_TIMEOUT.to_owned(),
        ),
    ]
}

/// The quoted name of the database this transaction is in.
async fn database(tx: &DatabaseTransaction) -> Result<String, DbErr> {
    let sql = "select quote_ident(current_database()) as name";
    let row = tx
        .query_one_raw(Statement::from_string(DbBackend::Postgres, sql))
        .await?;
    let row = row.ok_or_else(|| DbErr::Custom("no current database".to_owned()))?;
    row.try_get("", "name")
}
