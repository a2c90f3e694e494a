//! The forms engine: what is taken, what is refused, what is dropped.

#[path = "sample/service.rs"]
mod sample;

use catalogue::fees::fees_due;
use catalogue::form::StepState;
use catalogue::{Answers, Definition, FaultKind, RawAnswers, read_definition};
use chrono::NaiveDate;
use sample::SERVICE;
use serde_json::{Value, json};

fn service() -> Definition {
    read_definition("x.toml", SERVICE).expect("the sample is right")
}

fn today() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 22).expect("a date")
}

fn raw(pairs: &[(&str, &str)]) -> RawAnswers {
    let own = |(name, text): &(&str, &str)| ((*name).to_owned(), (*text).to_owned());
    RawAnswers::new(pairs.iter().map(own).collect())
}

const ABOUT: &[(&str, &str)] = &[
    ("kind", "person"),
    ("owner.kind", "person"),
    ("owner.first_name", " Jan "),
    ("owner.last_name", "Próbny"),
    ("owner.pesel", "440514 01458"),
];

fn filled(service: &Definition) -> Answers {
    let answers = service
        .check_step("about", &raw(ABOUT), &Answers::new(), today())
        .expect("right answers");
    let plots = raw(&[
        ("plots.0.area", "10,5"),
        ("plots.0.built", "no"),
        ("plots.7.area", "1 200"),
        ("plots.7.built", "yes"),
        ("plots.7.floors", "2"),
    ]);
    let answers = service
        .check_step("plots_step", &plots, &answers, today())
        .expect("right answers");
    service
        .check_step("end", &raw(&[("true_facts", "on")]), &answers, today())
        .expect("right answers")
}

#[test]
fn answers_are_normalised_and_computed() {
    let answers = filled(&service());
    assert_eq!(
        Value::Object(answers),
        json!({
            "kind": "person",
            "owner": {
                "kind": "person", "first_name": "Jan", "last_name": "Próbny",
                "pesel": "44051401458"
            },
            "plots": [
                {"area": 10.5, "built": false},
                {"area": 1200, "built": true, "floors": 2}
            ],
            "total": 1210.5,
            "true_facts": true,
        })
    );
}

#[test]
fn all_faults_are_told_at_once_and_what_was_typed_is_kept() {
    let posted = raw(&[
        ("kind", "firm"),
        ("nip", "123"),
        ("note", "bardzo, bardzo długa uwaga"),
        ("day", "32.13.2026"),
        ("owner.kind", "firm"),
    ]);
    let faults = service()
        .check_step("about", &posted, &Answers::new(), today())
        .unwrap_err();
    let told: Vec<(&str, &str)> = faults
        .faults
        .iter()
        .map(|fault| (fault.field.as_str(), fault.kind.key()))
        .collect();
    assert_eq!(
        told,
        [
            ("nip", "fault-nip"),
            ("note", "fault-too-long"),
            ("day", "fault-not-a-date"),
            ("owner.firm_name", "fault-required"),
            ("owner.nip", "fault-required"),
        ]
    );
    assert_eq!(faults.kept["day"], json!("32.13.2026"));
    assert_eq!(faults.step, "about");
    assert_eq!(faults.raw, posted);
}

#[test]
fn nothing_at_all_is_refused_field_by_field() {
    let faults = service()
        .check_step("about", &raw(&[]), &Answers::new(), today())
        .unwrap_err();
    let fields: Vec<&str> = faults
        .faults
        .iter()
        .map(|fault| fault.field.as_str())
        .collect();
    assert_eq!(fields, ["kind", "owner.kind"]);
}

#[test]
fn hidden_answers_are_dropped_in_all_steps() {
    let service = service();
    let mut before = filled(&service);
    before.insert("kind".into(), json!("firm"));
    before.insert("nip".into(), json!("5260250274"));
    before.insert("price".into(), json!("10.00"));
    before.insert("unknown".into(), json!("x"));
    let answers = service
        .check_step("about", &raw(ABOUT), &before, today())
        .unwrap();
    for key in ["nip", "price", "unknown"] {
        assert!(!answers.contains_key(key), "{key} was kept");
    }
}

