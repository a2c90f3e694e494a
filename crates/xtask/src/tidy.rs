//! `cargo xtask tidy`: the order of the sources that the compiler does not see to.

mod manifests;
mod sources;
mod tree;

use std::fmt;
use std::fs;
use std::path::{Path, PathBuf};

use crate::exec::{Failure, cannot};
use crate::workspace;

/// Folders with nothing of ours in them, wherever they stand.
const NOT_OURS: [&str; 3] = ["target", "node_modules", ".git"];
/// Files whose text is read; others (pictures, archives) are only counted.
const TEXTS: [&str; 16] = [
    "rs", "toml", "md", "sql", "html", "css", "js", "mjs", "ftl", "csv", "sh", "json", "txt",
    "svg", "service", "xml",
];

/// One thing to put in order.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Problem {
    /// From the root, with `/`.
    file: String,
    /// Counted from 1; 0 where the whole file or folder is meant.
    line: usize,
    words: String,
}

impl Problem {
    fn new(file: &str, line: usize, words: impl Into<String>) -> Self {
        Self {
            file: file.to_owned(),
            line,
            words: words.into(),
        }
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.line {
            0 => write!(out, "{}: {}", self.file, self.words),
            line => write!(out, "{}:{line}: {}", self.file, self.words),
        }
    }
}

/// Looks at everything and tells all problems at once.
///
/// # Errors
/// There is at least one problem, or a file cannot be read.
pub(crate) fn run() -> Result<(), Failure> {
    let problems = problems_under(&workspace::root())?;
    for problem in &problems {
        println!("{problem}");
    }
    match problems.len() {
        0 => Ok(()),
        count => Err(Failure::new(format!(
            "tidy found {count} problems, listed above"
        ))),
    }
}

fn problems_under(root: &Path) -> Result<Vec<Problem>, Failure> {
    let files = files_under(root)?;
    let mut problems = tree::check(&files);
    for file in &files {
        let ending = file.rsplit_once('.').map_or("", |(_, ending)| ending);
        let named = file.rsplit('/').next().unwrap_or_default();
        if !TEXTS.contains(&ending) && !["run", "Caddyfile", "Cargo.lock"].contains(&named) {
            continue;
        }
        let path = root.join(file);
        let bytes = fs::read(&path).map_err(cannot("read", &path))?;
        let text = String::from_utf8_lossy(&bytes);
        problems.extend(sources::check_text(file, &text));
        match named {
            "Cargo.lock" => problems.extend(manifests::check_lock(file, &text)),
            "Cargo.toml" if file != "Cargo.toml" => problems.extend(manifests::check(file, &text)),
            _ if ending == "rs" => problems.extend(sources::check_rust(file, &text)),
            _ => {}
        }
    }
    problems.sort();
    Ok(problems)
}

/// All files of ours, as paths from the root.
fn files_under(root: &Path) -> Result<Vec<String>, Failure> {
    let mut files = Vec::new();
    let mut folders: Vec<PathBuf> = vec![root.to_path_buf()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).map_err(cannot("read", &folder))? {
            let path = entry.map_err(cannot("read", &folder))?.path();
            let named = path
                .file_name()
                .unwrap_or_default()
                .to_string_lossy()
                .into_owned();
            let hidden_at_top = folder == root && named.starts_with('.');
            if NOT_OURS.contains(&named.as_str()) || hidden_at_top && !is_tool_file(&named) {
                continue;
            }
            if path.is_dir() && !path.is_symlink() {
                folders.push(path);
            } else {
                let inside = path.strip_prefix(root).unwrap_or(&path);
                files.push(inside.to_string_lossy().into_owned());
            }
        }
    }
    files.sort();
    Ok(files)
}

/// Dotted names at the top that belong to the sources; others are somebody's own.
fn is_tool_file(named: &str) -> bool {
    [
        ".cargo",
        ".ci",
        ".clippy.toml",
        ".config",
        ".deny.toml",
        ".github",
        ".rustfmt.toml",
    ]
    .contains(&named)
}

#[cfg(test)]
mod tests {
    use super::{Problem, problems_under};
    use crate::workspace;

    #[test]
    fn names_the_file_and_the_line() {
        assert_eq!(
            Problem::new("a/b.rs", 7, "why").to_string(),
            "a/b.rs:7: why"
        );
        assert_eq!(Problem::new("a", 0, "why").to_string(), "a: why");
    }

    #[test]
    fn finds_nothing_in_its_own_crate() {
        let all = problems_under(&workspace::root()).unwrap();
        let own: Vec<_> = all
            .iter()
            .filter(|one| one.file.starts_with("crates/xtask"))
            .collect();
        assert!(own.is_empty(), "{own:#?}");
    }
}
