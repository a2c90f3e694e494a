//! Invented answers to any form: fitted to the fields, then mended until the form takes them.

use catalogue::{Answers, Definition, Fault, FaultKind, Field, FieldKind};
use chrono::{Days, NaiveDate};
use domain::identifiers::{LandRegister, Nip, Nrb, Parcel, Regon};
use serde_json::{Map, Value, json};

use super::papers;
use super::people::Resident;

/// Rounds of mending before a form is given up.
const ROUNDS_MAX: usize = 12;
/// Sets of choices tried before a form is given up.
const TRIES_MAX: usize = 24;
/// Texts tried where a pattern wants something particular; the long numbers look invented.
const SAMPLES: [&str; 18] = [
    "1",
    "12",
    "123",
    "1234",
    "12345",
    "123456",
    "1234567",
    "123456789",
    "12/3",
    "2004",
    "17:30",
    "AB 123",
    "BGR12345",
    "BI 12345",
    "A1",
    "12.34",
    "WZ0RYP0KAZ0WE0001",
    "1/2026",
];

/// Who answers, where and when.
#[derive(Clone, Copy)]
pub(super) struct Asked<'a> {
    pub(super) resident: &'a Resident,
    pub(super) seat: &'a str,
    pub(super) postal_code: &'a str,
    pub(super) teryt: &'a str,
    /// Varies the choices.
    pub(super) number: usize,
    pub(super) today: NaiveDate,
}

/// Answers the form takes; `None` when it wants what cannot be invented.
///
/// The records of files name none that is kept: see [`files`].
pub(super) fn invent(definition: &Definition, asked: Asked<'_>) -> Option<Answers> {
    (0..TRIES_MAX).find_map(|again| {
        let number = asked.number + again * 7;
        fill(definition, Asked { number, ..asked })
    })
}

/// The records of files among the answers, each with its path and the words of its paper.
pub(super) fn files<'a>(
    definition: &Definition,
    answers: &'a mut Answers,
) -> Vec<(String, String, &'a mut Value)> {
    let mut found = Vec::new();
    for (key, value) in answers.iter_mut() {
        let Some(field) = definition.field(key) else {
            continue;
        };
        let items = value.as_array_mut().into_iter().flatten().enumerate();
        for (index, item) in items {
            match field.kind {
                FieldKind::File => found.push((key.clone(), words(field), item)),
                FieldKind::Group => {
                    let inner = field.fields.iter().filter(|f| f.kind == FieldKind::File);
                    let inner: Vec<&Field> = inner.collect();
                    for (name, value) in item.as_object_mut().into_iter().flatten() {
                        let Some(field) = inner.iter().find(|field| field.key == *name) else {
                            continue;
                        };
                        for record in value.as_array_mut().into_iter().flatten() {
                            let path = format!("{key}.{index}.{name}");
                            found.push((path, words(field), record));
                        }
                    }
                }
                _ => {}
            }
        }
    }
    found
}

/// What the paper attached to a field says.
fn words(field: &Field) -> String {
    format!(
        "{}. Plik zmyślony na potrzeby pokazu: niczego nie potwierdza i nikogo nie dotyczy.",
        field.label.trim_end_matches('.')
    )
}

/// The record of a paper as the form wants it; `None` when it takes no PDF.
fn paper(field: &Field) -> Option<Value> {
    let takes_pdf = field.accept.is_empty() || field.accept.iter().any(|kind| kind == "pdf");
    takes_pdf.then(|| {
        json!([{
            "id": "",
            "name": format!("{}.pdf", field.key.replace('_', "-")),
            "size": papers::pdf(&words(field)).len(),
            "sha256": "",
            "media_type": "application/pdf",
        }])
    })
}

fn fill(definition: &Definition, asked: Asked<'_>) -> Option<Answers> {
    let mut answers = Answers::new();
    for field in definition.fields() {
        if let Some(value) = value(field, asked) {
            answers.insert(field.key.clone(), value);
        }
    }
    for round in 0..ROUNDS_MAX {
        let faults = match definition.check_all(&answers, asked.today) {
            Ok(checked) => return Some(checked),
            Err(faults) => faults,
        };
        let mut mended = false;
        for fault in &faults.faults {
            let asked = Asked {
                number: asked.number + round + 1,
                ..asked
            };
            mended |= mend(definition, fault, asked, &mut answers);
        }
        if !mended {
            return None;
        }
    }
    None
}

/// Puts another value where the form complained; false when there is none.
fn mend(definition: &Definition, fault: &Fault, asked: Asked<'_>, answers: &mut Answers) -> bool {
    let mut path = fault.field.split('.');
    let Some(field) = path.next().and_then(|key| definition.field(key)) else {
        return false;
    };
    let inner = path
        .nth(1)
        .and_then(|key| field.fields.iter().find(|inner| inner.key == key));
    let Some(new) = other(inner.unwrap_or(field), &fault.kind, asked) else {
        return false;
    };
    match inner {
        None => {
            answers.insert(field.key.clone(), new);
        }
        Some(inner) => {
            let items = answers.get_mut(&field.key).and_then(Value::as_array_mut);
            for item in items.into_iter().flatten() {
                item[&inner.key] = new.clone();
            }
        }
    }
    true
}

