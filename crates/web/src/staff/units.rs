//! Units of the office: the list, adding, renaming, closing with what lies there moved elsewhere.

use access::{Action, Resource};
use askama::Template;
use axum::extract::{Form, FromRequestParts, Query};
use axum::http::StatusCode;
use axum::http::request::Parts;
use axum::response::Response;
use domain::ids::UnitId;
use store::StoreError;
use store::audit::{self, Entry};
use store::units::{self, Class, Closing, Contents, Unit};
use tenancy::TenantTx;

use super::acts::Posted;
use super::case_page::{Choice, Said};
use super::confirm::{self, Question};
use crate::address::Path;
use crate::page::{self, Crumb, Page, see_other};
use crate::routes::Routes;
use crate::visit::{StaffIn, Visit};
use crate::{AppState, PageError};

/// Longest code and name, in characters.
const CODE_CHARS_MAX: usize = 20;
const NAME_CHARS_MAX: usize = 200;
const LIST: &str = "/urzad/komorki";

pub(super) fn routes() -> Routes {
    let act = Action::ChangeSettings;
    Routes::office()
        .get(LIST, act, show)
        .post(LIST, act, add)
        .get("/urzad/komorki/{unit}", act, show_one)
        .post("/urzad/komorki/{unit}", act, change)
        .post("/urzad/komorki/{unit}/zamknij", act, close)
        .post("/urzad/komorki/{unit}/otworz", act, reopen)
}

/// Somebody who may change the units, in a transaction.
struct Desk {
    visit: Visit,
    app: AppState,
    staff: StaffIn,
    tx: TenantTx,
    units: Vec<Unit>,
}

impl FromRequestParts<AppState> for Desk {
    type Rejection = PageError;

    async fn from_request_parts(parts: &mut Parts, app: &AppState) -> Result<Self, PageError> {
        let visit = Visit::from_request_parts(parts, app).await?;
        let staff = StaffIn::from_request_parts(parts, app).await?;
        app.access()
            .require(visit.actor(), Action::ChangeSettings, &Resource::Settings)?;
        let tx = visit.office()?.begin().await?;
        let units = units::list(&tx).await?;
        Ok(Self {
            visit,
            app: app.clone(),
            staff,
            tx,
            units,
        })
    }
}

struct Line {
    code: String,
    name: String,
    above: String,
    href: String,
    /// Empty while it is open.
    closed: String,
}

/// What was typed about a unit.
#[derive(Default)]
struct Typed {
    code: String,
    name: String,
    parent: String,
}

#[derive(Template)]
#[template(path = "staff/units.html")]
struct ListPage {
    page: Page,
    crumbs: Vec<Crumb>,
    faults: Vec<Said>,
    lines: Vec<Line>,
    classes: Vec<Class>,
    typed: Typed,
    parents: Vec<Choice>,
}

impl ListPage {
    fn fault(&self, field: &str) -> &str {
        told(&self.faults, field)
    }
}

#[derive(Template)]
#[template(path = "staff/unit.html")]
struct UnitPage {
    page: Page,
    crumbs: Vec<Crumb>,
    faults: Vec<Said>,
    outdated: String,
    typed: Typed,
    parents: Vec<Choice>,
    version: i32,
    here: String,
    is_closed: bool,
    contents: Vec<(String, String)>,
    is_empty: bool,
    successors: Vec<Choice>,
}

impl UnitPage {
    fn fault(&self, field: &str) -> &str {
        told(&self.faults, field)
    }
}

fn told<'f>(faults: &'f [Said], field: &str) -> &'f str {
    let found = faults.iter().find(|said| said.field == field);
    found.map(|said| said.text.as_str()).unwrap_or_default()
}

#[derive(Debug, Default, serde::Deserialize)]
#[serde(default)]
struct Asked {
    po: String,
}

type Fields = Form<Vec<(String, String)>>;

impl Desk {
    fn unit(&self, named: &str) -> Result<Unit, PageError> {
        let id = named.parse().map(UnitId);
        let id = id.map_err(|_| PageError::OutOfReach)?;
        let found = self.units.iter().find(|unit| unit.id == id);
        found.cloned().ok_or(PageError::OutOfReach)
    }

