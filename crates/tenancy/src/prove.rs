//! Proving the walls: log in as every office and try to get out.

mod attempts;

use sea_orm::sqlx::postgres::PgConnection;
use sea_orm::sqlx::{AssertSqlSafe, ConnectOptions, Connection, Error, Executor, raw_sql};
use serde::Serialize;

use crate::admin::Admin;
use crate::error::{TenancyError, while_doing};
use crate::migrate::{self, Candidate};
use crate::{SchemaName, TenantId};
use attempts::Attempt;

/// Up to this many offices every office tries every other one.
const ALL_PAIRS_MAX: usize = 32;
/// Above it, every office tries this many neighbours.
const NEIGHBOURS: usize = 4;
/// What the settings of a role are looked at for.
const SEARCH_PATH: &str = "start with a foreign search_path";

/// One kind of attempt and what became of it.
#[derive(Clone, Debug, Serialize)]
pub struct Tried {
    pub what: &'static str,
    /// How often it was tried.
    pub tried: usize,
    /// How often PostgreSQL refused, or answered with nothing of the neighbour's.
    pub refused: usize,
    /// Who got through and how; empty when the wall holds.
    pub breaches: Vec<String>,
}

impl Tried {
    /// What was tried, as a key for texts: `read-a-neighbours-answers`.
    #[must_use]
    pub fn code(&self) -> String {
        code(self.what)
    }
}

/// The codes of everything that is tried, each once.
#[must_use]
pub fn codes() -> Vec<String> {
    let sample = TenantId(0);
    let on_neighbour = attempts::on_neighbour(&SchemaName::of(sample), sample);
    let all = attempts::on_server().into_iter().chain(on_neighbour);
    let mut codes: Vec<String> = all.map(|attempt| code(attempt.what)).collect();
    codes.push(code(SEARCH_PATH));
    codes.sort();
    codes.dedup();
    codes
}

fn code(what: &str) -> String {
    let spoken = what.replace('\'', "");
    let words = spoken.split(|letter: char| !letter.is_ascii_alphanumeric());
    let words: Vec<&str> = words.filter(|word| !word.is_empty()).collect();
    words.join("-").to_lowercase()
}

/// The report of a proof.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Report {
    pub offices: usize,
    pub pairs: usize,
    pub attempts: Vec<Tried>,
}

impl Report {
    /// Whether nothing got through.
    #[must_use]
    pub fn holds(&self) -> bool {
        self.attempts.iter().all(|tried| tried.breaches.is_empty())
    }

    fn note(&mut self, what: &'static str, breach: Option<String>) {
        let found = self.attempts.iter().position(|tried| tried.what == what);
        let index = found.unwrap_or_else(|| {
            self.attempts.push(Tried {
                what,
                tried: 0,
                refused: 0,
                breaches: Vec::new(),
            });
            self.attempts.len() - 1
        });
        let tried = &mut self.attempts[index];
        tried.tried += 1;
        match breach {
            Some(breach) => tried.breaches.push(breach),
            None => tried.refused += 1,
        }
    }
}

/// Logs in as every office (or only `only`) and tries to read, write, lock, list, listen to and
/// escalate into its neighbours, the registry and the server. Changes nothing: every attempt is
/// rolled back. `done` is told after each office.
///
/// # Errors
/// [`TenancyError::Database`] when an office cannot log in at all: then nothing was proven.
pub async fn prove(
    admin: &Admin,
    only: Option<&str>,
    mut done: impl FnMut(&str),
) -> Result<Report, TenancyError> {
    let offices = migrate::candidates(admin).await?;
    let mut report = Report {
        offices: 0,
        ..Report::default()
    };
    for (index, office) in offices.iter().enumerate() {
        if only.is_some_and(|slug| slug != office.slug) {
            continue;
        }
        let neighbours = neighbours(&offices, index);
        report.offices += 1;
        report.pairs += neighbours.len();
        one(admin, office, &neighbours, &mut report).await?;
        done(&office.slug);
    }
    Ok(report)
}

fn neighbours(offices: &[Candidate], of: usize) -> Vec<&Candidate> {
    let count = if offices.len() <= ALL_PAIRS_MAX {
        offices.len()
    } else {
        NEIGHBOURS + 1
    };
    (1..count)
        .map(|step| &offices[(of + step) % offices.len()])
        .collect()
}

async fn one(
    admin: &Admin,
    office: &Candidate,
    neighbours: &[&Candidate],
    report: &mut Report,
) -> Result<(), TenancyError> {
    let doing = "logging in as an office";
    let fault = |f: Error| while_doing(doing)(crate::door::connection_fault(&f));
    let options = admin
        .options()
        .clone()
        .username(office.schema.as_str())
        .password(&admin.secret().tenant_password(office.id));
    let mut connection = options.connect().await.map_err(fault)?;
    settings(&mut connection, office, report)
        .await
        .map_err(fault)?;
    for attempt in attempts::on_server() {
        try_out(&mut connection, office, &attempt, "the server", report)
            .await
            .map_err(fault)?;
    }
    for neighbour in neighbours {
        for attempt in attempts::on_neighbour(&neighbour.schema, neighbour.id) {
            try_out(&mut connection, office, &attempt, &neighbour.slug, report)
                .await
                .map_err(fault)?;
        }
    }
    connection.close().await.map_err(fault)
}

/// The path the office's role starts with must be its own and the shared extensions, no more.
async fn settings(
    connection: &mut PgConnection,
    office: &Candidate,
    report: &mut Report,
) -> Result<(), Error> {
    use sea_orm::sqlx::Row;
    let row = connection.fetch_one("show search_path").await?;
    let path: String = row.try_get(0)?;
    let wanted = format!("{}, ext", office.schema);
    let breach = (path != wanted).then(|| format!("{}: search_path is {path}", office.slug));
    report.note(SEARCH_PATH, breach);
    Ok(())
}

async fn try_out(
    connection: &mut PgConnection,
    office: &Candidate,
    attempt: &Attempt,
    target: &str,
    report: &mut Report,
) -> Result<(), Error> {
    let sql = || raw_sql(AssertSqlSafe(attempt.sql.clone()));
    let outcome = if attempt.alone {
        connection.fetch_all(sql()).await
    } else {
        let mut tx = connection.begin().await?;
        let outcome = tx.fetch_all(sql()).await;
        tx.rollback().await?;
        outcome
    };
    let who = format!("{} -> {target}", office.slug);
    let breach = match outcome {
        Err(Error::Database(fault)) if fault.code().as_deref() == Some(attempt.refusal) => None,
        Err(Error::Database(fault)) => Some(format!(
            "{who}: failed without being refused: {fault}: {}",
            attempt.sql
        )),
        Err(other) => return Err(other),
        Ok(_) if attempt.harmless => None,
        Ok(rows) => Some(format!("{who}: {} rows: {}", rows.len(), attempt.sql)),
    };
    report.note(attempt.what, breach);
    Ok(())
}
