//! Putting an office on the platform: number, role, schema, key; one transaction an office.

use sea_orm::{ConnectionTrait, DatabaseTransaction, DbBackend, DbErr, Statement, Value};

use crate::admin::{Admin, commit};
use crate::error::{TenancyError, while_doing};
use crate::grants::{self, OWNER_ROLE};
use crate::{OfficeProfile, OfficeState, SchemaName, TenantId, migrate};

/// Facts of an office that live in the registry.
#[derive(Clone, Debug)]
pub struct OfficeFacts {
    pub slug: String,
    pub name: String,
    pub kind: String,
    pub role: String,
    pub teryt: Option<String>,
    /// Own domains besides `<slug>.<base domain>`.
    pub hosts: Vec<String>,
    pub profile: OfficeProfile,
    /// SHA-256 of the files this comes from, in hexadecimal.
    pub file_hash: String,
}

/// What [`office`] did.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Provisioned {
    pub id: TenantId,
    pub schema: SchemaName,
    /// Whether the schema was made now.
    pub new: bool,
}

/// Makes the office of `facts` or brings its role and facts up to date. Repeating it changes
/// nothing; a failure leaves the office as it was before.
///
/// # Errors
/// [`TenancyError::Database`], for instance when another office has the host or TERYT.
pub async fn office(admin: &Admin, facts: &OfficeFacts) -> Result<Provisioned, TenancyError> {
    let doing = "onboarding an office";
    let tx = admin.begin(doing).await?;
    migrate::lock(&tx, &facts.slug)
        .await
        .map_err(while_doing(doing))?;
    let (id, has_schema) = register(&tx, facts).await.map_err(while_doing(doing))?;
    let schema = SchemaName::of(id);
    let tx = if has_schema {
        tx
    } else {
        // The row alone is harmless: an office without a schema does not answer.
        commit(tx, doing).await?;
        let tx = admin.begin(doing).await?;
        grants::let_in(&tx, &schema).await?;
        commit(tx, doing).await?;
        let tx = admin.begin(doing).await?;
        migrate::lock(&tx, &facts.slug)
            .await
            .map_err(while_doing(doing))?;
        tx
    };
    grants::office(&tx, admin.secret(), id, &schema).await?;
    if !has_schema && !has_tables(&tx, id).await.map_err(while_doing(doing))? {
        build(&tx, &schema)
            .await
            .map_err(while_doing("building an office's schema"))?;
        grants::append_only(&tx, &schema).await?;
        give_key(&tx, admin, id).await?;
        let version = i32::try_from(migrations::tenant_version()).unwrap_or(i32::MAX);
        let sql = "update registry.tenant set schema_name = $2, schema_version = $3 where id = $1";
        run(
            &tx,
            sql,
            [id.0.into(), schema.as_str().into(), version.into()],
        )
        .await
        .map_err(while_doing(doing))?;
    }
    tell(&tx, id).await.map_err(while_doing(doing))?;
    commit(tx, doing).await?;
    Ok(Provisioned {
        id,
        schema,
        new: !has_schema,
    })
}

/// Switches an office on or off. Its data is not touched.
///
/// # Errors
/// [`TenancyError::UnknownOffice`], [`TenancyError::Database`].
pub async fn set_state(
    admin: &Admin,
    slug: &str,
    state: OfficeState,
    reason: Option<&str>,
) -> Result<(), TenancyError> {
    let doing = "switching an office on or off";
    let tx = admin.begin(doing).await?;
    let sql = "update registry.tenant set state = $2, suspended_reason = $3, changed_at = now() \
               where slug = $1 and schema_name is not null returning id";
    let values = [slug.into(), state.as_str().into(), reason.into()];
    let row = tx
        .query_one_raw(Statement::from_sql_and_values(
            DbBackend::Postgres,
            sql,
            values,
        ))
        .await
        .map_err(while_doing(doing))?
        .ok_or_else(|| TenancyError::UnknownOffice(slug.to_owned()))?;
    let id: i32 = row.try_get("", "id").map_err(while_doing(doing))?;
    tell(&tx, TenantId(id)).await.map_err(while_doing(doing))?;
    commit(tx, doing).await
}

