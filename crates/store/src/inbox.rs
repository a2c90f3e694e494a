//! The inbox of the staff: which cases wait for whom, found by filter and by search.

use chrono::{Days, NaiveDate};
use domain::case_state::CaseState;
use domain::identifiers::{Nip, Pesel};
use domain::ids::{CaseId, StaffId, UnitId};
use sea_orm::Value;
use tenancy::TenantTx;
use uuid::Uuid;

use crate::StoreError;
use crate::sql::{Row, all_of, one, one_of};
use crate::units::Scope;

/// Rows on one page.
pub const PAGE_ROWS: u32 = 25;
/// "This week" is the next so many days.
const WEEK_DAYS: u64 = 7;

/// A part of the inbox.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Tab {
    /// Open cases nobody keeps.
    #[default]
    Unassigned,
    /// Open cases the asker keeps.
    Mine,
    /// Open cases whose day has passed while the office owes the settlement.
    Overdue,
    /// Cases that wait for the applicant.
    Waiting,
    /// Everything open.
    Open,
    /// Settled and closed cases.
    Done,
    /// Every case, for a search.
    Any,
}

/// By when a case has to be settled.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Due {
    Overdue,
    Today,
    Week,
}

/// What of the inbox to show.
#[derive(Clone, Debug)]
pub struct Filter {
    /// The units whose cases the asker may see.
    pub scope: Scope,
    pub asker: StaffId,
    pub today: NaiveDate,
    pub tab: Tab,
    pub state: Option<CaseState>,
    pub unit: Option<UnitId>,
    pub assignee: Option<StaffId>,
    /// Key of a service.
    pub service: Option<String>,
    pub due: Option<Due>,
    /// A part of the mark or title, or a whole PESEL or NIP.
    pub search: String,
}

/// A case in the inbox.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    pub id: CaseId,
    pub mark: String,
    pub title: String,
    pub unit: UnitId,
    pub unit_code: String,
    pub state: CaseState,
    pub assignee: Option<StaffId>,
    pub assignee_name: Option<String>,
    pub opened_on: NaiveDate,
    pub due_on: Option<NaiveDate>,
    /// The applicant wrote something nobody of the staff has opened.
    pub unread: bool,
    pub version: i32,
}

/// A page of the inbox.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    pub lines: Vec<Line>,
    /// How many cases fit the filter altogether.
    pub total: i64,
}

/// How many cases each tab holds, without other filters.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    pub unassigned: i64,
    pub mine: i64,
    pub overdue: i64,
    pub waiting: i64,
    pub open: i64,
    pub done: i64,
}

/// A service with cases in the inbox.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Service {
    pub slug: String,
    pub title: String,
}

impl Tab {
    /// The condition on `c`, with the asker as `$2` and today as `$3`.
    const fn condition(self) -> &'static str {
        match self {
            Self::Unassigned => "c.state in (OPEN) and c.assignee_id is null",
            Self::Mine => "c.state in (OPEN) and c.assignee_id = $2",
            Self::Overdue => "c.state in ('registered', 'in_progress') and c.due_on < $3",
            Self::Waiting => "c.state = 'waiting_for_applicant'",
            Self::Open => "c.state in (OPEN)",
            Self::Done => "c.state in ('settled', 'closed')",
            Self::Any => "true",
        }
    }

    fn sql(self) -> String {
        let open = "'registered', 'in_progress', 'waiting_for_applicant'";
        self.condition().replace("OPEN", open)
    }
}

/// Every statement begins with these three: the scope, the asker, today.
const SCOPE: &str = "($1::text is null or c.unit_id = any($1::text::uuid[])) \
     and $2::uuid is not null and $3::date is not null";

/// Conditions collected with their values; texts are constants of this file.
struct Search {
    conditions: Vec<String>,
    values: Vec<Value>,
}

