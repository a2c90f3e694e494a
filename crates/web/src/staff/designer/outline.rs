//! The form as an outline: steps and fields added, moved, duplicated, removed.

use access::Action;
use askama::Template;
use axum::extract::{Form, Query};
use axum::http::StatusCode;
use axum::response::Response;
use catalogue::block::Block;
use catalogue::definition::Step;
use catalogue::edit::{self, Direction};
use catalogue::{Definition, Field, FieldKind};
use serde::Deserialize;

use super::beside::{self, Beside};
use super::blocks::{self, BlockLine};
use super::{Choice, Desk, Editor, Fault, conditions};
use crate::PageError;
use crate::page::{self, Crumb, Page, see_other};
use crate::routes::Routes;
use crate::staff::acts::Posted;
use crate::visit::Visit;

/// Longest name of a new step or field, in characters.
const NAME_CHARS_MAX: usize = 500;

pub(super) fn routes(desk: Desk) -> Routes {
    let path = desk.at(
        "/urzad/uslugi/{service}/formularz",
        "/szablony/{service}/formularz",
    );
    let may = desk.act(Action::ChangeServices);
    desk.routes().get(path, may, show).post(path, may, act)
}

/// What a path of the definition is about.
pub(super) enum Named {
    /// Path of a field by keys, and its label.
    Field(String, String),
    /// Key of a step, and its title.
    Step(String, String),
    Form,
    Other,
}

/// Turns a path by positions (`form.steps.0.fields.2.label`) into keys.
pub(super) fn named(definition: &Definition, path: &str) -> Named {
    let parts: Vec<&str> = path.split('.').collect();
    let ["form", rest @ ..] = parts.as_slice() else {
        return Named::Other;
    };
    let ["steps", step, rest @ ..] = rest else {
        return Named::Form;
    };
    let step = step
        .parse()
        .ok()
        .and_then(|at: usize| definition.form.steps.get(at));
    let Some(step) = step else {
        return Named::Form;
    };
    let (mut keys, mut label) = (Vec::new(), String::new());
    let (mut fields, mut rest) = (&step.fields, rest);
    while let ["fields", at, after @ ..] = rest {
        let field = at.parse().ok().and_then(|at: usize| fields.get(at));
        let Some(field) = field else { break };
        keys.push(field.key.as_str());
        label.clone_from(&field.label);
        (fields, rest) = (&field.fields, after);
    }
    match keys.is_empty() {
        true => Named::Step(step.key.clone(), step.title.clone()),
        false => Named::Field(keys.join("."), label),
    }
}

pub(super) struct FieldLine {
    /// Keys from the step on.
    pub(super) path: String,
    pub(super) label: String,
    pub(super) kind: String,
    pub(super) facts: Vec<String>,
    pub(super) href: String,
    /// The fields of a group or block.
    pub(super) inner: Vec<FieldLine>,
    pub(super) is_group: bool,
    /// For the fields that follow a block, drawn as one.
    pub(super) block: Option<BlockLine>,
    pub(super) has_problem: bool,
}

struct StepLine {
    key: String,
    title: String,
    condition: String,
    href: String,
    fields: Vec<FieldLine>,
    has_problem: bool,
    is_only: bool,
}

