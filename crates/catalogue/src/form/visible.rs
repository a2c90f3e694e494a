//! What shows: evaluates the rules in order, drops what is hidden, fills what is computed.

use std::collections::HashSet;

use rust_decimal::{Decimal, RoundingStrategy};
use serde_json::{Map, Value};

use super::order::order;
use super::{Answers, scalar};
use crate::definition::{Definition, Field, FieldKind, Format};
use crate::document::join;
use crate::rules::Rule;

/// Steps and fields that show for some answers, and those that need an answer.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Visible {
    steps: HashSet<String>,
    fields: HashSet<String>,
    required: HashSet<String>,
}

impl Visible {
    /// Whether the step of this key shows.
    pub fn step(&self, key: &str) -> bool {
        self.steps.contains(key)
    }

    /// Whether the field at this path shows, e.g. `owner` or `plots.0.area`.
    pub fn field(&self, path: &str) -> bool {
        self.fields.contains(path)
    }

    /// Whether the field at this path shows and needs an answer.
    pub fn required(&self, path: &str) -> bool {
        self.required.contains(path)
    }
}

impl Definition {
    /// What shows for these answers. Rules that cannot be evaluated hide nothing.
    pub fn visible(&self, answers: &Answers) -> Visible {
        self.settle(answers.clone()).1
    }

    /// Drops hidden and unknown answers and fills the computed ones.
    pub fn compute(&self, answers: &mut Answers) {
        *answers = self.settle(std::mem::take(answers)).0;
    }

    pub(super) fn settle(&self, mut answers: Answers) -> (Answers, Visible) {
        let mut visible = Visible::default();
        let steps = &self.form.steps;
        let mut fields = Vec::new();
        let mut step_of = Vec::new();
        for (position, step) in steps.iter().enumerate() {
            fields.extend(&step.fields);
            step_of.extend(step.fields.iter().map(|_| position));
        }
        let rules: Vec<Option<&Rule>> = step_of
            .iter()
            .map(|at| steps[*at].show_if.as_ref())
            .collect();
        let mut step_shows: Vec<Option<bool>> = vec![None; steps.len()];
        let mut settled = Map::new();
        for at in order(&fields, &rules).sequence {
            let shows = *step_shows[step_of[at]]
                .get_or_insert_with(|| holds(rules[at], &|key| settled.get(key)));
            if shows {
                let value = answers.remove(&fields[at].key);
                place(fields[at], "", value, &mut settled, &|_| None, &mut visible);
            }
        }
        for (step, shows) in steps.iter().zip(step_shows) {
            let shows =
                shows.unwrap_or_else(|| holds(step.show_if.as_ref(), &|key| settled.get(key)));
            if shows {
                visible.steps.insert(step.key.clone());
            }
        }
        need(&fields, "", &settled, &|_| None, &mut visible);
        (in_order(&fields, settled), visible)
    }
}

type LookUp<'l, 'v> = &'l dyn Fn(&str) -> Option<&'v Value>;

fn holds(rule: Option<&Rule>, look_up: LookUp<'_, '_>) -> bool {
    rule.is_none_or(|rule| rule.holds(look_up).unwrap_or(true))
}

/// Puts the answer of one field among those already settled, if the field shows.
fn place(
    field: &Field,
    prefix: &str,
    value: Option<Value>,
    settled: &mut Answers,
    outer: LookUp<'_, '_>,
    visible: &mut Visible,
) {
    let path = join(prefix, &field.key);
    let look_up = |key: &str| settled.get(key).or_else(|| outer(key));
    if !holds(field.show_if.as_ref(), &look_up) {
        return;
    }
    let value = match (field.kind, value) {
        (FieldKind::Computed, _) => field
            .value
            .as_ref()
            .and_then(|rule| rule.evaluate(&look_up))
            .and_then(|v| shown(field, &v)),
        (FieldKind::Info, _) => None,
        (FieldKind::Group, Some(Value::Array(items))) => Some(Value::Array(place_items(
            field, &path, items, &look_up, visible,
        ))),
        (_, value) => value,
    };
    visible.fields.insert(path);
    if let Some(value) = value {
        settled.insert(field.key.clone(), value);
    }
}

