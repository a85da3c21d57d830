//! The log as staff look at it, and what they may do about it.

use std::sync::Arc;

use async_trait::async_trait;
use contracts::activity::{DeadLetter, EventLog, LogFigures};
use contracts::id::ActivityId;
use contracts::{Clock, Instant, PageNumber, Paged, ServiceError, ServiceResult};
use models::activity::{StepState, step};
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, FromQueryResult, PaginatorTrait, QueryFilter,
    Statement, Value,
};

use crate::error::from_database;
use crate::{DataError, Database};

const FIGURES: &str = "SELECT
    (SELECT COUNT(*) FROM ap_activities) AS activities,
    (SELECT COUNT(*) FROM ap_activities WHERE NOT handed_out) AS fresh,
    (SELECT COUNT(*) FROM activity_steps WHERE state = 'waiting') AS waiting,
    (SELECT COUNT(*) FROM activity_steps WHERE state = 'waiting' AND error IS NOT NULL) AS retrying,
    (SELECT COUNT(*) FROM activity_steps WHERE state = 'dead') AS dead,
    (SELECT created_at FROM ap_activities WHERE NOT handed_out ORDER BY seq LIMIT 1) AS oldest_fresh,
    (SELECT created_at FROM ap_activities WHERE seq =
        (SELECT MIN(activity) FROM activity_steps WHERE state = 'waiting')) AS oldest_waiting";

const DEAD: &str =
    "SELECT activity.id AS activity, activity.event AS event, activity.document AS document,
    activity.created_at AS at, step.handler AS handler, step.attempts AS attempts,
    COALESCE(step.tried_at, step.due_at) AS last_tried, COALESCE(step.error, '') AS error
    FROM activity_steps AS step JOIN ap_activities AS activity ON activity.seq = step.activity
    WHERE step.state = 'dead'";

const REVIVE: &str =
    "UPDATE activity_steps SET state = 'waiting', attempts = 0, due_at = $1 WHERE state = 'dead'";

/// [`EventLog`] over the database.
pub struct StaffLog {
    database: Database,
    clock: Arc<dyn Clock>,
}

#[derive(FromQueryResult)]
struct Counted {
    activities: i64,
    fresh: i64,
    waiting: i64,
    retrying: i64,
    dead: i64,
    oldest_fresh: Option<Instant>,
    oldest_waiting: Option<Instant>,
}

#[derive(FromQueryResult)]
struct Dead {
    activity: ActivityId,
    event: String,
    document: String,
    at: Instant,
    handler: String,
    attempts: i32,
    last_tried: Instant,
    error: String,
}

impl From<Dead> for DeadLetter {
    fn from(row: Dead) -> Self {
        Self {
            activity: row.activity,
            event: row.event,
            document: row.document,
            at: row.at,
            handler: row.handler,
            attempts: u32::try_from(row.attempts).unwrap_or_default(),
            last_tried: row.last_tried,
            error: row.error,
        }
    }
}

impl StaffLog {
    /// The log in this database.
    pub fn new(database: Database, clock: Arc<dyn Clock>) -> Self {
        Self { database, clock }
    }

    fn asking(&self, sql: impl Into<String>, values: impl IntoIterator<Item = Value>) -> Statement {
        Statement::from_sql_and_values(self.database.backend(), sql, values)
    }

    /// Gives dead steps their attempts back; answers how many. The processor's next look finds them.
    async fn revive(
        &self,
        which: &str,
        values: impl IntoIterator<Item = Value>,
    ) -> Result<u64, DataError> {
        let now: Value = self.clock.now().micros().into();
        let sql = format!("{REVIVE}{which}");
        let work = self.database.begin().await?;
        let revived = work
            .execute_raw(self.asking(sql, std::iter::once(now).chain(values)))
            .await?;
        work.commit().await?;
        Ok(revived.rows_affected())
    }

    async fn count_dead(&self) -> Result<u64, DataError> {
        let dead = step::Entity::find().filter(step::Column::State.eq(StepState::Dead));
        Ok(dead.count(self.database.read()).await?)
    }

    /// Whether a handler ever had to do with an activity.
    async fn is_step(&self, activity: ActivityId, handler: &str) -> Result<bool, DataError> {
        let sql = "SELECT 1 FROM activity_steps WHERE handler = $1
            AND activity = (SELECT seq FROM ap_activities WHERE id = $2)";
        let asked = self.asking(sql, [handler.into(), activity.0.into()]);
        Ok(self.database.read().query_one_raw(asked).await?.is_some())
    }
}

#[async_trait]
impl EventLog for StaffLog {
    /// An activity that was not handed out yet counts as one that waits.
    async fn figures(&self) -> ServiceResult<LogFigures> {
        let found = Counted::find_by_statement(self.asking(FIGURES, []))
            .one(self.database.read())
            .await
            .map_err(from_database)?;
        let row = found.ok_or_else(|| ServiceError::Internal("no figures".to_owned()))?;
        let number = |count: i64| u64::try_from(count).unwrap_or_default();
        Ok(LogFigures {
            activities: number(row.activities),
            waiting: number(row.waiting + row.fresh),
            retrying: number(row.retrying),
            dead: number(row.dead),
            oldest_waiting: row.oldest_waiting.into_iter().chain(row.oldest_fresh).min(),
        })
    }

    async fn dead_letters(
        &self,
        page: PageNumber,
        page_size: u32,
    ) -> ServiceResult<Paged<DeadLetter>> {
        let total = self.count_dead().await?;
        let sql = format!(
            "{DEAD} ORDER BY step.tried_at DESC, step.activity DESC, step.handler LIMIT $1 OFFSET $2"
        );
        let offset = i64::try_from(page.offset(page_size)).unwrap_or(i64::MAX);
        let asked = self.asking(sql, [i64::from(page_size).into(), offset.into()]);
        let rows = Dead::find_by_statement(asked)
            .all(self.database.read())
            .await
            .map_err(from_database)?;
        let letters = rows.into_iter().map(DeadLetter::from).collect();
        Ok(Paged::new(letters, page, total, page_size))
    }

    async fn dead_letter(&self, activity: ActivityId, handler: &str) -> ServiceResult<DeadLetter> {
        let sql = format!("{DEAD} AND activity.id = $1 AND step.handler = $2");
        let asked = self.asking(sql, [activity.0.into(), handler.into()]);
        let row = Dead::find_by_statement(asked)
            .one(self.database.read())
            .await
            .map_err(from_database)?;
        row.map(DeadLetter::from).ok_or(ServiceError::NotFound)
    }

    async fn replay(&self, activity: ActivityId, handler: &str) -> ServiceResult<()> {
        let step = " AND handler = $2 AND activity = (SELECT seq FROM ap_activities WHERE id = $3)";
        let revived = self
            .revive(step, [handler.into(), activity.0.into()])
            .await?;
        if revived == 0 && !self.is_step(activity, handler).await? {
            return Err(ServiceError::NotFound);
        }
        Ok(())
    }

    async fn replay_all(&self) -> ServiceResult<u64> {
        Ok(self.revive("", []).await?)
    }
}
