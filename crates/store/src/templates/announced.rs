//! What the lead's editions say to the offices that follow their templates.

use chrono::{DateTime, NaiveDate, Utc};
use tenancy::RegistryTx;

use crate::StoreError;
use crate::sql::all;

/// An edition as an office is told of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Announced {
    /// Of the template.
    pub slug: String,
    pub edition: u32,
    pub published_at: DateTime<Utc>,
    /// Plain text.
    pub release_notes: String,
    /// The day by which law wants the offices on it.
    pub due_on: Option<NaiveDate>,
    pub due_reason: String,
}

/// All editions, or those of the template `only`; the newest of each template last.
///
/// # Errors
/// [`StoreError`] when the statement fails.
pub async fn announced(tx: &RegistryTx, only: Option<&str>) -> Result<Vec<Announced>, StoreError> {
    let sql = "select slug, edition, published_at, release_notes, due_on, due_reason \
               from template where $1::text is null or slug = $1 order by slug, edition";
    let rows = all(&**tx, sql, [only.into()]).await?;
    rows.iter()
        .map(|row| {
            let edition: i32 = row.get("edition")?;
            Ok(Announced {
                slug: row.get("slug")?,
                edition: u32::try_from(edition).unwrap_or_default(),
                published_at: row.get("published_at")?,
                release_notes: row.get("release_notes")?,
                due_on: row.get("due_on")?,
                due_reason: row.get("due_reason")?,
            })
        })
        .collect()
}
