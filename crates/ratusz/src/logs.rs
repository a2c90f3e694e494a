//! The log: lines of text for people, or JSON for machines.

use std::io;

use anyhow::Context;
use tracing_subscriber::EnvFilter;
use tracing_subscriber::fmt::writer::BoxMakeWriter;

use crate::configuration::{Log, LogFormat};

/// Where the log goes: results of commands have standard output for themselves.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Out {
    Stdout,
    Stderr,
}

/// Starts the log.
///
/// # Errors
/// When the level cannot be read, or a log runs already.
pub(crate) fn start(log: &Log, out: Out) -> anyhow::Result<()> {
    let writer = match out {
        Out::Stdout => BoxMakeWriter::new(io::stdout),
        Out::Stderr => BoxMakeWriter::new(io::stderr),
    };
    let level = match out {
        Out::Stdout => log.level.as_str(),
        // A person at the terminal wants results, and to hear of trouble.
        Out::Stderr if log.level == "info" => "warn",
        Out::Stderr => log.level.as_str(),
    };
    // Statements of the database driver hold values: they stay out of the log at every level.
    let filter = EnvFilter::try_new(format!("{level},sqlx=error,sea_orm=error,hyper=warn"))
        .context("log.level")?;
    let builder = tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_writer(writer)
        .with_target(true);
    let started = match log.format {
        LogFormat::Json => builder.json().flatten_event(true).try_init(),
        LogFormat::Text => builder.with_ansi(false).try_init(),
    };
    started.map_err(|fault| anyhow::anyhow!("{fault}"))
}
