//! Drafts (wersje robocze): applications being written, sealed, held by a person or by a browser.

mod moves;

use std::collections::BTreeMap;

use catalogue::{Answers, Definition};
use chrono::{DateTime, Utc};
use domain::ids::ResidentId;
use serde::{Deserialize, Serialize};
use tenancy::TenantTx;
use uuid::Uuid;

use crate::StoreError;
use crate::sql::{Row, all, one, run};

pub use moves::{move_over, published_at};

/// Drafts shown in a list at most.
const LIST_MAX: i64 = 100;

const COLUMNS: &str = "d.id, d.edition_id, d.service_slug, d.resident_id, d.answers, d.version, \
    d.state, d.updated_at";

/// Whose draft it is, and the lock on it: nobody else's draft is ever found.
const HELD: &str = "d.id = $1 and d.state <> 'dropped' and \
    (d.resident_id = $2 or (d.resident_id is null and d.key_hash = $3))";

/// Who asks: a signed-in resident, a browser with the key of an anonymous draft, or both.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Holder {
    pub resident: Option<ResidentId>,
    /// SHA-256 of the key kept in the browser.
    pub key_hash: Option<[u8; 32]>,
}

impl Holder {
    #[must_use]
    pub fn resident(id: ResidentId) -> Self {
        Self {
            resident: Some(id),
            key_hash: None,
        }
    }

    #[must_use]
    pub fn browser(key_hash: [u8; 32]) -> Self {
        Self {
            resident: None,
            key_hash: Some(key_hash),
        }
    }

    pub(crate) fn resident_value(&self) -> Option<Uuid> {
        self.resident.map(|id| id.0)
    }

    pub(crate) fn key_value(&self) -> Option<Vec<u8>> {
        self.key_hash.map(|hash| hash.to_vec())
    }

    /// How the audit trail names the holder.
    #[must_use]
    pub fn actor(&self) -> String {
        match self.resident {
            Some(id) => format!("resident:{id}"),
            None => "nobody".to_owned(),
        }
    }
}

/// Where a draft is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DraftState {
    Open,
    /// Became an application of the same identifier.
    Filed,
}

impl DraftState {
    fn parse(code: &str) -> Option<Self> {
        match code {
            "open" => Some(Self::Open),
            "filed" => Some(Self::Filed),
            _ => None,
        }
    }
}

/// What is sealed in a draft.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Content {
    /// Checked answers of the steps saved so far.
    pub answers: Answers,
    /// What was typed in steps but not saved yet, by the key of the step: not checked.
    pub typed: BTreeMap<String, Answers>,
    /// What the account and the definition already know, shown until a step is saved.
    pub prefilled: Answers,
    /// Keys of the steps that were saved.
    pub saved: Vec<String>,
}

/// A draft with its answers open.
#[derive(Clone, Debug)]
pub struct Draft {
    pub id: Uuid,
    pub edition_id: Uuid,
    pub service_slug: String,
    /// `None` when it is held by a browser.
    pub owner: Option<ResidentId>,
    pub content: Content,
    /// Grows with every save, not with what a browser saves by itself.
    pub version: i32,
    pub state: DraftState,
    pub updated_at: DateTime<Utc>,
}

/// A draft in a list.
#[derive(Clone, Debug)]
pub struct DraftLine {
    pub id: Uuid,
    pub service_slug: String,
    pub title: String,
    pub updated_at: DateTime<Utc>,
}

/// An edition (wydanie) of a service as drafts and cases are pinned to it.
#[derive(Clone, Debug)]
pub struct Edition {
    pub id: Uuid,
    pub number: i32,
    pub hash: String,
    pub definition: Definition,
}

/// A borrowed [`Edition`]: editions never change, so programs keep them compiled in memory.
#[derive(Clone, Copy, Debug)]
pub struct EditionRef<'a> {
    pub id: Uuid,
    pub number: i32,
    pub hash: &'a str,
    pub definition: &'a Definition,
}

impl Edition {
    #[must_use]
    pub fn as_ref(&self) -> EditionRef<'_> {
        EditionRef {
            id: self.id,
            number: self.number,
            hash: &self.hash,
            definition: &self.definition,
        }
    }
}

