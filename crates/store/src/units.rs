//! Units of an office (komórki organizacyjne) and the classes of its file plan (JRWA).

use domain::ids::UnitId;
use tenancy::TenantTx;
use uuid::Uuid;

use crate::StoreError;
use crate::sql::{Row, all, one};

/// A unit (komórka organizacyjna).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unit {
    pub id: UnitId,
    /// The mark used in case marks, e.g. `FN`.
    pub code: String,
    pub name: String,
    /// The unit above this one.
    pub parent: Option<UnitId>,
}

/// A class of the file plan (klasa JRWA).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Class {
    pub symbol: String,
    pub title: String,
    /// Archive category, e.g. `B10`.
    pub category: String,
}

/// Which units' things may be seen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Scope {
    All,
    /// Those of these units only; none if empty.
    Units(Vec<UnitId>),
}

impl Scope {
    /// As the text of an array of identifiers; `None` for everything.
    pub(crate) fn as_array(&self) -> Option<String> {
        match self {
            Self::All => None,
            Self::Units(units) => {
                let ids: Vec<String> = units.iter().map(ToString::to_string).collect();
                Some(format!("{{{}}}", ids.join(",")))
            }
        }
    }
}

/// The units of the office by code.
///
/// # Errors
/// [`StoreError`] when the statement fails.
pub async fn list(tx: &TenantTx) -> Result<Vec<Unit>, StoreError> {
    let sql = "select id, code, name, parent_id from unit order by code";
    let rows = all(&**tx, sql, []).await?;
    rows.iter().map(unit).collect()
}

/// The unit whose mark is `code`.
///
/// # Errors
/// [`StoreError`] when the statement fails.
pub async fn by_code(tx: &TenantTx, code: &str) -> Result<Option<Unit>, StoreError> {
    let sql = "select id, code, name, parent_id from unit where code = $1";
    let row = one(&**tx, sql, [code.into()]).await?;
    row.as_ref().map(unit).transpose()
}

/// The classes of the file plan by symbol.
///
/// # Errors
/// [`StoreError`] when the statement fails.
pub async fn classes(tx: &TenantTx) -> Result<Vec<Class>, StoreError> {
    let sql = "select symbol, title, category from office_class order by symbol";
    let rows = all(&**tx, sql, []).await?;
    rows.iter().map(class).collect()
}

fn unit(row: &Row) -> Result<Unit, StoreError> {
    Ok(Unit {
        id: UnitId(row.get("id")?),
        code: row.get("code")?,
        name: row.get("name")?,
        parent: row.get::<Option<Uuid>>("parent_id")?.map(UnitId),
    })
}

fn class(row: &Row) -> Result<Class, StoreError> {
    Ok(Class {
        symbol: row.get("symbol")?,
        title: row.get("title")?,
        category: row.get("category")?,
    })
}
