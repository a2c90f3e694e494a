//! The people who run the platform.

use super::*;

#[test]
fn runs_the_platform_and_reaches_nothing_in_an_office() {
    let access = access();
    let operator = Actor::Operator {
        id: Uuid::from_u128(9),
    };
    access
        .require(&operator, Action::ApplyOffices, &Resource::Platform)
        .unwrap();
    let in_an_office = [
        Resource::Office,
        Resource::Catalogue,
        Resource::Receipt,
        Resource::Draft { owner: None },
        Resource::Draft { owner: Some(ANNA) },
        Resource::Application {
            owner: Some(ANNA),
            unit: TAXES,
        },
        ANNAS_TAX_CASE,
        Resource::File {
            owner: Some(ANNA),
            unit: Some(TAXES),
        },
        Resource::Account { owner: ANNA },
        Resource::Staff { id: Some(CELINA) },
        Resource::Staff { id: None },
        Resource::Settings,
        Resource::AuditTrail,
    ];
    for action in Action::ALL {
        for resource in &in_an_office {
            assert!(
                !access.allows(&operator, action, resource),
                "{action} {resource:?}"
            );
        }
    }
}

#[test]
fn is_not_made_by_a_grant_in_an_office() {
    let access = access();
    let climber = celina(Role::Operator, None);
    for action in Action::ALL
        .into_iter()
        .filter(|action| *action != Action::SignIn)
    {
        assert!(
            !access.allows(&climber, action, &Resource::Platform),
            "{action}"
        );
    }
    let everything = Role::ALL.map(|role| Grant { role, unit: None }).to_vec();
    let everybody = Actor::Staff {
        id: CELINA,
        grants: everything,
    };
    assert!(!access.allows(&everybody, Action::SeeOffices, &Resource::Platform));
}