    fn code(&self, id: Option<UnitId>) -> String {
        let found = self.units.iter().find(|unit| Some(unit.id) == id);
        found.map(|unit| unit.code.clone()).unwrap_or_default()
    }

    /// Open units to choose from, without `but`.
    fn choices(&self, chosen: &str, but: Option<UnitId>) -> Vec<Choice> {
        let open = self.units.iter().filter(|unit| !unit.is_closed);
        open.filter(|unit| Some(unit.id) != but)
            .map(|unit| Choice {
                value: unit.code.clone(),
                label: format!("{} – {}", unit.code, unit.name),
                hint: String::new(),
                chosen: unit.code == chosen,
            })
            .collect()
    }

    /// The open unit of this code; the outer `None` when a code was given that is none.
    fn open_unit(&self, code: &str) -> Option<Option<UnitId>> {
        if code.is_empty() {
            return Some(None);
        }
        let mut open = self.units.iter().filter(|unit| !unit.is_closed);
        open.find(|unit| unit.code == code)
            .map(|unit| Some(unit.id))
    }

    /// Whether `unit` lies beneath `above` or is it.
    fn is_beneath(&self, unit: UnitId, above: UnitId) -> bool {
        let mut at = Some(unit);
        for _ in 0..=self.units.len() {
            if at == Some(above) {
                return true;
            }
            let found = self.units.iter().find(|one| Some(one.id) == at);
            at = found.and_then(|one| one.parent);
        }
        false
    }

    fn said(&self, field: &'static str, key: &str) -> Said {
        Said {
            field,
            text: self.visit.t(key),
        }
    }

    async fn finish(
        self,
        (action, code): (&str, &str),
        detail: &str,
        done: &str,
    ) -> Result<Response, PageError> {
        let entry = Entry {
            at: self.app.now(),
            actor: &format!("staff:{}", self.staff.staff),
            action,
            subject: &format!("unit:{code}"),
            detail,
        };
        audit::note(&self.tx, &entry).await?;
        self.tx.commit().await?;
        Ok(see_other(&format!("{LIST}?po={done}")))
    }

    async fn list(
        self,
        status: StatusCode,
        (typed, faults, notice): (Typed, Vec<Said>, Option<String>),
    ) -> Result<Response, PageError> {
        let classes = units::classes(&self.tx).await?;
        let visit = &self.visit;
        let line = |unit: &Unit| Line {
            code: unit.code.clone(),
            name: unit.name.clone(),
            above: self.code(unit.parent),
            href: format!("{LIST}/{}", unit.id),
            closed: match (unit.is_closed, self.code(unit.successor)) {
                (false, _) => String::new(),
                (true, to) if to.is_empty() => visit.t("units-closed"),
                (true, to) => visit.t1("units-closed-to", "unit", &to),
            },
        };
        let all = visit.t("staff-settings-title");
        let title = visit.t("units-title");
        let page = ListPage {
            crumbs: visit.crumbs(&[("/urzad/ustawienia", &all), ("", &title)]),
            lines: self.units.iter().map(line).collect(),
            classes,
            parents: self.choices(&typed.parent, None),
            typed,
            page: visit
                .page(title)
                .with_errors(!faults.is_empty())
                .with_notice(notice),
            faults,
        };
        page::html(status, &page)
    }

    async fn one(
        self,
        unit: &Unit,
        status: StatusCode,
        (typed, faults, outdated): (Option<Typed>, Vec<Said>, String),
    ) -> Result<Response, PageError> {
        let contents = units::contents(&self.tx, unit.id).await?;
        let visit = &self.visit;
        let typed = typed.unwrap_or_else(|| Typed {
            code: unit.code.clone(),
            name: unit.name.clone(),
            parent: self.code(unit.parent),
        });
        let all = visit.t("units-title");
        let title = format!("{} – {}", unit.code, unit.name);
        let page = UnitPage {
            crumbs: visit.crumbs(&[(LIST, &all), ("", &title)]),
            parents: self.choices(&typed.parent, Some(unit.id)),
            typed,
            outdated,
            version: unit.version,
            here: format!("{LIST}/{}", unit.id),
            is_closed: unit.is_closed,
            contents: counted(visit, &contents),
            is_empty: contents.is_nothing(),
            successors: self.choices("", Some(unit.id)),
            page: visit.page(title).with_errors(!faults.is_empty()),
            faults,
        };
        page::html(status, &page)
    }

