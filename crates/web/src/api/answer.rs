//! Answers of the API: which form is accepted, the mark of the content, and what may be kept.

use axum::http::header::{
    ACCEPT, ACCESS_CONTROL_ALLOW_ORIGIN, ACCESS_CONTROL_EXPOSE_HEADERS, CACHE_CONTROL,
    CONTENT_ENCODING, CONTENT_TYPE, ETAG, IF_NONE_MATCH, LINK, VARY,
};
use axum::http::{HeaderMap, HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use serde::Serialize;
use sha2::{Digest, Sha256};

use crate::PageError;

/// Kept for five minutes without asking; afterwards the mark tells whether anything changed.
const CACHED: HeaderValue = HeaderValue::from_static("public, max-age=300");

/// A form of the catalogue.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    Json,
    JsonLd,
    Turtle,
}

impl Form {
    /// The one liked best of what is accepted: JSON when nobody says.
    pub(super) fn accepted(headers: &HeaderMap) -> Option<Self> {
        let mut lines = headers.get_all(ACCEPT).iter().peekable();
        if lines.peek().is_none() {
            return Some(Self::Json);
        }
        let accepted: Vec<(String, f32)> = lines
            .filter_map(|line| line.to_str().ok())
            .flat_map(|line| line.split(','))
            .map(range)
            .collect();
        let liked = |form: Self| {
            let (family, _) = form.kind().split_once('/').unwrap_or_default();
            let wide = format!("{family}/*");
            let of = |name: &str| accepted.iter().find(|(range, _)| range == name);
            let found = of(form.kind()).or_else(|| of(&wide)).or_else(|| of("*/*"));
            found.map_or(0.0, |(_, quality)| *quality)
        };
        let mut best: Option<(Self, f32)> = None;
        for form in [Self::Json, Self::JsonLd, Self::Turtle] {
            let quality = liked(form);
            if quality > best.map_or(0.0, |(_, best)| best) {
                best = Some((form, quality));
            }
        }
        best.map(|(form, _)| form)
    }

    /// The key of a service and the form its extension names.
    pub(super) fn of_extension(name: &str) -> (&str, Option<Self>) {
        for (extension, form) in [(".jsonld", Self::JsonLd), (".ttl", Self::Turtle)] {
            if let Some(slug) = name.strip_suffix(extension) {
                return (slug, Some(form));
            }
        }
        (name, None)
    }

    fn kind(self) -> &'static str {
        match self {
            Self::Json => "application/json",
            Self::JsonLd => "application/ld+json",
            Self::Turtle => "text/turtle",
        }
    }
}

/// A media range in small letters and how much it is liked, 0 to 1.
fn range(text: &str) -> (String, f32) {
    let mut parts = text.split(';').map(str::trim);
    let name = parts.next().unwrap_or_default().to_ascii_lowercase();
    let quality = parts.find_map(|part| part.strip_prefix("q="));
    let quality = quality.map_or(1.0, |value| value.parse().unwrap_or(0.0));
    (name, quality)
}

/// A body of JSON.
///
/// # Errors
/// [`PageError::Internal`] when the value cannot be written.
pub(super) fn json(value: &impl Serialize) -> Result<String, PageError> {
    serde_json::to_string(value).map_err(PageError::internal)
}

/// The answer with its mark, or 304 when the client has the same already.
pub(super) fn cached(
    headers: &HeaderMap,
    form: Form,
    body: String,
    next: Option<String>,
) -> Response {
    let mark = format!(
        "\"{}\"",
        hex::encode(&Sha256::digest(body.as_bytes())[..16])
    );
    let known = headers
        .get_all(IF_NONE_MATCH)
        .iter()
        .filter_map(|line| line.to_str().ok())
        .flat_map(|line| line.split(','))
        .map(str::trim)
        .find(|known| *known == "*" || plain_mark(known) == mark);
    let kind = match form {
        Form::Json | Form::JsonLd => form.kind().to_owned(),
        Form::Turtle => format!("{}; charset=utf-8", form.kind()),
    };
    // Whoever has the compressed bytes keeps their mark.
    let mark = known
        .filter(|known| known.starts_with('"'))
        .unwrap_or(&mark);
    let mut response = match known.is_some() {
        true => StatusCode::NOT_MODIFIED.into_response(),
        false => ([(CONTENT_TYPE, kind)], body).into_response(),
    };
    let head = response.headers_mut();
    head.insert(CACHE_CONTROL, CACHED);
    head.insert(VARY, HeaderValue::from_static("accept"));
    if let Ok(mark) = HeaderValue::from_str(mark) {
        head.insert(ETAG, mark);
    }
    if let Some(next) = next
        && let Ok(link) = HeaderValue::from_str(&format!("<{next}>; rel=\"next\""))
    {
        head.insert(LINK, link);
    }
    for_everybody(response)
}

