//! Editing a sketch: nothing is lost, keys stay unique, rules follow renamed fields.

#[path = "sample/service.rs"]
mod sample;

use std::collections::HashSet;

use catalogue::block::Block;
use catalogue::definition::{Form, Step};
use catalogue::edit::{self, Condition, Direction, Join, Operator, Term};
use catalogue::rules::Rule;
use catalogue::{Definition, FieldKind, read_definition};
use proptest::prelude::*;
use sample::SERVICE;

fn sketch() -> Definition {
    read_definition("x.toml", SERVICE).expect("the sample")
}

fn keys(form: &Form) -> Vec<&str> {
    let fields = form.steps.iter().flat_map(|step| &step.fields);
    fields.map(|field| field.key.as_str()).collect()
}

#[test]
fn a_blank_sketch_tells_what_it_lacks_and_is_kept_as_it_is() {
    let blank = edit::blank("sala", "Rezerwacja sali");
    let said = edit::problems(&blank);
    for path in ["card.summary", "card.legal_basis", "form.steps.0", "kind"] {
        assert!(
            said.iter().any(|complaint| complaint.path == path),
            "{path}: {said:?}"
        );
    }
    let (again, lost) = edit::read(&blank.to_json());
    assert_eq!(again, blank);
    assert!(lost.is_empty(), "{lost:?}");
}

#[test]
fn every_kind_of_field_is_added_ready_to_be_published() {
    let mut sketch = sketch();
    let step = sketch.form.steps[0].key.clone();
    for code in FieldKind::CODES {
        let kind: FieldKind = serde_json::from_value((*code).into()).expect("a kind");
        let path = edit::add_field(&mut sketch.form, (&step, None), None, (kind, code));
        assert!(path.is_some_and(|path| edit::field_at(&sketch.form, &path).is_some()));
    }
    assert_eq!(edit::problems(&sketch), Vec::new());
}

#[test]
fn a_renamed_field_takes_its_rules_and_translations_along() {
    let mut sketch = sketch();
    let before = sketch.to_json().to_string();
    let read_by_rules = ["kind"];
    for key in read_by_rules {
        let mut field = edit::field_at(&sketch.form, key).expect("a field").clone();
        field.key = "zmieniony".to_owned();
        assert!(edit::replace_field(&mut sketch, key, field));
        assert_eq!(edit::problems(&sketch), Vec::new());
        let json = sketch.to_json().to_string();
        assert!(!json.contains(&format!("\"var\":\"{key}\"")), "{json}");
        assert!(!json.contains(&format!("fields.{key}.")), "{json}");
        let mut back = edit::field_at(&sketch.form, "zmieniony")
            .expect("a field")
            .clone();
        back.key = key.to_owned();
        assert!(edit::replace_field(&mut sketch, "zmieniony", back));
    }
    assert_eq!(sketch.to_json().to_string(), before);
}

#[test]
fn a_taken_key_is_refused_and_nothing_changes() {
    let mut sketch = sketch();
    let before = sketch.clone();
    let all = keys(&before.form);
    let mut field = edit::field_at(&before.form, all[0])
        .expect("a field")
        .clone();
    field.key = all[1].to_owned();
    assert!(!edit::replace_field(&mut sketch, all[0], field));
    assert_eq!(sketch, before);
}

#[test]
fn conditions_become_rules_and_come_back() {
    let sketch = sketch();
    let find = |path: &str| edit::field_at(&sketch.form, path);
    for (operator, value) in [
        (Operator::Is, "firm"),
        (Operator::IsNot, "firm"),
        (Operator::Given, ""),
        (Operator::NotGiven, ""),
    ] {
        let term = Term {
            field: "kind".to_owned(),
            operator,
            value: value.to_owned(),
        };
        for join in [Join::All, Join::Any] {
            let condition = Condition {
                join,
                terms: vec![term.clone(), term.clone()],
            };
            let rule = condition.to_rule(find).expect("a rule");
            assert_eq!(Condition::from_rule(&rule), Some(condition));
        }
    }
}

#[test]
fn a_rule_that_says_more_than_comparisons_is_left_to_its_author() {
    for json in [
        r#"{">":[{"+":[{"var":"a"},1]},2]}"#,
        r#"{"and":[{"==":[{"var":"a"},1]},{"or":[{"!":{"var":"b"}},{"!":{"var":"c"}}]}]}"#,
        r#"{"<":[1,{"var":"a"},5]}"#,
        "true",
    ] {
        let rule = Rule::parse(json).expect("a rule");
        assert_eq!(Condition::from_rule(&rule), None, "{json}");
    }
}

#[derive(Clone, Debug)]
enum Act {
    AddStep,
    AddField(usize, usize),
    MoveStep(usize, bool),
    MoveField(usize, bool),
    CopyStep(usize),
    CopyField(usize),
    RemoveField(usize),
    PlaceField(usize, usize),
    InsertBlock(usize),
    UpdateBlock(usize),
    DetachBlock(usize),
}

