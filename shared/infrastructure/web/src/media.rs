//! Stored pictures and files, by the hash of their content, on every app's host.

use async_trait::async_trait;
use axum::Router;
use axum::body::Bytes;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use contracts::ServiceError;
use http::{HeaderMap, HeaderValue, StatusCode, header};

use crate::conditional;
use crate::fault::{Answer, Fault};
use crate::frame::Frame;
use crate::hosts::is_text;

/// Where stored files are. `server` puts the media store behind it.
#[async_trait]
pub trait MediaFiles: Send + Sync {
    /// The file with this hash, or its resized copy; `None` when there is none.
    async fn open(
        &self,
        hash: &str,
        variant: Option<Variant>,
        name: &str,
    ) -> Result<Option<MediaFile>, ServiceError>;
}

/// Which copy of a picture.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Variant {
    /// Width in pixels: `/media/<hash>/w640/<name>`.
    pub width: u32,
}

impl Variant {
    /// `w640`, written one way.
    fn parse(text: &str) -> Option<Self> {
        let width: u32 = text.strip_prefix('w')?.parse().ok()?;
        (format!("w{width}") == text).then_some(Self { width })
    }
}

/// A stored file.
#[derive(Clone, Debug)]
pub struct MediaFile {
    /// Its bytes.
    pub bytes: Bytes,
    /// Its media type, as found in its content when it was stored.
    pub content_type: String,
    /// Whether this is what was asked for. The original in place of a copy that is still to be made is not, and is
    /// not kept for long.
    pub lasting: bool,
}

const FOREVER: HeaderValue = HeaderValue::from_static("public, max-age=31536000, immutable");
const ONE_MINUTE: HeaderValue = HeaderValue::from_static("public, max-age=60");
/// A stored file runs nothing and loads nothing, opened by itself.
const NO_POWERS: HeaderValue =
    HeaderValue::from_static("default-src 'none'; style-src 'unsafe-inline'; sandbox");

/// `/media/…`, for every app.
pub(crate) fn routes() -> Router<Frame> {
    Router::new()
        .route("/media/{hash}/{name}", get(original))
        .route("/media/{hash}/{variant}/{name}", get(copy))
}

async fn original(
    State(frame): State<Frame>,
    Path((hash, name)): Path<(String, String)>,
    headers: HeaderMap,
) -> Answer {
    answer(&frame, &hash, None, &name, &headers).await
}

async fn copy(
    State(frame): State<Frame>,
    Path((hash, variant, name)): Path<(String, String, String)>,
    headers: HeaderMap,
) -> Answer {
    let variant = Variant::parse(&variant).ok_or_else(Fault::not_found)?;
    answer(&frame, &hash, Some(variant), &name, &headers).await
}

async fn answer(
    frame: &Frame,
    hash: &str,
    variant: Option<Variant>,
    name: &str,
    headers: &HeaderMap,
) -> Answer {
    // A hash is hexadecimal; nothing else reaches the store.
    if hash.is_empty() || hash.len() > 128 || !hash.bytes().all(|byte| byte.is_ascii_hexdigit()) {
        return Err(Fault::not_found());
    }
    let file = frame
        .house
        .media
        .open(hash, variant, name)
        .await?
        .ok_or_else(Fault::not_found)?;
    let shown = Shown::of(&file.content_type);
    let tag = tag(hash, variant, &file);
    let mut response = match headers.get(header::IF_NONE_MATCH) {
        Some(asked) if conditional::names(asked, &tag) => StatusCode::NOT_MODIFIED.into_response(),
        _ if shown == Shown::Played => ranged(file.bytes, headers, &tag),
        _ => file.bytes.into_response(),
    };
    let answer = response.headers_mut();
    answer.insert(header::ETAG, tag);
    answer.insert(
        header::CACHE_CONTROL,
        if file.lasting { FOREVER } else { ONE_MINUTE },
    );
    answer.insert(header::CONTENT_TYPE, content_type(&file.content_type));
    if shown != Shown::Drawn && shown != Shown::Played {
        answer.insert(header::CONTENT_SECURITY_POLICY, NO_POWERS);
    }
    if shown == Shown::Kept {
        answer.insert(
            header::CONTENT_DISPOSITION,
            HeaderValue::from_static("attachment"),
        );
    }
    Ok(response)
}

/// What a browser does with a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Shown {
    /// A picture without powers.
    Drawn,
    /// Sound or film, asked for in pieces.
    Played,
    /// A document that could have powers, and gets none.
    Confined,
    /// Unknown: offered for download.
    Kept,
}