/// A draft to be started.
#[derive(Clone, Debug)]
pub struct NewDraft<'a> {
    pub id: Uuid,
    pub edition_id: Uuid,
    pub service_slug: &'a str,
    /// The resident when there is one, otherwise the browser.
    pub holder: Holder,
    pub content: &'a Content,
    pub now: DateTime<Utc>,
}

/// Starts a draft.
///
/// # Errors
/// [`StoreError::Constraint`] `draft_holder_check` when the holder is nobody at all.
pub async fn start(tx: &TenantTx, new: &NewDraft<'_>) -> Result<(), StoreError> {
    let sql = "insert into draft (id, edition_id, service_slug, resident_id, key_hash, answers, \
               created_at, updated_at) values ($1, $2, $3, $4, $5, $6, $7, $7)";
    let key = match new.holder.resident {
        Some(_) => None,
        None => new.holder.key_value(),
    };
    let values = [
        new.id.into(),
        new.edition_id.into(),
        new.service_slug.into(),
        new.holder.resident_value().into(),
        key.into(),
        sealed(tx, new.id, new.content)?.into(),
        new.now.into(),
    ];
    run(&**tx, sql, values).await.map(|_| ())
}

/// Which of these drafts the office has, whoever holds them and whatever became of them.
///
/// # Errors
/// [`StoreError`] when the statement fails.
pub async fn known(tx: &TenantTx, ids: &[Uuid]) -> Result<Vec<Uuid>, StoreError> {
    let sql = "select id from draft where id = any($1)";
    let rows = all(&**tx, sql, [ids.to_vec().into()]).await?;
    rows.iter().map(|row| row.get("id")).collect()
}

/// Loads the draft `id` if `holder` holds it; `None` otherwise, without saying which.
///
/// # Errors
/// [`StoreError::Sealed`] when the answers were tampered with.
pub async fn find_own(
    tx: &TenantTx,
    holder: &Holder,
    id: Uuid,
) -> Result<Option<Draft>, StoreError> {
    found(tx, holder, id, "").await
}

/// As [`find_own`], and others wait with their changes until this transaction ends.
///
/// # Errors
/// As [`find_own`].
pub async fn lock_own(
    tx: &TenantTx,
    holder: &Holder,
    id: Uuid,
) -> Result<Option<Draft>, StoreError> {
    found(tx, holder, id, " for update of d").await
}

async fn found(
    tx: &TenantTx,
    holder: &Holder,
    id: Uuid,
    locking: &str,
) -> Result<Option<Draft>, StoreError> {
    let sql = format!("select {COLUMNS} from draft d where {HELD}{locking}");
    let values = [
        id.into(),
        holder.resident_value().into(),
        holder.key_value().into(),
    ];
    let row = one(&**tx, &sql, values).await?;
    row.map(|row| draft(tx, &row)).transpose()
}

/// The open drafts of `holder`, the newest first.
///
/// # Errors
/// [`StoreError`] when the statement fails.
pub async fn own(tx: &TenantTx, holder: &Holder) -> Result<Vec<DraftLine>, StoreError> {
    let sql = "select d.id, d.service_slug, e.definition->>'title' as title, d.updated_at \
               from draft d join service_edition e on e.id = d.edition_id \
               where d.state = 'open' \
                 and (d.resident_id = $1 or (d.resident_id is null and d.key_hash = $2)) \
               order by d.updated_at desc limit $3";
    let values = [
        holder.resident_value().into(),
        holder.key_value().into(),
        LIST_MAX.into(),
    ];
    let rows = all(&**tx, sql, values).await?;
    rows.iter().map(line).collect()
}

/// Saves the content of a draft read in this transaction; its version grows.
///
/// # Errors
/// [`StoreError::Stale`] if somebody saved it since it was read.
pub async fn save(tx: &TenantTx, draft: &Draft, now: DateTime<Utc>) -> Result<(), StoreError> {
    write(tx, draft, 1, now).await
}

/// Keeps what a browser saves by itself. The version stays, so that the form which is still open
/// can be saved; the content of a form older than the last save is refused.
///
/// # Errors
/// [`StoreError::Stale`] if the draft is not at its version any more.
pub async fn keep_typed(
    tx: &TenantTx,
    draft: &Draft,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    write(tx, draft, 0, now).await
}

