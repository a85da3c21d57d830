//! `GET /metrics` on the internal listener: the process's numbers and the event log's, as Prometheus reads them.

use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::http::header;
use axum::routing::get;
use contracts::Clock;
use contracts::activity::{EventLog, LogFigures};
use data::metrics::METRICS;

/// OpenMetrics 1.0, section “Protocol Negotiation”.
const OPEN_METRICS: &str = "application/openmetrics-text; version=1.0.0; charset=utf-8";

/// A scrape does not wait longer than this for the database: the other numbers are wanted most when it is away.
const PATIENCE: Duration = Duration::from_secs(1);

/// The route.
pub(crate) fn routes(log: Arc<dyn EventLog>, clock: Arc<dyn Clock>) -> Router {
    let answer = move || {
        let (log, clock) = (log.clone(), clock.clone());
        async move {
            let figures = tokio::time::timeout(PATIENCE, log.figures()).await;
            let figures = figures.ok().and_then(Result::ok);
            let text = METRICS.exposition(figures.map(|figures| (figures, age(&figures, &*clock))));
            ([(header::CONTENT_TYPE, OPEN_METRICS)], text)
        }
    };
    Router::new().route("/metrics", get(answer))
}

fn age(figures: &LogFigures, clock: &dyn Clock) -> Option<Duration> {
    let micros = clock.now().micros() - figures.oldest_waiting?.micros();
    Some(Duration::from_micros(u64::try_from(micros).unwrap_or(0)))
}
