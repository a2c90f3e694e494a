//! Where things are: the root of the sources, the target folder, cargo itself.

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::args::environment;
use crate::exec::Failure;

/// Root of the sources.
pub(crate) fn root() -> PathBuf {
    let own =
        environment("CARGO_MANIFEST_DIR").unwrap_or_else(|| env!("CARGO_MANIFEST_DIR").to_owned());
    let own = PathBuf::from(own);
    own.ancestors()
        .nth(2)
        .map_or_else(|| own.clone(), Path::to_path_buf)
}

/// The target folder this very program was built into.
///
/// # Errors
/// The system does not tell where the program lies.
pub(crate) fn target() -> Result<PathBuf, Failure> {
    let own = std::env::current_exe()
        .map_err(|error| Failure::new(format!("cannot find my own program file: {error}")))?;
    // <target>/debug/xtask, or <target>/debug/deps/xtask-… for its unit tests.
    let profile = own
        .ancestors()
        .find(|folder| folder.file_name().is_some_and(|n| n == "debug"));
    profile
        .and_then(Path::parent)
        .map(Path::to_path_buf)
        .ok_or_else(|| Failure::new(format!("{} is not in a target folder", own.display())))
}

/// `cargo`, set to work on the whole workspace as if called from a shell.
#[expect(
    clippy::disallowed_methods,
    reason = "the environment is handed on to cargo, and part of it must not be"
)]
pub(crate) fn cargo() -> Command {
    let mut command = Command::new(environment("CARGO").unwrap_or_else(|| "cargo".to_owned()));
    command.current_dir(root());
    // What `cargo run` told this program about itself is not meant for others.
    for (name, _) in std::env::vars_os() {
        let told = name.to_string_lossy();
        if told.starts_with("CARGO_PKG_") || told.starts_with("CARGO_MANIFEST_") {
            command.env_remove(&name);
        }
    }
    command
}
