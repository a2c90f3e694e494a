//! Settings of an office: at first as its files say, later as its staff change them.

use chrono::{DateTime, Utc};
use serde_json::{Value, json};
use tenancy::TenantTx;

use crate::StoreError;
use crate::sql::{all, run};

/// Where a value comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Source {
    File,
    /// Changed by staff: files never overwrite it.
    Browser,
}

impl Source {
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::File => "file",
            Self::Browser => "browser",
        }
    }

    pub(crate) fn parse(code: &str) -> Option<Self> {
        [Self::File, Self::Browser]
            .into_iter()
            .find(|source| source.as_str() == code)
    }
}

/// A setting as kept.
#[derive(Clone, Debug)]
pub struct Setting {
    pub key: String,
    pub value: Value,
    pub source: Source,
    pub changed_at: DateTime<Utc>,
}

/// All settings of the office in order of their keys.
///
/// # Errors
/// [`StoreError`] when the statement fails.
pub async fn list(tx: &TenantTx) -> Result<Vec<Setting>, StoreError> {
    let sql = "select key, value, source, changed_at from setting order by key";
    let rows = all(&**tx, sql, []).await?;
    rows.iter()
        .map(|row| {
            Ok(Setting {
                key: row.get("key")?,
                value: row.get("value")?,
                source: row.code("setting", "source", Source::parse)?,
                changed_at: row.get("changed_at")?,
            })
        })
        .collect()
}

/// Changes settings as staff do: from now on files leave them alone.
///
/// # Errors
/// [`StoreError`] when the statement fails.
pub async fn change(
    tx: &TenantTx,
    settings: &[(&str, &Value)],
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    put(tx, settings, Source::Browser, now).await
}

/// Writes settings from files; the caller leaves out what staff changed.
pub(crate) async fn put(
    tx: &TenantTx,
    settings: &[(&str, &Value)],
    source: Source,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    let rows: Vec<Value> = settings
        .iter()
        .map(|(key, value)| json!({ "key": key, "value": value }))
        .collect();
    let sql = "insert into setting (key, value, source, changed_at) \
               select x.key, x.value, $2, $3 \
               from jsonb_to_recordset($1) as x(key text, value jsonb) \
               on conflict (key) do update set value = excluded.value, source = excluded.source, \
                 changed_at = excluded.changed_at";
    let values = [
        Value::Array(rows).into(),
        source.as_str().into(),
        now.into(),
    ];
    run(&**tx, sql, values).await.map(|_| ())
}
