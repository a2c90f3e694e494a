//! A public page of the catalogue, warm, and the memory of the program under that load.

use super::{Bench, Measured, Section, measure};
use crate::exec::Failure;

pub(super) const SECTION: Section = Section {
    name: "page",
    title: "Catalogue page",
    measure: run,
};

fn run(bench: &mut Bench) -> Result<Measured, Failure> {
    bench.onboard()?;
    let server = bench.program.serve(&mut bench.cluster, true)?;
    let pid = server.id().to_string();
    let (address, host) = (bench.address(), bench.host("grajewo"));
    let seconds = if bench.quick { "1" } else { "3" };
    let words = ["page", &address, &pid, &host, "/uslugi/in-1", seconds, "3"];
    let figures = measure::figures(bench, &words).and_then(|mut figures| {
        let name = "memory with 16 offices after that load";
        figures.extend(measure::figures(bench, &["memory", &pid, name, "150"])?);
        Ok(figures)
    });
    bench.stop(server)?;
    figures.map(Measured::Figures)
}
