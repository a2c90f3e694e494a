//! Checks of rules: every name they read exists, nothing waits for itself, every step is reached.

use std::collections::HashMap;

use super::{Definition, Field, FieldKind};
use crate::form::order::order;
use crate::problem::{Complaint, hint_among};
use crate::rules::{Reference, Rule};

/// The fields whose names a rule may read, the innermost first.
struct Scope<'a> {
    fields: Vec<&'a Field>,
    outer: Option<&'a Scope<'a>>,
}

impl<'a> Scope<'a> {
    fn find(&self, key: &str) -> Option<&'a Field> {
        let here = self.fields.iter().find(|field| field.key == key).copied();
        here.or_else(|| self.outer.and_then(|outer| outer.find(key)))
    }

    fn names(&self) -> Vec<&'a str> {
        let here = self
            .fields
            .iter()
            .filter(|field| field.kind != FieldKind::Info);
        let mut names: Vec<&str> = here.map(|field| field.key.as_str()).collect();
        names.extend(self.outer.map(Scope::names).unwrap_or_default());
        names
    }
}

pub(super) fn check(definition: &Definition, said: &mut Vec<Complaint>) {
    let top = Scope {
        fields: definition.fields().collect(),
        outer: None,
    };
    let mut step_of = HashMap::new();
    for (position, step) in definition.form.steps.iter().enumerate() {
        for field in &step.fields {
            step_of.entry(field.key.as_str()).or_insert(position);
        }
    }
    for (position, step) in definition.form.steps.iter().enumerate() {
        let path = format!("form.steps.{position}");
        if let Some(rule) = &step.show_if {
            let path = format!("{path}.show_if");
            names(rule, &top, &path, said);
            reached(rule, position, &step_of, &path, said);
        }
        rules_of(&step.fields, &top, &path, said);
        for (at, field) in step.fields.iter().enumerate() {
            for (name, rule) in [
                ("show_if", &field.show_if),
                ("required_if", &field.required_if),
            ] {
                if let Some(rule) = rule {
                    let path = format!("{path}.fields.{at}.{name}");
                    in_time(rule, position, &step_of, &path, said);
                }
            }
        }
    }
    for (position, fee) in definition.fees.iter().enumerate() {
        if let Some(rule) = &fee.formula {
            names(rule, &top, &format!("fees.{position}.formula"), said);
        }
    }
    cycles(definition, said);
}

fn rules_of(fields: &[Field], scope: &Scope<'_>, path: &str, said: &mut Vec<Complaint>) {
    for (position, field) in fields.iter().enumerate() {
        let path = format!("{path}.fields.{position}");
        let rules = [
            ("show_if", &field.show_if),
            ("required_if", &field.required_if),
            ("value", &field.value),
        ];
        for (name, rule) in rules {
            if let Some(rule) = rule {
                names(rule, scope, &format!("{path}.{name}"), said);
            }
        }
        if field.kind == FieldKind::Group {
            let inner = Scope {
                fields: field.fields.iter().collect(),
                outer: Some(scope),
            };
            rules_of(&field.fields, &inner, &path, said);
        }
    }
}

/// Complains of everything a rule reads that is not there.
fn names(rule: &Rule, scope: &Scope<'_>, path: &str, said: &mut Vec<Complaint>) {
    for reference in rule.references() {
        match &reference.item_of {
            None => name_in(reference, scope, path, said),
            Some(list) => {
                let list_field = list.split('.').next().and_then(|root| scope.find(root));
                let Some(group) = list_field.filter(|field| field.kind == FieldKind::Group) else {
                    continue;
                };
                if reference.path.is_empty() {
                    continue;
                }
                let items = Scope {
                    fields: group.fields.iter().collect(),
                    outer: None,
                };
                name_in(reference, &items, path, said);
            }
        }
    }
}

fn name_in(reference: &Reference, scope: &Scope<'_>, path: &str, said: &mut Vec<Complaint>) {
    let (root, rest) = reference
        .path
        .split_once('.')
        .unwrap_or((&reference.path, ""));
    let Some(field) = scope
        .find(root)
        .filter(|field| field.kind != FieldKind::Info)
    else {
        let place = match &reference.item_of {
            Some(list) => format!(" w pozycjach listy „{list}”"),
            None => String::new(),
        };
        let message = format!("Reguła czyta nieznane pole „{root}”{place}.");
        said.push(Complaint::new(path, message).hint(hint_among(root, &scope.names())));
        return;
    };
    if !rest.is_empty() {
        part_of(field, rest, path, said);
    }
    constants(field, rest, reference, path, said);
}

