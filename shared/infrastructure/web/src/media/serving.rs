//! How a stored file leaves: kept for ever by whoever asked, without powers, in pieces where it is played.

use std::io;
use std::io::SeekFrom;
use std::path::Path as FilePath;

use axum::Router;
use axum::body::{Body, Bytes};
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use futures_util::stream;
use http::{HeaderMap, HeaderValue, StatusCode, header};
use tokio::fs::File;
use tokio::io::{AsyncReadExt, AsyncSeekExt};

use super::MediaFile;
use super::range::Range;
use crate::conditional;
use crate::fault::{Answer, Fault};
use crate::frame::Frame;
use crate::hosts::is_text;

const FOREVER: HeaderValue = HeaderValue::from_static("public, max-age=31536000, immutable");
const ONE_MINUTE: HeaderValue = HeaderValue::from_static("public, max-age=60");
/// A stored file runs nothing and loads nothing, opened by itself.
const NO_POWERS: HeaderValue =
    HeaderValue::from_static("default-src 'none'; style-src 'unsafe-inline'; sandbox");

/// Up to here a file is read at once; beyond, piece by piece as the client takes it.
const READ_AT_ONCE_BYTES: u64 = 256 << 10;
const PIECE_BYTES: usize = 64 << 10;

/// `/media/<hash>/<name>` and `/media/<hash>/w640/<name>`, for every app.
pub(crate) fn routes() -> Router<Frame> {
    Router::new()
        .route("/media/{hash}/{name}", get(original))
        .route("/media/{hash}/{width}/{name}", get(copy))
}

async fn original(
    State(frame): State<Frame>,
    Path((hash, _name)): Path<(String, String)>,
    headers: HeaderMap,
) -> Answer {
    answer(&frame, &hash, None, &headers).await
}

async fn copy(
    State(frame): State<Frame>,
    Path((hash, width, _name)): Path<(String, String, String)>,
    headers: HeaderMap,
) -> Answer {
    let width = parse_width(&width).ok_or_else(Fault::not_found)?;
    answer(&frame, &hash, Some(width), &headers).await
}

/// `w640`, written one way.
fn parse_width(text: &str) -> Option<u32> {
    let width: u32 = text.strip_prefix('w')?.parse().ok()?;
    (format!("w{width}") == text).then_some(width)
}

