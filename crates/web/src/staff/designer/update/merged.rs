//! The whole of a merge before it is kept: what residents would see, to be filled in, and what
//! changes for them; then taking it into the sketch.

use access::Action;
use askama::Template;
use axum::extract::Form;
use axum::http::StatusCode;
use axum::response::Response;
use catalogue::difference::difference;
use catalogue::{Answers, Definition, edit};
use store::services::{self, postponed};
use store::{drafts, sketches};

use super::choices::Asked;
use super::{Compared, Found, changed_meanwhile, compared};
use crate::PageError;
use crate::page::{self, Crumb, Page, see_other};
use crate::resident::trial::{self, Outcome, Said};
use crate::routes::Routes;
use crate::staff::acts::Posted;
use crate::staff::designer::changes::{self, Told};
use crate::staff::designer::{Editor, Fault, preview};

/// Hidden box with the answers of the steps before, as JSON.
const ANSWERS: &str = "_odpowiedzi";
const STEP: &str = "_krok";

pub(super) fn routes() -> Routes {
    let preview = "/urzad/uslugi/{service}/aktualizacja/podglad";
    let accept = "/urzad/uslugi/{service}/aktualizacja/przyjmij";
    Routes::office()
        .post(preview, Action::ChangeServices, fill)
        .post(accept, Action::ChangeServices, accept_update)
}

#[derive(Template)]
#[template(path = "staff/designer/update/merged.html")]
struct MergedPage {
    page: Page,
    crumbs: Vec<Crumb>,
    /// What still has to be put right in the sketch.
    problems: Vec<Fault>,
    changes: Vec<Told>,
    is_new: bool,
    /// Whether the form is being filled in: then the changes are folded.
    is_tried: bool,
    faults: Vec<Said>,
    stopped: String,
    service: String,
    where_we_are: String,
    step_title: String,
    hint: String,
    fields: Vec<String>,
    step: String,
    answers: String,
    is_over: bool,
    fees: Vec<preview::Fee>,
    hidden: Vec<(String, String)>,
    here: String,
}

/// What is shown of the form.
struct Trial {
    step: Option<String>,
    answers: Answers,
    added: String,
    faults: Vec<Said>,
    is_tried: bool,
}

impl Trial {
    fn beginning(definition: &Definition) -> Self {
        Self {
            step: definition.form.steps.first().map(|step| step.key.clone()),
            answers: Answers::new(),
            added: String::new(),
            faults: Vec::new(),
            is_tried: false,
        }
    }
}

impl Compared {
    /// The service as it becomes, right or not.
    fn becomes(&self, asked: &Asked) -> Definition {
        let merged = self.merge.result(&asked.decisions(&self.merge));
        merged
            .service
            .unwrap_or_else(|_| edit::read(&merged.json).0)
    }
}

/// The preview after the choices were made.
pub(super) async fn first(
    editor: &Editor,
    compared: &Compared,
    asked: &Asked,
) -> Result<Response, PageError> {
    let definition = compared.becomes(asked);
    let trial = Trial::beginning(&definition);
    render(editor, (compared, asked), &definition, trial).await
}

async fn fill(
    editor: Editor,
    Form(pairs): Form<Vec<(String, String)>>,
) -> Result<Response, PageError> {
    let posted = Posted(pairs);
    let Found::Waiting(compared) = compared(&editor).await? else {
        return Ok(see_other(&editor.path("/aktualizacja")));
    };
    let asked = Asked::read(&editor, &compared, &posted);
    if !compared.is_as_shown(&posted) || !asked.faults.is_empty() {
        return changed_meanwhile(&editor, &compared, &posted).await;
    }
    let definition = compared.becomes(&asked);
    let step = posted.get(STEP).to_owned();
    let before: Answers = serde_json::from_str(posted.get(ANSWERS)).unwrap_or_default();
    let is_sound = preview::stopped(&editor, &definition).is_empty();
    if !is_sound || definition.step(&step).is_none() {
        let trial = Trial::beginning(&definition);
        return render(&editor, (&compared, &asked), &definition, trial).await;
    }
    let (answers, outcome) = trial::fill(&editor.visit, &definition, &step, (posted.0, &before));
    let (next, added, faults) = match outcome {
        Outcome::On(next) => (next, String::new(), Vec::new()),
        Outcome::Faulty(faults) => (Some(step), String::new(), faults),
        Outcome::Again(group) => (Some(step), group, Vec::new()),
    };
    let trial = Trial {
        step: next,
        answers,
        added,
        faults,
        is_tried: true,
    };
    render(&editor, (&compared, &asked), &definition, trial).await
}

