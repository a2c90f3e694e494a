//! Stylesheets, the script and marks: addresses carry the hash of the content, kept for ever.

use std::collections::HashMap;
use std::sync::LazyLock;

use axum::body::Bytes;
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use rust_embed::RustEmbed;
use sha2::{Digest, Sha256};
use tenancy::{Look, Tenant};

use crate::PageError;
use crate::address::Path;
use crate::visit::Visit;

const FOREVER: &str = "public, max-age=31536000, immutable";
const HASH_CHARS: usize = 16;
/// Name of the stylesheet.
pub(crate) const STYLES: &str = "ratusz.css";

/// Parts of the stylesheet, in the order in which later rules win over earlier ones.
const LOOK: [&str; 9] = [
    "ground", "frame", "forms", "messages", "lists", "tables", "desk", "designer", "screens",
];

#[derive(RustEmbed)]
#[folder = "assets"]
struct AssetFiles;

/// What is served under one name.
struct Asset {
    hash: String,
    kind: &'static str,
    bytes: Bytes,
}

impl Asset {
    fn new(name: &str, bytes: Vec<u8>) -> Self {
        let kind = match name.rsplit_once('.') {
            Some((_, "css")) => "text/css; charset=utf-8",
            Some((_, "js")) => "text/javascript; charset=utf-8",
            Some((_, "svg")) => "image/svg+xml",
            _ => "application/octet-stream",
        };
        Self {
            hash: short_hash(&bytes),
            kind,
            bytes: bytes.into(),
        }
    }
}

/// Every asset by its name, made once: the files of the folder, and the parts of the stylesheet as
/// one, so that a page asks for it once.
static ASSETS: LazyLock<HashMap<String, Asset>> = LazyLock::new(|| {
    let mut assets: HashMap<String, Asset> = AssetFiles::iter()
        .filter(|name| !name.contains('/'))
        .filter_map(|name| {
            let file = AssetFiles::get(&name)?;
            Some((name.to_string(), Asset::new(&name, file.data.into_owned())))
        })
        .collect();
    let parts = LOOK.iter().filter_map(|part| {
        let file = AssetFiles::get(&format!("look/{part}.css"))?;
        Some(file.data.into_owned())
    });
    let whole = parts.collect::<Vec<_>>().concat();
    assets.insert(STYLES.to_owned(), Asset::new(STYLES, whole));
    assets
});

/// Address of an asset.
pub(crate) fn href(name: &str) -> String {
    let hash = ASSETS.get(name).map_or("0", |asset| asset.hash.as_str());
    format!("/static/{hash}/{name}")
}

/// Address of the stylesheet with an office's colours.
pub(crate) fn theme_href(tenant: Option<&Tenant>) -> String {
    format!("/motyw/{}.css", short_hash(theme(tenant).as_bytes()))
}

/// `GET /static/{hash}/{name}`
pub(crate) async fn asset(
    Path((hash, name)): Path<(String, String)>,
) -> Result<Response, PageError> {
    let asset = ASSETS.get(&name).ok_or(PageError::NotFound)?;
    let kept = match asset.hash == hash {
        true => FOREVER,
        false => "no-cache",
    };
    let headers = [(CACHE_CONTROL, kept), (CONTENT_TYPE, asset.kind)];
    Ok((headers, asset.bytes.clone()).into_response())
}

/// `GET /motyw/{file}`: the colours of the site visited.
pub(crate) async fn theme_file(
    visit: Visit,
    Path(file): Path<String>,
) -> Result<Response, PageError> {
    let text = theme(visit.0.tenant.as_ref());
    let current = file == format!("{}.css", short_hash(text.as_bytes()));
    let kept = if current { FOREVER } else { "no-cache" };
    let headers = [
        (CACHE_CONTROL, kept),
        (CONTENT_TYPE, "text/css; charset=utf-8"),
    ];
    Ok((headers, text).into_response())
}

