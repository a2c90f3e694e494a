//! Answers taken over from one edition to the next.

#[path = "sample/service.rs"]
mod sample;

use catalogue::form::DropReason;
use catalogue::{Answers, Definition, read_definition};
use chrono::NaiveDate;
use sample::SERVICE;
use serde_json::{Value, json};

fn service() -> Definition {
    read_definition("x.toml", SERVICE).expect("the sample is right")
}

fn answers(value: Value) -> Answers {
    value.as_object().cloned().expect("an object")
}

fn carried(new: &Definition, given: Value) -> (Answers, Vec<(String, DropReason)>) {
    let carried = new.carry(&service(), &answers(given), NaiveDate::default());
    let dropped = carried.dropped.into_iter();
    let dropped = dropped.map(|dropped| (dropped.path, dropped.reason));
    (carried.answers, dropped.collect())
}

/// The sample with one field changed.
fn changed(key: &str, change: impl Fn(&mut catalogue::Field)) -> Definition {
    let mut new = service();
    let fields = new.form.steps.iter_mut().flat_map(|step| &mut step.fields);
    fields.filter(|field| field.key == key).for_each(change);
    new
}

#[test]
fn the_same_form_takes_everything_right_or_wrong() {
    let given = json!({ "kind": "nobody", "plots": [{ "area": "wiele" }] });
    let (kept, dropped) = carried(&service(), given.clone());
    assert_eq!(kept, answers(given));
    assert!(dropped.is_empty());
}

#[test]
fn a_choice_that_is_gone_is_dropped_and_the_others_stay() {
    let new = changed("kind", |field| {
        field.options.retain(|one| one.value != "firm")
    });
    let (kept, dropped) = carried(&new, json!({ "kind": "firm" }));
    assert!(kept.is_empty());
    assert_eq!(dropped, [("kind".to_owned(), DropReason::NoLongerFits)]);
    let (kept, dropped) = carried(&new, json!({ "kind": "person" }));
    assert_eq!(kept, answers(json!({ "kind": "person" })));
    assert!(dropped.is_empty());
}

#[test]
fn items_of_a_group_keep_what_fits() {
    let new = changed("plots", |group| {
        group.fields.retain(|inner| inner.key != "built");
    });
    let given = json!({ "plots": [{ "area": "10", "built": true }, { "area": "12" }] });
    let (kept, dropped) = carried(&new, given);
    assert_eq!(
        kept,
        answers(json!({ "plots": [{ "area": "10" }, { "area": "12" }] }))
    );
    assert_eq!(dropped, [("plots.0.built".to_owned(), DropReason::Gone)]);
}

#[test]
fn a_question_of_another_kind_and_one_that_is_gone_are_told_apart() {
    let new = changed("kind", |field| field.kind = catalogue::FieldKind::Date);
    let (_, dropped) = carried(&new, json!({ "kind": "person" }));
    assert_eq!(dropped, [("kind".to_owned(), DropReason::OtherKind)]);
    let mut new = service();
    for step in &mut new.form.steps {
        step.fields.retain(|field| field.key != "plots");
    }
    let (kept, dropped) = carried(&new, json!({ "plots": [{ "area": "10" }] }));
    assert!(kept.is_empty());
    assert_eq!(dropped, [("plots.0.area".to_owned(), DropReason::Gone)]);
}