#[test]
fn names_the_step_does_not_know_are_passed_over() {
    let mut pairs = ABOUT.to_vec();
    pairs.extend([
        ("admin", "1"),
        ("price", "1"),
        ("total", "1"),
        ("owner.admin", "1"),
    ]);
    let answers = service()
        .check_step("about", &raw(&pairs), &Answers::new(), today())
        .unwrap();
    assert!(!answers.contains_key("admin") && !answers.contains_key("price"));
    assert_eq!(answers["owner"].as_object().unwrap().len(), 4);
    assert_eq!(answers["total"], json!(0));
}

#[test]
fn files_come_from_the_server_and_never_from_the_post() {
    let service = service();
    let file = |name: &str, size: u64| {
        let (id, sha256, media_type) = ("1", "ab", "x");
        json!([{"id": id, "name": name, "size": size, "sha256": sha256, "media_type": media_type}])
    };
    let posted = raw(&[("true_facts", "1"), ("plan", "x"), ("plan.0.id", "9")]);
    let before = filled(&service);
    let answers = service
        .check_step("end", &posted, &before, today())
        .unwrap();
    assert!(!answers.contains_key("plan"));
    for (name, size, key) in [
        ("a.pdf", 100, None),
        ("a.exe", 100, Some("fault-file-type")),
        ("a.pdf", 2_000_000, Some("fault-file-too-large")),
    ] {
        let mut before = before.clone();
        before.insert("plan".into(), file(name, size));
        let checked = service.check_step("end", &posted, &before, today());
        match key {
            None => assert_eq!(checked.unwrap()["plan"], file(name, size)),
            Some(key) => assert_eq!(checked.unwrap_err().faults[0].kind.key(), key),
        }
    }
}

#[test]
fn groups_have_counts_and_paths() {
    let service = service();
    let before = filled(&service);
    let none = service
        .check_step("plots_step", &raw(&[]), &before, today())
        .unwrap_err();
    assert_eq!(none.faults[0].field, "plots");
    assert_eq!(none.faults[0].kind, FaultKind::Required);
    let posted = raw(&[
        ("plots.4.area", "x"),
        ("plots.9.area", "0"),
        ("plots.9.built", "1"),
    ]);
    let faults = service
        .check_step("plots_step", &posted, &before, today())
        .unwrap_err();
    let told: Vec<(&str, &str)> = faults
        .faults
        .iter()
        .map(|fault| (fault.field.as_str(), fault.kind.key()))
        .collect();
    assert_eq!(
        told,
        [
            ("plots.0.area", "fault-not-a-number"),
            ("plots.0.built", "fault-required"),
            ("plots.1.area", "fault-too-small"),
            ("plots.1.floors", "fault-required"),
        ]
    );
    assert_eq!(faults.kept["plots"][0]["area"], json!("x"));
    let four: Vec<(String, String)> = (0..4)
        .flat_map(|at| {
            [
                (format!("plots.{at}.area"), "1".into()),
                (format!("plots.{at}.built"), "0".into()),
            ]
        })
        .collect();
    let faults = service
        .check_step("plots_step", &RawAnswers::new(four), &before, today())
        .unwrap_err();
    assert_eq!(faults.faults[0].kind, FaultKind::TooManyItems { max: 3 });
}

#[test]
fn a_step_that_does_not_show_or_exist_takes_nothing() {
    let service = service();
    let before = filled(&service);
    for step in ["firm_step", "nothing"] {
        let faults = service
            .check_step(step, &raw(&[("price", "1")]), &before, today())
            .unwrap_err();
        assert_eq!(faults.faults[0].kind, FaultKind::UnknownStep, "{step}");
    }
}

#[test]
fn the_way_goes_over_the_steps_that_show() {
    let service = service();
    let mut answers = filled(&service);
    let next = |answers: &Answers| {
        service
            .next_step("plots_step", answers)
            .map(|s| s.key.clone())
    };
    assert_eq!(next(&answers).as_deref(), Some("end"));
    assert_eq!(
        service.previous_step("end", &answers).unwrap().key,
        "plots_step"
    );
    assert!(service.next_step("end", &answers).is_none());
    assert!(service.previous_step("about", &answers).is_none());
    let done = service.task_list(&answers, today());
    assert!(
        done.iter().all(|task| task.state == StepState::Done),
        "{done:?}"
    );
    answers.insert("kind".into(), json!("firm"));
    assert_eq!(next(&answers).as_deref(), Some("firm_step"));
    let states: Vec<StepState> = service
        .task_list(&answers, today())
        .iter()
        .map(|task| task.state)
        .collect();
    let (incomplete, done) = (StepState::Incomplete, StepState::Done);
    assert_eq!(states, [incomplete, done, StepState::NotStarted, done]);
}

