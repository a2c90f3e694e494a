//! Own fees of the templates: area, rate and days, with what the law sets as least and as most.

use std::path::PathBuf;

use catalogue::{Answers, Definition, fees_due, read_definition};
use serde_json::{Value, json};

fn template(slug: &str) -> Definition {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../tenants/podlaskie");
    let file = folder.join(format!("templates/{slug}.toml"));
    let text = std::fs::read_to_string(file).expect("the template");
    read_definition(slug, &text).expect("without problems")
}

/// What is due under `fee` for these answers, in zloty; `None` when nothing is.
fn due(slug: &str, fee: &str, answers: Value) -> Option<String> {
    let definition = template(slug);
    let mut answers: Answers = answers.as_object().expect("an object").clone();
    definition.compute(&mut answers);
    let due = fees_due(&definition, &answers);
    let found = due.into_iter().find(|due| due.key == fee)?;
    Some(found.amount.expect("an amount").to_string())
}

/// Answers as they are kept: numbers as numbers, amounts as texts.
fn occupied(metres: f64, days: u32, rate: &str) -> Value {
    json!({ "powierzchnie": [{ "metry": metres, "dni": days, "stawka": rate }] })
}

#[test]
fn occupation_costs_area_by_rate_by_days() {
    for slug in [
        "pzdw-zajecie-pasa-reklama",
        "pzdw-zajecie-pasa-wylacznosc",
        "pzdw-zajecie-pasa-awaria",
    ] {
        let cost = |metres, days, rate| due(slug, "zajecie", occupied(metres, days, rate));
        assert_eq!(cost(12.5, 10, "0.60"), Some("75,00".into()), "{slug}");
        // Less than a square metre counts as one; the rate has its most.
        assert_eq!(cost(0.3, 1, "4.00"), Some("4,00".into()), "{slug}");
        assert_eq!(cost(2.0, 3, "99.00"), Some("60,00".into()), "{slug}");
        // Half a grosz rounds up.
        assert_eq!(cost(1.25, 1, "0.50"), Some("0,63".into()), "{slug}");
        let more = json!({ "powierzchnie": [
            { "metry": 0.5, "dni": 2, "stawka": "1.00" },
            { "metry": 10, "dni": 2, "stawka": "1.00" },
        ] });
        assert_eq!(due(slug, "zajecie", more), Some("22,00".into()), "{slug}");
    }
}

#[test]
fn a_line_costs_by_the_year_and_its_first_year_by_days() {
    let slug = "pzdw-zajecie-pasa-siec";
    let cost = |kind: &str, rate: &str, days: u32| {
        let answers = json!({
            "rodzaj": kind,
            "dni_pierwszy": days,
            "odcinki": [{ "dlugosc": 100, "szerokosc": 0.11, "stawka": rate }],
        });
        due(slug, "pierwszy_rok", answers)
    };
    assert_eq!(cost("woda", "50.00", 365), Some("550,00".into()));
    assert_eq!(cost("woda", "50.00", 73), Some("110,00".into()));
    assert_eq!(cost("woda", "900.00", 365), Some("2200,00".into()));
    // Telecommunication has a lower most.
    assert_eq!(cost("telekom", "50.00", 365), Some("220,00".into()));
}

#[test]
fn moving_a_decision_costs_only_where_a_driveway_serves_no_home() {
    let cost = |kind: &str, aim: Option<&str>| {
        let answers = json!({ "rodzaj_decyzji": kind, "cel_zjazdu": aim });
        due("pzdw-przeniesienie-decyzji", "skarbowa", answers)
    };
    assert_eq!(cost("zjazd", Some("inny")), Some("10,00".into()));
    assert_eq!(cost("zjazd", Some("mieszkanie")), None);
    assert_eq!(cost("zajecie", None), None);
}

#[test]
fn a_duct_costs_length_by_tubes_by_rate() {
    let answers = json!({ "dlugosc": 120.5, "otwory": 2, "stawka": "1.50" });
    let found = due("pzdw-kanal-technologiczny", "kanal", answers);
    assert_eq!(found, Some("361,50".into()));
}

#[test]
fn the_first_copy_of_stored_records_is_free() {
    let slug = "womp-dokumentacja-zlikwidowanej";
    let first = json!({ "pierwszy_raz": true });
    assert_eq!(due(slug, "kopia", first), None);
    let again = json!({ "pierwszy_raz": false, "strony": 30, "stawka": "0.45" });
    assert_eq!(due(slug, "kopia", again), Some("13,50".into()));
}
