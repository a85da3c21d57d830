//! What the process counts of itself, for Prometheus. Every label is one of a few words that we chose: never a path, a host
//! or anything else that a visitor sends.
//!
//! To count another thing: a field of [`Metrics`] with its line in [`Metrics::new`], and a method that counts it; and its
//! line in `docs/operations.md`.

mod process;
mod text;
mod words;

use std::fmt::Debug;
use std::hash::Hash;
use std::sync::LazyLock;
use std::time::Duration;

use contracts::AppName;
use contracts::activity::LogFigures;
use prometheus_client::encoding::text::encode;
use prometheus_client::encoding::{EncodeLabelSet, EncodeMetric};
use prometheus_client::metrics::TypedMetric;
use prometheus_client::metrics::counter::Counter;
use prometheus_client::metrics::family::Family;
use prometheus_client::metrics::gauge::Gauge;
use prometheus_client::metrics::histogram::Histogram;
use prometheus_client::registry::{Registry, Unit};

use self::words::{
    BuildLabels, ConnectionLabels, FragmentLabels, HandledLabels, OutcomeLabels, PoolLabels,
    RequestLabels, TroubleLabels,
};
use crate::database::Pool;
use crate::trouble::Trouble;

pub use self::words::{FragmentOutcome, HandledOutcome, PageOutcome};

/// This process's numbers.
pub static METRICS: LazyLock<Metrics> = LazyLock::new(Metrics::new);

/// Half a millisecond to ten seconds: a page's aim is in the first buckets, a request's limit is the last.
const SECONDS: [f64; 14] = [
    0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0,
];

type Durations<L> = Family<L, Histogram, fn() -> Histogram>;

/// The numbers.
pub struct Metrics {
    registry: Registry,
    requests: Durations<RequestLabels>,
    in_flight: Gauge,
    fragments: Durations<FragmentLabels>,
    cached_pages: Family<OutcomeLabels, Counter>,
    redis_failures: Counter,
    handled: Family<HandledLabels, Counter>,
    activities: Gauge,
    waiting: Gauge,
    retrying: Gauge,
    dead: Gauge,
    oldest_waiting_seconds: Gauge,
    database_up: Gauge,
    database_failures: Family<TroubleLabels, Counter>,
    connections: Family<ConnectionLabels, Gauge>,
    connections_max: Family<PoolLabels, Gauge>,
}

/// What is looked up for a scrape.
#[derive(Debug, Default)]
pub struct Looked {
    /// The event log, and how long its oldest activity waits; nothing when the database does not answer.
    pub log: Option<(LogFigures, Option<Duration>)>,
    /// The connections to the database.
    pub pools: Vec<Pool>,
}

/// In which words numbers are told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Exposition {
    /// Prometheus' text format 0.0.4.
    Prometheus,
    /// OpenMetrics 1.0.
    OpenMetrics,
}

impl Metrics {
    fn new() -> Self {
        let mut all = Registry::default();
        all.register_collector(Box::new(process::Process));
        let registry = all.sub_registry_with_prefix("rose_ash");
        let build: Family<BuildLabels, Gauge> = Family::default();
        let version = env!("CARGO_PKG_VERSION");
        build.get_or_create(&BuildLabels { version }).set(1);
        registry.register("build_info", "The program's version", build);
        Self {
            requests: durations(registry, "request", "From head to head"),
            in_flight: gauge(registry, "requests_in_flight", "Requests being answered"),
            fragments: durations(registry, "fragment", "Until a page had a fragment"),
            cached_pages: family(registry, "page_cache", "Whole pages asked of the cache"),
            redis_failures: counter(
                registry,
                "redis_failures",
                "Operations that Redis did not answer",
            ),
            handled: family(registry, "handler_steps", "Steps of event handlers"),
            activities: gauge(registry, "activities", "Activities in the event log"),
            waiting: gauge(
                registry,
                "handler_steps_waiting",
                "Steps of handlers still to do",
            ),
            retrying: gauge(registry, "handler_steps_retrying", "Of those, tried before"),
            dead: gauge(registry, "handler_steps_dead", "Dead letters"),
            oldest_waiting_seconds: gauge(
                registry,
                "oldest_waiting_seconds",
                "Age of the oldest activity that a handler still has to answer",
            ),
            database_up: gauge(
                registry,
                "database_up",
                "Whether the database answered this scrape; if not, the event log's numbers are the last ones",
            ),
            database_failures: family(
                registry,
                "database_failures",
                "Questions of services that the database did not answer",
            ),
            connections: family(
                registry,
                "database_connections",
                "Open connections to the database",
            ),
            connections_max: family(
                registry,
                "database_connections_max",
                "The most connections to the database",
            ),
            registry: all,
        }
    }

