//! A site in one file: every row and every stored picture, in a form that belongs to neither database. What was backed up
//! from SQLite is restored into PostgreSQL and back, byte for byte.
//!
//! The file is a tar, compressed with zstd, whose entries have one order and no other:
//!
//! | entry | what it is |
//! | --- | --- |
//! | `manifest.json` | format, program, schema steps; each table with its columns and rows; how much media |
//! | `tables/NAME/N.jsonl` | rows in the order of their primary key, each a JSON array of the columns by name; about 1 MiB a part |
//! | `secret-key` | the data folder's own key, if it has one |
//! | `media/HASH` | each stored original, by hash; resized copies are made anew |
//! | `sums.json` | SHA-256 of the manifest and of each table; last, so that a backup cut short has none |
//!
//! Tables are found from the schema, so that a new one cannot be forgotten; what is left out stands in [`schema::DERIVED`]
//! with its reason. A new kind of column is taught to [`schema::Kind`] and [`row`]; a step that fills a table by itself
//! is named in [`schema::FILLED`].
//!
//! The sums find damage. They are no seal: who can write the file can write its sums.

mod bounded;
mod foreign_keys;
mod manifest;
mod pack;
mod page;
mod restoring;
mod row;
mod schema;
mod sequence;
mod taking;
mod unpack;

use std::path::PathBuf;

use crate::database::Database;
use crate::error::DataError;

pub use manifest::{MediaSummary, Summary, TableSummary};
pub use restoring::{Restored, restore};
pub use taking::{Label, take};

/// What a backup is taken from, or restored into.
#[derive(Clone, Debug)]
pub struct Site {
    /// The database.
    pub database: Database,
    /// The data folder; its secret key goes along.
    pub data: PathBuf,
    /// The folder of stored pictures and files.
    pub media: PathBuf,
}

/// How far it is: rows of a table, then files.
#[derive(Clone, Copy, Debug)]
pub struct Step<'a> {
    /// The table, or `media`.
    pub what: &'a str,
    /// Rows and files done.
    pub done: u64,
    /// Rows and files in all.
    pub total: u64,
}

/// Whoever wants to know how far it is.
pub type Watch<'a> = &'a (dyn Fn(Step<'_>) + Send + Sync);

/// A sentence about a backup.
fn refuse(sentence: impl Into<String>) -> DataError {
    DataError::Backup(sentence.into())
}

/// Runs what waits for a disk beside the runtime.
async fn beside<T: Send + 'static>(
    work: impl FnOnce() -> Result<T, DataError> + Send + 'static,
) -> Result<T, DataError> {
    let joined = tokio::task::spawn_blocking(work).await;
    joined.map_err(|error| DataError::Damaged(error.to_string()))?
}
