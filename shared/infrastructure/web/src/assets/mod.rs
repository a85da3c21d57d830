//! Static files: style sheets, fonts, icons. In the binary under content-hashed names that never change what they
//! mean; in `--dev` from the source tree under their own names, asked for again each time.

mod bundle;

use std::borrow::Cow;
use std::collections::HashMap;
use std::path::PathBuf;

use axum::Router;
use axum::body::Bytes;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use http::{HeaderMap, HeaderValue, StatusCode, header};

use crate::accept::{Encoding, best_encoding};
use crate::context::RequestContext;
use crate::document;
use crate::fault::{Answer, Fault};
use crate::frame::Frame;
use crate::setup::Mode;

/// A file of `shared/static`, as the build prepared it.
pub(crate) struct StaticFile {
    name: &'static str,
    hashed: &'static str,
    plain: &'static [u8],
    gzip: Option<&'static [u8]>,
    zstd: Option<&'static [u8]>,
}

static FILES: &[StaticFile] = include!(concat!(env!("OUT_DIR"), "/static_files.rs"));

const ICON: &str = "icons/rose-ash.svg";
const FOREVER: HeaderValue = HeaderValue::from_static("public, max-age=31536000, immutable");
const ONE_HOUR: HeaderValue = HeaderValue::from_static("public, max-age=3600");
const ASK_AGAIN: HeaderValue = HeaderValue::from_static("no-cache");

/// Where static files come from.
pub(crate) enum Assets {
    /// In the binary: addresses by name, files by hashed name.
    Built {
        addresses: HashMap<&'static str, String>,
        files: HashMap<&'static str, &'static StaticFile>,
    },
    /// In the source tree.
    Source(PathBuf),
}

impl Assets {
    pub(crate) fn open(mode: Mode) -> Self {
        let folder = PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../../static"));
        if mode == Mode::Dev && folder.is_dir() {
            return Self::Source(folder);
        }
        Self::Built {
            addresses: FILES
                .iter()
                .map(|file| (file.name, format!("/static/{}", file.hashed)))
                .collect(),
            files: FILES.iter().map(|file| (file.hashed, file)).collect(),
        }
    }

    /// The address of a file by its name. For a name that does not exist it is an address that answers 404, and a
    /// line in the log: a page does not fail for a missing icon.
    pub(crate) fn address<'a>(&'a self, name: &str) -> Cow<'a, str> {
        match self {
            Self::Built { addresses, .. } => match addresses.get(name) {
                Some(address) => Cow::Borrowed(address),
                None => {
                    tracing::warn!(name, "there is no static file “{name}”");
                    Cow::Owned(format!("/static/{name}"))
                }
            },
            Self::Source(_) => Cow::Owned(format!("/static/{name}")),
        }
    }

    fn answer(&self, path: &str, headers: &HeaderMap) -> Answer {
        match self {
            Self::Built { addresses, files } => match (files.get(path), addresses.get(path)) {
                (Some(file), _) => Ok(built(file, headers)),
                (None, Some(address)) => Ok(document::redirect(StatusCode::FOUND, address)),
                (None, None) => Err(Fault::not_found()),
            },
            Self::Source(folder) => from_source(folder, path),
        }
    }
}

fn built(file: &'static StaticFile, headers: &HeaderMap) -> Response {
    let offered = |encoding| match encoding {
        Encoding::Zstd => file.zstd,
        Encoding::Gzip => file.gzip,
        Encoding::Identity => Some(file.plain),
    };
    let encoding = best_encoding(headers, |encoding| offered(encoding).is_some());
    let bytes = offered(encoding).unwrap_or(file.plain);
    let mut response = Bytes::from_static(bytes).into_response();
    let answer = response.headers_mut();
    answer.insert(header::CONTENT_TYPE, media_type(file.name));
    answer.insert(header::CACHE_CONTROL, FOREVER);
    if let Some(name) = encoding.header() {
        answer.insert(header::CONTENT_ENCODING, name);
    }
    if file.gzip.is_some() || file.zstd.is_some() {
        answer.insert(header::VARY, HeaderValue::from_static("accept-encoding"));
    }
    response
}

