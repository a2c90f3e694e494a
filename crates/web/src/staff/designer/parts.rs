//! One page per concern: card, procedure and term, identity, who it is for, fees, attachments,
//! windows.

use access::Action;
use askama::Template;
use axum::extract::{Form, Query};
use axum::http::StatusCode;
use axum::response::Response;
use catalogue::{Definition, edit};
use serde::Deserialize;
use serde_json::{Map, Value};
use store::sketches::{self, Side, Sketch};
use store::units::{self, Class, Unit};

use super::concerns::{PARTS, PAYEES, Part, Rows};
use super::inputs::{Box, Input, Shown, at, set};
use super::{Choice, Desk, Editor, Fault, Said};
use crate::PageError;
use crate::address::Path;
use crate::page::{self, Crumb, Page, see_other};
use crate::routes::Routes;
use crate::staff::acts::Posted;
use crate::visit::Visit;

pub(super) fn routes(desk: Desk) -> Routes {
    let path = desk.at(
        "/urzad/uslugi/{service}/czesc/{part}",
        "/szablony/{service}/czesc/{part}",
    );
    let act = desk.act(Action::ChangeServices);
    desk.routes().get(path, act, show).post(path, act, save)
}

/// One table of a list.
struct Row {
    legend: String,
    boxes: Vec<Shown>,
    /// Name of the box that takes it out; empty for the one to be added.
    remove: String,
}

#[derive(Template)]
#[template(path = "staff/designer/part.html")]
struct PartPage {
    page: Page,
    crumbs: Vec<Crumb>,
    lead: String,
    action: String,
    version: i32,
    faults: Vec<Said>,
    problems: Vec<Fault>,
    outdated: String,
    boxes: Vec<Shown>,
    rows: Vec<Row>,
    back: String,
    preview: String,
}

impl PartPage {
    /// Whether there is a box whose text may be formatted.
    fn takes_texts(&self) -> bool {
        let in_rows = self.rows.iter().flat_map(|row| &row.boxes);
        let mut all = self.boxes.iter().chain(in_rows);
        all.any(|shown| shown.kind == "text")
    }
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Asked {
    zapisano: String,
}

async fn show(
    editor: Editor,
    Path((_, name)): Path<(String, String)>,
    Query(asked): Query<Asked>,
) -> Result<Response, PageError> {
    let part = find(&name)?;
    let tx = editor.open(Action::ChangeServices).await?;
    let sketch = editor.sketch(&tx).await?;
    let own = Own::of(&tx).await?;
    drop(tx);
    let json = sketch.definition.to_json();
    let notice = (asked.zapisano == "1").then(|| editor.visit.t("designer-saved"));
    let said = (Vec::new(), String::new(), notice);
    render(&editor, (part, &own), &sketch, &json, said, StatusCode::OK)
}

fn find(name: &str) -> Result<&'static Part, PageError> {
    let found = PARTS.iter().find(|part| part.name == name);
    found.ok_or(PageError::NotFound)
}

/// What the office has to choose from; the lead has nothing.
#[derive(Default)]
struct Own {
    units: Vec<Unit>,
    classes: Vec<Class>,
}

impl Own {
    async fn of(tx: &impl sketches::Desk) -> Result<Self, PageError> {
        let Side::Office(tx) = tx.side() else {
            return Ok(Self::default());
        };
        Ok(Self {
            units: units::list(tx).await?,
            classes: units::classes(tx).await?,
        })
    }

    /// Turns the line for a unit or class into a choice of those there are.
    fn offer(&self, shown: &mut Shown) {
        let options: Vec<(String, String)> = match shown.name.as_str() {
            "unit" => {
                let units = self.units.iter().filter(|unit| !unit.is_closed);
                let label = |unit: &Unit| format!("{} – {}", unit.code, unit.name);
                units.map(|unit| (unit.code.clone(), label(unit))).collect()
            }
            "class" => {
                let classes = self.classes.iter();
                let label = |class: &Class| format!("{} – {}", class.symbol, class.title);
                classes
                    .map(|class| (class.symbol.clone(), label(class)))
                    .collect()
            }
            _ => return,
        };
        if options.is_empty() {
            return;
        }
        let known = options.iter().any(|(value, _)| *value == shown.value);
        if !known && !shown.value.is_empty() {
            let value = shown.value.clone();
            shown
                .options
                .push(choice(value.clone(), value, &shown.value));
        }
        for (value, label) in options {
            shown.options.push(choice(value, label, &shown.value));
        }
        shown.kind = "code";
    }
}

