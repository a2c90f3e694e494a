//! The two doors with passwords: the desk of an office and the console of the operators.

use axum::http::HeaderMap;
use axum::http::header::SET_COOKIE;
use axum::response::Response;
use axum_extra::extract::cookie::Cookie;
use domain::assurance::Assurance;
use store::accounts::{Accounts, Credentials};
use store::sessions::{self, PersonKind};

use crate::identify::{OPERATOR_COOKIE, STAFF_COOKIE, cookie, cookie_value, forget};
use crate::visit::{Site, Visit};
use crate::{PageError, page, tokens};

use super::ticket::{self, Ticket};

/// The door a visit stands at.
pub(super) struct Door<'a> {
    visit: &'a Visit,
    site: PasswordSite,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum PasswordSite {
    Desk,
    Console,
}

impl<'a> Door<'a> {
    /// # Errors
    /// [`PageError::NotFound`] on sites without passwords.
    pub(super) fn of(visit: &'a Visit) -> Result<Self, PageError> {
        let site = match visit.site() {
            Site::Office => PasswordSite::Desk,
            Site::Admin => PasswordSite::Console,
            Site::Region | Site::Login => return Err(PageError::NotFound),
        };
        Ok(Self { visit, site })
    }

    /// A transaction over the accounts behind this door.
    ///
    /// # Errors
    /// When the database is away.
    pub(super) async fn accounts(&self) -> Result<Accounts, PageError> {
        let tenancy = self.visit.app().tenancy();
        Ok(match self.site {
            PasswordSite::Desk => Accounts::Staff(self.visit.office()?.begin().await?),
            PasswordSite::Console => {
                let keys = store::operators::keys(tenancy.secret());
                Accounts::Operators(tenancy.registry().await?, keys)
            }
        })
    }

    /// The path `rest` behind this door, e.g. `/logowanie`.
    pub(super) fn path(&self, rest: &str) -> String {
        match self.site {
            PasswordSite::Desk => format!("/urzad{rest}"),
            PasswordSite::Console => rest.to_owned(),
        }
    }

    /// Key of the heading of the page with the password.
    pub(super) fn title_key(&self) -> &'static str {
        match self.site {
            PasswordSite::Desk => "signin-password-title",
            PasswordSite::Console => "signin-operator-title",
        }
    }

    /// Where somebody goes who has just come in.
    pub(super) fn home(&self) -> &'static str {
        match self.site {
            PasswordSite::Desk => "/urzad",
            PasswordSite::Console => "/",
        }
    }

    /// What the application of codes calls this place.
    pub(super) fn issuer(&self) -> String {
        let host = &self.visit.app().settings().base_domain;
        match self.visit.office() {
            Ok(office) => office.name().to_owned(),
            Err(_) => format!("Ratusz {host}"),
        }
    }

    /// Words nobody should use as a password here, besides the person's own.
    pub(super) fn names(&self) -> Vec<String> {
        let mut names = vec![self.visit.app().settings().base_domain.clone()];
        if let Ok(office) = self.visit.office() {
            names.extend([office.name().to_owned(), office.slug().to_owned()]);
            names.push(office.profile().seat.clone());
        }
        names
    }

    /// The ticket this browser carries, if it is good.
    pub(super) fn ticket(&self, accounts: &Accounts, headers: &HeaderMap) -> Option<Ticket> {
        let value = cookie_value(headers, ticket::COOKIE)?;
        Ticket::open(accounts.keys(), &value, self.visit.app().now())
    }

    /// Lets somebody in who has proven everything asked for: a new session under a new token,
    /// the one before it over.
    ///
    /// # Errors
    /// When the database is away.
    pub(super) async fn let_in(
        &self,
        accounts: Accounts,
        who: &Credentials,
        has_second_factor: Factor,
        return_to: &str,
    ) -> Result<Response, PageError> {
        let now = self.visit.app().now();
        let token = tokens::fresh();
        let hash = tokens::hash(&token);
        accounts.succeeded(who.id).await?;
        self.end_session(&accounts).await?;
        match &accounts {
            Accounts::Staff(tx) => {
                let person = (PersonKind::Staff, who.id);
                let second = has_second_factor == Factor::PasswordAndCode;
                sessions::open(tx, &hash, person, Assurance::None, second, now).await?;
            }
            Accounts::Operators(tx, _) => {
                sessions::open_operator(tx, &hash, who.id, now).await?;
            }
        }
        let detail = match has_second_factor {
            Factor::Password => "password",
            Factor::PasswordAndCode => "password and code",
        };
        accounts
            .note(Some(who.id), "signed_in", detail, now)
            .await?;
        accounts.commit().await?;
        let cookies = [cookie(self.cookie_name(), token), forget(ticket::COOKIE)];
        Ok(with_cookies(page::see_other(return_to), &cookies))
    }

    /// Ends the session at hand.
    ///
    /// # Errors
    /// When the database is away.
    pub(super) async fn end_session(&self, accounts: &Accounts) -> Result<(), PageError> {
        let Some(hash) = self.visit.session() else {
            return Ok(());
        };
        match accounts {
            Accounts::Staff(tx) => sessions::end(tx, hash).await?,
            Accounts::Operators(tx, _) => sessions::end_operator(tx, hash).await?,
        }
        Ok(())
    }

    pub(super) fn cookie_name(&self) -> &'static str {
        match self.site {
            PasswordSite::Desk => STAFF_COOKIE,
            PasswordSite::Console => OPERATOR_COOKIE,
        }
    }
}

/// What somebody has proven.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Factor {
    Password,
    PasswordAndCode,
}

/// Adds cookies to an answer.
pub(super) fn with_cookies(mut response: Response, cookies: &[Cookie<'_>]) -> Response {
    for cookie in cookies {
        if let Ok(value) = cookie.to_string().parse() {
            response.headers_mut().append(SET_COOKIE, value);
        }
    }
    response
}
