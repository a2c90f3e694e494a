//! Pages of the development provider: who to be, how surely.

use askama::Template;
use axum::extract::rejection::QueryRejection;
use axum::extract::{Form, Query, State};
use axum::http::header::CONTENT_SECURITY_POLICY;
use axum::http::{HeaderValue, StatusCode};
use axum::response::Response;
use domain::assurance::Assurance;
use serde::Deserialize;
use tenancy::Tenant;

use crate::error::encode;
use crate::page::{self, Page};
use crate::sign_in::{levels, residents};
use crate::visit::Visit;
use crate::{AppState, PageError, Settings};

use super::codes::Grant;
use super::people;

/// What an office asks for.
#[derive(Clone, Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    response_type: String,
    client_id: String,
    redirect_uri: String,
    scope: String,
    state: String,
    nonce: Option<String>,
    code_challenge: String,
    code_challenge_method: String,
    acr_values: String,
}

/// What the person in front of the screen chose; the rest is what the office asked for.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Chosen {
    osoba: String,
    poziom: String,
    #[serde(flatten)]
    asked: Asked,
}

struct Choice {
    value: String,
    label: String,
    hint: String,
    chosen: bool,
}

#[derive(Template)]
#[template(path = "sign_in/development.html")]
struct ChoicePage {
    page: Page,
    office: String,
    people: Vec<Choice>,
    levels: Vec<Choice>,
    /// Names and values of what the office asked for, sent along.
    asked: Vec<(&'static str, String)>,
    cancel: String,
}

#[derive(Template)]
#[template(path = "sign_in/development_about.html")]
struct AboutPage {
    page: Page,
}

/// What this place is, for whoever comes here directly.
pub(super) async fn about(visit: Visit) -> Result<Response, PageError> {
    super::provider(visit.app())?;
    let page = AboutPage {
        page: visit.page(visit.t("signin-dev-title")),
    };
    page::html(StatusCode::OK, &page)
}

/// The list of people.
pub(super) async fn choose(
    visit: Visit,
    State(app): State<AppState>,
    asked: Result<Query<Asked>, QueryRejection>,
) -> Result<Response, PageError> {
    super::provider(&app)?;
    let Ok(Query(asked)) = asked else {
        return Err(PageError::BadRequest("signin-dev-bad"));
    };
    let office = office(&app, &asked)?;
    let wanted = wanted(&asked.acr_values);
    let people = people::all().iter().enumerate().map(|(at, person)| Choice {
        value: person.key.to_owned(),
        label: format!("{} {}", person.given_name, person.family_name),
        hint: match person.pesel {
            Some(number) => visit.tn(person.note, &[("pesel", number)]),
            None => visit.t(person.note),
        },
        chosen: at == 0,
    });
    let levels = [Assurance::Low, Assurance::Substantial, Assurance::High];
    let levels = levels.into_iter().map(|level| Choice {
        value: level.as_str().to_owned(),
        label: visit.t(&format!("assurance-{}", level.as_str())),
        hint: String::new(),
        chosen: level == wanted,
    });
    let page = ChoicePage {
        page: visit.page(visit.t("signin-dev-title")),
        office: office.name().to_owned(),
        people: people.collect(),
        levels: levels.collect(),
        cancel: back(&asked, &[("error", "access_denied")]),
        asked: asked.fields(),
    };
    let mut response = page::html(StatusCode::OK, &page)?;
    // Browsers apply `form-action` to where a form is sent on, so the office has to be named.
    let policy = format!(
        "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; \
         form-action 'self' {}; frame-ancestors 'none'; base-uri 'none'",
        origin(&asked.redirect_uri)
    );
    if let Ok(policy) = HeaderValue::from_str(&policy) {
        response
            .headers_mut()
            .insert(CONTENT_SECURITY_POLICY, policy);
    }
    Ok(response)
}

/// Sends the browser back to the office with a code.
pub(super) async fn chosen(
    visit: Visit,
    State(app): State<AppState>,
    Form(chosen): Form<Chosen>,
) -> Result<Response, PageError> {
    let provider = super::provider(&app)?;
    let bad = || PageError::BadRequest("signin-dev-bad");
    let asked = chosen.asked;
    office(&app, &asked)?;
    let person = people::find(&chosen.osoba).ok_or_else(bad)?;
    let level = Assurance::parse(&chosen.poziom).map_err(|_| bad())?;
    let grant = Grant {
        client_id: asked.client_id.clone(),
        redirect_uri: asked.redirect_uri.clone(),
        nonce: asked.nonce.clone(),
        challenge: asked.code_challenge.clone(),
        person,
        level,
    };
    let code = provider.codes.give(grant, visit.app().now());
    let values = [("code", code.as_str()), ("iss", provider.issuer.as_str())];
    Ok(page::see_other(&back(&asked, &values)))
}

impl Asked {
    fn fields(&self) -> Vec<(&'static str, String)> {
        let mut fields = vec![
            ("response_type", self.response_type.clone()),
            ("client_id", self.client_id.clone()),
            ("redirect_uri", self.redirect_uri.clone()),
            ("scope", self.scope.clone()),
            ("state", self.state.clone()),
            ("code_challenge", self.code_challenge.clone()),
            ("code_challenge_method", self.code_challenge_method.clone()),
        ];
        fields.extend(self.nonce.clone().map(|nonce| ("nonce", nonce)));
        fields
    }
}

/// The office that asks: one that names this provider in its file, with an address of its own.
fn office(app: &AppState, asked: &Asked) -> Result<Tenant, PageError> {
    let is_right = asked.response_type == "code"
        && asked.scope.split(' ').any(|scope| scope == "openid")
        && asked.code_challenge_method == "S256"
        && asked.code_challenge.len() == 43;
    let settings = app.settings();
    let mut offices = app.tenancy().offices().into_iter();
    let found = offices.find(|office| {
        let providers = &office.profile().identity_providers;
        providers
            .iter()
            .any(|p| p.development && p.client_id == asked.client_id)
            && is_address(settings, office, &asked.redirect_uri)
    });
    match found {
        Some(office) if is_right => Ok(office),
        Some(_) | None => Err(PageError::BadRequest("signin-dev-bad")),
    }
}

fn is_address(settings: &Settings, office: &Tenant, address: &str) -> bool {
    let own = office.hosts().iter().map(String::as_str);
    own.chain([""])
        .any(|host| residents::callback_url(settings, office, host) == address)
}

/// The strongest level the list starts with; offices name the one they want first.
fn wanted(acr_values: &str) -> Assurance {
    let first = acr_values
        .split(' ')
        .next()
        .filter(|value| !value.is_empty());
    levels::from_acr(first).max(Assurance::Low)
}

fn back(asked: &Asked, values: &[(&str, &str)]) -> String {
    let mut address = format!("{}?state={}", asked.redirect_uri, encode(&asked.state));
    for (name, value) in values {
        address.push_str(&format!("&{name}={}", encode(value)));
    }
    address
}

/// Scheme, host and port of an address checked before.
fn origin(address: &str) -> &str {
    let after_scheme = address.find("://").map_or(0, |at| at + 3);
    let path = address[after_scheme..].find('/');
    path.map_or(address, |at| &address[..after_scheme + at])
}

#[cfg(test)]
mod tests {
    use super::origin;

    #[test]
    fn an_origin_ends_before_the_path() {
        assert_eq!(
            origin("http://grajewo.localhost:8080/logowanie/powrot"),
            "http://grajewo.localhost:8080"
        );
        assert_eq!(origin("https://grajewo.pl"), "https://grajewo.pl");
    }
}