fn choice(value: String, label: String, chosen: &str) -> Choice {
    Choice {
        chosen: value == chosen,
        value,
        label,
        hint: String::new(),
    }
}

fn render(
    editor: &Editor,
    (part, own): (&Part, &Own),
    sketch: &Sketch,
    json: &Value,
    (faults, outdated, notice): (Vec<Said>, String, Option<String>),
    status: StatusCode,
) -> Result<Response, PageError> {
    let visit = &editor.visit;
    let shown = |input: &Input, prefix: &str, object: &Value| {
        let mut shown = input.shown(visit, prefix, object);
        own.offer(&mut shown);
        let fault = faults.iter().find(|said| said.field == shown.name);
        shown.error = fault.map(|said| said.text.clone()).unwrap_or_default();
        shown
    };
    let boxes = part.inputs.iter().map(|input| shown(input, "", json));
    let boxes: Vec<Shown> = boxes.collect();
    let mut rows = Vec::new();
    if let Some(list) = &part.rows {
        let empty = Value::Object(Map::new());
        let tables = at(json, list.path).and_then(Value::as_array);
        let tables = tables.into_iter().flatten().chain([&empty]);
        for (n, table) in tables.enumerate() {
            let prefix = format!("{}.{n}.", list.path);
            let is_new = std::ptr::eq(table, &raw const empty);
            let key = match is_new {
                true => format!("designer-{}-new", list.path),
                false => format!("designer-{}-one", list.path),
            };
            rows.push(Row {
                legend: visit.t1(&key, "number", &(n + 1).to_string()),
                boxes: list
                    .inputs
                    .iter()
                    .map(|input| {
                        let mut shown = shown(input, &prefix, table);
                        shown.required &= !is_new;
                        shown
                    })
                    .collect(),
                remove: match is_new {
                    true => String::new(),
                    false => format!("{prefix}usun"),
                },
            });
        }
    }
    let title = visit.t(&format!("designer-part-{}", part.name));
    let problems = editor.faults(&sketch.definition).into_iter();
    let here = editor.path(&format!("/czesc/{}", part.name));
    let page = PartPage {
        crumbs: editor.crumbs(&sketch.definition.title, &title),
        lead: visit.t(&format!("designer-part-{}-lead", part.name)),
        action: here.clone(),
        version: sketch.version,
        problems: problems.filter(|fault| fault.href == here).collect(),
        outdated,
        boxes,
        rows,
        back: editor.path(""),
        preview: editor.path("/podglad"),
        page: editor
            .page(title)
            .with_errors(!faults.is_empty())
            .with_notice(notice),
        faults,
    };
    page::html(status, &page)
}

async fn save(
    editor: Editor,
    Path((_, name)): Path<(String, String)>,
    Form(pairs): Form<Vec<(String, String)>>,
) -> Result<Response, PageError> {
    let part = find(&name)?;
    let posted = Posted(pairs);
    let tx = editor.open(Action::ChangeServices).await?;
    let sketch = editor.locked(&tx).await?;
    let mut json = sketch.definition.to_json();
    let faults = part.put(&editor.visit, &posted, &mut json);
    let (changed, lost) = edit::read(&json);
    let mut faults = faults;
    for complaint in lost {
        faults.push(Said {
            field: complaint.path.clone(),
            text: complaint.message.clone(),
        });
    }
    if !faults.is_empty() {
        let own = Own::of(&tx).await?;
        drop(tx);
        let said = (faults, String::new(), None);
        let status = StatusCode::UNPROCESSABLE_ENTITY;
        return render(&editor, (part, &own), &sketch, &json, said, status);
    }
    if let Some(outdated) = outdated(&editor, &tx, (&sketch, part), posted.version()).await? {
        let own = Own::of(&tx).await?;
        drop(tx);
        let said = (Vec::new(), outdated, None);
        return render(
            &editor,
            (part, &own),
            &sketch,
            &json,
            said,
            StatusCode::CONFLICT,
        );
    }
    let act = format!("part-{}", part.name);
    editor.keep(tx, &sketch, &changed, &act).await?;
    Ok(see_other(
        &editor.path(&format!("/czesc/{name}?zapisano=1")),
    ))
}