fn place_items(
    group: &Field,
    path: &str,
    items: Vec<Value>,
    outer: LookUp<'_, '_>,
    visible: &mut Visible,
) -> Vec<Value> {
    let fields: Vec<&Field> = group.fields.iter().collect();
    let sequence = order(&fields, &[]).sequence;
    let is_inner = |key: &str| group.fields.iter().any(|field| field.key == key);
    let hidden_by_inner = |key: &str| if is_inner(key) { None } else { outer(key) };
    items
        .into_iter()
        .enumerate()
        .map(|(position, item)| {
            let mut item = match item {
                Value::Object(item) => item,
                _ => Map::new(),
            };
            let prefix = join(path, &position.to_string());
            let mut settled = Map::new();
            for at in &sequence {
                let value = item.remove(&fields[*at].key);
                place(
                    fields[*at],
                    &prefix,
                    value,
                    &mut settled,
                    &hidden_by_inner,
                    visible,
                );
            }
            Value::Object(in_order(&fields, settled))
        })
        .collect()
}

/// Marks the shown fields that need an answer.
fn need(
    fields: &[&Field],
    prefix: &str,
    settled: &Answers,
    outer: LookUp<'_, '_>,
    visible: &mut Visible,
) {
    let is_here = |key: &str| fields.iter().any(|field| field.key == key);
    let look_up = |key: &str| {
        settled
            .get(key)
            .or_else(|| if is_here(key) { None } else { outer(key) })
    };
    for field in fields {
        let path = join(prefix, &field.key);
        if !visible.fields.contains(&path) || !field.kind.is_asked() {
            continue;
        }
        let needed = match &field.required_if {
            Some(rule) => rule.holds(&look_up).unwrap_or(false),
            None => field.required,
        };
        if field.kind == FieldKind::Group
            && let Some(Value::Array(items)) = settled.get(&field.key)
        {
            let inner: Vec<&Field> = field.fields.iter().collect();
            for (position, item) in items.iter().enumerate() {
                if let Value::Object(item) = item {
                    let prefix = join(&path, &position.to_string());
                    need(&inner, &prefix, item, &look_up, visible);
                }
            }
        }
        if needed {
            visible.required.insert(path);
        }
    }
}

fn in_order(fields: &[&Field], mut settled: Answers) -> Answers {
    let mut ordered = Map::new();
    for field in fields {
        if let Some(value) = settled.remove(&field.key) {
            ordered.insert(field.key.clone(), value);
        }
    }
    ordered
}

/// A computed value in the form in which it is kept.
fn shown(field: &Field, value: &Value) -> Option<Value> {
    const PLACES_MAX: u32 = 6;
    let number = || match value {
        Value::Number(number) => scalar::decimal(&number.to_string()),
        Value::String(text) => scalar::decimal(text),
        Value::Null | Value::Bool(_) | Value::Array(_) | Value::Object(_) => None,
    };
    // First to six places, so that 1.005 counted in binary still rounds up to 1.01.
    let rounded = |places: u32| {
        let half_up = RoundingStrategy::MidpointAwayFromZero;
        number().map(|n: Decimal| {
            n.round_dp_with_strategy(PLACES_MAX, half_up)
                .round_dp_with_strategy(places, half_up)
        })
    };
    match field.format.unwrap_or_default() {
        Format::Money => rounded(2).map(|n| Value::from(scalar::money_text(n))),
        Format::Number => {
            rounded(field.decimals.unwrap_or(PLACES_MAX)).and_then(scalar::json_number)
        }
        Format::Text => match value {
            Value::String(text) if text.is_empty() => None,
            Value::String(text) => Some(Value::from(text.as_str())),
            Value::Number(_) => rounded(PLACES_MAX).map(|n| Value::from(n.normalize().to_string())),
            Value::Bool(yes) => Some(Value::from(if *yes { "tak" } else { "nie" })),
            Value::Null | Value::Array(_) | Value::Object(_) => None,
        },
    }
}
