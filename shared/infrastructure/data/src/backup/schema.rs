//! Which tables there are, what their columns hold, who refers to whom; asked of the database itself.

use std::collections::{BTreeMap, BTreeSet};

use sea_orm::{ConnectionTrait, DbBackend, DbErr, QueryResult, Statement};

use super::refuse;
use crate::error::DataError;

/// Tables that a backup leaves out, each with its reason.
pub(super) const DERIVED: &[(&str, &str)] = &[
    (
        "seaql_migrations",
        "the manifest names the schema steps, and restoring runs them",
    ),
    (
        "search_index",
        "the triggers of search_documents fill it with each row",
    ),
];

/// Columns that a backup leaves out, each with its reason. Generated columns are left out without a word.
const DERIVED_COLUMNS: &[(&str, &str, &str)] = &[(
    "search_documents",
    "number",
    "SQLite's own number for a row of its index; PostgreSQL has none",
)];

/// Tables that a schema step fills by itself, with the most rows that it puts there: a database that holds no more than
/// these is empty, and restoring puts the backup's rows in their place.
pub(super) const FILLED: &[(&str, u64)] = &[("menus", 2)];

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// Any text, byte for byte.
    Text,
    /// A whole number of at most so many bits.
    Integer { bits: u8 },
    /// A truth.
    Boolean,
    /// An id.
    Uuid,
    /// Bytes.
    Bytes,
}

impl Kind {
    /// How a manifest calls it.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Integer { .. } => "integer",
            Self::Boolean => "boolean",
            Self::Uuid => "uuid",
            Self::Bytes => "bytes",
        }
    }

    /// The widest kind of that name.
    pub(super) fn named(name: &str) -> Option<Self> {
        let all = [
            Self::Text,
            Self::Integer { bits: 64 },
            Self::Boolean,
            Self::Uuid,
            Self::Bytes,
        ];
        all.into_iter().find(|kind| kind.name() == name)
    }

    /// The kind of a declared type, as either database writes it.
    fn declared(declared: &str) -> Option<Self> {
        match declared.to_ascii_lowercase().as_str() {
            "text" | "character varying" | "varchar" => Some(Self::Text),
            "bigint" => Some(Self::Integer { bits: 64 }),
            "integer" => Some(Self::Integer { bits: 32 }),
            "smallint" => Some(Self::Integer { bits: 16 }),
            "boolean" => Some(Self::Boolean),
            "uuid" => Some(Self::Uuid),
            "bytea" | "blob" => Some(Self::Bytes),
            _ => None,
        }
    }
}

/// A column that is stored (a generated one is not).
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Column {
    pub(super) name: String,
    pub(super) kind: Kind,
}

/// A table that is backed up.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Table {
    pub(super) name: String,
    /// By name, so that both databases and every history of steps agree on the order.
    pub(super) columns: Vec<Column>,
    /// Where the columns of the primary key are among them.
    pub(super) key: Vec<usize>,
}

/// The tables that are backed up, those that others refer to first.
pub(super) async fn tables<C: ConnectionTrait>(db: &C) -> Result<Vec<Table>, DataError> {
    let derived = |name: &String| DERIVED.iter().any(|(derived, _)| derived == name);
    let mut found = Vec::new();
    for name in names(db).await?.into_iter().filter(|name| !derived(name)) {
        found.push(table(db, name).await?);
    }
    let references = references(db).await?;
    Ok(parents_first(found, &references))
}

/// Every table of the schema; the shadow tables of a virtual one are the virtual one's business.
pub(super) async fn names<C: ConnectionTrait>(db: &C) -> Result<Vec<String>, DataError> {
    let sql = match db.get_database_backend() {
        DbBackend::Postgres => {
            "SELECT c.relname::TEXT FROM pg_class c WHERE c.relkind IN ('r', 'p') \
             AND c.relnamespace = current_schema()::regnamespace ORDER BY c.relname::TEXT COLLATE \"C\""
        }
        _ => {
            "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type IN ('table', 'virtual') \
             AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY name"
        }
    };
    let rows = ask(db, sql, []).await?;
    let names = rows.iter().map(|row| row.try_get_by_index(0));
    Ok(names.collect::<Result<_, DbErr>>()?)
}

async fn table<C: ConnectionTrait>(db: &C, name: String) -> Result<Table, DataError> {
    // Name, declared type, place in the primary key or 0.
    let sql = match db.get_database_backend() {
        DbBackend::Postgres => {
            "SELECT a.attname::TEXT, format_type(a.atttypid, NULL), \
             COALESCE(array_position(i.indkey::INT2[], a.attnum) + 1, 0)::BIGINT \
             FROM pg_attribute a LEFT JOIN pg_index i ON i.indrelid = a.attrelid AND i.indisprimary \
             WHERE a.attrelid = quote_ident($1)::regclass AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = ''"
        }
        _ => "SELECT name, type, CAST(pk AS BIGINT) FROM pragma_table_xinfo($1) WHERE hidden = 0",
    };
    let mut columns = Vec::new();
    for row in ask(db, sql, [name.clone().into()]).await? {
        let column: String = row.try_get_by_index(0)?;
        let declared: String = row.try_get_by_index(1)?;
        let place: i64 = row.try_get_by_index(2)?;
        let Some(kind) = Kind::declared(&declared) else {
            return Err(refuse(format!(
                "{name}.{column} has the type {declared}, which a backup cannot carry"
            )));
        };
        columns.push((Column { name: column, kind }, place));
    }
    columns.retain(|(column, _)| {
        let derived =
            |(of, left_out, _): &(&str, &str, &str)| *of == name && *left_out == column.name;
        !DERIVED_COLUMNS.iter().any(derived)
    });
    columns.sort_by(|a, b| a.0.name.cmp(&b.0.name));
    let mut key: Vec<(i64, usize)> = Vec::new();
    for (at, (_, place)) in columns.iter().enumerate().filter(|(_, c)| c.1 > 0) {
        key.push((*place, at));
    }
    key.sort_unstable();
    let columns: Vec<Column> = columns.into_iter().map(|(column, _)| column).collect();
    let mut key: Vec<usize> = key.into_iter().map(|(_, at)| at).collect();
    if key.is_empty() {
        key = unique(db, &name, &columns).await?;
    }
    if key.is_empty() {
        return Err(refuse(format!(
            "the table {name} has no primary key, by which its rows could be put in order"
        )));
    }
    Ok(Table { name, columns, key })
}

