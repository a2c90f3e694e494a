//! Forms of other systems taken over: what maps, what is told, what cannot be read.

use std::io::Write;

use catalogue::form::Answers;
use catalogue::import::{Fate, ImportError, Imported, read};
use catalogue::{Definition, Field, FieldKind};
use proptest::prelude::*;
use serde_json::{Value, json};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

fn imported(json: &Value) -> Imported {
    read(json.to_string().as_bytes()).unwrap_or_else(|error| panic!("{error}"))
}

fn field<'d>(definition: &'d Definition, key: &str) -> &'d Field {
    let found = definition.field(key);
    found.unwrap_or_else(|| panic!("no field {key}: {:?}", keys(definition)))
}

fn keys(definition: &Definition) -> Vec<&str> {
    definition
        .fields()
        .map(|field| field.key.as_str())
        .collect()
}

/// What the report says of a place.
fn told(imported: &Imported, place: &str) -> String {
    let here = imported
        .report
        .iter()
        .filter(|remark| remark.place == place);
    here.map(|remark| remark.text.as_str())
        .collect::<Vec<_>>()
        .join("; ")
}

fn wizard() -> Value {
    json!({
        "title": "Zgłoszenie <b>imprezy</b>",
        "display": "wizard",
        "components": [
            { "type": "panel", "key": "organizer", "title": "Organizator", "components": [
                { "type": "radio", "key": "kindOfApplicant", "label": "Kto zgłasza?",
                  "validate": { "required": true },
                  "values": [
                    { "label": "Osoba", "value": "person" }, { "label": "Firma", "value": "firm" }
                  ] },
                { "type": "textfield", "key": "firmName", "label": "Nazwa firmy",
                  "description": "<p>Jak w rejestrze</p>",
                  "validate": { "required": true, "maxLength": 120 },
                  "conditional": { "show": true, "when": "kindOfApplicant", "eq": "firm" } },
                { "type": "email", "key": "mail", "label": "E-mail", "placeholder": "a@b.pl" },
                { "type": "signature", "key": "sign", "label": "Podpis" },
                { "type": "button", "key": "next", "label": "Dalej" }
            ] },
            { "type": "panel", "key": "event", "title": "Impreza", "components": [
                { "type": "fieldset", "key": "what", "legend": "Co się odbędzie",
                  "conditional": { "show": false, "when": "kindOfApplicant", "eq": "person" },
                  "components": [
                    { "type": "selectboxes", "key": "needs", "label": "Potrzeby", "values": [
                        { "label": "Prąd", "value": "power" }, { "label": "Woda", "value": "water" }
                    ] },
                    { "type": "number", "key": "amps", "label": "Ile amperów", "suffix": "A",
                      "decimalLimit": 1, "validate": { "min": 6, "max": "63" },
                      "conditional": { "show": true, "conjunction": "all", "conditions": [
                        { "component": "needs", "operator": "isEqual", "value": "power" },
                        { "component": "kindOfApplicant", "operator": "isNotEmpty" }
                      ] } }
                ] },
                { "type": "editgrid", "key": "stalls", "label": "Stoiska", "groupLabel": "Stoisko",
                  "validate": { "maxLength": 20 },
                  "components": [
                    { "type": "textfield", "key": "owner", "label": "Kto prowadzi" },
                    { "type": "checkbox", "key": "food", "label": "Sprzedaje jedzenie" },
                    { "type": "file", "key": "permit", "label": "Decyzja sanepidu",
                      "fileMaxSize": "5MB", "filePattern": ".pdf,.exe",
                      "conditional": { "show": "true", "when": "stalls.food", "eq": "true" } }
                  ] },
                { "type": "time", "key": "starts", "label": "Początek" },
                { "type": "textfield", "key": "score", "label": "Punkty",
                  "calculateValue": "value = data.amps * 2", "customConditional": "show = true" },
                { "type": "checkbox", "key": "truth", "label": "Dane są prawdziwe",
                  "validate": { "required": true } }
            ] }
        ]
    })
}

