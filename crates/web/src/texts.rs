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
pub(crate) const LANGUAGES: [&str; 2] = ["pl", "en"];

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

    #[test]
    fn every_language_has_the_same_texts() {
        let polish = keys("pl");
        assert!(polish.len() > 100);
        for language in LANGUAGES {
            let other = keys(language);
            let missing: Vec<_> = polish.symmetric_difference(&other).collect();
            assert!(missing.is_empty(), "{language} differs in {missing:?}");
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
}
