//! The people who run the platform.

use super::*;

fn of_the_lead(role: Role) -> Actor {
    Actor::Operator {
        id: Uuid::from_u128(9),
        role,
    }
}

#[test]
fn runs_the_platform_and_reaches_nothing_in_an_office() {
    let access = access();
    access
        .require(
            &of_the_lead(Role::Operator),
            Action::ApplyOffices,
            &Resource::Platform,
        )
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
    for role in [Role::Operator, Role::CatalogueEditor] {
        for action in Action::ALL {
            for resource in &in_an_office {
                assert!(
                    !access.allows(&of_the_lead(role), action, resource),
                    "{role} {action} {resource:?}"
                );
            }
        }
    }
}

#[test]
fn editing_templates_do_nothing_else_on_the_platform() {
    let access = access();
    let editor = of_the_lead(Role::CatalogueEditor);
    let allowed: Vec<Action> = Action::ALL
        .into_iter()
        .filter(|action| access.allows(&editor, *action, &Resource::Platform))
        .collect();
    let wanted = [
        Action::SignIn,
        Action::SeeConsole,
        Action::SeeTemplates,
        Action::ChangeTemplates,
        Action::PublishTemplates,
    ];
    assert_eq!(allowed, wanted);
    let operator = of_the_lead(Role::Operator);
    for action in wanted {
        access
            .require(&operator, action, &Resource::Platform)
            .unwrap();
    }
}

#[test]
fn with_a_role_of_an_office_are_nobody_at_the_console() {
    let access = access();
    for role in Role::ALL {
        let opens = access.allows(&of_the_lead(role), Action::SeeConsole, &Resource::Platform);
        assert_eq!(opens, role.is_for_operators(), "{role}");
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
