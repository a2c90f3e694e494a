//! A new service: from nothing, from a template, from a copy, from a file.

use access::Action;
use askama::Template;
use axum::extract::Form;
use axum::http::StatusCode;
use axum::response::Response;
use catalogue::{Definition, edit, read_definition};
use store::sketches::{self, Desk as _, DeskTx, NewSketch, Side};
use store::{services, templates};

use super::{Choice, Desk, Editor, Said};
use crate::PageError;
use crate::page::{self, Crumb, Page, see_other};
use crate::routes::Routes;
use crate::staff::acts::Posted;

/// Longest title of a new service, in characters.
pub(super) const TITLE_CHARS_MAX: usize = 200;

pub(super) fn routes(desk: Desk) -> Routes {
    let path = desk.new_path();
    let may = desk.act(Action::ChangeServices);
    desk.routes().get(path, may, show).post(path, may, create)
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
    /// An office may begin with a template of the lead.
    is_office: bool,
    copy_label: String,
    action: String,
    back: String,
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
    editor.require(Action::ChangeServices)?;
    // The registry first: nobody waits for it with a connection of the office in hand.
    let known = match editor.desk {
        Desk::Office => templates::newest(&editor.app.tenancy().registry().await?).await?,
        Desk::Lead => Vec::new(),
    };
    let tx = editor.open(Action::ChangeServices).await?;
    let own = known_here(editor, &tx).await?;
    drop(tx);
    let choice = |value: &str, label: &str, chosen: &str| Choice {
        value: value.to_owned(),
        label: label.to_owned(),
        hint: String::new(),
        chosen: value == chosen,
    };
    let ways: &[&str] = match editor.desk {
        Desk::Office => &["wzorzec", "pusta", "kopia", "plik"],
        Desk::Lead => &["pusta", "kopia", "plik"],
    };
    let way = match posted.get("sposob") {
        "" => ways[0],
        way => way,
    };
    let not_here = known
        .iter()
        .filter(|one| !own.iter().any(|(slug, _)| *slug == one.slug));
    let title = visit.t(editor.desk.key_of_new());
    let status = match refusal {
        Some(_) => StatusCode::UNPROCESSABLE_ENTITY,
        None => StatusCode::OK,
    };
    let (faults, lines) = told(editor, refusal);
    let page = CreatePage {
        crumbs: editor.crumbs_of_new(&title),
        ways: ways
            .iter()
            .map(|one| {
                choice(
                    one,
                    &visit.t(&format!("{}-{one}", editor.desk.key_of_new())),
                    way,
                )
            })
            .collect(),
        title: posted.get("tytul").to_owned(),
        templates: not_here
            .map(|one| choice(&one.slug, &one.title, posted.get("wzorzec")))
            .collect(),
        copies: own
            .iter()
            .map(|(slug, title)| choice(slug, title, posted.get("kopia")))
            .collect(),
        file: posted.get("plik").to_owned(),
        lines,
        is_office: editor.desk == Desk::Office,
        copy_label: visit.t(&format!("{}-copy", editor.desk.key_of_new())),
        action: editor.desk.new_path().to_owned(),
        back: editor.desk.list().to_owned(),
        page: editor.page(title).with_errors(!faults.is_empty()),
        faults,
    };
    page::html(status, &page)
}

/// A refusal in words, and the lines of the file it is about.
fn told(editor: &Editor, refusal: Option<Refusal>) -> (Vec<Said>, Vec<String>) {
    let Some(Refusal(field, key, lines)) = refusal else {
        return (Vec::new(), Vec::new());
    };
    let said = Said {
        field: field.to_owned(),
        text: editor.visit.t(key),
    };
    (vec![said], lines)
}

async fn create(
    mut editor: Editor,
    Form(pairs): Form<Vec<(String, String)>>,
) -> Result<Response, PageError> {
    let posted = Posted(pairs);
    editor.require(Action::ChangeServices)?;
    let origin = match origin(&editor, &posted).await? {
        Ok(origin) => origin,
        Err(refusal) => return respond(&editor, &posted, Some(refusal)).await,
    };
    let tx = editor.open(Action::ChangeServices).await?;
    let new = NewSketch {
        service: None,
        template: origin
            .template
            .as_ref()
            .map(|(slug, edition)| (slug.as_str(), *edition)),
        base_edition: None,
        definition: &origin.definition,
    };
    let slug = origin.definition.slug.as_str();
    let is_taken = slug == editor.desk.word_of_new()
        || match tx.side() {
            Side::Office(tx) => services::find(tx, slug).await?.is_some(),
            Side::Lead(tx) => templates::newest_of(tx, slug).await?.is_some(),
        };
    let started = match is_taken {
        true => None,
        false => match sketches::start(&tx, new, editor.change("create")).await {
            Ok(_) => Some(()),
            Err(fault) if editor.desk.is_taken(&fault) => None,
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

/// Slug and title of everything at this desk, published and being written.
async fn known_here(editor: &Editor, tx: &DeskTx) -> Result<Vec<(String, String)>, PageError> {
    Ok(match tx.side() {
        Side::Office(tx) => {
            let all = sketches::offered(tx).await?.into_iter();
            all.map(|one| (one.slug, one.title)).collect()
        }
        Side::Lead(tx) => {
            let all = templates::lines(tx, editor.app.today()).await?.into_iter();
            all.map(|one| (one.slug, one.title)).collect()
        }
    })
}

type Made = Result<Result<Origin, Refusal>, PageError>;

async fn origin(editor: &Editor, posted: &Posted) -> Made {
    match posted.get("sposob") {
        "wzorzec" if editor.desk == Desk::Office => {
            from_template(editor, posted.get("wzorzec")).await
        }
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
    let tx = editor.open(Action::ChangeServices).await?;
    let known = known_here(editor, &tx).await?;
    let taken = known.iter().map(|(slug, _)| slug.as_str());
    let slug = edit::free_slug(title, taken.chain([editor.desk.word_of_new()]));
    let Some(source) = source else {
        return Ok(Ok(own(edit::blank(&slug, title))));
    };
    if !known.iter().any(|(slug, _)| slug == source) {
        return refuse("kopia", "designer-fault-choose");
    }
    let mut copy = match sketches::find(&tx, source).await? {
        Some(sketch) => sketch.definition,
        None => editor.in_force(&tx, source).await?.definition,
    };
    (copy.slug, copy.title, copy.edition) = (slug, title.to_owned(), 1);
    Ok(Ok(own(copy)))
}
