//! Payment codes: the text of the square code which fills in a bank transfer.

use thiserror::Error;

use crate::identifiers::{Nip, Nrb};
use crate::money::Money;

/// Longest name of the payee, in characters.
pub const PAYEE_CHARS_MAX: usize = 20;
/// Longest title of the transfer, in characters.
pub const TITLE_CHARS_MAX: usize = 32;
/// Longest whole text, in characters.
const TEXT_CHARS_MAX: usize = 160;
/// Digits of an amount in grosze; more of them shorten the reserve.
const AMOUNT_DIGITS_MIN: usize = 6;
/// Lengths of the two reserved fields and of the reserve behind them.
const RESERVED_CHARS_MAX: [usize; 3] = [20, 12, 24];

/// A transfer to an office, as told to a banking application by a square code.
///
/// # Source
/// Rekomendacja Związku Banków Polskich dotycząca kodu dwuwymiarowego („2D"), polecenie przelewu.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PaymentCode {
    /// NIP of the payee, if it is a firm or an office.
    pub payee_nip: Option<Nip>,
    /// Account of the payee.
    pub account: Nrb,
    /// Amount; [`Money::ZERO`] leaves it to the payer.
    pub amount: Money,
    /// Short name of the payee.
    pub payee: String,
    /// Title of the transfer.
    pub title: String,
}

/// Why a text or a transfer is not a payment code.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum PaymentCodeError {
    /// Not nine fields.
    #[error("a payment code has nine fields")]
    Fields,
    /// The NIP is wrong.
    #[error("the payee's NIP is wrong")]
    Nip,
    /// The country is not `PL`, or the account is wrong.
    #[error("the account is wrong")]
    Account,
    /// The amount is negative, has fewer than six digits or is too large.
    #[error("the amount is wrong")]
    Amount,
    /// The payee's name is too long or has a `|`.
    #[error("the payee's name does not fit")]
    Payee,
    /// The title is too long or has a `|`.
    #[error("the title does not fit")]
    Title,
    /// A reserved field or the whole text is too long.
    #[error("the payment code is too long")]
    TooLong,
}

impl PaymentCode {
    /// A code whose names are made to fit: Polish letters lose their marks, since not every bank
    /// reads them, and long texts are cut.
    pub fn fitted(account: Nrb, amount: Money, payee: &str, title: &str) -> Self {
        let payee = fit(payee, PAYEE_CHARS_MAX);
        Self {
            payee_nip: None,
            account,
            amount,
            payee,
            title: fit(title, TITLE_CHARS_MAX),
        }
    }

    /// The text to draw as a square code.
    ///
    /// # Errors
    /// [`PaymentCodeError`] of the first field that does not fit.
    pub fn text(&self) -> Result<String, PaymentCodeError> {
        if self.amount < Money::ZERO {
            return Err(PaymentCodeError::Amount);
        }
        check_name(&self.payee, PAYEE_CHARS_MAX).ok_or(PaymentCodeError::Payee)?;
        check_name(&self.title, TITLE_CHARS_MAX).ok_or(PaymentCodeError::Title)?;
        let nip = self.payee_nip.as_ref().map_or("", Nip::as_str);
        let (account, grosze) = (self.account.as_str(), self.amount.grosze());
        Ok(format!(
            "{nip}|PL|{account}|{grosze:06}|{}|{}|||",
            self.payee, self.title
        ))
    }

