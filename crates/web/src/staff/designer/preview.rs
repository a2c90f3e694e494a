//! The form as residents will see it, to be filled in without anything being kept.

use access::Action;
use askama::Template;
use axum::extract::{Form, Query};
use axum::http::StatusCode;
use axum::response::Response;
use catalogue::definition::LANGUAGES;
use catalogue::{Answers, Definition, fees_due};
use serde::Deserialize;

use super::{Desk, Editor, beside};
use crate::PageError;
use crate::page::{self, Crumb, Page};
use crate::resident::trial::{self, Outcome, Said};
use crate::routes::Routes;

/// Hidden box with the answers of the steps before, as JSON.
const ANSWERS: &str = "_odpowiedzi";
const STEP: &str = "_krok";

pub(super) fn routes(desk: Desk) -> Routes {
    let path = desk.at(
        "/urzad/uslugi/{service}/podglad",
        "/szablony/{service}/podglad",
    );
    let act = desk.act(Action::SeeServices);
    desk.routes().get(path, act, show).post(path, act, fill)
}

struct StepLink {
    label: String,
    href: String,
    current: bool,
}

pub(super) struct Fee {
    pub(super) title: String,
    pub(super) amount: String,
}

#[derive(Template)]
#[template(path = "staff/designer/preview.html")]
struct PreviewPage {
    page: Page,
    crumbs: Vec<Crumb>,
    links: Vec<StepLink>,
    faults: Vec<Said>,
    service: String,
    step_title: String,
    hint: String,
    fields: Vec<String>,
    step: String,
    answers: String,
    action: String,
    /// Nothing is shown while this is not empty: what must be put right first.
    stopped: String,
    is_over: bool,
    fees: Vec<Fee>,
    back: String,
    /// The languages of the service to look at it in; none when it has Polish alone.
    languages: Vec<StepLink>,
    is_narrow: bool,
    width_href: String,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Asked {
    krok: String,
    /// `waski` for the width of a phone.
    widok: String,
    /// Code of the language in which the form is shown; empty for the editor's own. Not called
    /// `jezyk`, which would change the language of the whole visit.
    mowa: String,
    /// `tak` for the form alone, to be shown inside of another page.
    okno: String,
}

/// How the form is looked at.
#[derive(Clone, Copy)]
struct View {
    is_narrow: bool,
    is_framed: bool,
    /// Empty for the editor's own language.
    language: &'static str,
}

impl View {
    fn of(asked: &Asked) -> Self {
        let known = LANGUAGES.iter().find(|known| **known == asked.mowa);
        Self {
            is_narrow: asked.widok == "waski",
            is_framed: asked.okno == "tak",
            language: known.copied().unwrap_or_default(),
        }
    }

    /// The address of a step looked at like this; the first one when `step` is empty.
    fn href(self, editor: &Editor, step: &str) -> String {
        let pairs = [
            ("krok", step),
            ("widok", if self.is_narrow { "waski" } else { "" }),
            ("mowa", self.language),
            ("okno", if self.is_framed { "tak" } else { "" }),
        ];
        let given = pairs.iter().filter(|(_, value)| !value.is_empty());
        let given: Vec<String> = given
            .map(|(name, value)| format!("{name}={value}"))
            .collect();
        match given.is_empty() {
            true => editor.path("/podglad"),
            false => editor.path(&format!("/podglad?{}", given.join("&"))),
        }
    }
}

/// What is shown of the form.
struct Trial<'a> {
    step: Option<String>,
    answers: Answers,
    added: &'a str,
    faults: Vec<Said>,
    view: View,
}

async fn show(mut editor: Editor, Query(asked): Query<Asked>) -> Result<Response, PageError> {
    let view = View::of(&asked);
    editor.read_in(view.language);
    let definition = definition(&editor).await?;
    let first = definition.form.steps.first().map(|step| step.key.clone());
    let trial = Trial {
        step: match asked.krok.as_str() {
            "" => first,
            key => Some(key.to_owned()),
        },
        answers: Answers::new(),
        added: "",
        faults: Vec::new(),
        view,
    };
    render(&editor, &definition, trial)
}

/// The sketch, or the edition in force when nothing is being written.
async fn definition(editor: &Editor) -> Result<Definition, PageError> {
    let tx = editor.open(Action::SeeServices).await?;
    Ok(editor.sketch(&tx).await?.definition)
}

async fn fill(
    mut editor: Editor,
    Query(asked): Query<Asked>,
    Form(pairs): Form<Vec<(String, String)>>,
) -> Result<Response, PageError> {
    let view = View::of(&asked);
    editor.read_in(view.language);
    let definition = definition(&editor).await?;
    let posted = |name: &str| {
        let found = pairs.iter().find(|(known, _)| known == name);
        found.map(|(_, value)| value.clone()).unwrap_or_default()
    };
    let (step, before) = (posted(STEP), posted(ANSWERS));
    let before: Answers = serde_json::from_str(&before).unwrap_or_default();
    let stopped = stopped(&editor, &definition);
    if !stopped.is_empty() || definition.step(&step).is_none() {
        let trial = Trial {
            step: definition.form.steps.first().map(|step| step.key.clone()),
            answers: Answers::new(),
            added: "",
            faults: Vec::new(),
            view,
        };
        return render(&editor, &definition, trial);
    }
    let (answers, outcome) = trial::fill(&editor.visit, &definition, &step, (pairs, &before));
    let (next, added, faults) = match outcome {
        Outcome::On(next) => (next, String::new(), Vec::new()),
        Outcome::Faulty(faults) => (Some(step), String::new(), faults),
        Outcome::Again(group) => (Some(step), group, Vec::new()),
    };
    let trial = Trial {
        step: next,
        answers,
        added: &added,
        faults,
        view,
    };
    render(&editor, &definition, trial)
}

