//! Claiming steps that are due: whoever claims one puts off its due time by the lease, and knows it by the number of the
//! attempt. Done in time, it is done; if not, it is due again, and the latecomer's number is wrong.

use std::collections::HashMap;

use contracts::id::ActivityId;
use contracts::{Activity, Instant};
use models::activity::activity;
use sea_orm::{
    ColumnTrait, ConnectionTrait, DbBackend, EntityTrait, FromQueryResult, QueryFilter, Statement,
};

use super::lane::Lane;
use super::{Run, later};
use crate::event_log::document;
use crate::{DataError, UnitOfWork};

/// Steps that are due and whose object has no earlier one that waits. Asked for as a number: of `NOT EXISTS` PostgreSQL makes
/// a join of all that wait while it has no statistics.
const DUE: &str = "FROM activity_steps AS step
    WHERE step.state = 'waiting' AND step.handler = $1 AND step.due_at <= $2
    AND step.activity = (
        SELECT MIN(front.activity) FROM activity_steps AS front
        WHERE front.state = 'waiting' AND front.handler = step.handler
        AND front.object_kind = step.object_kind AND front.object_id = step.object_id
    )";

/// What a step says that was begun and heard of no more.
const LOST: &str = "it took too long, or the program ended while it was under way";

/// A step to be run.
pub(super) struct Claimed {
    pub(super) seq: i64,
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
    attempt: i32,
}

impl Lane {
    /// Claims a batch of due steps: of each object only the earliest that waits.
    pub(super) async fn claim(&self, run: &mut Run) -> Result<Claim, DataError> {
        let since = tokio::time::Instant::now();
        let now = self.processor.clock.now();
        if !self.is_any_due(now).await? {
            let steps = Vec::new();
            return Ok(Claim { steps, since });
        }
        let work = self.processor.database.begin().await?;
        let mut begun = self.begin_steps(&work, now).await?;
        begun.sort_by_key(|step| step.seq);
        let activities = activities(&work, &begun).await?;
        work.commit().await?;
        let claimed = begun.into_iter().filter_map(|Begun { seq, attempt }| {
            let activity = activities.get(&seq)?.clone();
            Some(Claimed {
                seq,
                attempt,
                activity,
            })
        });
        let (steps, worn_out): (Vec<_>, Vec<_>) =
            claimed.partition(|step| !self.is_beyond(step.attempt));
        for step in &worn_out {
            self.fail(step, LOST, run).await?;
        }
        Ok(Claim { steps, since })
    }

    /// Whether an attempt is one more than there may be: those before it were never heard of again.
    fn is_beyond(&self, attempt: i32) -> bool {
        u32::try_from(attempt).unwrap_or_default() > self.processor.pace.attempts_max
    }

    /// A look first: SQLite has one writer, and who has nothing to do leaves it alone.
    async fn is_any_due(&self, now: Instant) -> Result<bool, DataError> {
        let read = self.processor.database.read();
        let sql = format!("SELECT 1 {DUE} LIMIT 1");
        let values = [self.handler.name().into(), now.micros().into()];
        let asked = Statement::from_sql_and_values(read.get_database_backend(), sql, values);
        Ok(read.query_one_raw(asked).await?.is_some())
    }

    async fn begin_steps(&self, work: &UnitOfWork, now: Instant) -> Result<Vec<Begun>, DataError> {
        let (skip, backend) = match work.get_database_backend() {
            DbBackend::Postgres => ("FOR UPDATE OF step SKIP LOCKED", DbBackend::Postgres),
            // One writer: nobody else claims meanwhile.
            backend => ("", backend),
        };
        let sql = format!(
            "WITH due AS MATERIALIZED (
                SELECT step.activity AS seq {DUE} ORDER BY step.due_at, step.activity LIMIT $3 {skip}
            )
            UPDATE activity_steps SET attempts = activity_steps.attempts + 1, due_at = $4, tried_at = $2,
                error = CASE WHEN activity_steps.attempts > 0 THEN COALESCE(activity_steps.error, $5) END
            FROM due WHERE activity_steps.activity = due.seq AND activity_steps.handler = $1
            RETURNING activity_steps.activity AS seq, activity_steps.attempts AS attempt"
        );
        let pace = &self.processor.pace;
        let values = [
            self.handler.name().into(),
            now.micros().into(),
            i64::from(pace.batch).into(),
            later(now, pace.lease).micros().into(),
            LOST.into(),
        ];
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
