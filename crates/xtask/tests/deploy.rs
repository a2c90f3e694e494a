//! The files of `deploy` as the tools that will read them see them.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// Exposure that systemd itself still calls good, in tenths of its points.
const EXPOSURE_MAX: &str = "20";

fn deploy(file: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../../deploy")
        .join(file)
}

/// What `command` did; nothing, with a line saying so, where the tool is missing.
fn run(tool: &str, command: &mut Command) -> Option<Output> {
    match command.output() {
        Ok(output) => Some(output),
        Err(error) => {
            eprintln!("SKIPPED: {tool} is not here ({error})");
            None
        }
    }
}

fn words(output: &Output) -> String {
    [&output.stdout[..], &output.stderr[..]]
        .map(|bytes| String::from_utf8_lossy(bytes).into_owned())
        .concat()
}

/// A copy of the unit whose program exists, in a folder of its own.
fn unit_with_a_program(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    fs::create_dir_all(&folder).expect("a folder for the copy");
    let text = fs::read_to_string(deploy("ratusz.service")).expect("the unit");
    let unit = folder.join("ratusz.service");
    let text = text.replace("/usr/local/bin/ratusz", "/bin/true");
    fs::write(&unit, text).expect("the copy");
    unit
}

mod unit {
    use super::*;

    #[test]
    fn is_understood_by_systemd() {
        let unit = unit_with_a_program("verify");
        let mut command = Command::new("systemd-analyze");
        let Some(output) = run("systemd-analyze", command.arg("verify").arg(&unit)) else {
            return;
        };
        let said = words(&output);
        let about_us: Vec<&str> = said
            .lines()
            .filter(|line| line.contains("ratusz"))
            .collect();
        assert!(output.status.success() && about_us.is_empty(), "{said}");
    }

    #[test]
    fn is_well_walled_in() {
        let unit = unit_with_a_program("security");
        let mut command = Command::new("systemd-analyze");
        command
            .args(["security", "--offline=true", "--threshold", EXPOSURE_MAX])
            .arg(&unit);
        let Some(output) = run("systemd-analyze", &mut command) else {
            return;
        };
        assert!(output.status.success(), "{}", words(&output));
    }
}

mod proxy {
    use super::*;

    #[test]
    fn is_understood_by_caddy_and_formatted() {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("caddy");
        let mut command = Command::new("caddy");
        command
            .args(["validate", "--adapter", "caddyfile", "--config"])
            .arg(deploy("Caddyfile"));
        // It makes folders of its own even when it only looks.
        command
            .env("XDG_DATA_HOME", &folder)
            .env("XDG_CONFIG_HOME", &folder);
        let Some(output) = run("caddy", &mut command) else {
            return;
        };
        let said = words(&output);
        assert!(
            output.status.success() && said.contains("Valid configuration"),
            "{said}"
        );
        assert!(
            !said.contains("not formatted"),
            "run `caddy fmt --overwrite`: {said}"
        );
    }

    #[test]
    fn asks_the_program_before_it_gets_a_certificate() {
        let proxy = fs::read_to_string(deploy("Caddyfile")).unwrap();
        let settings = fs::read_to_string(deploy("ratusz.toml")).unwrap();
        let private = value(&settings, "monitor", "listen");
        assert!(proxy.contains(&format!("ask http://{private}/internal/tls-ask")));
        let public = value(&settings, "http", "listen");
        assert!(proxy.contains(&format!("reverse_proxy {public} ")));
    }
}

mod configuration {
    use super::*;

    #[test]
    fn names_the_places_the_unit_gives() {
        let unit = fs::read_to_string(deploy("ratusz.service")).unwrap();
        let settings = fs::read_to_string(deploy("ratusz.toml")).unwrap();
        assert!(value(&settings, "files", "dir").starts_with("/var/lib/ratusz/"));
        assert!(unit.contains("StateDirectory=ratusz\n"));
        let secret = value(&settings, "", "secret_file");
        assert!(unit.contains(&format!("LoadCredential=secret:{secret}\n")));
    }

    #[test]
    fn explains_every_key() {
        let settings = fs::read_to_string(deploy("ratusz.toml")).unwrap();
        let lines: Vec<&str> = settings.lines().collect();
        for (at, line) in lines
            .iter()
            .enumerate()
            .filter(|(_, line)| line.contains(" = "))
        {
            let block = lines[..at]
                .iter()
                .rev()
                .take_while(|before| !before.is_empty());
            let explained = block.into_iter().any(|before| before.starts_with("# "));
            assert!(
                explained || line.starts_with('#'),
                "line {}: {line}",
                at + 1
            );
        }
    }
}

/// The text of `key` in `table`; the first table has no name.
fn value(settings: &str, table: &str, key: &str) -> String {
    let mut current = "";
    for line in settings.lines() {
        if let Some(name) = line.strip_prefix('[') {
            current = name.trim_end_matches(']');
        }
        if let Some((name, text)) = line.split_once(" = ")
            && current == table
            && name == key
        {
            return text.trim_matches('"').to_owned();
        }
    }
    panic!("no {key} in [{table}]")
}
