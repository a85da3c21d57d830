//! What is kept so that it need not be made again: whole pages, fragments. In memory, or in a Redis (or Valkey) that
//! processes share; nothing else differs, and the same suite runs on both.
//!
//! An entry carries the [`Tag`]s of what it was made of. [`drop_tags`](Cache::drop_tags) makes every entry with one of
//! them untrue. There is one counter of drops, the epoch: an entry remembers the epoch from **before** its data was read
//! (its [`Stamp`]), a tag remembers the epoch of its last drop, and an entry is true while no tag of it was dropped after
//! its stamp. So a page that was made of old data and kept after the drop is untrue from the start.
//!
//! A process that may have missed drops says so with [`doubt_all`](Cache::doubt_all): what was kept until then is shown only
//! where nothing better can be had.
//!
//! A counter that was lost (Redis restarted, flushed, short of memory) must not make an untrue entry look true: beside the
//! epoch stands a random generation, and an entry of another generation is untrue.
//!
//! A Redis that is gone costs nothing but speed: every operation is bounded in time, a failed one has it left alone for a
//! moment, and what cannot be asked is a miss.
//!
//! ```text
//! match cache.get(&key).await {
//!     Some(found) if found.state == State::Fresh => found.body,
//!     copy => match cache.lead(&key, PATIENCE).await {
//!         Lead::First(leader) => { let body = make().await; leader.keep(&body, &tags, lasts).await; body }
//!         Lead::Made(body) => body,
//!         Lead::Alone => make().await,
//!     },
//! }
//! ```

mod drops;
mod flights;
mod following;
mod lead;
mod limits;
mod link;
mod memory;
mod scripts;
mod shared;

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use contracts::{Clock, Tag};
use url::Url;

use drops::{Drops, Truth};
use memory::MemoryCache;
use scripts::SharedStamp;
use shared::RedisCache;

pub use drops::LocalStamp;
pub use following::Dropper;
pub use lead::{Lead, Leader};
pub use limits::Allowance;

/// An entry larger than this is not kept.
pub const ENTRY_BYTES_MAX: usize = 4 << 20;
/// An entry with more tags than this is not kept: it would be dropped by nearly everything.
pub const ENTRY_TAGS_MAX: usize = 500;

/// Every operation of a Redis ends by then: later, making the thing anew is as quick.
const OPERATION_TIME: Duration = Duration::from_millis(50);

/// Where made things are kept. Cheap to clone: all clones are the same cache.
#[derive(Clone)]
pub enum Cache {
    /// In this process.
    Memory(Arc<MemoryCache>),
    /// In a Redis or Valkey that processes share.
    Redis(Arc<RedisCache>),
}

/// How often which tags were dropped when a reading began; see [`Cache::stamp`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stamp {
    local: LocalStamp,
    /// `None` when the shared counters could not be had: what is made then is not kept there.
    shared: Option<SharedStamp>,
}

/// How long an entry lasts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Lasts {
    /// For how long it is fresh, if no tag of it is dropped.
    pub fresh: Duration,
    /// For how long it is kept as the last good copy, from the same beginning.
    pub kept: Duration,
}

/// An entry that is there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// What was kept.
    pub body: Bytes,
    /// What it is worth.
    pub state: State,
}

/// What an entry is worth.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// True, as far as anybody knows.
    Fresh,
    /// Nothing that it was made of was changed, but its time is over.
    Expired {
        /// For how long.
        since: Duration,
    },
    /// What it was made of may have been changed without our hearing of it: good when nothing better can be had.
    Doubtful,
    /// Something that it was made of was changed: it is untrue, and what it shows may be withdrawn.
    Dropped,
}

/// Why tags could not be dropped.
#[derive(Clone, Debug, thiserror::Error)]
pub enum CacheError {
    /// The address is none that we can use.
    #[error("REDIS_URL cannot be used: {0}")]
    Address(String),
    /// It does not answer.
    #[error("Redis does not answer: {0}")]
    Gone(String),
}

impl Cache {
    /// A cache in this process, of at most so many bytes.
    pub fn memory(bytes_max: u64, clock: Arc<dyn Clock>) -> Self {
        Self::Memory(Arc::new(MemoryCache::new(bytes_max, clock)))
    }

