//! A page that goes out before all of it is there: first the page with fallbacks, then the parts in the order in which
//! they are ready, each as a `<template>` that a small script puts into its place. In the end the document is the one that
//! everybody else gets at once.

use std::sync::Arc;

use axum::body::{Body, Bytes};
use axum::response::Response;
use futures_util::stream;
use http::{HeaderValue, header};
use sx::{Deferred, Html, HtmlSink, Program, Rendered};
use tokio::sync::mpsc;
use tokio::time::Instant;

use super::asking::Asked;
use crate::page::{Drawing, report};

/// Marks an answer whose parts must leave as they come: a compressor would gather them.
#[derive(Clone, Copy, Debug)]
pub(crate) struct InParts;

/// Parts that wait to be sent: a reader that is slower holds up their making.
const PARTS_AHEAD: usize = 4;

/// What every document of ours ends with.
const END: &str = "</body></html>";

/// What is needed to go on with a page.
pub(crate) struct Rest {
    pub(crate) program: Arc<Program>,
    pub(crate) drawing: Drawing,
    pub(crate) asked: Asked,
    pub(crate) deadline: Instant,
}

/// The answer to a browser: the page now, its parts later.
pub(crate) fn response(rendered: Rendered<Html>, rest: Rest) -> Response {
    let (sender, receiver) = mpsc::channel::<Result<Bytes, std::convert::Infallible>>(PARTS_AHEAD);
    tokio::spawn(send(rendered, rest, sender));
    let parts = stream::unfold(receiver, |mut receiver| async move {
        let part = receiver.recv().await?;
        Some((part, receiver))
    });
    let mut response = Response::new(Body::from_stream(parts));
    let headers = response.headers_mut();
    headers.insert(
        header::CONTENT_TYPE,
        HeaderValue::from_static("text/html; charset=utf-8"),
    );
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    // Proxies gather too, unless they are asked not to.
    headers.insert("x-accel-buffering", HeaderValue::from_static("no"));
    response.extensions_mut().insert(InParts);
    response
}

type Sender = mpsc::Sender<Result<Bytes, std::convert::Infallible>>;

async fn send(rendered: Rendered<Html>, mut rest: Rest, sender: Sender) {
    let page = rendered.page.into_string();
    let (head, end) = match page.strip_suffix(END) {
        Some(head) => (head, END),
        None => (page.as_str(), ""),
    };
    let whole = rest.drawing.whole_address();
    let script = rest.drawing.script();
    // Who runs no scripts goes on to the whole page.
    let begin = format!(
        "{head}<noscript id=\"sx-whole\"><meta http-equiv=\"refresh\" content=\"0;url={whole}\"></noscript>\
         <script id=\"sx-parts\" src=\"{script}\" async></script>"
    );
    if sender.send(Ok(Bytes::from(begin))).await.is_err() {
        return;
    }
    let mut waiting = rendered.deferred;
    loop {
        let (ready, rest_waits): (Vec<_>, Vec<_>) = waiting.into_iter().partition(|part| {
            !part
                .needs()
                .iter()
                .any(|it| rest.asked.answers.is_pending(*it))
        });
        waiting = rest_waits;
        for part in ready {
            let (text, more) = draw(part, &rest);
            waiting.extend(more);
            if sender.send(Ok(Bytes::from(text))).await.is_err() {
                return;
            }
        }
        let is_pending = |part: &Deferred| {
            part.needs()
                .iter()
                .any(|it| rest.asked.answers.is_pending(*it))
        };
        if waiting.is_empty() {
            break;
        }
        if waiting.iter().all(is_pending) {
            rest.asked.next(rest.deadline).await;
        }
    }
    // Nobody may be there any more to read the end.
    let _ = sender.send(Ok(Bytes::from(end.to_owned()))).await;
}

/// A part, and those that wait inside it. Where it fails, its fallback stays.
fn draw(part: Deferred, rest: &Rest) -> (String, Vec<Deferred>) {
    let id = part.id().to_owned();
    let drawn = rest.drawing.with_scene(&rest.asked.answers, |scene| {
        let drawn = rest.program.resume(part, scene, HtmlSink::new());
        drawn.map_err(Box::new)
    });
    match drawn {
        Ok(drawn) => {
            report(&drawn.caught);
            let html = drawn.page.into_string();
            let text = format!("<template for=\"sx-{id}\">{html}</template><!---->");
            (text, drawn.deferred)
        }
        Err(failure) => {
            report(&[*failure]);
            (String::new(), Vec::new())
        }
    }
}
