//! Drops what events make untrue, in every process.

use std::collections::BTreeSet;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use contracts::Tag;
use tokio::sync::Notify;

use super::{Cache, CacheError};
use crate::event_log::Told;

/// How many tags Redis is told of in one step; it answers nobody else meanwhile.
const TAGS_AT_ONCE: usize = 1_000;
/// How long after a Redis that did not answer it is asked again.
const RETRY_AFTER: Duration = Duration::from_millis(250);

/// Makes of what is told the drops that keep a cache true. Nothing is lost: what a Redis does not take is tried until it
/// does, and whoever begins to listen doubts all that was kept before. All clones are the same.
#[derive(Clone, Debug, Default)]
pub struct Dropper(Arc<Waiting>);

/// What was told of and is not dropped yet.
#[derive(Debug, Default)]
struct Waiting {
    drops: Mutex<DropsToMake>,
    some: Notify,
}

#[derive(Debug, Default)]
struct DropsToMake {
    tags: BTreeSet<Tag>,
    all: bool,
}

impl Dropper {
    /// Takes note, for [`make`](Self::make): what [`follow`](crate::event_log::follow) tells.
    pub fn add(&self, told: Told) {
        let mut drops = self.0.drops.lock().unwrap_or_else(PoisonError::into_inner);
        match told {
            Told::Event(event) => drops.tags.extend(event.tags()),
            Told::Missed => drops.all = true,
        }
        self.0.some.notify_one();
    }

    /// Makes them. It never ends: spawn it, and abort it.
    pub async fn make(self, cache: Cache) {
        loop {
            self.0.some.notified().await;
            let mut drops = self.waiting();
            while let Err(error) = drops.make(&cache).await {
                tracing::debug!(%error, "drops wait for the cache");
                tokio::time::sleep(RETRY_AFTER).await;
                // This process must know of what changed meanwhile, whatever Redis does.
                let more = self.waiting();
                drops.tags.extend(more.tags);
                drops.all |= more.all;
            }
        }
    }

    /// Takes all that waits.
    fn waiting(&self) -> DropsToMake {
        let mut drops = self.0.drops.lock().unwrap_or_else(PoisonError::into_inner);
        std::mem::take(&mut *drops)
    }
}

impl DropsToMake {
    async fn make(&self, cache: &Cache) -> Result<(), CacheError> {
        let all: Vec<Tag> = self.tags.iter().copied().collect();
        for tags in all.chunks(TAGS_AT_ONCE) {
            cache.drop_tags(tags).await?;
        }
        if self.all {
            cache.doubt_all().await?;
        }
        Ok(())
    }
}
