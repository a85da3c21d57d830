//! Where fragments are asked for: `/internal/fragments/<type>` by our own processes, signed, and `/fragments/<type>` by
//! the browser, for a page that had to do with a placeholder.

use std::sync::Arc;

use axum::Router;
use axum::body::Body;
use axum::extract::{Path, Request, State};
use axum::response::Response;
use axum::routing::{any, get};
use http::{HeaderName, HeaderValue, StatusCode, header};
use tokio::time::{Instant, timeout};
use tracing::Instrument;

use crate::conditional;
use crate::context::RequestContext;
use crate::error_page::AsItIs;
use crate::fault::{Answer, Fault};
use crate::fragments::client::What;
use crate::fragments::wire::{Asked, PATH};
use crate::fragments::{Audience, Fragment, FragmentKind, owner};
use crate::frame::Frame;
use crate::setup::House;
use crate::spans;

const HTML: HeaderValue = HeaderValue::from_static("text/html; charset=utf-8");
const NO_STORE: HeaderValue = HeaderValue::from_static("no-store");
const ROBOTS: HeaderName = HeaderName::from_static("x-robots-tag");

/// Whether a request is for our own processes, which ask under any host.
pub(crate) fn is_internal(path: &str) -> bool {
    path.starts_with(PATH)
}

/// What the other processes ask; the same on every listener. Everything else below `/internal/` is not there.
pub(crate) fn internal<S: Clone + Send + Sync + 'static>(house: Arc<House>) -> Router<S> {
    let nothing = any(async || bare(StatusCode::NOT_FOUND));
    Router::new()
        .route("/internal/fragments/{kind}", any(answer))
        .route("/internal/{*path}", nothing)
        .with_state(house)
}

/// What the browser asks on an app's own host.
pub(crate) fn public() -> Router<Frame> {
    Router::new().route("/fragments/{kind}", get(show))
}

/// An answer without words.
fn bare(status: StatusCode) -> Response {
    let mut response = Response::new(Body::empty());
    *response.status_mut() = status;
    let headers = response.headers_mut();
    headers.insert(header::CACHE_CONTROL, NO_STORE);
    response.extensions_mut().insert(AsItIs);
    response
}

/// A question is signed, of now, and for an app of this process; or it is not answered.
async fn answer(
    State(house): State<Arc<House>>,
    Path(kind): Path<String>,
    request: Request,
) -> Response {
    let key = house.fragments.key();
    let query = request.uri().query().unwrap_or_default();
    let (method, headers) = (request.method(), request.headers());
    let now = house.clock.now();
    let Some(asked) = Asked::read(method, &kind, query, headers, key, now) else {
        return bare(StatusCode::NOT_FOUND);
    };
    let fragment = &asked.ask.fragment;
    let span = spans::of_drawing(fragment.kind().name(), fragment.owner(), headers);
    let drawing = owner::draw_here(&house, &asked.ask).instrument(span);
    let drawn = match timeout(house.limits.surroundings_time, drawing).await {
        Ok(drawn) => drawn,
        Err(_) => Err(owner::Failure::Late),
    };
    match drawn {
        Ok(drawn) => match asked.seal(&drawn, key) {
            Some((status, sealed)) => {
                let mut response = bare(status);
                response.headers_mut().extend(sealed);
                response.headers_mut().insert(header::CONTENT_TYPE, HTML);
                *response.body_mut() = Body::from(drawn.html.unwrap_or_default());
                response
            }
            None => bare(StatusCode::INTERNAL_SERVER_ERROR),
        },
        Err(failure) => {
            tracing::warn!(fragment = kind, %failure, "the fragment {kind} was not drawn for a neighbour: {failure}");
            bare(StatusCode::INTERNAL_SERVER_ERROR)
        }
    }
}

/// The same fragment as in a page of this host, for the same visitor.
async fn show(cx: RequestContext, Path(kind): Path<String>) -> Answer {
    let kind: FragmentKind = kind.parse().map_err(|_| Fault::not_found())?;
    if !kind.stands_on(cx.app()) {
        return Err(Fault::not_found());
    }
    let query = cx.query().unwrap_or_default();
    let fragment = Fragment::read(kind, query).map_err(|_| Fault::not_found())?;
    let house = &cx.frame().house;
    let deadline = Instant::now() + house.limits.surroundings_time;
    let locale = cx.locale(deadline).await;
    let (client, visitor) = (&house.fragments, cx.visitor());
    let wanted = [fragment];
    let found = client.fetch_all(house, &wanted, &locale, visitor, deadline);
    let is_personal = kind.audience() == Audience::Visitor;
    let found = found.await.into_iter().next();
    let mut response = match found.map(|shown| shown.what) {
        Some(What::Html(html)) => {
            let asked = cx.if_none_match().filter(|_| !is_personal);
            conditional::answer(asked, HTML, html.as_html().to_owned())
        }
        Some(What::Nothing) => bare(StatusCode::NO_CONTENT),
        _ => {
            let mut response = bare(StatusCode::SERVICE_UNAVAILABLE);
            let seconds = HeaderValue::from_static("5");
            response.headers_mut().insert(header::RETRY_AFTER, seconds);
            response
        }
    };
    let headers = response.headers_mut();
    headers.insert(ROBOTS, HeaderValue::from_static("noindex"));
    if is_personal {
        headers.remove(header::ETAG);
        headers.insert(header::CACHE_CONTROL, NO_STORE);
    }
    Ok(response)
}
