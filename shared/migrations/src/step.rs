//! A schema step as two SQL texts.

use sea_orm::DbBackend;
use sea_orm_migration::prelude::*;

/// One schema step. `sqlite` and `postgres` hold several statements parted by `;`.
pub(crate) struct Step {
    /// Recorded in the database; never changed afterwards.
    pub(crate) name: &'static str,
    /// What SQLite runs.
    pub(crate) sqlite: &'static str,
    /// What PostgreSQL runs.
    pub(crate) postgres: &'static str,
}

impl Step {
    /// A step whose SQL both databases understand alike.
    pub(crate) const fn same(name: &'static str, sql: &'static str) -> Self {
        Self {
            name,
            sqlite: sql,
            postgres: sql,
        }
    }
}

impl MigrationName for Step {
    fn name(&self) -> &str {
        self.name
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Step {
    /// SeaORM's default keeps half of a failed step on SQLite.
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let db = manager.get_connection();
        let sql = match db.get_database_backend() {
            DbBackend::Postgres => self.postgres,
            _ => self.sqlite,
        };
        db.execute_unprepared(sql).await.map(drop)
    }
}
