//! What an import is told beside the file.

use std::path::{Path, PathBuf};

use url::Url;

/// How many posts are written in one transaction, unless told otherwise.
pub const BATCH_POSTS: usize = 100;

/// Where the old site's pictures and files come from.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum MediaSource {
    /// Nowhere: only what an earlier import stored is used.
    #[default]
    None,
    /// Ghost's `content/` folder, or the folder above it.
    Folder(PathBuf),
    /// The same as a ZIP.
    Zip(PathBuf),
    /// The old site, while it still runs.
    Site(Url),
}

impl MediaSource {
    /// A folder, or a ZIP when it is a file.
    pub fn at(path: &Path) -> Self {
        match path.is_file() {
            true => Self::Zip(path.to_owned()),
            false => Self::Folder(path.to_owned()),
        }
    }
}

/// What an import is told beside the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ImportOptions {
    /// Where pictures and files come from.
    pub media: MediaSource,
    /// The old site's address, when it is known: links to it become paths. [`MediaSource::Site`] says it too.
    pub old_site: Option<Url>,
    /// How many posts are written in one transaction.
    pub batch_posts: usize,
}

impl Default for ImportOptions {
    fn default() -> Self {
        Self {
            media: MediaSource::None,
            old_site: None,
            batch_posts: BATCH_POSTS,
        }
    }
}

impl ImportOptions {
    pub(super) fn site(&self) -> Option<&Url> {
        match &self.media {
            MediaSource::Site(url) => self.old_site.as_ref().or(Some(url)),
            _ => self.old_site.as_ref(),
        }
    }
}
