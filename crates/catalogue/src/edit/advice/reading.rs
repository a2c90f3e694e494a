//! How hard a Polish text is to read: long sentences and long words.

/// Words of a sentence beyond which it is long, whatever the words.
///
/// # Source
/// Rule of the plain Polish movement (Pracownia Prostej Polszczyzny, Uniwersytet Wrocławski):
/// sentences of 15 to 20 words on average; we complain only of much longer ones.
const SENTENCE_WORDS_MAX: usize = 25;

/// Index beyond which a text is hard: the reading asks for more schooling than a master's degree.
///
/// # Source
/// Robert Gunning's fog index, 0.4 × (words of a sentence + percentage of hard words), which tells
/// years of schooling. In its Polish version (FOG-PL, "indeks mglistości") a word is hard from four
/// syllables on. We count the forms as written, not the dictionary's, and the words of offices are
/// long, so only what lies beyond all schooling is told.
const INDEX_MAX: usize = 18;
/// Texts shorter than this say too little about anything.
const INDEX_WORDS_MIN: usize = 30;
/// Syllables from which a word is hard.
const HARD_SYLLABLES: usize = 4;
/// Hard words shown.
const SHOWN: usize = 5;

/// The hardest sentence of a text, and why it is hard.
#[derive(Clone, Debug, PartialEq)]
pub struct Hard {
    pub sentence: String,
    pub words: usize,
    /// The longest hard words of the sentence.
    pub hard_words: Vec<String>,
    /// The index of the whole text, when that is what is too high; years of schooling.
    pub index: Option<usize>,
}

/// The sentence to shorten first, if the text is hard at all.
pub(super) fn hardest(text: &str) -> Option<Hard> {
    let sentences = sentences(text);
    let longest = sentences.iter().max_by_key(|one| one.words.len())?;
    if longest.words.len() > SENTENCE_WORDS_MAX {
        return Some(longest.told(None));
    }
    let words: usize = sentences.iter().map(|one| one.words.len()).sum();
    let hard: usize = sentences.iter().map(|one| one.hard().count()).sum();
    let index = index(sentences.len(), words, hard);
    if words < INDEX_WORDS_MIN || index <= INDEX_MAX {
        return None;
    }
    let own = |one: &&Sentence<'_>| one.words.len() + 100 * one.hard().count() / one.words.len();
    let worst = sentences.iter().max_by_key(own)?;
    Some(worst.told(Some(index)))
}

/// 0.4 × (words / sentences + 100 × hard / words), rounded to whole years; 0 without words.
fn index(sentences: usize, words: usize, hard: usize) -> usize {
    let over = 4 * (words * words + 100 * hard * sentences);
    let under = 10 * sentences * words;
    (2 * over + under)
        .checked_div(2 * under)
        .unwrap_or_default()
}

struct Sentence<'t> {
    text: &'t str,
    words: Vec<&'t str>,
}

impl<'t> Sentence<'t> {
    fn hard(&self) -> impl Iterator<Item = &'t str> {
        let words = self.words.iter().copied();
        words.filter(|word| syllables(word) >= HARD_SYLLABLES)
    }

    fn told(&self, index: Option<usize>) -> Hard {
        let mut hard: Vec<String> = Vec::new();
        for word in self.hard() {
            if !hard.iter().any(|known| known == word) {
                hard.push(word.to_owned());
            }
        }
        hard.sort_by_key(|word| std::cmp::Reverse(syllables(word)));
        hard.truncate(SHOWN);
        Hard {
            sentence: self.text.to_owned(),
            words: self.words.len(),
            hard_words: hard,
            index,
        }
    }
}

