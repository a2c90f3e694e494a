//! Saving: by a button, and by itself while somebody writes; and who was faster.

use axum::Json;
use axum::response::{IntoResponse, Response};
use catalogue::Definition;
use serde_json::json;
use store::sketches::{self, Sketch};

use super::Editor;
use crate::PageError;
use crate::page::see_other;
use crate::staff::acts::Posted;

/// Name of the box that says that the page saved by itself.
const BY_ITSELF: &str = "_samo";

/// Where a save leads.
pub(super) struct Way<'a> {
    /// Page for whoever pressed the button.
    pub(super) on: &'a str,
    /// Address of the page at hand, for the page that saved by itself.
    pub(super) here: &'a str,
    /// Whether the page at hand looks otherwise now and has to be read again.
    pub(super) is_other: bool,
}

/// The answer to a save that was kept: the next page, or for a page that saved by itself the
/// version it now stands on.
pub(super) fn kept(posted: &Posted, version: i32, way: &Way<'_>) -> Response {
    if posted.get(BY_ITSELF) != "1" {
        return see_other(way.on);
    }
    let told = json!({ "wersja": version, "adres": way.here, "inaczej": way.is_other });
    Json(told).into_response()
}

/// Who changed what the page shows since it was shown, in words; empty when nobody did. Changes of
/// other parts do not matter: they are kept.
pub(super) async fn outdated(
    editor: &Editor,
    tx: &impl sketches::Desk,
    (sketch, shown): (&Sketch, i32),
    is_same: impl Fn(&Definition, &Definition) -> bool,
) -> Result<String, PageError> {
    // A page of what is in force shows what the first state holds.
    let shown = shown.max(1);
    if shown == sketch.version {
        return Ok(String::new());
    }
    let before = sketches::at_version(tx, sketch, shown).await?;
    if before.is_some_and(|before| is_same(&before, &sketch.definition)) {
        return Ok(String::new());
    }
    editor.told_outdated(tx, sketch).await
}