    /// What is wrong with a name and a unit above.
    fn faults(&self, typed: &Typed, own: Option<UnitId>) -> Vec<Said> {
        let mut faults = Vec::new();
        let name = typed.name.chars().count();
        if !(1..=NAME_CHARS_MAX).contains(&name) || typed.name.chars().any(char::is_control) {
            faults.push(self.said("nazwa", "units-fault-name"));
        }
        match (self.open_unit(&typed.parent), own) {
            (None, _) => faults.push(self.said("nad", "staff-fault-unit")),
            (Some(Some(above)), Some(own)) if self.is_beneath(above, own) => {
                faults.push(self.said("nad", "units-fault-above"));
            }
            _ => {}
        }
        faults
    }
}

fn counted(visit: &Visit, contents: &Contents) -> Vec<(String, String)> {
    let count = |key: &str, count: i64| (visit.t(key), count.to_string());
    vec![
        count("units-cases", contents.cases),
        count("units-services", contents.services),
        count("units-roles", contents.roles),
        count("units-beneath", contents.units),
    ]
}

async fn show(desk: Desk, Query(asked): Query<Asked>) -> Result<Response, PageError> {
    let key = match asked.po.as_str() {
        "dodano" => Some("units-added"),
        "zmieniono" => Some("units-changed"),
        "zamknieto" => Some("units-closed-done"),
        "otwarto" => Some("units-reopened"),
        _ => None,
    };
    let notice = key.map(|key| desk.visit.t(key));
    desk.list(StatusCode::OK, (Typed::default(), Vec::new(), notice))
        .await
}

async fn add(desk: Desk, Form(pairs): Fields) -> Result<Response, PageError> {
    let posted = Posted(pairs);
    let typed = Typed {
        code: posted.get("kod").to_owned(),
        name: posted.get("nazwa").to_owned(),
        parent: posted.get("nad").to_owned(),
    };
    let mut faults = desk.faults(&typed, None);
    let plain = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '/');
    let length = typed.code.chars().count();
    if !(1..=CODE_CHARS_MAX).contains(&length) || !typed.code.chars().all(plain) {
        faults.insert(0, desk.said("kod", "units-fault-code"));
    } else if desk.units.iter().any(|unit| unit.code == typed.code) {
        faults.insert(0, desk.said("kod", "units-fault-taken"));
    }
    let parent = desk.open_unit(&typed.parent).flatten();
    let is_added =
        faults.is_empty() && units::add(&desk.tx, (&typed.code, &typed.name), parent).await?;
    if !is_added {
        if faults.is_empty() {
            faults.push(desk.said("kod", "units-fault-taken"));
        }
        let shown = (typed, faults, None);
        return desk.list(StatusCode::UNPROCESSABLE_ENTITY, shown).await;
    }
    let detail = format!("name:{:?} parent:{}", typed.name, typed.parent);
    desk.finish(("unit_added", &typed.code), &detail, "dodano")
        .await
}

async fn show_one(desk: Desk, Path(named): Path<String>) -> Result<Response, PageError> {
    let unit = desk.unit(&named)?;
    let nothing = (None, Vec::new(), String::new());
    desk.one(&unit, StatusCode::OK, nothing).await
}

async fn change(
    desk: Desk,
    Path(named): Path<String>,
    Form(pairs): Fields,
) -> Result<Response, PageError> {
    let unit = desk.unit(&named)?;
    let posted = Posted(pairs);
    let typed = Typed {
        code: unit.code.clone(),
        name: posted.get("nazwa").to_owned(),
        parent: posted.get("nad").to_owned(),
    };
    let faults = desk.faults(&typed, Some(unit.id));
    if !faults.is_empty() {
        let shown = (Some(typed), faults, String::new());
        return desk
            .one(&unit, StatusCode::UNPROCESSABLE_ENTITY, shown)
            .await;
    }
    let parent = desk.open_unit(&typed.parent).flatten();
    let wanted = (typed.name.as_str(), parent);
    match units::change(&desk.tx, (unit.id, posted.version()), wanted).await {
        Ok(()) => {
            let above = desk.code(unit.parent);
            let detail = format!(
                "name:{:?}->{:?} parent:{above}->{}",
                unit.name, typed.name, typed.parent
            );
            desk.finish(("unit_changed", &unit.code), &detail, "zmieniono")
                .await
        }
        Err(StoreError::Stale(_)) => {
            let told = desk.visit.t1("units-outdated", "name", &unit.name);
            let shown = (Some(typed), Vec::new(), told);
            desk.one(&unit, StatusCode::CONFLICT, shown).await
        }
        Err(fault) => Err(fault.into()),
    }
}

