//! A resident and the own things, a neighbour and the same things.

use super::*;

#[test]
fn reaches_own_things_and_not_a_neighbours() {
    let access = access();
    let own = [
        (
            Action::SeeOwnCase,
            Resource::Case {
                owner: Some(ANNA),
                unit: TAXES,
                assignee: None,
            },
        ),
        (
            Action::ReadAnswers,
            Resource::Application {
                owner: Some(ANNA),
                unit: TAXES,
            },
        ),
        (Action::EditDraft, Resource::Draft { owner: Some(ANNA) }),
        (
            Action::DownloadFile,
            Resource::File {
                owner: Some(ANNA),
                unit: None,
            },
        ),
        (Action::TakeAwayData, Resource::Account { owner: ANNA }),
    ];
    for (action, resource) in own {
        access.require(&anna(), action, &resource).unwrap();
        let bogdan = Actor::Resident {
            id: BOGDAN,
            assurance: Assurance::High,
        };
        let kind = resource.kind();
        let denied = access.require(&bogdan, action, &resource).unwrap_err();
        assert_eq!(denied, Denied::OutOfReach { action, kind });
    }
}

#[test]
fn does_no_work_of_the_office_on_the_own_case() {
    let access = access();
    for action in [
        Action::SeeCase,
        Action::TakeOn,
        Action::Settle,
        Action::CloseCase,
    ] {
        let denied = access
            .require(&anna(), action, &ANNAS_TAX_CASE)
            .unwrap_err();
        assert_eq!(
            denied,
            Denied::NotEntitled {
                action,
                kind: Kind::Case
            }
        );
    }
}

#[test]
fn is_no_member_of_the_staff_with_the_same_number() {
    let access = access();
    let same = Actor::Staff {
        id: StaffId(ANNA.0),
        grants: vec![Grant {
            role: Role::Resident,
            unit: None,
        }],
    };
    assert!(!access.allows(&same, Action::SeeOwnCase, &ANNAS_TAX_CASE));
    assert!(!access.allows(
        &same,
        Action::TakeAwayData,
        &Resource::Account { owner: ANNA }
    ));
}

#[test]
fn alone_has_an_assurance_level() {
    assert_eq!(anna().assurance(), Assurance::Substantial);
    assert_eq!(celina(Role::Clerk, None).assurance(), Assurance::None);
    assert_eq!(Actor::Nobody.assurance(), Assurance::None);
}
