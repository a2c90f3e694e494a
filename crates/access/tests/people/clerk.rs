//! A clerk in one unit, in two, and in the whole office.

use super::*;

const WORK: [Action; 9] = [
    Action::SeeInbox,
    Action::SeeCase,
    Action::TakeOn,
    Action::Ask,
    Action::Settle,
    Action::CloseCase,
    Action::ReadAnswers,
    Action::HandOver,
    Action::SeeWhoLooked,
];

#[test]
fn works_in_the_own_unit_only() {
    let access = access();
    let clerk = celina(Role::Clerk, Some(TAXES));
    for action in WORK {
        access.require(&clerk, action, &ANNAS_TAX_CASE).unwrap();
        // Even though Celina is the assignee there.
        let denied = access
            .require(&clerk, action, &ANNAS_ROAD_CASE)
            .unwrap_err();
        assert_eq!(
            denied,
            Denied::OutOfReach {
                action,
                kind: Kind::Case
            }
        );
    }
}

#[test]
fn of_the_whole_office_works_everywhere_but_not_on_drafts() {
    let access = access();
    let clerk = celina(Role::Clerk, None);
    for action in WORK {
        access.require(&clerk, action, &ANNAS_TAX_CASE).unwrap();
        access.require(&clerk, action, &ANNAS_ROAD_CASE).unwrap();
    }
    let on_draft = Resource::File {
        owner: Some(ANNA),
        unit: None,
    };
    let filed = Resource::File {
        owner: Some(ANNA),
        unit: Some(ROADS),
    };
    access
        .require(&clerk, Action::DownloadFile, &filed)
        .unwrap();
    assert!(!access.allows(&clerk, Action::DownloadFile, &on_draft));
    assert!(!access.allows(
        &clerk,
        Action::EditDraft,
        &Resource::Draft { owner: Some(ANNA) }
    ));
}

#[test]
fn does_not_assign() {
    let access = access();
    let clerk = celina(Role::Clerk, None);
    assert!(!access.allows(&clerk, Action::Assign, &ANNAS_TAX_CASE));
    assert!(!access.allows(&clerk, Action::ReopenCase, &ANNAS_TAX_CASE));
}

#[test]
fn of_two_units_has_a_list_of_two() {
    let access = access();
    let grants = [TAXES, ROADS, TAXES]
        .map(|unit| Grant {
            role: Role::Clerk,
            unit: Some(unit),
        })
        .to_vec();
    let clerk = Actor::Staff { id: CELINA, grants };
    let both = Units::Only(vec![TAXES, ROADS]);
    assert_eq!(access.units(&clerk, Action::SeeInbox, Kind::Case), both);
    assert_eq!(
        access.units(&clerk, Action::Assign, Kind::Case),
        Units::Only(vec![])
    );
    let whole = celina(Role::Clerk, None);
    assert_eq!(
        access.units(&whole, Action::SeeInbox, Kind::Case),
        Units::All
    );
    assert_eq!(
        access.units(&anna(), Action::SeeOwnCase, Kind::Case),
        Units::Only(vec![])
    );
}
