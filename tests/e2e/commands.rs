//! The program's own commands, run as an operator runs them.

mod demo_data;
mod services;

use anyhow::Result;
use sea_orm::sqlx::Executor;
use tests::{Cluster, Program};

const DATABASE: &str = "ratusz";

/// The program over a PostgreSQL of this test alone; `None` after saying that it is skipped.
async fn installed() -> Result<Option<(Program, Cluster)>> {
    let Some(file) = Program::built() else {
        return Ok(None);
    };
    let Some(cluster) = Cluster::start_new().await? else {
        return Ok(None);
    };
    let mut session = cluster.session("postgres").await?;
    session.execute("create database ratusz").await?;
    tests::cluster::close(session).await?;
    let program = Program::new(file, cluster.home(), cluster.url(DATABASE))?;
    Ok(Some((program, cluster)))
}
