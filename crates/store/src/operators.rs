//! Operators: staff of the lead who run the platform. They have no way into any office.

use chrono::{DateTime, Utc};
use tenancy::{PlatformSecret, RegistryTx, TenantId, TenantKeys};
use uuid::Uuid;

use crate::StoreError;
use crate::accounts::{AccountState, address, what};
use crate::sql::{all, one, run};

/// Stands for the platform where sealed values name their office; no office has this number.
const PLATFORM: TenantId = TenantId(0);

/// An operator as colleagues see them.
#[derive(Clone, Debug)]
pub struct Operator {
    pub id: Uuid,
    pub email: String,
    pub name: String,
    /// Code of their role: `operator` or `catalogue_editor`.
    pub role: String,
    pub state: AccountState,
    pub created_at: DateTime<Utc>,
}

/// The keys with which secrets of operators are sealed.
///
/// # Panics
/// Never: the derived key is 32 bytes long.
#[must_use]
pub fn keys(secret: &PlatformSecret) -> TenantKeys {
    let key = secret.derive("operators").to_vec();
    TenantKeys::new(PLATFORM, vec![(1, key)]).expect("one key of 32 bytes")
}

/// Invites an operator and returns the token of the link; an invitation sent before is void.
/// Somebody who works already keeps working, and the link lets them choose a new password.
///
/// # Errors
/// [`StoreError`] when a statement fails.
pub async fn invite(
    tx: &RegistryTx,
    name: &str,
    email: &str,
    now: DateTime<Utc>,
) -> Result<String, StoreError> {
    let id = seat(tx, name, email, now).await?;
    let sql = "update operator set state = 'invited', password_hash = null \
               where id = $1 and state = 'disabled'";
    run(&**tx, sql, [id.into()]).await?;
    run(
        &**tx,
        "delete from operator_invitation where operator_id = $1",
        [id.into()],
    )
    .await?;
    let (token, hash) = crate::invitations::fresh_token();
    let sql = "insert into operator_invitation (token_hash, operator_id, expires_at) \
               values ($1, $2, $3)";
    let until = crate::invitations::expiry(now);
    run(&**tx, sql, [hash.into(), id.into(), until.into()]).await?;
    note(tx, Some(id), "operator_invited", "", now).await?;
    Ok(token)
}

/// Makes an active operator at once, or brings the one with this address to the same state: for
/// demonstration data. `totp_secret` is in clear; it is sealed with `keys` before it is kept.
///
/// # Errors
/// [`StoreError`] when a statement fails.
pub async fn enrol(
    tx: &RegistryTx,
    keys: &TenantKeys,
    (name, email): (&str, &str),
    password_hash: &str,
    totp_secret: &[u8],
    now: DateTime<Utc>,
) -> Result<Uuid, StoreError> {
    let id = seat(tx, name, email, now).await?;
    let sealed = keys.seal(&what(id), totp_secret)?;
    let sql = "update operator set name = $2, password_hash = $3, totp_secret = $4, \
                 state = 'active', failed_sign_ins = 0, locked_until = null where id = $1";
    let values = [id.into(), name.into(), password_hash.into(), sealed.into()];
    run(&**tx, sql, values).await?;
    Ok(id)
}

/// Everybody who has or had an operator's account, by name.
///
/// # Errors
/// [`StoreError`] when the statement fails.
pub async fn list(tx: &RegistryTx) -> Result<Vec<Operator>, StoreError> {
    let sql = "select id, email, name, role, state, created_at from operator order by name, id";
    let rows = all(&**tx, sql, []).await?;
    rows.iter()
        .map(|row| {
            Ok(Operator {
                id: row.get("id")?,
                email: row.get("email")?,
                name: row.get("name")?,
                role: row.get("role")?,
                state: row.code("operator", "state", AccountState::parse)?,
                created_at: row.get("created_at")?,
            })
        })
        .collect()
}

/// Gives the account of this address another role, at once; its number, `None` when there is no
/// such account.
///
/// # Errors
/// [`StoreError`] when a statement fails, for instance when there is no such role.
pub async fn appoint(
    tx: &RegistryTx,
    email: &str,
    role: &str,
    now: DateTime<Utc>,
) -> Result<Option<Uuid>, StoreError> {
    let sql = "update operator set role = $2 where email = $1 returning id";
    let Some(row) = one(&**tx, sql, [address(email).into(), role.into()]).await? else {
        return Ok(None);
    };
    let id: Uuid = row.get("id")?;
    note(tx, Some(id), "operator_role_changed", role, now).await?;
    Ok(Some(id))
}

/// Switches an operator's account off and ends its sessions; false when there is none or it is
/// off already.
///
/// # Errors
/// [`StoreError`] when a statement fails.
pub async fn disable(tx: &RegistryTx, id: Uuid) -> Result<bool, StoreError> {
    let sql = "with off as (update operator set state = 'disabled' \
                 where id = $1 and state <> 'disabled' returning id), \
               links as (delete from operator_invitation where operator_id = $1), \
               over as (delete from operator_session where operator_id = $1) \
               select id from off";
    Ok(one(&**tx, sql, [id.into()]).await?.is_some())
}

/// Notes an act in the platform's own trail; `detail` holds codes only.
///
/// # Errors
/// [`StoreError`] when the statement fails.
pub async fn note(
    tx: &RegistryTx,
    operator: Option<Uuid>,
    action: &str,
    detail: &str,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    let sql = "insert into operator_audit (at, operator_id, action, detail) \
               values ($1, $2, $3, $4)";
    let detail = match detail {
        "" => serde_json::json!({}),
        text => serde_json::json!({ "what": text }),
    };
    let values = [now.into(), operator.into(), action.into(), detail.into()];
    run(&**tx, sql, values).await.map(|_| ())
}

/// Finds the account of this address or makes an invited one.
async fn seat(
    tx: &RegistryTx,
    name: &str,
    email: &str,
    now: DateTime<Utc>,
) -> Result<Uuid, StoreError> {
    let sql = "insert into operator (id, email, name, created_at) values ($1, $2, $3, $4) \
               on conflict on constraint operator_email_key \
               do update set email = excluded.email returning id";
    let values = [
        crate::ids::fresh().into(),
        address(email).into(),
        name.trim().into(),
        now.into(),
    ];
    let row = one(&**tx, sql, values).await?;
    row.ok_or(StoreError::Stale("operator"))?.get("id")
}
