//! Answers that are no pages: feeds, sitemaps, text, redirects.

use axum::body::Body;
use axum::response::Response;
use http::{HeaderValue, StatusCode, header};

use crate::context::RequestContext;

impl RequestContext {
    /// A whole document with its media type, such as `application/rss+xml; charset=utf-8`; with a validator, like a page.
    pub fn document(&self, content_type: &'static str, body: String) -> Response {
        self.whole(HeaderValue::from_static(content_type), body)
    }

    /// 301 to the address with a slash at its end, query kept. For routes such as `/{slug}`.
    pub fn with_slash(&self) -> Response {
        let query = self
            .query()
            .map(|query| format!("?{query}"))
            .unwrap_or_default();
        // `//host/` and `/\\host/` would be another site's address.
        let path = self.path().trim_start_matches(['/', '\\']);
        redirect(StatusCode::MOVED_PERMANENTLY, &format!("/{path}/{query}"))
    }

    /// To another address: for good (301) or for now (302).
    pub fn redirect(&self, to: &str, permanent: bool) -> Response {
        redirect(
            if permanent {
                StatusCode::MOVED_PERMANENTLY
            } else {
                StatusCode::FOUND
            },
            to,
        )
    }
}

/// A redirect. A target that cannot stand in a header leads home.
pub(crate) fn redirect(status: StatusCode, to: &str) -> Response {
    let mut response = Response::new(Body::empty());
    *response.status_mut() = status;
    let to = HeaderValue::from_str(to).unwrap_or(HeaderValue::from_static("/"));
    response.headers_mut().insert(header::LOCATION, to);
    response
}
