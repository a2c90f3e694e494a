//! Merges as offices meet them.

use catalogue::difference::{ChangeKind, Subject, difference};
use catalogue::merge::{ConflictKind, Decision, Decisions, Merge, Outcome, merge, merge_service};
use catalogue::{Definition, read_adoption, read_definition};
use serde_json::json;

use super::sample::SERVICE;

fn template(changes: &[(&str, &str)]) -> Definition {
    let mut text = SERVICE.to_owned();
    for (from, to) in changes {
        assert!(text.contains(from), "the sample has no {from}");
        text = text.replacen(from, to, 1);
    }
    read_definition("x.toml", &text).expect("a right template")
}

fn office(own: &str, changes: &[(&str, &str)]) -> Merge {
    let text = format!("template = \"sample\"\nedition = 1\n{own}");
    let own = read_adoption("a.toml", &text).expect("a right adoption");
    let changes = [&[("edition = 1", "edition = 2")], changes].concat();
    merge(&template(&[]), &template(&changes), &own).expect("it can be laid")
}

fn decide(path: &str, decision: Decision) -> Decisions {
    Decisions::from([(path.to_owned(), decision)])
}

#[test]
fn a_new_rate_comes_by_itself_beside_what_the_office_changed() {
    let merge = office(
        "[set]\n\"fields.kind.label\" = \"Kim jesteś?\"\n",
        &[("amount = \"17.00\"", "amount = \"21.00\"")],
    );
    assert!(merge.conflicts.is_empty(), "{:?}", merge.conflicts);
    let [change] = merge.taken.as_slice() else {
        panic!("{:?}", merge.taken)
    };
    assert_eq!(change.place.subject, Subject::Fee);
    assert_eq!(change.place.label.as_deref(), Some("Opłata skarbowa"));
    assert_eq!(change.place.property.as_deref(), Some("price"));
    assert_eq!(change.new, Some(json!({"amount": "21.00"})));
    let merged = merge.result(&Decisions::new());
    let service = merged.service.expect("a service");
    assert_eq!(service.fees[0].amount.as_deref(), Some("21.00"));
    assert_eq!(service.text("pl", "fields.kind.label"), "Kim jesteś?");
    assert_eq!((service.edition, merged.adoption.edition), (2, 2));
    assert_eq!(merge.kept(&Decisions::new()).len(), 1);
}

#[test]
fn a_rate_both_changed_is_chosen() {
    let merge = office(
        "[set]\n\"fees.stamp.amount\" = \"19.00\"\n",
        &[("amount = \"17.00\"", "amount = \"21.00\"")],
    );
    let [conflict] = merge.conflicts.as_slice() else {
        panic!("{:?}", merge.conflicts)
    };
    assert_eq!(conflict.kind, ConflictKind::Changed);
    assert_eq!(conflict.place.path, "fees.stamp.price");
    let values = [&conflict.old, &conflict.new, &conflict.own];
    let amounts = values.map(|value| value.as_ref().expect("a price")["amount"].clone());
    assert_eq!(amounts, ["17.00", "21.00", "19.00"].map(|text| json!(text)));
    let amount = |decisions: &Decisions| {
        let merged = merge.result(decisions);
        let service = merged.service.expect("a service");
        (service.fees[0].amount.clone(), merged.open.len())
    };
    let open = Decisions::new();
    assert_eq!(amount(&open), (Some("19.00".to_owned()), 1));
    let path = "fees.stamp.price";
    assert_eq!(
        amount(&decide(path, Decision::Template)),
        (Some("21.00".to_owned()), 0)
    );
    assert_eq!(
        amount(&decide(path, Decision::Own)),
        (Some("19.00".to_owned()), 0)
    );
    let text = Decision::Value(json!("20.00"));
    assert_eq!(amount(&decide(path, text)), (Some("20.00".to_owned()), 0));
    let wrong = merge.result(&decide(path, Decision::Value(json!("dużo"))));
    let complaints = wrong.service.expect_err("no amount");
    assert_eq!(complaints[0].path, "fees.0.amount");
}

