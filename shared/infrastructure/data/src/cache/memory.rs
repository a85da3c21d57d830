//! Entries in this process, bounded by their bytes.

use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use contracts::{Clock, Instant, Tag};

use super::drops::{Drops, LocalStamp, Truth};
use super::flights::Flights;
use super::limits::Windows;
use super::{Found, Lasts, State};

/// What an entry weighs beside its body and key.
const OVERHEAD_BYTES: usize = 200;

/// The cache of one process.
pub struct MemoryCache {
    entries: moka::future::Cache<String, Arc<Entry>>,
    drops: Drops,
    flights: Flights,
    windows: Windows,
    clock: Arc<dyn Clock>,
}

struct Entry {
    body: Bytes,
    tags: Box<[Tag]>,
    stamp: LocalStamp,
    fresh_until: Instant,
    kept_until: Instant,
}

impl MemoryCache {
    pub(super) fn new(bytes_max: u64, clock: Arc<dyn Clock>) -> Self {
        let weigh = |key: &String, entry: &Arc<Entry>| {
            let bytes = key.len() + entry.body.len() + size_of_val(&*entry.tags) + OVERHEAD_BYTES;
            u32::try_from(bytes).unwrap_or(u32::MAX)
        };
        Self {
            entries: moka::future::Cache::builder()
                .max_capacity(bytes_max)
                .weigher(weigh)
                .build(),
            drops: Drops::default(),
            flights: Flights::default(),
            windows: Windows::default(),
            clock,
        }
    }

    pub(super) fn drops(&self) -> &Drops {
        &self.drops
    }

    pub(super) fn flights(&self) -> &Flights {
        &self.flights
    }

    pub(super) fn windows(&self) -> &Windows {
        &self.windows
    }

    pub(super) fn now(&self) -> Instant {
        self.clock.now()
    }

    pub(super) async fn get(&self, key: &str) -> Option<Found> {
        let entry = self.entries.get(key).await?;
        let now = self.clock.now();
        if now >= entry.kept_until {
            self.entries.invalidate(key).await;
            return None;
        }
        let truth = self.drops.truth(entry.stamp, &entry.tags);
        Some(Found {
            body: entry.body.clone(),
            state: worth(truth, entry.fresh_until, now),
        })
    }

    pub(super) async fn put(
        &self,
        key: &str,
        body: &Bytes,
        tags: &[Tag],
        stamp: LocalStamp,
        lasts: Lasts,
    ) {
        let now = self.clock.now();
        let entry = Entry {
            body: body.clone(),
            tags: tags.into(),
            stamp,
            fresh_until: after(now, lasts.fresh),
            kept_until: after(now, lasts.kept),
        };
        self.entries.insert(key.to_owned(), Arc::new(entry)).await;
    }
}

/// An entry's state now.
pub(super) fn worth(truth: Truth, fresh_until: Instant, now: Instant) -> State {
    match truth {
        Truth::Untrue => State::Dropped,
        Truth::Doubtful => State::Doubtful,
        Truth::True if now < fresh_until => State::Fresh,
        Truth::True => {
            let micros = now.micros().saturating_sub(fresh_until.micros());
            State::Expired {
                since: Duration::from_micros(micros.unsigned_abs()),
            }
        }
    }
}

/// A later instant.
pub(super) fn after(now: Instant, time: Duration) -> Instant {
    let micros = i64::try_from(time.as_micros()).unwrap_or(i64::MAX);
    Instant(now.micros().saturating_add(micros))
}
