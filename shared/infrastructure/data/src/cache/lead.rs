//! Single-flight: of many that miss the same entry at once one makes it, in this process and across those that share a
//! Redis.

use std::time::Duration;

use bytes::Bytes;
use contracts::Tag;
use tokio::time::{Instant, sleep, timeout_at};

use super::drops::Truth;
use super::flights::{Flight, Flights, Landing, Made, Seat, landed};
use super::shared::Lease;
use super::{Cache, Found, Lasts, Stamp, State};

/// How often a process looks whether another has made it.
const LOOK_EVERY: Duration = Duration::from_millis(10);

/// Who makes an entry.
#[derive(Debug)]
pub enum Lead {
    /// Whoever asked: the others wait until the leader is dropped, or says what became of it.
    First(Leader),
    /// Somebody else has, just now, and it is true.
    Made(Bytes),
    /// Whoever asked, without the others: it took too long, or was not for others.
    Alone,
}

/// The right to make an entry, and the stamp that was taken when it was given. Dropped without a word (stopped,
/// panicked), another of those that wait gets it.
#[derive(Debug)]
pub struct Leader {
    cache: Cache,
    flight: Flight,
    stamp: Stamp,
    _lease: Option<Lease>,
}

impl Cache {
    /// Asks for the right to make an entry that is missing or not fresh, and waits at most `patience` for somebody who has
    /// it.
    pub async fn lead(&self, key: &str, patience: Duration) -> Lead {
        let deadline = Instant::now() + patience;
        loop {
            let landing = match self.flights().board(key) {
                Seat::First(flight) => return self.first(flight, patience, deadline).await,
                Seat::Waiting(landing) => landing,
            };
            match timeout_at(deadline, landed(landing)).await {
                Ok(Landing::Made(made)) => {
                    if self.still_true(&made) {
                        return Lead::Made(made.body);
                    }
                }
                Ok(Landing::UnderWay) => {
                    if let Some(body) = self.get(key).await.and_then(Found::fresh) {
                        return Lead::Made(body);
                    }
                }
                Ok(Landing::NotForOthers) | Err(_) => return Lead::Alone,
            }
        }
    }

    /// The same for work that nobody waits for: `None` when it is under way.
    pub async fn lead_now(&self, key: &str, lease: Duration) -> Option<Leader> {
        let Seat::First(flight) = self.flights().board(key) else {
            return None;
        };
        match self.first(flight, lease, Instant::now()).await {
            Lead::First(leader) => Some(leader),
            Lead::Made(_) | Lead::Alone => None,
        }
    }

    /// First in this process; perhaps another process is at it, or was a moment ago.
    async fn first(&self, flight: Flight, patience: Duration, deadline: Instant) -> Lead {
        let mut lease = None;
        if let Self::Redis(redis) = self {
            lease = loop {
                match redis.lease(flight.key(), patience).await {
                    Ok(Some(lease)) => break Some(lease),
                    // Gone: what can be shared, is shared in this process.
                    Err(_) => break None,
                    Ok(None) if Instant::now() >= deadline => {
                        flight.land(Landing::NotForOthers);
                        return Lead::Alone;
                    }
                    Ok(None) => sleep(LOOK_EVERY).await,
                }
                if let Some(body) = self.get(flight.key()).await.and_then(Found::fresh) {
                    return Lead::Made(body);
                }
            };
        }
        // Between the miss and now it may have been made.
        if let Some(found) = self.get(flight.key()).await
            && found.state == State::Fresh
        {
            return Lead::Made(found.body);
        }
        Lead::First(Leader {
            cache: self.clone(),
            stamp: self.stamp().await,
            flight,
            _lease: lease,
        })
    }

    fn flights(&self) -> &Flights {
        match self {
            Self::Memory(memory) => memory.flights(),
            Self::Redis(redis) => redis.flights(),
        }
    }

    fn still_true(&self, made: &Made) -> bool {
        self.drops().truth(made.stamp, &made.tags) == Truth::True
    }
}

impl Leader {
    /// Taken before anything was read.
    pub fn stamp(&self) -> Stamp {
        self.stamp
    }

    /// Keeps what was made, and gives it to those that wait.
    pub async fn keep(self, body: &Bytes, tags: &[Tag], lasts: Lasts) {
        let key = self.flight.key();
        self.cache.put(key, body, tags, self.stamp, lasts).await;
        self.flight.land(Landing::Made(Made {
            body: body.clone(),
            tags: tags.into(),
            stamp: self.stamp.local,
        }));
    }

    /// What was made is not for others: each makes its own.
    pub fn keep_nothing(self) {
        self.flight.land(Landing::NotForOthers);
    }
}
