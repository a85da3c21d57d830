//! What a look at a running or resting site can tell: the database's version, its schema, its clock; files that are gone.

use std::path::Path;
use std::time::Duration;

use sea_orm::{ConnectionTrait, DbBackend, QueryResult, Statement};
use url::Url;

use crate::database::Database;
use crate::error::DataError;
use crate::media::{Disk, MediaHash};
use crate::migrate;

/// The oldest PostgreSQL that we run on.
const POSTGRES_MAJOR_MIN: i32 = 15;

/// Which database answers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Version {
    /// `SQLite 3.51.0`, `PostgreSQL 15.18`.
    pub name: String,
    /// Whether we run on it.
    pub supported: bool,
}

/// How a database's schema stands beside this program's.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SchemaState {
    /// Steps that it has not seen.
    pub lacking: Vec<String>,
    /// Steps that only a newer program knows.
    pub unknown: Vec<String>,
}

/// Stored files that the database knows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct MediaState {
    /// How many.
    pub files: u64,
    /// Of those, not in the media folder.
    pub missing: u64,
}

impl Database {
    /// Asks which database this is.
    ///
    /// # Errors
    /// When it does not answer.
    pub async fn version(&self) -> Result<Version, DataError> {
        let sql = match self.backend() {
            DbBackend::Postgres => "SELECT current_setting('server_version')",
            _ => "SELECT sqlite_version()",
        };
        let number: String = self.first(sql).await?.try_get_by_index(0)?;
        if self.backend() != DbBackend::Postgres {
            let name = format!("SQLite {number}");
            let supported = true;
            return Ok(Version { name, supported });
        }
        let major = number.split(|c: char| !c.is_ascii_digit()).next();
        let major = major.and_then(|major| major.parse().ok());
        Ok(Version {
            name: format!("PostgreSQL {number}"),
            supported: major.is_none_or(|major: i32| major >= POSTGRES_MAJOR_MIN),
        })
    }

    /// Which schema steps it lacks, and which it has that this program does not know. Nothing is made.
    ///
    /// # Errors
    /// When it cannot be asked.
    pub async fn schema_state(&self) -> Result<SchemaState, DataError> {
        let seen = migrate::steps_seen(self.read()).await?;
        let known = migrate::steps_known();
        let not_in = |steps: &[String], others: &[String]| {
            let missing = steps.iter().filter(|step| !others.contains(step));
            missing.cloned().collect()
        };
        Ok(SchemaState {
            lacking: not_in(&known, &seen),
            unknown: not_in(&seen, &known),
        })
    }

    /// What the database's own clock says, in microseconds since 1970; nothing where it has this computer's.
    ///
    /// # Errors
    /// When it cannot be asked.
    pub async fn clock_micros(&self) -> Result<Option<i64>, DataError> {
        if self.backend() != DbBackend::Postgres {
            return Ok(None);
        }
        let sql = "SELECT CAST(EXTRACT(EPOCH FROM clock_timestamp()) * 1000000 AS BIGINT)";
        Ok(Some(self.first(sql).await?.try_get_by_index(0)?))
    }

    /// Whether rows can be written now; nothing is.
    ///
    /// # Errors
    /// With what keeps us from it.
    pub async fn writable(&self) -> Result<(), DataError> {
        let work = self.begin().await?;
        match self.backend() {
            DbBackend::Postgres => {
                // A standby, or somebody made it so.
                let sql = "SELECT current_setting('transaction_read_only') = 'on'";
                let statement = Statement::from_string(self.backend(), sql);
                let row = work.query_one_raw(statement).await?;
                if row.map(|row| row.try_get_by_index(0)).transpose()? == Some(true) {
                    return Err(DataError::Unreachable(
                        "the server takes no changes: it is a standby, or made read-only"
                            .to_owned(),
                    ));
                }
            }
            // To begin is not enough: on a file that cannot be written, SQLite begins for reading.
            _ => {
                work.execute_unprepared("CREATE TABLE tried_to_write (id INTEGER)")
                    .await?;
            }
        }
        work.roll_back().await
    }

    /// Whether every stored file is where it belongs.
    ///
    /// # Errors
    /// When the database cannot be asked.
    pub async fn media_state(&self, folder: &Path) -> Result<MediaState, DataError> {
        let disk = Disk::at(folder);
        let statement = Statement::from_string(self.backend(), "SELECT hash FROM media");
        let rows = self.read().query_all_raw(statement).await?;
        let mut state = MediaState::default();
        for row in rows {
            let hash: String = row.try_get_by_index(0)?;
            let there = hash
                .parse()
                .is_ok_and(|hash: MediaHash| disk.original(hash).is_file());
            state.files += 1;
            state.missing += u64::from(!there);
        }
        Ok(state)
    }

    async fn first(&self, sql: &str) -> Result<QueryResult, DataError> {
        let statement = Statement::from_string(self.backend(), sql);
        let row = self.read().query_one_raw(statement).await?;
        row.ok_or_else(|| DataError::Damaged(format!("no answer to {sql}")))
    }
}

/// How long a Redis may take to answer.
const REDIS_TIME_MAX: Duration = Duration::from_secs(3);

/// Asks a Redis or Valkey for a sign of life.
///
/// # Errors
/// A sentence, without the address and what is secret in it.
pub async fn redis_answers(url: &Url) -> Result<(), String> {
    let asking = async {
        let client = redis::Client::open(url.as_str())?;
        let mut connection = client.get_multiplexed_async_connection().await?;
        redis::cmd("PING")
            .query_async::<String>(&mut connection)
            .await
    };
    match tokio::time::timeout(REDIS_TIME_MAX, asking).await {
        Err(_) => Err(format!("no answer within {} s", REDIS_TIME_MAX.as_secs())),
        Ok(Err(error)) => Err(error.to_string()),
        Ok(Ok(_)) => Ok(()),
    }
}
