//! The distinct words of what is indexed: their stems, and those meant by a word with a slip.

use std::collections::HashMap;

use super::slips;

/// Words of which a typed one may be a slip: so many at most are tried.
const MEANT_MAX: usize = 3;
/// Shorter words have no slips; their neighbours mean something else.
const SLIP_CHARS_MIN: usize = 4;

#[derive(Default)]
pub(super) struct Vocabulary {
    places: HashMap<String, usize>,
    words: Vec<Word>,
}

pub(super) struct Word {
    /// As it stands in a text, in small letters.
    pub(super) shown: String,
    pub(super) stem: String,
    letters: u64,
    folded: Box<[char]>,
    stem_chars: Box<[char]>,
    /// How many times it was met: of two that are as near, the more common is meant.
    met: u32,
}

impl Vocabulary {
    /// The stem of a word; met for the first time, the word is kept.
    pub(super) fn learn(&mut self, word: &str, folded: String) -> &str {
        let place = match self.places.get(&folded) {
            Some(place) => *place,
            None => {
                let stem = super::stem(&folded);
                let chars: Box<[char]> = folded.chars().collect();
                self.words.push(Word {
                    shown: word.to_lowercase(),
                    letters: slips::letters(&chars),
                    stem_chars: stem.chars().collect(),
                    folded: chars,
                    stem,
                    met: 0,
                });
                self.places.insert(folded, self.words.len() - 1);
                self.words.len() - 1
            }
        };
        let word = &mut self.words[place];
        word.met = word.met.saturating_add(1);
        &word.stem
    }

    /// The words that may be meant by one nobody knows, the nearest first.
    pub(super) fn meant(&self, folded: &str, stem: &str) -> Vec<&Word> {
        let typed: Vec<char> = folded.chars().collect();
        let typed_stem: Vec<char> = stem.chars().collect();
        if typed.len() < SLIP_CHARS_MIN || typed.iter().any(char::is_ascii_digit) {
            return Vec::new();
        }
        let most = slips::forgiven(typed.len());
        let most_of_stem = slips::forgiven(typed_stem.len()).min(1);
        let letters = slips::letters(&typed);
        let distance = |word: &Word| {
            // An ending may add up to four letters to the ones that slips change.
            if !slips::may_be_near(letters, word.letters, most + 2) {
                return None;
            }
            let of_word = slips::between(&typed, &word.folded, most).map(|count| count * 2);
            let of_stem = slips::between(&typed_stem, &word.stem_chars, most_of_stem)
                .map(|count| count * 2 + 1);
            of_word.into_iter().chain(of_stem).min()
        };
        let near = self.words.iter().filter(|word| word.stem.len() > 2);
        let mut near: Vec<(usize, &Word)> = near
            .filter_map(|word| Some((distance(word)?, word)))
            .collect();
        // A hand that slips seldom does so at the first letter.
        let begins_otherwise = |word: &Word| word.folded.first() != typed.first();
        near.sort_by_key(|(distance, word)| {
            (
                *distance,
                begins_otherwise(word),
                std::cmp::Reverse(word.met),
            )
        });
        let nearest = near.first().map_or(0, |(distance, _)| *distance);
        let mut meant: Vec<&Word> = Vec::new();
        for (distance, word) in near {
            let again = meant.iter().any(|known| known.stem == word.stem);
            if distance <= nearest + 1 && !again && meant.len() < MEANT_MAX {
                meant.push(word);
            }
        }
        meant
    }
}
