//! Writing an event into the log.

use contracts::id::ActivityId;
use contracts::{Event, IdSource, Instant};
use sea_orm::{ActiveEnum, ConnectionTrait, DbBackend, Statement};

use super::document;
use super::following::CHANNEL;
use crate::{DataError, UnitOfWork};

const COLUMNS: &str = "INSERT INTO ap_activities
    (id, event, type, actor, object_kind, object_id, visibility, document, created_at)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)";

/// Writes an event into the log, in the transaction of its cause. When that is committed, the handlers answer it and every
/// process is told; when it is not, nothing happened.
///
/// The order of an object's activities is that in which they are recorded, so the cause is written first: its row keeps
/// others out until the commit.
///
/// # Errors
/// When the database fails; the unit of work is then spoiled.
pub async fn record(
    work: &UnitOfWork,
    now: Instant,
    ids: &dyn IdSource,
    event: &Event,
) -> Result<ActivityId, DataError> {
    let id = ActivityId::new(ids);
    let object = event.object();
    let mut values = vec![
        id.0.into(),
        event.name().into(),
        event.verb().as_str().into(),
        event.actor().as_str().into(),
        object.kind.into(),
        object.id.into(),
        event.audience().to_value().into(),
        document::written(id, now, event)?.into(),
        now.micros().into(),
    ];
    match work.get_database_backend() {
        DbBackend::Postgres => {
            let payload = serde_json::to_string(event)
                .map_err(|error| DataError::Damaged(format!("an event cannot be told: {error}")))?;
            values.push(payload.into());
            let sql = format!(
                "WITH written AS ({COLUMNS} RETURNING seq) SELECT pg_notify('{CHANNEL}', $10) FROM written"
            );
            let statement = Statement::from_sql_and_values(DbBackend::Postgres, sql, values);
            work.query_all_raw(statement).await?;
        }
        backend => {
            work.execute_raw(Statement::from_sql_and_values(backend, COLUMNS, values))
                .await?;
        }
    }
    work.ring_when_kept();
    Ok(id)
}
