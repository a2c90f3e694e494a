//! The program `measure` beside `ratusz`: makes the load and prints figures for us to read.

use std::process::Command;

use super::Bench;
use super::report::{Budget, Figure};
use crate::exec::{Failure, quietly};

/// Runs `measure` with `words` and reads its figures.
///
/// # Errors
/// It fails, or prints a line that is no figure.
pub(super) fn figures(bench: &Bench, words: &[&str]) -> Result<Vec<Figure>, Failure> {
    let text = quietly(command(bench).args(words))?;
    text.lines()
        .filter_map(|line| line.strip_prefix("figure|"))
        .map(figure)
        .collect()
}

/// `measure`, ready for its words.
pub(super) fn command(bench: &Bench) -> Command {
    Command::new(bench.program.file.with_file_name("measure"))
}

fn figure(line: &str) -> Result<Figure, Failure> {
    let odd = || Failure::new(format!("`measure` prints no figure: {line}"));
    let parts: Vec<&str> = line.split('|').collect();
    let [name, unit, value, min, max, kind, limit] = parts[..] else {
        return Err(odd());
    };
    let number = |text: &str| text.parse::<f64>().map_err(|_| odd());
    Ok(Figure {
        name: name.to_owned(),
        unit: unit.to_owned(),
        value: number(value)?,
        spread: (number(min)?, number(max)?),
        budget: match kind {
            "at_most" => Some(Budget::AtMost(number(limit)?)),
            "at_least" => Some(Budget::AtLeast(number(limit)?)),
            _ => None,
        },
    })
}
