//! Foreign keys while rows come in any order: looked at once, when all are there. So rows that refer to rows of their own
//! table need no order, and tables in a ring none either.

use sea_orm::{ConnectionTrait, DatabaseTransaction, DbBackend};

use super::{refuse, schema};
use crate::error::DataError;

/// What was changed for it, in this transaction, and must be changed back.
pub(super) struct Deferred(Vec<(String, String)>);

/// Puts the looking off.
pub(super) async fn defer(work: &DatabaseTransaction) -> Result<Deferred, DataError> {
    if work.get_database_backend() != DbBackend::Postgres {
        work.execute_unprepared("PRAGMA defer_foreign_keys = ON")
            .await?;
        return Ok(Deferred(Vec::new()));
    }
    let sql = "SELECT conrelid::regclass::TEXT, quote_ident(conname) FROM pg_constraint \
               WHERE contype = 'f' AND NOT condeferrable AND connamespace = current_schema()::regnamespace";
    let mut keys = Vec::new();
    for row in schema::ask(work, sql, []).await? {
        let (table, key): (String, String) = (row.try_get_by_index(0)?, row.try_get_by_index(1)?);
        work.execute_unprepared(&format!(
            "ALTER TABLE {table} ALTER CONSTRAINT {key} DEFERRABLE INITIALLY DEFERRED"
        ))
        .await?;
        keys.push((table, key));
    }
    Ok(Deferred(keys))
}

/// Looks at all of them, and leaves them as the schema made them.
pub(super) async fn check(work: &DatabaseTransaction, deferred: Deferred) -> Result<(), DataError> {
    if work.get_database_backend() != DbBackend::Postgres {
        let sql = "SELECT \"table\", parent FROM pragma_foreign_key_check LIMIT 1";
        let broken = schema::ask(work, sql, []).await?;
        let Some(row) = broken.first() else {
            return Ok(());
        };
        let (child, parent): (String, String) =
            (row.try_get_by_index(0)?, row.try_get_by_index(1)?);
        return Err(refuse(format!(
            "a row of {child} refers to one of {parent} that is not in the backup"
        )));
    }
    let looked = work
        .execute_unprepared("SET CONSTRAINTS ALL IMMEDIATE")
        .await;
    looked.map_err(|error| {
        refuse(format!(
            "a row refers to one that is not in the backup: {error}"
        ))
    })?;
    for (table, key) in deferred.0 {
        work.execute_unprepared(&format!(
            "ALTER TABLE {table} ALTER CONSTRAINT {key} NOT DEFERRABLE"
        ))
        .await?;
    }
    Ok(())
}
