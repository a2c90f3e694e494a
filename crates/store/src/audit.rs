//! The audit trail of an office: who did and who looked at what, in a chain of hashes.
//!
//! Entry n carries `sha256(hash of n-1 || sha256(text of n))`, so a changed, removed or inserted
//! entry breaks every later hash. The table only grows (by grants). Details never hold personal
//! data: identifiers and codes only.

use chrono::{DateTime, SecondsFormat, Utc};
use sha2::{Digest, Sha256};
use tenancy::TenantTx;

use crate::StoreError;
use crate::sql::{all, one, run};

/// Entries checked with one query.
const PAGE: i64 = 5_000;

/// An act worth remembering.
#[derive(Clone, Debug)]
pub struct Entry<'a> {
    pub at: DateTime<Utc>,
    /// `staff:<uuid>`, `resident:<uuid>`, `operator:<uuid>`, `program` or `nobody`.
    pub actor: &'a str,
    /// Verb in snake_case, e.g. `case_seen`.
    pub action: &'a str,
    /// Kind and identifier, e.g. `case:<uuid>`.
    pub subject: &'a str,
    /// Codes and identifiers that explain the act; never personal data.
    pub detail: &'a str,
}

/// An entry as kept.
#[derive(Clone, Debug)]
pub struct Kept {
    pub seq: i64,
    pub at: DateTime<Utc>,
    pub actor: String,
    pub action: String,
    pub subject: String,
    pub detail: String,
}

/// Adds an entry at the end of the chain. Call it last in a transaction: the end of the chain is
/// one row, and others of the same office wait for it until commit.
///
/// # Errors
/// [`StoreError`] when the statement fails.
pub async fn note(tx: &TenantTx, entry: &Entry<'_>) -> Result<(), StoreError> {
    // The text is hashed by the database inside the one statement that moves the end.
    let sql = "with head as (update audit_head set seq = seq + 1, \
                 hash = sha256(hash || sha256(convert_to($1, 'UTF8'))) returning seq, hash) \
               insert into audit_entry (seq, at, actor, action, subject, detail, hash) \
               select seq, $2, $3, $4, $5, $6, hash from head";
    let values = [
        text(
            entry.at,
            entry.actor,
            entry.action,
            entry.subject,
            entry.detail,
        )
        .into(),
        entry.at.into(),
        entry.actor.into(),
        entry.action.into(),
        entry.subject.into(),
        entry.detail.into(),
    ];
    run(&**tx, sql, values).await.map(|_| ())
}

/// The newest entries about `subject`, newest first.
///
/// # Errors
/// [`StoreError`] when the statement fails.
pub async fn about(tx: &TenantTx, subject: &str, limit: u32) -> Result<Vec<Kept>, StoreError> {
    let sql = "select seq, at, actor, action, subject, detail from audit_entry \
               where subject = $1 order by seq desc limit $2";
    let rows = all(&**tx, sql, [subject.into(), i64::from(limit).into()]).await?;
    rows.iter().map(kept).collect()
}

/// The newest entries of the office, newest first, after skipping `skip`.
///
/// # Errors
/// [`StoreError`] when the statement fails.
pub async fn newest(tx: &TenantTx, limit: u32, skip: u64) -> Result<Vec<Kept>, StoreError> {
    let sql = "select seq, at, actor, action, subject, detail from audit_entry \
               order by seq desc limit $1 offset $2";
    let skip = i64::try_from(skip).unwrap_or(i64::MAX);
    let rows = all(&**tx, sql, [i64::from(limit).into(), skip.into()]).await?;
    rows.iter().map(kept).collect()
}

/// What the check of a chain found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// Every hash fits; this many entries.
    Whole(i64),
    /// The first entry that does not fit: changed, or standing after a removed one.
    Broken { seq: i64 },
    /// The entries fit but the newest ones are gone.
    Cut { found: i64, expected: i64 },
}

/// Recomputes the chain from its first entry.
///
/// # Errors
/// [`StoreError`] when reading fails.
pub async fn verify(tx: &TenantTx) -> Result<Verdict, StoreError> {
    // The end first: entries that come while we read do not count.
    let head = one(&**tx, "select seq, hash from audit_head", []).await?;
    let Some(head) = head else {
        return Ok(Verdict::Cut {
            found: 0,
            expected: -1,
        });
    };
    let expected: i64 = head.get("seq")?;
    let head_hash: Vec<u8> = head.get("hash")?;
    let mut hash = vec![0_u8];
    let mut last = 0_i64;
    loop {
        let sql = "select seq, at, actor, action, subject, detail, hash from audit_entry \
                   where seq > $1 and seq <= $3 order by seq limit $2";
        let rows = all(&**tx, sql, [last.into(), PAGE.into(), expected.into()]).await?;
        if rows.is_empty() {
            break;
        }
        for row in &rows {
            let entry = kept(row)?;
            let words = text(
                entry.at,
                &entry.actor,
                &entry.action,
                &entry.subject,
                &entry.detail,
            );
            hash = link(&hash, &words);
            let stored: Vec<u8> = row.get("hash")?;
            if entry.seq != last + 1 || stored != hash {
                return Ok(Verdict::Broken { seq: entry.seq });
            }
            last = entry.seq;
        }
    }
    Ok(match expected == last && head_hash == hash {
        true => Verdict::Whole(last),
        false => Verdict::Cut {
            found: last,
            expected,
        },
    })
}

fn link(before: &[u8], words: &str) -> Vec<u8> {
    let mut hasher = Sha256::new();
    hasher.update(before);
    hasher.update(Sha256::digest(words.as_bytes()));
    hasher.finalize().to_vec()
}

/// The text that is hashed: the fields by line, times to the microsecond the database keeps.
fn text(at: DateTime<Utc>, actor: &str, action: &str, subject: &str, detail: &str) -> String {
    let at = at.to_rfc3339_opts(SecondsFormat::Micros, true);
    format!("{at}\n{actor}\n{action}\n{subject}\n{detail}")
}

fn kept(row: &crate::sql::Row) -> Result<Kept, StoreError> {
    Ok(Kept {
        seq: row.get("seq")?,
        at: row.get("at")?,
        actor: row.get("actor")?,
        action: row.get("action")?,
        subject: row.get("subject")?,
        detail: row.get("detail")?,
    })
}
