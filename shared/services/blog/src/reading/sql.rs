//! How this module asks the database: plain statements, typed rows, and one idea of what is public.

use contracts::{ServiceError, ServiceResult};
use data::error::from_database;
use sea_orm::{ConnectionTrait, FromQueryResult, Statement, Value};

use super::BlogReader;

/// Whether the row `p` of `posts` is public. `$1` is the present, in every statement that has this.
pub(super) const PUBLIC: &str = "p.status IN ('published', 'scheduled') AND p.published_at <= $1";

impl BlogReader {
    /// All rows of a statement. `rest` are the values from `$2` on; `$1` is the present.
    pub(super) async fn rows<T: FromQueryResult>(
        &self,
        sql: &str,
        rest: impl IntoIterator<Item = Value>,
    ) -> ServiceResult<Vec<T>> {
        let now = Value::from(self.clock.now().micros());
        self.rows_at_any_time(sql, std::iter::once(now).chain(rest))
            .await
    }

    /// All rows of a statement that does not ask what is public; `values` are those from `$1` on.
    pub(super) async fn rows_at_any_time<T: FromQueryResult>(
        &self,
        sql: &str,
        values: impl IntoIterator<Item = Value>,
    ) -> ServiceResult<Vec<T>> {
        let read = self.database.read();
        let statement = Statement::from_sql_and_values(read.get_database_backend(), sql, values);
        tracing::trace!(target: "blog::sql", "statement");
        let rows = read.query_all_raw(statement).await.map_err(from_database)?;
        rows.iter()
            .map(|row| T::from_query_result(row, ""))
            .collect::<Result<_, _>>()
            .map_err(from_database)
    }

    /// The only row of a statement.
    pub(super) async fn row<T: FromQueryResult>(
        &self,
        sql: &str,
        rest: impl IntoIterator<Item = Value>,
    ) -> ServiceResult<T> {
        self.rows(sql, rest)
            .await?
            .into_iter()
            .next()
            .ok_or(ServiceError::NotFound)
    }
}

/// JSON that the writing side stored in a TEXT column.
pub(super) fn json<T: serde::de::DeserializeOwned>(text: &str, what: &str) -> ServiceResult<T> {
    serde_json::from_str(text).map_err(|error| {
        ServiceError::Internal(format!("{what} is not the JSON it should be: {error}"))
    })
}
