//! An index of texts by stems, and what fits the words somebody typed, the best first.

use std::collections::{BTreeMap, HashSet};

use super::vocabulary::Vocabulary;
use super::{ASKING, STOP_WORDS, fold, stem, words};
use crate::Definition;

/// Words typed that count; more are passed over.
const WORDS_MAX: usize = 12;
/// Characters from which the beginning of a word is enough.
const PREFIX_CHARS_MIN: usize = 3;
/// Stems that begin as the word typed: so many at most are looked at.
const PREFIXES_MAX: usize = 60;
/// A stem with at least so many characters meets others that differ only at the end.
const KIN_CHARS_MIN: usize = 6;
/// Characters at the end by which kin may differ.
const KIN_END: usize = 2;

/// Places where a word can stand, as bits, with their weights.
const TITLE: u8 = 1;
const KEYWORDS: u8 = 2;
const LABELS: u8 = 4;
const SUMMARY: u8 = 8;
const REST: u8 = 16;
const WEIGHTS: [(u8, f32); 5] = [
    (TITLE, 5.0),
    (KEYWORDS, 4.0),
    (LABELS, 2.0),
    (SUMMARY, 1.5),
    (REST, 0.4),
];
/// What further places of the same word add, of their weight.
const FURTHER: f32 = 0.1;
/// How good a match is: the word itself, its beginning, kin, a word meant.
const EXACT: f32 = 1.0;
const BEGINS: f32 = 0.8;
const BEGINS_BESIDE_EXACT: f32 = 0.3;
const KIN: f32 = 0.6;
const MEANT: f32 = 0.7;
/// What is far worse than the best is left out: shares of its coverage and of its score.
const COVERAGE_MIN: f32 = 0.5;
const SCORE_MIN: f32 = 0.1;

/// The texts by which something is found, in all languages.
#[derive(Clone, Debug, Default)]
pub struct Entry {
    pub titles: Vec<String>,
    pub keywords: Vec<String>,
    /// Names of its category and life events.
    pub labels: Vec<String>,
    pub summaries: Vec<String>,
    pub rest: Vec<String>,
}

impl Entry {
    /// The entry of a service; `labels` are the names of its category and life events.
    pub fn of(definition: &Definition, labels: Vec<String>) -> Self {
        let card = &definition.card;
        let mut rest = vec![card.who.clone(), card.how.clone(), card.result.clone()];
        rest.extend(card.needed.iter().cloned());
        rest.extend(definition.attachments.iter().map(|one| one.title.clone()));
        let mut entry = Self {
            titles: vec![definition.title.clone()],
            keywords: definition.keywords.clone(),
            labels,
            summaries: vec![card.summary.clone()],
            rest,
        };
        for texts in definition.texts.values() {
            entry.titles.extend(texts.get("title").cloned());
            entry.summaries.extend(texts.get("card.summary").cloned());
            entry.rest.extend(texts.get("card.who").cloned());
        }
        entry
    }
}

/// Where a stem stands.
#[derive(Clone, Copy)]
struct Posting {
    entry: u32,
    places: u8,
}

struct Title {
    folded: Vec<String>,
    /// Stems of the longest title.
    words: u16,
}

/// Entries by the stems of their words. Numbers of entries are given in order, from zero.
#[derive(Default)]
pub struct Index {
    stems: BTreeMap<String, Vec<Posting>>,
    vocabulary: Vocabulary,
    titles: Vec<Title>,
}

/// What fits.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Found {
    /// Numbers of entries, the best first.
    pub entries: Vec<usize>,
    /// What was typed with the words that were meant, when nobody knows a word of it.
    pub meant: Option<String>,
}

/// A word typed, and the stems it may stand for, each with how well it fits.
struct Sought<'i> {
    stems: Vec<(&'i [Posting], f32)>,
    /// How much the word tells: rare words tell more.
    weight: f32,
}

