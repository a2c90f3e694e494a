//! A visit: which site, who, in which language. Extractors that are the gate of a handler.

use std::net::IpAddr;
use std::sync::Arc;

use access::Actor;
use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use catalogue::Definition;
use domain::ids::{ResidentId, StaffId};
use tenancy::Tenant;
use uuid::Uuid;

use crate::page::{Crumb, Page};
use crate::texts::LANGUAGES;
use crate::{AppState, PageError, polish};

/// Which of the sites of the deployment is visited.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Site {
    /// Pages of one office for everybody.
    Office,
    Region,
    Admin,
    /// The development identity provider.
    Login,
}

/// What is known about a request before its handler runs. Cheap to clone.
#[derive(Clone)]
pub(crate) struct Visit(pub(crate) Arc<Seen>);

#[derive(Clone)]
pub(crate) struct Seen {
    pub(crate) site: Site,
    pub(crate) tenant: Option<Tenant>,
    /// Name visited, in small letters, without port and trailing dot.
    pub(crate) host: String,
    pub(crate) actor: Actor,
    pub(crate) name: Option<String>,
    /// Hash of the session's token, when somebody is signed in.
    pub(crate) session: Option<Vec<u8>>,
    pub(crate) language: &'static str,
    /// Path with the query, as visited.
    pub(crate) path: String,
    /// Whether the request only looks (GET, HEAD).
    pub(crate) looking: bool,
    /// Path of the page of this host from which a form was sent, as the browser tells.
    pub(crate) came_from: Option<String>,
    pub(crate) request_id: String,
    pub(crate) address: IpAddr,
    pub(crate) app: AppState,
}

impl Visit {
    /// The office visited.
    ///
    /// # Errors
    /// [`PageError::NotFound`] on sites that are no office's.
    pub(crate) fn office(&self) -> Result<&Tenant, PageError> {
        self.0.tenant.as_ref().ok_or(PageError::NotFound)
    }

    pub(crate) fn site(&self) -> Site {
        self.0.site
    }

    /// Name visited, in small letters, without port. Only for choosing among configured names.
    pub(crate) fn host(&self) -> &str {
        &self.0.host
    }

    pub(crate) fn actor(&self) -> &Actor {
        &self.0.actor
    }

    /// Name of whoever is signed in.
    pub(crate) fn name(&self) -> Option<&str> {
        self.0.name.as_deref()
    }

    /// Hash of the token of the session at hand.
    pub(crate) fn session(&self) -> Option<&[u8]> {
        self.0.session.as_deref()
    }

    pub(crate) fn lang(&self) -> &'static str {
        self.0.language
    }

    /// The same visit, read in another language.
    pub(crate) fn in_language(&self, language: &'static str) -> Self {
        Self(Arc::new(Seen {
            language,
            ..(*self.0).clone()
        }))
    }

    /// Path and query, as visited.
    pub(crate) fn path(&self) -> &str {
        &self.0.path
    }

    /// Whether the request only looks.
    pub(crate) fn is_looking(&self) -> bool {
        self.0.looking
    }

    /// The page of this host from which a form was sent; `None` for whoever only looks.
    pub(crate) fn came_from(&self) -> Option<&str> {
        self.0.came_from.as_deref()
    }

    pub(crate) fn request_id(&self) -> &str {
        &self.0.request_id
    }

    pub(crate) fn app(&self) -> &AppState {
        &self.0.app
    }

    /// The text `key` in the visitor's language.
    pub(crate) fn t(&self, key: &str) -> String {
        self.0.app.texts().get(self.0.language, key, &[])
    }

    /// As [`Visit::t`] with one value.
    pub(crate) fn t1(&self, key: &str, name: &str, value: &str) -> String {
        self.0
            .app
            .texts()
            .get(self.0.language, key, &[(name, value)])
    }

    /// As [`Visit::t`] with values.
    pub(crate) fn tn(&self, key: &str, values: &[(&str, &str)]) -> String {
        self.0.app.texts().get(self.0.language, key, values)
    }

    /// A text of a service in the visitor's language; where it has none, the Polish one, marked.
    pub(crate) fn told(&self, definition: &Definition, path: &str) -> String {
        let text = definition.text(self.lang(), path);
        let own = definition.texts.get(self.lang());
        match own.is_some_and(|texts| texts.contains_key(path)) {
            true => text.to_owned(),
            false => self.polish(text),
        }
    }

    /// Words there are in Polish only, marked as such on a page of another language.
    pub(crate) fn polish(&self, text: &str) -> String {
        match self.lang() == LANGUAGES[0] || text.is_empty() {
            true => text.to_owned(),
            false => polish::mark(text),
        }
    }

    /// The frame of a page with this title (words, not a key).
    pub(crate) fn page(&self, title: impl Into<String>) -> Page {
        Page::new(self, title.into())
    }

    /// A breadcrumb: home first, then these, the last being the page itself.
    pub(crate) fn crumbs(&self, rest: &[(&str, &str)]) -> Vec<Crumb> {
        let home = match self.site() {
            Site::Office if crate::identify::is_desk(self.path()) => ("/urzad", "crumb-desk"),
            Site::Office | Site::Region | Site::Login => ("/", "crumb-home"),
            Site::Admin => ("/", "nav-offices"),
        };
        let first = Crumb {
            href: home.0.to_owned(),
            label: self.t(home.1),
        };
        let rest = rest.iter().map(|(href, label)| Crumb {
            href: (*href).to_owned(),
            label: (*label).to_owned(),
        });
        std::iter::once(first).chain(rest).collect()
    }
}

impl FromRequestParts<AppState> for Visit {
    type Rejection = PageError;

    async fn from_request_parts(parts: &mut Parts, _: &AppState) -> Result<Self, PageError> {
        parts
            .extensions
            .get::<Self>()
            .cloned()
            .ok_or(PageError::NotFound)
    }
}

/// A resident who is signed in; anybody else is sent to the sign-in page.
#[derive(Clone, Copy, Debug)]
pub(crate) struct SignedIn {
    pub(crate) resident: ResidentId,
}

impl FromRequestParts<AppState> for SignedIn {
    type Rejection = PageError;

    async fn from_request_parts(parts: &mut Parts, app: &AppState) -> Result<Self, PageError> {
        let visit = Visit::from_request_parts(parts, app).await?;
        match visit.actor() {
            Actor::Resident { id, .. } => Ok(Self { resident: *id }),
            _ => Err(PageError::SignIn),
        }
    }
}

/// A member of the office's staff who is signed in.
#[derive(Clone, Copy, Debug)]
pub(crate) struct StaffIn {
    pub(crate) staff: StaffId,
}

impl FromRequestParts<AppState> for StaffIn {
    type Rejection = PageError;

    async fn from_request_parts(parts: &mut Parts, app: &AppState) -> Result<Self, PageError> {
        let visit = Visit::from_request_parts(parts, app).await?;
        match visit.actor() {
            Actor::Staff { id, .. } => Ok(Self { staff: *id }),
            _ => Err(PageError::SignIn),
        }
    }
}

/// An operator of the platform who is signed in at the console.
#[derive(Clone, Copy, Debug)]
pub(crate) struct OperatorIn {
    pub(crate) id: Uuid,
}

impl FromRequestParts<AppState> for OperatorIn {
    type Rejection = PageError;

    async fn from_request_parts(parts: &mut Parts, app: &AppState) -> Result<Self, PageError> {
        let visit = Visit::from_request_parts(parts, app).await?;
        match visit.actor() {
            Actor::Operator { id, .. } => Ok(Self { id: *id }),
            _ => Err(PageError::SignIn),
        }
    }
}
