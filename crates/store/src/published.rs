//! The published catalogue in the registry: what everybody may see of every office's services.

mod search;

use catalogue::Definition;
use catalogue::search::stems;
use chrono::{DateTime, Utc};
use serde_json::{Value, json};
use tenancy::{RegistryTx, TenantId};
use uuid::Uuid;

use crate::StoreError;
use crate::services::InForce;
use crate::sql::{Row, all, run};

pub use search::{Hit, counts, search};

/// A published service of one office.
#[derive(Clone, Debug)]
pub struct PublishedRow {
    pub slug: String,
    pub edition_id: Uuid,
    pub edition_number: i32,
    pub hash: String,
    /// The resolved definition as JSON.
    pub definition: Value,
}

/// All published services of an office in order of their titles.
///
/// # Errors
/// [`StoreError`] when the statement fails.
pub async fn of_office(tx: &RegistryTx, tenant: TenantId) -> Result<Vec<PublishedRow>, StoreError> {
    let sql = "select slug, edition_id, edition_number, hash, definition from published_service \
               where tenant_id = $1 order by title collate \"pl-x-icu\"";
    let rows = all(&**tx, sql, [tenant.0.into()]).await?;
    rows.iter().map(published).collect()
}

fn published(row: &Row) -> Result<PublishedRow, StoreError> {
    Ok(PublishedRow {
        slug: row.get("slug")?,
        edition_id: row.get("edition_id")?,
        edition_number: row.get("edition_number")?,
        hash: row.get("hash")?,
        definition: row.get("definition")?,
    })
}

/// Puts editions into the public catalogue of an office, in place of those before them.
///
/// # Errors
/// [`StoreError`] when the statement fails.
pub async fn put(
    tx: &RegistryTx,
    tenant: TenantId,
    services: &[InForce],
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    if services.is_empty() {
        return Ok(());
    }
    let rows: Vec<Value> = services.iter().map(row).collect();
    let sql = "insert into published_service (tenant_id, slug, edition_id, edition_number, hash, \
                 title, summary, category, life_events, stems, folded_title, definition, \
                 published_at, template_slug, template_edition, template_since, \
                 template_changes) \
               select $1, x.slug, x.edition_id, x.number, x.hash, x.title, x.summary, x.category, \
                 array(select jsonb_array_elements_text(x.life_events)), \
                 array(select jsonb_array_elements_text(x.stems)), \
                 lower(unaccent(x.title)), x.definition, $3, \
                 x.template, x.template_edition, x.since, x.changes \
               from jsonb_to_recordset($2) as x(slug text, edition_id uuid, number integer, \
                 hash text, title text, summary text, category text, life_events jsonb, \
                 stems jsonb, definition jsonb, template text, template_edition integer, \
                 since timestamptz, changes integer) \
               on conflict (tenant_id, slug) do update set edition_id = excluded.edition_id, \
                 edition_number = excluded.edition_number, hash = excluded.hash, \
                 title = excluded.title, summary = excluded.summary, \
                 category = excluded.category, life_events = excluded.life_events, \
                 stems = excluded.stems, folded_title = excluded.folded_title, \
                 definition = excluded.definition, published_at = excluded.published_at, \
                 template_slug = excluded.template_slug, \
                 template_edition = excluded.template_edition, \
                 template_since = excluded.template_since, \
                 template_changes = excluded.template_changes";
    let values = [tenant.0.into(), Value::Array(rows).into(), now.into()];
    run(&**tx, sql, values).await.map(|_| ())
}

/// Takes services out of the public catalogue of an office.
///
/// # Errors
/// [`StoreError`] when the statement fails.
pub async fn remove(tx: &RegistryTx, tenant: TenantId, slugs: &[&str]) -> Result<(), StoreError> {
    let sql = "delete from published_service where tenant_id = $1 and slug in \
               (select value from jsonb_array_elements_text($2) as value)";
    run(&**tx, sql, [tenant.0.into(), json!(slugs).into()])
        .await
        .map(|_| ())
}

fn row(service: &InForce) -> Value {
    let definition = &service.definition;
    json!({
        "slug": service.slug,
        "edition_id": service.edition_id,
        "number": service.number,
        "hash": service.hash,
        "title": definition.title,
        "summary": catalogue::markup::plain(&definition.card.summary),
        "category": definition.category,
        "life_events": definition.life_events,
        "stems": stems(&searched(definition)),
        "definition": definition.to_json(),
        "template": service.origin.as_ref().map(|origin| &origin.template),
        "template_edition": service.origin.as_ref().map(|origin| origin.edition),
        "since": service.origin.as_ref().map(|origin| origin.since),
        "changes": service.changes,
    })
}

/// The words by which a service is found.
fn searched(definition: &Definition) -> String {
    let mut words = vec![definition.title.clone(), definition.card.summary.clone()];
    words.extend(definition.keywords.iter().cloned());
    for texts in definition.texts.values() {
        let shown = ["title", "card.summary"];
        words.extend(shown.iter().filter_map(|path| texts.get(*path).cloned()));
    }
    words.join(" ")
}
