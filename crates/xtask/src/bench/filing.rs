//! Filing an application over HTTP against pgbench with the same SQL.

use super::{Bench, Measured, Section, measure};
use crate::exec::Failure;

pub(super) const SECTION: Section = Section {
    name: "filing",
    title: "Filing",
    measure: run,
};

fn run(bench: &mut Bench) -> Result<Measured, Failure> {
    let pgbench = bench.cluster.program("pgbench");
    if !pgbench.is_file() {
        let why = format!("{} is missing", pgbench.display());
        return Ok(Measured::Skipped(why));
    }
    bench.onboard()?;
    let server = bench.program.serve(&mut bench.cluster, true)?;
    let (pid, postgres) = (server.id().to_string(), bench.cluster.pid());
    let (address, host) = (bench.address(), bench.host("grajewo"));
    let url = bench.cluster.url("ratusz");
    let filings = if bench.quick { "160" } else { "800" };
    let pgbench = pgbench.to_string_lossy().into_owned();
    let words = [
        "filing", &address, &pid, &postgres, &host, &pgbench, &url, "grajewo", filings,
    ];
    let figures = measure::figures(bench, &words);
    bench.stop(server)?;
    figures.map(Measured::Figures)
}
