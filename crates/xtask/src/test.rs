//! `cargo xtask test`: everything a change has to pass, in the order in which it fails fastest.

mod browser;
mod python;

use std::ffi::OsString;
use std::process::{Command, Stdio};

use crate::args::{Args, environment};
use crate::compile;
use crate::exec::{Failure, aloud, works};
use crate::home::Home;
use crate::install;
use crate::postgres::{Cluster, Plan};
use crate::steps::Step;
use crate::tidy;
use crate::workspace;

use browser::Browser;

/// What can be asked for alone, in the order of a whole run.
const PARTS: [&str; 6] = ["fmt", "tidy", "clippy", "deny", "docs", "tests"];

/// Runs the parts; the last lines printed are those of the test runner.
///
/// # Errors
/// The first part that fails.
pub(crate) fn run(words: &[String]) -> Result<(), Failure> {
    let args = Args::read(words, &[], &["--only"])?;
    let only = args.option("--only");
    if let Some(part) = only.as_deref().filter(|part| !PARTS.contains(part)) {
        let known = PARTS.join(", ");
        return Err(Failure::new(format!(
            "no part `{part}`; possible are {known}"
        )));
    }
    for part in PARTS
        .iter()
        .filter(|&&part| only.as_deref().is_none_or(|only| only == part))
    {
        match *part {
            "fmt" => formatted()?,
            "tidy" => tidied()?,
            "clippy" => advised()?,
            "deny" => supplied()?,
            "docs" => documented()?,
            _ => tested()?,
        }
    }
    Ok(())
}

fn formatted() -> Result<(), Failure> {
    let step = Step::begin("Format (cargo fmt)");
    aloud(workspace::cargo().args(["fmt", "--all", "--check"]))?;
    step.done("as it should be");
    Ok(())
}

fn tidied() -> Result<(), Failure> {
    let step = Step::begin("Order of the sources (cargo xtask tidy)");
    tidy::run()?;
    step.done("as it should be");
    Ok(())
}

fn advised() -> Result<(), Failure> {
    let mut step = Step::begin("Advice of the compiler (cargo clippy)");
    let mut clippy = workspace::cargo();
    clippy.args(["clippy", "--workspace", "--all-targets", "--keep-going"]);
    clippy.args(["--", "-D", "warnings"]);
    compile::run(&mut clippy, &mut step)?;
    step.done("nothing to say");
    Ok(())
}

/// Licences and sources of everything we depend on, on other systems too.
fn supplied() -> Result<(), Failure> {
    let mut step = Step::begin("Licences and sources of dependencies (cargo deny)");
    if !works(workspace::cargo().args(["deny", "--version"])) {
        step.note("SKIPPED: cargo-deny is not installed (cargo install cargo-deny)");
        return Ok(());
    }
    if !works(workspace::cargo().args(["fetch", "--quiet"])) {
        step.note("SKIPPED: dependencies of other systems cannot be fetched now");
        return Ok(());
    }
    let mut deny = workspace::cargo();
    deny.args([
        "deny",
        "--log-level",
        "error",
        "check",
        "bans",
        "licenses",
        "sources",
    ]);
    aloud(&mut deny)?;
    step.done("all allowed");
    Ok(())
}

/// The documentation and its examples, which the usual runner leaves out.
fn documented() -> Result<(), Failure> {
    let mut step = Step::begin("Documentation (cargo doc) and its examples (cargo test --doc)");
    let mut pages = workspace::cargo();
    pages.args([
        "doc",
        "--workspace",
        "--no-deps",
        "--document-private-items",
        "--keep-going",
    ]);
    compile::run(pages.env("RUSTDOCFLAGS", "-D warnings"), &mut step)?;
    let mut examples = workspace::cargo();
    examples.args(["test", "--workspace", "--doc", "--quiet"]);
    compile::run(examples.stdout(Stdio::null()), &mut step)?;
    step.done("all understood, all examples work");
    Ok(())
}

fn tested() -> Result<(), Failure> {
    let mut step = Step::begin("Building everything with its tests");
    let mut build = workspace::cargo();
    compile::run(
        build.args(["build", "--workspace", "--all-targets"]),
        &mut step,
    )?;
    step.done("built");

    let mut step = Step::begin("A browser for the tests of pages");
    let browser = Browser::provide(&mut step)?;
    step.done("looked for");

    let mut step = Step::begin("Python with a validator of shapes");
    let python = python::variable(&mut step)?;
    step.done("looked for");

    let mut step = Step::begin("A web server for the test of its configuration");
    if !works(Command::new("caddy").arg("version")) && install::is_root() {
        install::helpful(&["caddy"], &mut step);
    }
    step.done("looked for");

    let mut step = Step::begin("Starting a passing PostgreSQL for the tests");
    let cluster = passing_cluster(&mut step)?;
    step.done(&format!("PostgreSQL {} answers", cluster.version()));

    let mut runner = runner();
    runner.env("RATUSZ_TEST_PG_URL", cluster.url("postgres"));
    for (name, value) in browser.environment().into_iter().chain([python]) {
        match value {
            Some(value) => runner.env(name, value),
            None => runner.env_remove(name),
        };
    }
    aloud(&mut runner)
}

/// The better runner where it is installed, else cargo's own.
fn runner() -> Command {
    let mut runner = workspace::cargo();
    if works(workspace::cargo().args(["nextest", "--version"])) {
        println!("==> Testing (cargo nextest run)");
        runner.args(["nextest", "run", "--workspace", "--no-fail-fast"]);
    } else {
        println!("==> Testing (cargo test; cargo-nextest would be faster)");
        runner.args(["test", "--workspace", "--no-fail-fast", "--all-targets"]);
    }
    runner
}

/// A cluster that goes, with its folder, when this program ends.
fn passing_cluster(step: &mut Step) -> Result<Cluster, Failure> {
    let home = Home::passing("test")?.folder;
    let binaries = environment("RATUSZ_PG_BIN").map(Into::into);
    Cluster::start(
        &Plan {
            binaries,
            home,
            passing: true,
            farewell: "",
        },
        step,
    )
}

/// Name and value of a variable for the tests; without a value it must not be set.
type Variable = (&'static str, Option<OsString>);
