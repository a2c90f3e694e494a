//! What the region's forms ask people to pay, and what they count for them, case by case.

use std::fs;
use std::path::PathBuf;

use catalogue::{Answers, Definition, fees_due, read_definition};
use serde_json::{Value, json};

#[test]
fn an_alcohol_permit_costs_what_was_sold_and_the_least_amount_at_first() {
    let first = json!({ "rodzaj": "pierwsze", "alkohol": ["a", "c"] });
    pays("zezwolenie-alkohol", first, &["korzystanie 2625.00"]);
    let next = |kind: &str, sold: Value| {
        let mut answers = json!({ "rodzaj": "kolejne", "alkohol": [kind] });
        answers[format!("sprzedaz_{kind}")] = sold;
        answers
    };
    pays(
        "zezwolenie-alkohol",
        next("b", json!("37500")),
        &["korzystanie 525.00"],
    );
    pays(
        "zezwolenie-alkohol",
        next("b", json!("50000")),
        &["korzystanie 700.00"],
    );
    pays(
        "zezwolenie-alkohol",
        next("c", json!("77000")),
        &["korzystanie 2100.00"],
    );
    pays(
        "zezwolenie-alkohol",
        next("c", json!("100000")),
        &["korzystanie 2700.00"],
    );
}

#[test]
fn a_building_permit_is_free_for_housing_and_has_a_ceiling_for_firms() {
    let slug = "pozwolenie-na-budowe";
    let building =
        |purpose: &str, area: u32| json!({ "przeznaczenie": purpose, "powierzchnia": area });
    pays(slug, building("mieszkalne", 150), &[]);
    pays(slug, building("dzialalnosc", 100), &["skarbowa 147.00"]);
    pays(slug, building("dzialalnosc", 800), &["skarbowa 586.00"]);
    pays(slug, building("gospodarczy", 0), &["skarbowa 61.00"]);
    pays(slug, building("inne", 0), &["skarbowa 95.00"]);
}

#[test]
fn a_vehicle_with_its_old_plates_costs_less() {
    let slug = "rejestracja-pojazdu";
    let new = |plates: &str, kind: &str| {
        let origin = "nowy";
        json!({ "pochodzenie": origin, "rodzaj": kind, "tablice": plates })
    };
    pays(slug, new("zwykle", "osobowy"), &["rejestracja 147.50"]);
    pays(slug, new("zwykle", "motocykl"), &["rejestracja 107.50"]);
    pays(
        slug,
        new("indywidualne", "osobowy"),
        &["rejestracja 1067.50"],
    );
    let kept = json!({ "pochodzenie": "polska", "rodzaj": "osobowy", "zachowac": true });
    pays(slug, kept, &["rejestracja 67.50"]);
}

#[test]
fn driveways_and_powers_of_attorney_are_free_for_some() {
    let driveway = |purpose: &str| json!({ "przeznaczenie": purpose });
    pays("zjazd-z-drogi", driveway("mieszkanie"), &[]);
    pays("zjazd-z-drogi", driveway("rolne"), &["skarbowa 82.00"]);
    pays("zjazd-z-drogi-powiatowej", driveway("rolne"), &[]);
    pays(
        "zjazd-z-drogi-powiatowej",
        driveway("firma"),
        &["skarbowa 82.00"],
    );
    let attorney = |who: &str| json!({ "bliska_rodzina": who, "liczba": "2" });
    pays("pelnomocnictwo", attorney("rodzina"), &[]);
    pays(
        "pelnomocnictwo",
        attorney("inny"),
        &["pelnomocnictwo 34.00"],
    );
    let acting = json!({ "przez_pelnomocnika": true, "relacja": "inny" });
    pays(
        "decyzja-srodowiskowa",
        acting,
        &["skarbowa 205.00", "pelnomocnictwo 17.00"],
    );
}

#[test]
fn small_firms_pay_less_for_the_permits_of_the_marshal() {
    for slug in ["pozwolenie-zintegrowane", "pozwolenie-emisyjne"] {
        pays(slug, json!({ "msp": true }), &["skarbowa 506.00"]);
        pays(slug, json!({ "msp": false }), &["skarbowa 2011.00"]);
    }
    pays("instrukcja-skladowiska", json!({}), &["skarbowa 505.00"]);
    let entry = |kind: &str, opp: bool| json!({ "rodzaj": kind, "opp": opp });
    pays(
        "rejestr-organizatorow-turystyki",
        entry("wpis", false),
        &["skarbowa 355.00"],
    );
    pays(
        "rejestr-organizatorow-turystyki",
        entry("wpis", true),
        &["skarbowa 30.00"],
    );
    pays(
        "rejestr-organizatorow-turystyki",
        entry("zmiana", false),
        &["skarbowa 17.00"],
    );
    pays(
        "ewidencja-lekarzy-kierowcy",
        entry("zaswiadczenie", false),
        &["zaswiadczenie 17.00"],
    );
    pays(
        "ewidencja-psychologow-kierowcy",
        entry("psycholog", false),
        &["wpis 50.50"],
    );
}

