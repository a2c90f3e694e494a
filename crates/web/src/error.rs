//! The one place where a fault becomes a status and a page with a way on.

use std::error::Error;
use std::fmt;

use access::Denied;
use askama::Template;
use axum::http::header::RETRY_AFTER;
use axum::http::{HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use store::StoreError;
use tenancy::TenancyError;

use crate::page::{self, Page};
use crate::routes::Matched;
use crate::visit::{Site, Visit};

/// Seconds after which to come back when the database is away or overloaded.
pub(crate) const RETRY_SECONDS: u32 = 5;
/// Seconds after which to look at a suspended office again.
const SUSPENDED_RETRY_SECONDS: u32 = 3_600;

/// Why there is no page.
#[derive(Debug)]
pub enum PageError {
    /// There is no such thing, or the visitor may not know that there is.
    NotFound,
    /// Somebody else's, or none at all: answered as [`PageError::NotFound`], and remembered.
    OutOfReach,
    /// Signed in, but without the right; remembered, too.
    Forbidden,
    /// Nobody is signed in: sign in and come back.
    SignIn,
    /// The database is away or too busy.
    Unavailable,
    /// The office is switched off by an operator.
    Suspended,
    /// The request makes no sense; the text with this key says what to do.
    BadRequest(&'static str),
    /// More bytes than allowed.
    TooLarge,
    /// Too many requests from one address.
    TooMany { retry_seconds: u32 },
    /// Somebody else was faster; the text with this key says what to do.
    Conflict(&'static str),
    /// A fault of the program; logged once, here.
    Internal(Box<dyn Error + Send + Sync>),
}

impl PageError {
    /// Wraps a fault of the program.
    pub(crate) fn internal(fault: impl Into<Box<dyn Error + Send + Sync>>) -> Self {
        Self::Internal(fault.into())
    }

    pub(crate) fn status(&self) -> StatusCode {
        match self {
            Self::NotFound | Self::OutOfReach => StatusCode::NOT_FOUND,
            Self::Forbidden => StatusCode::FORBIDDEN,
            Self::SignIn => StatusCode::UNAUTHORIZED,
            Self::Unavailable | Self::Suspended => StatusCode::SERVICE_UNAVAILABLE,
            Self::BadRequest(_) => StatusCode::BAD_REQUEST,
            Self::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
            Self::TooMany { .. } => StatusCode::TOO_MANY_REQUESTS,
            Self::Conflict(_) => StatusCode::CONFLICT,
            Self::Internal(_) => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }
}

impl fmt::Display for PageError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "answered with {}", self.status())
    }
}

impl From<StoreError> for PageError {
    fn from(fault: StoreError) -> Self {
        if fault.is_unavailable() {
            tracing::warn!(fault = %chain(&fault), "the database is not available");
            return Self::Unavailable;
        }
        match fault {
            StoreError::Stale(_) => Self::Conflict("error-conflict"),
            other => Self::internal(other),
        }
    }
}

impl From<TenancyError> for PageError {
    fn from(fault: TenancyError) -> Self {
        if fault.is_unavailable() {
            tracing::warn!(fault = %chain(&fault), "the database is not available");
            return Self::Unavailable;
        }
        match fault {
            TenancyError::State { .. } => Self::Suspended,
            other => Self::internal(other),
        }
    }
}

impl From<Denied> for PageError {
    fn from(denied: Denied) -> Self {
        match denied {
            Denied::SignInFirst { .. } => Self::SignIn,
            Denied::OutOfReach { .. } => Self::OutOfReach,
            Denied::NotEntitled { .. } => Self::Forbidden,
        }
    }
}

/// Carried by a bare answer until `front` gives it the look of the site.
#[derive(Clone)]
pub(crate) struct Undressed {
    pub(crate) key: &'static str,
    pub(crate) retry_seconds: Option<u32>,
    pub(crate) sign_in: bool,
    /// Code of the reason when this refuses somebody access.
    pub(crate) denied: Option<&'static str>,
}

impl IntoResponse for PageError {
    fn into_response(self) -> Response {
        let status = self.status();
        let (key, retry_seconds) = match &self {
            Self::NotFound | Self::OutOfReach => ("error-not-found", None),
            Self::Forbidden => ("error-forbidden", None),
            Self::SignIn => ("error-sign-in", None),
            Self::Unavailable => ("error-unavailable", Some(RETRY_SECONDS)),
            Self::Suspended => ("error-office-suspended", Some(SUSPENDED_RETRY_SECONDS)),
            Self::BadRequest(key) | Self::Conflict(key) => (*key, None),
            Self::TooLarge => ("error-too-large", None),
            Self::TooMany { retry_seconds } => ("error-too-many", Some(*retry_seconds)),
            Self::Internal(fault) => {
                tracing::error!(fault = %chain(fault.as_ref()), "a request failed");
                ("error-internal", None)
            }
        };
        let sign_in = matches!(self, Self::SignIn);
        let denied = match self {
            Self::OutOfReach => Some("out_of_reach"),
            Self::Forbidden => Some("not_entitled"),
            _ => None,
        };
        let mut response = status.into_response();
        response.extensions_mut().insert(Undressed {
            key,
            retry_seconds,
            sign_in,
            denied,
        });
        response
    }
}

/// Where somebody signs in to come back to the page visited.
pub(crate) fn sign_in_path(visit: &Visit) -> String {
    let back = encode(visit.path());
    match visit.site() {
        Site::Office if crate::identify::is_desk(visit.path()) => {
            format!("/urzad/logowanie?powrot={back}")
        }
        Site::Office | Site::Region | Site::Admin | Site::Login => {
            format!("/logowanie?powrot={back}")
        }
    }
}

/// Gives a bare answer the look of the site: a plain page, a request number, a way on.
pub(crate) fn dress(visit: &Visit, response: Response) -> Response {
    let Some(bare) = response.extensions().get::<Undressed>().cloned() else {
        return response;
    };
    if bare.sign_in {
        return page::see_other(&sign_in_path(visit));
    }
    let status = response.status();
    let title = visit.t(&format!("{}-title", bare.key));
    let page = ErrorPage {
        text: visit.t(&format!("{}-text", bare.key)),
        reference: visit.request_id().to_owned(),
        page: visit.page(title),
    };
    let mut dressed = page::html(status, &page).unwrap_or_else(|_| status.into_response());
    if let Some(matched) = response.extensions().get::<Matched>() {
        dressed.extensions_mut().insert(*matched);
    }
    if let Some(seconds) = bare.retry_seconds {
        dressed
            .headers_mut()
            .insert(RETRY_AFTER, HeaderValue::from(seconds));
    }
    dressed
}

#[derive(Template)]
#[template(path = "error.html")]
struct ErrorPage {
    page: Page,
    text: String,
    reference: String,
}

/// The fault with its sources, for the log.
pub(crate) fn chain(fault: &(dyn Error + 'static)) -> String {
    let mut text = fault.to_string();
    let mut source = fault.source();
    while let Some(next) = source {
        text.push_str(": ");
        text.push_str(&next.to_string());
        source = next.source();
    }
    text
}

/// Percent-encodes everything but unreserved characters and slashes.
pub(crate) fn encode(text: &str) -> String {
    let mut encoded = String::with_capacity(text.len());
    for byte in text.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'_' | b'.' | b'~' | b'/' => {
                encoded.push(char::from(byte));
            }
            _ => encoded.push_str(&format!("%{byte:02X}")),
        }
    }
    encoded
}