#[test]
fn a_field_the_template_takes_away_is_asked_about_when_the_office_changed_it() {
    let away = r#"[[form.steps.fields]]
key = "plan"
type = "file"
label = "Plan"
accept = ["pdf"]
max_mb = 1
required = false

"#;
    let merge = office(
        "[set]\n\"fields.plan.hint\" = \"W skali.\"\n",
        &[(away, "")],
    );
    let [conflict] = merge.conflicts.as_slice() else {
        panic!("{:?}", merge.conflicts)
    };
    assert_eq!(conflict.kind, ConflictKind::RemovedByTemplate);
    assert_eq!(conflict.place.label.as_deref(), Some("Plan"));
    assert_eq!(conflict.place.step.as_deref(), Some("Koniec"));
    let kept = merge.result(&decide("fields.plan", Decision::Own));
    let kept = kept.service.expect("a service");
    assert_eq!(kept.text("pl", "fields.plan.hint"), "W skali.");
    let gone = merge.result(&decide("fields.plan", Decision::Template));
    assert!(gone.service.expect("a service").field("plan").is_none());
    // A text says nothing about whether the field is there.
    let undecided = merge.result(&decide("fields.plan", Decision::Value(json!("x"))));
    assert_eq!(undecided.open, ["fields.plan"]);
}

#[test]
fn a_rule_of_the_template_on_a_removed_field_is_told_and_nothing_breaks() {
    let merge = office(
        "remove_fields = [\"note\"]\n",
        &[(
            "label = \"Adres\"",
            "label = \"Adres\"\nshow_if = '{\"!=\":[{\"var\":\"note\"},\"\"]}'",
        )],
    );
    assert!(merge.conflicts.is_empty());
    let complaints = merge
        .result(&Decisions::new())
        .service
        .expect_err("a fault");
    assert!(complaints[0].path.ends_with("show_if"), "{complaints:?}");
}

#[test]
fn a_translation_of_the_template_does_not_fall_on_a_text_of_the_office() {
    let merge = office(
        "[set]\n\"card.summary\" = \"Nasz opis.\"\n",
        &[
            ("summary = \"Do czego służy.\"", "summary = \"Nowy opis.\""),
            ("\"What it is for.\"", "\"A new description.\""),
        ],
    );
    let english = |decision: Decision| {
        let merged = merge.result(&decide("card.summary", decision));
        let service = merged.service.expect("a service");
        service.text("en", "card.summary").to_owned()
    };
    assert_eq!(merge.conflicts.len(), 1, "{:?}", merge.conflicts);
    assert_eq!(english(Decision::Own), "What it is for.");
    assert_eq!(english(Decision::Template), "A new description.");
}

#[test]
fn the_three_stand_side_by_side() {
    let merge = office(
        "[set]\n\"fields.kind.label\" = \"Kim jesteś?\"\n\"card.summary\" = \"Nasz opis.\"\n",
        &[
            ("amount = \"17.00\"", "amount = \"21.00\""),
            ("summary = \"Do czego służy.\"", "summary = \"Nowy opis.\""),
        ],
    );
    let rows = merge.rows(&Decisions::new());
    let [summary, price] = rows.template.as_slice() else {
        panic!("{:?}", rows.template)
    };
    let text = |text: &str| Some(json!(text));
    assert_eq!(
        (&summary.old, &summary.new, &summary.own),
        (
            &text("Do czego służy."),
            &text("Nowy opis."),
            &text("Nasz opis.")
        )
    );
    assert_eq!(summary.outcome, Outcome::Chosen("card.summary".to_owned()));
    assert_eq!((&price.old, &price.outcome), (&price.own, &Outcome::Taken));
    let [label] = rows.office.as_slice() else {
        panic!("{:?}", rows.office)
    };
    assert_eq!((&label.old, &label.outcome), (&label.new, &Outcome::Kept));
    assert_eq!(label.own, text("Kim jesteś?"));
}

#[test]
fn a_sketch_with_mistakes_is_merged_and_keeps_them() {
    let mut sketch = template(&[]);
    sketch.form.steps[0].fields[0].label = String::new();
    let new = template(&[("edition = 1", "edition = 2"), ("\"17.00\"", "\"21.00\"")]);
    let merge = merge_service(Some(&template(&[])), &new, &sketch);
    assert!(merge.conflicts.is_empty(), "{:?}", merge.conflicts);
    let merged = merge.result(&Decisions::new());
    assert!(merged.service.is_err(), "a field without a label");
    assert_eq!(merged.json["fees"][0]["amount"], json!("21.00"));
    assert_eq!(merged.json["edition"], json!(2));
}

