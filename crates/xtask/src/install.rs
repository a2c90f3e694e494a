//! Installing packages of the system, where that needs no question.

use std::path::Path;
use std::process::Command;

use crate::exec::{Failure, quietly, works};
use crate::steps::Step;

/// Whether this program runs as the superuser of the machine.
pub(crate) fn is_root() -> bool {
    quietly(Command::new("id").arg("-u")).is_ok_and(|uid| uid.trim() == "0")
}

/// Whether `packages` could be installed now without asking anybody.
pub(crate) fn possible() -> bool {
    Path::new("/usr/bin/apt-get").exists() && (is_root() || works(sudo().arg("true")))
}

/// Installs Debian packages; asks the mirrors for their lists only if it must.
///
/// # Errors
/// No rights, no network, no such package.
pub(crate) fn packages(packages: &[&str], step: &mut Step) -> Result<(), Failure> {
    step.note(&format!("apt-get install -y {}", packages.join(" ")));
    if quietly(
        apt()
            .args(["install", "-y", "--no-install-recommends"])
            .args(packages),
    )
    .is_ok()
    {
        return Ok(());
    }
    step.note("apt-get update, then once more");
    quietly(apt().arg("update"))?;
    quietly(
        apt()
            .args(["install", "-y", "--no-install-recommends"])
            .args(packages),
    )
    .map(drop)
}

/// Like [`packages`] where one can do without: a failure is told, not returned.
pub(crate) fn helpful(wanted: &[&str], step: &mut Step) {
    if let Err(failure) = packages(wanted, step) {
        step.note(&failure.to_string());
    }
}

fn apt() -> Command {
    let mut command = if is_root() {
        Command::new("env")
    } else {
        sudo()
    };
    if !is_root() {
        // sudo clears the environment, so the variable has to be set behind it.
        command.arg("env");
    }
    command.args(["DEBIAN_FRONTEND=noninteractive", "apt-get", "-q"]);
    command.args([
        "-o",
        "Acquire::http::Timeout=20",
        "-o",
        "DPkg::Lock::Timeout=120",
    ]);
    command
}

fn sudo() -> Command {
    let mut command = Command::new("sudo");
    command.arg("-n");
    command
}
