//! The designer: a field added to a form of three hundred, five hundred fields saved.

use std::net::SocketAddr;
use std::time::Instant;

use anyhow::{Context, Result, ensure};
use sea_orm::sqlx::{AssertSqlSafe, Connection as _, Executor, Row, postgres::PgConnection};

use crate::figure::{self, Budget};
use crate::form::{LONG, MIDDLE, SLUG};
use crate::load::{Answer, Connection};
use crate::process;

/// Secret of the session that is planted; the measured office is thrown away.
const TOKEN: &str = "pomiar-projektanta";
/// Requests whose CPU is summed into one value: the kernel counts it in hundredths of a second.
const REQUESTS: u32 = 30;

pub(crate) struct Wanted {
    server: SocketAddr,
    pid: u32,
    host: String,
    database: String,
    rounds: usize,
}

impl Wanted {
    /// Words: server pid port database rounds.
    ///
    /// # Errors
    /// When a word is missing or no number.
    pub(crate) fn read(words: &[&str]) -> Result<Self> {
        let word = |index: usize| words.get(index).copied().context("a word is missing");
        Ok(Self {
            server: word(0)?.parse()?,
            pid: word(1)?.parse()?,
            host: format!("{SLUG}.localhost:{}", word(2)?),
            database: word(3)?.to_owned(),
            rounds: word(4)?.parse()?,
        })
    }
}

/// Measures adding a field and saving a definition.
///
/// # Errors
/// When the server refuses an answer.
pub(crate) async fn measure(wanted: &Wanted) -> Result<()> {
    plant(wanted).await?;
    let mut connection = Connection::open(wanted.server).await?;
    let (mut added, mut saved) = (Vec::new(), Vec::new());
    let form = format!("/urzad/uslugi/{MIDDLE}/formularz");
    let undo = format!("/urzad/uslugi/{MIDDLE}/cofnij");
    let add = "akt=field-add:wszystko&nazwa-wszystko=Nowe+pytanie&rodzaj-wszystko=text";
    for round in 0..=wanted.rounds * 5 {
        let begun = Instant::now();
        let answer = post(&mut connection, wanted, &form, add).await?;
        ensure!(
            answer
                .header("location")
                .is_some_and(|to| to.contains("/pole/")),
            "not added"
        );
        if round > 0 {
            added.push(begun.elapsed().as_secs_f64() * 1_000.0);
        }
        post(&mut connection, wanted, &undo, "").await?;
    }
    let field = format!("/urzad/uslugi/{LONG}/pole/p0");
    for round in 0..=wanted.rounds {
        let before = process::cpu_seconds(wanted.pid)?;
        for number in 0..REQUESTS {
            let body = format!(
                "wersja={}&label=Zapis+{round}+{number}&type=text&key=p0&required=true&_samo=1",
                i64::from(REQUESTS) * i64::try_from(round)? + i64::from(number) + 1
            );
            post(&mut connection, wanted, &field, &body).await?;
        }
        let spent = process::cpu_seconds(wanted.pid)? - before;
        if round > 0 {
            saved.push(spent * 1_000.0 / f64::from(REQUESTS));
        }
    }
    figure::print(
        "designer: field added to a form of 300, answer",
        "ms",
        &mut added,
        Budget::AtMost(200.0),
    );
    figure::print(
        "designer: 500 fields saved, CPU of the program",
        "ms",
        &mut saved,
        Budget::AtMost(20.0),
    );
    Ok(())
}

async fn post(
    connection: &mut Connection,
    wanted: &Wanted,
    path: &str,
    body: &str,
) -> Result<Answer> {
    let host = &wanted.host;
    let request = format!(
        "POST {path} HTTP/1.1\r\nHost: {host}\r\nOrigin: http://{host}\r\nCookie: \
         ratusz-urzad={TOKEN}; __Host-ratusz-urzad={TOKEN}\r\nContent-Type: \
         application/x-www-form-urlencoded\r\nContent-Length: {}\r\n\r\n{body}",
        body.len()
    );
    let answer = connection.send(request.as_bytes()).await?;
    ensure!(
        matches!(answer.status, 200 | 303),
        "{path} answers {}",
        answer.status
    );
    Ok(answer)
}

/// An editor of the measured office with an open session.
async fn plant(wanted: &Wanted) -> Result<()> {
    let mut connection = PgConnection::connect(&wanted.database).await?;
    let sql = format!("select schema_name from registry.tenant where slug = '{SLUG}'");
    let schema: String = connection.fetch_one(AssertSqlSafe(sql)).await?.try_get(0)?;
    let id = "00000000-0000-4000-8000-000000000001";
    for sql in [
        format!("set search_path = {schema}, ext"),
        format!(
            "insert into staff_member (id, email, name, state, created_at) values ('{id}', \
             'pomiar@urzad.example.pl', 'Pomiar Wzorcowy', 'active', now()) on conflict do nothing"
        ),
        format!(
            "insert into staff_role (id, staff_id, role, granted_at) values ('{id}', '{id}', \
             'service_editor', now()) on conflict do nothing"
        ),
        format!(
            "insert into session (token_hash, person_kind, person_id, assurance, second_factor, \
             created_at, last_seen_at, expires_at) values (sha256('{TOKEN}'), 'staff', '{id}', \
             'substantial', true, now(), now(), now() + interval '1 hour') on conflict do nothing"
        ),
    ] {
        connection.execute(AssertSqlSafe(sql)).await?;
    }
    Ok(connection.close().await?)
}
