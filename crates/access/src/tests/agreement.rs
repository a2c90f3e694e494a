//! The compiled permissions say what casbin says, for people with any number of roles.

use std::collections::HashSet;
use std::sync::LazyLock;

use domain::assurance::Assurance;
use domain::ids::{ResidentId, StaffId, UnitId};
use proptest::prelude::*;
use tokio::runtime::Runtime;
use uuid::Uuid;

use super::judge;
use crate::judge::Judge;
use crate::role::Standing;
use crate::scope::Scope;
use crate::{Access, Action, Actor, Grant, Kind, Resource, Role, Units};

static RUNTIME: LazyLock<Runtime> = LazyLock::new(|| Runtime::new().unwrap());
static ACCESS: LazyLock<Access> = LazyLock::new(|| RUNTIME.block_on(Access::load()).unwrap());

/// Few of each, so that people meet their own things and units often.
fn ids() -> impl Strategy<Value = Uuid> {
    (1_u128..4).prop_map(Uuid::from_u128)
}

fn units() -> impl Strategy<Value = UnitId> {
    ids().prop_map(UnitId)
}

fn actors() -> impl Strategy<Value = Actor> {
    let grants = (
        prop::sample::select(&Role::ALL[..]),
        prop::option::of(units()),
    )
        .prop_map(|(role, unit)| Grant { role, unit });
    prop_oneof![
        1 => Just(Actor::Nobody),
        1 => (ids(), prop::sample::select(&Role::ALL[..]))
            .prop_map(|(id, role)| Actor::Operator { id, role }),
        2 => ids().prop_map(|id| Actor::Resident {
            id: ResidentId(id),
            assurance: Assurance::Substantial,
        }),
        8 => (ids(), prop::collection::vec(grants, 0..5))
            .prop_map(|(id, grants)| Actor::Staff { id: StaffId(id), grants }),
    ]
}

fn resources() -> impl Strategy<Value = Resource> {
    let owner = || prop::option::of(ids().prop_map(ResidentId));
    let staff = || prop::option::of(ids().prop_map(StaffId));
    prop_oneof![
        prop::sample::select(vec![
            Resource::Office,
            Resource::Catalogue,
            Resource::Receipt,
            Resource::Settings,
            Resource::AuditTrail,
            Resource::Platform,
        ]),
        owner().prop_map(|owner| Resource::Draft { owner }),
        (owner(), units()).prop_map(|(owner, unit)| Resource::Application { owner, unit }),
        (owner(), units(), staff()).prop_map(|(owner, unit, assignee)| Resource::Case {
            owner,
            unit,
            assignee
        }),
        (owner(), prop::option::of(units()))
            .prop_map(|(owner, unit)| Resource::File { owner, unit }),
        ids().prop_map(|id| Resource::Account {
            owner: ResidentId(id)
        }),
        staff().prop_map(|id| Resource::Staff { id }),
    ]
}

/// Appoints a person for each place (unit or whole office) in which `actor` holds roles, to all
/// roles held there at once, so that the union of roles is made by casbin and not by us.
fn appoint(judge: &mut Judge, actor: &Actor) -> Vec<(Uuid, Option<UnitId>)> {
    let places: HashSet<Option<UnitId>> = actor.standings().map(|(_, unit)| unit).collect();
    let mut people = Vec::new();
    for (number, place) in (1..).zip(places) {
        let person = Uuid::from_u128(number);
        for (standing, _) in actor.standings().filter(|(_, unit)| *unit == place) {
            RUNTIME.block_on(judge.appoint(person, standing)).unwrap();
        }
        people.push((person, place));
    }
    people
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]

    #[test]
    fn of_compiled_permissions_and_casbin(
        actor in actors(),
        resources in prop::collection::vec(resources(), 3),
    ) {
        let mut judge = RUNTIME.block_on(judge()).unwrap();
        let people = appoint(&mut judge, &actor);
        for resource in resources {
            for action in Action::ALL {
                let by_casbin = people.iter().any(|(person, place)| {
                    let mut reaching = Scope::ALL
                        .into_iter()
                        .filter(|scope| scope.reaches(&actor, *place, &resource));
                    reaching.any(|scope| {
                        judge.ask(*person, action, resource.kind(), scope).unwrap()
                    })
                });
                prop_assert_eq!(
                    ACCESS.allows(&actor, action, &resource), by_casbin,
                    "{:?} {} {:?}", actor, action, resource
                );
            }
        }
    }
}

proptest! {
    #[test]
    fn of_units_of_a_list_and_the_single_case(actor in actors(), unit in units()) {
        let strange = Resource::Case { owner: None, unit, assignee: None };
        for action in Action::ALL {
            let listed = match ACCESS.units(&actor, action, Kind::Case) {
                Units::All => true,
                Units::Only(units) => units.contains(&unit),
            };
            prop_assert_eq!(listed, ACCESS.allows(&actor, action, &strange));
        }
    }

    #[test]
    fn of_more_grants_and_more_rights(
        actor in actors(),
        grant in (prop::sample::select(&Role::ALL[..]), prop::option::of(units())),
        resource in resources(),
    ) {
        if let Actor::Staff { id, grants } = &actor {
            let mut more = grants.clone();
            more.push(Grant { role: grant.0, unit: grant.1 });
            let promoted = Actor::Staff { id: *id, grants: more };
            for action in Action::ALL {
                prop_assert!(
                    !ACCESS.allows(&actor, action, &resource)
                        || ACCESS.allows(&promoted, action, &resource)
                );
            }
        }
    }
}

#[test]
fn holds_for_each_single_role_in_full() {
    let mut judge = RUNTIME.block_on(judge()).unwrap();
    for (number, standing) in (1..).zip(Standing::ALL) {
        let person = Uuid::from_u128(number);
        RUNTIME.block_on(judge.appoint(person, standing)).unwrap();
        for action in Action::ALL {
            // Every scope, also those no rule is about and the compiler does not ask for.
            for &kind in action.kinds() {
                for scope in Scope::ALL {
                    assert_eq!(
                        judge.ask(person, action, kind, scope).unwrap(),
                        ACCESS
                            .permissions
                            .scopes(standing, action, kind)
                            .contains(&scope),
                        "{standing:?} {action} {kind} {scope:?}"
                    );
                }
            }
        }
    }
}