/// How well an entry fits so far.
#[derive(Clone, Copy, Default)]
struct Fit {
    score: f32,
    covered: f32,
    /// Words found in its title.
    in_title: u16,
}

impl Index {
    /// Adds an entry under the next number.
    pub fn add(&mut self, entry: &Entry) {
        let number = u32::try_from(self.titles.len()).unwrap_or(u32::MAX);
        let mut places: BTreeMap<String, u8> = BTreeMap::new();
        for (texts, place) in [
            (&entry.titles, TITLE),
            (&entry.keywords, KEYWORDS),
            (&entry.labels, LABELS),
            (&entry.summaries, SUMMARY),
            (&entry.rest, REST),
        ] {
            for word in texts.iter().flat_map(|text| words(text)) {
                let folded = fold(word);
                if !STOP_WORDS.contains(&folded.as_str()) {
                    let stem = self.vocabulary.learn(word, folded);
                    match places.get_mut(stem) {
                        Some(known) => *known |= place,
                        None => drop(places.insert(stem.to_owned(), place)),
                    }
                }
            }
        }
        for (stem, places) in places {
            let posting = Posting {
                entry: number,
                places,
            };
            self.stems.entry(stem).or_default().push(posting);
        }
        let lengths = entry.titles.iter().map(|title| super::stems(title).len());
        self.titles.push(Title {
            folded: entry.titles.iter().map(|title| plain(title)).collect(),
            words: u16::try_from(lengths.max().unwrap_or(0)).unwrap_or(u16::MAX),
        });
    }

    /// How many entries there are.
    pub fn len(&self) -> usize {
        self.titles.len()
    }

    /// Whether nothing was added.
    pub fn is_empty(&self) -> bool {
        self.titles.is_empty()
    }

    /// Whether some entry has this word, in any form.
    pub fn knows(&self, word: &str) -> bool {
        self.stems.contains_key(&stem(&fold(word)))
    }

    /// The entries that fit what was typed, of those that count.
    ///
    /// Endings, diacritics, order and words nobody knows do not matter; a slip is forgiven when
    /// the word is known to nobody.
    pub fn find(&self, typed: &str, counts: impl Fn(usize) -> bool) -> Found {
        let (sought, meant) = self.sought(typed);
        let all: f32 = sought.iter().map(|word| word.weight).sum();
        if sought.is_empty() {
            return Found::default();
        }
        let mut fits = vec![Fit::default(); self.titles.len()];
        let mut best: Vec<(f32, u8)> = vec![(0.0, 0); self.titles.len()];
        let mut touched: Vec<usize> = Vec::new();
        for word in &sought {
            touched.clear();
            for (postings, quality) in &word.stems {
                for posting in *postings {
                    let number = at(posting.entry);
                    let score = quality * place_weight(posting.places);
                    if best[number].0 == 0.0 {
                        touched.push(number);
                    }
                    if score > best[number].0 {
                        best[number] = (score, posting.places);
                    }
                }
            }
            for number in &touched {
                let (score, places) = std::mem::take(&mut best[*number]);
                let fit = &mut fits[*number];
                fit.score += score * word.weight;
                fit.covered += word.weight;
                fit.in_title += u16::from(places & TITLE != 0);
            }
        }
        let phrase = plain(typed);
        let found = fits.iter().enumerate();
        let found = found.filter(|(number, fit)| fit.score > 0.0 && counts(*number));
        let found = found.map(|(number, fit)| {
            let covered = fit.covered / all;
            let score = fit.score * covered * covered * self.favour(number, fit, &phrase);
            (number, covered, score)
        });
        Found {
            entries: ranked(found.collect()),
            meant,
        }
    }

