//! Formulas built from words: computed values of the form, and fees that depend on the answers.

use catalogue::definition::Field;
use catalogue::edit::{Condition, Formula, Join, OPERANDS_MAX, Operand, Term};
use catalogue::rules::Rule;
use catalogue::{Definition, FieldKind};
use rust_decimal::Decimal;

use super::Choice;
use super::conditions::{self, TermBox};
use crate::staff::acts::Posted;
use crate::visit::Visit;

/// Empty rows for one more operand.
const FREE_ROWS: usize = 1;
/// Rows of operands there always are.
const ROWS_MIN: usize = 2;
const SHAPES: &[&str] = &["constant", "sum", "product", "either", "own"];

/// A formula as the page shows it.
pub(super) struct FormulaBox {
    pub(super) name: String,
    /// The formula in words; empty when there is none.
    pub(super) sentence: String,
    pub(super) shapes: Vec<Choice>,
    pub(super) operands: Vec<OperandBox>,
    pub(super) term: TermBox,
    /// The formula as JSON Logic, for those who ask.
    pub(super) json: String,
    /// Says more than the shapes can: only the JSON is edited.
    pub(super) is_own: bool,
}

pub(super) struct OperandBox {
    pub(super) name: String,
    pub(super) fields: Vec<Choice>,
    pub(super) number: String,
}

/// Shows the formula of `rule` under `name`; `fields` are those it may read. What was `typed` and
/// refused stays as it was typed.
pub(super) fn shown(
    visit: &Visit,
    name: &str,
    (rule, typed): (Option<&Rule>, Option<&Posted>),
    fields: &[&Field],
) -> FormulaBox {
    let formula = rule.and_then(Formula::from_rule);
    let is_own = rule.is_some() && formula.is_none();
    let (shape, operands, term) = taken_apart(formula.as_ref());
    let shape = if is_own { "own" } else { shape };
    let at = |part: &str| typed.map(|typed| typed.get(&format!("{name}.{part}")).to_owned());
    let shape = at("ksztalt").unwrap_or_else(|| shape.to_owned());
    let rows = operands.len().max(ROWS_MIN) + FREE_ROWS;
    let rows = (0..rows).map(|n| {
        let (field, number) = match operands.get(n) {
            Some(Operand::Field(key)) => (key.clone(), String::new()),
            Some(Operand::Number(number)) => (String::new(), comma(number)),
            None => Default::default(),
        };
        let field = at(&format!("{n}.pole")).unwrap_or(field);
        OperandBox {
            name: format!("{name}.{n}"),
            fields: numbers(fields, &field),
            number: at(&format!("{n}.liczba")).unwrap_or(number),
        }
    });
    FormulaBox {
        sentence: rule.map_or_else(String::new, |rule| sentence(visit, rule, fields)),
        shapes: SHAPES
            .iter()
            .map(|one| Choice {
                value: (*one).to_owned(),
                label: visit.t(&format!("designer-formula-{one}")),
                hint: String::new(),
                chosen: **one == shape,
            })
            .collect(),
        operands: rows.collect(),
        term: conditions::term_box(visit, &format!("{name}.warunek"), term.as_ref(), fields),
        json: match at("regula") {
            Some(typed) if shape == "own" => typed,
            _ => rule.map_or_else(String::new, |rule| rule.json().to_string()),
        },
        is_own,
        name: name.to_owned(),
    }
}

fn taken_apart(formula: Option<&Formula>) -> (&'static str, Vec<Operand>, Option<Term>) {
    match formula {
        None => ("", Vec::new(), None),
        Some(Formula::Constant(number)) => ("constant", vec![Operand::Number(*number)], None),
        Some(Formula::Sum(all)) => ("sum", all.clone(), None),
        Some(Formula::Product(all)) => ("product", all.clone(), None),
        Some(Formula::Either {
            condition,
            then,
            otherwise,
        }) => {
            let term = condition.terms.first().cloned();
            ("either", vec![then.clone(), otherwise.clone()], term)
        }
    }
}

/// The formula in words, or that it says more than words can.
pub(super) fn sentence(visit: &Visit, rule: &Rule, fields: &[&Field]) -> String {
    let Some(formula) = Formula::from_rule(rule) else {
        return visit.t("designer-formula-says-own");
    };
    let word = |operand: &Operand| match operand {
        Operand::Number(number) => comma(number),
        Operand::Field(key) => {
            let found = fields.iter().find(|field| field.key == *key);
            format!("„{}”", found.map_or(key, |field| &field.label))
        }
    };
    let joined = |all: &[Operand], sign: &str| {
        let words: Vec<String> = all.iter().map(word).collect();
        words.join(sign)
    };
    let words = match &formula {
        Formula::Constant(number) => comma(number),
        Formula::Sum(all) => joined(all, " + "),
        Formula::Product(all) => joined(all, " × "),
        Formula::Either {
            condition,
            then,
            otherwise,
        } => {
            let find = |path: &str| conditions::find(fields, path);
            let rule = condition.to_rule(find);
            let condition = rule.map_or_else(String::new, |rule| {
                conditions::sentence(visit, "formula", &rule, fields)
            });
            let values = [
                ("condition", condition),
                ("then", word(then)),
                ("otherwise", word(otherwise)),
            ];
            let values: Vec<(&str, &str)> = values.iter().map(|(n, v)| (*n, v.as_str())).collect();
            visit.tn("designer-formula-says-either", &values)
        }
    };
    visit.t1("designer-formula-says", "formula", &words)
}

