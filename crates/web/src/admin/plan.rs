//! Plan and apply: what the offices' files would change, and doing it with progress shown.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use access::Action;
use askama::Template;
use axum::http::StatusCode;
use axum::response::Response;
use store::onboarding::{self, Act, Area, Change, Plan, Planning, Run, RunSeen};
use uuid::Uuid;

use super::{admin, require};
use crate::address::Path;
use crate::page::{self, Crumb, Page, see_other};
use crate::visit::{OperatorIn, Visit};
use crate::{AppState, PageError, dates};

/// Runs listed under the plan.
const RUNS_MAX: u32 = 10;
/// Runs whose invitations are kept in memory for the operator who started them.
const HANDED_MAX: usize = 16;

/// Invitations made by runs of this process: shown on the run's page, never kept elsewhere.
#[derive(Default)]
pub(crate) struct Handed(Mutex<HashMap<Uuid, Vec<Invited>>>);

/// A first administrator with the link that is good once.
#[derive(Clone)]
struct Invited {
    who: String,
    link: String,
}

impl Handed {
    fn keep(&self, run: Uuid, invited: Vec<Invited>) {
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if kept.len() >= HANDED_MAX {
            kept.clear();
        }
        kept.insert(run, invited);
    }

    fn of(&self, run: Uuid) -> Vec<Invited> {
        let kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        kept.get(&run).cloned().unwrap_or_default()
    }
}

/// An office that would change.
struct OfficeLine {
    name: String,
    new: bool,
    changes: Vec<String>,
    drift: Vec<String>,
}

/// A run in the list.
struct RunLine {
    href: String,
    label: String,
    state: String,
}

#[derive(Template)]
#[template(path = "admin/plan.html")]
struct PlanPage {
    page: Page,
    problems: Vec<onboarding::PlanProblem>,
    templates: Vec<String>,
    template_drift: Vec<String>,
    blocks: Vec<String>,
    offices: Vec<OfficeLine>,
    absent: Vec<String>,
    summary: String,
    can_apply: bool,
    runs: Vec<RunLine>,
}

fn template_drift(visit: &Visit, drift: &onboarding::TemplateDrift) -> String {
    let browser = drift.in_browser.to_string();
    let mut values = vec![
        ("template", drift.slug.as_str()),
        ("browser", browser.as_str()),
    ];
    let file = drift.in_file.map(|file| file.to_string());
    match &file {
        Some(file) => {
            values.push(("file", file.as_str()));
            visit.tn("admin-plan-template-drift", &values)
        }
        None => visit.tn("admin-plan-template-no-file", &values),
    }
}

/// `GET /plan`
pub(super) async fn show(visit: Visit) -> Result<Response, PageError> {
    require(&visit, Action::PlanOffices)?;
    let plan = make(visit.app()).await?;
    let tx = visit.app().tenancy().registry().await?;
    let runs = onboarding::newest_runs(&tx, RUNS_MAX).await?;
    drop(tx);
    let changed = plan.changed().count();
    let counts = [
        ("offices", &*plan.offices.len().to_string()),
        ("changed", &*changed.to_string()),
    ];
    let interesting = plan
        .offices
        .iter()
        .filter(|o| !o.is_empty() || !o.drift.is_empty());
    let has_admin = visit.app().settings().admin_url.is_some();
    let page = PlanPage {
        summary: visit.tn("admin-plan-summary", &counts),
        can_apply: has_admin && plan.problems.is_empty() && !plan.is_empty(),
        offices: interesting
            .map(|office| OfficeLine {
                name: format!("{} ({})", office.name, office.slug),
                new: office.new,
                changes: office
                    .changes
                    .iter()
                    .map(|change| words(&visit, change))
                    .collect(),
                drift: office
                    .drift
                    .iter()
                    .map(|drift| format!("{}: {}", drift.key, short(&drift.in_browser)))
                    .collect(),
            })
            .collect(),
        templates: plan
            .templates
            .iter()
            .map(|t| format!("{} ({})", t.slug, t.edition))
            .collect(),
        template_drift: plan
            .template_drift
            .iter()
            .map(|drift| template_drift(&visit, drift))
            .collect(),
        blocks: plan
            .blocks
            .iter()
            .map(|b| format!("{} ({})", b.slug, b.edition))
            .collect(),
        problems: plan.problems,
        absent: plan.absent,
        runs: runs.iter().map(|run| run_line(&visit, run)).collect(),
        page: visit.page(visit.t("admin-plan-title")),
    };
    page::html(StatusCode::OK, &page)
}

