//! Making smaller copies behind the requests.

use std::collections::HashSet;
use std::sync::{Arc, Mutex, PoisonError};

use models::media::medium;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use tokio::sync::mpsc::{Receiver, Sender, channel};

use super::address::MediaHash;
use super::resizing;
use super::store::{Disk, MediaStore, widths_of};
use crate::database::Database;
use crate::error::DataError;

/// How many pictures wait at once. When it is full, the next request for the picture asks again.
const WAITING_MAX: usize = 256;
/// How many rows are looked through at a time.
const ROWS_AT_ONCE: u64 = 500;

/// What a round of resizing did.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Resized {
    /// Copies made.
    pub made: usize,
    /// Pictures of which copies cannot be made; the log says why.
    pub failed: usize,
}

/// Asks for copies.
#[derive(Clone)]
pub(super) struct Queue {
    jobs: Sender<MediaHash>,
    /// Waiting or found to be damaged: nobody need ask again.
    asked: Arc<Mutex<HashSet<MediaHash>>>,
}

impl Queue {
    pub(super) fn ask(&self, hash: MediaHash) {
        let mut asked = self.asked.lock().unwrap_or_else(PoisonError::into_inner);
        if !asked.contains(&hash) && self.jobs.try_send(hash).is_ok() {
            asked.insert(hash);
        }
    }
}

/// Makes the copies that are asked for. See [`Resizer::run`].
pub struct Resizer {
    jobs: Receiver<MediaHash>,
    asked: Arc<Mutex<HashSet<MediaHash>>>,
    disk: Disk,
    database: Database,
}

impl Resizer {
    pub(super) fn new(disk: Disk, database: Database) -> (Queue, Self) {
        let (sender, jobs) = channel(WAITING_MAX);
        let asked = Arc::<Mutex<_>>::default();
        (
            Queue {
                jobs: sender,
                asked: asked.clone(),
            },
            Self {
                jobs,
                asked,
                disk,
                database,
            },
        )
    }

    /// Works until the last [`MediaStore`] is gone: first what an earlier process left unmade, then what is asked for.
    /// Of the processes that share a folder one at a time looks for the unmade: the next ones find little to do. One picture
    /// at a time, on a thread of its own. Spawn it; aborting it between two pictures loses nothing.
    pub async fn run(mut self) {
        let turn = self.disk.turn().await;
        if let Err(error) = resize_missing(&self.disk, &self.database).await {
            tracing::warn!(%error, "pictures without resized copies could not be looked for");
        }
        drop(turn);
        while let Some(hash) = self.jobs.recv().await {
            let made = self.resize(hash).await;
            if made.is_ok() {
                self.asked
                    .lock()
                    .unwrap_or_else(PoisonError::into_inner)
                    .remove(&hash);
            }
        }
    }

    async fn resize(&self, hash: MediaHash) -> Result<usize, DataError> {
        let row = medium::Entity::find_by_id(hash.to_string())
            .one(self.database.read())
            .await;
        match row {
            Ok(Some(row)) => resize(&self.disk, hash, row).await,
            Ok(None) => Ok(0),
            Err(error) => {
                // Not the picture's fault: it may be asked for again.
                tracing::warn!(%error, "a picture could not be looked up");
                Ok(0)
            }
        }
    }
}

impl MediaStore {
    /// Makes every copy that is missing, now: after an import, or before a test looks.
    ///
    /// # Errors
    /// When the database cannot be asked. A damaged picture is counted and logged.
    pub async fn resize_missing(&self) -> Result<Resized, DataError> {
        resize_missing(&self.disk, &self.database).await
    }
}

async fn resize_missing(disk: &Disk, database: &Database) -> Result<Resized, DataError> {
    let mut done = Resized::default();
    let mut after = String::new();
    loop {
        let rows = medium::Entity::find()
            .filter(medium::Column::Resizable.eq(true))
            .filter(medium::Column::Hash.gt(after.as_str()))
            .order_by_asc(medium::Column::Hash)
            .limit(ROWS_AT_ONCE)
            .all(database.read())
            .await?;
        let Some(last) = rows.last() else {
            return Ok(done);
        };
        after.clone_from(&last.hash);
        for row in rows {
            let Ok(hash) = row.hash.parse() else { continue };
            match resize(disk, hash, row).await {
                Ok(made) => done.made += made,
                Err(_) => done.failed += 1,
            }
        }
    }
}

async fn resize(disk: &Disk, hash: MediaHash, row: medium::Model) -> Result<usize, DataError> {
    let disk = disk.clone();
    let work = move || {
        let widths: Vec<u32> = widths_of(&row).collect();
        resizing::make_missing(&disk, hash, &row.content_type, &widths)
    };
    let made = tokio::task::spawn_blocking(work).await;
    let made =
        made.unwrap_or_else(|error| Err(DataError::Damaged(format!("resizing {hash}: {error}"))));
    if let Err(error) = &made {
        tracing::warn!(%error, "a picture is served in its original size only");
    }
    made
}
