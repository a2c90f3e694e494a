//! Invitations: choosing a password and, where it is needed, the second factor. Looking at the
//! page spends nothing, so mail scanners that open links do no harm.

use askama::Template;
use axum::extract::Form;
use axum::http::StatusCode;
use axum::response::Response;
use serde::Deserialize;
use store::accounts::{Accounts, Credentials};

use crate::address::Path;
use crate::page::{self, Page};
use crate::visit::Visit;
use crate::{PageError, tokens};

use super::door::Door;
use super::{Fault, password_rules, second_factor};

#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Chosen {
    haslo: String,
    haslo2: String,
    kod: Option<String>,
}

#[derive(Template)]
#[template(path = "sign_in/invitation.html")]
struct InvitationPage {
    page: Page,
    faults: Vec<Fault>,
    action: String,
    name: String,
    email: String,
    /// Empty when no second factor is to be set up.
    secret: String,
    address: String,
}

impl InvitationPage {
    fn fault(&self, field: &str) -> &str {
        let found = self.faults.iter().find(|fault| fault.field == field);
        found.map_or("", |fault| fault.text.as_str())
    }
}

#[derive(Template)]
#[template(path = "sign_in/invitation_over.html")]
struct OverPage {
    page: Page,
    sign_in: String,
}

/// The page behind the link.
pub(super) async fn show(visit: Visit, Path(token): Path<String>) -> Result<Response, PageError> {
    let door = Door::of(&visit)?;
    let accounts = door.accounts().await?;
    match invited(&visit, &accounts, &token).await? {
        Some(who) => {
            let secret = new_secret(&accounts, &who, &token);
            form_page(&door, &visit, (&who, &token), secret.as_deref(), Vec::new())
        }
        None => over_page(&door, &visit),
    }
}

/// Takes the password and the first code; spends the link.
pub(super) async fn accept(
    visit: Visit,
    Path(token): Path<String>,
    Form(chosen): Form<Chosen>,
) -> Result<Response, PageError> {
    let door = Door::of(&visit)?;
    let now = visit.app().now();
    let accounts = door.accounts().await?;
    let Some(who) = invited(&visit, &accounts, &token).await? else {
        return over_page(&door, &visit);
    };
    let secret = new_secret(&accounts, &who, &token);
    drop(accounts);
    let code = chosen.kod.as_deref().unwrap_or_default();
    let step = secret
        .as_deref()
        .map(|secret| second_factor::step(secret, code, now));
    let mut faults = password_faults(&door, &visit, &who, &chosen);
    if step == Some(None) {
        faults.push(Fault::new("kod", &visit.t("signin-code-wrong")));
    }
    if !faults.is_empty() {
        return form_page(&door, &visit, (&who, &token), secret.as_deref(), faults);
    }
    let hash = visit.app().sign_in().hashing.hash(&chosen.haslo).await?;
    let accounts = door.accounts().await?;
    if store::invitations::spend(&accounts, &token, now)
        .await?
        .is_none()
    {
        return over_page(&door, &visit);
    }
    accounts.set_password(who.id, &hash).await?;
    if let (Some(secret), Some(Some(step))) = (secret.as_deref(), step) {
        accounts.enrol_second_factor(who.id, secret, step).await?;
    }
    accounts
        .note(Some(who.id), "invitation_accepted", "", now)
        .await?;
    accounts.commit().await?;
    Ok(page::see_other(&door.path("/logowanie?gotowe=1")))
}

/// Whom a link that still works is for.
async fn invited(
    visit: &Visit,
    accounts: &Accounts,
    token: &str,
) -> Result<Option<Credentials>, PageError> {
    let now = visit.app().now();
    match store::invitations::find(accounts, token, now).await? {
        Some(invited) => Ok(accounts.by_id(invited.id, now).await?),
        None => Ok(None),
    }
}

/// The secret to set up, for somebody who needs a second factor and has none. An existing one
/// is never replaced by a link.
fn new_secret(accounts: &Accounts, who: &Credentials, token: &str) -> Option<Vec<u8>> {
    if !who.needs_second_factor || who.totp_secret.is_some() {
        return None;
    }
    let purpose = hex::encode(tokens::hash(token));
    Some(second_factor::secret_for(accounts.keys(), &purpose).to_vec())
}

fn password_faults(
    door: &Door<'_>,
    visit: &Visit,
    who: &Credentials,
    chosen: &Chosen,
) -> Vec<Fault> {
    let names = door.names();
    let mut context: Vec<&str> = names.iter().map(String::as_str).collect();
    context.extend([who.name.as_str(), who.email.as_str()]);
    let mut faults = Vec::new();
    if let Err(weakness) = password_rules::check(&chosen.haslo, &context) {
        faults.push(Fault::new("haslo", &visit.t(weakness.key())));
    } else if chosen.haslo != chosen.haslo2 {
        faults.push(Fault::new("haslo2", &visit.t("signin-password-differs")));
    }
    faults
}

fn form_page(
    door: &Door<'_>,
    visit: &Visit,
    (who, token): (&Credentials, &str),
    secret: Option<&[u8]>,
    faults: Vec<Fault>,
) -> Result<Response, PageError> {
    let status = match faults.is_empty() {
        true => StatusCode::OK,
        false => StatusCode::UNPROCESSABLE_ENTITY,
    };
    let address = secret.and_then(|s| second_factor::address(s, &who.email, &door.issuer()));
    let page = InvitationPage {
        page: visit
            .page(visit.t("signin-invitation-title"))
            .with_errors(!faults.is_empty()),
        faults,
        action: door.path(&format!("/zaproszenie/{}", crate::error::encode(token))),
        name: who.name.clone(),
        email: who.email.clone(),
        secret: secret.map(second_factor::in_groups).unwrap_or_default(),
        address: address.unwrap_or_default(),
    };
    page::html(status, &page)
}

fn over_page(door: &Door<'_>, visit: &Visit) -> Result<Response, PageError> {
    let page = OverPage {
        page: visit.page(visit.t("signin-invitation-over-title")),
        sign_in: door.path("/logowanie"),
    };
    page::html(StatusCode::NOT_FOUND, &page)
}
