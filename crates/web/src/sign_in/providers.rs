//! Identity providers of the offices: where they are, what was asked, what came back.

#[cfg(test)]
mod tests;

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use chrono::{DateTime, Duration, Utc};
use domain::assurance::Assurance;
use openidconnect::core::{
    CoreAuthDisplay, CoreAuthPrompt, CoreAuthenticationFlow, CoreErrorResponseType,
    CoreGenderClaim, CoreJsonWebKey, CoreJweContentEncryptionAlgorithm, CoreJwsSigningAlgorithm,
    CoreProviderMetadata, CoreRevocableToken, CoreRevocationErrorResponse,
    CoreTokenIntrospectionResponse, CoreTokenType,
};
use openidconnect::{
    AuthenticationContextClass, AuthorizationCode, Client, ClientId, ClientSecret, CsrfToken,
    EmptyExtraTokenFields, EndpointMaybeSet, EndpointNotSet, EndpointSet, IdTokenFields, IssuerUrl,
    Nonce, PkceCodeChallenge, PkceCodeVerifier, RedirectUrl, Scope, StandardErrorResponse,
    StandardTokenResponse, TokenResponse,
};
use store::residents::Identity;
use tenancy::{IdentityProvider, TenantId};

use crate::{Settings, tokens};

use super::claims::{self, PersonClaims, SIGNATURES};
use super::fetch::Fetch;
use super::levels;

/// How long a discovery document and its keys are used.
const KNOWN_MINUTES: i64 = 10;
/// Youngest document that is fetched again because a signature fits none of its keys.
const REFRESH_SECONDS: i64 = 30;
/// Documents kept at most.
const KNOWN_MAX: usize = 4_096;

type Tokens = StandardTokenResponse<
    IdTokenFields<
        PersonClaims,
        EmptyExtraTokenFields,
        CoreGenderClaim,
        CoreJweContentEncryptionAlgorithm,
        CoreJwsSigningAlgorithm,
    >,
    CoreTokenType,
>;
type Party = Client<
    PersonClaims,
    CoreAuthDisplay,
    CoreGenderClaim,
    CoreJweContentEncryptionAlgorithm,
    CoreJsonWebKey,
    CoreAuthPrompt,
    StandardErrorResponse<CoreErrorResponseType>,
    Tokens,
    CoreTokenIntrospectionResponse,
    CoreRevocableToken,
    CoreRevocationErrorResponse,
    EndpointSet,
    EndpointNotSet,
    EndpointNotSet,
    EndpointNotSet,
    EndpointMaybeSet,
    EndpointMaybeSet,
>;

/// Why a provider did not vouch for anybody.
#[derive(Debug, thiserror::Error)]
pub(super) enum ProviderFault {
    /// The provider is away or answers nonsense: try again later.
    #[error("the provider cannot be used: {0}")]
    Away(String),
    /// The answer is not one we may take.
    #[error("the provider's answer is refused: {0}")]
    Refused(String),
    /// The office's file or the configuration is wrong.
    #[error("the provider is not set up: {0}")]
    Setup(&'static str),
}

/// Where to send the browser, and what to remember until it comes back.
pub(super) struct Begun {
    pub(super) url: String,
    pub(super) state: String,
    pub(super) nonce: String,
    pub(super) pkce_verifier: String,
}

/// What the browser brought back.
pub(super) struct Brought<'a> {
    pub(super) code: &'a str,
    pub(super) nonce: &'a str,
    pub(super) pkce_verifier: &'a str,
}

/// Somebody a provider vouches for.
pub(super) struct Vouched {
    pub(super) issuer: String,
    pub(super) subject: String,
    pub(super) identity: Identity,
    pub(super) assurance: Assurance,
}

/// One office's use of one provider.
pub(super) struct Use<'a> {
    pub(super) tenant: TenantId,
    pub(super) provider: &'a IdentityProvider,
    /// Address of the office to which the provider sends the browser back.
    pub(super) redirect: String,
    pub(super) now: DateTime<Utc>,
}

/// Everything known about providers, in memory, apart for every office.
pub(super) struct Providers {
    fetch: Fetch,
    known: Mutex<HashMap<(TenantId, String), Known>>,
}

#[derive(Clone)]
struct Known {
    metadata: CoreProviderMetadata,
    fetched_at: DateTime<Utc>,
}

impl Providers {
    pub(super) fn new(settings: &Settings) -> Result<Self, String> {
        Ok(Self {
            fetch: Fetch::new(settings)?,
            known: Mutex::default(),
        })
    }

    /// Prepares a sign-in with code, PKCE and nonce at the wanted level.
    ///
    /// # Errors
    /// [`ProviderFault::Away`] or [`ProviderFault::Setup`].
    pub(super) async fn begin(
        &self,
        used: &Use<'_>,
        settings: &Settings,
        wanted: Assurance,
    ) -> Result<Begun, ProviderFault> {
        let known = self.known(used, Duration::minutes(KNOWN_MINUTES)).await?;
        let party = party(used, settings, known.metadata)?;
        let verifier = PkceCodeVerifier::new(tokens::fresh());
        let mut request = party.authorize_url(
            CoreAuthenticationFlow::AuthorizationCode,
            || CsrfToken::new(tokens::fresh()),
            || Nonce::new(tokens::fresh()),
        );
        for scope in ["profile", "email"] {
            request = request.add_scope(Scope::new(scope.to_owned()));
        }
        for value in levels::acr_values(wanted) {
            request = request.add_auth_context_value(AuthenticationContextClass::new(value));
        }
        let challenge = PkceCodeChallenge::from_code_verifier_sha256(&verifier);
        let (url, state, nonce) = request.set_pkce_challenge(challenge).url();
        Ok(Begun {
            url: url.to_string(),
            state: state.secret().clone(),
            nonce: nonce.secret().clone(),
            pkce_verifier: verifier.into_secret(),
        })
    }

