//! Receipts (urzędowe poświadczenia przedłożenia): proof of what was filed and when.

use chrono::{DateTime, Utc};
use domain::receipt_number::ReceiptNumber;
use serde_json::Value;
use tenancy::TenantTx;
use uuid::Uuid;

use crate::StoreError;
use crate::drafts::Holder;
use crate::sql::{Row, one, run};

/// Shortest part of a fingerprint with which a receipt can be checked, in hexadecimal digits.
pub const HASH_PART_DIGITS: usize = 16;

const PREFIX_LETTERS: usize = 3;

const COLUMNS: &str = "r.number, r.application_id, r.issued_at, r.content_hash, r.content, \
    c.id as case_id";

/// A receipt as issued.
#[derive(Clone, Debug, PartialEq)]
pub struct Receipt {
    pub number: String,
    pub application_id: Uuid,
    pub issued_at: DateTime<Utc>,
    /// SHA-256 of the application: edition, answers and files.
    pub content_hash: [u8; 32],
    /// What the receipt says; no names and no PESEL.
    pub content: Value,
    /// The case the application opened, if it did.
    pub case_id: Option<Uuid>,
}

impl Receipt {
    /// The fingerprint as people read it: hexadecimal digits.
    #[must_use]
    pub fn hash_text(&self) -> String {
        hex::encode(self.content_hash)
    }
}

/// A number for a new receipt of the office `slug`: its first letters, then the `random` part.
///
/// # Errors
/// [`StoreError::Corrupt`] if no number can be made of it, which no slug brings about.
pub(crate) fn number(slug: &str, random: [u8; 8]) -> Result<ReceiptNumber, StoreError> {
    let letters = slug.chars().filter(char::is_ascii_alphabetic);
    let prefix: String = letters.take(PREFIX_LETTERS).collect();
    let prefix = if prefix.is_empty() { "UPP" } else { &prefix };
    ReceiptNumber::generate(prefix, random).map_err(|_| StoreError::Corrupt {
        table: "receipt",
        column: "number",
        value: slug.to_owned(),
    })
}

/// The receipt `number` if `holder` filed the application; `None` otherwise.
///
/// # Errors
/// [`StoreError`] when the statement fails.
pub async fn find_own(
    tx: &TenantTx,
    holder: &Holder,
    number: &ReceiptNumber,
) -> Result<Option<Receipt>, StoreError> {
    let sql = format!(
        "select {COLUMNS} from receipt r join draft d on d.id = r.application_id \
         left join case_file c on c.application_id = r.application_id \
         where r.number = $1 \
           and (d.resident_id = $2 or (d.resident_id is null and d.key_hash = $3))"
    );
    let values = [
        number.as_str().into(),
        holder.resident_value().into(),
        holder.key_value().into(),
    ];
    let row = one(&**tx, &sql, values).await?;
    row.as_ref().map(receipt).transpose()
}

/// The receipt of an application, for those who may see that already.
///
/// # Errors
/// [`StoreError`] when the statement fails.
pub async fn of_application(tx: &TenantTx, id: Uuid) -> Result<Option<Receipt>, StoreError> {
    let sql = format!(
        "select {COLUMNS} from receipt r \
         left join case_file c on c.application_id = r.application_id \
         where r.application_id = $1"
    );
    let row = one(&**tx, &sql, [id.into()]).await?;
    row.as_ref().map(receipt).transpose()
}

/// Whether this office issued the receipt `number` over content with this fingerprint, given in
/// full or as its first [`HASH_PART_DIGITS`] hexadecimal digits or more.
///
/// # Errors
/// [`StoreError`] when the statement fails.
pub async fn is_genuine(
    tx: &TenantTx,
    number: &ReceiptNumber,
    hash: &str,
) -> Result<bool, StoreError> {
    let hash = hash.to_ascii_lowercase();
    let is_hash = (HASH_PART_DIGITS..=64).contains(&hash.len())
        && hash.bytes().all(|b| b.is_ascii_hexdigit());
    let sql = "select content_hash from receipt where number = $1";
    let Some(row) = one(&**tx, sql, [number.as_str().into()]).await? else {
        return Ok(false);
    };
    let kept: Vec<u8> = row.get("content_hash")?;
    Ok(is_hash && hex::encode(kept).starts_with(&hash))
}

/// Writes a receipt down.
pub(crate) async fn issue(tx: &TenantTx, receipt: &Receipt) -> Result<(), StoreError> {
    let sql = "insert into receipt (number, application_id, issued_at, content_hash, content) \
               values ($1, $2, $3, $4, $5)";
    let values = [
        receipt.number.as_str().into(),
        receipt.application_id.into(),
        receipt.issued_at.into(),
        receipt.content_hash.to_vec().into(),
        receipt.content.clone().into(),
    ];
    run(&**tx, sql, values).await.map(|_| ())
}

fn receipt(row: &Row) -> Result<Receipt, StoreError> {
    let number: String = row.get("number")?;
    let hash: Vec<u8> = row.get("content_hash")?;
    Ok(Receipt {
        content_hash: hash.try_into().map_err(|_| StoreError::Corrupt {
            table: "receipt",
            column: "content_hash",
            value: number.clone(),
        })?,
        number,
        application_id: row.get("application_id")?,
        issued_at: row.get("issued_at")?,
        content: row.get("content")?,
        case_id: row.get("case_id")?,
    })
}
