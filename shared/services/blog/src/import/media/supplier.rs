//! Where the old site's files come from.

use std::io::Read;
use std::sync::Arc;

use super::folder::Folder;
use super::http::OldServer;
use super::zipped::Zipped;
use crate::import::error::ImportError;
use crate::import::options::MediaSource;

/// A file that was had, to be read to its end.
pub(super) type Content = Box<dyn Read + Send>;

/// Somewhere to ask for files by their path on the old site.
#[derive(Clone)]
pub(in crate::import) enum Supplier {
    /// Nowhere.
    None,
    /// Ghost's `content/` folder.
    Folder(Arc<Folder>),
    /// The same, packed.
    Zip(Arc<Zipped>),
    /// The old site, while it still runs.
    Server(Arc<OldServer>),
}

/// Why a file cannot be had.
pub(super) enum Refusal {
    /// Asking again will not help.
    Final(String),
    /// It may come on another try.
    Passing(String),
}

impl Supplier {
    /// Opens what the options name.
    ///
    /// # Errors
    /// When there is no such folder or archive.
    pub(in crate::import) fn open(source: &MediaSource) -> Result<Self, ImportError> {
        Ok(match source {
            MediaSource::None => Self::None,
            MediaSource::Folder(path) => Self::Folder(Folder::open(path)?.into()),
            MediaSource::Zip(path) => Self::Zip(Zipped::open(path)?.into()),
            MediaSource::Site(url) => Self::Server(OldServer::new(url)?.into()),
        })
    }

    /// A file's content. Blocks. `path` is one that [`upload`](crate::import::addresses::upload) answered.
    pub(super) fn get(&self, path: &str) -> Result<Content, Refusal> {
        match self {
            Self::None => Err(Refusal::Final(
                "no source of pictures and files was named".into(),
            )),
            Self::Folder(folder) => folder.get(path),
            Self::Zip(zip) => zip.get(path),
            Self::Server(server) => server.get(path),
        }
    }
}

/// The names under which Ghost may keep a file: `x.jpg`, or only the `x_o.jpg` that was uploaded.
pub(super) fn spellings(decoded: &str) -> [String; 2] {
    let unprocessed = match decoded.rsplit_once('.') {
        Some((stem, extension)) if !extension.contains('/') => format!("{stem}_o.{extension}"),
        _ => format!("{decoded}_o"),
    };
    [decoded.to_owned(), unprocessed]
}

/// `/content/images/a%20b.jpg` as it lies below Ghost's `content/` folder: `images/a b.jpg`.
pub(super) fn below_content(path: &str) -> Option<String> {
    crate::import::addresses::percent_decoded(path.strip_prefix("/content/")?)
}
