//! Files of a case, for those who may read it; each download is remembered.

use access::Action;
use axum::body::Body;
use axum::extract::State;
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_LENGTH, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use store::attachments;
use store::audit::{self, Entry};
use uuid::Uuid;

use super::case_page;
use crate::address::Path;
use crate::routes::Routes;
use crate::visit::{StaffIn, Visit};
use crate::{AppState, PageError, files};

pub(super) fn routes() -> Routes {
    Routes::office().get(
        "/urzad/sprawy/{id}/pliki/{file}",
        Action::DownloadFile,
        download,
    )
}

async fn download(
    visit: Visit,
    staff: StaffIn,
    State(app): State<AppState>,
    Path((id, file)): Path<(String, String)>,
) -> Result<Response, PageError> {
    let id = case_page::case_id(&id)?;
    let file: Uuid = file.parse().map_err(|_| PageError::NotFound)?;
    let tenant = visit.office()?;
    let tx = tenant.begin().await?;
    let case = case_page::reach(&visit, &app, &tx, id, Action::SeeCase).await?;
    app.access().require(
        visit.actor(),
        Action::DownloadFile,
        &case_page::file_of(&case),
    )?;
    let application = case.application.ok_or(PageError::NotFound)?;
    let found = attachments::find(&tx, application, file)
        .await?
        .ok_or(PageError::OutOfReach)?;
    let entry = Entry {
        at: app.now(),
        actor: &format!("staff:{}", staff.staff),
        action: "file_downloaded",
        subject: &format!("case:{id}"),
        detail: &format!("attachment:{file}"),
    };
    audit::note(&tx, &entry).await?;
    tx.commit().await?;
    let bytes = app
        .files()
        .read(tenant, file)
        .await
        .map_err(PageError::internal)?;
    let headers = [
        (CONTENT_TYPE, found.media_type),
        (CONTENT_LENGTH, found.bytes.to_string()),
        (CONTENT_DISPOSITION, files::disposition(&found.name)),
    ];
    Ok((headers, Body::from_stream(bytes)).into_response())
}
