//! The page of one field, and the page of one step.

use access::Action;
use askama::Template;
use axum::extract::{Form, Query};
use axum::http::StatusCode;
use axum::response::Response;
use catalogue::rules::Rule;
use catalogue::{Definition, Field, FieldKind, edit};
use serde::Deserialize;
use serde_json::Value;
use store::sketches::Sketch;

use super::beside::{self, Beside};
use super::conditions::{self, ConditionBox};
use super::inputs::{Box, Input, Shown, may, must, set};
use super::keeping::{self, Way};
use super::kinds::inputs;
use super::{Desk, Editor, Fault, Said, blocks, computed, outline, tables};
use crate::PageError;
use crate::address::Path;
use crate::page::{self, Crumb, Page, see_other};
use crate::routes::Routes;
use crate::staff::acts::Posted;

/// Longest question, in characters; declarations are as long as their law wants them.
const LABEL_CHARS_MAX: usize = 2_000;

const STEP: &[Input] = &[
    must("title", "step-title", Box::Line),
    may("hint", "step-hint", Box::Text),
    must("key", "key", Box::Line),
];

pub(super) fn routes(desk: Desk) -> Routes {
    let field = desk.at(
        "/urzad/uslugi/{service}/pole/{field}",
        "/szablony/{service}/pole/{field}",
    );
    let step = desk.at(
        "/urzad/uslugi/{service}/krok/{step}",
        "/szablony/{service}/krok/{step}",
    );
    let may = desk.act(Action::ChangeServices);
    desk.routes()
        .get(field, may, show_field)
        .post(field, may, save_field)
        .get(step, may, show_step)
        .post(step, may, save_step)
}

#[derive(Template)]
#[template(path = "staff/designer/field.html")]
struct FieldPage {
    page: Page,
    crumbs: Vec<Crumb>,
    lead: String,
    action: String,
    version: i32,
    faults: Vec<Said>,
    problems: Vec<Fault>,
    outdated: String,
    beside: Beside,
    boxes: Vec<Shown>,
    conditions: Vec<ConditionBox>,
    /// Address of the outline, at this place.
    back: String,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Asked {
    po: String,
}

/// Why what was typed is not kept; nothing of it for a page only looked at.
#[derive(Default)]
struct Refused<'p> {
    faults: Vec<Said>,
    /// Who was faster.
    outdated: String,
    typed: Option<&'p Posted>,
}

/// What is edited: the JSON of a field or step with its boxes and the fields its rules may read.
struct Edited<'d> {
    json: Value,
    inputs: Vec<Input>,
    /// Names of the conditions with the fields they may read.
    rules: &'static [(&'static str, &'static str)],
    readable: Vec<&'d Field>,
    action: String,
    place: String,
    /// Key of the step it stands in, or is.
    step: String,
    title: String,
    lead: String,
}

const FIELD_RULES: &[(&str, &str)] = &[("show-if", "show_if"), ("required-if", "required_if")];
const STEP_RULES: &[(&str, &str)] = &[("show-if", "show_if")];

impl<'d> Edited<'d> {
    fn field(editor: &Editor, definition: &'d Definition, path: &str) -> Option<Self> {
        let field = edit::field_at(&definition.form, path)?;
        let root = path.split('.').next().unwrap_or(path);
        let holds =
            |step: &&catalogue::definition::Step| step.fields.iter().any(|field| field.key == root);
        let step = definition.form.steps.iter().find(holds)?;
        let mut json = serde_json::to_value(field).ok()?;
        // What is not written stands for yes.
        if json.get("required").is_none() {
            set(&mut json, "required", Some(Value::Bool(true)));
        }
        Some(Self {
            inputs: inputs(field.kind),
            json,
            rules: match field.kind.is_asked() && field.kind != FieldKind::Declaration {
                true => FIELD_RULES,
                false => STEP_RULES,
            },
            readable: conditions::readable(definition, &step.key, Some(path)),
            action: editor.path(&format!("/pole/{path}")),
            place: editor.path(&format!("/formularz#{path}")),
            step: step.key.clone(),
            title: editor.visit.t1("designer-field", "field", &field.label),
            lead: editor
                .visit
                .t(&format!("{}-lead", outline::kind_key(field.kind))),
        })
    }

