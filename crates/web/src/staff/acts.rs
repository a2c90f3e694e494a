//! The acts on a case: take on, give back, assign, ask, note, close.

use access::Action;
use axum::extract::{Form, FromRequest, FromRequestParts, Request};
use axum::http::StatusCode;
use axum::response::Response;
use domain::deadline::Term;
use domain::ids::{CaseId, StaffId};
use store::cases::{self, Act, StepFault};
use tenancy::TenantTx;

use super::case_page::{self, ANSWER_DAYS, Extra, Said};
use super::words;
use crate::address::Path;
use crate::page::see_other;
use crate::routes::Routes;
use crate::visit::{StaffIn, Visit};
use crate::{AppState, PageError};

/// Longest text of a message or note, in characters.
pub(super) const TEXT_CHARS_MAX: usize = 10_000;

pub(super) fn routes() -> Routes {
    Routes::office()
        .post("/urzad/sprawy/{id}/przejmij", Action::TakeOn, take_on)
        .post("/urzad/sprawy/{id}/oddaj", Action::TakeOn, hand_back)
        .post("/urzad/sprawy/{id}/przydziel", Action::Assign, assign)
        .post("/urzad/sprawy/{id}/pytanie", Action::Ask, ask)
        .post("/urzad/sprawy/{id}/notatka", Action::TakeOn, note)
        .post("/urzad/sprawy/{id}/zamknij", Action::CloseCase, close)
}

/// A form as posted: the first value of a name counts.
pub(crate) struct Posted(pub(crate) Vec<(String, String)>);

impl Posted {
    pub(crate) fn get(&self, name: &str) -> &str {
        let found = self.0.iter().find(|(key, _)| key == name);
        found.map(|(_, value)| value.trim()).unwrap_or_default()
    }

    /// All values of a name, as typed.
    pub(crate) fn all(&self, name: &str) -> impl Iterator<Item = &str> {
        let found = self.0.iter().filter(move |(key, _)| key == name);
        found.map(|(_, value)| value.trim())
    }

    /// Whether the person was shown what will happen and said yes.
    pub(crate) fn is_confirmed(&self) -> bool {
        self.get("potwierdzam") == "tak"
    }

    /// The version the page showed; none fits a form that does not tell it.
    pub(crate) fn version(&self) -> i32 {
        self.get("wersja").parse().unwrap_or(-1)
    }
}

/// A person at a case with a form in the hand.
pub(super) struct Desk {
    pub(super) visit: Visit,
    pub(super) app: AppState,
    pub(super) staff: StaffIn,
    pub(super) id: CaseId,
    pub(super) posted: Posted,
}

impl FromRequest<AppState> for Desk {
    type Rejection = PageError;

    async fn from_request(request: Request, app: &AppState) -> Result<Self, PageError> {
        let (mut parts, body) = request.into_parts();
        let visit = Visit::from_request_parts(&mut parts, app).await?;
        let staff = StaffIn::from_request_parts(&mut parts, app).await?;
        let Path(named) = Path::<String>::from_request_parts(&mut parts, app).await?;
        let id = case_page::case_id(&named)?;
        let form = Form::from_request(Request::from_parts(parts, body), app).await;
        let Form(posted) = form.map_err(PageError::unreadable)?;
        Ok(Self {
            visit,
            app: app.clone(),
            staff,
            id,
            posted: Posted(posted),
        })
    }
}

impl Desk {
    /// Opens a transaction with the case in reach and the right to do `action` to it.
    pub(super) async fn begin(&self, action: Action) -> Result<(TenantTx, Act), PageError> {
        let tx = self.visit.office()?.begin().await?;
        case_page::reach(&self.visit, &self.app, &tx, self.id, action).await?;
        let act = Act {
            case: self.id,
            version: self.posted.version(),
            staff: self.staff.staff,
            at: self.app.now(),
            today: self.app.today(),
        };
        Ok((tx, act))
    }

    /// Commits and goes back to the case, or shows the case as it is with what was typed.
    pub(super) async fn finish(
        &self,
        tx: TenantTx,
        made: Result<(), StepFault>,
        done: &str,
    ) -> Result<Response, PageError> {
        let outdated = match made {
            Ok(()) => {
                tx.commit().await?;
                self.app.bell().ring(self.visit.office()?);
                return Ok(see_other(&format!("/urzad/sprawy/{}?po={done}", self.id)));
            }
            Err(StepFault::Stale) => self.who_was_faster(&tx).await?,
            Err(StepFault::Refused(_)) => self.visit.t("staff-step-refused"),
            Err(StepFault::Absent) => return Err(PageError::OutOfReach),
            Err(StepFault::Store(fault)) => return Err(fault.into()),
        };
        drop(tx);
        let extra = Extra {
            outdated: Some(outdated),
            ..self.typed()
        };
        self.show(StatusCode::CONFLICT, extra).await
    }

