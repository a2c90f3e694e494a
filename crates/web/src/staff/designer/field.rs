//! The page of one field, and the page of one step.

use access::Action;
use askama::Template;
use axum::extract::{Form, Query};
use axum::http::StatusCode;
use axum::response::Response;
use catalogue::definition::PREFILLS;
use catalogue::{Definition, Field, FieldKind, edit};
use serde::Deserialize;
use serde_json::Value;
use store::sketches::Sketch;

use super::conditions::{self, ConditionBox};
use super::inputs::{Box, Input, Shown, may, must, set};
use super::{Desk, Editor, Fault, Said, outline};
use crate::PageError;
use crate::address::Path;
use crate::page::{self, Crumb, Page, see_other};
use crate::routes::Routes;
use crate::staff::acts::Posted;

const FILES: &[&str] = &["pdf", "jpg", "png", "docx", "xlsx", "odt", "txt", "csv"];
const WIDTHS: &[&str] = &["short", "medium", "long"];
const FORMATS: &[&str] = &["text", "number", "money"];

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

/// The boxes a field of this kind has.
fn inputs(kind: FieldKind) -> Vec<Input> {
    let mut inputs = vec![
        must("label", "field-label", Box::Text),
        may("hint", "field-hint", Box::Text),
        may("purpose", "field-purpose", Box::Text),
        must(
            "type",
            "field-type",
            Box::Code(FieldKind::CODES, "designer-kind-of-field"),
        ),
    ];
    if kind.is_asked() && kind != FieldKind::Declaration {
        inputs.push(may("required", "field-required", Box::Yes));
    }
    if kind.has_options() {
        inputs.push(must("options", "field-options", Box::Options));
    }
    inputs.extend(own_inputs(kind));
    if can_be_known(kind) {
        inputs.push(may(
            "prefill",
            "field-prefill",
            Box::Code(PREFILLS, "designer-prefill"),
        ));
    }
    if matches!(kind, FieldKind::Text | FieldKind::Number | FieldKind::Money) {
        inputs.push(may(
            "width",
            "field-width",
            Box::Code(WIDTHS, "designer-width"),
        ));
    }
    inputs.push(must("key", "key", Box::Line));
    inputs
}

/// The boxes only this kind has.
fn own_inputs(kind: FieldKind) -> Vec<Input> {
    match kind {
        FieldKind::Text => vec![
            may("min_length", "field-min-length", Box::Count),
            may("max_length", "field-max-length", Box::Count),
            may("pattern", "field-pattern", Box::Line),
            may("pattern_message", "field-pattern-message", Box::Line),
        ],
        FieldKind::Textarea => vec![
            may("min_length", "field-min-length", Box::Count),
            may("max_length", "field-max-length", Box::Count),
        ],
        FieldKind::Number => vec![
            may("min", "field-min", Box::Line),
            may("max", "field-max", Box::Line),
            may("decimals", "field-decimals", Box::Count),
            may("unit", "field-unit", Box::Line),
        ],
        FieldKind::Money => vec![
            may("min", "field-min", Box::Line),
            may("max", "field-max", Box::Line),
        ],
        FieldKind::Date | FieldKind::DateRange => vec![
            may("after", "field-after", Box::Line),
            may("before", "field-before", Box::Line),
        ],
        FieldKind::Group => vec![
            may("item_label", "field-item-label", Box::Line),
            may("min", "field-items-min", Box::Line),
            may("max", "field-items-max", Box::Line),
        ],
        FieldKind::File => vec![
            may("accept", "field-accept", Box::Codes(FILES, "designer-file")),
            may("max_mb", "field-max-mb", Box::Count),
            may("max_files", "field-max-files", Box::Count),
        ],
        FieldKind::Computed => vec![
            must("value", "field-value", Box::Rule),
            may(
                "format",
                "field-format",
                Box::Code(FORMATS, "designer-format"),
            ),
            may("unit", "field-unit", Box::Line),
        ],
        _ => Vec::new(),
    }
}

