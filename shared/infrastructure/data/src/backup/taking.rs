//! Taking a backup: one look at the database, row by row into the file, then the stored files.

use std::io::Write;

use contracts::Instant;
use sea_orm::{ConnectionTrait, DatabaseTransaction};
use sha2::{Digest, Sha256};

use super::manifest::{FORMAT, Manifest, MediaSummary, Summary, Sums, TableManifest, hex};
use super::pack::{Packer, unwritten};
use super::page::Pages;
use super::schema::{self, Table};
use super::{Site, Step, Watch, beside, refuse, sequence};
use crate::error::DataError;
use crate::media::{Disk, MediaHash};
use crate::signing::SiteKey;

/// Who makes a backup, and when.
#[derive(Clone, Debug)]
pub struct Label {
    /// The program's version.
    pub program: String,
    /// Now.
    pub now: Instant,
}

/// Writes a backup of a site that may be in use meanwhile; gives back what it was written to, not yet flushed to a disk.
///
/// # Errors
/// When the database has no schema, a table or value cannot be carried, or reading or writing fails. What was written
/// then is no backup, and [`super::restore`] refuses it.
pub async fn take<W: Write + Send + 'static>(
    site: &Site,
    label: &Label,
    out: W,
    watch: Watch<'_>,
) -> Result<(Summary, W), DataError> {
    let snapshot = site.database.snapshot().await?;
    let (tables, media, manifest) = survey(&snapshot, label).await?;
    let seconds = u64::try_from(label.now.micros() / 1_000_000).unwrap_or(0);
    let head = serde_json::to_vec_pretty(&manifest)
        .map_err(|error| DataError::Damaged(error.to_string()))?;
    let mut sums = Sums {
        manifest: hex(Sha256::new_with_prefix(&head)),
        tables: Default::default(),
        media: MediaSummary::default(),
        secret_key: false,
    };
    let mut file = Writing::new(Packer::new(out, seconds).map_err(unwritten)?);
    file.bytes("manifest.json".to_owned(), head).await?;
    let mut progress = Progress {
        watch,
        done: 0,
        total: manifest.total(),
    };
    for (table, described) in tables.iter().zip(&manifest.tables) {
        let sum = rows(&snapshot, table, described.rows, &mut file, &mut progress).await?;
        sums.tables.insert(table.name.clone(), sum);
    }
    // Files under their hashes never change, so that the database is not needed for them.
    snapshot.commit().await?;
    if let Some(key) = SiteKey::text_kept_in(&site.data)? {
        file.bytes("secret-key".to_owned(), key.into_bytes())
            .await?;
        sums.secret_key = true;
    }
    sums.media = files(Disk::at(&site.media), media, &mut file, &mut progress).await?;
    let tail =
        serde_json::to_vec_pretty(&sums).map_err(|error| DataError::Damaged(error.to_string()))?;
    file.bytes("sums.json".to_owned(), tail).await?;
    let out = file.finish().await?;
    Ok((Summary::new(&manifest, sums), out))
}

/// What there is.
async fn survey(
    db: &DatabaseTransaction,
    label: &Label,
) -> Result<(Vec<Table>, Vec<(MediaHash, u64)>, Manifest), DataError> {
    let steps = crate::migrate::steps_seen(db).await?;
    if steps.is_empty() {
        return Err(refuse(
            "the database has no schema yet: there is nothing to back up",
        ));
    }
    let tables = schema::tables(db).await?;
    let media = media(db, &tables).await?;
    let mut described = Vec::with_capacity(tables.len());
    for table in &tables {
        described.push(TableManifest {
            name: table.name.clone(),
            columns: table.columns.iter().map(Into::into).collect(),
            rows: schema::count(db, &table.name).await?,
            last_numbers: sequence::last_numbers(db, table).await?,
        });
    }
    let manifest = Manifest {
        format: FORMAT,
        program: label.program.clone(),
        made_at: label.now.to_string(),
        steps,
        tables: described,
        media_files: media.len() as u64,
        media_bytes: media.iter().map(|(_, bytes)| bytes).sum(),
    };
    Ok((tables, media, manifest))
}

