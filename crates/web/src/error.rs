//! The one place where a fault becomes a status and a page with a way on.

use std::error::Error;
use std::fmt;

use access::Denied;
use askama::Template;
use axum::http::header::{CONTENT_LENGTH, CONTENT_TYPE, RETRY_AFTER};
use axum::http::{HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use store::StoreError;
use tenancy::TenancyError;

use crate::page::{self, Page};
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

    /// A body that could not be read: too large, or out of shape.
    pub(crate) fn unreadable(rejection: impl IntoResponse) -> Self {
        match rejection.into_response().status() {
            StatusCode::PAYLOAD_TOO_LARGE => Self::TooLarge,
            _ => Self::BadRequest("error-bad-request"),
        }
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

/// What an answer lacks its look for: a fault told by us, or the plain line of a part of the
/// framework that refused a form, an address or a method before any page had its turn.
fn undressed(response: &Response) -> Option<Undressed> {
    if let Some(told) = response.extensions().get::<Undressed>() {
        return Some(told.clone());
    }
    let kind = response.headers().get(CONTENT_TYPE);
    let is_plain = kind.is_none_or(|kind| kind.as_bytes().starts_with(b"text/plain"));
    let key = match response.status() {
        _ if !is_plain => return None,
        StatusCode::NOT_FOUND | StatusCode::METHOD_NOT_ALLOWED => "error-not-found",
        StatusCode::PAYLOAD_TOO_LARGE => "error-too-large",
        StatusCode::CONFLICT => "error-conflict",
        status if status.is_client_error() => "error-bad-request",
        status if status.is_server_error() => "error-internal",
        _ => return None,
    };
    Some(Undressed {
        key,
        retry_seconds: None,
        sign_in: false,
        denied: None,
    })
}

/// Gives a bare answer the look of the site: a plain page, a request number, a way on.
pub(crate) fn dress(visit: &Visit, response: Response) -> Response {
    let Some(bare) = undressed(&response) else {
        return response;
    };
    if crate::api::is_api(visit.path()) {
        let mut told = crate::api::of_fault(visit, response.status(), bare.key);
        if let Some(seconds) = bare.retry_seconds {
            told.headers_mut()
                .insert(RETRY_AFTER, HeaderValue::from(seconds));
        }
        told.extensions_mut().extend(response.extensions().clone());
        return told;
    }
    if bare.sign_in {
        return page::see_other(&sign_in_path(visit));
    }
    let (mut head, _) = response.into_parts();
    let page = visit.page(visit.t(&format!("{}-title", bare.key)));
    let fault = Told {
        text: visit.t(&format!("{}-text", bare.key)),
        reference: visit.request_id().to_owned(),
        ways: ways(visit, bare.key, head.status),
    };
    head.headers.remove(CONTENT_LENGTH);
    let body = match visit.site() {
        Site::Office if crate::identify::is_desk(visit.path()) => {
            DeskErrorPage { page, fault }.render()
        }
        Site::Admin => ConsoleErrorPage { page, fault }.render(),
        Site::Office | Site::Region | Site::Login => ErrorPage { page, fault }.render(),
    };
    let Ok(body) = body else {
        return (head, "").into_response();
    };
    let html = HeaderValue::from_static(page::HTML);
    head.headers.insert(CONTENT_TYPE, html);
    if let Some(seconds) = bare.retry_seconds {
        head.headers.insert(RETRY_AFTER, HeaderValue::from(seconds));
    }
    Response::from_parts(head, body.into())
}

/// A link of a page that could not be shown.
struct Way {
    href: String,
    label: String,
}

/// What a page that could not be shown says instead.
struct Told {
    text: String,
    reference: String,
    ways: Vec<Way>,
}

#[derive(Template)]
#[template(path = "errors/public.html")]
struct ErrorPage {
    page: Page,
    fault: Told,
}

#[derive(Template)]
#[template(path = "errors/desk.html")]
struct DeskErrorPage {
    page: Page,
    fault: Told,
}

#[derive(Template)]
#[template(path = "errors/console.html")]
struct ConsoleErrorPage {
    page: Page,
    fault: Told,
}

/// Where somebody can go from a page that could not be shown: back to the form, here again when
/// that can help, and to pages that surely are there.
fn ways(visit: &Visit, key: &str, status: StatusCode) -> Vec<Way> {
    let way = |href: &str, key: &str| Way {
        href: href.to_owned(),
        label: visit.t(key),
    };
    if key == "error-office-suspended" {
        let offices = visit.app().settings().region_url("/urzedy");
        return vec![way(&offices, "way-offices")];
    }
    let path = visit.path();
    let bare = path.split('?').next().unwrap_or("/");
    let again = match (visit.came_from(), status) {
        (Some(page), _) => Some(way(page, "way-back")),
        (None, _) if !visit.is_looking() => None,
        (None, StatusCode::BAD_REQUEST) if bare != path => Some(way(bare, "way-try-again")),
        (None, StatusCode::TOO_MANY_REQUESTS | StatusCode::CONFLICT) => {
            Some(way(path, "way-try-again"))
        }
        (None, status) if status.is_server_error() => Some(way(path, "way-try-again")),
        (None, _) => None,
    };
    let known: &[(&str, &str)] = match visit.site() {
        Site::Office if crate::identify::is_desk(path) => &[("/urzad", "way-desk")],
        Site::Office if visit.name().is_some() => &[
            ("/", "way-home"),
            ("/uslugi", "way-services"),
            ("/sprawy", "way-my-cases"),
        ],
        Site::Office => &[("/", "way-home"), ("/uslugi", "way-services")],
        Site::Region => &[("/", "way-home"), ("/urzedy", "way-offices")],
        Site::Admin | Site::Login => &[("/", "way-home")],
    };
    // The address that failed is offered once at most.
    let known = known.iter().filter(|(href, _)| *href != bare);
    let known = known.map(|(href, key)| way(href, key));
    again.into_iter().chain(known).collect()
}

#[derive(Template)]
#[template(path = "errors/no_office.html")]
struct NoOfficePage {
    page: Page,
    text: String,
    /// The same for whoever does not read the language above.
    english: String,
    offices: String,
}

/// The page at a host that is no office's; it says nothing about the host.
pub(crate) fn no_office(visit: &Visit) -> Response {
    let status = StatusCode::NOT_FOUND;
    let texts = visit.app().texts();
    let english = ["title", "text"].map(|part| {
        let key = format!("error-office-unknown-{part}");
        texts.get("en", &key, &[])
    });
    let page = NoOfficePage {
        english: english.join(". "),
        text: visit.t("error-office-unknown-text"),
        offices: visit.app().settings().region_url("/urzedy"),
        page: visit.page(visit.t("error-office-unknown-title")),
    };
    page::html(status, &page).unwrap_or_else(|_| status.into_response())
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
