//! Has the handlers answer what was recorded: hands activities out as steps, claims those that are due, runs them.

mod claiming;
mod handing_out;
mod running;

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use contracts::{Clock, Instant};
use tokio::sync::Notify;
use tokio::task::JoinHandle;

use super::{Handler, follow};
use crate::{DataError, Database};

/// How fast, how often, how long.
#[derive(Clone, Copy, Debug)]
pub struct Pace {
    /// How long one step may take.
    pub step: Duration,
    /// How long whoever claimed a step may be silent before another tries; longer than a step.
    pub lease: Duration,
    /// How often a step is tried before it is given up.
    pub attempts_max: u32,
    /// How long after the first failure it is tried again; twice as long after each further one.
    pub delay: Duration,
    /// The longest it is put off.
    pub delay_max: Duration,
    /// How many steps are claimed at once.
    pub batch: u32,
    /// How long steps share a transaction: on SQLite all other writers wait for it.
    pub together: Duration,
    /// How often it looks for work that nobody told it of.
    pub look_every: Duration,
}

impl Default for Pace {
    /// Twelve attempts in 34 minutes.
    fn default() -> Self {
        Self {
            step: Duration::from_secs(20),
            lease: Duration::from_secs(60),
            attempts_max: 12,
            delay: Duration::from_secs(1),
            delay_max: Duration::from_secs(3600),
            batch: 128,
            together: Duration::from_millis(50),
            look_every: Duration::from_secs(1),
        }
    }
}

impl Pace {
    /// When a step is tried again that failed at this attempt, counted from 1.
    fn next_try(&self, now: Instant, attempt: i32) -> Instant {
        let doublings = u32::try_from(attempt - 1).unwrap_or_default().min(30);
        later(now, (self.delay * (1 << doublings)).min(self.delay_max))
    }
}

fn later(now: Instant, by: Duration) -> Instant {
    Instant(
        now.micros()
            .saturating_add(i64::try_from(by.as_micros()).unwrap_or(i64::MAX)),
    )
}

/// What was done in a run.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Run {
    /// Activities handed out to the handlers that want them.
    pub handed_out: u64,
    /// Steps done.
    pub done: u64,
    /// Attempts that failed.
    pub failed: u64,
    /// Steps given up.
    pub dead: u64,
}

impl std::ops::AddAssign for Run {
    fn add_assign(&mut self, more: Self) {
        self.handed_out += more.handed_out;
        self.done += more.done;
        self.failed += more.failed;
        self.dead += more.dead;
    }
}

/// Has the handlers answer what was recorded.
#[derive(Clone)]
pub struct EventProcessor {
    database: Database,
    clock: Arc<dyn Clock>,
    handlers: Arc<[Arc<dyn Handler>]>,
    pace: Pace,
    stopping: Arc<AtomicBool>,
}

impl EventProcessor {
    /// A processor; all processes of a site have the same handlers, each by a name of its own.
    pub fn new(
        database: Database,
        clock: Arc<dyn Clock>,
        handlers: Vec<Arc<dyn Handler>>,
        pace: Pace,
    ) -> Self {
        Self {
            database,
            clock,
            handlers: handlers.into(),
            pace,
            stopping: Arc::default(),
        }
    }

    /// Runs everything that is due now, then returns. What failed is due later.
    ///
    /// # Errors
    /// When the database fails; what was done until then stays done.
    pub async fn run_due(&self) -> Result<Run, DataError> {
        let mut all = Run::default();
        while !self.stopping.load(Ordering::Relaxed) {
            let round = self.round_in_time().await?;
            if round == Run::default() {
                break;
            }
            all += round;
        }
        Ok(all)
    }

    /// Works until it is stopped.
    pub fn start(self) -> RunningProcessor {
        let (stopping, wake) = (self.stopping.clone(), Arc::new(Notify::new()));
        let waking = wake.clone();
        let ear = tokio::spawn(follow(self.database.clone(), move |_| waking.notify_one()));
        let waiting = wake.clone();
        let work = tokio::spawn(async move {
            while !self.stopping.load(Ordering::Relaxed) {
                if let Err(error) = self.run_due().await {
                    tracing::warn!(%error, "the event log cannot be worked on now");
                }
                let _ = tokio::time::timeout(self.pace.look_every, waiting.notified()).await;
            }
        });
        RunningProcessor {
            stopping,
            wake,
            ear,
            work,
        }
    }

    /// A round that takes far longer than a claim lasts will hear nothing of its database any more.
    async fn round_in_time(&self) -> Result<Run, DataError> {
        let round = tokio::time::timeout(2 * self.pace.lease, self.round()).await;
        round.unwrap_or_else(|_| {
            let sentence = "the database does not answer; it is asked again by itself";
            Err(DataError::Unreachable(sentence.to_owned()))
        })
    }

    /// Hands out what is new, then claims and runs one batch. All zero: nothing is due.
    async fn round(&self) -> Result<Run, DataError> {
        let mut run = Run {
            handed_out: self.hand_out().await?,
            ..Run::default()
        };
        let claimed = self.claim(&mut run).await?;
        if !claimed.steps.is_empty() {
            self.run(&claimed, &mut run).await?;
        }
        Ok(run)
    }
}

/// A processor at work.
#[derive(Debug)]
pub struct RunningProcessor {
    stopping: Arc<AtomicBool>,
    wake: Arc<Notify>,
    ear: JoinHandle<()>,
    work: JoinHandle<()>,
}

impl RunningProcessor {
    /// Lets the step under way come to its end, gives back what was claimed beyond it, and stops.
    pub async fn stop(self) {
        self.stopping.store(true, Ordering::Relaxed);
        self.wake.notify_one();
        // Handlers' panics are caught, so this one is a fault of the processor; it ends either way.
        if let Err(error) = self.work.await {
            tracing::error!(%error, "the event processor broke");
        }
        self.ear.abort();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn delays_double_up_to_the_longest() {
        let pace = Pace::default();
        let seconds = |attempt| pace.next_try(Instant(0), attempt).micros() / 1_000_000;
        assert_eq!(
            [1, 2, 3, 12, 13, i32::MAX].map(seconds),
            [1, 2, 4, 2048, 3600, 3600]
        );
    }
}
