//! What an identity provider says about a person, turned into our words.

use std::ops::Deref;

use chrono::{DateTime, NaiveDate, Utc};
use domain::identifiers::Pesel;
use openidconnect::core::{
    CoreGenderClaim, CoreJsonWebKey, CoreJweContentEncryptionAlgorithm, CoreJwsSigningAlgorithm,
};
use openidconnect::{AdditionalClaims, IdToken, IdTokenClaims, IdTokenVerifier, LocalizedClaim};
use serde::{Deserialize, Serialize};
use store::residents::Identity;

/// Claims beside the standard ones.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
pub(super) struct PersonClaims {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) pesel: Option<String>,
    /// Seconds since 1970 before which the token does not count.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) nbf: Option<i64>,
}

impl AdditionalClaims for PersonClaims {}

/// Claims of a token whose signature, issuer, audience, times and nonce were checked.
pub(super) type Claims = IdTokenClaims<PersonClaims, CoreGenderClaim>;
pub(super) type Token = IdToken<
    PersonClaims,
    CoreGenderClaim,
    CoreJweContentEncryptionAlgorithm,
    CoreJwsSigningAlgorithm,
>;
pub(super) type Verifier<'a> = IdTokenVerifier<'a, CoreJsonWebKey>;

/// Signatures taken: public-key ones only, so that no public key can be used as a shared secret.
pub(super) const SIGNATURES: [CoreJwsSigningAlgorithm; 5] = [
    CoreJwsSigningAlgorithm::RsaSsaPkcs1V15Sha256,
    CoreJwsSigningAlgorithm::RsaSsaPssSha256,
    CoreJwsSigningAlgorithm::EcdsaP256Sha256,
    CoreJwsSigningAlgorithm::EcdsaP384Sha384,
    CoreJwsSigningAlgorithm::EdDsa,
];
/// Seconds clocks may differ.
const CLOCK_SECONDS: i64 = 60;
/// Oldest token taken, in seconds: it was asked for a moment ago.
const AGE_SECONDS_MAX: i64 = 600;

/// Whether a token made at `issued` is fresh.
pub(super) fn is_fresh(issued: DateTime<Utc>, now: DateTime<Utc>) -> bool {
    (-CLOCK_SECONDS..=AGE_SECONDS_MAX).contains(&(now - issued).num_seconds())
}

/// Whether a token counts already.
pub(super) fn counts(claims: &Claims, now: DateTime<Utc>) -> bool {
    let from = claims.additional_claims().nbf;
    from.is_none_or(|from| from <= now.timestamp() + CLOCK_SECONDS)
}

/// Who the person is. A name is needed and nothing else; a wrong PESEL counts as none.
pub(super) fn identity(claims: &Claims) -> Option<Identity> {
    let given = claims.given_name().and_then(text);
    let family = claims.family_name().and_then(text);
    let whole = claims.name().and_then(text);
    let (given_name, family_name) = match (given, family) {
        (None, None) => (String::new(), whole?),
        (given, family) => (given.unwrap_or_default(), family.unwrap_or_default()),
    };
    let number = claims.additional_claims().pesel.as_deref();
    let pesel = number.and_then(|number| Pesel::parse(number).ok());
    let written = claims.birthdate().map(|day| day.as_str());
    let birth_date = written
        .and_then(|day| NaiveDate::parse_from_str(day, "%Y-%m-%d").ok())
        .or(pesel.as_ref().map(Pesel::born_on));
    // An address nobody confirmed says nothing about its owner.
    let email = claims
        .email()
        .filter(|_| claims.email_verified() == Some(true));
    Some(Identity {
        given_name,
        family_name,
        pesel,
        birth_date,
        email: email.map(|email| email.as_str().to_owned()),
    })
}

/// A name without a language, or in the first language given.
fn text<T: Deref<Target = String>>(claim: &LocalizedClaim<T>) -> Option<String> {
    let any = claim
        .get(None)
        .or_else(|| claim.iter().next().map(|(_, text)| text));
    let text = any?.trim();
    (!text.is_empty()).then(|| text.to_owned())
}