    /// A request was answered.
    pub fn request(&self, app: AppName, method: &str, status: u16, took: Duration) {
        let labels = RequestLabels {
            app: app.as_str(),
            method: match method {
                "GET" | "HEAD" => "read",
                "POST" | "PUT" | "PATCH" | "DELETE" => "write",
                _ => "other",
            },
            status: match status {
                100..=199 => "1xx",
                200..=299 => "2xx",
                300..=399 => "3xx",
                400..=499 => "4xx",
                _ => "5xx",
            },
        };
        self.requests
            .get_or_create(&labels)
            .observe(took.as_secs_f64());
    }

    /// A request is being answered until the mark is dropped.
    pub fn in_flight(&self) -> InFlight {
        self.in_flight.inc();
        InFlight(self.in_flight.clone())
    }

    /// A page got a fragment, or did not.
    pub fn fragment(&self, kind: &'static str, outcome: FragmentOutcome, took: Duration) {
        let outcome = outcome.as_str();
        self.fragments
            .get_or_create(&FragmentLabels { kind, outcome })
            .observe(took.as_secs_f64());
    }

    /// The cache was asked for a whole page.
    pub fn cached_page(&self, outcome: PageOutcome) {
        let outcome = outcome.as_str();
        self.cached_pages
            .get_or_create(&OutcomeLabels { outcome })
            .inc();
    }

    /// Redis did not answer.
    pub fn redis_failed(&self) {
        self.redis_failures.inc();
    }

    /// So many steps of a handler ended.
    pub fn handled(&self, handler: &'static str, outcome: HandledOutcome, steps: u64) {
        let outcome = outcome.as_str();
        self.handled
            .get_or_create(&HandledLabels { handler, outcome })
            .inc_by(steps);
    }

    /// The database did not answer a service.
    pub(crate) fn database_failed(&self, trouble: Trouble) {
        let trouble = trouble.as_str();
        self.database_failures
            .get_or_create(&TroubleLabels { trouble })
            .inc();
    }

    /// All numbers. Without those of the event log the last ones stay.
    pub fn exposition(&self, looked: &Looked, words: Exposition) -> String {
        self.look_at(looked);
        let mut text = String::with_capacity(16 << 10);
        // Writing into a String cannot fail.
        let _ = encode(&mut text, &self.registry);
        match words {
            Exposition::OpenMetrics => text,
            Exposition::Prometheus => text::of_open_metrics(&text),
        }
    }

    fn look_at(&self, looked: &Looked) {
        let whole = |number: u64| i64::try_from(number).unwrap_or(i64::MAX);
        self.database_up.set(i64::from(looked.log.is_some()));
        if let Some((figures, oldest)) = &looked.log {
            self.activities.set(whole(figures.activities));
            self.waiting.set(whole(figures.waiting));
            self.retrying.set(whole(figures.retrying));
            self.dead.set(whole(figures.dead));
            self.oldest_waiting_seconds
                .set(oldest.map_or(0, |age| whole(age.as_secs())));
        }
        for Pool {
            name,
            used,
            idle,
            max,
        } in &looked.pools
        {
            for (state, count) in [("used", used), ("idle", idle)] {
                self.connections
                    .get_or_create(&ConnectionLabels { pool: name, state })
                    .set(i64::from(*count));
            }
            self.connections_max
                .get_or_create(&PoolLabels { pool: name })
                .set(i64::from(*max));
        }
    }
}

fn gauge(registry: &mut Registry, name: &str, help: &str) -> Gauge {
    let gauge = Gauge::default();
    registry.register(name, help, gauge.clone());
    gauge
}

fn counter(registry: &mut Registry, name: &str, help: &str) -> Counter {
    let counter = Counter::default();
    registry.register(name, help, counter.clone());
    counter
}

