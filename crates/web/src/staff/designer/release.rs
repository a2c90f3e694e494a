//! Putting a sketch into force, now or at a date, by whoever may.

use access::Action;
use axum::extract::Form;
use axum::http::StatusCode;
use axum::response::Response;
use catalogue::repository::Adopted;
use catalogue::{Adoption, Definition};
use chrono::{DateTime, Duration, NaiveDate, NaiveTime, TimeZone, Utc};
use chrono_tz::Europe::Warsaw;
use store::publications::{self, By, Open, State, ToSchedule};
use store::services::{self, Standing, ToPublish};
use store::settings::Source;
use store::sketches::{self, Sketch};
use store::templates;
use tenancy::TenantTx;

use super::publish::{self, Typed};
use super::{Editor, Said, checks};
use crate::PageError;
use crate::page::see_other;
use crate::routes::Routes;
use crate::staff::acts::Posted;
use crate::visit::Visit;

/// A date further away is most likely a slip of the pen.
const AHEAD_DAYS_MAX: i64 = 731;

pub(super) fn routes() -> Routes {
    let now = "/urzad/uslugi/{service}/wydanie";
    let later = "/urzad/uslugi/{service}/wydanie/termin";
    let cancel = "/urzad/uslugi/{service}/wydanie/odwolaj";
    Routes::office()
        .post(now, Action::PublishServices, publish_now)
        .post(later, Action::PublishServices, publish_later)
        .post(cancel, Action::PublishServices, cancel_date)
}

/// Why this person may not publish this sketch; nothing where one pair of eyes is enough.
pub(super) fn barred(editor: &Editor, sketch: &Sketch, open: &Open) -> Option<&'static str> {
    let tenant = editor.visit.0.tenant.as_ref();
    if !tenant.is_some_and(|tenant| tenant.profile().four_eyes) {
        return None;
    }
    let me = editor.by;
    match &open.asked {
        _ if sketch.changed_by == me => Some("designer-eyes-changed"),
        None => Some("designer-eyes-nobody-asked"),
        Some(asked) if asked.made_by == me => Some("designer-eyes-asked"),
        Some(asked) if asked.version != sketch.version => Some("designer-eyes-outdated"),
        Some(_) => None,
    }
}

/// A sketch that can be published, and what it becomes.
struct Ready {
    sketch: Sketch,
    definition: Definition,
    adopted: Option<Adopted>,
    service: Option<Standing>,
}

/// The sketch the page showed, if it may be published by this person; otherwise the page again.
async fn ready(
    editor: &Editor,
    posted: &Posted,
    typed: Typed,
) -> Result<Result<(TenantTx, Ready), Response>, PageError> {
    // The template first: nobody waits for the registry with a connection of the office in hand.
    let tx = editor.begin(Action::PublishServices).await?;
    let template = editor.sketch(&tx).await?.template;
    drop(tx);
    let template = match template {
        Some((slug, edition)) => {
            let tx = editor.app.tenancy().registry().await?;
            templates::find(&tx, &slug, edition).await?
        }
        None => None,
    };
    let tx = editor.begin(Action::PublishServices).await?;
    let sketch = editor.locked(&tx).await?;
    let open = publications::open(&tx, sketch.id).await?;
    let definition = Definition::from_json(&sketch.definition.to_json());
    let status = match &definition {
        _ if barred(editor, &sketch, &open).is_some() => Err(StatusCode::FORBIDDEN),
        _ if sketch.version != posted.version() => Err(StatusCode::CONFLICT),
        _ if !typed.faults.is_empty() => Err(StatusCode::UNPROCESSABLE_ENTITY),
        _ if !checks::is_fit(editor, &sketch.definition) => Err(StatusCode::UNPROCESSABLE_ENTITY),
        Ok(definition) => Ok(definition.clone()),
        Err(_) => Err(StatusCode::UNPROCESSABLE_ENTITY),
    };
    let definition = match status {
        Ok(definition) => definition,
        Err(status) => {
            let page = publish::respond(editor, tx, &sketch, (status, typed)).await?;
            return Ok(Err(page));
        }
    };
    let service = services::find(&tx, &editor.slug).await?;
    let adopted = adopted(&sketch, template.as_ref(), &definition);
    let ready = Ready {
        sketch,
        definition,
        adopted,
        service,
    };
    Ok(Ok((tx, ready)))
}

/// What the service follows, with the office's changes. When the lead no longer keeps the edition
/// the service goes on naming it: nobody but the office cuts it off.
fn adopted(
    sketch: &Sketch,
    template: Option<&Definition>,
    definition: &Definition,
) -> Option<Adopted> {
    let (slug, edition) = sketch.template.clone()?;
    let overlay = match template {
        Some(template) => Adoption::between(template, &definition.to_json()).to_json(),
        None => serde_json::json!({ "template": slug, "edition": edition }),
    };
    Some(Adopted {
        template: slug,
        edition,
        overlay,
    })
}

