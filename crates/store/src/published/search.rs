//! Finding services of all offices by words, forgiving endings, missing diacritics and slips.

use catalogue::search::{fold, stems};
use serde_json::json;
use tenancy::{RegistryTx, TenantId};

use crate::StoreError;
use crate::sql::all;

/// How near a title must be to the words when no stem is shared; 1 is equal.
const NEARNESS_MIN: f64 = 0.45;

/// A service found.
#[derive(Clone, Debug)]
pub struct Hit {
    pub tenant: TenantId,
    pub slug: String,
    pub title: String,
    pub summary: String,
    pub category: String,
}

/// The services of all offices that fit `words` (all of them when empty), best first, at most
/// `limit`; only of `category` when one is given.
///
/// # Errors
/// [`StoreError`] when the statement fails.
pub async fn search(
    tx: &RegistryTx,
    words: &str,
    category: Option<&str>,
    limit: u32,
) -> Result<Vec<Hit>, StoreError> {
    let sql = "with asked as (select array(select jsonb_array_elements_text($1)) as stems, \
                 $2::text as words), \
               found as (select p.*, word_similarity(asked.words, p.folded_title) as near, \
                 cardinality(array(select unnest(p.stems) intersect select unnest(asked.stems))) \
                   as shared \
                 from published_service p, asked \
                 where (asked.words = '' or p.stems && asked.stems \
                   or word_similarity(asked.words, p.folded_title) >= $3) \
                   and ($4::text is null or p.category = $4)) \
               select tenant_id, slug, title, summary, category from found \
               order by shared desc, near desc, title collate \"pl-x-icu\", tenant_id limit $5";
    let values = [
        json!(stems(words)).into(),
        fold(words.trim()).into(),
        NEARNESS_MIN.into(),
        category.map(str::to_owned).into(),
        i64::from(limit).into(),
    ];
    let rows = all(&**tx, sql, values).await?;
    rows.iter()
        .map(|row| {
            Ok(Hit {
                tenant: TenantId(row.get("tenant_id")?),
                slug: row.get("slug")?,
                title: row.get("title")?,
                summary: row.get("summary")?,
                category: row.get("category")?,
            })
        })
        .collect()
}

/// How many services there are in each category, over all offices.
///
/// # Errors
/// [`StoreError`] when the statement fails.
pub async fn counts(tx: &RegistryTx) -> Result<Vec<(String, i64)>, StoreError> {
    let sql = "select category, count(*) as services from published_service group by category";
    let rows = all(&**tx, sql, []).await?;
    rows.iter()
        .map(|row| Ok((row.get("category")?, row.get("services")?)))
        .collect()
}
