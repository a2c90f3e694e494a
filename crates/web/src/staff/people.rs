//! People of the office with their roles by unit, and inviting somebody.

use access::{Action, Resource, Role};
use askama::Template;
use axum::extract::{Form, State};
use axum::http::StatusCode;
use axum::response::Response;
use domain::ids::UnitId;
use store::audit::{self, Entry};
use store::staff_members::{AccountState, RoleGrant, StaffMember};
use store::units::{self, Unit};
use store::{invitations, outbox, staff_members};
use tenancy::TenantTx;

use super::acts::Posted;
use super::case_page::{Choice, Said};
use super::words;
use crate::page::{self, Page};
use crate::routes::Routes;
use crate::visit::{StaffIn, Visit};
use crate::{AppState, PageError};

/// Stands for the whole office among the units to choose from.
pub(super) const WHOLE_OFFICE: &str = "urzad";
/// Longest name and e-mail address, in characters.
const NAME_CHARS_MAX: usize = 120;
const EMAIL_CHARS_MAX: usize = 200;

pub(super) fn routes() -> Routes {
    Routes::office()
        .get("/urzad/osoby", Action::SeeStaff, show)
        .post("/urzad/osoby/zapros", Action::InviteStaff, invite)
}

pub(super) struct Person {
    pub(super) id: String,
    pub(super) name: String,
    pub(super) email: String,
    pub(super) state: words::Tag,
    pub(super) second_factor: String,
    pub(super) roles: Vec<String>,
}

#[derive(Default)]
struct Invitation {
    faults: Vec<Said>,
    name: String,
    email: String,
    role: String,
    unit: String,
    /// The link to hand over; shown once, kept nowhere.
    link: String,
}

impl Invitation {
    fn fault(&self, field: &str) -> String {
        let found = self.faults.iter().find(|said| said.field == field);
        found.map(|said| said.text.clone()).unwrap_or_default()
    }
}

#[derive(Template)]
#[template(path = "staff/people.html")]
struct PeoplePage {
    page: Page,
    people: Vec<Person>,
    may_invite: bool,
    invitation: Invitation,
    roles: Vec<Choice>,
    units: Vec<Choice>,
}

async fn show(
    visit: Visit,
    _staff: StaffIn,
    State(app): State<AppState>,
) -> Result<Response, PageError> {
    respond(&visit, &app, (StatusCode::OK, Invitation::default())).await
}

async fn respond(
    visit: &Visit,
    app: &AppState,
    (status, invitation): (StatusCode, Invitation),
) -> Result<Response, PageError> {
    let list = Resource::Staff { id: None };
    app.access()
        .require(visit.actor(), Action::SeeStaff, &list)?;
    let tx = visit.office()?.begin().await?;
    let all = staff_members::list(&tx).await?;
    let units = units::list(&tx).await?;
    drop(tx);
    let page = PeoplePage {
        people: all
            .iter()
            .map(|member| person(visit, &units, member))
            .collect(),
        may_invite: app
            .access()
            .allows(visit.actor(), Action::InviteStaff, &list),
        roles: roles(visit, &invitation.role),
        units: unit_choices(visit, &units, &invitation.unit),
        page: visit
            .page(visit.t("staff-people-title"))
            .with_errors(!invitation.faults.is_empty()),
        invitation,
    };
    page::html(status, &page)
}

async fn invite(
    visit: Visit,
    staff: StaffIn,
    State(app): State<AppState>,
    Form(posted): Form<Vec<(String, String)>>,
) -> Result<Response, PageError> {
    let posted = Posted(posted);
    let tx = visit.office()?.begin().await?;
    app.access().require(
        visit.actor(),
        Action::InviteStaff,
        &Resource::Staff { id: None },
    )?;
    let mut invitation = Invitation {
        name: posted.get("imie").to_owned(),
        email: posted.get("email").to_owned(),
        role: posted.get("rola").to_owned(),
        unit: posted.get("referat").to_owned(),
        ..Invitation::default()
    };
    let grant = match grant(&visit, &tx, &mut invitation).await? {
        Some(grant) if invitation.faults.is_empty() => grant,
        _ => {
            drop(tx);
            return respond(&visit, &app, (StatusCode::UNPROCESSABLE_ENTITY, invitation)).await;
        }
    };
    let (name, email, at) = (&invitation.name, &invitation.email, app.now());
    let role = grant.role.clone();
    let token = invitations::invite(&tx, name, email, &[grant], at).await?;
    let invited = staff_members::find_by_email(&tx, email)
        .await?
        .ok_or(PageError::NotFound)?;
    let entry = Entry {
        at,
        actor: &format!("staff:{}", staff.staff),
        action: "staff_invited",
        subject: &format!("staff:{}", invited.id),
        detail: &format!("role:{role} unit:{}", invitation.unit),
    };
    outbox::invite(&tx, invited.id, &token, at).await?;
    audit::note(&tx, &entry).await?;
    tx.commit().await?;
    app.bell().ring(visit.office()?);
    let link = link(&visit, &app, &token)?;
    let done = Invitation {
        link,
        ..Invitation::default()
    };
    respond(&visit, &app, (StatusCode::OK, done)).await
}