/// Takes the registry's row of the office up; its number, and whether it has a schema.
async fn register(
    tx: &DatabaseTransaction,
    facts: &OfficeFacts,
) -> Result<(TenantId, bool), DbErr> {
    let profile = serde_json::to_value(&facts.profile)
        .map_err(|fault| DbErr::Custom(format!("the profile: {fault}")))?;
    let sql = "insert into registry.tenant (slug, name, kind, role, teryt, profile, file_hash) \
               values ($1, $2, $3, $4, $5, $6, $7) on conflict (slug) do update set \
               name = excluded.name, kind = excluded.kind, role = excluded.role, \
               teryt = excluded.teryt, profile = excluded.profile, \
               file_hash = excluded.file_hash, changed_at = now() \
               returning id, schema_name is not null as has_schema";
    let values: [Value; 7] = [
        facts.slug.as_str().into(),
        facts.name.as_str().into(),
        facts.kind.as_str().into(),
        facts.role.as_str().into(),
        facts.teryt.clone().into(),
        profile.into(),
        facts.file_hash.as_str().into(),
    ];
    let row = tx
        .query_one_raw(Statement::from_sql_and_values(
            DbBackend::Postgres,
            sql,
            values,
        ))
        .await?
        .ok_or_else(|| DbErr::Custom("the registry took no row".to_owned()))?;
    let id: i32 = row.try_get("", "id")?;
    run(
        tx,
        "delete from registry.host where tenant_id = $1",
        [id.into()],
    )
    .await?;
    for host in &facts.hosts {
        // A host in a file of the lead's own repository counts as verified by the lead.
        let sql = "insert into registry.host (name, tenant_id, verified_at) values ($1, $2, now())";
        run(tx, sql, [host.as_str().into(), id.into()]).await?;
    }
    Ok((TenantId(id), row.try_get("", "has_schema")?))
}

/// Whether another onboarding of the same office was faster.
async fn has_tables(tx: &DatabaseTransaction, id: TenantId) -> Result<bool, DbErr> {
    let sql = "select 1 as one from registry.tenant where id = $1 and schema_name is not null";
    let found = Statement::from_sql_and_values(DbBackend::Postgres, sql, [id.0.into()]);
    tx.query_one_raw(found).await.map(|row| row.is_some())
}

/// Runs the schema script as the owner of all objects and notes its migrations as done.
async fn build(tx: &DatabaseTransaction, schema: &SchemaName) -> Result<(), DbErr> {
    let rows = migrations::tenant_names()
        .map(|name| format!("('{name}', extract(epoch from now())::bigint)"))
        .collect::<Vec<_>>()
        .join(", ");
    let sql = format!(
        "set local search_path = {schema}, ext; set local role {OWNER_ROLE};
         {script}
         create table seaql_migrations (version varchar not null primary key,
           applied_at bigint not null);
         insert into seaql_migrations (version, applied_at) values {rows};
         reset role; reset search_path;",
        script = migrations::TENANT_SCHEMA
    );
    tx.execute_unprepared(&sql).await.map(|_| ())
}

async fn give_key(
    tx: &DatabaseTransaction,
    admin: &Admin,
    id: TenantId,
) -> Result<(), TenancyError> {
    const FIRST: i32 = 1;
    let key: [u8; 32] = crate::keys::random_bytes();
    let wrapped = admin.secret().wrap(id, FIRST, &key)?;
    let sql = "insert into registry.tenant_key (tenant_id, key_id, wrapped) values ($1, $2, $3)";
    run(tx, sql, [id.0.into(), FIRST.into(), wrapped.into()])
        .await
        .map_err(while_doing("keeping an office's key"))
}

async fn tell(tx: &DatabaseTransaction, id: TenantId) -> Result<(), DbErr> {
    let sql = format!("notify {}, '{id}'", crate::door::CHANNEL);
    tx.execute_unprepared(&sql).await.map(|_| ())
}

async fn run<const N: usize>(
    tx: &DatabaseTransaction,
    sql: &str,
    values: [Value; N],
) -> Result<(), DbErr> {
    tx.execute_raw(Statement::from_sql_and_values(
        DbBackend::Postgres,
        sql,
        values,
    ))
    .await
    .map(|_| ())
}
