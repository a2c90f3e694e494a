//! A new service: from nothing, from a template, from a copy, from a file.

use access::{Action, Resource};
use askama::Template;
use axum::extract::Form;
use axum::http::StatusCode;
use axum::response::Response;
use catalogue::{Definition, edit, read_definition};
use store::sketches::{self, NewSketch};
use store::{drafts, services, templates};

use super::{Choice, Editor, Said};
use crate::PageError;
use crate::page::{self, Crumb, Page, see_other};
use crate::routes::Routes;
use crate::staff::acts::Posted;

/// Longest title of a new service, in characters.
pub(super) const TITLE_CHARS_MAX: usize = 200;

pub(super) fn routes() -> Routes {
    let path = "/urzad/uslugi/nowa";
    Routes::office()
        .get(path, Action::ChangeServices, show)
        .post(path, Action::ChangeServices, create)
}

#[derive(Template)]
#[template(path = "staff/designer/create.html")]
struct CreatePage {
    page: Page,
    crumbs: Vec<Crumb>,
    faults: Vec<Said>,
    ways: Vec<Choice>,
    title: String,
    templates: Vec<Choice>,
    copies: Vec<Choice>,
    file: String,
    /// Everything wrong with the file, with its lines.
    lines: Vec<String>,
}

impl CreatePage {
    fn error(&self, field: &str) -> String {
        let found = self.faults.iter().find(|said| said.field == field);
        found.map(|said| said.text.clone()).unwrap_or_default()
    }
}

/// Where the new service comes from.
struct Origin {
    definition: Definition,
    template: Option<(String, u32)>,
}

/// Why there is no new service: at which box, the key of the text, and the lines of the file.
struct Refusal(&'static str, &'static str, Vec<String>);

async fn show(editor: Editor) -> Result<Response, PageError> {
    respond(&editor, &Posted(Vec::new()), None).await
}

async fn respond(
    editor: &Editor,
    posted: &Posted,
    refusal: Option<Refusal>,
) -> Result<Response, PageError> {
    let visit = &editor.visit;
    let access = editor.app.access();
    access.require(visit.actor(), Action::ChangeServices, &Resource::Catalogue)?;
    // The registry first: nobody waits for it with a connection of the office in hand.
    let tx = editor.app.tenancy().registry().await?;
    let known = templates::newest(&tx).await?;
    drop(tx);
    let tx = editor.begin(Action::ChangeServices).await?;
    let own = sketches::offered(&tx).await?;
    drop(tx);
    let choice = |value: &str, label: &str, chosen: &str| Choice {
        value: value.to_owned(),
        label: label.to_owned(),
        hint: String::new(),
        chosen: value == chosen,
    };
    let way = match posted.get("sposob") {
        "" => "wzorzec",
        way => way,
    };
    let not_here = known
        .iter()
        .filter(|one| !own.iter().any(|own| own.slug == one.slug));
    let title = visit.t("designer-new");
    let status = match refusal {
        Some(_) => StatusCode::UNPROCESSABLE_ENTITY,
        None => StatusCode::OK,
    };
    let (faults, lines) = match refusal {
        Some(Refusal(field, key, lines)) => {
            let said = Said {
                field: field.to_owned(),
                text: visit.t(key),
            };
            (vec![said], lines)
        }
        None => (Vec::new(), Vec::new()),
    };
    let page = CreatePage {
        crumbs: visit.crumbs(&[("/urzad/uslugi", "designer-list"), ("", "designer-new")]),
        ways: ["wzorzec", "pusta", "kopia", "plik"]
            .map(|one| choice(one, &visit.t(&format!("designer-new-{one}")), way))
            .to_vec(),
        title: posted.get("tytul").to_owned(),
        templates: not_here
            .map(|one| choice(&one.slug, &one.title, posted.get("wzorzec")))
            .collect(),
        copies: own
            .iter()
            .map(|one| choice(&one.slug, &one.title, posted.get("kopia")))
            .collect(),
        file: posted.get("plik").to_owned(),
        lines,
        page: editor.page(title).with_errors(!faults.is_empty()),
        faults,
    };
    page::html(status, &page)
}

