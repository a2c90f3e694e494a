//! Conditions as people build them: "show when the kind of applicant is a firm".

use serde_json::{Map, Value, json};

use crate::definition::{Field, FieldKind};
use crate::rules::Rule;

/// How the terms of a condition are joined.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Join {
    #[default]
    All,
    Any,
}

/// What a term says of a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Operator {
    Is,
    IsNot,
    AtLeast,
    AtMost,
    Given,
    NotGiven,
}

impl Operator {
    /// All of them, in the order in which they are offered.
    pub const ALL: [Self; 6] = [
        Self::Is,
        Self::IsNot,
        Self::AtLeast,
        Self::AtMost,
        Self::Given,
        Self::NotGiven,
    ];

    /// The code of forms and texts.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Is => "is",
            Self::IsNot => "is-not",
            Self::AtLeast => "at-least",
            Self::AtMost => "at-most",
            Self::Given => "given",
            Self::NotGiven => "not-given",
        }
    }

    /// The operator of this code.
    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|known| known.as_str() == code)
    }

    /// Whether a value belongs to it.
    pub const fn has_value(self) -> bool {
        !matches!(self, Self::Given | Self::NotGiven)
    }
}

/// One comparison. For several answers "is" means that the value is among them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Term {
    /// Path of the field, for a party also its part: `wnioskodawca.kind`.
    pub field: String,
    pub operator: Operator,
    /// As written; empty where the operator has none.
    pub value: String,
}

/// A condition made of comparisons.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Condition {
    pub join: Join,
    pub terms: Vec<Term>,
}

impl Condition {
    /// The condition a rule says, `None` when it says more than comparisons.
    pub fn from_rule(rule: &Rule) -> Option<Self> {
        let (operator, operands) = single(rule.json())?;
        let (join, terms) = match (operator, operands) {
            ("and", Value::Array(terms)) => (Join::All, terms.as_slice()),
            ("or", Value::Array(terms)) => (Join::Any, terms.as_slice()),
            _ => (Join::All, std::slice::from_ref(rule.json())),
        };
        let terms: Option<Vec<Term>> = terms.iter().map(term).collect();
        Some(Self {
            join,
            terms: terms.filter(|terms| !terms.is_empty())?,
        })
    }

    /// The rule that says it; `find` gives the fields. `None` when a field is not there, a number
    /// is none, or there is no term.
    pub fn to_rule<'f>(&self, find: impl Fn(&str) -> Option<&'f Field>) -> Option<Rule> {
        let terms: Option<Vec<Value>> =
            self.terms.iter().map(|term| written(term, &find)).collect();
        let mut terms = terms?;
        let json = match (terms.len(), self.join) {
            (0, _) => return None,
            (1, _) => terms.remove(0),
            (_, Join::All) => json!({ "and": terms }),
            (_, Join::Any) => json!({ "or": terms }),
        };
        Rule::from_json(&json).ok()
    }
}

pub(super) fn single(json: &Value) -> Option<(&str, &Value)> {
    let map = json.as_object().filter(|map| map.len() == 1)?;
    map.iter().next().map(|(key, value)| (key.as_str(), value))
}

fn term(json: &Value) -> Option<Term> {
    let (operator, operands) = single(json)?;
    let made = |field: &str, operator, value: &Value| {
        Some(Term {
            field: field.to_owned(),
            operator,
            value: text(value)?,
        })
    };
    let none = Value::String(String::new());
    match (operator, operands) {
        ("!!", operand) => made(variable(operand)?, Operator::Given, &none),
        ("!", operand) => made(variable(operand)?, Operator::NotGiven, &none),
        ("var", _) => made(variable(json)?, Operator::Given, &none),
        (_, Value::Array(pair)) => {
            let [left, right] = pair.as_slice() else {
                return None;
            };
            match operator {
                "==" | "===" => made(variable(left)?, Operator::Is, right),
                "!=" | "!==" => made(variable(left)?, Operator::IsNot, right),
                ">=" => made(variable(left)?, Operator::AtLeast, right),
                "<=" => made(variable(left)?, Operator::AtMost, right),
                "in" => made(variable(right)?, Operator::Is, left),
                _ => None,
            }
        }
        _ => None,
    }
}

pub(super) fn variable(json: &Value) -> Option<&str> {
    let json = match json {
        Value::Array(one) => match one.as_slice() {
            [one] => one,
            _ => return None,
        },
        other => other,
    };
    let (operator, operand) = single(json)?;
    match (operator, operand) {
        ("var", Value::String(path)) if !path.is_empty() => Some(path),
        _ => None,
    }
}

fn text(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Bool(yes) => Some(yes.to_string()),
        Value::Number(number) => Some(number.to_string()),
        Value::Null | Value::Array(_) | Value::Object(_) => None,
    }
}

fn written<'f>(term: &Term, find: &impl Fn(&str) -> Option<&'f Field>) -> Option<Value> {
    let root = term.field.split('.').next().unwrap_or_default();
    let field = find(&term.field).or_else(|| find(root))?;
    let var = json!({ "var": term.field });
    let value = constant(field, term)?;
    let one = |operator: &str, operand: Value| {
        let mut map = Map::new();
        map.insert(operator.to_owned(), operand);
        Value::Object(map)
    };
    Some(match term.operator {
        Operator::Is if field.kind == FieldKind::Checkboxes => one("in", json!([value, var])),
        Operator::IsNot if field.kind == FieldKind::Checkboxes => {
            one("!", one("in", json!([value, var])))
        }
        Operator::Is => one("==", json!([var, value])),
        Operator::IsNot => one("!=", json!([var, value])),
        Operator::AtLeast => one(">=", json!([var, value])),
        Operator::AtMost => one("<=", json!([var, value])),
        Operator::Given => one("!!", var),
        Operator::NotGiven => one("!", var),
    })
}

/// The value as rules compare it: truth for yes and no, a number for numbers.
fn constant(field: &Field, term: &Term) -> Option<Value> {
    if !term.operator.has_value() {
        return Some(Value::Null);
    }
    let number = || {
        let plain = term.value.trim().replace(',', ".");
        let whole = plain.parse::<i64>().map(Value::from).ok();
        whole.or_else(|| plain.parse::<f64>().ok().map(Value::from))
    };
    match (field.kind, term.operator) {
        (FieldKind::YesNo | FieldKind::Declaration, _) => {
            Some(Value::Bool(term.value.trim() == "true"))
        }
        (FieldKind::Number | FieldKind::Money | FieldKind::Computed, _) => number(),
        (_, Operator::AtLeast | Operator::AtMost) => number(),
        _ => Some(Value::String(term.value.clone())),
    }
}
