//! The second factor: one-time codes from an application on a phone (TOTP).

use chrono::{DateTime, Utc};
use tenancy::TenantKeys;
use totp_rs::{Algorithm, Builder, Secret, Totp};

/// Length of a secret in bytes.
///
/// # Source
/// RFC 4226, 4 (R6): 160 bits recommended.
pub(super) const SECRET_BYTES: usize = 20;
const STEP_SECONDS: u64 = 30;
/// Steps before and after the present one that still count: clocks of phones differ.
const SKEW_STEPS: u16 = 1;
const DIGITS: u8 = 6;

/// A secret about to be given to somebody, the same whenever it is made for the same `purpose`:
/// so a page can be shown again, and nothing is stored before the first code is right.
pub(super) fn secret_for(keys: &TenantKeys, purpose: &str) -> [u8; SECRET_BYTES] {
    let key = keys.derived(&format!("totp-enrolment/{purpose}"));
    let mut secret = [0; SECRET_BYTES];
    secret.copy_from_slice(&key[..SECRET_BYTES]);
    secret
}

/// The step at which `code` is right, if it is; spaces in it do not matter. The caller spends
/// the step, so that no code counts twice.
pub(super) fn step(secret: &[u8], code: &str, now: DateTime<Utc>) -> Option<i64> {
    let code: String = code.chars().filter(|c| !c.is_whitespace()).collect();
    if code.len() != usize::from(DIGITS) || !code.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    let seconds = u64::try_from(now.timestamp()).ok()?;
    let step = totp(secret)?.check(&code, seconds)?;
    i64::try_from(step).ok()
}

/// The secret as people type it: base 32 in groups of four.
pub(super) fn in_groups(secret: &[u8]) -> String {
    let text = Secret::from(secret).to_base32();
    let letters: Vec<char> = text.chars().collect();
    let groups = letters
        .chunks(4)
        .map(|group| group.iter().collect::<String>());
    groups.collect::<Vec<_>>().join(" ")
}

/// The address that opens an application of codes with everything filled in.
pub(super) fn address(secret: &[u8], account: &str, issuer: &str) -> Option<String> {
    let plain = |text: &str| text.replace(':', " ");
    Builder::new()
        .with_algorithm(Algorithm::SHA1)
        .with_digits(DIGITS)
        .with_step_duration(STEP_SECONDS)
        .with_secret(Secret::from(secret))
        .with_account_name(plain(account))
        .with_issuer(Some(plain(issuer)))
        .build()
        .ok()?
        .to_url()
        .ok()
}

fn totp(secret: &[u8]) -> Option<Totp> {
    Builder::new()
        .with_algorithm(Algorithm::SHA1)
        .with_digits(DIGITS)
        .with_step_duration(STEP_SECONDS)
        .with_skew(SKEW_STEPS)
        .with_secret(Secret::from(secret))
        .build()
        .ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    const SECRET: &[u8] = b"12345678901234567890";

    fn at(seconds: i64) -> DateTime<Utc> {
        DateTime::from_timestamp(seconds, 0).expect("a time")
    }

    /// Values of RFC 6238, appendix B, cut to six digits.
    #[test]
    fn codes_of_the_standard_are_right_around_their_step() {
        assert_eq!(step(SECRET, "287082", at(59)), Some(1));
        assert_eq!(
            step(SECRET, " 081 804 ", at(1_111_111_109)),
            Some(37_037_036)
        );
        assert_eq!(step(SECRET, "287082", at(59 + 30)), Some(1));
        assert_eq!(step(SECRET, "287082", at(59 + 61)), None);
    }

    #[test]
    fn anything_else_is_wrong() {
        for code in ["", "28708", "2870822", "28708a", "２８７０８２", "-87082"] {
            assert_eq!(step(SECRET, code, at(59)), None, "{code}");
        }
        assert_eq!(step(b"", "287082", at(59)), None);
    }

    #[test]
    fn people_can_type_and_open_the_secret() {
        assert_eq!(in_groups(SECRET), "GEZD GNBV GY3T QOJQ GEZD GNBV GY3T QOJQ");
        let address = address(SECRET, "r.przyklad@x.pl", "Urząd: Grajewo").expect("an address");
        assert!(address.starts_with("otpauth://totp/"));
        assert!(address.contains("secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"));
    }
}