fn acts() -> impl Strategy<Value = Vec<Act>> {
    let at = 0_usize..40;
    let act = prop_oneof![
        Just(Act::AddStep),
        (at.clone(), 0..FieldKind::CODES.len()).prop_map(|(a, b)| Act::AddField(a, b)),
        (at.clone(), any::<bool>()).prop_map(|(a, b)| Act::MoveStep(a, b)),
        (at.clone(), any::<bool>()).prop_map(|(a, b)| Act::MoveField(a, b)),
        at.clone().prop_map(Act::CopyStep),
        at.clone().prop_map(Act::CopyField),
        at.clone().prop_map(Act::RemoveField),
        (at.clone(), at.clone()).prop_map(|(a, b)| Act::PlaceField(a, b)),
        at.clone().prop_map(Act::InsertBlock),
        at.clone().prop_map(Act::UpdateBlock),
        at.prop_map(Act::DetachBlock),
    ];
    prop::collection::vec(act, 0..30)
}

fn direction(up: bool) -> Direction {
    if up { Direction::Up } else { Direction::Down }
}

/// An edition of a block; the second one has another question.
fn block(edition: u32) -> Block {
    let json = serde_json::json!({
        "slug": "osoba",
        "title": "Osoba",
        "edition": edition,
        "fields": [
            {"key": "kind", "type": "text", "label": "Imię"},
            {"key": format!("nowe_{edition}"), "type": "text", "label": "Nowe",
             "show_if": {"!!": {"var": "kind"}}},
        ],
        "texts": {"en": {"fields.kind.label": "Name"}},
    });
    Block::from_json(&json).expect("a block")
}

fn perform_on_blocks(sketch: &mut Definition, act: &Act) {
    let link = |sketch: &Definition, at: usize| {
        let links = &sketch.blocks;
        (!links.is_empty()).then(|| links[at % links.len()].key.clone())
    };
    match *act {
        Act::InsertBlock(at) => {
            let step = sketch.form.steps[at % sketch.form.steps.len()].key.clone();
            edit::insert_block(sketch, &step, &block(1)).expect("linked");
        }
        Act::UpdateBlock(at) => {
            if let Some(link) = link(sketch, at) {
                assert!(edit::update_block(sketch, &link, &block(2)));
            }
        }
        Act::DetachBlock(at) => {
            if let Some(link) = link(sketch, at) {
                assert!(edit::detach_block(sketch, &link));
            }
        }
        _ => perform(sketch, act),
    }
    edit::settle_blocks(sketch);
}

fn perform(sketch: &mut Definition, act: &Act) {
    let step = |form: &Form, at: usize| form.steps[at % form.steps.len()].key.clone();
    let field = |form: &Form, at: usize| {
        let all = keys(form);
        (!all.is_empty()).then(|| all[at % all.len()].to_owned())
    };
    let form = &mut sketch.form;
    match *act {
        Act::AddStep => {
            edit::add_step(form, None, "Nowy krok");
        }
        Act::AddField(at, kind) => {
            let kind = serde_json::from_value(FieldKind::CODES[kind].into()).expect("a kind");
            let step = step(form, at);
            edit::add_field(form, (&step, None), None, (kind, "Nowe pole")).expect("added");
        }
        Act::MoveStep(at, up) => {
            let key = step(form, at);
            edit::move_step(form, &key, direction(up));
        }
        Act::MoveField(at, up) => {
            if let Some(key) = field(form, at) {
                edit::move_field(sketch, &key, direction(up));
            }
        }
        Act::CopyStep(at) => {
            let key = step(form, at);
            edit::duplicate_step(form, &key).expect("a copy");
        }
        Act::CopyField(at) => {
            if let Some(key) = field(form, at) {
                edit::duplicate_field(form, &key).expect("a copy");
            }
        }
        Act::RemoveField(at) => {
            if let Some(key) = field(form, at) {
                edit::remove_field(form, &key).expect("it was there");
            }
        }
        Act::PlaceField(at, to) => {
            let before = field(form, to);
            if let Some(key) = field(form, at) {
                let step = step(form, to);
                edit::place_field(sketch, &key, &step, before.as_deref());
            }
        }
        Act::InsertBlock(_) | Act::UpdateBlock(_) | Act::DetachBlock(_) => {}
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn whatever_is_done_keys_stay_unique_and_nothing_is_lost_on_the_way_to_the_database(
        acts in acts(),
    ) {
        let mut sketch = sketch();
        for act in &acts {
            // Copies of copies grow without end.
            if keys(&sketch.form).len() > 300 {
                break;
            }
            perform_on_blocks(&mut sketch, act);
        }
        let all = keys(&sketch.form);
        for link in &sketch.blocks {
            prop_assert!(link.fields.values().all(|own| all.contains(&own.as_str())));
        }
        let unique: HashSet<&str> = all.iter().copied().collect();
        prop_assert_eq!(unique.len(), all.len());
        let steps = sketch.form.steps.iter();
        let steps: HashSet<&str> = steps.map(|step: &Step| step.key.as_str()).collect();
        prop_assert_eq!(steps.len(), sketch.form.steps.len());
        let (again, lost) = edit::read(&sketch.to_json());
        prop_assert!(lost.is_empty());
        prop_assert_eq!(again, sketch);
    }

    #[test]
    fn moving_up_and_down_again_changes_nothing(at in 0_usize..40) {
        let mut sketch = sketch();
        let before = sketch.clone();
        let all = keys(&before.form);
        let key = all[at % all.len()];
        if edit::move_field(&mut sketch, key, Direction::Down) {
            prop_assert!(edit::move_field(&mut sketch, key, Direction::Up));
        }
        prop_assert_eq!(sketch, before);
    }
}
