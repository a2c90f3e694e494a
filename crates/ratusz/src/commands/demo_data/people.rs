//! Invented staff of an office, and its invented residents.

use std::collections::HashMap;

use chrono::NaiveDate;
use domain::identifiers::Pesel;
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

pub(super) const POSTS: [Post; 7] = [
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
        roles: &["service_editor", "publisher"],
        duty: "redaktor usług: pisze i wydaje usługi",
    },
    Post {
        mailbox: "wydawca",
        name: "Wiktoria Wydawnicza",
        roles: &["publisher"],
        duty: "wydaje usługi napisane przez innych",
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

/// Clerks of the units in the order of their codes, taken in turn: names of office supplies.
const CLERKS: [&str; 10] = [
    "Roman Wydziałowy",
    "Wanda Segregatorowa",
    "Bogdan Pieczątkowski",
    "Celina Kartotekowa",
    "Leszek Skoroszytny",
    "Irena Teczkowska",
    "Marek Spinaczewski",
    "Alina Dziurkaczowa",
    "Feliks Zszywkowski",
    "Bożena Kalkowa",
];

/// Who works on the cases of the demo.
pub(super) struct Clerks {
    /// The clerk whose sign-in the demo prints.
    everywhere: StaffId,
    of_unit: HashMap<UnitId, StaffId>,
}

impl Clerks {
    /// Who works on the case `number` of a unit: now and then the clerk of the whole office.
    pub(super) fn of(&self, unit: UnitId, number: usize) -> StaffId {
        match number % 3 {
            0 => self.everywhere,
            _ => self.of_unit.get(&unit).copied().unwrap_or(self.everywhere),
        }
    }
}

/// Makes the accounts of an office.
///
/// # Errors
/// When a statement fails.
pub(super) async fn enrol(tx: &TenantTx, keys: &Keys) -> anyhow::Result<Clerks> {
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
    // Clerks who see one unit only: so the demo shows where the units' walls are.
    let mut of_unit = HashMap::new();
    for (unit, name) in store::units::list(tx)
        .await?
        .iter()
        .zip(CLERKS.iter().cycle())
    {
        let slug = tx.tenant().slug();
        let address = format!("referent-{}@{slug}.example.pl", ascii(&unit.code));
        let grants = [RoleGrant::within("clerk", unit.id)];
        of_unit.insert(unit.id, seat(tx, (name, &address), &grants, keys).await?);
    }
    Ok(Clerks {
        everywhere: clerk.ok_or_else(|| anyhow::anyhow!("the demo has no posts"))?,
        of_unit,
    })
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

/// A resident of the demo.
pub(super) struct Resident {
    pub(super) given_name: String,
    pub(super) family_name: String,
    pub(super) pesel: String,
    pub(super) email: String,
    pub(super) subject: String,
    pub(super) identity: Identity,
}

/// Residents who have cases but no sign-in: given and family name, day of birth.
const NEIGHBOURS: [(&str, &str, &str); 12] = [
    ("Barbara", "Makietowa", "1962-08-17"),
    ("Tomasz", "Atrapski", "1975-01-05"),
    ("Ewa", "Pokazowa", "1988-10-21"),
    ("Henryk", "Fikcyjny", "1953-06-12"),
    ("Dorota", "Szablonowa", "1981-04-30"),
    ("Paweł", "Wzorcowy", "1993-12-09"),
    ("Krystyna", "Brudnopisowa", "1949-02-26"),
    ("Łukasz", "Modelowy", "1997-07-14"),
    ("Żaneta", "Nieprawdziwa", "1970-11-03"),
    ("Wiesław", "Niebyły", "1966-09-28"),
    ("Agnieszka", "Demonstracyjna", "1985-05-16"),
    ("Józef", "Kartonowy", "1958-03-08"),
];

/// The people of the development sign-in as `client_id` knows them, those with a PESEL, and
/// their neighbours.
pub(super) fn residents(client_id: &str) -> Vec<Resident> {
    let known = web::sign_in::invented_people(client_id)
        .into_iter()
        .filter_map(|person| {
            let names = (person.given_name, person.family_name);
            let pesel = Pesel::parse(person.pesel?).ok()?;
            Some(resident(names, pesel, person.email, person.subject))
        });
    let neighbours = NEIGHBOURS.iter().enumerate();
    let neighbours = neighbours.filter_map(|(place, (given, family, born))| {
        let pesel = invented_pesel(born.parse().ok()?, place, given.ends_with('a'))?;
        let email = format!("sasiad-{}@osoby.example", place + 1);
        let subject = format!("demo-{client_id}-{place}");
        Some(resident((given, family), pesel, &email, subject))
    });
    known.chain(neighbours).collect()
}

fn resident((given, family): (&str, &str), pesel: Pesel, email: &str, subject: String) -> Resident {
    Resident {
        given_name: given.to_owned(),
        family_name: family.to_owned(),
        pesel: pesel.as_str().to_owned(),
        email: email.to_owned(),
        subject,
        identity: Identity {
            given_name: given.to_owned(),
            family_name: family.to_owned(),
            birth_date: Some(pesel.born_on()),
            pesel: Some(pesel),
            email: Some(email.to_owned()),
        },
    }
}

/// A number right in form, with a serial number nobody was ever given.
fn invented_pesel(born_on: NaiveDate, place: usize, is_female: bool) -> Option<Pesel> {
    let birth = Pesel::birth_digits(born_on)?;
    // The last digit of the serial number tells the sex: even for women.
    let serial = 9_920 + place * 2 + usize::from(!is_female);
    (0..10).find_map(|check| Pesel::parse(&format!("{birth}{serial}{check}")).ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn everybody_has_a_number_of_their_own_that_fits() {
        let all = residents("x");
        assert!(all.len() >= 20);
        let numbers: std::collections::HashSet<_> = all.iter().map(|one| &one.pesel).collect();
        assert_eq!(numbers.len(), all.len());
        for one in &all {
            let pesel = one.identity.pesel.as_ref().unwrap();
            assert_eq!(&pesel.as_str()[6..8], "99", "nobody's serial number");
            assert_eq!(pesel.is_male(), !one.given_name.ends_with('a'));
        }
    }
}
