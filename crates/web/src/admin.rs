//! The console of the regional administrators: offices, their health, plan and apply, the walls.
//!
//! Nothing here shows anybody's data: counts, dates, versions and names of offices only.

mod offices;
mod plan;
mod suspend;
mod templates;
mod walls;

use access::{Action, Resource};
use tenancy::Admin;

use crate::PageError;
use crate::routes::Routes;
use crate::visit::Visit;

pub(crate) use plan::Handed;

pub(crate) fn routes() -> Routes {
    Routes::admin()
        .get("/", Action::SeeConsole, offices::list)
        .get("/urzedy/{office}", Action::SeeOfficeHealth, offices::show)
        .get(
            "/urzedy/{office}/wylacz",
            Action::SuspendOffice,
            suspend::ask,
        )
        .post(
            "/urzedy/{office}/wylacz",
            Action::SuspendOffice,
            suspend::suspend,
        )
        .post(
            "/urzedy/{office}/wlacz",
            Action::SuspendOffice,
            suspend::resume,
        )
        .get("/plan", Action::PlanOffices, plan::show)
        .post("/plan/zastosuj", Action::ApplyOffices, plan::apply)
        .get("/plan/{run}", Action::PlanOffices, plan::progress)
        .get("/mury", Action::SeeOfficeHealth, walls::ask)
        .post("/mury", Action::SeeOfficeHealth, walls::prove)
        .and(templates::routes())
}

/// Asks `access` about an act on the platform.
fn require(visit: &Visit, action: Action) -> Result<(), PageError> {
    Ok(visit
        .app()
        .access()
        .require(visit.actor(), action, &Resource::Platform)?)
}

/// A connection that may make roles and schemas, when the configuration has one.
async fn admin(visit: &Visit) -> Result<Admin, PageError> {
    let url = visit.app().settings().admin_url.as_deref();
    let url = url.ok_or(PageError::BadRequest("error-no-admin"))?;
    Ok(Admin::connect(url, visit.app().tenancy().secret().clone()).await?)
}
