//! Signing in and out: residents at identity providers, staff and operators with passwords.

mod accounts;
mod claims;
mod development;
mod door;
mod fetch;
mod invitations;
mod levels;
mod own_sessions;
mod password_rules;
pub mod passwords;
mod providers;
mod residents;
mod return_to;
mod second_factor;
mod ticket;

pub use development::InventedPerson;
pub(crate) use return_to::own_path;

use access::Action;
use askama::Template;
use axum::http::{HeaderName, HeaderValue, StatusCode};
use axum::response::Response;

use crate::page::{self, Page};
use crate::routes::Routes;
use crate::visit::Visit;
use crate::{PageError, Settings};

/// Everybody of the development sign-in as the office `client_id` knows them.
#[must_use]
pub fn invented_people(client_id: &str) -> Vec<InventedPerson> {
    development::invented_people(client_id)
}

/// What sign-in keeps in memory.
pub(crate) struct SignInState {
    providers: providers::Providers,
    hashing: passwords::Hashing,
    /// Only where there is development.
    development: Option<development::Provider>,
}

impl SignInState {
    pub(crate) fn new(settings: &Settings) -> Result<Self, String> {
        let development = match settings.is_development() {
            true => Some(development::Provider::new(settings)?),
            false => None,
        };
        Ok(Self {
            providers: providers::Providers::new(settings)?,
            hashing: passwords::Hashing::new(),
            development,
        })
    }
}

pub(crate) fn office_routes() -> Routes {
    Routes::office()
        .get("/logowanie", Action::SignIn, residents::choose)
        .get("/logowanie/powrot", Action::SignIn, residents::come_back)
        .get("/logowanie/{provider}", Action::SignIn, residents::start)
        .post("/wyloguj", Action::SignIn, residents::sign_out)
        .get("/wylogowano", Action::SignIn, signed_out)
        .get("/urzad/logowanie", Action::SignIn, accounts::show)
        .post("/urzad/logowanie", Action::SignIn, accounts::sign_in)
        .get("/urzad/logowanie/kod", Action::SignIn, accounts::show_code)
        .post("/urzad/logowanie/kod", Action::SignIn, accounts::check_code)
        .get(
            "/urzad/logowanie/urzadzenie",
            Action::SignIn,
            accounts::show_device,
        )
        .post(
            "/urzad/logowanie/urzadzenie",
            Action::SignIn,
            accounts::enrol_device,
        )
        .get(
            "/urzad/zaproszenie/{token}",
            Action::SignIn,
            invitations::show,
        )
        .post(
            "/urzad/zaproszenie/{token}",
            Action::SignIn,
            invitations::accept,
        )
        .post("/urzad/wyloguj", Action::SignIn, accounts::sign_out)
        .get("/urzad/wylogowano", Action::SignIn, signed_out)
        .and(own_sessions::routes())
}

pub(crate) fn admin_routes() -> Routes {
    Routes::admin()
        .get("/logowanie", Action::SignIn, accounts::show)
        .post("/logowanie", Action::SignIn, accounts::sign_in)
        .get("/logowanie/kod", Action::SignIn, accounts::show_code)
        .post("/logowanie/kod", Action::SignIn, accounts::check_code)
        .get(
            "/logowanie/urzadzenie",
            Action::SignIn,
            accounts::show_device,
        )
        .post(
            "/logowanie/urzadzenie",
            Action::SignIn,
            accounts::enrol_device,
        )
        .get("/zaproszenie/{token}", Action::SignIn, invitations::show)
        .post("/zaproszenie/{token}", Action::SignIn, invitations::accept)
        .post("/wyloguj", Action::SignIn, accounts::sign_out)
        .get("/wylogowano", Action::SignIn, signed_out)
}

pub(crate) fn login_routes() -> Routes {
    development::routes()
}

/// A fault at a field: the id to go to and the words.
struct Fault {
    field: &'static str,
    text: String,
}

impl Fault {
    fn new(field: &'static str, text: &str) -> Self {
        Self {
            field,
            text: text.to_owned(),
        }
    }

    fn list(field: &'static str, text: Option<&str>) -> Vec<Self> {
        text.map(|text| Self::new(field, text))
            .into_iter()
            .collect()
    }
}

#[derive(Template)]
#[template(path = "sign_in/signed_out.html")]
struct SignedOutPage {
    page: Page,
}

async fn signed_out(visit: Visit) -> Result<Response, PageError> {
    let page = SignedOutPage {
        page: visit.page(visit.t("signin-out-title")),
    };
    page::html(StatusCode::OK, &page)
}

/// Has the browser drop pages it kept, so that going back shows nothing. Cookies are taken away
/// one by one instead: clearing them all would reach the sites of other offices.
fn clear_site_data(mut response: Response) -> Response {
    response.headers_mut().insert(
        HeaderName::from_static("clear-site-data"),
        HeaderValue::from_static("\"cache\", \"storage\""),
    );
    response
}
