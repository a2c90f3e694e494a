//! One person of the office: changing roles, switching the account off and on, a new invitation,
//! handing on their cases.

mod passing;

use access::{Action, Resource, Role};
use askama::Template;
use axum::extract::{Form, FromRequestParts, Query};
use axum::http::StatusCode;
use axum::http::request::Parts;
use axum::response::Response;
use domain::ids::{StaffId, UnitId};
use store::audit::{self, Entry};
use store::staff_members::{AccountState, RoleGrant, StaffMember};
use store::units::{self, Unit};
use store::{cases, invitations, outbox, staff_members};
use tenancy::TenantTx;

use super::acts::Posted;
use super::case_page::{Choice, Said};
use super::confirm::{self, Question};
use super::people::{self, Person, WHOLE_OFFICE};
use super::words;
use crate::address::Path;
use crate::page::{self, Crumb, Page, see_other};
use crate::routes::Routes;
use crate::visit::{StaffIn, Visit};
use crate::{AppState, PageError};

/// Roles one person may hold.
const ROLES_MAX: usize = 40;

pub(super) fn routes() -> Routes {
    Routes::office()
        .get("/urzad/osoby/{person}", Action::SeeStaff, show)
        .post(
            "/urzad/osoby/{person}/role",
            Action::ChangeRoles,
            change_roles,
        )
        .post("/urzad/osoby/{person}/wylacz", Action::SwitchStaff, disable)
        .post("/urzad/osoby/{person}/wlacz", Action::SwitchStaff, enable)
        .post(
            "/urzad/osoby/{person}/zapros",
            Action::InviteStaff,
            invite_again,
        )
        .and(passing::routes())
}

/// What the page shows besides the person: faults, what was just done, a link shown once.
#[derive(Default)]
struct Extra {
    faults: Vec<Said>,
    refused: String,
    notice: Option<String>,
    link: String,
    role: String,
    unit: String,
}

impl Extra {
    fn fault(&self, field: &str) -> String {
        let found = self.faults.iter().find(|said| said.field == field);
        found.map(|said| said.text.clone()).unwrap_or_default()
    }
}

struct May {
    change_roles: bool,
    disable: bool,
    enable: bool,
    invite: bool,
    pass_on: bool,
}

#[derive(Template)]
#[template(path = "staff/person.html")]
struct PersonPage {
    page: Page,
    crumbs: Vec<Crumb>,
    person: Person,
    since: String,
    /// Cases that are not closed, in words.
    cases: String,
    is_self: bool,
    may: May,
    extra: Extra,
    held: Vec<Choice>,
    roles: Vec<Choice>,
    units: Vec<Choice>,
}

/// Somebody who is to do something about a person, before it is known whether there is one.
#[derive(Clone)]
struct At {
    visit: Visit,
    app: AppState,
    staff: StaffIn,
    /// As the address names the person.
    named: String,
}

impl FromRequestParts<AppState> for At {
    type Rejection = PageError;

    async fn from_request_parts(parts: &mut Parts, app: &AppState) -> Result<Self, PageError> {
        Ok(Self {
            visit: Visit::from_request_parts(parts, app).await?,
            app: app.clone(),
            staff: StaffIn::from_request_parts(parts, app).await?,
            named: Path::<String>::from_request_parts(parts, app).await?.0,
        })
    }
}

/// A person before somebody who may look at the staff.
struct Desk {
    visit: Visit,
    app: AppState,
    staff: StaffIn,
    tx: TenantTx,
    member: StaffMember,
    units: Vec<Unit>,
    path: String,
}