async fn write(
    tx: &TenantTx,
    draft: &Draft,
    newer_by: i32,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    let sql = "update draft set answers = $2, version = version + $5, updated_at = $3 \
               where id = $1 and version = $4 and state = 'open'";
    let values = [
        draft.id.into(),
        sealed(tx, draft.id, &draft.content)?.into(),
        now.into(),
        draft.version.into(),
        newer_by.into(),
    ];
    match run(&**tx, sql, values).await? {
        0 => Err(StoreError::Stale("draft")),
        _ => Ok(()),
    }
}

/// Throws an open draft away: its answers are overwritten, its files marked as removed. Gives the
/// identifiers of the file objects to delete after commit; `None` if `holder` has no such draft.
///
/// # Errors
/// [`StoreError`] when a statement fails.
pub async fn throw_away(
    tx: &TenantTx,
    holder: &Holder,
    id: Uuid,
    now: DateTime<Utc>,
) -> Result<Option<Vec<Uuid>>, StoreError> {
    let sql = format!(
        "update draft d set state = 'dropped', answers = $4, updated_at = $5 \
         where {HELD} and d.state = 'open'"
    );
    let values = [
        id.into(),
        holder.resident_value().into(),
        holder.key_value().into(),
        sealed(tx, id, &Content::default())?.into(),
        now.into(),
    ];
    if run(&**tx, &sql, values).await? == 0 {
        return Ok(None);
    }
    crate::attachments::remove_all_but(tx, id, &[])
        .await
        .map(Some)
}

/// Marks an open draft as filed and overwrites its answers: the application holds them now.
pub(crate) async fn mark_filed(
    tx: &TenantTx,
    id: Uuid,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    let sql = "update draft set state = 'filed', answers = $2, version = version + 1, \
               updated_at = $3 where id = $1 and state = 'open'";
    let values = [
        id.into(),
        sealed(tx, id, &Content::default())?.into(),
        now.into(),
    ];
    match run(&**tx, sql, values).await? {
        0 => Err(StoreError::Stale("draft")),
        _ => Ok(()),
    }
}

/// The edition `id`, also when a newer one is published.
///
/// # Errors
/// [`StoreError::Corrupt`] if its definition cannot be read by this program.
pub async fn edition(tx: &TenantTx, id: Uuid) -> Result<Option<Edition>, StoreError> {
    let sql = "select id, number, hash, definition from service_edition where id = $1";
    let Some(row) = one(&**tx, sql, [id.into()]).await? else {
        return Ok(None);
    };
    let json: serde_json::Value = row.get("definition")?;
    let definition = Definition::from_json(&json).map_err(|_| StoreError::Corrupt {
        table: "service_edition",
        column: "definition",
        value: id.to_string(),
    })?;
    Ok(Some(Edition {
        id: row.get("id")?,
        number: row.get("number")?,
        hash: row.get("hash")?,
        definition,
    }))
}

fn draft(tx: &TenantTx, row: &Row) -> Result<Draft, StoreError> {
    let id: Uuid = row.get("id")?;
    let answers: Vec<u8> = row.get("answers")?;
    let clear = tx.keys().open(&what(id), &answers)?;
    let content = serde_json::from_slice(&clear).map_err(|_| StoreError::Corrupt {
        table: "draft",
        column: "answers",
        value: id.to_string(),
    })?;
    Ok(Draft {
        id,
        edition_id: row.get("edition_id")?,
        service_slug: row.get("service_slug")?,
        owner: row
            .get::<Option<Uuid>>("resident_id")?
            .map(ResidentId::from),
        content,
        version: row.get("version")?,
        state: row.code("draft", "state", DraftState::parse)?,
        updated_at: row.get("updated_at")?,
    })
}

fn line(row: &Row) -> Result<DraftLine, StoreError> {
    Ok(DraftLine {
        id: row.get("id")?,
        service_slug: row.get("service_slug")?,
        title: row.get("title")?,
        updated_at: row.get("updated_at")?,
    })
}

fn sealed(tx: &TenantTx, id: Uuid, content: &Content) -> Result<Vec<u8>, StoreError> {
    // Maps with text keys always serialise.
    let clear = serde_json::to_vec(content).unwrap_or_default();
    Ok(tx.keys().seal(&what(id), &clear)?)
}

fn what(id: Uuid) -> String {
    format!("draft/{id}")
}
