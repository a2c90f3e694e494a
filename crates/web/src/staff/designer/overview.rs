//! One service: what is in force, what is being written, its editions; undoing and dropping.

use std::collections::HashMap;

use access::{Action, Resource};
use askama::Template;
use axum::extract::Query;
use axum::http::StatusCode;
use axum::response::Response;
use domain::ids::StaffId;
use serde::Deserialize;
use store::services::{self, EditionLine, Standing};
use store::sketches::{self, NewSketch, Sketch, StateLine};
use store::{drafts, staff_members};
use tenancy::TenantTx;
use uuid::Uuid;

use super::concerns::PARTS;
use super::{Editor, Fault};
use crate::PageError;
use crate::page::{self, Crumb, Page, see_other};
use crate::routes::Routes;
use crate::staff::words::Tag;
use crate::visit::Visit;

/// Changes of the sketch shown.
const STATES_SHOWN: i64 = 8;

pub(super) fn routes() -> Routes {
    let path = "/urzad/uslugi/{service}";
    Routes::office()
        .get(path, Action::SeeServices, show)
        .post(
            "/urzad/uslugi/{service}/szkic",
            Action::ChangeServices,
            start,
        )
        .post(
            "/urzad/uslugi/{service}/cofnij",
            Action::ChangeServices,
            undo,
        )
        .get(
            "/urzad/uslugi/{service}/porzuc",
            Action::ChangeServices,
            ask_drop,
        )
        .post(
            "/urzad/uslugi/{service}/porzuc",
            Action::ChangeServices,
            drop_sketch,
        )
}

/// A page of the sketch in the list of what can be edited.
struct Task {
    href: String,
    title: String,
    problems: usize,
}

struct Edition {
    number: i32,
    when: String,
    who: String,
    is_current: bool,
    href: String,
}

struct Step {
    text: String,
    when: String,
    who: String,
}

