//! The preview beside what is being written: a page of this program inside of another one.

use axum::http::HeaderValue;
use axum::http::header::{CONTENT_SECURITY_POLICY, X_FRAME_OPTIONS};
use axum::response::Response;
use catalogue::Definition;

use super::{Choice, Editor};
use crate::front::POLICY;

/// The preview as a page offers it beside itself.
pub(super) struct Beside {
    /// The whole preview, for those without the script and on narrow screens.
    pub(super) href: String,
    /// The form alone, in the language of the editor.
    pub(super) frame: String,
    /// Languages to look at it in; empty when the service has Polish alone.
    pub(super) languages: Vec<Choice>,
}

impl Beside {
    /// The preview of the step of this key, or of the first one.
    pub(super) fn of(editor: &Editor, definition: &Definition, step: &str) -> Self {
        let step = match step {
            "" => String::new(),
            step => format!("krok={step}&"),
        };
        let languages = definition.languages.iter();
        let languages: Vec<Choice> = languages
            .map(|code| Choice {
                value: code.clone(),
                label: editor.visit.t(&format!("designer-language-{code}")),
                hint: String::new(),
                chosen: code == "pl",
            })
            .collect();
        Self {
            href: editor.path(&format!("/podglad?{step}widok=waski")),
            frame: editor.path(&format!("/podglad?{step}okno=tak&mowa=pl")),
            languages: match languages.len() {
                0 | 1 => Vec::new(),
                _ => languages,
            },
        }
    }
}

/// Lets pages of the same address, and no others, show this answer inside of them.
pub(super) fn in_frame(response: Response) -> Response {
    let policy = POLICY.replace("frame-ancestors 'none'", "frame-ancestors 'self'");
    let mut response = with_policy(response, &policy);
    let same = HeaderValue::from_static("SAMEORIGIN");
    response.headers_mut().insert(X_FRAME_OPTIONS, same);
    response
}

/// Lets this page show pages of the same address inside of itself.
pub(super) fn with_frame(response: Response) -> Response {
    with_policy(response, &format!("{POLICY}; frame-src 'self'"))
}

fn with_policy(mut response: Response, policy: &str) -> Response {
    if let Ok(policy) = HeaderValue::from_str(policy) {
        response
            .headers_mut()
            .insert(CONTENT_SECURITY_POLICY, policy);
    }
    response
}
