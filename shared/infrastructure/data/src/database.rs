//! Connections. On SQLite one connection writes and a pool reads (WAL lets them go on side by side); on PostgreSQL one
//! pool does both. This is the file of dialect differences.

use std::path::{Path, PathBuf};
use std::time::Duration;

use sea_orm::sqlx::postgres::{PgConnection, PgPoolOptions};
use sea_orm::sqlx::sqlite::{SqliteConnection, SqlitePoolOptions};
use sea_orm::sqlx::{Connection, Error as DriverError};
use sea_orm::{
    AccessMode, ConnectOptions, ConnectionTrait, DatabaseConnection, DatabaseTransaction,
    DbBackend, IsolationLevel, SqliteTransactionMode, TransactionOptions, TransactionTrait,
};

use tokio::sync::watch;

use crate::address::DatabaseAddress;
use crate::error::DataError;
use crate::trouble::Trouble;
use crate::unit_of_work::UnitOfWork;

/// How many connections read at once: enough for two cores that wait for a disk, few enough for a small PostgreSQL.
const READERS_MAX: u32 = 8;
/// How long a request waits for a free connection before it is told to come back.
const ACQUIRE_SECONDS_MAX: u64 = 3;
/// A connection that lay unused for longer is asked for a sign of life before it is used: its server may have gone and come
/// back meanwhile.
const TRUSTED_IDLE: Duration = Duration::from_millis(100);
/// How long the answer to a statement that nobody waits for any more may still take; then its connection is given up. A server
/// that vanished without a word would keep it, and its place among the others, for a quarter of an hour.
const LATE_ANSWER_TIME: Duration = Duration::from_secs(3);
/// How long a SQLite writer waits for another process's lock.
const BUSY_MILLISECONDS_MAX: u32 = 5_000;

/// The database of the cooperative.
#[derive(Clone, Debug)]
pub struct Database {
    read: DatabaseConnection,
    write: DatabaseConnection,
    /// SQLite's file.
    file: Option<PathBuf>,
    /// Rung when a unit of work of this process has written into the event log.
    bell: watch::Sender<()>,
}

impl Database {
    /// Opens the database. A SQLite file and its folder are made when they are missing; a PostgreSQL server is not asked
    /// before the first statement, so this succeeds while it is still starting: see [`Database::ping`].
    ///
    /// # Errors
    /// When the folder or file cannot be made or opened, with a sentence that names it.
    pub async fn open(address: &DatabaseAddress) -> Result<Self, DataError> {
        match address {
            DatabaseAddress::Sqlite(path) => Self::open_sqlite(path).await,
            DatabaseAddress::Postgres(url) => {
                let mut options = options(url.as_str());
                options
                    .max_connections(READERS_MAX)
                    .connect_lazy(true)
                    .test_before_acquire_if_idle_for(TRUSTED_IDLE)
                    .map_sqlx_postgres_pool_opts(giving_up_the_silent);
                let pool = sea_orm::Database::connect(options).await?;
                Ok(Self {
                    read: pool.clone(),
                    write: pool,
                    file: None,
                    bell: watch::Sender::new(()),
                })
            }
        }
    }

    async fn open_sqlite(path: &Path) -> Result<Self, DataError> {
        let unreachable = |error: &dyn std::fmt::Display| {
            DataError::Unreachable(format!(
                "the database {} cannot be opened: {error}",
                path.display()
            ))
        };
        if let Some(folder) = path
            .parent()
            .filter(|folder| !folder.as_os_str().is_empty())
        {
            std::fs::create_dir_all(folder).map_err(|error| unreachable(&error))?;
        }
        let url = format!("sqlite://{}?mode=rwc", path.display());
        let mut writer = options(&url);
        writer
            .max_connections(1)
            .min_connections(1)
            .map_sqlx_sqlite_opts(sqlite_pragmas)
            .map_sqlx_sqlite_pool_opts(giving_up_the_confused);
        let write = sea_orm::Database::connect(writer)
            .await
            .map_err(|error| unreachable(&Trouble::sentence(&error)))?;
        let mut readers = options(&url);
        readers
            .max_connections(READERS_MAX)
            .map_sqlx_sqlite_opts(|sqlite| sqlite_pragmas(sqlite).pragma("query_only", "ON"));
        let read = sea_orm::Database::connect(readers)
            .await
            .map_err(|error| unreachable(&Trouble::sentence(&error)))?;
        Ok(Self {
            read,
            write,
            file: Some(path.to_owned()),
            bell: watch::Sender::new(()),
        })
    }

    /// Which dialect this database speaks.
    pub fn backend(&self) -> DbBackend {
        self.read.get_database_backend()
    }

    /// The connections for reading outside a unit of work.
    pub fn read(&self) -> &DatabaseConnection {
        &self.read
    }

    /// The connections that may change the schema; for migrations only.
    pub(crate) fn write(&self) -> &DatabaseConnection {
        &self.write
    }

    /// What one process holds while it migrates a SQLite database; PostgreSQL has a lock of its own for that.
    pub(crate) fn migration_lock(&self) -> Option<PathBuf> {
        let file = self.file.as_ref()?;
        Some(file.with_added_extension("migrating"))
    }

    /// What is rung when a unit of work of this process has written into the event log.
    pub(crate) fn bell(&self) -> watch::Receiver<()> {
        self.bell.subscribe()
    }

    /// How the connections are used.
    pub fn pools(&self) -> Vec<Pool> {
        match self.backend() {
            DbBackend::Postgres => vec![Pool::of("all", &self.read)],
            _ => vec![Pool::of("read", &self.read), Pool::of("write", &self.write)],
        }
    }

