//! The front of the house: every request comes in here, is led to its app by its host, and leaves with what every
//! answer must carry.
//!
//! From the outside in: id and log line, security headers, compression, caught panics, drawn errors, limits, router.

use std::any::Any;
use std::convert::Infallible;
use std::future::Future;
use std::panic::AssertUnwindSafe;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};

use axum::Router;
use axum::body::{Body, Bytes, HttpBody};
use axum::extract::DefaultBodyLimit;
use axum::response::{IntoResponse, Response};
use contracts::AppName;
use data::metrics::METRICS;
use futures_util::FutureExt;
use http::uri::Authority;
use http::{HeaderMap, HeaderName, HeaderValue, Method, Request, StatusCode, header};
use http_body_util::Limited;
use tower::{Layer, Service, ServiceExt, service_fn};
use tower_http::CompressionLevel;
use tower_http::compression::{CompressionLayer, Predicate};
use tracing::{Instrument, Span};

use crate::client_address::{ClientAddress, Peer};
use crate::context::RequestContext;
use crate::declared::InParts;
use crate::fault::Fault;
use crate::forms::origin;
use crate::fragments::doors;
use crate::frame::Frame;
use crate::request_id::RequestId;
use crate::request_log::Line;
use crate::security::SecurityHeaders;
use crate::setup::House;
use crate::{accept, assets, declared, definitions, error_page, health, media, rates, spans};

/// The whole house as one service: any number of apps, each on its host.
#[derive(Clone)]
pub struct Hosts(Arc<Front>);

pub(crate) type Routes = fn() -> Router<Frame>;

struct Front {
    house: Arc<House>,
    /// The apps, in the order of mounting.
    apps: Vec<(Frame, Routers)>,
    security: SecurityHeaders,
}

/// What answers for one app.
#[derive(Clone)]
struct Routers {
    /// Its own routes, and the frame's.
    own: Router,
    /// The pages that its templates declare.
    declared: Router,
}

/// What every app has from the frame: no page of a template takes their places.
const OF_THE_FRAME: [&str; 6] = [
    "/static/",
    "/media/",
    "/sx/d/",
    "/health/",
    "/fragments/",
    "/internal/",
];

const REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");

impl Hosts {
    pub(crate) fn new(house: Arc<House>, routes: Vec<(AppName, Routes)>) -> Self {
        let security = SecurityHeaders::new(&house.urls);
        let mount = |(name, routes): (AppName, Routes)| {
            let frame = Frame::new(house.clone(), name);
            let own = routes()
                .merge(assets::routes())
                .merge(media::routes())
                .merge(definitions::routes())
                .merge(health::routes(house.readiness.clone()))
                .merge(doors::public())
                .merge(doors::internal(house.clone()))
                .fallback(declared::answer)
                .method_not_allowed_fallback(async || Fault::status(StatusCode::METHOD_NOT_ALLOWED))
                // The one limit is put on the body itself, whoever reads it.
                .layer(DefaultBodyLimit::disable())
                .with_state(frame.clone());
            let declared = Router::new()
                .fallback(declared::answer)
                .with_state(frame.clone());
            (frame, Routers { own, declared })
        };
        let apps = routes.into_iter().map(mount).collect();
        Self(Arc::new(Front {
            house,
            apps,
            security,
        }))
    }

    /// Health, and fragments for our own processes, under any host, for the `--internal` listener.
    pub fn internal(&self) -> Router {
        let house = &self.0.house;
        health::routes(house.readiness.clone()).merge(doors::internal(house.clone()))
    }

    /// Answers a request. Whatever happens inside, there is an answer.
    pub async fn answer<B>(&self, mut request: Request<B>) -> Response
    where
        B: HttpBody<Data = Bytes> + Send + 'static,
        B::Error: Into<axum::BoxError>,
    {
        let started = std::time::Instant::now();
        let id = RequestId(self.0.house.ids.next());
        let door = self.0.door(&request);
        let client = self.0.client(&request);
        if let Some(client) = client {
            request.extensions_mut().insert(client);
        }
        let line = Line {
            id,
            method: request.method().clone(),
            host: door.host.clone(),
            path: request.uri().path().to_owned(),
            app: door.frame.app(),
            client,
            started,
        };
        let in_flight = METRICS.in_flight();
        let (app, method) = (line.app, line.method.clone());
        let span = match doors::is_internal(&line.path) {
            // What is drawn for a process of ours is a part of the trace that it began.
            true => Span::none(),
            false => spans::of_request(&method, &line.path, app, id),
        };
        let mut response = self
            .0
            .clone()
            .compressed(request.map(Body::new), door, id)
            .instrument(span.clone())
            .await;
        drop(in_flight);
        let status = response.status().as_u16();
        METRICS.request(app, method.as_str(), status, started.elapsed());
        spans::answered(&span, status);
        let failed = response.status().is_client_error() || response.status().is_server_error();
        let headers = response.headers_mut();
        self.0.security.add(headers);
        if let Ok(value) = HeaderValue::from_str(&id.to_string()) {
            headers.insert(REQUEST_ID, value);
        }
        if failed {
            headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
            headers.remove(header::ETAG);
        }
        line.after(response, spans::trace_id(&span))
    }
}

