//! What one file must look like: its length, its first line, words that must not stay in it.

use super::Problem;

/// Columns of a line of Rust.
const COLUMNS_MAX: usize = 100;
/// Lines of a file of Rust, its tests apart.
const LINES_MAX: usize = 500;
/// Notes to oneself; each needs the number under which the work is known: `(#12)` or ` #12`.
const NOTES: [&str; 2] = [concat!("TO", "DO"), concat!("FIX", "ME")];
/// Beginnings of paths that exist on one machine only.
const PATHS: [&str; 5] = [
    "/home/",
    "/Users/",
    "/root/",
    concat!("/wo", "rk/"),
    concat!("/tmp", "/wt"),
];

/// Checks that hold for every text.
pub(super) fn check_text(file: &str, text: &str) -> Vec<Problem> {
    let mut problems = Vec::new();
    // This file and its neighbours have to name what they look for.
    if file.starts_with("crates/xtask/src/tidy") {
        return problems;
    }
    for (line, number) in text.lines().zip(1..) {
        // Documents may talk about notes, code may not leave them.
        if !file.ends_with(".md")
            && let Some(note) = NOTES.iter().find(|note| leaves(line, note))
        {
            let words = format!("a {note} needs its number: {note}(#12)");
            problems.push(Problem::new(file, number, words));
        }
        if let Some(path) = PATHS.iter().find(|path| names(line, path)) {
            let words = format!("`{path}` exists on one machine only");
            problems.push(Problem::new(file, number, words));
        }
    }
    if !text.is_empty() && !text.ends_with('\n') {
        problems.push(Problem::new(
            file,
            text.lines().count(),
            "the last line has no end",
        ));
    }
    problems
}

/// Checks that hold for Rust.
pub(super) fn check_rust(file: &str, text: &str) -> Vec<Problem> {
    let mut problems = Vec::new();
    if !text.starts_with("//! ") {
        let words = "the first line must say what the file is about: `//! ...`";
        problems.push(Problem::new(file, 1, words));
    }
    for (line, number) in text.lines().zip(1..) {
        let columns = line.chars().count();
        if columns > COLUMNS_MAX && can_be_broken(line) {
            let words = format!("{columns} columns, {COLUMNS_MAX} are allowed");
            problems.push(Problem::new(file, number, words));
        }
        let code = line.trim_start();
        if !file.starts_with("crates/xtask/src/tidy")
            && (code.starts_with("#[allow(") || code.starts_with("#![allow("))
        {
            let words = "`allow` hides: use #[expect(lint, reason = \"...\")]";
            problems.push(Problem::new(file, number, words));
        }
    }
    let lines = text
        .lines()
        .take_while(|line| !line.starts_with("#[cfg(test)]"))
        .count();
    if lines > LINES_MAX && !is_test(file) {
        let words = format!("{lines} lines, {LINES_MAX} are allowed: look for the second subject");
        problems.push(Problem::new(file, lines, words));
    }
    problems
}

/// An address or one long word cannot be continued on the next line.
fn can_be_broken(line: &str) -> bool {
    !line.contains("://") && line.trim().contains(' ')
}

fn is_test(file: &str) -> bool {
    file.starts_with("tests/") || file.contains("/tests/") || file.ends_with("/tests.rs")
}

/// Whether `note` stands in `line` as a word without a number behind it.
fn leaves(line: &str, note: &str) -> bool {
    line.match_indices(note).any(|(at, _)| {
        let before = line.get(..at).and_then(|text| text.chars().next_back());
        let after = line.get(at + note.len()..).unwrap_or_default();
        let part_of_word = |letter: char| letter.is_alphanumeric() || letter == '_';
        let stands_alone =
            !before.is_some_and(part_of_word) && !after.chars().next().is_some_and(part_of_word);
        let number = after.trim_start_matches(['(', ' ']).strip_prefix('#');
        let numbered =
            number.is_some_and(|digits| digits.starts_with(|d: char| d.is_ascii_digit()));
        stands_alone && !numbered
    })
}

/// Whether `path` begins a path in `line`; `https://example.org/home/` does not.
fn names(line: &str, path: &str) -> bool {
    line.match_indices(path).any(|(at, _)| {
        let before = line.get(..at).and_then(|text| text.chars().next_back());
        !before.is_some_and(|letter| letter.is_alphanumeric() || "._-~/}*".contains(letter))
    })
}

#[cfg(test)]
mod tests {
    use super::{check_rust, check_text};

    fn words(problems: &[super::Problem]) -> Vec<String> {
        problems.iter().map(ToString::to_string).collect()
    }

    #[test]
    fn accepts_a_good_file() {
        let text = "//! What it is about.\n\n// TODO(#12): say more.\nfn main() {}\n";
        assert_eq!(words(&check_rust("crates/a/src/lib.rs", text)), [""; 0]);
        assert_eq!(words(&check_text("crates/a/src/lib.rs", text)), [""; 0]);
    }

    #[test]
    fn wants_the_first_line() {
        let found = words(&check_rust("a.rs", "use std::fs;\n"));
        assert_eq!(
            found,
            ["a.rs:1: the first line must say what the file is about: `//! ...`"]
        );
    }

    #[test]
    fn refuses_long_lines_unless_they_cannot_be_broken() {
        let long = "x ".repeat(51);
        let text = format!(
            "//! A.\n// {long}\n// https://{long}\n{}\n",
            "y".repeat(120)
        );
        assert_eq!(
            words(&check_rust("a.rs", &text)),
            ["a.rs:2: 105 columns, 100 are allowed"]
        );
    }

    #[test]
    fn refuses_long_files_but_counts_no_tests() {
        let code = format!("//! A.\n{}", "fn a() {}\n".repeat(500));
        assert_eq!(check_rust("crates/a/src/a.rs", &code).len(), 1);
        assert_eq!(check_rust("crates/a/tests/a.rs", &code).len(), 0);
        let tested = format!(
            "//! A.\n#[cfg(test)]\nmod tests {{\n{}}}\n",
            "// a\n".repeat(500)
        );
        assert_eq!(check_rust("crates/a/src/a.rs", &tested).len(), 0);
    }

    #[test]
    fn refuses_allow_and_accepts_expect() {
        let text = "//! A.\n#[allow(dead_code)]\n    #![allow(unused)]\n#[expect(dead_code)]\n";
        let found = words(&check_rust("a.rs", text));
        assert_eq!(found.len(), 2);
        assert!(found[0].starts_with("a.rs:2: "));
        assert!(found[1].starts_with("a.rs:3: "));
    }

    #[test]
    fn refuses_notes_without_a_number() {
        let text = "// TODO: later\n// FIXME(#3) soon\n// TODO #4\nTODOS\nlet TODO_LIST = 1;\n";
        let found = words(&check_text("a.rs", text));
        assert_eq!(found, ["a.rs:1: a TODO needs its number: TODO(#12)"]);
        assert_eq!(check_text("a.md", text).len(), 0);
    }

    #[test]
    fn refuses_paths_of_one_machine() {
        let text = "see /home/anna/x\nhttps://a.pl/home/\n\"/root/x\"\n~/home/x\n";
        let found = words(&check_text("a.toml", text));
        assert_eq!(found.len(), 2);
        assert!(found[0].starts_with("a.toml:1: `/home/`"));
        assert!(found[1].starts_with("a.toml:3: `/root/`"));
    }

    #[test]
    fn wants_the_end_of_the_last_line() {
        assert_eq!(
            words(&check_text("a.md", "one\ntwo")),
            ["a.md:2: the last line has no end"]
        );
    }
}
