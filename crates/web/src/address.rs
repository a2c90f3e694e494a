//! The parts of an address a page is about.

use axum::extract::FromRequestParts;
use axum::extract::rejection::PathRejection;
use axum::http::request::Parts;
use serde::de::DeserializeOwned;

use crate::PageError;

/// The parts of the address named in the route. What does not fit names no page: that is not
/// found, and no fault of the visitor's.
pub(crate) struct Path<T>(pub(crate) T);

impl<T, S> FromRequestParts<S> for Path<T>
where
    T: DeserializeOwned + Send,
    S: Send + Sync,
{
    type Rejection = PageError;

    #[expect(
        clippy::disallowed_types,
        reason = "the one place where a part that does not fit becomes a page"
    )]
    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, PageError> {
        match axum::extract::Path::from_request_parts(parts, state).await {
            Ok(axum::extract::Path(found)) => Ok(Self(found)),
            Err(PathRejection::FailedToDeserializePathParams(_)) => Err(PageError::NotFound),
            Err(fault) => Err(PageError::internal(fault)),
        }
    }
}
