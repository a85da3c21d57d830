//! A page that goes out before all of it is there: first the page with fallbacks, then the parts in the order in which
//! they are ready, each as a `<template>` that a small script puts into its place. In the end the document is the one that
//! everybody else gets at once.

use std::convert::Infallible;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

use axum::body::{Body, Bytes};
use axum::response::Response;
use futures_util::stream;
use http::{HeaderValue, header};
use sx::{Deferred, Html, HtmlSink, Program, Rendered};
use tokio::time::Instant;
use tracing::{Instrument, Span};

use super::asking::Asked;
use crate::hosts::words_of;
use crate::page::Drawing;

/// Marks an answer whose parts must leave as they come: a compressor would gather them.
#[derive(Clone, Copy, Debug)]
pub(crate) struct InParts;

/// What every document of ours ends with.
const END: &str = "</body></html>";

/// What is needed to go on with a page.
pub(crate) struct Rest {
    pub(crate) program: Arc<Program>,
    pub(crate) drawing: Drawing,
    pub(crate) asked: Asked,
    pub(crate) deadline: Instant,
}

/// The answer to a browser: the page now, its parts later. They are made as they are read: who goes away ends the
/// questions too.
pub(crate) fn response(rendered: Rendered<Html>, rest: Rest) -> Response {
    // The body is read when the request's own work is done, and belongs to it all the same.
    let span = Span::current();
    let parts = stream::unfold(Parts::of(rendered, rest), move |mut parts| {
        let next = async move {
            let part = parts.next().await?;
            Some((Ok::<_, Infallible>(Bytes::from(part)), parts))
        };
        next.instrument(span.clone())
    });
    let mut response = Response::new(Body::from_stream(parts));
    let headers = response.headers_mut();
    headers.insert(
        header::CONTENT_TYPE,
        HeaderValue::from_static("text/html; charset=utf-8"),
    );
    // Nobody else's, and a browser that goes back can show it again.
    let private = HeaderValue::from_static("private, no-cache");
    headers.insert(header::CACHE_CONTROL, private);
    // Proxies gather too, unless they are asked not to.
    headers.insert("x-accel-buffering", HeaderValue::from_static("no"));
    response.extensions_mut().insert(InParts);
    response
}

/// A page on its way.
struct Parts {
    /// What goes out first.
    begin: Option<String>,
    waiting: Vec<Deferred>,
    rest: Rest,
    end: Option<String>,
}

impl Parts {
    fn of(rendered: Rendered<Html>, rest: Rest) -> Self {
        let mut begin = rendered.page.into_string();
        let end = begin.strip_suffix(END).map(str::len);
        let end = begin.split_off(end.unwrap_or(begin.len()));
        let whole = rest.drawing.whole_address();
        let script = rest.drawing.script();
        // Who runs no scripts goes on to the whole page.
        begin.push_str(&format!(
            "<noscript id=\"sx-whole\"><meta http-equiv=\"refresh\" content=\"0;url={whole}\"></noscript>\
             <script id=\"sx-parts\" src=\"{script}\" async></script>"
        ));
        Self {
            begin: Some(begin),
            waiting: rendered.deferred,
            rest,
            end: Some(end),
        }
    }

    /// What goes out next: the page, each part when its questions are answered, the end.
    async fn next(&mut self) -> Option<String> {
        if let Some(begin) = self.begin.take() {
            return Some(begin);
        }
        loop {
            let answers = &self.rest.asked.answers;
            let is_ready = |part: &Deferred| !part.needs().iter().any(|it| answers.is_pending(*it));
            if let Some(ready) = self.waiting.iter().position(is_ready) {
                let part = self.waiting.remove(ready);
                if let Some((text, more)) = draw(part, &self.rest) {
                    self.waiting.extend(more);
                    return Some(text);
                }
            } else if self.waiting.is_empty() {
                return self.end.take();
            } else {
                self.rest.asked.next(self.rest.deadline).await;
            }
        }
    }
}

/// A part, and those that wait inside it. Where it fails, its fallback stays.
fn draw(part: Deferred, rest: &Rest) -> Option<(String, Vec<Deferred>)> {
    let id = part.id().to_owned();
    let drawing = || {
        rest.drawing.with_scene(&rest.asked.answers, |scene| {
            let drawn = rest.program.resume(part, scene, HtmlSink::new());
            drawn.map_err(Box::new)
        })
    };
    match catch_unwind(AssertUnwindSafe(drawing)) {
        Ok(Ok(drawn)) => {
            rest.drawing.report(&drawn.caught);
            let html = drawn.page.into_string();
            let text = format!("<template for=\"sx-{id}\">{html}</template><!---->");
            Some((text, drawn.deferred))
        }
        Ok(Err(failure)) => {
            rest.drawing.report(&[*failure]);
            None
        }
        Err(panic) => {
            let words = words_of(&*panic);
            tracing::error!(
                request_id = rest.drawing.request_id(),
                "drawing a part of a page panicked, and its fallback stands there: {words}"
            );
            None
        }
    }
}
