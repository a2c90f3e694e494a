//! Sign-ins under way at an identity provider: each row is taken once, by the same browser.

use chrono::{DateTime, Duration, Utc};
use domain::assurance::Assurance;
use tenancy::TenantTx;

use crate::StoreError;
use crate::sql::{one, run};

/// Longest time between leaving for the provider and coming back.
pub const SIGN_IN_MINUTES_MAX: i64 = 15;

/// What is remembered while the person is at the provider.
pub struct SignIn {
    /// Key of the provider in the office's file.
    pub provider: String,
    pub nonce: String,
    pub pkce_verifier: String,
    pub wanted: Assurance,
    /// Path of this host to return to.
    pub return_to: String,
}

impl std::fmt::Debug for SignIn {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "SignIn(at {})", self.provider)
    }
}

/// Remembers a sign-in. Only hashes of the state and of the browser's cookie are kept.
///
/// # Errors
/// [`StoreError`] when the statement fails.
pub async fn start(
    tx: &TenantTx,
    state_hash: &[u8],
    browser_hash: &[u8],
    sign_in: &SignIn,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    drop_old(tx, now).await?;
    let verifier = tx
        .keys()
        .seal(&what(state_hash), sign_in.pkce_verifier.as_bytes())?;
    let sql = "insert into sign_in (state_hash, browser_hash, provider, nonce, pkce_verifier, \
                 wanted_assurance, return_to, created_at) values ($1, $2, $3, $4, $5, $6, $7, $8)";
    let values = [
        state_hash.to_vec().into(),
        browser_hash.to_vec().into(),
        sign_in.provider.as_str().into(),
        sign_in.nonce.as_str().into(),
        verifier.into(),
        sign_in.wanted.as_str().into(),
        sign_in.return_to.as_str().into(),
        now.into(),
    ];
    run(&**tx, sql, values).await.map(|_| ())
}

/// Takes the sign-in out. `None` when it was taken before, is too old, or was started by another
/// browser; in each case the state is spent once this transaction commits.
///
/// # Errors
/// [`StoreError`] when the statement fails or the verifier does not open.
pub async fn take(
    tx: &TenantTx,
    state_hash: &[u8],
    browser_hash: &[u8],
    now: DateTime<Utc>,
) -> Result<Option<SignIn>, StoreError> {
    let sql = "delete from sign_in where state_hash = $1 returning browser_hash, provider, nonce, \
                 pkce_verifier, wanted_assurance, return_to, created_at";
    let Some(row) = one(&**tx, sql, [state_hash.to_vec().into()]).await? else {
        return Ok(None);
    };
    let started: DateTime<Utc> = row.get("created_at")?;
    let browser: Vec<u8> = row.get("browser_hash")?;
    if browser != browser_hash || now - started > Duration::minutes(SIGN_IN_MINUTES_MAX) {
        return Ok(None);
    }
    let verifier = tx
        .keys()
        .open(&what(state_hash), &row.get::<Vec<u8>>("pkce_verifier")?)?;
    let corrupt = |_| StoreError::Corrupt {
        table: "sign_in",
        column: "pkce_verifier",
        value: "not text".to_owned(),
    };
    Ok(Some(SignIn {
        provider: row.get("provider")?,
        nonce: row.get("nonce")?,
        pkce_verifier: String::from_utf8(verifier).map_err(corrupt)?,
        wanted: row.code("sign_in", "wanted_assurance", |code| {
            Assurance::parse(code).ok()
        })?,
        return_to: row.get("return_to")?,
    }))
}

async fn drop_old(tx: &TenantTx, now: DateTime<Utc>) -> Result<(), StoreError> {
    let before = now - Duration::minutes(SIGN_IN_MINUTES_MAX);
    let sql = "delete from sign_in where created_at < $1";
    run(&**tx, sql, [before.into()]).await.map(|_| ())
}

fn what(state_hash: &[u8]) -> String {
    format!("sign-in/{}", hex::encode(state_hash))
}