/// What else tells the rows of a SQLite table apart, when its primary key is its own number.
async fn unique<C: ConnectionTrait>(
    db: &C,
    table: &str,
    columns: &[Column],
) -> Result<Vec<usize>, DataError> {
    if db.get_database_backend() == DbBackend::Postgres {
        return Ok(Vec::new());
    }
    let sql = "SELECT i.name, c.name FROM pragma_index_list($1) i, pragma_index_info(i.name) c \
               WHERE i.origin = 'u' AND i.partial = 0 ORDER BY i.seq, c.seqno";
    let (mut first, mut key) = (None, Vec::new());
    for row in ask(db, sql, [table.into()]).await? {
        let (index, column): (String, String) =
            (row.try_get_by_index(0)?, row.try_get_by_index(1)?);
        if *first.get_or_insert_with(|| index.clone()) == index {
            key.extend(columns.iter().position(|known| known.name == column));
        }
    }
    Ok(key)
}

/// Which tables a table's foreign keys name.
async fn references<C: ConnectionTrait>(
    db: &C,
) -> Result<BTreeMap<String, BTreeSet<String>>, DataError> {
    let sql = match db.get_database_backend() {
        DbBackend::Postgres => {
            "SELECT c.relname::TEXT, p.relname::TEXT FROM pg_constraint f \
             JOIN pg_class c ON c.oid = f.conrelid JOIN pg_class p ON p.oid = f.confrelid \
             WHERE f.contype = 'f' AND f.connamespace = current_schema()::regnamespace"
        }
        _ => {
            "SELECT t.name, f.\"table\" FROM pragma_table_list t, pragma_foreign_key_list(t.name) f WHERE t.schema = 'main'"
        }
    };
    let mut references: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for row in ask(db, sql, []).await? {
        let (child, parent): (String, String) =
            (row.try_get_by_index(0)?, row.try_get_by_index(1)?);
        references.entry(child).or_default().insert(parent);
    }
    Ok(references)
}

/// Foreign keys are looked at when all rows are there, so that a ring of tables only costs some time.
fn parents_first(
    mut waiting: Vec<Table>,
    references: &BTreeMap<String, BTreeSet<String>>,
) -> Vec<Table> {
    let mut placed: Vec<Table> = Vec::with_capacity(waiting.len());
    while !waiting.is_empty() {
        let waits = |table: &Table| {
            references.get(&table.name).is_some_and(|parents| {
                waiting
                    .iter()
                    .any(|other| other.name != table.name && parents.contains(&other.name))
            })
        };
        let next = waiting.iter().position(|table| !waits(table));
        placed.push(waiting.remove(next.unwrap_or(0)));
    }
    placed
}

/// A name in a statement.
pub(super) fn quoted(name: &str) -> String {
    format!("\"{}\"", name.replace('"', "\"\""))
}

/// The rows that a statement answers with.
pub(super) async fn ask<C: ConnectionTrait>(
    db: &C,
    sql: &str,
    values: impl IntoIterator<Item = sea_orm::Value>,
) -> Result<Vec<QueryResult>, DataError> {
    let statement = Statement::from_sql_and_values(db.get_database_backend(), sql, values);
    Ok(db.query_all_raw(statement).await?)
}

/// The one number that a statement answers with.
pub(super) async fn number<C: ConnectionTrait>(
    db: &C,
    sql: &str,
    values: impl IntoIterator<Item = sea_orm::Value>,
) -> Result<Option<i64>, DataError> {
    let rows = ask(db, sql, values).await?;
    let first = rows.first().map(|row| row.try_get_by_index(0));
    Ok(first.transpose()?.flatten())
}

/// How many rows a table has.
pub(super) async fn count<C: ConnectionTrait>(db: &C, table: &str) -> Result<u64, DataError> {
    let sql = format!("SELECT COUNT(*) FROM {}", quoted(table));
    let count = number(db, &sql, []).await?.unwrap_or(0);
    Ok(u64::try_from(count).unwrap_or(0))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn named(name: &str) -> Table {
        Table {
            name: name.to_owned(),
            columns: Vec::new(),
            key: Vec::new(),
        }
    }

    #[test]
    fn parents_come_first_and_a_ring_ends() {
        let references = [("a", "c"), ("c", "b"), ("c", "c"), ("x", "y"), ("y", "x")];
        let mut map: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        for (child, parent) in references {
            map.entry(child.into()).or_default().insert(parent.into());
        }
        let tables = ["a", "b", "c", "x", "y"].map(named).to_vec();
        let order: Vec<String> = parents_first(tables, &map)
            .into_iter()
            .map(|table| table.name)
            .collect();
        assert_eq!(order, ["b", "c", "a", "x", "y"]);
    }
}