    /// Reads the text of a code; what the reserved fields hold is checked and dropped.
    ///
    /// # Errors
    /// [`PaymentCodeError`] of the first field that is wrong.
    pub fn parse(text: &str) -> Result<Self, PaymentCodeError> {
        let fields: Vec<&str> = text.split('|').collect();
        let [nip, country, account, grosze, payee, title, reserved @ ..] = fields.as_slice() else {
            return Err(PaymentCodeError::Fields);
        };
        let &[direct_debit, invoice, reserve] = reserved else {
            return Err(PaymentCodeError::Fields);
        };
        let payee_nip = match *nip {
            "" => None,
            nip => Some(Nip::parse(nip).map_err(|_| PaymentCodeError::Nip)?),
        };
        if *country != "PL" {
            return Err(PaymentCodeError::Account);
        }
        let account = Nrb::parse(account).map_err(|_| PaymentCodeError::Account)?;
        let amount = read_amount(grosze).ok_or(PaymentCodeError::Amount)?;
        check_name(payee, PAYEE_CHARS_MAX).ok_or(PaymentCodeError::Payee)?;
        check_name(title, TITLE_CHARS_MAX).ok_or(PaymentCodeError::Title)?;
        let [first, second, last] = RESERVED_CHARS_MAX;
        let last = last.saturating_sub(grosze.len() - AMOUNT_DIGITS_MIN);
        let limits = [(direct_debit, first), (invoice, second), (reserve, last)];
        let fits = limits
            .into_iter()
            .all(|(field, limit)| field.chars().count() <= limit);
        if !fits || text.chars().count() > TEXT_CHARS_MAX {
            return Err(PaymentCodeError::TooLong);
        }
        let (payee, title) = ((*payee).to_owned(), (*title).to_owned());
        Ok(Self {
            payee_nip,
            account,
            amount,
            payee,
            title,
        })
    }
}

fn read_amount(grosze: &str) -> Option<Money> {
    let digits = grosze.bytes().all(|b| b.is_ascii_digit());
    if !digits || grosze.len() < AMOUNT_DIGITS_MIN {
        return None;
    }
    Money::from_grosze(grosze.parse().ok()?).ok()
}

fn check_name(text: &str, chars_max: usize) -> Option<()> {
    let fits = !text.contains(['|', '\n', '\r']) && text.chars().count() <= chars_max;
    fits.then_some(())
}

fn fit(text: &str, chars_max: usize) -> String {
    let plain = text.chars().map(without_mark).take(chars_max);
    plain.collect::<String>().trim_end().to_owned()
}

/// A Polish letter without its mark; anything a bank may not read becomes a space.
const fn without_mark(letter: char) -> char {
    match letter {
        'ą' => 'a',
        'ć' => 'c',
        'ę' => 'e',
        'ł' => 'l',
        'ń' => 'n',
        'ó' => 'o',
        'ś' => 's',
        'ź' | 'ż' => 'z',
        'Ą' => 'A',
        'Ć' => 'C',
        'Ę' => 'E',
        'Ł' => 'L',
        'Ń' => 'N',
        'Ó' => 'O',
        'Ś' => 'S',
        'Ź' | 'Ż' => 'Z',
        '|' => ' ',
        ' '..='~' => letter,
        _ => ' ',
    }
}

#[cfg(test)]
mod tests {
    use super::{Money, Nrb, PaymentCode, PaymentCodeError};

    fn code(payee: &str, title: &str) -> PaymentCode {
        let account = Nrb::parse("17 1020 4391 2018 0062 0000 0423").expect("an account");
        let amount = Money::parse("17").expect("an amount");
        PaymentCode::fitted(account, amount, payee, title)
    }

    #[test]
    fn names_are_made_to_fit() {
        let text = code("Urząd Miejski w Łomży", "GP.6730.432.2025|opłata").text();
        let wanted =
            "|PL|17102043912018006200000423|001700|Urzad Miejski w Lomz|GP.6730.432.2025 oplata|||";
        assert_eq!(text.as_deref(), Ok(wanted));
    }

    #[test]
    fn reads_back_what_it_writes() {
        let code = code("UM Suprasl", "Oplata");
        let text = code.text().expect("it fits");
        assert_eq!(PaymentCode::parse(&text), Ok(code));
    }

    #[test]
    fn says_what_is_wrong() {
        let text = code("UM Suprasl", "Oplata").text().expect("it fits");
        let error = |from: &str, to: &str| PaymentCode::parse(&text.replace(from, to)).err();
        assert_eq!(error("|||", "||"), Some(PaymentCodeError::Fields));
        assert_eq!(error("|PL|", "|DE|"), Some(PaymentCodeError::Account));
        assert_eq!(error("|001700|", "|1700|"), Some(PaymentCodeError::Amount));
        assert_eq!(
            error("Oplata", &"x".repeat(33)),
            Some(PaymentCodeError::Title)
        );
        assert_eq!(
            error("|||", &format!("|||{}", "x".repeat(25))),
            Some(PaymentCodeError::TooLong)
        );
        let unfit = PaymentCode {
            payee: "a|b".to_owned(),
            ..code("", "")
        };
        assert_eq!(unfit.text(), Err(PaymentCodeError::Payee));
    }
}
