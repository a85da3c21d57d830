//! One line for each request, written when its answer has left or was given up.

use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Instant;

use axum::body::{Body, Bytes, HttpBody};
use axum::response::Response;
use contracts::AppName;
use http::Method;
use hyper::body::{Frame, SizeHint};
use opentelemetry::trace::TraceId;

use crate::client_address::ClientAddress;
use crate::request_id::RequestId;

/// What the line says, as far as it is known when the request comes in.
pub(crate) struct Line {
    pub(crate) id: RequestId,
    pub(crate) method: Method,
    pub(crate) host: String,
    pub(crate) path: String,
    pub(crate) app: AppName,
    pub(crate) client: Option<ClientAddress>,
    pub(crate) started: Instant,
}

impl Line {
    /// Writes the line once the body is through; bytes are those that were sent, compressed.
    pub(crate) fn after(self, response: Response, trace: Option<TraceId>) -> Response {
        let status = response.status().as_u16();
        response.map(|body| {
            Body::new(Logged {
                body,
                bytes: 0,
                status,
                trace,
                line: self,
            })
        })
    }
}

struct Logged {
    body: Body,
    bytes: u64,
    status: u16,
    trace: Option<TraceId>,
    line: Line,
}

impl HttpBody for Logged {
    type Data = Bytes;
    type Error = axum::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, axum::Error>>> {
        let polled = Pin::new(&mut self.body).poll_frame(cx);
        if let Poll::Ready(Some(Ok(frame))) = &polled {
            self.bytes += frame.data_ref().map_or(0, |data| data.len() as u64);
        }
        polled
    }

    fn is_end_stream(&self) -> bool {
        self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.body.size_hint()
    }
}

impl Drop for Logged {
    fn drop(&mut self) {
        let Line {
            id,
            method,
            host,
            path,
            app,
            client,
            started,
        } = &self.line;
        let micros = u64::try_from(started.elapsed().as_micros()).unwrap_or(u64::MAX);
        let (status, bytes) = (self.status, self.bytes);
        let trace_id = self.trace.map(tracing::field::display);
        let client = client.map(|client| tracing::field::display(client.address));
        tracing::info!(
            target: "request",
            %method, host, path, status, micros, bytes, request_id = %id, %app, client, trace_id,
            "{method} {host}{path} {status}"
        );
    }
}