fn durations<L: EncodeLabelSet + Labels>(
    registry: &mut Registry,
    name: &str,
    help: &str,
) -> Durations<L> {
    let durations = Durations::new_with_constructor((|| Histogram::new(SECONDS)) as fn() -> _);
    registry.register_with_unit(name, help, Unit::Seconds, durations.clone());
    durations
}

fn family<L, M>(registry: &mut Registry, name: &str, help: &str) -> Family<L, M>
where
    L: EncodeLabelSet + Labels,
    M: EncodeMetric + TypedMetric + Default + Debug + Send + Sync + 'static,
{
    let family = Family::<L, M>::default();
    registry.register(name, help, family.clone());
    family
}

/// What labels are like.
trait Labels: Clone + Debug + Eq + Hash + Send + Sync + 'static {}

impl<L: Clone + Debug + Eq + Hash + Send + Sync + 'static> Labels for L {}

/// A request that is being answered.
#[derive(Debug)]
pub struct InFlight(Gauge);

impl Drop for InFlight {
    fn drop(&mut self) {
        self.0.dec();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_counted_is_exposed_with_its_labels() {
        let metrics = Metrics::new();
        metrics.request(AppName::Market, "GET", 200, Duration::from_millis(3));
        metrics.request(AppName::Market, "BREW", 404, Duration::from_millis(3));
        metrics.fragment("nav-tree", FragmentOutcome::LastGood, Duration::ZERO);
        metrics.cached_page(PageOutcome::Hit);
        metrics.redis_failed();
        metrics.handled("fill-search", HandledOutcome::Dead, 1);
        let answering = metrics.in_flight();
        let figures = LogFigures {
            activities: 7,
            dead: 2,
            ..LogFigures::default()
        };
        metrics.database_failed(Trouble::Full);
        let looked = Looked {
            log: Some((figures, Some(Duration::from_secs(90)))),
            pools: vec![Pool {
                name: "read",
                used: 2,
                idle: 1,
                max: 8,
            }],
        };
        let text = metrics.exposition(&looked, Exposition::OpenMetrics);
        for line in [
            "rose_ash_request_seconds_count{app=\"market\",method=\"read\",status=\"2xx\"} 1",
            "rose_ash_request_seconds_bucket{le=\"0.0025\",app=\"market\",method=\"read\",status=\"2xx\"} 0",
            "rose_ash_request_seconds_bucket{le=\"0.005\",app=\"market\",method=\"read\",status=\"2xx\"} 1",
            "rose_ash_request_seconds_count{app=\"market\",method=\"other\",status=\"4xx\"} 1",
            "rose_ash_fragment_seconds_count{kind=\"nav-tree\",outcome=\"last_good\"} 1",
            "rose_ash_page_cache_total{outcome=\"hit\"} 1",
            "rose_ash_redis_failures_total 1",
            "rose_ash_handler_steps_total{handler=\"fill-search\",outcome=\"dead\"} 1",
            "rose_ash_requests_in_flight 1",
            "rose_ash_activities 7",
            "rose_ash_handler_steps_dead 2",
            "rose_ash_oldest_waiting_seconds 90",
            "rose_ash_database_up 1",
            "rose_ash_database_failures_total{trouble=\"full\"} 1",
            "rose_ash_database_connections{pool=\"read\",state=\"used\"} 2",
            "rose_ash_database_connections{pool=\"read\",state=\"idle\"} 1",
            "rose_ash_database_connections_max{pool=\"read\"} 8",
            concat!(
                "rose_ash_build_info{version=\"",
                env!("CARGO_PKG_VERSION"),
                "\"} 1"
            ),
            "# TYPE process_cpu_seconds counter",
        ] {
            assert!(text.lines().any(|found| found == line), "{line}\n{text}");
        }
        assert!(text.ends_with("# EOF\n"));
        drop(answering);
        let after = metrics.exposition(&Looked::default(), Exposition::Prometheus);
        for line in [
            "rose_ash_requests_in_flight 0",
            "rose_ash_activities 7",
            "rose_ash_database_up 0",
            "# TYPE rose_ash_handler_steps_total counter",
        ] {
            assert!(after.lines().any(|found| found == line), "{line}\n{after}");
        }
    }
}
