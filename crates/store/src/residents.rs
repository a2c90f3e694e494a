//! Residents' accounts: each belongs to one office and is never shared with another.

use chrono::{DateTime, NaiveDate, Utc};
use domain::identifiers::Pesel;
use domain::ids::ResidentId;
use serde::{Deserialize, Serialize};
use tenancy::TenantTx;
use uuid::Uuid;

use crate::StoreError;
use crate::sql::{all, one, run};

/// Kind of blind index under which PESEL numbers are looked up.
const PESEL_INDEX: &str = "pesel";

/// Who a resident is, as the identity provider vouched at the last sign-in. Kept sealed.
#[derive(Clone, PartialEq, Eq)]
pub struct Identity {
    pub given_name: String,
    pub family_name: String,
    /// `None` for people without one, mostly foreigners.
    pub pesel: Option<Pesel>,
    pub birth_date: Option<NaiveDate>,
    pub email: Option<String>,
}

impl Identity {
    /// Given and family name with one space between them.
    #[must_use]
    pub fn full_name(&self) -> String {
        format!("{} {}", self.given_name, self.family_name)
            .trim()
            .to_owned()
    }
}

impl std::fmt::Debug for Identity {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Identity(…)")
    }
}

/// Finds or makes the account of `subject` at `issuer` and keeps the identity just vouched for.
///
/// Nothing but the pair ties a person to an account: neither e-mail nor PESEL joins two of them.
///
/// # Errors
/// [`StoreError`] when a statement fails.
pub async fn sign_in(
    tx: &TenantTx,
    issuer: &str,
    subject: &str,
    identity: &Identity,
    now: DateTime<Utc>,
) -> Result<ResidentId, StoreError> {
    let fresh = crate::ids::fresh();
    let sql = "insert into resident (id, issuer, subject, identity, pesel_index, created_at, \
                 last_seen_at) values ($1, $2, $3, $4, $5, $6, $6) \
               on conflict on constraint resident_subject_key \
               do update set last_seen_at = excluded.last_seen_at returning id";
    let values = [
        fresh.into(),
        issuer.into(),
        subject.into(),
        sealed(tx, fresh, identity)?.into(),
        index(tx, identity).into(),
        now.into(),
    ];
    let row = one(&**tx, sql, values).await?;
    let row = row.ok_or(StoreError::Stale("resident"))?;
    let id: Uuid = row.get("id")?;
    if id != fresh {
        // The identity is sealed for its own row, so a known account needs its own sealing.
        let sql = "update resident set identity = $2, pesel_index = $3 where id = $1";
        let values = [
            id.into(),
            sealed(tx, id, identity)?.into(),
            index(tx, identity).into(),
        ];
        run(&**tx, sql, values).await?;
    }
    Ok(ResidentId(id))
}

/// The identity of a resident of this office.
///
/// # Errors
/// [`StoreError::Stale`] when there is no such resident here, [`StoreError::Sealed`] when the
/// identity does not open, [`StoreError::Corrupt`] when it is not what this build writes.
pub async fn identity(tx: &TenantTx, id: ResidentId) -> Result<Identity, StoreError> {
    let sql = "select identity from resident where id = $1";
    let row = one(&**tx, sql, [id.0.into()]).await?;
    let row = row.ok_or(StoreError::Stale("resident"))?;
    let clear = tx
        .keys()
        .open(&what(id.0), &row.get::<Vec<u8>>("identity")?)?;
    let kept: Kept = serde_json::from_slice(&clear).map_err(|_| corrupt(id))?;
    let pesel = kept.pesel.map(|number| Pesel::parse(&number)).transpose();
    Ok(Identity {
        given_name: kept.given_name,
        family_name: kept.family_name,
        pesel: pesel.map_err(|_| corrupt(id))?,
        birth_date: kept.birth_date,
        email: kept.email,
    })
}

/// Accounts of this office whose identity carries this number; one person may have several,
/// made at different providers.
///
/// # Errors
/// [`StoreError`] when the statement fails.
pub async fn with_pesel(tx: &TenantTx, pesel: &Pesel) -> Result<Vec<ResidentId>, StoreError> {
    let sql = "select id from resident where pesel_index = $1 order by created_at limit 100";
    let index = tx.keys().blind_index(PESEL_INDEX, pesel.as_str());
    let rows = all(&**tx, sql, [index.into()]).await?;
    rows.iter()
        .map(|row| Ok(ResidentId(row.get("id")?)))
        .collect()
}

/// The sealed shape; `given_name` and `family_name` are also read by `sessions`.
#[derive(Serialize, Deserialize)]
struct Kept {
    given_name: String,
    family_name: String,
    pesel: Option<String>,
    birth_date: Option<NaiveDate>,
    email: Option<String>,
}

fn sealed(tx: &TenantTx, id: Uuid, identity: &Identity) -> Result<Vec<u8>, StoreError> {
    let kept = Kept {
        given_name: identity.given_name.clone(),
        family_name: identity.family_name.clone(),
        pesel: identity.pesel.as_ref().map(|p| p.as_str().to_owned()),
        birth_date: identity.birth_date,
        email: identity.email.clone(),
    };
    let clear = serde_json::to_vec(&kept).map_err(|_| corrupt(ResidentId(id)))?;
    Ok(tx.keys().seal(&what(id), &clear)?)
}

fn index(tx: &TenantTx, identity: &Identity) -> Option<Vec<u8>> {
    let pesel = identity.pesel.as_ref()?;
    Some(tx.keys().blind_index(PESEL_INDEX, pesel.as_str()))
}

fn what(id: Uuid) -> String {
    format!("resident/{id}")
}

fn corrupt(id: ResidentId) -> StoreError {
    StoreError::Corrupt {
        table: "resident",
        column: "identity",
        value: format!("of {id}"),
    }
}
