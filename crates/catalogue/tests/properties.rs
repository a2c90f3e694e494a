//! What must hold for any input.

#[path = "sample/service.rs"]
mod sample;

use catalogue::{Answers, Definition, RawAnswers, read_adoption, read_definition, read_office};
use chrono::NaiveDate;
use proptest::prelude::*;
use sample::SERVICE;
use serde_json::{Value, json};

const NAMES: &[&str] = &[
    "kind",
    "nip",
    "note",
    "day",
    "owner",
    "owner.kind",
    "owner.first_name",
    "owner.last_name",
    "owner.pesel",
    "owner.born_on",
    "owner.firm_name",
    "owner.nip",
    "home.house",
    "home.place",
    "home.postal_code",
    "home.country",
    "plots",
    "plots.0",
    "plots.0.area",
    "plots.0.built",
    "plots.0.floors",
    "plots.1.area",
    "plots.3.built",
    "plots.99999999999.area",
    "plots.x.area",
    "total",
    "ways",
    "price",
    "plan",
    "period.from",
    "period.to",
    "true_facts",
    "",
    ".",
    "a.b.c",
];

const TEXTS: &[&str] = &[
    "person",
    "firm",
    "5260250274",
    "44051401458",
    "1990-01-02",
    "2030-12-31",
    "10,5",
    "0,01",
    "1e3",
    "-1",
    "yes",
    "no",
    "true",
    "on",
    "mail",
    "net",
    "999999999999999999999",
    "21,50",
    "Jan",
    "16-300",
    "PL",
    "DE",
    " ",
    "\u{0}\u{7f}",
    "NaN",
    "1\n2",
    "💥",
    "1 200",
];

fn today() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 22).expect("a date")
}

fn service() -> Definition {
    read_definition("x.toml", SERVICE).expect("the sample is right")
}

fn raw_answers() -> impl Strategy<Value = RawAnswers> {
    let name =
        prop_oneof![9 => prop::sample::select(NAMES).prop_map(str::to_owned), 1 => ".{0,12}"];
    let text =
        prop_oneof![9 => prop::sample::select(TEXTS).prop_map(str::to_owned), 1 => ".{0,30}"];
    prop::collection::vec((name, text), 0..40).prop_map(RawAnswers::new)
}

/// A right beginning, so that much is accepted, and anything after it.
fn likely() -> impl Strategy<Value = RawAnswers> {
    let right = [
        ("owner.kind", "person"),
        ("owner.first_name", "Jan"),
        ("owner.last_name", "Próbny"),
        ("owner.pesel", "44051401458"),
        ("plots.0.area", "10,5"),
        ("plots.0.built", "no"),
        ("true_facts", "on"),
        ("ways", "mail"),
        ("price", "1,50"),
        ("nip", "5260250274"),
        ("day", "2027-01-01"),
    ];
    let kind = prop::sample::select(vec!["person", "firm"]);
    let extra = prop::collection::vec(
        (prop::sample::select(NAMES), prop::sample::select(TEXTS)),
        0..4,
    );
    (kind, extra).prop_map(move |(kind, extra)| {
        let all = [("kind", kind)].into_iter().chain(right).chain(extra);
        RawAnswers::new(
            all.map(|(name, text)| (name.to_owned(), text.to_owned()))
                .collect(),
        )
    })
}

fn any_json() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        prop::sample::select(TEXTS).prop_map(Value::from),
    ];
    leaf.prop_recursive(3, 24, 4, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(Value::from),
            prop::collection::vec((prop::sample::select(NAMES), inner), 0..4).prop_map(|pairs| {
                Value::Object(pairs.into_iter().map(|(k, v)| (k.to_owned(), v)).collect())
            }),
        ]
    })
}

fn any_answers() -> impl Strategy<Value = Answers> {
    prop::collection::vec((prop::sample::select(NAMES), any_json()), 0..12)
        .prop_map(|pairs| pairs.into_iter().map(|(k, v)| (k.to_owned(), v)).collect())
}

fn fill(service: &Definition, raw: &RawAnswers, mut answers: Answers) -> Answers {
    for step in &service.form.steps {
        answers = match service.check_step(&step.key, raw, &answers, today()) {
            Ok(answers) => answers,
            Err(faults) => faults.kept,
        };
    }
    answers
}

