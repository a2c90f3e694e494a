//! Applications (wnioski) as filed: the one act of filing, and reading them back.

mod content;

use catalogue::definition::ServiceKind;
use catalogue::{Answers, FormFaults};
use chrono::{DateTime, FixedOffset, NaiveDate, SecondsFormat, Utc};
use domain::assurance::Assurance;
use domain::ids::ResidentId;
use serde_json::{Value, json};
use tenancy::TenantTx;
use uuid::Uuid;

use crate::StoreError;
use crate::attachments::{self, Attachment};
use crate::audit::{self, Entry};
use crate::cases::{self, OpenCase, Opened};
use crate::drafts::{self, Draft, DraftState, EditionRef, Holder};
use crate::outbox::{self, Topic};
use crate::receipts::{self, Receipt};
use crate::sql::{Row, all, one, run};

/// Applications shown in a list at most.
const LIST_MAX: i64 = 200;

/// A draft to be filed.
#[derive(Clone, Debug)]
pub struct Filing<'a> {
    /// Identifier of the draft, and of the application it becomes.
    pub draft_id: Uuid,
    pub holder: Holder,
    /// How surely the person is known in this session.
    pub assurance: Assurance,
    /// The edition the draft is pinned to, if the caller has it compiled; read otherwise.
    pub edition: Option<EditionRef<'a>>,
    /// PESEL from the account; names the applicant when the answers do not.
    pub account_pesel: Option<&'a str>,
    /// Chance for the receipt's number.
    pub random: [u8; 8],
    /// The moment, with the offset of Europe/Warsaw.
    pub at: DateTime<FixedOffset>,
}

/// What came of filing.
#[derive(Clone, Debug)]
pub enum Filed {
    /// Filed by this transaction: true once it is committed. The second part names the files
    /// that turned out not to be needed; delete them after the commit.
    Now(Receipt, Vec<Uuid>),
    /// Filed before; the receipt is the one issued then.
    Before(Receipt),
    /// Nothing was filed: the answers are not complete or not right.
    Faulty(Box<FormFaults>),
    /// Nothing was filed: the service takes applications again from this day.
    Closed(NaiveDate),
    /// Nothing was filed: the service asks for this level of identity.
    TooWeak(Assurance),
}

/// An application as filed, with its answers open.
#[derive(Clone, Debug)]
pub struct Application {
    pub id: Uuid,
    pub edition_id: Uuid,
    pub resident: Option<ResidentId>,
    pub assurance: Assurance,
    pub answers: Answers,
    pub content_hash: [u8; 32],
    pub filed_at: DateTime<Utc>,
}

/// A filed application in its owner's list.
#[derive(Clone, Debug)]
pub struct FiledLine {
    pub id: Uuid,
    pub title: String,
    pub filed_at: DateTime<Utc>,
    pub receipt: String,
    /// Identifier, mark and state code of the case, when one was opened.
    pub case: Option<(Uuid, String, String)>,
}

/// Files the draft: application, receipt, case, message and audit entry in this one transaction.
///
/// The identifier of the draft is the key: filing it again, from another window or after a lost
/// answer, gives the receipt issued the first time. `None` when `holder` has no such draft.
///
/// # Errors
/// [`StoreError::Sealed`] or [`StoreError::Corrupt`] if the draft or a file was tampered with;
/// then, and when the commit fails, nothing is filed or the outcome is unknown: file again.
pub async fn file(tx: &TenantTx, filing: &Filing<'_>) -> Result<Option<Filed>, StoreError> {
    let Some(draft) = drafts::lock_own(tx, &filing.holder, filing.draft_id).await? else {
        return Ok(None);
    };
    file_locked(tx, filing, &draft).await.map(Some)
}

/// As [`file()`], for a draft that [`drafts::lock_own`] gave in this transaction.
///
/// # Errors
/// As [`file()`].
pub async fn file_locked(
    tx: &TenantTx,
    filing: &Filing<'_>,
    draft: &Draft,
) -> Result<Filed, StoreError> {
    if draft.state == DraftState::Filed {
        let receipt = receipts::of_application(tx, draft.id).await?;
        return receipt.map(Filed::Before).ok_or(missing(draft.id));
    }
    if let Some(edition) = filing.edition.filter(|known| known.id == draft.edition_id) {
        return file_on(tx, filing, draft, edition).await;
    }
    let Some(edition) = drafts::edition(tx, draft.edition_id).await? else {
        return Err(missing(draft.edition_id));
    };
    file_on(tx, filing, draft, edition.as_ref()).await
}

async fn file_on(
    tx: &TenantTx,
    filing: &Filing<'_>,
    draft: &Draft,
    edition: EditionRef<'_>,
) -> Result<Filed, StoreError> {
    let definition = edition.definition;
    if !filing.assurance.satisfies(definition.identity) {
        return Ok(Filed::TooWeak(definition.identity));
    }
    let today = filing.at.date_naive();
    if let catalogue::window::Opening::Closed { from } = definition.open_on(today) {
        return Ok(Filed::Closed(from));
    }
    match definition.check_all(&draft.content.answers, today) {
        Ok(answers) => file_checked(tx, filing, draft, edition, answers).await,
        Err(faults) => Ok(Filed::Faulty(faults)),
    }
}

