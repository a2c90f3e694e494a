//! What is open to everybody without signing in.

use super::*;

#[test]
fn reads_the_catalogue_and_writes_drafts_without_owner() {
    let access = access();
    let held = Resource::Draft { owner: None };
    access
        .require(&Actor::Nobody, Action::SeeCatalogue, &Resource::Catalogue)
        .unwrap();
    access
        .require(&Actor::Nobody, Action::SignIn, &Resource::Office)
        .unwrap();
    access
        .require(&Actor::Nobody, Action::VerifyReceipt, &Resource::Receipt)
        .unwrap();
    for action in [
        Action::StartDraft,
        Action::EditDraft,
        Action::FileApplication,
    ] {
        access.require(&Actor::Nobody, action, &held).unwrap();
        let annas = Resource::Draft { owner: Some(ANNA) };
        assert!(!access.allows(&Actor::Nobody, action, &annas));
    }
}

#[test]
fn is_asked_to_sign_in() {
    let denied = access()
        .require(&Actor::Nobody, Action::SeeOwnCase, &ANNAS_TAX_CASE)
        .unwrap_err();
    let (action, kind) = (Action::SeeOwnCase, Kind::Case);
    assert_eq!(denied, Denied::SignInFirst { action, kind });
}

#[test]
fn does_not_own_what_was_filed_without_an_owner() {
    let access = access();
    let ownerless = [
        Resource::Case {
            owner: None,
            unit: TAXES,
            assignee: None,
        },
        Resource::Application {
            owner: None,
            unit: TAXES,
        },
        Resource::File {
            owner: None,
            unit: Some(TAXES),
        },
        Resource::File {
            owner: None,
            unit: None,
        },
    ];
    for resource in ownerless {
        for action in Action::ALL {
            assert!(
                !access.allows(&Actor::Nobody, action, &resource),
                "{action}"
            );
            assert!(!access.allows(&anna(), action, &resource), "{action}");
        }
    }
}
