//! Reading a backup's file, which may come from anybody: every entry is the one that must come next, every size is bounded
//! before it is believed, nothing of it names a place on our disk.

use std::fs::File;
use std::io::{self, Read};
use std::sync::Arc;

use sea_orm::Value;
use sha2::{Digest, Sha256};
use tokio::sync::mpsc::Sender;

use super::bounded::Bounded;
use super::manifest::{MANIFEST_BYTES_MAX, Manifest, MediaSummary, SUMS_BYTES_MAX, Sums, hex};
use super::pack::hashed;
use super::{refuse, row};
use crate::error::DataError;
use crate::media::{Disk, FILE_BYTES_MAX, MediaHash, Temporary};
use crate::signing::KEY_FILE_BYTES_MAX;

/// A part is about a mebibyte and at most one row more.
const PART_BYTES_MAX: u64 = row::ROW_BYTES_MAX as u64 + (2 << 20);

/// What a backup holds, in its order.
pub(super) enum Item {
    Manifest(Arc<Manifest>),
    /// Some rows of a table, by its place in the manifest.
    Rows {
        table: usize,
        rows: Vec<Vec<Value>>,
    },
    SecretKey(String),
    /// A stored file lies in its place.
    Stored,
    /// Everything was there and was what the sums say.
    Sums(Sums),
}

/// A backup that is being read.
pub(super) struct Unpacker {
    pub(super) disk: Disk,
    /// PostgreSQL keeps no NUL in a text.
    pub(super) refuses_nul: bool,
    pub(super) items: Sender<Item>,
}

impl Unpacker {
    /// Reads a backup to its end; the last item is sent when all of it is proved.
    pub(super) fn run(&self, input: impl Read) -> Result<(), DataError> {
        let mut bounded = Bounded::open(input)?;
        let mut archive = tar::Archive::new(&mut bounded);
        // Raw: no long names, no links, no sparse files; there are none in a backup.
        let mut entries = Entries {
            entries: archive.entries().map_err(unreadable)?.raw(true),
            next: None,
        };
        let (manifest, sum) = self.manifest(&mut entries)?;
        let mut tables = std::collections::BTreeMap::new();
        for table in 0..manifest.tables.len() {
            let sum = self.table(&manifest, table, &mut entries)?;
            tables.insert(manifest.tables[table].name.clone(), sum);
        }
        let secret_key = self.secret_key(&mut entries)?;
        let media = self.media(&manifest, &mut entries)?;
        let sums: Sums = serde_json::from_slice(&entries.named("sums.json", SUMS_BYTES_MAX)?)
            .map_err(|error| refuse(format!("the backup's sums cannot be read ({error})")))?;
        let found = Sums {
            manifest: sum,
            tables,
            media: MediaSummary {
                absent: sums.media.absent.clone(),
                ..media
            },
            secret_key,
        };
        found.must_be(&sums, &manifest)?;
        entries.must_end()?;
        drop(entries);
        bounded.must_end()?;
        self.send(Item::Sums(sums))
    }

    fn manifest(
        &self,
        entries: &mut Entries<'_, impl Read>,
    ) -> Result<(Arc<Manifest>, String), DataError> {
        let bytes = entries.named("manifest.json", MANIFEST_BYTES_MAX)?;
        let manifest = Arc::new(Manifest::parse(&bytes)?);
        for (at, table) in manifest.tables.iter().enumerate() {
            let twice = manifest.tables[..at]
                .iter()
                .any(|other| other.name == table.name);
            if twice {
                return Err(refuse(format!(
                    "the backup names the table {} twice",
                    shown(&table.name)
                )));
            }
        }
        self.send(Item::Manifest(manifest.clone()))?;
        Ok((manifest, hex(Sha256::new_with_prefix(&bytes))))
    }

