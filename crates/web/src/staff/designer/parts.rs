//! One page per concern: card, procedure and term, identity, who it is for, fees, attachments,
//! windows.

use access::Action;
use askama::Template;
use axum::extract::{Form, Query};
use axum::http::StatusCode;
use axum::response::Response;
use catalogue::rules::Rule;
use catalogue::{Definition, Field, edit};
use serde::Deserialize;
use serde_json::{Map, Value};
use store::sketches::{self, Side, Sketch};
use store::units::{self, Class, Unit};

use super::beside::{self, Beside};
use super::concerns::{PARTS, PAYEES, Part, Rows};
use super::inputs::{Box, Input, Shown, at, set};
use super::keeping::{self, Way};
use super::{Choice, Desk, Editor, Fault, Said, computed};
use crate::PageError;
use crate::address::Path;
use crate::page::{self, Crumb, Page};
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
    beside: Beside,
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
    let said = Refused {
        notice,
        ..Refused::default()
    };
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

/// Why what was typed is not kept; or what is said of a page that is only looked at.
#[derive(Default)]
struct Refused<'p> {
    faults: Vec<Said>,
    outdated: String,
    notice: Option<String>,
    typed: Option<&'p Posted>,
}

fn render(
    editor: &Editor,
    (part, own): (&Part, &Own),
    sketch: &Sketch,
    json: &Value,
    refused: Refused<'_>,
    status: StatusCode,
) -> Result<Response, PageError> {
    let visit = &editor.visit;
    let Refused {
        faults,
        outdated,
        notice,
        typed,
    } = refused;
    let fields = computed::all_fields(&sketch.definition);
    let shown = |input: &Input, prefix: &str, object: &Value| {
        let mut shown = input.shown(visit, prefix, object);
        own.offer(&mut shown);
        let fault = faults.iter().find(|said| said.field == shown.name);
        shown.error = fault.map(|said| said.text.clone()).unwrap_or_default();
        let typed = typed.filter(|_| !shown.error.is_empty());
        if let Some(typed) = typed {
            shown.value = typed.get(&shown.name).to_owned();
        }
        if input.of == Box::Formula {
            let rule = at(object, input.path).and_then(|json| Rule::from_json(json).ok());
            let of = (rule.as_ref(), typed);
            shown.formula = Some(computed::shown(visit, &shown.name, of, &fields));
        }
        shown
    };
    let boxes = part.inputs.iter().map(|input| shown(input, "", json));
    let boxes: Vec<Shown> = boxes.collect();
    let rows = part
        .rows
        .as_ref()
        .map(|list| list.shown(visit, json, shown));
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
        beside: Beside::of(editor, &sketch.definition, ""),
        boxes,
        rows: rows.unwrap_or_default(),
        back: editor.path(""),
        preview: editor.path("/podglad"),
        page: editor
            .page(title)
            .with_errors(!faults.is_empty())
            .with_notice(notice),
        faults,
    };
    Ok(beside::with_frame(page::html(status, &page)?))
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
    let fields = computed::all_fields(&sketch.definition);
    let faults = part.put((&editor.visit, &fields), &posted, &mut json);
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
        let said = Refused {
            faults,
            typed: Some(&posted),
            ..Refused::default()
        };
        let status = StatusCode::UNPROCESSABLE_ENTITY;
        return render(&editor, (part, &own), &sketch, &json, said, status);
    }
    let is_same = |before: &Definition, now: &Definition| {
        let (before, now) = (before.to_json(), now.to_json());
        part.paths().all(|path| at(&before, path) == at(&now, path))
    };
    let of = (&sketch, posted.version());
    let outdated = keeping::outdated(&editor, &tx, of, is_same).await?;
    if !outdated.is_empty() {
        let own = Own::of(&tx).await?;
        drop(tx);
        let said = Refused {
            outdated,
            ..Refused::default()
        };
        let status = StatusCode::CONFLICT;
        return render(&editor, (part, &own), &sketch, &json, said, status);
    }
    let act = format!("part-{}", part.name);
    let version = editor.keep(tx, &sketch, &changed, &act).await?;
    let here = editor.path(&format!("/czesc/{name}"));
    let way = Way {
        on: &format!("{here}?zapisano=1"),
        here: &here,
        is_other: false,
    };
    Ok(keeping::kept(&posted, version, &way))
}

impl Part {
    fn paths(&self) -> impl Iterator<Item = &'static str> {
        let rows = self.rows.iter().map(|rows| rows.path);
        self.inputs.iter().map(|input| input.path).chain(rows)
    }

    /// Puts what was typed into the definition; what does not fit is told and left as it was.
    fn put(
        &self,
        (visit, fields): (&Visit, &[&Field]),
        posted: &Posted,
        json: &mut Value,
    ) -> Vec<Said> {
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
            rows.put((visit, fields), posted, json, &mut faults);
        }
        faults
    }
}

impl Rows {
    /// The tables of the list, and an empty one to be added.
    fn shown(
        &self,
        visit: &Visit,
        json: &Value,
        shown: impl Fn(&Input, &str, &Value) -> Shown,
    ) -> Vec<Row> {
        let empty = Value::Object(Map::new());
        let tables = at(json, self.path).and_then(Value::as_array);
        let tables = tables.into_iter().flatten().chain([&empty]);
        let row = |(n, table): (usize, &Value)| {
            let prefix = format!("{}.{n}.", self.path);
            let is_new = std::ptr::eq(table, &raw const empty);
            let key = match is_new {
                true => format!("designer-{}-new", self.path),
                false => format!("designer-{}-one", self.path),
            };
            let boxes = self.inputs.iter().map(|input| {
                let mut shown = shown(input, &prefix, table);
                shown.required &= !is_new;
                shown
            });
            Row {
                legend: visit.t1(&key, "number", &(n + 1).to_string()),
                boxes: boxes.collect(),
                remove: match is_new {
                    true => String::new(),
                    false => format!("{prefix}usun"),
                },
            }
        };
        tables.enumerate().map(row).collect()
    }

    fn put(
        &self,
        (visit, fields): (&Visit, &[&Field]),
        posted: &Posted,
        json: &mut Value,
        faults: &mut Vec<Said>,
    ) {
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
            formulas(
                self.inputs,
                (visit, fields),
                posted,
                &prefix,
                (&mut table, faults),
            );
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

/// Puts the formulas of a table into it.
fn formulas(
    inputs: &[Input],
    (visit, fields): (&Visit, &[&Field]),
    posted: &Posted,
    prefix: &str,
    (table, faults): (&mut Value, &mut Vec<Said>),
) {
    for input in inputs.iter().filter(|input| input.of == Box::Formula) {
        let name = format!("{prefix}{}", input.path);
        match computed::read(visit, &name, posted, fields) {
            Ok(rule) => set(table, input.path, rule.map(|rule| rule.json().clone())),
            Err(key) => faults.push(Said {
                field: name,
                text: visit.t(key),
            }),
        }
    }
}