impl Search {
    fn of(tx: &TenantTx, filter: &Filter) -> Self {
        let mut search = Self {
            conditions: vec![SCOPE.to_owned(), filter.tab.sql()],
            values: base(filter).to_vec(),
        };
        if let Some(state) = filter.state {
            search.add("c.state = ?", state.as_str().into());
        }
        if let Some(unit) = filter.unit {
            search.add("c.unit_id = ?", unit.0.into());
        }
        if let Some(assignee) = filter.assignee {
            search.add("c.assignee_id = ?", assignee.0.into());
        }
        if let Some(service) = &filter.service {
            search.add("c.service_slug = ?", service.as_str().into());
        }
        match filter.due {
            Some(Due::Overdue) => search.add("c.due_on < ?", filter.today.into()),
            Some(Due::Today) => search.add("c.due_on = ?", filter.today.into()),
            Some(Due::Week) => {
                search.add("c.due_on >= ?", filter.today.into());
                let last = filter.today + Days::new(WEEK_DAYS);
                search.add("c.due_on <= ?", last.into());
            }
            None => {}
        }
        search.words(tx, filter.search.trim());
        search
    }

    /// A condition with one value, whose place is `?`.
    fn add(&mut self, condition: &str, value: Value) {
        self.values.push(value);
        let place = format!("${}", self.values.len());
        self.conditions.push(condition.replace('?', &place));
    }

    /// Names and numbers of people are sealed: a whole PESEL or NIP is found by its blind index,
    /// anything else by mark and title.
    fn words(&mut self, tx: &TenantTx, words: &str) {
        if words.is_empty() {
            return;
        }
        let number = match (Pesel::parse(words), Nip::parse(words)) {
            (Ok(pesel), _) => Some(tx.keys().blind_index("pesel", pesel.as_str())),
            (_, Ok(nip)) => Some(tx.keys().blind_index("nip", nip.as_str())),
            _ => None,
        };
        match number {
            Some(index) => self.add(
                "(exists (select 1 from application a where a.id = c.application_id \
                   and a.applicant_index = ?) \
                 or exists (select 1 from resident p where p.id = c.resident_id \
                   and p.pesel_index = ?))",
                index.into(),
            ),
            None => self.add(
                "(c.mark ilike ? or c.title ilike ?)",
                contains(words).into(),
            ),
        }
    }

    fn condition(&self) -> String {
        self.conditions.join(" and ")
    }
}

/// A page of cases, those due first on top; `page` counts from 1.
///
/// # Errors
/// [`StoreError::Corrupt`] if a row holds a state this build does not know.
pub async fn find(tx: &TenantTx, filter: &Filter, page: u32) -> Result<Found, StoreError> {
    let skip = i64::from(page.saturating_sub(1)) * i64::from(PAGE_ROWS);
    part(tx, filter, (PAGE_ROWS, skip)).await
}

/// The first `rows_max` cases in the order of the pages: for taking the list away.
///
/// # Errors
/// [`StoreError::Corrupt`] if a row holds a state this build does not know.
pub async fn first(tx: &TenantTx, filter: &Filter, rows_max: u32) -> Result<Found, StoreError> {
    part(tx, filter, (rows_max, 0)).await
}

async fn part(
    tx: &TenantTx,
    filter: &Filter,
    (limit, skip): (u32, i64),
) -> Result<Found, StoreError> {
    let search = Search::of(tx, filter);
    let total = format!(
        "select count(*) as total from case_file c where {}",
        search.condition()
    );
    let total = match one_of(&**tx, &total, search.values.clone()).await? {
        Some(row) => row.get("total")?,
        None => 0,
    };
    let order = match filter.tab {
        Tab::Done => "c.settled_at desc nulls last, c.id",
        Tab::Unassigned | Tab::Mine | Tab::Overdue | Tab::Waiting | Tab::Open | Tab::Any => {
            "c.due_on nulls last, c.opened_on, c.id"
        }
    };
    // The page is cut before names and messages are looked up for its few rows.
    let sql = format!(
        "select c.id, c.mark, c.title, c.unit_id, u.code as unit_code, c.state, c.assignee_id, \
           s.name as assignee_name, c.opened_on, c.due_on, c.version, \
           exists (select 1 from case_message m where m.case_id = c.id and m.kind = 'answer' \
             and m.read_at is null) as unread \
         from (select * from case_file c where {} order by {order} \
           limit {limit} offset {skip}) c \
         join unit u on u.id = c.unit_id left join staff_member s on s.id = c.assignee_id \
         order by {order}",
        search.condition()
    );
    let rows = all_of(&**tx, &sql, search.values).await?;
    let lines = rows.iter().map(line).collect::<Result<_, _>>()?;
    Ok(Found { lines, total })
}