    fn table(
        &self,
        manifest: &Manifest,
        table: usize,
        entries: &mut Entries<'_, impl Read>,
    ) -> Result<String, DataError> {
        let kinds = manifest.kinds(table)?;
        let described = &manifest.tables[table];
        let (mut sum, mut count, mut part) = (Sha256::new(), 0, 0);
        while count < described.rows {
            part += 1;
            let path = format!("tables/{}/{part}.jsonl", described.name);
            let lines = entries.named(&path, PART_BYTES_MAX)?;
            sum.update(&lines);
            let Some(body) = lines.strip_suffix(b"\n") else {
                return Err(refuse(format!(
                    "{} ends in the middle of a row",
                    shown(&path)
                )));
            };
            let mut rows = Vec::new();
            for line in body.split(|byte| *byte == b'\n') {
                count += 1;
                let place = |why: String| {
                    refuse(format!("row {count} of {}: {why}", shown(&described.name)))
                };
                if count > described.rows {
                    return Err(place(format!(
                        "the backup announced {} rows",
                        described.rows
                    )));
                }
                let values = row::decode(line, &kinds).map_err(place)?;
                if self.refuses_nul && values.iter().any(has_nul) {
                    return Err(place(
                        "a text holds the character NUL, which PostgreSQL cannot keep; take it out where the backup was made, or restore into SQLite".to_owned(),
                    ));
                }
                rows.push(values);
            }
            self.send(Item::Rows { table, rows })?;
        }
        Ok(hex(sum))
    }

    fn secret_key(&self, entries: &mut Entries<'_, impl Read>) -> Result<bool, DataError> {
        if entries.path()?.as_deref() != Some("secret-key") {
            return Ok(false);
        }
        let bytes = entries.named("secret-key", KEY_FILE_BYTES_MAX)?;
        let text =
            String::from_utf8(bytes).map_err(|_| refuse("the backup's secret key is no text"))?;
        self.send(Item::SecretKey(text))?;
        Ok(true)
    }

    fn media(
        &self,
        manifest: &Manifest,
        entries: &mut Entries<'_, impl Read>,
    ) -> Result<MediaSummary, DataError> {
        let mut summary = MediaSummary::default();
        let mut sum = Sha256::new();
        let mut last: Option<MediaHash> = None;
        while let Some(path) = entries.path()?.filter(|path| path.starts_with("media/")) {
            let hash = path["media/".len()..].parse().ok();
            let Some(hash) = hash.filter(|hash| last.is_none_or(|last| last < *hash)) else {
                return Err(unexpected(&path, "the next stored file"));
            };
            last = Some(hash);
            summary.files += 1;
            if summary.files > manifest.media_files {
                return Err(refuse(format!(
                    "the backup has more than the {} files that it announced",
                    manifest.media_files
                )));
            }
            summary.bytes += self.stored(hash, &mut entries.open(FILE_BYTES_MAX)?)?;
            sum.update(format!("{hash}\n"));
            self.send(Item::Stored)?;
        }
        summary.sha256 = hex(sum);
        Ok(summary)
    }

    /// Puts a file into its place, whole or not at all.
    fn stored(&self, hash: MediaHash, content: &mut impl Read) -> Result<u64, DataError> {
        let place = self.disk.original(hash);
        let incoming = self.disk.incoming();
        let fault = |source| DataError::File {
            path: place.display().to_string(),
            source,
        };
        std::fs::create_dir_all(&incoming).map_err(fault)?;
        let mut temporary = Temporary::new(&incoming)?;
        let mut copying = Copying {
            from: content,
            to: &mut temporary.file,
            fault: None,
        };
        let (found, bytes) = match (hashed(&mut copying), copying.fault) {
            (_, Some(error)) => return Err(fault(error)),
            (read, None) => read.map_err(unreadable)?,
        };
        if found != hash {
            return Err(refuse(format!(
                "the backup is damaged: its file {hash} has another content"
            )));
        }
        match File::open(&place).map(|mut file| hashed(&mut file)) {
            Ok(Ok((there, _))) if there == hash => return Ok(bytes),
            // Nobody can want a file that is not what its name says.
            Ok(_) => std::fs::remove_file(&place).map_err(fault)?,
            Err(_) => {}
        }
        temporary.keep_as(&place)?;
        Ok(bytes)
    }

    fn send(&self, item: Item) -> Result<(), DataError> {
        // Nobody listens any more when the database refused; its sentence is the one that counts.
        self.items
            .blocking_send(item)
            .map_err(|_| refuse("the restore was given up"))
    }
}