proptest! {
    #![proptest_config(ProptestConfig {
        failure_persistence: None,
        ..ProptestConfig::with_cases(300)
    })]

    #[test]
    fn no_posted_input_panics(raw in raw_answers(), before in any_answers()) {
        let service = service();
        let answers = fill(&service, &raw, before);
        let _ = service.check_all(&answers, today());
        let _ = service.task_list(&answers, today());
        let _ = catalogue::fees_due(&service, &answers);
    }

    #[test]
    fn accepted_answers_are_accepted_again_unchanged(raw in likely(), before in any_answers()) {
        let service = service();
        let answers = fill(&service, &raw, before);
        if let Ok(accepted) = service.check_all(&answers, today()) {
            let again = service.check_all(&accepted, today()).expect("accepted once");
            prop_assert_eq!(&again, &accepted);
            let visible = service.visible(&accepted);
            for key in accepted.keys() {
                prop_assert!(visible.field(key), "{} is hidden but kept", key);
            }
            let schema = service.json_schema();
            let validator = jsonschema::draft202012::new(&schema).expect("a right schema");
            let accepted = Value::Object(accepted);
            let errors: Vec<String> =
                validator.iter_errors(&accepted).map(|error| error.to_string()).collect();
            prop_assert!(errors.is_empty(), "{:?} in {}", errors, accepted);
        }
    }

    #[test]
    fn most_likely_answers_are_accepted(kind in prop::sample::select(vec!["person", "firm"])) {
        let service = service();
        let raw = RawAnswers::new(
            [("kind", kind), ("owner.kind", "firm"), ("owner.firm_name", "Firma Próbna"),
             ("owner.nip", "5260250274"), ("nip", "5260250274"), ("day", "2027-01-01"),
             ("plots.0.area", "1"), ("plots.0.built", "no"), ("ways", "mail"),
             ("price", "2"), ("true_facts", "1")]
                .map(|(n, t)| (n.to_owned(), t.to_owned())).to_vec(),
        );
        let answers = fill(&service, &raw, Answers::new());
        prop_assert!(service.check_all(&answers, today()).is_ok());
    }

    #[test]
    fn no_text_of_a_file_panics(text in ".{0,200}", cut in 0usize..3000, put in ".{0,3}") {
        let _ = read_definition("x.toml", &text);
        let _ = read_office("x.toml", &text);
        let _ = read_adoption("x.toml", &text);
        let at = SERVICE.char_indices().map(|(at, _)| at).nth(cut).unwrap_or(SERVICE.len());
        let broken = format!("{}{put}{}", &SERVICE[..at], &SERVICE[at..]);
        if let Err(problems) = read_definition("x.toml", &broken) {
            for problem in problems {
                prop_assert!(problem.line >= 1 && problem.line <= broken.lines().count() + 1);
            }
        }
        let _ = read_definition("x.toml", &SERVICE[..at]);
    }

    #[test]
    fn no_json_of_a_definition_panics(json in any_json(), key in 0usize..20) {
        let mut document = service().to_json();
        let name = document.as_object().and_then(|map| map.keys().nth(key).cloned());
        if let Some(name) = name {
            document[name.as_str()] = json;
            if let Ok(definition) = Definition::from_json(&document) {
                let again = Definition::from_json(&definition.to_json()).expect("read once");
                prop_assert_eq!(again.hash(), definition.hash());
            }
        }
    }
}

#[test]
fn a_form_of_500_fields_with_rules_is_quick_enough() {
    let mut document = service().to_json();
    let fields: Vec<Value> = (0..500)
        .map(|at| {
            let before = if at == 0 {
                "note".to_owned()
            } else {
                format!("f{}", at - 1)
            };
            json!({
                "key": format!("f{at}"), "type": "text", "label": "Pole", "max_length": 50,
                "show_if": {"!=": [{"var": before}, "stop"]},
                "pattern": "[a-z]*",
            })
        })
        .collect();
    document["form"]["steps"][0]["fields"]
        .as_array_mut()
        .expect("fields")
        .extend(fields);
    let service = Definition::from_json(&document).expect("500 fields are allowed");
    let mut pairs: Vec<(String, String)> = (0..500)
        .map(|at| (format!("f{at}"), "abc".to_owned()))
        .collect();
    pairs.extend([
        ("kind".into(), "person".into()),
        ("owner.kind".into(), "firm".into()),
        ("owner.firm_name".into(), "Firma".into()),
        ("owner.nip".into(), "5260250274".into()),
    ]);
    let raw = RawAnswers::new(pairs);
    let answers = service
        .check_step("about", &raw, &Answers::new(), today())
        .expect("all right");
    assert_eq!(answers.len(), 503);
    let started = std::time::Instant::now();
    service
        .check_step("about", &raw, &Answers::new(), today())
        .expect("all right");
    let took = started.elapsed();
    println!("one step of 500 fields checked in {took:?}");
    // The budget is 20 ms with optimisation; this build has none.
    assert!(took.as_millis() < 1000, "{took:?}");
}
