//! The mark of the office, sent as a file: PNG or WebP, because neither can run anything.

use axum::extract::multipart::{Multipart, MultipartRejection};
use axum::http::StatusCode;
use axum::response::Response;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Value, json};
use store::{StoreError, settings};

use super::desk::{Desk, Extra, Said};
use crate::PageError;

/// Largest mark; it is kept in memory with the rest of the profile.
const BYTES_MAX: usize = 96 * 1024;
/// Largest form with it.
pub(super) const BODY_BYTES_MAX: usize = 2 * 1024 * 1024;
const KIB: usize = 1024;
const TYPES: [&str; 2] = ["image/png", "image/webp"];

/// What was sent.
#[derive(Default)]
struct Sent {
    version: i32,
    is_removal: bool,
    bytes: Vec<u8>,
}

pub(super) async fn receive(
    desk: Desk,
    parts: Result<Multipart, MultipartRejection>,
) -> Result<Response, PageError> {
    let sent = read(parts.map_err(PageError::unreadable)?).await?;
    let tx = desk.begin().await?;
    let wanted = match picture(&sent) {
        Ok(wanted) => wanted,
        Err((key, value)) => {
            let extra = Extra {
                faults: vec![Said {
                    field: "plik".to_owned(),
                    text: desk.visit.t1(key, value.0, &value.1),
                }],
                ..Extra::default()
            };
            return desk
                .respond(tx, StatusCode::UNPROCESSABLE_ENTITY, extra)
                .await;
        }
    };
    let before = settings::standing(&tx, desk.sheet.part).await?.value;
    match settings::save(&tx, desk.sheet.part, &wanted, desk.act(sent.version)).await {
        Ok(()) => {
            let done = ("settings_changed", "zapis");
            desk.finish(tx, (&before, &wanted), done).await
        }
        Err(StoreError::Stale(_)) => {
            drop(tx);
            let tx = desk.begin().await?;
            desk.outdated(tx, None).await
        }
        Err(fault) => Err(fault.into()),
    }
}

async fn read(mut parts: Multipart) -> Result<Sent, PageError> {
    let mut sent = Sent {
        version: -1,
        ..Sent::default()
    };
    while let Some(part) = parts.next_field().await.map_err(PageError::unreadable)? {
        let name = part.name().unwrap_or_default().to_owned();
        let bytes = part.bytes().await.map_err(PageError::unreadable)?;
        let text = || String::from_utf8_lossy(&bytes).trim().to_owned();
        match name.as_str() {
            "wersja" => sent.version = text().parse().unwrap_or(-1),
            "akt" => sent.is_removal = text() == "usun",
            "plik" => sent.bytes = bytes.to_vec(),
            _ => {}
        }
    }
    Ok(sent)
}

type Fault = (&'static str, (&'static str, String));

/// The part's next value, by the content of the file and not by its name.
fn picture(sent: &Sent) -> Result<Value, Fault> {
    if sent.is_removal {
        return Ok(json!({ "svg": "", "picture": null }));
    }
    if sent.bytes.is_empty() {
        return Err(("settings-logo-empty", ("max", String::new())));
    }
    if sent.bytes.len() > BYTES_MAX {
        let max = (BYTES_MAX / KIB).to_string();
        return Err(("settings-logo-too-large", ("max", max)));
    }
    let found = infer::get(&sent.bytes).map(|found| found.mime_type());
    let Some(media_type) = found.filter(|found| TYPES.contains(found)) else {
        return Err(("settings-logo-type", ("types", String::new())));
    };
    Ok(json!({
        "svg": "",
        "picture": { "media_type": media_type, "base64": STANDARD.encode(&sent.bytes) },
    }))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sent(bytes: &[u8]) -> Sent {
        Sent {
            bytes: bytes.to_vec(),
            ..Sent::default()
        }
    }

    #[test]
    fn only_pictures_that_run_nothing_are_taken() {
        let png = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01";
        let taken = picture(&sent(png)).expect("a picture");
        assert_eq!(taken["picture"]["media_type"], "image/png");
        for refused in [
            b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>".as_slice(),
            b"GIF89a\0\0",
            b"<html><script>",
            b"\xff\xd8\xff\xe0\0\0",
            b"",
        ] {
            assert!(picture(&sent(refused)).is_err());
        }
        assert!(picture(&sent(&[png.as_slice(), &vec![0; BYTES_MAX]].concat())).is_err());
    }
}
