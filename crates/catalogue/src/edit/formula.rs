//! Computed values and fees as people build them: a sum, a product, an amount for each unit, one of
//! two amounts by a condition, a constant.

use rust_decimal::Decimal;
use serde_json::{Map, Value, json};

use super::condition::{Condition, single, variable};
use crate::definition::Field;
use crate::rules::Rule;

/// Most operands of a sum or product.
pub const OPERANDS_MAX: usize = 20;

/// What is worked out.
#[derive(Clone, Debug, PartialEq)]
pub enum Formula {
    Constant(Decimal),
    Sum(Vec<Operand>),
    Product(Vec<Operand>),
    /// One of two by a condition.
    Either {
        condition: Condition,
        then: Operand,
        otherwise: Operand,
    },
}

/// A number, or the answer of a field.
#[derive(Clone, Debug, PartialEq)]
pub enum Operand {
    Number(Decimal),
    /// Key of a field outside of groups.
    Field(String),
}

impl Formula {
    /// The formula a rule says, `None` when it says more than this.
    pub fn from_rule(rule: &Rule) -> Option<Self> {
        let json = rule.json();
        if let Some(number) = number(json) {
            return Some(Self::Constant(number));
        }
        let (operator, operands) = single(json)?;
        if operator == "var" {
            return Some(Self::Sum(vec![operand(json)?]));
        }
        let operands = operands.as_array()?;
        match (operator, operands.as_slice()) {
            ("+", all) => Some(Self::Sum(many(all)?)),
            ("*", all) => Some(Self::Product(many(all)?)),
            ("if" | "?:", [condition, then, otherwise]) => {
                let condition = Condition::from_rule(&Rule::from_json(condition).ok()?)?;
                (condition.terms.len() == 1).then_some(())?;
                Some(Self::Either {
                    condition,
                    then: operand(then)?,
                    otherwise: operand(otherwise)?,
                })
            }
            _ => None,
        }
    }

    /// The rule that says it; `find` gives the fields a condition reads. `None` when there is
    /// nothing to add or multiply, or the condition says nothing.
    pub fn to_rule<'f>(&self, find: impl Fn(&str) -> Option<&'f Field>) -> Option<Rule> {
        let json = match self {
            Self::Constant(number) => written(number)?,
            Self::Sum(operands) => list("+", operands)?,
            Self::Product(operands) => list("*", operands)?,
            Self::Either {
                condition,
                then,
                otherwise,
            } => json!({"if": [
                condition.to_rule(find)?.json(),
                then.json()?,
                otherwise.json()?,
            ]}),
        };
        Rule::from_json(&json).ok()
    }
}

impl Operand {
    fn json(&self) -> Option<Value> {
        match self {
            Self::Number(number) => written(number),
            Self::Field(key) => Some(json!({ "var": key })),
        }
    }
}

fn many(operands: &[Value]) -> Option<Vec<Operand>> {
    let all: Option<Vec<Operand>> = operands.iter().map(operand).collect();
    all.filter(|all| !all.is_empty() && all.len() <= OPERANDS_MAX)
}

fn operand(json: &Value) -> Option<Operand> {
    match number(json) {
        Some(number) => Some(Operand::Number(number)),
        None => variable(json).map(|path| Operand::Field(path.to_owned())),
    }
}

fn number(json: &Value) -> Option<Decimal> {
    match json {
        Value::Number(number) => number.to_string().parse().ok(),
        _ => None,
    }
}

/// A number of JSON; whole numbers stay whole.
fn written(number: &Decimal) -> Option<Value> {
    serde_json::from_str(&number.normalize().to_string()).ok()
}

fn list(operator: &str, operands: &[Operand]) -> Option<Value> {
    if operands.is_empty() {
        return None;
    }
    let all: Option<Vec<Value>> = operands.iter().map(Operand::json).collect();
    let mut map = Map::new();
    map.insert(operator.to_owned(), Value::Array(all?));
    Some(Value::Object(map))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::definition::FieldKind;

    fn kind() -> Field {
        Field {
            key: "kind".to_owned(),
            kind: FieldKind::Radio,
            ..Field::default()
        }
    }

    #[test]
    fn every_shape_becomes_a_rule_and_comes_back() {
        let known = kind();
        for json in [
            "21",
            "0.5",
            r#"{"+":[{"var":"a"},{"var":"b"},3]}"#,
            r#"{"*":[17.5,{"var":"pages"}]}"#,
            r#"{"if":[{"==":[{"var":"kind"},"firm"]},100,{"var":"b"}]}"#,
        ] {
            let rule = Rule::parse(json).expect("a rule");
            let formula = Formula::from_rule(&rule).expect(json);
            let again = formula.to_rule(|path| (path == "kind").then_some(&known));
            assert_eq!(again.expect(json).json(), rule.json(), "{json}");
        }
    }

    #[test]
    fn what_says_more_is_left_as_it_is() {
        for json in [
            r#"{"reduce":[{"var":"plots"},{"+":[{"var":"accumulator"},1]},0]}"#,
            r#"{"+":[{"*":[2,{"var":"a"}]},1]}"#,
            r#"{"-":[{"var":"a"},1]}"#,
            r#"{"if":[{"<":[{"var":"a"},1]},1,2]}"#,
        ] {
            let rule = Rule::parse(json).expect("a rule");
            assert_eq!(Formula::from_rule(&rule), None, "{json}");
        }
    }

    #[test]
    fn nothing_to_work_out_is_no_rule() {
        assert_eq!(Formula::Sum(Vec::new()).to_rule(|_| None), None);
        let nothing = Formula::Either {
            condition: Condition::default(),
            then: Operand::Number(Decimal::ONE),
            otherwise: Operand::Number(Decimal::ZERO),
        };
        assert_eq!(nothing.to_rule(|_| None), None);
    }
}
