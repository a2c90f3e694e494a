//! Worked cases: every row of the tables in `tests/data` is run.

use chrono::NaiveDate;
use domain::calendar::Calendar;
use domain::case_mark::LetterMark;
use domain::deadline::{Rule, due};
use domain::identifiers::{
    AdeAddress, LandRegister, Nip, Nrb, Parcel, Pesel, PostalCode, Pwz, Regon, Teryt,
};
use domain::payment_code::PaymentCode;

const DEADLINES: &str = include_str!("data/deadlines.csv");
const IDENTIFIERS: &str = include_str!("data/identifiers.csv");

#[test]
fn every_worked_deadline_is_counted_as_expected() {
    let calendar = Calendar::statutory();
    for row in rows(DEADLINES) {
        let [id, start, rule, expected, why] = row.as_slice() else {
            panic!("{row:?}")
        };
        let start: NaiveDate = start.parse().expect(id);
        let expected: NaiveDate = expected.parse().expect(id);
        let rule = Rule::parse(rule).expect(id);
        assert_eq!(due(&rule, start, &calendar), Ok(expected), "{id}: {why}");
    }
}

/// `valid` says whether the text is right as it stands (spaces apart); `read_as` is what the
/// reader makes of it, empty where it must be refused. A repaired text has both `false` and a
/// `read_as`.
#[test]
fn every_identifier_is_read_or_refused_as_expected() {
    for row in rows(IDENTIFIERS) {
        let [kind, value, valid, read_as, why] = row.as_slice() else {
            panic!("{row:?}")
        };
        let read = read(kind, value);
        assert_eq!(
            read.as_deref().unwrap_or(""),
            read_as,
            "{kind} {value}: {why}"
        );
        let as_it_stands = read.is_some_and(|read| read == unspaced(kind, value));
        assert_eq!(as_it_stands.to_string(), *valid, "{kind} {value}: {why}");
    }
}

#[test]
fn no_row_is_lost() {
    assert_eq!(rows(DEADLINES).len(), 27);
    assert_eq!(rows(IDENTIFIERS).len(), 58);
}

fn unspaced(kind: &str, value: &str) -> String {
    if kind == "payment_code" {
        value.to_owned()
    } else {
        value.replace(' ', "")
    }
}

fn read(kind: &str, value: &str) -> Option<String> {
    match kind {
        "pesel" => Pesel::parse(value).ok().map(|id| id.as_str().to_owned()),
        "nip" => Nip::parse(value).ok().map(|id| id.as_str().to_owned()),
        "regon" => Regon::parse(value).ok().map(|id| id.as_str().to_owned()),
        "nrb" => Nrb::parse(value).ok().map(|id| id.as_str().to_owned()),
        "pwz" => Pwz::parse(value).ok().map(|id| id.as_str().to_owned()),
        "land_register" => LandRegister::parse(value)
            .ok()
            .map(|id| id.as_str().to_owned()),
        "teryt" => Teryt::parse(value).ok().map(|id| id.as_str().to_owned()),
        "postal_code" => PostalCode::parse(value)
            .ok()
            .map(|id| id.as_str().to_owned()),
        "parcel" => Parcel::parse(value).ok().map(|id| id.as_str().to_owned()),
        "ade_address" => AdeAddress::parse(value)
            .ok()
            .map(|id| id.as_str().to_owned()),
        "case_mark" => LetterMark::parse(value).ok().map(|mark| mark.to_string()),
        "payment_code" => PaymentCode::parse(value)
            .ok()
            .and_then(|code| code.text().ok()),
        other => panic!("no reader for {other}"),
    }
}

/// Rows after the heading; cells may be in quotes.
fn rows(table: &str) -> Vec<Vec<String>> {
    table.lines().skip(1).map(cells).collect()
}

fn cells(line: &str) -> Vec<String> {
    let mut cells = vec![String::new()];
    let mut quoted = false;
    for letter in line.chars() {
        match letter {
            '"' => quoted = !quoted,
            ',' if !quoted => cells.push(String::new()),
            _ => cells
                .last_mut()
                .expect("there is a first cell")
                .push(letter),
        }
    }
    cells
}
