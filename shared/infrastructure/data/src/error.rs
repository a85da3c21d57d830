//! What can go wrong with stored things.

use contracts::ServiceError;
use sea_orm::{DbErr, SqlErr};

use crate::metrics::METRICS;
use crate::trouble::Trouble;

/// A fault of the database or of stored files.
#[derive(Debug, thiserror::Error)]
pub enum DataError {
    /// The database answered with an error, or not at all.
    #[error("{}", Trouble::sentence(.0))]
    Database(#[from] DbErr),
    /// A statement of this unit of work failed before, so committing would keep a part of it.
    #[error("nothing was saved: an earlier statement of the same unit of work failed ({0})")]
    Spoiled(String),
    /// The database cannot be opened.
    #[error("{0}")]
    Unreachable(String),
    /// A file could not be read or written.
    #[error("{path}: {source}")]
    File {
        /// Which.
        path: String,
        /// Why.
        source: std::io::Error,
    },
    /// A file that was offered is not kept.
    #[error("the file was refused: {0}")]
    Refused(String),
    /// A backup cannot be taken, or is not restored.
    #[error("{0}")]
    Backup(String),
    /// A row holds what it never should.
    #[error("stored data is damaged: {0}")]
    Damaged(String),
}

impl DataError {
    /// Whether the database may do later what it does not do now: it is away, starting, full, held by another program.
    pub fn may_pass(&self) -> bool {
        match self {
            Self::Database(error) => !matches!(
                Trouble::of(error),
                None | Some(Trouble::Refused | Trouble::Damaged)
            ),
            _ => false,
        }
    }
}

impl From<DataError> for ServiceError {
    fn from(error: DataError) -> Self {
        match error {
            DataError::Database(e) => from_database(e),
            DataError::Unreachable(text) => Self::Unavailable(text),
            other => Self::Internal(other.to_string()),
        }
    }
}

/// The one place where a database fault becomes a domain's answer: what passes by itself or with an operator's help is
/// [`ServiceError::Unavailable`], broken uniqueness is [`ServiceError::Conflict`], the rest is ours.
pub fn from_database(error: DbErr) -> ServiceError {
    if let Some(SqlErr::UniqueConstraintViolation(what)) = error.sql_err() {
        return ServiceError::Conflict(what);
    }
    if matches!(error, DbErr::RecordNotFound(_)) {
        return ServiceError::NotFound;
    }
    let (sentence, trouble) = (Trouble::sentence(&error), Trouble::of(&error));
    if let Some(trouble) = trouble {
        METRICS.database_failed(trouble);
    }
    match trouble {
        Some(Trouble::Damaged) | None => ServiceError::Internal(sentence),
        Some(_) => ServiceError::Unavailable(sentence),
    }
}
