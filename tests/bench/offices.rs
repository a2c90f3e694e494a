//! Many offices: their files, and traffic over all of them.

use std::fs;
use std::net::SocketAddr;
use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, ensure};

use crate::figure::{self, Budget};
use crate::load::{self, Connection};
use crate::process;

/// Units of the lead need no TERYT, so that there can be more offices than gminas in the region.
pub(crate) const PATTERN: &str = include_str!("office.toml");
const ADOPTION: &str = include_str!("adoption.toml");

/// Writes the files of `count` offices named `biuro-1` … into `folder`.
///
/// # Errors
/// When the folder cannot be written.
pub(crate) fn write(folder: &Path, count: usize) -> Result<()> {
    for number in 1..=count {
        let slug = format!("biuro-{number}");
        let office = folder.join(&slug);
        fs::create_dir_all(office.join("services"))?;
        fs::write(office.join("tenant.toml"), PATTERN.replace("@SLUG@", &slug))?;
        for service in ["informacja-publiczna", "pismo-ogolne"] {
            let text = ADOPTION.replace("@TEMPLATE@", service);
            fs::write(
                office.join("services").join(format!("{service}.toml")),
                text,
            )?;
        }
    }
    Ok(())
}

/// What to measure: traffic over the first `few` offices, then over the first `many`.
pub(crate) struct Wanted {
    pub(crate) server: SocketAddr,
    pub(crate) pid: u32,
    pub(crate) postgres_pid: u32,
    pub(crate) port: u16,
    pub(crate) few: u64,
    pub(crate) many: u64,
    pub(crate) all: u64,
    pub(crate) seconds: f64,
}

impl Wanted {
    /// Words: server pid postgres-pid public-port few many all seconds.
    ///
    /// # Errors
    /// When a word is missing or no number.
    pub(crate) fn read(words: &[&str]) -> Result<Self> {
        let word = |index: usize| words.get(index).copied().context("a word is missing");
        Ok(Self {
            server: word(0)?.parse()?,
            pid: word(1)?.parse()?,
            postgres_pid: word(2)?.parse()?,
            port: word(3)?.parse()?,
            few: word(4)?.parse()?,
            many: word(5)?.parse()?,
            all: word(6)?.parse()?,
            seconds: word(7)?.parse()?,
        })
    }

    /// Starting a draft of a service without sign-in: a transaction in the office's own schema.
    fn draft(&self, office: u64) -> Vec<u8> {
        let host = format!("biuro-{office}.localhost:{}", self.port);
        format!(
            "POST /uslugi/informacja-publiczna/wniosek HTTP/1.1\r\nHost: {host}\r\n\
             Origin: http://{host}\r\nContent-Type: application/x-www-form-urlencoded\r\n\
             Content-Length: 0\r\n\r\n"
        )
        .into_bytes()
    }
}

/// Measures saturated throughput with few and many offices, then steady traffic over all.
///
/// # Errors
/// When the server fails.
pub(crate) async fn measure(wanted: &Wanted) -> Result<()> {
    let (mut few, mut many, mut ratios) = (Vec::new(), Vec::new(), Vec::new());
    for _ in 0..3 {
        let rate_few = saturated(wanted, wanted.few).await?;
        let rate_many = saturated(wanted, wanted.many).await?;
        few.push(rate_few);
        many.push(rate_many);
        ratios.push(rate_many / rate_few * 100.0);
    }
    let name = |count: u64| format!("drafts a second, {count} offices");
    figure::print(&name(wanted.few), "/s", &mut few, Budget::None);
    figure::print(&name(wanted.many), "/s", &mut many, Budget::None);
    let share = format!(
        "throughput with {} offices of that with {}",
        wanted.many, wanted.few
    );
    figure::print(&share, "%", &mut ratios, Budget::AtLeast(85.0));
    steady(wanted).await
}

