//! Taking files in: written whole or not at all, once by content.

use std::fs::File;
use std::io::{Read, Seek, Write};
use std::path::Path;

use contracts::Instant;
use models::media::{medium, source};
use sea_orm::sea_query::OnConflict;
use sea_orm::{ActiveModelTrait, ConnectionTrait, EntityTrait, Set};
use sha2::{Digest, Sha256};

use super::address::{MediaAddress, MediaHash, file_name};
use super::kind::{self, Kind};
use super::privacy;
use super::store::{Disk, MediaStore};
use crate::error::DataError;

/// The largest file that is kept, in bytes.
pub const FILE_BYTES_MAX: u64 = 200 * 1024 * 1024;
/// Larger pictures keep the place where they were taken: looking for it takes them into memory.
const SEARCHED_BYTES_MAX: u64 = 48 * 1024 * 1024;
/// What an interrupted process left in `incoming/` goes after a day, when nobody can still be writing it.
const LEFTOVER_SECONDS_MAX: i64 = 24 * 60 * 60;

impl MediaStore {
    /// Takes a file's content in and finds out what it is. It lies on the disk then, but belongs to nothing before
    /// [`MediaStore::record`]; taking it in again costs nothing, so an interrupted caller simply begins anew.
    ///
    /// # Errors
    /// [`DataError::Refused`] when it is too large or a damaged or oversized picture; [`DataError::File`] when reading or
    /// writing fails.
    pub async fn receive<R: Read + Send + 'static>(
        &self,
        name: &str,
        content: R,
    ) -> Result<medium::Model, DataError> {
        let (disk, name, now) = (self.disk.clone(), file_name(name), self.clock.now());
        let receiving = move || {
            let (hash, bytes, kind) = receive(&disk, content, None)?;
            Ok(row(hash, name, bytes, &kind, now))
        };
        tokio::task::spawn_blocking(receiving)
            .await
            .map_err(|error| DataError::Damaged(error.to_string()))?
    }

    /// Writes down received files, and from which path of an old site (or `demo:name`) each came, if from any.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn record<C: ConnectionTrait>(
        &self,
        connection: &C,
        files: &[(medium::Model, Option<String>)],
    ) -> Result<(), DataError> {
        for (file, path) in files {
            let row: medium::ActiveModel = file.clone().into();
            medium::Entity::insert(row.reset_all())
                .on_conflict(
                    OnConflict::column(medium::Column::Hash)
                        .do_nothing()
                        .to_owned(),
                )
                .exec_without_returning(connection)
                .await?;
            let Some(path) = path else { continue };
            let from = source::ActiveModel {
                path: Set(path.clone()),
                hash: Set(file.hash.clone()),
                name: Set(file.name.clone()),
            };
            let replace = OnConflict::column(source::Column::Path)
                .update_columns([source::Column::Hash, source::Column::Name])
                .to_owned();
            source::Entity::insert(from)
                .on_conflict(replace)
                .exec_without_returning(connection)
                .await?;
        }
        Ok(())
    }

    /// Takes in and writes down one file that is in memory.
    ///
    /// # Errors
    /// As [`MediaStore::receive`] and [`MediaStore::record`].
    pub async fn put<C: ConnectionTrait>(
        &self,
        connection: &C,
        name: &str,
        source: Option<&str>,
        content: Vec<u8>,
    ) -> Result<MediaAddress, DataError> {
        let file = self.receive(name, std::io::Cursor::new(content)).await?;
        let address = address_of(&file)?;
        self.record(connection, &[(file, source.map(str::to_owned))])
            .await?;
        Ok(address)
    }

    /// Stores a style sheet that we made ourselves.
    ///
    /// # Errors
    /// When it cannot be written.
    pub async fn put_stylesheet<C: ConnectionTrait>(
        &self,
        connection: &C,
        name: &str,
        css: String,
    ) -> Result<MediaAddress, DataError> {
        let (disk, name, now) = (self.disk.clone(), file_name(name), self.clock.now());
        let receiving = move || {
            let sheet = Kind::plain("text/css; charset=utf-8");
            let (hash, bytes, kind) = receive(&disk, std::io::Cursor::new(css), Some(sheet))?;
            Ok::<_, DataError>(row(hash, name, bytes, &kind, now))
        };
        let joined = tokio::task::spawn_blocking(receiving).await;
        let file = joined.map_err(|error| DataError::Damaged(error.to_string()))??;
        let address = address_of(&file)?;
        self.record(connection, &[(file, None)]).await?;
        Ok(address)
    }

    /// Removes what interrupted processes left half-written.
    pub(super) fn sweep_incoming(&self) {
        let Ok(files) = std::fs::read_dir(self.disk.incoming()) else {
            return;
        };
        let old = self.clock.now().plus_seconds(-LEFTOVER_SECONDS_MAX);
        for file in files.flatten() {
            let written = file
                .metadata()
                .and_then(|data| data.modified())
                .map(chrono_instant);
            if written.is_ok_and(|written| written < old) {
                let _ = std::fs::remove_file(file.path());
            }
        }
    }
}