#[test]
fn a_road_strip_costs_square_metres_times_days_times_the_rate() {
    let part = |area: f64, days: u32, rate: &str| {
        let sizes = (area, days);
        json!({ "metry": sizes.0, "dni": sizes.1, "stawka": rate })
    };
    for slug in ["zajecie-pasa-drogowego", "zajecie-pasa-drogi-powiatowej"] {
        let street = json!({
            "telekomunikacja": false,
            "powierzchnie": [part(12.5, 10, "2.00"), part(0.4, 3, "6.00")],
        });
        pays(slug, street, &["zajecie 268.00"]);
        let cable = json!({ "telekomunikacja": true, "powierzchnie": [part(10.0, 5, "1.00")] });
        pays(slug, cable, &["zajecie 10.00"]);
    }
}

#[test]
fn extracts_cost_by_kind_form_and_number() {
    let land = |kind: &str, form: &str, count: u32| {
        let count = json!(count);
        json!({ "rodzaj": kind, "postac": form, "sztuki": count })
    };
    let slug = "wypis-z-rejestru-gruntow";
    pays(
        slug,
        land("wypis", "elektroniczna", 1),
        &["geodezyjna 40.00"],
    );
    pays(
        slug,
        land("wypis_wyrys", "papierowa", 2),
        &["geodezyjna 300.00"],
    );
    pays(
        slug,
        land("uproszczony", "papierowa", 1),
        &["geodezyjna 15.00"],
    );
}

#[test]
fn the_declaration_of_property_tax_is_counted_for_the_months_declared() {
    let item = |rate: &str| json!({ "powierzchnia": "1000", "stawka": rate });
    let answers = json!({
        "od_miesiaca": "7",
        "do_miesiaca": "12",
        "grunty": [item("1.20")],
        "budynki": [{ "pow_wysoka": "100", "pow_niska": "20", "stawka": "30.00" }],
        "budowle": [{ "wartosc": "50000", "stawka": "2" }],
        "ma_grunty": true,
        "ma_budynki": true,
        "ma_budowle": true,
    });
    let counted = counted("dn-1", answers);
    assert_eq!(number(&counted, "podatek_grunty"), 1200.0);
    assert_eq!(number(&counted, "podatek_budynki"), 3300.0);
    assert_eq!(number(&counted, "podatek_budowle"), 1000.0);
    assert_eq!(number(&counted, "podatek_rok"), 2750.0);
}

#[test]
fn the_income_of_a_person_is_a_share_of_the_household_and_its_farm() {
    let person = |income: &str, hectares: &str| {
        json!({
            "dochod_pit": income, "dochod_ryczalt": "0", "dochod_wolny": "0",
            "hektary": hectares, "alimenty": "600",
        })
    };
    let answers = json!({
        "osoby": [person("48600", "0"), person("600", "2")],
        "dochod_hektar": "6000",
    });
    let counted = counted("zaswiadczenie-czyste-powietrze", answers);
    assert_eq!(number(&counted, "dochod_roczny"), 48000.0);
    assert_eq!(number(&counted, "dochod_osoba"), 2500.0);
}

/// Holds the form to what is due for these answers, each fee by its key and amount.
fn pays(slug: &str, answers: Value, wanted: &[&str]) {
    let template = template(slug);
    let answers = counted(slug, answers);
    let due = fees_due(&template, &answers).into_iter();
    // A fee whose answers are missing is not known yet: none of these are.
    let due: Vec<String> = due
        .filter_map(|fee| Some(format!("{} {}", fee.key, fee.amount?.plain())))
        .collect();
    assert_eq!(due, wanted, "{slug}");
}

fn counted(slug: &str, answers: Value) -> Answers {
    let Value::Object(answers) = answers else {
        panic!("answers are an object");
    };
    let mut answers: Answers = answers.into_iter().collect();
    template(slug).compute(&mut answers);
    answers
}

fn number(answers: &Answers, key: &str) -> f64 {
    let value = &answers[key];
    let text = value
        .as_str()
        .map_or_else(|| value.to_string(), str::to_owned);
    text.parse().expect("a number")
}

fn template(slug: &str) -> Definition {
    let folder =
        PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../tenants/podlaskie/templates");
    let file = folder.join(format!("{slug}.toml"));
    let text = fs::read_to_string(file).expect("a template");
    read_definition(slug, &text).expect("a right template")
}
