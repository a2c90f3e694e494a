//! What the services of offices are found by, for the index that the program keeps in memory.

use catalogue::Definition;
use serde_json::{Value, json};
use tenancy::{RegistryTx, TenantId};

use crate::StoreError;
use crate::sql::all;

/// A published service with what it is found by and shown as in a list.
#[derive(Clone, Debug)]
pub struct Listed {
    pub tenant: TenantId,
    /// Card, keywords, category, life events and texts; without its form and its rules.
    pub definition: Definition,
    /// The same words for the same services, whosever they are.
    pub words: String,
}

/// The published services of these offices, in no order.
///
/// # Errors
/// [`StoreError`] when the statement fails or a definition does not fit this program.
pub async fn listed(tx: &RegistryTx, tenants: &[TenantId]) -> Result<Vec<Listed>, StoreError> {
    let sql = "select tenant_id, jsonb_build_object('slug', slug, 'title', title, \
                 'category', category, 'life_events', to_jsonb(life_events), \
                 'keywords', coalesce(definition->'keywords', '[]'), \
                 'card', (definition->'card') - 'personal_data' - 'appeal' - 'legal_basis', \
                 'attachments', coalesce((select jsonb_agg(jsonb_build_object( \
                     'title', a->'title') order by n) \
                   from jsonb_array_elements(definition->'attachments') with ordinality \
                     as x(a, n)), '[]'), \
                 'texts', coalesce((select jsonb_object_agg(l.key, jsonb_strip_nulls( \
                     jsonb_build_object('title', l.value->'title', \
                       'card.summary', l.value->'card.summary', 'card.who', l.value->'card.who'))) \
                   from jsonb_each(definition->'texts') as l), '{}')) as found_by \
               from published_service where tenant_id in \
                 (select value::integer from jsonb_array_elements_text($1) as value)";
    let ids: Vec<i32> = tenants.iter().map(|tenant| tenant.0).collect();
    let rows = all(&**tx, sql, [json!(ids).into()]).await?;
    rows.iter()
        .map(|row| {
            let found_by: Value = row.get("found_by")?;
            Ok(Listed {
                tenant: TenantId(row.get("tenant_id")?),
                words: found_by.to_string(),
                definition: fitting(found_by)?,
            })
        })
        .collect()
}

/// The card of a published service.
#[derive(Clone, Debug)]
pub struct Card {
    pub tenant: TenantId,
    pub slug: String,
    pub edition: i32,
    /// Without its form and what only the office reads.
    pub definition: Definition,
}

/// The cards of these services, in this order; those that are not published are left out.
///
/// # Errors
/// [`StoreError`] when the statement fails or a definition does not fit this program.
pub async fn cards(
    tx: &RegistryTx,
    services: &[(TenantId, String)],
) -> Result<Vec<Card>, StoreError> {
    let sql = "select p.tenant_id, p.slug, p.edition_number, \
                 p.definition - '{form,confirm}'::text[] as definition \
               from jsonb_array_elements($1) with ordinality as a(asked, place) \
               join published_service p on p.tenant_id = (asked->>0)::integer \
                 and p.slug = asked->>1 order by place";
    let asked: Vec<Value> = services
        .iter()
        .map(|(tenant, slug)| json!([tenant.0, slug]))
        .collect();
    let rows = all(&**tx, sql, [Value::Array(asked).into()]).await?;
    rows.iter()
        .map(|row| {
            Ok(Card {
                tenant: TenantId(row.get("tenant_id")?),
                slug: row.get("slug")?,
                edition: row.get("edition_number")?,
                definition: fitting(row.get("definition")?)?,
            })
        })
        .collect()
}

fn fitting(definition: Value) -> Result<Definition, StoreError> {
    serde_json::from_value(definition).map_err(|fault| StoreError::Corrupt {
        table: "published_service",
        column: "definition",
        value: fault.to_string(),
    })
}
