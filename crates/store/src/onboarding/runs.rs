//! Runs of `apply`, kept in the registry so that the console can show how far they are.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use tenancy::RegistryTx;
use uuid::Uuid;

use crate::StoreError;
use crate::sql::{Row, all, one, run};

/// What became of one office, as kept in a run.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Step {
    pub slug: String,
    pub name: String,
    /// `added`, `changed`, `unchanged` or `failed`.
    pub outcome: String,
    pub millis: u64,
    /// Why it failed; empty otherwise.
    #[serde(default)]
    pub message: String,
}

/// How a run ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Finished {
    Done,
    /// At least one office failed; the others are done.
    Failed,
}

/// A run as the console shows it.
#[derive(Clone, Debug)]
pub struct RunSeen {
    pub id: Uuid,
    pub started_at: DateTime<Utc>,
    pub ended_at: Option<DateTime<Utc>>,
    pub started_by: String,
    /// `running`, `done` or `failed`.
    pub state: String,
    /// Offices to do altogether.
    pub total: usize,
    pub steps: Vec<Step>,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Kept {
    total: usize,
    done: Vec<Step>,
}

pub(super) async fn start(
    tx: &RegistryTx,
    (id, started_by): (Uuid, &str),
    total: usize,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    let sql = "insert into apply_run (id, started_at, started_by, steps) values ($1, $2, $3, $4)";
    let steps = json!({ "total": total, "done": [] });
    let values = [id.into(), now.into(), started_by.into(), steps.into()];
    run(&**tx, sql, values).await.map(|_| ())
}

pub(super) async fn advance(tx: &RegistryTx, id: Uuid, steps: &[Step]) -> Result<(), StoreError> {
    let sql = "update apply_run set steps = jsonb_set(steps, '{done}', (steps -> 'done') || $2) \
               where id = $1";
    run(&**tx, sql, [id.into(), json!(steps).into()])
        .await
        .map(|_| ())
}

pub(super) async fn end(tx: &RegistryTx, id: Uuid, how: Finished) -> Result<(), StoreError> {
    let state = match how {
        Finished::Done => "done",
        Finished::Failed => "failed",
    };
    let sql = "update apply_run set state = $2, ended_at = now() where id = $1";
    run(&**tx, sql, [id.into(), state.into()]).await.map(|_| ())
}

/// One run; `None` when there is none of this number.
///
/// # Errors
/// [`StoreError`] when the statement fails.
pub async fn find_run(tx: &RegistryTx, id: Uuid) -> Result<Option<RunSeen>, StoreError> {
    let sql = "select id, started_at, ended_at, started_by, state, steps from apply_run \
               where id = $1";
    let row = one(&**tx, sql, [id.into()]).await?;
    row.as_ref().map(seen).transpose()
}

/// The newest runs, newest first.
///
/// # Errors
/// [`StoreError`] when the statement fails.
pub async fn newest_runs(tx: &RegistryTx, limit: u32) -> Result<Vec<RunSeen>, StoreError> {
    let sql = "select id, started_at, ended_at, started_by, state, steps from apply_run \
               order by started_at desc limit $1";
    let rows = all(&**tx, sql, [i64::from(limit).into()]).await?;
    rows.iter().map(seen).collect()
}

fn seen(row: &Row) -> Result<RunSeen, StoreError> {
    let steps: Value = row.get("steps")?;
    let kept: Kept = serde_json::from_value(steps).map_err(|fault| StoreError::Corrupt {
        table: "apply_run",
        column: "steps",
        value: fault.to_string(),
    })?;
    Ok(RunSeen {
        id: row.get("id")?,
        started_at: row.get("started_at")?,
        ended_at: row.get("ended_at")?,
        started_by: row.get("started_by")?,
        state: row.get("state")?,
        total: kept.total,
        steps: kept.done,
    })
}
