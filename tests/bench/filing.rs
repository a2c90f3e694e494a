//! Filing an application over HTTP, against pgbench running the same SQL as the same role.

use std::net::SocketAddr;
use std::process::Command;
use std::sync::Arc;
use std::time::Instant;

use anyhow::{Context, Result, ensure};

use crate::figure::{self, Budget};
use crate::load::Connection;
use crate::process;

const LANES: usize = 16;
const SERVICE: &str = "informacja-publiczna";
/// The answers of both steps, as posted.
const STEPS: [(&str, &str); 2] = [
    (
        "informacja",
        "zakres=Umowy+na+utrzymanie+dr%C3%B3g+w+2026+roku.&znany_okres=false",
    ),
    ("forma", "sposob=wglad&format=dowolny"),
];
/// The statements of one filing, in the order of the program.
const SQL: &str = include_str!("filing.sql");

/// What to measure.
pub(crate) struct Wanted {
    server: SocketAddr,
    pid: u32,
    postgres_pid: u32,
    host: String,
    pgbench: String,
    /// The database, for its superuser.
    database: String,
    slug: String,
    filings: usize,
}

impl Wanted {
    /// Words: server pid postgres-pid host pgbench database slug filings.
    ///
    /// # Errors
    /// When a word is missing or no number.
    pub(crate) fn read(words: &[&str]) -> Result<Self> {
        let word = |index: usize| words.get(index).copied().context("a word is missing");
        Ok(Self {
            server: word(0)?.parse()?,
            pid: word(1)?.parse()?,
            postgres_pid: word(2)?.parse()?,
            host: word(3)?.to_owned(),
            pgbench: word(4)?.to_owned(),
            database: word(5)?.to_owned(),
            slug: word(6)?.to_owned(),
            filings: word(7)?.parse()?,
        })
    }

    fn post(&self, path: &str, cookie: &str, body: &str) -> Vec<u8> {
        let host = &self.host;
        format!(
            "POST {path} HTTP/1.1\r\nHost: {host}\r\nOrigin: http://{host}\r\nCookie: {cookie}\r\n\
             Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {}\r\n\r\n{body}",
            body.len()
        )
        .into_bytes()
    }

    fn cpu(&self) -> Result<(f64, f64)> {
        Ok((
            process::cpu_seconds(self.pid)?,
            process::cpu_seconds(self.postgres_pid)?,
        ))
    }
}

/// A filled draft: its address and the cookie that holds it.
struct Draft {
    path: String,
    cookie: String,
}

