//! The census after a run: what the residents' journals say against what the database holds.

use std::collections::{BTreeMap, BTreeSet};

use anyhow::Result;
use sea_orm::sqlx::postgres::{PgConnection, PgRow};
use sea_orm::sqlx::{AssertSqlSafe, Executor, Row};

use crate::journal::Known;
use crate::scene::Office;

/// What belongs to one filing, each exactly once: name, and a query over `a`, the application.
const PARTS: [(&str, &str); 9] = [
    (
        "filed draft",
        "from {s}.draft d where d.id = a.id and d.state = 'filed'",
    ),
    (
        "receipt over its content",
        "from {s}.receipt r where r.application_id = a.id and r.content_hash = a.content_hash",
    ),
    (
        "case with a last day",
        "from {s}.case_file c where c.application_id = a.id and c.due_on is not null",
    ),
    (
        "case of any kind",
        "from {s}.case_file c where c.application_id = a.id",
    ),
    (
        "term of settling",
        "from {s}.case_file c join {s}.deadline d on d.case_id = c.id \
         where c.application_id = a.id and d.kind = 'settlement'",
    ),
    (
        "first event",
        "from {s}.case_file c join {s}.case_event e on e.case_id = c.id \
         where c.application_id = a.id and e.kind = 'opened'",
    ),
    (
        "audit entry that names the receipt",
        "from {s}.audit_entry e join {s}.receipt r on r.application_id = a.id \
         where e.subject = 'application:' || a.id and e.action = 'application_filed' \
           and e.detail like '%receipt:' || r.number || ' %'",
    ),
    (
        "audit entry of any kind",
        "from {s}.audit_entry e where e.subject = 'application:' || a.id \
         and e.action = 'application_filed'",
    ),
    (
        "message for the worker",
        "from {s}.outbox o where o.topic = 'application_filed' \
         and o.payload->>'application_id' = a.id::text",
    ),
];
/// Rows of filings that stand without their application.
const LOOSE: [(&str, &str); 4] = [
    (
        "draft marked as filed",
        "from {s}.draft d where d.state = 'filed' \
         and not exists (select from {s}.application a where a.id = d.id)",
    ),
    (
        "case",
        "from {s}.case_file c where c.application_id is not null \
         and not exists (select from {s}.application a where a.id = c.application_id)",
    ),
    (
        "audit entry",
        "from {s}.audit_entry e where e.action = 'application_filed' \
         and not exists (select from {s}.application a where e.subject = 'application:' || a.id)",
    ),
    (
        "message",
        "from {s}.outbox o where o.topic = 'application_filed' and not exists \
         (select from {s}.application a where o.payload->>'application_id' = a.id::text)",
    ),
];

/// What the census found.
#[derive(Debug, Default)]
pub(crate) struct Census {
    pub(crate) applications: usize,
    /// Everything that is not as it must be; empty if all is well.
    pub(crate) complaints: Vec<String>,
}

/// Counts everything in the schemas of `offices` and compares with what the residents know.
pub(crate) async fn take(
    session: &mut PgConnection,
    offices: &[Office],
    known: &BTreeMap<String, Known>,
) -> Result<Census> {
    let mut census = Census::default();
    let mut stored: BTreeMap<String, (String, String)> = BTreeMap::new();
    let mut numbers = BTreeSet::new();
    for office in offices {
        for (draft, number) in census.filings(session, office).await? {
            if !numbers.insert(number.clone()) {
                census.complain(office, format!("the receipt {number} was given twice"));
            }
            if let Some((other, _)) = stored.insert(draft.clone(), (office.slug.clone(), number)) {
                census.complain(office, format!("{draft} is in {other} as well"));
            }
        }
        census.loose_ends(session, office).await?;
        census.case_numbers(session, office).await?;
    }
    census.applications = stored.len();
    census.compare(&stored, known);
    Ok(census)
}

impl Census {
    fn complain(&mut self, office: &Office, words: String) {
        self.complaints.push(format!("{}: {words}", office.slug));
    }