async fn saturated(wanted: &Wanted, offices: u64) -> Result<f64> {
    const CONNECTIONS: usize = 32;
    let time = Duration::from_secs_f64(wanted.seconds);
    let requests: Arc<Vec<Vec<u8>>> =
        Arc::new((1..=offices).map(|office| wanted.draft(office)).collect());
    let next = move |turn: u64| {
        // A multiplicative hash walks the offices without order but the same way every time.
        let spread = turn.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 17;
        let index = usize::try_from(spread % offices).unwrap_or_default();
        requests[index].clone()
    };
    // Once over for warm connections, then measured. A draft answers with 303.
    load::closed_loop(wanted.server, CONNECTIONS, time / 4, next.clone()).await?;
    let load = load::closed_loop(wanted.server, CONNECTIONS, time, next).await?;
    ensure!(
        load.errors == load.answers,
        "a draft should answer with 303, not 200"
    );
    Ok(load.per_second())
}

/// 200 requests a second over all offices, popular ones more often, one in four a write.
async fn steady(wanted: &Wanted) -> Result<()> {
    const PER_SECOND: u32 = 200;
    const LANES: u32 = 16;
    let time = Duration::from_secs_f64(wanted.seconds * 2.0);
    let begun = tokio::time::Instant::now();
    let cpu_before = cpu(wanted)?;
    let mut tasks = Vec::new();
    for lane in 0..LANES {
        let server = wanted.server;
        let requests: Vec<(Vec<u8>, bool)> = (0..PER_SECOND)
            .map(|turn| {
                let office = zipf(wanted.all, u64::from(turn * LANES + lane));
                let host = format!("biuro-{office}.localhost:{}", wanted.port);
                let write = turn % 4 == 0;
                let page = load::get(&host, "/uslugi/informacja-publiczna");
                (if write { wanted.draft(office) } else { page }, write)
            })
            .collect();
        tasks.push(tokio::spawn(async move {
            let mut connection = Connection::open(server).await?;
            let mut times = Vec::new();
            let pause = Duration::from_secs(1) * LANES / PER_SECOND;
            let mut errors = 0_u32;
            for turn in 0.. {
                let due = begun + pause * turn + pause * lane / LANES;
                if due.duration_since(begun) >= time {
                    break;
                }
                tokio::time::sleep_until(due).await;
                let (request, write) = &requests[usize::try_from(turn)? % requests.len()];
                let sent = Instant::now();
                let answer = connection.send(request).await?;
                times.push(sent.elapsed().as_secs_f64() * 1_000.0);
                errors += u32::from(answer.status != if *write { 303 } else { 200 });
            }
            anyhow::Ok((times, errors))
        }));
    }
    let (mut times, mut errors) = (Vec::new(), 0.0);
    for task in tasks {
        let (some, failed) = task.await??;
        times.extend(some);
        errors += f64::from(failed);
    }
    times.sort_by(f64::total_cmp);
    let requests = f64::from(u32::try_from(times.len())?);
    let cpu_ms = (cpu(wanted)? - cpu_before) * 1_000.0 / requests;
    let name = |what: &str| format!("{} offices at 200/s: {what}", wanted.all);
    figure::print(&name("errors"), "", &mut [errors], Budget::AtMost(0.0));
    figure::print(
        &name("p50"),
        "ms",
        &mut [figure::quantile(&times, 0.5)],
        Budget::None,
    );
    figure::print(
        &name("p99"),
        "ms",
        &mut [figure::quantile(&times, 0.99)],
        Budget::AtMost(50.0),
    );
    figure::print(
        &name("CPU a request, with its database"),
        "ms",
        &mut [cpu_ms],
        Budget::None,
    );
    Ok(())
}

fn cpu(wanted: &Wanted) -> Result<f64> {
    Ok(process::cpu_seconds(wanted.pid)? + process::cpu_seconds(wanted.postgres_pid)?)
}

/// An office by popularity: the n-th is asked for 1/n as often as the first.
fn zipf(offices: u64, turn: u64) -> u64 {
    let count = f64::from(u32::try_from(offices).unwrap_or(u32::MAX));
    let spread = (turn.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 33) % 1_000_000;
    let share = f64::from(u32::try_from(spread).unwrap_or_default()) / 1_000_000.0;
    // The inverse of the harmonic sum, about ln(n).
    let rank = (count.ln() * share).exp();
    let mut office = 1;
    while f64::from(u32::try_from(office).unwrap_or(u32::MAX)) < rank.floor() {
        office += 1;
    }
    office.min(offices)
}