async fn file_checked(
    tx: &TenantTx,
    filing: &Filing<'_>,
    draft: &Draft,
    edition: EditionRef<'_>,
    answers: Answers,
) -> Result<Filed, StoreError> {
    let now = filing.at.to_utc();
    let kept = attachments::of(tx, draft.id).await?;
    let files = content::files_of(&answers, &kept, draft.id)?;
    let needed: Vec<Uuid> = files.iter().map(|file| file.id).collect();
    let content_hash = content::hash(edition, &answers, &files);
    insert(tx, filing, draft, edition, &answers, content_hash).await?;
    let case = open_case(tx, filing, draft, edition).await?;
    let mark = case.as_ref().map(|case| case.mark.to_string());
    let receipt = Receipt {
        number: receipts::number(tx.tenant().slug(), filing.random)?.to_string(),
        application_id: draft.id,
        issued_at: now,
        content_hash,
        content: statement(tx, filing, edition, &files, content_hash, mark.as_deref()),
        case_id: case.as_ref().map(|case| case.id.0),
    };
    receipts::issue(tx, &receipt).await?;
    let unneeded = attachments::remove_all_but(tx, draft.id, &needed).await?;
    drafts::mark_filed(tx, draft.id, now).await?;
    announce(tx, &receipt, now).await?;
    let actor = filing.holder.actor();
    let detail = format!(
        "receipt:{} case:{}",
        receipt.number,
        mark.as_deref().unwrap_or("none")
    );
    let entry = Entry {
        at: now,
        actor: &actor,
        action: "application_filed",
        subject: &format!("application:{}", draft.id),
        detail: &detail,
    };
    audit::note(tx, &entry).await?;
    Ok(Filed::Now(receipt, unneeded))
}

async fn insert(
    tx: &TenantTx,
    filing: &Filing<'_>,
    draft: &Draft,
    edition: EditionRef<'_>,
    answers: &Answers,
    content_hash: [u8; 32],
) -> Result<(), StoreError> {
    let clear = serde_json::to_vec(answers).unwrap_or_default();
    let sealed = tx.keys().seal(&what(draft.id), &clear)?;
    let applicant = content::applicant(edition.definition, answers, filing.account_pesel)
        .map(|(kind, value)| tx.keys().blind_index(kind, &value));
    let sql = "insert into application (id, edition_id, resident_id, assurance, answers, \
               applicant_index, content_hash, filed_at) values ($1, $2, $3, $4, $5, $6, $7, $8)";
    let values = [
        draft.id.into(),
        edition.id.into(),
        draft.owner.map(|owner| owner.0).into(),
        filing.assurance.as_str().into(),
        sealed.into(),
        applicant.into(),
        content_hash.to_vec().into(),
        filing.at.to_utc().into(),
    ];
    run(&**tx, sql, values).await.map(|_| ())
}

/// Opens the case. What only informs or books a visit opens none.
async fn open_case(
    tx: &TenantTx,
    filing: &Filing<'_>,
    draft: &Draft,
    edition: EditionRef<'_>,
) -> Result<Option<Opened>, StoreError> {
    let definition = edition.definition;
    match definition.kind {
        ServiceKind::Application | ServiceKind::Notification => {}
        ServiceKind::Information | ServiceKind::Appointment => return Ok(None),
    }
    let new = OpenCase {
        application_id: Some(draft.id),
        definition,
        edition_id: edition.id,
        unit: &definition.unit,
        class: &definition.class,
        resident: draft.owner,
        opened_on: filing.at.date_naive(),
        now: filing.at.to_utc(),
    };
    cases::open(tx, &new).await.map(Some)
}

/// What the receipt says.
///
/// # Source
/// Rozporządzenie z 14 września 2011 r. (Dz.U. 2018 poz. 180), § 7: data tied to the document so
/// that later changes are visible.
fn statement(
    tx: &TenantTx,
    filing: &Filing<'_>,
    edition: EditionRef<'_>,
    files: &[&Attachment],
    content_hash: [u8; 32],
    mark: Option<&str>,
) -> Value {
    let office = tx.tenant();
    let profile = office.profile();
    let files: Vec<Value> = files
        .iter()
        .map(|file| json!({ "bytes": file.bytes, "sha256": hex::encode(file.sha256) }))
        .collect();
    let local = filing.at.to_rfc3339_opts(SecondsFormat::Secs, false);
    let utc = filing
        .at
        .to_utc()
        .to_rfc3339_opts(SecondsFormat::Secs, true);
    json!({
        "office": { "name": office.name(), "regon": profile.regon, "ade": profile.ade },
        "service": { "slug": edition.definition.slug, "title": edition.definition.title },
        "edition": { "number": edition.number, "sha256": edition.hash },
        "filed_at": { "utc": utc, "local": local },
        "sender": { "assurance": filing.assurance.as_str() },
        "files": files,
        "sha256": hex::encode(content_hash),
        "case_mark": mark,
    })
}

