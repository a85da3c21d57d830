//! A cache for each test: one in memory, and one in the Redis that `TEST_REDIS_URL` names (`cargo xtask test` starts
//! one), under a prefix of its own.

use std::sync::Arc;
use std::time::Duration;

use contracts::FixedClock;
use data::Cache;
use url::Url;

/// No test depends on how busy the machine is.
const OPERATION_TIME: Duration = Duration::from_secs(60);

/// A cache whose clock stands still.
#[derive(Debug)]
pub struct TestCache {
    /// The cache.
    pub cache: Cache,
    /// Its clock.
    pub clock: FixedClock,
    place: Option<(Url, String)>,
}

impl TestCache {
    /// Which one this is, for the messages of assertions.
    pub fn name(&self) -> &'static str {
        match self.place {
            None => "memory",
            Some(_) => "Redis",
        }
    }

    /// The same cache as another process sees it; in memory there is no other process.
    pub fn elsewhere(&self) -> Cache {
        match &self.place {
            None => self.cache.clone(),
            Some((url, prefix)) => redis_cache(url, prefix, &self.clock),
        }
    }
}

/// A cache of each kind that is to be had here: in memory always, in Redis with `TEST_REDIS_URL`.
pub fn caches() -> Vec<TestCache> {
    let clock = crate::clock();
    let mut all = vec![TestCache {
        cache: Cache::memory(16 << 20, Arc::new(clock.clone())),
        clock,
        place: None,
    }];
    if let Ok(text) = std::env::var("TEST_REDIS_URL") {
        let url = Url::parse(&text).expect("TEST_REDIS_URL is an address");
        let clock = crate::clock();
        let prefix = format!("rose-ash-test-{:016x}", rand::random::<u64>());
        all.push(TestCache {
            cache: redis_cache(&url, &prefix, &clock),
            clock,
            place: Some((url, prefix)),
        });
    }
    all
}

fn redis_cache(url: &Url, prefix: &str, clock: &FixedClock) -> Cache {
    Cache::redis_within(OPERATION_TIME, url, prefix, Arc::new(clock.clone())).expect("an address")
}