#[test]
fn a_wizard_of_form_io_becomes_steps_with_their_fields_and_conditions() {
    let imported = imported(&wizard());
    let definition = &imported.definition;
    assert_eq!(definition.title, "Zgłoszenie imprezy");
    let steps = definition.form.steps.iter().map(|step| step.title.as_str());
    assert_eq!(steps.collect::<Vec<_>>(), ["Organizator", "Impreza"]);
    assert_eq!(
        keys(definition),
        [
            "kind_of_applicant",
            "firm_name",
            "mail",
            "needs",
            "amps",
            "stalls",
            "starts",
            "score",
            "truth"
        ]
    );
    let firm = field(definition, "firm_name");
    assert_eq!(
        (firm.hint.as_str(), firm.max_length),
        ("Jak w rejestrze", Some(120))
    );
    let rule = firm.show_if.as_ref().expect("a condition").json().clone();
    assert_eq!(
        rule,
        json!({ "==": [{ "var": "kind_of_applicant" }, "firm"] })
    );
    let amps = field(definition, "amps");
    let bounds = (amps.min.as_deref(), amps.max.as_deref(), amps.decimals);
    assert_eq!(bounds, (Some("6"), Some("63"), Some(1)));
    assert_eq!(amps.unit, "A");
    assert_eq!(field(definition, "truth").kind, FieldKind::Declaration);
    let stalls = field(definition, "stalls");
    assert_eq!(
        (stalls.item_label.as_str(), stalls.max.as_deref()),
        ("Stoisko", Some("20"))
    );
    let permit = &stalls.fields[2];
    assert_eq!(
        (permit.max_mb, permit.accept.as_slice()),
        (Some(5), &["pdf".to_owned()][..])
    );
    let rule = permit.show_if.as_ref().expect("a condition").json().clone();
    assert_eq!(rule, json!({ "==": [{ "var": "food" }, true] }));
    assert_eq!(imported.taken, 12);
}

#[test]
fn conditions_taken_over_decide_as_they_did() {
    let definition = imported(&wizard()).definition;
    let is_asked = |answers: Value, path: &str| {
        let answers: Answers = answers.as_object().cloned().expect("an object");
        definition.visible(&answers).field(path)
    };
    let firm = json!({ "kind_of_applicant": "firm", "needs": ["power"] });
    assert!(is_asked(firm, "amps"));
    let no_power = json!({ "kind_of_applicant": "firm", "needs": ["water"] });
    assert!(!is_asked(no_power, "amps"));
    // The frame around it is not for persons.
    let person = json!({ "kind_of_applicant": "person", "needs": ["power"] });
    assert!(!is_asked(person, "amps"));
}

#[test]
fn what_is_not_taken_over_is_told_one_by_one() {
    let imported = imported(&wizard());
    assert!(told(&imported, "Podpis").contains("signature"));
    assert_eq!(told(&imported, "E-mail"), "tekst podpowiedzi w polu");
    assert!(told(&imported, "Punkty").contains("wartość liczona skryptem"));
    assert!(told(&imported, "Punkty").contains("warunek jest skryptem"));
    assert!(told(&imported, "Decyzja sanepidu").contains(".exe"));
    assert!(told(&imported, "Co się odbędzie").contains("ramki nie ma"));
    let changed = imported
        .report
        .iter()
        .filter(|remark| remark.fate == Fate::Changed);
    assert!(changed.count() >= 2);
    // The designer shows the same to whoever opens the sketch.
    assert_eq!(imported.definition.confirm.len(), imported.report.len());
}