/// Leaves a message for the worker; safe to deliver twice, because it names the receipt.
async fn announce(tx: &TenantTx, receipt: &Receipt, now: DateTime<Utc>) -> Result<(), StoreError> {
    let payload = json!({
        "application_id": receipt.application_id,
        "receipt": receipt.number,
        "case_id": receipt.case_id,
    });
    outbox::leave(tx, Topic::ApplicationFiled, payload, now).await
}

/// The application `id` with its answers, for those who may read it: ask `access` first.
///
/// # Errors
/// [`StoreError::Sealed`] when the answers were tampered with.
pub async fn find(tx: &TenantTx, id: Uuid) -> Result<Option<Application>, StoreError> {
    let sql = "select id, edition_id, resident_id, assurance, answers, content_hash, filed_at \
               from application where id = $1";
    let row = one(&**tx, sql, [id.into()]).await?;
    row.map(|row| application(tx, &row)).transpose()
}

/// Who filed the application `id`, and what it asks for; the answers stay closed.
///
/// # Errors
/// [`StoreError`] when the statement fails.
pub async fn headline(
    tx: &TenantTx,
    id: Uuid,
) -> Result<Option<(Option<ResidentId>, String)>, StoreError> {
    let sql = "select a.resident_id, e.definition->>'title' as title \
               from application a join service_edition e on e.id = a.edition_id where a.id = $1";
    let row = one(&**tx, sql, [id.into()]).await?;
    row.map(|row| {
        let resident: Option<Uuid> = row.get("resident_id")?;
        Ok((resident.map(ResidentId), row.get("title")?))
    })
    .transpose()
}

/// Applications `owner` filed while signed in, the newest first.
///
/// # Errors
/// [`StoreError`] when the statement fails.
pub async fn own(tx: &TenantTx, owner: ResidentId) -> Result<Vec<FiledLine>, StoreError> {
    let sql = "select a.id, e.definition->>'title' as title, a.filed_at, r.number as receipt, \
                 c.id as case_id, c.mark, c.state \
               from application a join service_edition e on e.id = a.edition_id \
               join receipt r on r.application_id = a.id \
               left join case_file c on c.application_id = a.id \
               where a.resident_id = $1 order by a.filed_at desc limit $2";
    let rows = all(&**tx, sql, [owner.0.into(), LIST_MAX.into()]).await?;
    rows.iter().map(line).collect()
}

/// Slugs of the services most filed since `since`, the most first. Drafts and people stay out.
///
/// # Errors
/// [`StoreError`] when the statement fails.
pub async fn most_used(
    tx: &TenantTx,
    since: DateTime<Utc>,
    limit: usize,
) -> Result<Vec<String>, StoreError> {
    let sql = "select s.slug from application a \
               join service_edition e on e.id = a.edition_id join service s on s.id = e.service_id \
               where a.filed_at >= $1 group by s.slug order by count(*) desc, s.slug limit $2";
    let limit = i64::try_from(limit).unwrap_or(i64::MAX);
    let rows = all(&**tx, sql, [since.into(), limit.into()]).await?;
    rows.iter().map(|row| row.get("slug")).collect()
}

fn line(row: &Row) -> Result<FiledLine, StoreError> {
    let case: Option<Uuid> = row.get("case_id")?;
    Ok(FiledLine {
        id: row.get("id")?,
        title: row.get("title")?,
        filed_at: row.get("filed_at")?,
        receipt: row.get("receipt")?,
        case: match case {
            Some(id) => Some((id, row.get("mark")?, row.get("state")?)),
            None => None,
        },
    })
}

fn application(tx: &TenantTx, row: &Row) -> Result<Application, StoreError> {
    let id: Uuid = row.get("id")?;
    let corrupt = |column| StoreError::Corrupt {
        table: "application",
        column,
        value: id.to_string(),
    };
    let sealed: Vec<u8> = row.get("answers")?;
    let clear = tx.keys().open(&what(id), &sealed)?;
    let hash: Vec<u8> = row.get("content_hash")?;
    Ok(Application {
        id,
        edition_id: row.get("edition_id")?,
        resident: row
            .get::<Option<Uuid>>("resident_id")?
            .map(ResidentId::from),
        assurance: row.code("application", "assurance", |code| {
            Assurance::parse(code).ok()
        })?,
        answers: serde_json::from_slice(&clear).map_err(|_| corrupt("answers"))?,
        content_hash: hash.try_into().map_err(|_| corrupt("content_hash"))?,
        filed_at: row.get("filed_at")?,
    })
}

/// Rows that must stand together do not.
fn missing(id: Uuid) -> StoreError {
    StoreError::Corrupt {
        table: "draft",
        column: "id",
        value: id.to_string(),
    }
}

fn what(id: Uuid) -> String {
    format!("application/{id}")
}
