//! The outbox: what the office has to send, written in the transaction that made it necessary.

use chrono::{DateTime, Duration, Utc};
use domain::ids::StaffId;
use serde_json::{Value, json};
use tenancy::TenantTx;
use uuid::Uuid;

use crate::StoreError;
use crate::ids;
use crate::sql::{Row, all, one, run};

/// Attempts before a message is dead.
pub const ATTEMPTS_MAX: i32 = 8;
/// A message older than this is not sent any more: it would surprise more than it helps.
const SEND_WITHIN_DAYS: i64 = 7;
/// How long a worker that took a message has it for itself.
const LEASE_MINUTES: i64 = 10;

/// Why a message is sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Topic {
    ApplicationFiled,
    CaseAsked,
    CaseSettled,
    StaffInvited,
}

impl Topic {
    const ALL: [Self; 4] = [
        Self::ApplicationFiled,
        Self::CaseAsked,
        Self::CaseSettled,
        Self::StaffInvited,
    ];

    /// The stored code.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::ApplicationFiled => "application_filed",
            Self::CaseAsked => "case_asked",
            Self::CaseSettled => "case_settled",
            Self::StaffInvited => "staff_invited",
        }
    }

    fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|topic| topic.as_str() == code)
    }
}

/// A message a worker has taken.
#[derive(Clone, Debug, PartialEq)]
pub struct Taken {
    pub id: Uuid,
    pub topic: Topic,
    /// Identifiers and dates; nothing about people.
    pub payload: Value,
    pub created_at: DateTime<Utc>,
    /// Which attempt this is; the first is 1.
    pub attempt: i32,
}

/// Leaves a message for the worker.
pub(crate) async fn leave(
    tx: &TenantTx,
    topic: Topic,
    payload: Value,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    let sql = "insert into outbox (id, topic, payload, created_at, available_at) \
               values ($1, $2, $3, $4, $4)";
    let values = [
        ids::fresh().into(),
        topic.as_str().into(),
        payload.into(),
        now.into(),
    ];
    run(&**tx, sql, values).await.map(|_| ())
}

/// Has the link of an invitation sent to the person. Its token is kept sealed, and only until
/// the message is sent.
///
/// # Errors
/// [`StoreError`] when the statement fails.
pub async fn invite(
    tx: &TenantTx,
    staff: StaffId,
    token: &str,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    let sealed = tx.keys().seal(&what(staff), token.as_bytes())?;
    let payload = json!({ "staff_id": staff.0, "token": hex::encode(sealed) });
    leave(tx, Topic::StaffInvited, payload, now).await
}

/// The token of an invitation to be sent; `None` when it was sent or is not one.
///
/// # Errors
/// [`StoreError::Sealed`] when it was tampered with.
pub fn token(tx: &TenantTx, staff: StaffId, payload: &Value) -> Result<Option<String>, StoreError> {
    let sealed = payload.get("token").and_then(Value::as_str);
    let Some(sealed) = sealed.and_then(|text| hex::decode(text).ok()) else {
        return Ok(None);
    };
    let clear = tx.keys().open(&what(staff), &sealed)?;
    Ok(String::from_utf8(clear).ok())
}

/// Takes up to `limit` messages that are due; nobody else gets them until the lease is over, so
/// commit before sending. Whoever is taken by another worker at this moment is passed over.
///
/// # Errors
/// [`StoreError::Corrupt`] for a topic this build does not know.
pub async fn take(tx: &TenantTx, limit: u32, now: DateTime<Utc>) -> Result<Vec<Taken>, StoreError> {
    let topics: Vec<String> = Topic::ALL.map(|topic| topic.as_str().to_owned()).to_vec();
    let sql = "update outbox o set attempts = o.attempts + 1, available_at = $2 \
               from (select id from outbox where done_at is null and available_at <= $1 \
                   and attempts < $3 and created_at > $4 and topic = any($5) \
                 order by available_at, id limit $6 for update skip locked) due \
               where o.id = due.id \
               returning o.id, o.topic, o.payload, o.created_at, o.attempts";
    let values = [
        now.into(),
        (now + Duration::minutes(LEASE_MINUTES)).into(),
        ATTEMPTS_MAX.into(),
        (now - Duration::days(SEND_WITHIN_DAYS)).into(),
        topics.into(),
        i64::from(limit).into(),
    ];
    let rows = all(&**tx, sql, values).await?;
    rows.iter().map(taken).collect()
}

/// The message was sent, or there is nobody to send it to; a sealed token goes.
///
/// # Errors
/// [`StoreError`] when the statement fails.
pub async fn done(
    tx: &TenantTx,
    id: Uuid,
    remark: Option<&str>,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    let sql = "update outbox set done_at = $2, last_fault = $3, payload = payload - 'token' \
               where id = $1 and done_at is null";
    let values = [id.into(), now.into(), remark.map(str::to_owned).into()];
    run(&**tx, sql, values).await.map(|_| ())
}

/// The message could not be sent: `Some` moment to try again, or never.
///
/// # Errors
/// [`StoreError`] when the statement fails.
pub async fn failed(
    tx: &TenantTx,
    id: Uuid,
    fault: &str,
    again_at: Option<DateTime<Utc>>,
) -> Result<(), StoreError> {
    let sql = "update outbox set last_fault = $2, available_at = coalesce($3, available_at), \
                 attempts = case when $3::timestamptz is null then $4 else attempts end \
               where id = $1 and done_at is null";
    let values = [
        id.into(),
        fault.into(),
        again_at.into(),
        ATTEMPTS_MAX.into(),
    ];
    run(&**tx, sql, values).await.map(|_| ())
}

/// How many messages are dead.
///
/// # Errors
/// [`StoreError`] when the statement fails.
pub async fn dead(tx: &TenantTx) -> Result<i64, StoreError> {
    let sql = "select count(*) as dead from outbox where done_at is null and attempts >= $1";
    match one(&**tx, sql, [ATTEMPTS_MAX.into()]).await? {
        Some(row) => row.get("dead"),
        None => Ok(0),
    }
}

/// Takes everything that waits as sent: for cases which are told as history.
///
/// # Errors
/// [`StoreError`] when the statement fails.
pub async fn pass_over(tx: &TenantTx, now: DateTime<Utc>) -> Result<(), StoreError> {
    let sql = "update outbox set done_at = $1, last_fault = 'passed over', \
               payload = payload - 'token' where done_at is null";
    run(&**tx, sql, [now.into()]).await.map(|_| ())
}

fn taken(row: &Row) -> Result<Taken, StoreError> {
    Ok(Taken {
        id: row.get("id")?,
        topic: row.code("outbox", "topic", Topic::parse)?,
        payload: row.get("payload")?,
        created_at: row.get("created_at")?,
        attempt: row.get("attempts")?,
    })
}

fn what(staff: StaffId) -> String {
    format!("invitation/{staff}")
}
