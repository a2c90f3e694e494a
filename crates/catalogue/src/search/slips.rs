//! How far a typed word is from a known one, counted in slips of the hand.

/// Distances at which the counting gives up are never larger.
const CHARS_MAX: usize = 48;

/// How many slips a word of so many characters may have and still be taken for another.
pub(super) fn forgiven(chars: usize) -> usize {
    match chars {
        0..=3 => 0,
        4..=7 => 1,
        _ => 2,
    }
}

/// Letters left out, put in, changed, or swapped with the next, between two words; `None` when
/// there are more than `most`.
pub(super) fn between(typed: &[char], known: &[char], most: usize) -> Option<usize> {
    let (long, short) = (typed.len().max(known.len()), typed.len().min(known.len()));
    if long - short > most || long >= CHARS_MAX {
        return None;
    }
    // Rows of the table of optimal string alignment: this one, the last, and the one before.
    let mut before = [0; CHARS_MAX];
    let mut last = [0; CHARS_MAX];
    let mut row = [0; CHARS_MAX];
    for (at, cell) in last.iter_mut().enumerate() {
        *cell = at;
    }
    for (i, letter) in typed.iter().enumerate() {
        row[0] = i + 1;
        let mut least = row[0];
        for (j, other) in known.iter().enumerate() {
            let changed = last[j] + usize::from(letter != other);
            let mut cell = changed.min(last[j + 1] + 1).min(row[j] + 1);
            let swapped = i > 0 && j > 0 && *letter == known[j - 1] && typed[i - 1] == *other;
            if swapped {
                cell = cell.min(before[j - 1] + 1);
            }
            row[j + 1] = cell;
            least = least.min(cell);
        }
        if least > most {
            return None;
        }
        (before, last) = (last, row);
    }
    Some(last[known.len()]).filter(|slips| *slips <= most)
}

/// Which letters a word has, as bits: words far apart are told by them without counting.
pub(super) fn letters(word: &[char]) -> u64 {
    word.iter()
        .map(|letter| 1_u64 << (u32::from(*letter) % u64::BITS))
        .fold(0, |bits, bit| bits | bit)
}

/// Whether words with these letters can be `most` slips apart: a slip changes two letters at most.
pub(super) fn may_be_near(one: u64, other: u64, most: usize) -> bool {
    let different = usize::try_from((one ^ other).count_ones()).unwrap_or(usize::MAX);
    different <= 2 * most
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn slips(one: &str, other: &str, most: usize) -> Option<usize> {
        let chars = |word: &str| word.chars().collect::<Vec<_>>();
        between(&chars(one), &chars(other), most)
    }

    #[test]
    fn slips_are_counted() {
        for (typed, known, count) in [
            ("drzewo", "drzewo", 0),
            ("drzwe", "drzew", 1),
            ("podtaek", "podatek", 1),
            ("nieruchomsc", "nieruchomosc", 1),
            ("wniosekk", "wniosek", 1),
            ("zaswiadcznei", "zaswiadczenie", 2),
            ("", "ab", 2),
        ] {
            assert_eq!(slips(typed, known, 2), Some(count), "{typed} {known}");
        }
        assert_eq!(slips("podatek", "pogrzeb", 2), None);
        assert_eq!(slips("kot", "kotek", 1), None);
        assert_eq!(slips(&"a".repeat(60), &"a".repeat(60), 2), None);
    }

    proptest! {
        #[test]
        fn the_order_of_the_two_does_not_matter(one in "[a-e]{0,9}", other in "[a-e]{0,9}") {
            prop_assert_eq!(slips(&one, &other, 3), slips(&other, &one, 3));
            prop_assert_eq!(slips(&one, &one, 0), Some(0));
        }

        #[test]
        fn whatever_is_near_is_not_passed_over(one in "[a-e]{0,9}", other in "[a-e]{0,9}") {
            let chars = |word: &str| word.chars().collect::<Vec<_>>();
            if let Some(count) = slips(&one, &other, 3) {
                let (one, other) = (letters(&chars(&one)), letters(&chars(&other)));
                prop_assert!(may_be_near(one, other, count));
            }
        }
    }
}
