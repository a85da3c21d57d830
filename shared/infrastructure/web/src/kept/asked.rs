//! A request that a kept page can answer.

use std::time::Duration;

use axum::extract::Request;
use axum::response::Response;
use data::Cache;
use data::metrics::{METRICS, PageOutcome};
use http::{HeaderValue, Method, header};

use super::copy::Copy;
use crate::accept::{Encoding, best_encoding};
use crate::frame::Frame;
use crate::setup::Mode;
use crate::visitor::Visitor;

/// What is asked for, by somebody who is like everybody.
#[derive(Clone)]
pub(super) struct Asked {
    frame: Frame,
    pub(super) key: String,
    pub(super) encoding: Encoding,
    pub(super) if_none_match: Option<HeaderValue>,
    pub(super) is_head: bool,
}

impl Asked {
    /// `None`: a page of the visitor's own, one that is being edited, or one of the endless many that a query makes.
    pub(super) fn of(request: &Request) -> Option<Self> {
        let frame = request.extensions().get::<Frame>()?;
        let is_nobodys = match request.extensions().get::<Visitor>() {
            Some(visitor) => visitor.key().is_none(),
            None => true,
        };
        let headers = request.headers();
        let is_read = request.method() == Method::GET || request.method() == Method::HEAD;
        let is_plain =
            request.uri().query().is_none() && !headers.contains_key(header::AUTHORIZATION);
        if !is_read || !is_plain || !is_nobodys || frame.house.mode == Mode::Dev {
            return None;
        }
        let encoding = best_encoding(headers, |_| true);
        Some(Self {
            key: key(frame, request.uri().path(), encoding),
            encoding,
            if_none_match: headers.get(header::IF_NONE_MATCH).cloned(),
            is_head: request.method() == Method::HEAD,
            frame: frame.clone(),
        })
    }

    pub(super) fn cache(&self) -> &Cache {
        &self.frame.house.cache
    }

    /// How long it may take, also where nobody waits for it: it holds connections of the database.
    pub(super) fn time(&self) -> Duration {
        self.frame.house.limits.request_time
    }

    /// The answer out of a copy.
    pub(super) fn show(&self, copy: Copy, outcome: PageOutcome) -> Response {
        METRICS.cached_page(outcome);
        copy.answer(self.if_none_match.as_ref())
    }
}

fn key(frame: &Frame, path: &str, encoding: Encoding) -> String {
    let encoding = match encoding {
        Encoding::Zstd => "zstd",
        Encoding::Gzip => "gzip",
        Encoding::Identity => "identity",
    };
    format!("page {} {encoding} {path}", frame.app())
}
