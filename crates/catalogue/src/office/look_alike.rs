//! Names that people take for one another at a glance: `grajewo` and `grajew0`, `bip` and `b-1p`.

use super::RESERVED_SLUGS;

/// The name as the eye sees it: without hyphens, every sign as the letter it is taken for. Two
/// names with the same skeleton look alike.
///
/// Different digits stay different, so `szkola-1` and `szkola-2` are two names.
///
/// # Source
/// Unicode Technical Standard 39, section 4 (skeletons), narrowed to a–z, 0–9 and the hyphen.
pub fn skeleton(name: &str) -> String {
    let signs = name.chars().filter(|sign| *sign != '-').map(letter);
    let joined: String = signs.collect();
    let pairs = [("rn", "m"), ("vv", "w"), ("cl", "d")];
    pairs
        .into_iter()
        .fold(joined, |text, (pair, one)| text.replace(pair, one))
}

/// The reserved name that `slug` looks like without being it.
pub(super) fn reserved(slug: &str) -> Option<&'static str> {
    let seen = skeleton(slug);
    let mut reserved = RESERVED_SLUGS.iter().copied();
    reserved.find(|name| *name != slug && skeleton(name) == seen)
}

fn letter(sign: char) -> char {
    match sign {
        '0' => 'o',
        '1' | 'i' => 'l',
        '2' => 'z',
        '5' => 's',
        '8' => 'b',
        '9' => 'g',
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashMap;

    use super::*;

    #[test]
    fn names_that_look_alike_have_one_skeleton() {
        for (one, other) in [
            ("grajewo", "grajew0"),
            ("grajewo", "gra-jewo"),
            ("lomza", "1omza"),
            ("lomza", "iomza"),
            ("lomza", "lornza"),
            ("suwalki", "suvvalki"),
            ("suwalki", "suwa1k1"),
            ("bielsk-podlaski", "bielskpodlaski"),
            ("bielsk-podlaski", "8ie15k-podla5ki"),
        ] {
            assert_eq!(skeleton(one), skeleton(other), "{one} {other}");
        }
        for (one, other) in [
            ("grajewo", "grajevo"),
            ("biuro-1", "biuro-2"),
            ("biuro-10", "biuro-11"),
            ("szkola-6", "szkola-8"),
            ("suwalki", "suwalki-gmina"),
        ] {
            assert_ne!(skeleton(one), skeleton(other), "{one} {other}");
        }
    }

    #[test]
    fn numbered_names_stay_apart() {
        let mut seen = HashMap::new();
        for number in 0..3_000 {
            let name = format!("biuro-{number}");
            if let Some(earlier) = seen.insert(skeleton(&name), name.clone()) {
                panic!("{name} looks like {earlier}");
            }
        }
    }

    #[test]
    fn a_reserved_name_is_known_in_other_letters() {
        assert_eq!(reserved("adm1n"), Some("admin"));
        assert_eq!(reserved("log-in"), Some("login"));
        assert_eq!(reserved("rnail"), Some("mail"));
        assert_eq!(reserved("grajewo"), None);
    }
}
