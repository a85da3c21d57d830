//! Rates: how often something may be done in a window of time, counted in this process or in the shared Redis.

use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

use contracts::Instant;

use super::Cache;

/// Counters at once; the least used are forgotten first.
const COUNTERS_MAX: u64 = 100_000;

/// Whether it may be done once more.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Allowance {
    /// Yes.
    Granted,
    /// Not before the next window.
    Refused {
        /// When that begins.
        retry_after: Duration,
    },
}

/// Counters of this process.
#[derive(Debug)]
pub(super) struct Windows(moka::future::Cache<String, Arc<Counter>>);

#[derive(Debug)]
struct Counter {
    window: i64,
    count: AtomicU32,
}

impl Default for Windows {
    fn default() -> Self {
        Self(moka::future::Cache::new(COUNTERS_MAX))
    }
}

impl Windows {
    /// Adds to the counter of a window; the sum.
    pub(super) async fn add(&self, key: &str, window: i64, by: u32) -> u32 {
        let begun = async {
            Arc::new(Counter {
                window,
                count: AtomicU32::new(0),
            })
        };
        let is_past = |counter: &Arc<Counter>| counter.window != window;
        let entry = self.0.entry_by_ref(key);
        let counter = entry.or_insert_with_if(begun, is_past).await.into_value();
        let before = counter.count.fetch_add(by, Ordering::Relaxed);
        before.saturating_add(by)
    }
}

impl Cache {
    /// Counts one more of `key`, and says whether that is within `limit` in the current window. Windows are fixed: they
    /// begin at whole multiples of their length.
    pub async fn allow(&self, key: &str, limit: u32, window: Duration) -> Allowance {
        self.counted(key, limit, window, 1).await
    }

    /// The same without counting: whether one more would be within the limit.
    pub async fn would_allow(&self, key: &str, limit: u32, window: Duration) -> Allowance {
        self.counted(key, limit.saturating_sub(1), window, 0).await
    }

    async fn counted(&self, key: &str, limit: u32, window: Duration, by: u32) -> Allowance {
        let now = match self {
            Self::Memory(memory) => memory.now(),
            Self::Redis(redis) => redis.now(),
        };
        let (number, left) = place(now, window);
        let count = match self {
            Self::Memory(memory) => memory.windows().add(key, number, by).await,
            Self::Redis(redis) => redis.count(key, number, by, window).await,
        };
        if count <= limit {
            Allowance::Granted
        } else {
            Allowance::Refused { retry_after: left }
        }
    }
}

/// Which window it is, and how long it still lasts.
fn place(now: Instant, window: Duration) -> (i64, Duration) {
    let micros = i64::try_from(window.as_micros()).unwrap_or(i64::MAX).max(1);
    let left = micros - now.micros().rem_euclid(micros);
    (
        now.micros().div_euclid(micros),
        Duration::from_micros(left.unsigned_abs()),
    )
}
