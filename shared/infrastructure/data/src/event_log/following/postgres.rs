//! PostgreSQL: NOTIFY is part of the transaction that records, and carries the event.

use std::convert::Infallible;
use std::time::Duration;

use sea_orm::DbErr;
use sea_orm::sqlx::postgres::{PgListener, PgPoolOptions};
use sea_orm::sqlx::{Error, Executor};

use super::{CHANNEL, Told};
use crate::{DataError, Database};

/// After so long a silence the connection is asked whether it is still there.
const SILENCE: Duration = Duration::from_secs(10);
/// How long it may take to answer, and a new one to come.
const ANSWER_WITHIN: Duration = Duration::from_secs(5);

pub(super) async fn listen(
    database: &Database,
    tell: &(impl Fn(Told) + Send + Sync),
) -> Result<Infallible, DataError> {
    let mut listener = within(connected(database)).await?;
    tell(Told::Missed);
    loop {
        match tokio::time::timeout(SILENCE, listener.try_recv()).await {
            Ok(Ok(Some(told))) => {
                let event = serde_json::from_str(told.payload());
                tell(event.map_or(Told::Missed, Told::Event));
            }
            // What was said while the connection was gone is lost; the caller says so and begins again.
            Ok(Ok(None)) => return Err(DataError::Unreachable("the connection broke".to_owned())),
            Ok(Err(error)) => return Err(fault(error)),
            Err(_silent) => {
                within(async { listener.execute("SELECT 1").await.map(drop) }).await?;
            }
        }
    }
}

/// A connection of its own: those of the pool are for visitors.
async fn connected(database: &Database) -> Result<PgListener, Error> {
    let options = database
        .read()
        .get_postgres_connection_pool()
        .connect_options();
    let pool = PgPoolOptions::new()
        .max_connections(1)
        .idle_timeout(None)
        .max_lifetime(None)
        .connect_lazy_with((*options).clone());
    let mut listener = PgListener::connect_with(&pool).await?;
    listener.listen(CHANNEL).await?;
    Ok(listener)
}

async fn within<T>(asking: impl Future<Output = Result<T, Error>>) -> Result<T, DataError> {
    match tokio::time::timeout(ANSWER_WITHIN, asking).await {
        Ok(answered) => answered.map_err(fault),
        Err(_) => Err(DataError::Unreachable(
            "the database does not answer".to_owned(),
        )),
    }
}

fn fault(error: Error) -> DataError {
    DataError::Database(DbErr::Conn(sea_orm::RuntimeErr::SqlxError(error.into())))
}
