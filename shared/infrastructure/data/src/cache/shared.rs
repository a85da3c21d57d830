//! Entries in a Redis that processes share.

use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use contracts::{Clock, Instant, Tag};
use redis::RedisResult;
use tokio::runtime::Handle;
use url::Url;

use super::drops::{Drops, Truth};
use super::flights::Flights;
use super::limits::Windows;
use super::link::{Joined, Link};
use super::memory::{after, worth};
use super::scripts::{COUNT, DOUBT_ALL, DROP, GET, RELEASE, STAMP, SharedStamp};
use super::{CacheError, Found, Lasts, Stamp};

/// More tags than this are forgotten together, and everything with them is untrue.
const TAGS_MAX: usize = 100_000;

/// The cache that processes share. What this process alone must know (who waits for whom, what it was told of drops)
/// is beside it, in memory.
pub struct RedisCache {
    link: Arc<Link>,
    prefix: String,
    drops_key: String,
    drops: Drops,
    flights: Flights,
    windows: Windows,
    clock: Arc<dyn Clock>,
}

impl RedisCache {
    pub(super) fn new(
        operation_time: Duration,
        url: &Url,
        prefix: &str,
        clock: Arc<dyn Clock>,
    ) -> Result<Self, CacheError> {
        let drops_key = format!("{prefix}:drops");
        Ok(Self {
            link: Arc::new(Link::new(operation_time, url, drops_key.clone())?),
            prefix: prefix.to_owned(),
            drops_key,
            drops: Drops::default(),
            flights: Flights::default(),
            windows: Windows::default(),
            clock,
        })
    }

    pub(super) fn link(&self) -> &Link {
        &self.link
    }

    pub(super) fn drops(&self) -> &Drops {
        &self.drops
    }

    pub(super) fn flights(&self) -> &Flights {
        &self.flights
    }

    pub(super) fn now(&self) -> Instant {
        self.clock.now()
    }

    pub(super) async fn stamp(&self) -> Stamp {
        let local = self.drops.stamp();
        let asked = self.link.ask(async |mut joined: Joined| {
            let counted: RedisResult<(u64, u64)> = STAMP
                .key(&self.drops_key)
                .arg(&joined.run)
                .arg(rand::random::<u64>())
                .invoke_async(&mut joined.connection)
                .await;
            counted
        });
        let shared = asked.await.ok();
        Stamp {
            local,
            shared: shared.map(|(generation, epoch)| SharedStamp { generation, epoch }),
        }
    }

    pub(super) async fn get(&self, key: &str) -> Option<Found> {
        let asked = self.link.ask(async |mut joined: Joined| {
            let entry: RedisResult<Option<(Vec<u8>, i64, u8)>> = GET
                .key(&self.drops_key)
                .key(self.entry_key(key))
                .invoke_async(&mut joined.connection)
                .await;
            entry
        });
        let (body, fresh_until, still) = asked.await.ok()??;
        let truth = match still {
            2 => Truth::True,
            1 => Truth::Doubtful,
            _ => Truth::Untrue,
        };
        Some(Found {
            body: body.into(),
            state: worth(truth, Instant(fresh_until), self.clock.now()),
        })
    }

    pub(super) async fn put(
        &self,
        key: &str,
        body: &Bytes,
        tags: &[Tag],
        stamp: Stamp,
        lasts: Lasts,
    ) {
        let Some(shared) = stamp.shared else { return };
        let key = self.entry_key(key);
        let tags: Vec<String> = tags.iter().map(Tag::to_string).collect();
        let fields = [
            ("gen", shared.generation.to_string()),
            ("epoch", shared.epoch.to_string()),
            (
                "fresh",
                after(self.clock.now(), lasts.fresh).micros().to_string(),
            ),
            ("tags", tags.join(" ")),
        ];
        // That it was not kept costs speed alone, and was said when the link failed.
        let _ = self
            .link
            .ask(async |mut joined: Joined| {
                let done: RedisResult<()> = redis::pipe()
                    .atomic()
                    .hset_multiple(&key, &fields)
                    .hset(&key, "body", &body[..])
                    .pexpire(&key, millis(lasts.kept))
                    .ignore()
                    .query_async(&mut joined.connection)
                    .await;
                done
            })
            .await;
    }