/// Measures both in turns.
///
/// # Errors
/// When the server or pgbench fails.
pub(crate) async fn measure(wanted: &Wanted) -> Result<()> {
    let (mut ratios, mut rates, mut cpu, mut flow) =
        (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    for round in 0..4 {
        let before = wanted.cpu()?;
        let drafts = prepare(wanted).await?;
        let between = wanted.cpu()?;
        let rate = file_all(wanted, drafts).await?;
        let after = wanted.cpu()?;
        let yardstick = pgbench(wanted).await?;
        if round == 0 {
            continue; // Warming up.
        }
        let count = f64::from(u32::try_from(wanted.filings)?);
        let of = |a: (f64, f64), b: (f64, f64)| (b.0 + b.1 - a.0 - a.1) * 1_000.0 / count;
        rates.push(rate);
        ratios.push(rate / yardstick * 100.0);
        cpu.push(of(between, after));
        flow.push(of(before, after));
    }
    figure::print(
        "share of pgbench with the same SQL",
        "%",
        &mut ratios,
        Budget::AtLeast(50.0),
    );
    figure::print("filings a second", "/s", &mut rates, Budget::None);
    figure::print(
        "CPU of a filing, with its database",
        "ms",
        &mut cpu,
        Budget::AtMost(2.5),
    );
    figure::print(
        "CPU from card to receipt, 2 steps",
        "ms",
        &mut flow,
        Budget::AtMost(6.0),
    );
    Ok(())
}

/// Makes and fills the drafts of one round.
async fn prepare(wanted: &Wanted) -> Result<Vec<Draft>> {
    let mut connection = Connection::open(wanted.server).await?;
    let mut drafts = Vec::new();
    for _ in 0..wanted.filings {
        let start = wanted.post(&format!("/uslugi/{SERVICE}/wniosek"), "", "");
        let started = connection.send(&start).await?;
        ensure!(started.status == 303, "a draft answers {}", started.status);
        let cookie = started
            .headers("set-cookie")
            .filter_map(|line| line.split(';').next())
            .collect::<Vec<_>>()
            .join("; ");
        let location = started.header("location").context("where the draft is")?;
        let path = location.split('/').take(3).collect::<Vec<_>>().join("/");
        for (step, answers) in STEPS {
            let post = wanted.post(&format!("{path}/krok/{step}"), &cookie, answers);
            let saved = connection.send(&post).await?;
            ensure!(saved.status == 303, "step {step} answers {}", saved.status);
        }
        drafts.push(Draft { path, cookie });
    }
    Ok(drafts)
}

/// Sends all drafts, sixteen at once; the rate of durable receipts.
async fn file_all(wanted: &Wanted, drafts: Vec<Draft>) -> Result<f64> {
    let requests: Vec<Vec<u8>> = drafts
        .iter()
        .map(|draft| wanted.post(&format!("{}/zloz", draft.path), &draft.cookie, ""))
        .collect();
    let requests = Arc::new(requests);
    let count = requests.len();
    let begun = Instant::now();
    let mut tasks = Vec::new();
    for lane in 0..LANES {
        let (requests, server) = (Arc::clone(&requests), wanted.server);
        tasks.push(tokio::spawn(async move {
            let mut connection = Connection::open(server).await?;
            for request in requests.iter().skip(lane).step_by(LANES) {
                let answer = connection.send(request).await?;
                let to = answer.header("location").unwrap_or_default();
                ensure!(
                    to.starts_with("/potwierdzenia/"),
                    "{} to {to}",
                    answer.status
                );
            }
            anyhow::Ok(())
        }));
    }
    for task in tasks {
        task.await??;
    }
    Ok(f64::from(u32::try_from(count)?) / begun.elapsed().as_secs_f64())
}

/// Transactions a second of pgbench with the same statements at the same concurrency, in the
/// schema of the same office.
async fn pgbench(wanted: &Wanted) -> Result<f64> {
    let (schema, sql) = yardstick(wanted).await?;
    let script = std::env::temp_dir().join(format!("ratusz-filing-{}.sql", std::process::id()));
    std::fs::write(&script, sql)?;
    let lanes = LANES.to_string();
    let each = (wanted.filings / LANES).max(1).to_string();
    let output = Command::new(&wanted.pgbench)
        .args([
            "-n", "-M", "prepared", "-c", &lanes, "-j", "2", "-t", &each, "-f",
        ])
        .arg(&script)
        .arg(&wanted.database)
        .env("PGOPTIONS", format!("-c search_path={schema},ext"))
        .output()
        .context("pgbench")?;
    std::fs::remove_file(&script)?;
    let text = String::from_utf8_lossy(&output.stdout);
    let line = text.lines().find_map(|line| line.strip_prefix("tps = "));
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    let tps = line
        .and_then(|rest| rest.split(' ').next())
        .with_context(|| said)?;
    Ok(tps.parse()?)
}

/// Makes the drafts for one run of pgbench; the office's schema, and the script for it.
async fn yardstick(wanted: &Wanted) -> Result<(String, String)> {
    use sea_orm::sqlx::{AssertSqlSafe, Connection as _, Executor, Row, postgres::PgConnection};
    let mut connection = PgConnection::connect(&wanted.database).await?;
    let slug = &wanted.slug;
    let sql = format!("select schema_name from registry.tenant where slug = '{slug}'");
    let schema: String = connection.fetch_one(AssertSqlSafe(sql)).await?.try_get(0)?;
    let path = format!("set search_path = {schema}, ext");
    connection.execute(AssertSqlSafe(path)).await?;
    let sql = format!(
        "select e.id::text, u.id::text, u.code from service s join unit u on u.id = s.unit_id \
         join service_edition e on e.id = s.current_edition_id where s.slug = '{SERVICE}'"
    );
    let row = connection.fetch_one(AssertSqlSafe(sql)).await?;
    let (edition, unit_id, unit): (String, String, String) =
        (row.try_get(0)?, row.try_get(1)?, row.try_get(2)?);
    connection
        .execute("create sequence if not exists bench_filing")
        .await?;
    let drafts = format!(
        "insert into draft (id, edition_id, service_slug, key_hash, answers, created_at, \
         updated_at) select lpad(to_hex(n), 32, '0')::uuid, '{edition}', '{SERVICE}', '\\x01', \
         decode(repeat('ab', 280), 'hex'), now(), now() from generate_series( \
         (select last_value from bench_filing), (select last_value + {} from bench_filing)) n \
         on conflict do nothing",
        wanted.filings + LANES
    );
    connection.execute(AssertSqlSafe(drafts)).await?;
    connection.close().await?;
    let script = SQL
        .replace("@EDITION@", &edition)
        .replace("@UNIT_ID@", &unit_id)
        .replace("@UNIT@", &unit);
    Ok((schema, script))
}
