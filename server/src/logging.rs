//! The log: one line an event on standard error, JSON when nobody is watching, the level from `RUST_LOG`. Spans go to
//! OpenTelemetry alone, and only where that is configured.

use std::io::IsTerminal;

use data::Config;
use tracing_subscriber::filter::{LevelFilter, Targets};
use tracing_subscriber::layer::SubscriberExt;
use tracing_subscriber::util::SubscriberInitExt;
use tracing_subscriber::{EnvFilter, Layer};

use crate::failure::Failure;
use crate::telemetry::{SPANS, Telemetry};

/// The driver repeats parameters of a database's address that it does not know, and one may hold a password.
const NEVER: &str = "sqlx_postgres::options=off";

/// Starts it; the traces' way out is closed by whoever ends the process.
pub(crate) fn start(config: &Config) -> Result<Option<Telemetry>, Failure> {
    let filter = EnvFilter::try_from_default_env()
        .unwrap_or_else(|_| EnvFilter::new("info,sqlx=warn,sea_orm_migration=warn"));
    let filter = match NEVER.parse() {
        Ok(directive) => filter.add_directive(directive),
        Err(_) => filter,
    };
    let lines = tracing_subscriber::fmt::layer().with_writer(std::io::stderr);
    let lines = if std::io::stderr().is_terminal() {
        lines.with_target(false).boxed()
    } else {
        lines.json().flatten_event(true).boxed()
    };
    let telemetry = config
        .otlp_endpoint
        .as_ref()
        .map(|endpoint| Telemetry::open(endpoint, &config.apps))
        .transpose()?;
    let spans = telemetry.as_ref().map(|telemetry| {
        tracing_opentelemetry::layer()
            .with_tracer(telemetry.tracer())
            .with_location(false)
            .with_target(false)
            .with_threads(false)
            .with_tracked_inactivity(false)
            .with_filter(Targets::new().with_target(SPANS, LevelFilter::TRACE))
    });
    tracing_subscriber::registry()
        .with(spans)
        .with(lines.with_filter(filter))
        .init();
    Ok(telemetry)
}
