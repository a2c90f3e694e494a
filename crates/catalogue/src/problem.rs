//! What is wrong with a file, said so that a person can mend it: place, message and hint.

use std::fmt;
use std::ops::Range;

/// One mistake in a file of the catalogue.
///
/// `line` and `column` start at 1; both are 1 when the mistake has no better place.
/// `message` and `hint` are plain Polish, for the operators' console.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Problem {
    pub file: String,
    pub line: usize,
    pub column: usize,
    pub message: String,
    pub hint: String,
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{}:{}:{}: {}",
            self.file, self.line, self.column, self.message
        )?;
        if !self.hint.is_empty() {
            write!(f, " ({})", self.hint)?;
        }
        Ok(())
    }
}

/// A mistake named by the path of the key in the document, before its line is known.
///
/// The path joins keys and positions by dots: `form.steps.0.fields.2.show_if`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Complaint {
    pub path: String,
    pub message: String,
    pub hint: String,
    /// Points at the name of the key instead of its value.
    pub(crate) at_key: bool,
}

impl Complaint {
    pub(crate) fn new(path: impl Into<String>, message: impl Into<String>) -> Self {
        Self {
            path: path.into(),
            message: message.into(),
            hint: String::new(),
            at_key: false,
        }
    }

    pub(crate) fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = hint.into();
        self
    }

    pub(crate) fn at_key(mut self) -> Self {
        self.at_key = true;
        self
    }
}

/// Turns byte positions of a text into lines and columns.
pub(crate) struct Lines {
    starts: Vec<usize>,
}

impl Lines {
    pub(crate) fn of(text: &str) -> Self {
        let after_breaks = text.match_indices('\n').map(|(at, _)| at + 1);
        Self {
            starts: std::iter::once(0).chain(after_breaks).collect(),
        }
    }

    /// Line and column of the byte `at`, both from 1; the column counts characters.
    pub(crate) fn place(&self, text: &str, at: usize) -> (usize, usize) {
        let at = at.min(text.len());
        let line = self.starts.partition_point(|start| *start <= at).max(1);
        let start = self.starts.get(line - 1).copied().unwrap_or(0);
        let before = text.get(start..at).unwrap_or_default();
        (line, before.chars().count() + 1)
    }
}

/// The bytes a key and its value take in a file.
#[derive(Clone, Debug)]
pub(crate) struct Spot {
    pub(crate) key: Range<usize>,
    pub(crate) value: Range<usize>,
}

/// The name in `known` most like `wrong`, if any is near enough to be a slip of the finger.
pub(crate) fn nearest<'a>(
    wrong: &str,
    known: impl IntoIterator<Item = &'a str>,
) -> Option<&'a str> {
    let allowed = (wrong.chars().count() / 3).max(2);
    known
        .into_iter()
        .map(|name| (distance(wrong, name), name))
        .filter(|(steps, name)| *steps <= allowed && *steps < name.chars().count())
        .min()
        .map(|(_, name)| name)
}

/// A hint naming the nearest of the known names, or listing them when few.
pub(crate) fn hint_among(wrong: &str, known: &[&str]) -> String {
    const LISTED_MAX: usize = 16;
    match nearest(wrong, known.iter().copied()) {
        Some(name) => format!("czy chodziło o „{name}”?"),
        None if known.is_empty() => String::new(),
        None if known.len() <= LISTED_MAX => format!("możliwe: {}", known.join(", ")),
        None => format!("możliwe między innymi: {}", known[..LISTED_MAX].join(", ")),
    }
}

/// Edit distance: letters added, removed or changed.
fn distance(left: &str, right: &str) -> usize {
    let right: Vec<char> = right.chars().collect();
    let mut row: Vec<usize> = (0..=right.len()).collect();
    for (i, from) in left.chars().enumerate() {
        let mut diagonal = row[0];
        row[0] = i + 1;
        for (j, to) in right.iter().enumerate() {
            let change = diagonal + usize::from(from != *to);
            diagonal = row[j + 1];
            row[j + 1] = change.min(diagonal + 1).min(row[j] + 1);
        }
    }
    row[right.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_counts_lines_and_characters_from_one() {
        let text = "ąb = 1\nć = 2";
        let lines = Lines::of(text);
        assert_eq!(lines.place(text, 0), (1, 1));
        assert_eq!(lines.place(text, 2), (1, 2));
        let second = text.find('ć').unwrap();
        assert_eq!(lines.place(text, second), (2, 1));
        assert_eq!(lines.place(text, 10_000), (2, 6));
    }

    #[test]
    fn the_nearest_name_is_a_slip_away_and_no_further() {
        assert_eq!(nearest("titel", ["title", "kind"]), Some("title"));
        assert_eq!(nearest("zzzzz", ["title", "kind"]), None);
        assert_eq!(nearest("a", ["b"]), None);
    }
}
