//! Restoring: one transaction from the first table to the last sum, so that a backup is there wholly or not at all.

use std::io::Read;
use std::sync::Arc;

use migrations::Migrator;
use sea_orm::{ConnectionTrait, DatabaseTransaction, DbBackend, Statement, Value};
use sea_orm_migration::MigratorTrait;
use tokio::sync::mpsc::{self, Receiver};

use super::manifest::{ColumnManifest, Manifest, Summary, Sums};
use super::schema::{self, FILLED, Kind, Table, quoted};
use super::unpack::{Item, Unpacker};
use super::{Site, Step, Watch, foreign_keys, refuse, sequence};
use crate::error::DataError;
use crate::media::Disk;
use crate::migrate;
use crate::signing::SiteKey;

/// How many values one statement binds: SQLite allows 32,766, PostgreSQL 65,535.
const BOUND_VALUES_MAX: usize = 2_000;
/// How much is read ahead, in parts of a table.
const AHEAD_MAX: usize = 2;

/// Restores a backup into a site whose database is empty or was just migrated. A database without a schema gets the backup's,
/// then is brought up to date. Stored files are put under their hashes first and may stay when the rest is refused:
/// they harm nobody, and the next try finds them. A data folder that has a secret key keeps its own; the answer says
/// whether it is the backup's.
///
/// # Errors
/// A sentence, when the database holds something, the backup is damaged, cut short, of another program, or the database
/// refuses a row. The database is what it was then.
pub async fn restore<R: Read + Send + 'static>(
    site: &Site,
    input: R,
    watch: Watch<'_>,
) -> Result<Restored, DataError> {
    let (work, alone) = site.database.begin_alone().await?;
    let tables = schema::tables(&work).await?;
    must_be_empty(&work, &tables).await?;
    let (items, mut received) = mpsc::channel(AHEAD_MAX);
    let unpacker = Unpacker {
        disk: Disk::at(&site.media),
        refuses_nul: work.get_database_backend() == DbBackend::Postgres,
        items,
    };
    let reading = tokio::task::spawn_blocking(move || unpacker.run(input));
    let filled = fill(&work, &mut received, watch).await;
    drop(received);
    let read = reading
        .await
        .map_err(|error| DataError::Damaged(error.to_string()))?;
    let Some((manifest, sums, key)) = filled? else {
        read?;
        return Err(refuse("the backup ended before its sums"));
    };
    read?;
    let own_key = match &key {
        Some(key) => SiteKey::keep_in(&site.data, key)?,
        None => false,
    };
    work.commit().await?;
    drop(alone);
    Ok(Restored {
        summary: Summary::new(&manifest, sums),
        other_key: key.is_some() && !own_key,
    })
}

/// What a restore ends with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Restored {
    /// What is there now.
    pub summary: Summary,
    /// The data folder had another secret key than the backup, and kept it.
    pub other_key: bool,
}

type Filled = (Arc<Manifest>, Sums, Option<String>);

/// Takes what comes; nothing when it ended too early.
async fn fill(
    work: &DatabaseTransaction,
    items: &mut Receiver<Item>,
    watch: Watch<'_>,
) -> Result<Option<Filled>, DataError> {
    let Some(Item::Manifest(manifest)) = items.recv().await else {
        return Ok(None);
    };
    let tables = prepare(work, &manifest).await?;
    let deferred = foreign_keys::defer(work).await?;
    let (mut key, mut done, total) = (None, 0, manifest.total());
    let mut more = |what: &str, some: usize| {
        done += some as u64;
        watch(Step { what, done, total });
    };
    let sums = loop {
        match items.recv().await {
            None | Some(Item::Manifest(_)) => return Ok(None),
            Some(Item::Rows { table, rows }) => {
                insert(work, &tables[table], &rows).await?;
                more(&tables[table].name, rows.len());
            }
            Some(Item::SecretKey(text)) => key = Some(text),
            Some(Item::Stored) => more("media", 1),
            Some(Item::Sums(sums)) => break sums,
        }
    };
    for (table, described) in tables.iter().zip(&manifest.tables) {
        let rows = schema::count(work, &table.name).await?;
        if rows != described.rows {
            return Err(refuse(format!(
                "{} has {rows} rows in the database where the backup has {}",
                table.name, described.rows
            )));
        }
        sequence::go_on(work, table, &described.last_numbers).await?;
    }
    foreign_keys::check(work, deferred).await?;
    Migrator::up(work, None).await?;
    Ok(Some((manifest, sums, key)))
}

