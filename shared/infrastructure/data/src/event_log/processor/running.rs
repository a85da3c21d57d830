//! Running claimed steps. As long as all goes well many share a transaction; when one fails, that transaction never was,
//! and the others are run alone, so that none has to pay for another.

use std::any::Any;
use std::panic::AssertUnwindSafe;
use std::sync::atomic::Ordering;

use futures_util::FutureExt;
use models::activity::{StepState, step};
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, UpdateMany, Value};
use tracing::Instrument;

use super::claiming::{Claim, Claimed};
use super::{EventProcessor, Run};
use crate::metrics::{HandledOutcome, METRICS};
use crate::{DataError, UnitOfWork};

/// How much of a handler's complaint is kept.
const ERROR_CHARS_MAX: usize = 2_000;

/// How an attempt went, before its transaction is committed.
enum Attempt {
    Done,
    /// The claim ran out and somebody else has the step.
    Lost,
    Failed(String),
}

/// How a shared transaction went.
enum Shared {
    /// So many steps were run and are kept.
    Kept(usize),
    /// Nothing is kept: the step at this place failed.
    Undone(usize, String),
}

impl EventProcessor {
    /// Runs the steps of a claim, or gives back what there is no time for.
    pub(super) async fn run(&self, claim: &Claim, run: &mut Run) -> Result<(), DataError> {
        let mut rest = claim.steps.as_slice();
        while !rest.is_empty() && self.may_go_on(claim) {
            match self.run_together(claim, rest, run).await? {
                Shared::Kept(count) => rest = &rest[count..],
                Shared::Undone(at, error) => {
                    self.fail(&rest[at], &error, run).await?;
                    return self.run_each_alone(claim, rest, at, run).await;
                }
            }
        }
        self.give_back(rest).await
    }

    async fn run_each_alone(
        &self,
        claim: &Claim,
        steps: &[Claimed],
        failed: usize,
        run: &mut Run,
    ) -> Result<(), DataError> {
        for (at, step) in steps.iter().enumerate().filter(|(at, _)| *at != failed) {
            if !self.may_go_on(claim) {
                let left = steps[at..].iter().enumerate();
                for (_, step) in left.filter(|(after, _)| at + after != failed) {
                    self.give_back(std::slice::from_ref(step)).await?;
                }
                break;
            }
            if let Shared::Undone(_, error) = self
                .run_together(claim, std::slice::from_ref(step), run)
                .await?
            {
                self.fail(step, &error, run).await?;
            }
        }
        Ok(())
    }

    /// Runs steps in one transaction until it has been open for long enough.
    async fn run_together(
        &self,
        claim: &Claim,
        steps: &[Claimed],
        run: &mut Run,
    ) -> Result<Shared, DataError> {
        let begun_at = tokio::time::Instant::now();
        let work = self.database.begin().await?;
        let (mut count, mut done) = (0, Vec::new());
        for step in steps {
            let is_over = begun_at.elapsed() > self.pace.together || !self.may_go_on(claim);
            if count > 0 && is_over {
                break;
            }
            match self.attempt(&work, step).await? {
                Attempt::Done => done.push(step.handler.name()),
                Attempt::Lost => {}
                Attempt::Failed(error) => {
                    work.roll_back().await?;
                    return Ok(Shared::Undone(count, error));
                }
            }
            count += 1;
        }
        match work.commit().await {
            Ok(()) => {
                run.done += done.len() as u64;
                for handler in done {
                    METRICS.handled(handler, HandledOutcome::Done);
                }
                Ok(Shared::Kept(count))
            }
            // Alone, it is this step that the database refuses.
            Err(error) if steps.len() == 1 => Ok(Shared::Undone(0, error.to_string())),
            Err(error) => Err(error),
        }
    }

    /// Marks the step and has the handler do it. The mark comes first: its row keeps others out until the end.
    async fn attempt(&self, work: &UnitOfWork, step: &Claimed) -> Result<Attempt, DataError> {
        if change(step, StepState::Done)
            .exec(work)
            .await?
            .rows_affected
            != 1
        {
            return Ok(Attempt::Lost);
        }
        let activity = match &step.activity {
            Ok(activity) => activity,
            Err(error) => return Ok(Attempt::Failed(error.clone())),
        };
        let span = tracing::trace_span!(
            target: "span",
            "handle",
            handler = step.handler.name(),
            event = activity.event.name(),
            activity = %activity.id,
        );
        let handling = step.handler.handle(work, activity).instrument(span);
        let handling = AssertUnwindSafe(handling).catch_unwind();
        let handled = tokio::time::timeout(self.pace.step, handling).await;
        let failed = match handled {
            Err(_) => Some(format!(
                "it was not done within {} s",
                self.pace.step.as_secs_f64()
            )),
            Ok(Err(panic)) => Some(format!("it panicked: {}", words(&*panic))),
            Ok(Ok(Err(error))) => Some(error.to_string()),
            // It may have overlooked that a statement failed.
            Ok(Ok(Ok(()))) => work.failure().map(str::to_owned),
        };
        Ok(failed.map_or(Attempt::Done, Attempt::Failed))
    }

    /// Writes down that an attempt failed: to be tried again, or given up.
    pub(super) async fn fail(
        &self,
        step: &Claimed,
        error: &str,
        run: &mut Run,
    ) -> Result<(), DataError> {
        let handler = step.handler.name();
        let is_last = u32::try_from(step.attempt).unwrap_or_default() >= self.pace.attempts_max;
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
        let next = self.pace.next_try(self.clock.now(), step.attempt);
        let work = self.database.begin().await?;
        change(step, state)
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
        METRICS.handled(handler, outcome);
        run.failed += 1;
        run.dead += u64::from(is_last);
        Ok(())
    }

    /// Gives back steps that were claimed and not begun.
    async fn give_back(&self, steps: &[Claimed]) -> Result<(), DataError> {
        if steps.is_empty() {
            return Ok(());
        }
        let now = self.clock.now();
        let work = self.database.begin().await?;
        for step in steps {
            change(step, StepState::Waiting)
                .col_expr(step::Column::Attempts, Expr::value(step.attempt - 1))
                .col_expr(step::Column::DueAt, Expr::value(now))
                .exec(&work)
                .await?;
        }
        work.commit().await
    }

    /// Whether there is time for one more step: nobody wants us to stop, and the claim will hold.
    fn may_go_on(&self, claim: &Claim) -> bool {
        !self.stopping.load(Ordering::Relaxed)
            && claim.since.elapsed() + self.pace.step <= self.pace.lease
    }
}

/// A change of a step that is still ours.
fn change(claimed: &Claimed, state: StepState) -> UpdateMany<step::Entity> {
    let state: Value = state.into();
    step::Entity::update_many()
        .col_expr(step::Column::State, Expr::value(state))
        .filter(step::Column::Activity.eq(claimed.seq))
        .filter(step::Column::Handler.eq(claimed.handler.name()))
        .filter(step::Column::State.eq(StepState::Waiting))
        .filter(step::Column::Attempts.eq(claimed.attempt))
}

/// What a panic said.
fn words(panic: &(dyn Any + Send)) -> &str {
    let text = panic.downcast_ref::<String>().map(String::as_str);
    text.or_else(|| panic.downcast_ref::<&str>().copied())
        .unwrap_or("without a word")
}
