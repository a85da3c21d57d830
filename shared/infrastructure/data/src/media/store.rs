//! Finding stored files and what is known of them.

use std::collections::HashMap;
use std::fs::{File, TryLockError};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use contracts::Clock;
use contracts::blog::Picture;
use models::media::{medium, source};
use moka::future::Cache;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter};

use super::address::{MediaAddress, MediaHash, WIDTHS};
use super::resizer::{Queue, Resizer};
use crate::database::Database;
use crate::error::DataError;

/// How many rows are remembered; a row never changes, so that only memory bounds this (about 300 bytes each).
const REMEMBERED_ROWS_MAX: u64 = 20_000;
/// How often a process asks whether another one has ended its turn.
const TURN_POLL: Duration = Duration::from_secs(1);
/// How many values one statement binds: SQLite allows 32,766, PostgreSQL 65,535.
const BOUND_VALUES_MAX: usize = 1_000;

/// The stored pictures and files. Clones share everything.
#[derive(Clone)]
pub struct MediaStore {
    pub(super) disk: Disk,
    pub(super) database: Database,
    pub(super) clock: Arc<dyn Clock>,
    known: Cache<MediaHash, Arc<medium::Model>>,
    queue: Queue,
}

/// Where files lie.
#[derive(Clone, Debug)]
pub(crate) struct Disk {
    folder: Arc<Path>,
}

impl Disk {
    /// The files of a folder, which need not be there yet.
    pub(crate) fn at(folder: &Path) -> Self {
        Self {
            folder: folder.into(),
        }
    }

    pub(crate) fn original(&self, hash: MediaHash) -> PathBuf {
        let name = hash.to_string();
        self.folder.join(&name[..2]).join(name)
    }

    pub(super) fn copy(&self, hash: MediaHash, width: u32) -> PathBuf {
        let name = hash.to_string();
        self.folder
            .join(&name[..2])
            .join(format!("{name}-w{width}"))
    }

    /// Where files are written before they are whole.
    pub(crate) fn incoming(&self) -> PathBuf {
        self.folder.join("incoming")
    }

    /// Waits until no other process has the folder's turn, and takes it; it is over when the file is dropped. Where the
    /// file system knows no locks, everybody has it.
    pub(super) async fn turn(&self) -> Option<File> {
        let folder = File::open(&self.folder).ok()?;
        loop {
            match folder.try_lock() {
                Ok(()) => return Some(folder),
                Err(TryLockError::WouldBlock) => tokio::time::sleep(TURN_POLL).await,
                Err(TryLockError::Error(_)) => return None,
            }
        }
    }
}

/// A stored file that is there to be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OpenedFile {
    /// Where it lies.
    pub path: PathBuf,
    /// Its size in bytes.
    pub len: u64,
    /// Its media type. Send it with `X-Content-Type-Options: nosniff`; `application/octet-stream` as a download.
    pub content_type: String,
    /// The original, because the copy asked for is still being made: not to be cached for long.
    pub is_stand_in: bool,
}

impl MediaStore {
    /// The store in a folder, which is made when it is missing, and the [`Resizer`] that makes its copies. A process that
    /// serves pictures runs the resizer beside it; another may drop it and call [`MediaStore::resize_missing`].
    ///
    /// # Errors
    /// When the folder cannot be made.
    pub fn open_folder(
        folder: impl Into<PathBuf>,
        database: Database,
        clock: Arc<dyn Clock>,
    ) -> Result<(Self, Resizer), DataError> {
        let disk = Disk {
            folder: folder.into().into(),
        };
        let incoming = disk.incoming();
        std::fs::create_dir_all(&incoming).map_err(|source| DataError::File {
            path: incoming.display().to_string(),
            source,
        })?;
        let (queue, resizer) = Resizer::new(disk.clone(), database.clone());
        let known = Cache::new(REMEMBERED_ROWS_MAX);
        let store = Self {
            disk,
            database,
            clock,
            known,
            queue,
        };
        store.sweep_incoming();
        Ok((store, resizer))
    }

    /// The file behind an address: `/media/<hash>/…` without a width, `/media/<hash>/w640/…` with one. `None` when there
    /// is no such file, or none in that width: both are a 404. A copy that is not made yet is asked for, and the original
    /// stands in.
    ///
    /// # Errors
    /// When the database cannot be asked.
    pub async fn open(
        &self,
        hash: &str,
        width: Option<u32>,
    ) -> Result<Option<OpenedFile>, DataError> {
        let Ok(hash) = hash.parse::<MediaHash>() else {
            return Ok(None);
        };
        let Some(row) = self.row(hash).await? else {
            return Ok(None);
        };
        let original = || async {
            let path = self.disk.original(hash);
            let len = tokio::fs::metadata(&path).await.ok()?.len();
            let content_type = row.content_type.clone();
            Some(OpenedFile {
                path,
                len,
                content_type,
                is_stand_in: false,
            })
        };
        let Some(width) = width else {
            return Ok(original().await);
        };
        if !widths_of(&row).any(|offered| offered == width) {
            return Ok(None);
        }
        if let Some(copy) = self.made_copy(hash, width).await {
            return Ok(Some(copy));
        }
        self.queue.ask(hash);
        Ok(original().await.map(|file| OpenedFile {
            is_stand_in: true,
            ..file
        }))
    }