impl<B> Service<Request<B>> for Hosts
where
    B: HttpBody<Data = Bytes> + Send + 'static,
    B::Error: Into<axum::BoxError>,
{
    type Response = Response;
    type Error = Infallible;
    type Future = Pin<Box<dyn Future<Output = Result<Response, Infallible>> + Send>>;

    fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<(), Infallible>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, request: Request<B>) -> Self::Future {
        let hosts = self.clone();
        Box::pin(async move { Ok(hosts.answer(request).await) })
    }
}

/// Where a request is led to.
struct Door {
    /// The host as it was asked for, without port; empty when there was none.
    host: String,
    /// The app, or the one in whose look the refusal is drawn.
    frame: Frame,
    /// The app's routers, or why there are none.
    routers: Result<Routers, Fault>,
}

impl Front {
    /// Who asks, when the request came over a connection.
    fn client<B>(&self, request: &Request<B>) -> Option<ClientAddress> {
        let peer = request.extensions().get::<Peer>()?;
        let trusted = &self.house.trusted_proxies;
        Some(ClientAddress::of(*peer, request.headers(), trusted))
    }

    fn door<B>(&self, request: &Request<B>) -> Door {
        let (first, first_routers) = &self.apps[0];
        let Some(host) = host_of(request) else {
            let fault = Fault::status(StatusCode::BAD_REQUEST)
                .because("the request names no host, or no valid one");
            return Door {
                host: String::new(),
                frame: first.clone(),
                routers: Err(fault),
            };
        };
        let app = self.house.urls.app_of(&host);
        match self.apps.iter().find(|(frame, _)| Some(frame.app()) == app) {
            Some((frame, routers)) => Door {
                host,
                frame: frame.clone(),
                routers: Ok(routers.clone()),
            },
            // The page that says whose house this is needs its sheet and fonts, which are the same on every host; our
            // other processes know this one by a name of theirs.
            None if is_for_any_host(request.uri().path()) => Door {
                host,
                frame: first.clone(),
                routers: Ok(first_routers.clone()),
            },
            None => {
                let fault = self.misdirected(&host, app);
                Door {
                    host,
                    frame: first.clone(),
                    routers: Err(fault),
                }
            }
        }
    }

    /// Nobody lives at this host; or an app of ours that another process serves.
    fn misdirected(&self, host: &str, app: Option<AppName>) -> Fault {
        match app.filter(|app| self.house.peers.contains_key(app)) {
            Some(app) => {
                tracing::warn!(host, %app, "a request for {host} came to a process that does not serve {app}: the proxy before us sends it here");
                Fault::wrong_door(host, app)
            }
            None => Fault::stranger(host),
        }
    }

    async fn compressed(
        self: Arc<Self>,
        request: Request<Body>,
        door: Door,
        id: RequestId,
    ) -> Response {
        let mut door = Some(door);
        let inner = service_fn(move |request| {
            let front = self.clone();
            // The service is called once; it owns the door until then.
            let door = door.take();
            async move {
                Ok::<_, Infallible>(match door {
                    Some(door) => front.drawn(request, door, id).await,
                    None => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
                })
            }
        });
        match CompressionLayer::new()
            .quality(LEVEL)
            .compress_when(Compressible)
            .layer(inner)
            .oneshot(request)
            .await
        {
            Ok(response) => response.map(Body::new),
            Err(never) => match never {},
        }
    }

    /// The answer, with its fault drawn if it is one.
    async fn drawn(&self, mut request: Request<Body>, door: Door, id: RequestId) -> Response {
        let json = accept::prefers_json(request.headers());
        let unconditional = HeaderMap::new();
        let visitor = request.extensions().get().cloned().unwrap_or_default();
        let uri = request.uri().clone();
        request.extensions_mut().insert(door.frame.clone());
        let cx = RequestContext::new(door.frame, uri, &unconditional, id, visitor);
        request.extensions_mut().insert(id);
        let answered = AssertUnwindSafe(self.guarded(request, &cx, door.routers))
            .catch_unwind()
            .await;
        let mut response = answered.unwrap_or_else(|panic| {
            Fault::internal(format!("a handler panicked: {}", words_of(&*panic))).into_response()
        });
        let Some(fault) = error_page::fault_in(&mut response) else {
            return response;
        };
        let (head, _) = response.into_parts();
        let status = fault.code();
        let drawing = AssertUnwindSafe(error_page::draw(&cx, fault, json, head)).catch_unwind();
        drawing.await.unwrap_or_else(|panic| {
            tracing::error!(request_id = %id, "drawing the error page panicked: {}", words_of(&*panic));
            (status, error_page::plain_words(status, &cx)).into_response()
        })
    }

