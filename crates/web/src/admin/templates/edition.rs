//! An edition of a template as it was published, and going back to it.

use access::Action;
use askama::Template;
use axum::http::StatusCode;
use axum::response::Response;
use catalogue::Definition;
use catalogue::difference::difference;
use store::sketches::{self, NewSketch};
use store::templates::{self, EditionLine};
use tenancy::RegistryTx;

use crate::address::Path;
use crate::page::{self, Crumb, Page, see_other};
use crate::routes::Routes;
use crate::staff::designer::Editor;
use crate::staff::designer::changes::{self, Told};
use crate::{PageError, dates};

pub(super) fn routes() -> Routes {
    let path = "/szablony/{service}/wydania/{edition}";
    Routes::admin().get(path, Action::SeeTemplates, show).post(
        path,
        Action::ChangeTemplates,
        restore,
    )
}

#[derive(Template)]
#[template(path = "admin/templates/edition.html")]
struct EditionPage {
    page: Page,
    crumbs: Vec<Crumb>,
    published: String,
    notes: String,
    due: String,
    due_reason: String,
    hash: String,
    is_first: bool,
    changes: Vec<Told>,
    may_restore: bool,
    /// Going back throws away what is being written.
    is_over: bool,
    action: String,
    back: String,
}

/// The edition with what is known of it, and the number of the one before.
async fn find(
    editor: &Editor,
    tx: &RegistryTx,
    number: u32,
) -> Result<(EditionLine, Definition, Option<u32>), PageError> {
    let all = templates::editions_of(tx, &editor.slug).await?;
    let before = all.iter().map(|one| one.edition).find(|one| *one < number);
    let line = all.into_iter().find(|one| one.edition == number);
    let line = line.ok_or(PageError::NotFound)?;
    let definition = templates::find(tx, &editor.slug, number).await?;
    Ok((line, definition.ok_or(PageError::NotFound)?, before))
}

async fn show(
    editor: Editor,
    Path((_, number)): Path<(String, u32)>,
) -> Result<Response, PageError> {
    let tx = editor.begin_lead(Action::SeeTemplates).await?;
    let (line, definition, before) = find(&editor, &tx, number).await?;
    let before = match before {
        Some(before) => templates::find(&tx, &editor.slug, before).await?,
        None => None,
    };
    let newest = templates::newest_of(&tx, &editor.slug).await?;
    let is_newest = newest.is_some_and(|newest| newest.edition == number);
    let is_over = sketches::find(&tx, &editor.slug).await?.is_some();
    drop(tx);
    let visit = &editor.visit;
    let changes = match &before {
        Some(before) => difference(before, &definition),
        None => Vec::new(),
    };
    let title = visit.t1("designer-edition", "number", &number.to_string());
    let day = |day| dates::long(visit.app().texts(), visit.lang(), day);
    let page = EditionPage {
        crumbs: editor.crumbs(&definition.title, &title),
        published: editor.when(line.published_at),
        notes: line.release_notes,
        due: line.due_on.map(day).unwrap_or_default(),
        due_reason: line.due_reason,
        hash: line.hash.chars().take(12).collect(),
        is_first: before.is_none(),
        changes: changes::told(visit, &changes),
        may_restore: !is_newest && editor.may(Action::ChangeTemplates),
        is_over,
        action: editor.path(&format!("/wydania/{number}")),
        back: editor.path(""),
        page: editor.page(format!("{}: {title}", definition.title)),
    };
    page::html(StatusCode::OK, &page)
}

/// Puts the content of the edition into the sketch of the next one.
async fn restore(
    editor: Editor,
    Path((_, number)): Path<(String, u32)>,
) -> Result<Response, PageError> {
    let tx = editor.begin_lead(Action::ChangeTemplates).await?;
    let (_, definition, _) = find(&editor, &tx, number).await?;
    let change = editor.change("restore");
    match sketches::lock(&tx, &editor.slug).await? {
        Some(sketch) => sketches::save(&tx, &sketch, &definition, change).await?,
        None => {
            let newest = templates::newest_of(&tx, &editor.slug).await?;
            let newest = newest.map_or(number, |newest| newest.edition);
            let new = NewSketch {
                service: None,
                template: Some((&editor.slug, newest)),
                base_edition: None,
                definition: &definition,
            };
            sketches::start(&tx, new, change).await?;
        }
    }
    tx.commit().await?;
    Ok(see_other(&editor.path("?po=restore")))
}