    async fn made_copy(&self, hash: MediaHash, width: u32) -> Option<OpenedFile> {
        use tokio::io::AsyncReadExt;
        let path = self.disk.copy(hash, width);
        let mut file = tokio::fs::File::open(&path).await.ok()?;
        let len = file.metadata().await.ok()?.len();
        let mut head = [0; 8];
        file.read_exact(&mut head).await.ok()?;
        let content_type = if head.starts_with(b"\x89PNG") {
            "image/png"
        } else {
            "image/jpeg"
        };
        Some(OpenedFile {
            path,
            len,
            content_type: content_type.to_owned(),
            is_stand_in: false,
        })
    }

    async fn row(&self, hash: MediaHash) -> Result<Option<Arc<medium::Model>>, DataError> {
        if let Some(row) = self.known.get(&hash).await {
            return Ok(Some(row));
        }
        let found = medium::Entity::find_by_id(hash.to_string())
            .one(self.database.read())
            .await?;
        let Some(row) = found.map(Arc::new) else {
            return Ok(None);
        };
        self.known.insert(hash, row.clone()).await;
        Ok(Some(row))
    }

    /// What is known of the pictures at these addresses, in one query at most; the connection is the caller's unit of
    /// work, or [`Database::read`]. Addresses that are not ours are passed over.
    ///
    /// # Errors
    /// When the database cannot be asked.
    pub async fn pictures<'a, C: ConnectionTrait>(
        &self,
        connection: &C,
        addresses: impl IntoIterator<Item = &'a str>,
    ) -> Result<Pictures, DataError> {
        let mut rows = HashMap::new();
        let mut unknown = Vec::new();
        for address in addresses {
            let Ok(MediaAddress { hash, .. }) = address.parse() else {
                continue;
            };
            match self.known.get(&hash).await {
                Some(row) => drop(rows.insert(hash, row)),
                None => unknown.push(hash.to_string()),
            }
        }
        unknown.sort();
        unknown.dedup();
        for some in unknown.chunks(BOUND_VALUES_MAX) {
            let found = medium::Entity::find()
                .filter(medium::Column::Hash.is_in(some.iter().map(String::as_str)))
                .all(connection)
                .await?;
            for row in found.into_iter().map(Arc::new) {
                let Ok(hash) = row.hash.parse() else { continue };
                self.known.insert(hash, row.clone()).await;
                rows.insert(hash, row);
            }
        }
        Ok(Pictures { rows })
    }

    /// One picture; see [`MediaStore::pictures`] for several.
    ///
    /// # Errors
    /// When the database cannot be asked.
    pub async fn picture(&self, address: &str, alt: &str) -> Result<Picture, DataError> {
        let pictures = self.pictures(self.database.read(), [address]).await?;
        Ok(pictures.picture(address, alt))
    }

    /// Addresses of files that came from these paths of an old site, by path.
    ///
    /// # Errors
    /// When the database cannot be asked.
    pub async fn from_sources<C: ConnectionTrait>(
        &self,
        connection: &C,
        paths: &[String],
    ) -> Result<HashMap<String, MediaAddress>, DataError> {
        let mut found = HashMap::new();
        for some in paths.chunks(BOUND_VALUES_MAX) {
            let rows = source::Entity::find()
                .filter(source::Column::Path.is_in(some.iter().map(String::as_str)))
                .all(connection)
                .await?;
            for row in rows {
                let hash = row.hash.parse().map_err(|_| {
                    DataError::Damaged(format!("media_sources: the hash of {}", row.path))
                })?;
                found.insert(
                    row.path,
                    MediaAddress {
                        hash,
                        name: row.name,
                    },
                );
            }
        }
        Ok(found)
    }
}

/// The widths in which a stored file is offered.
pub(super) fn widths_of(row: &medium::Model) -> impl Iterator<Item = u32> + use<> {
    let (resizable, full) = (row.resizable, u32::try_from(row.width).unwrap_or(0));
    WIDTHS
        .into_iter()
        .filter(move |width| resizable && *width < full)
}

/// What is known of some pictures.
#[derive(Clone, Debug, Default)]
pub struct Pictures {
    rows: HashMap<MediaHash, Arc<medium::Model>>,
}

impl Pictures {
    /// Whether a file is stored behind this address.
    pub fn has(&self, address: &str) -> bool {
        address
            .parse::<MediaAddress>()
            .is_ok_and(|address| self.rows.contains_key(&address.hash))
    }

    /// A picture for a page: its sizes as far as they are known.
    pub fn picture(&self, address: &str, alt: &str) -> Picture {
        let mut picture = Picture {
            src: address.to_owned(),
            srcset: String::new(),
            width: 0,
            height: 0,
            alt: alt.to_owned(),
        };
        let Ok(address) = address.parse::<MediaAddress>() else {
            return picture;
        };
        let Some(row) = self.rows.get(&address.hash) else {
            return picture;
        };
        picture.width = u32::try_from(row.width).unwrap_or(0);
        picture.height = u32::try_from(row.height).unwrap_or(0);
        for width in widths_of(row) {
            picture
                .srcset
                .push_str(&format!("{} {width}w, ", address.at_width(width)));
        }
        if !picture.srcset.is_empty() {
            picture
                .srcset
                .push_str(&format!("{address} {}w", picture.width));
        }
        picture
    }
}