impl Sums {
    /// Says which sum is another.
    fn must_be(&self, said: &Sums, manifest: &Manifest) -> Result<(), DataError> {
        let damaged = |what: &str| {
            Err(refuse(format!(
                "the backup is damaged: {what} is not what it was"
            )))
        };
        if self.manifest != said.manifest {
            return damaged("its manifest");
        }
        for (table, sum) in &self.tables {
            if said.tables.get(table) != Some(sum) {
                return damaged(&format!("the table {table}"));
            }
        }
        let files = said.media.files + said.media.absent.len() as u64;
        if self != said || files != manifest.media_files {
            return damaged("what it says of tables, files and the secret key");
        }
        Ok(())
    }
}

/// The entries, each looked at before it is read.
struct Entries<'a, R: Read> {
    entries: tar::Entries<'a, R>,
    next: Option<tar::Entry<'a, R>>,
}

impl<'a, R: Read> Entries<'a, R> {
    /// The path of the next entry, which must be a plain file.
    fn path(&mut self) -> Result<Option<String>, DataError> {
        if self.next.is_none() {
            self.next = self.entries.next().transpose().map_err(unreadable)?;
        }
        let Some(entry) = &self.next else {
            return Ok(None);
        };
        let path = String::from_utf8_lossy(&entry.path_bytes()).into_owned();
        if entry.header().entry_type() != tar::EntryType::Regular {
            return Err(refuse(format!(
                "the backup has an entry {} that is no plain file",
                shown(&path)
            )));
        }
        Ok(Some(path))
    }

    /// The next entry, if it declares no more bytes than that.
    fn open(&mut self, bytes_max: u64) -> Result<tar::Entry<'a, R>, DataError> {
        let path = self.path()?.unwrap_or_default();
        let Some(entry) = self.next.take() else {
            return Err(refuse("the backup ends before it is complete"));
        };
        if entry.size() > bytes_max {
            return Err(refuse(format!(
                "the backup's entry {} says that it has {} bytes; {bytes_max} are the most",
                shown(&path),
                entry.size()
            )));
        }
        Ok(entry)
    }

    /// The content of the next entry, which must have that name.
    fn named(&mut self, name: &str, bytes_max: u64) -> Result<Vec<u8>, DataError> {
        match self.path()? {
            None => Err(refuse(format!(
                "the backup ends where {} belongs: it is not complete",
                shown(name)
            ))),
            Some(path) if path != name => Err(unexpected(&path, &shown(name))),
            Some(_) => {
                let mut content = Vec::new();
                let mut entry = self.open(bytes_max)?;
                entry.read_to_end(&mut content).map_err(unreadable)?;
                if content.len() as u64 != entry.size() {
                    return Err(refuse(format!(
                        "the backup ends within {}: it is not complete",
                        shown(name)
                    )));
                }
                Ok(content)
            }
        }
    }

    fn must_end(&mut self) -> Result<(), DataError> {
        match self.path()? {
            None => Ok(()),
            Some(path) => Err(unexpected(&path, "the end")),
        }
    }
}

/// Hands on what it reads and writes it down.
struct Copying<'a, R> {
    from: &'a mut R,
    to: &'a mut File,
    /// Told apart from a fault of the backup.
    fault: Option<io::Error>,
}

impl<R: Read> Read for Copying<'_, R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.from.read(buffer)?;
        if let Err(error) = io::Write::write_all(self.to, &buffer[..read]) {
            self.fault = Some(error);
            return Err(io::Error::other("the copy cannot be written"));
        }
        Ok(read)
    }
}

fn has_nul(value: &Value) -> bool {
    matches!(value, Value::String(Some(text)) if text.contains('\0'))
}

pub(super) fn unreadable(error: io::Error) -> DataError {
    refuse(format!(
        "the backup cannot be read: it is damaged, cut short, or no backup ({error})"
    ))
}

fn unexpected(path: &str, expected: &str) -> DataError {
    refuse(format!(
        "the backup has an entry {} where {expected} belongs",
        shown(path)
    ))
}

/// A name of the backup's in a sentence: short, and without what would move a terminal's cursor.
fn shown(name: &str) -> String {
    let plain = |char: char| if char.is_control() { '\u{fffd}' } else { char };
    format!(
        "“{}”",
        name.chars().take(120).map(plain).collect::<String>()
    )
}
