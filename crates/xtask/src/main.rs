//! `cargo xtask …`: one command each to show the product, to check it and to measure it.

mod args;
mod bench;
mod compile;
mod demo;
mod exec;
mod home;
mod install;
mod postgres;
mod program;
mod steps;
mod test;
mod tidy;
mod workspace;

use std::process::ExitCode;

use exec::Failure;

const USAGE: &str = "\
cargo xtask demo   build everything, fill a private PostgreSQL, serve the offices
    --fresh            forget the data of earlier demos first
    --prepare-only     do everything except serving
    --port 8080        port of the pages; the private listener takes the next one
    --data DIR         folder of the demo [RATUSZ_DEMO_DATA]
    --pg-bin DIR       folder with initdb, pg_ctl and postgres [RATUSZ_PG_BIN]
cargo xtask test   everything a change has to pass
    --only PART        only fmt, tidy, clippy, deny, docs or tests
cargo xtask tidy   only the order of the sources
cargo xtask bench  what the product costs, against its budgets
    --quick            fewer repetitions
    --json FILE        the figures for machines";

fn main() -> ExitCode {
    let mut words = std::env::args().skip(1);
    let command = words.next().unwrap_or_default();
    let rest: Vec<String> = words.collect();
    match run(&command, &rest) {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            eprintln!("\nxtask: {failure}");
            ExitCode::FAILURE
        }
    }
}

fn run(command: &str, rest: &[String]) -> Result<(), Failure> {
    match command {
        "demo" => demo::run(rest),
        "test" => test::run(rest),
        "bench" => bench::run(rest),
        "tidy" => args::Args::read(rest, &[], &[]).and_then(|_| tidy::run()),
        "help" | "--help" | "-h" => {
            println!("{USAGE}");
            Ok(())
        }
        "" => Err(Failure::new(format!("which command?\n{USAGE}"))),
        other => Err(Failure::new(format!("no command `{other}`\n{USAGE}"))),
    }
}
