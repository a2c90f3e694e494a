//! Codes of the development provider: single-use, short-lived, in memory.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use chrono::{DateTime, Duration, Utc};
use domain::assurance::Assurance;
use sha2::{Digest, Sha256};

use crate::tokens;

use super::people::Person;

const LIFE_SECONDS: i64 = 60;
/// Codes kept at most; beyond it the old ones go.
const CODES_MAX: usize = 10_000;

/// What a code stands for.
pub(super) struct Grant {
    pub(super) client_id: String,
    pub(super) redirect_uri: String,
    pub(super) nonce: Option<String>,
    /// PKCE challenge, method S256.
    pub(super) challenge: String,
    pub(super) person: &'static Person,
    pub(super) level: Assurance,
}

/// Grants by the hash of their code.
#[derive(Default)]
pub(super) struct Codes(Mutex<HashMap<Vec<u8>, Given>>);

struct Given {
    grant: Grant,
    at: DateTime<Utc>,
}

impl Codes {
    /// Keeps a grant and returns its code.
    pub(super) fn give(&self, grant: Grant, now: DateTime<Utc>) -> String {
        let code = tokens::fresh();
        let mut codes = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if codes.len() >= CODES_MAX {
            codes.retain(|_, given| is_alive(given.at, now));
        }
        codes.insert(tokens::hash(&code), Given { grant, at: now });
        code
    }

    /// Takes the grant of a code out, whatever comes of it.
    pub(super) fn take(&self, code: &str, now: DateTime<Utc>) -> Option<Grant> {
        let mut codes = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let given = codes.remove(&tokens::hash(code))?;
        is_alive(given.at, now).then_some(given.grant)
    }
}

/// The challenge that fits a verifier.
///
/// # Source
/// RFC 7636, 4.2.
pub(super) fn challenge(verifier: &str) -> String {
    URL_SAFE_NO_PAD.encode(Sha256::digest(verifier.as_bytes()))
}

fn is_alive(given: DateTime<Utc>, now: DateTime<Utc>) -> bool {
    now - given <= Duration::seconds(LIFE_SECONDS)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_counts_once_and_not_for_long() {
        let codes = Codes::default();
        let now = DateTime::from_timestamp(1_800_000_000, 0).expect("a time");
        let grant = || Grant {
            client_id: "grajewo".to_owned(),
            redirect_uri: String::new(),
            nonce: None,
            challenge: challenge("x"),
            person: super::super::people::all().first().expect("somebody"),
            level: Assurance::Low,
        };
        let code = codes.give(grant(), now);
        assert!(codes.take(&code, now).is_some());
        assert!(codes.take(&code, now).is_none());
        let late = codes.give(grant(), now);
        assert!(codes.take(&late, now + Duration::seconds(61)).is_none());
    }

    /// The example of RFC 7636, appendix B.
    #[test]
    fn the_challenge_is_that_of_the_standard() {
        assert_eq!(
            challenge("dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"),
            "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM"
        );
    }
}
