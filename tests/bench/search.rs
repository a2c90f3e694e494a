//! Searching the services of all offices: what a question costs the program.

use std::net::SocketAddr;
use std::time::Instant;

use anyhow::{Context, Result, ensure};

use crate::figure::{self, Budget};
use crate::load::{self, Connection};
use crate::process;

/// Questions without and with slips, endings and names of offices, and a list of everything.
const QUESTIONS: [&str; 8] = [
    "/uslugi?q=podatek+od+nieruchomosci",
    "/uslugi?q=wyciecie+drzew",
    "/uslugi?q=podtaek+nieruchomsc",
    "/uslugi?q=zasw",
    "/uslugi?q=zajecie+pasa+drogowego&dziedzina=drogi",
    "/uslugi?q=wniosek&urzad=biuro-1",
    "/uslugi?q=qwrtzxq+asdfghjkl",
    "/uslugi",
];
/// Times each question is asked in a round: the kernel counts CPU in hundredths of a second.
const TIMES: usize = 4;
/// Of the program, for a question.
const LIMIT_MS: f64 = 20.0;

/// What to measure.
pub(crate) struct Wanted {
    server: SocketAddr,
    pid: u32,
    port: u16,
    rounds: usize,
}

impl Wanted {
    /// Words: server pid public-port rounds.
    ///
    /// # Errors
    /// When a word is missing or no number.
    pub(crate) fn read(words: &[&str]) -> Result<Self> {
        let word = |index: usize| words.get(index).copied().context("a word is missing");
        Ok(Self {
            server: word(0)?.parse()?,
            pid: word(1)?.parse()?,
            port: word(2)?.parse()?,
            rounds: word(3)?.parse()?,
        })
    }
}

/// Measures the first question, which waits until all services are read, and then the others.
///
/// # Errors
/// When the server fails.
pub(crate) async fn measure(wanted: &Wanted) -> Result<()> {
    let host = format!("localhost:{}", wanted.port);
    let requests: Vec<Vec<u8>> = QUESTIONS
        .iter()
        .map(|path| load::get(&host, path))
        .collect();
    let mut connection = Connection::open(wanted.server).await?;
    let begun = Instant::now();
    let first = connection.send(&requests[0]).await?;
    ensure!(first.status == 200, "the search answers {}", first.status);
    let mut read_s = [begun.elapsed().as_secs_f64()];
    let (mut slowest, mut cpu) = (Vec::new(), Vec::new());
    for _ in 0..wanted.rounds.max(3) {
        let before = process::cpu_seconds(wanted.pid)?;
        let mut longest_ms = 0.0_f64;
        for request in requests.iter().cycle().take(requests.len() * TIMES) {
            let sent = Instant::now();
            let answer = connection.send(request).await?;
            ensure!(
                answer.status == 200,
                "a question is answered {}",
                answer.status
            );
            longest_ms = longest_ms.max(sent.elapsed().as_secs_f64() * 1_000.0);
        }
        let asked = f64::from(u32::try_from(requests.len() * TIMES)?);
        cpu.push((process::cpu_seconds(wanted.pid)? - before) * 1_000.0 / asked);
        slowest.push(longest_ms);
    }
    figure::print(
        "first question after the start",
        "s",
        &mut read_s,
        Budget::None,
    );
    figure::print(
        "CPU of the program a question",
        "ms",
        &mut cpu,
        Budget::AtMost(LIMIT_MS),
    );
    figure::print(
        "slowest question to its answer",
        "ms",
        &mut slowest,
        Budget::AtMost(LIMIT_MS),
    );
    Ok(())
}
