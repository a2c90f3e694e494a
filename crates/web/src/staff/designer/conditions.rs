//! Conditions built from words, "show when a field has an answer", and the rule for those who ask.

use catalogue::FieldKind;
use catalogue::definition::{Definition, Field};
use catalogue::edit::{Condition, Join, Operator, Term, field_at};
use catalogue::rules::Rule;

use super::Choice;
use crate::staff::acts::Posted;
use crate::visit::Visit;

/// Rows for one more comparison.
const FREE_ROWS: usize = 1;

/// One comparison as the page shows it.
pub(super) struct TermBox {
    pub(super) name: String,
    pub(super) fields: Vec<Choice>,
    pub(super) operators: Vec<Choice>,
    pub(super) value: String,
}

/// A condition as the page shows it.
pub(super) struct ConditionBox {
    pub(super) prefix: &'static str,
    pub(super) legend: String,
    /// What holds without a condition.
    pub(super) hint: String,
    /// The condition in words; empty when there is none.
    pub(super) sentence: String,
    pub(super) joins: Vec<Choice>,
    pub(super) terms: Vec<TermBox>,
    /// The rule, when it says more than comparisons: then only this is edited.
    pub(super) own_rule: String,
    pub(super) json: String,
    pub(super) error: String,
}

/// Shows the condition of `rule`; `readable` are the fields it may read. What was `typed` and
/// refused stays as it was typed.
pub(super) fn shown(
    visit: &Visit,
    prefix: &'static str,
    (rule, typed): (Option<&Rule>, Option<&Posted>),
    readable: &[&Field],
) -> ConditionBox {
    let condition = rule.map(Condition::from_rule);
    let json = rule.map(|rule| rule.json().to_string()).unwrap_or_default();
    let own = matches!(condition, Some(None));
    let condition = condition.flatten().unwrap_or_default();
    let empty = Term {
        field: String::new(),
        operator: Operator::Is,
        value: String::new(),
    };
    let was_typed = typed.map(|typed| typed_terms(prefix, typed));
    let terms = was_typed.as_ref().unwrap_or(&condition.terms).iter();
    let terms = terms.chain(std::iter::repeat_n(&empty, FREE_ROWS));
    let own_typed = typed.map(|typed| typed.get(&format!("{prefix}-regula")));
    ConditionBox {
        prefix,
        legend: visit.t(&format!("designer-{prefix}")),
        hint: visit.t(&format!("designer-{prefix}-hint")),
        sentence: match rule {
            Some(rule) => sentence(visit, prefix, rule, readable),
            None => String::new(),
        },
        joins: ["all", "any"]
            .map(|join| Choice {
                value: join.to_owned(),
                label: visit.t(&format!("designer-join-{join}")),
                hint: String::new(),
                chosen: (condition.join == Join::Any) == (join == "any"),
            })
            .to_vec(),
        terms: terms
            .enumerate()
            .map(|(n, term)| term_box(visit, &format!("{prefix}-{n}"), Some(term), readable))
            .collect(),
        own_rule: match own_typed {
            Some(typed) if !typed.is_empty() => typed.to_owned(),
            _ if own => json.clone(),
            _ => String::new(),
        },
        json,
        error: String::new(),
    }
}

/// Comparisons as they were typed, right or not.
fn typed_terms(prefix: &str, typed: &Posted) -> Vec<Term> {
    let at = |n: usize, part: &str| typed.get(&format!("{prefix}-{n}-{part}"));
    (0..)
        .take_while(|n| typed.all(&format!("{prefix}-{n}-pole")).next().is_some())
        .filter(|n| !at(*n, "pole").is_empty())
        .map(|n| Term {
            field: at(n, "pole").to_owned(),
            operator: Operator::parse(at(n, "znak")).unwrap_or(Operator::Is),
            value: at(n, "wartosc").to_owned(),
        })
        .collect()
}

/// One comparison under `name`; an empty one for none.
pub(super) fn term_box(
    visit: &Visit,
    name: &str,
    term: Option<&Term>,
    readable: &[&Field],
) -> TermBox {
    let field = term.map_or("", |term| &term.field);
    let operator = term.map_or(Operator::Is, |term| term.operator);
    TermBox {
        name: name.to_owned(),
        fields: fields(visit, readable, field),
        operators: operators(visit, operator),
        value: answer(
            visit,
            find(readable, field),
            term.map_or("", |term| &term.value),
        ),
    }
}

/// The condition in words, or that it says more than words can.
pub(super) fn sentence(visit: &Visit, prefix: &str, rule: &Rule, readable: &[&Field]) -> String {
    let Some(condition) = Condition::from_rule(rule) else {
        return visit.t("designer-own-rule");
    };
    let terms: Vec<String> = condition
        .terms
        .iter()
        .map(|term| {
            let field = find(readable, &term.field);
            let label = label_of(visit, field, &term.field);
            let value = answer(visit, field, &term.value);
            let key = format!("designer-says-{}", term.operator.as_str());
            visit.tn(&key, &[("field", &label), ("value", &value)])
        })
        .collect();
    let joint = match condition.join {
        Join::All => visit.t("designer-and"),
        Join::Any => visit.t("designer-or"),
    };
    let words = terms.join(&format!(" {joint} "));
    visit.t1(&format!("designer-{prefix}-sentence"), "condition", &words)
}