/// The stored files that the database knows: 24 bytes each are held.
async fn media<C: ConnectionTrait>(
    db: &C,
    tables: &[Table],
) -> Result<Vec<(MediaHash, u64)>, DataError> {
    if !tables.iter().any(|table| table.name == "media") {
        return Ok(Vec::new());
    }
    let rows = schema::ask(db, "SELECT hash, bytes FROM media", []).await?;
    let mut files = Vec::with_capacity(rows.len());
    for row in rows {
        let (hash, bytes): (String, i64) = (row.try_get_by_index(0)?, row.try_get_by_index(1)?);
        let hash = hash
            .parse()
            .map_err(|_| DataError::Damaged(format!("media: the hash {hash}")))?;
        files.push((hash, u64::try_from(bytes).unwrap_or(0)));
    }
    files.sort_unstable_by_key(|(hash, _)| *hash);
    Ok(files)
}

/// Writes a table's rows and answers with their SHA-256.
async fn rows<W: Write + Send + 'static>(
    db: &DatabaseTransaction,
    table: &Table,
    counted: u64,
    file: &mut Writing<W>,
    progress: &mut Progress<'_>,
) -> Result<String, DataError> {
    let (mut sum, mut written) = (Sha256::new(), 0);
    let mut pages = Pages::of(table);
    let mut part = 0;
    while let Some(page) = pages.next(db).await? {
        part += 1;
        sum.update(&page.lines);
        written += page.rows;
        file.bytes(format!("tables/{}/{part}.jsonl", table.name), page.lines)
            .await?;
        progress.more(&table.name, page.rows);
    }
    if written != counted {
        return Err(DataError::Damaged(format!(
            "{} has {counted} rows, and {written} of them in the order of its primary key: check the database's indexes",
            table.name
        )));
    }
    Ok(hex(sum))
}

/// Writes the stored files.
async fn files<W: Write + Send + 'static>(
    disk: Disk,
    media: Vec<(MediaHash, u64)>,
    file: &mut Writing<W>,
    progress: &mut Progress<'_>,
) -> Result<MediaSummary, DataError> {
    let mut summary = MediaSummary::default();
    let mut sum = Sha256::new();
    for (hash, _) in media {
        match file.stored(disk.original(hash), hash).await? {
            Some(bytes) => {
                summary.files += 1;
                summary.bytes += bytes;
                sum.update(format!("{hash}\n"));
            }
            None => summary.absent.push(hash.to_string()),
        }
        progress.more("media", 1);
    }
    summary.sha256 = hex(sum);
    Ok(summary)
}

struct Progress<'a> {
    watch: Watch<'a>,
    done: u64,
    total: u64,
}

impl Progress<'_> {
    fn more(&mut self, what: &str, done: u64) {
        self.done += done;
        (self.watch)(Step {
            what,
            done: self.done,
            total: self.total,
        });
    }
}

/// The file that is being written, beside the runtime.
struct Writing<W: Write>(Option<Packer<W>>);

impl<W: Write + Send + 'static> Writing<W> {
    fn new(packer: Packer<W>) -> Self {
        Self(Some(packer))
    }

    async fn bytes(&mut self, path: String, content: Vec<u8>) -> Result<(), DataError> {
        self.with(move |packer| packer.bytes(&path, &content).map_err(unwritten))
            .await
    }

    async fn stored(
        &mut self,
        path: std::path::PathBuf,
        hash: MediaHash,
    ) -> Result<Option<u64>, DataError> {
        self.with(move |packer| packer.stored(&path, hash)).await
    }

    async fn finish(mut self) -> Result<W, DataError> {
        let packer = self.take()?;
        beside(move || packer.finish().map_err(unwritten)).await
    }

    /// A fault takes the packer with it: there is nothing to go on with.
    async fn with<T: Send + 'static>(
        &mut self,
        work: impl FnOnce(&mut Packer<W>) -> Result<T, DataError> + Send + 'static,
    ) -> Result<T, DataError> {
        let mut packer = self.take()?;
        let (packer, answer) =
            beside(move || work(&mut packer).map(|answer| (packer, answer))).await?;
        self.0 = Some(packer);
        Ok(answer)
    }

    fn take(&mut self) -> Result<Packer<W>, DataError> {
        self.0
            .take()
            .ok_or_else(|| refuse("the backup was given up before"))
    }
}