/// How many cases each tab holds for the asker.
///
/// # Errors
/// [`StoreError`] when the statement fails.
pub async fn counts(tx: &TenantTx, filter: &Filter) -> Result<Counts, StoreError> {
    let count = |tab: Tab| format!("count(*) filter (where {})", tab.sql());
    let sql = format!(
        "select {} as unassigned, {} as mine, {} as overdue, {} as waiting, {} as open, \
           {} as done from case_file c where {SCOPE}",
        count(Tab::Unassigned),
        count(Tab::Mine),
        count(Tab::Overdue),
        count(Tab::Waiting),
        count(Tab::Open),
        count(Tab::Done),
    );
    let Some(row) = one(&**tx, &sql, base(filter)).await? else {
        return Ok(Counts::default());
    };
    Ok(Counts {
        unassigned: row.get("unassigned")?,
        mine: row.get("mine")?,
        overdue: row.get("overdue")?,
        waiting: row.get("waiting")?,
        open: row.get("open")?,
        done: row.get("done")?,
    })
}

/// The services which have cases in the scope, by title.
///
/// # Errors
/// [`StoreError`] when the statement fails.
pub async fn services(tx: &TenantTx, filter: &Filter) -> Result<Vec<Service>, StoreError> {
    let sql = format!(
        "select c.service_slug as slug, max(c.title) as title from case_file c where {SCOPE} \
         group by c.service_slug order by title, slug limit 500"
    );
    let rows = all_of(&**tx, &sql, base(filter).to_vec()).await?;
    let service = |row: &Row| {
        Ok(Service {
            slug: row.get("slug")?,
            title: row.get("title")?,
        })
    };
    rows.iter().map(service).collect()
}

fn base(filter: &Filter) -> [Value; 3] {
    [
        filter.scope.as_array().into(),
        filter.asker.0.into(),
        filter.today.into(),
    ]
}

/// A pattern that finds `words` anywhere, taken as they are typed.
fn contains(words: &str) -> String {
    let mut pattern = String::from("%");
    for letter in words.chars() {
        if matches!(letter, '%' | '_' | '\\') {
            pattern.push('\\');
        }
        pattern.push(letter);
    }
    pattern.push('%');
    pattern
}

fn line(row: &Row) -> Result<Line, StoreError> {
    Ok(Line {
        id: CaseId(row.get("id")?),
        mark: row.get("mark")?,
        title: row.get("title")?,
        unit: UnitId(row.get("unit_id")?),
        unit_code: row.get("unit_code")?,
        state: row.code("case_file", "state", |code| CaseState::parse(code).ok())?,
        assignee: row.get::<Option<Uuid>>("assignee_id")?.map(StaffId),
        assignee_name: row.get("assignee_name")?,
        opened_on: row.get("opened_on")?,
        due_on: row.get("due_on")?,
        unread: row.get("unread")?,
        version: row.get("version")?,
    })
}

#[cfg(test)]
mod tests {
    use super::contains;

    #[test]
    fn signs_with_a_meaning_in_patterns_are_taken_as_typed() {
        assert_eq!(contains("50%_a\\"), "%50\\%\\_a\\\\%");
    }
}
