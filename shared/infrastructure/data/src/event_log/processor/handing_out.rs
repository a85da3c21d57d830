//! From an activity to one step for each handler that wants it.

use contracts::Instant;
use models::activity::{StepState, activity, step};
use sea_orm::sea_query::{Expr, OnConflict};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, ConnectionTrait, DbBackend, EntityTrait, FromQueryResult,
    QueryFilter, Statement,
};
use uuid::Uuid;

use super::EventProcessor;
use crate::event_log::document;
use crate::{DataError, UnitOfWork};

/// How many activities are handed out in one transaction.
const ACTIVITIES_MAX: u32 = 500;
/// How many rows one statement inserts: nine values each, SQLite takes 32,766.
const ROWS_MAX: usize = 1_000;
/// One process hands out at a time, so that steps appear in the order of their activities: “activity” in ASCII.
const HANDING_OUT_LOCK: i64 = 0x6163_7469_7669_7479;

const NEW: &str = "SELECT seq, object_kind, object_id, document FROM ap_activities
    WHERE NOT handed_out ORDER BY seq LIMIT $1";

#[derive(FromQueryResult)]
struct New {
    seq: i64,
    object_kind: String,
    object_id: Uuid,
    document: String,
}

impl EventProcessor {
    /// Hands out some of what is new; answers how many activities.
    pub(super) async fn hand_out(&self) -> Result<u64, DataError> {
        // A look first: SQLite has one writer, and idle processes leave it alone.
        if new(self.database.read(), 1).await?.is_empty() {
            return Ok(0);
        }
        let work = self.database.begin().await?;
        self.bound(&work, self.pace.lease).await?;
        if work.get_database_backend() == DbBackend::Postgres {
            let lock = format!("SELECT pg_advisory_xact_lock({HANDING_OUT_LOCK})");
            work.execute_unprepared(&lock).await?;
        }
        let found = new(&work, ACTIVITIES_MAX).await?;
        let now = self.clock.now();
        let steps: Vec<step::ActiveModel> = found
            .iter()
            .flat_map(|activity| self.steps(activity, now))
            .collect();
        for rows in steps.chunks(ROWS_MAX) {
            let once = OnConflict::columns([step::Column::Activity, step::Column::Handler])
                .do_nothing()
                .to_owned();
            step::Entity::insert_many(rows.to_vec())
                .on_conflict(once)
                .exec_without_returning(&work)
                .await?;
        }
        mark(&work, &found).await?;
        work.commit().await?;
        Ok(found.len() as u64)
    }

    fn steps(&self, new: &New, now: Instant) -> impl Iterator<Item = step::ActiveModel> {
        let event = document::event(&new.document);
        // What this version does not know is everybody's: it fails until a newer version takes it, or staff see it.
        let wanting = self
            .handlers
            .iter()
            .filter(move |handler| event.as_ref().map_or(true, |event| handler.wants(event)));
        wanting.map(move |handler| {
            let row = step::Model {
                activity: new.seq,
                handler: handler.name().to_owned(),
                object_kind: new.object_kind.clone(),
                object_id: new.object_id,
                state: StepState::Waiting,
                attempts: 0,
                due_at: now,
                tried_at: None,
                error: None,
            };
            step::ActiveModel::from(row).reset_all()
        })
    }
}

async fn new(on: &impl ConnectionTrait, most: u32) -> Result<Vec<New>, DataError> {
    let asked =
        Statement::from_sql_and_values(on.get_database_backend(), NEW, [i64::from(most).into()]);
    Ok(New::find_by_statement(asked).all(on).await?)
}

async fn mark(work: &UnitOfWork, found: &[New]) -> Result<(), DataError> {
    activity::Entity::update_many()
        .col_expr(activity::Column::HandedOut, Expr::value(true))
        .filter(activity::Column::Seq.is_in(found.iter().map(|new| new.seq)))
        .exec(work)
        .await?;
    Ok(())
}
