//! One step of a form: shown, saved, kept while it is being typed.

mod act;
pub(super) mod sheet;

use access::Action;
use axum::extract::{Query, Request};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use axum_extra::extract::Form;
use catalogue::RawAnswers;
use serde::Deserialize;
use store::{StoreError, drafts};
use uuid::Uuid;

use self::act::{Act, Outcome};
use super::browser_key;
use super::filling::{self, Found};
use super::uploads::{self, BODY_BYTES_MAX, Taking};
use crate::PageError;
use crate::address::Path;
use crate::page::see_other;
use crate::routes::Routes;
use crate::visit::Visit;

/// Hidden boxes of the form of a step. Keys of fields never begin with an underscore.
pub(super) const STEP: &str = "_krok";
pub(super) const VERSION: &str = "_wersja";
/// Paths of the fields the page showed.
pub(super) const SHOWN: &str = "_pola";
/// Set when the step was opened from the check page.
pub(super) const BACK: &str = "_powrot";

pub(super) fn routes() -> Routes {
    Routes::office()
        .get("/robocze/{draft}/krok/{step}", Action::EditDraft, show)
        .upload(
            "/robocze/{draft}/krok/{step}",
            Action::EditDraft,
            BODY_BYTES_MAX,
            save,
        )
        .post("/robocze/{draft}/autozapis", Action::EditDraft, autosave)
}

/// What an address of a step may ask for.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    /// Group to show one more item of.
    dodaj: String,
    /// `1` when answers brought questions the page had not shown.
    nowe: String,
    /// `sprawdz` when the way on is back to the check page.
    powrot: String,
}

/// `GET /robocze/{draft}/krok/{step}`
async fn show(
    visit: Visit,
    headers: HeaderMap,
    Path((id, step)): Path<(Uuid, String)>,
    Query(asked): Query<Asked>,
) -> Result<Response, PageError> {
    let filling = match filling::open(&visit, &headers, id).await? {
        Found::Open(filling) => filling,
        Found::Filed(receipt) => return Ok(receipt),
    };
    let answers = filling.answers_in(&step);
    let sheet = sheet::Sheet {
        answers,
        faults: Vec::new(),
        added: &asked.dodaj,
        is_new: asked.nowe == "1",
        to_check: asked.powrot == "sprawdz",
    };
    sheet.page(&visit, &filling, &step, StatusCode::OK)
}

/// `POST /robocze/{draft}/krok/{step}`
async fn save(
    visit: Visit,
    headers: HeaderMap,
    Path((id, step)): Path<(Uuid, String)>,
    request: Request,
) -> Result<Response, PageError> {
    let mut filling = match filling::open(&visit, &headers, id).await? {
        Found::Open(filling) => filling,
        Found::Filed(receipt) => return Ok(receipt),
    };
    let before = filling.answers_in(&step);
    let taking = Taking {
        visit: &visit,
        definition: filling.definition(),
        step: &step,
        before: &before,
    };
    let mut posted = uploads::read(request, visit.app(), &taking).await?;
    let tx = visit.office()?.begin().await?;
    let locked = drafts::lock_own(&tx, &filling.holder, id).await?;
    let Some(locked) = locked.filter(|draft| draft.state == drafts::DraftState::Open) else {
        return Ok(see_other(&filling.path("")));
    };
    if locked.edition_id != filling.draft.edition_id {
        // Moved to the new edition meanwhile: what was typed answers a form that is gone.
        return Ok(see_other(&filling.path("")));
    }
    filling.draft = locked;
    filling::require(&visit, Action::EditDraft, &filling.draft)?;
    let mut act = Act {
        visit: &visit,
        step: &step,
        posted: &mut posted,
        removed: Vec::new(),
    };
    let outcome = act.apply(&tx, &mut filling).await?;
    let removed = act.removed;
    drafts::save(&tx, &filling.draft, visit.app().now()).await?;
    // From here on the outcome is unknown when the answer is lost: the bytes stay.
    posted.unclaimed.claim();
    tx.commit().await?;
    let files = visit.app().files();
    files.remove(visit.office()?, &removed).await;
    filling.draft.version += 1;
    let to_check = posted.raw.get(BACK) == Some("sprawdz");
    match outcome {
        Outcome::Saved => Ok(see_other(&act::way_on(&filling, &step, to_check))),
        Outcome::Left => Ok(see_other(&filling.path("?zapisano=1"))),
        Outcome::Again { query, place } => {
            let back = to_check.then_some("powrot=sprawdz");
            let asked: Vec<&str> = query.as_deref().into_iter().chain(back).collect();
            let asked = match asked.is_empty() {
                true => String::new(),
                false => format!("?{}", asked.join("&")),
            };
            let path = format!("/krok/{step}{asked}#{place}");
            Ok(see_other(&filling.path(&path)))
        }
        Outcome::Faulty { answers, faults } => {
            let sheet = sheet::Sheet {
                answers,
                faults,
                added: "",
                is_new: false,
                to_check,
            };
            sheet.page(&visit, &filling, &step, StatusCode::UNPROCESSABLE_ENTITY)
        }
    }
}

/// `POST /robocze/{draft}/autozapis`: keeps what is typed, checks nothing, says nothing.
async fn autosave(
    visit: Visit,
    headers: HeaderMap,
    Path(id): Path<Uuid>,
    Form(pairs): Form<Vec<(String, String)>>,
) -> Result<Response, PageError> {
    let raw = RawAnswers::new(pairs);
    let step = raw.get(STEP).unwrap_or_default().to_owned();
    let version: Option<i32> = raw.get(VERSION).and_then(|text| text.parse().ok());
    let Found::Open(filling) = filling::open(&visit, &headers, id).await? else {
        return Ok(StatusCode::CONFLICT.into_response());
    };
    let definition = filling.definition();
    if definition.step(&step).is_none() {
        return Err(PageError::BadRequest("error-bad-request"));
    }
    let tx = visit.office()?.begin().await?;
    let holder = browser_key::holder(&visit, &headers);
    let locked = drafts::lock_own(&tx, &holder, id).await?;
    let Some(mut draft) = locked.filter(|draft| Some(draft.version) == version) else {
        return Ok(StatusCode::CONFLICT.into_response());
    };
    filling::require(&visit, Action::EditDraft, &draft)?;
    let before = filling::shown_in(definition, &draft, &step);
    let answers = act::kept(definition, &step, &raw, &before, visit.app().today());
    let typed = filling::part_of(definition, &step, &answers);
    if typed == filling::part_of(definition, &step, &draft.content.answers) {
        draft.content.typed.remove(&step);
    } else {
        draft.content.typed.insert(step, typed);
    }
    match drafts::keep_typed(&tx, &draft, visit.app().now()).await {
        Ok(()) => {}
        Err(StoreError::Stale(_)) => return Ok(StatusCode::CONFLICT.into_response()),
        Err(fault) => return Err(fault.into()),
    }
    tx.commit().await?;
    Ok(StatusCode::NO_CONTENT.into_response())
}
