//! Finding PostgreSQL's programs, or installing them where that needs no question.

use std::path::{Path, PathBuf};
use std::process::Command;

use super::owner::Owner;
use crate::args::environment;
use crate::exec::{Failure, quietly};
use crate::install;
use crate::steps::Step;

/// The programs this tool calls.
const PROGRAMS: [&str; 3] = ["initdb", "pg_ctl", "postgres"];
/// Extensions the product uses; all three come with PostgreSQL's own contrib.
const EXTENSIONS: [&str; 3] = ["unaccent", "pg_trgm", "btree_gist"];
/// The product's SQL is written for these and newer.
const MAJOR_MIN: u32 = 15;

/// A folder with PostgreSQL's programs that suits the product.
#[derive(Clone, Debug)]
pub(crate) struct Binaries {
    folder: PathBuf,
    /// As the server tells it, `15.18`.
    pub(crate) version: String,
}

impl Binaries {
    /// The newest suitable PostgreSQL, of the major version `major` if one is asked for.
    ///
    /// A folder named by the person is the only one looked at.
    ///
    /// # Errors
    /// There is none, and it cannot be installed without a question: one line says what to do.
    pub(crate) fn find(
        named: Option<&Path>,
        major: Option<u32>,
        step: &mut Step,
    ) -> Result<Self, Failure> {
        if let Some(folder) = named {
            return Self::look_at(folder)
                .map_err(|why| Failure::new(format!("{}: {why}", folder.display())));
        }
        // Another version than asked for is better than none: the caller can name both.
        if let Some(found) = Self::newest(major).or_else(|| Self::newest(None)) {
            return Ok(found);
        }
        Self::missing(install::possible())?;
        step.note("PostgreSQL is not here yet");
        install::packages(&["postgresql", "postgresql-contrib"], step)?;
        Self::newest(None)
            .ok_or_else(|| Failure::new("no suitable PostgreSQL even after installing it"))
    }

    /// There is none: go on where it may be installed without a question.
    fn missing(may_install: bool) -> Result<(), Failure> {
        match may_install {
            true => Ok(()),
            false => Err(Failure::new(how_to_install())),
        }
    }

    /// Whether there is a suitable PostgreSQL without installing one.
    #[cfg(test)]
    pub(crate) fn are_here() -> bool {
        Self::newest(None).is_some()
    }

    pub(crate) fn program(&self, name: &str) -> PathBuf {
        self.folder.join(name)
    }

    pub(crate) fn folder(&self) -> &Path {
        &self.folder
    }

    pub(crate) fn major(&self) -> u32 {
        major_of(&self.version).unwrap_or(0)
    }

    /// Whether `owner` can start them: folders above may be closed to that account.
    pub(crate) fn check_open_to(&self, owner: &Owner) -> Result<(), Failure> {
        let mut command = owner.command(&self.program("postgres"));
        quietly(command.arg("--version")).map(drop)
    }

    fn newest(major: Option<u32>) -> Option<Self> {
        let mut found: Vec<Self> = candidates()
            .iter()
            .filter_map(|folder| Self::look_at(folder).ok())
            .filter(|found| major.is_none_or(|major| found.major() == major))
            .collect();
        // The first of equals stays first, so that Debian's folders win over PATH.
        found.sort_by_key(|found| std::cmp::Reverse(found.major()));
        found.into_iter().next()
    }

    /// What is wrong with `folder` is told in words that follow its name.
    fn look_at(folder: &Path) -> Result<Self, String> {
        if let Some(missing) = PROGRAMS.iter().find(|name| !folder.join(name).is_file()) {
            return Err(format!("there is no `{missing}` in this folder"));
        }
        let said = quietly(Command::new(folder.join("postgres")).arg("--version"))
            .map_err(|failure| failure.to_string())?;
        let version = version_in(&said).ok_or_else(|| format!("unknown version `{said}`"))?;
        let major = major_of(&version).unwrap_or(0);
        if major < MAJOR_MIN {
            return Err(format!(
                "PostgreSQL {version} is too old, {MAJOR_MIN} is the oldest"
            ));
        }
        let shares = shares_of(folder, major);
        let lacks = EXTENSIONS.iter().find(|name| {
            let control = format!("extension/{name}.control");
            !shares.iter().any(|share| share.join(&control).is_file())
        });
        match lacks {
            Some(name) => Err(format!(
                "the extension `{name}` (postgresql-contrib) is missing"
            )),
            None => Ok(Self {
                folder: folder.to_path_buf(),
                version,
            }),
        }
    }
}

