//! Finding services by words: stems of words, an index of them, and words typed with a slip.

mod index;
mod slips;
mod vocabulary;

use std::collections::HashSet;
use std::sync::LazyLock;

use snowball_stemmers_rs::{Algorithm, Stemmer};

pub use index::{Entry, Found, Index};

/// Longer words are cut to this many characters.
const WORD_CHARS_MAX: usize = 40;

static POLISH: LazyLock<Stemmer> = LazyLock::new(|| Stemmer::create(Algorithm::Polish));

/// Words that say nothing of the matter, Polish and English, without diacritics.
const STOP_WORDS: &[&str] = &[
    "i", "w", "we", "z", "ze", "na", "do", "o", "od", "po", "za", "a", "albo", "lub", "oraz",
    "dla", "przez", "przy", "sie", "jest", "u", "ze", "ten", "ta", "to", "the", "of", "and", "for",
    "an", "on", "or", "by", "my", "how",
];

/// Words of a question around the matter, without diacritics; passed over when asked.
const ASKING: &[&str] = &[
    "jak",
    "gdzie",
    "kiedy",
    "co",
    "czy",
    "ile",
    "jaki",
    "jaka",
    "jakie",
    "chce",
    "chcialbym",
    "chcialabym",
    "moge",
    "mozna",
    "musze",
    "trzeba",
    "potrzebuje",
    "prosze",
    "zalatwic",
    "zalatwienie",
    "zlozyc",
    "skladanie",
    "dostac",
    "uzyskac",
    "moj",
    "moja",
    "moje",
    "mojego",
    "mojej",
    "mam",
    "online",
    "internet",
    "internetu",
];

/// Words whose forms do not meet in one stem, without diacritics.
const EXCEPTIONS: &[(&str, &[&str])] = &[
    (
        "dzieck",
        &["dzieci", "dziecmi", "dzieciom", "dzieciach", "dzieciecy"],
    ),
    (
        "pies",
        &["psa", "psy", "psow", "psem", "psu", "psie", "psom", "psami"],
    ),
    (
        "urzad",
        &[
            "urzedu", "urzedy", "urzedow", "urzedem", "urzedzie", "urzedom", "urzedowi",
        ],
    ),
    ("zajec", &["zajecie", "zajeciu", "zajeciem", "zajec"]),
    ("blad", &["bledu", "bledy", "bledow", "bledem"]),
    ("odszkodowan", &["odszkodowan"]),
    ("rok", &["lata", "lat"]),
    ("osob", &["osob"]),
];

/// Stems of the words of a text, each once, in the order of the text.
///
/// Lower case, without diacritics; words that say nothing are left out. The same function serves
/// what is indexed and what is asked. Made for Polish; plurals of English words are met too.
pub fn stems(text: &str) -> Vec<String> {
    let mut seen = HashSet::new();
    words(text)
        .map(fold)
        .filter(|word| !STOP_WORDS.contains(&word.as_str()))
        .map(|word| stem(&word))
        .filter(|stem| seen.insert(stem.clone()))
        .collect()
}

/// Characters of a search that may be counted.
const COUNTED_CHARS_MAX: usize = 60;
/// Words of a search that may be counted.
const COUNTED_WORDS_MAX: usize = 6;

/// The words typed as they may be counted: folded, without those that say nothing.
///
/// `None` for whatever could tell who somebody is or is no search for a matter: digits, addresses
/// of e-mail, long texts, single letters, and nothing at all.
pub fn countable(typed: &str) -> Option<String> {
    let is_short =
        typed.chars().count() <= COUNTED_CHARS_MAX && words(typed).count() <= COUNTED_WORDS_MAX;
    if !is_short || typed.contains(|c: char| c.is_numeric() || c == '@' || c.is_control()) {
        return None;
    }
    let told: Vec<String> = words(typed)
        .map(fold)
        .filter(|word| !STOP_WORDS.contains(&word.as_str()))
        .collect();
    let told = told.join(" ");
    // Some letters are longer when they are small.
    let fits = told.chars().count() <= COUNTED_CHARS_MAX;
    (fits && told.chars().filter(|c| c.is_alphabetic()).count() > 2).then_some(told)
}

/// The words of a text as they stand there.
fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
}