fn other(field: &Field, kind: &FaultKind, asked: Asked<'_>) -> Option<Value> {
    match kind {
        FaultKind::TooEarly { earliest } => Some(json!(earliest.to_string())),
        FaultKind::TooLate { latest } => Some(json!(latest.to_string())),
        FaultKind::TooSmall { min } => Some(json!(min)),
        FaultKind::TooLarge { max } => Some(json!(max)),
        _ if field.kind == FieldKind::File => paper(field),
        _ => value(field, asked),
    }
}

fn value(field: &Field, asked: Asked<'_>) -> Option<Value> {
    let person = asked.resident;
    match field.kind {
        FieldKind::Text | FieldKind::Textarea => Some(json!(text(field, asked))),
        FieldKind::Number => Some(json!(number(field, asked.number))),
        FieldKind::Money => Some(json!(number(field, asked.number * 10))),
        FieldKind::Date => Some(json!(date(field, asked).to_string())),
        FieldKind::DateRange => {
            let from = asked.today + Days::new(14);
            Some(json!({ "from": from.to_string(), "to": (from + Days::new(6)).to_string() }))
        }
        FieldKind::Email => Some(json!(person.email)),
        FieldKind::Phone => Some(json!("600 000 100")),
        FieldKind::YesNo => Some(json!(chosen(field, asked.number, 2) == 1)),
        FieldKind::Radio | FieldKind::Select | FieldKind::SearchSelect => {
            let option = field
                .options
                .get(asked.number % field.options.len().max(1))?;
            Some(json!(option.value))
        }
        FieldKind::Checkboxes => Some(json!([field.options.first()?.value])),
        FieldKind::Pesel => Some(json!(person.pesel)),
        FieldKind::Nip => first(10, |digit| format!("123456{:03}{digit}", 321), Nip::parse),
        FieldKind::Regon => first(10, |digit| format!("12345678{digit}"), Regon::parse),
        FieldKind::Nrb => first(
            100,
            |check| format!("{check:02}999900000000000000001111"),
            Nrb::parse,
        ),
        FieldKind::LandRegister => first(
            10,
            |digit| format!("LM1L/00012345/{digit}"),
            LandRegister::parse,
        ),
        FieldKind::Parcel => parcel(asked),
        FieldKind::Address => Some(json!({
            "street": "ul. Zmyślona",
            "house": (asked.number % 80 + 1).to_string(),
            "postal_code": asked.postal_code,
            "place": asked.seat,
        })),
        FieldKind::Party => Some(json!({
            "kind": "person",
            "first_name": person.given_name,
            "last_name": person.family_name,
            "pesel": person.pesel,
        })),
        FieldKind::Group => Some(group(field, asked)),
        FieldKind::Declaration => Some(json!(true)),
        FieldKind::File => {
            let wanted = field.required || chosen(field, asked.number, 3) == 0;
            wanted.then(|| paper(field)).flatten()
        }
        FieldKind::Info | FieldKind::Computed => None,
    }
}

/// One of `count` choices: another for every field and number, the same at every run.
fn chosen(field: &Field, number: usize, count: usize) -> usize {
    let mixed = field.key.bytes().fold(number + 1, |mixed, byte| {
        mixed.wrapping_mul(31).wrapping_add(usize::from(byte)) % 1_000_003
    });
    (mixed / 7) % count.max(1)
}

fn group(field: &Field, asked: Asked<'_>) -> Value {
    let count = field.min.as_deref().and_then(|min| min.parse().ok());
    let item: Map<String, Value> = field
        .fields
        .iter()
        .filter_map(|inner| Some((inner.key.clone(), value(inner, asked)?)))
        .collect();
    Value::Array(vec![Value::Object(item); count.unwrap_or(1).max(1)])
}

fn text(field: &Field, asked: Asked<'_>) -> String {
    let person = asked.resident;
    let known = match field.prefill.as_deref() {
        Some("person.name") => Some(format!("{} {}", person.given_name, person.family_name)),
        Some("person.pesel") => Some(person.pesel.clone()),
        Some("person.email") => Some(person.email.clone()),
        _ => None,
    };
    let usual = known.unwrap_or_else(|| match field.kind {
        FieldKind::Textarea => {
            "Opis zmyślony na potrzeby pokazu. Proszę o załatwienie sprawy.".into()
        }
        _ => format!("Przykład {}", asked.number % 90 + 10),
    });
    let fits = |text: &str| {
        let length = u32::try_from(text.chars().count()).unwrap_or(u32::MAX);
        field
            .pattern
            .as_ref()
            .is_none_or(|pattern| pattern.matches(text))
            && field.min_length.is_none_or(|min| length >= min)
            && field.max_length.is_none_or(|max| length <= max)
    };
    if fits(&usual) {
        return usual;
    }
    let sample = SAMPLES.iter().find(|sample| fits(sample));
    sample.map_or(usual, |sample| (*sample).to_owned())
}

