//! Running claimed steps. As long as all goes well many share a transaction; when one fails, that transaction never was,
//! and the others are run alone, so that none has to pay for another.

use std::any::Any;
use std::panic::AssertUnwindSafe;

use futures_util::FutureExt;
use models::activity::{StepState, step};
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, UpdateMany, Value};
use tokio::time::Instant;
use tracing::Instrument;

use super::Run;
use super::claiming::{Claim, Claimed};
use super::lane::Lane;
use crate::metrics::{HandledOutcome, METRICS};
use crate::{DataError, UnitOfWork};

/// How much of a handler's complaint is kept.
const ERROR_CHARS_MAX: usize = 2_000;

/// How an attempt went, before its transaction is committed.
enum Attempt {
    Done,
    /// The claim ran out and somebody else has the step.
    Lost,
    Failed(Failure),
}

struct Failure {
    error: String,
    took_too_long: bool,
}

/// How a shared transaction went.
enum Shared {
    /// So many steps were run and are kept.
    Kept(usize),
    /// Nothing is kept: the step at this place failed.
    Undone(usize, Failure),
    /// Nothing is kept, and nobody knows whose fault it is.
    Refused,
}

impl Lane {
    /// Runs the steps of a claim. What there is no time for is owed to others.
    pub(super) async fn run(&mut self, claim: Claim, run: &mut Run) -> Result<(), DataError> {
        let Claim { mut steps, since } = claim;
        let done = self.run_steps(&mut steps, since, run).await;
        self.owed.append(&mut steps);
        done
    }

    /// Takes the steps that it is through with out of the list.
    async fn run_steps(
        &mut self,
        steps: &mut Vec<Claimed>,
        since: Instant,
        run: &mut Run,
    ) -> Result<(), DataError> {
        let mut together = true;
        while !steps.is_empty() && self.may_go_on(since) {
            let most = if together { steps.len() } else { 1 };
            match self.run_together(&steps[..most], since, run).await? {
                Shared::Kept(count) => drop(steps.drain(..count)),
                Shared::Undone(at, failure) => {
                    self.fail(&steps.remove(at), &failure.error, run).await?;
                    if failure.took_too_long {
                        self.rest();
                        break;
                    }
                    together = false;
                }
                // Each alone: then the database refuses the one whose fault it is, or none.
                Shared::Refused => together = false,
            }
        }
        Ok(())
    }

    /// Runs steps in one transaction until it has been open for long enough.
    async fn run_together(
        &self,
        steps: &[Claimed],
        since: Instant,
        run: &mut Run,
    ) -> Result<Shared, DataError> {
        let begun_at = Instant::now();
        let work = self.processor.database.begin().await?;
        self.processor
            .bound(&work, self.processor.pace.step)
            .await?;
        let (mut count, mut done) = (0, 0);
        for step in steps {
            let is_over =
                begun_at.elapsed() > self.processor.pace.together || !self.may_go_on(since);
            if count > 0 && is_over {
                break;
            }
            match self.attempt(&work, step).await? {
                Attempt::Done => done += 1,
                Attempt::Lost => {}
                Attempt::Failed(failure) => {
                    // Where the connection broke there is nothing to undo.
                    let _ = work.roll_back().await;
                    return Ok(Shared::Undone(count, failure));
                }
            }
            count += 1;
        }
        match work.commit().await {
            Ok(()) => {
                run.done += done;
                METRICS.handled(self.handler.name(), HandledOutcome::Done, done);
                Ok(Shared::Kept(count))
            }
            // Alone, it is this step that the database refuses.
            Err(error) if steps.len() == 1 => Ok(Shared::Undone(0, error.to_string().into())),
            Err(error) => {
                tracing::warn!(%error, "steps that shared a transaction are run each alone");
                Ok(Shared::Refused)
            }
        }
    }