    /// The app's own answer, within the limits.
    async fn guarded(
        &self,
        request: Request<Body>,
        cx: &RequestContext,
        routers: Result<Routers, Fault>,
    ) -> Response {
        let limits = &self.house.limits;
        let routers = match routers {
            Ok(routers) => routers,
            Err(fault) => return fault.into_response(),
        };
        if request
            .uri()
            .path_and_query()
            .map_or(0, |target| target.as_str().len())
            > limits.target_bytes
        {
            return Fault::status(StatusCode::URI_TOO_LONG).into_response();
        }
        if declared_length(request.headers()) > limits.body_bytes as u64 {
            return Fault::status(StatusCode::PAYLOAD_TOO_LARGE).into_response();
        }
        let is_own = |from: &str| self.house.urls.is_origin_of(cx.app(), from);
        if let Err(fault) = origin::refuse_strangers(request.method(), request.headers(), is_own) {
            return fault.into_response();
        }
        let client = request.extensions().get::<ClientAddress>();
        let (most, cache) = (limits.writes_per_minute, &self.house.cache);
        if let Err(fault) = rates::refuse_floods(request.method(), client, most, cache).await {
            return fault.into_response();
        }
        let request = request.map(|body| Body::new(Limited::new(body, limits.body_bytes)));
        let router = match is_declared(cx, request.method()) {
            true => routers.declared,
            false => routers.own,
        };
        match tokio::time::timeout(limits.request_time, router.oneshot(request)).await {
            Ok(Ok(response)) => response,
            Ok(Err(never)) => match never {},
            Err(_) => Fault::unavailable("the request took too long").into_response(),
        }
    }
}

/// Whether a template declares the page that is asked for. Forms are sent to the app's own routes.
fn is_declared(cx: &RequestContext, method: &Method) -> bool {
    let is_read = method == Method::GET || method == Method::HEAD;
    let is_of_the_frame = || OF_THE_FRAME.iter().any(|it| cx.path().starts_with(it));
    is_read
        && !is_of_the_frame()
        && cx
            .frame()
            .mounted()
            .is_some_and(|app| declared::is_page(&app.templates.current(), cx.path()))
}

/// The host that a request is for: of an absolute target, else of the one `Host` header (RFC 9112 §3.2).
/// Lower-case, without port and without a final dot.
fn host_of<B>(request: &Request<B>) -> Option<String> {
    let mut named = request.headers().get_all(header::HOST).iter();
    let header = named
        .next()
        .and_then(|host| host.to_str().ok())
        .and_then(|host| host.parse::<Authority>().ok());
    if named.next().is_some() {
        return None;
    }
    let authority = request.uri().authority().cloned().or(header)?;
    Some(authority.host().trim_end_matches('.').to_ascii_lowercase())
}

fn is_for_any_host(path: &str) -> bool {
    path.starts_with("/static/") || doors::is_internal(path)
}

fn declared_length(headers: &HeaderMap) -> u64 {
    let length = headers
        .get(header::CONTENT_LENGTH)
        .and_then(|length| length.to_str().ok());
    length.and_then(|length| length.parse().ok()).unwrap_or(0)
}

/// What a panic said.
pub(crate) fn words_of(panic: &(dyn Any + Send)) -> &str {
    let literal = panic.downcast_ref::<&str>().copied();
    literal
        .or_else(|| panic.downcast_ref::<String>().map(String::as_str))
        .unwrap_or("no words")
}

/// Text gets smaller; pictures, fonts, archives and what is compressed already do not.
#[derive(Clone, Copy)]
struct Compressible;

const LEVEL: CompressionLevel = CompressionLevel::Precise(accept::QUICK as i32);

impl Predicate for Compressible {
    fn should_compress<B: HttpBody>(&self, response: &Response<B>) -> bool {
        let kind = response
            .headers()
            .get(header::CONTENT_TYPE)
            .map_or(&b""[..], |kind| kind.as_bytes());
        let size = response.body().size_hint();
        let in_parts = response.extensions().get::<InParts>().is_some();
        !in_parts
            && is_text(kind)
            && size
                .upper()
                .is_none_or(|most| most >= accept::WORTH_BYTES as u64)
    }
}

/// Whether a media type is text of some kind.
pub(crate) fn is_text(kind: &[u8]) -> bool {
    let kind = kind
        .split(|byte| *byte == b';')
        .next()
        .unwrap_or_default()
        .trim_ascii();
    kind.starts_with(b"text/")
        || kind.ends_with(b"+xml")
        || kind.ends_with(b"+json")
        || [
            &b"application/json"[..],
            b"application/xml",
            b"application/javascript",
        ]
        .contains(&kind)
}
