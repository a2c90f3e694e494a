//! What an office's role tries against its neighbours and the server.

use crate::{SchemaName, TenantId};

/// One statement that must not succeed.
pub(super) struct Attempt {
    pub(super) what: &'static str,
    pub(super) sql: String,
    /// The statement may run: it tells and changes nothing that matters.
    pub(super) harmless: bool,
    /// The answer of PostgreSQL that counts as a refusal; any other failure proves nothing.
    pub(super) refusal: &'static str,
    /// PostgreSQL takes it outside a transaction only.
    pub(super) alone: bool,
}

/// "Permission denied".
const DENIED: &str = "42501";
/// "No such table": a schema without USAGE on the path is passed over in silence.
const UNSEEN: &str = "42P01";

fn refused(what: &'static str, sql: impl Into<String>) -> Attempt {
    Attempt {
        what,
        sql: sql.into(),
        harmless: false,
        refusal: DENIED,
        alone: false,
    }
}

/// Against one neighbour's schema and role.
pub(super) fn on_neighbour(schema: &SchemaName, id: TenantId) -> Vec<Attempt> {
    let all = on_schema(schema).into_iter().chain(on_role(schema, id));
    let over_the_path = Attempt {
        refusal: UNSEEN,
        ..refused(
            "read a neighbour over the path",
            format!("set local search_path = {schema}; select * from resident"),
        )
    };
    all.map(|(what, sql)| refused(what, sql))
        .chain([over_the_path])
        .collect()
}

fn on_schema(schema: &SchemaName) -> Vec<(&'static str, String)> {
    vec![
        (
            "read a neighbour's answers",
            format!("select * from {schema}.application"),
        ),
        (
            "read a neighbour's people",
            format!("select * from {schema}.resident"),
        ),
        (
            "count a neighbour's cases",
            format!("select count(*) from {schema}.case_file"),
        ),
        (
            "write to a neighbour",
            format!("insert into {schema}.setting values ('x', '1', 'file', now())"),
        ),
        (
            "change a neighbour",
            format!("update {schema}.case_file set state = 'closed'"),
        ),
        (
            "delete from a neighbour",
            format!("delete from {schema}.session"),
        ),
        (
            "lock a neighbour's table",
            format!("lock table {schema}.case_file"),
        ),
        (
            "drop a neighbour's table",
            format!("drop table {schema}.draft"),
        ),
        (
            "make a table at a neighbour",
            format!("create table {schema}.x (a int)"),
        ),
        (
            "refer to a neighbour",
            format!("create view v as select * from {schema}.draft"),
        ),
        (
            "read a neighbour as XML",
            format!("select schema_to_xml('{schema}', true, false, '')"),
        ),
        (
            "rename a neighbour's schema",
            format!("alter schema {schema} rename to x"),
        ),
        (
            "give oneself rights",
            format!("grant all on schema {schema} to current_user"),
        ),
    ]
}

fn on_role(schema: &SchemaName, id: TenantId) -> Vec<(&'static str, String)> {
    vec![
        ("become a neighbour", format!("set role {schema}")),
        (
            "become a neighbour's session",
            format!("set session authorization {schema}"),
        ),
        (
            "become a neighbour in a select",
            format!("select set_config('role', '{schema}', true)"),
        ),
        (
            "change a neighbour's password",
            format!("alter role {schema} password 'x'"),
        ),
        (
            "change a neighbour's settings",
            format!("alter role {schema} set work_mem = '1MB'"),
        ),
        (
            "block a neighbour's migration",
            format!("select pg_advisory_lock(hashtext('ratusz-migrate:{schema}'))"),
        ),
        (
            "read a neighbour's row in the registry",
            format!("select * from registry.tenant where id = {id}"),
        ),
        (
            "read a neighbour's key",
            format!("select wrapped from registry.tenant_key where tenant_id = {id}"),
        ),
    ]
}

/// Against the registry and the server.
pub(super) fn on_server() -> Vec<Attempt> {
    const CATALOGUES: [&str; 15] = [
        "pg_catalog.pg_namespace",
        "pg_catalog.pg_roles",
        "pg_catalog.pg_class",
        "pg_catalog.pg_authid",
        "pg_catalog.pg_stat_activity",
        "pg_catalog.pg_locks",
        "pg_catalog.pg_settings",
        "pg_catalog.pg_db_role_setting",
        "pg_catalog.pg_largeobject",
        "pg_catalog.pg_statistic",
        "pg_catalog.pg_database",
        "pg_catalog.pg_attribute",
        "information_schema.tables",
        "information_schema.schemata",
        "information_schema.columns",
    ];
    let listing = "list names and activity in the catalogues";
    let catalogues = CATALOGUES.map(|name| refused(listing, format!("select * from {name}")));
    let escalations = ESCALATIONS.map(|(what, sql)| refused(what, sql));
    let alone = ALONE.map(|(what, sql)| Attempt {
        alone: true,
        ..refused(what, sql)
    });
    let heard = Attempt {
        harmless: true,
        ..refused(
            "listen (payloads are numbers of offices, a hint only)",
            "listen ratusz_tenants",
        )
    };
    catalogues
        .into_iter()
        .chain(escalations)
        .chain(alone)
        .chain([heard])
        .collect()
}

/// What PostgreSQL takes outside a transaction only.
const ALONE: [(&str, &str); 2] = [
    ("make a database", "create database mine"),
    ("change the server", "alter system set work_mem = '1MB'"),
];

const ESCALATIONS: [(&str, &str); 34] = [
    ("read the registry", "select * from registry.tenant"),
    ("read the operators", "select * from registry.operator"),
    ("write to the registry", "delete from registry.host"),
    ("become the registry", "set role ratusz_registry"),
    ("become the owner", "set role ratusz_owner"),
    ("make a schema", "create schema mine"),
    ("make a table", "create table mine (a int)"),
    ("make a temporary table", "create temp table mine (a int)"),
    ("make a table in public", "create table public.mine (a int)"),
    (
        "make a function",
        "create function f() returns int language sql as 'select 1'",
    ),
    ("run a block of code", "do $$ begin null; end $$"),
    ("make a role", "create role mine"),
    ("make an extension", "create extension dblink"),
    ("read a server file", "select pg_read_file('/etc/passwd')"),
    ("list server files", "select pg_ls_dir('/')"),
    ("copy from a server file", "copy setting from '/etc/passwd'"),
    ("copy from a program", "copy setting from program 'id'"),
    ("copy to a program", "copy (select 1) to program 'cat'"),
    ("make a large object", "select lo_create(0)"),
    ("import a large object", "select lo_import('/etc/passwd')"),
    ("end another's session", "select pg_terminate_backend(1)"),
    (
        "notify in a select",
        "select pg_notify('ratusz_tenants', '1')",
    ),
    ("sleep", "select pg_sleep(0)"),
    (
        "measure the database",
        "select pg_database_size(current_database())",
    ),
    (
        "change the audit trail",
        "update audit_entry set detail = ''",
    ),
    ("delete from the audit trail", "delete from audit_entry"),
    ("empty the audit trail", "truncate audit_entry"),
    ("change a receipt", "update receipt set content = '{}'"),
    ("delete an application", "delete from application"),
    ("drop an own table", "drop table draft"),
    (
        "switch off checks of an own table",
        "alter table audit_entry disable trigger all",
    ),
    (
        "give oneself the audit trail",
        "grant update on audit_entry to current_user; update audit_entry set detail = ''",
    ),
    ("forge the migrations", "delete from seaql_migrations"),
    ("load a library", "load '/tmp/x.so'"),
];
