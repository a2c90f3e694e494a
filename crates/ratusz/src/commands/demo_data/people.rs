//! Invented staff of an office, and its invented residents.

use domain::ids::{StaffId, UnitId};
use store::residents::Identity;
use store::staff_members::{self, Enrolment, RoleGrant};
use tenancy::{Tenant, TenantTx};

use crate::now;

/// One password for everybody in the demo: nothing here is anybody's.
pub(super) const PASSWORD: &str = "pokaz-ratusza-2026";
pub(super) const OPERATOR: (&str, &str) = ("Olga Operatorska", "operator@region.example.pl");

/// A member of staff of every office: name of the mailbox, name, role, what it is good for.
pub(super) struct Post {
    pub(super) mailbox: &'static str,
    name: &'static str,
    roles: &'static [&'static str],
    pub(super) duty: &'static str,
}

pub(super) const POSTS: [Post; 6] = [
    Post {
        mailbox: "referent",
        name: "Renata Referencka",
        roles: &["clerk"],
        duty: "referent: załatwia sprawy",
    },
    Post {
        mailbox: "kierownik",
        name: "Krzysztof Kierowniczy",
        roles: &["head_of_office"],
        duty: "kierownik: widzi wszystko, przydziela",
    },
    Post {
        mailbox: "recepcja",
        name: "Regina Recepcyjna",
        roles: &["reception"],
        duty: "recepcja",
    },
    Post {
        mailbox: "redaktor",
        name: "Edyta Redaktorska",
        roles: &["service_editor"],
        duty: "redaktor usług",
    },
    Post {
        mailbox: "iod",
        name: "Igor Ochronny",
        roles: &["data_protection_officer"],
        duty: "inspektor ochrony danych",
    },
    Post {
        mailbox: "admin",
        name: "Adam Administracyjny",
        roles: &["tenant_admin"],
        duty: "administrator urzędu (kod z aplikacji)",
    },
];

/// What accounts of the demo share.
pub(super) struct Keys {
    pub(super) password_hash: String,
    pub(super) totp_secret: [u8; 20],
}

/// The address with which the holder of a post signs in.
pub(super) fn address(tenant: &Tenant, post: &Post) -> String {
    format!("{}@{}.example.pl", post.mailbox, tenant.slug())
}

/// Makes the accounts of an office; the clerk who will settle the cases.
///
/// # Errors
/// When a statement fails.
pub(super) async fn enrol(tx: &TenantTx, keys: &Keys) -> anyhow::Result<StaffId> {
    let mut clerk = None;
    for post in &POSTS {
        let grants: Vec<RoleGrant> = post
            .roles
            .iter()
            .map(|r| RoleGrant::everywhere(r))
            .collect();
        let address = address(tx.tenant(), post);
        let id = seat(tx, (post.name, &address), &grants, keys).await?;
        clerk.get_or_insert(id);
    }
    // A second clerk sees one unit only: so the demo shows where the units' walls are.
    if let Some(unit) = store::units::list(tx).await?.first() {
        let address = format!(
            "referent-{}@{}.example.pl",
            ascii(&unit.code),
            tx.tenant().slug()
        );
        let grants = [RoleGrant::within("clerk", UnitId(unit.id.0))];
        seat(tx, ("Roman Wydziałowy", &address), &grants, keys).await?;
    }
    clerk.ok_or_else(|| anyhow::anyhow!("the demo has no posts"))
}

async fn seat(
    tx: &TenantTx,
    (name, address): (&str, &str),
    grants: &[RoleGrant],
    keys: &Keys,
) -> anyhow::Result<StaffId> {
    let needs_code = grants.iter().any(|grant| grant.role == "tenant_admin");
    let who = Enrolment {
        name,
        email: address,
        grants,
        password_hash: &keys.password_hash,
        totp_secret: needs_code.then_some(keys.totp_secret.as_slice()),
    };
    // An account that is there keeps its sessions and what its holder changed.
    if let Some(found) = staff_members::find_by_email(tx, address).await?
        && found.state == staff_members::AccountState::Active
    {
        return Ok(found.id);
    }
    Ok(staff_members::enrol(tx, &who, now()).await?)
}

/// The code of a unit as part of a mailbox.
pub(super) fn ascii(code: &str) -> String {
    let letters = code.chars().filter(char::is_ascii_alphanumeric);
    letters.collect::<String>().to_lowercase()
}

/// A resident of the demo: one of the people of the development sign-in.
pub(super) struct Resident {
    pub(super) given_name: String,
    pub(super) family_name: String,
    pub(super) pesel: String,
    pub(super) email: String,
    pub(super) subject: String,
    pub(super) identity: Identity,
}

/// The people of the development sign-in as `client_id` knows them, those with a PESEL.
pub(super) fn residents(client_id: &str) -> Vec<Resident> {
    web::sign_in::invented_people(client_id)
        .into_iter()
        .filter_map(|person| {
            let pesel = person.pesel?;
            Some(Resident {
                identity: Identity {
                    given_name: person.given_name.to_owned(),
                    family_name: person.family_name.to_owned(),
                    pesel: domain::identifiers::Pesel::parse(pesel).ok(),
                    birth_date: person.born_on.parse().ok(),
                    email: Some(person.email.to_owned()),
                },
                given_name: person.given_name.to_owned(),
                family_name: person.family_name.to_owned(),
                pesel: pesel.to_owned(),
                email: person.email.to_owned(),
                subject: person.subject,
            })
        })
        .collect()
}
