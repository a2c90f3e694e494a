//! What the platform has now: the registry's rows of all offices, and one office's own tables.

use std::collections::{BTreeMap, HashMap};

use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::Value;
use tenancy::{RegistryTx, TenantTx};
use uuid::Uuid;

use crate::StoreError;
use crate::sql::{Row, all, one};

/// An office's row in the registry, with its hosts and published services.
#[derive(Clone, Debug)]
pub(super) struct Registered {
    pub(super) facts: Value,
    pub(super) state: String,
    pub(super) schema_version: i32,
    pub(super) has_schema: bool,
    /// Slug, edition and hash of each published service.
    pub(super) published: HashMap<String, (Uuid, String)>,
}

/// What an office's own schema holds of what its files describe.
#[derive(Clone, Debug, Default, Deserialize)]
pub(super) struct Inside {
    pub(super) units: Vec<UnitFound>,
    pub(super) classes: Vec<ClassFound>,
    pub(super) settings: Vec<SettingFound>,
    pub(super) services: Vec<ServiceFound>,
    /// Addresses of everybody who may administer the office, or is invited to.
    pub(super) administrators: Vec<String>,
}

#[derive(Clone, Debug, Deserialize)]
pub(super) struct UnitFound {
    pub(super) code: String,
    pub(super) name: String,
    pub(super) parent: Option<String>,
    pub(super) source: String,
    pub(super) is_closed: bool,
}

#[derive(Clone, Debug, Deserialize)]
pub(super) struct ClassFound {
    pub(super) symbol: String,
    pub(super) title: String,
    pub(super) category: String,
}

#[derive(Clone, Debug, Deserialize)]
pub(super) struct SettingFound {
    pub(super) key: String,
    pub(super) value: Value,
    pub(super) source: String,
    /// What the file said last.
    pub(super) file_value: Option<Value>,
}

#[derive(Clone, Debug, Deserialize)]
pub(crate) struct ServiceFound {
    pub(crate) id: Uuid,
    pub(crate) slug: String,
    pub(crate) state: String,
    pub(crate) source: String,
    pub(crate) template_slug: Option<String>,
    pub(crate) template_edition: Option<u32>,
    pub(crate) edition_id: Option<Uuid>,
    pub(crate) number: Option<i32>,
    /// Number of the newest edition; 0 when there is none.
    pub(crate) newest: i32,
    pub(crate) hash: Option<String>,
}

/// The offices of the registry by slug; with `only`, just that one.
pub(super) async fn registered(
    tx: &RegistryTx,
    only: Option<&str>,
) -> Result<HashMap<String, Registered>, StoreError> {
    let sql = "select t.id, t.slug, t.name, t.kind, t.role, t.teryt, t.profile, t.state, \
                 t.schema_version, t.schema_name is not null as has_schema, \
                 coalesce((select jsonb_agg(h.name order by h.name) from host h \
                           where h.tenant_id = t.id), '[]') as hosts \
               from tenant t where $1::text is null or t.slug = $1";
    let rows = all(&**tx, sql, [only.into()]).await?;
    let mut published = published(tx, only).await?;
    rows.iter()
        .map(|row| {
            let id: i32 = row.get("id")?;
            let office = Registered {
                facts: facts(row)?,
                state: row.get("state")?,
                schema_version: row.get("schema_version")?,
                has_schema: row.get("has_schema")?,
                published: published.remove(&id).unwrap_or_default(),
            };
            Ok((row.get("slug")?, office))
        })
        .collect()
}

/// Slugs of all offices of the registry.
pub(super) async fn slugs(tx: &RegistryTx) -> Result<Vec<String>, StoreError> {
    let rows = all(&**tx, "select slug from tenant order by id", []).await?;
    rows.iter().map(|row| row.get("slug")).collect()
}

