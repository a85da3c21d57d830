//! Validators: an answer that the client has already costs a head and no body.

use axum::body::Body;
use axum::response::Response;
use http::{HeaderValue, StatusCode, header};
use sha2::{Digest, Sha256};

/// Kept by the client, asked for again each time.
const REVALIDATE: HeaderValue = HeaderValue::from_static("no-cache");
const BY_ENCODING: HeaderValue = HeaderValue::from_static("accept-encoding");

/// A 200 with this body, or a 304 where `if_none_match` names it.
///
/// The tag is weak: the same page goes out as it is, as gzip and as zstd, which are equal in meaning and not in bytes.
pub(crate) fn answer(
    if_none_match: Option<&HeaderValue>,
    content_type: HeaderValue,
    body: String,
) -> Response {
    let tag = weak_tag(body.as_bytes());
    let mut response = Response::new(Body::from(body));
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, content_type);
    headers.insert(header::ETAG, tag);
    headers.insert(header::CACHE_CONTROL, REVALIDATE);
    headers.insert(header::VARY, BY_ENCODING);
    shortened(response, if_none_match)
}

/// The answer, or 304 without its body where `if_none_match` names its tag (RFC 9110 §15.4.5).
pub(crate) fn shortened(mut response: Response, if_none_match: Option<&HeaderValue>) -> Response {
    let tag = response.headers().get(header::ETAG);
    let is_there = if_none_match
        .zip(tag)
        .is_some_and(|(asked, tag)| names(asked, tag));
    if is_there && response.status() == StatusCode::OK {
        *response.status_mut() = StatusCode::NOT_MODIFIED;
        *response.body_mut() = Body::empty();
        let headers = response.headers_mut();
        headers.remove(header::CONTENT_TYPE);
        headers.remove(header::CONTENT_ENCODING);
    }
    response
}

/// `W/"…"` with 128 bits of the content's hash.
fn weak_tag(bytes: &[u8]) -> HeaderValue {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    let mut tag = [0u8; 36];
    tag[..3].copy_from_slice(b"W/\"");
    tag[35] = b'"';
    for (index, byte) in Sha256::digest(bytes).iter().take(16).enumerate() {
        tag[3 + 2 * index] = DIGITS[usize::from(byte >> 4)];
        tag[4 + 2 * index] = DIGITS[usize::from(byte & 15)];
    }
    HeaderValue::from_bytes(&tag).unwrap_or(HeaderValue::from_static("W/\"\""))
}

/// Whether an `If-None-Match` names the tag, by weak comparison (RFC 9110 §13.1.2).
pub(crate) fn names(asked: &HeaderValue, tag: &HeaderValue) -> bool {
    let (Ok(asked), Ok(tag)) = (asked.to_str(), tag.to_str()) else {
        return false;
    };
    let tag = tag.trim_start_matches("W/");
    asked.trim() == "*"
        || asked
            .split(',')
            .any(|one| one.trim().trim_start_matches("W/") == tag)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_are_compared_weakly() {
        let tag = weak_tag(b"page");
        assert_eq!(tag.as_bytes().len(), 36);
        let strong = tag
            .to_str()
            .expect("text")
            .trim_start_matches("W/")
            .to_owned();
        for asked in [
            tag.to_str().expect("text"),
            &strong,
            "*",
            &format!("\"other\", {strong}"),
        ] {
            assert!(
                names(&HeaderValue::from_str(asked).expect("a header"), &tag),
                "{asked}"
            );
        }
        for asked in ["", "\"other\"", "W/"] {
            assert!(!names(&HeaderValue::from_static(asked), &tag), "{asked}");
        }
    }
}
