//! SQLite: whoever commits in this process rings a bell; that another process did shows in `PRAGMA data_version`. What
//! was committed is read from the log, which has one writer and so grows in the order of the commits.

use std::convert::Infallible;
use std::time::Duration;

use contracts::Event;
use sea_orm::sqlx::SqlitePool;
use sea_orm::sqlx::sqlite::SqlitePoolOptions;
use sea_orm::{ConnectionTrait, DatabaseConnection, DbErr, SqlxSqliteConnector, Statement};

use super::Told;
use crate::event_log::document;
use crate::{DataError, Database};

/// How often another process's commits are looked for.
const LOOK_EVERY: Duration = Duration::from_millis(400);
/// How many events are told one by one.
const TOLD_MAX: u32 = 1_000;

pub(super) async fn watch(
    database: &Database,
    tell: &(impl Fn(Told) + Send + Sync),
) -> Result<Infallible, DataError> {
    // `data_version` is a connection's own view: it takes one that is asked nothing else.
    let watcher = own_connection(database.read().get_sqlite_connection_pool());
    let mut bell = database.bell();
    let mut version = number(&watcher, "PRAGMA data_version").await?;
    let mut seen = number(&watcher, "SELECT COALESCE(MAX(seq), 0) FROM ap_activities").await?;
    tell(Told::Missed);
    loop {
        tokio::select! {
            // The database holds the other end: it cannot be closed.
            _ = bell.changed() => {}
            () = tokio::time::sleep(LOOK_EVERY) => {
                let now = number(&watcher, "PRAGMA data_version").await?;
                if now == version {
                    continue;
                }
                version = now;
            }
        }
        seen = tell_since(&watcher, seen, tell).await?;
    }
}

fn own_connection(pool: &SqlitePool) -> DatabaseConnection {
    let options = SqlitePoolOptions::new()
        .max_connections(1)
        .idle_timeout(None)
        .max_lifetime(None);
    SqlxSqliteConnector::from_sqlx_sqlite_pool(
        options.connect_lazy_with((*pool.connect_options()).clone()),
    )
}

async fn number(on: &DatabaseConnection, sql: &str) -> Result<i64, DataError> {
    let statement = Statement::from_string(on.get_database_backend(), sql);
    let row = on.query_one_raw(statement).await?;
    let row = row.ok_or_else(|| DbErr::RecordNotFound(sql.to_owned()))?;
    Ok(row.try_get_by_index(0)?)
}

async fn tell_since(
    watcher: &DatabaseConnection,
    seen: i64,
    tell: &(impl Fn(Told) + Send + Sync),
) -> Result<i64, DataError> {
    let sql = "SELECT seq, document FROM ap_activities WHERE seq > $1 ORDER BY seq LIMIT $2";
    let statement = Statement::from_sql_and_values(
        watcher.get_database_backend(),
        sql,
        [seen.into(), (TOLD_MAX + 1).into()],
    );
    let rows = watcher.query_all_raw(statement).await?;
    if rows.len() > TOLD_MAX as usize {
        let newest = number(watcher, "SELECT COALESCE(MAX(seq), 0) FROM ap_activities").await?;
        tell(Told::Missed);
        return Ok(newest);
    }
    let mut newest = seen;
    for row in rows {
        newest = row.try_get("", "seq")?;
        let document: String = row.try_get("", "document")?;
        let event: Result<Event, String> = document::event(&document);
        tell(event.map_or(Told::Missed, Told::Event));
    }
    Ok(newest)
}