/// The address that lets somebody in for the first time.
pub(super) fn link(visit: &Visit, app: &AppState, token: &str) -> Result<String, PageError> {
    let path = format!("/urzad/zaproszenie/{token}");
    Ok(app.settings().office_url(visit.office()?.slug(), &path))
}

/// Checks what was typed; the grant to give, or faults in the invitation.
async fn grant(
    visit: &Visit,
    tx: &TenantTx,
    invitation: &mut Invitation,
) -> Result<Option<RoleGrant>, PageError> {
    let mut fault = |field: &'static str, key: &str| {
        invitation.faults.push(Said {
            field,
            text: visit.t(key),
        });
    };
    let name = invitation.name.chars().count();
    if !(1..=NAME_CHARS_MAX).contains(&name) {
        fault("imie", "staff-fault-name");
    }
    if !is_email(&invitation.email) {
        fault("email", "fault-email");
    }
    // A link for somebody who works here would hand their account, and a role added to oneself
    // would be a right one gave oneself.
    let known = staff_members::find_by_email(tx, &invitation.email).await?;
    if known.is_some_and(|member| member.state == AccountState::Active) {
        fault("email", "staff-fault-has-account");
    }
    let role = Role::parse(&invitation.role)
        .ok()
        .filter(|role| role.is_for_staff());
    if role.is_none() {
        fault("rola", "staff-fault-role");
    }
    let units = units::list(tx).await?;
    let unit = match invitation.unit.as_str() {
        WHOLE_OFFICE => Some(None),
        id => {
            let id = id.parse().ok().map(UnitId);
            id.filter(|id| units.iter().any(|unit| unit.id == *id && !unit.is_closed))
                .map(Some)
        }
    };
    if unit.is_none() {
        fault("referat", "staff-fault-unit");
    }
    let grant = role.zip(unit).map(|(role, unit)| RoleGrant {
        role: role.as_str().to_owned(),
        unit,
    });
    Ok(grant)
}

fn is_email(text: &str) -> bool {
    let parts = text.split_once('@');
    let whole = text.chars().count() <= EMAIL_CHARS_MAX && !text.contains(char::is_whitespace);
    whole
        && parts.is_some_and(|(name, host)| {
            !name.is_empty() && host.contains('.') && !host.contains('@') && !host.ends_with('.')
        })
}

/// A role with its unit, in words.
pub(super) fn granted(visit: &Visit, units: &[Unit], grant: &RoleGrant) -> String {
    let role = visit.t(&format!("role-{}", words::kebab(&grant.role)));
    let unit = units.iter().find(|unit| Some(unit.id) == grant.unit);
    match (grant.unit, unit) {
        (None, _) => format!("{role} – {}", visit.t("staff-whole-office")),
        (Some(_), Some(unit)) => format!("{role} – {}", unit.name),
        (Some(_), None) => role,
    }
}

pub(super) fn person(visit: &Visit, units: &[Unit], member: &StaffMember) -> Person {
    let code = member.state.as_str();
    let kind = match code {
        "active" => "done",
        "invited" => "wait",
        _ => "off",
    };
    let roles = member.grants.iter();
    Person {
        id: member.id.to_string(),
        name: member.name.clone(),
        email: member.email.clone(),
        state: words::Tag {
            kind,
            text: visit.t(&format!("staff-account-{code}")),
        },
        second_factor: visit.t(if member.second_factor { "yes" } else { "no" }),
        roles: roles.map(|grant| granted(visit, units, grant)).collect(),
    }
}

pub(super) fn roles(visit: &Visit, chosen: &str) -> Vec<Choice> {
    let choice = |role: Role| Choice {
        value: role.as_str().to_owned(),
        label: visit.t(&format!("role-{}", words::kebab(role.as_str()))),
        hint: String::new(),
        chosen: role.as_str() == chosen,
    };
    Role::ALL
        .into_iter()
        .filter(|role| role.is_for_staff())
        .map(choice)
        .collect()
}

pub(super) fn unit_choices(visit: &Visit, units: &[Unit], chosen: &str) -> Vec<Choice> {
    let whole = Choice {
        value: WHOLE_OFFICE.to_owned(),
        label: visit.t("staff-whole-office"),
        hint: String::new(),
        chosen: chosen == WHOLE_OFFICE,
    };
    let choice = |unit: &Unit| Choice {
        value: unit.id.to_string(),
        label: format!("{} – {}", unit.code, unit.name),
        hint: String::new(),
        chosen: unit.id.to_string() == chosen,
    };
    std::iter::once(whole)
        .chain(units.iter().filter(|unit| !unit.is_closed).map(choice))
        .collect()
}