fn can_be_known(kind: FieldKind) -> bool {
    matches!(
        kind,
        FieldKind::Text
            | FieldKind::Email
            | FieldKind::Phone
            | FieldKind::Pesel
            | FieldKind::Address
            | FieldKind::Party
    )
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

/// What is edited: the JSON of a field or step with its boxes and the fields its rules may read.
struct Edited<'d> {
    json: Value,
    inputs: Vec<Input>,
    /// Names of the conditions with the fields they may read.
    rules: &'static [(&'static str, &'static str)],
    readable: Vec<&'d Field>,
    action: String,
    place: String,
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
            title: editor.visit.t1("designer-step", "step", &step.title),
            lead: editor.visit.t("designer-step-lead"),
        })
    }

    fn render(
        self,
        editor: &Editor,
        sketch: &Sketch,
        faults: Vec<Said>,
        notice: Option<String>,
    ) -> Result<Response, PageError> {
        let visit = &editor.visit;
        let error = |name: &str| {
            let found = faults.iter().find(|said| said.field == name);
            found.map(|said| said.text.clone()).unwrap_or_default()
        };
        let boxes = self.inputs.iter().map(|input| {
            let mut shown = input.shown(visit, "", &self.json);
            shown.error = error(&shown.name);
            shown
        });
        let rules = self.rules.iter().map(|(prefix, key)| {
            let rule = self.json.get(*key);
            let rule = rule.and_then(|json| catalogue::rules::Rule::from_json(json).ok());
            let mut shown = conditions::shown(visit, prefix, rule.as_ref(), &self.readable);
            shown.error = error(prefix);
            shown
        });
        let status = match faults.is_empty() {
            true => StatusCode::OK,
            false => StatusCode::UNPROCESSABLE_ENTITY,
        };
        let problems = editor.faults(&sketch.definition).into_iter();
        let page = FieldPage {
            crumbs: editor.crumbs(&sketch.definition.title, &self.title),
            lead: self.lead.clone(),
            version: sketch.version,
            problems: problems.filter(|fault| fault.href == self.action).collect(),
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
        page::html(status, &page)
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
    let edited = Edited::field(&editor, &sketch.definition, &path);
    let edited = edited.ok_or(PageError::NotFound)?;
    let notice =
        (!asked.po.is_empty()).then(|| super::acts::act_in_words(&editor.visit, &asked.po));
    edited.render(&editor, &sketch, Vec::new(), notice)
}

async fn save_field(
    editor: Editor,
    Path((_, path)): Path<(String, String)>,
    Form(pairs): Form<Vec<(String, String)>>,
) -> Result<Response, PageError> {
    let posted = Posted(pairs);
    let tx = editor.open(Action::ChangeServices).await?;
    let sketch = editor.locked(&tx).await?;
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
        return edited.render(&editor, &sketch, faults, None);
    }
    let there = match path.rsplit_once('.') {
        Some((group, _)) => format!("{group}.{key}"),
        None => key,
    };
    editor.keep(tx, &sketch, &definition, "field-save").await?;
    match is_other_kind {
        // The boxes of the new kind are shown before going on.
        true => Ok(see_other(
            &editor.path(&format!("/pole/{there}?po=field-save")),
        )),
        false => Ok(see_other(
            &editor.path(&format!("/formularz?po=field-save#{there}")),
        )),
    }
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
    edited.render(&editor, &sketch, Vec::new(), None)
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
    if !faults.is_empty() {
        drop(tx);
        return edited.render(&editor, &sketch, faults, None);
    }
    let mut definition = sketch.definition.clone();
    let steps = definition.form.steps.iter_mut();
    for step in steps.filter(|step| step.key == key) {
        let text = |name: &str| {
            let value = edited.json.get(name).and_then(Value::as_str);
            value.unwrap_or_default().to_owned()
        };
        (step.title, step.hint, step.key) = (text("title"), text("hint"), text("key"));
        let rule = edited.json.get("show_if");
        step.show_if = rule.and_then(|json| catalogue::rules::Rule::from_json(json).ok());
    }
    editor.keep(tx, &sketch, &definition, "step-save").await?;
    Ok(see_other(&editor.path("/formularz?po=step-save")))
}