/// Content that is there already is nobody's to replace.
async fn must_be_empty(work: &DatabaseTransaction, tables: &[Table]) -> Result<(), DataError> {
    if work.get_database_backend() == DbBackend::Postgres && !tables.is_empty() {
        let names: Vec<String> = tables.iter().map(|table| quoted(&table.name)).collect();
        // Nobody fills a table between our look and our end.
        let lock = format!("LOCK TABLE {} IN EXCLUSIVE MODE", names.join(", "));
        work.execute_unprepared(&lock).await?;
    }
    for table in tables {
        let filled = FILLED.iter().find(|(name, _)| *name == table.name);
        let rows = schema::count(work, &table.name).await?;
        if rows > filled.map_or(0, |(_, rows)| *rows) {
            return Err(refuse(format!(
                "the database is not empty ({} has {rows} rows): restore into an empty database and an empty data folder",
                table.name
            )));
        }
    }
    Ok(())
}

/// Brings the schema to where the backup's was, and finds the backup's tables in it.
async fn prepare(work: &DatabaseTransaction, manifest: &Manifest) -> Result<Vec<Table>, DataError> {
    let known: Vec<String> = migrate::steps_known();
    if !known.starts_with(&manifest.steps) {
        return Err(refuse(format!(
            "the backup has schema steps that this program does not know (up to {}): restore it with Rose Ash {} or later",
            manifest.steps.last().map_or("", String::as_str),
            manifest.program
        )));
    }
    let seen = migrate::steps_seen(work).await?;
    if !manifest.steps.starts_with(&seen) {
        return Err(refuse(format!(
            "the database's schema ({}) is newer than the backup's ({}): restore into a database without any tables, which is then brought up to date",
            seen.last().map_or("", String::as_str),
            manifest.steps.last().map_or("none", String::as_str)
        )));
    }
    let lacking = manifest.steps.len() - seen.len();
    if lacking > 0 {
        Migrator::up(work, Some(u32::try_from(lacking).unwrap_or(u32::MAX))).await?;
    }
    let mut found = schema::tables(work).await?;
    for (name, _) in FILLED {
        if found.iter().any(|table| table.name == *name) {
            work.execute_unprepared(&format!("DELETE FROM {}", quoted(name)))
                .await?;
        }
    }
    let mut tables = Vec::with_capacity(found.len());
    for described in &manifest.tables {
        let at = found.iter().position(|table| table.name == described.name);
        let Some(table) = at.map(|at| found.swap_remove(at)) else {
            let name: String = described.name.chars().take(60).collect();
            return Err(refuse(format!(
                "the backup has a table “{}” that its schema steps do not make",
                name.escape_debug()
            )));
        };
        let columns: Vec<ColumnManifest> = table.columns.iter().map(Into::into).collect();
        if columns != described.columns {
            return Err(refuse(format!(
                "the backup's table {} has other columns than its schema steps make",
                table.name
            )));
        }
        tables.push(table);
    }
    match found.first() {
        None => Ok(tables),
        Some(table) => Err(refuse(format!("the backup lacks the table {}", table.name))),
    }
}

async fn insert(
    work: &DatabaseTransaction,
    table: &Table,
    rows: &[Vec<Value>],
) -> Result<(), DataError> {
    let backend = work.get_database_backend();
    let names: Vec<String> = table.columns.iter().map(|c| quoted(&c.name)).collect();
    let overriding = match backend {
        DbBackend::Postgres => " OVERRIDING SYSTEM VALUE",
        _ => "",
    };
    for some in rows.chunks((BOUND_VALUES_MAX / names.len().max(1)).max(1)) {
        let mut bound = 0;
        let tuples: Vec<String> = some
            .iter()
            .map(|row| {
                let places = row.iter().map(|_| {
                    bound += 1;
                    format!("${bound}")
                });
                format!("({})", places.collect::<Vec<_>>().join(","))
            })
            .collect();
        let sql = format!(
            "INSERT INTO {} ({}){overriding} VALUES {}",
            quoted(&table.name),
            names.join(", "),
            tuples.join(",")
        );
        if backend == DbBackend::Postgres {
            some.iter().try_for_each(|row| must_fit(table, row))?;
        }
        let values = some.iter().flatten().cloned();
        let statement = Statement::from_sql_and_values(backend, sql, values);
        work.execute_raw(statement).await.map_err(|error| {
            refuse(format!(
                "the database refuses a row of {}: {error}",
                table.name
            ))
        })?;
    }
    Ok(())
}

/// SQLite keeps 64 bits in every integer; PostgreSQL as many as its column has.
fn must_fit(table: &Table, row: &[Value]) -> Result<(), DataError> {
    for (column, value) in table.columns.iter().zip(row) {
        let fits = match (column.kind, value) {
            (Kind::Integer { bits: 16 }, Value::BigInt(Some(n))) => i16::try_from(*n).is_ok(),
            (Kind::Integer { bits: 32 }, Value::BigInt(Some(n))) => i32::try_from(*n).is_ok(),
            _ => true,
        };
        if !fits {
            return Err(refuse(format!(
                "{}.{} holds a number that is too large for PostgreSQL's column; correct it where the backup was made, or restore into SQLite",
                table.name, column.name
            )));
        }
    }
    Ok(())
}
