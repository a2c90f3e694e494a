//! What is to be paid for an application.

use domain::money::Money;
use rust_decimal::{Decimal, RoundingStrategy};
use serde_json::Value;

use crate::definition::{Definition, Exemption, Fee, Payee};
use crate::form::Answers;

/// A fee that is due, or whose amount is not known yet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FeeDue {
    pub key: String,
    pub title: String,
    /// `None` while the answers it depends on are missing.
    pub amount: Option<Money>,
    pub per: String,
    pub basis: String,
    pub payee: Payee,
    /// Who need not pay; the office decides.
    pub exemptions: Vec<Exemption>,
}

/// The fees due for these answers. A formula that gives zero or less means that nothing is due.
pub fn fees_due(definition: &Definition, answers: &Answers) -> Vec<FeeDue> {
    let due = definition.fees.iter().filter_map(|fee| {
        let amount = match (&fee.amount, &fee.formula) {
            (Some(text), _) => Money::parse(text).ok(),
            (None, Some(rule)) => rule
                .evaluate(&|key| answers.get(key))
                .as_ref()
                .and_then(amount_of),
            (None, None) => None,
        };
        let nothing = amount.is_some_and(|amount| amount.grosze() <= 0);
        (!nothing).then(|| of(fee, amount))
    });
    due.collect()
}

fn of(fee: &Fee, amount: Option<Money>) -> FeeDue {
    FeeDue {
        key: fee.key.clone(),
        title: fee.title.clone(),
        amount,
        per: fee.per.clone(),
        basis: fee.basis.clone(),
        payee: fee.payee,
        exemptions: fee.exemptions.clone(),
    }
}

fn amount_of(value: &Value) -> Option<Money> {
    const PLACES: u32 = 6;
    let text = match value {
        Value::Number(number) => number.to_string(),
        Value::String(text) => text.clone(),
        Value::Null | Value::Bool(_) | Value::Array(_) | Value::Object(_) => return None,
    };
    let number = text
        .parse()
        .or_else(|_| Decimal::from_scientific(&text))
        .ok()?;
    // Binary dust goes first, so that half a grosz still rounds up.
    let clean = number.round_dp_with_strategy(PLACES, RoundingStrategy::MidpointAwayFromZero);
    Money::rounded(clean).ok()
}