    /// The words typed with what they may stand for, and the words that were meant.
    fn sought(&self, typed: &str) -> (Vec<Sought<'_>>, Option<String>) {
        let mut seen = HashSet::new();
        let mut sought = Vec::new();
        let mut said = Vec::new();
        let mut corrected = false;
        let asks_only = words(typed).all(|word| is_passed_over(&fold(word)));
        for word in words(typed).take(2 * WORDS_MAX) {
            let folded = fold(word);
            let passed = match asks_only {
                true => STOP_WORDS.contains(&folded.as_str()),
                false => is_passed_over(&folded),
            };
            if passed || sought.len() == WORDS_MAX {
                said.push(word.to_owned());
                continue;
            }
            let stem = stem(&folded);
            let mut stems = self.beginning(&folded, &stem);
            let mut shown = word.to_owned();
            if stems.is_empty() {
                for meant in self.vocabulary.meant(&folded, &stem) {
                    if stems.is_empty() {
                        shown.clone_from(&meant.shown);
                        corrected = true;
                    }
                    stems.extend(self.stems.get(&meant.stem).map(|known| (known, MEANT)));
                }
            }
            if stems.is_empty() {
                stems = self.kin(&stem);
            }
            said.push(shown);
            if !stems.is_empty() && seen.insert(stem) {
                let stems: Vec<_> = stems.into_iter().map(|(s, q)| (s.as_slice(), q)).collect();
                let weight = self.weight(&stems);
                sought.push(Sought { stems, weight });
            }
        }
        (sought, corrected.then(|| said.join(" ")))
    }

    /// The stem itself, and those that begin as it.
    fn beginning(&self, folded: &str, stem: &str) -> Vec<(&Vec<Posting>, f32)> {
        let exact = self.stems.get(stem);
        let mut found: Vec<_> = exact.map(|known| (known, EXACT)).into_iter().collect();
        let has_digits = folded.bytes().any(|byte| byte.is_ascii_digit());
        if stem.chars().count() < PREFIX_CHARS_MIN || has_digits {
            return found;
        }
        let quality = match exact {
            Some(_) => BEGINS_BESIDE_EXACT,
            None => BEGINS,
        };
        let longer = self.from(stem).filter(|(known, _)| known.as_str() != stem);
        found.extend(longer.map(|(_, postings)| (postings, quality)));
        found
    }

    /// Stems that differ from this one at the end only.
    fn kin(&self, stem: &str) -> Vec<(&Vec<Posting>, f32)> {
        let chars = stem.chars().count();
        if chars < KIN_CHARS_MIN {
            return Vec::new();
        }
        let beginning: String = stem.chars().take(chars - KIN_END).collect();
        self.from(&beginning)
            .filter(|(known, _)| known.chars().count() <= chars + KIN_END)
            .map(|(_, postings)| (postings, KIN))
            .collect()
    }

    fn from<'i>(&'i self, beginning: &str) -> impl Iterator<Item = (&'i String, &'i Vec<Posting>)> {
        let begins = beginning.to_owned();
        self.stems
            .range(beginning.to_owned()..)
            .take_while(move |(known, _)| known.starts_with(&begins))
            .take(PREFIXES_MAX)
    }

    /// A word that few entries have tells more.
    fn weight(&self, stems: &[(&[Posting], f32)]) -> f32 {
        let having = stems.iter().map(|(postings, _)| postings.len()).max();
        let ratio = count(self.titles.len()) / (1.0 + count(having.unwrap_or(0)));
        (1.0 + ratio).ln()
    }

    /// Favours titles that are what was typed, hold it, or consist of little else.
    fn favour(&self, number: usize, fit: &Fit, phrase: &str) -> f32 {
        let title = &self.titles[number];
        let share = f32::from(fit.in_title) / f32::from(title.words.max(1));
        let whole = title.folded.iter().any(|known| known == phrase);
        let within = title.folded.iter().any(|known| known.contains(phrase));
        let said = match (whole, within) {
            (true, _) => 2.0,
            (false, true) => 1.3,
            (false, false) => 1.0,
        };
        said * (1.0 + 0.5 * share.min(1.0))
    }
}