    /// Begins a unit of work. On SQLite it takes the write lock at once (`BEGIN IMMEDIATE`), since a read that later
    /// turns into a write would fail.
    ///
    /// # Errors
    /// When the database is gone or no connection became free in time.
    pub async fn begin(&self) -> Result<UnitOfWork, DataError> {
        let options = TransactionOptions {
            sqlite_transaction_mode: Some(SqliteTransactionMode::Immediate),
            ..TransactionOptions::default()
        };
        Ok(UnitOfWork::new(
            self.write.begin_with_options(options).await?,
            self.bell.clone(),
        ))
    }

    /// A look at everything as it is at one instant, while others go on writing; for reading alone.
    pub(crate) async fn snapshot(&self) -> Result<DatabaseTransaction, DataError> {
        let options = match self.backend() {
            DbBackend::Postgres => TransactionOptions {
                isolation_level: Some(IsolationLevel::RepeatableRead),
                access_mode: Some(AccessMode::ReadOnly),
                ..TransactionOptions::default()
            },
            // The first statement takes the look.
            _ => TransactionOptions::default(),
        };
        Ok(self.read.begin_with_options(options).await?)
    }

    /// A transaction that may change the schema and last long; see [`Database::begin`] for a domain's work.
    pub(crate) async fn begin_long(&self) -> Result<DatabaseTransaction, DataError> {
        let options = TransactionOptions {
            sqlite_transaction_mode: Some(SqliteTransactionMode::Immediate),
            ..TransactionOptions::default()
        };
        let work = self.write.begin_with_options(options).await?;
        if self.backend() == DbBackend::Postgres {
            work.execute_unprepared("SET LOCAL idle_in_transaction_session_timeout = 0")
                .await?;
        }
        Ok(work)
    }

    /// Asks the database for a sign of life.
    ///
    /// # Errors
    /// When it gives none, or when SQLite's file was taken away: the connections would go on writing into what nobody
    /// will find again.
    pub async fn ping(&self) -> Result<(), DataError> {
        if let Some(file) = self.file.as_ref().filter(|file| !file.exists()) {
            return Err(DataError::Unreachable(format!(
                "the database file {} is no longer there: stop this program before anything more is lost, and restore a backup",
                file.display()
            )));
        }
        Ok(self.read.ping().await?)
    }

    /// Closes all connections; on SQLite this folds the write-ahead log into the file.
    ///
    /// # Errors
    /// When the database faults while closing.
    pub async fn close(self) -> Result<(), DataError> {
        self.read.close().await?;
        Ok(self.write.close().await?)
    }
}

/// A pool of connections at one instant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pool {
    /// `read` and `write` on SQLite, `all` on PostgreSQL.
    pub name: &'static str,
    /// Connections at work.
    pub used: u32,
    /// Connections that wait for work.
    pub idle: u32,
    /// The most that there may be.
    pub max: u32,
}

impl Pool {
    fn of(name: &'static str, connection: &DatabaseConnection) -> Self {
        let (open, idle, max) = match connection.get_database_backend() {
            DbBackend::Postgres => {
                let pool = connection.get_postgres_connection_pool();
                let max = pool.options().get_max_connections();
                (pool.size(), pool.num_idle(), max)
            }
            _ => {
                let pool = connection.get_sqlite_connection_pool();
                let max = pool.options().get_max_connections();
                (pool.size(), pool.num_idle(), max)
            }
        };
        let idle = u32::try_from(idle).unwrap_or(u32::MAX).min(open);
        Self {
            name,
            used: open - idle,
            idle,
            max,
        }
    }
}

fn options(url: &str) -> ConnectOptions {
    let mut options = ConnectOptions::new(url);
    options
        .acquire_timeout(Duration::from_secs(ACQUIRE_SECONDS_MAX))
        .connect_timeout(Duration::from_secs(ACQUIRE_SECONDS_MAX))
        .test_before_acquire(false)
        .sqlx_logging(false);
    options
}

/// Connections that come back with an answer outstanding must have it soon. The others cost nothing here.
fn giving_up_the_silent(pool: PgPoolOptions) -> PgPoolOptions {
    pool.after_release(|connection: &mut PgConnection, _| {
        Box::pin(async move {
            match tokio::time::timeout(LATE_ANSWER_TIME, connection.flush()).await {
                Ok(answered) => answered.map(|()| true),
                Err(late) => Err(DriverError::Io(late.into())),
            }
        })
    })
}

/// On a full disk SQLite rolls back by itself, and the driver goes on counting a transaction that is no more: what was begun
/// after that would never be kept. Such a connection is not used again.
fn giving_up_the_confused(pool: SqlitePoolOptions) -> SqlitePoolOptions {
    pool.after_release(|connection: &mut SqliteConnection, _| {
        Box::pin(async move {
            // Behind a rolling back that is under way.
            connection.ping().await?;
            Ok(!connection.is_in_transaction())
        })
    })
}

fn sqlite_pragmas(
    sqlite: sea_orm::sqlx::sqlite::SqliteConnectOptions,
) -> sea_orm::sqlx::sqlite::SqliteConnectOptions {
    sqlite
        .pragma("journal_mode", "WAL")
        .pragma("synchronous", "FULL")
        .pragma("foreign_keys", "ON")
        .pragma("busy_timeout", BUSY_MILLISECONDS_MAX.to_string())
        .pragma("cache_size", "-8000")
        .pragma("mmap_size", "67108864")
}
