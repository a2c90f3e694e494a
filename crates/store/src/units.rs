//! Units of an office (komórki organizacyjne) and the classes of its file plan (JRWA).

mod changes;

use domain::ids::UnitId;
use tenancy::TenantTx;
use uuid::Uuid;

use crate::StoreError;
use crate::settings::Source;
use crate::sql::{Row, all, one};

pub use changes::{Closing, Contents, add, change, close, contents, reopen};

/// A unit (komórka organizacyjna).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unit {
    pub id: UnitId,
    /// The mark used in case marks, e.g. `FN`.
    pub code: String,
    pub name: String,
    /// The unit above this one.
    pub parent: Option<UnitId>,
    pub source: Source,
    /// Nothing new comes to a closed unit; old cases still name it.
    pub is_closed: bool,
    /// Where things that come to a closed unit go.
    pub successor: Option<UnitId>,
    pub version: i32,
}

const COLUMNS: &str = "u.id, u.code, u.name, u.parent_id, u.source, \
    u.closed_at is not null as is_closed, u.successor_id, u.version";

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

/// The units of the office by code, closed ones too.
///
/// # Errors
/// [`StoreError`] when the statement fails.
pub async fn list(tx: &TenantTx) -> Result<Vec<Unit>, StoreError> {
    let sql = format!("select {COLUMNS} from unit u order by u.code");
    let rows = all(&**tx, &sql, []).await?;
    rows.iter().map(unit).collect()
}

/// The unit whose mark is `code`, or its successor when it is closed.
///
/// # Errors
/// [`StoreError`] when the statement fails.
pub async fn by_code(tx: &TenantTx, code: &str) -> Result<Option<Unit>, StoreError> {
    // Held until the end: nobody closes a unit while something comes to it.
    let sql = format!(
        "select {COLUMNS} from unit u \
         where u.id = (select coalesce(c.successor_id, c.id) from unit c where c.code = $1) \
         for key share of u"
    );
    let row = one(&**tx, &sql, [code.into()]).await?;
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
        source: row.code("unit", "source", Source::parse)?,
        is_closed: row.get("is_closed")?,
        successor: row.get::<Option<Uuid>>("successor_id")?.map(UnitId),
        version: row.get("version")?,
    })
}

fn class(row: &Row) -> Result<Class, StoreError> {
    Ok(Class {
        symbol: row.get("symbol")?,
        title: row.get("title")?,
        category: row.get("category")?,
    })
}
