//! Own sessions of residents and staff: where somebody is signed in, and signing out elsewhere.

use access::{Action, Actor, Resource};
use askama::Template;
use axum::extract::{Form, Query};
use axum::http::StatusCode;
use axum::response::Response;
use serde::Deserialize;
use store::audit::{self, Entry};
use store::sessions::{self, PersonKind};
use uuid::Uuid;

use crate::page::{self, Crumb, Page, see_other};
use crate::routes::Routes;
use crate::visit::Visit;
use crate::{PageError, dates};

const OF_STAFF: &str = "/urzad/sesje";
const OF_RESIDENTS: &str = "/konto/sesje";

pub(super) fn routes() -> Routes {
    Routes::office()
        .get(OF_STAFF, Action::EndSessions, show)
        .post("/urzad/sesje/zakoncz", Action::EndSessions, end_others)
        .get(OF_RESIDENTS, Action::EndSessions, show)
        .post("/konto/sesje/zakoncz", Action::EndSessions, end_others)
}

/// Whose sessions they are.
struct Owner {
    kind: PersonKind,
    id: Uuid,
    here: Vec<u8>,
    base: &'static str,
}

impl Owner {
    /// # Errors
    /// A refusal to whoever has no sessions of their own here.
    fn of(visit: &Visit) -> Result<Self, PageError> {
        let here = visit.session().ok_or(PageError::SignIn)?.to_vec();
        let (kind, id, base, resource) = match *visit.actor() {
            Actor::Staff { id, .. } => {
                let own = Resource::Staff { id: Some(id) };
                (PersonKind::Staff, id.0, OF_STAFF, own)
            }
            Actor::Resident { id, .. } => {
                let own = Resource::Account { owner: id };
                (PersonKind::Resident, id.0, OF_RESIDENTS, own)
            }
            Actor::Nobody | Actor::Operator { .. } => return Err(PageError::SignIn),
        };
        let access = visit.app().access();
        access.require(visit.actor(), Action::EndSessions, &resource)?;
        Ok(Self {
            kind,
            id,
            here,
            base,
        })
    }
}

struct Line {
    begun: String,
    seen: String,
    is_here: bool,
}

#[derive(Template)]
#[template(path = "staff/sessions.html")]
struct StaffPage {
    page: Page,
    crumbs: Vec<Crumb>,
    lines: Vec<Line>,
    others: usize,
    asking: bool,
    base: &'static str,
}

#[derive(Template)]
#[template(path = "resident/sessions.html")]
struct ResidentPage {
    page: Page,
    crumbs: Vec<Crumb>,
    lines: Vec<Line>,
    others: usize,
    asking: bool,
    base: &'static str,
}

#[derive(Deserialize)]
struct Asked {
    /// What was just done.
    po: Option<String>,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Sent {
    potwierdzam: String,
}

async fn show(visit: Visit, Query(asked): Query<Asked>) -> Result<Response, PageError> {
    let owner = Owner::of(&visit)?;
    let done = asked.po.as_deref() == Some("koniec");
    let notice = done.then(|| visit.t("sessions-ended"));
    respond(&visit, &owner, false, notice).await
}

/// The first post asks, the second one (`potwierdzam`) ends them.
async fn end_others(visit: Visit, Form(sent): Form<Sent>) -> Result<Response, PageError> {
    let owner = Owner::of(&visit)?;
    if sent.potwierdzam != "tak" {
        return respond(&visit, &owner, true, None).await;
    }
    let tx = visit.office()?.begin().await?;
    let ended = sessions::end_others(&tx, (owner.kind, owner.id), &owner.here).await?;
    let who = format!("{}:{}", owner.kind.as_str(), owner.id);
    let entry = Entry {
        at: visit.app().now(),
        actor: &who,
        action: "sessions_ended",
        subject: &who,
        detail: &format!("count:{ended}"),
    };
    audit::note(&tx, &entry).await?;
    tx.commit().await?;
    Ok(see_other(&format!("{}?po=koniec", owner.base)))
}

async fn respond(
    visit: &Visit,
    owner: &Owner,
    asking: bool,
    notice: Option<String>,
) -> Result<Response, PageError> {
    let tx = visit.office()?.begin().await?;
    let now = visit.app().now();
    let found = sessions::list(&tx, (owner.kind, owner.id), &owner.here, now).await?;
    drop(tx);
    let when = |at| dates::long_time(visit.app().texts(), visit.lang(), at);
    let lines: Vec<Line> = found
        .iter()
        .map(|line| Line {
            begun: when(line.created_at),
            seen: when(line.last_seen_at),
            is_here: line.is_here,
        })
        .collect();
    let others = lines.iter().filter(|line| !line.is_here).count();
    let title = visit.t(match (asking, owner.kind) {
        (true, _) => "sessions-confirm-title",
        (false, PersonKind::Resident) => "sessions-title",
        (false, PersonKind::Staff) => "sessions-title-staff",
    });
    let crumbs = visit.crumbs(&[("", &title)]);
    let page = visit.page(title).with_notice(notice);
    let base = owner.base;
    match owner.kind {
        PersonKind::Staff => page::html(
            StatusCode::OK,
            &StaffPage {
                page,
                crumbs,
                lines,
                others,
                asking,
                base,
            },
        ),
        PersonKind::Resident => page::html(
            StatusCode::OK,
            &ResidentPage {
                page,
                crumbs,
                lines,
                others,
                asking,
                base,
            },
        ),
    }
}
