//! The way in: from the connection to the site's routes, and the answer's way out.
//!
//! Host, address, limits, cross-site check, session, then the site; on the way back the look of
//! faults, security headers, the log line and the figures.

use std::net::{IpAddr, SocketAddr};
use std::sync::Arc;
use std::time::{Duration, Instant};

use access::Actor;
use axum::Router;
use axum::body::Body;
use axum::extract::{ConnectInfo, Request, State};
use axum::http::header::{self, HOST};
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, Uri};
use axum::middleware::{map_request, map_response};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use futures_util::FutureExt;
use tenancy::{Place, Tenant};
use tower::ServiceExt;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::CompressionLayer;
use tower_http::limit::RequestBodyLimitLayer;

use crate::identify::{self, Identity};
use crate::linger::{Lingering, Patience};
use crate::routes::Matched;
use crate::visit::{Seen, Site, Visit};
use crate::{
    AppState, Limits, PageError, assets, denials, error, page_cache, routes, sign_in, tokens,
};

const POLICY: &str = "default-src 'none'; style-src 'self'; script-src 'self'; \
    img-src 'self' data:; connect-src 'self'; form-action 'self'; frame-ancestors 'none'; \
    base-uri 'none'";
/// How many times the largest body is thrown away so that a refusal can be read.
const LINGER_SHARE: usize = 4;
const HSTS: &str = "max-age=63072000; includeSubDomains";

/// The routers of the sites, built once.
#[derive(Clone)]
struct Front {
    app: AppState,
    office: Router,
    region: Router,
    admin: Router,
    login: Router,
}

/// The whole web program as a router.
pub fn app(app: AppState) -> Router {
    let Limits {
        body_bytes_max,
        request_seconds,
        ..
    } = app.settings().limits;
    let site = |routes: routes::Routes| {
        routes
            .into_parts()
            .0
            .route("/static/{hash}/{name}", get(assets::asset))
            .route("/motyw/{file}", get(assets::theme_file))
            .route("/znak.svg", get(assets::mark))
            .route("/znak", get(assets::mark))
            .fallback(|| async { PageError::NotFound })
            .method_not_allowed_fallback(|| async { StatusCode::METHOD_NOT_ALLOWED })
            .layer(RequestBodyLimitLayer::new(body_bytes_max))
            .with_state(app.clone())
    };
    let patience = Patience {
        bytes_max: body_bytes_max.saturating_mul(LINGER_SHARE),
        time: Duration::from_secs(request_seconds),
    };
    let development = app.settings().is_development();
    let front = Front {
        office: site(routes::office()),
        region: site(routes::region()),
        admin: site(routes::admin()),
        login: site(routes::login()),
        app: app.clone(),
    };
    Router::new()
        .fallback(enter)
        .with_state(front)
        .layer(CompressionLayer::new())
        .layer(CatchPanicLayer::new())
        .layer(map_request(move |request: Request| async move {
            request.map(|body| Body::new(Lingering::new(body, patience)))
        }))
        .layer(map_response(move |mut response: Response| async move {
            // The layers above answer by themselves, too.
            if !response
                .headers()
                .contains_key(header::CONTENT_SECURITY_POLICY)
            {
                guard(&mut response, development, false);
            }
            response
        }))
}

