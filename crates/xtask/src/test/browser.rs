//! The browser and the packages with which tests look at pages as people do.

use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use super::Variable;
use crate::args::environment;
use crate::exec::{Failure, cannot, quietly, works};
use crate::install;
use crate::steps::Step;
use crate::workspace;

/// Packages of node, with the versions the tests were written for.
const PACKAGES: [(&str, &str); 2] = [("playwright-core", "1.65.1"), ("axe-core", "4.14.1")];
/// Where a browser may be; the first that is there is taken.
const BROWSERS: [&str; 5] = [
    "/usr/bin/chromium",
    "/usr/bin/chromium-browser",
    "/usr/bin/google-chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
];

/// What the tests of pages need; without it they skip themselves and say so.
pub(super) struct Browser {
    found: Option<(PathBuf, PathBuf)>,
}

impl Browser {
    /// Finds or installs a browser, node and the packages.
    ///
    /// # Errors
    /// Only if a folder of our own cannot be written; a missing browser is told in one line.
    pub(super) fn provide(step: &mut Step) -> Result<Self, Failure> {
        let folder = workspace::target()?.join("browser");
        let found = match (chromium(step), node_modules(&folder, step)?) {
            (Some(chromium), Some(modules)) => Some((chromium, modules)),
            (None, _) => {
                step.note("SKIPPED tests of pages: no Chromium (apt-get install chromium)");
                None
            }
            (_, None) => {
                step.note("SKIPPED tests of pages: no node with playwright-core and axe-core");
                None
            }
        };
        Ok(Self { found })
    }

    /// The variables through which the tests learn where things are.
    pub(super) fn environment(&self) -> [Variable; 2] {
        let (chromium, modules) = self.found.clone().unzip();
        [
            ("RATUSZ_TEST_CHROMIUM", chromium.map(OsString::from)),
            ("RATUSZ_TEST_NODE_MODULES", modules.map(OsString::from)),
        ]
    }
}

fn chromium(step: &mut Step) -> Option<PathBuf> {
    let find = || {
        let named = environment("RATUSZ_TEST_CHROMIUM").map(PathBuf::from);
        let usual = BROWSERS.map(PathBuf::from);
        named.into_iter().chain(usual).find(|path| path.is_file())
    };
    if let Some(found) = find() {
        return Some(found);
    }
    if install::possible() {
        install::helpful(&["chromium"], step);
    }
    find()
}

/// The folder `node_modules` with our packages in their versions.
fn node_modules(folder: &Path, step: &mut Step) -> Result<Option<PathBuf>, Failure> {
    let node = || works(Command::new("node").arg("--version"));
    let npm = || works(Command::new("npm").arg("--version"));
    let modules = folder.join("node_modules");
    let ready = || {
        PACKAGES
            .iter()
            .all(|(name, version)| has(&modules, name, version))
    };
    if !(node() && (ready() || npm())) && install::possible() {
        install::helpful(&["nodejs", "npm"], step);
    }
    if !node() {
        return Ok(None);
    }
    if !ready() {
        fs::create_dir_all(folder).map_err(cannot("make", folder))?;
        step.note("npm install playwright-core axe-core");
        let mut npm = Command::new("npm");
        npm.arg("install").arg("--prefix").arg(folder);
        npm.args(["--no-audit", "--no-fund", "--ignore-scripts", "--no-save"]);
        npm.args(PACKAGES.map(|(name, version)| format!("{name}@{version}")));
        if let Err(failure) = quietly(npm.current_dir(folder)) {
            step.note(&failure.to_string());
        }
    }
    Ok(ready().then_some(modules))
}

fn has(modules: &Path, name: &str, version: &str) -> bool {
    let about = modules.join(name).join("package.json");
    let wanted = format!("\"version\": \"{version}\"");
    fs::read_to_string(about).is_ok_and(|text| text.contains(&wanted))
}