#[test]
fn an_overlay_that_cannot_be_laid_is_told() {
    let own = "template = \"sample\"\nedition = 1\n[set]\n\"fields.gone.hint\" = \"x\"\n";
    let own = read_adoption("a.toml", own).expect("a right adoption");
    let problems = merge(&template(&[]), &template(&[]), &own).expect_err("no such field");
    assert_eq!((problems[0].line, problems.len()), (4, 1), "{problems:?}");
}

#[test]
fn a_difference_names_things_as_people_do() {
    let new = template(&[
        ("title = \"Działki\"", "title = \"Grunty\""),
        ("label = \"Piętra\"", "label = \"Kondygnacje\""),
        (
            "{ value = \"firm\", label = \"Firma\" }",
            "{ value = \"firm\", label = \"Spółka\" }",
        ),
        ("required = false # mark\n", ""),
        ("title = \"Sample\"", "title = \"Example\""),
    ]);
    let told: Vec<String> = difference(&template(&[]), &new)
        .into_iter()
        .map(|change| {
            let place = change.place;
            assert_eq!(change.kind, ChangeKind::Changed);
            let words = [
                place.step,
                place.group,
                place.label,
                place.choice,
                place.property,
                place.language,
            ];
            words.map(Option::unwrap_or_default).join("|")
        })
        .collect();
    assert_eq!(
        told,
        [
            "||||title|en",
            "||Grunty||title|",
            "O sprawie||Rodzaj|Spółka|label|",
            "O sprawie||Uwagi||required|",
            "Grunty|Działki|Kondygnacje||label|",
        ]
    );
}

#[test]
fn an_adoption_may_change_the_structure_of_the_form() {
    let own = r#"template = "sample"
edition = 1
remove_steps = ["firm_step"]
unset = ["fields.nip.show_if", "texts.en.title"]

[order]
steps = ["plots_step", "about"]
"steps.more" = ["plan", "first"]

[[add_steps]]
key = "more"
title = "Więcej"

[[add_fields]]
step = "more"
key = "first"
type = "text"
label = "Pierwsze"

[[add_fields]]
group = "plots"
after = "area"
key = "use"
type = "text"
label = "Użytek"
"#;
    let adoption = read_adoption("a.toml", own).expect("right");
    let service = catalogue::adopt(&template(&[]), &adoption).expect("a service");
    let steps: Vec<&str> = service.form.steps.iter().map(|s| s.key.as_str()).collect();
    assert_eq!(steps, ["plots_step", "about", "end", "more"]);
    let keys = |step: &str| -> Vec<String> {
        let fields = &service.step(step).expect("a step").fields;
        fields.iter().map(|field| field.key.clone()).collect()
    };
    assert_eq!(keys("more"), ["plan", "first"]);
    assert!(!keys("end").contains(&"plan".to_owned()));
    assert!(service.field("nip").expect("a field").show_if.is_none());
    assert_eq!(
        service.field("plots").expect("a group").fields[1].key,
        "use"
    );
    assert_eq!(service.text("en", "title"), "Przykład");
    let again = catalogue::Adoption::between(&template(&[]), &service.to_json());
    assert_eq!(catalogue::adopt(&template(&[]), &again), Ok(service));
}

#[test]
fn wrong_names_of_structure_are_told_at_their_lines() {
    let own = r#"template = "sample"
edition = 1
remove_steps = ["nothing"]
unset = ["fields.nip.hint", "fields.kind.label", "kind"]
[order]
"steps.about" = ["kind", "kind"]
"steps.abut" = ["kind"]
fees = ["stamp"]
[[add_steps]]
key = "more"
title = "Więcej"
after = "nowhere"
[[add_fields]]
key = "lost"
type = "text"
label = "Nigdzie"
[[add_fields]]
group = "kind"
key = "odd"
type = "text"
label = "W złej grupie"
"#;
    let adoption = read_adoption("a.toml", own).expect("right as a file");
    let problems = catalogue::adopt(&template(&[]), &adoption).expect_err("mistakes");
    let mut lines: Vec<usize> = problems.iter().map(|problem| problem.line).collect();
    lines.dedup();
    assert_eq!(lines, [3, 4, 6, 7, 8, 12, 13, 18], "{problems:#?}");
    assert_eq!(problems.iter().filter(|p| p.line == 4).count(), 3);
}
