//! What the staff sees: the inbox, cases, people, settings and the audit trail.

mod acts;
pub(crate) mod answers;
mod audit;
mod case_page;
mod confirm;
pub(crate) mod designer;
mod download;
mod handing;
mod inbox;
mod people;
mod person;
mod settings;
mod settling;
mod units;
pub(crate) mod words;

use access::{Action, Actor, Kind, Resource, Units};
use store::cases::Case;
use store::units::Scope;

use crate::AppState;
use crate::routes::Routes;

pub(crate) fn routes() -> Routes {
    Routes::office()
        .and(inbox::routes())
        .and(case_page::routes())
        .and(acts::routes())
        .and(settling::routes())
        .and(download::routes())
        .and(handing::routes())
        .and(people::routes())
        .and(person::routes())
        .and(settings::routes())
        .and(units::routes())
        .and(designer::routes())
        .and(audit::routes())
}

/// The units in whose cases `actor` may do `action`: goes into every query.
fn scope(app: &AppState, actor: &Actor, action: Action) -> Scope {
    match app.access().units(actor, action, Kind::Case) {
        Units::All => Scope::All,
        Units::Only(units) => Scope::Units(units),
    }
}

/// The case as `access` asks about it.
fn resource(case: &Case) -> Resource {
    Resource::Case {
        owner: case.resident,
        unit: case.unit,
        assignee: case.assignee,
    }
}
