//! A PostgreSQL of one test alone, so that the test can kill it. It keeps every commit on disk
//! (`fsync`), as in production.

use std::fs::{self, File};
use std::os::unix::fs::{DirBuilderExt, PermissionsExt, chown};
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::Instant;

use anyhow::{Context, Result, bail, ensure};
use sea_orm::sqlx::postgres::{PgConnectOptions, PgConnection};
use sea_orm::sqlx::{ConnectOptions, Connection, Executor};

use crate::program::{Guard, LOOK_AGAIN, PATIENCE, signal};

/// Names the socket file; the cluster listens on no network.
const PORT: u16 = 54_321;
/// The superuser comes in over the socket, whose folder is closed to others; every office's role
/// with its password, as in production.
const HBA: &str = "local all ratusz trust\nlocal all all scram-sha-256\n";

/// A private cluster; stopped and removed when this value goes.
pub struct Cluster {
    home: PathBuf,
    binaries: PathBuf,
    /// Account of the server when we are root, which PostgreSQL refuses: user and group.
    account: Option<(u32, u32)>,
    server: Option<(Child, Guard)>,
}

impl Cluster {
    /// Makes a cluster and starts it; `None` after saying that the test is skipped.
    ///
    /// # Errors
    /// When PostgreSQL is there but does not do what is asked.
    pub async fn start_new() -> Result<Option<Self>> {
        let Some(binaries) = binaries() else {
            eprintln!("skipped: PostgreSQL is not here (RATUSZ_PG_BIN names its folder)");
            return Ok(None);
        };
        // A socket's path has little room, so not the system's folder of passing files.
        let name = crate::some_id().simple().to_string();
        let home = Path::new("/tmp").join(format!("ratusz-{}", &name[..12]));
        fs::DirBuilder::new().mode(0o755).create(&home)?;
        let mut cluster = Self {
            home,
            binaries,
            account: account()?,
            server: None,
        };
        cluster.make()?;
        cluster.start().await?;
        Ok(Some(cluster))
    }

    /// Folder that goes with the cluster; its inside is the test's.
    #[must_use]
    pub fn home(&self) -> &Path {
        &self.home
    }

    /// Address of a database for the superuser.
    #[must_use]
    pub fn url(&self, database: &str) -> String {
        let folder = self.sockets().display().to_string().replace('/', "%2F");
        format!("postgres://ratusz@{folder}:{PORT}/{database}")
    }

    /// A connection of the superuser.
    ///
    /// # Errors
    /// When the server does not take it.
    pub async fn session(&self, database: &str) -> Result<PgConnection> {
        let options: PgConnectOptions = self.url(database).parse()?;
        Ok(options.connect().await?)
    }

    /// Starts the server and waits until it answers, also after it was killed.
    ///
    /// # Errors
    /// When it does not answer in time.
    pub async fn start(&mut self) -> Result<()> {
        let begun = Instant::now();
        self.server = Some(self.launch()?);
        loop {
            let answer = match self.session("postgres").await {
                Ok(mut session) => session.execute("select 1").await.map_err(Into::into),
                Err(fault) => Err(fault),
            };
            let Err(fault) = answer else { return Ok(()) };
            let (server, _) = self.server.as_mut().context("just started")?;
            let ended = server.try_wait()?;
            if begun.elapsed() > PATIENCE {
                bail!("PostgreSQL does not start: {fault}\n{}", self.log());
            }
            // Workers of a killed server hold its memory until they notice.
            if ended.is_some() {
                self.server = Some(self.launch()?);
            }
            tokio::time::sleep(LOOK_AGAIN).await;
        }
    }

    /// Kills the first process of the server (`kill -9`); the others notice and go.
    ///
    /// # Errors
    /// When it does not run.
    pub fn kill(&mut self) -> Result<()> {
        let (mut server, guard) = self.server.take().context("the server does not run")?;
        drop(guard);
        ensure!(
            server.try_wait()?.is_none(),
            "it ended before it was killed"
        );
        server.kill()?;
        server.wait()?;
        Ok(())
    }