impl At {
    /// # Errors
    /// [`PageError::OutOfReach`] for nobody of this office, a refusal to whoever may not do
    /// `action` to the person.
    async fn open(self, action: Action) -> Result<Desk, PageError> {
        let Self {
            visit,
            app,
            staff,
            named,
        } = self;
        let id = named.parse().map(StaffId);
        let id = id.map_err(|_| PageError::OutOfReach)?;
        let access = app.access();
        let list = Resource::Staff { id: None };
        access.require(visit.actor(), Action::SeeStaff, &list)?;
        let tx = visit.office()?.begin().await?;
        let member = staff_members::find(&tx, id).await?;
        let member = member.ok_or(PageError::OutOfReach)?;
        access.require(visit.actor(), action, &Resource::Staff { id: Some(id) })?;
        let units = units::list(&tx).await?;
        Ok(Desk {
            path: format!("/urzad/osoby/{id}"),
            visit,
            app,
            staff,
            tx,
            member,
            units,
        })
    }
}

impl Desk {
    /// The same person as if just come, in a new transaction.
    async fn anew(self) -> Result<Self, PageError> {
        let at = At {
            visit: self.visit,
            app: self.app,
            staff: self.staff,
            named: self.member.id.to_string(),
        };
        drop(self.tx);
        at.open(Action::SeeStaff).await
    }

    async fn note(&self, action: &str, detail: &str) -> Result<(), PageError> {
        let entry = Entry {
            at: self.app.now(),
            actor: &format!("staff:{}", self.staff.staff),
            action,
            subject: &format!("staff:{}", self.member.id),
            detail,
        };
        Ok(audit::note(&self.tx, &entry).await?)
    }

    /// Commits and goes back to the person.
    async fn finish(self, done: &str) -> Result<Response, PageError> {
        let Self { tx, path, .. } = self;
        tx.commit().await?;
        Ok(see_other(&format!("{path}?po={done}")))
    }

    async fn show(self, status: StatusCode, extra: Extra) -> Result<Response, PageError> {
        let held = cases::held(&self.tx, self.member.id).await?;
        let held: i64 = held.iter().map(|unit| unit.count).sum();
        // Nothing of a page that only shows is kept.
        let Self {
            visit,
            app,
            member,
            units,
            staff,
            tx,
            ..
        } = self;
        drop(tx);
        let who = Resource::Staff {
            id: Some(member.id),
        };
        let allowed = |action| app.access().allows(visit.actor(), action, &who);
        let switch = allowed(Action::SwitchStaff);
        let people = visit.t("staff-people-title");
        let page = PersonPage {
            crumbs: visit.crumbs(&[("/urzad/osoby", &people), ("", &member.name)]),
            person: people::person(&visit, &units, &member),
            since: words::moment(&visit, member.created_at).text,
            cases: visit.t1("count-cases", "count", &held.to_string()),
            is_self: member.id == staff.staff,
            may: May {
                change_roles: allowed(Action::ChangeRoles),
                disable: switch && member.state != AccountState::Disabled,
                enable: switch && member.state == AccountState::Disabled,
                invite: allowed(Action::InviteStaff) && member.state == AccountState::Invited,
                pass_on: switch && held > 0,
            },
            held: member
                .grants
                .iter()
                .map(|grant| Choice {
                    value: code(grant),
                    label: people::granted(&visit, &units, grant),
                    hint: String::new(),
                    chosen: true,
                })
                .collect(),
            roles: people::roles(&visit, &extra.role),
            units: people::unit_choices(&visit, &units, &extra.unit),
            page: visit
                .page(member.name.clone())
                .with_errors(!extra.faults.is_empty())
                .with_notice(extra.notice.clone()),
            extra,
        };
        page::html(status, &page)
    }

    /// Says why an act was not done; nothing was.
    async fn refuse(self, key: &str) -> Result<Response, PageError> {
        let extra = Extra {
            refused: self.visit.t(key),
            ..Extra::default()
        };
        self.show(StatusCode::CONFLICT, extra).await
    }

