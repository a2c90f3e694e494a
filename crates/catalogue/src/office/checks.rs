//! Checks of one office: address, area, colours, people, accounts, legal texts.

use std::collections::HashSet;

use chrono::NaiveDate;
use domain::identifiers::{AdeAddress, PostalCode, Regon};
use domain::teryt::Teryt;

use super::{OfficeFile, OfficeKind, RESERVED_SLUGS, colour, lists, look_alike};
use crate::problem::Complaint;
use crate::text_shape::{is_email, is_host, is_url};

pub(super) fn check(office: &OfficeFile) -> Vec<Complaint> {
    let mut said = Vec::new();
    slug(office, &mut said);
    filled(office, &mut said);
    area(office, &mut said);
    hosts(office, &mut said);
    look(office, &mut said);
    addresses(office, &mut said);
    lists::units(office, &mut said);
    lists::classes(office, &mut said);
    lists::accounts(office, &mut said);
    lists::providers(office, &mut said);
    if office.languages.first().is_none_or(|first| first != "pl") {
        said.push(Complaint::new(
            "languages",
            "Na liście języków pierwszy musi być polski.",
        ));
    }
    for (position, day) in office.closing_days.iter().enumerate() {
        date(
            &day.date,
            &format!("closing_days.{position}.date"),
            &mut said,
        );
    }
    date(
        &office.accessibility.declaration_date,
        "accessibility.declaration_date",
        &mut said,
    );
    said
}

/// Whether `text` may be the first label of an office's address.
pub fn is_office_slug(text: &str) -> bool {
    let edges = text.starts_with(|c: char| c.is_ascii_lowercase())
        && text.ends_with(|c: char| c.is_ascii_lowercase() || c.is_ascii_digit());
    (3..=32).contains(&text.len())
        && edges
        && text
            .bytes()
            .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
        && !text.contains("--")
        && !RESERVED_SLUGS.contains(&text)
}

fn slug(office: &OfficeFile, said: &mut Vec<Complaint>) {
    let slug = office.slug.as_str();
    if RESERVED_SLUGS.contains(&slug) {
        said.push(
            Complaint::new("slug", format!("Adres „{slug}” jest zastrzeżony."))
                .hint("wybierz nazwę miejscowości lub jednostki"),
        );
    } else if !is_office_slug(slug) {
        said.push(
            Complaint::new("slug", format!("„{slug}” nie może być adresem urzędu."))
                .hint("3–32 znaki: małe litery a–z, cyfry i pojedyncze łączniki; najpierw litera"),
        );
    } else if let Some(name) = look_alike::reserved(slug) {
        let message = format!("Adres „{slug}” łatwo wziąć za zastrzeżony „{name}”.");
        said.push(Complaint::new("slug", message).hint("wybierz nazwę miejscowości lub jednostki"));
    }
}

/// Legal texts and names that must not be left empty.
fn filled(office: &OfficeFile, said: &mut Vec<Complaint>) {
    let accessibility = &office.accessibility;
    let data = &office.personal_data;
    let texts = [
        ("name", &office.name),
        ("authority", &office.authority),
        ("seat", &office.seat),
        ("contact.address", &office.contact.address),
        ("contact.city", &office.contact.city),
        ("contact.phone", &office.contact.phone),
        ("accessibility.contact_name", &accessibility.contact_name),
        ("accessibility.contact_phone", &accessibility.contact_phone),
        ("accessibility.building", &accessibility.building),
        ("personal_data.controller", &data.controller),
        ("personal_data.dpo_name", &data.dpo_name),
        ("personal_data.text", &data.text),
        ("mail.sender_name", &office.mail.sender_name),
    ];
    for (path, text) in texts {
        if text.trim().is_empty() {
            let name = path.rsplit('.').next().unwrap_or(path);
            said.push(Complaint::new(path, format!("Tekst „{name}” jest pusty.")));
        }
        if text.chars().any(char::is_control) && path == "mail.sender_name" {
            said.push(Complaint::new(
                path,
                "Nazwa nadawcy nie może mieć znaków sterujących.",
            ));
        }
    }
    if office
        .contact
        .hours
        .iter()
        .all(|line| line.trim().is_empty())
    {
        said.push(
            Complaint::new("contact.hours", "Brakuje godzin pracy.")
                .hint("np. hours = [\"poniedziałek 8:00–16:00\"]"),
        );
    }
    if office.administrators.is_empty() {
        let message = "Urząd musi mieć co najmniej jednego administratora.";
        said.push(Complaint::new("administrators", message));
    }
}