/// Reads what was typed; `None` means always.
///
/// # Errors
/// The key of the text that says what is wrong.
pub(super) fn read(
    visit: &Visit,
    prefix: &str,
    posted: &Posted,
    readable: &[&Field],
) -> Result<Option<Rule>, &'static str> {
    let own = posted.get(&format!("{prefix}-regula"));
    if !own.is_empty() {
        return Rule::parse(own)
            .map(Some)
            .map_err(|_| "designer-fault-rule");
    }
    let mut condition = Condition {
        join: match posted.get(&format!("{prefix}-laczenie")) {
            "any" => Join::Any,
            _ => Join::All,
        },
        terms: Vec::new(),
    };
    for n in 0.. {
        if posted.all(&format!("{prefix}-{n}-pole")).next().is_none() {
            break;
        }
        let name = format!("{prefix}-{n}");
        condition
            .terms
            .extend(read_term(visit, posted, &name, readable)?);
    }
    if condition.terms.is_empty() {
        return Ok(None);
    }
    let rule = condition.to_rule(|path| find(readable, path));
    rule.map(Some).ok_or("designer-fault-condition-value")
}

/// Reads one comparison; `None` when no field is chosen.
///
/// # Errors
/// The key of the text that says what is wrong.
pub(super) fn read_term(
    visit: &Visit,
    posted: &Posted,
    name: &str,
    readable: &[&Field],
) -> Result<Option<Term>, &'static str> {
    let at = |part: &str| posted.get(&format!("{name}-{part}"));
    let path = at("pole");
    if path.is_empty() {
        return Ok(None);
    }
    let field = find(readable, path).ok_or("designer-fault-condition-field")?;
    let operator = Operator::parse(at("znak")).ok_or("designer-fault-code")?;
    let value = match operator.has_value() {
        true => value(visit, (field, path), at("wartosc"))?,
        false => String::new(),
    };
    Ok(Some(Term {
        field: path.to_owned(),
        operator,
        value,
    }))
}

/// The fields a rule of the step at `step` may read: those of the steps before, and the others of
/// its own step when it is the rule of the field `own`.
pub(super) fn readable<'d>(
    definition: &'d Definition,
    step: &str,
    own: Option<&str>,
) -> Vec<&'d Field> {
    let mut found = Vec::new();
    for known in &definition.form.steps {
        if known.key == step && own.is_none() {
            break;
        }
        let fields = known.fields.iter();
        found.extend(fields.filter(|field| Some(field.key.as_str()) != own && can_be_read(field)));
        if known.key == step {
            break;
        }
    }
    // In a group, its own other fields can be read as well.
    if let Some((group, key)) = own.and_then(|own| own.rsplit_once('.'))
        && let Some(group) = field_at(&definition.form, group)
    {
        let inner = group.fields.iter();
        found.extend(inner.filter(|field| field.key != key && can_be_read(field)));
    }
    found
}

fn can_be_read(field: &Field) -> bool {
    !matches!(
        field.kind,
        FieldKind::Info | FieldKind::Group | FieldKind::File | FieldKind::DateRange
    )
}

/// Only the kind of a party is compared: who it is decides nothing.
fn path_of(field: &Field) -> String {
    match field.kind {
        FieldKind::Party => format!("{}.kind", field.key),
        _ => field.key.clone(),
    }
}

pub(super) fn find<'f>(readable: &[&'f Field], path: &str) -> Option<&'f Field> {
    readable
        .iter()
        .copied()
        .find(|field| path_of(field) == path)
}

fn label_of(visit: &Visit, field: Option<&Field>, path: &str) -> String {
    match field {
        Some(field) if field.kind == FieldKind::Party => {
            visit.t1("designer-party-kind", "field", &field.label)
        }
        Some(field) => field.label.clone(),
        None => path.to_owned(),
    }
}

fn fields(visit: &Visit, readable: &[&Field], chosen: &str) -> Vec<Choice> {
    let known = readable.iter().map(|field| {
        let path = path_of(field);
        Choice {
            chosen: path == chosen,
            label: label_of(visit, Some(field), &path),
            value: path,
            hint: String::new(),
        }
    });
    known.collect()
}

fn operators(visit: &Visit, chosen: Operator) -> Vec<Choice> {
    Operator::ALL
        .into_iter()
        .map(|operator| Choice {
            value: operator.as_str().to_owned(),
            label: visit.t(&format!("designer-operator-{}", operator.as_str())),
            hint: String::new(),
            chosen: operator == chosen,
        })
        .collect()
}

/// Words and values of the answers a field has.
fn answers(visit: &Visit, field: &Field) -> Vec<(String, String)> {
    let pair = |value: &str, label: String| (value.to_owned(), label);
    match field.kind {
        FieldKind::YesNo | FieldKind::Declaration => {
            vec![pair("true", visit.t("yes")), pair("false", visit.t("no"))]
        }
        FieldKind::Party => vec![
            pair("person", visit.t("party-person")),
            pair("firm", visit.t("party-firm")),
        ],
        _ => {
            let options = field.options.iter();
            options
                .map(|option| pair(&option.value, option.label.clone()))
                .collect()
        }
    }
}

/// A value of a rule as people read it.
fn answer(visit: &Visit, field: Option<&Field>, value: &str) -> String {
    let known = field.map(|field| answers(visit, field)).unwrap_or_default();
    let found = known.into_iter().find(|(known, _)| known == value);
    found.map_or_else(|| value.to_owned(), |(_, label)| label)
}

/// What was typed as the value of a rule: an answer by its words or its value.
fn value(visit: &Visit, (field, _): (&Field, &str), typed: &str) -> Result<String, &'static str> {
    let known = answers(visit, field);
    if known.is_empty() {
        return match typed {
            "" => Err("designer-fault-condition-value"),
            typed => Ok(typed.to_owned()),
        };
    }
    let same = |text: &str| text.to_lowercase() == typed.to_lowercase();
    let found = known
        .into_iter()
        .find(|(value, label)| same(value) || same(label));
    found
        .map(|(value, _)| value)
        .ok_or("designer-fault-condition-answer")
}
