//! Stored pictures and files, by the hash of their content, on every app's host.

mod range;
mod serving;

use std::path::PathBuf;

use async_trait::async_trait;
use contracts::ServiceError;
use data::media::MediaStore;

pub(crate) use serving::routes;

/// Where stored files are: the media store, or a stand-in in tests.
#[async_trait]
pub trait MediaFiles: Send + Sync {
    /// The file with this hash, or its copy of that width; `None` when there is none.
    async fn open(&self, hash: &str, width: Option<u32>)
    -> Result<Option<MediaFile>, ServiceError>;
}

/// A stored file.
#[derive(Clone, Debug)]
pub struct MediaFile {
    /// Where it lies.
    pub path: PathBuf,
    /// Its size in bytes.
    pub len: u64,
    /// Its media type, as found in its content when it was stored.
    pub content_type: String,
    /// The original in place of a copy that is still to be made: not kept for long.
    pub is_stand_in: bool,
}

#[async_trait]
impl MediaFiles for MediaStore {
    async fn open(
        &self,
        hash: &str,
        width: Option<u32>,
    ) -> Result<Option<MediaFile>, ServiceError> {
        let opened = MediaStore::open(self, hash, width).await?;
        Ok(opened.map(|file| MediaFile {
            path: file.path,
            len: file.len,
            content_type: file.content_type,
            is_stand_in: file.is_stand_in,
        }))
    }
}