    /// Forgets what `alter system` changed; for a server that is down.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub fn forget_changed_settings(&self) -> Result<()> {
        Ok(fs::write(self.data().join("postgresql.auto.conf"), "")?)
    }

    /// What the server wrote.
    #[must_use]
    pub fn log(&self) -> String {
        fs::read_to_string(self.home.join("server.log")).unwrap_or_default()
    }

    fn make(&self) -> Result<()> {
        for folder in [self.data(), self.sockets()] {
            fs::create_dir(&folder)?;
            fs::set_permissions(&folder, fs::Permissions::from_mode(0o700))?;
            if let Some((user, group)) = self.account {
                chown(&folder, Some(user), Some(group))?;
            }
        }
        let mut initdb = self.command("initdb");
        initdb
            .args([
                "-U",
                "ratusz",
                "-E",
                "UTF8",
                "--locale=C",
                "--no-sync",
                "-D",
            ])
            .arg(self.data());
        let output = initdb.output().context("starting initdb")?;
        let said = String::from_utf8_lossy(&output.stderr);
        ensure!(output.status.success(), "initdb failed: {said}");
        Ok(fs::write(self.data().join("pg_hba.conf"), HBA)?)
    }

    fn launch(&self) -> Result<(Child, Guard)> {
        let log = File::options()
            .create(true)
            .append(true)
            .open(self.home.join("server.log"))?;
        let mut command = self.command("postgres");
        command.arg("-D").arg(self.data()).args([
            "-c",
            "listen_addresses=",
            "-c",
            &format!("port={PORT}"),
            "-c",
            &format!("unix_socket_directories={}", self.sockets().display()),
        ]);
        command.stdout(log.try_clone()?).stderr(log);
        let server = command.spawn().context("starting postgres")?;
        let guard = Guard::over(server.id(), "QUIT", Some(&self.home))?;
        Ok((server, guard))
    }

    fn command(&self, program: &str) -> Command {
        let mut command = Command::new(self.binaries.join(program));
        command
            .current_dir("/")
            .stdin(Stdio::null())
            .process_group(0);
        if let Some((user, group)) = self.account {
            command.uid(user).gid(group);
        }
        command
    }

    fn data(&self) -> PathBuf {
        self.home.join("data")
    }

    fn sockets(&self) -> PathBuf {
        self.home.join("s")
    }
}

impl Drop for Cluster {
    fn drop(&mut self) {
        if let Some((mut server, guard)) = self.server.take() {
            drop(guard);
            // SIGINT: roll back, write everything down, end.
            if signal(server.id(), "INT").is_ok() {
                let _ = server.wait();
            }
        }
        if let Err(fault) = fs::remove_dir_all(&self.home) {
            eprintln!("{} stays: {fault}", self.home.display());
        }
    }
}

/// Ends a connection politely.
///
/// # Errors
/// When the server is gone already.
pub async fn close(session: PgConnection) -> Result<()> {
    Ok(session.close().await?)
}

/// The folder with the server's programs: the one named, the one told, or the newest of Debian.
fn binaries() -> Option<PathBuf> {
    #[expect(
        clippy::disallowed_methods,
        reason = "the runner of the tests may name it"
    )]
    let named = std::env::var_os("RATUSZ_PG_BIN").map(PathBuf::from);
    let told = || {
        let output = Command::new("pg_config").arg("--bindir").output().ok()?;
        let folder = String::from_utf8(output.stdout).ok()?;
        Some(PathBuf::from(folder.trim()))
    };
    let debian = || {
        let versions = fs::read_dir("/usr/lib/postgresql").ok()?.flatten();
        let major = |path: &PathBuf| path.file_name()?.to_str()?.parse::<u32>().ok();
        let newest = versions.map(|entry| entry.path()).max_by_key(major)?;
        Some(newest.join("bin"))
    };
    let whole = |folder: &PathBuf| {
        ["initdb", "postgres"]
            .iter()
            .all(|program| folder.join(program).is_file())
    };
    named
        .filter(whole)
        .or_else(|| debian().filter(whole))
        .or_else(|| told().filter(whole))
}

/// User and group for the server when we are root; `None` when we can run it ourselves.
fn account() -> Result<Option<(u32, u32)>> {
    let number = |words: &[&str]| -> Option<u32> {
        let output = Command::new("id").args(words).output().ok()?;
        String::from_utf8(output.stdout).ok()?.trim().parse().ok()
    };
    if number(&["-u"]) != Some(0) {
        return Ok(None);
    }
    let found = ["postgres", "nobody"]
        .into_iter()
        .find_map(|name| Some((number(&["-u", name])?, number(&["-g", name])?)));
    ensure!(
        found.is_some(),
        "root, and no account `postgres` or `nobody`"
    );
    Ok(found)
}