fn area(office: &OfficeFile, said: &mut Vec<Complaint>) {
    let Some(code) = &office.teryt else {
        if office.kind.has_area() {
            said.push(
                Complaint::new("kind", "Samorząd musi mieć kod TERYT.")
                    .hint("dopisz teryt = \"…\": 2 cyfry województwa albo 7 cyfr gminy"),
            );
        }
        return;
    };
    if !office.kind.has_area() {
        let message = "Jednostka województwa nie ma własnego kodu TERYT.";
        said.push(
            Complaint::new("teryt", message)
                .hint("usuń ten klucz")
                .at_key(),
        );
        return;
    }
    if Teryt::parse(code).is_err() {
        said.push(
            Complaint::new("teryt", format!("Kodu TERYT „{code}” nie ma na liście."))
                .hint("sprawdź kod na stronie GUS"),
        );
        return;
    }
    // The last digit of a gmina's code tells its type: 1 urban, 2 rural, 3 urban-rural.
    let fits = match office.kind {
        OfficeKind::Voivodeship => code.len() == 2,
        OfficeKind::UrbanGmina | OfficeKind::CityWithPowiatRights => {
            code.len() == 7 && code.ends_with('1')
        }
        OfficeKind::RuralGmina => code.len() == 7 && code.ends_with('2'),
        OfficeKind::UrbanRuralGmina => code.len() == 7 && code.ends_with('3'),
        OfficeKind::RoadsAuthority | OfficeKind::OccupationalMedicine => true,
    };
    if !fits {
        let message = format!("Kod TERYT „{code}” nie pasuje do rodzaju urzędu (kind).");
        said.push(
            Complaint::new("teryt", message)
                .hint("województwo: 2 cyfry; gmina miejska: …1, wiejska: …2, miejsko-wiejska: …3"),
        );
    }
}

fn hosts(office: &OfficeFile, said: &mut Vec<Complaint>) {
    let mut seen = HashSet::new();
    for (position, host) in office.hosts.iter().enumerate() {
        let path = format!("hosts.{position}");
        if !is_host(host) {
            said.push(
                Complaint::new(path.clone(), format!("„{host}” nie jest nazwą domeny."))
                    .hint("np. \"eurzad.grajewo.pl\"; litery spoza a–z w postaci xn--…"),
            );
        }
        if !seen.insert(host) {
            said.push(Complaint::new(
                path,
                format!("Domena „{host}” powtarza się."),
            ));
        }
    }
}

fn look(office: &OfficeFile, said: &mut Vec<Complaint>) {
    for (path, text) in [
        ("look.primary", &office.look.primary),
        ("look.accent", &office.look.accent),
    ] {
        let Some(colour) = colour::parse(text) else {
            said.push(
                Complaint::new(path, format!("„{text}” nie jest kolorem.")).hint("np. \"#1b4d7a\""),
            );
            continue;
        };
        let contrast = colour::contrast_with_white(colour);
        if contrast < colour::TEXT_CONTRAST_MIN {
            // Cut, not rounded: 4.49 must not be shown as 4.5.
            let shown = format!("{:.1}", (contrast * 10.0).floor() / 10.0).replace('.', ",");
            let message = format!("Kolor {text} ma z bielą kontrast {shown}:1; potrzeba 4,5:1.");
            said.push(Complaint::new(path, message).hint("wybierz ciemniejszy kolor"));
        }
    }
    if let Some(logo) = &office.look.logo {
        let plain = logo
            .bytes()
            .all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_' | b'.'));
        if !plain || logo.contains("..") || !logo.ends_with(".svg") {
            let message = "Logo to nazwa pliku SVG w folderze urzędu.";
            said.push(Complaint::new("look.logo", message).hint("np. \"logo.svg\""));
        }
    }
}

fn addresses(office: &OfficeFile, said: &mut Vec<Complaint>) {
    let mut emails = vec![
        ("contact.email".to_owned(), &office.contact.email),
        (
            "accessibility.contact_email".to_owned(),
            &office.accessibility.contact_email,
        ),
        (
            "personal_data.dpo_email".to_owned(),
            &office.personal_data.dpo_email,
        ),
        ("mail.reply_to".to_owned(), &office.mail.reply_to),
    ];
    for (position, person) in office.administrators.iter().enumerate() {
        emails.push((format!("administrators.{position}.email"), &person.email));
    }
    for (path, email) in emails {
        if !is_email(email) {
            let message = format!("„{email}” nie jest adresem e-mail.");
            said.push(Complaint::new(path, message));
        }
    }
    if PostalCode::parse(&office.contact.postal_code).is_err() {
        let message = format!("„{}” nie jest kodem pocztowym.", office.contact.postal_code);
        said.push(Complaint::new("contact.postal_code", message).hint("np. \"19-200\""));
    }
    if let Some(ade) = &office.ade
        && AdeAddress::parse(ade).is_err()
    {
        let message = format!("„{ade}” nie jest adresem do e-Doręczeń.");
        said.push(Complaint::new("ade", message).hint("np. \"AE:PL-12345-67890-ABCDE-12\""));
    }
    if let Some(bip) = &office.bip
        && !is_url(bip)
    {
        let message = format!("„{bip}” nie jest adresem strony.");
        said.push(Complaint::new("bip", message).hint("np. \"https://bip.urzad.pl\""));
    }
    if let Some(regon) = office.regon.as_deref().filter(|regon| !regon.is_empty())
        && Regon::parse(regon).is_err()
    {
        said.push(Complaint::new(
            "regon",
            format!("„{regon}” nie jest numerem REGON."),
        ));
    }
}

fn date(text: &str, path: &str, said: &mut Vec<Complaint>) {
    if NaiveDate::parse_from_str(text, "%Y-%m-%d").is_err() {
        said.push(
            Complaint::new(path, format!("„{text}” nie jest datą.")).hint("np. \"2026-03-31\""),
        );
    }
}