/// Who changed this part since the page was shown, and what; `None` when nobody did. Changes of
/// other parts do not matter: they are kept.
async fn outdated(
    editor: &Editor,
    tx: &impl sketches::Desk,
    (sketch, part): (&Sketch, &Part),
    shown: i32,
) -> Result<Option<String>, PageError> {
    // A page of what is in force shows what the first state holds.
    let shown = shown.max(1);
    if shown == sketch.version {
        return Ok(None);
    }
    let before = sketches::at_version(tx, sketch, shown).await?;
    let is_same = |before: &Definition| {
        let (before, now) = (before.to_json(), sketch.definition.to_json());
        part.paths().all(|path| at(&before, path) == at(&now, path))
    };
    if before.as_ref().is_some_and(is_same) {
        return Ok(None);
    }
    let who = super::acts::names(tx).await?;
    let who = who.get(&sketch.changed_by).cloned().unwrap_or_default();
    let when = editor.when(sketch.changed_at);
    let values = [("who", who.as_str()), ("when", when.as_str())];
    Ok(Some(editor.visit.tn("designer-outdated", &values)))
}

impl Part {
    fn paths(&self) -> impl Iterator<Item = &'static str> {
        let rows = self.rows.iter().map(|rows| rows.path);
        self.inputs.iter().map(|input| input.path).chain(rows)
    }

    /// Puts what was typed into the definition; what does not fit is told and left as it was.
    fn put(&self, visit: &Visit, posted: &Posted, json: &mut Value) -> Vec<Said> {
        let mut faults = Vec::new();
        for input in self.inputs {
            if let Err(key) = input.put(posted, "", json) {
                faults.push(Said {
                    field: input.path.to_owned(),
                    text: visit.t(key),
                });
            }
        }
        // A term without a word of either kind is no term.
        if self.name == "postepowanie"
            && posted.get("deadline.term").is_empty()
            && posted.get("deadline.basis").is_empty()
        {
            set(json, "deadline", None);
        }
        if let Some(rows) = &self.rows {
            rows.put(visit, posted, json, &mut faults);
        }
        faults
    }
}

impl Rows {
    fn put(&self, visit: &Visit, posted: &Posted, json: &mut Value, faults: &mut Vec<Said>) {
        let before = at(json, self.path).and_then(Value::as_array);
        let before: Vec<Value> = before.cloned().unwrap_or_default();
        let mut tables = Vec::new();
        // The last one is the row for one more.
        for n in 0..=before.len() {
            let prefix = format!("{}.{n}.", self.path);
            let is_empty = self.inputs.iter().all(|input| {
                let typed = posted.get(&format!("{prefix}{}", input.path));
                typed.is_empty() || matches!(input.of, Box::Code(..))
            });
            let is_removed = posted.get(&format!("{prefix}usun")) == "true";
            if is_removed || (is_empty && n == before.len()) {
                continue;
            }
            let mut table = before.get(n).cloned();
            let mut table = table.take().unwrap_or_else(|| Value::Object(Map::new()));
            for input in self.inputs {
                if let Err(key) = input.put(posted, &prefix, &mut table) {
                    faults.push(Said {
                        field: format!("{prefix}{}", input.path),
                        text: visit.t(key),
                    });
                }
            }
            for input in self.inputs.iter().filter(|input| input.required) {
                if table.get(input.path).is_none() {
                    set(&mut table, input.path, Some(Value::from("")));
                }
            }
            if table.get("payee") == Some(&Value::from("")) {
                set(&mut table, "payee", Some(Value::from(PAYEES[0])));
            }
            if self.is_keyed && table.get("key").is_none() {
                let title = table
                    .get("title")
                    .and_then(Value::as_str)
                    .unwrap_or_default();
                let taken = tables.iter().chain(&before);
                let taken = taken.filter_map(|table: &Value| table.get("key")?.as_str());
                let key = edit::free_key(title, "pozycja", taken);
                set(&mut table, "key", Some(Value::from(key)));
            }
            tables.push(table);
        }
        let list = (!tables.is_empty()).then_some(Value::Array(tables));
        set(json, self.path, list);
    }
}
