//! What a step posts: answers, files on their way to storage, and the button that was pressed.

use axum::extract::multipart::{Field as Part, Multipart, MultipartError};
use axum::extract::{FromRequest, Request};
use axum::http::header::CONTENT_TYPE;
use axum_extra::extract::Form;
use catalogue::{Answers, Definition, Field, FieldKind, RawAnswers};
use serde_json::Value;
use tenancy::Tenant;
use uuid::Uuid;

use super::wording::{self, Said};
use super::{fields, places};
use crate::files::{Files, Received, Refusal, Rules};
use crate::visit::Visit;
use crate::{AppState, PageError};

/// Largest body of a step with files, in bytes; the limit of each file is that of its field.
pub(super) const BODY_BYTES_MAX: usize = 120 * 1024 * 1024;
/// Answers and hidden boxes of one step at most.
const PAIRS_MAX: usize = 20_000;

/// What came with a step.
pub(super) struct Posted {
    pub(super) raw: RawAnswers,
    /// The button: `dalej`, `zapisz`, `upload:…`, `drop:…`, `add:…`, `remove:…`.
    pub(super) action: String,
    /// Files in storage, by the path of their field; nothing points at them yet.
    pub(super) received: Vec<(String, Received)>,
    /// Files not taken.
    pub(super) faults: Vec<Said>,
    pub(super) unclaimed: Unclaimed,
}

/// Files in storage that nothing points at yet: deleted unless they are claimed, also when the
/// browser goes away or the transaction fails.
pub(super) struct Unclaimed {
    files: Files,
    tenant: Tenant,
    ids: Vec<Uuid>,
}

impl Unclaimed {
    /// The database points at them now.
    pub(super) fn claim(&mut self) {
        self.ids.clear();
    }
}

impl Drop for Unclaimed {
    fn drop(&mut self) {
        if self.ids.is_empty() {
            return;
        }
        let (files, tenant) = (self.files.clone(), self.tenant.clone());
        let ids = std::mem::take(&mut self.ids);
        tokio::spawn(async move { files.remove(&tenant, &ids).await });
    }
}

/// What the step being posted takes.
pub(super) struct Taking<'a> {
    pub(super) visit: &'a Visit,
    pub(super) definition: &'a Definition,
    pub(super) step: &'a str,
    /// Answers before, with the files sent before.
    pub(super) before: &'a Answers,
}

/// Reads what was posted, streaming files to storage on the way.
///
/// # Errors
/// [`PageError::BadRequest`] when the body cannot be read at all, [`PageError::TooLarge`] when
/// it is larger than any step needs.
pub(super) async fn read(
    request: Request,
    app: &AppState,
    taking: &Taking<'_>,
) -> Result<Posted, PageError> {
    let mut posted = Posted {
        raw: RawAnswers::default(),
        action: String::new(),
        received: Vec::new(),
        faults: Vec::new(),
        unclaimed: Unclaimed {
            files: app.files().clone(),
            tenant: taking.visit.office()?.clone(),
            ids: Vec::new(),
        },
    };
    let kind = request.headers().get(CONTENT_TYPE);
    let kind = kind.and_then(|kind| kind.to_str().ok()).unwrap_or_default();
    let mut pairs = if kind.starts_with("multipart/form-data") {
        let parts = Multipart::from_request(request, app).await;
        let parts = parts.map_err(PageError::unreadable)?;
        read_parts(parts, taking, &mut posted).await?
    } else {
        let form = Form::<Vec<(String, String)>>::from_request(request, app).await;
        form.map_err(PageError::unreadable)?.0
    };
    if pairs.len() > PAIRS_MAX {
        return Err(PageError::TooLarge);
    }
    choose_by_label(taking, &mut pairs);
    let pressed = pairs.iter().rfind(|(name, _)| name == "action");
    posted.action = pressed.map(|(_, value)| value.clone()).unwrap_or_default();
    posted.raw = RawAnswers::new(pairs);
    Ok(posted)
}

