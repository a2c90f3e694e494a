//! The list of tasks of a draft, throwing it away, and all that is the visitor's own.

use access::Action;
use askama::Template;
use axum::extract::RawQuery;
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use catalogue::form::StepState;
use chrono::NaiveDate;
use store::drafts::DraftState;
use store::{applications, drafts};
use uuid::Uuid;

use super::filling::{self, Filling, Found};
use super::{browser_key, entry, moves, places};
use crate::PageError;
use crate::address::Path;
use crate::dates;
use crate::page::{self, Crumb, Page, see_other};
use crate::routes::Routes;
use crate::visit::Visit;

pub(super) fn routes() -> Routes {
    Routes::office()
        .get(
            "/uslugi/{service}/wniosek",
            Action::SeeCatalogue,
            entry::card,
        )
        .post(
            "/uslugi/{service}/wniosek",
            Action::StartDraft,
            entry::start,
        )
        .get("/robocze/{draft}", Action::EditDraft, tasks)
        .get("/robocze/{draft}/usun", Action::EditDraft, confirm_removal)
        .post("/robocze/{draft}/usun", Action::EditDraft, throw_away)
        .get("/moje", Action::SeeAccount, mine)
}

/// A line of the list of tasks.
struct Task {
    title: String,
    kind: &'static str,
    state: String,
    href: String,
}

#[derive(Template)]
#[template(path = "resident/drafts/tasks.html")]
struct TasksPage {
    page: Page,
    crumbs: Vec<Crumb>,
    title: String,
    done: String,
    tasks: Vec<Task>,
    is_ready: bool,
    check_href: String,
    remove_href: String,
    resume: String,
    kept: String,
    newer: Option<moves::Notice>,
}

/// `GET /robocze/{draft}`
async fn tasks(
    visit: Visit,
    headers: HeaderMap,
    Path(id): Path<Uuid>,
    RawQuery(query): RawQuery,
) -> Result<Response, PageError> {
    let filling = match filling::open(&visit, &headers, id).await? {
        Found::Open(filling) => filling,
        Found::Filed(receipt) => return Ok(receipt),
    };
    let today = visit.app().today();
    let steps = progress(&filling, today);
    let done = steps
        .iter()
        .filter(|(_, state)| *state == Progress::Done)
        .count();
    let first_open = steps.iter().find(|(_, state)| *state != Progress::Done);
    let title = visit.told(filling.definition(), "title");
    let query = query.as_deref().unwrap_or_default();
    let told = |asked: &str, key: &str| (query == asked).then(|| visit.t(key));
    let page = TasksPage {
        crumbs: visit.crumbs(&[
            (&format!("/uslugi/{}", filling.draft.service_slug), &title),
            ("", &visit.t("resident-tasks-crumb")),
        ]),
        done: visit.tn(
            "resident-tasks-done",
            &[
                ("done", &done.to_string()),
                ("all", &steps.len().to_string()),
            ],
        ),
        is_ready: done == steps.len(),
        check_href: filling.path("/sprawdz"),
        remove_href: filling.path("/usun"),
        resume: match first_open {
            Some((key, _)) => filling.path(&format!("/krok/{key}")),
            None => filling.path("/sprawdz"),
        },
        kept: visit.t(match filling.draft.owner {
            Some(_) => "resident-tasks-kept",
            None => "resident-tasks-kept-browser",
        }),
        tasks: steps
            .iter()
            .map(|(key, state)| task(&visit, &filling, key, *state))
            .collect(),
        newer: moves::notice(&visit, &filling),
        page: visit
            .page(title.clone())
            .with_notice(
                told("zapisano=1", "flash-draft-saved")
                    .or_else(|| told("przeniesiono=1", "resident-moved")),
            )
            .with_warning(told("niegotowe=1", "resident-tasks-not-ready")),
        title,
    };
    page::html(StatusCode::OK, &page)
}

/// How far a step is, with what was typed but not saved.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Progress {
    Todo,
    Started,
    Faulty,
    Done,
}

/// The steps that show, each with how far it is.
fn progress(filling: &Filling, today: NaiveDate) -> Vec<(String, Progress)> {
    let content = &filling.draft.content;
    let statuses = filling.definition().task_list(&content.answers, today);
    let how_far = statuses.into_iter().map(|status| {
        let is_saved = content.saved.contains(&status.key);
        let is_typed = content.typed.contains_key(&status.key);
        let state = match status.state {
            _ if is_typed => Progress::Started,
            StepState::NotStarted if !is_saved => Progress::Todo,
            StepState::NotStarted | StepState::Done if is_saved => Progress::Done,
            StepState::NotStarted | StepState::Done => Progress::Todo,
            StepState::Incomplete => Progress::Faulty,
        };
        (status.key, state)
    });
    how_far.collect()
}

/// Whether every step that shows is saved and right.
pub(super) fn is_ready(filling: &Filling, today: NaiveDate) -> bool {
    let steps = progress(filling, today);
    steps.iter().all(|(_, state)| *state == Progress::Done)
}

