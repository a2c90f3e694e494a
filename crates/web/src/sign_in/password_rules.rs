//! Which passwords may be chosen: long ones that are not the first to be tried.

use std::collections::HashSet;

use super::passwords::{CHARACTERS_MAX, CHARACTERS_MIN};

/// Words that common passwords are put together from, letters only, without marks.
const COMMON: &str = "admin administrator alamakota aniolek asdf asdfgh asdfghjkl bartek dupa \
    football gosia haslo haslotajne iloveyou jestem kasia kochamcie kochanie kot kotek krzysztof \
    lato legia letmein login lubie maciek magda mateusz michal misiek mojehaslo monika monkey \
    myszka nowehaslo pass passw password piotrek pies piesek polska princess qaz qazwsx qazwsxedc \
    qwe qwer qwerty qwertyuiop secret sloneczko superman szymon tajne temp test tomek trudnehaslo \
    uzytkownik wakacje welcome widzew witaj wiosna wojtek zaq zaqwsx zaqwsxcde zima zxcv zxcvbn \
    zxcvbnm jesien poniedzialek warszawa podlasie bialystok haselko dragon master abc abcd abcdef \
    styczen luty marzec kwiecien maj czerwiec lipiec sierpien wrzesien pazdziernik listopad \
    grudzien";
/// Words of the place where the password is used; whoever guesses tries them first.
const OURS: [&str; 8] = [
    "ratusz",
    "urzad",
    "gmina",
    "miasto",
    "powiat",
    "burmistrz",
    "wojt",
    "urzednik",
];
/// Letters that must be left once words of the place are taken out.
const REST_MIN: usize = 8;
/// Shortest word of the place worth looking for.
const CONTEXT_MIN: usize = 4;
/// Different characters a password must have.
const DIFFERENT_MIN: usize = 5;

/// Why a password is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Weakness {
    TooShort,
    TooLong,
    /// Put together from words and rows of keys that are tried first.
    Common,
    /// Little more than the name of the office, of the person or of this program.
    Context,
    /// Digits only, or a few characters over and over.
    Monotonous,
}

impl Weakness {
    /// The text that says why and what to do.
    pub(super) const fn key(self) -> &'static str {
        match self {
            Self::TooShort => "signin-password-too-short",
            Self::TooLong => "signin-password-too-long",
            Self::Common => "signin-password-common",
            Self::Context => "signin-password-context",
            Self::Monotonous => "signin-password-monotonous",
        }
    }
}

/// Checks a password about to be chosen; `context` are names of the office and the person.
pub(super) fn check(password: &str, context: &[&str]) -> Result<(), Weakness> {
    let characters = password.chars().count();
    if characters < CHARACTERS_MIN {
        return Err(Weakness::TooShort);
    }
    if characters > CHARACTERS_MAX {
        return Err(Weakness::TooLong);
    }
    let different: HashSet<char> = password.chars().collect();
    if different.len() < DIFFERENT_MIN || is_repeated(password) || is_number(password) {
        return Err(Weakness::Monotonous);
    }
    let common: HashSet<&str> = COMMON.split_whitespace().collect();
    for letters in [as_written(password), as_meant(password)] {
        if !letters.is_empty() && is_made_of(&letters, &common) {
            return Err(Weakness::Common);
        }
        if is_context(letters, context, &common) {
            return Err(Weakness::Context);
        }
    }
    Ok(())
}

/// Whether little is left of the letters once words of the place are taken out.
fn is_context(mut letters: String, context: &[&str], common: &HashSet<&str>) -> bool {
    let mut found = false;
    let names = context.iter().flat_map(|text| words(text));
    for word in names.chain(OURS.map(str::to_owned)) {
        if word.len() >= CONTEXT_MIN && letters.contains(&word) {
            letters = letters.replace(&word, "");
            found = true;
        }
    }
    found && (letters.len() < REST_MIN || is_made_of(&letters, common))
}

/// A short piece over and over: `abcabcabcabc`.
fn is_repeated(password: &str) -> bool {
    let characters: Vec<char> = password.chars().collect();
    (1..=4).any(|length| {
        characters
            .iter()
            .zip(characters.iter().skip(length))
            .all(|(a, b)| a == b)
    })
}

