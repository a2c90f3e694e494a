//! The texts of a service in another language, each beside the Polish one.

use std::collections::BTreeMap;

use access::Action;
use askama::Template;
use axum::extract::{Form, Query};
use axum::http::StatusCode;
use axum::response::Response;
use catalogue::Definition;
use catalogue::definition::{LANGUAGES, TextGroup, TextsOf};
use serde::Deserialize;
use store::sketches::Sketch;

use super::keeping::{self, Way};
use super::{Desk, Editor, Said};
use crate::PageError;
use crate::address::Path;
use crate::page::{self, Crumb, Page};
use crate::routes::Routes;
use crate::staff::acts::Posted;

/// Longest translation, in characters.
const TEXT_CHARS_MAX: usize = 10_000;
/// From this many characters on a text is written in several lines.
const LINE_CHARS_MAX: usize = 90;
/// Before the path of a text in the name of its box.
const PREFIX: &str = "tekst.";

pub(super) fn routes(desk: Desk) -> Routes {
    let path = desk.at(
        "/urzad/uslugi/{service}/jezyk/{language}",
        "/szablony/{service}/jezyk/{language}",
    );
    let act = desk.act(Action::ChangeServices);
    desk.routes().get(path, act, show).post(path, act, save)
}

/// One text with its translation.
struct Line {
    name: String,
    /// What the text is, e.g. „podpowiedź”.
    what: String,
    polish: String,
    value: String,
    error: String,
    is_long: bool,
    is_missing: bool,
}

struct Group {
    id: String,
    title: String,
    /// How many are missing, in words; empty when none is.
    missing: String,
    lines: Vec<Line>,
}

#[derive(Template)]
#[template(path = "staff/designer/translations.html")]
struct TranslationsPage {
    page: Page,
    crumbs: Vec<Crumb>,
    language: &'static str,
    lead: String,
    /// The language is not among those of the service; the page that switches it on.
    switch_on: String,
    action: String,
    version: i32,
    faults: Vec<Said>,
    outdated: String,
    groups: Vec<Group>,
    back: String,
    preview: String,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Asked {
    zapisano: String,
}

/// What was typed and what is wrong with it.
#[derive(Default)]
struct Typed {
    texts: BTreeMap<String, String>,
    faults: Vec<Said>,
    outdated: String,
}

/// The languages a text may be translated into.
pub(super) fn foreign() -> impl Iterator<Item = &'static str> {
    LANGUAGES
        .iter()
        .copied()
        .filter(|language| *language != "pl")
}

/// How many texts of a definition are not in this language.
pub(super) fn missing(definition: &Definition, language: &str) -> usize {
    let groups = own_texts(definition);
    let texts = groups.iter().flat_map(|group| &group.texts);
    texts
        .filter(|(path, _)| translation(definition, language, path).is_empty())
        .count()
}

/// The texts of the office: those of linked blocks are translated with the block.
fn own_texts(definition: &Definition) -> Vec<TextGroup> {
    let mut groups = definition.translatable();
    for group in &mut groups {
        group.texts.retain(|(path, _)| {
            let field = path.strip_prefix("fields.");
            let key = field.and_then(|rest| rest.split('.').next());
            key.is_none_or(|key| definition.link_of(key).is_none())
        });
    }
    groups
}

fn translation<'d>(definition: &'d Definition, language: &str, path: &str) -> &'d str {
    let texts = definition.texts.get(language);
    let text = texts.and_then(|texts| texts.get(path));
    text.map_or("", String::as_str)
}

fn known(language: &str) -> Result<&'static str, PageError> {
    foreign()
        .find(|known| *known == language)
        .ok_or(PageError::NotFound)
}

async fn show(
    editor: Editor,
    Path((_, language)): Path<(String, String)>,
    Query(asked): Query<Asked>,
) -> Result<Response, PageError> {
    let language = known(&language)?;
    let tx = editor.open(Action::ChangeServices).await?;
    let sketch = editor.sketch(&tx).await?;
    drop(tx);
    let notice = (asked.zapisano == "1").then(|| editor.visit.t("designer-saved"));
    let typed = Typed::default();
    render(&editor, (&sketch, language), &typed, notice, StatusCode::OK)
}

