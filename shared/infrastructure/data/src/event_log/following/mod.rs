//! Hearing of events as they are committed, in every process.

mod postgres;
mod sqlite;

use std::convert::Infallible;
use std::time::Duration;

use contracts::Event;
use sea_orm::DbBackend;

use crate::Database;

/// The PostgreSQL channel on which a committed event is told.
pub(super) const CHANNEL: &str = "rose_ash_events";
/// How long after a failure it is tried again.
const RETRY_AFTER: Duration = Duration::from_millis(500);

/// What a follower is told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Told {
    /// This was committed.
    Event(Event),
    /// Some may have been missed: whatever is kept in memory is doubtful. Said in the beginning, and when a listening that
    /// broke goes on: while nothing can be heard nothing can be read either.
    Missed,
}

/// Tells of every event that is committed to this database from now on, by this process or another, within a second.
/// It never ends: spawn it, and abort it.
pub async fn follow(database: Database, tell: impl Fn(Told) + Send + Sync + 'static) {
    loop {
        let ended: Result<Infallible, _> = match database.backend() {
            DbBackend::Postgres => postgres::listen(&database, &tell).await,
            _ => sqlite::watch(&database, &tell).await,
        };
        let Err(error) = ended;
        tracing::warn!(%error, "events cannot be heard of now");
        tokio::time::sleep(RETRY_AFTER).await;
    }
}