async fn enter(State(front): State<Front>, request: Request) -> Response {
    let started = Instant::now();
    let request_id = tokens::request_id();
    let method = request.method().clone();
    let path = request.uri().path().to_owned();
    let (site, tenant, mut response) = front.answer(request, &request_id).await;
    let is_asset = path.starts_with("/static/") || path.starts_with("/motyw/");
    guard(
        &mut response,
        front.app.settings().is_development(),
        is_asset,
    );
    if let Ok(value) = HeaderValue::from_str(&request_id) {
        response
            .headers_mut()
            .insert(HeaderName::from_static("x-request-id"), value);
    }
    let tenant = tenant.as_ref().map_or("-", Tenant::slug);
    let status = response.status().as_u16();
    let millis = u64::try_from(started.elapsed().as_millis()).unwrap_or(u64::MAX);
    // The route's pattern, not the address: addresses carry the secrets of invitations.
    let route = response
        .extensions()
        .get::<Matched>()
        .map_or("-", |matched| matched.path);
    tracing::info!(request_id, tenant, ?site, %method, route, status, duration_ms = millis);
    let labels = [
        ("tenant", tenant.to_owned()),
        ("method", method.to_string()),
        ("status", format!("{}xx", status / 100)),
    ];
    metrics::counter!("ratusz_requests_total", &labels).increment(1);
    metrics::histogram!("ratusz_request_seconds", "tenant" => tenant.to_owned())
        .record(started.elapsed().as_secs_f64());
    response
}

impl Front {
    async fn answer(
        &self,
        request: Request,
        request_id: &str,
    ) -> (Option<Site>, Option<Tenant>, Response) {
        let (parts, body) = request.into_parts();
        let Some(host) = host(&parts, &self.app) else {
            // Whoever reads the host differently may stand in between: nothing more is read.
            let close = [(header::CONNECTION, "close")];
            return (None, None, (StatusCode::BAD_REQUEST, close).into_response());
        };
        let (site, tenant, suspended) = match self.app.tenancy().resolve(&host) {
            None => return (None, None, self.nowhere(parts, body, request_id).await),
            Some(Place::Office(tenant)) => (Site::Office, Some(tenant), false),
            Some(Place::Suspended(tenant)) => (Site::Office, Some(tenant), true),
            Some(Place::Region) => (Site::Region, None, false),
            Some(Place::Admin) => (Site::Admin, None, false),
            Some(Place::Login) => (Site::Login, None, false),
        };
        let mut visit = self.look(&parts, &host, (site, tenant.clone()), request_id);
        let spoken = identify::languages_at(site, tenant.as_ref(), parts.uri.path());
        let chosen = identify::language(&spoken, parts.uri.query(), &parts.headers);
        let work = async {
            match self.admit(&parts, &mut visit, suspended).await {
                Err(fault) => fault.into_response(),
                Ok(()) => self.show(&visit, parts, body).await,
            }
        };
        let seconds = Duration::from_secs(self.app.settings().limits.request_seconds);
        let response = match tokio::time::timeout(seconds, work).await {
            Ok(response) => response,
            Err(_) => PageError::Unavailable.into_response(),
        };
        self.note_fault(&visit, &response);
        denials::note(&visit, response.extensions()).await;
        let mut response = error::dress(&visit, response);
        if chosen.1 {
            let cookie = identify::cookie(identify::LANGUAGE_COOKIE, chosen.0.to_owned());
            if let Ok(value) = HeaderValue::from_str(&cookie.to_string()) {
                response.headers_mut().append(header::SET_COOKIE, value);
            }
        }
        (Some(site), tenant, response)
    }

    /// The answer at a name that is nobody's: the same for all, without a cookie; it names no
    /// office, only the list of all. Its look is served there, too, because nothing else may be.
    async fn nowhere(&self, parts: Parts, body: Body, request_id: &str) -> Response {
        let visit = self.look(&parts, "", (Site::Region, None), request_id);
        let path = parts.uri.path();
        if path.starts_with("/static/") || path.starts_with("/motyw/") {
            return self.show(&visit, parts, body).await;
        }
        error::no_office(&visit)
    }

    /// The page from memory, or from the site's routes.
    async fn show(&self, visit: &Visit, mut parts: Parts, body: Body) -> Response {
        let key = page_cache::Key::of(visit, &parts.method);
        if let Some(page) = key.as_ref().and_then(|key| self.app.pages().get(key)) {
            return page;
        }
        parts.extensions.insert(visit.clone());
        let router = match visit.site() {
            Site::Office => &self.office,
            Site::Region => &self.region,
            Site::Admin => &self.admin,
            Site::Login => &self.login,
        };
        let run = router.clone().oneshot(Request::from_parts(parts, body));
        // A panic in one handler must not take the connection's other requests along.
        let response = match std::panic::AssertUnwindSafe(run).catch_unwind().await {
            Ok(Ok(response)) => response,
            Ok(Err(never)) => match never {},
            Err(_) => PageError::internal("a handler panicked").into_response(),
        };
        match key {
            Some(key) => self.app.pages().keep(key, response).await,
            None => response,
        }
    }

