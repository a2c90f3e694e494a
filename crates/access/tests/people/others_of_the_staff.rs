//! Reception, data protection, administration: work without reading.

use super::*;

const CONTENTS: [Action; 6] = [
    Action::SeeCase,
    Action::ReadAnswers,
    Action::DownloadFile,
    Action::Settle,
    Action::TakeOn,
    Action::Assign,
];

#[test]
fn never_see_what_people_wrote() {
    let access = access();
    let blind = [
        Role::Reception,
        Role::DataProtectionOfficer,
        Role::ServiceEditor,
        Role::Publisher,
        Role::TenantAdmin,
        Role::Operator,
        Role::CatalogueEditor,
        Role::Resident,
    ];
    let written = [
        ANNAS_TAX_CASE,
        Resource::Application {
            owner: Some(ANNA),
            unit: TAXES,
        },
        Resource::File {
            owner: Some(ANNA),
            unit: Some(TAXES),
        },
    ];
    for role in blind {
        for unit in [None, Some(TAXES)] {
            for action in CONTENTS {
                for resource in &written {
                    let actor = celina(role, unit);
                    assert!(!access.allows(&actor, action, resource), "{role} {action}");
                }
            }
        }
    }
}

#[test]
fn at_the_reception_register_and_pass_on() {
    let access = access();
    let reception = celina(Role::Reception, None);
    for action in [Action::SeeInbox, Action::RegisterCase, Action::HandOver] {
        access.require(&reception, action, &ANNAS_TAX_CASE).unwrap();
    }
    access
        .require(&reception, Action::SeeInbox, &Resource::Office)
        .unwrap();
}

#[test]
fn protecting_data_see_the_trail_for_the_whole_office_only() {
    let access = access();
    let trail = Resource::AuditTrail;
    let officer = celina(Role::DataProtectionOfficer, None);
    access.require(&officer, Action::SeeAudit, &trail).unwrap();
    access
        .require(&officer, Action::SeeWhoLooked, &ANNAS_TAX_CASE)
        .unwrap();
    let limited = celina(Role::DataProtectionOfficer, Some(TAXES));
    assert!(!access.allows(&limited, Action::SeeAudit, &trail));
    assert!(!access.allows(&limited, Action::SeeWhoLooked, &ANNAS_TAX_CASE));
    assert!(!access.allows(&celina(Role::TenantAdmin, None), Action::SeeAudit, &trail));
}

#[test]
fn administering_change_roles_of_others_only() {
    let access = access();
    let admin = celina(Role::TenantAdmin, None);
    let other = Resource::Staff { id: Some(DARIUSZ) };
    let oneself = Resource::Staff { id: Some(CELINA) };
    access.require(&admin, Action::ChangeRoles, &other).unwrap();
    assert!(!access.allows(&admin, Action::ChangeRoles, &oneself));
    assert!(!access.allows(&admin, Action::ChangeRoles, &Resource::Staff { id: None }));
    access
        .require(&admin, Action::InviteStaff, &Resource::Staff { id: None })
        .unwrap();
    let of_a_unit = celina(Role::TenantAdmin, Some(TAXES));
    assert!(!access.allows(&of_a_unit, Action::ChangeRoles, &other));
    assert!(!access.allows(&of_a_unit, Action::ChangeSettings, &Resource::Settings));
}

#[test]
fn administering_switch_off_others_only() {
    let access = access();
    let admin = celina(Role::TenantAdmin, None);
    let other = Resource::Staff { id: Some(DARIUSZ) };
    let oneself = Resource::Staff { id: Some(CELINA) };
    access.require(&admin, Action::SwitchStaff, &other).unwrap();
    assert!(!access.allows(&admin, Action::SwitchStaff, &oneself));
    let of_a_unit = celina(Role::TenantAdmin, Some(TAXES));
    assert!(!access.allows(&of_a_unit, Action::SwitchStaff, &other));
    for role in [
        Role::HeadOfOffice,
        Role::DataProtectionOfficer,
        Role::ServiceEditor,
        Role::Publisher,
    ] {
        let actor = celina(role, None);
        assert!(
            !access.allows(&actor, Action::SwitchStaff, &other),
            "{role}"
        );
    }
}

#[test]
fn write_services_or_publish_them_unless_given_both() {
    let access = access();
    let may = |actor: &Actor| {
        [Action::ChangeServices, Action::PublishServices]
            .map(|action| access.allows(actor, action, &Resource::Catalogue))
    };
    assert_eq!(may(&celina(Role::ServiceEditor, None)), [true, false]);
    assert_eq!(may(&celina(Role::Publisher, None)), [false, true]);
    let grant = |role| Grant { role, unit: None };
    let both = Actor::Staff {
        id: CELINA,
        grants: vec![grant(Role::ServiceEditor), grant(Role::Publisher)],
    };
    assert_eq!(may(&both), [true, true]);
    // The catalogue is one for the whole office.
    assert_eq!(may(&celina(Role::Publisher, Some(TAXES))), [false, false]);
    for role in [Role::TenantAdmin, Role::HeadOfOffice, Role::Clerk] {
        assert_eq!(may(&celina(role, None)), [false, false], "{role}");
    }
}

#[test]
fn end_their_own_sessions_and_nobody_elses() {
    let access = access();
    for role in Role::ALL.into_iter().filter(|role| role.is_for_staff()) {
        let actor = celina(role, Some(TAXES));
        access
            .require(
                &actor,
                Action::EndSessions,
                &Resource::Staff { id: Some(CELINA) },
            )
            .unwrap();
        let other = Resource::Staff { id: Some(DARIUSZ) };
        assert!(
            !access.allows(&actor, Action::EndSessions, &other),
            "{role}"
        );
    }
}

#[test]
fn all_come_to_the_desk_and_nobody_else() {
    let access = access();
    for role in Role::ALL {
        for unit in [None, Some(TAXES)] {
            let comes = access.allows(&celina(role, unit), Action::SeeDesk, &Resource::Office);
            assert_eq!(comes, role.is_for_staff(), "{role}");
        }
    }
    let operator = Actor::Operator {
        id: Uuid::nil(),
        role: Role::Operator,
    };
    for other in [Actor::Nobody, anna(), operator] {
        assert!(!access.allows(&other, Action::SeeDesk, &Resource::Office));
        assert!(!access.ever(&other, Action::SeeDesk));
    }
}

#[test]
fn without_a_grant_are_like_nobody() {
    let access = access();
    let dismissed = Actor::Staff {
        id: CELINA,
        grants: vec![],
    };
    access
        .require(&dismissed, Action::SeeCatalogue, &Resource::Catalogue)
        .unwrap();
    assert!(!access.allows(&dismissed, Action::SeeDesk, &Resource::Office));
    assert!(!access.allows(&dismissed, Action::SeeInbox, &Resource::Office));
    assert!(!access.allows(&dismissed, Action::SeeCase, &ANNAS_TAX_CASE));
}
