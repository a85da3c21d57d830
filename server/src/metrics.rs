//! `GET /metrics` on the internal listener: the process's numbers and the event log's, as Prometheus reads them.

use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::http::{HeaderMap, header};
use axum::routing::get;
use contracts::Clock;
use contracts::activity::{EventLog, LogFigures};
use data::Database;
use data::metrics::{Exposition, Looked, METRICS};

const PROMETHEUS: &str = "text/plain; version=0.0.4; charset=utf-8";
/// OpenMetrics 1.0, section “Protocol Negotiation”.
const OPEN_METRICS: &str = "application/openmetrics-text; version=1.0.0; charset=utf-8";

/// A scrape does not wait longer than this for the database: the other numbers are wanted most when it is away.
const PATIENCE: Duration = Duration::from_secs(1);

/// The route.
pub(crate) fn routes(db: Database, log: Arc<dyn EventLog>, clock: Arc<dyn Clock>) -> Router {
    let answer = move |headers: HeaderMap| {
        let (db, log, clock) = (db.clone(), log.clone(), clock.clone());
        async move {
            let figures = tokio::time::timeout(PATIENCE, log.figures()).await;
            let figures = figures.ok().and_then(Result::ok);
            let looked = Looked {
                log: figures.map(|figures| (figures, age(&figures, &*clock))),
                pools: db.pools(),
            };
            let (words, kind) = match reads_open_metrics(&headers) {
                true => (Exposition::OpenMetrics, OPEN_METRICS),
                false => (Exposition::Prometheus, PROMETHEUS),
            };
            let text = METRICS.exposition(&looked, words);
            ([(header::CONTENT_TYPE, kind)], text)
        }
    };
    Router::new().route("/metrics", get(answer))
}

/// Whoever reads it says so; the older format is for everybody else.
fn reads_open_metrics(headers: &HeaderMap) -> bool {
    let accepted = headers.get_all(header::ACCEPT).iter();
    accepted
        .filter_map(|accepted| accepted.to_str().ok())
        .any(|accepted| accepted.contains("application/openmetrics-text"))
}

fn age(figures: &LogFigures, clock: &dyn Clock) -> Option<Duration> {
    let micros = clock.now().micros() - figures.oldest_waiting?.micros();
    Some(Duration::from_micros(u64::try_from(micros).unwrap_or(0)))
}
