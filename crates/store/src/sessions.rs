//! Sessions of residents and staff in one office. Only the hash of a session's token is kept.

use chrono::{DateTime, Duration, Utc};
use domain::assurance::Assurance;
use tenancy::{RegistryTx, TenantTx};
use uuid::Uuid;

use crate::StoreError;
use crate::sql::{Row, all, one, run};

/// Idle time after which a resident's session is over; the draft stays.
pub const RESIDENT_IDLE_MINUTES: i64 = 30;
/// Idle time after which a session of staff or an operator is over.
pub const STAFF_IDLE_MINUTES: i64 = 60;
/// Longest life of any session.
pub const SESSION_HOURS_MAX: i64 = 10;
/// A session's last sight is written down at most this often.
const TOUCH_SECONDS: i64 = 60;

/// Whose session it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PersonKind {
    Resident,
    Staff,
}

impl PersonKind {
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Resident => "resident",
            Self::Staff => "staff",
        }
    }

    /// How long a session may lie idle.
    fn idle(self) -> Duration {
        Duration::minutes(match self {
            Self::Resident => RESIDENT_IDLE_MINUTES,
            Self::Staff => STAFF_IDLE_MINUTES,
        })
    }
}

/// A person found by a session.
#[derive(Clone, Debug)]
pub struct Found {
    pub person_id: Uuid,
    pub name: String,
    pub assurance: Assurance,
    pub second_factor: bool,
    /// Roles of a member of staff with their units, parents expanded; empty for residents.
    pub roles: Vec<(String, Option<Uuid>)>,
    /// Whether [`touch`] is due.
    pub touch_due: bool,
}

/// Opens a session; the caller keeps the token whose SHA-256 is `token_hash`.
///
/// # Errors
/// [`StoreError`] when the statement fails.
pub async fn open(
    tx: &TenantTx,
    token_hash: &[u8],
    (kind, person_id): (PersonKind, Uuid),
    assurance: Assurance,
    second_factor: bool,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    let sql = "insert into session (token_hash, person_kind, person_id, assurance, \
               second_factor, created_at, last_seen_at, expires_at) \
               values ($1, $2, $3, $4, $5, $6, $6, $7)";
    let values = [
        token_hash.to_vec().into(),
        kind.as_str().into(),
        person_id.into(),
        assurance.as_str().into(),
        second_factor.into(),
        now.into(),
        (now + Duration::hours(SESSION_HOURS_MAX)).into(),
    ];
    run(&**tx, sql, values).await.map(|_| ())
}

/// The person of a live session of `kind`; `None` when it is over, unknown, or the account is
/// switched off.
///
/// # Errors
/// [`StoreError`] when a statement fails or the stored identity does not open.
pub async fn find(
    tx: &TenantTx,
    token_hash: &[u8],
    kind: PersonKind,
    now: DateTime<Utc>,
) -> Result<Option<Found>, StoreError> {
    let sql = "select s.person_id, s.assurance, s.second_factor, s.last_seen_at, \
                 m.name as staff_name, r.identity \
               from session s \
               left join staff_member m on s.person_kind = 'staff' and m.id = s.person_id \
                 and m.state = 'active' \
               left join resident r on s.person_kind = 'resident' and r.id = s.person_id \
               where s.token_hash = $1 and s.person_kind = $2 and s.expires_at > $3 \
                 and s.last_seen_at > $4 and (m.id is not null or r.id is not null)";
    let values = [
        token_hash.to_vec().into(),
        kind.as_str().into(),
        now.into(),
        (now - kind.idle()).into(),
    ];
    let Some(row) = one(&**tx, sql, values).await? else {
        return Ok(None);
    };
    let person_id: Uuid = row.get("person_id")?;
    let last_seen: DateTime<Utc> = row.get("last_seen_at")?;
    let staff_name: Option<String> = row.get("staff_name")?;
    let (name, roles) = match staff_name {
        Some(name) => (name, roles(tx, person_id).await?),
        None => (
            resident_name(tx, person_id, &row.get::<Vec<u8>>("identity")?)?,
            Vec::new(),
        ),
    };
    Ok(Some(Found {
        person_id,
        name,
        assurance: row.code("session", "assurance", |code| Assurance::parse(code).ok())?,
        second_factor: row.get("second_factor")?,
        roles,
        touch_due: now - last_seen > Duration::seconds(TOUCH_SECONDS),
    }))
}

/// Notes that the session was used.
///
/// # Errors
/// [`StoreError`] when the statement fails.
pub async fn touch(tx: &TenantTx, token_hash: &[u8], now: DateTime<Utc>) -> Result<(), StoreError> {
    let sql = "update session set last_seen_at = $2 where token_hash = $1";
    run(&**tx, sql, [token_hash.to_vec().into(), now.into()])
        .await
        .map(|_| ())
}

/// Ends a session.
///
/// # Errors
/// [`StoreError`] when the statement fails.
pub async fn end(tx: &TenantTx, token_hash: &[u8]) -> Result<(), StoreError> {
    run(
        &**tx,
        "delete from session where token_hash = $1",
        [token_hash.to_vec().into()],
    )
    .await
    .map(|_| ())
}

/// Ends every session of a person: after a password change or when the account is switched off.
///
/// # Errors
/// [`StoreError`] when the statement fails.
pub async fn end_all(tx: &TenantTx, kind: PersonKind, person_id: Uuid) -> Result<(), StoreError> {
    let sql = "delete from session where person_kind = $1 and person_id = $2";
    run(&**tx, sql, [kind.as_str().into(), person_id.into()])
        .await
        .map(|_| ())
}

