//! What a process and its children cost: CPU time and memory from `/proc`.

use std::collections::HashMap;
use std::fs;

use anyhow::{Context, Result};

use crate::figure::{self, Budget};

/// Ticks of the kernel's CPU accounting per second; fixed on Linux.
const TICKS_PER_SECOND: f64 = 100.0;

/// CPU seconds of `pid` and everything below it, so far.
///
/// # Errors
/// When `/proc` cannot be read.
pub(crate) fn cpu_seconds(pid: u32) -> Result<f64> {
    let mut children: HashMap<u32, Vec<u32>> = HashMap::new();
    let mut ticks: HashMap<u32, f64> = HashMap::new();
    for entry in fs::read_dir("/proc").context("/proc")?.flatten() {
        let Some(id) = entry
            .file_name()
            .to_str()
            .and_then(|name| name.parse().ok())
        else {
            continue;
        };
        let Some((parent, used)) = stat(id) else {
            continue;
        };
        children.entry(parent).or_default().push(id);
        ticks.insert(id, used);
    }
    let mut open = vec![pid];
    let mut total = 0.0;
    while let Some(id) = open.pop() {
        total += ticks.get(&id).copied().unwrap_or_default();
        open.extend(children.get(&id).into_iter().flatten());
    }
    Ok(total / TICKS_PER_SECOND)
}

/// Parent and CPU ticks of a process: its own and those of children it has waited for.
fn stat(pid: u32) -> Option<(u32, f64)> {
    let text = fs::read_to_string(format!("/proc/{pid}/stat")).ok()?;
    // The name stands in brackets and may hold anything.
    let rest: Vec<&str> = text.rsplit_once(')')?.1.split_whitespace().collect();
    let number = |index: usize| rest.get(index)?.parse::<f64>().ok();
    let parent = rest.get(1)?.parse().ok()?;
    Some((
        parent,
        number(11)? + number(12)? + number(13)? + number(14)?,
    ))
}

/// Prints the resident memory of a process in megabytes.
///
/// # Errors
/// When the process is gone.
pub(crate) fn memory(pid: u32, name: &str, limit: f64) -> Result<()> {
    let text = fs::read_to_string(format!("/proc/{pid}/status")).context("the process")?;
    let line = text
        .lines()
        .find_map(|line| line.strip_prefix("VmRSS:"))
        .context("VmRSS")?;
    let kilobytes: f64 = line.trim().trim_end_matches("kB").trim().parse()?;
    figure::print(
        name,
        "MB",
        &mut [kilobytes / 1_024.0],
        Budget::AtMost(limit),
    );
    Ok(())
}