/// Reads the formula that was typed; `None` means none.
///
/// # Errors
/// The key of the text that says what is wrong.
pub(super) fn read(
    visit: &Visit,
    name: &str,
    posted: &Posted,
    fields: &[&Field],
) -> Result<Option<Rule>, &'static str> {
    let shape = posted.get(&format!("{name}.ksztalt"));
    let formula = match shape {
        "" => return Ok(None),
        "own" => {
            let rule = Rule::parse(posted.get(&format!("{name}.regula")));
            return rule.map(Some).map_err(|_| "designer-fault-rule");
        }
        "constant" => match operands(name, posted, fields)?.as_slice() {
            [Operand::Number(number)] => Formula::Constant(*number),
            _ => return Err("designer-fault-formula-constant"),
        },
        "sum" | "product" => {
            let all = operands(name, posted, fields)?;
            match (all.is_empty(), shape) {
                (true, _) => return Err("designer-fault-formula-empty"),
                (_, "sum") => Formula::Sum(all),
                _ => Formula::Product(all),
            }
        }
        "either" => {
            let term = conditions::read_term(visit, posted, &format!("{name}.warunek"), fields)?;
            let term = term.ok_or("designer-fault-formula-condition")?;
            let [then, otherwise] = operands(name, posted, fields)?
                .try_into()
                .map_err(|_| "designer-fault-formula-either")?;
            let condition = Condition {
                join: Join::All,
                terms: vec![term],
            };
            Formula::Either {
                condition,
                then,
                otherwise,
            }
        }
        _ => return Err("designer-fault-code"),
    };
    let rule = formula.to_rule(|path| conditions::find(fields, path));
    rule.map(Some).ok_or("designer-fault-condition-value")
}

/// The operands typed, without the empty rows.
fn operands(name: &str, posted: &Posted, fields: &[&Field]) -> Result<Vec<Operand>, &'static str> {
    let mut all = Vec::new();
    for n in 0..=OPERANDS_MAX {
        let at = |part: &str| format!("{name}.{n}.{part}");
        if posted.all(&at("pole")).next().is_none() {
            break;
        }
        match (posted.get(&at("pole")), posted.get(&at("liczba"))) {
            ("", "") => {}
            ("", typed) => {
                let plain = typed.replace(',', ".").replace([' ', '\u{a0}'], "");
                let number: Result<Decimal, _> = plain.parse();
                let number = number.map_err(|_| "designer-fault-formula-number")?;
                all.push(Operand::Number(number));
            }
            (key, "")
                if fields
                    .iter()
                    .any(|field| field.key == key && is_number(field)) =>
            {
                all.push(Operand::Field(key.to_owned()));
            }
            (_, "") => return Err("designer-fault-condition-field"),
            _ => return Err("designer-fault-formula-both"),
        }
    }
    match all.len() {
        0..=OPERANDS_MAX => Ok(all),
        _ => Err("designer-fault-formula-many"),
    }
}

/// All fields outside of groups: what a fee may read.
pub(super) fn all_fields(definition: &Definition) -> Vec<&Field> {
    definition.fields().collect()
}

fn is_number(field: &Field) -> bool {
    matches!(
        field.kind,
        FieldKind::Number | FieldKind::Money | FieldKind::Computed
    )
}

fn numbers(fields: &[&Field], chosen: &str) -> Vec<Choice> {
    let choice = |key: &str, label: &str| Choice {
        value: key.to_owned(),
        label: label.to_owned(),
        hint: String::new(),
        chosen: key == chosen,
    };
    let known = fields.iter().filter(|field| is_number(field));
    let mut choices: Vec<Choice> = known
        .map(|field| choice(&field.key, &field.label))
        .collect();
    // A field that cannot be read any more is still shown, so that nothing goes unseen.
    if !chosen.is_empty() && !choices.iter().any(|known| known.chosen) {
        choices.push(choice(chosen, chosen));
    }
    choices
}

fn comma(number: &Decimal) -> String {
    number.normalize().to_string().replace('.', ",")
}
