//! Time from starting the program to its first answer, with all offices on the platform.

use std::time::Instant;

use super::report::{Budget, Figure};
use super::{Bench, Measured, Section};
use crate::exec::Failure;

/// Starts measured in a full run.
const STARTS: usize = 10;
/// For the whole country; sixteen offices must do far better.
const FIRST_ANSWER_MS_MAX: f64 = 2_000.0;

pub(super) const SECTION: Section = Section {
    name: "start",
    title: "Start of the program to its first answer",
    measure,
};

fn measure(bench: &mut Bench) -> Result<Measured, Failure> {
    if !bench.knows("serve") {
        return Ok(Measured::Skipped(
            "the program has no `serve` yet".to_owned(),
        ));
    }
    bench.onboard()?;
    let mut times_ms = Vec::new();
    for _ in 0..bench.times(STARTS) {
        let begun = Instant::now();
        let server = bench.program.serve(&mut bench.cluster, true)?;
        times_ms.push(begun.elapsed().as_secs_f64() * 1_000.0);
        bench.stop(server)?;
    }
    let budget = Some(Budget::AtMost(FIRST_ANSWER_MS_MAX));
    Ok(Measured::Figures(vec![Figure::median(
        "first answer",
        "ms",
        &mut times_ms,
        budget,
    )]))
}