/// Pages of other sites may read this: it is public and the same for all.
pub(super) fn for_everybody(mut response: Response) -> Response {
    let head = response.headers_mut();
    head.insert(ACCESS_CONTROL_ALLOW_ORIGIN, HeaderValue::from_static("*"));
    let exposed = HeaderValue::from_static("etag, link, x-request-id, retry-after");
    head.insert(ACCESS_CONTROL_EXPOSE_HEADERS, exposed);
    response
}

/// A strong mark names the bytes sent: compressed ones have another (RFC 9110, 8.8.3.3).
pub(crate) fn mark_encoding(response: &mut Response) {
    let encoding = response.headers().get(CONTENT_ENCODING);
    let encoding = encoding.and_then(|value| value.to_str().ok());
    let mark = response.headers().get(ETAG);
    let mark = mark.and_then(|value| value.to_str().ok());
    let (Some(encoding), Some(mark)) = (encoding, mark) else {
        return;
    };
    let inner = mark.trim_matches('"');
    if let Ok(marked) = HeaderValue::from_str(&format!("\"{inner}-{encoding}\"")) {
        response.headers_mut().insert(ETAG, marked);
    }
}

/// The mark without the name of an encoding, strong or weak alike.
fn plain_mark(known: &str) -> String {
    let known = known.strip_prefix("W/").unwrap_or(known).trim_matches('"');
    let inner = known.split_once('-').map_or(known, |(mark, _)| mark);
    format!("\"{inner}\"")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_form_liked_best_is_chosen() {
        let chosen = |accept: &str| {
            let mut headers = HeaderMap::new();
            headers.insert(ACCEPT, accept.parse().expect("a value"));
            Form::accepted(&headers).map(Form::kind)
        };
        assert_eq!(chosen("*/*"), Some("application/json"));
        assert_eq!(chosen("text/turtle"), Some("text/turtle"));
        assert_eq!(
            chosen("Text/Turtle;q=0.5, application/ld+json"),
            Some("application/ld+json")
        );
        assert_eq!(chosen("text/html, */*;q=0.1"), Some("application/json"));
        assert_eq!(
            chosen("text/*, application/json;q=0.2"),
            Some("text/turtle")
        );
        assert_eq!(
            chosen("application/json;q=0, */*"),
            Some("application/ld+json")
        );
        assert_eq!(chosen("image/png"), None);
        assert_eq!(chosen("text/turtle;q=x"), None);
        assert!(Form::accepted(&HeaderMap::new()) == Some(Form::Json));
    }

    #[test]
    fn marks_of_encodings_are_known_again() {
        for known in ["\"ab12\"", "W/\"ab12\"", "\"ab12-gzip\"", "\"ab12-br\""] {
            assert_eq!(plain_mark(known), "\"ab12\"");
        }
        let body = "{}".to_owned();
        let first = cached(&HeaderMap::new(), Form::Json, body.clone(), None);
        let mut headers = HeaderMap::new();
        headers.insert(IF_NONE_MATCH, first.headers()[ETAG].clone());
        let again = cached(&headers, Form::Json, body, None);
        assert_eq!(again.status(), StatusCode::NOT_MODIFIED);
        let other = cached(&headers, Form::Json, "[]".to_owned(), None);
        assert_eq!(other.status(), StatusCode::OK);
    }
}