#[derive(Template)]
#[template(path = "staff/designer/outline.html")]
struct OutlinePage {
    page: Page,
    crumbs: Vec<Crumb>,
    action: String,
    steps: Vec<StepLine>,
    kinds: Vec<Choice>,
    /// Blocks of the lead to be put in.
    blocks: Vec<Choice>,
    problems: Vec<Fault>,
    error: String,
    beside: Beside,
    back: String,
    preview: String,
    undo: String,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Asked {
    po: String,
}

async fn show(editor: Editor, Query(asked): Query<Asked>) -> Result<Response, PageError> {
    let notice = match asked.po.as_str() {
        "" => None,
        act => Some(super::acts::act_in_words(&editor.visit, act)),
    };
    respond(&editor, StatusCode::OK, "", notice).await
}

pub(super) async fn respond(
    editor: &Editor,
    status: StatusCode,
    error: &str,
    notice: Option<String>,
) -> Result<Response, PageError> {
    // The registry first: nobody waits for it with a connection of the office in hand.
    let known = blocks::known(editor).await?;
    let tx = editor.open(Action::ChangeServices).await?;
    let definition = editor.sketch(&tx).await?.definition;
    drop(tx);
    let problems: Vec<Fault> = editor.faults(&definition);
    let here = editor.path("/formularz");
    let in_form = |fault: &Fault| {
        let below = ["/pole/", "/krok/"].map(|part| editor.path(part));
        fault.href == here
            || below
                .iter()
                .any(|below| fault.href.starts_with(below.as_str()))
    };
    let title = editor.visit.t("designer-form");
    let steps = definition.form.steps.iter();
    let page = OutlinePage {
        crumbs: editor.crumbs(&definition.title, &title),
        action: here.clone(),
        steps: steps
            .map(|step| line(editor, (&definition, &known), step, &problems))
            .collect(),
        blocks: blocks::choices(&known),
        kinds: kinds(&editor.visit, "text"),
        problems: problems.into_iter().filter(in_form).collect(),
        error: match error {
            "" => String::new(),
            key => editor.visit.t(key),
        },
        beside: Beside::of(editor, &definition, ""),
        back: editor.path(""),
        preview: editor.path("/podglad"),
        undo: editor.path("/cofnij"),
        page: editor
            .page(title)
            .with_errors(!error.is_empty())
            .with_notice(notice),
    };
    Ok(beside::with_frame(page::html(status, &page)?))
}

fn line(
    editor: &Editor,
    (definition, known): (&Definition, &[Block]),
    step: &Step,
    problems: &[Fault],
) -> StepLine {
    let visit = &editor.visit;
    let href = editor.path(&format!("/krok/{}", step.key));
    let readable = conditions::readable(definition, &step.key, None);
    let rule = step.show_if.as_ref();
    let condition = rule.map(|rule| conditions::sentence(visit, "show-if", rule, &readable));
    let fields = step.fields.iter().map(|field| {
        let readable = conditions::readable(definition, &step.key, Some(&field.key));
        field_line(editor, field, &field.key, (&readable, problems))
    });
    StepLine {
        key: step.key.clone(),
        title: step.title.clone(),
        condition: condition.unwrap_or_default(),
        fields: blocks::gather(visit, (definition, known), fields.collect()),
        has_problem: problems.iter().any(|fault| fault.href == href),
        href,
        is_only: definition.form.steps.len() == 1,
    }
}

fn field_line(
    editor: &Editor,
    field: &Field,
    path: &str,
    (readable, problems): (&[&Field], &[Fault]),
) -> FieldLine {
    let visit = &editor.visit;
    let mut facts = Vec::new();
    if !field.required && field.kind.is_asked() {
        facts.push(visit.t("designer-fact-optional"));
    }
    if let Some(rule) = &field.show_if {
        facts.push(conditions::sentence(visit, "show-if", rule, readable));
    }
    if let Some(rule) = &field.required_if {
        facts.push(conditions::sentence(visit, "required-if", rule, readable));
    }
    let href = editor.path(&format!("/pole/{path}"));
    let inner = field.fields.iter();
    FieldLine {
        path: path.to_owned(),
        label: match field.label.is_empty() {
            true => visit.t("designer-unnamed"),
            false => field.label.clone(),
        },
        kind: visit.t(&kind_key(field.kind)),
        facts,
        inner: inner
            .map(|inner| {
                let path = format!("{path}.{}", inner.key);
                let siblings = field.fields.iter().filter(|other| other.key != inner.key);
                let readable: Vec<&Field> = siblings.collect();
                field_line(editor, inner, &path, (&readable, problems))
            })
            .collect(),
        is_group: field.kind == FieldKind::Group,
        block: None,
        has_problem: problems.iter().any(|fault| fault.href == href),
        href,
    }
}

/// The key of the text that names a kind of field.
pub(super) fn kind_key(kind: FieldKind) -> String {
    format!("designer-kind-of-field-{}", code(kind).replace('_', "-"))
}

pub(super) fn code(kind: FieldKind) -> String {
    let code = serde_json::to_value(kind).unwrap_or_default();
    code.as_str().unwrap_or_default().to_owned()
}

/// All kinds of fields to choose from.
pub(super) fn kinds(visit: &Visit, chosen: &str) -> Vec<Choice> {
    FieldKind::CODES
        .iter()
        .map(|code| Choice {
            value: (*code).to_owned(),
            label: visit.t(&format!(
                "designer-kind-of-field-{}",
                code.replace('_', "-")
            )),
            hint: String::new(),
            chosen: *code == chosen,
        })
        .collect()
}

pub(super) fn kind_of(code: &str) -> Option<FieldKind> {
    serde_json::from_value(code.into()).ok()
}

/// What a button of the outline does: a word, and the step or field it is about.
async fn act(
    editor: Editor,
    Form(pairs): Form<Vec<(String, String)>>,
) -> Result<Response, PageError> {
    let posted = Posted(pairs);
    let (verb, target) = posted.get("akt").split_once(':').unwrap_or_default();
    let known = match verb {
        "block-add" | "block-update" => blocks::known(&editor).await?,
        _ => Vec::new(),
    };
    let tx = editor.open(Action::ChangeServices).await?;
    let sketch = editor.locked(&tx).await?;
    let mut definition = sketch.definition.clone();
    let made = match verb.starts_with("block-") {
        true => blocks::perform(&mut definition, &known, (verb, target), &posted),
        false => perform(&mut definition, verb, target, &posted),
    };
    edit::settle_blocks(&mut definition);
    match made {
        Ok(Made::At(place)) => {
            editor.keep(tx, &sketch, &definition, verb).await?;
            let rest = format!("/formularz?po={verb}#{place}");
            Ok(see_other(&editor.path(&rest)))
        }
        Ok(Made::NewField(path)) => {
            editor.keep(tx, &sketch, &definition, verb).await?;
            Ok(see_other(&editor.path(&format!("/pole/{path}?po={verb}"))))
        }
        // Somebody removed it meanwhile: the outline as it is now says so.
        Ok(Made::Nothing) => Ok(see_other(&editor.path("/formularz"))),
        Err(fault) => {
            drop(tx);
            respond(&editor, StatusCode::UNPROCESSABLE_ENTITY, fault, None).await
        }
    }
}

pub(super) enum Made {
    /// The outline, at this step or field.
    At(String),
    /// A field to be filled in.
    NewField(String),
    Nothing,
}

/// Puts a field or step where it was dragged to; `None` for another act.
fn place(definition: &mut Definition, verb: &str, target: &str, posted: &Posted) -> Option<Made> {
    let before = Some(posted.get("przed")).filter(|before| !before.is_empty());
    let made = match verb {
        "field-place" => edit::place_field(definition, target, posted.get("krok"), before),
        "step-place" => edit::place_step(definition, target, before),
        _ => return None,
    };
    Some(match made {
        true => Made::At(target.to_owned()),
        false => Made::Nothing,
    })
}

fn perform(
    definition: &mut Definition,
    verb: &str,
    target: &str,
    posted: &Posted,
) -> Result<Made, &'static str> {
    let alone = matches!(verb, "field-remove" | "field-copy" | "inner-add");
    if (alone || target.contains('.')) && blocks::is_linked(definition, target) {
        return Err("designer-fault-linked");
    }
    if let Some(made) = place(definition, verb, target, posted) {
        return Ok(made);
    }
    let form = &mut definition.form;
    let at = |made: bool, place: &str| match made {
        true => Made::At(place.to_owned()),
        false => Made::Nothing,
    };
    Ok(match verb {
        "step-up" => at(edit::move_step(form, target, Direction::Up), target),
        "step-down" => at(edit::move_step(form, target, Direction::Down), target),
        "step-remove" => at(edit::remove_step(form, target).is_some(), ""),
        "step-copy" => edit::duplicate_step(form, target).map_or(Made::Nothing, Made::At),
        "step-add" => {
            let title = name(posted.get("nowy-krok"))?;
            Made::At(edit::add_step(form, None, title))
        }
        "field-up" => at(edit::move_field(definition, target, Direction::Up), target),
        "field-down" => at(
            edit::move_field(definition, target, Direction::Down),
            target,
        ),
        "field-remove" => at(edit::remove_field(form, target).is_some(), ""),
        "field-copy" => edit::duplicate_field(form, target).map_or(Made::Nothing, Made::At),
        "field-add" => {
            let label = name(posted.get(&format!("nazwa-{target}")))?;
            let kind = kind_of(posted.get(&format!("rodzaj-{target}")));
            let kind = kind.ok_or("designer-fault-code")?;
            let added = edit::add_field(form, (target, None), None, (kind, label));
            added.map_or(Made::Nothing, Made::NewField)
        }
        "inner-add" => {
            let label = name(posted.get(&format!("nazwa-{target}")))?;
            let kind = kind_of(posted.get(&format!("rodzaj-{target}")));
            let kind = kind.ok_or("designer-fault-code")?;
            let added = edit::add_field(form, ("", Some(target)), None, (kind, label));
            added.map_or(Made::Nothing, Made::NewField)
        }
        _ => Made::Nothing,
    })
}

fn name(typed: &str) -> Result<&str, &'static str> {
    match typed.chars().count() {
        0 => Err("designer-fault-name"),
        1..=NAME_CHARS_MAX => Ok(typed),
        _ => Err("designer-fault-long"),
    }
}
