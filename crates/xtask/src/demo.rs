//! `cargo xtask demo`: from a fresh clone to offices one can visit.

mod attendant;

use std::path::PathBuf;

use crate::args::Args;
use crate::exec::{Failure, aloud};
use crate::home::Home;
use crate::postgres::{Cluster, Plan};
use crate::program::{Profile, Program, build};
use crate::steps::Step;
use crate::workspace;

/// Port of the pages unless told otherwise.
const PORT: u16 = 8080;
/// What the program is asked to do before it serves, with a title for the person.
const PREPARATIONS: [(&str, &[&str]); 3] = [
    ("Bringing the shared tables up to date", &["migrate"]),
    (
        "Putting the offices of `tenants` on the platform",
        &["tenant", "apply", "tenants", "--yes"],
    ),
    ("Filling the offices with invented people", &["demo-data"]),
];

/// What the person asked for.
struct Demo {
    fresh: bool,
    prepare_only: bool,
    port: u16,
    home: Home,
    binaries: Option<PathBuf>,
}

/// Prepares the demo and, unless only that was asked for, serves until told to stop.
///
/// # Errors
/// The first step that fails, in words that say what to do.
pub(crate) fn run(words: &[String]) -> Result<(), Failure> {
    let demo = Demo::asked_for(words)?;
    if !demo.prepare_only {
        Program::check_ports(demo.port)?;
    }
    if demo.fresh {
        let step = Step::begin("Forgetting the data of earlier demos");
        demo.home.forget()?;
        step.done("forgotten");
    }
    let file = build(Profile::Dev)?;
    let mut cluster = demo.start_cluster()?;
    let program = Program {
        file,
        home: demo.home.clone(),
        port: demo.port,
        settings: Vec::new(),
    };
    for (title, words) in PREPARATIONS {
        prepare(&program, &cluster, title, words)?;
    }
    if demo.prepare_only {
        println!("\nPrepared. To serve: cargo xtask demo");
        return Ok(());
    }
    let step = Step::begin("Serving");
    let server = program.serve(&mut cluster, false)?;
    step.done("the program answers");
    print_addresses(demo.port);
    attendant::take_over(server.id(), cluster)
}

impl Demo {
    fn asked_for(words: &[String]) -> Result<Self, Failure> {
        let switches = ["--fresh", "--prepare-only"];
        let args = Args::read(words, &switches, &["--port", "--data", "--pg-bin"])?;
        Ok(Self {
            fresh: args.has("--fresh"),
            prepare_only: args.has("--prepare-only"),
            port: port(args.option_or_env("--port", "RATUSZ_DEMO_PORT"))?,
            home: Home::choose(args.option_or_env("--data", "RATUSZ_DEMO_DATA"))?,
            binaries: args
                .option_or_env("--pg-bin", "RATUSZ_PG_BIN")
                .map(PathBuf::from),
        })
    }

    fn start_cluster(&self) -> Result<Cluster, Failure> {
        let mut step = Step::begin("Starting a private PostgreSQL");
        self.home.provide()?;
        let plan = Plan {
            binaries: self.binaries.clone(),
            home: self.home.folder.clone(),
            passing: false,
            farewell: "PostgreSQL of the demo stopped.",
        };
        let cluster = Cluster::start(&plan, &mut step)?;
        if cluster.provide("ratusz")? {
            step.note("made the database `ratusz`");
        }
        step.done(&format!("PostgreSQL {} answers", cluster.version()));
        Ok(cluster)
    }
}

/// The port asked for; the one after it must exist too.
fn port(asked: Option<String>) -> Result<u16, Failure> {
    let Some(text) = asked else { return Ok(PORT) };
    let port = text
        .parse()
        .ok()
        .filter(|&port| port > 0 && port < u16::MAX);
    port.ok_or_else(|| Failure::new(format!("`{text}` is not a port; possible are 1 to 65534")))
}

fn prepare(
    program: &Program,
    cluster: &Cluster,
    title: &str,
    words: &[&str],
) -> Result<(), Failure> {
    let step = Step::begin(title);
    aloud(program.command(cluster).args(words)).map_err(|failure| {
        Failure::new(format!(
            "{failure}; its own words are above.\n\
             The data stay in {}; to begin anew: cargo xtask demo --fresh",
            program.home.folder.display()
        ))
    })?;
    step.done("done");
    Ok(())
}

/// The addresses of all offices: the folders of `tenants` are their names.
fn print_addresses(port: u16) {
    println!("\nThe region:   http://localhost:{port}");
    println!("Its console:  http://admin.localhost:{port}");
    let folders = std::fs::read_dir(workspace::root().join("tenants"))
        .into_iter()
        .flatten();
    let mut offices: Vec<String> = folders
        .flatten()
        .filter(|entry| entry.path().join("tenant.toml").is_file())
        .map(|entry| entry.file_name().to_string_lossy().into_owned())
        .filter(|slug| !slug.starts_with('_'))
        .collect();
    offices.sort();
    for (place, slug) in offices.iter().enumerate() {
        let title = if place == 0 { "Offices:" } else { "" };
        println!("{title:<13} http://{slug}.localhost:{port}");
    }
    println!("\nCtrl-C stops everything; the data stay for the next start.\n");
}

#[cfg(test)]
mod tests {
    use super::port;

    #[test]
    fn takes_only_ports_with_one_after_them() {
        assert_eq!(port(None).unwrap(), 8080);
        assert_eq!(port(Some("9090".to_owned())).unwrap(), 9090);
        for wrong in ["0", "65535", "70000", "http", "-1"] {
            let refused = port(Some(wrong.to_owned())).unwrap_err().to_string();
            assert!(refused.contains(wrong), "{refused}");
        }
    }
}