/// The address of a received file under its own name.
pub(super) fn address_of(file: &medium::Model) -> Result<MediaAddress, DataError> {
    let hash = file
        .hash
        .parse()
        .map_err(|_| DataError::Damaged(format!("the hash of {}", file.name)))?;
    Ok(MediaAddress {
        hash,
        name: file.name.clone(),
    })
}

fn chrono_instant(time: std::time::SystemTime) -> Instant {
    let since = time
        .duration_since(std::time::UNIX_EPOCH)
        .unwrap_or_default();
    Instant(i64::try_from(since.as_micros()).unwrap_or(i64::MAX))
}

fn row(hash: MediaHash, name: String, bytes: u64, kind: &Kind, now: Instant) -> medium::Model {
    let pixels = |n: u32| i32::try_from(n).unwrap_or(0);
    medium::Model {
        hash: hash.to_string(),
        name,
        content_type: kind.content_type.to_owned(),
        bytes: i64::try_from(bytes).unwrap_or(i64::MAX),
        width: pixels(kind.width),
        height: pixels(kind.height),
        resizable: kind.resizable,
        created_at: now,
    }
}

fn receive(
    disk: &Disk,
    content: impl Read,
    kind: Option<Kind>,
) -> Result<(MediaHash, u64, Kind), DataError> {
    let mut temporary = Temporary::new(&disk.incoming())?;
    let (mut hash, mut bytes) = copy(content, &mut temporary)?;
    let kind = match kind {
        Some(kind) => kind,
        None => kind::of_file(&mut temporary.file)?,
    };
    if bytes <= SEARCHED_BYTES_MAX
        && let Some(kept) = privately(&kind, &mut temporary)?
    {
        temporary = Temporary::new(&disk.incoming())?;
        (hash, bytes) = copy(kept.as_slice(), &mut temporary)?;
    }
    temporary.keep_as(&disk.original(hash))?;
    Ok((hash, bytes, kind))
}

fn privately(kind: &Kind, temporary: &mut Temporary) -> Result<Option<Vec<u8>>, DataError> {
    if !matches!(kind.content_type, "image/jpeg" | "image/webp" | "image/png") {
        return Ok(None);
    }
    let mut content = Vec::new();
    let read = temporary
        .file
        .rewind()
        .and_then(|()| temporary.file.read_to_end(&mut content));
    read.map_err(|source| temporary.fault(source))?;
    Ok(privacy::without_place(kind.content_type, &content))
}

/// Copies and hashes, and ends when it is too much.
fn copy(mut content: impl Read, to: &mut Temporary) -> Result<(MediaHash, u64), DataError> {
    let mut sum = Sha256::new();
    let mut bytes = 0;
    let mut buffer = vec![0; 64 * 1024];
    loop {
        let read = match content.read(&mut buffer) {
            Ok(0) => return Ok((MediaHash::from_sha256(&sum.finalize()), bytes)),
            Ok(read) => read,
            Err(error) if error.kind() == std::io::ErrorKind::Interrupted => continue,
            Err(error) => {
                return Err(DataError::Refused(format!(
                    "it cannot be read to its end ({error})"
                )));
            }
        };
        bytes += read as u64;
        if bytes > FILE_BYTES_MAX {
            let mebibytes = FILE_BYTES_MAX / 1024 / 1024;
            return Err(DataError::Refused(format!(
                "it is larger than {mebibytes} MiB"
            )));
        }
        sum.update(&buffer[..read]);
        to.file
            .write_all(&buffer[..read])
            .map_err(|source| to.fault(source))?;
    }
}

/// A file that goes away unless it is kept.
pub(crate) struct Temporary {
    pub(crate) file: File,
    path: tempfile::TempPath,
}

impl Temporary {
    pub(crate) fn new(folder: &Path) -> Result<Self, DataError> {
        let made = tempfile::NamedTempFile::new_in(folder);
        let fault = |source| DataError::File {
            path: folder.display().to_string(),
            source,
        };
        let (file, path) = made.map_err(fault)?.into_parts();
        Ok(Self { file, path })
    }

    fn fault(&self, source: std::io::Error) -> DataError {
        DataError::File {
            path: self.path.display().to_string(),
            source,
        }
    }

    /// Flushes to the disk, then renames. A file that is there already has the same content and stays.
    pub(crate) fn keep_as(self, to: &Path) -> Result<(), DataError> {
        if to.exists() {
            return Ok(());
        }
        let fault = |source| DataError::File {
            path: to.display().to_string(),
            source,
        };
        let folder = to.parent().unwrap_or(to);
        std::fs::create_dir_all(folder).map_err(fault)?;
        self.file.sync_all().map_err(fault)?;
        self.path.persist(to).map_err(|error| fault(error.error))?;
        // The name is kept only when the folder is.
        File::open(folder)
            .and_then(|folder| folder.sync_all())
            .map_err(fault)
    }
}
