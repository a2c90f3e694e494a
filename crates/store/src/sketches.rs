//! Sketches (szkice): what is being written in the browser, with the states it had.

mod desk;
mod following;

use catalogue::{Definition, edit};
use chrono::{DateTime, Utc};
use serde_json::Value;
use tenancy::TenantTx;
use uuid::Uuid;

use crate::StoreError;
use crate::sql::{Row, all, one, run};

pub use desk::{Desk, DeskTx, Side};
pub use following::follow;

/// States kept for undoing; older ones are forgotten.
const STATES_KEPT: i32 = 100;

/// A sketch as it stands.
#[derive(Clone, Debug)]
pub struct Sketch {
    pub id: Uuid,
    /// The service whose next edition it is; `None` for a new one, and for a template.
    pub service: Option<Uuid>,
    pub slug: String,
    /// Slug and edition of the template it follows; of a template itself, the edition before.
    pub template: Option<(String, u32)>,
    /// The edition it was started from.
    pub base_edition: Option<Uuid>,
    /// Grows with every change.
    pub version: i32,
    pub definition: Definition,
    pub changed_at: DateTime<Utc>,
    /// Somebody of the staff; for a template, an operator.
    pub changed_by: Uuid,
}

/// A sketch to be started.
#[derive(Clone, Copy, Debug)]
pub struct NewSketch<'a> {
    pub service: Option<Uuid>,
    pub template: Option<(&'a str, u32)>,
    pub base_edition: Option<Uuid>,
    pub definition: &'a Definition,
}

/// Who changes what, and when.
#[derive(Clone, Copy, Debug)]
pub struct Change<'a> {
    /// Code of what is done, e.g. `add-field`; the pages say it in words.
    pub act: &'a str,
    pub by: Uuid,
    pub at: DateTime<Utc>,
}

/// One state of a sketch, without its content.
#[derive(Clone, Debug)]
pub struct StateLine {
    pub version: i32,
    pub act: String,
    pub changed_at: DateTime<Utc>,
    /// Somebody of the staff; for a template, an operator.
    pub changed_by: Uuid,
}

/// Starts a sketch.
///
/// # Errors
/// [`StoreError::Constraint`] on the slug when one of this address is being written.
pub async fn start(
    tx: &impl Desk,
    new: NewSketch<'_>,
    change: Change<'_>,
) -> Result<Uuid, StoreError> {
    let id = crate::ids::fresh();
    let sketch = tx.side().sketch();
    let sql = format!(
        "insert into {sketch} (id, slug, template_slug, template_edition, version, created_at) \
         values ($1, $2, $3, $4, 1, $5)"
    );
    let edition = new.template.map(|(_, edition)| i32::try_from(edition));
    let values = [
        id.into(),
        new.definition.slug.as_str().into(),
        new.template.map(|(slug, _)| slug).into(),
        edition.map(|edition| edition.unwrap_or(i32::MAX)).into(),
        change.at.into(),
    ];
    run(tx.side().connection(), &sql, values).await?;
    // Only an office's sketch belongs to a service.
    if let Side::Office(tx) = tx.side() {
        let sql = "update service_sketch set service_id = $2, base_edition_id = $3 where id = $1";
        let values = [id.into(), new.service.into(), new.base_edition.into()];
        run(&**tx, sql, values).await?;
    }
    state(tx, id, 1, (new.definition, None), change).await?;
    Ok(id)
}

/// The sketch of this address; `None` when none is being written.
///
/// # Errors
/// [`StoreError`] when the statement fails.
pub async fn find(tx: &impl Desk, slug: &str) -> Result<Option<Sketch>, StoreError> {
    found(tx, slug, "").await
}

/// As [`find`], and others wait with their changes until this transaction ends.
///
/// # Errors
/// As [`find`].
pub async fn lock(tx: &impl Desk, slug: &str) -> Result<Option<Sketch>, StoreError> {
    found(tx, slug, " for update of k").await
}

async fn found(tx: &impl Desk, slug: &str, locking: &str) -> Result<Option<Sketch>, StoreError> {
    let side = tx.side();
    let (sketches, states, own) = (side.sketch(), side.states(), side.own_columns());
    let sql = format!(
        "select k.id, {own}, k.slug, k.template_slug, k.template_edition, \
           k.version, s.document, s.changed_at, s.changed_by \
         from {sketches} k join {states} s on s.sketch_id = k.id and s.version = k.version \
         where k.slug = $1{locking}"
    );
    let row = one(side.connection(), &sql, [slug.into()]).await?;
    row.map(|row| sketch(&row)).transpose()
}