/// Digits with nothing but signs and spaces around them: dates and telephone numbers.
fn is_number(password: &str) -> bool {
    password.is_ascii() && !password.bytes().any(|b| b.is_ascii_alphabetic())
}

/// The letters of a text, small and without Polish marks.
fn as_written(text: &str) -> String {
    let letters = text.to_lowercase();
    letters
        .chars()
        .filter(|c| c.is_alphabetic())
        .map(plain)
        .collect()
}

/// As [`as_written`], with digits and signs between letters read as the letters they stand for.
fn as_meant(text: &str) -> String {
    let small = text.to_lowercase();
    let inner = small.trim_matches(|c: char| !c.is_alphabetic());
    inner.chars().filter_map(meant).map(plain).collect()
}

fn words(text: &str) -> Vec<String> {
    text.split(|c: char| !c.is_alphanumeric())
        .map(as_written)
        .collect()
}

fn meant(c: char) -> Option<char> {
    match c {
        '@' | '4' => Some('a'),
        '3' => Some('e'),
        '0' => Some('o'),
        '5' | '$' => Some('s'),
        '1' | '!' => Some('i'),
        c if c.is_alphabetic() => Some(c),
        _ => None,
    }
}

fn plain(c: char) -> char {
    match c {
        'ą' => 'a',
        'ć' => 'c',
        'ę' => 'e',
        'ł' => 'l',
        'ń' => 'n',
        'ó' => 'o',
        'ś' => 's',
        'ź' | 'ż' => 'z',
        other => other,
    }
}

/// Whether `text` is nothing but words of the list, one after another.
fn is_made_of(text: &str, words: &HashSet<&str>) -> bool {
    let longest = words.iter().map(|word| word.len()).max().unwrap_or(0);
    let mut reached = vec![false; text.len() + 1];
    reached[0] = true;
    for end in 1..=text.len() {
        reached[end] = (end.saturating_sub(longest)..end).any(|start| {
            reached[start]
                && text
                    .get(start..end)
                    .is_some_and(|word| words.contains(word))
        });
    }
    reached[text.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    const OFFICE: [&str; 3] = [
        "Urząd Miasta Grajewo",
        "Renata Przykładowa",
        "r.przyklad@x.pl",
    ];

    #[test]
    fn long_ones_with_a_thought_behind_them_are_taken() {
        let long = "zażółć gęślą jaźń ".repeat(7);
        for good in [
            "trzy bociany na dachu",
            "Zielony-Rower-7-Sów",
            "kp9!vT2xQw#m",
            "🙂 kaczka śpiewa basem",
            "Grajewo leży nad Ełkiem jak wyspa",
            long.as_str(),
        ] {
            assert_eq!(check(good, &OFFICE), Ok(()), "{good}");
        }
    }

    #[test]
    fn short_and_endless_ones_are_refused() {
        assert_eq!(check("kp9!vT2xQw#", &OFFICE), Err(Weakness::TooShort));
        assert_eq!(
            check(&"ab3de f".repeat(19), &OFFICE),
            Err(Weakness::TooLong)
        );
    }

    #[test]
    fn the_first_to_be_tried_are_refused() {
        for common in [
            "Password12345",
            "haslohaslo123",
            "Hasło123456789",
            "qwertyuiop123!",
            "Polska2026!!!!",
            "zaq1@WSXcde3",
            "!!Kochanie2026!!",
            "P@$$w0rd20262026",
        ] {
            assert_eq!(check(common, &OFFICE), Err(Weakness::Common), "{common}");
        }
        for dull in [
            "123456789012",
            "aaaaaaaaaaaa",
            "abcabcabcabcab",
            "22-11-2026 12:00",
        ] {
            assert_eq!(check(dull, &OFFICE), Err(Weakness::Monotonous), "{dull}");
        }
    }

    #[test]
    fn names_of_the_place_and_the_person_are_no_secret() {
        for known in [
            "Grajewo123456",
            "UrzadGrajewo2026",
            "ratusz-ratusz-1",
            "Renata1985!!!!",
            "przykładowa.renata",
            "GminaHaslo12345",
        ] {
            assert_eq!(check(known, &OFFICE), Err(Weakness::Context), "{known}");
        }
    }
}
