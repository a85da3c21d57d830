//! Files from a ZIP of Ghost's `content/` folder.

use std::collections::HashMap;
use std::fs::File;
use std::io::{BufReader, Cursor, Read, Seek};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use data::media::FILE_BYTES_MAX;
use zip::ZipArchive;

use super::supplier::{Content, Refusal, below_content, spellings};
use crate::import::error::ImportError;

/// How many entries an archive may have: its index is taken into memory.
const ENTRIES_MAX: usize = 500_000;
/// Larger files are unpacked into a file, not into memory.
const IN_MEMORY_BYTES_MAX: u64 = 4 * 1024 * 1024;

/// An archive, by the paths below `content/`. Nothing is unpacked by its own name.
pub(in crate::import) struct Zipped {
    path: PathBuf,
    archive: Mutex<ZipArchive<BufReader<File>>>,
    entries: HashMap<String, usize>,
}

impl Zipped {
    pub(super) fn open(path: &Path) -> Result<Self, ImportError> {
        let refuse =
            |why: &dyn std::fmt::Display| ImportError::Media(format!("{}: {why}", path.display()));
        let file = File::open(path).map_err(|error| refuse(&error))?;
        let archive = ZipArchive::new(BufReader::new(file)).map_err(|error| refuse(&error))?;
        if archive.len() > ENTRIES_MAX {
            return Err(refuse(&format!(
                "it has {} entries, at most {ENTRIES_MAX} are read",
                archive.len()
            )));
        }
        let mut entries = HashMap::new();
        for index in 0..archive.len() {
            let Some(Ok(name)) = archive.name_for_index(index) else {
                continue;
            };
            if let Some(below) = below_folder(&name) {
                entries.entry(below.to_owned()).or_insert(index);
            }
        }
        if entries.is_empty() {
            return Err(refuse(
                &"it has no images/, media/ or files/ of Ghost's content folder",
            ));
        }
        Ok(Self {
            path: path.to_owned(),
            archive: Mutex::new(archive),
            entries,
        })
    }

    pub(super) fn get(&self, path: &str) -> Result<Content, Refusal> {
        let Some(file) = below_content(path) else {
            return Err(Refusal::Final("its name is no text".into()));
        };
        let Some(index) = spellings(&file)
            .iter()
            .find_map(|name| self.entries.get(name))
        else {
            return Err(Refusal::Final("it is not in the archive".into()));
        };
        self.unpack(*index).map_err(|error| {
            Refusal::Final(format!(
                "it cannot be unpacked from {}: {error}",
                self.path.display()
            ))
        })
    }

    /// Unpacks one entry. What it says of its own size is not believed: one byte more than we keep is all that is read, and
    /// the store then refuses it.
    fn unpack(&self, index: usize) -> std::io::Result<Content> {
        let mut archive = self.archive.lock().unwrap_or_else(PoisonError::into_inner);
        let entry = archive.by_index(index)?;
        let mut entry = entry.take(FILE_BYTES_MAX + 1);
        let mut head = Vec::new();
        entry
            .by_ref()
            .take(IN_MEMORY_BYTES_MAX)
            .read_to_end(&mut head)?;
        if (head.len() as u64) < IN_MEMORY_BYTES_MAX {
            return Ok(Box::new(Cursor::new(head)));
        }
        let mut file = tempfile::tempfile()?;
        std::io::copy(&mut Cursor::new(head), &mut file)?;
        std::io::copy(&mut entry, &mut file)?;
        file.rewind()?;
        Ok(Box::new(file))
    }
}

/// `images/…` of `site/content/images/…`, `content/images/…` or `images/…`.
fn below_folder(name: &str) -> Option<&str> {
    let is_upload = |below: &str| {
        ["images/", "media/", "files/"]
            .iter()
            .any(|folder| below.starts_with(folder))
    };
    let below = match name.find("content/") {
        Some(at) if at == 0 || name.as_bytes()[at - 1] == b'/' => &name[at + "content/".len()..],
        _ => name,
    };
    (is_upload(below) && !name.ends_with('/')).then_some(below)
}