    /// What can be known without the database.
    fn look(
        &self,
        parts: &Parts,
        host: &str,
        (site, tenant): (Site, Option<Tenant>),
        request_id: &str,
    ) -> Visit {
        let uri = &parts.uri;
        let spoken = identify::languages_at(site, tenant.as_ref(), uri.path());
        let (language, _) = identify::language(&spoken, uri.query(), &parts.headers);
        let path = uri.path_and_query().map_or("/", |path| path.as_str());
        Visit(Arc::new(Seen {
            site,
            tenant,
            host: tenancy::directory::canonical(host).unwrap_or_default(),
            actor: Actor::Nobody,
            name: None,
            session: None,
            language,
            path: path.to_owned(),
            looking: is_looking(&parts.method),
            came_from: came_from(parts, host),
            request_id: request_id.to_owned(),
            address: address(parts, &self.app),
            app: self.app.clone(),
        }))
    }

    /// Limits, cross-site check, suspension, session.
    async fn admit(
        &self,
        parts: &Parts,
        visit: &mut Visit,
        suspended: bool,
    ) -> Result<(), PageError> {
        let path = parts.uri.path();
        let seen = &visit.0;
        let key = (
            seen.site,
            seen.tenant.as_ref().map(Tenant::id),
            seen.address,
        );
        let is_post = !visit.is_looking();
        if !path.starts_with("/static/") {
            self.app
                .rate_limits()
                .count(key, is_post, path)
                .map_err(|retry_seconds| PageError::TooMany { retry_seconds })?;
        }
        if is_post && is_cross_site(&parts.headers, &self.app.settings().scheme) {
            return Err(PageError::BadRequest("error-cross-site"));
        }
        if suspended && !path.starts_with("/static/") && !path.starts_with("/motyw/") {
            return Err(PageError::Suspended);
        }
        let identity = match (seen.site, &seen.tenant) {
            (Site::Office, Some(tenant)) if !path.starts_with("/static/") => {
                identify::in_office(&self.app, tenant, path, &parts.headers).await?
            }
            (Site::Admin, _) => identify::in_console(&self.app, &parts.headers).await?,
            (Site::Office | Site::Region | Site::Login, _) => return Ok(()),
        };
        if let Some(seen) = Arc::get_mut(&mut visit.0) {
            let Identity {
                actor,
                name,
                session,
            } = identity;
            (seen.actor, seen.name, seen.session) = (actor, name, session);
        }
        Ok(())
    }

    /// Remembers faults of the program for the console: place and kind, nothing of the request.
    fn note_fault(&self, visit: &Visit, response: &Response) {
        if response.status() != StatusCode::INTERNAL_SERVER_ERROR {
            return;
        }
        let route = response
            .extensions()
            .get::<Matched>()
            .map_or("-", |matched| matched.path);
        let visit = visit.clone();
        tokio::spawn(async move {
            let app = visit.app();
            let tenant = visit.0.tenant.as_ref().map(Tenant::id);
            let noted = async {
                let tx = app.tenancy().registry().await?;
                let fault = (tenant, "500", route, visit.request_id());
                store::faults::note(&tx, fault, app.now()).await?;
                tx.commit().await.map_err(store::StoreError::from)
            };
            if let Err(fault) = noted.await {
                tracing::warn!(fault = %error::chain(&fault), "a fault could not be noted");
            }
        });
    }
}

