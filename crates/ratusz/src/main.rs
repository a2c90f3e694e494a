//! The program `ratusz`: reads the configuration and does one command.

mod cli;
mod commands;
mod configuration;
mod logs;
mod refusal;
mod show;

use std::process::ExitCode;

use chrono::{DateTime, Utc};

use crate::cli::{Cli, Command};
use crate::commands::Ended;

/// Everything was done.
const DONE: u8 = 0;
/// What was compared is not the same.
const DIFFERENT: u8 = 2;
/// The command was refused or failed; its words say why.
const FAILED: u8 = 1;

fn main() -> ExitCode {
    let cli = match cli::read() {
        Ok(cli) => cli,
        Err(code) => return code,
    };
    let code = match run(cli) {
        Ok(Ended::Done) => DONE,
        Ok(Ended::Different) => DIFFERENT,
        Err(fault) => {
            show::fault(&fault);
            FAILED
        }
    };
    ExitCode::from(code)
}

fn run(cli: Cli) -> anyhow::Result<Ended> {
    let configuration = configuration::load(cli.config.as_deref())?;
    if let Command::Config { .. } = cli.command {
        return commands::config::check(&configuration).map(|()| Ended::Done);
    }
    let out = match cli.command {
        Command::Serve => logs::Out::Stdout,
        _ => logs::Out::Stderr,
    };
    logs::start(&configuration.log, out)?;
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()?;
    runtime.block_on(commands::run(configuration, cli.command))
}

/// The moment it is: the one place where the program looks at the clock.
#[expect(
    clippy::disallowed_methods,
    reason = "time comes into the program here"
)]
fn now() -> DateTime<Utc> {
    Utc::now()
}
