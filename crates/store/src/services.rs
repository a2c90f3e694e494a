//! Services of an office (usługi) and their editions; an edition, once published, never changes.

mod kept;
pub mod postponed;

use catalogue::Definition;
use catalogue::repository::Adopted;
use chrono::{DateTime, Utc};
use serde_json::{Value, json};
use tenancy::TenantTx;
use uuid::Uuid;

use crate::StoreError;
use crate::settings::Source;
use crate::sql::{Row, all, one, run};

pub use kept::{Kept, Origin, kept, origins};

/// A service to publish.
#[derive(Clone, Debug)]
pub struct ToPublish<'a> {
    /// The service if the office has it already.
    pub id: Option<Uuid>,
    pub definition: &'a Definition,
    /// Fingerprint of `definition`.
    pub hash: &'a str,
    pub adopted: Option<&'a Adopted>,
    /// The edition in force, when it already is this definition.
    pub edition_id: Option<Uuid>,
    /// Number of the newest edition so far; 0 when there is none.
    pub number: i32,
}

/// Publishes services, several with two statements. A definition that is in force already keeps
/// its edition; any other becomes the next one.
///
/// # Errors
/// [`StoreError`] when a statement fails, for instance when the office has no unit.
pub async fn publish(
    tx: &TenantTx,
    services: &[ToPublish<'_>],
    (source, by): (Source, &str),
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    if services.is_empty() {
        return Ok(());
    }
    let mut rows = Vec::with_capacity(services.len());
    let mut editions = Vec::new();
    for service in services {
        let id = service.id.unwrap_or_else(crate::ids::fresh);
        let edition_id = service.edition_id.unwrap_or_else(crate::ids::fresh);
        rows.push(row(service, id, edition_id));
        if service.edition_id.is_none() {
            editions.push(json!({
                "id": edition_id,
                "service_id": id,
                "number": service.number + 1,
                "hash": service.hash,
                "definition": service.definition.to_json(),
                "template": service.adopted.map(|adopted| &adopted.template),
                "template_edition": service.adopted.map(|adopted| adopted.edition),
                "adoption": service.adopted.map(|adopted| &adopted.overlay),
            }));
        }
    }
    // A service that names no unit is kept by the first one.
    let sql = "insert into service (id, slug, state, template_slug, template_edition, adoption, \
                 unit_id, current_edition_id, source, changed_at) \
               select x.id, x.slug, 'published', x.template, x.template_edition, x.adoption, \
                 coalesce((select coalesce(successor_id, id) from unit where code = x.unit), \
                          (select id from unit order by code limit 1)), \
                 x.edition_id, $2, $3 \
               from jsonb_to_recordset($1) as x(id uuid, slug text, template text, \
                 template_edition integer, adoption jsonb, unit text, edition_id uuid) \
               on conflict on constraint service_slug_key do update set state = excluded.state, \
                 template_slug = excluded.template_slug, \
                 template_edition = excluded.template_edition, adoption = excluded.adoption, \
                 unit_id = excluded.unit_id, current_edition_id = excluded.current_edition_id, \
                 source = excluded.source, changed_at = excluded.changed_at";
    let values = [
        Value::Array(rows).into(),
        source.as_str().into(),
        now.into(),
    ];
    run(&**tx, sql, values).await?;
    let sql = "insert into service_edition (id, service_id, number, hash, definition, \
                 published_at, published_by, template_slug, template_edition, adoption) \
               select x.id, x.service_id, x.number, x.hash, x.definition, $2, $3, \
                 x.template, x.template_edition, x.adoption \
               from jsonb_to_recordset($1) as x(id uuid, service_id uuid, number integer, \
                 hash text, definition jsonb, template text, template_edition integer, \
                 adoption jsonb)";
    let values = [Value::Array(editions).into(), now.into(), by.into()];
    run(&**tx, sql, values).await.map(|_| ())
}

fn row(service: &ToPublish<'_>, id: Uuid, edition_id: Uuid) -> Value {
    json!({
        "id": id,
        "slug": service.definition.slug,
        "template": service.adopted.map(|adopted| &adopted.template),
        "template_edition": service.adopted.map(|adopted| adopted.edition),
        "adoption": service.adopted.map(|adopted| &adopted.overlay),
        "unit": service.definition.unit,
        "edition_id": edition_id,
    })
}

/// Takes services out of the offer; their editions, drafts and cases stay.
///
/// # Errors
/// [`StoreError`] when the statement fails.
pub async fn withdraw(
    tx: &TenantTx,
    ids: &[Uuid],
    source: Source,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    let ids: Vec<Value> = ids.iter().map(|id| json!(id)).collect();
    let sql = "update service set state = 'withdrawn', source = $3, changed_at = $2 where id in \
               (select value::uuid from jsonb_array_elements_text($1) as value)";
    let values = [Value::Array(ids).into(), now.into(), source.as_str().into()];
    run(&**tx, sql, values).await.map(|_| ())
}

/// An edition in force, as the public catalogue needs it.
#[derive(Clone, Debug)]
pub struct InForce {
    pub slug: String,
    pub edition_id: Uuid,
    pub number: i32,
    pub hash: String,
    pub definition: Definition,
}

/// The editions in force of the published services with these slugs.
///
/// # Errors
/// [`StoreError`] when the statement fails or a stored definition does not fit this program.
pub async fn in_force(tx: &TenantTx, slugs: &[&str]) -> Result<Vec<InForce>, StoreError> {
    let sql = "select s.slug, e.id, e.number, e.hash, e.definition from service s \
               join service_edition e on e.id = s.current_edition_id \
               where s.state = 'published' and s.slug in \
                 (select value from jsonb_array_elements_text($1) as value) order by s.slug";
    let rows = all(&**tx, sql, [json!(slugs).into()]).await?;
    rows.iter()
        .map(|row| {
            let slug: String = row.get("slug")?;
            let definition: Value = row.get("definition")?;
            let definition =
                Definition::from_json(&definition).map_err(|faults| StoreError::Corrupt {
                    table: "service_edition",
                    column: "definition",
                    value: format!("{slug}: {} faults", faults.len()),
                })?;
            Ok(InForce {
                slug,
                edition_id: row.get("id")?,
                number: row.get("number")?,
                hash: row.get("hash")?,
                definition,
            })
        })
        .collect()
}

/// A service as it stands.
#[derive(Clone, Debug)]
pub struct Standing {
    pub id: Uuid,
    pub slug: String,
    /// `draft`, `published` or `withdrawn`.
    pub state: String,
    /// Slug and edition of the template it comes from.
    pub template: Option<(String, u32)>,
    pub edition_id: Option<Uuid>,
    /// Number of the newest edition; 0 when there is none.
    pub newest: i32,
}

/// The service of this address; `None` when the office never had it.
///
/// # Errors
/// [`StoreError`] when the statement fails.
pub async fn find(tx: &TenantTx, slug: &str) -> Result<Option<Standing>, StoreError> {
    let sql = "select s.id, s.slug, s.state, s.template_slug, s.template_edition, \
                 s.current_edition_id, coalesce((select max(number) from service_edition e \
                   where e.service_id = s.id), 0) as newest \
               from service s where s.slug = $1";
    let row = one(&**tx, sql, [slug.into()]).await?;
    row.map(|row| {
        Ok(Standing {
            id: row.get("id")?,
            slug: row.get("slug")?,
            state: row.get("state")?,
            template: template(&row)?,
            edition_id: row.get("current_edition_id")?,
            newest: row.get("newest")?,
        })
    })
    .transpose()
}

fn template(row: &Row) -> Result<Option<(String, u32)>, StoreError> {
    let slug: Option<String> = row.get("template_slug")?;
    let edition: Option<i32> = row.get("template_edition")?;
    Ok(slug.zip(edition.and_then(|edition| u32::try_from(edition).ok())))
}

/// An edition in the list of a service's editions.
#[derive(Clone, Debug)]
pub struct EditionLine {
    pub id: Uuid,
    pub number: i32,
    pub hash: String,
    pub published_at: DateTime<Utc>,
    /// `program`, `staff:<uuid>` or whoever ran `apply`.
    pub published_by: String,
    /// Slug and edition of the template it followed.
    pub template: Option<(String, u32)>,
}

/// The editions of a service, the newest first.
///
/// # Errors
/// [`StoreError`] when the statement fails.
pub async fn editions(tx: &TenantTx, service: Uuid) -> Result<Vec<EditionLine>, StoreError> {
    let sql = "select id, number, hash, published_at, published_by, template_slug, \
                 template_edition from service_edition \
               where service_id = $1 order by number desc";
    let rows = all(&**tx, sql, [service.into()]).await?;
    rows.iter()
        .map(|row| {
            Ok(EditionLine {
                id: row.get("id")?,
                number: row.get("number")?,
                hash: row.get("hash")?,
                published_at: row.get("published_at")?,
                published_by: row.get("published_by")?,
                template: template(row)?,
            })
        })
        .collect()
}

/// Whom a new edition concerns: both stay on the edition they were started with.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Impact {
    pub open_drafts: i64,
    pub open_cases: i64,
}

/// What stands open under the service of this address.
///
/// # Errors
/// [`StoreError`] when the statement fails.
pub async fn impact(tx: &TenantTx, slug: &str) -> Result<Impact, StoreError> {
    let sql = "select (select count(*) from draft where service_slug = $1 and state = 'open') \
                 as drafts, (select count(*) from case_file where service_slug = $1 \
                   and state not in ('settled', 'closed')) as cases";
    let row = one(&**tx, sql, [slug.into()]).await?;
    row.map_or(Ok(Impact::default()), |row| {
        Ok(Impact {
            open_drafts: row.get("drafts")?,
            open_cases: row.get("cases")?,
        })
    })
}
