//! Signing in with a password and a code: staff at the desk of an office, operators at the console.

use askama::Template;
use axum::extract::rejection::QueryRejection;
use axum::extract::{Form, Query};
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use serde::Deserialize;
use store::accounts::{AccountState, Accounts, Credentials};

use crate::PageError;
use crate::identify::{cookie, forget};
use crate::page::{self, Page};
use crate::visit::Visit;

use super::door::{Door, Factor, with_cookies};
use super::ticket::{self, Ticket};
use super::{Fault, return_to, second_factor};

#[derive(Default, Deserialize)]
pub(super) struct Asked {
    powrot: Option<String>,
    gotowe: Option<String>,
}

#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Password {
    email: String,
    haslo: String,
    powrot: Option<String>,
}

#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Code {
    kod: String,
}

#[derive(Template)]
#[template(path = "sign_in/password.html")]
struct PasswordPage {
    page: Page,
    faults: Vec<Fault>,
    fault: String,
    action: String,
    email: String,
    return_to: String,
}

#[derive(Template)]
#[template(path = "sign_in/code.html")]
struct CodePage {
    page: Page,
    faults: Vec<Fault>,
    fault: String,
    action: String,
    again: String,
}

#[derive(Template)]
#[template(path = "sign_in/device.html")]
struct DevicePage {
    page: Page,
    faults: Vec<Fault>,
    fault: String,
    action: String,
    secret: String,
    address: String,
}

/// The page with e-mail and password.
pub(super) async fn show(
    visit: Visit,
    asked: Result<Query<Asked>, QueryRejection>,
) -> Result<Response, PageError> {
    let door = Door::of(&visit)?;
    let asked = asked.map(|Query(asked)| asked).unwrap_or_default();
    let back = return_to::checked(asked.powrot.as_deref(), door.home());
    if visit.name().is_some() {
        return Ok(page::see_other(back));
    }
    let notice = asked.gotowe.map(|_| visit.t("signin-password-set"));
    let page = PasswordPage {
        page: visit.page(visit.t(door.title_key())).with_notice(notice),
        faults: Vec::new(),
        fault: String::new(),
        action: door.path("/logowanie"),
        email: String::new(),
        return_to: back.to_owned(),
    };
    page::html(StatusCode::OK, &page)
}

/// Checks the password. Unknown, locked, disabled and wrong take the same work and answer.
pub(super) async fn sign_in(
    visit: Visit,
    Form(given): Form<Password>,
) -> Result<Response, PageError> {
    let door = Door::of(&visit)?;
    let app = visit.app();
    let now = app.now();
    let found = door.accounts().await?.by_email(&given.email, now).await?;
    let hash = found.as_ref().and_then(|who| who.password_hash.as_deref());
    let fits = app.sign_in().hashing.fits(&given.haslo, hash).await?;
    let accounts = door.accounts().await?;
    let back = return_to::checked(given.powrot.as_deref(), door.home());
    match found.filter(|who| fits && is_usable(who)) {
        Some(who) => go_on(&door, &visit, accounts, &who, back).await,
        None => {
            let known = accounts.by_email(&given.email, now).await?;
            refuse(&visit, accounts, known.as_ref()).await?;
            refused_page(&door, &visit, &given.email, back)
        }
    }
}

/// The page that asks for a code.
pub(super) async fn show_code(visit: Visit, headers: HeaderMap) -> Result<Response, PageError> {
    let door = Door::of(&visit)?;
    let accounts = door.accounts().await?;
    match door.ticket(&accounts, &headers) {
        Some(_) => code_page(&door, &visit, StatusCode::OK, None),
        None => Ok(page::see_other(&door.path("/logowanie"))),
    }
}

/// Checks a code; each counts once.
pub(super) async fn check_code(
    visit: Visit,
    headers: HeaderMap,
    Form(given): Form<Code>,
) -> Result<Response, PageError> {
    let door = Door::of(&visit)?;
    let now = visit.app().now();
    let accounts = door.accounts().await?;
    let Some(ticket) = door.ticket(&accounts, &headers) else {
        return Ok(page::see_other(&door.path("/logowanie")));
    };
    let found = accounts.by_id(ticket.id, now).await?;
    let usable = found.as_ref().filter(|who| is_usable(who));
    let secret = usable.and_then(|who| who.totp_secret.as_deref());
    let step = secret.and_then(|secret| second_factor::step(secret, &given.kod, now));
    if let (Some(who), Some(step)) = (usable, step)
        && accounts.spend_step(who.id, step).await?
    {
        let back = return_to::checked(Some(&ticket.return_to), door.home());
        return door
            .let_in(accounts, who, Factor::PasswordAndCode, back)
            .await;
    }
    refuse(&visit, accounts, found.as_ref()).await?;
    let fault = visit.t("signin-code-wrong");
    code_page(&door, &visit, StatusCode::UNPROCESSABLE_ENTITY, Some(fault))
}

/// The page on which somebody who must have a second factor gets one.
pub(super) async fn show_device(visit: Visit, headers: HeaderMap) -> Result<Response, PageError> {
    let door = Door::of(&visit)?;
    let accounts = door.accounts().await?;
    let Some((ticket, who)) = without_device(&door, &visit, &accounts, &headers).await? else {
        return Ok(page::see_other(&door.path("/logowanie")));
    };
    let secret = second_factor::secret_for(accounts.keys(), &ticket.mark);
    device_page(&door, &visit, &who, &secret, None)
}

