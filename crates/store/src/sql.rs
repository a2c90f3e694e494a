//! Running statements and reading columns, the same way everywhere in this crate.

use sea_orm::{ConnectionTrait, DbBackend, QueryResult, Statement, TryGetable, Value};

use crate::StoreError;

/// Runs `sql` and returns how many rows it touched.
pub(crate) async fn run<const N: usize>(
    tx: &impl ConnectionTrait,
    sql: &str,
    values: [Value; N],
) -> Result<u64, StoreError> {
    let done = tx.execute_raw(statement(sql, values)).await?;
    Ok(done.rows_affected())
}

/// The one row of `sql`, or `None`.
pub(crate) async fn one<const N: usize>(
    tx: &impl ConnectionTrait,
    sql: &str,
    values: [Value; N],
) -> Result<Option<Row>, StoreError> {
    Ok(tx.query_one_raw(statement(sql, values)).await?.map(Row))
}

/// All rows of `sql`; the statement itself says how many at most.
pub(crate) async fn all<const N: usize>(
    tx: &impl ConnectionTrait,
    sql: &str,
    values: [Value; N],
) -> Result<Vec<Row>, StoreError> {
    Ok(tx
        .query_all_raw(statement(sql, values))
        .await?
        .into_iter()
        .map(Row)
        .collect())
}

/// As [`one`], for a statement put together from parts.
pub(crate) async fn one_of(
    tx: &impl ConnectionTrait,
    sql: &str,
    values: Vec<Value>,
) -> Result<Option<Row>, StoreError> {
    let statement = Statement::from_sql_and_values(DbBackend::Postgres, sql, values);
    Ok(tx.query_one_raw(statement).await?.map(Row))
}

/// As [`all`], for a statement put together from parts.
pub(crate) async fn all_of(
    tx: &impl ConnectionTrait,
    sql: &str,
    values: Vec<Value>,
) -> Result<Vec<Row>, StoreError> {
    let statement = Statement::from_sql_and_values(DbBackend::Postgres, sql, values);
    let rows = tx.query_all_raw(statement).await?;
    Ok(rows.into_iter().map(Row).collect())
}

fn statement<const N: usize>(sql: &str, values: [Value; N]) -> Statement {
    Statement::from_sql_and_values(DbBackend::Postgres, sql, values)
}

/// A row; columns by name.
pub(crate) struct Row(QueryResult);

impl Row {
    pub(crate) fn get<T: TryGetable>(&self, column: &str) -> Result<T, StoreError> {
        Ok(self.0.try_get("", column)?)
    }

    /// A column of codes, read by the domain's own parser.
    pub(crate) fn code<T>(
        &self,
        table: &'static str,
        column: &'static str,
        parse: impl FnOnce(&str) -> Option<T>,
    ) -> Result<T, StoreError> {
        let text: String = self.get(column)?;
        parse(&text).ok_or(StoreError::Corrupt {
            table,
            column,
            value: text,
        })
    }
}
