//! One request of one trial, and what came back without what differs every time.

use axum::body::Body;
use axum::http::{Method, StatusCode};

use super::stage::Trial;

/// An answer as far as two of them can be compared.
pub(super) struct Seen {
    pub(super) status: StatusCode,
    pub(super) location: String,
    to_sign_in: bool,
    body: String,
    cookies: usize,
}

impl Seen {
    /// Sends an empty form or nothing, as the method wants it.
    pub(super) async fn at(trial: &Trial, method: &Method, path: &str) -> Self {
        let mut client = trial.client.clone();
        let request = client
            .request(method.clone(), path)
            .header("sec-fetch-site", "same-origin")
            .header("content-type", "application/x-www-form-urlencoded");
        let answer = client.send(request, Body::empty()).await;
        let id = answer.headers.get("x-request-id");
        let id = id.and_then(|id| id.to_str().ok()).unwrap_or("-");
        let sign_in = ["/logowanie?powrot=", "/urzad/logowanie?powrot="];
        let to_sign_in = sign_in.iter().any(|to| answer.location().starts_with(to));
        let plain = |text: &str| {
            let text = text.replace(id, "ID");
            let text = match path {
                "/" => text,
                _ => text.replace(&encoded(path), "PATH").replace(path, "PATH"),
            };
            without_numbers(&text)
        };
        // From a part of an address to the whole above it, as from a form to its service.
        let location = match path.starts_with(answer.location()) {
            true if answer.location().len() > 1 => "ABOVE".to_owned(),
            _ => plain(answer.location()),
        };
        Self {
            status: answer.status,
            location,
            to_sign_in,
            body: plain(&answer.body),
            cookies: answer.headers.get_all("set-cookie").iter().count(),
        }
    }

    pub(super) fn is_same_as(&self, other: &Self) -> bool {
        self.status == other.status
            && self.location == other.location
            && self.cookies == other.cookies
            && self.body == other.body
    }

    /// For the list of faults.
    pub(super) fn told(&self) -> String {
        format!(
            "{} {} ({} bytes)",
            self.status.as_u16(),
            self.location,
            self.body.len()
        )
    }
}

/// Whether this is the gate's answer, and not a page.
pub(super) fn is_refusal(seen: &Seen) -> bool {
    match seen.status {
        StatusCode::FORBIDDEN | StatusCode::UNAUTHORIZED => true,
        StatusCode::SEE_OTHER => seen.to_sign_in,
        _ => false,
    }
}

/// The text with every identifier (UUID) in it made the same.
fn without_numbers(text: &str) -> String {
    const CHARS: usize = 36;
    let is_id = |part: &str| {
        part.char_indices().all(|(at, c)| match at {
            8 | 13 | 18 | 23 => c == '-',
            _ => c.is_ascii_hexdigit(),
        })
    };
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        match rest.get(..CHARS).filter(|part| is_id(part)) {
            Some(_) => {
                plain.push_str("NUMBER");
                rest = &rest[CHARS..];
            }
            None => {
                plain.push(first);
                rest = &rest[first.len_utf8()..];
            }
        }
    }
    plain
}

fn encoded(path: &str) -> String {
    path.bytes()
        .map(|byte| match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'_' | b'.' | b'~' | b'/' => {
                char::from(byte).to_string()
            }
            _ => format!("%{byte:02X}"),
        })
        .collect()
}
