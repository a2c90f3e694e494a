//! Who stands on which edition of a template: told by the public catalogue, without a look into
//! any office.

use chrono::{DateTime, NaiveDate, Utc};
use tenancy::RegistryTx;

use crate::StoreError;
use crate::sql::all;

/// An office that offers a service made of a template.
#[derive(Clone, Debug)]
pub struct Adopter {
    pub template: String,
    /// Slug and name of the office.
    pub office: String,
    pub name: String,
    /// The service and its title.
    pub service: String,
    pub title: String,
    /// The edition it stands on.
    pub edition: u32,
    /// The newest there is.
    pub newest: u32,
    /// Whether the edition it stands on was published at all.
    pub published: bool,
    /// When the office took this edition on; `None` when it did so before this was noted.
    pub since: Option<DateTime<Utc>>,
    /// How many things the office has otherwise than the template.
    pub changes: u32,
    /// The earliest day an edition it lacks is due.
    pub due_on: Option<NaiveDate>,
}

impl Adopter {
    /// How many editions there are above its own.
    #[must_use]
    pub fn behind(&self) -> u32 {
        self.newest.saturating_sub(self.edition)
    }

    /// Whether an edition it lacks was due before `today`.
    #[must_use]
    pub fn is_late(&self, today: NaiveDate) -> bool {
        self.due_on.is_some_and(|due| due < today)
    }
}

/// The offices on the editions of this template, or of all, by template and office.
///
/// # Errors
/// [`StoreError`] when the statement fails.
pub async fn adopters(tx: &RegistryTx, template: Option<&str>) -> Result<Vec<Adopter>, StoreError> {
    let sql = "select p.template_slug, o.slug as office, o.name, p.slug as service, p.title, \
                 p.template_edition, p.template_since, p.template_changes, \
                 coalesce((select max(t.edition) from template t \
                   where t.slug = p.template_slug), 0) as newest, \
                 exists (select from template t where t.slug = p.template_slug \
                   and t.edition = p.template_edition) as published, \
                 (select min(t.due_on) from template t where t.slug = p.template_slug \
                   and t.edition > p.template_edition) as due_on \
               from published_service p join tenant o on o.id = p.tenant_id \
               where p.template_slug is not null and p.template_edition is not null \
                 and ($1::text is null or p.template_slug = $1) \
               order by p.template_slug, o.name collate \"pl-x-icu\", p.slug";
    let rows = all(&**tx, sql, [template.into()]).await?;
    rows.iter()
        .map(|row| {
            let number = |column: &str| -> Result<u32, StoreError> {
                Ok(u32::try_from(row.get::<i32>(column)?).unwrap_or_default())
            };
            Ok(Adopter {
                template: row.get("template_slug")?,
                office: row.get("office")?,
                name: row.get("name")?,
                service: row.get("service")?,
                title: row.get("title")?,
                edition: number("template_edition")?,
                newest: number("newest")?,
                published: row.get("published")?,
                since: row.get("template_since")?,
                changes: number("template_changes")?,
                due_on: row.get("due_on")?,
            })
        })
        .collect()
}
