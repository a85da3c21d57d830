//! What the process counts of itself, for Prometheus (OpenMetrics 1.0 text). Every label is one of a few words that we
//! chose: never a path, a host or anything else that a visitor sends.
//!
//! To count another thing: a field of [`Metrics`] with its line in [`Metrics::new`], and a method that counts it.

use std::sync::LazyLock;
use std::time::Duration;

use contracts::AppName;
use contracts::activity::LogFigures;
use prometheus_client::encoding::EncodeLabelSet;
use prometheus_client::encoding::text::encode;
use prometheus_client::metrics::counter::Counter;
use prometheus_client::metrics::family::Family;
use prometheus_client::metrics::gauge::Gauge;
use prometheus_client::metrics::histogram::Histogram;
use prometheus_client::registry::{Registry, Unit};

/// This process's numbers.
pub static METRICS: LazyLock<Metrics> = LazyLock::new(Metrics::new);

/// Half a millisecond to ten seconds: a page's aim is in the first buckets, a request's limit is the last.
const SECONDS: [f64; 12] = [
    0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1.0, 2.5, 10.0,
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
    resident_bytes: Gauge,
    open_files: Gauge,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash, EncodeLabelSet)]
struct RequestLabels {
    app: &'static str,
    method: &'static str,
    status: &'static str,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash, EncodeLabelSet)]
struct FragmentLabels {
    kind: &'static str,
    outcome: &'static str,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash, EncodeLabelSet)]
struct OutcomeLabels {
    outcome: &'static str,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash, EncodeLabelSet)]
struct HandledLabels {
    handler: &'static str,
    outcome: &'static str,
}

/// How a fragment came to its page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FragmentOutcome {
    /// From the cache, still true.
    Cached,
    /// From the cache, past its time, while another is fetched.
    Stale,
    /// Drawn by its owner in this process.
    Drawn,
    /// Fetched from its owner's process.
    Fetched,
    /// It did not come: the last good copy.
    LastGood,
    /// It did not come, and never has: the placeholder.
    Placeholder,
}

/// How a whole page came out of the cache.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PageOutcome {
    /// It was there and true.
    Hit,
    /// It was there and past its time.
    Stale,
    /// It had to be made.
    Miss,
    /// It was there and doubtful or old, and nothing better came.
    LastGood,
}

/// How a handler's step ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HandledOutcome {
    /// Done.
    Done,
    /// To be tried again.
    Failed,
    /// Given up.
    Dead,
}

