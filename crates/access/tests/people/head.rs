//! Heads of a unit.

use super::*;

#[test]
fn of_a_unit_assigns_there_only() {
    let access = access();
    let head = celina(Role::HeadOfOffice, Some(TAXES));
    for action in [
        Action::Assign,
        Action::Settle,
        Action::ReopenCase,
        Action::SeeWhoLooked,
    ] {
        access.require(&head, action, &ANNAS_TAX_CASE).unwrap();
        assert!(!access.allows(&head, action, &ANNAS_ROAD_CASE), "{action}");
    }
}

#[test]
fn of_one_unit_who_is_clerk_of_another_keeps_them_apart() {
    let access = access();
    let both = Actor::Staff {
        id: CELINA,
        grants: vec![
            Grant {
                role: Role::HeadOfOffice,
                unit: Some(TAXES),
            },
            Grant {
                role: Role::Clerk,
                unit: Some(ROADS),
            },
        ],
    };
    access
        .require(&both, Action::Assign, &ANNAS_TAX_CASE)
        .unwrap();
    access
        .require(&both, Action::Settle, &ANNAS_ROAD_CASE)
        .unwrap();
    assert!(!access.allows(&both, Action::Assign, &ANNAS_ROAD_CASE));
}
