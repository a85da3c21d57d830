//! Claiming steps that are due: whoever claims one puts off its due time by the lease, and knows it by the number of the
//! attempt. Done in time, it is done; if not, it is due again, and the latecomer's number is wrong.

use std::collections::HashMap;
use std::sync::Arc;

use contracts::id::ActivityId;
use contracts::{Activity, Instant};
use models::activity::activity;
use sea_orm::{
    ColumnTrait, ConnectionTrait, DbBackend, EntityTrait, FromQueryResult, QueryFilter, Statement,
    Value,
};

use super::{EventProcessor, Run, later};
use crate::event_log::{Handler, document};
use crate::{DataError, UnitOfWork};

/// What a step says that was begun and heard of no more.
const LOST: &str = "it took too long, or the program ended while it was under way";

/// A step to be run.
pub(super) struct Claimed {
    pub(super) seq: i64,
    pub(super) handler: Arc<dyn Handler>,
    pub(super) attempt: i32,
    /// The activity, or why it cannot be read.
    pub(super) activity: Result<Activity, String>,
}

/// Steps that are ours for a while, in the order of their activities.
pub(super) struct Claim {
    pub(super) steps: Vec<Claimed>,
    pub(super) since: tokio::time::Instant,
}

#[derive(FromQueryResult)]
struct Begun {
    seq: i64,
    handler: String,
    attempt: i32,
}

impl EventProcessor {
    /// Claims a batch of due steps: of each object and handler only the earliest that waits.
    pub(super) async fn claim(&self, run: &mut Run) -> Result<Claim, DataError> {
        let since = tokio::time::Instant::now();
        let now = self.clock.now();
        let nothing = Claim {
            steps: Vec::new(),
            since,
        };
        if self.handlers.is_empty() || !self.is_any_due(now).await? {
            return Ok(nothing);
        }
        let work = self.database.begin().await?;
        let mut begun = self.begin_steps(&work, now).await?;
        begun.sort_by_key(|step| step.seq);
        let mut steps = Vec::with_capacity(begun.len());
        let activities = activities(&work, &begun).await?;
        for Begun {
            seq,
            handler,
            attempt,
        } in begun
        {
            let handler = self.handlers.iter().find(|known| known.name() == handler);
            let (Some(handler), Some(activity)) = (handler, activities.get(&seq)) else {
                continue;
            };
            steps.push(Claimed {
                seq,
                handler: handler.clone(),
                attempt,
                activity: activity.clone(),
            });
        }
        work.commit().await?;
        let (steps, worn_out): (Vec<_>, Vec<_>) = steps
            .into_iter()
            .partition(|step| !self.is_beyond(step.attempt));
        for step in &worn_out {
            self.fail(step, LOST, run).await?;
        }
        Ok(Claim { steps, since })
    }

    /// Whether an attempt is one more than there may be: those before it were never heard of again.
    fn is_beyond(&self, attempt: i32) -> bool {
        u32::try_from(attempt).unwrap_or_default() > self.pace.attempts_max
    }

    async fn is_any_due(&self, now: Instant) -> Result<bool, DataError> {
        let sql = "SELECT 1 FROM activity_steps WHERE state = 'waiting' AND due_at <= $1 LIMIT 1";
        let asked =
            Statement::from_sql_and_values(self.database.backend(), sql, [now.micros().into()]);
        Ok(self.database.read().query_one_raw(asked).await?.is_some())
    }

    /// The first that waits of an object is asked for as a number: of `NOT EXISTS` PostgreSQL makes a join, and as long as it
    /// knows nothing of the table one that compares all waiting steps with each other.
    async fn begin_steps(&self, work: &UnitOfWork, now: Instant) -> Result<Vec<Begun>, DataError> {
        let (skip, backend) = match work.get_database_backend() {
            DbBackend::Postgres => ("FOR UPDATE OF step SKIP LOCKED", DbBackend::Postgres),
            // One writer: nobody else claims meanwhile.
            backend => ("", backend),
        };
        let names: Vec<String> = (0..self.handlers.len())
            .map(|at| format!("${}", at + 5))
            .collect();
        let names = names.join(", ");
        let sql = format!(
            "WITH due AS MATERIALIZED (
                SELECT step.activity AS seq, step.handler AS handler FROM activity_steps AS step
                WHERE step.state = 'waiting' AND step.due_at <= $1 AND step.handler IN ({names})
                AND step.activity = (
                    SELECT MIN(front.activity) FROM activity_steps AS front
                    WHERE front.state = 'waiting' AND front.handler = step.handler
                    AND front.object_kind = step.object_kind AND front.object_id = step.object_id
                )
                ORDER BY step.due_at, step.activity LIMIT $2 {skip}
            )
            UPDATE activity_steps SET attempts = activity_steps.attempts + 1, due_at = $3, tried_at = $1,
                error = CASE WHEN activity_steps.attempts > 0 THEN COALESCE(activity_steps.error, $4) END
            FROM due WHERE activity_steps.activity = due.seq AND activity_steps.handler = due.handler
            RETURNING activity_steps.activity AS seq, activity_steps.handler AS handler,
                activity_steps.attempts AS attempt"
        );
        let mut values: Vec<Value> = vec![
            now.micros().into(),
            i64::from(self.pace.batch).into(),
            later(now, self.pace.lease).micros().into(),
            LOST.into(),
        ];
        values.extend(self.handlers.iter().map(|handler| handler.name().into()));
        let asked = Statement::from_sql_and_values(backend, sql, values);
        Ok(Begun::find_by_statement(asked).all(work).await?)
    }
}

async fn activities(
    work: &UnitOfWork,
    begun: &[Begun],
) -> Result<HashMap<i64, Result<Activity, String>>, DataError> {
    let rows = activity::Entity::find()
        .filter(activity::Column::Seq.is_in(begun.iter().map(|step| step.seq)))
        .all(work)
        .await?;
    let read = rows.into_iter().map(|row| {
        let (id, at): (ActivityId, Instant) = (row.id, row.created_at);
        let event = document::event(&row.document);
        (row.seq, event.map(|event| Activity { id, at, event }))
    });
    Ok(read.collect())
}