fn facts(row: &Row) -> Result<Value, StoreError> {
    Ok(serde_json::json!({
        "name": row.get::<String>("name")?,
        "kind": row.get::<String>("kind")?,
        "role": row.get::<String>("role")?,
        "teryt": row.get::<Option<String>>("teryt")?,
        "hosts": row.get::<Value>("hosts")?,
        "profile": row.get::<Value>("profile")?,
    }))
}

type PublishedByOffice = HashMap<i32, HashMap<String, (Uuid, String)>>;

async fn published(tx: &RegistryTx, only: Option<&str>) -> Result<PublishedByOffice, StoreError> {
    let sql = "select p.tenant_id, p.slug, p.edition_id, p.hash from published_service p \
               where $1::text is null or p.tenant_id = (select id from tenant where slug = $1)";
    let mut published = PublishedByOffice::new();
    for row in all(&**tx, sql, [only.into()]).await? {
        let services = published.entry(row.get("tenant_id")?).or_default();
        services.insert(row.get("slug")?, (row.get("edition_id")?, row.get("hash")?));
    }
    Ok(published)
}

/// Reads an office's own tables in one statement.
pub(super) async fn inside(tx: &TenantTx) -> Result<Inside, StoreError> {
    let sql = "select jsonb_build_object( \
      'units', coalesce((select jsonb_agg(jsonb_build_object('code', u.code, 'name', u.name, \
         'parent', p.code, 'source', u.source, \
         'is_closed', u.closed_at is not null)) \
         from unit u left join unit p on p.id = u.parent_id), '[]'), \
      'classes', coalesce((select jsonb_agg(to_jsonb(c)) from office_class c), '[]'), \
      'settings', coalesce((select jsonb_agg(jsonb_build_object('key', s.key, 'value', s.value, \
         'source', s.source, 'file_value', s.file_value)) from setting s), '[]'), \
      'services', coalesce((select jsonb_agg(jsonb_build_object('id', s.id, 'slug', s.slug, \
         'state', s.state, 'source', s.source, 'template_slug', s.template_slug, \
         'template_edition', s.template_edition, 'edition_id', e.id, 'number', e.number, \
         'hash', e.hash, 'newest', coalesce((select max(n.number) from service_edition n \
           where n.service_id = s.id), 0))) from service s \
         left join service_edition e on e.id = s.current_edition_id), '[]'), \
      'administrators', coalesce((select jsonb_agg(m.email) from staff_member m \
         join staff_role r on r.staff_id = m.id where r.role = 'tenant_admin'), '[]')) as inside";
    let row = one(&**tx, sql, [])
        .await?
        .ok_or(StoreError::Stale("office"))?;
    read("office", "inside", row.get("inside")?)
}

fn read<T: DeserializeOwned>(
    table: &'static str,
    column: &'static str,
    value: Value,
) -> Result<T, StoreError> {
    serde_json::from_value(value).map_err(|fault| StoreError::Corrupt {
        table,
        column,
        value: fault.to_string(),
    })
}

/// The leaves of a value by dotted path; empty texts, lists and nulls are no leaves.
pub(super) fn leaves(value: &Value) -> BTreeMap<String, String> {
    let mut found = BTreeMap::new();
    gather("", value, &mut found);
    found
}

fn gather(path: &str, value: &Value, found: &mut BTreeMap<String, String>) {
    let below = |key: &str| match path {
        "" => key.to_owned(),
        _ => format!("{path}.{key}"),
    };
    match value {
        Value::Null => {}
        Value::Object(object) => {
            for (key, inner) in object {
                gather(&below(key), inner, found);
            }
        }
        Value::Array(list) => {
            for (at, inner) in list.iter().enumerate() {
                gather(&below(&at.to_string()), inner, found);
            }
        }
        Value::String(text) if text.is_empty() => {}
        Value::String(text) => {
            found.insert(path.to_owned(), text.clone());
        }
        Value::Bool(_) | Value::Number(_) => {
            found.insert(path.to_owned(), value.to_string());
        }
    }
}
