//! The built program `ratusz` as a process of its own, so that a test can kill it.

use std::fs::{OpenOptions, Permissions};
use std::net::{Ipv4Addr, SocketAddr, TcpListener};
use std::os::unix::fs::PermissionsExt;
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail, ensure};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

/// Longest wait for anything of the program; a test that needs more has failed.
pub const PATIENCE: Duration = Duration::from_secs(60);
/// Pause between two looks at something that gives no sign of its own.
pub const LOOK_AGAIN: Duration = Duration::from_millis(10);
/// Complaints of the program shown when it does what it should not.
const COMPLAINTS: usize = 30;

/// One installation of the program: its file, its configuration, its process while it serves.
pub struct Program {
    file: PathBuf,
    environment: Vec<(&'static str, String)>,
    /// For the commands that need it; serving does without.
    admin_url: String,
    log: PathBuf,
    /// Where the pages are.
    pub pages: SocketAddr,
    /// Where health and figures are.
    pub monitor: SocketAddr,
    process: Option<(Child, Guard)>,
}

impl Program {
    /// The program built beside this test, or `None` after saying that the test is skipped.
    #[must_use]
    pub fn built() -> Option<PathBuf> {
        let file = std::env::current_exe()
            .ok()
            .and_then(|test| Some(test.parent()?.parent()?.join("ratusz")));
        let found = file.filter(|file| file.is_file());
        if found.is_none() {
            eprintln!("skipped: `ratusz` is not built (cargo build --workspace does it)");
        }
        found
    }

    /// The program over the database at `admin_url`, with its data in the folder `home`. Serving,
    /// it has no administrator, as in production; it believes forwarded addresses from here.
    ///
    /// # Errors
    /// When no port is free or the secret cannot be written.
    pub fn new(file: PathBuf, home: &Path, admin_url: String) -> Result<Self> {
        let secret = home.join("secret");
        std::fs::write(&secret, crate::platform::SECRET_HEX)?;
        std::fs::set_permissions(&secret, Permissions::from_mode(0o600))?;
        let (pages, monitor) = (free_port()?, free_port()?);
        let path = |path: &Path| path.display().to_string();
        let tenants = concat!(env!("CARGO_MANIFEST_DIR"), "/../tenants");
        let environment = vec![
            ("RATUSZ__MODE", "development".to_owned()),
            ("RATUSZ__BASE_DOMAIN", "ratusz.test".to_owned()),
            ("RATUSZ__DATABASE__URL", without_role(&admin_url)),
            ("RATUSZ__TENANTS__DIR", tenants.to_owned()),
            ("RATUSZ__FILES__DIR", path(&home.join("files"))),
            ("RATUSZ__SECRET_FILE", path(&secret)),
            ("RATUSZ__HTTP__LISTEN", pages.to_string()),
            ("RATUSZ__HTTP__TRUSTED_PROXIES", "127.0.0.1".to_owned()),
            ("RATUSZ__HTTP__REQUESTS_PER_MINUTE", "1000000".to_owned()),
            ("RATUSZ__MONITOR__LISTEN", monitor.to_string()),
            ("RATUSZ__LOG__FORMAT", "text".to_owned()),
        ];
        Ok(Self {
            file,
            admin_url,
            environment,
            log: home.join("ratusz.log"),
            pages,
            monitor,
            process: None,
        })
    }

    /// Configures one thing otherwise, before the program runs.
    pub fn set(&mut self, name: &'static str, value: String) {
        self.environment.push((name, value));
    }

    /// Runs one command of the program to its end, as the database's administrator.
    ///
    /// # Errors
    /// When it ends with another code than 0: then with its own words.
    pub fn run(&self, words: &[&str]) -> Result<String> {
        let mut command = self.command(words);
        command.env("RATUSZ__DATABASE__ADMIN_URL", &self.admin_url);
        let output = command.output().context("starting ratusz")?;
        let said = String::from_utf8_lossy(&output.stdout).into_owned();
        ensure!(
            output.status.success(),
            "`ratusz {}` failed ({}):\n{said}{}",
            words.join(" "),
            output.status,
            String::from_utf8_lossy(&output.stderr)
        );
        Ok(said)
    }

    /// As [`Program::run`] for a command that may be refused: its code, then all its words.
    ///
    /// # Errors
    /// When it cannot be started.
    pub fn try_to(&self, words: &[&str]) -> Result<(Option<i32>, String)> {
        let mut command = self.command(words);
        command.env("RATUSZ__DATABASE__ADMIN_URL", &self.admin_url);
        let output = command.output().context("starting ratusz")?;
        let said = [output.stdout, output.stderr].concat();
        let said = String::from_utf8_lossy(&said).into_owned();
        Ok((output.status.code(), said))
    }

    /// Starts serving and waits until the program says that it is ready.
    ///
    /// # Errors
    /// When it ends or is not ready in time.
    pub async fn serve(&mut self) -> Result<()> {
        let log = OpenOptions::new()
            .create(true)
            .append(true)
            .open(&self.log)?;
        let mut command = self.command(&["serve"]);
        command.stdout(log.try_clone()?).stderr(log);
        let child = command.spawn().context("starting `ratusz serve`")?;
        let guard = Guard::over(child.id(), "KILL", None)?;
        self.process = Some((child, guard));
        self.until_health("/health/ready", 200).await
    }

