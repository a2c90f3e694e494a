//! Making a private cluster and starting it, whatever an earlier run left behind.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{ChildStdin, Command};
use std::thread::sleep;
use std::time::{Duration, Instant};

use super::binaries::Binaries;
use super::guardian::Guardian;
use super::owner::Owner;
use super::place::{PORT, Place};
use super::wire;
use crate::exec::{Failure, cannot, quietly};
use crate::steps::Step;

/// Enough for four connections of every partner and the platform itself, with room.
const CONNECTIONS_MAX: u32 = 400;
/// Longest wait for a server that is starting or stopping.
const SERVER_WITHIN: Duration = Duration::from_secs(60);
/// Other systems than Linux have no `C.UTF-8`.
const LOCALE: &str = if cfg!(target_os = "macos") {
    "en_US.UTF-8"
} else {
    "C.UTF-8"
};
/// Who may come in: the superuser over the socket (whose folder is closed to others) as it is,
/// every office's role with its password as in production, nobody over the network.
const HBA: &str = "local all ratusz trust\nlocal all all scram-sha-256\n";

/// What is wanted.
pub(crate) struct Plan {
    pub(crate) binaries: Option<PathBuf>,
    /// Absolute folder of everything.
    pub(crate) home: PathBuf,
    /// Remove `home` when the server has stopped.
    pub(crate) passing: bool,
    /// Said when the server has stopped; nothing if empty.
    pub(crate) farewell: &'static str,
}

/// A server that answers. It is stopped when this value goes, if it was started here.
pub(crate) struct Cluster {
    place: Place,
    guardian: Option<Guardian>,
    version: String,
    /// Folder of PostgreSQL's programs.
    programs: PathBuf,
}

impl Cluster {
    /// Finds PostgreSQL, makes the cluster if there is none that can be used, and starts it.
    ///
    /// # Errors
    /// Anything that a person has to decide or repair, in one clear line.
    pub(crate) fn start(plan: &Plan, step: &mut Step) -> Result<Self, Failure> {
        let place = Place::under(&plan.home);
        let made_by = made_by(&place);
        let binaries = Binaries::find(plan.binaries.as_deref(), made_by, step)?;
        step.note(&format!(
            "PostgreSQL {} in {}",
            binaries.version,
            binaries.folder().display()
        ));
        if made_by.is_some_and(|major| major != binaries.major()) {
            return Err(Failure::new(format!(
                "the cluster in {} was made by PostgreSQL {}: name its folder with --pg-bin DIR, \
                 or begin anew with --fresh",
                place.cluster.display(),
                made_by.unwrap_or_default(),
            )));
        }
        let owner = Owner::choose()?;
        binaries.check_open_to(&owner)?;
        place.make(&owner)?;
        let version = binaries.version.clone();
        let programs = binaries.folder().to_path_buf();
        if answers(&place) {
            step.note("the server of an earlier start still runs and is used");
            return Ok(Self {
                place,
                guardian: None,
                version,
                programs,
            });
        }
        clear_leftovers(&place, step)?;
        let remove = plan.passing.then_some(plan.home.as_path());
        let mut guardian = Guardian::post(&number_file(&place), remove, plan.farewell)?;
        if made_by.is_none() {
            make(&place, &owner, &binaries, step)?;
        }
        launch(&place, &owner, &binaries)?;
        guardian.server_is(&number_in(&number_file(&place)).unwrap_or_default())?;
        Ok(Self {
            place,
            guardian: Some(guardian),
            version,
            programs,
        })
    }

    pub(crate) fn version(&self) -> &str {
        &self.version
    }

    /// Address of a database of this server, for its superuser.
    pub(crate) fn url(&self, database: &str) -> String {
        self.place.url(database)
    }

    /// A program of the same PostgreSQL, e.g. `pgbench`.
    pub(crate) fn program(&self, name: &str) -> PathBuf {
        self.programs.join(name)
    }

    /// Number of the server's process, as text.
    pub(crate) fn pid(&self) -> String {
        number_in(&number_file(&self.place)).unwrap_or_default()
    }

    /// Runs one statement as superuser.
    ///
    /// # Errors
    /// The server refuses.
    pub(crate) fn ask(&self, database: &str, sql: &str) -> Result<usize, Failure> {
        wire::ask(&self.place.socket(), database, sql)
            .map_err(|error| Failure::new(format!("the database refuses: {error}")))
    }

    /// Makes the database unless it is there; says whether it was made.
    ///
    /// # Errors
    /// The server refuses.
    pub(crate) fn provide(&self, database: &str) -> Result<bool, Failure> {
        let told = |error| Failure::new(format!("cannot make the database `{database}`: {error}"));
        let known = format!("select from pg_database where datname = '{database}'");
        if wire::ask(&self.place.socket(), "postgres", &known).map_err(told)? > 0 {
            return Ok(false);
        }
        let make = format!("create database \"{database}\"");
        wire::ask(&self.place.socket(), "postgres", &make).map_err(told)?;
        Ok(true)
    }

    /// Have the process `pid` ended before the server when this program ends by surprise; nothing
    /// when it has ended by itself, because its number may soon be another's.
    pub(crate) fn watch(&mut self, pid: Option<u32>) -> Result<(), Failure> {
        self.guardian
            .as_mut()
            .map_or(Ok(()), |guardian| guardian.watch(pid))
    }

    /// Number and pipe of the guardian, for a program that takes this one's place.
    pub(crate) fn hand_over(mut self) -> Option<(u32, Option<ChildStdin>)> {
        self.guardian.take().map(Guardian::hand_over)
    }
}