/// Keeps a changed sketch that [`lock`] gave in this transaction.
///
/// # Errors
/// [`StoreError::Stale`] when it is not at this version any more; [`StoreError::Constraint`]
/// on the slug when its new address is taken.
pub async fn save(
    tx: &impl Desk,
    sketch: &Sketch,
    definition: &Definition,
    change: Change<'_>,
) -> Result<(), StoreError> {
    step(tx, sketch, (definition, None), change).await
}

async fn step(
    tx: &impl Desk,
    sketch: &Sketch,
    (definition, restores): (&Definition, Option<i32>),
    change: Change<'_>,
) -> Result<(), StoreError> {
    let version = sketch.version + 1;
    let side = tx.side();
    let (sketches, states) = (side.sketch(), side.states());
    let sql =
        format!("update {sketches} set version = $3, slug = $4 where id = $1 and version = $2");
    let values = [
        sketch.id.into(),
        sketch.version.into(),
        version.into(),
        definition.slug.as_str().into(),
    ];
    if run(side.connection(), &sql, values).await? == 0 {
        return Err(StoreError::Stale(sketches));
    }
    state(tx, sketch.id, version, (definition, restores), change).await?;
    let sql = format!("delete from {states} where sketch_id = $1 and version <= $2");
    let values = [sketch.id.into(), (version - STATES_KEPT).into()];
    run(side.connection(), &sql, values).await.map(|_| ())
}

async fn state(
    tx: &impl Desk,
    id: Uuid,
    version: i32,
    (definition, restores): (&Definition, Option<i32>),
    change: Change<'_>,
) -> Result<(), StoreError> {
    let states = tx.side().states();
    let sql = format!(
        "insert into {states} (sketch_id, version, document, restores, act, changed_at, \
         changed_by) values ($1, $2, $3, $4, $5, $6, $7)"
    );
    let values = [
        id.into(),
        version.into(),
        definition.to_json().into(),
        restores.into(),
        change.act.into(),
        change.at.into(),
        change.by.into(),
    ];
    run(tx.side().connection(), &sql, values).await.map(|_| ())
}

/// The sketch as it was at `version`; `None` when that state is forgotten.
///
/// # Errors
/// [`StoreError`] when the statement fails.
pub async fn at_version(
    tx: &impl Desk,
    sketch: &Sketch,
    version: i32,
) -> Result<Option<Definition>, StoreError> {
    let states = tx.side().states();
    let sql = format!("select document from {states} where sketch_id = $1 and version = $2");
    let values = [sketch.id.into(), version.into()];
    let row = one(tx.side().connection(), &sql, values).await?;
    row.map(|row| row.get::<Value>("document").map(|json| edit::read(&json).0))
        .transpose()
}

/// The last changes, the newest first.
///
/// # Errors
/// [`StoreError`] when the statement fails.
pub async fn states(
    tx: &impl Desk,
    sketch: &Sketch,
    limit: i64,
) -> Result<Vec<StateLine>, StoreError> {
    let states = tx.side().states();
    let sql = format!(
        "select version, act, changed_at, changed_by from {states} where sketch_id = $1 \
         order by version desc limit $2"
    );
    let values = [sketch.id.into(), limit.into()];
    let rows = all(tx.side().connection(), &sql, values).await?;
    rows.iter()
        .map(|row| {
            Ok(StateLine {
                version: row.get("version")?,
                act: row.get("act")?,
                changed_at: row.get("changed_at")?,
                changed_by: row.get("changed_by")?,
            })
        })
        .collect()
}

/// Takes the last change back, and the one before it when asked again. Gives the code of the act
/// taken back; `None` when there is nothing to take back.
///
/// # Errors
/// As [`save`].
pub async fn undo(
    tx: &impl Desk,
    sketch: &Sketch,
    by: Uuid,
    at: DateTime<Utc>,
) -> Result<Option<String>, StoreError> {
    // A state made by undoing stands for the one it restores.
    let states = tx.side().states();
    let sql = format!(
        "select s.version, s.document, \
           (select act from {states} where sketch_id = $1 and version = s.version + 1) as undone \
         from {states} s where s.sketch_id = $1 and s.version = \
           (select coalesce(t.restores, t.version) from {states} t \
            where t.sketch_id = $1 and t.version = \
              (select coalesce(c.restores, c.version) - 1 from {states} c \
               where c.sketch_id = $1 and c.version = $2))"
    );
    let values = [sketch.id.into(), sketch.version.into()];
    let row = one(tx.side().connection(), &sql, values).await?;
    let Some(row) = row else {
        return Ok(None);
    };
    let (definition, _) = edit::read(&row.get("document")?);
    let version: i32 = row.get("version")?;
    let change = Change {
        act: "undo",
        by,
        at,
    };
    step(tx, sketch, (&definition, Some(version)), change).await?;
    if let Side::Office(tx) = tx.side() {
        following::go_back(tx, sketch.id, version).await?;
    }
    Ok(Some(
        row.get::<Option<String>>("undone")?.unwrap_or_default(),
    ))
}

