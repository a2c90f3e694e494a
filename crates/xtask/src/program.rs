//! The product's own binary: built, configured through its environment, started, awaited.

use std::net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream};
use std::os::unix::process::CommandExt;
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use crate::compile;
use crate::exec::{Failure, not_started};
use crate::home::Home;
use crate::postgres::Cluster;
use crate::steps::Step;
use crate::workspace;

/// The program must answer within this time after its start.
const ANSWER_WITHIN: Duration = Duration::from_secs(60);

/// How the program is built.
#[derive(Clone, Copy)]
pub(crate) enum Profile {
    Dev,
    Bench,
}

impl Profile {
    fn name(self) -> &'static str {
        match self {
            Self::Dev => "dev",
            Self::Bench => "bench",
        }
    }

    /// Folder of the results below the target folder, fixed by cargo.
    fn folder(self) -> &'static str {
        match self {
            Self::Dev => "debug",
            Self::Bench => "release",
        }
    }
}

/// Builds all programs of the workspace; gives the file of `ratusz`.
///
/// # Errors
/// The build fails, or the file is not where it should be.
pub(crate) fn build(profile: Profile) -> Result<PathBuf, Failure> {
    let mut step = Step::begin("Building the program (minutes the first time)");
    let mut cargo = workspace::cargo();
    cargo.args([
        "build",
        "--workspace",
        "--bins",
        "--profile",
        profile.name(),
    ]);
    let parts = compile::run(&mut cargo, &mut step)?;
    step.done(&if parts == 0 {
        "nothing to do".to_owned()
    } else {
        format!("{parts} parts")
    });
    let file = workspace::target()?.join(profile.folder()).join("ratusz");
    if file.is_file() {
        return Ok(file);
    }
    Err(Failure::new(format!(
        "{} is not where it should be",
        file.display()
    )))
}

/// The program over one cluster, with its data in one folder.
pub(crate) struct Program {
    pub(crate) file: PathBuf,
    pub(crate) home: Home,
    /// Port of the pages on this machine; the private listener has the next one.
    pub(crate) port: u16,
    /// Further settings, by the name of the variable.
    pub(crate) settings: Vec<(&'static str, String)>,
}

impl Program {
    /// Port of the private listener: health, metrics, the question of the proxy.
    pub(crate) fn private_port(&self) -> u16 {
        self.port.saturating_add(1)
    }

    /// The program with its whole configuration, from the root of the sources.
    pub(crate) fn command(&self, cluster: &Cluster) -> Command {
        let root = workspace::root();
        let mut command = Command::new(&self.file);
        command
            .current_dir(&root)
            .stdin(Stdio::null())
            .env("RATUSZ__MODE", "development")
            .env("RATUSZ__BASE_DOMAIN", "localhost")
            .env("RATUSZ__DATABASE__ADMIN_URL", cluster.url("ratusz"))
            .env("RATUSZ__FILES__DIR", &self.home.files)
            .env("RATUSZ__SECRET_FILE", &self.home.secret)
            .env("RATUSZ__TENANTS__DIR", root.join("tenants"))
            .env("RATUSZ__HTTP__LISTEN", local(self.port).to_string())
            .env("RATUSZ__HTTP__PUBLIC_PORT", self.port.to_string())
            .env(
                "RATUSZ__MONITOR__LISTEN",
                local(self.private_port()).to_string(),
            );
        for (name, value) in &self.settings {
            command.env(name, value);
        }
        command
    }

    /// Starts serving, away from the terminal's Ctrl-C; `cluster` ends it if we end by surprise.
    ///
    /// # Errors
    /// It cannot be started, ends at once, or does not answer in time.
    pub(crate) fn serve(&self, cluster: &mut Cluster, quiet: bool) -> Result<Child, Failure> {
        let mut command = self.command(cluster);
        command.arg("serve").process_group(0);
        if quiet {
            command.stdout(Stdio::null()).stderr(Stdio::null());
        }
        let mut server = command.spawn().map_err(not_started(&command))?;
        cluster.watch(Some(server.id()))?;
        self.wait_for_answer(&mut server)?;
        Ok(server)
    }

    /// Both ports are free.
    ///
    /// # Errors
    /// Somebody else listens on one of them.
    pub(crate) fn check_ports(port: u16) -> Result<(), Failure> {
        for port in [port, port.saturating_add(1)] {
            TcpListener::bind(local(port)).map_err(|error| {
                Failure::new(format!(
                    "port {port} cannot be used ({error}): choose another, for example \
                     `cargo xtask demo --port 9090` (the one after it is needed too)"
                ))
            })?;
        }
        Ok(())
    }

    fn wait_for_answer(&self, server: &mut Child) -> Result<(), Failure> {
        let begun = Instant::now();
        while TcpStream::connect_timeout(&local(self.port), Duration::from_secs(1)).is_err() {
            if let Ok(Some(status)) = server.try_wait() {
                return Err(Failure::new(format!(
                    "`ratusz serve` ended at once ({status})"
                )));
            }
            if begun.elapsed() > ANSWER_WITHIN {
                return Err(Failure::new(format!(
                    "`ratusz serve` does not answer on port {} after {} s",
                    self.port,
                    ANSWER_WITHIN.as_secs()
                )));
            }
            sleep(Duration::from_millis(5));
        }
        Ok(())
    }
}

/// A port of this machine, reachable from nowhere else.
fn local(port: u16) -> SocketAddr {
    SocketAddr::from((Ipv4Addr::LOCALHOST, port))
}
