//! The designer of services, on forms of three and five hundred fields.

use super::offices::{apply, copy_lead};
use super::{Bench, Measured, Section, measure};
use crate::exec::{Failure, quietly};

/// The office that `measure form-office` writes.
const OFFICE: &str = "formularze";

pub(super) const SECTION: Section = Section {
    name: "designer",
    title: "Designer",
    measure: run,
};

fn run(bench: &mut Bench) -> Result<Measured, Failure> {
    bench.onboard()?;
    let folder = bench.program.home.folder.join("forms");
    copy_lead(&folder)?;
    quietly(measure::command(bench).arg("form-office").arg(&folder))?;
    apply(bench, &folder, Some(OFFICE))?;
    let server = bench.program.serve(&mut bench.cluster, true)?;
    let (pid, url) = (server.id().to_string(), bench.cluster.url("ratusz"));
    let (address, port) = (bench.address(), bench.program.port.to_string());
    let rounds = if bench.quick { "1" } else { "3" };
    let words = ["designer", &address, &pid, &port, &url, rounds];
    let figures = measure::figures(bench, &words);
    bench.stop(server)?;
    figures.map(Measured::Figures)
}