/// Why the form cannot be shown: its rules must be sound before anything is worked out.
pub(super) fn stopped(editor: &Editor, definition: &Definition) -> String {
    let unsound = catalogue::edit::problems(definition)
        .into_iter()
        .find(|complaint| complaint.path.starts_with("form") || complaint.path.starts_with("fees"));
    match unsound {
        Some(complaint) => editor.described(definition, &complaint.path, &complaint.message),
        None if definition.form.steps.is_empty() => editor.visit.t("designer-no-form"),
        None => String::new(),
    }
}

fn render(
    editor: &Editor,
    definition: &Definition,
    trial: Trial<'_>,
) -> Result<Response, PageError> {
    let visit = &editor.visit;
    let text = |path: &str| definition.text(visit.lang(), path).to_owned();
    let title = visit.t("designer-preview");
    let view = trial.view;
    let page = editor
        .page(title.clone())
        .with_errors(!trial.faults.is_empty())
        .framed(view.is_framed);
    let stopped = stopped(editor, definition);
    let mut shown = PreviewPage {
        crumbs: editor.crumbs(&text("title"), &title),
        links: links(editor, definition, &trial),
        service: text("title"),
        step_title: String::new(),
        hint: String::new(),
        fields: Vec::new(),
        step: String::new(),
        answers: String::new(),
        action: view.href(editor, ""),
        is_over: trial.step.is_none() && stopped.is_empty(),
        fees: Vec::new(),
        back: editor.path(""),
        languages: languages(editor, definition, view),
        is_narrow: view.is_narrow,
        width_href: {
            let is_narrow = !view.is_narrow;
            View { is_narrow, ..view }.href(editor, "")
        },
        faults: Vec::new(),
        page,
        stopped,
    };
    if !shown.stopped.is_empty() {
        return answer(StatusCode::OK, &shown);
    }
    let Some(key) = trial.step else {
        shown.fees = fees(editor, definition, &trial.answers);
        return answer(StatusCode::OK, &shown);
    };
    shown.step_title = text(&format!("steps.{key}.title"));
    shown.hint = text(&format!("steps.{key}.hint"));
    let given = (trial.answers, trial.added, trial.faults.as_slice());
    match trial::show(visit, &shown.page, definition, &key, given)? {
        Some(tried) => {
            shown.fields = tried.fields;
            shown.answers = serde_json::to_string(&tried.answers).unwrap_or_default();
        }
        None => shown.hint = visit.t("designer-step-hidden"),
    }
    shown.step = key;
    shown.faults = trial.faults;
    let status = match shown.faults.is_empty() {
        true => StatusCode::OK,
        false => StatusCode::UNPROCESSABLE_ENTITY,
    };
    answer(status, &shown)
}

fn answer(status: StatusCode, shown: &PreviewPage) -> Result<Response, PageError> {
    let response = page::html(status, shown)?;
    Ok(match shown.page.framed {
        true => beside::in_frame(response),
        false => response,
    })
}

fn languages(editor: &Editor, definition: &Definition, view: View) -> Vec<StepLink> {
    let known = LANGUAGES.iter().copied();
    let own = known.filter(|code| definition.languages.iter().any(|known| known == code));
    let links: Vec<StepLink> = own
        .map(|language| StepLink {
            label: editor.visit.t(&format!("designer-language-{language}")),
            href: View { language, ..view }.href(editor, ""),
            current: editor.visit.lang() == language,
        })
        .collect();
    if links.len() > 1 { links } else { Vec::new() }
}

/// What would be due for these answers.
pub(super) fn fees(editor: &Editor, definition: &Definition, answers: &Answers) -> Vec<Fee> {
    let amount = |fee: &catalogue::fees::FeeDue| match fee.amount {
        Some(amount) => format!("{amount} zł"),
        None => editor.visit.t("resident-fee-unknown"),
    };
    fees_due(definition, answers)
        .into_iter()
        .map(|fee| Fee {
            amount: amount(&fee),
            title: fee.title,
        })
        .collect()
}

fn links(editor: &Editor, definition: &Definition, trial: &Trial<'_>) -> Vec<StepLink> {
    let steps = definition.form.steps.iter();
    steps
        .map(|step| StepLink {
            label: definition
                .text(editor.visit.lang(), &format!("steps.{}.title", step.key))
                .to_owned(),
            href: trial.view.href(editor, &step.key),
            current: trial.step.as_deref() == Some(&step.key),
        })
        .collect()
}
