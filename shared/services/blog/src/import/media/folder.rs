//! Files from Ghost's `content/` folder, or the folder above it.

use std::fs::File;
use std::path::{Path, PathBuf};

use super::supplier::{Content, Refusal, below_content, spellings};
use crate::import::error::ImportError;

/// A folder with `images/`, `media/` or `files/` in it.
pub(in crate::import) struct Folder {
    root: PathBuf,
}

impl Folder {
    pub(super) fn open(path: &Path) -> Result<Self, ImportError> {
        let has_uploads = |folder: &Path| {
            ["images", "media", "files"]
                .iter()
                .any(|part| folder.join(part).is_dir())
        };
        let root = [path.join("content"), path.to_owned()]
            .into_iter()
            .find(|folder| has_uploads(folder));
        let Some(root) = root else {
            return Err(ImportError::Media(format!(
                "{} is not Ghost's content folder: it has no images/, media/ or files/",
                path.display()
            )));
        };
        let unreadable =
            |error| ImportError::Media(format!("{} cannot be read: {error}", path.display()));
        Ok(Self {
            root: root.canonicalize().map_err(unreadable)?,
        })
    }

    pub(super) fn get(&self, path: &str) -> Result<Content, Refusal> {
        let Some(file) = below_content(path) else {
            return Err(Refusal::Final("its name is no text".into()));
        };
        for name in spellings(&file) {
            // A link may lead out of the folder.
            let Ok(found) = self.root.join(name).canonicalize() else {
                continue;
            };
            if found.starts_with(&self.root) && found.is_file() {
                let file = File::open(found)
                    .map_err(|error| Refusal::Final(format!("it cannot be opened: {error}")))?;
                return Ok(Box::new(file));
            }
        }
        Err(Refusal::Final("it is not in the folder".into()))
    }
}
