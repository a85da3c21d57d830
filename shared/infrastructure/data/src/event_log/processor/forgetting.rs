//! What is long over is deleted: else the log would grow for ever, and it is looked through.

use contracts::activity::Audience;
use models::activity::activity;
use sea_orm::{ActiveEnum, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, Statement};

use super::EventProcessor;
use crate::DataError;

/// How many activities are deleted in one transaction.
const ACTIVITIES_MAX: u32 = 500;

/// What everybody has answered. What may be shown to others is kept, and so is what waits or was given up.
const OVER: &str = "SELECT activity.seq FROM ap_activities AS activity
    WHERE activity.handed_out AND activity.visibility = $1 AND activity.created_at < $2
    AND NOT EXISTS (
        SELECT 1 FROM activity_steps AS step WHERE step.activity = activity.seq AND step.state <> 'done'
    )
    ORDER BY activity.created_at LIMIT $3";

impl EventProcessor {
    /// Deletes some activities that concern nobody any more, with their steps; answers how many.
    pub(super) async fn forget_some(&self) -> Result<u64, DataError> {
        let keep = i64::try_from(self.pace.keep.as_micros()).unwrap_or(i64::MAX);
        let over = self
            .over(self.clock.now().micros().saturating_sub(keep))
            .await?;
        if over.is_empty() {
            return Ok(0);
        }
        let work = self.database.begin().await?;
        let deleted = activity::Entity::delete_many()
            .filter(activity::Column::Seq.is_in(over))
            .exec(&work)
            .await?;
        work.commit().await?;
        Ok(deleted.rows_affected)
    }

    /// Looked for without the writer, which others want.
    async fn over(&self, until: i64) -> Result<Vec<i64>, DataError> {
        let read = self.database.read();
        let values = [
            Audience::Internal.to_value().into(),
            until.into(),
            i64::from(ACTIVITIES_MAX).into(),
        ];
        let asked = Statement::from_sql_and_values(read.get_database_backend(), OVER, values);
        let rows = read.query_all_raw(asked).await?;
        let seqs = rows.iter().map(|row| row.try_get_by_index(0));
        Ok(seqs.collect::<Result<_, _>>()?)
    }
}
