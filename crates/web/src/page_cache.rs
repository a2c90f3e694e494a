//! Rendered public pages in memory: the catalogue is read far more often than it changes.
//!
//! Kept only for visitors nobody knows, only when the handler says that the page is the same for
//! all of them, under the office, its last change, the date and the language.

use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

use axum::body::{Body, Bytes};
use axum::http::header::CONTENT_TYPE;
use axum::http::{HeaderValue, Method, StatusCode};
use axum::response::{IntoResponse, Response};
use chrono::NaiveDate;
use tenancy::{Tenant, TenantId};

use crate::visit::{Site, Visit};

/// Bytes of rendered pages kept; when spent, everything is dropped and rendered anew.
const BYTES_MAX: usize = 64 * 1024 * 1024;
/// A longer page is not worth keeping.
const PAGE_BYTES_MAX: usize = 512 * 1024;

/// Put on a response by a handler: the page is the same for every visitor who is nobody.
#[derive(Clone, Copy)]
pub(crate) struct Shared;

/// Marks a response as [`Shared`].
pub(crate) fn shared(mut response: Response) -> Response {
    response.extensions_mut().insert(Shared);
    response
}

#[derive(Clone, PartialEq, Eq, Hash)]
pub(crate) struct Key {
    tenant: TenantId,
    changed_at_ms: i64,
    today: NaiveDate,
    language: &'static str,
    path: String,
}

impl Key {
    /// The key of a visit whose page may be shared: a plain GET of an office's public page by
    /// nobody. `None` for everything else.
    pub(crate) fn of(visit: &Visit, method: &Method) -> Option<Self> {
        let tenant: &Tenant = visit.0.tenant.as_ref()?;
        let public = visit.site() == Site::Office
            && *method == Method::GET
            && *visit.actor() == access::Actor::Nobody
            && !visit.path().contains('?');
        public.then(|| Self {
            tenant: tenant.id(),
            changed_at_ms: tenant.changed_at_ms(),
            today: visit.app().today(),
            language: visit.lang(),
            path: visit.path().to_owned(),
        })
    }
}

#[derive(Default)]
pub(crate) struct PageCache(Mutex<Kept>);

#[derive(Default)]
struct Kept {
    pages: HashMap<Key, Bytes>,
    bytes: usize,
}

impl PageCache {
    pub(crate) fn get(&self, key: &Key) -> Option<Response> {
        let body = self.kept().pages.get(key).cloned()?;
        let html = HeaderValue::from_static("text/html; charset=utf-8");
        Some(([(CONTENT_TYPE, html)], body).into_response())
    }

    /// Keeps the page when its handler said that it may be shared.
    pub(crate) async fn keep(&self, key: Key, response: Response) -> Response {
        let shared = response.extensions().get::<Shared>().is_some();
        if !shared || response.status() != StatusCode::OK {
            return response;
        }
        let (parts, body) = response.into_parts();
        let Ok(bytes) = axum::body::to_bytes(body, PAGE_BYTES_MAX).await else {
            return StatusCode::INTERNAL_SERVER_ERROR.into_response();
        };
        let mut kept = self.kept();
        if kept.bytes + bytes.len() > BYTES_MAX {
            *kept = Kept::default();
        }
        kept.bytes += bytes.len();
        if let Some(before) = kept.pages.insert(key, bytes.clone()) {
            kept.bytes -= before.len();
        }
        drop(kept);
        Response::from_parts(parts, Body::from(bytes))
    }

    fn kept(&self) -> MutexGuard<'_, Kept> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
