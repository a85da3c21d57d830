//! A page as it is kept: its head in a few lines, an empty one, its body as it is sent.

use axum::body::{Body, Bytes};
use axum::response::Response;
use http::{HeaderMap, HeaderName, HeaderValue, header};

use crate::accept::{Encoding, QUICK, WORTH_BYTES};
use crate::conditional;

/// What is kept of a head; everything else is the answer's own.
const NAMES: [HeaderName; 6] = [
    header::CONTENT_TYPE,
    header::CONTENT_ENCODING,
    header::ETAG,
    header::CACHE_CONTROL,
    header::VARY,
    header::LAST_MODIFIED,
];
const END: &[u8] = b"\n\n";

/// A page that can be given out.
#[derive(Debug)]
pub(super) struct Copy {
    headers: HeaderMap,
    body: Bytes,
}

impl Copy {
    /// Of an answer and its whole body, in an encoding.
    pub(super) fn of(headers: &HeaderMap, body: Bytes, encoding: Encoding) -> Self {
        let mut kept = HeaderMap::with_capacity(NAMES.len());
        for name in NAMES {
            if let Some(value) = headers.get(&name) {
                kept.insert(name, value.clone());
            }
        }
        let (body, encoding) = encoded(body, encoding);
        if let Some(name) = encoding.header() {
            kept.insert(header::CONTENT_ENCODING, name);
        }
        Self {
            headers: kept,
            body,
        }
    }

    /// As it goes into the cache.
    pub(super) fn write(&self) -> Bytes {
        let mut bytes = Vec::with_capacity(256 + self.body.len());
        for (name, value) in &self.headers {
            bytes.extend_from_slice(name.as_str().as_bytes());
            bytes.extend_from_slice(b": ");
            bytes.extend_from_slice(value.as_bytes());
            bytes.push(b'\n');
        }
        bytes.push(b'\n');
        bytes.extend_from_slice(&self.body);
        bytes.into()
    }

    /// As it comes out of the cache; `None` for what is no copy of ours.
    pub(super) fn read(kept: &Bytes) -> Option<Self> {
        let end = kept.windows(END.len()).position(|bytes| bytes == END)?;
        let head = std::str::from_utf8(&kept[..end]).ok()?;
        let mut headers = HeaderMap::with_capacity(NAMES.len());
        for line in head.lines() {
            let (name, value) = line.split_once(": ")?;
            let name = NAMES.into_iter().find(|known| known.as_str() == name)?;
            headers.insert(name, HeaderValue::from_str(value).ok()?);
        }
        Some(Self {
            headers,
            body: kept.slice(end + END.len()..),
        })
    }

    /// The answer: the page, or a head alone for who has it.
    pub(super) fn answer(self, if_none_match: Option<&HeaderValue>) -> Response {
        let mut response = Response::new(Body::from(self.body));
        *response.headers_mut() = self.headers;
        conditional::shortened(response, if_none_match)
    }
}

/// Compressed, where that is worth it and nothing goes wrong.
fn encoded(body: Bytes, encoding: Encoding) -> (Bytes, Encoding) {
    if body.len() < WORTH_BYTES {
        return (body, Encoding::Identity);
    }
    match encoding.compress(&body, QUICK) {
        Some(compressed) => (compressed.into(), encoding),
        None => (body, Encoding::Identity),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn headers() -> HeaderMap {
        let mut headers = HeaderMap::new();
        for (name, value) in [
            (header::CONTENT_TYPE, "text/html; charset=utf-8"),
            (header::ETAG, "W/\"0\""),
            (header::SET_COOKIE, "whose=mine"),
        ] {
            headers.insert(name, HeaderValue::from_static(value));
        }
        headers
    }

    #[test]
    fn what_is_kept_comes_back_without_what_is_somebodys_own() {
        let body = Bytes::from("<p>\n\nbread\n\n</p>".repeat(100));
        for encoding in [Encoding::Identity, Encoding::Gzip, Encoding::Zstd] {
            let copy = Copy::of(&headers(), body.clone(), encoding);
            let again = Copy::read(&copy.write()).expect("a copy");
            assert_eq!(again.body, copy.body);
            assert_eq!(again.headers, copy.headers);
            assert_eq!(again.headers.get(header::SET_COOKIE), None);
            let said = again.headers.get(header::CONTENT_ENCODING);
            assert_eq!(said.cloned(), encoding.header());
            let is_smaller = again.body.len() < body.len();
            assert_eq!(is_smaller, encoding != Encoding::Identity);
        }
    }

    #[test]
    fn what_is_small_stays_as_it_is() {
        let copy = Copy::of(&headers(), Bytes::from_static(b"bread"), Encoding::Gzip);
        assert_eq!(copy.body, "bread");
        assert_eq!(copy.headers.get(header::CONTENT_ENCODING), None);
    }

    #[test]
    fn what_is_no_copy_is_not_shown() {
        for wrong in [
            "",
            "bread",
            "\n\n",
            "set-cookie: a\n\nb",
            "etag\n\nb",
            "etag: \u{1}\n\n",
        ] {
            let found = Copy::read(&Bytes::from_static(wrong.as_bytes()));
            if wrong == "\n\n" {
                assert!(found.is_some_and(|copy| copy.headers.is_empty()));
            } else {
                assert!(found.is_none(), "{wrong:?}");
            }
        }
    }
}
