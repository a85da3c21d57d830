//! Whole pages, kept for visitors without session or basket: made once, then given out as they are, compressed, until an
//! event drops a tag of theirs or their time is over.
//!
//! A route says that its pages may be kept, a handler what they are made of:
//! ```text
//! .route("/product/{slug}/", web::kept(get(product)))
//!
//! async fn product(cx: RequestContext, …) -> Answer {
//!     let product = cx.services().market.product(&slug).await?;
//!     cx.tag(Tag::Product(product.id));
//!     cx.page(PRODUCT, &ProductView::of(product)).await
//! }
//! ```
//! Settings, menus and fragments bring their own tags. What has no tags, has another status than 200, or had to do without
//! a fragment, is not kept. Of many visitors one has it made. What is past its time is shown for as long again while it is
//! made anew; later than that, or when changes may have been missed, only where nothing better comes in a second: so a
//! page outlives its database. What is known to be untrue is never shown.

mod asked;
mod copy;

use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use axum::body::to_bytes;
use axum::extract::Request;
use axum::middleware::{Next, from_fn};
use axum::response::{IntoResponse, Response};
use axum::routing::MethodRouter;
use contracts::Tag;
use data::cache::{ENTRY_BYTES_MAX, Lasts, Lead, Leader, State};
use data::metrics::{METRICS, PageOutcome};
use http::{Method, header};
use tokio::time::timeout;
use tracing::Instrument;

use crate::conditional;
use crate::fault::Fault;
use crate::frame::Frame;
use crate::spans;
use asked::Asked;
use copy::Copy;

/// For how long a page is shown without asking again, and the last good copy kept. Changes drop it at once; what changes
/// by itself (“next Tuesday”) is late by this much.
const LASTS: Lasts = Lasts::seconds(60, 24 * 60 * 60);
/// How long somebody waits for a page that another is having made; then they have it made themselves.
const PATIENCE: Duration = Duration::from_secs(2);
/// How long a last good copy waits for something better.
const BETTER_WITHIN: Duration = Duration::from_secs(1);

/// Marks an answer that others may have too, with what it is made of.
#[derive(Clone, Debug)]
pub(crate) struct ForOthers(pub(crate) Vec<Tag>);

/// The right to make a page for everybody, in its handler's hands: the others need not wait for a page that is nobody
/// else's, however long it takes.
#[derive(Clone, Debug)]
pub(crate) struct Flight(Arc<Mutex<Option<Leader>>>);

impl Flight {
    fn of(leader: Leader) -> Self {
        Self(Arc::new(Mutex::new(Some(leader))))
    }

    /// Says that the page will not be for others: each makes its own, now.
    pub(crate) fn is_not_for_others(&self) {
        if let Some(leader) = self.take() {
            leader.keep_nothing();
        }
    }

    fn take(&self) -> Option<Leader> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).take()
    }
}

/// Has the pages of a route kept.
pub fn kept(route: MethodRouter<Frame>) -> MethodRouter<Frame> {
    route.layer(from_fn(answer))
}

async fn answer(request: Request, next: Next) -> Response {
    let Some(asked) = Asked::of(&request) else {
        return next.run(request).await;
    };
    // Where the page is there its handler does not say so.
    spans::routed(request.extensions());
    let found = asked.cache().get(&asked.key).await;
    let state = found.as_ref().map(|found| found.state);
    let copy = found.and_then(|found| Copy::read(&found.body));
    match (state, copy) {
        (Some(State::Fresh), Some(copy)) => asked.show(copy, PageOutcome::Hit),
        (Some(State::Expired { since }), Some(copy)) if since < LASTS.fresh => {
            let refreshing = refresh(asked.clone(), request, next).in_current_span();
            tokio::spawn(timeout(asked.time(), refreshing));
            asked.show(copy, PageOutcome::Stale)
        }
        (Some(State::Expired { .. } | State::Doubtful), Some(copy)) => {
            better_than(copy, asked, request, next).await
        }
        // What is known to be untrue is worth nothing.
        (Some(State::Dropped) | None, _) | (_, None) => {
            METRICS.cached_page(PageOutcome::Miss);
            make(asked, request, next).await
        }
    }
}

/// A new page, or the copy where none comes in time.
async fn better_than(copy: Copy, asked: Asked, request: Request, next: Next) -> Response {
    // In a task of its own: who does not wait for it leaves it to the next one.
    let making = make(asked.clone(), request, next).in_current_span();
    let making = tokio::spawn(timeout(asked.time(), making));
    match timeout(BETTER_WITHIN, making).await {
        Ok(Ok(Ok(response))) if !response.status().is_server_error() => {
            METRICS.cached_page(PageOutcome::Miss);
            response
        }
        _ => asked.show(copy, PageOutcome::LastGood),
    }
}

/// A page that is not there: made by one for all that ask for it.
async fn make(asked: Asked, request: Request, next: Next) -> Response {
    // A head without a page would not help the others.
    if asked.is_head {
        return next.run(request).await;
    }
    match asked.cache().lead(&asked.key, PATIENCE).await {
        Lead::First(leader) => lead(&asked, leader, request, next).await,
        Lead::Made(made) => match Copy::read(&made) {
            Some(copy) => copy.answer(asked.if_none_match.as_ref()),
            None => next.run(request).await,
        },
        Lead::Alone => next.run(request).await,
    }
}

/// A page that nobody waits for, unless it is under way.
async fn refresh(asked: Asked, mut request: Request, next: Next) {
    *request.method_mut() = Method::GET;
    if let Some(leader) = asked.cache().lead_now(&asked.key, PATIENCE).await {
        lead(&asked, leader, request, next).await;
    }
}

/// Has it made, and keeps it if others may have it too.
async fn lead(asked: &Asked, leader: Leader, mut request: Request, next: Next) -> Response {
    // Others need the page, whatever this client has.
    request.headers_mut().remove(header::IF_NONE_MATCH);
    let if_none_match = asked.if_none_match.as_ref();
    let flight = Flight::of(leader);
    request.extensions_mut().insert(flight.clone());
    let (mut head, body) = next.run(request).await.into_parts();
    let for_others = head.extensions.remove::<ForOthers>();
    let for_others = for_others.and_then(|it| Some((it, flight.take()?)));
    let Some((ForOthers(tags), leader)) = for_others else {
        flight.is_not_for_others();
        return conditional::shortened(Response::from_parts(head, body), if_none_match);
    };
    let body = match to_bytes(body, ENTRY_BYTES_MAX).await {
        Ok(body) => body,
        Err(error) => {
            leader.keep_nothing();
            return Fault::internal(format!("a page is too large to be kept: {error}"))
                .into_response();
        }
    };
    let copy = Copy::of(&head.headers, body, asked.encoding);
    leader.keep(&copy.write(), &tags, LASTS).await;
    copy.answer(if_none_match)
}
