//! The rows of a table in the order of its primary key, some at a time: as many as make about a mebibyte.

use sea_orm::{ConnectionTrait, DbBackend, Value};

use super::row;
use super::schema::{self, Column, Kind, Table, quoted};
use crate::error::DataError;

/// What a page should come to.
const PAGE_BYTES: usize = 1 << 20;
/// The first page of a table, when nobody knows yet how long its rows are.
const FIRST_ROWS: usize = 50;
const ROWS_MAX: usize = 2_000;

/// Where the reading of a table stands.
pub(super) struct Pages<'a> {
    table: &'a Table,
    /// The primary key of the last row.
    after: Option<Vec<Value>>,
    limit: usize,
    ended: bool,
}

impl<'a> Pages<'a> {
    /// Before the first row.
    pub(super) fn of(table: &'a Table) -> Self {
        Self {
            table,
            after: None,
            limit: FIRST_ROWS,
            ended: false,
        }
    }

    /// The next rows, as lines; each with its length. Nothing: there are no more.
    pub(super) async fn next<C: ConnectionTrait>(
        &mut self,
        db: &C,
    ) -> Result<Option<Page>, DataError> {
        if self.ended {
            return Ok(None);
        }
        let sql = self.sql(db.get_database_backend());
        let rows = schema::ask(db, &sql, self.after.iter().flatten().cloned()).await?;
        let mut page = Page::default();
        for found in &rows {
            let values = row::read(found, self.table)?;
            let before = page.lines.len();
            row::encode(&values, &mut page.lines)?;
            if page.lines.len() - before > row::ROW_BYTES_MAX {
                return Err(super::refuse(format!(
                    "a row of {} is longer than {} MiB, which a backup cannot carry",
                    self.table.name,
                    row::ROW_BYTES_MAX >> 20
                )));
            }
            self.after = Some(
                self.table
                    .key
                    .iter()
                    .map(|at| values[*at].clone())
                    .collect(),
            );
        }
        page.rows = rows.len() as u64;
        self.ended = rows.len() < self.limit;
        if rows.is_empty() {
            return Ok(None);
        }
        self.limit = (PAGE_BYTES * rows.len() / page.lines.len().max(1)).clamp(1, ROWS_MAX);
        Ok(Some(page))
    }

    fn sql(&self, backend: DbBackend) -> String {
        let columns: Vec<String> = self
            .table
            .columns
            .iter()
            .map(|c| selected(c, backend))
            .collect();
        let key = self.table.key.iter();
        let key: Vec<String> = key
            .map(|at| ordered(&self.table.columns[*at], backend))
            .collect();
        let after = match &self.after {
            Some(values) => {
                let bound: Vec<String> = (1..=values.len()).map(|n| format!("${n}")).collect();
                format!(" WHERE ({}) > ({})", key.join(", "), bound.join(", "))
            }
            None => String::new(),
        };
        format!(
            "SELECT {} FROM {}{after} ORDER BY {} LIMIT {}",
            columns.join(", "),
            quoted(&self.table.name),
            key.join(", "),
            self.limit
        )
    }
}

/// Rows as lines.
#[derive(Debug, Default)]
pub(super) struct Page {
    pub(super) lines: Vec<u8>,
    pub(super) rows: u64,
}

fn selected(column: &Column, backend: DbBackend) -> String {
    let name = quoted(&column.name);
    match (column.kind, backend) {
        // The driver reads a number only in the width in which it is stored.
        (Kind::Integer { bits: 16 | 32 }, DbBackend::Postgres) => format!("CAST({name} AS BIGINT)"),
        _ => name,
    }
}

/// Texts are ordered by their bytes, as SQLite does, and not by a language.
fn ordered(column: &Column, backend: DbBackend) -> String {
    let name = quoted(&column.name);
    match (column.kind, backend) {
        (Kind::Text, DbBackend::Postgres) => format!("{name} COLLATE \"C\""),
        _ => name,
    }
}
