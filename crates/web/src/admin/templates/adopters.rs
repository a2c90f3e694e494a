//! The offices that use a template: on which edition, since when, and who is late.

use access::Action;
use askama::Template;
use axum::http::StatusCode;
use axum::response::Response;
use chrono::NaiveDate;
use store::templates::{self, Adopter};

use crate::page::{self, Crumb, Page};
use crate::routes::Routes;
use crate::staff::designer::Editor;
use crate::staff::words::Tag;
use crate::{PageError, dates};

pub(super) fn routes() -> Routes {
    let path = "/szablony/{service}/urzedy";
    Routes::admin().get(path, Action::SeeTemplates, show)
}

/// An office in the table.
pub(super) struct Shown {
    pub(super) name: String,
    /// The service at the office's public address.
    pub(super) href: String,
    pub(super) service: String,
    pub(super) edition: String,
    pub(super) since: String,
    pub(super) changes: String,
    pub(super) state: Tag,
}

#[derive(Template)]
#[template(path = "admin/templates/adopters.html")]
struct AdoptersPage {
    page: Page,
    crumbs: Vec<Crumb>,
    lead: String,
    lines: Vec<Shown>,
    back: String,
}

async fn show(editor: Editor) -> Result<Response, PageError> {
    let tx = editor.begin_lead(Action::SeeTemplates).await?;
    let definition = editor.sketch(&tx).await?.definition;
    let all = templates::adopters(&tx, Some(&editor.slug)).await?;
    drop(tx);
    let visit = &editor.visit;
    let title = visit.t("templates-adopters");
    let page = AdoptersPage {
        crumbs: editor.crumbs(&definition.title, &title),
        lead: summary(&editor, &all),
        lines: all.iter().map(|one| line(&editor, one)).collect(),
        back: editor.path(""),
        page: editor.page(format!("{title}: {}", definition.title)),
    };
    page::html(StatusCode::OK, &page)
}

/// How many use the template, how many of them an older edition, and how many are late.
pub(super) fn summary(editor: &Editor, all: &[Adopter]) -> String {
    let today = editor.app.today();
    let count = |of: &dyn Fn(&Adopter) -> bool| {
        let mut offices: Vec<&str> = all
            .iter()
            .filter(|one| of(one))
            .map(|one| one.office.as_str())
            .collect();
        offices.sort_unstable();
        offices.dedup();
        offices.len().to_string()
    };
    let visit = &editor.visit;
    let (behind, late) = (
        count(&|one| one.behind() > 0),
        count(&|one| one.is_late(today)),
    );
    let mut words = vec![visit.t1("templates-adopters-all", "count", &count(&|_| true))];
    if behind != "0" {
        words.push(visit.t1("templates-adopters-behind", "count", &behind));
    }
    if late != "0" {
        words.push(visit.t1("templates-adopters-late", "count", &late));
    }
    words.join(" ")
}

pub(super) fn line(editor: &Editor, one: &Adopter) -> Shown {
    let visit = &editor.visit;
    let day = |day: NaiveDate| dates::long(visit.app().texts(), visit.lang(), day);
    let since = one.since.map(dates::warsaw_date);
    let path = format!("/uslugi/{}", one.service);
    Shown {
        name: one.name.clone(),
        href: editor.app.settings().office_url(&one.office, &path),
        service: one.title.clone(),
        edition: one.edition.to_string(),
        since: since.map_or_else(|| visit.t("templates-since-unknown"), day),
        changes: one.changes.to_string(),
        state: state(editor, one, day),
    }
}

fn state(editor: &Editor, one: &Adopter, day: impl Fn(NaiveDate) -> String) -> Tag {
    let visit = &editor.visit;
    let today = editor.app.today();
    let (kind, text) = match (one.behind(), one.due_on) {
        (0, _) => ("done", visit.t("templates-state-newest")),
        (_, Some(due)) if one.is_late(today) => {
            ("late", visit.t1("templates-state-late", "day", &day(due)))
        }
        (_, Some(due)) => ("wait", visit.t1("templates-state-due", "day", &day(due))),
        (behind, None) => {
            let behind = behind.to_string();
            ("wait", visit.t1("templates-state-behind", "count", &behind))
        }
    };
    Tag { kind, text }
}
