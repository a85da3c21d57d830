//! What a backup says of itself: the manifest at its head, the sums at its end, and the summary of both.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::refuse;
use super::schema::{Column, Kind};
use crate::error::DataError;

/// The format that this program writes; it reads no newer one.
pub(super) const FORMAT: u32 = 1;
/// Some hundred tables fit in a tenth of it.
pub(super) const MANIFEST_BYTES_MAX: u64 = 1 << 20;
/// Names of absent files are most of it: a quarter of a million.
pub(super) const SUMS_BYTES_MAX: u64 = 16 << 20;

/// The head of a backup.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Manifest {
    pub(super) format: u32,
    /// The version of the program that made it.
    pub(super) program: String,
    /// RFC 3339, UTC.
    pub(super) made_at: String,
    /// The schema steps that the database had seen.
    pub(super) steps: Vec<String>,
    /// Tables in the order in which their rows follow: those that others refer to come first.
    pub(super) tables: Vec<TableManifest>,
    /// What the table of media counts; files that were not there are named in the sums.
    pub(super) media_files: u64,
    pub(super) media_bytes: u64,
}

/// A table as it was.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct TableManifest {
    pub(super) name: String,
    pub(super) columns: Vec<ColumnManifest>,
    pub(super) rows: u64,
    /// The last number that a counting column gave, when the database remembers it apart from the rows.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub(super) last_numbers: BTreeMap<String, i64>,
}

/// A column; how many bits an integer has is a matter of each database.
#[derive(Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ColumnManifest {
    pub(super) name: String,
    pub(super) kind: String,
}

impl From<&Column> for ColumnManifest {
    fn from(column: &Column) -> Self {
        Self {
            name: column.name.clone(),
            kind: column.kind.name().to_owned(),
        }
    }
}

impl Manifest {
    /// Parses a head; a newer format is named as such before anything else is understood.
    pub(super) fn parse(bytes: &[u8]) -> Result<Self, DataError> {
        #[derive(Deserialize)]
        struct Version {
            format: u32,
            #[serde(default)]
            program: String,
        }
        let damaged = |error: serde_json::Error| {
            refuse(format!(
                "this is no backup: its manifest cannot be read ({error})"
            ))
        };
        let version: Version = serde_json::from_slice(bytes).map_err(damaged)?;
        if version.format != FORMAT {
            let program: String = version.program.chars().take(40).collect();
            return Err(refuse(format!(
                "the backup has format {}, and this program reads format {FORMAT}: restore it with Rose Ash {program}, which made it",
                version.format
            )));
        }
        serde_json::from_slice(bytes).map_err(damaged)
    }

    /// The kinds of a table's columns.
    pub(super) fn kinds(&self, table: usize) -> Result<Vec<Kind>, DataError> {
        let table = &self.tables[table];
        let kinds = table.columns.iter().map(|column| {
            Kind::named(&column.kind).ok_or_else(|| {
                refuse(format!(
                    "the backup's column {}.{} is of an unknown kind “{}”",
                    table.name, column.name, column.kind
                ))
            })
        });
        kinds.collect()
    }

    /// Rows and files in all.
    pub(super) fn total(&self) -> u64 {
        let rows = self.tables.iter().map(|table| table.rows);
        rows.fold(self.media_files, u64::saturating_add)
    }
}

/// The end of a backup.
#[derive(Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Sums {
    /// SHA-256 of the manifest as it stands in the file.
    pub(super) manifest: String,
    /// SHA-256 of each table's parts, one after the other.
    pub(super) tables: BTreeMap<String, String>,
    pub(super) media: MediaSummary,
    /// Whether the data folder's secret key is in it.
    pub(super) secret_key: bool,
}

/// What became of the stored files.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MediaSummary {
    /// How many are in the backup.
    pub files: u64,
    /// Their bytes.
    pub bytes: u64,
    /// SHA-256 over their hashes, each followed by a line feed.
    pub sha256: String,
    /// Hashes of files that the database knows and the media folder did not have, or had damaged.
    pub absent: Vec<String>,
}

/// A table of a backup.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct TableSummary {
    /// Its rows.
    pub rows: u64,
    /// SHA-256 of its rows as they stand in the backup.
    pub sha256: String,
}

/// What is in a backup, counted and hashed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Summary {
    /// The version of the program that made it.
    pub program: String,
    /// When.
    pub made_at: String,
    /// The schema steps that it holds.
    pub steps: Vec<String>,
    /// Each table.
    pub tables: BTreeMap<String, TableSummary>,
    /// The stored files.
    pub media: MediaSummary,
    /// Whether the data folder's secret key is in it.
    pub secret_key: bool,
}

impl Summary {
    pub(super) fn new(manifest: &Manifest, sums: Sums) -> Self {
        let mut hashes = sums.tables;
        let tables = manifest.tables.iter().map(|table| {
            let sha256 = hashes.remove(&table.name).unwrap_or_default();
            let rows = table.rows;
            (table.name.clone(), TableSummary { rows, sha256 })
        });
        Self {
            program: manifest.program.clone(),
            made_at: manifest.made_at.clone(),
            steps: manifest.steps.clone(),
            tables: tables.collect(),
            media: sums.media,
            secret_key: sums.secret_key,
        }
    }

    /// Rows of all tables.
    pub fn rows(&self) -> u64 {
        self.tables.values().map(|table| table.rows).sum()
    }
}

/// A SHA-256 in hex.
pub(super) fn hex(sum: Sha256) -> String {
    let digits = |byte: u8| format!("{byte:02x}");
    sum.finalize().into_iter().map(digits).collect()
}
