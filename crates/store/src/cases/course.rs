//! The course of a case: its events, and who has looked at it.

use chrono::{DateTime, NaiveDate, Utc};
use domain::ids::{CaseId, ResidentId, StaffId};
use serde_json::Value;
use tenancy::TenantTx;
use uuid::Uuid;

use crate::StoreError;
use crate::audit::{self, Entry};
use crate::sql::{Row, all, one, run};

/// Most events and looks shown for one case.
const SHOWN_MAX: i64 = 500;

/// Who did something.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Who {
    Staff(StaffId),
    Resident(ResidentId),
    Nobody,
}

impl Who {
    pub(crate) const fn kind(self) -> &'static str {
        match self {
            Self::Staff(_) => "staff",
            Self::Resident(_) => "resident",
            Self::Nobody => "nobody",
        }
    }

    pub(crate) const fn id(self) -> Option<Uuid> {
        match self {
            Self::Staff(id) => Some(id.0),
            Self::Resident(id) => Some(id.0),
            Self::Nobody => None,
        }
    }

    /// As the audit trail names people.
    pub(crate) fn audited(self) -> String {
        match self.id() {
            Some(id) => format!("{}:{id}", self.kind()),
            None => self.kind().to_owned(),
        }
    }
}

/// For whose eyes a list is made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reader {
    Staff,
    /// Public events and messages only.
    Resident,
}

/// An event of a case.
#[derive(Clone, Debug, PartialEq)]
pub struct Event {
    pub at: DateTime<Utc>,
    /// `opened`, `taken_on`, `assigned`, `handed_back`, `handed_over`, `asked`, `answered`,
    /// `deadline_moved`, `passed_on`, `noted`, `settled`, `closed`.
    pub kind: String,
    /// `staff`, `resident`, `nobody` or `program`.
    pub actor_kind: String,
    /// Name of the member of the staff; residents' names are not here.
    pub actor_name: Option<String>,
    /// Codes, dates and identifiers.
    pub detail: Value,
    pub public: bool,
}

/// One person's looks at a case on one day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Look {
    /// `None` when the person is no longer on the list of staff.
    pub name: Option<String>,
    pub day: NaiveDate,
    pub last_at: DateTime<Utc>,
    pub times: i64,
}

/// An event to write.
pub(crate) struct NewEvent<'a> {
    pub(crate) case: CaseId,
    pub(crate) at: DateTime<Utc>,
    pub(crate) kind: &'a str,
    pub(crate) actor: Who,
    pub(crate) detail: Value,
    pub(crate) public: bool,
}

pub(crate) async fn write(tx: &TenantTx, event: &NewEvent<'_>) -> Result<(), StoreError> {
    let sql = "insert into case_event (id, case_id, at, kind, actor_kind, actor_id, detail, \
                 public) values ($1, $2, $3, $4, $5, $6, $7, $8)";
    let values = [
        crate::ids::fresh().into(),
        event.case.0.into(),
        event.at.into(),
        event.kind.into(),
        event.actor.kind().into(),
        event.actor.id().into(),
        event.detail.clone().into(),
        event.public.into(),
    ];
    run(&**tx, sql, values).await.map(|_| ())
}

const SELECT: &str = "select e.at, e.kind, e.actor_kind, s.name as actor_name, e.detail, \
     e.public from case_event e left join staff_member s \
     on e.actor_kind = 'staff' and s.id = e.actor_id ";

/// The events of a case, newest first.
///
/// # Errors
/// [`StoreError`] when the statement fails.
pub async fn events(tx: &TenantTx, case: CaseId, reader: Reader) -> Result<Vec<Event>, StoreError> {
    let sql = format!(
        "{SELECT} where e.case_id = $1 and (e.public or $2) order by e.at desc, e.id desc limit $3"
    );
    let internal = reader == Reader::Staff;
    let values = [case.0.into(), internal.into(), SHOWN_MAX.into()];
    all(&**tx, &sql, values).await?.iter().map(event).collect()
}

/// The newest event of a case: what to tell to somebody whose page was out of date.
///
/// # Errors
/// [`StoreError`] when the statement fails.
pub async fn last_change(tx: &TenantTx, case: CaseId) -> Result<Option<Event>, StoreError> {
    let sql = format!("{SELECT} where e.case_id = $1 order by e.at desc, e.id desc limit 1");
    let row = one(&**tx, &sql, [case.0.into()]).await?;
    row.as_ref().map(event).transpose()
}

/// Remembers that a member of the staff looked at the case. Last in a transaction.
///
/// # Errors
/// [`StoreError`] when the statement fails.
pub async fn look(
    tx: &TenantTx,
    case: CaseId,
    staff: StaffId,
    at: DateTime<Utc>,
) -> Result<(), StoreError> {
    let entry = Entry {
        at,
        actor: &Who::Staff(staff).audited(),
        action: "case_seen",
        subject: &format!("case:{case}"),
        detail: "",
    };
    audit::note(tx, &entry).await
}

/// Who looked at the case, by person and day in Europe/Warsaw, newest first.
///
/// # Errors
/// [`StoreError`] when the statement fails.
pub async fn who_looked(tx: &TenantTx, case: CaseId) -> Result<Vec<Look>, StoreError> {
    let sql = "select s.name, l.day, l.last_at, l.times from (\
                 select actor, (at at time zone 'Europe/Warsaw')::date as day, \
                   max(at) as last_at, count(*) as times from audit_entry \
                 where subject = $1 and action = 'case_seen' group by 1, 2) l \
               left join staff_member s on 'staff:' || s.id = l.actor \
               order by l.last_at desc limit $2";
    let values = [format!("case:{case}").into(), SHOWN_MAX.into()];
    all(&**tx, sql, values).await?.iter().map(seen).collect()
}

fn event(row: &Row) -> Result<Event, StoreError> {
    Ok(Event {
        at: row.get("at")?,
        kind: row.get("kind")?,
        actor_kind: row.get("actor_kind")?,
        actor_name: row.get("actor_name")?,
        detail: row.get("detail")?,
        public: row.get("public")?,
    })
}

fn seen(row: &Row) -> Result<Look, StoreError> {
    Ok(Look {
        name: row.get("name")?,
        day: row.get("day")?,
        last_at: row.get("last_at")?,
        times: row.get("times")?,
    })
}
