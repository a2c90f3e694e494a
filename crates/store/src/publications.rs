//! Asking for the publication of a sketch, and publishing it at a date.
//!
//! What is asked for or scheduled is one version of the sketch, kept here whole: later changes
//! never slip into it.

mod due;
mod signals;

use catalogue::repository::Adopted;
use catalogue::{Definition, edit};
use chrono::{DateTime, Utc};
use serde_json::Value;
use tenancy::TenantTx;
use uuid::Uuid;

use crate::StoreError;
use crate::sketches::Sketch;
use crate::sql::{Row, all, run};

pub use due::{Due, Failure, next_at, publish_due};
pub use signals::{raise, settle, signalled};

/// Rows of one sketch looked at.
const LIST_MAX: i64 = 20;

/// Where a publication is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// Somebody asked for it.
    Asked,
    /// Somebody who publishes sent it back with a note.
    SentBack,
    /// Published, or scheduled, as asked.
    Approved,
    Scheduled,
    /// Published at its date.
    Published,
    /// Could not be published at its date.
    Failed,
    Cancelled,
}

impl State {
    const ALL: [Self; 7] = [
        Self::Asked,
        Self::SentBack,
        Self::Approved,
        Self::Scheduled,
        Self::Published,
        Self::Failed,
        Self::Cancelled,
    ];

    /// The stored code.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Asked => "asked",
            Self::SentBack => "sent_back",
            Self::Approved => "approved",
            Self::Scheduled => "scheduled",
            Self::Published => "published",
            Self::Failed => "failed",
            Self::Cancelled => "cancelled",
        }
    }

    fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.as_str() == code)
    }
}

/// A publication asked for or scheduled.
#[derive(Clone, Debug)]
pub struct Publication {
    pub id: Uuid,
    pub state: State,
    /// Of the sketch.
    pub version: i32,
    /// The sketch as it was at that version.
    pub definition: Definition,
    pub made_at: DateTime<Utc>,
    pub made_by: Uuid,
    pub note: String,
    pub decided_at: Option<DateTime<Utc>>,
    pub decided_by: Option<Uuid>,
    pub answer: String,
    /// When it is to be published, if scheduled.
    pub publish_at: Option<DateTime<Utc>>,
    /// Code of what went wrong at that moment.
    pub fault: Option<String>,
}

/// What stands open for a sketch, and what the last word about it was.
#[derive(Clone, Debug, Default)]
pub struct Open {
    pub asked: Option<Publication>,
    pub scheduled: Option<Publication>,
    /// Sent back, or failed at its date, with nothing done about it since.
    pub returned: Option<Publication>,
}

/// Who of the staff does something, and when.
#[derive(Clone, Copy, Debug)]
pub struct By {
    pub staff: Uuid,
    pub at: DateTime<Utc>,
}

/// A publication at a date.
#[derive(Clone, Copy, Debug)]
pub struct ToSchedule<'a> {
    pub sketch: &'a Sketch,
    /// The template it comes from and what the office has otherwise.
    pub adopted: Option<&'a Adopted>,
    /// Number of the newest edition now; another one meanwhile stops this one.
    pub after: i32,
    pub publish_at: DateTime<Utc>,
}

/// Asks for the publication of a sketch as it is now; an earlier request lapses.
///
/// # Errors
/// [`StoreError`] when a statement fails.
pub async fn ask(tx: &TenantTx, sketch: &Sketch, note: &str, by: By) -> Result<(), StoreError> {
    close(tx, sketch.id, State::Asked, (State::Cancelled, by)).await?;
    let sql = "insert into service_publication (id, sketch_id, slug, version, document, state, \
               made_at, made_by, note) values ($1, $2, $3, $4, $5, 'asked', $6, $7, $8)";
    let values = [
        crate::ids::fresh().into(),
        sketch.id.into(),
        sketch.slug.as_str().into(),
        sketch.version.into(),
        sketch.definition.to_json().into(),
        by.at.into(),
        by.staff.into(),
        note.into(),
    ];
    run(&**tx, sql, values).await.map(|_| ())
}