/// The host asked for: exactly one, from the request's target, its `Host`, or a trusted proxy.
fn host(parts: &Parts, app: &AppState) -> Option<String> {
    let only = |name: HeaderName| {
        let mut values = parts.headers.get_all(name).iter();
        let first = values.next()?.to_str().ok()?;
        values.next().is_none().then(|| first.to_owned())
    };
    let sent = only(HOST)?;
    if let Some(authority) = parts.uri.authority() {
        return (authority.as_str().eq_ignore_ascii_case(&sent)).then_some(sent);
    }
    let forwarded = HeaderName::from_static("x-forwarded-host");
    if is_trusted(parts, app) && parts.headers.contains_key(&forwarded) {
        return only(forwarded);
    }
    Some(sent)
}

/// Whether the method changes nothing by itself.
fn is_looking(method: &Method) -> bool {
    matches!(*method, Method::GET | Method::HEAD)
}

/// The page a form was sent from, if it is one of the host visited.
fn came_from(parts: &Parts, host: &str) -> Option<String> {
    if is_looking(&parts.method) {
        return None;
    }
    let referer = parts.headers.get(header::REFERER)?.to_str().ok()?;
    let referer: Uri = referer.parse().ok()?;
    if !referer.authority()?.as_str().eq_ignore_ascii_case(host) {
        return None;
    }
    let path = referer.path_and_query()?.as_str();
    sign_in::own_path(path).map(str::to_owned)
}

/// The client's address: the peer, or what a trusted proxy says.
fn address(parts: &Parts, app: &AppState) -> IpAddr {
    let peer = peer(parts);
    if !is_trusted(parts, app) {
        return peer;
    }
    let forwarded = parts
        .headers
        .get("x-forwarded-for")
        .and_then(|v| v.to_str().ok());
    let nearest = forwarded.and_then(|list| list.rsplit(',').next());
    nearest
        .and_then(|text| text.trim().parse().ok())
        .unwrap_or(peer)
}

fn peer(parts: &Parts) -> IpAddr {
    let info = parts.extensions.get::<ConnectInfo<SocketAddr>>();
    info.map_or(IpAddr::from([127, 0, 0, 1]), |info| info.0.ip())
}

fn is_trusted(parts: &Parts, app: &AppState) -> bool {
    app.settings().trusted_proxies.contains(&peer(parts))
}

/// Whether a browser says that another site made it send this. Offices are other sites to each
/// other, also under one domain: `same-site` is refused like `cross-site`. Clients that are no
/// browsers send neither header and carry no cookies of anybody.
fn is_cross_site(headers: &HeaderMap, scheme: &str) -> bool {
    let text = |name: &str| {
        headers
            .get(name)
            .map(|v| v.to_str().unwrap_or("?").to_owned())
    };
    if let Some(site) = text("sec-fetch-site") {
        return !matches!(site.as_str(), "same-origin" | "none");
    }
    let Some(origin) = text("origin") else {
        return false;
    };
    let Some(host) = text("host") else {
        return true;
    };
    origin != format!("{scheme}://{host}")
}

/// Headers of every answer.
fn guard(response: &mut Response, development: bool, is_asset: bool) {
    let status = response.status();
    let headers = response.headers_mut();
    let mut set = |name: HeaderName, value: &'static str| {
        headers
            .entry(name)
            .or_insert(HeaderValue::from_static(value));
    };
    set(header::CONTENT_SECURITY_POLICY, POLICY);
    set(header::X_CONTENT_TYPE_OPTIONS, "nosniff");
    set(header::X_FRAME_OPTIONS, "DENY");
    set(header::REFERRER_POLICY, "same-origin");
    set(
        HeaderName::from_static("cross-origin-opener-policy"),
        "same-origin",
    );
    set(
        HeaderName::from_static("permissions-policy"),
        "geolocation=(), camera=(), microphone=()",
    );
    if !development {
        set(header::STRICT_TRANSPORT_SECURITY, HSTS);
    }
    if !is_asset || !status.is_success() {
        set(header::CACHE_CONTROL, "no-store");
    }
}
