//! Rules of a form (JSON Logic): read once, compiled once, safe to evaluate on anything.

mod references;

use std::fmt;
use std::sync::{Arc, LazyLock, OnceLock};

use datalogic_rs::{Engine, Logic};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use serde_json::{Map, Value};
use thiserror::Error;

/// Longest rule, in bytes of its JSON.
pub const RULE_BYTES_MAX: usize = 4096;
/// Deepest nesting of a rule.
pub const RULE_DEPTH_MAX: usize = 24;

/// The operators a rule may use; the browser knows the same ones.
pub const OPERATORS: &[&str] = &[
    "var",
    "missing",
    "missing_some",
    "if",
    "?:",
    "==",
    "===",
    "!=",
    "!==",
    "!",
    "!!",
    "or",
    "and",
    ">",
    ">=",
    "<",
    "<=",
    "max",
    "min",
    "+",
    "-",
    "*",
    "/",
    "%",
    "map",
    "filter",
    "reduce",
    "all",
    "none",
    "some",
    "merge",
    "in",
    "cat",
    "substr",
];

static ENGINE: LazyLock<Engine> = LazyLock::new(Engine::new);

/// Why a rule cannot be used. The texts are Polish, for the author of a service.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum RuleError {
    #[error("to nie jest poprawny JSON ({0})")]
    NotJson(String),
    #[error("regułą musi być obiekt JSON, liczba albo true/false")]
    NotARule,
    #[error("nieznane działanie „{0}”")]
    Operator(String),
    #[error("nazwa pola w „{0}” musi być stałym tekstem")]
    DynamicReference(String),
    #[error("reguła jest za długa (najwyżej {RULE_BYTES_MAX} bajtów)")]
    TooLong,
    #[error("reguła jest zagnieżdżona za głęboko (najwyżej {RULE_DEPTH_MAX})")]
    TooDeep,
    #[error("reguła nie daje się obliczyć ({0})")]
    Engine(String),
}

/// What a rule reads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reference {
    /// Dotted path, e.g. `owner.nip`; empty for the item itself.
    pub path: String,
    /// The list whose items are read, when the reference is relative to an item.
    pub item_of: Option<String>,
    /// Constants it is compared with by `==`, `!=` or `in`.
    pub compared_with: Vec<String>,
}

impl Reference {
    /// The first part of the path: the key of a field.
    pub fn root(&self) -> &str {
        self.path.split('.').next().unwrap_or_default()
    }
}

/// A checked rule with its compiled form.
#[derive(Clone)]
pub struct Rule {
    json: Value,
    references: Vec<Reference>,
    logic: OnceLock<Option<Arc<Logic>>>,
}

impl Rule {
    /// Reads a rule from the text of its JSON.
    ///
    /// # Errors
    /// Every variant of [`RuleError`].
    pub fn parse(text: &str) -> Result<Self, RuleError> {
        if text.len() > RULE_BYTES_MAX {
            return Err(RuleError::TooLong);
        }
        let json = serde_json::from_str(text).map_err(|e| RuleError::NotJson(e.to_string()))?;
        Self::from_value(json)
    }

    /// Reads a rule from JSON that is either the rule or a text holding it.
    ///
    /// # Errors
    /// As [`Rule::parse`].
    pub fn from_json(json: &Value) -> Result<Self, RuleError> {
        match json {
            Value::String(text) => Self::parse(text),
            other => Self::from_value(other.clone()),
        }
    }

    fn from_value(json: Value) -> Result<Self, RuleError> {
        if !matches!(json, Value::Object(_) | Value::Bool(_) | Value::Number(_)) {
            return Err(RuleError::NotARule);
        }
        if json.to_string().len() > RULE_BYTES_MAX {
            return Err(RuleError::TooLong);
        }
        let mut references = Vec::new();
        references::walk(&json, references::Scope::Form, 0, &mut references)?;
        let rule = Self {
            json,
            references,
            logic: OnceLock::new(),
        };
        if let Err(error) = ENGINE.compile(&rule.json) {
            return Err(RuleError::Engine(error.to_string()));
        }
        Ok(rule)
    }

    /// The rule as JSON.
    pub fn json(&self) -> &Value {
        &self.json
    }

    /// Everything the rule reads.
    pub fn references(&self) -> &[Reference] {
        &self.references
    }

    /// Keys of the fields the rule reads, outside of the items of lists.
    pub(crate) fn roots(&self) -> impl Iterator<Item = &str> {
        self.references
            .iter()
            .filter(|found| found.item_of.is_none())
            .map(Reference::root)
    }

