//! Reading the words after the command: switches, options with a value, and nothing else.

use std::collections::{BTreeMap, BTreeSet};

use crate::exec::Failure;

/// What was asked for on the command line.
#[derive(Debug, Default)]
pub(crate) struct Args {
    switches: BTreeSet<String>,
    options: BTreeMap<String, String>,
}

impl Args {
    /// Reads `words`; `switches` stand alone, `options` take a value (`--x v` or `--x=v`).
    ///
    /// # Errors
    /// A word that is neither, or an option without its value.
    pub(crate) fn read(
        words: &[String],
        switches: &[&str],
        options: &[&str],
    ) -> Result<Self, Failure> {
        let mut args = Self::default();
        let mut words = words.iter();
        while let Some(word) = words.next() {
            let (name, value) = match word.split_once('=') {
                Some((name, value)) => (name, Some(value.to_owned())),
                None => (word.as_str(), None),
            };
            if switches.contains(&name) && value.is_none() {
                args.switches.insert(name.to_owned());
            } else if options.contains(&name) {
                let value = value.or_else(|| words.next().cloned());
                let value = value.ok_or_else(|| Failure::new(format!("{name} needs a value")))?;
                args.options.insert(name.to_owned(), value);
            } else {
                return Err(Failure::new(format!(
                    "`{word}` is not known here; possible are {}",
                    [switches, options].concat().join(", ")
                )));
            }
        }
        Ok(args)
    }

    pub(crate) fn has(&self, switch: &str) -> bool {
        self.switches.contains(switch)
    }

    /// The option's value, or else that of the environment variable `variable`.
    pub(crate) fn option_or_env(&self, option: &str, variable: &str) -> Option<String> {
        self.option(option).or_else(|| environment(variable))
    }

    pub(crate) fn option(&self, option: &str) -> Option<String> {
        self.options.get(option).cloned()
    }
}

/// A variable of the environment; absent and empty are the same.
#[expect(
    clippy::disallowed_methods,
    reason = "the developer's tool is set by the developer's environment; this is its one door"
)]
pub(crate) fn environment(variable: &str) -> Option<String> {
    std::env::var(variable)
        .ok()
        .filter(|value| !value.is_empty())
}

#[cfg(test)]
mod tests {
    use super::Args;

    fn words(line: &str) -> Vec<String> {
        line.split_whitespace().map(str::to_owned).collect()
    }

    #[test]
    fn takes_values_after_a_space_and_after_an_equals_sign() {
        let args = Args::read(
            &words("--port 1 --data=/x --fresh"),
            &["--fresh"],
            &["--port", "--data"],
        )
        .unwrap();
        assert!(args.has("--fresh"));
        assert_eq!(args.option("--port").as_deref(), Some("1"));
        assert_eq!(args.option("--data").as_deref(), Some("/x"));
    }

    #[test]
    fn refuses_a_word_it_does_not_know() {
        let refused = Args::read(&words("--ports 1"), &["--fresh"], &["--port"]).unwrap_err();
        assert!(refused.to_string().contains("--ports"));
        assert!(refused.to_string().contains("--fresh, --port"));
    }

    #[test]
    fn refuses_an_option_without_its_value() {
        let refused = Args::read(&words("--port"), &[], &["--port"]).unwrap_err();
        assert_eq!(refused.to_string(), "--port needs a value");
    }
}
