//! The key of anonymous drafts: kept in the browser, known to the office by its hash alone.

use axum::http::header::COOKIE;
use axum::http::{HeaderMap, HeaderValue};
use sha2::{Digest, Sha256};
use store::drafts::Holder;

use crate::tokens;
use crate::visit::Visit;

/// Host-only, so no other office sees it.
const COOKIE_NAME: &str = "__Host-ratusz-roboczy";
/// How long a draft without an account can be taken up again.
const COOKIE_SECONDS: u32 = 7 * 24 * 60 * 60;

/// Who the visitor is to drafts: the signed-in resident, and whoever holds the browser's key.
pub(super) fn holder(visit: &Visit, headers: &HeaderMap) -> Holder {
    Holder {
        resident: visit.actor().resident_id(),
        key_hash: token(headers).map(|token| hash(&token)),
    }
}

/// The browser's key, made when it has none, and the header that keeps it there.
pub(super) fn for_new_draft(headers: &HeaderMap) -> (Holder, Option<HeaderValue>) {
    let token = match token(headers) {
        Some(token) => token,
        None => tokens::fresh(),
    };
    let cookie = format!(
        "{COOKIE_NAME}={token}; Path=/; Max-Age={COOKIE_SECONDS}; Secure; HttpOnly; SameSite=Lax"
    );
    (
        Holder::browser(hash(&token)),
        HeaderValue::from_str(&cookie).ok(),
    )
}

/// The key in the cookie; a cookie sent twice counts as none.
fn token(headers: &HeaderMap) -> Option<String> {
    let mut values = headers
        .get_all(COOKIE)
        .iter()
        .filter_map(|line| line.to_str().ok())
        .flat_map(|line| line.split(';'))
        .filter_map(|pair| pair.trim().strip_prefix(COOKIE_NAME)?.strip_prefix('='));
    let value = values.next().filter(|value| !value.is_empty())?;
    values.next().is_none().then(|| value.to_owned())
}

fn hash(token: &str) -> [u8; 32] {
    Sha256::digest(token.as_bytes()).into()
}
