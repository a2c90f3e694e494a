//! A form of five hundred fields, and a whole flow of six steps with a file.

use super::offices::{apply, copy_lead};
use super::{Bench, Measured, Section, measure};
use crate::exec::{Failure, quietly};

/// The office that `measure form-office` writes.
const OFFICE: &str = "formularze";

pub(super) const SECTION: Section = Section {
    name: "form",
    title: "Forms",
    measure: run,
};

fn run(bench: &mut Bench) -> Result<Measured, Failure> {
    bench.onboard()?;
    let folder = bench.program.home.folder.join("forms");
    copy_lead(&folder)?;
    quietly(measure::command(bench).arg("form-office").arg(&folder))?;
    apply(bench, &folder, Some(OFFICE))?;
    let server = bench.program.serve(&mut bench.cluster, true)?;
    let (pid, postgres) = (server.id().to_string(), bench.cluster.pid());
    let (address, port) = (bench.address(), bench.program.port.to_string());
    let figures = measure::figures(bench, &["form", &address, &pid, &postgres, &port]);
    bench.stop(server)?;
    figures.map(Measured::Figures)
}
