//! Blocks of questions (bloki): the lead's numbered editions, kept in the registry.

use std::collections::HashMap;

use catalogue::block::Block;
use chrono::{DateTime, Utc};
use serde_json::{Value, json};
use tenancy::RegistryTx;

use crate::StoreError;
use crate::sql::{Row, all, run};

/// Hashes of all published editions by slug and number.
///
/// # Errors
/// [`StoreError`] when the statement fails.
pub async fn editions(tx: &RegistryTx) -> Result<HashMap<(String, u32), String>, StoreError> {
    let rows = all(&**tx, "select slug, edition, hash from block", []).await?;
    rows.iter()
        .map(|row| {
            let number: i32 = row.get("edition")?;
            let number = u32::try_from(number).unwrap_or_default();
            Ok(((row.get("slug")?, number), row.get("hash")?))
        })
        .collect()
}

/// Publishes editions; one that is there already stays as it is. How many were new.
///
/// # Errors
/// [`StoreError`] when the statement fails.
pub async fn publish(
    tx: &RegistryTx,
    blocks: &[&Block],
    now: DateTime<Utc>,
) -> Result<u64, StoreError> {
    let rows: Vec<Value> = blocks
        .iter()
        .map(|block| {
            json!({
                "slug": block.slug,
                "edition": block.edition,
                "hash": block.hash(),
                "definition": block.to_json(),
            })
        })
        .collect();
    let sql = "insert into block (slug, edition, hash, definition, published_at) \
               select x.slug, x.edition, x.hash, x.definition, $2 from jsonb_to_recordset($1) \
                 as x(slug text, edition integer, hash text, definition jsonb) \
               on conflict (slug, edition) do nothing";
    run(&**tx, sql, [Value::Array(rows).into(), now.into()]).await
}

/// The newest edition of every block, by title.
///
/// # Errors
/// [`StoreError`] when the statement fails or a stored block does not fit this program.
pub async fn newest(tx: &RegistryTx) -> Result<Vec<Block>, StoreError> {
    let sql = "select definition from (select distinct on (slug) slug, definition from block \
                 order by slug, edition desc) newest \
               order by definition->>'title' collate \"pl-x-icu\"";
    let rows = all(&**tx, sql, []).await?;
    rows.iter().map(block).collect()
}

fn block(row: &Row) -> Result<Block, StoreError> {
    let definition: Value = row.get("definition")?;
    Block::from_json(&definition).map_err(|faults| StoreError::Corrupt {
        table: "block",
        column: "definition",
        value: format!("{} faults", faults.len()),
    })
}
