//! Python with the validator of shapes, in a folder of its own.

use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use super::Variable;
use crate::exec::{Failure, quietly, works};
use crate::steps::Step;
use crate::workspace;

/// Packages with the versions the tests were written for, and all they need.
const PACKAGES: [&str; 11] = [
    "pyshacl==0.40.0",
    "rdflib==7.6.0",
    "owlrl==7.6.2",
    "html5rdf==1.2.1",
    "prettytable==3.18.0",
    "packaging==26.4",
    "pyparsing==3.3.3",
    "importlib-metadata==10.2.0",
    "lazy-importer==0.1.0",
    "wcwidth==0.9.4",
    "zipp==4.1.2",
];

/// The variable through which tests learn where Python is; without it they skip themselves.
///
/// # Errors
/// Only when the folder for it is not known.
pub(super) fn variable(step: &mut Step) -> Result<Variable, Failure> {
    let folder = workspace::target()?.join("python");
    let found = provide(&folder, step);
    if found.is_none() {
        step.note("SKIPPED the shapes of CPSV-AP: no python3 with venv and pyshacl");
    }
    Ok(("RATUSZ_TEST_PYTHON", found.map(OsString::from)))
}

fn provide(folder: &Path, step: &mut Step) -> Option<PathBuf> {
    let python = folder.join("bin").join("python");
    let wanted = PACKAGES.join("\n");
    let list = folder.join("packages.txt");
    let ready = || fs::read_to_string(&list).is_ok_and(|text| text == wanted);
    if !ready() {
        if !works(Command::new("python3").args(["-m", "venv", "--help"])) {
            return None;
        }
        step.note("pip install pyshacl");
        let mut venv = Command::new("python3");
        quietly(venv.args(["-m", "venv", "--clear"]).arg(folder)).ok()?;
        let mut pip = Command::new(&python);
        pip.args([
            "-m",
            "pip",
            "install",
            "--quiet",
            "--disable-pip-version-check",
        ]);
        if let Err(failure) = quietly(pip.args(PACKAGES)) {
            step.note(&failure.to_string());
            return None;
        }
        fs::write(&list, &wanted).ok()?;
    }
    works(Command::new(&python).args(["-c", "import pyshacl"])).then_some(python)
}