    /// A cache in a Redis. Its keys begin with `prefix`, so that several sites can share it. Nothing is connected yet.
    ///
    /// # Errors
    /// [`CacheError::Address`] when the address is none.
    pub fn redis(url: &Url, prefix: &str, clock: Arc<dyn Clock>) -> Result<Self, CacheError> {
        Self::redis_within(OPERATION_TIME, url, prefix, clock)
    }

    /// The same with another bound on every operation: tests on a busy machine give it more.
    ///
    /// # Errors
    /// [`CacheError::Address`] when the address is none.
    pub fn redis_within(
        operation_time: Duration,
        url: &Url,
        prefix: &str,
        clock: Arc<dyn Clock>,
    ) -> Result<Self, CacheError> {
        let cache = RedisCache::new(operation_time, url, prefix, clock)?;
        Ok(Self::Redis(Arc::new(cache)))
    }

    /// To be taken before the data is read that an entry is made of. A [`Leader`] has taken it.
    pub async fn stamp(&self) -> Stamp {
        match self {
            Self::Memory(memory) => Stamp {
                local: memory.drops().stamp(),
                shared: None,
            },
            Self::Redis(redis) => redis.stamp().await,
        }
    }

    /// What is kept under the key.
    pub async fn get(&self, key: &str) -> Option<Found> {
        match self {
            Self::Memory(memory) => memory.get(key).await,
            Self::Redis(redis) => redis.get(key).await,
        }
    }

    /// Keeps something, unless it is too large. What a drop has made untrue since the stamp, it is.
    pub async fn put(&self, key: &str, body: &Bytes, tags: &[Tag], stamp: Stamp, lasts: Lasts) {
        if body.len() > ENTRY_BYTES_MAX || tags.len() > ENTRY_TAGS_MAX {
            return;
        }
        match self {
            Self::Memory(memory) => memory.put(key, body, tags, stamp.local, lasts).await,
            Self::Redis(redis) => redis.put(key, body, tags, stamp, lasts).await,
        }
    }

    /// Makes every entry with one of the tags untrue.
    ///
    /// # Errors
    /// When Redis does not answer: whoever must not miss a drop tries again.
    pub async fn drop_tags(&self, tags: &[Tag]) -> Result<(), CacheError> {
        match self {
            Self::Memory(memory) => {
                memory.drops().drop_tags(tags);
                Ok(())
            }
            Self::Redis(redis) => redis.drop_tags(tags).await,
        }
    }

    /// Makes every entry doubtful: drops may have been missed.
    ///
    /// # Errors
    /// When Redis does not answer.
    pub async fn doubt_all(&self) -> Result<(), CacheError> {
        match self {
            Self::Memory(memory) => {
                memory.drops().doubt_all();
                Ok(())
            }
            Self::Redis(redis) => redis.doubt_all().await,
        }
    }

    /// A stamp for what this process alone keeps, beside the cache; see [`is_true`](Cache::is_true).
    pub fn own_stamp(&self) -> LocalStamp {
        self.drops().stamp()
    }

    /// Whether this process was told of no drop of the tags since.
    pub fn is_true(&self, stamp: LocalStamp, tags: &[Tag]) -> bool {
        self.drops().truth(stamp, tags) == Truth::True
    }

    fn drops(&self) -> &Drops {
        match self {
            Self::Memory(memory) => memory.drops(),
            Self::Redis(redis) => redis.drops(),
        }
    }

    /// Whether other processes see the same entries.
    pub fn is_shared(&self) -> bool {
        matches!(self, Self::Redis(_))
    }
}

impl fmt::Debug for Cache {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Memory(_) => f.write_str("Memory"),
            Self::Redis(redis) => redis.link().fmt(f),
        }
    }
}

impl Lasts {
    /// Fresh for some seconds, kept for some seconds.
    pub const fn seconds(fresh: u64, kept: u64) -> Self {
        Self {
            fresh: Duration::from_secs(fresh),
            kept: Duration::from_secs(kept),
        }
    }
}

impl Found {
    /// Whether nothing of it was changed and its time is over for less than this.
    pub fn is_over_for_less_than(&self, time: Duration) -> bool {
        matches!(self.state, State::Expired { since } if since < time)
    }

    /// The body, if it is fresh.
    pub fn fresh(self) -> Option<Bytes> {
        (self.state == State::Fresh).then_some(self.body)
    }
}