/// Whether somebody answers questions at this place.
pub(crate) fn answers(place: &Place) -> bool {
    wire::ask(&place.socket(), "postgres", "select").is_ok()
}

/// Major version that made the cluster; nothing if there is none or it was left half-made.
fn made_by(place: &Place) -> Option<u32> {
    if place.unfinished.exists() {
        return None;
    }
    fs::read_to_string(place.cluster.join("PG_VERSION"))
        .ok()?
        .trim()
        .parse()
        .ok()
}

fn make(place: &Place, owner: &Owner, binaries: &Binaries, step: &mut Step) -> Result<(), Failure> {
    let cluster = &place.cluster;
    let anything = fs::read_dir(cluster)
        .map_err(cannot("read", cluster))?
        .next()
        .is_some();
    if anything {
        step.note("an earlier start was interrupted while making the cluster: making it again");
        fs::remove_dir_all(cluster).map_err(cannot("remove", cluster))?;
        place.make(owner)?;
    }
    fs::write(&place.unfinished, "").map_err(cannot("write", &place.unfinished))?;
    let mut initdb = owner.command(&binaries.program("initdb"));
    initdb
        .arg("-D")
        .arg(cluster)
        .args(["-U", "ratusz", "-E", "UTF8", "--data-checksums"]);
    initdb.args([
        &format!("--locale={LOCALE}"),
        "--auth-local=trust",
        "--auth-host=reject",
    ]);
    quietly(&mut initdb)?;
    let hba = cluster.join("pg_hba.conf");
    fs::write(&hba, HBA).map_err(cannot("write", &hba))?;
    fs::remove_file(&place.unfinished).map_err(cannot("remove", &place.unfinished))?;
    step.note(&format!("made a private cluster in {}", cluster.display()));
    Ok(())
}

fn launch(place: &Place, owner: &Owner, binaries: &Binaries) -> Result<(), Failure> {
    let flags = format!(
        "-c listen_addresses='' -c port={PORT} -c max_connections={CONNECTIONS_MAX} \
         -c unix_socket_permissions=0700 -c unix_socket_directories='{}'",
        place.sockets.display()
    );
    let mut command = owner.command(&binaries.program("pg_ctl"));
    command
        .arg("-D")
        .arg(&place.cluster)
        .arg("-l")
        .arg(&place.log);
    command.args([
        "-w",
        "-t",
        &SERVER_WITHIN.as_secs().to_string(),
        "-o",
        &flags,
        "start",
    ]);
    // Workers of a server that was killed hold its memory for a moment longer.
    let started = quietly(&mut command).or_else(|_| {
        sleep(Duration::from_secs(2));
        quietly(&mut command)
    });
    match started {
        Ok(_) if answers(place) => Ok(()),
        Ok(_) => Err(Failure::new("PostgreSQL started but does not answer")),
        Err(_) => Err(Failure::new(format!(
            "PostgreSQL does not start; the end of {}:\n{}",
            place.log.display(),
            last_lines(&fs::read_to_string(&place.log).unwrap_or_default(), 8)
        ))),
    }
}

fn last_lines(text: &str, count: usize) -> String {
    let lines: Vec<&str> = text.lines().collect();
    lines
        .get(lines.len().saturating_sub(count)..)
        .unwrap_or_default()
        .join("\n")
}

/// Waits for a server of ours that is just starting or stopping; clears away what a dead one left.
///
/// PostgreSQL itself refuses to start when another process has meanwhile got the old number,
/// which is usual after a container was started again.
fn clear_leftovers(place: &Place, step: &mut Step) -> Result<(), Failure> {
    let waiting_since = Instant::now();
    let mut told = false;
    for file in [number_file(place), place.socket_lock()] {
        while let Some(pid) = number_in(&file) {
            if !is_server_of(&pid, &place.cluster) {
                if !told {
                    step.note("the last server did not stop properly: it will recover by itself");
                    told = true;
                }
                fs::remove_file(&file).map_err(cannot("remove", &file))?;
            } else if waiting_since.elapsed() > SERVER_WITHIN {
                return Err(Failure::new(format!(
                    "a PostgreSQL server (process {pid}) holds {} and does not answer: \
                     end it first",
                    place.cluster.display()
                )));
            } else {
                step.progress("waiting for the server of an earlier start");
                sleep(Duration::from_millis(200));
            }
        }
    }
    Ok(())
}

/// Whether the process `pid` is a PostgreSQL server over `cluster`.
fn is_server_of(pid: &str, cluster: &Path) -> bool {
    if pid.is_empty() || !pid.bytes().all(|byte| byte.is_ascii_digit()) {
        return false;
    }
    let words = match fs::read(format!("/proc/{pid}/cmdline")) {
        Ok(words) => String::from_utf8_lossy(&words).replace('\0', " "),
        Err(_) if Path::new("/proc/self").exists() => return false,
        Err(_) => quietly(Command::new("ps").args(["-o", "args=", "-p", pid])).unwrap_or_default(),
    };
    words.contains("postgres") && words.contains(&*cluster.to_string_lossy())
}

/// Number of the server's process; nothing if there is no file.
fn number_in(file: &Path) -> Option<String> {
    let text = fs::read_to_string(file).ok()?;
    Some(text.lines().next().unwrap_or_default().trim().to_owned())
}

fn number_file(place: &Place) -> PathBuf {
    place.cluster.join("postmaster.pid")
}

#[cfg(test)]
mod tests;
