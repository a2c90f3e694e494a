//! Which crate may know which: the arrows of the code map, compared with the manifests.

use super::Problem;

/// Every crate of ours and those it may depend on. A new arrow begins here.
const ARROWS: [(&str, &[&str]); 10] = [
    ("domain", &[]),
    ("catalogue", &["domain"]),
    ("access", &["domain"]),
    ("migrations", &[]),
    ("tenancy", &["migrations", "catalogue", "domain"]),
    ("store", &["tenancy", "catalogue", "domain"]),
    (
        "web",
        &["store", "access", "tenancy", "catalogue", "domain"],
    ),
    (
        "ratusz",
        &[
            "web",
            "store",
            "access",
            "tenancy",
            "catalogue",
            "domain",
            "migrations",
        ],
    ),
    (
        "tests",
        &[
            "web",
            "store",
            "access",
            "tenancy",
            "catalogue",
            "domain",
            "migrations",
            "ratusz",
        ],
    ),
    ("xtask", &[]),
];

/// Libraries that only the named crates may see.
const KEPT_IN: [(&str, &[&str]); 10] = [
    ("sea-orm", &["tenancy", "store", "migrations", "tests"]),
    ("sea-orm-migration", &["tenancy", "migrations", "tests"]),
    ("sqlx", &[]),
    ("casbin", &["access"]),
    ("axum", &["web", "tests"]),
    ("axum-extra", &["web", "tests"]),
    ("askama", &["web"]),
    ("config", &["ratusz"]),
    ("lettre", &["web"]),
    ("tracing-subscriber", &["ratusz", "tests"]),
];

/// Packages that must not come back through a default feature of something: they need a C
/// toolchain beyond `cc`, or bring a second cryptography beside `ring`.
const NOT_IN_LOCK: [&str; 4] = ["aws-lc-rs", "aws-lc-sys", "openssl-sys", "native-tls"];

/// Checks the manifest of one crate.
pub(super) fn check(file: &str, text: &str) -> Vec<Problem> {
    let mut problems = Vec::new();
    let own = package_of(text);
    let Some((_, may)) = ARROWS.iter().find(|(name, _)| *name == own) else {
        let words =
            format!("crate `{own}` is not in the list of arrows (xtask, tidy/manifests.rs)");
        return vec![Problem::new(file, 1, words)];
    };
    for (dependency, line) in dependencies_of(text) {
        let ours = ARROWS.iter().any(|(name, _)| *name == dependency);
        if ours && !may.contains(&dependency) {
            let words = format!("`{own}` must not depend on `{dependency}`");
            problems.push(Problem::new(file, line, words));
        }
        let kept = KEPT_IN.iter().find(|(name, _)| *name == dependency);
        if let Some((_, crates)) = kept.filter(|(_, crates)| !crates.contains(&own)) {
            let words = format!("`{dependency}` is kept in: {}", crates.join(", "));
            problems.push(Problem::new(file, line, words));
        }
        if own == "xtask" {
            let words = format!("`xtask` builds before everything and needs nothing: {dependency}");
            problems.push(Problem::new(file, line, words));
        }
    }
    let lints = text
        .split_once("\n[lints]")
        .map(|(_, rest)| rest.trim_start());
    if !lints.is_some_and(|rest| rest.starts_with("workspace = true")) {
        problems.push(Problem::new(
            file,
            1,
            "the shared lints are missing: [lints] workspace = true",
        ));
    }
    problems
}

/// Checks what is locked in.
pub(super) fn check_lock(file: &str, text: &str) -> Vec<Problem> {
    let mut problems = Vec::new();
    for (line, number) in text.lines().zip(1..) {
        let name = line
            .strip_prefix("name = \"")
            .and_then(|rest| rest.strip_suffix('"'));
        if let Some(name) = name.filter(|name| NOT_IN_LOCK.contains(name)) {
            let words = format!("`{name}` came in: see `cargo tree --invert {name}`");
            problems.push(Problem::new(file, number, words));
        }
    }
    problems
}

fn package_of(text: &str) -> &str {
    let name = text.lines().find_map(|line| line.strip_prefix("name = \""));
    name.and_then(|rest| rest.strip_suffix('"')).unwrap_or("?")
}

/// Names in every table of dependencies, with their lines.
fn dependencies_of(text: &str) -> Vec<(&str, usize)> {
    let mut found = Vec::new();
    let mut inside = false;
    for (line, number) in text.lines().zip(1..) {
        let line = line.split('#').next().unwrap_or_default().trim();
        if let Some(table) = line.strip_prefix('[') {
            let table = table.trim_end_matches(']');
            inside = table.ends_with("dependencies");
            if let Some((_, name)) = table.rsplit_once("dependencies.") {
                found.push((name, number));
            }
        } else if inside && let Some((key, _)) = line.split_once('=') {
            let name = key.split('.').next().unwrap_or_default();
            found.push((name.trim().trim_matches('"'), number));
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::{check, check_lock};

    fn manifest(name: &str, rest: &str) -> String {
        format!("[package]\nname = \"{name}\"\n\n[lints]\nworkspace = true\n\n{rest}")
    }

    fn words(problems: &[super::Problem]) -> Vec<String> {
        problems.iter().map(ToString::to_string).collect()
    }

    #[test]
    fn accepts_arrows_of_the_map() {
        let text = manifest(
            "web",
            "[dependencies]\nstore.workspace = true\naxum.workspace = true\n",
        );
        assert_eq!(words(&check("m", &text)), [""; 0]);
    }

    #[test]
    fn refuses_an_arrow_against_the_map() {
        let text = manifest(
            "domain",
            "[dependencies]\nstore = { path = \"../store\" }\n",
        );
        assert_eq!(
            words(&check("m", &text)),
            ["m:8: `domain` must not depend on `store`"]
        );
        let text = manifest("access", "[dev-dependencies.tenancy]\nworkspace = true\n");
        assert_eq!(
            words(&check("m", &text)),
            ["m:7: `access` must not depend on `tenancy`"]
        );
    }

    #[test]
    fn keeps_libraries_where_they_belong() {
        let text = manifest(
            "web",
            "[target.'cfg(unix)'.dependencies]\nsea-orm.workspace = true\n",
        );
        let found = words(&check("m", &text));
        assert_eq!(
            found,
            ["m:8: `sea-orm` is kept in: tenancy, store, migrations, tests"]
        );
        let text = manifest("tests", "[dependencies]\ncasbin.workspace = true\n");
        assert_eq!(
            words(&check("m", &text)),
            ["m:8: `casbin` is kept in: access"]
        );
    }

    #[test]
    fn wants_the_shared_lints_and_known_crates() {
        let bare = "[package]\nname = \"domain\"\n";
        assert_eq!(check("m", bare).len(), 1);
        assert_eq!(check("m", &manifest("utils", "")).len(), 1);
    }

    #[test]
    fn lets_this_tool_need_nothing() {
        let text = manifest("xtask", "[dependencies]\nanyhow.workspace = true\n");
        assert_eq!(check("m", &text).len(), 1);
    }

    #[test]
    fn finds_unwanted_packages_in_the_lock() {
        let text = "[[package]]\nname = \"ring\"\n\n[[package]]\nname = \"aws-lc-sys\"\n";
        let found = words(&check_lock("Cargo.lock", text));
        assert_eq!(found.len(), 1);
        assert!(found[0].starts_with("Cargo.lock:5: `aws-lc-sys`"));
    }
}
