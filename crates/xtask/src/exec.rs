//! Running other programs, and the one error everything here ends in.

use std::fmt;
use std::io;
use std::path::Path;
use std::process::{Command, Output, Stdio};

/// Why a task stopped, in words for the person at the terminal.
pub(crate) struct Failure(String);

impl Failure {
    pub(crate) fn new(words: impl Into<String>) -> Self {
        Self(words.into())
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.0)
    }
}

impl fmt::Debug for Failure {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.0)
    }
}

/// For `map_err`: "cannot `act` `path`: why".
pub(crate) fn cannot(act: &str, path: &Path) -> impl FnOnce(io::Error) -> Failure {
    let words = format!("cannot {act} {}", path.display());
    move |error| Failure::new(format!("{words}: {error}"))
}

/// Runs with the output kept back; gives what was printed on the standard output.
///
/// # Errors
/// The program cannot be started, or ends with another code than 0: then with its own words.
pub(crate) fn quietly(command: &mut Command) -> Result<String, Failure> {
    let output = captured(command)?;
    if output.status.success() {
        return Ok(String::from_utf8_lossy(&output.stdout).into_owned());
    }
    let mut said = String::from_utf8_lossy(&output.stderr).trim().to_owned();
    if said.is_empty() {
        said = String::from_utf8_lossy(&output.stdout).trim().to_owned();
    }
    Err(Failure::new(format!(
        "`{}` failed ({}): {said}",
        shown(command),
        output.status
    )))
}

/// Runs with the terminal handed over to the program.
///
/// # Errors
/// The program cannot be started, or ends with another code than 0.
pub(crate) fn aloud(command: &mut Command) -> Result<(), Failure> {
    let status = command.status().map_err(not_started(command))?;
    if status.success() {
        return Ok(());
    }
    Err(Failure::new(format!(
        "`{}` failed ({status})",
        shown(command)
    )))
}

/// Whether the program can be started at all and ends with code 0; says nothing.
pub(crate) fn works(command: &mut Command) -> bool {
    captured(command).is_ok_and(|output| output.status.success())
}

/// The command as one could type it, without its environment.
pub(crate) fn shown(command: &Command) -> String {
    let mut words = vec![command.get_program().to_string_lossy().into_owned()];
    words.extend(
        command
            .get_args()
            .map(|word| word.to_string_lossy().into_owned()),
    );
    words.join(" ")
}

/// For `map_err`: the program is missing or must not be run.
pub(crate) fn not_started(command: &Command) -> impl FnOnce(io::Error) -> Failure {
    let words = shown(command);
    move |error| Failure::new(format!("cannot start `{words}`: {error}"))
}

fn captured(command: &mut Command) -> Result<Output, Failure> {
    command
        .stdin(Stdio::null())
        .output()
        .map_err(not_started(command))
}
