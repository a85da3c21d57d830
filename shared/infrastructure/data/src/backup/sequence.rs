//! Columns that count by themselves: what they gave last goes along, so that no number is given twice.

use std::collections::BTreeMap;

use sea_orm::{ConnectionTrait, DbBackend};

use super::schema::{self, Kind, Table, quoted};
use crate::error::DataError;

/// The last number of each counting column of a table, as the database remembers it.
pub(super) async fn last_numbers<C: ConnectionTrait>(
    db: &C,
    table: &Table,
) -> Result<BTreeMap<String, i64>, DataError> {
    let mut found = BTreeMap::new();
    for column in counting(db, table).await? {
        let last = match db.get_database_backend() {
            DbBackend::Postgres => {
                let sql = format!(
                    "SELECT CASE WHEN is_called THEN last_value ELSE last_value - 1 END FROM {}",
                    column.sequence
                );
                schema::number(db, &sql, []).await?
            }
            _ => {
                let sql = "SELECT CAST(seq AS BIGINT) FROM sqlite_sequence WHERE name = $1";
                schema::number(db, sql, [table.name.clone().into()]).await?
            }
        };
        // Nothing given yet is nothing to remember.
        if let Some(last) = last.filter(|last| *last > 0) {
            found.insert(column.name, last);
        }
    }
    Ok(found)
}

/// Lets a table's counting columns go on behind the given numbers and behind every row.
pub(super) async fn go_on<C: ConnectionTrait>(
    db: &C,
    table: &Table,
    last_numbers: &BTreeMap<String, i64>,
) -> Result<(), DataError> {
    for column in counting(db, table).await? {
        let sql = format!(
            "SELECT CAST(MAX({}) AS BIGINT) FROM {}",
            quoted(&column.name),
            quoted(&table.name)
        );
        let highest = schema::number(db, &sql, []).await?;
        let last = highest.max(last_numbers.get(&column.name).copied());
        let Some(last) = last.filter(|last| *last > 0) else {
            continue;
        };
        match db.get_database_backend() {
            DbBackend::Postgres => {
                let sql = "SELECT setval(CAST($1 AS regclass), $2)";
                let values = [column.sequence.into(), last.into()];
                schema::ask(db, sql, values).await?;
            }
            _ => {
                let name = table.name.clone();
                let gone = "DELETE FROM sqlite_sequence WHERE name = $1 RETURNING name";
                schema::ask(db, gone, [name.clone().into()]).await?;
                let set = "INSERT INTO sqlite_sequence (name, seq) VALUES ($1, $2) RETURNING name";
                schema::ask(db, set, [name.into(), last.into()]).await?;
            }
        }
    }
    Ok(())
}

struct Counting {
    name: String,
    /// On PostgreSQL, quoted as it must be.
    sequence: String,
}

async fn counting<C: ConnectionTrait>(db: &C, table: &Table) -> Result<Vec<Counting>, DataError> {
    let mut found = Vec::new();
    if db.get_database_backend() == DbBackend::Postgres {
        let integers = table.columns.iter();
        for column in integers.filter(|column| matches!(column.kind, Kind::Integer { .. })) {
            let sql = "SELECT pg_get_serial_sequence(quote_ident($1), $2)";
            let values = [table.name.clone().into(), column.name.clone().into()];
            let rows = schema::ask(db, sql, values).await?;
            let sequence: Option<Option<String>> = rows
                .first()
                .map(|row| row.try_get_by_index(0))
                .transpose()?;
            if let Some(sequence) = sequence.flatten() {
                let name = column.name.clone();
                found.push(Counting { name, sequence });
            }
        }
        return Ok(found);
    }
    let sql = "SELECT COUNT(*) FROM sqlite_schema WHERE name = $1 AND sql LIKE '%AUTOINCREMENT%'";
    let counts = schema::number(db, sql, [table.name.clone().into()]).await?;
    if counts.is_some_and(|count| count > 0) {
        // Only a primary key of one column can count.
        let name = table.columns[table.key[0]].name.clone();
        let sequence = String::new();
        found.push(Counting { name, sequence });
    }
    Ok(found)
}
