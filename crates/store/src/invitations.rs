//! Invitations: links with which people choose their password. Single-use, and they expire.

use chrono::{DateTime, Duration, Utc};
use domain::ids::StaffId;
use sha2::{Digest, Sha256};
use tenancy::TenantTx;
use uuid::Uuid;

use crate::StoreError;
use crate::accounts::{AccountState, Accounts};
use crate::sql::{one, run};
use crate::staff_members::{self, RoleGrant};

/// How long a link works.
pub const INVITATION_HOURS: i64 = 24;

/// Whom a link is for.
#[derive(Clone, Debug)]
pub struct Invited {
    pub id: Uuid,
}

/// Invites a member of staff with these roles and returns the token of the link; an invitation
/// sent before is void. Somebody who works already gets the roles too and keeps working; the
/// link lets them choose a new password and leaves the second factor as it is.
///
/// # Errors
/// [`StoreError::Constraint`] for a unit that is not there.
pub async fn invite(
    tx: &TenantTx,
    name: &str,
    email: &str,
    grants: &[RoleGrant],
    now: DateTime<Utc>,
) -> Result<String, StoreError> {
    let (id, state) = staff_members::seat(tx, name, email, now).await?;
    if state == AccountState::Disabled {
        let sql = "update staff_member set state = 'invited', password_hash = null, name = $2 \
                   where id = $1";
        run(&**tx, sql, [id.into(), name.trim().into()]).await?;
        // Rights from before do not come back by themselves.
        staff_members::change_roles(tx, StaffId(id), &[], now).await?;
    }
    staff_members::grant(tx, StaffId(id), grants, now).await?;
    new_link(tx, id, now).await
}

/// A new link for somebody who has not used the one they got, which is void; `None` when there is
/// nobody who waits to come in.
///
/// # Errors
/// [`StoreError`] when a statement fails.
pub async fn renew(
    tx: &TenantTx,
    id: StaffId,
    now: DateTime<Utc>,
) -> Result<Option<String>, StoreError> {
    let sql = "select id from staff_member where id = $1 and state = 'invited' for update";
    match one(&**tx, sql, [id.0.into()]).await? {
        Some(_) => new_link(tx, id.0, now).await.map(Some),
        None => Ok(None),
    }
}

async fn new_link(tx: &TenantTx, id: Uuid, now: DateTime<Utc>) -> Result<String, StoreError> {
    let sql = "delete from invitation where staff_id = $1";
    run(&**tx, sql, [id.into()]).await?;
    let (token, hash) = fresh_token();
    let sql = "insert into invitation (token_hash, staff_id, expires_at) values ($1, $2, $3)";
    run(&**tx, sql, [hash.into(), id.into(), expiry(now).into()]).await?;
    Ok(token)
}

/// Whom a link that still works is for; spends nothing.
///
/// # Errors
/// [`StoreError`] when the statement fails.
pub async fn find(
    accounts: &Accounts,
    token: &str,
    now: DateTime<Utc>,
) -> Result<Option<Invited>, StoreError> {
    let (table, column) = place(accounts);
    let owner = accounts.table();
    let sql = format!(
        "select i.{column} as id from {table} i join {owner} a on a.id = i.{column} \
         where i.token_hash = $1 and i.used_at is null and i.expires_at > $2 \
           and a.state <> 'disabled'"
    );
    let row = accounts.one(&sql, [hash(token).into(), now.into()]).await?;
    row.map(|row| Ok(Invited { id: row.get("id")? }))
        .transpose()
}

/// Whether the link works: it was not spent, made anew, or left until it expired.
///
/// # Errors
/// [`StoreError`] when the statement fails.
pub async fn is_good(tx: &TenantTx, token: &str, now: DateTime<Utc>) -> Result<bool, StoreError> {
    let sql = "select 1 as one from invitation \
               where token_hash = $1 and used_at is null and expires_at > $2";
    let found = one(&**tx, sql, [hash(token).into(), now.into()]).await?;
    Ok(found.is_some())
}

/// Spends a link; `None` when it was spent before, is unknown or too old.
///
/// # Errors
/// [`StoreError`] when the statement fails.
pub async fn spend(
    accounts: &Accounts,
    token: &str,
    now: DateTime<Utc>,
) -> Result<Option<Invited>, StoreError> {
    let (table, column) = place(accounts);
    let owner = accounts.table();
    let sql = format!(
        "update {table} i set used_at = $2 from {owner} a \
         where i.token_hash = $1 and i.used_at is null and i.expires_at > $2 \
           and a.id = i.{column} and a.state <> 'disabled' returning a.id"
    );
    let row = accounts.one(&sql, [hash(token).into(), now.into()]).await?;
    row.map(|row| Ok(Invited { id: row.get("id")? }))
        .transpose()
}

/// A token nobody can guess (244 random bits) and the hash that is kept of it.
pub(crate) fn fresh_token() -> (String, Vec<u8>) {
    let token = crate::ids::secret();
    let hash = hash(&token);
    (token, hash)
}

pub(crate) fn expiry(now: DateTime<Utc>) -> DateTime<Utc> {
    now + Duration::hours(INVITATION_HOURS)
}

fn hash(token: &str) -> Vec<u8> {
    Sha256::digest(token.as_bytes()).to_vec()
}

const fn place(accounts: &Accounts) -> (&'static str, &'static str) {
    match accounts {
        Accounts::Staff(_) => ("invitation", "staff_id"),
        Accounts::Operators(..) => ("operator_invitation", "operator_id"),
    }
}