/// Takes the first code as proof that the application works, and lets in.
pub(super) async fn enrol_device(
    visit: Visit,
    headers: HeaderMap,
    Form(given): Form<Code>,
) -> Result<Response, PageError> {
    let door = Door::of(&visit)?;
    let now = visit.app().now();
    let accounts = door.accounts().await?;
    let Some((ticket, who)) = without_device(&door, &visit, &accounts, &headers).await? else {
        return Ok(page::see_other(&door.path("/logowanie")));
    };
    let secret = second_factor::secret_for(accounts.keys(), &ticket.mark);
    if let Some(step) = second_factor::step(&secret, &given.kod, now)
        && accounts.enrol_second_factor(who.id, &secret, step).await?
    {
        let back = return_to::checked(Some(&ticket.return_to), door.home());
        return door
            .let_in(accounts, &who, Factor::PasswordAndCode, back)
            .await;
    }
    let fault = visit.t("signin-code-wrong");
    device_page(&door, &visit, &who, &secret, Some(fault))
}

/// Signs out: the session is over on the server, not only in the browser.
pub(super) async fn sign_out(visit: Visit) -> Result<Response, PageError> {
    let door = Door::of(&visit)?;
    if visit.session().is_some() {
        let accounts = door.accounts().await?;
        door.end_session(&accounts).await?;
        accounts.commit().await?;
    }
    let bye = page::see_other(&door.path("/wylogowano"));
    let cookies = [forget(door.cookie_name()), forget(ticket::COOKIE)];
    Ok(super::clear_site_data(with_cookies(bye, &cookies)))
}

/// After the right password: in, or on to the second factor.
async fn go_on(
    door: &Door<'_>,
    visit: &Visit,
    accounts: Accounts,
    who: &Credentials,
    back: &str,
) -> Result<Response, PageError> {
    let next = match (&who.totp_secret, who.needs_second_factor) {
        (Some(_), _) => "/logowanie/kod",
        (None, true) => "/logowanie/urzadzenie",
        (None, false) => return door.let_in(accounts, who, Factor::Password, back).await,
    };
    let ticket = Ticket::new(who.id, back, visit.app().now());
    let sealed = ticket.seal(accounts.keys());
    let sealed = sealed.ok_or_else(|| PageError::internal("a ticket could not be sealed"))?;
    let response = page::see_other(&door.path(next));
    Ok(with_cookies(response, &[cookie(ticket::COOKIE, sealed)]))
}

/// Counts and notes a refusal, also one of an account that is not there.
async fn refuse(
    visit: &Visit,
    accounts: Accounts,
    known: Option<&Credentials>,
) -> Result<(), PageError> {
    let now = visit.app().now();
    let id = known.map(|who| who.id);
    let locked = match known.filter(|who| is_usable(who)) {
        Some(who) => accounts.failed(who.id, now).await?,
        None => false,
    };
    let detail = match known {
        None => "unknown account",
        Some(_) if locked => "now locked",
        Some(who) if who.locked => "locked",
        Some(who) => who.state.as_str(),
    };
    accounts.note(id, "sign_in_refused", detail, now).await?;
    accounts.commit().await?;
    tracing::info!(
        request_id = visit.request_id(),
        detail,
        "a sign-in was refused"
    );
    Ok(())
}

fn is_usable(who: &Credentials) -> bool {
    who.state == AccountState::Active && !who.locked
}

/// The carrier of a ticket who must have a second factor and has none.
async fn without_device(
    door: &Door<'_>,
    visit: &Visit,
    accounts: &Accounts,
    headers: &HeaderMap,
) -> Result<Option<(Ticket, Credentials)>, PageError> {
    let Some(ticket) = door.ticket(accounts, headers) else {
        return Ok(None);
    };
    let found = accounts.by_id(ticket.id, visit.app().now()).await?;
    let found = found.filter(|who| is_usable(who) && who.totp_secret.is_none());
    Ok(found.map(|who| (ticket, who)))
}

fn refused_page(
    door: &Door<'_>,
    visit: &Visit,
    email: &str,
    back: &str,
) -> Result<Response, PageError> {
    let fault = visit.t("signin-refused");
    let page = PasswordPage {
        page: visit.page(visit.t(door.title_key())).with_errors(true),
        faults: vec![Fault::new("email", &fault)],
        fault,
        action: door.path("/logowanie"),
        email: email.to_owned(),
        return_to: back.to_owned(),
    };
    page::html(StatusCode::UNPROCESSABLE_ENTITY, &page)
}

fn code_page(
    door: &Door<'_>,
    visit: &Visit,
    status: StatusCode,
    fault: Option<String>,
) -> Result<Response, PageError> {
    let page = CodePage {
        page: visit
            .page(visit.t("signin-code-title"))
            .with_errors(fault.is_some()),
        faults: Fault::list("kod", fault.as_deref()),
        fault: fault.unwrap_or_default(),
        action: door.path("/logowanie/kod"),
        again: door.path("/logowanie"),
    };
    page::html(status, &page)
}

fn device_page(
    door: &Door<'_>,
    visit: &Visit,
    who: &Credentials,
    secret: &[u8],
    fault: Option<String>,
) -> Result<Response, PageError> {
    let status = match fault {
        Some(_) => StatusCode::UNPROCESSABLE_ENTITY,
        None => StatusCode::OK,
    };
    let page = DevicePage {
        page: visit
            .page(visit.t("signin-device-title"))
            .with_errors(fault.is_some()),
        faults: Fault::list("kod", fault.as_deref()),
        fault: fault.unwrap_or_default(),
        action: door.path("/logowanie/urzadzenie"),
        secret: second_factor::in_groups(secret),
        address: second_factor::address(secret, &who.email, &door.issuer()).unwrap_or_default(),
    };
    page::html(status, &page)
}