/// Lower case without the diacritics of Polish and Lithuanian; other letters stay.
pub fn fold(text: &str) -> String {
    let plain = |c: char| match c {
        'ą' => 'a',
        'ć' | 'č' => 'c',
        'ę' | 'ė' => 'e',
        'į' => 'i',
        'ł' => 'l',
        'ń' => 'n',
        'ó' => 'o',
        'ś' | 'š' => 's',
        'ų' | 'ū' => 'u',
        'ź' | 'ż' | 'ž' => 'z',
        other => other,
    };
    text.chars()
        .flat_map(char::to_lowercase)
        .map(plain)
        .collect()
}

// The diacritics go first: a question typed without them must end in the same stem.
fn stem(word: &str) -> String {
    let word: String = word.chars().take(WORD_CHARS_MAX).collect();
    if word.chars().any(|c| c.is_ascii_digit()) {
        return word;
    }
    let exception = EXCEPTIONS
        .iter()
        .find(|(_, forms)| forms.contains(&word.as_str()));
    if let Some((stem, _)) = exception {
        return (*stem).to_owned();
    }
    let stem = POLISH.stem(&word).to_string();
    let stem = match shorter(&stem, "ow", 4) {
        // `wniosków` and `drogowy` meet `wniosku` and `droga`.
        Some(rest) => shorter(rest, "i", 4).unwrap_or(rest).to_owned(),
        None => stem,
    };
    let stem = without_fleeting_e(stem);
    let plural = shorter(&stem, "es", 3).or_else(|| shorter(&stem, "s", 4));
    plural.map(str::to_owned).unwrap_or(stem)
}

/// The stem without an ending, if at least `left` characters are left.
fn shorter<'s>(stem: &'s str, ending: &str, left: usize) -> Option<&'s str> {
    stem.strip_suffix(ending)
        .filter(|rest| rest.chars().count() >= left)
}

/// `wniosek` and `działek` lose the vowel that other forms do not have.
fn without_fleeting_e(stem: String) -> String {
    const VOWELS: &str = "aeiouy";
    match shorter(&stem, "ek", 3) {
        Some(rest) if !rest.ends_with(|c| VOWELS.contains(c)) => format!("{rest}k"),
        _ => stem,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_of_a_word_meet() {
        let families = [
            "opłata opłaty opłat opłatami opłatę oplata",
            "zaświadczenie zaświadczenia zaświadczeń zaswiadczenie",
            "wniosek wnioski wniosku wniosków wnioskiem wnioskow",
            "podatek podatki podatku podatków podatkow",
            "dowód dowodu dowody dowodów dowod",
            "dziecko dzieci dziecka dziećmi",
            "pies psa psy psów",
            "droga drogi dróg drogę drogowy drogowego drog",
            "działka działki działek dzialek",
            "urząd urzędu urzędów urzad",
            "nieruchomość nieruchomości nieruchomościach nieruchomosci",
            "śmieci śmieciowa smieci",
            "zajęcie zajęcia zajęciu zajecie",
            "adres adresu adresy adresów",
            "okres okresu okresów",
            "tax taxes",
            "permit permits",
            "certificate certificates",
        ];
        for family in families {
            let met = stems(family);
            assert_eq!(met.len(), 1, "{family}: {met:?}");
        }
    }

    #[test]
    fn words_of_different_matters_stay_apart() {
        let words = "droga drzewo dom dowód podatek odpady lekarz zjazd rodzina rok roboty";
        assert_eq!(stems(words).len(), words.split(' ').count());
    }

    #[test]
    fn words_that_say_nothing_are_left_out_and_numbers_stay() {
        assert_eq!(stems("IN-1 na dom i grunt"), ["in", "1", "dom", "grunt"]);
        assert_eq!(stems("  ,;"), Vec::<String>::new());
    }

    #[test]
    fn only_words_that_are_nobodys_are_counted() {
        assert_eq!(
            countable("  Wycięcie DRZEW! ").as_deref(),
            Some("wyciecie drzew")
        );
        assert_eq!(
            countable("basen w mieście").as_deref(),
            Some("basen miescie")
        );
        for typed in [
            "85010112345",
            "dowód 2026",
            "jan@example.com",
            "jan kowalski ulica długa w domu obok kościoła",
            "bardzodługiesłowo bardzodługiesłowo bardzodługiesłowo bardzodługie",
            "a",
            "w na",
            "",
            "zły\u{0}znak",
            "rok ²",
        ] {
            assert_eq!(countable(typed), None, "{typed}");
        }
    }
}
