//! Where files stand: the short top level, a README in each of its folders, no `mod.rs`.

use super::Problem;

/// The visible top level; files first.
const TOP_FILES: [&str; 4] = ["CHANGELOG.md", "Cargo.lock", "Cargo.toml", "README.md"];
const TOP_FOLDERS: [&str; 6] = ["crates", "deploy", "docs", "migrations", "tenants", "tests"];
/// May stand there as well.
const TOP_OPTIONAL: [&str; 2] = ["LICENSE", "LICENSE.md"];

/// Checks the list of all files, as paths from the root.
pub(super) fn check(files: &[String]) -> Vec<Problem> {
    let mut problems = Vec::new();
    let has = |wanted: &str| files.iter().any(|file| file == wanted);
    for wanted in TOP_FILES.iter().filter(|&&wanted| !has(wanted)) {
        problems.push(Problem::new(wanted, 0, "is missing"));
    }
    for folder in TOP_FOLDERS {
        let readme = format!("{folder}/README.md");
        if !has(&readme) {
            problems.push(Problem::new(
                &readme,
                0,
                "is missing: what is in this folder?",
            ));
        }
    }
    let mut tops: Vec<&str> = files
        .iter()
        .filter_map(|file| file.split('/').next())
        .collect();
    tops.dedup();
    for top in tops.into_iter().filter(|top| !top.starts_with('.')) {
        let known =
            TOP_FILES.contains(&top) || TOP_FOLDERS.contains(&top) || TOP_OPTIONAL.contains(&top);
        if !known {
            let words = "does not belong to the top level: put it into one of its folders";
            problems.push(Problem::new(top, 0, words));
        }
    }
    for file in files.iter().filter(|file| file.ends_with("/mod.rs")) {
        problems.push(Problem::new(
            file,
            0,
            "modules are `name.rs` beside `name/`, not `mod.rs`",
        ));
    }
    problems
}

#[cfg(test)]
mod tests {
    use super::check;

    const GOOD: [&str; 10] = [
        "CHANGELOG.md",
        "Cargo.lock",
        "Cargo.toml",
        "README.md",
        "crates/README.md",
        "deploy/README.md",
        "docs/README.md",
        "migrations/README.md",
        "tenants/README.md",
        "tests/README.md",
    ];

    fn with(more: &[&str]) -> Vec<String> {
        let mut files: Vec<String> = GOOD
            .iter()
            .chain(more)
            .map(|&file| file.to_owned())
            .collect();
        files.sort();
        files
    }

    #[test]
    fn accepts_the_known_names_and_dotted_ones() {
        assert_eq!(
            check(&with(&[".ci/run", "LICENSE", "crates/web/src/lib.rs"])).len(),
            0
        );
    }

    #[test]
    fn refuses_others_at_the_top() {
        let found = check(&with(&["utils/a.rs", "utils/b.rs", "notes.txt"]));
        assert_eq!(found.len(), 2);
        assert!(
            found[0]
                .to_string()
                .starts_with("notes.txt: does not belong")
        );
        assert!(found[1].to_string().starts_with("utils: does not belong"));
    }

    #[test]
    fn wants_a_readme_in_each_folder() {
        let files: Vec<String> = with(&[])
            .into_iter()
            .filter(|file| file != "deploy/README.md")
            .collect();
        let found = check(&files);
        assert_eq!(
            found[0].to_string(),
            "deploy/README.md: is missing: what is in this folder?"
        );
    }

    #[test]
    fn refuses_mod_rs() {
        assert_eq!(check(&with(&["crates/web/src/staff/mod.rs"])).len(), 1);
    }
}