    /// Asks whether the person should be done to what `key` names.
    fn ask(&self, key: &str, act: &str, values: Answers) -> Result<Response, PageError> {
        let visit = &self.visit;
        let people = visit.t("staff-people-title");
        let mut rows = vec![
            (visit.t("staff-person"), self.member.name.clone()),
            (visit.t("staff-person-email"), self.member.email.clone()),
            (
                visit.t("staff-person-roles"),
                self.told(&self.member.grants),
            ),
        ];
        rows.extend(values.rows);
        let asked = Question {
            title: visit.t(&format!("staff-{key}-title")),
            crumbs: &[("/urzad/osoby", &people), (&self.path, &self.member.name)],
            warning: visit.t(&format!("staff-{key}-warning")),
            rows,
            action: &format!("{}/{act}", self.path),
            values: values.hidden,
            yes: visit.t(&format!("staff-{key}-yes")),
            back: &self.path,
        };
        confirm::ask(visit, asked)
    }

    fn told(&self, grants: &[RoleGrant]) -> String {
        let told = grants.iter();
        let told = told.map(|grant| people::granted(&self.visit, &self.units, grant));
        match told.collect::<Vec<_>>().join(", ") {
            none if none.is_empty() => self.visit.t("none"),
            told => told,
        }
    }
}

/// What a confirmation shows and carries besides the person.
#[derive(Default)]
struct Answers {
    rows: Vec<(String, String)>,
    hidden: Vec<(String, String)>,
}

type Fields = Form<Vec<(String, String)>>;

#[derive(serde::Deserialize)]
struct Asked {
    /// What was just done.
    po: Option<String>,
}

async fn show(at: At, Query(asked): Query<Asked>) -> Result<Response, PageError> {
    let desk = at.open(Action::SeeStaff).await?;
    let key = match asked.po.as_deref() {
        Some("role") => Some("staff-flash-roles"),
        Some("wylaczenie") => Some("staff-flash-disabled"),
        Some("wlaczenie") => Some("staff-flash-enabled"),
        Some("przekazanie") => Some("staff-flash-passed-on"),
        _ => None,
    };
    let extra = Extra {
        notice: key.map(|key| desk.visit.t(key)),
        ..Extra::default()
    };
    desk.show(StatusCode::OK, extra).await
}

async fn change_roles(at: At, Form(posted): Fields) -> Result<Response, PageError> {
    let desk = at.open(Action::ChangeRoles).await?;
    let posted = Posted(posted);
    let wanted = match wanted(&desk, &posted) {
        Ok(wanted) => wanted,
        Err(faults) => {
            let extra = Extra {
                faults,
                role: posted.get("nowa-rola").to_owned(),
                unit: posted.get("referat").to_owned(),
                ..Extra::default()
            };
            return desk.show(StatusCode::UNPROCESSABLE_ENTITY, extra).await;
        }
    };
    if !posted.is_confirmed() {
        let after = (desk.visit.t("staff-roles-after"), desk.told(&wanted));
        let answers = Answers {
            rows: vec![after],
            hidden: wanted
                .iter()
                .map(|grant| ("rola".to_owned(), code(grant)))
                .collect(),
        };
        return desk.ask("roles", "role", answers);
    }
    let admin = RoleGrant::everywhere(Role::TenantAdmin.as_str());
    if staff_members::is_last_admin(&desk.tx, desk.member.id).await? && !wanted.contains(&admin) {
        return desk.refuse("staff-last-admin").await;
    }
    staff_members::change_roles(&desk.tx, desk.member.id, &wanted, desk.app.now()).await?;
    let codes = |grants: &[RoleGrant]| grants.iter().map(code).collect::<Vec<_>>().join(",");
    let detail = format!("from:{} to:{}", codes(&desk.member.grants), codes(&wanted));
    desk.note("staff_roles_changed", &detail).await?;
    desk.finish("role").await
}

async fn disable(at: At, Form(posted): Fields) -> Result<Response, PageError> {
    let desk = at.open(Action::SwitchStaff).await?;
    if !Posted(posted).is_confirmed() {
        let mut answers = Answers::default();
        for unit in cases::held(&desk.tx, desk.member.id).await? {
            let told = desk
                .visit
                .t1("count-cases", "count", &unit.count.to_string());
            answers
                .rows
                .push((format!("{} – {}", unit.code, unit.name), told));
        }
        return desk.ask("disable", "wylacz", answers);
    }
    if staff_members::is_last_admin(&desk.tx, desk.member.id).await? {
        return desk.refuse("staff-last-admin").await;
    }
    if !staff_members::disable(&desk.tx, desk.member.id).await? {
        return desk.refuse("staff-person-changed").await;
    }
    desk.note("staff_disabled", "").await?;
    desk.finish("wylaczenie").await
}

