//! Checks of a definition outside of its form: names, law, fees, windows.

use std::collections::HashSet;

use domain::deadline::Rule as DeadlineRule;
use domain::money::Money;

use super::{Definition, Fee, ServiceKind, Window};
use crate::problem::Complaint;
use crate::window;

/// Categories (kategorie) of services.
pub const CATEGORIES: &[&str] = &[
    "podatki",
    "odpady",
    "srodowisko",
    "drogi",
    "nieruchomosci",
    "budownictwo",
    "obywatelskie",
    "rolnictwo",
    "gospodarka",
    "zdrowie",
    "rodzina",
    "informacja",
    "inne",
];

/// Events of life (sytuacje życiowe) that lead people to services.
pub const LIFE_EVENTS: &[&str] = &[
    "kupuje-dom",
    "buduje",
    "prowadze-gospodarstwo",
    "prowadze-firme",
    "rodzina",
    "mieszkam",
    "dbam-o-srodowisko",
    "korzystam-z-drogi",
    "pracuje",
    "zdrowie",
];

/// Languages in which the program speaks.
pub const LANGUAGES: &[&str] = &["pl", "en", "uk", "be", "lt"];

pub(crate) const SLUG_CHARS_MAX: usize = 61;
pub(crate) const KEY_CHARS_MAX: usize = 60;

pub(super) fn check(definition: &Definition, said: &mut Vec<Complaint>) {
    names(definition, said);
    law(definition, said);
    fees(definition, said);
    distinct(
        definition.attachments.iter().map(|a| a.key.as_str()),
        "attachments",
        said,
    );
    for (position, attachment) in definition.attachments.iter().enumerate() {
        let path = format!("attachments.{position}");
        key(&attachment.key, &format!("{path}.key"), said);
        filled(&attachment.title, &format!("{path}.title"), said);
    }
    for (position, open) in definition.windows.iter().enumerate() {
        let Window { opens, closes } = open;
        for (name, day) in [("opens", opens), ("closes", closes)] {
            if window::month_and_day(day).is_none() {
                said.push(
                    Complaint::new(
                        format!("windows.{position}.{name}"),
                        format!("„{day}” nie jest dniem roku."),
                    )
                    .hint("zapisz miesiąc i dzień, np. \"02-29\""),
                );
            }
        }
    }
}

fn names(definition: &Definition, said: &mut Vec<Complaint>) {
    if !is_slug(&definition.slug) {
        let message = format!("„{}” nie może być adresem usługi.", definition.slug);
        said.push(
            Complaint::new("slug", message)
                .hint("małe litery a–z, cyfry i łącznik; od 2 do 61 znaków; na początku litera"),
        );
    }
    filled(&definition.title, "title", said);
    filled(&definition.card.summary, "card.summary", said);
    if definition.edition == 0 {
        said.push(Complaint::new("edition", "Numer wydania zaczyna się od 1."));
    }
    if definition.maturity > 5 {
        said.push(Complaint::new(
            "maturity",
            "Poziom dojrzałości to liczba od 1 do 5.",
        ));
    }
    if definition
        .languages
        .first()
        .is_none_or(|first| first != "pl")
    {
        said.push(
            Complaint::new("languages", "Na liście języków pierwszy musi być polski.")
                .hint("np. languages = [\"pl\", \"en\"]"),
        );
    }
    distinct(
        definition.languages.iter().map(String::as_str),
        "languages",
        said,
    );
}

