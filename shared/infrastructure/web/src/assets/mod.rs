//! Static files: style sheets, fonts, icons. In the binary under content-hashed names that never change what they
//! mean; in `--dev` from the source tree under their own names, asked for again each time.

mod built;
mod bundle;

use std::borrow::Cow;
use std::path::{Path as FilePath, PathBuf};

use axum::Router;
use axum::body::Bytes;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use http::{HeaderMap, HeaderValue, StatusCode, Uri, header};

use crate::accept::{Encoding, best_encoding};
use crate::context::RequestContext;
use crate::document;
use crate::fault::{Answer, Fault};
use crate::frame::Frame;
use crate::setup::Mode;
use built::{BUILT, Built};

pub(crate) use built::File;

const ICON: &str = "icons/rose-ash.svg";
const FOREVER: HeaderValue = HeaderValue::from_static("public, max-age=31536000, immutable");
const ONE_HOUR: HeaderValue = HeaderValue::from_static("public, max-age=3600");
const ASK_AGAIN: HeaderValue = HeaderValue::from_static("no-cache");

/// Where static files come from.
pub(crate) enum Assets {
    /// In the binary.
    Built(&'static Built),
    /// In the source tree.
    Source(PathBuf),
}

impl Assets {
    pub(crate) fn open(mode: Mode) -> Self {
        let folder = PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../../static"));
        if mode == Mode::Dev && folder.is_dir() {
            return Self::Source(folder);
        }
        Self::Built(&BUILT)
    }

    /// The address of a file by its name. For a name that does not exist it is an address that answers 404, and a
    /// line in the log: a page does not fail for a missing icon.
    pub(crate) fn address<'a>(&'a self, name: &str) -> Cow<'a, str> {
        match self {
            Self::Built(built) => match built.addresses.get(name) {
                Some(address) => Cow::Borrowed(address),
                None => {
                    tracing::warn!(name, "there is no static file “{name}”");
                    Cow::Owned(address_in_source(name))
                }
            },
            Self::Source(_) => Cow::Owned(address_in_source(name)),
        }
    }

    fn answer(&self, path: &str, name: &str, headers: &HeaderMap) -> Answer {
        match self {
            Self::Built(built) => match (built.files.get(path), built.addresses.get(name)) {
                (Some(file), _) => Ok(sent(file, headers)),
                (None, Some(address)) => Ok(document::redirect(StatusCode::FOUND, address)),
                (None, None) => Err(Fault::not_found()),
            },
            Self::Source(folder) => from_source(folder, name),
        }
    }
}

fn address_in_source(name: &str) -> String {
    format!("/static/{name}")
}

/// A file that never changes, in the encoding that the client likes best.
pub(crate) fn sent(file: &File, headers: &HeaderMap) -> Response {
    let encoding = best_encoding(headers, |encoding| file.encoded(encoding).is_some());
    let bytes = file.encoded(encoding).unwrap_or(&file.plain);
    let mut response = bytes.clone().into_response();
    let answer = response.headers_mut();
    answer.insert(header::CONTENT_TYPE, file.media_type.clone());
    answer.insert(header::CACHE_CONTROL, FOREVER);
    if let Some(name) = encoding.header() {
        answer.insert(header::CONTENT_ENCODING, name);
    }
    if file.encoded(Encoding::Gzip).is_some() || file.encoded(Encoding::Zstd).is_some() {
        answer.insert(header::VARY, HeaderValue::from_static("accept-encoding"));
    }
    response
}

/// Reads all files each time: it is the developer's machine, and the sheet is joined from many.
fn from_source(folder: &FilePath, name: &str) -> Answer {
    let files = bundle::from_disk(folder);
    let mut files = files.map_err(|error| Fault::internal(format!("shared/static: {error}")))?;
    let mut bytes = files
        .remove(name)
        .ok_or_else(Fault::not_found)?
        .into_owned();
    if name == bundle::SHEET {
        bytes = bundle::with_addresses(&bytes, |target| Some(address_in_source(target)));
    }
    let mut response = Bytes::from(bytes).into_response();
    response
        .headers_mut()
        .insert(header::CONTENT_TYPE, media_type(name));
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
            "sx" => "text/sx; charset=utf-8",
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
    Path(name): Path<String>,
    uri: Uri,
    headers: HeaderMap,
) -> Answer {
    frame.house.assets.answer(uri.path(), &name, &headers)
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