async fn enable(at: At, Form(posted): Fields) -> Result<Response, PageError> {
    let desk = at.open(Action::SwitchStaff).await?;
    if !Posted(posted).is_confirmed() {
        return desk.ask("enable", "wlacz", Answers::default());
    }
    let Some(state) = staff_members::enable(&desk.tx, desk.member.id).await? else {
        return desk.refuse("staff-person-changed").await;
    };
    let detail = format!("state:{}", state.as_str());
    desk.note("staff_enabled", &detail).await?;
    desk.finish("wlaczenie").await
}

/// The new link is shown once and kept nowhere; the one before is void.
async fn invite_again(at: At, Form(posted): Fields) -> Result<Response, PageError> {
    let again = at.clone();
    let desk = at.open(Action::InviteStaff).await?;
    if !Posted(posted).is_confirmed() {
        return desk.ask("reinvite", "zapros", Answers::default());
    }
    let now = desk.app.now();
    let Some(token) = invitations::renew(&desk.tx, desk.member.id, now).await? else {
        return desk.refuse("staff-person-changed").await;
    };
    outbox::invite(&desk.tx, desk.member.id, &token, now).await?;
    desk.note("staff_invitation_renewed", "").await?;
    let link = people::link(&desk.visit, &desk.app, &token)?;
    desk.tx.commit().await?;
    desk.app.bell().ring(desk.visit.office()?);
    let desk = again.open(Action::SeeStaff).await?;
    let extra = Extra {
        link,
        ..Extra::default()
    };
    desk.show(StatusCode::OK, extra).await
}

/// The roles ticked and the one added, or what is wrong with them.
fn wanted(desk: &Desk, posted: &Posted) -> Result<Vec<RoleGrant>, Vec<Said>> {
    let said = |field, key: &str| Said {
        field,
        text: desk.visit.t(key),
    };
    let ticked: Option<Vec<RoleGrant>> = posted
        .all("rola")
        .take(ROLES_MAX)
        .map(|code| grant(&desk.units, code))
        .collect();
    let mut wanted = ticked.ok_or_else(|| vec![said("nowa-rola", "staff-fault-role")])?;
    let (role, unit) = (posted.get("nowa-rola"), posted.get("referat"));
    match (role, unit) {
        ("", "") => {}
        ("", _) => return Err(vec![said("nowa-rola", "staff-fault-role")]),
        (_, "") => return Err(vec![said("referat", "staff-fault-unit")]),
        (role, unit) => match grant(&desk.units, &format!("{role}@{unit}")) {
            Some(grant) => wanted.push(grant),
            None => return Err(vec![said("nowa-rola", "staff-fault-role")]),
        },
    }
    wanted.sort_by_key(code);
    wanted.dedup();
    Ok(wanted)
}

/// A role with its unit as forms carry it: `clerk@<unit>` or `clerk@urzad`.
fn code(grant: &RoleGrant) -> String {
    match grant.unit {
        Some(unit) => format!("{}@{unit}", grant.role),
        None => format!("{}@{WHOLE_OFFICE}", grant.role),
    }
}

fn grant(units: &[Unit], code: &str) -> Option<RoleGrant> {
    let (role, unit) = code.split_once('@')?;
    let role = Role::parse(role).ok().filter(|role| role.is_for_staff())?;
    let unit = match unit {
        WHOLE_OFFICE => None,
        id => {
            let id = UnitId(id.parse().ok()?);
            Some(units.iter().find(|unit| unit.id == id)?.id)
        }
    };
    Some(RoleGrant {
        role: role.as_str().to_owned(),
        unit,
    })
}
