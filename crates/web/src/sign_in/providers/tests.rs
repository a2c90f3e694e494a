//! Tokens nobody may be signed in with.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use openidconnect::core::{
    CoreEdDsaPrivateSigningKey, CoreHmacKey, CoreJsonWebKeySet, CoreJwsSigningAlgorithm,
    CoreResponseType, CoreSubjectIdentifierType,
};
use openidconnect::{
    Audience, AuthUrl, EmptyAdditionalProviderMetadata, EndUserFamilyName, JsonWebKeyId,
    JsonWebKeySetUrl, LocalizedClaim, PrivateSigningKey, ResponseTypes, StandardClaims,
    SubjectIdentifier,
};

use super::*;
use crate::sign_in::claims::{Claims, Token};

const ISSUER: &str = "https://login.example.pl";
const NONCE: &str = "nonce-of-this-sign-in";
/// The example key of RFC 8410, 10.3, and another one.
const KEYS: [&str; 2] = [
    "MC4CAQAwBQYDK2VwBCIEINTuctv5E1hK1bbY8fdp+K06/nwoy/HU++CXqI9EdVhC",
    "MC4CAQAwBQYDK2VwBCIEIAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAB",
];

fn now() -> DateTime<Utc> {
    DateTime::from_timestamp(1_800_000_000, 0).expect("a time")
}

fn key(which: usize) -> CoreEdDsaPrivateSigningKey {
    let pem = format!(
        "-----BEGIN PRIVATE KEY-----\n{}\n-----END PRIVATE KEY-----\n",
        KEYS[which]
    );
    let id = JsonWebKeyId::new("one".to_owned());
    CoreEdDsaPrivateSigningKey::from_ed25519_pem(&pem, Some(id)).expect("a key")
}

fn metadata() -> CoreProviderMetadata {
    let url = |path: &str| format!("{ISSUER}{path}");
    CoreProviderMetadata::new(
        IssuerUrl::new(ISSUER.to_owned()).expect("an address"),
        AuthUrl::new(url("/a")).expect("an address"),
        JsonWebKeySetUrl::new(url("/k")).expect("an address"),
        vec![ResponseTypes::new(vec![CoreResponseType::Code])],
        vec![CoreSubjectIdentifierType::Public],
        vec![CoreJwsSigningAlgorithm::EdDsa],
        EmptyAdditionalProviderMetadata {},
    )
    .set_jwks(CoreJsonWebKeySet::new(vec![key(0).as_verification_key()]))
}

fn good() -> Claims {
    let mut name = LocalizedClaim::new();
    name.insert(None, EndUserFamilyName::new("Próbny".to_owned()));
    let subject = SubjectIdentifier::new("subject".to_owned());
    Claims::new(
        IssuerUrl::new(ISSUER.to_owned()).expect("an address"),
        vec![Audience::new("grajewo".to_owned())],
        now() + Duration::minutes(5),
        now(),
        StandardClaims::new(subject).set_family_name(Some(name)),
        PersonClaims::default(),
    )
    .set_nonce(Some(Nonce::new(NONCE.to_owned())))
}

fn signed(claims: Claims, which: usize) -> Token {
    Token::new(
        claims,
        &key(which),
        CoreJwsSigningAlgorithm::EdDsa,
        None,
        None,
    )
    .expect("a token")
}

/// A token with this head and signature around the good claims.
fn raw(head: &str, signature: &str) -> Token {
    let claims = serde_json::to_vec(&good()).expect("claims");
    let encode = |bytes: &[u8]| URL_SAFE_NO_PAD.encode(bytes);
    format!(
        "{}.{}.{signature}",
        encode(head.as_bytes()),
        encode(&claims)
    )
    .parse()
    .expect("a token")
}

fn checked(token: &Token) -> Result<Vouched, ProviderFault> {
    let provider = IdentityProvider {
        key: "dev".to_owned(),
        title: String::new(),
        issuer: ISSUER.to_owned(),
        client_id: "grajewo".to_owned(),
        client_secret_ref: None,
        development: false,
    };
    let used = Use {
        tenant: TenantId(1),
        provider: &provider,
        redirect: String::new(),
        now: now(),
    };
    check(&used, &metadata(), token, &Nonce::new(NONCE.to_owned()))
}

#[test]
fn a_good_token_vouches_at_the_level_it_says() {
    let vouched = checked(&signed(good(), 0)).expect("somebody");
    assert_eq!(vouched.subject, "subject");
    assert_eq!(vouched.issuer, ISSUER);
    assert_eq!(vouched.identity.full_name(), "Próbny");
    assert_eq!(vouched.assurance, Assurance::Low);
    let acr = AuthenticationContextClass::new(levels::acr(Assurance::High));
    let high = good().set_auth_context_ref(Some(acr));
    let vouched = checked(&signed(high, 0)).expect("somebody");
    assert_eq!(vouched.assurance, Assurance::High);
}

#[test]
fn a_token_for_somebody_else_or_from_somebody_else_is_refused() {
    let other_issuer = IssuerUrl::new("https://login.example.pl/".to_owned()).expect("an address");
    let audience = |name: &str| Audience::new(name.to_owned());
    let two = vec![audience("grajewo"), audience("suwalki")];
    for claims in [
        good().set_issuer(other_issuer),
        good().set_audiences(vec![audience("suwalki")]),
        good().set_audiences(two),
        good().set_audiences(Vec::new()),
        good().set_nonce(Some(Nonce::new("another".to_owned()))),
        good().set_nonce(None),
    ] {
        assert!(checked(&signed(claims, 0)).is_err());
    }
}

#[test]
fn a_token_of_another_time_is_refused() {
    let mut later = good();
    later.additional_claims_mut().nbf = Some(now().timestamp() + 120);
    for claims in [
        good().set_expiration(now() - Duration::seconds(1)),
        good().set_issue_time(now() - Duration::minutes(11)),
        good().set_issue_time(now() + Duration::minutes(2)),
        later,
    ] {
        assert!(checked(&signed(claims, 0)).is_err());
    }
}

#[test]
fn a_token_with_a_wrong_signature_is_refused() {
    assert!(checked(&signed(good(), 1)).is_err());
    for head in [
        r#"{"alg":"none"}"#,
        r#"{"alg":"none","kid":"one"}"#,
        r#"{"alg":"EdDSA","kid":"one"}"#,
        r#"{"alg":"EdDSA","kid":"one","jku":"https://evil.example/keys"}"#,
        r#"{"alg":"EdDSA","kid":"one","typ":"at+jwt"}"#,
    ] {
        for signature in ["", "AAAA"] {
            assert!(checked(&raw(head, signature)).is_err(), "{head}");
        }
    }
    // The public key used as if it were a shared secret.
    let public = serde_json::to_value(key(0).as_verification_key()).expect("a key");
    let x = public["x"].as_str().expect("the point");
    for secret in [
        x.as_bytes().to_vec(),
        URL_SAFE_NO_PAD.decode(x).expect("bytes"),
    ] {
        let hmac = CoreHmacKey::new(secret);
        let alg = CoreJwsSigningAlgorithm::HmacSha256;
        let token = Token::new(good(), &hmac, alg, None, None).expect("a token");
        assert!(checked(&token).is_err());
    }
}

#[test]
fn a_token_that_names_nobody_is_refused() {
    let claims = good().set_family_name(None);
    assert!(checked(&signed(claims, 0)).is_err());
}
