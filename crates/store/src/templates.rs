//! Templates of services (wzorce usług): the lead's numbered editions, kept in the registry.

use std::collections::HashMap;

use catalogue::Definition;
use chrono::{DateTime, Utc};
use serde_json::{Value, json};
use tenancy::RegistryTx;

use crate::StoreError;
use crate::sql::{all, run};

/// Hashes of all published editions by slug and number.
///
/// # Errors
/// [`StoreError`] when the statement fails.
pub async fn editions(tx: &RegistryTx) -> Result<HashMap<(String, u32), String>, StoreError> {
    let rows = all(&**tx, "select slug, edition, hash from template", []).await?;
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
    templates: &[&Definition],
    now: DateTime<Utc>,
) -> Result<u64, StoreError> {
    let rows: Vec<Value> = templates
        .iter()
        .map(|template| {
            json!({
                "slug": template.slug,
                "edition": template.edition,
                "hash": template.hash(),
                "definition": template.to_json(),
            })
        })
        .collect();
    let sql = "insert into template (slug, edition, hash, definition, published_at) \
               select x.slug, x.edition, x.hash, x.definition, $2 from jsonb_to_recordset($1) \
                 as x(slug text, edition integer, hash text, definition jsonb) \
               on conflict (slug, edition) do nothing";
    run(&**tx, sql, [Value::Array(rows).into(), now.into()]).await
}

/// One edition of a template; `None` when there is none.
///
/// # Errors
/// [`StoreError`] when the statement fails or the stored definition does not fit this program.
pub async fn find(
    tx: &RegistryTx,
    slug: &str,
    edition: u32,
) -> Result<Option<Definition>, StoreError> {
    let sql = "select definition from template where slug = $1 and edition = $2";
    let number = i32::try_from(edition).unwrap_or(i32::MAX);
    let row = crate::sql::one(&**tx, sql, [slug.into(), number.into()]).await?;
    row.map(|row| {
        let definition: Value = row.get("definition")?;
        Definition::from_json(&definition).map_err(|faults| StoreError::Corrupt {
            table: "template",
            column: "definition",
            value: format!("{slug}: {} faults", faults.len()),
        })
    })
    .transpose()
}

/// A template in its newest edition.
#[derive(Clone, Debug)]
pub struct Newest {
    pub slug: String,
    pub title: String,
    pub edition: u32,
}

/// The newest edition of every template, by title.
///
/// # Errors
/// [`StoreError`] when the statement fails.
pub async fn newest(tx: &RegistryTx) -> Result<Vec<Newest>, StoreError> {
    let sql = "select t.slug, t.edition, t.title from (select distinct on (slug) slug, edition, \
                 definition->>'title' as title from template order by slug, edition desc) t \
               order by t.title collate \"pl-x-icu\"";
    let rows = all(&**tx, sql, []).await?;
    rows.iter()
        .map(|row| {
            let edition: i32 = row.get("edition")?;
            Ok(Newest {
                slug: row.get("slug")?,
                title: row.get("title")?,
                edition: u32::try_from(edition).unwrap_or_default(),
            })
        })
        .collect()
}
