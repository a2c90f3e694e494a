//! The identity provider for development: a list of invented people, at `login.<base domain>`.
//!
//! It answers only in development mode. Everything is in memory; its key lives as long as the
//! program. Only offices that name it in their file may send people here.

mod codes;
mod keys;
mod pages;
mod people;

use access::Action;
use axum::Json;
use axum::extract::{Form, State};
use axum::http::StatusCode;
use axum::http::header::CACHE_CONTROL;
use axum::response::{IntoResponse, Response};
use openidconnect::core::CoreJsonWebKeySet;
use serde::Deserialize;
use serde_json::{Value, json};

use crate::routes::Routes;
use crate::visit::Visit;
use crate::{AppState, PageError, Settings};

use super::levels;
use codes::Codes;
use keys::Signer;

/// Somebody of the development sign-in, as one office knows them.
pub struct InventedPerson {
    pub subject: String,
    pub given_name: &'static str,
    pub family_name: &'static str,
    /// ISO date.
    pub born_on: &'static str,
    pub pesel: Option<&'static str>,
    pub email: &'static str,
}

/// Everybody who can sign in at the office `client_id`: for demonstration data.
pub(super) fn invented_people(client_id: &str) -> Vec<InventedPerson> {
    let known = |person: &people::Person| InventedPerson {
        subject: person.subject(client_id),
        given_name: person.given_name,
        family_name: person.family_name,
        born_on: person.born_on,
        pesel: person.pesel,
        email: person.email,
    };
    people::all().iter().map(known).collect()
}

/// What the provider keeps in memory.
pub(super) struct Provider {
    signer: Signer,
    codes: Codes,
    issuer: String,
}

impl Provider {
    /// # Errors
    /// When no key can be made.
    pub(super) fn new(settings: &Settings) -> Result<Self, String> {
        Ok(Self {
            signer: Signer::new()?,
            codes: Codes::default(),
            issuer: settings.url(&format!("login.{}", settings.base_domain), ""),
        })
    }
}

pub(super) fn routes() -> Routes {
    Routes::login()
        .get("/", Action::SignIn, pages::about)
        .get(
            "/.well-known/openid-configuration",
            Action::SignIn,
            discovery,
        )
        .get("/klucze", Action::SignIn, keys)
        .get("/wybor", Action::SignIn, pages::choose)
        .post("/wybor", Action::SignIn, pages::chosen)
        .post("/token", Action::SignIn, token)
}

/// The provider, where there is one.
fn provider(app: &AppState) -> Result<&Provider, PageError> {
    app.sign_in()
        .development
        .as_ref()
        .ok_or(PageError::NotFound)
}

/// # Source
/// OpenID Connect Discovery 1.0, 3.
async fn discovery(State(app): State<AppState>) -> Result<Json<Value>, PageError> {
    let issuer = &provider(&app)?.issuer;
    let levels = levels::acr_values(domain::assurance::Assurance::Low);
    Ok(Json(json!({
        "issuer": issuer,
        "authorization_endpoint": format!("{issuer}/wybor"),
        "token_endpoint": format!("{issuer}/token"),
        "jwks_uri": format!("{issuer}/klucze"),
        "response_types_supported": ["code"],
        "response_modes_supported": ["query"],
        "grant_types_supported": ["authorization_code"],
        "subject_types_supported": ["pairwise"],
        "id_token_signing_alg_values_supported": ["EdDSA"],
        "token_endpoint_auth_methods_supported": ["none"],
        "code_challenge_methods_supported": ["S256"],
        "scopes_supported": ["openid", "profile", "email"],
        "acr_values_supported": levels,
        "authorization_response_iss_parameter_supported": true,
    })))
}

async fn keys(State(app): State<AppState>) -> Result<Json<CoreJsonWebKeySet>, PageError> {
    Ok(Json(provider(&app)?.signer.public_keys()))
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Exchange {
    grant_type: String,
    code: String,
    redirect_uri: String,
    client_id: String,
    code_verifier: String,
}

/// Gives a token for a code: once, to the client and address it was made for, with the proof
/// that the same program began the sign-in.
async fn token(
    visit: Visit,
    State(app): State<AppState>,
    Form(asked): Form<Exchange>,
) -> Result<Response, PageError> {
    let provider = provider(&app)?;
    let now = visit.app().now();
    let wrong = |error: &str| {
        let body = Json(json!({ "error": error }));
        Ok((StatusCode::BAD_REQUEST, [(CACHE_CONTROL, "no-store")], body).into_response())
    };
    if asked.grant_type != "authorization_code" {
        return wrong("unsupported_grant_type");
    }
    let Some(grant) = provider.codes.take(&asked.code, now) else {
        return wrong("invalid_grant");
    };
    let fits = grant.client_id == asked.client_id
        && grant.redirect_uri == asked.redirect_uri
        && codes::challenge(&asked.code_verifier) == grant.challenge;
    if !fits {
        return wrong("invalid_grant");
    }
    let token = provider.signer.token(&provider.issuer, &grant, now);
    let token = token.map_err(PageError::internal)?;
    let body = json!({
        "access_token": crate::tokens::fresh(),
        "token_type": "Bearer",
        "expires_in": 60,
        "id_token": token,
    });
    Ok(([(CACHE_CONTROL, "no-store")], Json(body)).into_response())
}
