//! Bringing the registry and every office's schema to the newest version.
//!
//! One transaction per schema under an advisory lock that names it: a run can be killed and
//! repeated, two runs at once wait for each other, one broken office leaves the others whole, and
//! one whose tables are locked holds nobody up.

use std::future::Future;
use std::time::Duration;

use futures_util::StreamExt;
use migrations::{MigratorTrait, Registry, Tenant as TenantMigrations};
use sea_orm::{ConnectionTrait, DatabaseTransaction, DbBackend, DbErr, Statement};

use crate::admin::{Admin, commit};
use crate::error::{TenancyError, while_doing};
use crate::grants::{self, OWNER_ROLE};
use crate::{SchemaName, TenantId};

/// Schemas migrated at the same time; more does not help on one database.
const PARALLEL: usize = 4;

/// Longest wait for a lock: readers queue behind a waiting ALTER, so it must not wait for long.
const LOCK_TIMEOUT: &str = "1s";
/// Waits before trying again what met a lock; then the office counts as failed in this run.
const WAITS_MS: [u64; 4] = [250, 500, 1_000, 2_000];

/// What became of one office in a run.
#[derive(Debug)]
pub struct Migrated {
    pub slug: String,
    pub schema: SchemaName,
    /// Migrations run now; zero when the office was at the newest version.
    pub result: Result<usize, TenancyError>,
}

/// An office whose schema may need migrating.
#[derive(Clone, Debug)]
pub struct Candidate {
    pub id: TenantId,
    pub slug: String,
    pub schema: SchemaName,
    pub version: i32,
}

pub(crate) async fn registry(admin: &Admin) -> Result<(), TenancyError> {
    patiently(|| registry_once(admin)).await
}

async fn registry_once(admin: &Admin) -> Result<(), TenancyError> {
    let fault = |source| TenancyError::Migration {
        schema: "registry".to_owned(),
        source,
    };
    let tx = admin.begin("migrating the registry").await?;
    tx.execute_unprepared("set local search_path = registry")
        .await
        .map_err(fault)?;
    lock(&tx, "registry").await.map_err(fault)?;
    let enter = format!("set local lock_timeout = '{LOCK_TIMEOUT}'; set local role {OWNER_ROLE}");
    tx.execute_unprepared(&enter).await.map_err(fault)?;
    Registry::up(&tx, None).await.map_err(fault)?;
    commit(tx, "migrating the registry").await
}

/// The version of an office's schema that this program wants: how many migrations it knows.
#[must_use]
pub fn newest_version() -> i32 {
    i32::try_from(migrations::tenant_version()).unwrap_or(i32::MAX)
}

/// Version of an office's schema that this program needs.
#[must_use]
pub fn newest() -> usize {
    migrations::tenant_version()
}

/// The offices of this deployment with the version of their schemas.
///
/// # Errors
/// [`TenancyError::Database`] when the registry cannot be read.
pub async fn candidates(admin: &Admin) -> Result<Vec<Candidate>, TenancyError> {
    let reading = "reading the offices to migrate";
    let tx = admin.begin(reading).await?;
    let sql = "select id, slug, schema_name, schema_version from registry.tenant \
               where schema_name is not null order by id";
    let rows = tx
        .query_all_raw(Statement::from_string(DbBackend::Postgres, sql))
        .await
        .map_err(while_doing(reading))?;
    rows.into_iter()
        .map(|row| {
            let name: String = row.try_get("", "schema_name")?;
            let schema = SchemaName::parse(&name)
                .ok_or_else(|| DbErr::Custom(format!("{name} is no schema name")))?;
            Ok(Candidate {
                id: TenantId(row.try_get("", "id")?),
                slug: row.try_get("", "slug")?,
                schema,
                version: row.try_get("", "schema_version")?,
            })
        })
        .collect::<Result<_, DbErr>>()
        .map_err(while_doing(reading))
}

