//! Putting an update off until a day, taking that back, and leaving the template for good.

use access::Action;
use askama::Template;
use axum::extract::Form;
use axum::http::StatusCode;
use axum::response::Response;
use chrono::{Days, NaiveDate};
use domain::ids::StaffId;
use store::services::postponed::{self, Postponed};
use store::sketches;

use super::{Compared, Found, compared};
use crate::page::{self, Crumb, Page, see_other};
use crate::routes::Routes;
use crate::staff::acts::Posted;
use crate::staff::designer::acts::ConfirmPage;
use crate::staff::designer::{Editor, Said};
use crate::{PageError, dates};

/// An update is put off for a year at most; after that somebody looks at it again.
const DAYS_MAX: u64 = 366;
/// Longest reason, in characters.
const REASON_CHARS_MAX: usize = 500;

pub(super) fn routes() -> Routes {
    let postpone = "/urzad/uslugi/{service}/aktualizacja/odloz";
    let resume = "/urzad/uslugi/{service}/aktualizacja/przywroc";
    let detach = "/urzad/uslugi/{service}/odlacz";
    Routes::office()
        .get(postpone, Action::ChangeServices, ask_postpone)
        .post(postpone, Action::ChangeServices, postpone_update)
        .post(resume, Action::ChangeServices, resume_update)
        .get(detach, Action::ChangeServices, ask_detach)
        .post(detach, Action::ChangeServices, detach_service)
}

#[derive(Template)]
#[template(path = "staff/designer/update/postpone.html")]
struct PostponePage {
    page: Page,
    crumbs: Vec<Crumb>,
    faults: Vec<Said>,
    /// What a due date means for putting off; empty without one.
    due: String,
    until: String,
    reason: String,
    action: String,
    back: String,
}

impl PostponePage {
    fn error(&self, field: &str) -> String {
        let found = self.faults.iter().find(|said| said.field == field);
        found.map(|said| said.text.clone()).unwrap_or_default()
    }
}

async fn ask_postpone(editor: Editor) -> Result<Response, PageError> {
    match compared(&editor).await? {
        Found::Waiting(compared) if compared.sketch.service.is_some() => {
            render(&editor, &compared, &Posted(Vec::new()), Vec::new())
        }
        _ => Ok(see_other(&editor.path("/aktualizacja"))),
    }
}

fn render(
    editor: &Editor,
    compared: &Compared,
    posted: &Posted,
    faults: Vec<Said>,
) -> Result<Response, PageError> {
    let visit = &editor.visit;
    let title = visit.t("designer-postpone");
    let due = compared.later.iter().filter_map(|one| one.due_on).min();
    let status = match faults.is_empty() {
        true => StatusCode::OK,
        false => StatusCode::UNPROCESSABLE_ENTITY,
    };
    let page = PostponePage {
        crumbs: editor.crumbs(&compared.sketch.definition.title, &title),
        due: due.map_or_else(String::new, |due| {
            let day = dates::long(editor.app.texts(), visit.lang(), due);
            visit.t1("designer-postpone-due", "day", &day)
        }),
        until: posted.get("do").to_owned(),
        reason: posted.get("powod").to_owned(),
        action: editor.path("/aktualizacja/odloz"),
        back: editor.path("/aktualizacja"),
        page: editor.page(title).with_errors(!faults.is_empty()),
        faults,
    };
    page::html(status, &page)
}

