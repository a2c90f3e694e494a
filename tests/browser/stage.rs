//! The stage of a test with a browser: the program over a PostgreSQL of its own, four offices
//! with the people and cases of the demonstration.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail, ensure};
use sea_orm::sqlx::Executor;
use serde_json::{Value, json};
use tests::{Cluster, Program};

/// An office of each kind; the first one has the templates of services, too.
const OFFICES: [&str; 4] = ["podlaskie", "grajewo", "lomza", "pzdw"];
/// The office that speaks every language here, so that all are looked at.
const EVERY_LANGUAGE: &str = "lomza";
/// What the offices of the region speak.
const SPOKEN: &str = "languages = [\"pl\", \"en\", \"uk\"]";
const DATABASE: &str = "ratusz";
/// Who is invited by the command line.
const INVITED: &str = "nowa.operatorka@region.example.pl";

/// Where the browser and the packages of node are.
pub(crate) struct Tools {
    chromium: String,
    modules: String,
}

impl Tools {
    /// `None` after saying that the test is skipped.
    #[expect(
        clippy::disallowed_methods,
        reason = "the runner says where the browser is"
    )]
    pub(crate) fn found() -> Option<Self> {
        let named = |name: &str| {
            let value = std::env::var(name).ok();
            if value.is_none() {
                eprintln!("skipped: {name} is not set (cargo xtask test sets it)");
            }
            value
        };
        Some(Self {
            chromium: named("RATUSZ_TEST_CHROMIUM")?,
            modules: named("RATUSZ_TEST_NODE_MODULES")?,
        })
    }
}

/// Everything a script needs. The program ends before its database.
pub(crate) struct Stage {
    program: Program,
    scene: Value,
    _cluster: Cluster,
}

impl Stage {
    /// Sets the stage and starts the program; `None` after saying that the test is skipped.
    pub(crate) async fn set() -> Result<Option<Self>> {
        let Some(file) = Program::built() else {
            return Ok(None);
        };
        let Some(cluster) = Cluster::start_new().await? else {
            return Ok(None);
        };
        let mut session = cluster.session("postgres").await?;
        session.execute("create database ratusz").await?;
        tests::cluster::close(session).await?;
        let mut program = Program::new(file, cluster.home(), cluster.url(DATABASE))?;
        let port = program.pages.port().to_string();
        let tenants = cluster.home().join("tenants");
        for office in OFFICES {
            let folder = tenants.join(office);
            copy(&source(&format!("tenants/{office}")), &folder)?;
            // The development provider is the program itself, wherever it listens.
            let about = folder.join("tenant.toml");
            let text = fs::read_to_string(&about)?;
            let mut text = text.replace("localhost:8080", &format!("localhost:{port}"));
            if office == EVERY_LANGUAGE {
                text = text.replace(
                    SPOKEN,
                    "languages = [\"pl\", \"en\", \"uk\", \"be\", \"lt\"]",
                );
            }
            fs::write(&about, text)?;
        }
        for (name, value) in [
            ("RATUSZ__MODE", "development".to_owned()),
            ("RATUSZ__BASE_DOMAIN", "localhost".to_owned()),
            ("RATUSZ__HTTP__PUBLIC_PORT", port),
            ("RATUSZ__TENANTS__DIR", tenants.display().to_string()),
            ("RATUSZ__DATABASE__ADMIN_URL", cluster.url(DATABASE)),
        ] {
            program.set(name, value);
        }
        let scene = scene(&program)?;
        program.serve().await?;
        Ok(Some(Self {
            program,
            scene,
            _cluster: cluster,
        }))
    }

    /// Has the script `tests/browser/<journey>.mjs` play; fails with what it said.
    pub(crate) async fn play(&self, tools: &Tools, journey: &str) -> Result<()> {
        let mut scene = self.scene.clone();
        scene["chromium"] = json!(tools.chromium);
        scene["modules"] = json!(tools.modules);
        let script = source(&format!("tests/browser/{journey}.mjs"));
        let played = tokio::process::Command::new("node")
            .arg(script)
            .env("RATUSZ_BROWSER_SCENE", scene.to_string())
            .status()
            .await
            .context("starting node")?;
        if !played.success() {
            bail!(
                "{journey} failed; the script says above where. The program's last words:\n{}",
                self.program.complaints()
            );
        }
        Ok(())
    }
}

/// Puts the offices up and tells the script who can sign in, and how.
fn scene(program: &Program) -> Result<Value> {
    program.run(&["migrate"])?;
    let applied = program.run(&["tenant", "apply", "--yes", "--json"])?;
    let applied: Value = serde_json::from_str(&applied).context("`tenant apply --json`")?;
    let demo = program.run(&["demo-data"])?;
    let invited = program.run(&["operator", "invite", INVITED, "--name", "Nina Nowa"])?;
    let after = |sign: &str| -> Result<String> {
        let line = demo.lines().find_map(|line| line.split_once(sign));
        let (_, value) =
            line.with_context(|| format!("`demo-data` prints no „{sign}”:\n{demo}"))?;
        Ok(value.trim().to_owned())
    };
    let link = invited
        .split_whitespace()
        .find(|word| word.contains("/zaproszenie/"));
    let target = Path::new(env!("CARGO_TARGET_TMPDIR")).parent();
    Ok(json!({
        "port": program.pages.port(),
        "target": target.context("a target folder")?,
        "password": after("Hasło wszystkich kont:")?,
        "totp": after("sekret:")?,
        "operator": "operator@region.example.pl",
        "applied": applied,
        "operator_invitation": { "email": INVITED, "link": link },
    }))
}

fn source(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..").join(path)
}

/// Copies a folder with all that is in it.
fn copy(from: &Path, to: &Path) -> Result<()> {
    ensure!(from.is_dir(), "{} is not there", from.display());
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        let goal = to.join(entry.file_name());
        if entry.file_type()?.is_dir() {
            copy(&entry.path(), &goal)?;
        } else {
            fs::copy(entry.path(), &goal)?;
        }
    }
    Ok(())
}