async fn read_parts(
    mut parts: Multipart,
    taking: &Taking<'_>,
    posted: &mut Posted,
) -> Result<Vec<(String, String)>, PageError> {
    let mut pairs = Vec::new();
    while let Some(part) = parts.next_field().await.map_err(PageError::unreadable)? {
        let name = part.name().unwrap_or_default().to_owned();
        match part.file_name().map(str::to_owned) {
            None => {
                let text = part.text().await.map_err(PageError::unreadable)?;
                pairs.push((name, text));
            }
            // A box in which no file was chosen is posted with an empty name.
            Some(file) if file.is_empty() => {}
            Some(file) => take_in(taking, posted, name, &file, part).await?,
        }
        if pairs.len() > PAIRS_MAX {
            return Err(PageError::TooLarge);
        }
    }
    Ok(pairs)
}

/// Streams one file to storage, or says at its field why it is not taken.
async fn take_in(
    taking: &Taking<'_>,
    posted: &mut Posted,
    name: String,
    file: &str,
    part: Part<'_>,
) -> Result<(), PageError> {
    let Some(field) = file_field(taking, &name) else {
        return Ok(());
    };
    let kept = places::answer_at(taking.before, &name);
    let kept = kept.and_then(Value::as_array).map_or(0, Vec::len);
    let new = posted.received.iter().filter(|(path, _)| *path == name);
    let max = field.max_files.unwrap_or(fields::FILES_MAX);
    let is_full = u32::try_from(kept + new.count()).is_ok_and(|count| count >= max);
    if is_full {
        let text = taking
            .visit
            .t1("fault-file-too-many", "max", &max.to_string());
        posted.faults.push(Said { field: name, text });
        return Ok(());
    }
    let rules = Rules {
        accept: &field.accept,
        max_mb: field.max_mb.unwrap_or(fields::FILE_MB_MAX),
    };
    let tenant = taking.visit.office()?;
    let files = posted.unclaimed.files.clone();
    match files
        .receive::<MultipartError>(tenant, rules, file, part)
        .await
    {
        Ok(received) => {
            posted.unclaimed.ids.push(received.id);
            posted.received.push((name, received));
        }
        Err(refusal) => {
            if let Refusal::Storage(fault) = &refusal {
                tracing::error!(tenant = tenant.slug(), fault = %crate::error::chain(fault),
                    "a file could not be stored");
            }
            let types = field.accept.join(", ").to_uppercase();
            let text = wording::refused(taking.visit, &refusal, &types);
            let text = format!("{text} ({})", crate::files::clean(file));
            posted.faults.push(Said { field: name, text });
        }
    }
    Ok(())
}

/// The field of the step that takes files under this name.
fn file_field<'d>(taking: &Taking<'d>, name: &str) -> Option<&'d Field> {
    let first = name.split('.').next()?;
    let step = taking.definition.step(taking.step)?;
    let of_step = step.fields.iter().any(|field| field.key == first);
    let field = places::field_at(taking.definition, name)?;
    (of_step && field.kind == FieldKind::File).then_some(field)
}

/// A searchable choice posts the words of its label; the form knows its value.
fn choose_by_label(taking: &Taking<'_>, pairs: &mut [(String, String)]) {
    for (name, text) in pairs {
        let Some(field) = places::field_at(taking.definition, name) else {
            continue;
        };
        if field.kind != FieldKind::SearchSelect {
            continue;
        }
        let typed = text.trim().to_lowercase();
        let language = taking.visit.lang();
        let base = wording::text_path(name);
        let found = field.options.iter().find(|choice| {
            let path = format!("{base}.options.{}", choice.value);
            let translated = taking.definition.text(language, &path);
            choice.label.to_lowercase() == typed || translated.to_lowercase() == typed
        });
        if let Some(choice) = found {
            text.clone_from(&choice.value);
        }
    }
}
