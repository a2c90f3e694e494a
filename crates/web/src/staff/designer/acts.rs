//! What is done with a sketch as a whole: started, undone, dropped; and how that is told.

use std::collections::HashMap;

use access::Action;
use askama::Template;
use axum::http::StatusCode;
use axum::response::Response;
use catalogue::Definition;
use store::sketches::{self, Side, Sketch, StateLine};
use store::{operators, staff_members};
use uuid::Uuid;

use super::concerns::PARTS;
use super::{Desk, Editor, Fault, translations};
use crate::PageError;
use crate::page::{self, Crumb, Page, see_other};
use crate::routes::Routes;
use crate::visit::Visit;

/// Changes of the sketch shown.
const STATES_SHOWN: i64 = 8;

pub(super) fn routes(desk: Desk) -> Routes {
    let at = |office, lead| desk.at(office, lead);
    let start_at = at("/urzad/uslugi/{service}/szkic", "/szablony/{service}/szkic");
    let undo_at = at(
        "/urzad/uslugi/{service}/cofnij",
        "/szablony/{service}/cofnij",
    );
    let drop_at = at(
        "/urzad/uslugi/{service}/porzuc",
        "/szablony/{service}/porzuc",
    );
    let change = desk.act(Action::ChangeServices);
    desk.routes()
        .post(start_at, change, start)
        .post(undo_at, change, undo)
        .get(drop_at, change, ask_drop)
        .post(drop_at, change, drop_sketch)
}

/// A page of the sketch in the list of what can be edited.
pub(crate) struct Task {
    pub(crate) href: String,
    pub(crate) title: String,
    pub(crate) problems: usize,
}

/// A change of the sketch, told.
pub(crate) struct Step {
    pub(crate) text: String,
    pub(crate) when: String,
    pub(crate) who: String,
}

/// Names of everybody at this desk, for pages that say who did something.
pub(crate) async fn names(tx: &impl sketches::Desk) -> Result<HashMap<Uuid, String>, PageError> {
    Ok(match tx.side() {
        Side::Office(tx) => {
            let all = staff_members::list(tx).await?.into_iter();
            all.map(|one| (one.id.0, one.name)).collect()
        }
        Side::Lead(tx) => {
            let all = operators::list(tx).await?.into_iter();
            all.map(|one| (one.id, one.name)).collect()
        }
    })
}

/// An act on a sketch in the past tense.
pub(crate) fn act_in_words(visit: &Visit, act: &str) -> String {
    if let Some(part) = act.strip_prefix("part-") {
        let part = visit.t(&format!("designer-part-{part}"));
        return visit.t1("designer-act-part", "part", &part);
    }
    let key = format!("designer-act-{act}");
    match visit.t(&key) {
        text if text == key => String::new(),
        text => text,
    }
}

/// The pages of the sketch with how much is wrong on each.
pub(crate) fn tasks(editor: &Editor, definition: &Definition, problems: &[Fault]) -> Vec<Task> {
    let count = |hrefs: &[String]| {
        let here = problems.iter().filter(|fault| {
            hrefs.iter().any(|href| {
                fault.href == *href
                    || (href.ends_with('/') && fault.href.starts_with(href.as_str()))
            })
        });
        here.count()
    };
    let form = ["/formularz", "/pole/", "/krok/"].map(|rest| editor.path(rest));
    let form = Task {
        title: editor.visit.t("designer-form"),
        problems: count(&form),
        href: editor.path("/formularz"),
    };
    let mut tasks: Vec<Task> = PARTS
        .iter()
        .map(|part| {
            let href = editor.path(&format!("/czesc/{}", part.name));
            Task {
                title: editor.visit.t(&format!("designer-part-{}", part.name)),
                problems: count(std::slice::from_ref(&href)),
                href,
            }
        })
        .collect();
    tasks.insert(1, form);
    let languages = definition.languages.iter();
    let foreign = languages.filter(|language| translations::foreign().any(|one| one == *language));
    tasks.extend(foreign.map(|language| {
        let name = editor.visit.t(&format!("designer-language-{language}"));
        let missing = translations::missing(definition, language).to_string();
        let values = [("language", name.as_str()), ("count", missing.as_str())];
        let href = editor.path(&format!("/jezyk/{language}"));
        Task {
            title: editor.visit.tn("designer-task-translation", &values),
            problems: count(std::slice::from_ref(&href)),
            href,
        }
    }));
    tasks
}

/// The last changes of the sketch.
pub(crate) async fn steps(
    editor: &Editor,
    tx: &impl sketches::Desk,
    sketch: &Sketch,
) -> Result<Vec<Step>, PageError> {
    let names = names(tx).await?;
    let all = sketches::states(tx, sketch, STATES_SHOWN).await?;
    Ok(all.iter().map(|one| step(editor, &names, one)).collect())
}

fn step(editor: &Editor, names: &HashMap<Uuid, String>, one: &StateLine) -> Step {
    Step {
        text: act_in_words(&editor.visit, &one.act),
        when: editor.when(one.changed_at),
        who: names.get(&one.changed_by).cloned().unwrap_or_default(),
    }
}

/// Starts the sketch of the next edition from the one in force.
async fn start(editor: Editor) -> Result<Response, PageError> {
    let tx = editor.open(Action::ChangeServices).await?;
    editor.locked(&tx).await?;
    tx.commit().await?;
    Ok(see_other(&editor.path("?po=start")))
}

async fn undo(editor: Editor) -> Result<Response, PageError> {
    let tx = editor.open(Action::ChangeServices).await?;
    let sketch = editor.locked(&tx).await?;
    let undone = sketches::undo(&tx, &sketch, editor.by, editor.app.now()).await?;
    let act = match undone {
        Some(_) => {
            tx.commit().await?;
            "undo"
        }
        None => "undo-nothing",
    };
    Ok(see_other(&editor.path(&format!("?po={act}"))))
}

#[derive(Template)]
#[template(path = "staff/designer/confirm.html")]
pub(crate) struct ConfirmPage {
    pub(crate) page: Page,
    pub(crate) crumbs: Vec<Crumb>,
    pub(crate) lead: String,
    pub(crate) facts: Vec<String>,
    pub(crate) action: String,
    pub(crate) label: String,
    pub(crate) back: String,
}

async fn ask_drop(editor: Editor) -> Result<Response, PageError> {
    let tx = editor.open(Action::ChangeServices).await?;
    let sketch = editor.sketch(&tx).await?;
    drop(tx);
    let title = editor.visit.t("designer-drop");
    let page = ConfirmPage {
        crumbs: editor.crumbs(&sketch.definition.title, &title),
        lead: editor.visit.t("designer-drop-lead"),
        facts: Vec::new(),
        action: editor.path("/porzuc"),
        label: editor.visit.t("designer-drop-do"),
        back: editor.path(""),
        page: editor.page(title),
    };
    page::html(StatusCode::OK, &page)
}

async fn drop_sketch(editor: Editor) -> Result<Response, PageError> {
    let tx = editor.open(Action::ChangeServices).await?;
    let sketch = editor.locked(&tx).await?;
    sketches::drop(&tx, &sketch).await?;
    editor.note(&tx, "service_sketch_dropped", "").await?;
    tx.commit().await?;
    let is_known = match editor.desk {
        Desk::Office => sketch.service.is_some(),
        Desk::Lead => sketch.template.is_some(),
    };
    match is_known {
        true => Ok(see_other(&editor.path("?po=drop"))),
        false => Ok(see_other(&format!("{}?po=drop", editor.desk.list()))),
    }
}