/// A whole number within the bounds of the field.
fn number(field: &Field, wanted: usize) -> String {
    let bound = |text: &Option<String>| text.as_deref()?.parse::<f64>().ok();
    let wanted = u32::try_from(wanted % 1_000 + 1).map_or(1.0, f64::from);
    let least = bound(&field.min).map_or(wanted, |min| wanted.max(min.ceil()));
    let within = bound(&field.max).map_or(least, |max| least.min(max.floor()));
    format!("{within:.0}")
}

fn date(field: &Field, asked: Asked<'_>) -> NaiveDate {
    const WEEK: Days = Days::new(7);
    let day = |text: &Option<String>| match text.as_deref() {
        Some("today") => Some(asked.today),
        Some(date) => date.parse().ok(),
        None => None,
    };
    match (day(&field.after), day(&field.before)) {
        (Some(earliest), _) => earliest + WEEK,
        (None, Some(latest)) => latest - WEEK,
        (None, None) => asked.today - WEEK,
    }
}

/// A parcel in the gmina of the office, or in the first gmina that has one.
fn parcel(asked: Asked<'_>) -> Option<Value> {
    [asked.teryt, "2004011", "2004043"]
        .iter()
        .find_map(|teryt| {
            let (gmina, kind) = teryt.split_at_checked(6)?;
            let text = format!("{gmina}_{kind}.0001.{}/2", asked.number % 200 + 1);
            Parcel::parse(&text)
                .ok()
                .map(|parcel| json!(parcel.as_str()))
        })
}

/// The first spelling with a right check digit.
fn first<T, E>(
    count: u32,
    spell: impl Fn(u32) -> String,
    parse: impl Fn(&str) -> Result<T, E>,
) -> Option<Value> {
    (0..count)
        .map(spell)
        .find(|text| parse(text).is_ok())
        .map(|text| json!(text))
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;

    /// Templates for the roads of a powiat: none of the offices is one, and a city with the rights
    /// of a powiat has one service for all its roads.
    const WAITING: [&str; 2] = ["zajecie-pasa-drogi-powiatowej", "zjazd-z-drogi-powiatowej"];

    #[test]
    fn every_form_of_every_office_can_be_answered() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tenants");
        let files = store::onboarding::read_folder(&folder).unwrap();
        let (repository, problems) = catalogue::repository::Repository::read(&files);
        assert!(problems.is_empty(), "{problems:?}");
        let resident = &super::super::people::residents("x")[0];
        let asked = Asked {
            resident,
            seat: "Grajewo",
            postal_code: "19-200",
            teryt: "2004011",
            number: 3,
            today: NaiveDate::from_ymd_opt(2026, 11, 2).unwrap(),
        };
        let offices = repository.offices.iter().flat_map(|entry| &entry.services);
        let definitions = offices.map(|service| &service.definition);
        let all: Vec<&Definition> = definitions.chain(&repository.templates).collect();
        let with_form = all.iter().filter(|one| !one.form.steps.is_empty());
        let missing: Vec<&str> = with_form
            .clone()
            .filter(|one| invent(one, asked).is_none())
            .map(|one| one.slug.as_str())
            .collect();
        assert!(with_form.count() > 150);
        assert!(missing.is_empty(), "{missing:?}");
        let used = |template: &&Definition| {
            let adopted = repository.offices.iter().flat_map(|entry| &entry.services);
            let mut adopted = adopted.filter_map(|service| service.adopted.as_ref());
            adopted.any(|adopted| adopted.template == template.slug)
        };
        let idle = repository.templates.iter().filter(|one| !used(one));
        let idle: Vec<&str> = idle.map(|one| one.slug.as_str()).collect();
        assert_eq!(idle, WAITING, "a template nobody adopts is never shown");
    }

    #[test]
    fn files_are_found_wherever_they_stand() {
        let field = |key: &str, kind| Field {
            key: key.into(),
            label: "Zgoda.".into(),
            kind,
            ..Field::default()
        };
        let mut group = field("dzialki", FieldKind::Group);
        group.fields = vec![field("mapa", FieldKind::File)];
        let mut definition = Definition::default();
        definition.form.steps.push(catalogue::definition::Step {
            fields: vec![field("zgody", FieldKind::File), group],
            ..Default::default()
        });
        let record = || json!([{ "id": "" }]);
        let mut answers = Answers::new();
        answers.insert("zgody".into(), record());
        answers.insert(
            "dzialki".into(),
            json!([{ "mapa": record() }, { "mapa": record() }]),
        );
        let found = files(&definition, &mut answers);
        let paths: Vec<&str> = found.iter().map(|(path, ..)| path.as_str()).collect();
        assert_eq!(paths, ["zgody", "dzialki.0.mapa", "dzialki.1.mapa"]);
        assert!(found[0].1.starts_with("Zgoda. Plik zmyślony"));
    }
}