fn law(definition: &Definition, said: &mut Vec<Complaint>) {
    if let Some(deadline) = &definition.deadline {
        if DeadlineRule::parse(&deadline.term).is_err() {
            let message = format!("„{}” nie jest regułą terminu.", deadline.term);
            said.push(
                Complaint::new("deadline.term", message).hint("np. D14, M1, SILENT:M1, D14>M2"),
            );
        }
        filled(&deadline.basis, "deadline.basis", said);
    }
    if definition.kind != ServiceKind::Application {
        return;
    }
    if definition.deadline.is_none() {
        said.push(
            Complaint::new(
                "kind",
                "Usługa opisana jako wniosek musi mieć termin załatwienia.",
            )
            .hint("dopisz tabelę [deadline] z kluczami term i basis"),
        );
    }
    if definition
        .card
        .legal_basis
        .iter()
        .all(|basis| basis.trim().is_empty())
    {
        said.push(
            Complaint::new("card.legal_basis", "Brakuje podstawy prawnej.")
                .hint("dopisz legal_basis = [\"art. … ustawy z dnia …\"] w tabeli [card]"),
        );
    }
}

fn fees(definition: &Definition, said: &mut Vec<Complaint>) {
    distinct(
        definition.fees.iter().map(|fee| fee.key.as_str()),
        "fees",
        said,
    );
    for (position, fee) in definition.fees.iter().enumerate() {
        let path = format!("fees.{position}");
        key(&fee.key, &format!("{path}.key"), said);
        filled(&fee.title, &format!("{path}.title"), said);
        filled(&fee.basis, &format!("{path}.basis"), said);
        amount(fee, &path, said);
    }
}

fn amount(fee: &Fee, path: &str, said: &mut Vec<Complaint>) {
    match (&fee.amount, &fee.formula) {
        (Some(text), None) => {
            if Money::parse(text).is_err() {
                said.push(
                    Complaint::new(
                        format!("{path}.amount"),
                        format!("„{text}” nie jest kwotą w złotych."),
                    )
                    .hint("np. \"21.00\""),
                );
            }
        }
        (None, Some(_)) => {}
        (Some(_), Some(_)) => {
            said.push(
                Complaint::new(
                    format!("{path}.formula"),
                    "Opłata ma i kwotę, i wzór; może mieć jedno z dwojga.",
                )
                .at_key(),
            );
        }
        (None, None) => {
            said.push(
                Complaint::new(path, "Opłata nie ma kwoty ani wzoru.")
                    .hint("dopisz amount = \"21.00\" albo formula = '…'"),
            );
        }
    }
}

/// Whether `text` may be the address of a service.
pub(crate) fn is_slug(text: &str) -> bool {
    (2..=SLUG_CHARS_MAX).contains(&text.len())
        && text.starts_with(|c: char| c.is_ascii_lowercase())
        && text
            .bytes()
            .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
}

/// Whether `text` may be the key of a step, field, fee or attachment.
pub(crate) fn is_key(text: &str) -> bool {
    text.len() <= KEY_CHARS_MAX
        && text.starts_with(|c: char| c.is_ascii_lowercase())
        && text
            .bytes()
            .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-' || b == b'_')
}

pub(super) fn key(text: &str, path: &str, said: &mut Vec<Complaint>) {
    if !is_key(text) {
        said.push(
            Complaint::new(path, format!("„{text}” nie może być kluczem."))
                .hint("małe litery a–z, cyfry, „_” i „-”; na początku litera; do 60 znaków"),
        );
    }
}

pub(super) fn filled(text: &str, path: &str, said: &mut Vec<Complaint>) {
    if text.trim().is_empty() {
        let name = path.rsplit('.').next().unwrap_or(path);
        said.push(Complaint::new(path, format!("Tekst „{name}” jest pusty.")));
    }
}

/// Complains of every repeated name; lists of tables are pointed at by their `key`.
pub(super) fn distinct<'a>(
    names: impl Iterator<Item = &'a str>,
    path: &str,
    said: &mut Vec<Complaint>,
) {
    let mut seen = HashSet::new();
    for (position, name) in names.enumerate() {
        if !seen.insert(name) && !name.is_empty() {
            let place = match path {
                "languages" => format!("{path}.{position}"),
                _ => format!("{path}.{position}.key"),
            };
            said.push(Complaint::new(place, format!("„{name}” powtarza się.")));
        }
    }
}
