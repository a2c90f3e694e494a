//! Messages of a case: questions, answers, the settlement and internal notes, all sealed.

use chrono::{DateTime, Utc};
use domain::ids::CaseId;
use tenancy::TenantTx;
use uuid::Uuid;

use crate::StoreError;
use crate::cases::Reader;
use crate::cases::course::Who;
use crate::sql::{Row, all, run};

/// What a message is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// The office asks the applicant.
    Question,
    /// The applicant answers.
    Answer,
    /// How the office settled the case.
    Settlement,
    /// For the staff only.
    Note,
}

/// A message, opened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Message {
    pub id: Uuid,
    pub kind: Kind,
    pub text: String,
    /// Name of the member of the staff who wrote it.
    pub author: Option<String>,
    pub sent_at: DateTime<Utc>,
    /// When the other side first opened it.
    pub read_at: Option<DateTime<Utc>>,
}

impl Kind {
    const ALL: [Self; 4] = [Self::Question, Self::Answer, Self::Settlement, Self::Note];

    /// The stored code.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Question => "question",
            Self::Answer => "answer",
            Self::Settlement => "settlement",
            Self::Note => "note",
        }
    }
}

/// Keeps a message, sealed.
pub(crate) async fn send(
    tx: &TenantTx,
    case: CaseId,
    (kind, text): (Kind, &str),
    author: Who,
    at: DateTime<Utc>,
) -> Result<Uuid, StoreError> {
    let id = crate::ids::fresh();
    let body = tx.keys().seal(&what(id), text.as_bytes())?;
    let sql = "insert into case_message (id, case_id, kind, body, author_kind, author_id, \
                 sent_at) values ($1, $2, $3, $4, $5, $6, $7)";
    let values = [
        id.into(),
        case.0.into(),
        kind.as_str().into(),
        body.into(),
        author.kind().into(),
        author.id().into(),
        at.into(),
    ];
    run(&**tx, sql, values).await?;
    Ok(id)
}

/// The messages of a case, oldest first; notes only for the staff.
///
/// # Errors
/// [`StoreError::Sealed`] if a message does not open, [`StoreError::Corrupt`] for an unknown kind.
pub async fn of_case(
    tx: &TenantTx,
    case: CaseId,
    reader: Reader,
) -> Result<Vec<Message>, StoreError> {
    let sql = "select m.id, m.kind, m.body, s.name as author, m.sent_at, m.read_at \
               from case_message m left join staff_member s \
                 on m.author_kind = 'staff' and s.id = m.author_id \
               where m.case_id = $1 and (m.kind <> 'note' or $2) order by m.sent_at, m.id";
    let internal = reader == Reader::Staff;
    let rows = all(&**tx, sql, [case.0.into(), internal.into()]).await?;
    rows.iter().map(|row| message(tx, row)).collect()
}

/// Remembers that `reader` has opened what the other side wrote.
///
/// # Errors
/// [`StoreError`] when the statement fails.
pub async fn mark_read(
    tx: &TenantTx,
    case: CaseId,
    reader: Reader,
    at: DateTime<Utc>,
) -> Result<(), StoreError> {
    let sql = "update case_message set read_at = $3 where case_id = $1 and read_at is null \
               and kind <> 'note' and (kind = 'answer') = $2";
    let values = [case.0.into(), (reader == Reader::Staff).into(), at.into()];
    run(&**tx, sql, values).await.map(|_| ())
}

fn message(tx: &TenantTx, row: &Row) -> Result<Message, StoreError> {
    let id: Uuid = row.get("id")?;
    let body: Vec<u8> = row.get("body")?;
    let clear = tx.keys().open(&what(id), &body)?;
    let text = String::from_utf8(clear).map_err(|_| StoreError::Corrupt {
        table: "case_message",
        column: "body",
        value: id.to_string(),
    })?;
    let kind = |code: &str| Kind::ALL.into_iter().find(|kind| kind.as_str() == code);
    Ok(Message {
        id,
        kind: row.code("case_message", "kind", kind)?,
        text,
        author: row.get("author")?,
        sent_at: row.get("sent_at")?,
        read_at: row.get("read_at")?,
    })
}

fn what(id: Uuid) -> String {
    format!("message/{id}")
}