#[derive(Template)]
#[template(path = "staff/designer/overview.html")]
struct OverviewPage {
    page: Page,
    crumbs: Vec<Crumb>,
    slug: String,
    state: Tag,
    template: String,
    /// Address of the card as residents see it; empty when nothing is in force.
    public: String,
    may_change: bool,
    may_publish: bool,
    is_written: bool,
    can_be_started: bool,
    can_be_withdrawn: bool,
    tasks: Vec<Task>,
    notes: Vec<String>,
    steps: Vec<Step>,
    editions: Vec<Edition>,
    here: String,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Asked {
    po: String,
}

/// Names of everybody on the staff, for pages that say who did something.
pub(super) async fn names(tx: &TenantTx) -> Result<HashMap<StaffId, String>, PageError> {
    let all = staff_members::list(tx).await?;
    Ok(all.into_iter().map(|one| (one.id, one.name)).collect())
}

/// An act on a sketch in the past tense.
pub(super) fn act_in_words(visit: &Visit, act: &str) -> String {
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

async fn show(editor: Editor, Query(asked): Query<Asked>) -> Result<Response, PageError> {
    let tx = editor.begin(Action::SeeServices).await?;
    let service = services::find(&tx, &editor.slug).await?;
    let sketch = sketches::find(&tx, &editor.slug).await?;
    if service.is_none() && sketch.is_none() {
        return Err(PageError::NotFound);
    }
    let names = names(&tx).await?;
    let mut page = frame(&editor, &tx, (service.as_ref(), sketch.as_ref())).await?;
    if let Some(service) = &service {
        let all = services::editions(&tx, service.id).await?;
        let all = all.iter();
        page.editions = all
            .map(|one| edition(&editor, &names, service, one))
            .collect();
    }
    if let Some(sketch) = &sketch {
        let all = sketches::states(&tx, sketch, STATES_SHOWN).await?;
        page.steps = all.iter().map(|one| step(&editor, &names, one)).collect();
    }
    drop(tx);
    let notice = match asked.po.as_str() {
        "" => None,
        act => Some(act_in_words(&editor.visit, act)),
    };
    page.page = page
        .page
        .with_notice(notice.filter(|text| !text.is_empty()));
    page::html(StatusCode::OK, &page)
}

async fn frame(
    editor: &Editor,
    tx: &TenantTx,
    (service, sketch): (Option<&Standing>, Option<&Sketch>),
) -> Result<OverviewPage, PageError> {
    let visit = &editor.visit;
    let edition = service.and_then(|service| service.edition_id);
    let definition = match (sketch, edition) {
        (Some(sketch), _) => sketch.definition.clone(),
        (None, Some(id)) => {
            let edition = drafts::edition(tx, id).await?;
            edition.ok_or(PageError::NotFound)?.definition
        }
        (None, None) => return Err(PageError::NotFound),
    };
    let may = |action| {
        let access = editor.app.access();
        access.allows(visit.actor(), action, &Resource::Catalogue)
    };
    let state = service.map_or("draft", |service| service.state.as_str());
    let problems = match sketch {
        Some(sketch) => editor.faults(&sketch.definition),
        None => Vec::new(),
    };
    let template = service.and_then(|service| service.template.clone());
    let template = template.or_else(|| sketch.and_then(|sketch| sketch.template.clone()));
    let title = match definition.title.is_empty() {
        true => visit.t("designer-unnamed"),
        false => definition.title.clone(),
    };
    Ok(OverviewPage {
        crumbs: editor.crumbs(&title, ""),
        slug: editor.slug.clone(),
        state: state_tag(visit, state),
        template: template.map_or_else(String::new, |(slug, edition)| {
            let values = [
                ("template", slug.as_str()),
                ("edition", &edition.to_string()),
            ];
            visit.tn("designer-from-template", &values)
        }),
        public: match state {
            "published" => format!("/uslugi/{}", editor.slug),
            _ => String::new(),
        },
        may_change: may(Action::ChangeServices),
        may_publish: may(Action::PublishServices),
        is_written: sketch.is_some(),
        can_be_started: sketch.is_none(),
        can_be_withdrawn: state == "published",
        tasks: tasks(editor, &problems),
        notes: definition.confirm.clone(),
        steps: Vec::new(),
        editions: Vec::new(),
        here: editor.path(""),
        page: editor.page(title),
    })
}

/// The state of a service in the editors' list.
pub(super) fn state_tag(visit: &Visit, state: &str) -> Tag {
    let kind = match state {
        "published" => "done",
        "withdrawn" => "closed",
        _ => "work",
    };
    Tag {
        kind,
        text: visit.t(&format!("designer-state-{state}")),
    }
}

fn tasks(editor: &Editor, problems: &[Fault]) -> Vec<Task> {
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
    tasks
}

fn edition(
    editor: &Editor,
    names: &HashMap<StaffId, String>,
    service: &Standing,
    one: &EditionLine,
) -> Edition {
    let person = one.published_by.strip_prefix("staff:");
    let person = person.and_then(|id| id.parse::<Uuid>().ok()).map(StaffId);
    let who = person.and_then(|id| names.get(&id).cloned());
    Edition {
        number: one.number,
        when: editor.when(one.published_at),
        who: who.unwrap_or_else(|| editor.visit.t("designer-by-files")),
        is_current: service.edition_id == Some(one.id),
        href: editor.path(&format!("/wydania/{}", one.number)),
    }
}

fn step(editor: &Editor, names: &HashMap<StaffId, String>, one: &StateLine) -> Step {
    Step {
        text: act_in_words(&editor.visit, &one.act),
        when: editor.when(one.changed_at),
        who: names.get(&one.changed_by).cloned().unwrap_or_default(),
    }
}

/// Starts the sketch of the next edition from the one in force.
async fn start(editor: Editor) -> Result<Response, PageError> {
    let tx = editor.begin(Action::ChangeServices).await?;
    editor.locked(&tx).await?;
    tx.commit().await?;
    Ok(see_other(&editor.path("?po=start")))
}

/// Starts a sketch from any edition of the service, in place of the one being written.
pub(super) async fn from_edition(
    editor: &Editor,
    tx: TenantTx,
    service: &Standing,
    edition: Uuid,
    act: &str,
) -> Result<Response, PageError> {
    let edition = drafts::edition(&tx, edition).await?;
    let edition = edition.ok_or(PageError::NotFound)?;
    let change = editor.change(act);
    match sketches::lock(&tx, &editor.slug).await? {
        Some(sketch) => sketches::save(&tx, &sketch, &edition.definition, change).await?,
        None => {
            let template = service.template.as_ref();
            let new = NewSketch {
                service: Some(service.id),
                template: template.map(|(slug, edition)| (slug.as_str(), *edition)),
                base_edition: Some(edition.id),
                definition: &edition.definition,
            };
            sketches::start(&tx, new, change).await?;
        }
    }
    tx.commit().await?;
    Ok(see_other(&editor.path(&format!("?po={act}"))))
}

async fn undo(editor: Editor) -> Result<Response, PageError> {
    let tx = editor.begin(Action::ChangeServices).await?;
    let sketch = editor.locked(&tx).await?;
    let undone = sketches::undo(&tx, &sketch, editor.staff.staff, editor.app.now()).await?;
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
pub(super) struct ConfirmPage {
    pub(super) page: Page,
    pub(super) crumbs: Vec<Crumb>,
    pub(super) lead: String,
    pub(super) facts: Vec<String>,
    pub(super) action: String,
    pub(super) label: String,
    pub(super) back: String,
}

async fn ask_drop(editor: Editor) -> Result<Response, PageError> {
    let tx = editor.begin(Action::ChangeServices).await?;
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
    let tx = editor.begin(Action::ChangeServices).await?;
    let sketch = editor.locked(&tx).await?;
    sketches::drop(&tx, &sketch).await?;
    editor.note(&tx, "service_sketch_dropped", "").await?;
    tx.commit().await?;
    match sketch.service {
        Some(_) => Ok(see_other(&editor.path("?po=drop"))),
        None => Ok(see_other("/urzad/uslugi?po=drop")),
    }
}