async fn render(
    editor: &Editor,
    (compared, asked): (&Compared, &Asked),
    definition: &Definition,
    trial: Trial,
) -> Result<Response, PageError> {
    let visit = &editor.visit;
    let before = in_force(editor).await?;
    let told = match &before {
        Some(before) => changes::told(visit, &difference(before, definition)),
        None => Vec::new(),
    };
    let title = visit.t("designer-update-preview");
    let text = |path: &str| definition.text(visit.lang(), path).to_owned();
    let stopped = preview::stopped(editor, definition);
    let tokens = compared
        .tokens()
        .map(|(name, value)| (name.to_owned(), value));
    let mut shown = MergedPage {
        crumbs: editor.crumbs(&compared.sketch.definition.title, &title),
        problems: editor.faults(definition),
        changes: told,
        is_new: before.is_none(),
        is_tried: trial.is_tried,
        service: text("title"),
        where_we_are: String::new(),
        step_title: String::new(),
        hint: String::new(),
        fields: Vec::new(),
        step: String::new(),
        answers: String::new(),
        is_over: trial.step.is_none() && stopped.is_empty(),
        fees: Vec::new(),
        hidden: tokens.into_iter().chain(asked.hidden()).collect(),
        here: editor.path("/aktualizacja"),
        page: editor.page(title).with_errors(!trial.faults.is_empty()),
        faults: Vec::new(),
        stopped,
    };
    if shown.is_over {
        shown.fees = preview::fees(editor, definition, &trial.answers);
    }
    if let (true, Some(key)) = (shown.stopped.is_empty(), trial.step) {
        let steps = &definition.form.steps;
        let at = steps
            .iter()
            .position(|step| step.key == key)
            .unwrap_or_default()
            + 1;
        let numbers = [("number", at.to_string()), ("all", steps.len().to_string())];
        let numbers = numbers
            .each_ref()
            .map(|(name, value)| (*name, value.as_str()));
        shown.where_we_are = visit.tn("designer-update-step", &numbers);
        shown.step_title = text(&format!("steps.{key}.title"));
        shown.hint = text(&format!("steps.{key}.hint"));
        let given = (trial.answers, trial.added.as_str(), trial.faults.as_slice());
        match trial::show(visit, &shown.page, definition, &key, given)? {
            Some(tried) => {
                shown.fields = tried.fields;
                shown.answers = serde_json::to_string(&tried.answers).unwrap_or_default();
            }
            None => shown.hint = visit.t("designer-step-hidden"),
        }
        shown.step = key;
    }
    shown.faults = trial.faults;
    let status = match shown.faults.is_empty() {
        true => StatusCode::OK,
        false => StatusCode::UNPROCESSABLE_ENTITY,
    };
    page::html(status, &shown)
}

/// What residents see now; `None` when the service was never published.
async fn in_force(editor: &Editor) -> Result<Option<Definition>, PageError> {
    let tx = editor.begin(Action::ChangeServices).await?;
    let service = services::find(&tx, &editor.slug).await?;
    let Some(edition) = service.and_then(|service| service.edition_id) else {
        return Ok(None);
    };
    let edition = drafts::edition(&tx, edition).await?;
    Ok(edition.map(|edition| edition.definition))
}

/// Takes the merge into the sketch, with the new edition of the template. Undoing the step gives
/// back both.
async fn accept_update(
    editor: Editor,
    Form(pairs): Form<Vec<(String, String)>>,
) -> Result<Response, PageError> {
    let posted = Posted(pairs);
    let Found::Waiting(compared) = compared(&editor).await? else {
        return Ok(see_other(&editor.path("/aktualizacja")));
    };
    let asked = Asked::read(&editor, &compared, &posted);
    if !compared.is_as_shown(&posted) || !asked.faults.is_empty() {
        return changed_meanwhile(&editor, &compared, &posted).await;
    }
    let tx = editor.begin(Action::ChangeServices).await?;
    let Some(sketch) = super::locked(&editor, &tx, &compared).await? else {
        drop(tx);
        return changed_meanwhile(&editor, &compared, &posted).await;
    };
    let definition = compared.becomes(&asked);
    let template = (compared.template.as_str(), compared.new.edition);
    let change = editor.change("update");
    sketches::follow(&tx, &sketch, &definition, Some(template), change).await?;
    if let Some(service) = sketch.service {
        postponed::take_back(&tx, service).await?;
    }
    let detail = format!(
        "template:{} edition:{}-{} chosen:{}",
        compared.template,
        compared.from,
        compared.new.edition,
        compared.merge.conflicts.len()
    );
    editor.note(&tx, "service_update_accepted", &detail).await?;
    tx.commit().await?;
    Ok(see_other(&editor.path("?po=update")))
}
