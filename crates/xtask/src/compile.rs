//! Calling cargo to compile, with a count instead of a page of names.

use std::io::{BufReader, Read};
use std::process::{Command, Stdio};

use crate::exec::{Failure, not_started, shown};
use crate::steps::Step;

/// First words of the lines in which cargo tells what it is doing.
const CARGO_SAYS: [&str; 14] = [
    "Adding",
    "Blocking",
    "Building",
    "Checking",
    "Compiling",
    "Documenting",
    "Downloaded",
    "Downloading",
    "Executable",
    "Finished",
    "Fresh",
    "Locking",
    "Running",
    "Updating",
];

/// Runs a cargo command that compiles; gives how many parts the build has.
///
/// # Errors
/// The build fails: then everything the compiler said has been printed before.
pub(crate) fn run(command: &mut Command, step: &mut Step) -> Result<usize, Failure> {
    command
        .env("CARGO_TERM_COLOR", "never")
        .env("CARGO_TERM_PROGRESS_WHEN", "always")
        .env("CARGO_TERM_PROGRESS_WIDTH", "100")
        .stdin(Stdio::null())
        .stderr(Stdio::piped());
    let mut child = command.spawn().map_err(not_started(command))?;
    let mut said = String::new();
    let mut parts = 0;
    if let Some(stderr) = child.stderr.take() {
        for line in Lines(BufReader::new(stderr)) {
            if let Some((ready, all)) = counted(&line) {
                parts = all;
                step.progress(&format!("{ready} of {all} parts"));
            } else if line.trim_start().starts_with("Blocking") {
                step.note("waiting for another cargo that works in the same target folder");
            } else if !is_cargo_telling(&line) {
                said.push_str(&line);
                said.push('\n');
            }
        }
    }
    let status = child.wait().map_err(not_started(command))?;
    if status.success() {
        return Ok(parts);
    }
    step.note("cargo said:");
    println!("{}", said.trim_end());
    Err(Failure::new(format!("`{}` failed", shown(command))))
}

/// Reads `Building [==>  ] 12/345: …`.
fn counted(line: &str) -> Option<(usize, usize)> {
    let bar = line.trim_start().strip_prefix("Building [")?;
    let (_, count) = bar.split_once("] ")?;
    let (ready, all) = count.split(':').next()?.split_once('/')?;
    Some((ready.trim().parse().ok()?, all.trim().parse().ok()?))
}

fn is_cargo_telling(line: &str) -> bool {
    let first = line.split_whitespace().next().unwrap_or_default();
    first.is_empty() && line.len() > 40 || line.starts_with("  ") && CARGO_SAYS.contains(&first)
}

/// Lines ended by a line feed or a carriage return: the progress bar knows only the latter.
struct Lines<R>(BufReader<R>);

impl<R: Read> Iterator for Lines<R> {
    type Item = String;

    fn next(&mut self) -> Option<String> {
        let mut line = Vec::new();
        let mut byte = [0];
        loop {
            match self.0.read(&mut byte) {
                Ok(0) | Err(_) if line.is_empty() => return None,
                Ok(0) | Err(_) => break,
                Ok(_) if byte[0] == b'\n' || byte[0] == b'\r' => break,
                Ok(_) => line.push(byte[0]),
            }
        }
        Some(String::from_utf8_lossy(&line).into_owned())
    }
}

#[cfg(test)]
mod tests {
    use std::io::BufReader;

    use super::{Lines, counted, is_cargo_telling};

    #[test]
    fn counts_from_the_progress_bar() {
        let bar = "    Building [===>      ] 45/763: serde, tokio";
        assert_eq!(counted(bar), Some((45, 763)));
        assert_eq!(counted("   Compiling serde v1.0"), None);
    }

    #[test]
    fn keeps_what_the_compiler_said_and_drops_what_cargo_tells() {
        assert!(is_cargo_telling("   Compiling serde v1.0"));
        assert!(is_cargo_telling("    Finished `dev` profile in 2s"));
        assert!(!is_cargo_telling("error[E0425]: cannot find value `x`"));
        assert!(!is_cargo_telling(" --> crates/web/src/lib.rs:3:5"));
    }

    #[test]
    fn cuts_lines_at_carriage_returns() {
        let lines: Vec<String> = Lines(BufReader::new(&b"a\rb\nc"[..])).collect();
        assert_eq!(lines, ["a", "b", "c"]);
    }
}
