//! One handler's lane: its steps are claimed and run here, one after the other, and nobody else's wait for them.

use std::sync::Arc;

use sea_orm::DbBackend;
use tokio::sync::watch;

use super::claiming::Claimed;
use super::{EventProcessor, Run, noted};
use crate::DataError;
use crate::event_log::Handler;

/// How many times as long as a step that took too long its handler is left alone on SQLite: nobody wrote meanwhile.
const RESTS: u32 = 4;

/// Has one handler do its steps.
pub(super) struct Lane {
    pub(super) processor: EventProcessor,
    pub(super) handler: Arc<dyn Handler>,
    /// Steps that were claimed and not begun, to be given back when the database takes them.
    pub(super) owed: Vec<Claimed>,
    rests_until: Option<tokio::time::Instant>,
}

impl Lane {
    pub(super) fn of(processor: EventProcessor, handler: Arc<dyn Handler>) -> Self {
        Self {
            processor,
            handler,
            owed: Vec::new(),
            rests_until: None,
        }
    }

    /// Works until the processor is stopped.
    pub(super) async fn work(mut self, mut handed_out: watch::Receiver<()>) {
        while !self.processor.is_stopping() {
            let _ = noted(self.run_due().await);
            let look_every = self.processor.pace.look_every;
            let _ = tokio::time::timeout(look_every, handed_out.changed()).await;
        }
    }

    /// Runs what is due of this handler.
    pub(super) async fn run_due(&mut self) -> Result<Run, DataError> {
        let mut all = Run::default();
        while !self.processor.is_stopping() && !self.rests() {
            let mut run = Run::default();
            let processor = self.processor.clone();
            let done = processor.in_time(self.round(&mut run)).await;
            // What the database did not take now, it may take the next time.
            let given_back = processor.in_time(self.give_back()).await;
            done.and(given_back)?;
            if run == Run::default() {
                break;
            }
            all += run;
        }
        Ok(all)
    }

    async fn round(&mut self, run: &mut Run) -> Result<(), DataError> {
        // Before the claim: what is owed is then ours again at once.
        self.give_back().await?;
        let claim = self.claim(run).await?;
        self.run(claim, run).await
    }

    /// Leaves the handler alone for a while, where it kept others waiting.
    pub(super) fn rest(&mut self) {
        if self.processor.database.backend() != DbBackend::Postgres {
            let rest = self.processor.pace.step * RESTS;
            self.rests_until = Some(tokio::time::Instant::now() + rest);
        }
    }

    fn rests(&self) -> bool {
        self.rests_until
            .is_some_and(|until| tokio::time::Instant::now() < until)
    }
}