/// Sentences end with `.`, `!`, `?` before a space and a capital, and at the ends of lines and of
/// points of a list; the dots of "art. 5 ust. 2" and "godz. 8.00" end nothing.
fn sentences(text: &str) -> Vec<Sentence<'_>> {
    let mut found = Vec::new();
    for line in text.split(['\n', ';']) {
        let mut start = 0;
        for (at, sign) in line.char_indices() {
            let rest = &line[at + sign.len_utf8()..];
            let is_end = match sign {
                '!' | '?' => true,
                '.' => rest.starts_with(' ') && begins_a_sentence(rest.trim_start()),
                _ => false,
            };
            if is_end {
                keep(&line[start..at], &mut found);
                start = at + sign.len_utf8();
            }
        }
        keep(&line[start..], &mut found);
    }
    found
}

fn begins_a_sentence(rest: &str) -> bool {
    rest.starts_with(|c: char| c.is_uppercase() || c == '„')
}

fn keep<'t>(text: &'t str, found: &mut Vec<Sentence<'t>>) {
    let words: Vec<&str> = text
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| word.chars().any(char::is_alphabetic))
        .collect();
    if !words.is_empty() {
        found.push(Sentence {
            text: text.trim(),
            words,
        });
    }
}

/// Syllables of a Polish word: groups of vowels, where `i` before a vowel only softens.
fn syllables(word: &str) -> usize {
    const VOWELS: &str = "aeiouyąęó";
    let letters: Vec<char> = word.chars().flat_map(char::to_lowercase).collect();
    let is_vowel = |at: usize| letters.get(at).is_some_and(|c| VOWELS.contains(*c));
    let count = (0..letters.len())
        .filter(|at| is_vowel(*at) && !(letters[*at] == 'i' && is_vowel(at + 1)))
        .count();
    count.max(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn syllables_are_counted_as_poles_speak() {
        for (word, count) in [
            ("dom", 1),
            ("niebo", 2),
            ("działka", 2),
            ("nieruchomość", 4),
            ("zaświadczenie", 4),
            ("administracyjnego", 7),
            ("w", 1),
        ] {
            assert_eq!(syllables(word), count, "{word}");
        }
    }

    #[test]
    fn abbreviations_and_hours_end_no_sentence() {
        let text = "Zgodnie z art. 5 ust. 2 przyjdź o godz. 8.00. Weź dowód! Masz go?";
        let all: Vec<&str> = sentences(text).iter().map(|one| one.text).collect();
        assert_eq!(
            all,
            [
                "Zgodnie z art. 5 ust. 2 przyjdź o godz. 8.00",
                "Weź dowód",
                "Masz go"
            ]
        );
    }

    #[test]
    fn plain_texts_are_not_complained_of() {
        let plain = "Złóż wniosek, gdy chcesz wyciąć drzewo na swojej działce. Napisz, ile ma lat \
                     i gdzie rośnie. Dołącz mapę z zaznaczonym drzewem. Odpowiemy w miesiąc. Jeśli \
                     czegoś zabraknie, napiszemy do Ciebie.";
        assert_eq!(hardest(plain), None);
        assert_eq!(hardest(""), None);
    }

    #[test]
    fn a_long_sentence_is_told_with_its_words() {
        let long = format!("Krótko. Tekst {}", "bardzo ".repeat(25));
        let hard = hardest(&long).expect("a long sentence");
        assert_eq!((hard.words, hard.index), (26, None));
        assert!(hard.sentence.starts_with("Tekst bardzo"));
    }

    #[test]
    fn foggy_words_are_told_by_name() {
        let foggy = "Postępowanie administracyjne wszczynane jest na żądanie zainteresowanego \
                     podmiotu legitymującego się interesem prawnym. Niezachowanie wymaganej formy \
                     uniemożliwia rozpatrzenie przedmiotowego podania. Dokumentacja fotograficzna \
                     potwierdzająca zaistniałą sytuację podlega załączeniu. Organizator \
                     postępowania rozpatruje zgromadzoną dokumentację.";
        let hard = hardest(foggy).expect("a foggy text");
        assert!(hard.index.is_some_and(|index| index > 18));
        assert!(!hard.hard_words.is_empty() && hard.hard_words.len() <= SHOWN);
        assert!(foggy.contains(&hard.sentence));
    }
}