/// Folders where PostgreSQL usually lies; those not there do no harm.
fn candidates() -> Vec<PathBuf> {
    let mut folders = Vec::new();
    let versions = |parent: &str, tail: &str, folders: &mut Vec<PathBuf>| {
        let inside = std::fs::read_dir(parent).into_iter().flatten().flatten();
        let mut found: Vec<PathBuf> = inside.map(|entry| entry.path().join(tail)).collect();
        found.sort();
        folders.extend(found.into_iter().rev());
    };
    versions("/usr/lib/postgresql", "bin", &mut folders);
    for brew in ["/opt/homebrew/opt", "/usr/local/opt"] {
        versions(brew, "bin", &mut folders);
    }
    versions(
        "/Applications/Postgres.app/Contents/Versions",
        "bin",
        &mut folders,
    );
    folders.retain(|folder| folder.join("initdb").exists());
    if let Some(path) = environment("PATH") {
        folders.extend(std::env::split_paths(&path).filter(|one| one.join("initdb").exists()));
    }
    folders
}

/// Folders that may hold `extension/*.control` of the server in `folder`.
fn shares_of(folder: &Path, major: u32) -> Vec<PathBuf> {
    let mut shares = Vec::new();
    if let Ok(said) = quietly(Command::new(folder.join("pg_config")).arg("--sharedir")) {
        shares.push(PathBuf::from(said.trim()));
    }
    shares.push(PathBuf::from(format!("/usr/share/postgresql/{major}")));
    let real = folder
        .canonicalize()
        .unwrap_or_else(|_| folder.to_path_buf());
    if let Some(above) = real.parent() {
        shares.extend(["share", "share/postgresql"].map(|tail| above.join(tail)));
    }
    shares
}

/// Reads `postgres (PostgreSQL) 15.18 (Debian 15.18-0+deb12u1)`.
fn version_in(said: &str) -> Option<String> {
    said.split_whitespace()
        .find(|word| major_of(word).is_some())
        .map(str::to_owned)
}

fn major_of(version: &str) -> Option<u32> {
    let digits = version
        .find(|letter: char| !letter.is_ascii_digit())
        .unwrap_or(version.len());
    version.get(..digits)?.parse().ok()
}

fn how_to_install() -> String {
    let command = if cfg!(target_os = "macos") {
        "brew install postgresql@17"
    } else if Path::new("/usr/bin/apt-get").exists() {
        "sudo apt-get install -y postgresql postgresql-contrib"
    } else {
        "the package manager of this system (server and contrib, version 15 or newer)"
    };
    format!(
        "PostgreSQL is missing and I may not install it: run `{command}`, \
         or name its folder with --pg-bin DIR"
    )
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::{Binaries, major_of, version_in};

    #[test]
    fn reads_the_version_debian_tells() {
        let said = "postgres (PostgreSQL) 15.18 (Debian 15.18-0+deb12u1)\n";
        assert_eq!(version_in(said).as_deref(), Some("15.18"));
        assert_eq!(major_of("18beta1"), Some(18));
        assert_eq!(major_of("(PostgreSQL)"), None);
    }

    #[test]
    fn without_rights_to_install_one_line_says_what_to_run() {
        assert!(Binaries::missing(true).is_ok());
        let line = Binaries::missing(false).unwrap_err().to_string();
        assert_eq!(line.lines().count(), 1, "{line}");
        assert!(line.starts_with("PostgreSQL is missing and I may not install it: run `"));
        assert!(line.ends_with("or name its folder with --pg-bin DIR"));
    }

    #[test]
    fn a_folder_named_by_the_person_is_the_only_one_looked_at() {
        let mut step = crate::steps::Step::begin("a test");
        let line = Binaries::find(Some(Path::new("/nowhere")), None, &mut step).unwrap_err();
        assert_eq!(
            line.to_string(),
            "/nowhere: there is no `initdb` in this folder"
        );
    }

    #[test]
    fn says_which_program_is_missing() {
        let why = Binaries::look_at(Path::new("/")).unwrap_err();
        assert_eq!(why, "there is no `initdb` in this folder");
    }
}
