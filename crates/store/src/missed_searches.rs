//! Searches at the office that found nothing, counted by day without telling who searched.
//!
//! Words are kept once they were counted [`SHOWN_FROM`] times; rarer ones are a fingerprint made
//! with a key of the office, from which nobody reads them.

use chrono::{Days, NaiveDate};
use serde_json::{Value, json};
use tenancy::TenantTx;

use crate::StoreError;
use crate::sql::{all, run};

/// Counted so many times within the days kept, words are no longer one person's.
pub const SHOWN_FROM: i64 = 3;
/// Different searches counted in one day; a flood of nonsense fills no more than this.
pub const ROWS_A_DAY_MAX: i64 = 300;
/// Days for which searches are kept.
pub const DAYS_KEPT: u64 = 60;
/// Lines shown to editors.
const SHOWN_MAX: i64 = 100;

/// Words that found nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Missed {
    pub words: String,
    pub count: i64,
    /// The last day on which somebody searched for them.
    pub last_on: NaiveDate,
}

/// Adds to the counts of a day, and forgets what is older than [`DAYS_KEPT`].
///
/// # Errors
/// [`StoreError`] when a statement fails.
pub async fn add(
    tx: &TenantTx,
    day: NaiveDate,
    counts: &[(String, u32)],
) -> Result<(), StoreError> {
    let rows: Vec<Value> = counts
        .iter()
        .map(|(words, count)| {
            let fingerprint = tx.keys().blind_index("missed-search", words);
            json!({ "words": words, "count": count, "fingerprint": hex::encode(fingerprint) })
        })
        .collect();
    let rows = Value::Array(rows);
    let sql = "insert into missed_search (day, fingerprint, count) \
               select $1, decode(x.fingerprint, 'hex'), x.count \
               from (select *, row_number() over (order by count desc) as place \
                 from jsonb_to_recordset($2) as r(fingerprint text, count integer)) as x \
               where x.place <= $3 - (select count(*) from missed_search where day = $1) \
                 or exists (select 1 from missed_search m where m.day = $1 \
                   and m.fingerprint = decode(x.fingerprint, 'hex')) \
               on conflict on constraint missed_search_pkey \
               do update set count = missed_search.count + excluded.count";
    let values = [day.into(), rows.clone().into(), ROWS_A_DAY_MAX.into()];
    run(&**tx, sql, values).await?;
    let sql = "update missed_search m set words = x.words \
               from jsonb_to_recordset($1) as x(words text, fingerprint text) \
               where m.fingerprint = decode(x.fingerprint, 'hex') and m.words is null \
                 and (select sum(count) from missed_search o \
                   where o.fingerprint = m.fingerprint) >= $2";
    run(&**tx, sql, [rows.into(), SHOWN_FROM.into()]).await?;
    let oldest = day.checked_sub_days(Days::new(DAYS_KEPT)).unwrap_or(day);
    let sql = "delete from missed_search where day < $1";
    run(&**tx, sql, [oldest.into()]).await.map(|_| ())
}

/// What was searched for without result often enough to be told, the most frequent first.
///
/// # Errors
/// [`StoreError`] when the statement fails.
pub async fn frequent(tx: &TenantTx) -> Result<Vec<Missed>, StoreError> {
    let sql = "select min(words) as words, sum(count)::bigint as count, max(day) as last_on \
               from missed_search group by fingerprint \
               having sum(count) >= $1 and min(words) is not null \
               order by sum(count) desc, max(day) desc, min(words) limit $2";
    let rows = all(&**tx, sql, [SHOWN_FROM.into(), SHOWN_MAX.into()]).await?;
    rows.iter()
        .map(|row| {
            Ok(Missed {
                words: row.get("words")?,
                count: row.get("count")?,
                last_on: row.get("last_on")?,
            })
        })
        .collect()
}
