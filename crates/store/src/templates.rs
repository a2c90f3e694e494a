//! Templates of services (wzorce usług): the lead's numbered editions, kept in the registry.

mod adopters;
mod announced;
mod lines;

use std::collections::HashMap;

use catalogue::Definition;
use chrono::{DateTime, NaiveDate, Utc};
use serde_json::{Value, json};
use tenancy::RegistryTx;

use crate::StoreError;
use crate::settings::Source;
use crate::sql::{all, run};

pub use adopters::{Adopter, adopters};
pub use announced::{Announced, announced};
pub use lines::{Line, lines};

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

/// Number of the newest edition of every template, and where it was published.
///
/// # Errors
/// [`StoreError`] when the statement fails.
pub async fn newest_numbers(tx: &RegistryTx) -> Result<HashMap<String, (u32, Source)>, StoreError> {
    let sql = "select distinct on (slug) slug, edition, source from template \
               order by slug, edition desc";
    let rows = all(&**tx, sql, []).await?;
    rows.iter()
        .map(|row| {
            let number: i32 = row.get("edition")?;
            let source = row.code("template", "source", Source::parse)?;
            let number = u32::try_from(number).unwrap_or_default();
            Ok((row.get("slug")?, (number, source)))
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

/// The next edition of a template, as the lead publishes it in the browser.
#[derive(Clone, Copy, Debug)]
pub struct NextEdition<'a> {
    /// With the number of the edition in it.
    pub definition: &'a Definition,
    /// What it says to the offices that adopt it: plain text.
    pub release_notes: &'a str,
    /// The day by which law wants the offices on it, and why.
    pub due: Option<(NaiveDate, &'a str)>,
    /// `operator:<uuid>`.
    pub by: &'a str,
}

/// Publishes an edition written in the browser; it never changes from then on.
///
/// # Errors
/// [`StoreError::Constraint`] `template_pkey` when there is one of this number.
pub async fn publish_next(
    tx: &RegistryTx,
    next: NextEdition<'_>,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    let sql = "insert into template (slug, edition, hash, definition, published_at, \
                 release_notes, due_on, due_reason, source, published_by) \
               values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)";
    let definition = next.definition;
    let values = [
        definition.slug.as_str().into(),
        i32::try_from(definition.edition).unwrap_or(i32::MAX).into(),
        definition.hash().into(),
        definition.to_json().into(),
        now.into(),
        next.release_notes.into(),
        next.due.map(|(day, _)| day).into(),
        next.due.map_or("", |(_, reason)| reason).into(),
        Source::Browser.as_str().into(),
        next.by.into(),
    ];
    run(&**tx, sql, values).await.map(|_| ())
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

/// The newest edition of a template; `None` when there is none.
///
/// # Errors
/// As [`find`].
pub async fn newest_of(tx: &RegistryTx, slug: &str) -> Result<Option<Definition>, StoreError> {
    let sql = "select max(edition) as edition from template where slug = $1";
    let row = crate::sql::one(&**tx, sql, [slug.into()]).await?;
    let edition: Option<i32> = row
        .and_then(|row| row.get("edition").transpose())
        .transpose()?;
    match edition {
        Some(edition) => find(tx, slug, u32::try_from(edition).unwrap_or_default()).await,
        None => Ok(None),
    }
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

/// A published edition, without its content.
#[derive(Clone, Debug)]
pub struct EditionLine {
    pub edition: u32,
    pub hash: String,
    pub published_at: DateTime<Utc>,
    /// `operator:<uuid>`, or `program` for files.
    pub published_by: String,
    pub source: Source,
    /// What it says to the offices that adopt it: plain text.
    pub release_notes: String,
    /// The day by which law wants the offices on it.
    pub due_on: Option<NaiveDate>,
    pub due_reason: String,
}

/// The editions of a template, the newest first.
///
/// # Errors
/// [`StoreError`] when the statement fails.
pub async fn editions_of(tx: &RegistryTx, slug: &str) -> Result<Vec<EditionLine>, StoreError> {
    let sql = "select edition, hash, published_at, published_by, source, release_notes, due_on, \
                 due_reason from template where slug = $1 order by edition desc";
    let rows = all(&**tx, sql, [slug.into()]).await?;
    rows.iter()
        .map(|row| {
            let edition: i32 = row.get("edition")?;
            Ok(EditionLine {
                edition: u32::try_from(edition).unwrap_or_default(),
                hash: row.get("hash")?,
                published_at: row.get("published_at")?,
                published_by: row.get("published_by")?,
                source: row.code("template", "source", Source::parse)?,
                release_notes: row.get("release_notes")?,
                due_on: row.get("due_on")?,
                due_reason: row.get("due_reason")?,
            })
        })
        .collect()
}
