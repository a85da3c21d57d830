//! Backups from one database into the other, and the files that nobody should restore.

mod hostile;
mod moving;
mod refusing;

use std::io::Cursor;
use std::path::Path;
use std::sync::{Arc, Mutex};

use data::backup::{Label, Restored, Site, Step, Summary, restore, take};
use data::{DataError, Database};
use sea_orm::{ConnectionTrait, Statement, Value};
use tempfile::TempDir;
use testing::TestDatabase;

/// A site with a data folder of its own.
struct TestSite {
    db: TestDatabase,
    folder: TempDir,
}

impl TestSite {
    fn new(db: TestDatabase) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        Self { db, folder }
    }

    fn data(&self) -> &Path {
        self.folder.path()
    }

    fn site(&self) -> Site {
        Site {
            database: Database::clone(&self.db),
            data: self.data().to_owned(),
            media: self.data().join("media"),
        }
    }

    async fn backup(&self) -> (Summary, Vec<u8>) {
        let taken = take(&self.site(), &label(), Vec::new(), &|_| {}).await;
        taken.unwrap_or_else(|error| panic!("{}: {error}", self.db.name()))
    }

    /// Restores, and proves that the bar ends where it said that it would.
    async fn restore(&self, file: &[u8]) -> Restored {
        let steps = Arc::new(Mutex::new((0, 0)));
        let watched = steps.clone();
        let watch = move |step: Step<'_>| *watched.lock().expect("lock") = (step.done, step.total);
        let restored = restore(&self.site(), Cursor::new(file.to_vec()), &watch).await;
        let restored = restored.unwrap_or_else(|error| panic!("{}: {error}", self.db.name()));
        let (done, total) = *steps.lock().expect("lock");
        let absent = restored.summary.media.absent.len() as u64;
        assert_eq!(done + absent, total, "{}", self.db.name());
        restored
    }

    async fn refusal(&self, file: &[u8]) -> String {
        match restore(&self.site(), Cursor::new(file.to_vec()), &|_| {}).await {
            Ok(_) => panic!("{}: restored what it should not", self.db.name()),
            Err(DataError::Backup(sentence)) => sentence,
            Err(other) => panic!("{}: no sentence of a backup: {other}", self.db.name()),
        }
    }

    /// Runs a statement that answers with nothing.
    async fn run(&self, sql: &str, values: impl IntoIterator<Item = Value>) {
        let work = self.db.begin().await.expect("begun");
        let statement = Statement::from_sql_and_values(self.db.backend(), sql, values);
        let ran = work.execute_raw(statement).await;
        ran.unwrap_or_else(|error| panic!("{}: {sql}: {error}", self.db.name()));
        work.commit().await.expect("kept");
    }

    async fn count(&self, table: &str) -> i64 {
        let sql = format!("SELECT COUNT(*) FROM {table}");
        let statement = Statement::from_string(self.db.backend(), sql);
        let row = self.db.read().query_one_raw(statement).await;
        let row = row.expect("asked").expect("a row");
        row.try_get_by_index(0).expect("a number")
    }
}

fn label() -> Label {
    Label {
        program: "0.1.0".to_owned(),
        now: testing::TODAY,
    }
}

/// The entries of a backup.
fn unpacked(file: &[u8]) -> Vec<(String, Vec<u8>)> {
    let tar = zstd::decode_all(file).expect("unpacked");
    let mut archive = tar::Archive::new(tar.as_slice());
    let entries = archive.entries().expect("entries").map(|entry| {
        let mut entry = entry.expect("an entry");
        let mut content = Vec::new();
        std::io::Read::read_to_end(&mut entry, &mut content).expect("read");
        let path = entry.path().expect("a path").display().to_string();
        (path, content)
    });
    entries.collect()
}

/// A backup of those entries.
fn packed(entries: &[(String, Vec<u8>)]) -> Vec<u8> {
    packed_with(|tar| {
        for (path, content) in entries {
            tar.append(&header(path, content.len() as u64), content.as_slice())
                .expect("written");
        }
    })
}

fn packed_with(write: impl FnOnce(&mut tar::Builder<Vec<u8>>)) -> Vec<u8> {
    let mut tar = tar::Builder::new(Vec::new());
    write(&mut tar);
    let tar = tar.into_inner().expect("ended");
    zstd::encode_all(tar.as_slice(), 1).expect("packed")
}

/// Any path, also those that the crate would not write.
fn header(path: &str, bytes: u64) -> tar::Header {
    let mut header = tar::Header::new_ustar();
    header.as_old_mut().name[..path.len()].copy_from_slice(path.as_bytes());
    header.set_size(bytes);
    header.set_mode(0o600);
    header.set_cksum();
    header
}
