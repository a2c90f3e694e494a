//! Random tokens for sessions, invitations and links: the one place where chance comes from.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use sha2::{Digest, Sha256};

/// A secret token: 256 random bits in URL-safe text.
#[must_use]
pub(crate) fn fresh() -> String {
    URL_SAFE_NO_PAD.encode(bytes::<32>())
}

/// What is kept of a token.
#[must_use]
pub(crate) fn hash(token: &str) -> Vec<u8> {
    Sha256::digest(token.as_bytes()).to_vec()
}

/// Random bytes.
#[must_use]
#[expect(
    clippy::disallowed_methods,
    reason = "the one place where chance comes from"
)]
pub(crate) fn bytes<const N: usize>() -> [u8; N] {
    rand::random()
}

/// A short random name of a request, for the log and the error page.
#[must_use]
pub(crate) fn request_id() -> String {
    hex::encode(bytes::<8>())
}