    /// Exchanges the code and checks the token: signature, issuer, audience, times, nonce.
    ///
    /// # Errors
    /// [`ProviderFault`]; the words are for the log, not for the visitor.
    pub(super) async fn finish(
        &self,
        used: &Use<'_>,
        settings: &Settings,
        brought: Brought<'_>,
    ) -> Result<Vouched, ProviderFault> {
        let known = self.known(used, Duration::minutes(KNOWN_MINUTES)).await?;
        let exchange = party(used, settings, known.metadata.clone())?;
        let verifier = PkceCodeVerifier::new(brought.pkce_verifier.to_owned());
        let tokens = exchange
            .exchange_code(AuthorizationCode::new(brought.code.to_owned()))
            .map_err(|_| ProviderFault::Setup("it has no token endpoint"))?
            .set_pkce_verifier(verifier)
            .request_async(&self.fetch)
            .await
            .map_err(|fault| ProviderFault::Refused(crate::error::chain(&fault)))?;
        let no_token = || ProviderFault::Refused("there is no identity token".to_owned());
        let token = tokens.id_token().ok_or_else(no_token)?;
        let nonce = Nonce::new(brought.nonce.to_owned());
        match check(used, &known.metadata, token, &nonce) {
            Ok(vouched) => Ok(vouched),
            Err(first) => {
                // The provider may have changed its keys since we asked for them.
                let fresh = self.known(used, Duration::seconds(REFRESH_SECONDS)).await?;
                match fresh.fetched_at == known.fetched_at {
                    true => Err(first),
                    false => check(used, &fresh.metadata, token, &nonce),
                }
            }
        }
    }

    /// The provider's document, at most `age_max` old.
    async fn known(&self, used: &Use<'_>, age_max: Duration) -> Result<Known, ProviderFault> {
        let key = (used.tenant, used.provider.issuer.clone());
        let kept = self.lock().get(&key).cloned();
        if let Some(kept) = kept.filter(|kept| used.now - kept.fetched_at <= age_max) {
            return Ok(kept);
        }
        let issuer = IssuerUrl::new(used.provider.issuer.clone())
            .map_err(|_| ProviderFault::Setup("its issuer is no address"))?;
        // Fails unless the document names exactly the issuer asked for.
        let metadata = CoreProviderMetadata::discover_async(issuer, &self.fetch)
            .await
            .map_err(|fault| ProviderFault::Away(crate::error::chain(&fault)))?;
        let fetched = Known {
            metadata,
            fetched_at: used.now,
        };
        let mut known = self.lock();
        if known.len() >= KNOWN_MAX {
            known.clear();
        }
        known.insert(key, fetched.clone());
        Ok(fetched)
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, HashMap<(TenantId, String), Known>> {
        self.known.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn party(
    used: &Use<'_>,
    settings: &Settings,
    metadata: CoreProviderMetadata,
) -> Result<Party, ProviderFault> {
    let secret = match &used.provider.client_secret_ref {
        Some(name) => {
            let secret = settings.secrets.get(name);
            let secret = secret.ok_or(ProviderFault::Setup("its secret is not configured"))?;
            Some(ClientSecret::new(secret.clone()))
        }
        None => None,
    };
    let client_id = ClientId::new(used.provider.client_id.clone());
    let redirect = RedirectUrl::new(used.redirect.clone())
        .map_err(|_| ProviderFault::Setup("the office has no address"))?;
    Ok(Party::from_provider_metadata(metadata, client_id, secret).set_redirect_uri(redirect))
}

fn check(
    used: &Use<'_>,
    metadata: &CoreProviderMetadata,
    token: &claims::Token,
    nonce: &Nonce,
) -> Result<Vouched, ProviderFault> {
    let refused = |why: &str| ProviderFault::Refused(why.to_owned());
    let now = used.now;
    let verifier = claims::Verifier::new_public_client(
        ClientId::new(used.provider.client_id.clone()),
        metadata.issuer().clone(),
        metadata.jwks().clone(),
    )
    .set_allowed_algs(SIGNATURES)
    .set_time_fn(move || now)
    .set_issue_time_verifier_fn(move |issued| match claims::is_fresh(issued, now) {
        true => Ok(()),
        false => Err("not made just now".to_owned()),
    });
    let claims = token
        .claims(&verifier, nonce)
        .map_err(|fault| ProviderFault::Refused(crate::error::chain(&fault)))?;
    if !claims::counts(claims, now) {
        return Err(refused("it does not count yet"));
    }
    let acr = claims.auth_context_ref().map(|acr| acr.as_str());
    Ok(Vouched {
        issuer: claims.issuer().as_str().to_owned(),
        subject: claims.subject().as_str().to_owned(),
        identity: claims::identity(claims).ok_or_else(|| refused("it names nobody"))?,
        assurance: levels::from_acr(acr),
    })
}
