//! Regular expressions of fields: bounded in size, linear in time, compiled once.

use std::sync::OnceLock;

use regex::{Regex, RegexBuilder};
use serde::{Deserialize, Serialize};

/// Longest pattern, in characters.
pub const PATTERN_CHARS_MAX: usize = 500;
/// Largest compiled pattern, in bytes.
const COMPILED_BYTES_MAX: usize = 1024 * 1024;

/// A regular expression that a whole text must match.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Pattern {
    text: String,
    #[serde(skip)]
    compiled: OnceLock<Option<Regex>>,
}

impl Pattern {
    pub fn new(text: &str) -> Self {
        Self {
            text: text.to_owned(),
            compiled: OnceLock::new(),
        }
    }

    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// Whether the whole of `text` matches; a pattern that cannot be used matches everything.
    pub fn matches(&self, text: &str) -> bool {
        let compiled = self.compiled.get_or_init(|| compile(&self.text).ok());
        compiled.as_ref().is_none_or(|regex| regex.is_match(text))
    }

    /// Why the pattern cannot be used, in Polish.
    pub(crate) fn fault(&self) -> Option<String> {
        compile(&self.text).err()
    }
}

impl PartialEq for Pattern {
    fn eq(&self, other: &Self) -> bool {
        self.text == other.text
    }
}

fn compile(text: &str) -> Result<Regex, String> {
    if text.chars().count() > PATTERN_CHARS_MAX {
        return Err(format!(
            "wzorzec jest za długi (najwyżej {PATTERN_CHARS_MAX} znaków)"
        ));
    }
    RegexBuilder::new(&format!("^(?:{text})$"))
        .size_limit(COMPILED_BYTES_MAX)
        .build()
        .map_err(|error| {
            error
                .to_string()
                .lines()
                .last()
                .unwrap_or_default()
                .to_owned()
        })
}