    fn step(editor: &Editor, definition: &'d Definition, key: &str) -> Option<Self> {
        let step = definition.step(key)?;
        let mut json = serde_json::to_value(step).ok()?;
        set(&mut json, "fields", None);
        Some(Self {
            inputs: STEP.to_vec(),
            json,
            rules: STEP_RULES,
            readable: conditions::readable(definition, key, None),
            action: editor.path(&format!("/krok/{key}")),
            place: editor.path(&format!("/formularz#{key}")),
            step: key.to_owned(),
            title: editor.visit.t1("designer-step", "step", &step.title),
            lead: editor.visit.t("designer-step-lead"),
        })
    }

    fn render(
        self,
        editor: &Editor,
        sketch: &Sketch,
        refused: Refused<'_>,
        notice: Option<String>,
    ) -> Result<Response, PageError> {
        let visit = &editor.visit;
        let Refused {
            faults,
            outdated,
            typed,
        } = refused;
        let error = |name: &str| {
            let found = faults.iter().find(|said| said.field == name);
            found.map(|said| said.text.clone()).unwrap_or_default()
        };
        let rule_at = |key: &str| Rule::from_json(self.json.get(key)?).ok();
        let boxes = self.inputs.iter().map(|input| {
            let mut shown = input.shown(visit, "", &self.json);
            shown.error = error(&shown.name);
            let typed = typed.filter(|_| !shown.error.is_empty());
            if let (Some(typed), false) = (typed, shown.kind == "yes") {
                shown.value = typed.get(&shown.name).to_owned();
            }
            if input.of == Box::Formula {
                let rule = rule_at(input.path);
                let of = (rule.as_ref(), typed);
                let formula = computed::shown(visit, &shown.name, of, &self.readable);
                shown.formula = Some(formula);
            }
            shown
        });
        let rules = self.rules.iter().map(|(prefix, key)| {
            let (rule, error) = (rule_at(key), error(prefix));
            let typed = typed.filter(|_| !error.is_empty());
            let of = (rule.as_ref(), typed);
            let mut shown = conditions::shown(visit, prefix, of, &self.readable);
            shown.error = error;
            shown
        });
        let status = match (faults.is_empty(), outdated.is_empty()) {
            (true, true) => StatusCode::OK,
            (true, false) => StatusCode::CONFLICT,
            (false, _) => StatusCode::UNPROCESSABLE_ENTITY,
        };
        let problems = editor.faults(&sketch.definition).into_iter();
        let page = FieldPage {
            crumbs: editor.crumbs(&sketch.definition.title, &self.title),
            lead: self.lead.clone(),
            version: sketch.version,
            problems: problems.filter(|fault| fault.href == self.action).collect(),
            outdated,
            beside: Beside::of(editor, &sketch.definition, &self.step),
            boxes: boxes.collect(),
            conditions: rules.collect(),
            back: self.place.clone(),
            page: editor
                .page(self.title.clone())
                .with_errors(!faults.is_empty())
                .with_notice(notice),
            action: self.action.clone(),
            faults,
        };
        Ok(beside::with_frame(page::html(status, &page)?))
    }

