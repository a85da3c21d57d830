//! A unit of work: what it does is kept whole or not at all.

use std::sync::OnceLock;
use std::sync::atomic::{AtomicBool, Ordering};

use sea_orm::{
    ConnectionTrait, DatabaseTransaction, DbBackend, DbErr, ExecResult, QueryResult, Statement,
};
use tokio::sync::watch;

use crate::error::DataError;

/// A transaction that remembers a failed statement and then refuses to commit.
///
/// PostgreSQL answers Ok to the commit of an aborted transaction and keeps nothing; SQLite keeps the rest of it. So
/// neither is asked. What may fail is written `ON CONFLICT`. Dropped without [`commit`](Self::commit), it is rolled back.
#[derive(Debug)]
pub struct UnitOfWork {
    transaction: DatabaseTransaction,
    failed: OnceLock<String>,
    recorded: AtomicBool,
    bell: watch::Sender<()>,
}

impl UnitOfWork {
    pub(crate) fn new(transaction: DatabaseTransaction, bell: watch::Sender<()>) -> Self {
        Self {
            transaction,
            failed: OnceLock::new(),
            recorded: AtomicBool::new(false),
            bell,
        }
    }

    /// Has the bell rung once this is committed: the event log has something new in it.
    pub(crate) fn ring_when_kept(&self) {
        self.recorded.store(true, Ordering::Relaxed);
    }

    /// The first failure of a statement, if any failed.
    pub(crate) fn failure(&self) -> Option<&str> {
        self.failed.get().map(String::as_str)
    }

    /// Undoes what was done, and waits until it is.
    pub(crate) async fn roll_back(self) -> Result<(), DataError> {
        Ok(self.transaction.rollback().await?)
    }

    /// Keeps what was done.
    ///
    /// # Errors
    /// [`DataError::Spoiled`] when a statement failed before; the database's own error otherwise. Nothing is kept then.
    pub async fn commit(self) -> Result<(), DataError> {
        match self.failed.into_inner() {
            Some(first) => {
                // It fails where SQLite has rolled back by itself.
                let _ = self.transaction.rollback().await;
                Err(DataError::Spoiled(first))
            }
            None => {
                self.transaction.commit().await?;
                if self.recorded.into_inner() {
                    self.bell.send_replace(());
                }
                Ok(())
            }
        }
    }

    fn remember<T>(&self, result: Result<T, DbErr>) -> Result<T, DbErr> {
        if let Err(error) = &result {
            // The first failure is the one that explains the rest.
            let _ = self.failed.set(error.to_string());
        }
        result
    }
}

#[async_trait::async_trait]
impl ConnectionTrait for UnitOfWork {
    fn get_database_backend(&self) -> DbBackend {
        self.transaction.get_database_backend()
    }

    async fn execute_raw(&self, statement: Statement) -> Result<ExecResult, DbErr> {
        self.remember(self.transaction.execute_raw(statement).await)
    }

    async fn execute_unprepared(&self, sql: &str) -> Result<ExecResult, DbErr> {
        self.remember(self.transaction.execute_unprepared(sql).await)
    }

    async fn query_one_raw(&self, statement: Statement) -> Result<Option<QueryResult>, DbErr> {
        self.remember(self.transaction.query_one_raw(statement).await)
    }

    async fn query_all_raw(&self, statement: Statement) -> Result<Vec<QueryResult>, DbErr> {
        self.remember(self.transaction.query_all_raw(statement).await)
    }
}