    /// The value of the rule, `None` when it cannot be computed.
    ///
    /// `look_up` gives the answer of a field by its key.
    pub(crate) fn evaluate<'v>(
        &self,
        look_up: &dyn Fn(&str) -> Option<&'v Value>,
    ) -> Option<Value> {
        let logic = self
            .logic
            .get_or_init(|| ENGINE.compile_arc(&self.json).ok())
            .as_ref()?;
        let mut data = Map::new();
        for root in self.roots() {
            if !data.contains_key(root)
                && let Some(value) = look_up(root)
            {
                data.insert(root.to_owned(), value.clone());
            }
        }
        let data = Value::Object(data);
        ENGINE.session().eval_into::<Value, _>(logic, &data).ok()
    }

    /// Whether the rule holds, `None` when it cannot be computed.
    pub(crate) fn holds<'v>(&self, look_up: &dyn Fn(&str) -> Option<&'v Value>) -> Option<bool> {
        self.evaluate(look_up).map(|value| is_true(&value))
    }
}

/// Truth as JSON Logic sees it: an empty text, list, zero and null are false.
fn is_true(value: &Value) -> bool {
    match value {
        Value::Null => false,
        Value::Bool(yes) => *yes,
        Value::Number(number) => number.as_f64().is_some_and(|n| n != 0.0),
        Value::String(text) => !text.is_empty(),
        Value::Array(values) => !values.is_empty(),
        Value::Object(_) => true,
    }
}

impl PartialEq for Rule {
    fn eq(&self, other: &Self) -> bool {
        self.json == other.json
    }
}

impl fmt::Debug for Rule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Rule({})", self.json)
    }
}

impl Serialize for Rule {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.json.serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for Rule {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let json = Value::deserialize(deserializer)?;
        Self::from_json(&json).map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn value_of(rule: &str, answers: Value) -> Option<Value> {
        let rule = Rule::parse(rule).unwrap();
        let answers = answers.as_object().unwrap().clone();
        rule.evaluate(&|key| answers.get(key))
    }

    #[test]
    fn money_kept_as_text_is_counted_as_a_number() {
        let fee = r#"{"*":[{"var":"copies"},{"var":"price"}]}"#;
        let value = value_of(fee, json!({"copies": 3, "price": "21.50"})).unwrap();
        assert_eq!(value.as_f64(), Some(64.5));
    }

    #[test]
    fn dates_are_compared_in_order() {
        let rule = r#"{"<":[{"var":"a"},"2026-10-01"]}"#;
        assert_eq!(
            value_of(rule, json!({"a": "2026-09-30"})),
            Some(json!(true))
        );
        assert_eq!(
            value_of(rule, json!({"a": "2026-10-02"})),
            Some(json!(false))
        );
    }

    #[test]
    fn what_cannot_be_counted_is_no_value_and_no_panic() {
        assert_eq!(
            value_of(r#"{"+":[{"var":"a"},1]}"#, json!({"a": {"b": []}})),
            None
        );
        let _ = value_of(r#"{"/":[{"var":"a"},0]}"#, json!({"a": 1}));
        let _ = value_of(r#"{"%":[{"var":"a"},0]}"#, json!({"a": 1}));
    }

    #[test]
    fn a_sum_over_items_reads_the_list_and_the_items() {
        let sum = concat!(
            r#"{"reduce":[{"var":"plots"},"#,
            r#"{"+":[{"var":"accumulator"},{"var":"current.area"}]},0]}"#
        );
        let value = value_of(sum, json!({"plots": [{"area": 1.5}, {"area": 2}]})).unwrap();
        assert_eq!(value.as_f64(), Some(3.5));
        let rule = Rule::parse(sum).unwrap();
        let paths: Vec<_> = rule
            .references()
            .iter()
            .map(|r| (r.path.as_str(), r.item_of.as_deref()))
            .collect();
        assert_eq!(paths, [("plots", None), ("area", Some("plots"))]);
        assert_eq!(rule.roots().collect::<Vec<_>>(), ["plots"]);
    }

    #[test]
    fn a_bad_rule_is_refused_with_its_reason() {
        assert!(matches!(Rule::parse("{"), Err(RuleError::NotJson(_))));
        assert!(matches!(
            Rule::parse(r#"{"evil":[1]}"#),
            Err(RuleError::Operator(_))
        ));
        assert!(matches!(
            Rule::parse(r#"{"var":{"var":"a"}}"#),
            Err(RuleError::DynamicReference(_))
        ));
        assert_eq!(Rule::parse("[1]"), Err(RuleError::NotARule));
        assert_eq!(Rule::parse(&" ".repeat(5000)), Err(RuleError::TooLong));
        let deep = format!("{}1{}", r#"{"!":"#.repeat(30), "}".repeat(30));
        assert_eq!(Rule::parse(&deep), Err(RuleError::TooDeep));
    }

    #[test]
    fn constants_of_a_comparison_are_noted() {
        let rule = Rule::parse(r#"{"in":[{"var":"kind"},["a","b"]]}"#).unwrap();
        assert_eq!(rule.references()[0].compared_with, ["a", "b"]);
    }
}