fn task(visit: &Visit, filling: &Filling, key: &str, state: Progress) -> Task {
    let (kind, text) = match state {
        Progress::Todo => ("new", "task-todo"),
        Progress::Started => ("work", "task-started"),
        Progress::Faulty => ("wait", "task-fault"),
        Progress::Done => ("plain", "task-done"),
    };
    let definition = filling.definition();
    Task {
        title: visit.told(definition, &format!("steps.{key}.title")),
        kind,
        state: visit.t(text),
        href: filling.path(&format!("/krok/{key}")),
    }
}

#[derive(Template)]
#[template(path = "resident/drafts/remove.html")]
struct RemovePage {
    page: Page,
    title: String,
    back: String,
    action: String,
}

/// `GET /robocze/{draft}/usun`
async fn confirm_removal(
    visit: Visit,
    headers: HeaderMap,
    Path(id): Path<Uuid>,
) -> Result<Response, PageError> {
    let filling = match filling::open(&visit, &headers, id).await? {
        Found::Open(filling) => filling,
        Found::Filed(receipt) => return Ok(receipt),
    };
    let page = RemovePage {
        title: visit.told(filling.definition(), "title"),
        back: filling.path(""),
        action: filling.path("/usun"),
        page: visit.page(visit.t("resident-remove-title")),
    };
    page::html(StatusCode::OK, &page)
}

/// `POST /robocze/{draft}/usun`
async fn throw_away(
    visit: Visit,
    headers: HeaderMap,
    Path(id): Path<Uuid>,
) -> Result<Response, PageError> {
    let holder = browser_key::holder(&visit, &headers);
    let tenant = visit.office()?;
    let tx = tenant.begin().await?;
    let Some(draft) = drafts::lock_own(&tx, &holder, id).await? else {
        return Err(filling::not_yours(&visit));
    };
    filling::require(&visit, Action::EditDraft, &draft)?;
    if draft.state == DraftState::Filed {
        return Ok(see_other(&format!("/robocze/{id}")));
    }
    let files = drafts::throw_away(&tx, &holder, id, visit.app().now()).await?;
    tx.commit().await?;
    let files = files.unwrap_or_default();
    visit.app().files().remove(tenant, &files).await;
    Ok(see_other(match visit.name() {
        Some(_) => "/moje?usunieto=1",
        None => "/uslugi?usunieto=1",
    }))
}

/// A draft or a filed application in the visitor's list.
struct Own {
    title: String,
    when: String,
    href: String,
    receipt: String,
    mark: String,
    state: String,
}

#[derive(Template)]
#[template(path = "resident/drafts/mine.html")]
struct MinePage {
    page: Page,
    crumbs: Vec<Crumb>,
    drafts: Vec<Own>,
    filed: Vec<Own>,
}

/// `GET /moje`
async fn mine(
    visit: Visit,
    headers: HeaderMap,
    RawQuery(query): RawQuery,
) -> Result<Response, PageError> {
    let holder = browser_key::holder(&visit, &headers);
    let owner = holder.resident.ok_or(PageError::SignIn)?;
    let resource = access::Resource::Account { owner };
    visit
        .app()
        .access()
        .require(visit.actor(), Action::SeeAccount, &resource)?;
    let tx = visit.office()?.begin().await?;
    let drafts = drafts::own(&tx, &holder).await?;
    let filed = applications::own(&tx, owner).await?;
    drop(tx);
    let when = |at| dates::long_time(visit.app().texts(), visit.lang(), at);
    let title = visit.t("resident-mine-title");
    let notice = query.is_some_and(|query| query == "usunieto=1");
    let page = MinePage {
        crumbs: visit.crumbs(&[("", &title)]),
        drafts: drafts
            .into_iter()
            .map(|draft| Own {
                href: format!("/robocze/{}", draft.id),
                title: visit.polish(&draft.title),
                when: when(draft.updated_at),
                receipt: String::new(),
                mark: String::new(),
                state: String::new(),
            })
            .collect(),
        filed: filed
            .into_iter()
            .map(|filed| own_filed(&visit, filed))
            .collect(),
        page: visit
            .page(title)
            .with_notice(notice.then(|| visit.t("flash-draft-deleted"))),
    };
    page::html(StatusCode::OK, &page)
}

fn own_filed(visit: &Visit, filed: applications::FiledLine) -> Own {
    let receipt = places::receipt(&filed.receipt);
    let (href, mark, state) = match filed.case {
        Some((id, mark, state)) => {
            let key = format!("state-{}", state.replace('_', "-"));
            (format!("/sprawy/{id}"), mark, visit.t(&key))
        }
        None => (receipt.clone(), String::new(), visit.t("state-filed")),
    };
    Own {
        title: visit.polish(&filed.title),
        when: dates::long_time(visit.app().texts(), visit.lang(), filed.filed_at),
        href,
        receipt,
        mark,
        state,
    }
}
