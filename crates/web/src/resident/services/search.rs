//! Finding services by the stems of what was typed.

use std::sync::Arc;

use catalogue::markup;
use catalogue::search::{fold, stems};

use crate::catalogue::PublishedService;
use crate::polish;
use crate::visit::Visit;

/// Weights of the places where a word is found.
const TITLE: u32 = 5;
const KEYWORD: u32 = 4;
const CATEGORY: u32 = 2;
const SUMMARY: u32 = 1;
/// Words typed that count; more are passed over.
const WORDS_MAX: usize = 12;
/// Characters from which the beginning of a word is enough.
const PREFIX_CHARS_MIN: usize = 3;

/// A line of a list of services.
pub(crate) struct Line {
    pub(crate) href: String,
    pub(crate) title: String,
    pub(crate) summary: String,
    pub(crate) meta: String,
}

/// How a list shows a service.
pub(crate) fn line(visit: &Visit, service: &PublishedService) -> Line {
    let definition = &service.definition;
    let text = |path: &str| visit.told(definition, path);
    Line {
        href: format!("/uslugi/{}", service.slug),
        title: text("title"),
        summary: match polish::unmark(&text("card.summary")) {
            (text, true) => visit.polish(&markup::plain(text)),
            (text, false) => markup::plain(text),
        },
        meta: visit.t(&format!("category-{}", definition.category)),
    }
}

/// The services in which every word typed is found, the best first; all when nothing was typed.
pub(super) fn find(
    visit: &Visit,
    services: &[Arc<PublishedService>],
    typed: &str,
) -> Vec<Arc<PublishedService>> {
    let mut words = stems(typed);
    words.truncate(WORDS_MAX);
    if words.is_empty() {
        return match typed.trim().is_empty() {
            true => services.to_vec(),
            false => Vec::new(),
        };
    }
    let mut found: Vec<(u32, &Arc<PublishedService>)> = services
        .iter()
        .filter_map(|service| Some((score(visit, service, &words, typed)?, service)))
        .collect();
    found.sort_by(|(a, _), (b, _)| b.cmp(a));
    found
        .into_iter()
        .map(|(_, service)| Arc::clone(service))
        .collect()
}

/// How well a service fits; `None` when a word is found nowhere in it.
fn score(visit: &Visit, service: &PublishedService, words: &[String], typed: &str) -> Option<u32> {
    let definition = &service.definition;
    let text = |path: &str| definition.text(visit.lang(), path);
    let mut labels = vec![visit.t(&format!("category-{}", definition.category))];
    let events = definition.life_events.iter();
    labels.extend(events.map(|event| visit.t(&format!("life-{event}"))));
    let places = [
        (TITLE, stems(text("title"))),
        (KEYWORD, stems(&definition.keywords.join(" "))),
        (CATEGORY, stems(&labels.join(" "))),
        (
            SUMMARY,
            stems(&format!("{} {}", text("card.summary"), text("card.who"))),
        ),
    ];
    let mut score = 0;
    for word in words {
        let begins = word.chars().count() >= PREFIX_CHARS_MIN;
        let hit = |known: &String| known == word || (begins && known.starts_with(word.as_str()));
        let of_word: u32 = places
            .iter()
            .filter(|(_, known)| known.iter().any(hit))
            .map(|(weight, _)| weight)
            .sum();
        if of_word == 0 {
            return None;
        }
        score += of_word;
    }
    let is_whole = fold(text("title")).contains(&fold(typed.trim()));
    Some(if is_whole { score + TITLE } else { score })
}