/// `POST /plan/zastosuj`: starts applying in the background and shows the progress.
pub(super) async fn apply(visit: Visit, operator: OperatorIn) -> Result<Response, PageError> {
    require(&visit, Action::ApplyOffices)?;
    let admin = admin(&visit).await?;
    let app = visit.app().clone();
    let plan = make(&app).await?;
    if !plan.problems.is_empty() {
        return Ok(see_other("/plan"));
    }
    let id = store::ids::fresh();
    let now = app.now();
    let tx = app.tenancy().registry().await?;
    let act = (operator.id, "apply");
    store::figures::note_operator(&tx, act, None, &id.to_string(), now).await?;
    tx.commit().await?;
    let started_by = format!("operator:{}", operator.id);
    tokio::spawn(async move {
        let run = Run {
            id,
            started_by: &started_by,
            now,
        };
        match onboarding::apply((&admin, app.tenancy()), &plan, run, |_| {}).await {
            Ok(applied) => {
                let invited = applied.iter().flat_map(|office| {
                    office.invitations.iter().map(|person| Invited {
                        who: format!("{} <{}>", person.name, person.email),
                        link: app.settings().office_url(
                            &office.slug,
                            &format!("/urzad/zaproszenie/{}", person.token),
                        ),
                    })
                });
                app.handed().keep(id, invited.collect());
            }
            Err(fault) => {
                tracing::error!(fault = %crate::error::chain(&fault), "applying failed");
            }
        }
    });
    Ok(see_other(&format!("/plan/{id}")))
}

/// A step of a run.
struct StepLine {
    name: String,
    tag: &'static str,
    outcome: String,
    message: String,
}

#[derive(Template)]
#[template(path = "admin/run.html")]
struct RunPage {
    page: Page,
    crumbs: Vec<Crumb>,
    is_running: bool,
    done: usize,
    total: usize,
    text: String,
    poll: String,
    steps: Vec<StepLine>,
    invited: Vec<Invited>,
}

/// `GET /plan/{run}`
pub(super) async fn progress(visit: Visit, Path(id): Path<Uuid>) -> Result<Response, PageError> {
    require(&visit, Action::PlanOffices)?;
    let tx = visit.app().tenancy().registry().await?;
    let seen = onboarding::find_run(&tx, id).await?;
    drop(tx);
    let title = visit.t("admin-run-title");
    let (steps, total, state) = match &seen {
        Some(run) => (run.steps.as_slice(), run.total, run.state.as_str()),
        None => (&[][..], 0, "running"), // The row is written when the run begins.
    };
    let is_running = state == "running";
    let counts = [
        ("done", &*steps.len().to_string()),
        ("total", &*total.to_string()),
    ];
    let path = format!("/plan/{id}");
    let page = RunPage {
        crumbs: visit.crumbs(&[("/plan", &visit.t("admin-plan-title")), (&path, &title)]),
        is_running,
        done: steps.len(),
        total: total.max(1),
        text: match is_running {
            true => visit.tn("admin-run-running", &counts),
            false => visit.tn(&format!("admin-run-{state}"), &counts),
        },
        poll: if is_running { path } else { String::new() },
        steps: steps
            .iter()
            .map(|step| StepLine {
                name: format!("{} ({})", step.name, step.slug),
                tag: if step.outcome == "failed" {
                    "refused"
                } else {
                    "done"
                },
                outcome: visit.t(&format!("admin-outcome-{}", step.outcome)),
                message: step.message.clone(),
            })
            .collect(),
        invited: visit.app().handed().of(id),
        page: visit.page(title),
    };
    page::html(StatusCode::OK, &page)
}

/// The plan of the folder from the configuration.
async fn make(app: &AppState) -> Result<Plan, PageError> {
    let folder = app.settings().tenants_dir.clone();
    let read = tokio::task::spawn_blocking(move || onboarding::read_folder(&folder)).await;
    let files = read
        .map_err(PageError::internal)?
        .map_err(PageError::internal)?;
    let production = !app.settings().is_development();
    let asked = Planning {
        files: &files,
        only: None,
        production,
    };
    onboarding::plan(app.tenancy(), asked)
        .await
        .map_err(PageError::internal)
}

fn run_line(visit: &Visit, run: &RunSeen) -> RunLine {
    RunLine {
        href: format!("/plan/{}", run.id),
        label: dates::long_time(visit.app().texts(), visit.lang(), run.started_at),
        state: visit.t(&format!("admin-run-state-{}", run.state)),
    }
}

fn words(visit: &Visit, change: &Change) -> String {
    let area = match change.area {
        Area::Office => "office",
        Area::Schema => "schema",
        Area::Fact => "fact",
        Area::Unit => "unit",
        Area::Class => "class",
        Area::Setting => "setting",
        Area::Service => "service",
        Area::Administrator => "administrator",
    };
    let act = match change.act {
        Act::Add => "add",
        Act::Adopt => "adopt",
        Act::Change => "change",
        Act::Publish => "publish",
        Act::Withdraw => "withdraw",
        Act::Invite => "invite",
        Act::Remember => "remember",
    };
    let what = visit.t(&format!("admin-area-{area}"));
    let how = visit.t(&format!("admin-act-{act}"));
    let mut text = format!("{how}: {what} {}", change.key);
    if let Some(old) = &change.old {
        text.push_str(&format!(" „{}”", short(old)));
    }
    if let Some(new) = &change.new {
        text.push_str(&format!(" → „{}”", short(new)));
    }
    text
}

/// The beginning of a long value.
fn short(text: &str) -> String {
    const CHARS_MAX: usize = 120;
    match text.char_indices().nth(CHARS_MAX) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}