    /// Puts what was typed into the JSON; what is wrong is told and left as it was.
    fn put(&mut self, editor: &Editor, posted: &Posted) -> Vec<Said> {
        let visit = &editor.visit;
        let mut faults = Vec::new();
        let mut fault = |field: &str, key: &str| {
            faults.push(Said {
                field: field.to_owned(),
                text: visit.t(key),
            });
        };
        for input in &self.inputs {
            if let Err(key) = input.put(posted, "", &mut self.json) {
                fault(input.path, key);
            }
            if input.of == Box::Formula {
                match computed::read(visit, input.path, posted, &self.readable) {
                    Ok(Some(rule)) => set(&mut self.json, input.path, Some(rule.json().clone())),
                    Ok(None) => {}
                    Err(key) => fault(input.path, key),
                }
            }
        }
        let label = self.json.get("label").and_then(Value::as_str);
        if label.is_some_and(|label| label.chars().count() > LABEL_CHARS_MAX) {
            fault("label", "designer-fault-long");
        }
        let key = self.json.get("key").and_then(Value::as_str);
        if !edit::is_key(key.unwrap_or_default()) {
            fault("key", "designer-fault-key");
        }
        for (prefix, key) in self.rules {
            match conditions::read(visit, prefix, posted, &self.readable) {
                Ok(rule) => {
                    let json = rule.map(|rule| rule.json().clone());
                    set(&mut self.json, key, json);
                }
                Err(said) => fault(prefix, said),
            }
        }
        faults
    }
}

async fn show_field(
    editor: Editor,
    Path((_, path)): Path<(String, String)>,
    Query(asked): Query<Asked>,
) -> Result<Response, PageError> {
    let tx = editor.open(Action::ChangeServices).await?;
    let sketch = editor.sketch(&tx).await?;
    drop(tx);
    if blocks::is_linked(&sketch.definition, &path) {
        return Ok(see_other(&editor.path("/formularz?po=linked")));
    }
    let edited = Edited::field(&editor, &sketch.definition, &path);
    let edited = edited.ok_or(PageError::NotFound)?;
    let notice =
        (!asked.po.is_empty()).then(|| super::acts::act_in_words(&editor.visit, &asked.po));
    edited.render(&editor, &sketch, Refused::default(), notice)
}

async fn save_field(
    editor: Editor,
    Path((_, path)): Path<(String, String)>,
    Form(pairs): Form<Vec<(String, String)>>,
) -> Result<Response, PageError> {
    let posted = Posted(pairs);
    let tx = editor.open(Action::ChangeServices).await?;
    let sketch = editor.locked(&tx).await?;
    if blocks::is_linked(&sketch.definition, &path) {
        drop(tx);
        let status = StatusCode::UNPROCESSABLE_ENTITY;
        return outline::respond(&editor, status, "designer-fault-linked", None).await;
    }
    let edited = Edited::field(&editor, &sketch.definition, &path);
    let mut edited = edited.ok_or(PageError::NotFound)?;
    let before = edited.json.get("type").cloned();
    let mut faults = edited.put(&editor, &posted);
    let is_other_kind = edited.json.get("type") != before.as_ref();
    if is_other_kind {
        forget(&mut edited.json);
    }
    let mut definition = sketch.definition.clone();
    let key = edited.json.get("key").and_then(Value::as_str);
    let key = key.unwrap_or_default().to_owned();
    match field_of(&edited.json, &mut faults) {
        Some(field)
            if faults.is_empty() && !edit::replace_field(&mut definition, &path, field.clone()) =>
        {
            faults.push(Said {
                field: "key".to_owned(),
                text: editor.visit.t("designer-fault-key-taken"),
            });
        }
        _ => {}
    }
    if !faults.is_empty() {
        drop(tx);
        let refused = Refused {
            faults,
            typed: Some(&posted),
            ..Refused::default()
        };
        return edited.render(&editor, &sketch, refused, None);
    }
    let is_same = |before: &Definition, now: &Definition| {
        let at = |definition: &Definition| edit::field_at(&definition.form, &path).cloned();
        at(before) == at(now)
    };
    let of = (&sketch, posted.version());
    let outdated = keeping::outdated(&editor, &tx, of, is_same).await?;
    if !outdated.is_empty() {
        drop(tx);
        let refused = Refused {
            outdated,
            ..Refused::default()
        };
        return edited.render(&editor, &sketch, refused, None);
    }
    let there = match path.rsplit_once('.') {
        Some((group, _)) => format!("{group}.{key}"),
        None => key,
    };
    let here = editor.path(&format!("/pole/{there}"));
    let version = editor.keep(tx, &sketch, &definition, "field-save").await?;
    let way = Way {
        // The boxes of the new kind, and the other rows, are shown before going on.
        on: &match is_other_kind || !posted.get(tables::ROW).is_empty() {
            true => format!("{here}?po=field-save"),
            false => editor.path(&format!("/formularz?po=field-save#{there}")),
        },
        here: &here,
        is_other: is_other_kind,
    };
    Ok(keeping::kept(&posted, version, &way))
}

