//! Reading offices and their keys from the registry.

use std::collections::HashMap;
use std::sync::Arc;

use sea_orm::{ConnectionTrait, DbBackend, QueryResult, Statement};

use crate::error::{TenancyError, while_doing};
use crate::office::Inner;
use crate::pools::Pools;
use crate::{OfficeProfile, OfficeState, PlatformSecret, SchemaName, Tenant, TenantId, TenantKeys};

const OFFICES: &str = "select t.id, t.slug, t.name, t.kind, t.role, t.teryt, t.schema_name, \
    t.state, t.suspended_reason, t.schema_version, t.profile, \
    (extract(epoch from t.changed_at) * 1000)::bigint as changed_at_ms, \
    coalesce(array_agg(h.name) filter (where h.verified_at is not null), '{}') as hosts \
    from registry.tenant t left join registry.host h on h.tenant_id = t.id \
    where t.schema_name is not null group by t.id";
const KEYS: &str = "select tenant_id, key_id, wrapped from registry.tenant_key order by key_id";

/// All offices that have a schema, with their keys opened.
pub(crate) async fn offices(
    db: &impl ConnectionTrait,
    secret: &PlatformSecret,
    pools: &Arc<Pools>,
) -> Result<Vec<Tenant>, TenancyError> {
    let reading = "reading the offices";
    let mut keys: HashMap<i32, Vec<(i32, Vec<u8>)>> = HashMap::new();
    for row in all(db, KEYS).await.map_err(while_doing(reading))? {
        let column = |source| while_doing(reading)(source);
        let tenant: i32 = row.try_get("", "tenant_id").map_err(column)?;
        let key_id: i32 = row.try_get("", "key_id").map_err(column)?;
        let wrapped: Vec<u8> = row.try_get("", "wrapped").map_err(column)?;
        let key = secret.unwrap(TenantId(tenant), key_id, &wrapped)?;
        keys.entry(tenant).or_default().push((key_id, key));
    }
    let rows = all(db, OFFICES).await.map_err(while_doing(reading))?;
    let mut offices = Vec::with_capacity(rows.len());
    for row in rows {
        let id: i32 = row.try_get("", "id").map_err(while_doing(reading))?;
        // An office whose key is not there yet is still being onboarded.
        let Some(keys) = keys
            .remove(&id)
            .and_then(|keys| TenantKeys::new(TenantId(id), keys))
        else {
            continue;
        };
        offices.push(office(&row, keys, pools)?);
    }
    Ok(offices)
}

async fn all(db: &impl ConnectionTrait, sql: &str) -> Result<Vec<QueryResult>, sea_orm::DbErr> {
    db.query_all_raw(Statement::from_string(DbBackend::Postgres, sql))
        .await
}

fn office(row: &QueryResult, keys: TenantKeys, pools: &Arc<Pools>) -> Result<Tenant, TenancyError> {
    let reading = "reading an office";
    let text = |column: &str| -> Result<String, TenancyError> {
        row.try_get("", column).map_err(while_doing(reading))
    };
    let optional = |column: &str| -> Result<Option<String>, TenancyError> {
        row.try_get("", column).map_err(while_doing(reading))
    };
    let schema_name = text("schema_name")?;
    let schema = SchemaName::parse(&schema_name).ok_or(TenancyError::Corrupt {
        table: "tenant",
        column: "schema_name",
        value: schema_name,
    })?;
    let state_text = text("state")?;
    let state = OfficeState::parse(&state_text).ok_or(TenancyError::Corrupt {
        table: "tenant",
        column: "state",
        value: state_text,
    })?;
    let profile: serde_json::Value = row.try_get("", "profile").map_err(while_doing(reading))?;
    let profile: OfficeProfile =
        serde_json::from_value(profile).map_err(|fault| TenancyError::Corrupt {
            table: "tenant",
            column: "profile",
            value: fault.to_string(),
        })?;
    Ok(Tenant::new(Inner {
        id: TenantId(row.try_get("", "id").map_err(while_doing(reading))?),
        slug: text("slug")?,
        name: text("name")?,
        kind: text("kind")?,
        role: text("role")?,
        teryt: optional("teryt")?,
        schema,
        state,
        schema_version: row
            .try_get("", "schema_version")
            .map_err(while_doing(reading))?,
        changed_at_ms: row
            .try_get("", "changed_at_ms")
            .map_err(while_doing(reading))?,
        suspended_reason: optional("suspended_reason")?,
        hosts: row.try_get("", "hosts").map_err(while_doing(reading))?,
        profile,
        keys,
        pools: Arc::clone(pools),
    }))
}