    /// Shows the case with faults at the fields.
    pub(super) async fn refuse(&self, faults: Vec<Said>) -> Result<Response, PageError> {
        let extra = Extra {
            faults,
            ..self.typed()
        };
        self.show(StatusCode::UNPROCESSABLE_ENTITY, extra).await
    }

    /// Shows the case again with everything typed, to go on writing.
    pub(super) async fn reopen(&self) -> Result<Response, PageError> {
        self.show(StatusCode::OK, self.typed()).await
    }

    async fn show(&self, status: StatusCode, extra: Extra) -> Result<Response, PageError> {
        let id = self.id.to_string();
        case_page::respond(&self.visit, &self.app, &self.staff, &id, (status, extra)).await
    }

    /// Everything typed in any form of the page.
    fn typed(&self) -> Extra {
        let typed = |name: &str| self.posted.get(name).to_owned();
        Extra {
            question: typed("pytanie"),
            answer_days: typed("dni"),
            outcome: typed("wynik"),
            settlement: typed("tresc"),
            note: typed("notatka"),
            ..Extra::default()
        }
    }

    async fn who_was_faster(&self, tx: &TenantTx) -> Result<String, PageError> {
        let visit = &self.visit;
        let Some(last) = cases::last_change(tx, self.id).await? else {
            return Ok(visit.t("staff-stale"));
        };
        let told = words::told(visit, "staff", &last);
        let values = [
            ("who", told.who.as_str()),
            ("when", told.when.text.as_str()),
            ("what", told.title.as_str()),
        ];
        Ok(visit.tn("staff-stale-who", &values))
    }

    /// The text of a field, or what is wrong with it.
    pub(super) fn text(&self, field: &'static str, missing: &str) -> Result<&str, Vec<Said>> {
        let text = self.posted.get(field);
        let wrong = if text.is_empty() {
            self.visit.t(missing)
        } else if text.chars().count() > TEXT_CHARS_MAX {
            self.visit
                .t1("fault-too-long", "max", &TEXT_CHARS_MAX.to_string())
        } else {
            return Ok(text);
        };
        Err(vec![Said { field, text: wrong }])
    }
}

async fn take_on(desk: Desk) -> Result<Response, PageError> {
    let (tx, act) = desk.begin(Action::TakeOn).await?;
    let made = cases::take_on(&tx, &act).await;
    desk.finish(tx, made, "przejecie").await
}

async fn hand_back(desk: Desk) -> Result<Response, PageError> {
    let (tx, act) = desk.begin(Action::TakeOn).await?;
    let made = cases::hand_back(&tx, &act).await;
    desk.finish(tx, made, "oddanie").await
}

async fn assign(desk: Desk) -> Result<Response, PageError> {
    let (tx, act) = desk.begin(Action::Assign).await?;
    let Ok(keeper) = desk.posted.get("osoba").parse().map(StaffId) else {
        drop(tx);
        let text = desk.visit.t("staff-fault-keeper");
        return desk
            .refuse(vec![Said {
                field: "osoba",
                text,
            }])
            .await;
    };
    let made = cases::assign(&tx, &act, keeper).await;
    desk.finish(tx, made, "przydzial").await
}

async fn ask(desk: Desk) -> Result<Response, PageError> {
    let (tx, act) = desk.begin(Action::Ask).await?;
    let days = desk.posted.get("dni").parse().ok();
    let term = days
        .filter(|days| ANSWER_DAYS.contains(days))
        .map(Term::Days);
    let (question, term) = match (desk.text("pytanie", "staff-fault-question"), term) {
        (Ok(question), Some(term)) => (question, term),
        (question, term) => {
            drop(tx);
            let mut faults = question.err().unwrap_or_default();
            if term.is_none() {
                faults.push(Said {
                    field: "dni",
                    text: desk.visit.t("staff-fault-days"),
                });
            }
            return desk.refuse(faults).await;
        }
    };
    let made = cases::ask(&tx, &act, question, term).await.map(|_| ());
    desk.finish(tx, made, "pytanie").await
}

async fn note(desk: Desk) -> Result<Response, PageError> {
    let (tx, act) = desk.begin(Action::TakeOn).await?;
    let text = match desk.text("notatka", "staff-fault-note") {
        Ok(text) => text,
        Err(faults) => {
            drop(tx);
            return desk.refuse(faults).await;
        }
    };
    let made = cases::note(&tx, &act, text).await;
    desk.finish(tx, made, "notatka").await
}

async fn close(desk: Desk) -> Result<Response, PageError> {
    let (tx, act) = desk.begin(Action::CloseCase).await?;
    let made = cases::close(&tx, &act).await;
    desk.finish(tx, made, "zamkniecie").await
}
