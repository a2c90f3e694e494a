//! The template a sketch follows: changed together with the sketch, and taken back with it.

use catalogue::Definition;
use serde_json::{Value, json};
use tenancy::TenantTx;
use uuid::Uuid;

use super::{Change, Sketch, save};
use crate::StoreError;
use crate::sql::run;

/// As [`save`]; from this state on the sketch follows `template`, and undoing the change gives
/// back the one before.
///
/// # Errors
/// As [`save`].
pub async fn follow(
    tx: &TenantTx,
    sketch: &Sketch,
    definition: &Definition,
    template: Option<(&str, u32)>,
    change: Change<'_>,
) -> Result<(), StoreError> {
    let before = sketch.template.as_ref();
    let before = before.map(|(slug, edition)| (slug.as_str(), *edition));
    note(tx, (sketch.id, sketch.version), before).await?;
    save(tx, sketch, definition, change).await?;
    note(tx, (sketch.id, sketch.version + 1), template).await?;
    let sql = "update service_sketch set template_slug = $2, template_edition = $3 where id = $1";
    let edition = template.map(|(_, edition)| i32::try_from(edition).unwrap_or(i32::MAX));
    let values = [
        sketch.id.into(),
        template.map(|(slug, _)| slug).into(),
        edition.into(),
    ];
    run(&**tx, sql, values).await.map(|_| ())
}

/// Notes what a state follows: only states beside a change of template know it. A state made by
/// undoing stands for the one it restores.
async fn note(
    tx: &TenantTx,
    (sketch, version): (Uuid, i32),
    template: Option<(&str, u32)>,
) -> Result<(), StoreError> {
    let sql = "update service_sketch_state set template = $3 where sketch_id = $1 and version = \
                 (select coalesce(restores, version) from service_sketch_state \
                  where sketch_id = $1 and version = $2)";
    let template = match template {
        Some((slug, edition)) => json!({ "slug": slug, "edition": edition }),
        None => Value::Object(serde_json::Map::new()),
    };
    let values = [sketch.into(), version.into(), template.into()];
    run(&**tx, sql, values).await.map(|_| ())
}

/// Follows again what the state at `version` followed, if it knows.
pub(super) async fn go_back(tx: &TenantTx, sketch: Uuid, version: i32) -> Result<(), StoreError> {
    let sql = "update service_sketch k set template_slug = s.template->>'slug', \
                 template_edition = (s.template->>'edition')::integer \
               from service_sketch_state s where k.id = $1 and s.sketch_id = k.id \
                 and s.version = $2 and s.template is not null";
    run(&**tx, sql, [sketch.into(), version.into()])
        .await
        .map(|_| ())
}
