//! Publishing what is due, by whichever program comes first.

use catalogue::Definition;
use catalogue::repository::Adopted;
use chrono::{DateTime, Utc};
use serde_json::Value;
use tenancy::TenantTx;
use uuid::Uuid;

use crate::audit::{self, Entry};
use crate::services::{self, ToPublish};
use crate::settings::Source;
use crate::sql::{Row, one, run};
use crate::{StoreError, sketches};

/// Why a publication did not happen at its date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Failure {
    /// The definition does not fit this program.
    Definition,
    /// Another edition was published meanwhile.
    Overtaken,
    /// The database refused it: the unit is gone, or the address is taken.
    Refused,
}

impl Failure {
    /// The stored code.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Definition => "definition",
            Self::Overtaken => "overtaken",
            Self::Refused => "refused",
        }
    }
}

/// What became of a publication that was due.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Due {
    pub slug: String,
    pub outcome: Result<i32, Failure>,
}

/// Publishes the first publication that is due, or records why it cannot be; `None` when none is.
/// One that another program has in hand is passed over. Commit before the next one.
///
/// # Errors
/// [`StoreError`] when a statement fails: nothing happened, and it stays due.
pub async fn publish_due(tx: &TenantTx, now: DateTime<Utc>) -> Result<Option<Due>, StoreError> {
    let sql = "select id, sketch_id, slug, version, document, template_slug, template_edition, \
                 adoption, after_number, made_by from service_publication \
               where state = 'scheduled' and publish_at <= $1 \
               order by publish_at, id limit 1 for update skip locked";
    let Some(row) = one(&**tx, sql, [now.into()]).await? else {
        return Ok(None);
    };
    let (id, slug): (Uuid, String) = (row.get("id")?, row.get("slug")?);
    let by = format!("staff:{}", row.get::<Uuid>("made_by")?);
    let outcome = guarded(tx, &row, &slug, (&by, now)).await?;
    let (state, fault) = match outcome {
        Ok(_) => ("published", None),
        Err(failure) => ("failed", Some(failure.as_str())),
    };
    let sql = "update service_publication set state = $2, fault = $3, decided_at = $4 \
               where id = $1";
    let values = [id.into(), state.into(), fault.into(), now.into()];
    run(&**tx, sql, values).await?;
    let (action, detail) = match outcome {
        Ok(number) => ("service_published", format!("edition:{number} scheduled")),
        Err(failure) => ("service_publication_failed", failure.as_str().to_owned()),
    };
    let entry = Entry {
        at: now,
        actor: "program",
        action,
        subject: &format!("service:{slug}"),
        detail: &format!("{detail} by:{by}"),
    };
    audit::note(tx, &entry).await?;
    Ok(Some(Due { slug, outcome }))
}

/// Publishes inside a savepoint, so that a refusal can be recorded in the same transaction.
async fn guarded(
    tx: &TenantTx,
    row: &Row,
    slug: &str,
    by: (&str, DateTime<Utc>),
) -> Result<Result<i32, Failure>, StoreError> {
    run(&**tx, "savepoint due", []).await?;
    match publish(tx, row, slug, by).await {
        Err(fault) if fault.is_refusal() => {
            run(&**tx, "rollback to savepoint due", []).await?;
            Ok(Err(Failure::Refused))
        }
        outcome => outcome,
    }
}

async fn publish(
    tx: &TenantTx,
    row: &Row,
    slug: &str,
    (by, now): (&str, DateTime<Utc>),
) -> Result<Result<i32, Failure>, StoreError> {
    let document: Value = row.get("document")?;
    let Ok(definition) = Definition::from_json(&document) else {
        return Ok(Err(Failure::Definition));
    };
    let service = services::find(tx, slug).await?;
    let newest = service.as_ref().map_or(0, |service| service.newest);
    if newest != row.get::<i32>("after_number")? {
        return Ok(Err(Failure::Overtaken));
    }
    let adopted = adopted(row)?;
    let hash = definition.hash();
    let new = ToPublish {
        id: service.as_ref().map(|service| service.id),
        definition: &definition,
        hash: &hash,
        adopted: adopted.as_ref(),
        edition_id: None,
        number: newest,
    };
    services::publish(tx, &[new], (Source::Browser, by), now).await?;
    if let Some(sketch) = sketches::lock(tx, slug).await? {
        let is_its = Some(sketch.id) == row.get::<Option<Uuid>>("sketch_id")?;
        if is_its && sketch.version == row.get::<i32>("version")? {
            sketches::drop(tx, &sketch).await?;
        } else if is_its {
            // What was changed after the scheduling is a sketch of the edition after this one.
            rest_on_newest(tx, sketch.id, slug).await?;
        }
    }
    Ok(Ok(newest + 1))
}

async fn rest_on_newest(tx: &TenantTx, sketch: Uuid, slug: &str) -> Result<(), StoreError> {
    let sql = "update service_sketch k set service_id = s.id, \
                 base_edition_id = s.current_edition_id \
               from service s where k.id = $1 and s.slug = $2";
    run(&**tx, sql, [sketch.into(), slug.into()])
        .await
        .map(|_| ())
}

fn adopted(row: &Row) -> Result<Option<Adopted>, StoreError> {
    let template: Option<String> = row.get("template_slug")?;
    let edition: Option<i32> = row.get("template_edition")?;
    let overlay: Option<Value> = row.get("adoption")?;
    Ok(match (template, edition.map(u32::try_from), overlay) {
        (Some(template), Some(Ok(edition)), Some(overlay)) => Some(Adopted {
            template,
            edition,
            overlay,
        }),
        _ => None,
    })
}

/// When the next publication of the office is due.
///
/// # Errors
/// [`StoreError`] when the statement fails.
pub async fn next_at(tx: &TenantTx) -> Result<Option<DateTime<Utc>>, StoreError> {
    let sql = "select min(publish_at) as at from service_publication where state = 'scheduled'";
    match one(&**tx, sql, []).await? {
        Some(row) => row.get("at"),
        None => Ok(None),
    }
}
