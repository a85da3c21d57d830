//! `rose-ash migrate`, and waiting for a database that is still starting.

use std::time::Duration;

use data::{Config, Database, DatabaseAddress};

use crate::failure::Failure;

/// How long a database may take to start.
const WAIT_SECONDS_MAX: u32 = 60;

/// `rose-ash migrate`.
pub(crate) async fn migrate(config: &Config) -> Result<(), Failure> {
    let db = reachable(config).await?;
    db.migrate().await?;
    eprintln!("rose-ash: the schema of {} is up to date", config.database);
    Ok(db.close().await?)
}

/// Opens the database and waits, with progress, until it answers.
pub(crate) async fn reachable(config: &Config) -> Result<Database, Failure> {
    let db = Database::open(&config.database).await?;
    for second in 0..=WAIT_SECONDS_MAX {
        match db.ping().await {
            Ok(()) => return Ok(db),
            Err(error)
                if second == WAIT_SECONDS_MAX
                    || matches!(config.database, DatabaseAddress::Sqlite(_)) =>
            {
                return Err(Failure::run(format!(
                    "{} did not answer within {WAIT_SECONDS_MAX} s: {error}",
                    config.database
                )));
            }
            Err(_) => {
                if second % 5 == 0 {
                    eprintln!(
                        "rose-ash: waiting for {} ({second} of {WAIT_SECONDS_MAX} s)",
                        config.database
                    );
                }
                tokio::time::sleep(Duration::from_secs(1)).await;
            }
        }
    }
    unreachable!("the last second returns")
}