    pub(super) async fn drop_tags(&self, tags: &[Tag]) -> Result<(), CacheError> {
        self.drops.drop_tags(tags);
        let tags: Vec<String> = tags.iter().map(Tag::to_string).collect();
        let asked = self.link.ask(async |mut joined: Joined| {
            let done: RedisResult<()> = DROP
                .key(&self.drops_key)
                .arg(&joined.run)
                .arg(rand::random::<u64>())
                .arg(TAGS_MAX)
                .arg(&tags)
                .invoke_async(&mut joined.connection)
                .await;
            done
        });
        asked.await
    }

    pub(super) async fn doubt_all(&self) -> Result<(), CacheError> {
        self.drops.doubt_all();
        let asked = self.link.ask(async |mut joined: Joined| {
            let done: RedisResult<()> = DOUBT_ALL
                .key(&self.drops_key)
                .arg(&joined.run)
                .arg(rand::random::<u64>())
                .invoke_async(&mut joined.connection)
                .await;
            done
        });
        asked.await
    }

    /// Adds to a counter; while Redis is gone, to one of this process.
    pub(super) async fn count(&self, key: &str, window: i64, by: u32, lasts: Duration) -> u32 {
        let asked = self.link.ask(async |mut joined: Joined| {
            let count: RedisResult<u32> = COUNT
                .key(format!("{}:count:{window}:{key}", self.prefix))
                .arg(by)
                .arg(millis(lasts))
                .invoke_async(&mut joined.connection)
                .await;
            count
        });
        match asked.await {
            Ok(count) => count,
            Err(_) => self.windows.add(key, window, by).await,
        }
    }

    /// The right of this process to make an entry; `None` while another has it.
    pub(super) async fn lease(
        &self,
        key: &str,
        lasts: Duration,
    ) -> Result<Option<Lease>, CacheError> {
        let key = format!("{}:lease:{key}", self.prefix);
        let token: u64 = rand::random();
        let asked = self.link.ask(async |mut joined: Joined| {
            let given: RedisResult<Option<String>> = redis::cmd("SET")
                .arg(&key)
                .arg(token)
                .arg("NX")
                .arg("PX")
                .arg(millis(lasts))
                .query_async(&mut joined.connection)
                .await;
            given
        });
        let given = asked.await?.is_some();
        Ok(given.then(|| Lease {
            link: self.link.clone(),
            key,
            token,
        }))
    }

    fn entry_key(&self, key: &str) -> String {
        format!("{}:entry:{key}", self.prefix)
    }
}

/// A lease, given back when it is dropped; of a process that died, it runs out.
#[derive(Debug)]
pub(super) struct Lease {
    link: Arc<Link>,
    key: String,
    token: u64,
}

impl Drop for Lease {
    fn drop(&mut self) {
        // Without a runtime the process is at its end, and the lease runs out.
        let Ok(runtime) = Handle::try_current() else {
            return;
        };
        let (link, key, token) = (self.link.clone(), std::mem::take(&mut self.key), self.token);
        runtime.spawn(async move {
            let asked = link.ask(async |mut joined: Joined| {
                let done: RedisResult<()> = RELEASE
                    .key(&key)
                    .arg(token)
                    .invoke_async(&mut joined.connection)
                    .await;
                done
            });
            // One that cannot be given back runs out.
            let _ = asked.await;
        });
    }
}

fn millis(time: Duration) -> i64 {
    i64::try_from(time.as_millis()).unwrap_or(i64::MAX).max(1)
}