/// Throws a sketch away with all its states, and with it what was asked for or scheduled.
///
/// # Errors
/// [`StoreError`] when the statement fails.
pub async fn drop(tx: &impl Desk, sketch: &Sketch) -> Result<(), StoreError> {
    if let Side::Office(tx) = tx.side() {
        let sql = "update service_publication set state = 'cancelled' \
                   where sketch_id = $1 and state in ('asked', 'scheduled')";
        run(&**tx, sql, [sketch.id.into()]).await?;
    }
    let sql = format!("delete from {} where id = $1", tx.side().sketch());
    let done = run(tx.side().connection(), &sql, [sketch.id.into()]).await;
    done.map(|_| ())
}

/// A service in the editors' list: published, withdrawn, or only being written.
#[derive(Clone, Debug)]
pub struct Offered {
    /// `None` while it was never published.
    pub service: Option<Uuid>,
    pub slug: String,
    pub title: String,
    /// `draft`, `published` or `withdrawn`.
    pub state: String,
    /// Number of the edition in force.
    pub edition: Option<i32>,
    /// Slug and edition of the template that is followed in force.
    pub template: Option<(String, u32)>,
    /// The same of the sketch.
    pub sketch_template: Option<(String, u32)>,
    pub unit: Option<String>,
    /// Cases opened so far.
    pub cases: i64,
    pub changed_at: DateTime<Utc>,
    pub is_written: bool,
}

/// All services of the office and all sketches, by title.
///
/// # Errors
/// [`StoreError`] when the statement fails.
pub async fn offered(tx: &TenantTx) -> Result<Vec<Offered>, StoreError> {
    let sql = "select s.id as service, s.slug, coalesce(d.document, e.definition)->>'title' \
                 as title, s.state, e.number as edition, s.template_slug as template, \
                 s.template_edition, k.template_slug as sketch_template, \
                 k.template_edition as sketch_template_edition, u.code as unit, \
                 (select count(*) from case_file c where c.service_slug = s.slug) as cases, \
                 greatest(s.changed_at, d.changed_at) as changed_at, \
                 k.id is not null as is_written \
               from service s join unit u on u.id = s.unit_id \
               left join service_edition e on e.id = s.current_edition_id \
               left join service_sketch k on k.service_id = s.id \
               left join service_sketch_state d on d.sketch_id = k.id and d.version = k.version \
               union all \
               select null, k.slug, d.document->>'title', 'draft', null, null, \
                 null, k.template_slug, k.template_edition, \
                 d.document->>'unit', 0, d.changed_at, true \
               from service_sketch k \
               join service_sketch_state d on d.sketch_id = k.id and d.version = k.version \
               where k.service_id is null order by 3, 2";
    let rows = all(&**tx, sql, []).await?;
    rows.iter()
        .map(|row| {
            Ok(Offered {
                service: row.get("service")?,
                slug: row.get("slug")?,
                title: row.get::<Option<String>>("title")?.unwrap_or_default(),
                state: row.get("state")?,
                edition: row.get("edition")?,
                template: template(row, "template", "template_edition")?,
                sketch_template: template(row, "sketch_template", "sketch_template_edition")?,
                unit: row.get("unit")?,
                cases: row.get("cases")?,
                changed_at: row.get("changed_at")?,
                is_written: row.get("is_written")?,
            })
        })
        .collect()
}

fn sketch(row: &Row) -> Result<Sketch, StoreError> {
    Ok(Sketch {
        template: template(row, "template_slug", "template_edition")?,
        id: row.get("id")?,
        service: row.get("service_id")?,
        slug: row.get("slug")?,
        base_edition: row.get("base_edition_id")?,
        version: row.get("version")?,
        definition: edit::read(&row.get("document")?).0,
        changed_at: row.get("changed_at")?,
        changed_by: row.get("changed_by")?,
    })
}

fn template(row: &Row, slug: &str, edition: &str) -> Result<Option<(String, u32)>, StoreError> {
    let slug: Option<String> = row.get(slug)?;
    let edition: Option<i32> = row.get(edition)?;
    Ok(slug.zip(edition.and_then(|edition| u32::try_from(edition).ok())))
}
