//! Bringing the schema up to date, in one place, one process at a time.

use migrations::Migrator;
use sea_orm::{ConnectionTrait, DbBackend, TransactionTrait};
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
            _ => Migrator::up(self.write(), None).await?,
        }
        Ok(())
    }

    /// Whether every schema step has run.
    ///
    /// # Errors
    /// When the database cannot be asked.
    pub async fn is_migrated(&self) -> Result<bool, DataError> {
        // Asking for pending steps would create the bookkeeping table, which a reader may not do.
        let applied = Migrator::get_applied_migrations(self.write()).await?;
        Ok(applied.len() >= Migrator::migrations().len())
    }
}
