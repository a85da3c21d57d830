//! `rose-ash migrate`, and waiting for a database that is still starting.

use std::time::Duration;

use data::{Config, Database, DatabaseAddress};
use tokio::time::Instant;

use crate::failure::Failure;

/// How long a database may take to start.
const WAIT_MAX: Duration = Duration::from_secs(60);
/// How often it is asked meanwhile.
const ASK_EVERY: Duration = Duration::from_secs(1);
/// How often it is said that we wait, and for what.
const SAY_EVERY: Duration = Duration::from_secs(5);

/// `rose-ash migrate`.
pub(crate) async fn migrate(config: &Config) -> Result<(), Failure> {
    let db = reachable(config).await?;
    db.migrate().await?;
    eprintln!("rose-ash: the schema of {} is up to date", config.database);
    Ok(db.close().await?)
}

/// Opens the database and waits, with progress, until it answers. What does not pass by itself is not waited for.
pub(crate) async fn reachable(config: &Config) -> Result<Database, Failure> {
    let db = Database::open(&config.database).await?;
    let is_server = matches!(config.database, DatabaseAddress::Postgres(_));
    let (begun_at, mut said_at) = (Instant::now(), None);
    loop {
        // Asking takes a while, too, where nobody answers.
        let asked = tokio::time::timeout_at(begun_at + WAIT_MAX, db.ping()).await;
        let why = match asked {
            Ok(Ok(())) => return Ok(db),
            Ok(Err(error)) if is_server && error.may_pass() => error.to_string(),
            Ok(Err(error)) => {
                return Err(Failure::run(format!("{}: {error}", config.database)));
            }
            Err(_) => "no answer".to_owned(),
        };
        let waited = begun_at.elapsed();
        if waited + ASK_EVERY > WAIT_MAX {
            return Err(Failure::run(format!(
                "{} did not answer within {} s: {why}",
                config.database,
                WAIT_MAX.as_secs()
            )));
        }
        if said_at.is_none_or(|said: Instant| said.elapsed() >= SAY_EVERY) {
            said_at = Some(Instant::now());
            eprintln!(
                "rose-ash: waiting for {} ({} of {} s): {why}",
                config.database,
                waited.as_secs(),
                WAIT_MAX.as_secs()
            );
        }
        tokio::time::sleep(ASK_EVERY).await;
    }
}

#[cfg(test)]
mod tests {
    use data::config::Layers;

    use super::*;

    fn config(url: &str) -> Config {
        let mut layers = Layers::default();
        layers.flag("database_url", url.to_owned());
        Config::from_layers(&layers).expect("a configuration")
    }

    /// Each question to one that is away takes some seconds itself.
    #[tokio::test(start_paused = true)]
    async fn a_database_that_is_away_is_waited_for_a_minute_and_no_longer() {
        let gone = std::net::TcpListener::bind("127.0.0.1:0").expect("bound");
        let address = gone.local_addr().expect("an address");
        drop(gone);
        let begun_at = Instant::now();
        let waited = reachable(&config(&format!("postgres://u:hunter2@{address}/coop"))).await;
        let Err(failure) = waited else {
            panic!("nobody is there");
        };
        let words = failure.sentence();
        assert!(words.contains("did not answer within 60 s"), "{words}");
        assert!(!words.contains("hunter2"), "{words}");
        let waited = begun_at.elapsed();
        assert!(waited > Duration::from_secs(50), "{waited:?}");
        assert!(waited <= WAIT_MAX, "{waited:?}");
    }
}