fn open_forms() -> Value {
    let configuration = |components: Value| json!({ "display": "form", "components": components });
    json!({
        "_meta": [{ "of_release": "3.0" }],
        "forms": [{ "name": "Karta parkingowa", "slug": "karta" }],
        "formSteps": [
            { "uuid": "s2", "order": 1, "formDefinition": "https://of.example/fd/d2" },
            { "uuid": "s1", "order": 0, "formDefinition": "https://of.example/fd/d1" }
        ],
        "formDefinitions": [
            { "uuid": "d2", "url": "https://of.example/fd/d2", "name": "Pojazd",
              "configuration": configuration(json!([
                { "type": "licenseplate", "key": "plate", "label": "Numer rejestracyjny" },
                { "type": "textfield", "key": "owner", "label": "Właściciel", "hidden": true },
                { "type": "textfield", "key": "secret", "label": "Ukryte", "hidden": true }
              ])) },
            { "uuid": "d1", "url": "https://of.example/fd/d1", "name": "Osoba",
              "configuration": configuration(json!([
                { "type": "radio", "key": "hasCar", "label": "Czy masz pojazd?",
                  "openForms": { "dataSrc": "manual" },
                  "values": [
                    { "label": "Tak", "value": "ja" }, { "label": "Nie", "value": "nee" }
                  ] },
                { "type": "bsn", "key": "bsn", "label": "BSN" },
                { "type": "select", "key": "town", "label": "Miejscowość",
                  "openForms": { "dataSrc": "variable" } }
              ])) }
        ],
        "formLogic": [
            { "json_logic_trigger": { "==": [{ "var": "hasCar" }, "nee"] },
              "actions": [
                { "action": { "type": "step-not-applicable" },
                  "form_step": "https://of.example/forms/f/steps/s2" },
                { "component": "", "action": { "type": "disable-next" } }
              ] },
            { "json_logic_trigger": { "!=": [{ "var": "plate" }, ""] },
              "actions": [
                { "component": "owner", "action": { "type": "property",
                  "property": { "value": "hidden", "type": "bool" }, "state": false } },
                { "component": "owner", "action": { "type": "property",
                  "property": { "value": "validate", "type": "json" },
                  "state": { "required": true } } }
              ] },
            { "json_logic_trigger": { ">": [{ "date": { "var": "plate" } }, "2026-01-01"] },
              "actions": [
                { "component": "plate", "action": { "type": "property",
                  "property": { "value": "hidden", "type": "bool" }, "state": true } }
              ] }
        ],
        "formVariables": [{ "key": "total" }]
    })
}

#[test]
fn open_forms_steps_logic_and_leftovers() {
    let imported = imported(&open_forms());
    let definition = &imported.definition;
    let steps: Vec<&str> = definition
        .form
        .steps
        .iter()
        .map(|s| s.title.as_str())
        .collect();
    assert_eq!(steps, ["Osoba", "Pojazd"]);
    let rule = definition.form.steps[1]
        .show_if
        .as_ref()
        .expect("a condition");
    assert_eq!(
        *rule.json(),
        json!({ "!": { "==": [{ "var": "has_car" }, "nee"] } })
    );
    let owner = field(definition, "owner");
    assert_eq!(
        *owner.required_if.as_ref().expect("a condition").json(),
        json!({ "!=": [{ "var": "plate" }, ""] })
    );
    assert!(owner.show_if.is_some());
    assert!(told(&imported, "Ukryte").contains("było ukryte"));
    assert!(told(&imported, "BSN").contains("PESEL"));
    assert!(told(&imported, "Miejscowość").contains("pole"));
    assert!(told(&imported, "reguła formularza").contains("blokada"));
    assert!(told(&imported, "Numer rejestracyjny").contains("date"));
    assert!(told(&imported, "formVariables").contains("nie przenosi"));
    assert_eq!(told(&imported, "_meta"), "");
}

fn zipped(parts: &Value) -> Vec<u8> {
    let mut writer = ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, part) in parts.as_object().expect("an object") {
        let options = SimpleFileOptions::default();
        writer
            .start_file(format!("{name}.json"), options)
            .expect("a file");
        writer
            .write_all(part.to_string().as_bytes())
            .expect("its content");
    }
    writer.finish().expect("an archive").into_inner()
}

#[test]
fn the_archive_says_the_same_as_its_parts_in_one_file() {
    let parts = open_forms();
    let from_archive = read(&zipped(&parts)).expect("an archive is read");
    assert_eq!(from_archive, imported(&parts));
}

