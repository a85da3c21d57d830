//! Drops what events make untrue, in every process.

use std::collections::BTreeSet;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use contracts::Tag;
use tokio::sync::Notify;

use super::{Cache, CacheError};
use crate::Database;
use crate::event_log::{Told, follow};

/// How many tags Redis is told of in one step; it answers nobody else meanwhile.
const TAGS_AT_ONCE: usize = 1_000;
/// How long after a Redis that did not answer it is asked again.
const RETRY_AFTER: Duration = Duration::from_millis(250);

/// Hears of what is committed and drops what that makes untrue, within a second. Nothing is lost: what a Redis does not
/// take is tried until it does, and whoever begins to listen doubts all that was kept before. It never ends: spawn it,
/// and abort it.
pub async fn drop_what_changes(database: Database, cache: Cache) {
    let waiting = Arc::new(Waiting::default());
    let told = waiting.clone();
    let hear = follow(database, move |what| told.add(what));
    let drop = async {
        loop {
            let drops = waiting.take().await;
            while let Err(error) = drops.make(&cache).await {
                tracing::debug!(%error, "drops wait for the cache");
                tokio::time::sleep(RETRY_AFTER).await;
            }
        }
    };
    tokio::join!(hear, drop);
}

/// What was told of and is not dropped yet.
#[derive(Default)]
struct Waiting {
    drops: Mutex<DropsToMake>,
    some: Notify,
}

#[derive(Default)]
struct DropsToMake {
    tags: BTreeSet<Tag>,
    all: bool,
}

impl Waiting {
    fn add(&self, told: Told) {
        let mut drops = self.drops.lock().unwrap_or_else(PoisonError::into_inner);
        match told {
            Told::Event(event) => drops.tags.extend(event.tags()),
            Told::Missed => drops.all = true,
        }
        self.some.notify_one();
    }

    /// All that waits, once something does.
    async fn take(&self) -> DropsToMake {
        self.some.notified().await;
        let mut drops = self.drops.lock().unwrap_or_else(PoisonError::into_inner);
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