/// Takes out what belongs to the kind the field had before.
fn forget(json: &mut Value) {
    let kind = json.get("type").and_then(Value::as_str);
    let kind = kind.and_then(outline::kind_of).unwrap_or_default();
    let known = inputs(kind);
    if let Value::Object(map) = json {
        map.retain(|key, _| {
            let of_kind = known.iter().any(|input| input.path == key);
            let is_rule = FIELD_RULES.iter().any(|(_, rule)| rule == key);
            of_kind || is_rule || key == "required" || (key == "fields" && kind == FieldKind::Group)
        });
    }
    if kind.has_options() && json.get("options").is_none() {
        set(json, "options", Some(Value::Array(Vec::new())));
    }
}

/// The field that was typed, or what of it fits no field.
fn field_of(json: &Value, faults: &mut Vec<Said>) -> Option<Field> {
    match serde_json::from_value::<Field>(json.clone()) {
        Ok(field) => Some(field),
        Err(fault) => {
            faults.push(Said {
                field: "label".to_owned(),
                text: fault.to_string(),
            });
            None
        }
    }
}

async fn show_step(
    editor: Editor,
    Path((_, key)): Path<(String, String)>,
) -> Result<Response, PageError> {
    let tx = editor.open(Action::ChangeServices).await?;
    let sketch = editor.sketch(&tx).await?;
    drop(tx);
    let edited = Edited::step(&editor, &sketch.definition, &key);
    let edited = edited.ok_or(PageError::NotFound)?;
    edited.render(&editor, &sketch, Refused::default(), None)
}

async fn save_step(
    editor: Editor,
    Path((_, key)): Path<(String, String)>,
    Form(pairs): Form<Vec<(String, String)>>,
) -> Result<Response, PageError> {
    let posted = Posted(pairs);
    let tx = editor.open(Action::ChangeServices).await?;
    let sketch = editor.locked(&tx).await?;
    let edited = Edited::step(&editor, &sketch.definition, &key);
    let mut edited = edited.ok_or(PageError::NotFound)?;
    let faults = edited.put(&editor, &posted);
    let is_same = |before: &Definition, now: &Definition| {
        let at = |definition: &Definition| {
            let step = definition.step(&key)?;
            Some((step.title.clone(), step.hint.clone(), step.show_if.clone()))
        };
        at(before) == at(now)
    };
    let of = (&sketch, posted.version());
    let outdated = keeping::outdated(&editor, &tx, of, is_same).await?;
    if !faults.is_empty() || !outdated.is_empty() {
        drop(tx);
        let refused = Refused {
            typed: (!faults.is_empty()).then_some(&posted),
            faults,
            outdated,
        };
        return edited.render(&editor, &sketch, refused, None);
    }
    let mut definition = sketch.definition.clone();
    let text = |name: &str| {
        let value = edited.json.get(name).and_then(Value::as_str);
        value.unwrap_or_default().to_owned()
    };
    let new = text("key");
    let steps = definition.form.steps.iter_mut();
    for step in steps.filter(|step| step.key == key) {
        (step.title, step.hint) = (text("title"), text("hint"));
        let rule = edited.json.get("show_if");
        step.show_if = rule.and_then(|json| Rule::from_json(json).ok());
    }
    edit::rename_step(&mut definition, &key, &new);
    let here = editor.path(&format!("/krok/{new}"));
    let version = editor.keep(tx, &sketch, &definition, "step-save").await?;
    let way = Way {
        on: &editor.path("/formularz?po=step-save"),
        here: &here,
        is_other: false,
    };
    Ok(keeping::kept(&posted, version, &way))
}
