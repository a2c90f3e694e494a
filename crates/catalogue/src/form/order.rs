//! The order in which the rules of fields must be evaluated, and the cycles that forbid one.

use std::collections::HashMap;

use crate::definition::{Field, FieldKind};
use crate::rules::Rule;

/// Positions of fields, each after everything its rules read.
pub(crate) struct Order {
    pub(crate) sequence: Vec<usize>,
    /// Positions that wait for each other; they are also at the end of `sequence`.
    pub(crate) cyclic: Vec<usize>,
}

/// Orders the fields of the form; `rules_of_step` gives the rule of the step of each field.
pub(crate) fn order(fields: &[&Field], rules_of_step: &[Option<&Rule>]) -> Order {
    let places: HashMap<&str, usize> = fields
        .iter()
        .enumerate()
        .map(|(at, field)| (field.key.as_str(), at))
        .collect();
    let needs: Vec<Vec<usize>> = fields
        .iter()
        .enumerate()
        .map(|(at, field)| {
            let mut names = Vec::new();
            read_by(field, &mut names);
            if let Some(rule) = rules_of_step.get(at).copied().flatten() {
                names.extend(rule.roots());
            }
            names
                .iter()
                .filter_map(|name| places.get(name).copied())
                .collect()
        })
        .collect();
    sort(&needs)
}

/// Keys outside of the field that its visibility and value depend on.
///
/// What makes a field required changes no value, so it cannot make a cycle.
fn read_by<'f>(field: &'f Field, names: &mut Vec<&'f str>) {
    for rule in [&field.show_if, &field.value].into_iter().flatten() {
        names.extend(rule.roots());
    }
    if field.kind == FieldKind::Group {
        let mut inner_names = Vec::new();
        for inner in &field.fields {
            read_by(inner, &mut inner_names);
        }
        let is_inner = |name: &str| field.fields.iter().any(|inner| inner.key == name);
        names.extend(inner_names.into_iter().filter(|name| !is_inner(name)));
    }
}

fn sort(needs: &[Vec<usize>]) -> Order {
    let mut needed_by = vec![Vec::new(); needs.len()];
    let mut open: Vec<usize> = needs.iter().map(Vec::len).collect();
    for (at, list) in needs.iter().enumerate() {
        for needed in list {
            needed_by[*needed].push(at);
        }
    }
    let mut sequence: Vec<usize> = (0..needs.len()).filter(|at| open[*at] == 0).collect();
    let mut next = 0;
    while let Some(done) = sequence.get(next).copied() {
        next += 1;
        for at in &needed_by[done] {
            open[*at] -= 1;
            if open[*at] == 0 {
                sequence.push(*at);
            }
        }
    }
    let cyclic: Vec<usize> = (0..needs.len()).filter(|at| open[*at] > 0).collect();
    sequence.extend(&cyclic);
    Order { sequence, cyclic }
}
