//! Decisions about access.

use super::{Bench, Measured, Section, measure};
use crate::exec::Failure;

pub(super) const SECTION: Section = Section {
    name: "access",
    title: "Access",
    measure: run,
};

fn run(bench: &mut Bench) -> Result<Measured, Failure> {
    Ok(Measured::Figures(measure::figures(bench, &["access"])?))
}