/// A session of a person, for their own list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    pub created_at: DateTime<Utc>,
    pub last_seen_at: DateTime<Utc>,
    /// Whether it is the one at hand.
    pub is_here: bool,
}

/// The live sessions of a person, the one at hand first; no token can be read from it.
///
/// # Errors
/// [`StoreError`] when the statement fails.
pub async fn list(
    tx: &TenantTx,
    (kind, person_id): (PersonKind, Uuid),
    here: &[u8],
    now: DateTime<Utc>,
) -> Result<Vec<Line>, StoreError> {
    let sql = "select created_at, last_seen_at, token_hash = $3 as is_here from session \
               where person_kind = $1 and person_id = $2 and expires_at > $4 \
                 and last_seen_at > $5 \
               order by token_hash = $3 desc, last_seen_at desc limit 100";
    let values = [
        kind.as_str().into(),
        person_id.into(),
        here.to_vec().into(),
        now.into(),
        (now - kind.idle()).into(),
    ];
    let rows = all(&**tx, sql, values).await?;
    let line = |row: &Row| {
        Ok(Line {
            created_at: row.get("created_at")?,
            last_seen_at: row.get("last_seen_at")?,
            is_here: row.get("is_here")?,
        })
    };
    rows.iter().map(line).collect()
}

/// Ends every session of a person but the one at hand; how many there were.
///
/// # Errors
/// [`StoreError`] when the statement fails.
pub async fn end_others(
    tx: &TenantTx,
    (kind, person_id): (PersonKind, Uuid),
    here: &[u8],
) -> Result<u64, StoreError> {
    let sql = "delete from session where person_kind = $1 and person_id = $2 \
                 and token_hash <> $3";
    let values = [kind.as_str().into(), person_id.into(), here.to_vec().into()];
    run(&**tx, sql, values).await
}

/// Opens a session of an operator.
///
/// # Errors
/// [`StoreError`] when the statement fails.
pub async fn open_operator(
    tx: &RegistryTx,
    token_hash: &[u8],
    operator_id: Uuid,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    let sql = "insert into operator_session (token_hash, operator_id, second_factor, created_at, \
               last_seen_at, expires_at) values ($1, $2, true, $3, $3, $4)";
    let expires_at = now + Duration::hours(SESSION_HOURS_MAX);
    let values = [
        token_hash.to_vec().into(),
        operator_id.into(),
        now.into(),
        expires_at.into(),
    ];
    run(&**tx, sql, values).await.map(|_| ())
}

/// Somebody of the lead in a live session.
#[derive(Clone, Debug)]
pub struct SignedInOperator {
    pub id: Uuid,
    pub name: String,
    /// Code of their role.
    pub role: String,
}

/// The operator of a live session. Notes the sight, too.
///
/// # Errors
/// [`StoreError`] when a statement fails.
pub async fn find_operator(
    tx: &RegistryTx,
    token_hash: &[u8],
    now: DateTime<Utc>,
) -> Result<Option<SignedInOperator>, StoreError> {
    let sql = "update operator_session s set last_seen_at = $2 from operator o \
               where s.token_hash = $1 and o.id = s.operator_id and o.state = 'active' \
                 and s.expires_at > $2 and s.last_seen_at > $3 \
               returning o.id, o.name, o.role";
    let idle = now - Duration::minutes(STAFF_IDLE_MINUTES);
    let row = one(
        &**tx,
        sql,
        [token_hash.to_vec().into(), now.into(), idle.into()],
    )
    .await?;
    row.map(|row| {
        Ok(SignedInOperator {
            id: row.get("id")?,
            name: row.get("name")?,
            role: row.get("role")?,
        })
    })
    .transpose()
}

/// Ends a session of an operator.
///
/// # Errors
/// [`StoreError`] when the statement fails.
pub async fn end_operator(tx: &RegistryTx, token_hash: &[u8]) -> Result<(), StoreError> {
    run(
        &**tx,
        "delete from operator_session where token_hash = $1",
        [token_hash.to_vec().into()],
    )
    .await
    .map(|_| ())
}

/// Roles with their units; a role for a unit counts for every unit beneath it.
async fn roles(tx: &TenantTx, staff_id: Uuid) -> Result<Vec<(String, Option<Uuid>)>, StoreError> {
    let sql = "with recursive beneath as ( \
                 select role, unit_id from staff_role where staff_id = $1 \
                 union select b.role, u.id from beneath b join unit u on u.parent_id = b.unit_id) \
               select role, unit_id from beneath";
    let rows = all(&**tx, sql, [staff_id.into()]).await?;
    rows.iter()
        .map(|row| Ok((row.get("role")?, row.get("unit_id")?)))
        .collect()
}

fn resident_name(tx: &TenantTx, id: Uuid, sealed: &[u8]) -> Result<String, StoreError> {
    let clear = tx.keys().open(&format!("resident/{id}"), sealed)?;
    let identity: serde_json::Value = serde_json::from_slice(&clear).unwrap_or_default();
    let part = |key: &str| {
        identity
            .get(key)
            .and_then(|v| v.as_str())
            .unwrap_or_default()
    };
    Ok(format!("{} {}", part("given_name"), part("family_name"))
        .trim()
        .to_owned())
}
