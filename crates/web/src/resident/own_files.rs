//! A file of the visitor's own draft or application, given back as it was sent.

use access::Action;
use axum::body::Body;
use axum::http::header::{
    CONTENT_DISPOSITION, CONTENT_LENGTH, CONTENT_SECURITY_POLICY, CONTENT_TYPE,
    X_CONTENT_TYPE_OPTIONS,
};
use axum::http::{HeaderMap, HeaderName, HeaderValue};
use axum::response::Response;
use store::attachments::{self, Attachment};
use store::drafts;
use tenancy::Tenant;
use uuid::Uuid;

use super::{browser_key, filling};
use crate::address::Path;
use crate::files::disposition;
use crate::routes::Routes;
use crate::visit::Visit;
use crate::{AppState, PageError};

/// A downloaded file is data: it runs nothing, loads nothing and is in nobody's frame.
const POLICY: &str = "default-src 'none'; sandbox";

pub(super) fn routes() -> Routes {
    Routes::office().get("/robocze/{draft}/pliki/{file}", Action::EditDraft, download)
}

/// `GET /robocze/{draft}/pliki/{file}`: also after filing, when the draft is an application.
async fn download(
    visit: Visit,
    headers: HeaderMap,
    Path((id, file)): Path<(Uuid, Uuid)>,
) -> Result<Response, PageError> {
    let holder = browser_key::holder(&visit, &headers);
    let tenant = visit.office()?;
    let tx = tenant.begin().await?;
    let Some(draft) = drafts::find_own(&tx, &holder, id).await? else {
        return Err(filling::not_yours(&visit));
    };
    filling::require(&visit, Action::EditDraft, &draft)?;
    let found = attachments::find_own(&tx, &holder, id, file).await?;
    let file = found.ok_or(PageError::OutOfReach)?;
    drop(tx);
    attachment(visit.app(), tenant, &file).await
}

/// The answer that saves a file on the visitor's disk and never shows it as a page.
///
/// # Errors
/// [`PageError::Internal`] when the stored bytes are missing or damaged.
pub(crate) async fn attachment(
    app: &AppState,
    tenant: &Tenant,
    file: &Attachment,
) -> Result<Response, PageError> {
    let bytes = app.files().read(tenant, file.id).await;
    let bytes = bytes.map_err(PageError::internal)?;
    let mut response = Response::new(Body::from_stream(bytes));
    let headers = response.headers_mut();
    let text = |text: &str| HeaderValue::from_str(text).map_err(PageError::internal);
    headers.insert(CONTENT_TYPE, text(&file.media_type)?);
    headers.insert(CONTENT_DISPOSITION, text(&disposition(&file.name))?);
    headers.insert(CONTENT_LENGTH, HeaderValue::from(file.bytes));
    headers.insert(CONTENT_SECURITY_POLICY, HeaderValue::from_static(POLICY));
    headers.insert(X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    headers.insert(
        HeaderName::from_static("cross-origin-resource-policy"),
        HeaderValue::from_static("same-origin"),
    );
    Ok(response)
}