/// Address of the mark of an office: another one for every mark.
pub(crate) fn mark_href(look: &Look) -> String {
    match &look.picture {
        Some(picture) => format!("/znak?{}", short_hash(picture.base64.as_bytes())),
        None => format!("/znak.svg?{}", short_hash(look.logo_svg.as_bytes())),
    }
}

/// `GET /znak.svg` and `/znak`: the mark of the office visited, drawn or as a picture.
pub(crate) async fn mark(visit: Visit) -> Result<Response, PageError> {
    let look = &visit.office()?.profile().look;
    let (kind, bytes) = match &look.picture {
        Some(picture) => {
            // Looked at when it was sent; nothing but a picture is ever served as one.
            let kind = match picture.media_type.as_str() {
                "image/webp" => "image/webp",
                _ => "image/png",
            };
            let bytes = STANDARD.decode(&picture.base64);
            (kind, bytes.map_err(PageError::internal)?)
        }
        None => ("image/svg+xml", look.logo_svg.clone().into_bytes()),
    };
    if bytes.is_empty() {
        return Err(PageError::NotFound);
    }
    let headers = [
        (CACHE_CONTROL, "public, max-age=3600"),
        (CONTENT_TYPE, kind),
    ];
    Ok((headers, bytes).into_response())
}

/// The office's colours as custom properties; checked at onboarding, checked again here so that
/// nothing but a colour ever reaches a stylesheet.
fn theme(tenant: Option<&Tenant>) -> String {
    const PRIMARY: &str = "#1d4e6f";
    const ACCENT: &str = "#8a2432";
    let look = tenant.map(|tenant| &tenant.profile().look);
    let primary = look
        .map(|l| l.primary.as_str())
        .filter(|c| is_colour(c))
        .unwrap_or(PRIMARY);
    let accent = look
        .map(|l| l.accent.as_str())
        .filter(|c| is_colour(c))
        .unwrap_or(ACCENT);
    let own = look.filter(|look| look.picture.is_some() || !look.logo_svg.is_empty());
    let mark = own.map_or_else(String::new, |look| {
        format!("--office-logo:url({});--office-mark:0", mark_href(look))
    });
    format!(":root{{--office-primary:{primary};--office-accent:{accent};{mark}}}\n")
}

fn is_colour(text: &str) -> bool {
    text.strip_prefix('#')
        .is_some_and(|hex| hex.len() == 6 && hex.bytes().all(|b| b.is_ascii_hexdigit()))
}

fn short_hash(bytes: &[u8]) -> String {
    hex::encode(Sha256::digest(bytes))[..HASH_CHARS].to_owned()
}

#[cfg(test)]
mod tests {
    use super::{ASSETS, AssetFiles, LOOK, STYLES, is_colour};

    #[test]
    fn the_stylesheet_is_made_of_every_part_and_no_other() {
        let mut parts: Vec<String> = AssetFiles::iter()
            .filter_map(|name| Some(name.strip_prefix("look/")?.strip_suffix(".css")?.to_owned()))
            .collect();
        let mut listed = LOOK.map(str::to_owned).to_vec();
        parts.sort();
        listed.sort();
        assert_eq!(parts, listed);
        let whole = &ASSETS[STYLES].bytes;
        let told = String::from_utf8(whole.to_vec()).expect("text");
        for sign in [
            "--office-primary",
            ".btn-danger",
            ".table-cards",
            "@media print",
        ] {
            assert!(told.contains(sign), "{sign}");
        }
        assert_eq!(told.matches('{').count(), told.matches('}').count());
    }

    #[test]
    fn nothing_but_a_colour_reaches_the_stylesheet() {
        assert!(is_colour("#1b4d7a"));
        for bad in [
            "red;}body{}",
            "#12345",
            "#12345g",
            "1b4d7a",
            "#1b4d7a;",
            "url(//x)",
        ] {
            assert!(!is_colour(bad), "{bad}");
        }
    }
}
