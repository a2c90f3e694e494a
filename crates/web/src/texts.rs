//! Texts of the interface: Fluent files of every area, Polish complete, others beside it.

use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::Arc;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use rust_embed::RustEmbed;
use unic_langid::LanguageIdentifier;

#[derive(RustEmbed)]
#[folder = "locales"]
struct LocaleFiles;

/// Every language there are texts in, the binding one first.
pub(crate) const LANGUAGES: [&str; 5] = ["pl", "en", "uk", "be", "lt"];
/// Those with the texts of every page; the others have what residents meet.
pub(crate) const STAFF_LANGUAGES: [&str; 2] = ["pl", "en"];
/// Those of the page of the whole region.
pub(crate) const REGION_LANGUAGES: [&str; 3] = ["pl", "en", "uk"];

/// The texts in every language. Cheap to clone.
#[derive(Clone)]
pub struct Texts(Arc<HashMap<&'static str, FluentBundle<FluentResource>>>);

impl Texts {
    /// Reads all text files.
    ///
    /// # Errors
    /// The file and the fault, for people who write texts.
    pub fn load() -> Result<Self, String> {
        let mut bundles = HashMap::new();
        for language in LANGUAGES {
            let id: LanguageIdentifier = language
                .parse()
                .map_err(|_| format!("{language} is no language"))?;
            let mut bundle = FluentBundle::new_concurrent(vec![id]);
            bundle.set_use_isolating(false);
            for name in LocaleFiles::iter().filter(|name| name.starts_with(&format!("{language}/")))
            {
                add(&mut bundle, &name)?;
            }
            bundles.insert(language, bundle);
        }
        Ok(Self(Arc::new(bundles)))
    }

    /// The text `key` in `language`, else in Polish, else the key itself.
    #[must_use]
    pub fn get(&self, language: &str, key: &str, args: &[(&str, &str)]) -> String {
        let mut values = FluentArgs::new();
        for (name, value) in args {
            values.set((*name).to_owned(), number_or_text(value));
        }
        for language in [language, LANGUAGES[0]] {
            let Some(bundle) = self.0.get(language) else {
                continue;
            };
            let Some(pattern) = bundle.get_message(key).and_then(|message| message.value()) else {
                continue;
            };
            let mut faults = Vec::new();
            return bundle
                .format_pattern(pattern, Some(&values), &mut faults)
                .into_owned();
        }
        key.to_owned()
    }
}

fn add(bundle: &mut FluentBundle<FluentResource>, name: &str) -> Result<(), String> {
    let file = LocaleFiles::get(name).ok_or_else(|| format!("{name} is missing"))?;
    let source: Cow<'_, str> = String::from_utf8_lossy(&file.data);
    let resource = FluentResource::try_new(source.into_owned())
        .map_err(|(_, faults)| format!("{name}: {faults:?}"))?;
    bundle
        .add_resource(resource)
        .map_err(|faults| format!("{name}: {faults:?}"))
}

/// Whole numbers choose plural forms; everything else is text.
fn number_or_text(value: &str) -> FluentValue<'static> {
    match value.parse::<i64>() {
        Ok(number) if number.to_string() == value => FluentValue::from(number),
        _ => FluentValue::from(value.to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    fn keys(language: &str) -> BTreeSet<String> {
        let mut keys = BTreeSet::new();
        for name in LocaleFiles::iter().filter(|name| name.starts_with(&format!("{language}/"))) {
            let file = LocaleFiles::get(&name).expect("listed");
            let text = String::from_utf8(file.data.to_vec()).expect("UTF-8");
            let ids = text
                .lines()
                .filter(|line| line.starts_with(|c: char| c.is_ascii_lowercase()));
            for line in ids {
                let id = line
                    .split('=')
                    .next()
                    .expect("a first part")
                    .trim()
                    .to_owned();
                assert!(keys.insert(id.clone()), "{id} stands twice in {language}");
            }
        }
        keys
    }

    /// Files of what residents meet; `staff.ftl` of these languages has what their cases borrow.
    const RESIDENT_FILES: [&str; 9] = [
        "cases", "common", "forms", "frame", "mail", "region", "resident", "sessions", "signin",
    ];
    /// Texts in these files that only staff and operators meet, in Polish or English.
    const STAFF_ONLY: [&str; 35] = [
        "admin-",
        "console-",
        "crumb-desk",
        "flash-asked",
        "flash-assigned",
        "flash-closed",
        "flash-invited",
        "flash-office",
        "flash-published",
        "flash-roles-changed",
        "flash-settled",
        "flash-taken-on",
        "mail-invited-",
        "nav-audit",
        "nav-inbox",
        "nav-people",
        "nav-plan",
        "nav-settings",
        "nav-walls",
        "role-",
        "sessions-title-staff",
        "signin-code",
        "signin-dev",
        "signin-email",
        "signin-foot",
        "signin-forgotten",
        "signin-invitation",
        "signin-operator",
        "signin-other-account",
        "signin-password",
        "signin-refused",
        "staff-foot",
        "staff-line",
        "state-waiting-for-applicant-staff",
        "way-desk",
    ];
    /// Texts of `staff.ftl` on the page of a resident's case.
    const BORROWED: [&str; 16] = [
        "staff-event-answered-due",
        "staff-event-asked-by",
        "staff-event-opened-due",
        "staff-length-days",
        "staff-length-months",
        "staff-length-weeks",
        "staff-length-working-days",
        "staff-length-years",
        "staff-letter-read",
        "staff-look-times",
        "staff-look-unknown",
        "staff-term-basis",
        "staff-term-excluded",
        "staff-term-from",
        "staff-term-moved",
        "staff-term-suspended",
    ];

    /// Every text of a language: its file, its key, the values it names.
    fn texts_of(language: &str) -> Vec<(String, String, BTreeSet<String>)> {
        let mut found: Vec<(String, String, BTreeSet<String>)> = Vec::new();
        let files = LocaleFiles::iter().filter(|name| name.starts_with(&format!("{language}/")));
        for name in files {
            let file = LocaleFiles::get(&name).expect("listed");
            let text = String::from_utf8(file.data.to_vec()).expect("UTF-8");
            let stem = name.rsplit('/').next().expect("a name");
            let stem = stem.trim_end_matches(".ftl");
            for line in text.lines().filter(|line| !line.starts_with('#')) {
                if line.starts_with(|c: char| c.is_ascii_lowercase()) {
                    let key = line.split('=').next().expect("a key").trim();
                    found.push((stem.to_owned(), key.to_owned(), BTreeSet::new()));
                }
                let named = line.split("{ $").skip(1);
                let named = named.map(|rest| rest.split([' ', '}']).next().expect("a name"));
                if let Some((_, _, values)) = found.last_mut() {
                    values.extend(named.map(str::to_owned));
                }
            }
        }
        found
    }

    #[test]
    fn polish_and_english_have_the_same_texts() {
        let polish = keys("pl");
        assert!(polish.len() > 100);
        for language in STAFF_LANGUAGES {
            let other = keys(language);
            let missing: Vec<_> = polish.symmetric_difference(&other).collect();
            assert!(missing.is_empty(), "{language} differs in {missing:?}");
        }
    }

    #[test]
    fn every_language_has_what_residents_meet_and_names_the_same_values() {
        let polish = texts_of("pl");
        let met = |language: &str, file: &str, key: &str| {
            let is_staffs = STAFF_ONLY.iter().any(|prefix| key.starts_with(prefix));
            let is_regions = file == "region" && !key.starts_with("region-kind-");
            let speaks_there = REGION_LANGUAGES.contains(&language);
            let is_met = RESIDENT_FILES.contains(&file) && !is_staffs;
            BORROWED.contains(&key) || is_met && (speaks_there || !is_regions)
        };
        for language in LANGUAGES {
            let own = texts_of(language);
            for (file, key, values) in &polish {
                let found = own.iter().find(|(_, other, _)| other == key);
                match found {
                    Some((_, _, named)) => assert_eq!(named, values, "{language}: {key}"),
                    None => assert!(!met(language, file, key), "{language} lacks {key}"),
                }
            }
            for (_, key, _) in &own {
                let known = polish.iter().any(|(_, other, _)| other == key);
                assert!(known, "{language} has {key} that Polish has not");
            }
        }
        for key in BORROWED {
            assert!(polish.iter().any(|(_, other, _)| other == key), "{key}");
        }
    }

    #[test]
    fn everything_tried_against_the_walls_has_its_words() {
        let polish = keys("pl");
        let tried: BTreeSet<String> = tenancy::prove::codes()
            .iter()
            .map(|code| format!("wall-{code}"))
            .collect();
        let told: BTreeSet<String> = polish
            .into_iter()
            .filter(|key| key.starts_with("wall-"))
            .collect();
        let difference: Vec<_> = tried.symmetric_difference(&told).collect();
        assert!(difference.is_empty(), "{difference:?}");
    }

    #[test]
    fn polish_plurals_follow_the_number() {
        let texts = Texts::load().expect("texts");
        let days = |n: &str| texts.get("pl", "deadline-in-days", &[("days", n)]);
        assert_eq!(days("1"), "Pozostał 1 dzień");
        assert_eq!(days("3"), "Pozostały 3 dni");
        assert_eq!(days("12"), "Pozostało 12 dni");
        assert_eq!(days("22"), "Pozostały 22 dni");
    }

    #[test]
    fn plurals_of_every_language_follow_the_number() {
        let texts = Texts::load().expect("texts");
        let days = |language: &str| {
            ["1", "3", "7", "21"].map(|n| texts.get(language, "count-days", &[("count", n)]))
        };
        assert_eq!(days("uk"), ["1 день", "3 дні", "7 днів", "21 день"]);
        assert_eq!(days("be"), ["1 дзень", "3 дні", "7 дзён", "21 дзень"]);
        assert_eq!(days("lt"), ["1 diena", "3 dienos", "7 dienos", "21 diena"]);
        let ten = texts.get("lt", "count-days", &[("count", "12")]);
        assert_eq!(ten, "12 dienų");
    }
}
