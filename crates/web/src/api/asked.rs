//! What an address of the catalogue asks for, checked: every fault at once.

use catalogue::Definition;
use catalogue::definition::{CATEGORIES, LANGUAGES, LIFE_EVENTS};

use crate::error::encode;
use crate::visit::{Site, Visit};

/// Services in one answer, unless asked for fewer or more.
const LIMIT: usize = 100;
/// And at most.
const LIMIT_MAX: usize = 200;
/// Pages that can be asked for.
const PAGE_MAX: usize = 100_000;
/// Characters of the words searched for.
const WORDS_CHARS_MAX: usize = 200;

/// What is asked for.
pub(super) struct Asked {
    pub(super) language: &'static str,
    pub(super) words: String,
    pub(super) category: String,
    pub(super) life_event: String,
    /// Key of the one service; empty for all.
    pub(super) service: String,
    pub(super) limit: usize,
    page: usize,
}

/// A parameter that cannot be used, and the key of the text that says why.
pub(super) struct Fault {
    pub(super) parameter: String,
    pub(super) key: &'static str,
}

impl Asked {
    /// Reads the parameters; `alone` when one service is asked for and only the language counts.
    ///
    /// # Errors
    /// Every parameter that is unknown, repeated or has a value that does not exist.
    pub(super) fn read(
        visit: &Visit,
        pairs: Vec<(String, String)>,
        alone: bool,
    ) -> Result<Self, Vec<Fault>> {
        let mut asked = Self {
            language: "pl",
            words: String::new(),
            category: String::new(),
            life_event: String::new(),
            service: String::new(),
            limit: if alone && visit.site() == Site::Region {
                LIMIT_MAX
            } else {
                LIMIT
            },
            page: 1,
        };
        let mut faults = Vec::new();
        let mut seen: Vec<String> = Vec::new();
        for (name, value) in pairs {
            let outcome = match name.as_str() {
                _ if seen.contains(&name) => Err("api-fault-repeated"),
                "language" => asked.speak(&value),
                _ if alone => Err("api-fault-unknown"),
                "q" => asked.search(value),
                "category" => known(CATEGORIES, &value).map(|key| asked.category = key),
                "life_event" => known(LIFE_EVENTS, &value).map(|key| asked.life_event = key),
                "limit" => number(&value, LIMIT_MAX).map(|number| asked.limit = number),
                "page" => number(&value, PAGE_MAX).map(|number| asked.page = number),
                _ => Err("api-fault-unknown"),
            };
            if let Err(key) = outcome {
                faults.push(Fault {
                    parameter: name.clone(),
                    key,
                });
            }
            seen.push(name);
        }
        match faults.is_empty() {
            true => Ok(asked),
            false => Err(faults),
        }
    }

    /// Whether this service of an office is asked for; words are looked at elsewhere.
    pub(super) fn fits(&self, slug: &str, definition: &Definition) -> bool {
        let fits = |asked: &str, has: &str| asked.is_empty() || asked == has;
        let mut events = definition.life_events.iter();
        fits(&self.service, slug)
            && fits(&self.category, &definition.category)
            && (self.life_event.is_empty() || events.any(|event| *event == self.life_event))
    }

    /// Services before this page.
    pub(super) fn skipped(&self) -> usize {
        (self.page - 1).saturating_mul(self.limit)
    }

    /// Address of the next page; `None` when this is the last of `count` services.
    pub(super) fn next(&self, visit: &Visit, count: usize) -> Option<String> {
        if self.skipped().saturating_add(self.limit) >= count {
            return None;
        }
        let path = visit.path().split('?').next().unwrap_or_default();
        let mut query = format!("language={}", self.language);
        for (name, value) in [
            ("q", &self.words),
            ("category", &self.category),
            ("life_event", &self.life_event),
        ] {
            if !value.is_empty() {
                query.push_str(&format!("&{name}={}", encode(value)));
            }
        }
        let (limit, page) = (self.limit, self.page + 1);
        let path = format!("{path}?{query}&limit={limit}&page={page}");
        Some(super::record::site_url(visit, &path))
    }

    fn speak(&mut self, value: &str) -> Result<(), &'static str> {
        let found = LANGUAGES.iter().find(|code| **code == value);
        self.language = *found.ok_or("api-fault-value")?;
        Ok(())
    }

    fn search(&mut self, value: String) -> Result<(), &'static str> {
        if value.chars().count() > WORDS_CHARS_MAX {
            return Err("api-fault-value");
        }
        value.trim().clone_into(&mut self.words);
        Ok(())
    }
}

fn known(keys: &[&str], value: &str) -> Result<String, &'static str> {
    match keys.contains(&value) {
        true => Ok(value.to_owned()),
        false => Err("api-fault-value"),
    }
}

fn number(value: &str, most: usize) -> Result<usize, &'static str> {
    let number = value.parse().ok();
    number
        .filter(|number| (1..=most).contains(number))
        .ok_or("api-fault-value")
}
