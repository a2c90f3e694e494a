//! The templates as a list for their editors.

use chrono::{DateTime, NaiveDate, Utc};
use tenancy::RegistryTx;

use crate::StoreError;
use crate::sql::all;

/// A template in the list of its editors.
#[derive(Clone, Debug)]
pub struct Line {
    pub slug: String,
    /// As it is written at the moment.
    pub title: String,
    /// The newest edition; `None` while it was never published.
    pub edition: Option<u32>,
    pub changed_at: DateTime<Utc>,
    /// Whether the next edition is being written.
    pub is_written: bool,
    /// Offices that offer a service made of it.
    pub offices: i64,
    /// Those of them with an edition before the newest.
    pub behind: i64,
    /// Those of them past the day an edition they lack is due.
    pub late: i64,
}

/// All templates and all sketches of templates, by title. `today` decides who is late.
///
/// # Errors
/// [`StoreError`] when the statement fails.
pub async fn lines(tx: &RegistryTx, today: NaiveDate) -> Result<Vec<Line>, StoreError> {
    let sql = "with newest as (select distinct on (slug) slug, edition, definition->>'title' \
                   as title, published_at from template order by slug, edition desc), \
                 adopter as (select p.tenant_id, p.template_slug as slug, \
                   p.template_edition < n.edition as behind, \
                   exists (select from template t where t.slug = p.template_slug \
                     and t.edition > p.template_edition and t.due_on < $1) as late \
                   from published_service p join newest n on n.slug = p.template_slug), \
                 counted as (select slug, count(distinct tenant_id) as offices, \
                   count(distinct tenant_id) filter (where behind) as behind, \
                   count(distinct tenant_id) filter (where late) as late \
                   from adopter group by slug), \
                 written as (select k.slug, d.document->>'title' as title, d.changed_at \
                   from template_sketch k join template_sketch_state d \
                     on d.sketch_id = k.id and d.version = k.version) \
               select x.* from (select coalesce(n.slug, w.slug) as slug, \
                 coalesce(w.title, n.title) as title, n.edition, \
                 greatest(n.published_at, w.changed_at) as changed_at, \
                 w.slug is not null as is_written, coalesce(c.offices, 0) as offices, \
                 coalesce(c.behind, 0) as behind, coalesce(c.late, 0) as late \
               from newest n full join written w on w.slug = n.slug \
               left join counted c on c.slug = n.slug) x \
               order by x.title collate \"pl-x-icu\", x.slug";
    let rows = all(&**tx, sql, [today.into()]).await?;
    rows.iter()
        .map(|row| {
            let edition: Option<i32> = row.get("edition")?;
            Ok(Line {
                slug: row.get("slug")?,
                title: row.get::<Option<String>>("title")?.unwrap_or_default(),
                edition: edition.map(|edition| u32::try_from(edition).unwrap_or_default()),
                changed_at: row.get("changed_at")?,
                is_written: row.get("is_written")?,
                offices: row.get("offices")?,
                behind: row.get("behind")?,
                late: row.get("late")?,
            })
        })
        .collect()
}
