//! A folder with everything one running program needs: database, uploaded files, the secret.

use std::fs::{self, File, OpenOptions};
use std::io::{Read, Write};
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf, absolute};

use crate::args::environment;
use crate::exec::{Failure, cannot};
use crate::install;
use crate::postgres::Place;

/// Stands in every folder made by the demo; without it nothing is ever removed.
const SIGN: &str = "ratusz-demo";
/// Length of the platform's secret.
const SECRET_BYTES: usize = 32;

/// Where a demo or a measurement keeps its things.
#[derive(Clone)]
pub(crate) struct Home {
    /// Absolute.
    pub(crate) folder: PathBuf,
    pub(crate) files: PathBuf,
    pub(crate) secret: PathBuf,
}

impl Home {
    /// The folder named by the person, or the usual one.
    pub(crate) fn choose(named: Option<String>) -> Result<Self, Failure> {
        let home = match named {
            Some(named) => absolute(&named).map_err(cannot("understand", Path::new(&named)))?,
            None if install::is_root() => PathBuf::from("/var/lib/ratusz/demo"),
            None => {
                let home = environment("HOME").ok_or_else(|| {
                    Failure::new("there is no home folder: name a place with --data DIR")
                })?;
                Path::new(&home).join(".local/share/ratusz/demo")
            }
        };
        Ok(Self::at(home))
    }

    /// The absolute folder `folder`.
    pub(crate) fn at(folder: PathBuf) -> Self {
        Self {
            files: folder.join("files"),
            secret: folder.join("secret"),
            folder,
        }
    }

    /// A new folder that nobody else uses; whoever asks for it sees to its end.
    ///
    /// # Errors
    /// It cannot be made.
    pub(crate) fn passing(purpose: &str) -> Result<Self, Failure> {
        let name = format!("ratusz-{purpose}-{}", std::process::id());
        let folder = std::env::temp_dir().join(name);
        if folder.exists() {
            fs::remove_dir_all(&folder).map_err(cannot("remove", &folder))?;
        }
        fs::create_dir_all(&folder).map_err(cannot("make", &folder))?;
        Ok(Self::at(folder))
    }

    /// Makes what is missing; keeps what is there.
    ///
    /// # Errors
    /// The folder holds somebody else's things, or cannot be written.
    pub(crate) fn provide(&self) -> Result<(), Failure> {
        fs::create_dir_all(&self.folder).map_err(cannot("make", &self.folder))?;
        if !self.is_ours() {
            let mut inside = fs::read_dir(&self.folder).map_err(cannot("read", &self.folder))?;
            if inside.next().is_some() {
                return Err(self.not_ours());
            }
            let sign = self.folder.join(SIGN);
            fs::write(&sign, "Made by cargo xtask demo.\n").map_err(cannot("write", &sign))?;
        }
        fs::create_dir_all(&self.files).map_err(cannot("make", &self.files))?;
        if fs::metadata(&self.secret).is_ok_and(|about| about.len() > 0) {
            return Ok(());
        }
        let mut file = OpenOptions::new()
            .write(true)
            .create(true)
            .truncate(true)
            .mode(0o600)
            .open(&self.secret)
            .map_err(cannot("write", &self.secret))?;
        writeln!(file, "{}", random_hex()?).map_err(cannot("write", &self.secret))
    }

    /// Removes what earlier demos made here, and nothing else.
    ///
    /// # Errors
    /// The folder is not of a demo, or its server is running.
    pub(crate) fn forget(&self) -> Result<(), Failure> {
        if !self.folder.exists() {
            return Ok(());
        }
        if !self.is_ours() {
            return Err(self.not_ours());
        }
        let place = Place::under(&self.folder);
        if place.is_used() {
            return Err(Failure::new(
                "a demo is running over this folder: stop it first (Ctrl-C in its window)",
            ));
        }
        for folder in [&place.cluster, &place.sockets, &self.files] {
            if folder.exists() {
                fs::remove_dir_all(folder).map_err(cannot("remove", folder))?;
            }
        }
        for file in [&place.unfinished, &self.secret] {
            if file.exists() {
                fs::remove_file(file).map_err(cannot("remove", file))?;
            }
        }
        Ok(())
    }

    fn is_ours(&self) -> bool {
        self.folder.join(SIGN).is_file()
    }

    fn not_ours(&self) -> Failure {
        Failure::new(format!(
            "{} holds things that are not of a demo: name an empty folder with --data DIR",
            self.folder.display()
        ))
    }
}

fn random_hex() -> Result<String, Failure> {
    let source = Path::new("/dev/urandom");
    let mut bytes = [0; SECRET_BYTES];
    let read = File::open(source).and_then(|mut file| file.read_exact(&mut bytes));
    read.map_err(cannot("read", source))?;
    Ok(bytes.iter().map(|byte| format!("{byte:02x}")).collect())
}
