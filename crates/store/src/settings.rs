//! Settings of an office: at first as its files say, later as its staff change them.

mod parts;

use chrono::{DateTime, Utc};
use domain::ids::StaffId;
use serde_json::{Value, json};
use tenancy::TenantTx;
use uuid::Uuid;

use crate::StoreError;
use crate::sql::{all, one, run};

pub use parts::Part;

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

/// A part of the profile as it stands.
#[derive(Clone, Debug)]
pub struct Standing {
    pub value: Value,
    pub source: Source,
    pub version: i32,
    /// When and by whom it was changed; `None` while it is as the office was set up.
    pub changed_at: Option<DateTime<Utc>>,
    pub changed_by: Option<StaffId>,
    /// What the file said last.
    pub file_value: Value,
}

/// An earlier state of a part.
#[derive(Clone, Debug)]
pub struct Earlier {
    pub version: i32,
    pub value: Value,
    pub source: Source,
    pub changed_at: DateTime<Utc>,
    pub changed_by: Option<StaffId>,
}

/// A change of a part: of which version, by whom, when.
#[derive(Clone, Copy, Debug)]
pub struct Act {
    /// The version the page showed.
    pub version: i32,
    pub by: StaffId,
    pub at: DateTime<Utc>,
}

/// A part as it stands; as the office was set up where nobody changed it yet.
///
/// # Errors
/// [`StoreError`] when the statement fails.
pub async fn standing(tx: &TenantTx, part: Part) -> Result<Standing, StoreError> {
    let sql = "select value, source, version, changed_at, changed_by, file_value from setting \
               where key = $1";
    let Some(row) = one(&**tx, sql, [part.key().into()]).await? else {
        let value = part.read(tx.tenant().profile());
        return Ok(Standing {
            file_value: value.clone(),
            value,
            source: Source::File,
            version: 0,
            changed_at: None,
            changed_by: None,
        });
    };
    let value: Value = row.get("value")?;
    let file_value: Option<Value> = row.get("file_value")?;
    Ok(Standing {
        file_value: file_value.unwrap_or_else(|| value.clone()),
        value,
        source: row.code("setting", "source", Source::parse)?,
        version: row.get("version")?,
        changed_at: Some(row.get("changed_at")?),
        changed_by: row.get::<Option<Uuid>>("changed_by")?.map(StaffId),
    })
}

/// Changes a part as staff do: from now on files leave it alone.
///
/// # Errors
/// [`StoreError::Stale`] when somebody else changed it since the version of `act`.
pub async fn save(tx: &TenantTx, part: Part, value: &Value, act: Act) -> Result<(), StoreError> {
    keep(tx, part, (value, Source::Browser), act).await
}

/// Brings a part back to what the file says; from now on files change it again.
///
/// # Errors
/// As [`save`].
pub async fn back_to_file(tx: &TenantTx, part: Part, act: Act) -> Result<(), StoreError> {
    let value = standing(tx, part).await?.file_value;
    keep(tx, part, (&value, Source::File), act).await
}

/// Earlier states of a part, the newest first.
///
/// # Errors
/// [`StoreError`] when the statement fails.
pub async fn earlier(tx: &TenantTx, part: Part) -> Result<Vec<Earlier>, StoreError> {
    let sql = "select version, value, source, changed_at, changed_by from setting_state \
               where key = $1 order by version desc limit 50";
    let rows = all(&**tx, sql, [part.key().into()]).await?;
    rows.iter()
        .map(|row| {
            Ok(Earlier {
                version: row.get("version")?,
                value: row.get("value")?,
                source: row.code("setting_state", "source", Source::parse)?,
                changed_at: row.get("changed_at")?,
                changed_by: row.get::<Option<Uuid>>("changed_by")?.map(StaffId),
            })
        })
        .collect()
}

async fn keep(
    tx: &TenantTx,
    part: Part,
    (value, source): (&Value, Source),
    act: Act,
) -> Result<(), StoreError> {
    let before = standing(tx, part).await?;
    let sql = "insert into setting \
                 (key, value, source, changed_at, version, file_value, changed_by) \
               values ($1, $2, $3, $4, 1, $5, $6) \
               on conflict (key) do update set value = excluded.value, \
                 source = excluded.source, changed_at = excluded.changed_at, \
                 version = setting.version + 1, changed_by = excluded.changed_by \
               where setting.version = $7";
    let values = [
        part.key().into(),
        value.clone().into(),
        source.as_str().into(),
        act.at.into(),
        before.file_value.into(),
        act.by.0.into(),
        act.version.into(),
    ];
    let done = run(&**tx, sql, values).await?;
    if done == 0 || before.version != act.version {
        return Err(StoreError::Stale("setting"));
    }
    let sql = "insert into setting_state (key, version, value, source, changed_at, changed_by) \
               values ($1, $2, $3, $4, $5, $6)";
    let values = [
        part.key().into(),
        before.version.into(),
        before.value.into(),
        before.source.as_str().into(),
        before.changed_at.unwrap_or(act.at).into(),
        before.changed_by.map(|by| by.0).into(),
    ];
    run(&**tx, sql, values).await.map(|_| ())
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
    let sql = "insert into setting (key, value, source, changed_at) \
               select x.key, x.value, 'browser', $2 \
               from jsonb_to_recordset($1) as x(key text, value jsonb) \
               on conflict (key) do update set value = excluded.value, source = excluded.source, \
                 changed_at = excluded.changed_at, version = setting.version + 1";
    run(&**tx, sql, [rows(settings).into(), now.into()])
        .await
        .map(|_| ())
}

/// Writes settings from files: what staff changed stays in force, what the file says is noted.
pub(crate) async fn put(
    tx: &TenantTx,
    settings: &[(&str, &Value)],
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    let sql = "insert into setting as kept (key, value, source, changed_at, file_value) \
               select x.key, x.value, 'file', $2, x.value \
               from jsonb_to_recordset($1) as x(key text, value jsonb) \
               on conflict (key) do update set file_value = excluded.file_value, \
                 value = case kept.source when 'file' then excluded.value else kept.value end, \
                 version = kept.version + case kept.source when 'file' then 1 else 0 end, \
                 changed_at = case kept.source when 'file' then excluded.changed_at \
                   else kept.changed_at end";
    run(&**tx, sql, [rows(settings).into(), now.into()])
        .await
        .map(|_| ())
}

fn rows(settings: &[(&str, &Value)]) -> Value {
    settings
        .iter()
        .map(|(key, value)| json!({ "key": key, "value": value }))
        .collect()
}
