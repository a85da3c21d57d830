//! Has the handlers answer what was recorded: hands activities out as steps; then each handler has a lane of its own, which
//! claims the steps that are due and runs them.

mod claiming;
mod forgetting;
mod handing_out;
mod lane;
mod running;

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use contracts::{Clock, Instant};
use futures_util::future::join_all;
use sea_orm::{ConnectionTrait, DbBackend};
use tokio::sync::watch;
use tokio::task::JoinSet;

use super::Handler;
use crate::{DataError, Database, UnitOfWork};
use lane::Lane;

/// The longest that a step may take on SQLite, where all other writers wait for it: less than a request waits for them.
const SQLITE_STEP_MAX: Duration = Duration::from_secs(2);
/// How often what is long over is deleted.
const FORGET_EVERY: Duration = Duration::from_secs(3600);

/// How fast, how often, how long.
#[derive(Clone, Copy, Debug)]
pub struct Pace {
    /// How long one step may take; on SQLite 2 s at most.
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
    /// How long an activity is kept that concerns nobody any more.
    pub keep: Duration,
}

impl Default for Pace {
    /// Twelve attempts in 34 minutes; a month to look back on.
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
            keep: Duration::from_hours(24 * 30),
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
        mut pace: Pace,
    ) -> Self {
        if database.backend() != DbBackend::Postgres {
            pace.step = pace.step.min(SQLITE_STEP_MAX);
        }
        Self {
            database,
            clock,
            handlers: handlers.into(),
            pace,
            stopping: Arc::default(),
        }
    }

    /// Runs everything that is due now, then returns. What failed is due later, and so is what is left of a handler that took
    /// too long.
    ///
    /// # Errors
    /// When the database fails; what was done until then stays done.
    pub async fn run_due(&self) -> Result<Run, DataError> {
        let mut lanes: Vec<Lane> = self.lanes().collect();
        let mut all = Run::default();
        while !self.is_stopping() {
            let mut round = Run {
                handed_out: self.in_time(self.hand_out()).await?,
                ..Run::default()
            };
            // All come to their end, also where one finds the database gone.
            for run in join_all(lanes.iter_mut().map(Lane::run_due)).await {
                round += run?;
            }
            if round == Run::default() {
                break;
            }
            all += round;
        }
        while !self.is_stopping() && self.forget_some().await? > 0 {}
        Ok(all)
    }

    /// Works until it is stopped. Whoever hears of an event wakes it ([`Bell`]); without, it looks every second or so.
    pub fn start(self) -> RunningProcessor {
        let (stopping, look_every) = (self.stopping.clone(), self.pace.look_every);
        let (told, handed_out) = (watch::Sender::new(()), watch::Sender::new(()));
        let mut work = JoinSet::new();
        for lane in self.lanes() {
            work.spawn(lane.work(handed_out.subscribe()));
        }
        let (mut wake, passing_on) = (told.subscribe(), handed_out.clone());
        work.spawn(async move {
            let mut forgets_at = tokio::time::Instant::now();
            while !self.is_stopping() {
                let handed_out = noted(self.in_time(self.hand_out()).await).unwrap_or_default();
                // Those that another process handed out are ours too.
                passing_on.send_replace(());
                if handed_out > 0 {
                    continue;
                }
                // A little at a time: nobody waits for it.
                if tokio::time::Instant::now() >= forgets_at
                    && noted(self.in_time(self.forget_some()).await).is_none_or(|some| some == 0)
                {
                    forgets_at = tokio::time::Instant::now() + FORGET_EVERY;
                }
                let _ = tokio::time::timeout(look_every, wake.changed()).await;
            }
        });
        RunningProcessor {
            stopping,
            wake: [told, handed_out],
            work,
        }
    }

    /// What takes far longer than a claim lasts will hear nothing of its database any more.
    async fn in_time<T>(
        &self,
        asking: impl Future<Output = Result<T, DataError>>,
    ) -> Result<T, DataError> {
        let answered = tokio::time::timeout(2 * self.pace.lease, asking).await;
        answered.unwrap_or_else(|_| {
            let sentence = "the database does not answer; it is asked again by itself";
            Err(DataError::Unreachable(sentence.to_owned()))
        })
    }

    fn lanes(&self) -> impl Iterator<Item = Lane> {
        let handlers = self.handlers.iter().cloned();
        handlers.map(|handler| Lane::of(self.clone(), handler))
    }

    fn is_stopping(&self) -> bool {
        self.stopping.load(Ordering::Relaxed)
    }

    /// Has PostgreSQL end a statement that takes too long, though nobody waits for it any more, and a transaction whose process
    /// is gone without a word: others wait for both.
    async fn bound(&self, work: &UnitOfWork, statement: Duration) -> Result<(), DataError> {
        if work.get_database_backend() == DbBackend::Postgres {
            let (statement, idle) = (statement.as_millis(), self.pace.lease.as_millis());
            let limits = format!(
                "SET LOCAL statement_timeout = {statement}; SET LOCAL idle_in_transaction_session_timeout = {idle}"
            );
            work.execute_unprepared(&limits).await?;
        }
        Ok(())
    }
}

/// What was done, or a line in the log: it is tried again.
fn noted<T>(done: Result<T, DataError>) -> Option<T> {
    done.inspect_err(|error| tracing::warn!(%error, "the event log cannot be worked on now"))
        .ok()
}

/// A processor at work.
#[derive(Debug)]
pub struct RunningProcessor {
    stopping: Arc<AtomicBool>,
    /// For who hands out, and for the lanes.
    wake: [watch::Sender<()>; 2],
    work: JoinSet<()>,
}

/// Wakes a processor.
#[derive(Clone, Debug)]
pub struct Bell(watch::Sender<()>);

impl Bell {
    /// Something was recorded.
    pub fn ring(&self) {
        self.0.send_replace(());
    }
}

impl RunningProcessor {
    /// What wakes it.
    pub fn bell(&self) -> Bell {
        let [handing_out, _] = &self.wake;
        Bell(handing_out.clone())
    }

    /// Lets the steps under way come to their end, gives back what was claimed beyond them, and stops.
    pub async fn stop(mut self) {
        self.stopping.store(true, Ordering::Relaxed);
        for wake in &self.wake {
            wake.send_replace(());
        }
        while let Some(ended) = self.work.join_next().await {
            // Handlers' panics are caught, so this one is a fault of the processor; it ends either way.
            if let Err(error) = ended {
                tracing::error!(%error, "the event processor broke");
            }
        }
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
