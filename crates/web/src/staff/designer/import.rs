//! A service from a form made elsewhere: first the report of what is taken over, then the sketch.

use access::Action;
use askama::Template;
use axum::extract::Multipart;
use axum::http::StatusCode;
use axum::response::Response;
use catalogue::import::{self, EXPORT_BYTES_MAX, Fate, Imported};
use catalogue::{Field, edit};
use store::services;
use store::sketches::{self, NewSketch};

use super::create::TITLE_CHARS_MAX;
use super::{Editor, Said};
use crate::PageError;
use crate::page::{self, Crumb, Page, see_other};
use crate::routes::Routes;

const PATH: &str = "/urzad/uslugi/nowa/z-formularza";
/// The export once as a file and once read, with what stands around them.
const BODY_BYTES_MAX: usize = 3 * EXPORT_BYTES_MAX;

pub(super) fn routes() -> Routes {
    Routes::office()
        .get(PATH, Action::ChangeServices, show)
        .upload(PATH, Action::ChangeServices, BODY_BYTES_MAX, take)
}

struct Line {
    place: String,
    text: String,
}

struct Step {
    title: String,
    fields: Vec<String>,
}

#[derive(Template)]
#[template(path = "staff/designer/import.html")]
struct ImportPage {
    page: Page,
    crumbs: Vec<Crumb>,
    faults: Vec<Said>,
    action: &'static str,
    /// The export as it was read, for the second press; empty before the first.
    export: String,
    title: String,
    taken: String,
    left_out: Vec<Line>,
    changed: Vec<Line>,
    steps: Vec<Step>,
}

impl ImportPage {
    fn error(&self, field: &str) -> String {
        let found = self.faults.iter().find(|said| said.field == field);
        found.map(|said| said.text.clone()).unwrap_or_default()
    }
}

/// What was posted.
#[derive(Default)]
struct Posted {
    export: Vec<u8>,
    title: String,
    creates: bool,
}

async fn show(editor: Editor) -> Result<Response, PageError> {
    editor.begin(Action::ChangeServices).await?;
    respond(&editor, &Posted::default(), None, None)
}

fn respond(
    editor: &Editor,
    posted: &Posted,
    imported: Option<&Imported>,
    fault: Option<Said>,
) -> Result<Response, PageError> {
    let visit = &editor.visit;
    let lines = |fate: Fate| {
        let report = imported.into_iter().flat_map(|imported| &imported.report);
        let here = report.filter(|remark| remark.fate == fate);
        here.map(|remark| Line {
            place: remark.place.clone(),
            text: remark.text.clone(),
        })
        .collect()
    };
    let steps = imported
        .into_iter()
        .flat_map(|one| &one.definition.form.steps);
    let title = visit.t("designer-import");
    let status = match fault {
        Some(_) => StatusCode::UNPROCESSABLE_ENTITY,
        None => StatusCode::OK,
    };
    let page = ImportPage {
        crumbs: visit.crumbs(&[
            ("/urzad/uslugi", "designer-list"),
            ("/urzad/uslugi/nowa", "designer-new"),
            ("", "designer-import"),
        ]),
        action: PATH,
        export: match imported {
            Some(_) => String::from_utf8_lossy(&posted.export).into_owned(),
            None => String::new(),
        },
        title: posted.title.clone(),
        taken: imported.map_or_else(String::new, |imported| {
            visit.t1(
                "designer-import-taken",
                "count",
                &imported.taken.to_string(),
            )
        }),
        left_out: lines(Fate::LeftOut),
        changed: lines(Fate::Changed),
        steps: steps
            .map(|step| Step {
                title: step.title.clone(),
                fields: step
                    .fields
                    .iter()
                    .map(|field| named(editor, field))
                    .collect(),
            })
            .collect(),
        page: editor.page(title).with_errors(fault.is_some()),
        faults: fault.into_iter().collect(),
    };
    page::html(status, &page)
}

/// A question with its kind in words.
fn named(editor: &Editor, field: &Field) -> String {
    let kind = serde_json::to_value(field.kind).unwrap_or_default();
    let kind = kind.as_str().unwrap_or_default().replace('_', "-");
    let key = format!("designer-kind-of-field-{kind}");
    let values = [
        ("label", field.label.as_str()),
        ("kind", &editor.visit.t(&key)),
    ];
    editor.visit.tn("designer-import-field", &values)
}

async fn take(mut editor: Editor, parts: Multipart) -> Result<Response, PageError> {
    let mut posted = read(parts).await?;
    let said = |field: &str, text: String| Said {
        field: field.to_owned(),
        text,
    };
    if posted.export.is_empty() {
        let text = editor.visit.t("designer-import-none");
        return respond(&editor, &posted, None, Some(said("plik", text)));
    }
    let mut imported = match import::read(&posted.export) {
        Ok(imported) => imported,
        Err(error) => {
            let fault = said("plik", error.to_string());
            return respond(&editor, &posted, None, Some(fault));
        }
    };
    posted.export = imported.export.clone().into_bytes();
    if posted.title.is_empty() && !posted.creates {
        posted.title.clone_from(&imported.definition.title);
    }
    if !posted.creates {
        editor.begin(Action::ChangeServices).await?;
        return respond(&editor, &posted, Some(&imported), None);
    }
    if !(3..=TITLE_CHARS_MAX).contains(&posted.title.chars().count()) {
        let fault = said("tytul", editor.visit.t("designer-fault-title"));
        return respond(&editor, &posted, Some(&imported), Some(fault));
    }
    let tx = editor.begin(Action::ChangeServices).await?;
    let known = sketches::offered(&tx).await?;
    let slugs = known.iter().map(|one| one.slug.as_str());
    imported.definition.slug = edit::free_slug(&posted.title, slugs);
    imported.definition.title.clone_from(&posted.title);
    editor.slug.clone_from(&imported.definition.slug);
    let new = NewSketch {
        service: None,
        template: None,
        base_edition: None,
        definition: &imported.definition,
    };
    if services::find(&tx, &editor.slug).await?.is_some() {
        return Err(PageError::Conflict("designer-fault-slug-taken"));
    }
    sketches::start(&tx, new, editor.change("import")).await?;
    editor.note(&tx, "service_sketch_started", "import").await?;
    tx.commit().await?;
    Ok(see_other(&editor.path("?po=import")))
}

async fn read(mut parts: Multipart) -> Result<Posted, PageError> {
    let mut posted = Posted::default();
    while let Some(part) = parts.next_field().await.map_err(PageError::unreadable)? {
        let name = part.name().unwrap_or_default().to_owned();
        let bytes = part.bytes().await.map_err(PageError::unreadable)?;
        match name.as_str() {
            // A file sent anew counts more than the one read before.
            "plik" if !bytes.is_empty() => posted.export = bytes.to_vec(),
            "odczytane" if posted.export.is_empty() => posted.export = bytes.to_vec(),
            "tytul" => String::from_utf8_lossy(&bytes)
                .trim()
                .clone_into(&mut posted.title),
            "akt" => posted.creates = bytes.as_ref() == b"utworz",
            _ => {}
        }
    }
    Ok(posted)
}
