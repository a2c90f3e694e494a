//! Keys and addresses made from what people write.

use std::collections::HashSet;

use crate::definition::{KEY_CHARS_MAX, SLUG_CHARS_MAX};

/// A key for a step, field, fee or attachment named `title` that is not among `taken`.
pub fn free_key<'k>(title: &str, fallback: &str, taken: impl Iterator<Item = &'k str>) -> String {
    free(title, fallback, '_', KEY_CHARS_MAX, taken)
}

/// An address for a service named `title` that is not among `taken`.
pub fn free_slug<'k>(title: &str, taken: impl Iterator<Item = &'k str>) -> String {
    free(title, "usluga", '-', SLUG_CHARS_MAX, taken)
}

fn free<'k>(
    title: &str,
    fallback: &str,
    joint: char,
    chars_max: usize,
    taken: impl Iterator<Item = &'k str>,
) -> String {
    let taken: HashSet<&str> = taken.collect();
    // Room for a number at the end.
    let mut base = ascii(title, joint);
    base.truncate(chars_max - 5);
    let base = base.trim_end_matches(joint);
    let base = match base.len() < 2 || !base.starts_with(|c: char| c.is_ascii_lowercase()) {
        true => fallback,
        false => base,
    };
    if !taken.contains(base) {
        return base.to_owned();
    }
    (2_u32..)
        .map(|number| format!("{base}{joint}{number}"))
        .find(|key| !taken.contains(key.as_str()))
        .unwrap_or_else(|| base.to_owned())
}

/// Small Latin letters and digits; everything else joins words.
fn ascii(text: &str, joint: char) -> String {
    let mut out = String::new();
    for letter in text.trim().chars().flat_map(char::to_lowercase) {
        let plain = match letter {
            'ą' => 'a',
            'ć' => 'c',
            'ę' => 'e',
            'ł' => 'l',
            'ń' => 'n',
            'ó' => 'o',
            'ś' => 's',
            'ź' | 'ż' => 'z',
            'a'..='z' | '0'..='9' => letter,
            _ => joint,
        };
        if plain != joint || !(out.is_empty() || out.ends_with(joint)) {
            out.push(plain);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_is_the_title_without_polish_letters() {
        let none = || std::iter::empty();
        assert_eq!(free_key("Źródło ciepła?", "pole", none()), "zrodlo_ciepla");
        assert_eq!(
            free_slug("Opłata – śmieci (2026)", none()),
            "oplata-smieci-2026"
        );
        assert_eq!(free_key("2026", "pole", none()), "pole");
        assert_eq!(free_key("„”", "pole", none()), "pole");
    }

    #[test]
    fn a_taken_key_gets_a_number() {
        let taken = ["imie", "imie_2"];
        assert_eq!(free_key("Imię", "pole", taken.into_iter()), "imie_3");
        let long = "a".repeat(200);
        assert!(free_key(&long, "pole", taken.into_iter()).len() <= KEY_CHARS_MAX);
    }
}
