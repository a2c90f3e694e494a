//! A public page, warm, against a bare server that sends the same number of bytes.

use std::net::SocketAddr;
use std::process::{Child, Command};
use std::time::Duration;

use anyhow::{Context, Result, ensure};

use crate::figure::{self, Budget};
use crate::load::{self, Connection};
use crate::process;

const CONNECTIONS: usize = 32;

/// What to measure.
pub(crate) struct Wanted {
    pub(crate) server: SocketAddr,
    pub(crate) pid: u32,
    pub(crate) host: String,
    pub(crate) path: String,
    pub(crate) seconds: f64,
    pub(crate) rounds: usize,
}

impl Wanted {
    /// Words: server pid host path seconds rounds.
    ///
    /// # Errors
    /// When a word is missing or no number.
    pub(crate) fn read(words: &[&str]) -> Result<Self> {
        let word = |index: usize| words.get(index).copied().context("a word is missing");
        Ok(Self {
            server: word(0)?.parse()?,
            pid: word(1)?.parse()?,
            host: word(2)?.to_owned(),
            path: word(3)?.to_owned(),
            seconds: word(4)?.parse()?,
            rounds: word(5)?.parse()?,
        })
    }
}

/// Waits until the office at `host` shows its home page.
///
/// # Errors
/// When it does not within ten seconds.
pub(crate) async fn answer(server: SocketAddr, host: &str) -> Result<()> {
    const TRIES: usize = 2_000;
    let request = load::get(host, "/");
    let mut connection = Connection::open(server).await?;
    for _ in 0..TRIES {
        if connection.send(&request).await?.status == 200 {
            return Ok(());
        }
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
    anyhow::bail!("{host} does not answer")
}

/// Ends the bare server whatever happens.
struct Bare(Child);

impl Drop for Bare {
    fn drop(&mut self) {
        drop(self.0.kill());
        drop(self.0.wait());
    }
}

/// Measures both servers in turns.
///
/// # Errors
/// When a server does not answer 200.
pub(crate) async fn measure(wanted: &Wanted) -> Result<()> {
    let page = load::get(&wanted.host, &wanted.path);
    let first = Connection::open(wanted.server).await?.send(&page).await?;
    ensure!(
        first.status == 200,
        "{}{} answers {}",
        wanted.host,
        wanted.path,
        first.status
    );
    let port = wanted.server.port() + 2;
    let program = std::env::current_exe()?;
    let mut command = Command::new(program);
    let bare = command.args(["bare", &port.to_string(), &first.body.len().to_string()]);
    let _bare = Bare(bare.spawn()?);
    let bare_server = SocketAddr::new(wanted.server.ip(), port);
    while Connection::open(bare_server).await.is_err() {
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
    let time = Duration::from_secs_f64(wanted.seconds);
    let (mut ratios, mut rates, mut cpu) = (Vec::new(), Vec::new(), Vec::new());
    for _ in 0..wanted.rounds {
        let before = process::cpu_seconds(wanted.pid)?;
        let request = page.clone();
        let ours =
            load::closed_loop(wanted.server, CONNECTIONS, time, move |_| request.clone()).await?;
        let used = process::cpu_seconds(wanted.pid)? - before;
        let request = page.clone();
        let theirs =
            load::closed_loop(bare_server, CONNECTIONS, time, move |_| request.clone()).await?;
        ensure!(
            ours.errors == 0,
            "{} pages were not answered with 200",
            ours.errors
        );
        ratios.push(ours.per_second() / theirs.per_second() * 100.0);
        rates.push(ours.per_second());
        cpu.push(used / (ours.per_second() * ours.seconds) * 1_000.0);
    }
    figure::print(
        "share of a bare server",
        "%",
        &mut ratios,
        Budget::AtLeast(50.0),
    );
    figure::print("pages a second", "/s", &mut rates, Budget::None);
    figure::print(
        "CPU of the program a page",
        "ms",
        &mut cpu,
        Budget::AtMost(0.05),
    );
    Ok(())
}
