//! A draft started on an earlier edition goes over to the one in force.

use chrono::{DateTime, Utc};
use tenancy::TenantTx;
use uuid::Uuid;

use super::{Draft, Holder, sealed};
use crate::audit::{self, Entry};
use crate::sql::{one, run};
use crate::{StoreError, attachments};

/// When the edition `id` was published.
///
/// # Errors
/// [`StoreError`] when the statement fails.
pub async fn published_at(tx: &TenantTx, id: Uuid) -> Result<Option<DateTime<Utc>>, StoreError> {
    let sql = "select published_at from service_edition where id = $1";
    let row = one(&**tx, sql, [id.into()]).await?;
    row.map(|row| row.get("published_at")).transpose()
}

/// Pins a draft that was locked in this transaction to another edition, with the content that
/// edition takes; files that are not `needed` any more are marked as removed. Gives the file
/// objects to delete after commit.
///
/// # Errors
/// [`StoreError::Stale`] if somebody saved it since it was read.
pub async fn move_over(
    tx: &TenantTx,
    (draft, holder): (&Draft, &Holder),
    (edition, number): (Uuid, i32),
    needed: &[Uuid],
    now: DateTime<Utc>,
) -> Result<Vec<Uuid>, StoreError> {
    let sql = "update draft set edition_id = $2, answers = $3, version = version + 1, \
               updated_at = $4 where id = $1 and version = $5 and state = 'open'";
    let values = [
        draft.id.into(),
        edition.into(),
        sealed(tx, draft.id, &draft.content)?.into(),
        now.into(),
        draft.version.into(),
    ];
    if run(&**tx, sql, values).await? == 0 {
        return Err(StoreError::Stale("draft"));
    }
    let gone = attachments::remove_all_but(tx, draft.id, needed).await?;
    let entry = Entry {
        at: now,
        actor: &holder.actor(),
        action: "draft_moved",
        subject: &format!("draft:{}", draft.id),
        detail: &format!("edition:{number}"),
    };
    audit::note(tx, &entry).await?;
    Ok(gone)
}