fn render(
    editor: &Editor,
    (sketch, language): (&Sketch, &'static str),
    typed: &Typed,
    notice: Option<String>,
    status: StatusCode,
) -> Result<Response, PageError> {
    let visit = &editor.visit;
    let definition = &sketch.definition;
    let name = visit.t(&format!("designer-language-{language}"));
    let title = visit.t1("designer-translation", "language", &name);
    let groups: Vec<Group> = own_texts(definition)
        .iter()
        .map(|group| group_of(editor, (definition, language), typed, group))
        .collect();
    let missing: usize = groups
        .iter()
        .map(|group| group.lines.iter().filter(|line| line.is_missing).count())
        .sum();
    let is_on = definition.languages.iter().any(|known| known == language);
    let page = TranslationsPage {
        crumbs: editor.crumbs(&definition.title, &title),
        language,
        lead: match missing {
            0 => visit.t("designer-translation-whole"),
            _ => visit.t1(
                "designer-translation-missing",
                "count",
                &missing.to_string(),
            ),
        },
        switch_on: match is_on {
            true => String::new(),
            false => editor.path("/czesc/tozsamosc"),
        },
        action: editor.path(&format!("/jezyk/{language}")),
        version: sketch.version,
        faults: typed.faults.clone(),
        outdated: typed.outdated.clone(),
        groups,
        back: editor.path(""),
        preview: editor.path(&format!("/podglad?mowa={language}")),
        page: editor
            .page(title)
            .with_errors(!typed.faults.is_empty())
            .with_notice(notice),
    };
    page::html(status, &page)
}

fn group_of(
    editor: &Editor,
    (definition, language): (&Definition, &str),
    typed: &Typed,
    group: &TextGroup,
) -> Group {
    let visit = &editor.visit;
    let mut lines: Vec<Line> = group
        .texts
        .iter()
        .map(|(path, polish)| {
            let kept = translation(definition, language, path);
            let name = format!("{PREFIX}{path}");
            let error = typed.faults.iter().find(|said| said.field == name);
            Line {
                what: what(editor, path),
                polish: polish.clone(),
                value: typed
                    .texts
                    .get(path)
                    .map_or(kept, String::as_str)
                    .to_owned(),
                error: error.map(|said| said.text.clone()).unwrap_or_default(),
                is_long: polish.chars().count() > LINE_CHARS_MAX || polish.contains('\n'),
                is_missing: kept.is_empty(),
                name,
            }
        })
        .collect();
    // What is missing comes first, and stays in its order.
    lines.sort_by_key(|line| !line.is_missing);
    let missing = lines.iter().filter(|line| line.is_missing).count();
    let (id, title) = match &group.of {
        TextsOf::Card => ("karta".to_owned(), visit.t("designer-part-karta")),
        TextsOf::Fees => ("oplaty".to_owned(), visit.t("designer-part-oplaty")),
        TextsOf::Attachments => ("zalaczniki".to_owned(), visit.t("designer-part-zalaczniki")),
        TextsOf::Step(key) => {
            let step = definition.step(key).map(|step| step.title.as_str());
            let title = visit.t1("designer-step", "step", step.unwrap_or_default());
            (format!("krok-{key}"), title)
        }
    };
    Group {
        id,
        title,
        missing: match missing {
            0 => String::new(),
            _ => visit.t1("designer-translation-count", "count", &missing.to_string()),
        },
        lines,
    }
}

/// What the text at a path is: the question itself, a hint, an answer to choose.
fn what(editor: &Editor, path: &str) -> String {
    let parts: Vec<&str> = path.split('.').collect();
    let property = match parts.as_slice() {
        ["fields", .., "options", _] => "choice",
        ["fields", .., "options", _, "hint"] => "choice-hint",
        [.., "exemptions", _, "text"] => "exemptions",
        ["card", list, _] => list,
        [.., last] => last,
        [] => "",
    };
    editor
        .visit
        .t(&format!("designer-text-{}", property.replace('_', "-")))
}

async fn save(
    editor: Editor,
    Path((_, language)): Path<(String, String)>,
    Form(pairs): Form<Vec<(String, String)>>,
) -> Result<Response, PageError> {
    let language = known(&language)?;
    let posted = Posted(pairs);
    let tx = editor.open(Action::ChangeServices).await?;
    let sketch = editor.locked(&tx).await?;
    let groups = own_texts(&sketch.definition);
    let mut typed = Typed::default();
    let mut definition = sketch.definition.clone();
    for (path, _) in groups.iter().flat_map(|group| &group.texts) {
        let name = format!("{PREFIX}{path}");
        if posted.all(&name).next().is_none() {
            continue;
        }
        let text = posted.get(&name).replace("\r\n", "\n");
        if text.chars().count() > TEXT_CHARS_MAX {
            typed.faults.push(Said {
                field: name,
                text: editor.visit.t("designer-fault-long"),
            });
        }
        let own = definition.texts.entry(language.to_owned()).or_default();
        match text.is_empty() {
            true => own.remove(path),
            false => own.insert(path.clone(), text.clone()),
        };
        typed.texts.insert(path.clone(), text);
    }
    definition.texts.retain(|_, texts| !texts.is_empty());
    let mut status = StatusCode::UNPROCESSABLE_ENTITY;
    if typed.faults.is_empty() {
        let is_same = |before: &Definition, now: &Definition| {
            let mut paths = typed.texts.keys();
            paths.all(|path| {
                before.text("pl", path) == now.text("pl", path)
                    && translation(before, language, path) == translation(now, language, path)
            })
        };
        let of = (&sketch, posted.version());
        typed.outdated = keeping::outdated(&editor, &tx, of, is_same).await?;
        status = StatusCode::CONFLICT;
    }
    if !typed.faults.is_empty() || !typed.outdated.is_empty() {
        drop(tx);
        return render(&editor, (&sketch, language), &typed, None, status);
    }
    let version = editor.keep(tx, &sketch, &definition, "texts").await?;
    let here = editor.path(&format!("/jezyk/{language}"));
    let way = Way {
        on: &format!("{here}?zapisano=1"),
        here: &here,
        is_other: false,
    };
    Ok(keeping::kept(&posted, version, &way))
}
