//! One template: the sketch of its next edition, and the editions published.

use access::Action;
use askama::Template;
use axum::extract::Query;
use axum::http::StatusCode;
use axum::response::Response;
use serde::Deserialize;
use store::sketches;
use store::templates::{self, EditionLine};

use crate::page::{self, Crumb, Page};
use crate::routes::Routes;
use crate::staff::designer::Editor;
use crate::staff::designer::acts;
use crate::{PageError, dates};

pub(super) fn routes() -> Routes {
    Routes::admin().get("/szablony/{service}", Action::SeeTemplates, show)
}

struct Edition {
    number: u32,
    href: String,
    when: String,
    who: String,
    notes: String,
    due: String,
    is_newest: bool,
}

#[derive(Template)]
#[template(path = "admin/templates/overview.html")]
struct OverviewPage {
    page: Page,
    crumbs: Vec<Crumb>,
    slug: String,
    may_change: bool,
    may_publish: bool,
    /// Who uses the template, told.
    reached: String,
    is_written: bool,
    tasks: Vec<acts::Task>,
    notes: Vec<String>,
    steps: Vec<acts::Step>,
    editions: Vec<Edition>,
    here: String,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Asked {
    po: String,
}

async fn show(editor: Editor, Query(asked): Query<Asked>) -> Result<Response, PageError> {
    let tx = editor.begin_lead(Action::SeeTemplates).await?;
    let sketch = editor.sketch(&tx).await?;
    let is_written = sketches::find(&tx, &editor.slug).await?.is_some();
    let all = templates::editions_of(&tx, &editor.slug).await?;
    let names = acts::names(&tx).await?;
    let adopters = templates::adopters(&tx, Some(&editor.slug)).await?;
    let steps = match is_written {
        true => acts::steps(&editor, &tx, &sketch).await?,
        false => Vec::new(),
    };
    drop(tx);
    let edition = |one: &EditionLine| {
        let who = one.published_by.strip_prefix("operator:");
        let who = who.and_then(|id| names.get(&id.parse().ok()?).cloned());
        Edition {
            number: one.edition,
            href: editor.path(&format!("/wydania/{}", one.edition)),
            due: one.due_on.map_or_else(String::new, |due| {
                let due = dates::long(editor.app.texts(), editor.visit.lang(), due);
                editor.visit.t1("templates-due", "day", &due)
            }),
            when: editor.when(one.published_at),
            who: who.unwrap_or_else(|| editor.visit.t("designer-by-files")),
            notes: one.release_notes.clone(),
            is_newest: all.first().map(|newest| newest.edition) == Some(one.edition),
        }
    };
    let visit = &editor.visit;
    let definition = &sketch.definition;
    let title = match definition.title.is_empty() {
        true => visit.t("designer-unnamed"),
        false => definition.title.clone(),
    };
    let notice = match asked.po.as_str() {
        "" => None,
        act => Some(acts::act_in_words(visit, act)),
    };
    let page = OverviewPage {
        crumbs: editor.crumbs(&title, ""),
        slug: editor.slug.clone(),
        may_change: editor.may(Action::ChangeTemplates),
        may_publish: editor.may(Action::PublishTemplates),
        reached: super::adopters::summary(&editor, &adopters),
        is_written,
        tasks: acts::tasks(&editor, &editor.faults(definition)),
        notes: definition.confirm.clone(),
        steps,
        editions: all.iter().map(edition).collect(),
        here: editor.path(""),
        page: editor
            .page(title)
            .with_notice(notice.filter(|text| !text.is_empty())),
    };
    page::html(StatusCode::OK, &page)
}