async fn create(
    mut editor: Editor,
    Form(pairs): Form<Vec<(String, String)>>,
) -> Result<Response, PageError> {
    let posted = Posted(pairs);
    let access = editor.app.access();
    access.require(
        editor.visit.actor(),
        Action::ChangeServices,
        &Resource::Catalogue,
    )?;
    let origin = match origin(&editor, &posted).await? {
        Ok(origin) => origin,
        Err(refusal) => return respond(&editor, &posted, Some(refusal)).await,
    };
    let tx = editor.begin(Action::ChangeServices).await?;
    let new = NewSketch {
        service: None,
        template: origin
            .template
            .as_ref()
            .map(|(slug, edition)| (slug.as_str(), *edition)),
        base_edition: None,
        definition: &origin.definition,
    };
    let is_taken = services::find(&tx, &origin.definition.slug)
        .await?
        .is_some();
    let started = match is_taken {
        true => None,
        false => match sketches::start(&tx, new, editor.change("create")).await {
            Ok(_) => Some(()),
            Err(fault) if fault.is_constraint("service_sketch_slug_key") => None,
            Err(fault) => return Err(fault.into()),
        },
    };
    if started.is_none() {
        drop(tx);
        let box_of = match posted.get("sposob") {
            "plik" => "plik",
            "wzorzec" => "wzorzec",
            _ => "tytul",
        };
        let refusal = Refusal(box_of, "designer-fault-slug-taken", Vec::new());
        return respond(&editor, &posted, Some(refusal)).await;
    }
    editor.slug.clone_from(&origin.definition.slug);
    editor.note(&tx, "service_sketch_started", "").await?;
    tx.commit().await?;
    Ok(see_other(&editor.path("?po=create")))
}

type Made = Result<Result<Origin, Refusal>, PageError>;

async fn origin(editor: &Editor, posted: &Posted) -> Made {
    match posted.get("sposob") {
        "wzorzec" => from_template(editor, posted.get("wzorzec")).await,
        "plik" => Ok(from_file(editor, posted.get("plik"))),
        way @ ("pusta" | "kopia") => {
            let title = posted.get("tytul");
            if !(3..=TITLE_CHARS_MAX).contains(&title.chars().count()) {
                return refuse("tytul", "designer-fault-title");
            }
            let source = (way == "kopia").then(|| posted.get("kopia"));
            titled(editor, title, source).await
        }
        _ => refuse("sposob", "designer-fault-choose"),
    }
}

fn own(definition: Definition) -> Origin {
    Origin {
        definition,
        template: None,
    }
}

fn refuse(field: &'static str, key: &'static str) -> Made {
    Ok(Err(Refusal(field, key, Vec::new())))
}

async fn from_template(editor: &Editor, slug: &str) -> Made {
    let tx = editor.app.tenancy().registry().await?;
    let known = templates::newest(&tx).await?;
    let Some(found) = known.iter().find(|one| one.slug == slug) else {
        return refuse("wzorzec", "designer-fault-choose");
    };
    let definition = templates::find(&tx, &found.slug, found.edition).await?;
    Ok(Ok(Origin {
        template: Some((found.slug.clone(), found.edition)),
        definition: definition.ok_or(PageError::NotFound)?,
    }))
}

fn from_file(editor: &Editor, text: &str) -> Result<Origin, Refusal> {
    let problems = match read_definition("plik.toml", text) {
        Ok(definition) => return Ok(own(definition)),
        Err(problems) => problems,
    };
    let lines = problems.iter().map(|problem| {
        let line = problem.line.to_string();
        let values = [("line", line.as_str()), ("message", &problem.message)];
        editor.visit.tn("designer-file-line", &values)
    });
    Err(Refusal("plik", "designer-fault-file", lines.collect()))
}

/// An empty service of this title, or a copy of the one at `source`.
async fn titled(editor: &Editor, title: &str, source: Option<&str>) -> Made {
    let tx = editor.begin(Action::ChangeServices).await?;
    let known = sketches::offered(&tx).await?;
    let slug = edit::free_slug(title, known.iter().map(|one| one.slug.as_str()));
    let Some(source) = source else {
        return Ok(Ok(own(edit::blank(&slug, title))));
    };
    let Some(found) = known.iter().find(|one| one.slug == source) else {
        return refuse("kopia", "designer-fault-choose");
    };
    let mut copy = match sketches::find(&tx, &found.slug).await? {
        Some(sketch) => sketch.definition,
        None => {
            let service = services::find(&tx, &found.slug).await?;
            let edition = service.and_then(|service| service.edition_id);
            let edition = drafts::edition(&tx, edition.ok_or(PageError::NotFound)?).await?;
            edition.ok_or(PageError::NotFound)?.definition
        }
    };
    (copy.slug, copy.title, copy.edition) = (slug, title.to_owned(), 1);
    Ok(Ok(own(copy)))
}
