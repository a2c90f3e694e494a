//! Money: amounts in złoty with grosze, exact, written the Polish way.

use std::fmt;

use rust_decimal::prelude::ToPrimitive;
use rust_decimal::{Decimal, RoundingStrategy};
use thiserror::Error;

/// Largest amount, in grosze, on either side of zero: ten billion złoty.
const GROSZE_MAX: i64 = 1_000_000_000_000;

/// An amount in złoty with exactly two decimal places; may be negative.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Money(Decimal);

/// Why a text or number is not an amount.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum MoneyError {
    /// Nothing was given.
    #[error("the amount is empty")]
    Empty,
    /// Something besides digits, one decimal mark and spaces between thousands.
    #[error("the amount has a character that does not belong there")]
    Digits,
    /// More than two digits after the decimal mark.
    #[error("the amount has more than two decimal places")]
    Places,
    /// Beyond ten billion złoty.
    #[error("the amount is too large")]
    TooLarge,
}

impl Money {
    /// Nothing to pay.
    pub const ZERO: Self = Self(Decimal::ZERO);

    /// Reads an amount as people write it: `21,50`, `21.50`, `21`, `1 200,00`, `21,50 zł`.
    ///
    /// # Errors
    /// [`MoneyError`] of the first thing that is wrong; `1.200,00` is refused as ambiguous.
    pub fn parse(text: &str) -> Result<Self, MoneyError> {
        let text = text.trim();
        let text = ["zł", "PLN"]
            .iter()
            .find_map(|unit| text.strip_suffix(unit))
            .unwrap_or(text);
        let text: String = text.chars().filter(|c| !c.is_whitespace()).collect();
        let (negative, text) = match text.strip_prefix(['-', '\u{2212}']) {
            Some(rest) => (true, rest),
            None => (false, text.as_str()),
        };
        if text.is_empty() {
            return Err(MoneyError::Empty);
        }
        let (whole, part) = text.split_once([',', '.']).unwrap_or((text, "00"));
        let digits = |s: &str| !s.is_empty() && s.bytes().all(|b| b.is_ascii_digit());
        if !digits(whole) || !digits(part) {
            return Err(MoneyError::Digits);
        }
        if part.len() > 2 {
            return Err(MoneyError::Places);
        }
        let grosze = format!("{whole}{part:0<2}").parse::<i64>();
        let grosze = grosze.map_err(|_| MoneyError::TooLarge)?;
        Self::from_grosze(if negative { -grosze } else { grosze })
    }

    /// The amount of so many grosze.
    ///
    /// # Errors
    /// [`MoneyError::TooLarge`] beyond ten billion złoty.
    pub fn from_grosze(grosze: i64) -> Result<Self, MoneyError> {
        if !(-GROSZE_MAX..=GROSZE_MAX).contains(&grosze) {
            return Err(MoneyError::TooLarge);
        }
        Ok(Self(Decimal::new(grosze, 2)))
    }

    /// A computed number as an amount, a half of a grosz rounded away from zero.
    ///
    /// # Errors
    /// [`MoneyError::TooLarge`] beyond ten billion złoty.
    pub fn rounded(number: Decimal) -> Result<Self, MoneyError> {
        let rounded = number.round_dp_with_strategy(2, RoundingStrategy::MidpointAwayFromZero);
        let grosze = rounded
            .checked_mul(Decimal::ONE_HUNDRED)
            .and_then(|g| g.to_i64());
        Self::from_grosze(grosze.ok_or(MoneyError::TooLarge)?)
    }

    /// The amount in grosze.
    pub fn grosze(self) -> i64 {
        (self.0 * Decimal::ONE_HUNDRED)
            .to_i64()
            .expect("an amount has two places and a bound")
    }

    /// The amount in złoty.
    pub const fn decimal(self) -> Decimal {
        self.0
    }

    /// Both amounts together.
    ///
    /// # Errors
    /// [`MoneyError::TooLarge`] beyond ten billion złoty.
    pub fn plus(self, other: Self) -> Result<Self, MoneyError> {
        Self::from_grosze(self.grosze() + other.grosze())
    }

    /// The amount so many times.
    ///
    /// # Errors
    /// [`MoneyError::TooLarge`] beyond ten billion złoty.
    pub fn times(self, count: u32) -> Result<Self, MoneyError> {
        let product = self.grosze().checked_mul(i64::from(count));
        Self::from_grosze(product.ok_or(MoneyError::TooLarge)?)
    }

    /// With a point and no spaces, `1200.00`: the form kept in answers and definitions.
    pub fn plain(self) -> String {
        format!("{:.2}", self.0)
    }

    /// For reading, `12 000,00`: thousands apart by a no-break space.
    pub fn grouped(self) -> String {
        let plain = self.plain();
        let (whole, part) = plain.split_once('.').unwrap_or((&plain, "00"));
        let sign = if whole.starts_with('-') { "-" } else { "" };
        let whole = whole.trim_start_matches('-');
        let mut out = String::from(sign);
        for (at, digit) in whole.chars().enumerate() {
            if at > 0 && (whole.len() - at) % 3 == 0 {
                out.push('\u{a0}');
            }
            out.push(digit);
        }
        out.push(',');
        out + part
    }
}

impl fmt::Display for Money {
    /// With a comma and no currency: `21,50`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.plain().replace('.', ","))
    }
}

#[cfg(test)]
mod tests {
    use super::{Money, MoneyError};

    fn grosze(text: &str) -> Result<i64, MoneyError> {
        Money::parse(text).map(Money::grosze)
    }

    #[test]
    fn reads_what_people_write() {
        let same = ["21,50", "21.50", "21,5", " 21,50 zł", "21.50PLN", "0021,50"];
        for text in same {
            assert_eq!(grosze(text), Ok(2150), "{text}");
        }
        assert_eq!(grosze("1 200,00"), Ok(120_000));
        assert_eq!(grosze("1\u{a0}200"), Ok(120_000));
        assert_eq!(grosze("-3,07"), Ok(-307));
    }

    #[test]
    fn says_what_is_wrong() {
        assert_eq!(grosze(" zł"), Err(MoneyError::Empty));
        assert_eq!(grosze("1.200,00"), Err(MoneyError::Digits));
        assert_eq!(grosze("21,"), Err(MoneyError::Digits));
        assert_eq!(grosze("dużo"), Err(MoneyError::Digits));
        assert_eq!(grosze("1,005"), Err(MoneyError::Places));
        assert_eq!(grosze("99999999999999999999"), Err(MoneyError::TooLarge));
    }

    #[test]
    fn writes_the_polish_way() {
        let money = Money::from_grosze(-123_456_789).expect("small enough");
        assert_eq!(money.to_string(), "-1234567,89");
        assert_eq!(money.plain(), "-1234567.89");
        assert_eq!(money.grouped(), "-1\u{a0}234\u{a0}567,89");
        assert_eq!(Money::ZERO.to_string(), "0,00");
    }

    #[test]
    fn rounds_halves_away_from_zero() {
        let number = "1.005".parse().expect("a number");
        assert_eq!(Money::rounded(number).map(Money::grosze), Ok(101));
    }

    #[test]
    fn a_result_beyond_the_bound_is_refused() {
        let most = Money::from_grosze(super::GROSZE_MAX).expect("at the bound");
        assert_eq!(most.plus(most), Err(MoneyError::TooLarge));
        assert_eq!(most.times(u32::MAX), Err(MoneyError::TooLarge));
    }
}