/// Best first; what is far worse than the best is left out.
fn ranked(mut found: Vec<(usize, f32, f32)>) -> Vec<usize> {
    let covered = found.iter().map(|found| found.1).fold(0.0, f32::max);
    let score = found.iter().map(|found| found.2).fold(0.0, f32::max);
    found.retain(|(_, c, s)| *c >= covered * COVERAGE_MIN && *s >= score * SCORE_MIN);
    found.sort_by(|(a, _, x), (b, _, y)| y.total_cmp(x).then(a.cmp(b)));
    found.into_iter().map(|(number, _, _)| number).collect()
}

fn is_passed_over(folded: &str) -> bool {
    STOP_WORDS.contains(&folded) || ASKING.contains(&folded)
}

fn place_weight(places: u8) -> f32 {
    let weights = WEIGHTS.iter().filter(|(place, _)| places & place != 0);
    let (most, all) = weights.fold((0.0_f32, 0.0_f32), |(most, all), (_, weight)| {
        (most.max(*weight), all + weight)
    });
    most + FURTHER * (all - most)
}

/// Folded, with single spaces between words.
fn plain(text: &str) -> String {
    words(text).map(fold).collect::<Vec<_>>().join(" ")
}

fn at(entry: u32) -> usize {
    usize::try_from(entry).unwrap_or(usize::MAX)
}

/// For weighing only: above some tens of thousands all are as many.
fn count(number: usize) -> f32 {
    f32::from(u16::try_from(number).unwrap_or(u16::MAX))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn index(titles: &[(&str, &str, &str)]) -> Index {
        let mut index = Index::default();
        for (title, keywords, rest) in titles {
            index.add(&Entry {
                titles: vec![(*title).to_owned()],
                keywords: vec![(*keywords).to_owned()],
                rest: vec![(*rest).to_owned()],
                ..Entry::default()
            });
        }
        index
    }

    fn all(_: usize) -> bool {
        true
    }

    #[test]
    fn a_title_comes_before_a_keyword_and_a_keyword_before_the_rest() {
        let index = index(&[
            ("Pismo", "", "Drzewo stoi na działce."),
            ("Zieleń", "drzewo", ""),
            ("Usunięcie drzewa", "", ""),
        ]);
        assert_eq!(index.find("drzewo", all).entries[..2], [2, 1]);
    }

    #[test]
    fn who_typed_without_slips_is_not_corrected() {
        let index = index(&[("Podatek od nieruchomości", "", ""), ("Zjazd", "", "")]);
        for typed in ["podatku", "PODATEK od nieruchomosci", "nieruch", "zjazdy"] {
            let found = index.find(typed, all);
            assert_eq!(found.meant, None, "{typed}");
            assert_eq!(found.entries.len(), 1, "{typed}");
        }
    }

    #[test]
    fn a_slip_is_forgiven_and_told() {
        let index = index(&[("Podatek od nieruchomości", "", ""), ("Zjazd", "", "")]);
        let found = index.find("podtaek od nieruchomsci", all);
        assert_eq!(found.entries, [0]);
        assert_eq!(found.meant.as_deref(), Some("podatek od nieruchomości"));
    }

    #[test]
    fn what_nobody_knows_finds_nothing() {
        let index = index(&[("Podatek od nieruchomości", "", "")]);
        for typed in [
            "",
            "  ",
            "xyzzy",
            "i w na",
            "'; drop table --",
            "%%%",
            "\u{0}",
        ] {
            assert_eq!(index.find(typed, all), Found::default(), "{typed}");
        }
        assert_eq!(index.find("podatek xyzzy", all).entries, [0]);
        assert_eq!(Index::default().find("podatek", all), Found::default());
    }

    #[test]
    fn only_what_counts_is_found() {
        let index = index(&[("Podatek", "", ""), ("Podatek rolny", "", "")]);
        assert_eq!(index.find("podatek", |number| number == 1).entries, [1]);
    }

    #[test]
    fn very_long_questions_are_cut() {
        let index = index(&[("Podatek", "", "")]);
        let typed = "podatek ".repeat(100_000);
        assert_eq!(index.find(&typed, all).entries, [0]);
    }
}