#[test]
fn a_bomb_is_refused_before_it_unpacks() {
    let part = format!("[{}]", " ".repeat(40 * 1024 * 1024));
    let mut writer = ZipWriter::new(std::io::Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default();
    writer
        .start_file("formDefinitions.json", options)
        .expect("a file");
    writer.write_all(part.as_bytes()).expect("its content");
    let archive = writer.finish().expect("an archive").into_inner();
    assert!(archive.len() < 100_000);
    assert_eq!(read(&archive), Err(ImportError::TooLarge));
}

#[test]
fn what_is_no_form_says_so() {
    assert!(matches!(
        read(b"PK\x03\x04broken"),
        Err(ImportError::Unreadable(_))
    ));
    assert!(matches!(read(b"<form>"), Err(ImportError::Unreadable(_))));
    assert_eq!(read(b"{\"a\":1}"), Err(ImportError::NoForm));
    assert_eq!(read(b"{\"components\":[]}"), Err(ImportError::NoForm));
    let many = vec![json!({ "type": "textfield", "key": "a", "label": "A" }); 6000];
    let many = json!({ "components": many }).to_string();
    assert_eq!(read(many.as_bytes()), Err(ImportError::TooMany));
    let mut deep = json!({ "type": "textfield", "key": "a", "label": "A" });
    for _ in 0..40 {
        deep = json!({ "type": "well", "components": [deep] });
    }
    let deep = json!({ "components": [deep] }).to_string();
    assert_eq!(read(deep.as_bytes()), Err(ImportError::TooMany));
}

#[test]
fn rules_in_a_circle_are_taken_out_and_told() {
    let asks = |key: &str, of: &str| {
        json!({ "type": "textfield", "key": key, "label": key,
                "conditional": { "show": true, "when": of, "eq": "x" } })
    };
    let imported =
        imported(&json!({ "components": [asks("first", "second"), asks("second", "first")] }));
    let rules = imported
        .definition
        .fields()
        .filter(|field| field.show_if.is_some());
    assert!(rules.count() < 2);
    assert!(
        imported
            .report
            .iter()
            .any(|remark| remark.text.contains("warunek"))
    );
}

fn any_component() -> impl Strategy<Value = Value> {
    let kind = prop::sample::select(vec![
        "textfield",
        "radio",
        "selectboxes",
        "file",
        "content",
        "number",
        "tags",
        "bsn",
        "button",
    ]);
    let leaf = (kind, "[a-zA-Z<>\"&.]{0,8}", any::<bool>()).prop_map(|(kind, name, flag)| {
        json!({ "type": kind, "key": name, "label": name, "hidden": flag, "values": [
            { "value": name, "label": name } ],
            "conditional": { "show": flag, "when": name, "eq": name } })
    });
    leaf.prop_recursive(4, 24, 4, |inner| {
        let layout = prop::sample::select(vec!["fieldset", "editgrid", "container", "panel"]);
        (layout, prop::collection::vec(inner, 0..4), "[a-z]{1,5}").prop_map(
            |(kind, all, key)| json!({ "type": kind, "key": key, "label": key, "components": all }),
        )
    })
}

proptest! {
    #[test]
    fn nothing_vanishes_without_a_word(all in prop::collection::vec(any_component(), 0..6)) {
        let json = json!({ "title": "T", "components": all });
        let Ok(imported) = read(json.to_string().as_bytes()) else { return Ok(()) };
        let mut wanted = 0;
        let mut stack: Vec<&Value> = json["components"].as_array().into_iter().flatten().collect();
        let mut refused = 0;
        while let Some(one) = stack.pop() {
            match one["type"].as_str().unwrap_or_default() {
                "fieldset" | "container" | "panel" => {}
                "button" => {}
                "tags" | "bsn" => refused += 1,
                _ => wanted += 1,
            }
            stack.extend(one["components"].as_array().into_iter().flatten());
        }
        let empty_groups = imported.report.iter().filter(|r| r.text.contains("grupa")).count();
        prop_assert!(imported.taken <= wanted);
        prop_assert!(wanted == imported.taken || empty_groups > 0);
        prop_assert!(refused == 0 || imported.report.iter().any(|r| r.fate == Fate::LeftOut));
        // It opens in the designer: written and read again it is the same.
        let (again, lost) = catalogue::edit::read(&imported.definition.to_json());
        prop_assert!(lost.is_empty());
        prop_assert_eq!(again, imported.definition);
    }

    #[test]
    fn no_bytes_make_it_panic(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        let _ = read(&bytes);
    }
}
