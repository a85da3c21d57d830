//! Bringing the schema up to date, in one place, one process at a time.

use std::fs::File;

use migrations::Migrator;
use sea_orm::{ConnectionTrait, DatabaseTransaction, DbBackend, Statement, TransactionTrait};
use sea_orm_migration::MigratorTrait;

use crate::database::Database;
use crate::error::DataError;

/// The advisory lock that keeps two processes from migrating one PostgreSQL at once: “rose-ash” in ASCII.
const MIGRATION_LOCK: i64 = 0x726f_7365_2d61_7368;

impl Database {
    /// Runs the schema steps that this database has not seen. Each step is a transaction of its own.
    ///
    /// # Errors
    /// When a step fails: that step left nothing behind, earlier ones stay.
    pub async fn migrate(&self) -> Result<(), DataError> {
        match self.backend() {
            DbBackend::Postgres => {
                // The lock lives as long as this transaction; the steps run on other connections of the pool.
                let guard = self.write().begin().await?;
                guard
                    .execute_unprepared(&format!("SELECT pg_advisory_xact_lock({MIGRATION_LOCK})"))
                    .await?;
                Migrator::up(self.write(), None).await?;
                guard.commit().await?;
            }
            _ => {
                let _alone = self.lock_file().await?;
                Migrator::up(self.write(), None).await?;
            }
        }
        Ok(())
    }

    /// A transaction in which nobody else migrates, and what keeps others from it while it lasts.
    pub(crate) async fn begin_alone(
        &self,
    ) -> Result<(DatabaseTransaction, Option<File>), DataError> {
        let file = self.lock_file().await?;
        let work = self.begin_long().await?;
        if self.backend() == DbBackend::Postgres {
            work.execute_unprepared(&format!("SELECT pg_advisory_xact_lock({MIGRATION_LOCK})"))
                .await?;
        }
        Ok((work, file))
    }

    /// Waits until no other process migrates this SQLite file. The lock goes with the returned file, also when the process
    /// is killed.
    async fn lock_file(&self) -> Result<Option<File>, DataError> {
        let Some(path) = self.migration_lock() else {
            return Ok(None);
        };
        let locking = tokio::task::spawn_blocking(move || {
            let locked = File::create(&path).and_then(|file| file.lock().map(|()| file));
            locked.map_err(|source| DataError::File {
                path: path.display().to_string(),
                source,
            })
        });
        let locked = locking
            .await
            .map_err(|error| DataError::Damaged(error.to_string()))?;
        locked.map(Some)
    }

    /// Whether every schema step has run. Nothing is made and no writer is waited for: a process may ask that is not allowed
    /// to change the schema.
    ///
    /// # Errors
    /// When the database cannot be asked.
    pub async fn is_migrated(&self) -> Result<bool, DataError> {
        Ok(self.schema_state().await?.lacking.is_empty())
    }
}

/// The schema steps of this program, in order.
pub(crate) fn steps_known() -> Vec<String> {
    let steps = Migrator::migrations();
    steps.iter().map(|step| step.name().to_owned()).collect()
}

/// The schema steps that a database has seen, in order; nothing is made when it has none.
pub(crate) async fn steps_seen<C: ConnectionTrait>(db: &C) -> Result<Vec<String>, DataError> {
    let backend = db.get_database_backend();
    let recorded = match backend {
        DbBackend::Postgres => "SELECT 1 WHERE to_regclass('seaql_migrations') IS NOT NULL",
        _ => "SELECT 1 FROM sqlite_schema WHERE name = 'seaql_migrations'",
    };
    let recorded = Statement::from_string(backend, recorded);
    if db.query_one_raw(recorded).await?.is_none() {
        return Ok(Vec::new());
    }
    let sql = "SELECT version FROM seaql_migrations ORDER BY version";
    let rows = db
        .query_all_raw(Statement::from_string(backend, sql))
        .await?;
    let names = rows.iter().map(|row| row.try_get_by_index(0));
    Ok(names.collect::<Result<_, _>>()?)
}
