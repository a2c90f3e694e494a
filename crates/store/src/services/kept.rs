//! Services as the office keeps them, with what they come from.

use catalogue::Definition;
use chrono::{DateTime, Utc};
use serde_json::Value;
use tenancy::TenantTx;
use uuid::Uuid;

use crate::StoreError;
use crate::sql::{Row, all};

/// A service with the edition in force, offered or withdrawn.
#[derive(Clone, Debug)]
pub struct Kept {
    pub id: Uuid,
    pub slug: String,
    /// `draft`, `published` or `withdrawn`.
    pub state: String,
    /// `file` or `browser`: where it was changed last.
    pub source: String,
    /// Number of the edition in force.
    pub number: i32,
    pub hash: String,
    pub definition: Definition,
    /// The template's slug and edition, and the office's changes as JSON.
    pub adopted: Option<(String, u32, Value)>,
}

/// The services of an office that have an edition in force, by address.
///
/// # Errors
/// [`StoreError`] when the statement fails or a stored definition does not fit this program.
pub async fn kept(tx: &TenantTx) -> Result<Vec<Kept>, StoreError> {
    let sql = "select s.id, s.slug, s.state, s.source, s.template_slug, s.template_edition, \
                 s.adoption, e.number, e.hash, e.definition \
               from service s join service_edition e on e.id = s.current_edition_id \
               order by s.slug";
    all(&**tx, sql, []).await?.iter().map(service).collect()
}

fn service(row: &Row) -> Result<Kept, StoreError> {
    let slug: String = row.get("slug")?;
    let definition: Value = row.get("definition")?;
    let definition = Definition::from_json(&definition).map_err(|faults| StoreError::Corrupt {
        table: "service_edition",
        column: "definition",
        value: format!("{slug}: {} faults", faults.len()),
    })?;
    let template: Option<String> = row.get("template_slug")?;
    let edition: Option<i32> = row.get("template_edition")?;
    let adoption: Option<Value> = row.get("adoption")?;
    let adopted = match (template, edition.map(u32::try_from), adoption) {
        (Some(template), Some(Ok(edition)), Some(adoption)) => Some((template, edition, adoption)),
        _ => None,
    };
    Ok(Kept {
        id: row.get("id")?,
        state: row.get("state")?,
        source: row.get("source")?,
        number: row.get("number")?,
        hash: row.get("hash")?,
        slug,
        definition,
        adopted,
    })
}

/// Which edition of a template an offered service stands on.
#[derive(Clone, Debug)]
pub struct Origin {
    pub slug: String,
    pub template: String,
    pub edition: u32,
    /// When the office took this edition on; `None` when it did so before this was noted.
    pub since: Option<DateTime<Utc>>,
}

/// Where the offered services of an office come from, by address; its own ones are left out.
///
/// # Errors
/// [`StoreError`] when the statement fails.
pub async fn origins(tx: &TenantTx) -> Result<Vec<Origin>, StoreError> {
    let sql = "select s.slug, s.template_slug, s.template_edition, \
                 (select min(e.published_at) from service_edition e where e.service_id = s.id \
                    and e.template_slug = s.template_slug \
                    and e.template_edition = s.template_edition) as since \
               from service s where s.state = 'published' and s.template_slug is not null \
                 and s.template_edition is not null order by s.slug";
    let rows = all(&**tx, sql, []).await?;
    rows.iter()
        .map(|row| {
            let edition: i32 = row.get("template_edition")?;
            Ok(Origin {
                slug: row.get("slug")?,
                template: row.get("template_slug")?,
                edition: u32::try_from(edition).unwrap_or_default(),
                since: row.get("since")?,
            })
        })
        .collect()
}
