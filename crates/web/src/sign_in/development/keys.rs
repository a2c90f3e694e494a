//! The key of the development provider and the tokens signed with it.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use chrono::{DateTime, Duration, Utc};
use openidconnect::core::{CoreEdDsaPrivateSigningKey, CoreJsonWebKeySet, CoreJwsSigningAlgorithm};
use openidconnect::{
    Audience, AuthenticationContextClass, EndUserBirthday, EndUserEmail, EndUserFamilyName,
    EndUserGivenName, EndUserName, IssuerUrl, JsonWebKeyId, LocalizedClaim, Nonce,
    PrivateSigningKey, StandardClaims, SubjectIdentifier,
};

use crate::sign_in::claims::{Claims, PersonClaims, Token};
use crate::sign_in::levels;
use crate::tokens;

use super::codes::Grant;
use super::people::Person;

const TOKEN_MINUTES: i64 = 5;
/// What stands before the 32 bytes of an Ed25519 key in PKCS #8.
///
/// # Source
/// RFC 8410, 7.
const PKCS8_HEAD: [u8; 16] = [
    0x30, 0x2e, 0x02, 0x01, 0x00, 0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x70, 0x04, 0x22, 0x04, 0x20,
];

/// Signs tokens with a key made at the start of the program.
pub(super) struct Signer(CoreEdDsaPrivateSigningKey);

impl Signer {
    /// # Errors
    /// When the key is not taken.
    pub(super) fn new() -> Result<Self, String> {
        let key = [&PKCS8_HEAD[..], &tokens::bytes::<32>()].concat();
        let pem = format!(
            "-----BEGIN PRIVATE KEY-----\n{}\n-----END PRIVATE KEY-----\n",
            STANDARD.encode(key)
        );
        let id = JsonWebKeyId::new(hex::encode(tokens::bytes::<8>()));
        CoreEdDsaPrivateSigningKey::from_ed25519_pem(&pem, Some(id)).map(Self)
    }

    pub(super) fn public_keys(&self) -> CoreJsonWebKeySet {
        CoreJsonWebKeySet::new(vec![self.0.as_verification_key()])
    }

    /// The identity token of a grant.
    ///
    /// # Errors
    /// When signing fails.
    pub(super) fn token(
        &self,
        issuer: &str,
        grant: &Grant,
        now: DateTime<Utc>,
    ) -> Result<String, Box<dyn std::error::Error + Send + Sync>> {
        let person = grant.person;
        let claims = Claims::new(
            IssuerUrl::new(issuer.to_owned())?,
            vec![Audience::new(grant.client_id.clone())],
            now + Duration::minutes(TOKEN_MINUTES),
            now,
            standard(person, &grant.client_id),
            PersonClaims {
                pesel: person.pesel.map(str::to_owned),
                nbf: None,
            },
        )
        .set_nonce(grant.nonce.clone().map(Nonce::new))
        .set_auth_time(Some(now))
        .set_auth_context_ref(Some(AuthenticationContextClass::new(levels::acr(
            grant.level,
        ))));
        let token = Token::new(claims, &self.0, CoreJwsSigningAlgorithm::EdDsa, None, None)?;
        Ok(token.to_string())
    }
}

fn standard(
    person: &Person,
    client_id: &str,
) -> StandardClaims<openidconnect::core::CoreGenderClaim> {
    let (given, family) = (person.given_name, person.family_name);
    let email = EndUserEmail::new(person.email.to_owned());
    StandardClaims::new(SubjectIdentifier::new(person.subject(client_id)))
        .set_name(Some(plain(EndUserName::new(format!("{given} {family}")))))
        .set_given_name(Some(plain(EndUserGivenName::new(given.to_owned()))))
        .set_family_name(Some(plain(EndUserFamilyName::new(family.to_owned()))))
        .set_birthdate(Some(EndUserBirthday::new(person.born_on.to_owned())))
        .set_email(Some(email))
        .set_email_verified(Some(true))
}

fn plain<T>(value: T) -> LocalizedClaim<T> {
    let mut claim = LocalizedClaim::new();
    claim.insert(None, value);
    claim
}