    /// Waits until the private listener answers `path` with `status`.
    ///
    /// # Errors
    /// When the program has ended or the answer does not come in time.
    pub async fn until_health(&mut self, path: &str, status: u16) -> Result<()> {
        let begun = Instant::now();
        loop {
            let heard = self.health(path).await;
            if heard == Some(status) {
                return Ok(());
            }
            if let Some(end) = self.ended()? {
                bail!("the program ended ({end})\n{}", self.complaints());
            }
            if begun.elapsed() > PATIENCE {
                bail!(
                    "{path} answers {heard:?}, not {status}\n{}",
                    self.complaints()
                );
            }
            tokio::time::sleep(LOOK_AGAIN).await;
        }
    }

    /// The status with which the private listener answers; `None` when nobody does.
    pub async fn health(&self, path: &str) -> Option<u16> {
        let mut stream = TcpStream::connect(self.monitor).await.ok()?;
        let request = format!("GET {path} HTTP/1.1\r\nhost: monitor\r\nconnection: close\r\n\r\n");
        stream.write_all(request.as_bytes()).await.ok()?;
        let mut heard = String::new();
        stream.read_to_string(&mut heard).await.ok()?;
        heard.split(' ').nth(1)?.parse().ok()
    }

    /// Ends the program as a power cut would: at once, without a word.
    ///
    /// # Errors
    /// When it does not run.
    pub fn kill(&mut self) -> Result<()> {
        let (mut child, guard) = self.process.take().context("the program does not run")?;
        drop(guard);
        ensure!(child.try_wait()?.is_none(), "it ended before it was killed");
        child.kill()?;
        child.wait()?;
        Ok(())
    }

    /// Asks the program to finish what it does and to end (SIGTERM).
    ///
    /// # Errors
    /// When it does not run.
    pub fn ask_to_end(&self) -> Result<()> {
        let (child, _) = self.process.as_ref().context("the program does not run")?;
        signal(child.id(), "TERM")
    }

    /// Waits until the program has ended by itself.
    ///
    /// # Errors
    /// When it does not end in time.
    pub async fn until_ended(&mut self) -> Result<ExitStatus> {
        let begun = Instant::now();
        loop {
            if let Some(end) = self.ended()? {
                return Ok(end);
            }
            if begun.elapsed() > PATIENCE {
                bail!("the program does not end\n{}", self.complaints());
            }
            tokio::time::sleep(LOOK_AGAIN).await;
        }
    }

    /// How the program ended; `None` while it runs.
    ///
    /// # Errors
    /// When it was never started.
    pub fn ended(&mut self) -> Result<Option<ExitStatus>> {
        let (child, _) = self.process.as_mut().context("the program does not run")?;
        Ok(child.try_wait()?)
    }

    /// The last errors in the program's log, or the last warnings if there are no errors.
    #[must_use]
    pub fn complaints(&self) -> String {
        let text = std::fs::read_to_string(&self.log).unwrap_or_default();
        let of = |level: &str| -> Vec<&str> {
            text.lines().filter(|line| line.contains(level)).collect()
        };
        let lines = Some(of("ERROR")).filter(|errors| !errors.is_empty());
        let lines = lines.unwrap_or_else(|| of("WARN"));
        let tail = lines.len().saturating_sub(COMPLAINTS);
        lines.get(tail..).unwrap_or_default().join("\n")
    }

    fn command(&self, words: &[&str]) -> Command {
        let mut command = Command::new(&self.file);
        command.args(words).stdin(Stdio::null()).process_group(0);
        // A test knows the whole configuration of its program.
        command
            .env_remove("RATUSZ_CONFIG")
            .env_remove("RATUSZ__DATABASE__ADMIN_URL")
            .envs(self.environment.iter().map(|(name, value)| (name, value)));
        command
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        if let Some((mut child, guard)) = self.process.take() {
            drop(guard);
            // A process that has already ended is as good as one killed now.
            let _ = child.kill();
            let _ = child.wait();
        }
    }
}

/// A small shell that ends a process when the test ends without doing so itself.
pub(crate) struct Guard(Child);

impl Guard {
    /// Sends `signal` to `pid` and removes `folder` when this process is gone, however it went.
    pub(crate) fn over(pid: u32, signal: &str, folder: Option<&Path>) -> Result<Self> {
        const SCRIPT: &str = "trap '' INT HUP TERM; read -r line; kill -\"$1\" \"$2\"; \
            if [ -n \"$3\" ]; then while kill -0 \"$2\"; do sleep 0.1; done; rm -rf \"$3\"; fi";
        let mut command = Command::new("sh");
        command
            .args(["-c", SCRIPT, "ratusz-test-guard", signal])
            .arg(pid.to_string())
            .arg(folder.unwrap_or(Path::new("")))
            .current_dir("/")
            .process_group(0)
            .stdin(Stdio::piped())
            .stdout(Stdio::null())
            .stderr(Stdio::null());
        Ok(Self(command.spawn().context("starting a guard")?))
    }
}

impl Drop for Guard {
    fn drop(&mut self) {
        // Killed before its pipe closes, it leaves the process it watched alone.
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// Sends a signal that the standard library cannot send.
pub(crate) fn signal(pid: u32, name: &str) -> Result<()> {
    let mut command = Command::new("kill");
    let sent = command
        .arg(format!("-{name}"))
        .arg(pid.to_string())
        .status();
    ensure!(
        sent.context("starting kill")?.success(),
        "no process {pid} to send {name} to"
    );
    Ok(())
}

/// The same address for whatever role the program takes.
fn without_role(url: &str) -> String {
    let (scheme, rest) = url.split_once("://").unwrap_or(("postgres", url));
    let place = rest.split_once('@').map_or(rest, |(_, place)| place);
    format!("{scheme}://{place}")
}

/// A port nobody listens on now.
fn free_port() -> Result<SocketAddr> {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?;
    Ok(listener.local_addr()?)
}
