//! Routes that say which act they are: the gate stands in front, a test walks the list.

use access::Action;
use axum::Router;
use axum::extract::{DefaultBodyLimit, Request};
use axum::handler::Handler;
use axum::middleware::{Next, from_fn};
use axum::response::{IntoResponse, Response};
use axum::routing::{MethodRouter, get, post};

use crate::visit::{Site, Visit};
use crate::{AppState, PageError};

/// A route as declared: for the tests that try every one as everybody.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Route {
    pub site: Site,
    pub method: &'static str,
    /// Pattern, e.g. `/sprawy/{id}`.
    pub path: &'static str,
    pub action: Action,
}

/// The routes of one area of one site.
pub(crate) struct Routes {
    site: Site,
    router: Router<AppState>,
    list: Vec<Route>,
}

impl Routes {
    pub(crate) fn office() -> Self {
        Self::new(Site::Office)
    }

    pub(crate) fn region() -> Self {
        Self::new(Site::Region)
    }

    pub(crate) fn admin() -> Self {
        Self::new(Site::Admin)
    }

    pub(crate) fn login() -> Self {
        Self::new(Site::Login)
    }

    fn new(site: Site) -> Self {
        Self {
            site,
            router: Router::new(),
            list: Vec::new(),
        }
    }

    /// A page to look at.
    pub(crate) fn get<H, T>(self, path: &'static str, action: Action, handler: H) -> Self
    where
        H: Handler<T, AppState>,
        T: 'static,
    {
        self.add("GET", path, action, get(handler))
    }

    /// An act.
    pub(crate) fn post<H, T>(self, path: &'static str, action: Action, handler: H) -> Self
    where
        H: Handler<T, AppState>,
        T: 'static,
    {
        self.add("POST", path, action, post(handler))
    }

    /// An act whose body may be as large as `bytes_max`: sending files.
    pub(crate) fn upload<H, T>(
        self,
        path: &'static str,
        action: Action,
        bytes_max: usize,
        handler: H,
    ) -> Self
    where
        H: Handler<T, AppState>,
        T: 'static,
    {
        self.add(
            "POST",
            path,
            action,
            post(handler).layer(DefaultBodyLimit::max(bytes_max)),
        )
    }

    /// The routes of another area of the same site.
    pub(crate) fn and(mut self, other: Self) -> Self {
        self.router = self.router.merge(other.router);
        self.list.extend(other.list);
        self
    }

    pub(crate) fn into_parts(self) -> (Router<AppState>, Vec<Route>) {
        (self.router, self.list)
    }

    fn add(
        mut self,
        method: &'static str,
        path: &'static str,
        action: Action,
        handler: MethodRouter<AppState>,
    ) -> Self {
        let gate = move |request, next| pass(action, path, request, next);
        self.router = self.router.route(path, handler.layer(from_fn(gate)));
        self.list.push(Route {
            site: self.site,
            method,
            path,
            action,
        });
        self
    }
}

/// Every route of the program.
#[must_use]
pub fn all_routes() -> Vec<Route> {
    [office(), region(), admin(), login()]
        .into_iter()
        .flat_map(|r| r.into_parts().1)
        .collect()
}

pub(crate) fn office() -> Routes {
    crate::resident::routes()
        .and(crate::staff::routes())
        .and(crate::sign_in::office_routes())
        .and(crate::duties::office_routes())
        .and(crate::api::office_routes())
        .and(crate::sitemap::office_routes())
}

pub(crate) fn region() -> Routes {
    crate::region::routes()
        .and(crate::duties::region_routes())
        .and(crate::api::region_routes())
        .and(crate::sitemap::region_routes())
}

pub(crate) fn admin() -> Routes {
    crate::admin::routes().and(crate::sign_in::admin_routes())
}

pub(crate) fn login() -> Routes {
    crate::sign_in::login_routes()
}

/// The route that answered. Logs tell its pattern, because addresses may carry secrets.
#[derive(Clone, Copy)]
pub(crate) struct Matched {
    pub(crate) path: &'static str,
    pub(crate) action: Action,
}

async fn pass(action: Action, path: &'static str, request: Request, next: Next) -> Response {
    let mut response = admit(action, request, next).await;
    response.extensions_mut().insert(Matched { path, action });
    response
}

/// Lets through whoever could do `action` on anything at all.
async fn admit(action: Action, request: Request, next: Next) -> Response {
    let Some(visit) = request.extensions().get::<Visit>() else {
        return PageError::NotFound.into_response();
    };
    if visit.app().access().ever(visit.actor(), action) {
        return next.run(request).await;
    }
    let refusal = match visit.actor() {
        access::Actor::Nobody => PageError::SignIn,
        access::Actor::Resident { .. }
        | access::Actor::Staff { .. }
        | access::Actor::Operator { .. } => PageError::Forbidden,
    };
    refusal.into_response()
}