impl Shown {
    fn of(content_type: &str) -> Self {
        let kind = content_type.split(';').next().unwrap_or_default().trim();
        match kind {
            "image/png" | "image/jpeg" | "image/gif" | "image/webp" | "image/avif"
            | "image/x-icon" => Self::Drawn,
            "image/svg+xml" | "text/css" | "text/plain" => Self::Confined,
            _ if kind.starts_with("audio/") || kind.starts_with("video/") => Self::Played,
            _ => Self::Kept,
        }
    }
}

fn content_type(kind: &str) -> HeaderValue {
    HeaderValue::from_str(kind).unwrap_or(HeaderValue::from_static("application/octet-stream"))
}

/// Strong where the bytes go out as they are, weak where they may be compressed on the way.
fn tag(hash: &str, variant: Option<Variant>, file: &MediaFile) -> HeaderValue {
    let weak = if is_text(file.content_type.as_bytes()) {
        "W/"
    } else {
        ""
    };
    let width = variant
        .filter(|_| file.lasting)
        .map(|variant| format!("-w{}", variant.width))
        .unwrap_or_default();
    HeaderValue::from_str(&format!("{weak}\"{hash}{width}\""))
        .unwrap_or(HeaderValue::from_static("\"\""))
}

/// The whole, or the one range that was asked for (RFC 9110 §14). Several ranges get the whole.
fn ranged(bytes: Bytes, headers: &HeaderMap, tag: &HeaderValue) -> Response {
    let total = bytes.len();
    let valid = headers
        .get(header::IF_RANGE)
        .is_none_or(|asked| asked == tag);
    let asked = headers
        .get(header::RANGE)
        .filter(|_| valid)
        .and_then(|range| range.to_str().ok())
        .and_then(|text| Range::parse(text, total));
    let mut response = match asked {
        None => bytes.into_response(),
        Some(Range::Outside) => {
            let mut response = Fault::status(StatusCode::RANGE_NOT_SATISFIABLE).into_response();
            set_content_range(&mut response, &format!("bytes */{total}"));
            return response;
        }
        Some(Range::Inside { first, end }) => {
            let mut response =
                (StatusCode::PARTIAL_CONTENT, bytes.slice(first..end)).into_response();
            set_content_range(&mut response, &format!("bytes {first}-{}/{total}", end - 1));
            response
        }
    };
    response
        .headers_mut()
        .insert(header::ACCEPT_RANGES, HeaderValue::from_static("bytes"));
    response
}

fn set_content_range(response: &mut Response, range: &str) {
    if let Ok(range) = HeaderValue::from_str(range) {
        response.headers_mut().insert(header::CONTENT_RANGE, range);
    }
}

#[derive(Debug, PartialEq, Eq)]
enum Range {
    Inside { first: usize, end: usize },
    Outside,
}

impl Range {
    /// `None` for what is not one range of bytes: it is ignored.
    fn parse(text: &str, total: usize) -> Option<Self> {
        let (first, last) = text.strip_prefix("bytes=")?.split_once('-')?;
        let (first, end) = match (first.trim(), last.trim()) {
            ("", suffix) => (total.saturating_sub(suffix.parse().ok()?), total),
            (first, "") => (first.parse().ok()?, total),
            (first, last) => {
                let (first, last): (usize, usize) = (first.parse().ok()?, last.parse().ok()?);
                if last < first {
                    return None;
                }
                (first, last.saturating_add(1).min(total))
            }
        };
        Some(if first < end {
            Self::Inside { first, end }
        } else {
            Self::Outside
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_range_or_none() {
        let inside = |first, end| Some(Range::Inside { first, end });
        for (text, expected) in [
            ("bytes=0-3", inside(0, 4)),
            ("bytes=4-", inside(4, 10)),
            ("bytes=-3", inside(7, 10)),
            ("bytes=-30", inside(0, 10)),
            ("bytes=8-99", inside(8, 10)),
            ("bytes=10-", Some(Range::Outside)),
            ("bytes=-0", Some(Range::Outside)),
            ("bytes=3-1", None),
            ("bytes=0-1,4-5", None),
            ("lines=0-1", None),
            ("bytes=x-1", None),
            ("bytes=99999999999999999999-", None),
        ] {
            assert_eq!(Range::parse(text, 10), expected, "{text}");
        }
    }

    #[test]
    fn a_width_is_written_one_way() {
        assert_eq!(Variant::parse("w640"), Some(Variant { width: 640 }));
        for wrong in ["640", "w", "w0640", "w+640", "w-1", "wide"] {
            assert_eq!(Variant::parse(wrong), None, "{wrong}");
        }
    }
}
