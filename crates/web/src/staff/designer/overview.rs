//! One service: what is in force, what is being written, its editions; undoing and dropping.

use std::collections::HashMap;

use access::Action;
use askama::Template;
use axum::extract::Query;
use axum::http::StatusCode;
use axum::response::Response;
use serde::Deserialize;
use store::publications;
use store::services::{self, EditionLine, Standing, postponed};
use store::sketches::{self, NewSketch, Sketch};
use store::{drafts, templates};
use tenancy::TenantTx;
use uuid::Uuid;

use super::update::waiting::{self, Followed};
use super::{Editor, acts, asking};
use crate::PageError;
use crate::page::{self, Crumb, Page, see_other};
use crate::routes::Routes;
use crate::staff::words::Tag;
use crate::visit::Visit;

pub(super) fn routes() -> Routes {
    Routes::office().get("/urzad/uslugi/{service}", Action::SeeServices, show)
}

struct Edition {
    number: i32,
    when: String,
    who: String,
    is_current: bool,
    href: String,
}

#[derive(Template)]
#[template(path = "staff/designer/overview.html")]
struct OverviewPage {
    page: Page,
    crumbs: Vec<Crumb>,
    slug: String,
    state: Tag,
    template: String,
    update: waiting::Told,
    /// Address of the card as residents see it; empty when nothing is in force.
    public: String,
    may_change: bool,
    may_publish: bool,
    is_written: bool,
    can_be_started: bool,
    can_be_withdrawn: bool,
    tasks: Vec<acts::Task>,
    notes: Vec<String>,
    steps: Vec<acts::Step>,
    editions: Vec<Edition>,
    waiting: Vec<asking::Waiting>,
    here: String,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Asked {
    po: String,
}

async fn show(editor: Editor, Query(asked): Query<Asked>) -> Result<Response, PageError> {
    // The registry first: nobody waits for it with a connection of the office in hand.
    let tx = editor.app.tenancy().registry().await?;
    let announced = templates::announced(&tx, None).await?;
    drop(tx);
    let tx = editor.begin(Action::SeeServices).await?;
    let service = services::find(&tx, &editor.slug).await?;
    let sketch = sketches::find(&tx, &editor.slug).await?;
    if service.is_none() && sketch.is_none() {
        return Err(PageError::NotFound);
    }
    let names = acts::names(&tx).await?;
    let mut page = frame(&editor, &tx, (service.as_ref(), sketch.as_ref())).await?;
    if let Some(service) = &service {
        let all = services::editions(&tx, service.id).await?;
        let all = all.iter();
        page.editions = all
            .map(|one| edition(&editor, &names, service, one))
            .collect();
    }
    if let Some(sketch) = &sketch {
        page.steps = acts::steps(&editor, &tx, sketch).await?;
        let open = publications::open(&tx, sketch.id).await?;
        page.waiting = asking::waiting(&editor, &names, sketch, &open);
    }
    let put_off = postponed::postponed(&tx).await?;
    drop(tx);
    let followed = Followed {
        in_force: service
            .as_ref()
            .and_then(|service| service.template.as_ref()),
        sketch: sketch.as_ref().map(|sketch| sketch.template.as_ref()),
    };
    let put_off = service
        .as_ref()
        .and_then(|service| put_off.get(&service.id));
    let editions = waiting::by_template(announced);
    page.update = waiting::told(&editor, followed, &editions, put_off);
    let notice = match asked.po.as_str() {
        "" => None,
        act => Some(acts::act_in_words(&editor.visit, act)),
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
    let state = service.map_or("draft", |service| service.state.as_str());
    let problems = match sketch {
        Some(sketch) => editor.faults(&sketch.definition),
        None => Vec::new(),
    };
    // Being written, it follows what the sketch follows.
    let template = match (sketch, service) {
        (Some(sketch), _) => sketch.template.clone(),
        (None, Some(service)) => service.template.clone(),
        (None, None) => None,
    };
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
        update: waiting::Told::default(),
        public: match state {
            "published" => format!("/uslugi/{}", editor.slug),
            _ => String::new(),
        },
        may_change: editor.may(Action::ChangeServices),
        may_publish: editor.may(Action::PublishServices),
        is_written: sketch.is_some(),
        can_be_started: sketch.is_none(),
        can_be_withdrawn: state == "published",
        tasks: acts::tasks(editor, &problems),
        notes: definition.confirm.clone(),
        steps: Vec::new(),
        editions: Vec::new(),
        waiting: Vec::new(),
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

fn edition(
    editor: &Editor,
    names: &HashMap<Uuid, String>,
    service: &Standing,
    one: &EditionLine,
) -> Edition {
    let person = one.published_by.strip_prefix("staff:");
    let person = person.and_then(|id| id.parse::<Uuid>().ok());
    let who = person.and_then(|id| names.get(&id).cloned());
    Edition {
        number: one.number,
        when: editor.when(one.published_at),
        who: who.unwrap_or_else(|| editor.visit.t("designer-by-files")),
        is_current: service.edition_id == Some(one.id),
        href: editor.path(&format!("/wydania/{}", one.number)),
    }
}

/// Starts a sketch from any edition of the service, in place of the one being written. It follows
/// the template that edition followed.
pub(super) async fn from_edition(
    editor: &Editor,
    tx: TenantTx,
    service: &Standing,
    line: &EditionLine,
    act: &str,
) -> Result<Response, PageError> {
    let edition = drafts::edition(&tx, line.id).await?;
    let edition = edition.ok_or(PageError::NotFound)?;
    let change = editor.change(act);
    let template = line.template.as_ref();
    let template = template.map(|(slug, edition)| (slug.as_str(), *edition));
    match sketches::lock(&tx, &editor.slug).await? {
        Some(sketch) => {
            sketches::follow(&tx, &sketch, &edition.definition, template, change).await?;
        }
        None => {
            let new = NewSketch {
                service: Some(service.id),
                template,
                base_edition: Some(edition.id),
                definition: &edition.definition,
            };
            sketches::start(&tx, new, change).await?;
        }
    }
    tx.commit().await?;
    Ok(see_other(&editor.path(&format!("?po={act}"))))
}
