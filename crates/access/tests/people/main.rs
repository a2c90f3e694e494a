//! People at work in one office: what each can reach and, beside it, what not.

mod clerk;
mod head;
mod nobody;
mod operator;
mod others_of_the_staff;
mod resident;

use std::sync::LazyLock;

use access::{Access, Action, Actor, Denied, Grant, Kind, Resource, Role, Units};
use domain::assurance::Assurance;
use domain::ids::{ResidentId, StaffId, UnitId};
use tokio::runtime::Runtime;
use uuid::Uuid;

const ANNA: ResidentId = ResidentId(Uuid::from_u128(1));
const BOGDAN: ResidentId = ResidentId(Uuid::from_u128(2));
const CELINA: StaffId = StaffId(Uuid::from_u128(3));
const DARIUSZ: StaffId = StaffId(Uuid::from_u128(4));
const TAXES: UnitId = UnitId(Uuid::from_u128(5));
const ROADS: UnitId = UnitId(Uuid::from_u128(6));

const ANNAS_TAX_CASE: Resource = Resource::Case {
    owner: Some(ANNA),
    unit: TAXES,
    assignee: Some(DARIUSZ),
};
const ANNAS_ROAD_CASE: Resource = Resource::Case {
    owner: Some(ANNA),
    unit: ROADS,
    assignee: Some(CELINA),
};

fn anna() -> Actor {
    Actor::Resident {
        id: ANNA,
        assurance: Assurance::Substantial,
    }
}

/// Celina with a role in one unit or, with `None`, in the whole office.
fn celina(role: Role, unit: Option<UnitId>) -> Actor {
    Actor::Staff {
        id: CELINA,
        grants: vec![Grant { role, unit }],
    }
}

fn access() -> Access {
    static ACCESS: LazyLock<Access> = LazyLock::new(|| {
        let runtime = Runtime::new().expect("a runtime for one future");
        runtime
            .block_on(Access::load())
            .expect("the policy shipped is whole")
    });
    ACCESS.clone()
}
