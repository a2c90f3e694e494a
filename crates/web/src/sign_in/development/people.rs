//! The invented people of the development provider. Their numbers are made up: right in form,
//! with serial numbers nobody was ever given.

use sha2::{Digest, Sha256};

/// Somebody who does not exist.
pub(super) struct Person {
    pub(super) key: &'static str,
    pub(super) given_name: &'static str,
    pub(super) family_name: &'static str,
    /// ISO date.
    pub(super) born_on: &'static str,
    pub(super) pesel: Option<&'static str>,
    pub(super) email: &'static str,
    /// Text that says what this person is good for in a demonstration.
    pub(super) note: &'static str,
}

impl Person {
    /// The subject under which an office knows the person: another one for every office, so
    /// that offices cannot compare people by it.
    pub(super) fn subject(&self, client_id: &str) -> String {
        let digest = Sha256::digest(format!("development/{client_id}/{}", self.key));
        hex::encode(&digest[..16])
    }
}

pub(super) fn all() -> &'static [Person] {
    &PEOPLE
}

pub(super) fn find(key: &str) -> Option<&'static Person> {
    PEOPLE.iter().find(|person| person.key == key)
}

static PEOPLE: [Person; 9] = [
    Person {
        key: "jan",
        given_name: "Jan",
        family_name: "Próbny",
        born_on: "1984-03-14",
        pesel: Some("84031499037"),
        email: "jan@osoby.example",
        note: "signin-dev-resident",
    },
    Person {
        key: "anna",
        given_name: "Anna",
        family_name: "Testowa",
        born_on: "1991-07-02",
        pesel: Some("91070299043"),
        email: "anna@osoby.example",
        note: "signin-dev-resident",
    },
    Person {
        key: "zofia",
        given_name: "Zofia",
        family_name: "Wymyślona-Przykładowa",
        born_on: "1948-11-30",
        pesel: Some("48113099061"),
        email: "zofia@osoby.example",
        note: "signin-dev-senior",
    },
    Person {
        key: "kacper",
        given_name: "Kacper",
        family_name: "Zmyślony",
        born_on: "2006-01-19",
        pesel: Some("06211999090"),
        email: "kacper@osoby.example",
        note: "signin-dev-student",
    },
    Person {
        key: "stanislaw",
        given_name: "Stanisław",
        family_name: "Przykład",
        born_on: "1969-05-08",
        pesel: Some("69050899110"),
        email: "stanislaw@osoby.example",
        note: "signin-dev-farmer",
    },
    Person {
        key: "maria",
        given_name: "Maria",
        family_name: "Niby-Istniejąca",
        born_on: "1978-09-23",
        pesel: Some("78092399126"),
        email: "maria@osoby.example",
        note: "signin-dev-firm",
    },
    Person {
        key: "piotr",
        given_name: "Piotr",
        family_name: "Papierowy",
        born_on: "1987-12-01",
        pesel: Some("87120199153"),
        email: "piotr@osoby.example",
        note: "signin-dev-designer",
    },
    Person {
        key: "halina",
        given_name: "Halina",
        family_name: "Szkicowa",
        born_on: "1957-02-27",
        pesel: Some("57022799160"),
        email: "halina@osoby.example",
        note: "signin-dev-landlady",
    },
    Person {
        key: "olena",
        given_name: "Olena",
        family_name: "Vyhadana",
        born_on: "1995-04-11",
        pesel: None,
        email: "olena@osoby.example",
        note: "signin-dev-foreigner",
    },
];

#[cfg(test)]
mod tests {
    use domain::identifiers::Pesel;

    use super::*;

    #[test]
    fn everybody_has_a_right_number_or_none() {
        for person in all() {
            let Some(number) = person.pesel else { continue };
            let pesel = Pesel::parse(number).expect("a right number");
            assert_eq!(
                pesel.born_on().to_string(),
                person.born_on,
                "{}",
                person.key
            );
            assert_eq!(
                pesel.is_male(),
                !person.given_name.ends_with('a'),
                "{}",
                person.key
            );
        }
    }

    #[test]
    fn there_are_enough_different_people() {
        let keys: std::collections::HashSet<_> = all().iter().map(|p| p.key).collect();
        assert_eq!(keys.len(), all().len());
        assert!(all().len() >= 8);
        assert!(all().iter().any(|person| person.pesel.is_none()));
    }
}
