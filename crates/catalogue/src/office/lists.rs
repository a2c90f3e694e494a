//! Checks of the lists of an office: units, classes of the file plan, accounts, providers.

use std::collections::{HashMap, HashSet};

use domain::identifiers::Nrb;

use super::OfficeFile;
use crate::problem::Complaint;
use crate::text_shape::is_url;

pub(super) fn units(office: &OfficeFile, said: &mut Vec<Complaint>) {
    if office.units.is_empty() {
        said.push(Complaint::new(
            "units",
            "Urząd musi mieć co najmniej jedną komórkę.",
        ));
    }
    let mut seen = HashSet::new();
    for (position, unit) in office.units.iter().enumerate() {
        let path = format!("units.{position}");
        let plain = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '/');
        if unit.code.is_empty() || unit.code.len() > 20 || !unit.code.chars().all(plain) {
            let message = format!("„{}” nie może być kodem komórki.", unit.code);
            said.push(Complaint::new(format!("{path}.code"), message).hint("np. \"FN\""));
        }
        if !seen.insert(unit.code.as_str()) {
            let message = format!("Komórka „{}” powtarza się.", unit.code);
            said.push(Complaint::new(format!("{path}.code"), message));
        }
        if unit.name.trim().is_empty() {
            said.push(Complaint::new(
                format!("{path}.name"),
                "Tekst „name” jest pusty.",
            ));
        }
    }
    let above: HashMap<&str, Option<&str>> = office
        .units
        .iter()
        .map(|unit| (unit.code.as_str(), unit.parent.as_deref()))
        .collect();
    for (position, unit) in office.units.iter().enumerate() {
        let path = format!("units.{position}.parent");
        let Some(parent) = unit.parent.as_deref() else {
            continue;
        };
        if !above.contains_key(parent) {
            let message = format!("Nie ma komórki „{parent}”.");
            let codes: Vec<&str> = office.units.iter().map(|unit| unit.code.as_str()).collect();
            let hint = crate::problem::hint_among(parent, &codes);
            said.push(Complaint::new(path, message).hint(hint));
            continue;
        }
        let mut at = Some(parent);
        for _ in 0..=office.units.len() {
            at = at.and_then(|code| above.get(code).copied().flatten());
        }
        if at.is_some() {
            said.push(Complaint::new(
                path,
                "Komórki podlegają sobie nawzajem w kółko.",
            ));
        }
    }
}

pub(super) fn classes(office: &OfficeFile, said: &mut Vec<Complaint>) {
    let mut seen = HashSet::new();
    for (position, class) in office.classes.iter().enumerate() {
        let path = format!("classes.{position}");
        let digits = class.symbol.bytes().all(|b| b.is_ascii_digit());
        if !digits || !(1..=6).contains(&class.symbol.len()) {
            let message = format!("„{}” nie jest symbolem klasy JRWA.", class.symbol);
            said.push(Complaint::new(format!("{path}.symbol"), message).hint("np. \"3120\""));
        }
        if !seen.insert(class.symbol.as_str()) {
            let message = format!("Klasa „{}” powtarza się.", class.symbol);
            said.push(Complaint::new(format!("{path}.symbol"), message));
        }
        if !is_retention(&class.category) {
            let message = format!("„{}” nie jest kategorią archiwalną.", class.category);
            said.push(
                Complaint::new(format!("{path}.category"), message)
                    .hint("np. \"A\", \"B10\", \"BE5\", \"Bc\""),
            );
        }
    }
}

fn is_retention(text: &str) -> bool {
    let years = text.strip_prefix("BE").or_else(|| text.strip_prefix('B'));
    matches!(text, "A" | "Bc")
        || years.is_some_and(|years| years.parse::<u8>().is_ok_and(|n| n > 0))
}

pub(super) fn accounts(office: &OfficeFile, said: &mut Vec<Complaint>) {
    for (position, account) in office.accounts.iter().enumerate() {
        let path = format!("accounts.{position}");
        if Nrb::parse(&account.nrb).is_err() {
            let message = format!("„{}” nie jest numerem rachunku.", account.nrb);
            said.push(
                Complaint::new(format!("{path}.nrb"), message).hint(
                    "26 cyfr; sprawdź przepisanie, nie zgadza się suma kontrolna lub długość",
                ),
            );
        }
        if account.holder.trim().is_empty() {
            said.push(Complaint::new(
                format!("{path}.holder"),
                "Tekst „holder” jest pusty.",
            ));
        }
    }
}

pub(super) fn providers(office: &OfficeFile, said: &mut Vec<Complaint>) {
    let mut seen = HashSet::new();
    for (position, provider) in office.identity_providers.iter().enumerate() {
        let path = format!("identity_providers.{position}");
        if !crate::definition::is_key(&provider.key) || !seen.insert(provider.key.as_str()) {
            let message = format!("Klucz „{}” jest błędny lub powtórzony.", provider.key);
            said.push(Complaint::new(format!("{path}.key"), message));
        }
        if !is_url(&provider.issuer) {
            let message = format!("„{}” nie jest adresem dostawcy.", provider.issuer);
            said.push(Complaint::new(format!("{path}.issuer"), message));
        } else if !provider.development && !provider.issuer.starts_with("https://") {
            let message = "Adres dostawcy tożsamości musi zaczynać się od https://.";
            said.push(
                Complaint::new(format!("{path}.issuer"), message)
                    .hint("wyjątek: development = true, tylko do prób"),
            );
        }
        if provider.client_id.trim().is_empty() {
            said.push(Complaint::new(
                format!("{path}.client_id"),
                "Tekst „client_id” jest pusty.",
            ));
        }
    }
}
