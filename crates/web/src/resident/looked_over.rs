//! The pages of a service as residents get them, rendered from a sketch and looked over.

use std::sync::Arc;

use axum::body::to_bytes;
use axum::http::StatusCode;
use axum::response::Response;
use catalogue::{Answers, Definition, FieldKind, RawAnswers};
use store::drafts::{Content, Draft, DraftState, Edition, Holder};
use uuid::Uuid;

use super::filling::{Filling, Pinned};
use super::steps::sheet::Sheet;
use super::{services, wording};
use crate::PageError;
use crate::accessibility::{self, Finding};
use crate::catalogue::PublishedService;
use crate::visit::Visit;

/// Pages rendered in one request at most; a form with more steps in more languages is looked over
/// as far as this goes.
const PAGES_MAX: usize = 200;
/// Bytes of a page.
const PAGE_BYTES_MAX: usize = 8 * 1024 * 1024;

/// What was looked at, and what was found.
pub(crate) struct LookedOver {
    pub(crate) pages: usize,
    pub(crate) languages: Vec<String>,
    pub(crate) findings: Vec<Placed>,
}

/// A finding with the page it is on.
pub(crate) struct Placed {
    pub(crate) language: String,
    /// Key of the step; `None` for the card.
    pub(crate) step: Option<String>,
    pub(crate) finding: Finding,
}

/// Renders the card and every step, with all questions and with all faults, in each language of
/// the service.
///
/// # Errors
/// [`PageError::Internal`] if a template fails.
pub(crate) async fn look_over(
    visit: &Visit,
    definition: &Definition,
) -> Result<LookedOver, PageError> {
    let whole = with_everything_shown(definition);
    let mut looked = LookedOver {
        pages: 0,
        languages: Vec::new(),
        findings: Vec::new(),
    };
    let spoken = crate::identify::languages_of(visit.office()?);
    let languages = spoken.into_iter().filter(|code| {
        let mut own = definition.languages.iter();
        own.any(|own| own == code)
    });
    for language in languages {
        looked.languages.push(language.to_owned());
        let visitor = visit.as_nobody(language, &format!("/uslugi/{}", definition.slug));
        let service = PublishedService {
            slug: definition.slug.clone(),
            edition_id: Uuid::nil(),
            number: 0,
            hash: String::new(),
            definition: definition.clone(),
        };
        let card = services::rendered(&visitor, &service)?;
        looked.note(language, None, &card);
        if !definition.kind.is_filed() {
            continue;
        }
        let filling = filling(&whole, visit);
        for step in &whole.form.steps {
            for is_faulty in [false, true] {
                if looked.pages >= PAGES_MAX {
                    return Ok(looked);
                }
                let sheet = sheet(&visitor, &whole, &step.key, is_faulty);
                let page = sheet.page(&visitor, &filling, &step.key, StatusCode::OK)?;
                looked.note(language, Some(&step.key), &text_of(page).await?);
            }
        }
    }
    Ok(looked)
}

impl LookedOver {
    fn note(&mut self, language: &str, step: Option<&str>, html: &str) {
        self.pages += 1;
        for finding in accessibility::look_over(html, language) {
            let is_known = self.findings.iter().any(|known| {
                known.finding == finding
                    && known.language == language
                    && known.step.as_deref() == step
            });
            if !is_known {
                self.findings.push(Placed {
                    language: language.to_owned(),
                    step: step.map(str::to_owned),
                    finding,
                });
            }
        }
    }
}

/// The form without its conditions, so that every question is on its page; groups have an item.
fn with_everything_shown(definition: &Definition) -> Definition {
    let mut whole = definition.clone();
    for step in &mut whole.form.steps {
        step.show_if = None;
        step.fields.iter_mut().for_each(show);
    }
    whole
}

fn show(field: &mut catalogue::Field) {
    field.show_if = None;
    if field.kind == FieldKind::Group {
        field.required = true;
        field.required_if = None;
    }
    field.fields.iter_mut().for_each(show);
}

/// A draft nobody has: only its pages are wanted.
fn filling(definition: &Definition, visit: &Visit) -> Filling {
    Filling {
        draft: Draft {
            id: Uuid::nil(),
            edition_id: Uuid::nil(),
            service_slug: definition.slug.clone(),
            owner: None,
            content: Content::default(),
            version: 0,
            state: DraftState::Open,
            updated_at: visit.app().now(),
        },
        newer: None,
        pinned: Pinned::Older(Box::new(Edition {
            id: Uuid::nil(),
            number: 0,
            hash: String::new(),
            definition: definition.clone(),
        })),
        holder: Holder::default(),
    }
}

/// The step as it is opened, or as it comes back when it was sent empty.
fn sheet(visit: &Visit, definition: &Definition, step: &str, is_faulty: bool) -> Sheet<'static> {
    let (raw, none) = (RawAnswers::default(), Answers::new());
    let today = visit.app().today();
    let (answers, faults) = match definition.check_step(step, &raw, &none, today) {
        Err(faults) if is_faulty => {
            let said = faults.faults.iter();
            let said = said.map(|fault| wording::say(visit, definition, fault));
            let said: Vec<_> = said.collect();
            (faults.kept, said)
        }
        _ => (none, Vec::new()),
    };
    Sheet {
        answers,
        faults,
        added: "",
        is_new: false,
        to_check: false,
    }
}

async fn text_of(page: Response) -> Result<String, PageError> {
    let body = to_bytes(page.into_body(), PAGE_BYTES_MAX).await;
    let body = body.map_err(PageError::internal)?;
    String::from_utf8(body.to_vec()).map_err(PageError::internal)
}

impl Visit {
    /// The visit of somebody who is not signed in, to a page in this language.
    fn as_nobody(&self, language: &'static str, path: &str) -> Self {
        let mut seen = self.0.as_ref().clone();
        seen.actor = access::Actor::Nobody;
        seen.name = None;
        seen.session = None;
        seen.language = language;
        path.clone_into(&mut seen.path);
        Self(Arc::new(seen))
    }
}