/// Migrates the schemas of `offices`, four at a time; `done` is told after each.
///
/// # Errors
/// None as a whole: each office carries its own result, and a repeat finishes the rest.
pub async fn offices(
    admin: &Admin,
    offices: Vec<Candidate>,
    mut done: impl FnMut(&Migrated),
) -> Vec<Migrated> {
    let runs = offices.into_iter().map(|office| async move {
        let result = patiently(|| one(admin, &office)).await;
        Migrated {
            slug: office.slug,
            schema: office.schema,
            result,
        }
    });
    let mut runs = futures_util::stream::iter(runs).buffer_unordered(PARALLEL);
    let mut all = Vec::new();
    while let Some(migrated) = runs.next().await {
        done(&migrated);
        all.push(migrated);
    }
    all
}

/// Does `work`, and again after growing waits while somebody else holds a lock it needs. Each try
/// is a transaction of its own, so between two of them everybody is served.
async fn patiently<T, W>(work: impl Fn() -> W) -> Result<T, TenancyError>
where
    W: Future<Output = Result<T, TenancyError>>,
{
    for wait in WAITS_MS {
        match work().await {
            Err(fault) if fault.is_locked_out() => {
                tracing::info!(
                    wait_ms = wait,
                    "a lock is held by somebody else, trying again"
                );
                tokio::time::sleep(Duration::from_millis(wait)).await;
            }
            outcome => return outcome,
        }
    }
    work().await
}

async fn one(admin: &Admin, office: &Candidate) -> Result<usize, TenancyError> {
    let newest = newest_version();
    if office.version == newest {
        return Ok(0);
    }
    if office.version > newest {
        return Err(TenancyError::Newer(office.schema.to_string()));
    }
    let fault = |source| TenancyError::Migration {
        schema: office.schema.to_string(),
        source,
    };
    let tx = admin.begin("migrating an office").await?;
    lock(&tx, office.schema.as_str()).await.map_err(fault)?;
    enter(&tx, &office.schema).await.map_err(fault)?;
    let before = TenantMigrations::get_applied_migrations(&tx)
        .await
        .map_err(fault)?
        .len();
    TenantMigrations::up(&tx, None).await.map_err(fault)?;
    tx.execute_unprepared("reset role").await.map_err(fault)?;
    grants::append_only(&tx, &office.schema).await?;
    record_version(&tx, office.id, newest)
        .await
        .map_err(fault)?;
    commit(tx, "migrating an office").await?;
    Ok(migrations::tenant_version() - before)
}

/// Works as the owner of all objects, inside one office's schema, until the transaction ends.
pub(crate) async fn enter(tx: &DatabaseTransaction, schema: &SchemaName) -> Result<(), DbErr> {
    tx.execute_unprepared(&format!(
        "set local lock_timeout = '{LOCK_TIMEOUT}'; set local search_path = {schema}, ext; \
         set local role {OWNER_ROLE}"
    ))
    .await
    .map(|_| ())
}

pub(crate) async fn record_version(
    tx: &DatabaseTransaction,
    id: TenantId,
    version: i32,
) -> Result<(), DbErr> {
    let sql = "update registry.tenant set schema_version = $2, changed_at = now() where id = $1";
    let values = [id.0.into(), version.into()];
    tx.execute_raw(Statement::from_sql_and_values(
        DbBackend::Postgres,
        sql,
        values,
    ))
    .await?;
    tx.execute_unprepared(&format!("notify {}, '{id}'", crate::door::CHANNEL))
        .await
        .map(|_| ())
}

/// sea-orm-migration takes no lock: two starters at once would fail on each other's tables.
pub(crate) async fn lock(tx: &DatabaseTransaction, schema: &str) -> Result<(), DbErr> {
    let sql = "select pg_advisory_xact_lock(hashtext('ratusz-migrate:' || $1))";
    let values = [schema.into()];
    tx.execute_raw(Statement::from_sql_and_values(
        DbBackend::Postgres,
        sql,
        values,
    ))
    .await
    .map(|_| ())
}