impl Metrics {
    fn new() -> Self {
        let mut registry = Registry::with_prefix("rose_ash");
        let histogram: fn() -> Histogram = || Histogram::new(SECONDS);
        let requests = Durations::new_with_constructor(histogram);
        let fragments = Durations::new_with_constructor(histogram);
        registry.register_with_unit(
            "request",
            "From head to head",
            Unit::Seconds,
            requests.clone(),
        );
        registry.register_with_unit(
            "fragment",
            "Until a page had a fragment",
            Unit::Seconds,
            fragments.clone(),
        );
        let cached_pages = Family::<OutcomeLabels, Counter>::default();
        registry.register(
            "page_cache",
            "Whole pages asked of the cache",
            cached_pages.clone(),
        );
        let redis_failures = Counter::default();
        registry.register(
            "redis_failures",
            "Operations that Redis did not answer",
            redis_failures.clone(),
        );
        let handled = Family::<HandledLabels, Counter>::default();
        registry.register("handler_steps", "Steps of event handlers", handled.clone());
        let mut gauge = |name: &str, help: &str| {
            let gauge = Gauge::default();
            registry.register(name, help, gauge.clone());
            gauge
        };
        Self {
            in_flight: gauge("requests_in_flight", "Requests being answered"),
            activities: gauge("activities", "Activities in the event log"),
            waiting: gauge("handler_steps_waiting", "Steps of handlers still to do"),
            retrying: gauge("handler_steps_retrying", "Of those, tried before"),
            dead: gauge("handler_steps_dead", "Dead letters"),
            oldest_waiting_seconds: gauge(
                "oldest_waiting_seconds",
                "Age of the oldest activity that a handler still has to answer",
            ),
            resident_bytes: gauge("resident_bytes", "Memory of the process"),
            open_files: gauge("open_files", "File descriptors of the process"),
            requests,
            fragments,
            cached_pages,
            redis_failures,
            handled,
            registry: {
                let build: Family<BuildLabels, Gauge> = Family::default();
                let version = env!("CARGO_PKG_VERSION");
                build.get_or_create(&BuildLabels { version }).set(1);
                registry.register("build", "The program's version", build);
                registry
            },
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
        let outcome = match outcome {
            FragmentOutcome::Cached => "cached",
            FragmentOutcome::Stale => "stale",
            FragmentOutcome::Drawn => "drawn",
            FragmentOutcome::Fetched => "fetched",
            FragmentOutcome::LastGood => "last_good",
            FragmentOutcome::Placeholder => "placeholder",
        };
        self.fragments
            .get_or_create(&FragmentLabels { kind, outcome })
            .observe(took.as_secs_f64());
    }

    /// The cache was asked for a whole page.
    pub fn cached_page(&self, outcome: PageOutcome) {
        let outcome = match outcome {
            PageOutcome::Hit => "hit",
            PageOutcome::Stale => "stale",
            PageOutcome::Miss => "miss",
            PageOutcome::LastGood => "last_good",
        };
        self.cached_pages
            .get_or_create(&OutcomeLabels { outcome })
            .inc();
    }

    /// Redis did not answer.
    pub fn redis_failed(&self) {
        self.redis_failures.inc();
    }

    /// A handler's step ended.
    pub fn handled(&self, handler: &'static str, outcome: HandledOutcome) {
        let outcome = match outcome {
            HandledOutcome::Done => "done",
            HandledOutcome::Failed => "failed",
            HandledOutcome::Dead => "dead",
        };
        self.handled
            .get_or_create(&HandledLabels { handler, outcome })
            .inc();
    }

    /// All numbers as OpenMetrics text. The event log's stand as they were given; without them (the database is away)
    /// the last ones stay.
    pub fn exposition(&self, log: Option<(LogFigures, Option<Duration>)>) -> String {
        if let Some((figures, oldest)) = log {
            let whole = |number: u64| i64::try_from(number).unwrap_or(i64::MAX);
            self.activities.set(whole(figures.activities));
            self.waiting.set(whole(figures.waiting));
            self.retrying.set(whole(figures.retrying));
            self.dead.set(whole(figures.dead));
            self.oldest_waiting_seconds
                .set(oldest.map_or(0, |age| whole(age.as_secs())));
        }
        if let Some(bytes) = resident_bytes() {
            self.resident_bytes.set(bytes);
        }
        if let Some(files) = std::fs::read_dir("/proc/self/fd").ok().map(Iterator::count) {
            self.open_files
                .set(i64::try_from(files).unwrap_or(i64::MAX));
        }
        let mut text = String::with_capacity(8 << 10);
        // Writing into a String cannot fail.
        let _ = encode(&mut text, &self.registry);
        text
    }
}

#[derive(Clone, Debug, PartialEq, Eq, Hash, EncodeLabelSet)]
struct BuildLabels {
    version: &'static str,
}

/// A request that is being answered.
#[derive(Debug)]
pub struct InFlight(Gauge);

impl Drop for InFlight {
    fn drop(&mut self) {
        self.0.dec();
    }
}

/// From Linux's `/proc`; elsewhere nothing.
fn resident_bytes() -> Option<i64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status
        .lines()
        .find_map(|line| line.strip_prefix("VmRSS:"))?;
    let kib: i64 = line.trim().strip_suffix("kB")?.trim().parse().ok()?;
    Some(kib * 1024)
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
        metrics.handled("fill-search", HandledOutcome::Dead);
        let answering = metrics.in_flight();
        let figures = LogFigures {
            activities: 7,
            dead: 2,
            ..LogFigures::default()
        };
        let text = metrics.exposition(Some((figures, Some(Duration::from_secs(90)))));
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
        ] {
            assert!(text.lines().any(|found| found == line), "{line}\n{text}");
        }
        assert!(text.ends_with("# EOF\n"));
        drop(answering);
        let after = metrics.exposition(None);
        assert!(after.contains("rose_ash_requests_in_flight 0\n"), "{after}");
        assert!(after.contains("rose_ash_activities 7\n"), "{after}");
    }
}
