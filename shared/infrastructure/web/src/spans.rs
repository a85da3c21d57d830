//! Spans for OpenTelemetry: one a request, carried to the other processes of the house and on from there (W3C Trace
//! Context). Where no traces are configured, nobody listens to [`TARGET`], and making one costs a look at a flag.

use axum::extract::MatchedPath;
use http::{Extensions, HeaderMap, HeaderName, HeaderValue, Method};
use opentelemetry::global;
use opentelemetry::propagation::{Extractor, Injector};
use opentelemetry::trace::{TraceContextExt, TraceId};
use tracing::Span;
use tracing::field::Empty;
use tracing_opentelemetry::OpenTelemetrySpanExt;

use contracts::AppName;

use crate::request_id::RequestId;

/// What the program's subscriber takes for traces.
const TARGET: &str = "span";

/// The span of a request. Names are OpenTelemetry's semantic conventions for HTTP servers.
pub(crate) fn of_request(method: &Method, path: &str, app: AppName, id: RequestId) -> Span {
    tracing::trace_span!(
        target: TARGET,
        "request",
        otel.kind = "server",
        otel.status_code = Empty,
        http.request.method = %method,
        http.route = Empty,
        http.response.status_code = Empty,
        url.path = path,
        app = %app,
        request_id = %id,
    )
}

/// Which route answers the request of the current span.
pub(crate) fn routed(extensions: &Extensions) {
    if let Some(route) = extensions.get::<MatchedPath>() {
        Span::current().record("http.route", route.as_str());
    }
}

/// How the request of this span was answered.
pub(crate) fn answered(span: &Span, status: u16) {
    span.record("http.response.status_code", status);
    if status >= 500 {
        span.record("otel.status_code", "ERROR");
    }
}

/// The span of a fragment that is asked of another process.
pub(crate) fn of_fragment(kind: &'static str, owner: AppName) -> Span {
    tracing::trace_span!(target: TARGET, "fragment", otel.kind = "client", kind, owner = %owner)
}

/// The span of a fragment that is drawn for another process of ours, as a part of the trace that it began; only for signed
/// requests.
pub(crate) fn of_drawing(kind: &'static str, owner: AppName, headers: &HeaderMap) -> Span {
    let span = tracing::trace_span!(target: TARGET, "fragment", otel.kind = "server", kind, owner = %owner);
    if !span.is_disabled() {
        let begun = global::get_text_map_propagator(|it| it.extract(&Headers(headers)));
        // It fails for a span that has begun, and this one has not.
        let _ = span.set_parent(begun);
    }
    span
}

/// Tells another process of ours which trace its answer belongs to.
pub(crate) fn tell(headers: &mut HeaderMap) {
    let span = Span::current();
    if !span.is_disabled() {
        let context = span.context();
        global::get_text_map_propagator(|it| {
            it.inject_context(&context, &mut HeadersMut(headers));
        });
    }
}

/// The current trace, for the log line.
pub(crate) fn trace_id(span: &Span) -> Option<TraceId> {
    if span.is_disabled() {
        return None;
    }
    let id = span.context().span().span_context().trace_id();
    (id != TraceId::INVALID).then_some(id)
}

struct Headers<'a>(&'a HeaderMap);

impl Extractor for Headers<'_> {
    fn get(&self, key: &str) -> Option<&str> {
        self.0.get(key)?.to_str().ok()
    }

    fn keys(&self) -> Vec<&str> {
        self.0.keys().map(HeaderName::as_str).collect()
    }
}

struct HeadersMut<'a>(&'a mut HeaderMap);

impl Injector for HeadersMut<'_> {
    fn set(&mut self, key: &str, value: String) {
        if let (Ok(key), Ok(value)) = (
            HeaderName::from_bytes(key.as_bytes()),
            HeaderValue::from_str(&value),
        ) {
            self.0.insert(key, value);
        }
    }
}
