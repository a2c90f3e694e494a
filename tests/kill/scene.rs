//! The scene of a kill test: a PostgreSQL and a program of its own, two offices at work.

use anyhow::{Context, Result};
use sea_orm::sqlx::postgres::PgConnection;
use sea_orm::sqlx::{Executor, Row};
use tests::{Cluster, Program};

use crate::chance::Chance;

/// Two offices of the repository which take the service below.
const OFFICES: [&str; 2] = ["grajewo", "gmina-suwalki"];
/// A service nobody has to sign in for.
pub(crate) const SERVICE: &str = "informacja-publiczna";
const DATABASE: &str = "ratusz";

/// An office of the scene.
#[derive(Clone, Debug)]
pub(crate) struct Office {
    pub(crate) slug: String,
    pub(crate) host: String,
    pub(crate) schema: String,
}

/// Everything a run needs. The program ends before its database.
pub(crate) struct Scene {
    pub(crate) program: Program,
    pub(crate) cluster: Cluster,
    pub(crate) offices: Vec<Office>,
    pub(crate) chance: Chance,
}

/// Plays `act` on a fresh scene, unless something for it is missing, which is said.
///
/// # Errors
/// Those of the act, with what the program complained about meanwhile.
pub(crate) async fn play(run: &str, act: impl AsyncFnOnce(&mut Scene) -> Result<()>) -> Result<()> {
    let Some(mut scene) = Scene::set(run).await? else {
        return Ok(());
    };
    let Err(fault) = act(&mut scene).await else {
        return Ok(());
    };
    let server = scene
        .activity()
        .await
        .unwrap_or_else(|fault| fault.to_string());
    let program = scene.program.complaints();
    Err(fault.context(format!(
        "the program complained:\n{program}\nthe server did:\n{server}"
    )))
}

impl Scene {
    /// Sets the scene and starts the program; `None` after saying that the test is skipped.
    async fn set(run: &str) -> Result<Option<Self>> {
        let Some(file) = Program::built() else {
            return Ok(None);
        };
        let Some(cluster) = Cluster::start_new().await? else {
            return Ok(None);
        };
        let chance = Chance::new(run);
        let mut session = cluster.session("postgres").await?;
        session.execute("create database ratusz").await?;
        tests::cluster::close(session).await?;
        let mut program = Program::new(file, cluster.home(), cluster.url(DATABASE))?;
        program.run(&["migrate"])?;
        for office in OFFICES {
            program.run(&["tenant", "apply", "--yes", "--only", office])?;
        }
        program.serve().await?;
        let mut scene = Self {
            program,
            cluster,
            offices: Vec::new(),
            chance,
        };
        scene.offices = offices(&mut scene.session().await?).await?;
        Ok(Some(scene))
    }

    /// Address of the program's database, for the superuser.
    pub(crate) fn url(&self) -> String {
        self.cluster.url(DATABASE)
    }

    /// What the server does for offices just now.
    async fn activity(&self) -> Result<String> {
        let sql = "select string_agg(concat_ws(' ', usename, state, wait_event_type, wait_event, \
                   now() - xact_start, left(query, 60)), E'\n') from pg_stat_activity \
                   where usename like 't\\_%'";
        let row = self.session().await?.fetch_one(sql).await?;
        Ok(row.try_get::<Option<String>, _>(0)?.unwrap_or_default())
    }

    /// A connection of the superuser.
    pub(crate) async fn session(&self) -> Result<PgConnection> {
        self.cluster.session(DATABASE).await
    }
}

async fn offices(session: &mut PgConnection) -> Result<Vec<Office>> {
    let sql = "select slug, schema_name from registry.tenant where slug = any($1) order by id";
    let query = sea_orm::sqlx::query(sql).bind(OFFICES.map(str::to_owned).to_vec());
    let rows = session.fetch_all(query).await?;
    let office = |row: &sea_orm::sqlx::postgres::PgRow| {
        let slug: String = row.try_get("slug")?;
        let schema: Option<String> = row.try_get("schema_name")?;
        Ok(Office {
            host: format!("{slug}.ratusz.test"),
            schema: schema.context("the office has a schema")?,
            slug,
        })
    };
    let found: Result<Vec<Office>> = rows.iter().map(office).collect();
    let found = found?;
    anyhow::ensure!(
        found.len() == OFFICES.len(),
        "both offices are there: {found:?}"
    );
    Ok(found)
}