pub(super) fn by(editor: &Editor) -> By {
    By {
        staff: editor.by,
        at: editor.app.now(),
    }
}

async fn publish_now(
    editor: Editor,
    Form(pairs): Form<Vec<(String, String)>>,
) -> Result<Response, PageError> {
    let posted = Posted(pairs);
    let (tx, ready) = match ready(&editor, &posted, Typed::default()).await? {
        Ok(ready) => ready,
        Err(page) => return Ok(page),
    };
    let hash = ready.definition.hash();
    let newest = ready.service.as_ref().map_or(0, |service| service.newest);
    let new = ToPublish {
        id: ready.service.as_ref().map(|service| service.id),
        definition: &ready.definition,
        hash: &hash,
        adopted: ready.adopted.as_ref(),
        edition_id: None,
        number: newest,
    };
    let who = editor.signature();
    services::publish(&tx, &[new], (Source::Browser, &who), editor.app.now()).await?;
    publications::published_now(&tx, ready.sketch.id, by(&editor)).await?;
    sketches::drop(&tx, &ready.sketch).await?;
    let detail = format!("edition:{} sha256:{hash}", newest + 1);
    editor.note(&tx, "service_published", &detail).await?;
    tx.commit().await?;
    publish::make_public(&editor).await?;
    Ok(see_other(&editor.path("?po=publish")))
}

async fn publish_later(
    editor: Editor,
    Form(pairs): Form<Vec<(String, String)>>,
) -> Result<Response, PageError> {
    let posted = Posted(pairs);
    let (day, time) = (posted.get("dzien"), posted.get("godzina"));
    let moment = moment(&editor.visit, day, time);
    let typed = Typed {
        day: day.to_owned(),
        time: time.to_owned(),
        faults: moment.as_ref().err().cloned().unwrap_or_default(),
        ..Typed::default()
    };
    let (tx, ready) = match ready(&editor, &posted, typed).await? {
        Ok(ready) => ready,
        Err(page) => return Ok(page),
    };
    let Ok(publish_at) = moment else {
        return Err(PageError::BadRequest("error-bad-request"));
    };
    let new = ToSchedule {
        sketch: &ready.sketch,
        adopted: ready.adopted.as_ref(),
        after: ready.service.as_ref().map_or(0, |service| service.newest),
        publish_at,
    };
    publications::schedule(&tx, &new, by(&editor)).await?;
    let detail = format!("at:{}", crate::dates::iso(publish_at));
    editor
        .note(&tx, "service_publication_scheduled", &detail)
        .await?;
    tx.commit().await?;
    let office = editor.visit.office()?.id();
    let tx = editor.app.tenancy().registry().await?;
    publications::raise(&tx, office, publish_at).await?;
    tx.commit().await?;
    Ok(see_other(&editor.path("?po=schedule")))
}

/// The moment typed, in Poland's time, or everything wrong with it.
fn moment(visit: &Visit, day: &str, time: &str) -> Result<DateTime<Utc>, Vec<Said>> {
    let wrong = |field: &str, key: &str| Said {
        field: field.to_owned(),
        text: visit.t(key),
    };
    let formats = ["%Y-%m-%d", "%d.%m.%Y"];
    let mut formats = formats.iter();
    let day = formats.find_map(|format| NaiveDate::parse_from_str(day, format).ok());
    let formats = ["%H:%M", "%H:%M:%S", "%H.%M"];
    let mut formats = formats.iter();
    let time = formats.find_map(|format| NaiveTime::parse_from_str(time, format).ok());
    let (Some(day), Some(time)) = (day, time) else {
        let no_day = day
            .is_none()
            .then(|| wrong("dzien", "designer-schedule-no-day"));
        let no_time = time
            .is_none()
            .then(|| wrong("godzina", "designer-schedule-no-time"));
        return Err(no_day.into_iter().chain(no_time).collect());
    };
    // An hour that the change to summer time leaves out is no moment at all.
    let local = Warsaw.from_local_datetime(&day.and_time(time)).earliest();
    let at = local.ok_or_else(|| vec![wrong("godzina", "designer-schedule-skipped")])?;
    let (at, now) = (at.with_timezone(&Utc), visit.app().now());
    if at <= now {
        return Err(vec![wrong("dzien", "designer-schedule-past")]);
    }
    if at > now + Duration::days(AHEAD_DAYS_MAX) {
        return Err(vec![wrong("dzien", "designer-schedule-far")]);
    }
    Ok(at)
}

async fn cancel_date(editor: Editor) -> Result<Response, PageError> {
    let tx = editor.begin(Action::PublishServices).await?;
    let sketch = sketches::lock(&tx, &editor.slug).await?;
    let sketch = sketch.ok_or(PageError::NotFound)?;
    if publications::cancel(&tx, sketch.id, State::Scheduled, by(&editor)).await? {
        editor
            .note(&tx, "service_publication_cancelled", "")
            .await?;
        tx.commit().await?;
    }
    Ok(see_other(&editor.path("?po=unschedule")))
}
