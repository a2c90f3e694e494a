//! `cargo xtask bench`: what the product costs, measured against its budgets on this machine.
//!
//! A section is a module with one `SECTION`; it is put into `SECTIONS` and nothing else changes.

mod access;
mod designer;
mod filing;
mod form;
mod measure;
mod offices;
mod page;
mod report;
mod search;
mod start;

use std::path::PathBuf;
use std::process::{Child, Command};

use crate::args::{Args, environment};
use crate::exec::{Failure, cannot, quietly};
use crate::home::Home;
use crate::postgres::{Cluster, Plan};
use crate::program::{Profile, Program, build};
use crate::steps::Step;

use report::{Figure, Outcome};

/// Port of the program under measurement.
const PORT: u16 = 18_080;
/// All load comes from one address: a single visitor's limit must not be what is measured.
const REQUESTS_PER_MINUTE: u32 = 10_000_000;
/// A platform whose offices are all busy at once wants a connection for each of them; the private
/// cluster takes 400.
const CONNECTIONS_MAX: u32 = 320;
/// All sections, in the order of the report.
const SECTIONS: [Section; 8] = [
    access::SECTION,
    start::SECTION,
    page::SECTION,
    filing::SECTION,
    form::SECTION,
    designer::SECTION,
    offices::SECTION,
    // Last: it takes the services of the offices above away.
    search::SECTION,
];

/// One thing to measure.
pub(crate) struct Section {
    /// Short name for machines.
    name: &'static str,
    title: &'static str,
    measure: fn(&mut Bench) -> Result<Measured, Failure>,
}

/// What came of a section.
pub(crate) enum Measured {
    Figures(Vec<Figure>),
    /// It could not be measured here, and why.
    Skipped(String),
}

/// What a section works with: the program in its fast build over a private cluster.
pub(crate) struct Bench {
    /// Fewer repetitions: for trying the bench itself.
    quick: bool,
    program: Program,
    cluster: Cluster,
}

impl Bench {
    /// `full` repetitions, or far fewer when in a hurry.
    fn times(&self, full: usize) -> usize {
        if self.quick { full.div_ceil(5) } else { full }
    }

    /// Where the pages are.
    fn address(&self) -> String {
        format!("127.0.0.1:{}", self.program.port)
    }

    /// The host of an office as browsers name it.
    fn host(&self, slug: &str) -> String {
        format!("{slug}.localhost:{}", self.program.port)
    }

    /// Whether the program knows the command `name` already.
    fn knows(&self, name: &str) -> bool {
        let help = quietly(self.program.command(&self.cluster).args([name, "--help"]));
        help.is_ok_and(|text| !text.trim().is_empty())
    }

    /// Ends a server politely and waits until it is gone.
    fn stop(&mut self, mut server: Child) -> Result<(), Failure> {
        quietly(Command::new("kill").args(["-TERM", &server.id().to_string()]))?;
        let ended = server.wait();
        ended.map_err(|error| Failure::new(format!("the server does not end: {error}")))?;
        self.cluster.watch(None)
    }

    /// Puts all offices of `tenants` on the platform.
    fn onboard(&self) -> Result<(), Failure> {
        for words in [&["migrate"][..], &["tenant", "apply", "tenants", "--yes"]] {
            quietly(self.program.command(&self.cluster).args(words))?;
        }
        Ok(())
    }
}

/// Builds, measures every section, prints the table, and writes the JSON if asked to.
///
/// # Errors
/// The build, the cluster or a section fails. A missed budget is no error: it is shown.
pub(crate) fn run(words: &[String]) -> Result<(), Failure> {
    let args = Args::read(words, &["--quick"], &["--json"])?;
    Program::check_ports(PORT)?;
    let file = build(Profile::Bench)?;
    let mut step = Step::begin("Starting a passing PostgreSQL");
    let home = Home::passing("bench")?;
    home.provide()?;
    let plan = Plan {
        binaries: environment("RATUSZ_PG_BIN").map(PathBuf::from),
        home: home.folder.clone(),
        passing: true,
        farewell: "",
    };
    let cluster = Cluster::start(&plan, &mut step)?;
    cluster.provide("ratusz")?;
    step.done(&format!("PostgreSQL {} answers", cluster.version()));
    let program = Program {
        file,
        home,
        port: PORT,
        settings: vec![
            (
                "RATUSZ__HTTP__REQUESTS_PER_MINUTE",
                REQUESTS_PER_MINUTE.to_string(),
            ),
            (
                "RATUSZ__DATABASE__CONNECTIONS_MAX",
                CONNECTIONS_MAX.to_string(),
            ),
        ],
    };
    let mut bench = Bench {
        quick: args.has("--quick"),
        program,
        cluster,
    };
    let mut outcomes = Vec::new();
    for section in SECTIONS {
        let step = Step::begin(section.title);
        let measured = (section.measure)(&mut bench)?;
        step.done(match &measured {
            Measured::Figures(_) => "measured",
            Measured::Skipped(_) => "skipped",
        });
        outcomes.push(Outcome {
            name: section.name,
            title: section.title,
            measured,
        });
    }
    println!("\n{}", report::table(&outcomes));
    if let Some(file) = args.option("--json").map(PathBuf::from) {
        let text = report::json(&outcomes, bench.cluster.version());
        std::fs::write(&file, text).map_err(cannot("write", &file))?;
    }
    Ok(())
}