#[test]
fn the_whole_is_checked_before_sending() {
    let service = service();
    let answers = filled(&service);
    assert_eq!(service.check_all(&answers, today()).unwrap(), answers);
    let mut broken = answers.clone();
    broken.insert("owner".into(), json!({"kind": "person", "pesel": "1"}));
    broken.remove("true_facts");
    broken.insert("plots".into(), json!("not a list"));
    let faults = service.check_all(&broken, today()).unwrap_err();
    assert_eq!(faults.step, "about");
    let fields: Vec<&str> = faults
        .faults
        .iter()
        .map(|fault| fault.field.as_str())
        .collect();
    assert_eq!(
        fields,
        [
            "owner.first_name",
            "owner.last_name",
            "owner.pesel",
            "plots",
            "true_facts"
        ]
    );
}

#[test]
fn dates_know_today_and_ranges_their_order() {
    let service = service();
    let mut posted = ABOUT.to_vec();
    posted.push(("day", "21.11.2026"));
    let faults = service
        .check_step("about", &raw(&posted), &Answers::new(), today())
        .unwrap_err();
    assert_eq!(
        faults.faults[0].kind,
        FaultKind::TooEarly { earliest: today() }
    );
    let end = raw(&[
        ("true_facts", "on"),
        ("period.from", "2026-05-02"),
        ("period.to", "2026-05-01"),
    ]);
    let faults = service
        .check_step("end", &end, &filled(&service), today())
        .unwrap_err();
    assert_eq!(faults.faults[0].field, "period.to");
    assert_eq!(faults.faults[0].kind, FaultKind::RangeReversed);
}

#[test]
fn fees_are_counted_from_the_answers() {
    let service = service();
    let due = fees_due(&service, &filled(&service));
    let amounts: Vec<String> = due.iter().map(|fee| fee.amount.unwrap().plain()).collect();
    assert_eq!(amounts, ["17.00", "605.25"]);
    // Half of 0.01 is half a grosz and rounds up; nothing computed yet is not due.
    let keys: Vec<String> = fees_due(&service, &Answers::new())
        .into_iter()
        .map(|f| f.key)
        .collect();
    assert_eq!(keys[0], "stamp");
}

#[test]
fn visible_tells_what_shows_and_what_is_needed() {
    let service = service();
    let answers = filled(&service);
    let visible = service.visible(&answers);
    assert!(visible.field("plots.1.floors") && !visible.field("plots.0.floors"));
    assert!(visible.required("kind") && !visible.required("day") && !visible.required("note"));
    assert!(!visible.step("firm_step") && !visible.field("price") && !visible.field("nip"));
}

#[test]
fn every_fault_has_its_own_message() {
    let samples = FaultKind::samples();
    let keys: std::collections::HashSet<_> = samples.iter().map(FaultKind::key).collect();
    assert_eq!(keys.len(), samples.len());
}

#[test]
fn accepted_answers_fit_the_exported_schema() {
    let service = service();
    let schema = service.json_schema();
    let validator = jsonschema::draft202012::new(&schema).expect("a right schema");
    let answers = Value::Object(filled(&service));
    let errors: Vec<String> = validator
        .iter_errors(&answers)
        .map(|e| e.to_string())
        .collect();
    assert!(errors.is_empty(), "{errors:?}");
    assert!(!validator.is_valid(&json!({"kind": "other"})));
}

#[test]
fn a_bound_is_still_in_time() {
    let mut posted = ABOUT.to_vec();
    posted.push(("day", "22.11.2026"));
    let answers = service().check_step("about", &raw(&posted), &Answers::new(), today());
    assert_eq!(answers.unwrap()["day"], json!("2026-11-22"));
}

#[test]
fn an_item_left_empty_by_a_rule_keeps_its_place() {
    let mut document = service().to_json();
    for at in 0..2 {
        document["form"]["steps"][1]["fields"][0]["fields"][at]["required"] = json!(false);
    }
    let service = Definition::from_json(&document).unwrap();
    let before = filled(&service);
    let posted = raw(&[("plots.0.area", "1"), ("plots.1.floors", "2")]);
    let answers = service
        .check_step("plots_step", &posted, &before, today())
        .unwrap();
    assert_eq!(answers["plots"], json!([{"area": 1}, {}]));
    assert_eq!(service.check_all(&answers, today()).unwrap(), answers);
}
