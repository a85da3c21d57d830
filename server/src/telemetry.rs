//! Traces for OpenTelemetry, where `otlp_endpoint` says where to: the spans that the house opens under the target
//! [`SPANS`] leave in batches, from a thread of their own, by OTLP over HTTP. Without an endpoint no span is made.

use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use async_trait::async_trait;
use contracts::AppName;
use opentelemetry::trace::TracerProvider;
use opentelemetry::{KeyValue, global};
use opentelemetry_http::{Bytes, HttpClient, HttpError, Request, Response};
use opentelemetry_otlp::{Protocol, SpanExporter, WithExportConfig, WithHttpConfig};
use opentelemetry_sdk::Resource;
use opentelemetry_sdk::propagation::TraceContextPropagator;
use opentelemetry_sdk::trace::{
    BatchConfigBuilder, BatchSpanProcessor, SdkTracer, SdkTracerProvider,
};
use url::Url;

use crate::failure::Failure;

/// The target of every span that is exported; the log never shows them.
pub(crate) const SPANS: &str = "span";

/// Spans that wait for a collector; beyond, the newest are dropped.
const WAITING_MAX: usize = 4_096;
const BATCH_MAX: usize = 512;
const BATCH_EVERY: Duration = Duration::from_secs(2);
/// What a collector may take for a batch, and the process for its last one.
const COLLECTOR_TIME: Duration = Duration::from_secs(3);
const TRACES_PATH: &str = "/v1/traces";
/// What a collector may answer.
const ANSWER_BYTES: u64 = 64 << 10;

/// The way out of the spans.
#[derive(Debug)]
pub(crate) struct Telemetry(SdkTracerProvider);

impl Telemetry {
    /// Opens it; nothing is sent yet, so a collector that is away is no fault.
    pub(crate) fn open(endpoint: &Url, apps: &[AppName]) -> Result<Self, Failure> {
        let exporter = SpanExporter::builder()
            .with_http()
            .with_http_client(Collector::new())
            .with_protocol(Protocol::HttpBinary)
            .with_endpoint(traces_address(endpoint))
            .with_timeout(COLLECTOR_TIME)
            .build()
            .map_err(|error| Failure::run(format!("traces cannot be sent: {error}")))?;
        let batches = BatchConfigBuilder::default()
            .with_max_queue_size(WAITING_MAX)
            .with_max_export_batch_size(BATCH_MAX)
            .with_scheduled_delay(BATCH_EVERY)
            .build();
        let processor = BatchSpanProcessor::builder(exporter)
            .with_batch_config(batches)
            .build();
        let name = match apps {
            [app] => format!("rose-ash-{app}"),
            _ => "rose-ash".to_owned(),
        };
        let provider = SdkTracerProvider::builder()
            .with_resource(
                Resource::builder()
                    .with_service_name(name)
                    .with_attribute(KeyValue::new("service.version", env!("CARGO_PKG_VERSION")))
                    .build(),
            )
            .with_span_processor(processor)
            .build();
        // W3C Trace Context between our processes.
        global::set_text_map_propagator(TraceContextPropagator::new());
        Ok(Self(provider))
    }

    /// What makes spans for it.
    pub(crate) fn tracer(&self) -> SdkTracer {
        self.0.tracer("rose-ash")
    }

    /// Sends what is left and ends.
    pub(crate) fn close(&self) {
        if let Err(error) = self.0.shutdown_with_timeout(COLLECTOR_TIME) {
            tracing::warn!(%error, "the last traces did not leave: {error}");
        }
    }
}

/// OTLP/HTTP: the path of traces goes behind the endpoint's own.
fn traces_address(endpoint: &Url) -> String {
    let mut address = endpoint.clone();
    let path = endpoint.path().trim_end_matches('/');
    if !path.ends_with(TRACES_PATH) {
        address.set_path(&[path, TRACES_PATH].concat());
    }
    address.into()
}

/// The HTTP client of the exporter's own thread: that one may wait.
#[derive(Debug)]
struct Collector {
    agent: ureq::Agent,
    complained: Mutex<Option<Instant>>,
}

/// How often the log says that the collector is away.
const COMPLAINT_EVERY: Duration = Duration::from_secs(60);

impl Collector {
    fn new() -> Self {
        let config = ureq::Agent::config_builder()
            .timeout_global(Some(COLLECTOR_TIME))
            .max_redirects(0)
            .http_status_as_error(false)
            .proxy(None)
            .build();
        Self {
            agent: config.into(),
            complained: Mutex::new(None),
        }
    }

    fn send(&self, request: Request<Vec<u8>>) -> Result<Response<Bytes>, ureq::Error> {
        let (head, mut body) = self.agent.run(request)?.into_parts();
        let bytes = body.with_config().limit(ANSWER_BYTES).read_to_vec()?;
        Ok(Response::from_parts(head, bytes.into()))
    }

    fn complain(&self, error: &ureq::Error) {
        let mut complained = self
            .complained
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        if complained.is_none_or(|at| at.elapsed() > COMPLAINT_EVERY) {
            tracing::warn!(%error, "traces are lost, the collector does not take them: {error}");
            *complained = Some(Instant::now());
        }
    }
}

#[async_trait]
impl HttpClient for Collector {
    async fn send_bytes(&self, request: Request<Bytes>) -> Result<Response<Bytes>, HttpError> {
        let (head, body) = request.into_parts();
        let sent = self.send(Request::from_parts(head, body.to_vec()));
        if let Err(error) = &sent {
            self.complain(error);
        }
        Ok(sent?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_path_of_traces_goes_behind_the_endpoints_own() {
        for (endpoint, address) in [
            ("http://collector:4318", "http://collector:4318/v1/traces"),
            ("http://collector:4318/", "http://collector:4318/v1/traces"),
            ("https://x.example/otlp", "https://x.example/otlp/v1/traces"),
            (
                "https://x.example/otlp/v1/traces",
                "https://x.example/otlp/v1/traces",
            ),
        ] {
            let endpoint = Url::parse(endpoint).expect("an address");
            assert_eq!(traces_address(&endpoint), address);
        }
    }
}