/// The first post shows what will move, the second one (`potwierdzam`) moves it and closes.
async fn close(
    desk: Desk,
    Path(named): Path<String>,
    Form(pairs): Fields,
) -> Result<Response, PageError> {
    let unit = desk.unit(&named)?;
    let posted = Posted(pairs);
    let contents = units::contents(&desk.tx, unit.id).await?;
    let successor = desk.open_unit(posted.get("nastepca"));
    let successor = successor.filter(|to| *to != Some(unit.id));
    let is_owed = !contents.is_nothing() && successor == Some(None);
    let (Some(successor), false, false) = (successor, is_owed, unit.is_closed) else {
        let faults = vec![desk.said("nastepca", "units-fault-successor")];
        let shown = (None, faults, String::new());
        return desk
            .one(&unit, StatusCode::UNPROCESSABLE_ENTITY, shown)
            .await;
    };
    let with_roles = posted.get("role") == "true";
    let told = format!(
        "{}:{}:{}:{}",
        contents.cases, contents.services, contents.roles, contents.units
    );
    if !posted.is_confirmed() {
        return ask_close(&desk, &unit, (successor, with_roles), (contents, told));
    }
    let closing = Closing {
        unit: unit.id,
        successor,
        with_roles,
        version: posted.version(),
        contents,
    };
    let by = (desk.staff.staff, desk.app.now());
    let made = match posted.get("ile") == told {
        true => units::close(&desk.tx, &closing, by).await,
        false => Err(StoreError::Stale("unit")),
    };
    match made {
        Ok(()) => {
            let to = desk.code(successor);
            let detail = format!("to:{to} roles:{with_roles} contents:{told}");
            desk.finish(("unit_closed", &unit.code), &detail, "zamknieto")
                .await
        }
        Err(StoreError::Stale(_)) => {
            let told = desk.visit.t1("units-outdated", "name", &unit.name);
            let shown = (None, Vec::new(), told);
            desk.one(&unit, StatusCode::CONFLICT, shown).await
        }
        Err(fault) => Err(fault.into()),
    }
}

fn ask_close(
    desk: &Desk,
    unit: &Unit,
    (successor, with_roles): (Option<UnitId>, bool),
    (contents, told): (Contents, String),
) -> Result<Response, PageError> {
    let visit = &desk.visit;
    let mut rows = counted(visit, &contents);
    let to = match desk.code(successor) {
        none if none.is_empty() => visit.t("none"),
        code => code,
    };
    rows.push((visit.t("units-successor"), to));
    let answer = visit.t(if with_roles { "yes" } else { "no" });
    rows.push((visit.t("units-with-roles"), answer));
    let here = format!("{LIST}/{}", unit.id);
    let all = visit.t("units-title");
    let value = |name: &str, value: String| (name.to_owned(), value);
    let asked = Question {
        title: visit.t1("units-close-title", "unit", &unit.code),
        crumbs: &[(LIST, &all), (&here, &unit.code)],
        warning: visit.t("units-close-warning"),
        rows,
        action: &format!("{here}/zamknij"),
        values: vec![
            value("wersja", unit.version.to_string()),
            value("nastepca", desk.code(successor)),
            value("role", with_roles.to_string()),
            value("ile", told),
        ],
        yes: visit.t("units-close-yes"),
        back: &here,
    };
    confirm::ask(visit, asked)
}

async fn reopen(desk: Desk, Path(named): Path<String>) -> Result<Response, PageError> {
    let unit = desk.unit(&named)?;
    if !units::reopen(&desk.tx, unit.id).await? {
        return Ok(see_other(LIST));
    }
    desk.finish(("unit_reopened", &unit.code), "", "otwarto")
        .await
}