    /// Every application with its receipt's number; complains about parts missing or doubled.
    async fn filings(
        &mut self,
        session: &mut PgConnection,
        office: &Office,
    ) -> Result<Vec<(String, String)>> {
        let counts: Vec<String> = PARTS
            .iter()
            .map(|(_, part)| format!("(select count(*) {part})"))
            .collect();
        let sql = format!(
            "select a.id::text as id, coalesce((select max(number) from {{s}}.receipt r \
               where r.application_id = a.id), '') as number, array[{}] as counts \
             from {{s}}.application a order by a.id",
            counts.join(", ")
        );
        let mut filings = Vec::new();
        for row in rows(session, &sql, office).await? {
            let id: String = row.try_get("id")?;
            let counts: Vec<i64> = row.try_get("counts")?;
            for ((part, _), count) in PARTS.iter().zip(counts) {
                if count != 1 {
                    self.complain(office, format!("{id} has {count} of: {part}"));
                }
            }
            filings.push((id, row.try_get("number")?));
        }
        Ok(filings)
    }

    async fn loose_ends(&mut self, session: &mut PgConnection, office: &Office) -> Result<()> {
        for (what, from) in LOOSE {
            let sql = format!("select count(*) {from}");
            for row in rows(session, &sql, office).await? {
                let count: i64 = row.try_get(0)?;
                if count != 0 {
                    self.complain(office, format!("{count} without an application: {what}"));
                }
            }
        }
        Ok(())
    }

    /// Numbers of cases follow each other from one, and the counter stands at the last.
    async fn case_numbers(&mut self, session: &mut PgConnection, office: &Office) -> Result<()> {
        let sql = "select n.class, n.last_number::bigint as last, count(c.id) as cases, \
                   count(distinct c.number) as numbers, \
                   coalesce(max(c.number), 0)::bigint as highest \
                   from {s}.case_counter n left join {s}.case_file c \
                   on (c.unit_id, c.class, c.year) = (n.unit_id, n.class, n.year) \
                   group by n.unit_id, n.class, n.year, n.last_number \
                   union all \
                   select c.class, 0, count(*), 0, 0 from {s}.case_file c where not exists \
                   (select from {s}.case_counter n \
                    where (c.unit_id, c.class, c.year) = (n.unit_id, n.class, n.year)) \
                   group by c.class";
        for row in rows(session, sql, office).await? {
            let class: String = row.try_get("class")?;
            let last: i64 = row.try_get("last")?;
            for column in ["cases", "numbers", "highest"] {
                let count: i64 = row.try_get(column)?;
                if count != last {
                    let words = format!("class {class} counts to {last}, {column}: {count}");
                    self.complain(office, words);
                }
            }
        }
        Ok(())
    }

    fn compare(
        &mut self,
        stored: &BTreeMap<String, (String, String)>,
        known: &BTreeMap<String, Known>,
    ) {
        for (draft, known) in known {
            let receipts: Vec<&str> = known.receipts.iter().map(String::as_str).collect();
            let [read] = receipts[..] else {
                self.complaints
                    .push(format!("receipts read for {draft}: {receipts:?}"));
                continue;
            };
            match stored.get(draft) {
                None => self.complaints.push(format!("{read} is lost, of {draft}")),
                Some((office, number)) if (office, number.as_str()) != (&known.office, read) => {
                    let words = format!("{read} of {} is {number} of {office}", known.office);
                    self.complaints.push(words);
                }
                Some(_) => {}
            }
        }
        for draft in stored.keys().filter(|draft| !known.contains_key(*draft)) {
            self.complaints.push(format!("nobody sent {draft}"));
        }
    }
}

/// Runs `sql` with `{s}` standing for the schema of `office`.
async fn rows(session: &mut PgConnection, sql: &str, office: &Office) -> Result<Vec<PgRow>> {
    let sql = sql.replace("{s}", &office.schema);
    Ok(session.fetch_all(AssertSqlSafe(sql)).await?)
}