fn part_of(field: &Field, rest: &str, path: &str, said: &mut Vec<Complaint>) {
    let parts: Vec<&str> = field.kind.parts().iter().map(|part| part.key).collect();
    let first = rest.split('.').next().unwrap_or_default();
    match field.kind {
        FieldKind::Group => {
            let (index, inner) = rest.split_once('.').unwrap_or((rest, ""));
            let items = Scope {
                fields: field.fields.iter().collect(),
                outer: None,
            };
            if index.parse::<usize>().is_err() {
                let message = format!("„{}” to lista: „{first}” nie jest numerem.", field.key);
                let hint = "do sumowania pozycji służy „reduce”";
                said.push(Complaint::new(path, message).hint(hint));
            } else if !inner.is_empty() {
                let root = inner.split('.').next().unwrap_or_default();
                if items.find(root).is_none() {
                    let message = format!("W grupie „{}” nie ma pola „{root}”.", field.key);
                    said.push(Complaint::new(path, message).hint(hint_among(root, &items.names())));
                }
            }
        }
        FieldKind::File | FieldKind::Checkboxes => {}
        _ if parts.contains(&first) => {}
        _ => {
            let message = format!("Pole „{}” nie ma części „{first}”.", field.key);
            said.push(Complaint::new(path, message).hint(hint_among(first, &parts)));
        }
    }
}

/// A comparison with a value nobody can choose is a slip of the finger.
fn constants(
    field: &Field,
    rest: &str,
    reference: &Reference,
    path: &str,
    said: &mut Vec<Complaint>,
) {
    let known: Vec<&str> = match (field.kind, rest) {
        (kind, "") if kind.has_options() => field
            .options
            .iter()
            .map(|choice| choice.value.as_str())
            .collect(),
        (FieldKind::Party, "kind") => vec!["person", "firm"],
        (FieldKind::YesNo | FieldKind::Declaration, "") => Vec::new(),
        _ => return,
    };
    for constant in reference
        .compared_with
        .iter()
        .filter(|constant| !constant.is_empty())
    {
        if known.is_empty() {
            let message = format!("Pole „{}” ma wartość true albo false.", field.key);
            said.push(
                Complaint::new(path, message).hint("porównaj z true albo false bez cudzysłowu"),
            );
        } else if !known.contains(&constant.as_str()) {
            let message = format!("Pole „{}” nie ma wartości „{constant}”.", field.key);
            said.push(Complaint::new(path, message).hint(hint_among(constant, &known)));
        }
    }
}

fn reached(
    rule: &Rule,
    position: usize,
    step_of: &HashMap<&str, usize>,
    path: &str,
    said: &mut Vec<Complaint>,
) {
    if rule.references().is_empty() && rule.holds(&|_| None) != Some(true) {
        said.push(
            Complaint::new(
                path,
                "Tego kroku nikt nie zobaczy: warunek nigdy nie jest spełniony.",
            )
            .hint("usuń krok albo uzależnij go od pola z wcześniejszego kroku"),
        );
    }
    for root in rule.roots() {
        if step_of.get(root).is_some_and(|at| *at >= position) {
            let message =
                format!("Warunek kroku czyta pole „{root}” z tego lub późniejszego kroku.");
            said.push(Complaint::new(path, message).hint("użyj pola z wcześniejszego kroku"));
        }
    }
}

fn in_time(
    rule: &Rule,
    position: usize,
    step_of: &HashMap<&str, usize>,
    path: &str,
    said: &mut Vec<Complaint>,
) {
    for root in rule.roots() {
        if step_of.get(root).is_some_and(|at| *at > position) {
            let message = format!("Reguła czyta pole „{root}” z późniejszego kroku.");
            said.push(Complaint::new(path, message).hint("przenieś pole lub warunek"));
        }
    }
}

fn cycles(definition: &Definition, said: &mut Vec<Complaint>) {
    let mut fields = Vec::new();
    let mut paths = Vec::new();
    for (at, step) in definition.form.steps.iter().enumerate() {
        for (position, field) in step.fields.iter().enumerate() {
            fields.push(field);
            paths.push(format!("form.steps.{at}.fields.{position}"));
        }
    }
    // A step that waits for its own fields is told by `reached`, at the rule of the step.
    cycles_among(&fields, &paths, said);
}

fn cycles_among(fields: &[&Field], paths: &[String], said: &mut Vec<Complaint>) {
    let cyclic = order(fields, &[]).cyclic;
    let names: Vec<&str> = cyclic.iter().map(|at| fields[*at].key.as_str()).collect();
    for at in &cyclic {
        let field = fields[*at];
        let rule = if field.value.is_some() {
            "value"
        } else {
            "show_if"
        };
        let message = format!(
            "Reguły pól czekają na siebie nawzajem: {}.",
            names.join(", ")
        );
        said.push(
            Complaint::new(format!("{}.{rule}", paths[*at]), message)
                .hint("usuń z jednej z reguł odwołanie do pozostałych"),
        );
    }
    for (field, path) in fields.iter().zip(paths) {
        if field.kind == FieldKind::Group {
            let inner: Vec<&Field> = field.fields.iter().collect();
            let inner_paths: Vec<String> = (0..inner.len())
                .map(|at| format!("{path}.fields.{at}"))
                .collect();
            cycles_among(&inner, &inner_paths, said);
        }
    }
}