/// Has a sketch published at a date, as it is now, in place of one scheduled before. A request
/// for it is granted.
///
/// # Errors
/// [`StoreError`] when a statement fails.
pub async fn schedule(tx: &TenantTx, new: &ToSchedule<'_>, by: By) -> Result<(), StoreError> {
    let sketch = new.sketch;
    close(tx, sketch.id, State::Scheduled, (State::Cancelled, by)).await?;
    close(tx, sketch.id, State::Asked, (State::Approved, by)).await?;
    let sql = "insert into service_publication (id, sketch_id, slug, version, document, \
                 template_slug, template_edition, adoption, after_number, state, made_at, made_by, \
                 publish_at) \
               values ($1, $2, $3, $4, $5, $6, $7, $8, $9, 'scheduled', $10, $11, $12)";
    let edition = new.adopted.map(|adopted| i32::try_from(adopted.edition));
    let values = [
        crate::ids::fresh().into(),
        sketch.id.into(),
        sketch.slug.as_str().into(),
        sketch.version.into(),
        sketch.definition.to_json().into(),
        new.adopted.map(|adopted| adopted.template.clone()).into(),
        edition.map(|edition| edition.unwrap_or(i32::MAX)).into(),
        new.adopted.map(|adopted| adopted.overlay.clone()).into(),
        new.after.into(),
        by.at.into(),
        by.staff.into(),
        new.publish_at.into(),
    ];
    run(&**tx, sql, values).await.map(|_| ())
}

/// The sketch is published now: what was asked for it is granted, what was scheduled lapses.
///
/// # Errors
/// [`StoreError`] when a statement fails.
pub async fn published_now(tx: &TenantTx, sketch: Uuid, by: By) -> Result<(), StoreError> {
    close(tx, sketch, State::Scheduled, (State::Cancelled, by)).await?;
    close(tx, sketch, State::Asked, (State::Approved, by)).await
}

/// Takes back what was asked for or scheduled; whether there was anything.
///
/// # Errors
/// [`StoreError`] when the statement fails.
pub async fn cancel(tx: &TenantTx, sketch: Uuid, state: State, by: By) -> Result<bool, StoreError> {
    let sql = "update service_publication set state = 'cancelled', decided_at = $3, \
               decided_by = $4 where sketch_id = $1 and state = $2";
    let values = [
        sketch.into(),
        state.as_str().into(),
        by.at.into(),
        by.staff.into(),
    ];
    Ok(run(&**tx, sql, values).await? > 0)
}

/// Sends a request back with a note; `false` when it is not open any more.
///
/// # Errors
/// [`StoreError`] when the statement fails.
pub async fn send_back(tx: &TenantTx, id: Uuid, answer: &str, by: By) -> Result<bool, StoreError> {
    let sql = "update service_publication set state = 'sent_back', answer = $2, decided_at = $3, \
               decided_by = $4 where id = $1 and state = 'asked'";
    let values = [id.into(), answer.into(), by.at.into(), by.staff.into()];
    Ok(run(&**tx, sql, values).await? > 0)
}

async fn close(
    tx: &TenantTx,
    sketch: Uuid,
    from: State,
    (to, by): (State, By),
) -> Result<(), StoreError> {
    let sql = "update service_publication set state = $3, decided_at = $4, decided_by = $5 \
               where sketch_id = $1 and state = $2";
    let values = [
        sketch.into(),
        from.as_str().into(),
        to.as_str().into(),
        by.at.into(),
        by.staff.into(),
    ];
    run(&**tx, sql, values).await.map(|_| ())
}

/// What stands open for a sketch.
///
/// # Errors
/// [`StoreError`] when the statement fails.
pub async fn open(tx: &TenantTx, sketch: Uuid) -> Result<Open, StoreError> {
    let sql = "select id, state, version, document, made_at, made_by, note, decided_at, \
                 decided_by, answer, publish_at, fault \
               from service_publication where sketch_id = $1 \
               order by made_at desc, id desc limit $2";
    let rows = all(&**tx, sql, [sketch.into(), LIST_MAX.into()]).await?;
    let mut open = Open::default();
    for (at, row) in rows.iter().enumerate() {
        let found = publication(row)?;
        match found.state {
            State::Asked => open.asked = Some(found),
            State::Scheduled => open.scheduled = Some(found),
            State::SentBack | State::Failed if at == 0 => open.returned = Some(found),
            State::SentBack
            | State::Failed
            | State::Approved
            | State::Published
            | State::Cancelled => {}
        }
    }
    Ok(open)
}

fn publication(row: &Row) -> Result<Publication, StoreError> {
    let document: Value = row.get("document")?;
    Ok(Publication {
        id: row.get("id")?,
        state: row.code("service_publication", "state", State::parse)?,
        version: row.get("version")?,
        definition: edit::read(&document).0,
        made_at: row.get("made_at")?,
        made_by: row.get("made_by")?,
        note: row.get("note")?,
        decided_at: row.get("decided_at")?,
        decided_by: row.get("decided_by")?,
        answer: row.get("answer")?,
        publish_at: row.get("publish_at")?,
        fault: row.get("fault")?,
    })
}