async fn postpone_update(
    editor: Editor,
    Form(pairs): Form<Vec<(String, String)>>,
) -> Result<Response, PageError> {
    let posted = Posted(pairs);
    let Found::Waiting(compared) = compared(&editor).await? else {
        return Ok(see_other(&editor.path("/aktualizacja")));
    };
    let Some(service) = compared.sketch.service else {
        return Ok(see_other(&editor.path("/aktualizacja")));
    };
    let until = until(posted.get("do"), editor.app.today());
    let reason = posted.get("powod");
    let mut faults = Vec::new();
    let mut fault = |field: &str, key: &str| {
        faults.push(Said {
            field: field.to_owned(),
            text: editor.visit.t(key),
        });
    };
    if let Err(key) = until {
        fault("do", key);
    }
    if reason.is_empty() || reason.chars().count() > REASON_CHARS_MAX {
        fault("powod", "designer-postpone-fault-reason");
    }
    let (Ok(until), true) = (until, faults.is_empty()) else {
        return render(&editor, &compared, &posted, faults);
    };
    let tx = editor.begin(Action::ChangeServices).await?;
    let new = Postponed {
        service,
        edition: compared.new.edition,
        until,
        reason: reason.to_owned(),
        at: editor.app.now(),
        by: StaffId(editor.by),
    };
    postponed::postpone(&tx, &new).await?;
    let detail = format!("edition:{} until:{until}", new.edition);
    editor
        .note(&tx, "service_update_postponed", &detail)
        .await?;
    tx.commit().await?;
    Ok(see_other(&editor.path("?po=postpone")))
}

/// The last day of the pause.
///
/// # Errors
/// The key of the text that says what is wrong.
fn until(typed: &str, today: NaiveDate) -> Result<NaiveDate, &'static str> {
    let day: NaiveDate = typed.parse().map_err(|_| "designer-postpone-fault-date")?;
    let last = today.checked_add_days(Days::new(DAYS_MAX));
    match day > today && last.is_none_or(|last| day <= last) {
        true => Ok(day),
        false => Err("designer-postpone-fault-day"),
    }
}

async fn resume_update(editor: Editor) -> Result<Response, PageError> {
    let tx = editor.begin(Action::ChangeServices).await?;
    let sketch = editor.sketch(&tx).await?;
    if let Some(service) = sketch.service
        && postponed::take_back(&tx, service).await?
    {
        editor.note(&tx, "service_update_resumed", "").await?;
        tx.commit().await?;
    }
    Ok(see_other(&editor.path("?po=resume")))
}

async fn ask_detach(editor: Editor) -> Result<Response, PageError> {
    let tx = editor.begin(Action::ChangeServices).await?;
    let sketch = editor.sketch(&tx).await?;
    drop(tx);
    if sketch.template.is_none() {
        return Ok(see_other(&editor.path("/aktualizacja")));
    }
    let visit = &editor.visit;
    let title = visit.t("designer-detach");
    let facts = ["own", "updates", "history", "publish", "back"];
    let page = ConfirmPage {
        crumbs: editor.crumbs(&sketch.definition.title, &title),
        lead: visit.t("designer-detach-lead"),
        facts: facts
            .map(|fact| visit.t(&format!("designer-detach-{fact}")))
            .to_vec(),
        action: editor.path("/odlacz"),
        label: visit.t("designer-detach-do"),
        back: editor.path(""),
        page: editor.page(title),
    };
    page::html(StatusCode::OK, &page)
}

/// From the next publishing on the service is the office's own. Undoing the step takes it back,
/// and so does an earlier edition made into a sketch.
async fn detach_service(editor: Editor) -> Result<Response, PageError> {
    let tx = editor.begin(Action::ChangeServices).await?;
    let sketch = editor.locked(&tx).await?;
    if let Some((template, edition)) = &sketch.template {
        let change = editor.change("detach");
        sketches::follow(&tx, &sketch, &sketch.definition, None, change).await?;
        let detail = format!("template:{template} edition:{edition}");
        editor
            .note(&tx, "service_template_detached", &detail)
            .await?;
        tx.commit().await?;
    }
    Ok(see_other(&editor.path("?po=detach")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_update_is_put_off_to_a_day_to_come_within_a_year() {
        let today: NaiveDate = "2026-11-26".parse().expect("a day");
        assert_eq!(
            until("2026-12-01", today),
            Ok("2026-12-01".parse().expect("a day"))
        );
        for (typed, key) in [
            ("", "designer-postpone-fault-date"),
            ("jutro", "designer-postpone-fault-date"),
            ("2026-11-26", "designer-postpone-fault-day"),
            ("2028-01-01", "designer-postpone-fault-day"),
        ] {
            assert_eq!(until(typed, today), Err(key), "{typed}");
        }
    }
}
