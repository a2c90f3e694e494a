//! Faults of the API as problems that programs read (RFC 9457).

use axum::http::header::CONTENT_TYPE;
use axum::http::{HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use serde_json::{Value, json};

use super::answer;
use super::asked::Fault;
use crate::visit::Visit;

const PROBLEM: &str = "application/problem+json";

/// Whether a path belongs to programs and not to people.
pub(crate) fn is_api(path: &str) -> bool {
    path.starts_with("/api/")
}

/// A fault with the texts of this key, for whoever reads no pages.
pub(crate) fn of_fault(visit: &Visit, status: StatusCode, key: &str) -> Response {
    let title = visit.t(&format!("{key}-title"));
    let detail = visit.t(&format!("{key}-text"));
    told(visit, status, title, detail, Vec::new())
}

/// Parameters that cannot be used, all of them.
pub(super) fn of_parameters(visit: &Visit, faults: &[Fault]) -> Response {
    let errors = faults.iter().map(|fault| {
        json!({
            "parameter": fault.parameter,
            "detail": visit.t(fault.key),
        })
    });
    let (title, detail) = (
        visit.t("api-parameters-title"),
        visit.t("api-parameters-text"),
    );
    told(
        visit,
        StatusCode::BAD_REQUEST,
        title,
        detail,
        errors.collect(),
    )
}

/// Nothing of what is accepted can be answered.
pub(super) fn not_acceptable(visit: &Visit) -> Response {
    let (title, detail) = (visit.t("api-accept-title"), visit.t("api-accept-text"));
    told(visit, StatusCode::NOT_ACCEPTABLE, title, detail, Vec::new())
}

fn told(
    visit: &Visit,
    status: StatusCode,
    title: String,
    detail: String,
    errors: Vec<Value>,
) -> Response {
    let mut body = json!({
        "type": "about:blank",
        "title": title,
        "status": status.as_u16(),
        "detail": detail,
        "request": visit.request_id(),
    });
    if let (Some(body), false) = (body.as_object_mut(), errors.is_empty()) {
        body.insert("errors".to_owned(), errors.into());
    }
    let kind = HeaderValue::from_static(PROBLEM);
    let response = (status, [(CONTENT_TYPE, kind)], body.to_string()).into_response();
    answer::for_everybody(response)
}
