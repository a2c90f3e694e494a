//! All templates, published and being written.

use access::Action;
use askama::Template;
use axum::extract::Query;
use axum::http::StatusCode;
use axum::response::Response;
use serde::Deserialize;
use store::templates::{self, Line};

use crate::page::{self, Page};
use crate::routes::Routes;
use crate::staff::designer::Editor;
use crate::staff::designer::acts::act_in_words;
use crate::{PageError, dates};

pub(super) fn routes() -> Routes {
    Routes::admin().get("/szablony", Action::SeeTemplates, show)
}

/// A line of the table.
struct Shown {
    href: String,
    title: String,
    slug: String,
    /// Number of the newest edition; empty while there is none.
    edition: String,
    is_written: bool,
    offices: String,
    behind: String,
    late: String,
    is_late: bool,
    changed: String,
}

#[derive(Template)]
#[template(path = "admin/templates/list.html")]
struct ListPage {
    page: Page,
    lines: Vec<Shown>,
    may_change: bool,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Asked {
    po: String,
}

async fn show(editor: Editor, Query(asked): Query<Asked>) -> Result<Response, PageError> {
    let tx = editor.begin_lead(Action::SeeTemplates).await?;
    let all = templates::lines(&tx, editor.app.today()).await?;
    drop(tx);
    let visit = &editor.visit;
    let notice = match asked.po.as_str() {
        "" => None,
        act => Some(act_in_words(visit, act)),
    };
    let page = ListPage {
        lines: all.iter().map(|one| line(&editor, one)).collect(),
        may_change: editor.may(Action::ChangeTemplates),
        page: visit
            .page(visit.t("templates-list"))
            .with_notice(notice.filter(|text| !text.is_empty())),
    };
    page::html(StatusCode::OK, &page)
}

fn line(editor: &Editor, one: &Line) -> Shown {
    let visit = &editor.visit;
    let day = dates::warsaw_date(one.changed_at);
    Shown {
        href: format!("/szablony/{}", one.slug),
        title: match one.title.is_empty() {
            true => visit.t("designer-unnamed"),
            false => one.title.clone(),
        },
        slug: one.slug.clone(),
        edition: one
            .edition
            .map(|number| number.to_string())
            .unwrap_or_default(),
        is_written: one.is_written,
        offices: one.offices.to_string(),
        behind: one.behind.to_string(),
        late: one.late.to_string(),
        is_late: one.late > 0,
        changed: dates::long(visit.app().texts(), visit.lang(), day),
    }
}
