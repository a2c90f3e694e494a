//! Rules: how a date follows from an event, written in a small language of clocks.

use std::fmt;

use thiserror::Error;

use super::term::Term;

/// Longest chain of clocks.
const CLOCKS_MAX: usize = 5;
/// Most days not counted.
const EXCLUDED_DAYS_MAX: u32 = 3_650;
const RAW: &str = "!raw";

/// One clock, or several of which each starts when the one before ends: `ART44>D14`.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Rule {
    clocks: Vec<Clock>,
}

/// One clock of a rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Clock {
    /// `M1`, `EXCL5:M1`: a term to act, after which a day nobody works is skipped (art. 57 § 4).
    Act {
        /// The term.
        term: Term,
        /// Days not counted in it (art. 35 § 5 KPA).
        excluded_days: u32,
    },
    /// `M1!raw`: a term whose end stays where it falls.
    Raw {
        /// The term.
        term: Term,
        /// Days not counted in it.
        excluded_days: u32,
    },
    /// `EDE`: a letter nobody collected from an electronic mailbox is served.
    EDelivery,
    /// `ART44`: a letter nobody collected at the post is served.
    PostalDeposit,
    /// `ART49`: a public notice has its effect.
    PublicNotice,
    /// `SILENT:M1`: the day of silent settlement, the day after the term (art. 122a, 122c KPA).
    Silent(Term),
    /// `FINAL:D14`: the first day a decision is final, the day after the term to appeal.
    Final(Term),
}

/// A text which is not a rule.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("not a deadline rule: {part:?}")]
pub struct RuleError {
    /// The clock which cannot be read, or the whole text if there are too many.
    pub part: String,
}

impl Rule {
    /// Reads a rule: `D14`, `M1!raw`, `EDE`, `ART44`, `ART49`, `SILENT:M1`, `FINAL:D14`,
    /// `EXCL5:M1`, and chains of them with `>`.
    ///
    /// # Errors
    /// [`RuleError`] with the first clock which cannot be read.
    pub fn parse(text: &str) -> Result<Self, RuleError> {
        let parts: Vec<&str> = text.split('>').collect();
        if parts.len() > CLOCKS_MAX {
            return Err(RuleError {
                part: text.to_owned(),
            });
        }
        let read = |part: &str| {
            read(part).ok_or_else(|| RuleError {
                part: part.to_owned(),
            })
        };
        let clocks = parts.into_iter().map(read).collect::<Result<_, _>>()?;
        Ok(Self { clocks })
    }

    /// The clocks in the order they run; never empty.
    pub fn clocks(&self) -> &[Clock] {
        &self.clocks
    }
}

impl From<Term> for Rule {
    /// The rule of a plain term to act.
    fn from(term: Term) -> Self {
        Self {
            clocks: vec![Clock::Act {
                term,
                excluded_days: 0,
            }],
        }
    }
}

impl fmt::Display for Rule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (at, clock) in self.clocks.iter().enumerate() {
            if at > 0 {
                f.write_str(">")?;
            }
            clock.fmt(f)?;
        }
        Ok(())
    }
}

impl fmt::Display for Clock {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Self::Act {
                term,
                excluded_days: 0,
            } => write!(f, "{term}"),
            Self::Act {
                term,
                excluded_days,
            } => write!(f, "EXCL{excluded_days}:{term}"),
            Self::Raw {
                term,
                excluded_days: 0,
            } => write!(f, "{term}{RAW}"),
            Self::Raw {
                term,
                excluded_days,
            } => write!(f, "EXCL{excluded_days}:{term}{RAW}"),
            Self::EDelivery => f.write_str("EDE"),
            Self::PostalDeposit => f.write_str("ART44"),
            Self::PublicNotice => f.write_str("ART49"),
            Self::Silent(term) => write!(f, "SILENT:{term}"),
            Self::Final(term) => write!(f, "FINAL:{term}"),
        }
    }
}

fn read(part: &str) -> Option<Clock> {
    let Some((word, rest)) = part.split_once(':') else {
        return match part {
            "EDE" => Some(Clock::EDelivery),
            "ART44" => Some(Clock::PostalDeposit),
            "ART49" => Some(Clock::PublicNotice),
            _ => read_term(part, 0),
        };
    };
    match word {
        "SILENT" => Term::parse(rest).ok().map(Clock::Silent),
        "FINAL" => Term::parse(rest).ok().map(Clock::Final),
        _ => {
            let days = word.strip_prefix("EXCL")?;
            if days.starts_with(['0', '+']) {
                return None;
            }
            let days = days
                .parse()
                .ok()
                .filter(|days| *days <= EXCLUDED_DAYS_MAX)?;
            read_term(rest, days)
        }
    }
}

fn read_term(text: &str, excluded_days: u32) -> Option<Clock> {
    match text.strip_suffix(RAW) {
        Some(text) => Some(Clock::Raw {
            term: Term::parse(text).ok()?,
            excluded_days,
        }),
        None => Some(Clock::Act {
            term: Term::parse(text).ok()?,
            excluded_days,
        }),
    }
}

#[cfg(test)]
mod tests {
    use super::Rule;

    #[test]
    fn reads_back_what_it_writes() {
        let rules = [
            "D14",
            "M1!raw",
            "EDE",
            "ART44",
            "ART49",
            "SILENT:M1",
            "FINAL:D14",
            "EXCL5:M1",
            "EXCL5:M1!raw",
            "FINAL:D14>D14",
        ];
        for text in rules {
            assert_eq!(
                Rule::parse(text).map(|r| r.to_string()).as_deref(),
                Ok(text)
            );
        }
    }

    #[test]
    fn names_the_clock_it_cannot_read() {
        let cases = [
            ("", ""),
            ("D14>", ""),
            ("D14>art44", "art44"),
            ("EXCL:M1", "EXCL:M1"),
            ("EXCL0:M1", "EXCL0:M1"),
            ("SILENT:FINAL:D1", "SILENT:FINAL:D1"),
            ("ART44:D14", "ART44:D14"),
            ("D1>D1>D1>D1>D1>D1", "D1>D1>D1>D1>D1>D1"),
        ];
        for (text, part) in cases {
            assert_eq!(Rule::parse(text).expect_err(text).part, part);
        }
    }
}
