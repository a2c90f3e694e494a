//! Attachments (załączniki): what the office knows about files; the sealed bytes lie elsewhere.

use chrono::{DateTime, Utc};
use tenancy::TenantTx;
use uuid::Uuid;

use crate::StoreError;
use crate::drafts::Holder;
use crate::sql::{Row, all, one, run};

const COLUMNS: &str = "a.id, a.field, a.name, a.media_type, a.bytes, a.sha256";

/// Attachments of one application at most; a form that needs more is refused before.
const LIST_MAX: i64 = 1_000;

/// A file of a draft, and of the application the draft became.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attachment {
    pub id: Uuid,
    /// Path of the field it answers, e.g. `parcel.0.plan`.
    pub field: String,
    /// The cleaned name the sender gave it; kept sealed.
    pub name: String,
    /// Found from the content, not from the name.
    pub media_type: String,
    pub bytes: u64,
    /// Of the clear bytes.
    pub sha256: [u8; 32],
}

/// Records a file whose sealed bytes are in place already.
///
/// # Errors
/// [`StoreError`] when the statement fails; the caller then removes the bytes.
pub async fn keep(
    tx: &TenantTx,
    draft_id: Uuid,
    file: &Attachment,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    let sql = "insert into attachment (id, draft_id, field, name, media_type, bytes, sha256, \
               created_at) values ($1, $2, $3, $4, $5, $6, $7, $8)";
    let name = tx.keys().seal(&what(file.id), file.name.as_bytes())?;
    let values = [
        file.id.into(),
        draft_id.into(),
        file.field.as_str().into(),
        name.into(),
        file.media_type.as_str().into(),
        i64::try_from(file.bytes).unwrap_or(i64::MAX).into(),
        file.sha256.to_vec().into(),
        now.into(),
    ];
    run(&**tx, sql, values).await.map(|_| ())
}

/// The files kept for a draft or an application (they share the identifier), oldest first.
///
/// Says nothing about who may see them: ask for the draft or case of the visitor first.
///
/// # Errors
/// [`StoreError::Sealed`] when a name was tampered with.
pub async fn of(tx: &TenantTx, draft_id: Uuid) -> Result<Vec<Attachment>, StoreError> {
    let sql = format!(
        "select {COLUMNS} from attachment a where a.draft_id = $1 and a.state = 'kept' \
         order by a.created_at, a.id limit $2"
    );
    let rows = all(&**tx, &sql, [draft_id.into(), LIST_MAX.into()]).await?;
    rows.iter().map(|row| attachment(tx, row)).collect()
}

/// The file `id` of the draft or application `draft_id`, for those who may see that already.
///
/// # Errors
/// [`StoreError::Sealed`] when the name was tampered with.
pub async fn find(
    tx: &TenantTx,
    draft_id: Uuid,
    id: Uuid,
) -> Result<Option<Attachment>, StoreError> {
    let sql = format!(
        "select {COLUMNS} from attachment a \
         where a.draft_id = $1 and a.id = $2 and a.state = 'kept'"
    );
    let row = one(&**tx, &sql, [draft_id.into(), id.into()]).await?;
    row.map(|row| attachment(tx, &row)).transpose()
}

/// The file `id` of the draft `draft_id` if `holder` holds that draft.
///
/// # Errors
/// [`StoreError::Sealed`] when the name was tampered with.
pub async fn find_own(
    tx: &TenantTx,
    holder: &Holder,
    draft_id: Uuid,
    id: Uuid,
) -> Result<Option<Attachment>, StoreError> {
    let sql = format!(
        "select {COLUMNS} from attachment a join draft d on d.id = a.draft_id \
         where a.draft_id = $1 and a.id = $2 and a.state = 'kept' and d.state <> 'dropped' \
           and (d.resident_id = $3 or (d.resident_id is null and d.key_hash = $4))"
    );
    let values = [
        draft_id.into(),
        id.into(),
        holder.resident_value().into(),
        holder.key_value().into(),
    ];
    let row = one(&**tx, &sql, values).await?;
    row.map(|row| attachment(tx, &row)).transpose()
}

/// Marks one file of a draft as removed and says whether it was there.
///
/// # Errors
/// [`StoreError`] when the statement fails.
pub async fn remove(tx: &TenantTx, draft_id: Uuid, id: Uuid) -> Result<bool, StoreError> {
    let sql = "update attachment set state = 'removed' \
               where draft_id = $1 and id = $2 and state = 'kept'";
    Ok(run(&**tx, sql, [draft_id.into(), id.into()]).await? > 0)
}

/// Marks all files of a draft but `needed` as removed; gives those whose bytes may be deleted
/// after commit.
pub(crate) async fn remove_all_but(
    tx: &TenantTx,
    draft_id: Uuid,
    needed: &[Uuid],
) -> Result<Vec<Uuid>, StoreError> {
    let sql = "update attachment set state = 'removed' \
               where draft_id = $1 and state = 'kept' and id <> all($2) returning id";
    let rows = all(&**tx, sql, [draft_id.into(), needed.to_vec().into()]).await?;
    rows.iter().map(|row| row.get("id")).collect()
}

fn attachment(tx: &TenantTx, row: &Row) -> Result<Attachment, StoreError> {
    let id: Uuid = row.get("id")?;
    let corrupt = |column, value: String| StoreError::Corrupt {
        table: "attachment",
        column,
        value,
    };
    let name = tx.keys().open(&what(id), &row.get::<Vec<u8>>("name")?)?;
    let bytes: i64 = row.get("bytes")?;
    let sha256: Vec<u8> = row.get("sha256")?;
    Ok(Attachment {
        id,
        field: row.get("field")?,
        name: String::from_utf8(name).map_err(|_| corrupt("name", id.to_string()))?,
        media_type: row.get("media_type")?,
        bytes: u64::try_from(bytes).map_err(|_| corrupt("bytes", bytes.to_string()))?,
        sha256: sha256
            .try_into()
            .map_err(|_| corrupt("sha256", id.to_string()))?,
    })
}

fn what(id: Uuid) -> String {
    format!("attachment-name/{id}")
}