/// Reads all files each time: it is the developer's machine, and the sheet is joined from many.
fn from_source(folder: &std::path::Path, path: &str) -> Answer {
    let mut files = bundle::collect(folder)
        .map_err(|error| Fault::internal(format!("shared/static: {error}")))?;
    let bytes = files.remove(path).ok_or_else(Fault::not_found)?;
    let bytes = bundle::with_addresses(path, &bytes, |target| Some(target.to_owned()));
    let mut response = Bytes::from(bytes).into_response();
    response
        .headers_mut()
        .insert(header::CONTENT_TYPE, media_type(path));
    response
        .headers_mut()
        .insert(header::CACHE_CONTROL, ASK_AGAIN);
    Ok(response)
}

fn media_type(name: &str) -> HeaderValue {
    HeaderValue::from_static(
        match name.rsplit_once('.').map_or("", |(_, extension)| extension) {
            "css" => "text/css; charset=utf-8",
            "js" => "text/javascript; charset=utf-8",
            "json" => "application/json",
            "webmanifest" => "application/manifest+json",
            "svg" => "image/svg+xml",
            "png" => "image/png",
            "jpg" | "jpeg" => "image/jpeg",
            "webp" => "image/webp",
            "ico" => "image/x-icon",
            "woff2" => "font/woff2",
            "txt" => "text/plain; charset=utf-8",
            _ => "application/octet-stream",
        },
    )
}

/// `/static/…` and `/favicon.ico`, for every app.
pub(crate) fn routes() -> Router<Frame> {
    Router::new()
        .route("/static/{*path}", get(static_file))
        .route("/favicon.ico", get(favicon))
}

async fn static_file(
    State(frame): State<Frame>,
    Path(path): Path<String>,
    headers: HeaderMap,
) -> Answer {
    frame.house.assets.answer(&path, &headers)
}

/// The site's own icon, or ours.
async fn favicon(cx: RequestContext) -> Answer {
    let own = cx.site().await.ok().and_then(|site| site.icon.clone());
    let address = own.map_or_else(|| cx.frame().house.assets.address(ICON), Cow::Owned);
    let mut response = document::redirect(StatusCode::FOUND, &address);
    response
        .headers_mut()
        .insert(header::CACHE_CONTROL, ONE_HOUR);
    Ok(response)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_address_in_a_sheet_is_a_file() {
        for sheet in FILES.iter().filter(|file| file.name.ends_with(".css")) {
            let text = std::str::from_utf8(sheet.plain).expect("sheets are UTF-8");
            for target in text.split("url(").skip(1) {
                let target = target
                    .split(')')
                    .next()
                    .unwrap_or_default()
                    .trim_matches('"');
                let known = target
                    .strip_prefix("/static/")
                    .is_some_and(|name| FILES.iter().any(|file| file.hashed == name));
                assert!(
                    known || target.starts_with("data:"),
                    "{} asks for {target}",
                    sheet.name
                );
            }
        }
    }

    #[test]
    fn files_that_templates_name_are_there() {
        for name in [bundle::SHEET, ICON, "icons/rose-ash-180.png"] {
            assert!(FILES.iter().any(|file| file.name == name), "{name}");
        }
    }

    #[test]
    fn compressed_copies_hold_what_the_plain_file_holds() {
        let sheet = FILES
            .iter()
            .find(|file| file.name == bundle::SHEET)
            .expect("the sheet");
        let zstd = zstd::decode_all(sheet.zstd.expect("sheets get smaller")).expect("zstd");
        assert_eq!(zstd, sheet.plain);
        let mut gzip = Vec::new();
        let packed = flate2::read::GzDecoder::new(sheet.gzip.expect("sheets get smaller"));
        std::io::Read::read_to_end(&mut { packed }, &mut gzip).expect("gzip");
        assert_eq!(gzip, sheet.plain);
    }
}
