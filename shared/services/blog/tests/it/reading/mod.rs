//! What readers get, from rows that were put there by hand.

mod articles;
mod feeds;
mod gated;
mod redirects;
mod site;
mod statements;
mod streams;

use std::future::Future;
use std::ops::Deref;
use std::sync::Arc;

use blog_service::reading::BlogReader;
use contracts::{Clock, FixedClock};
use data::Database;
use data::media::MediaStore;
use tempfile::TempDir;
use testing::{BlogRows, TestDatabase};

/// A blog that a test fills.
pub(crate) struct Rows {
    rows: BlogRows,
    pub(crate) clock: FixedClock,
    pub(crate) reader: BlogReader,
    _folder: TempDir,
}

/// Runs a test on each database.
pub(crate) async fn on_each<F>(test: impl Fn(Arc<TestDatabase>) -> F)
where
    F: Future<Output = ()>,
{
    for database in testing::databases().await {
        test(Arc::new(database)).await;
    }
}

impl Rows {
    pub(crate) fn of(database: &Database) -> Self {
        let clock = testing::clock();
        let shared: Arc<dyn Clock> = Arc::new(clock.clone());
        let folder = tempfile::tempdir().expect("a folder for pictures");
        let (media, _) = MediaStore::open_folder(folder.path(), database.clone(), shared.clone())
            .expect("opened");
        Self {
            rows: BlogRows::new(database),
            reader: BlogReader::new(database.clone(), media, shared),
            clock,
            _folder: folder,
        }
    }
}

impl Deref for Rows {
    type Target = BlogRows;
    fn deref(&self) -> &BlogRows {
        &self.rows
    }
}