    /// Marks the step and has the handler do it. The mark comes first: its row keeps others out until the end.
    async fn attempt(&self, work: &UnitOfWork, step: &Claimed) -> Result<Attempt, DataError> {
        if self
            .change(step, StepState::Done)
            .exec(work)
            .await?
            .rows_affected
            != 1
        {
            return Ok(Attempt::Lost);
        }
        let activity = match &step.activity {
            Ok(activity) => activity,
            Err(error) => return Ok(Attempt::Failed(error.clone().into())),
        };
        let span = tracing::trace_span!(
            target: "span",
            "handle",
            handler = self.handler.name(),
            event = activity.event.name(),
            activity = %activity.id,
        );
        let handling = self.handler.handle(work, activity).instrument(span);
        let handling = AssertUnwindSafe(handling).catch_unwind();
        let limit = self.processor.pace.step;
        let Ok(handled) = tokio::time::timeout(limit, handling).await else {
            return Ok(Attempt::Failed(Failure {
                error: format!("it was not done within {} s", limit.as_secs_f64()),
                took_too_long: true,
            }));
        };
        let failed = match handled {
            Err(panic) => Some(format!("it panicked: {}", words(&*panic))),
            Ok(Err(error)) => Some(error.to_string()),
            // It may have overlooked that a statement failed.
            Ok(Ok(())) => work.failure().map(str::to_owned),
        };
        Ok(failed.map_or(Attempt::Done, |error| Attempt::Failed(error.into())))
    }

    /// Writes down that an attempt failed: to be tried again, or given up.
    pub(super) async fn fail(
        &self,
        step: &Claimed,
        error: &str,
        run: &mut Run,
    ) -> Result<(), DataError> {
        let (handler, pace) = (self.handler.name(), &self.processor.pace);
        let is_last = u32::try_from(step.attempt).unwrap_or_default() >= pace.attempts_max;
        let state = if is_last {
            tracing::error!(handler, activity = step.seq, error, "a step is given up");
            StepState::Dead
        } else {
            tracing::warn!(
                handler,
                activity = step.seq,
                step.attempt,
                error,
                "a step failed"
            );
            StepState::Waiting
        };
        let error: String = error
            .chars()
            .filter(|char| *char != '\0')
            .take(ERROR_CHARS_MAX)
            .collect();
        let next = pace.next_try(self.processor.clock.now(), step.attempt);
        let work = self.processor.database.begin().await?;
        self.change(step, state)
            .col_expr(step::Column::Error, Expr::value(error))
            .col_expr(step::Column::DueAt, Expr::value(next))
            .exec(&work)
            .await?;
        work.commit().await?;
        let outcome = if is_last {
            HandledOutcome::Dead
        } else {
            HandledOutcome::Failed
        };
        METRICS.handled(handler, outcome, 1);
        run.failed += 1;
        run.dead += u64::from(is_last);
        Ok(())
    }

    /// Gives back what is owed: steps that were claimed and not begun.
    pub(super) async fn give_back(&mut self) -> Result<(), DataError> {
        if self.owed.is_empty() {
            return Ok(());
        }
        let now = self.processor.clock.now();
        let work = self.processor.database.begin().await?;
        for step in &self.owed {
            self.change(step, StepState::Waiting)
                .col_expr(step::Column::Attempts, Expr::value(step.attempt - 1))
                .col_expr(step::Column::DueAt, Expr::value(now))
                .exec(&work)
                .await?;
        }
        work.commit().await?;
        self.owed.clear();
        Ok(())
    }

    /// Whether there is time for one more step: nobody wants us to stop, and the claim will hold.
    fn may_go_on(&self, since: Instant) -> bool {
        let pace = &self.processor.pace;
        !self.processor.is_stopping() && since.elapsed() + pace.step <= pace.lease
    }

    /// A change of a step that is still ours.
    fn change(&self, claimed: &Claimed, state: StepState) -> UpdateMany<step::Entity> {
        let state: Value = state.into();
        step::Entity::update_many()
            .col_expr(step::Column::State, Expr::value(state))
            .filter(step::Column::Activity.eq(claimed.seq))
            .filter(step::Column::Handler.eq(self.handler.name()))
            .filter(step::Column::State.eq(StepState::Waiting))
            .filter(step::Column::Attempts.eq(claimed.attempt))
    }
}

impl From<String> for Failure {
    fn from(error: String) -> Self {
        Self {
            error,
            took_too_long: false,
        }
    }
}

/// What a panic said.
fn words(panic: &(dyn Any + Send)) -> &str {
    let text = panic.downcast_ref::<String>().map(String::as_str);
    text.or_else(|| panic.downcast_ref::<&str>().copied())
        .unwrap_or("without a word")
}