async fn answer(frame: &Frame, hash: &str, width: Option<u32>, headers: &HeaderMap) -> Answer {
    let file = frame
        .house
        .media
        .open(hash, width)
        .await?
        .ok_or_else(Fault::not_found)?;
    let shown = Shown::of(&file.content_type);
    let tag = tag(hash, width, &file);
    let mut response = match headers.get(header::IF_NONE_MATCH) {
        Some(asked) if conditional::names(asked, &tag) => StatusCode::NOT_MODIFIED.into_response(),
        _ if shown == Shown::Played => ranged(&file, headers, &tag).await?,
        _ => part(&file.path, 0, file.len).await?,
    };
    if response.status() == StatusCode::RANGE_NOT_SATISFIABLE {
        return Ok(response);
    }
    let answer = response.headers_mut();
    answer.insert(header::ETAG, tag);
    answer.insert(
        header::CACHE_CONTROL,
        if file.is_stand_in {
            ONE_MINUTE
        } else {
            FOREVER
        },
    );
    answer.insert(header::CONTENT_TYPE, content_type(&file.content_type));
    if matches!(shown, Shown::Confined | Shown::Kept) {
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
    /// Anything else: offered for download.
    Kept,
}

impl Shown {
    fn of(content_type: &str) -> Self {
        let kind = content_type.split(';').next().unwrap_or_default().trim();
        match kind {
            "image/svg+xml" | "text/css" | "text/plain" => Self::Confined,
            _ if kind.starts_with("image/") && !kind.ends_with("+xml") => Self::Drawn,
            _ if kind.starts_with("audio/") || kind.starts_with("video/") => Self::Played,
            _ => Self::Kept,
        }
    }
}

fn content_type(kind: &str) -> HeaderValue {
    let unknown = HeaderValue::from_static("application/octet-stream");
    HeaderValue::from_str(kind).unwrap_or(unknown)
}

/// Strong where the bytes go out as they are, weak where they may be compressed on the way.
fn tag(hash: &str, width: Option<u32>, file: &MediaFile) -> HeaderValue {
    let weak = if is_text(file.content_type.as_bytes()) {
        "W/"
    } else {
        ""
    };
    let width = width.filter(|_| !file.is_stand_in);
    let width = width.map(|width| format!("-w{width}")).unwrap_or_default();
    let tag = HeaderValue::from_str(&format!("{weak}\"{hash}{width}\""));
    tag.unwrap_or(HeaderValue::from_static("\"\""))
}

/// The whole, or the one range that was asked for. Several ranges get the whole.
async fn ranged(file: &MediaFile, headers: &HeaderMap, tag: &HeaderValue) -> Answer {
    let total = file.len;
    let valid = headers
        .get(header::IF_RANGE)
        .is_none_or(|asked| asked == tag);
    let asked = headers.get(header::RANGE).filter(|_| valid);
    let asked = asked.and_then(|range| Range::parse(range.to_str().ok()?, total));
    let mut response = match asked {
        None => part(&file.path, 0, total).await?,
        Some(Range::Outside) => {
            let mut response = Fault::status(StatusCode::RANGE_NOT_SATISFIABLE).into_response();
            set_content_range(&mut response, &format!("bytes */{total}"));
            return Ok(response);
        }
        Some(Range::Inside { first, end }) => {
            let mut response = part(&file.path, first, end - first).await?;
            *response.status_mut() = StatusCode::PARTIAL_CONTENT;
            set_content_range(&mut response, &format!("bytes {first}-{}/{total}", end - 1));
            response
        }
    };
    response
        .headers_mut()
        .insert(header::ACCEPT_RANGES, HeaderValue::from_static("bytes"));
    Ok(response)
}

fn set_content_range(response: &mut Response, range: &str) {
    if let Ok(range) = HeaderValue::from_str(range) {
        response.headers_mut().insert(header::CONTENT_RANGE, range);
    }
}

/// `length` bytes of a file from `first` on.
async fn part(path: &FilePath, first: u64, length: u64) -> Answer {
    let body = body_of(path, first, length).await;
    let body = body.map_err(|error| {
        Fault::internal(format!(
            "the stored file {} cannot be read: {error}",
            path.display()
        ))
    })?;
    let mut response = Response::new(body);
    response
        .headers_mut()
        .insert(header::CONTENT_LENGTH, HeaderValue::from(length));
    Ok(response)
}

async fn body_of(path: &FilePath, first: u64, length: u64) -> io::Result<Body> {
    let mut file = File::open(path).await?;
    file.seek(SeekFrom::Start(first)).await?;
    let mut rest = file.take(length);
    if length <= READ_AT_ONCE_BYTES {
        let mut bytes = Vec::new();
        rest.read_to_end(&mut bytes).await?;
        // A shorter file than the one that was announced would leave the client waiting.
        return if bytes.len() as u64 == length {
            Ok(Body::from(bytes))
        } else {
            Err(io::ErrorKind::UnexpectedEof.into())
        };
    }
    Ok(Body::from_stream(stream::try_unfold(
        rest,
        |mut rest| async move {
            let mut piece = Vec::with_capacity(PIECE_BYTES);
            let read = rest.read_buf(&mut piece).await?;
            Ok::<_, io::Error>((read > 0).then(|| (Bytes::from(piece), rest)))
        },
    )))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_width_is_written_one_way() {
        assert_eq!(parse_width("w640"), Some(640));
        for wrong in ["640", "w", "w0640", "w+640", "w-1", "wide"] {
            assert_eq!(parse_width(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn what_may_be_shown_and_what_is_only_kept() {
        for (kind, shown) in [
            ("image/jpeg", Shown::Drawn),
            ("image/svg+xml", Shown::Confined),
            ("text/css; charset=utf-8", Shown::Confined),
            ("video/mp4", Shown::Played),
            ("application/pdf", Shown::Kept),
            ("text/html", Shown::Kept),
            ("application/octet-stream", Shown::Kept),
        ] {
            assert_eq!(Shown::of(kind), shown, "{kind}");
        }
    }
}
