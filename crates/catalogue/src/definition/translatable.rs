//! Every text of a definition that residents read and that may be in other languages, in the order
//! in which they meet it.

use super::{Definition, Field};

/// Texts that belong together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TextGroup {
    pub of: TextsOf,
    /// Path and Polish text, as in `[texts.xx]`; empty texts are left out.
    pub texts: Vec<(String, String)>,
}

/// What the texts of a group belong to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TextsOf {
    Card,
    Fees,
    Attachments,
    /// The step of this key, with its fields.
    Step(String),
}

impl Definition {
    /// The texts to translate, in groups; a group without a text is left out.
    pub fn translatable(&self) -> Vec<TextGroup> {
        let mut groups = vec![
            (TextsOf::Card, self.card_texts()),
            (TextsOf::Fees, self.fee_texts()),
            (TextsOf::Attachments, self.attachment_texts()),
        ];
        for step in &self.form.steps {
            let mut texts = Vec::new();
            put(&mut texts, format!("steps.{}.title", step.key), &step.title);
            put(&mut texts, format!("steps.{}.hint", step.key), &step.hint);
            for field in &step.fields {
                of_field(field, &format!("fields.{}", field.key), &mut texts);
            }
            groups.push((TextsOf::Step(step.key.clone()), texts));
        }
        let groups = groups.into_iter().filter(|(_, texts)| !texts.is_empty());
        groups.map(|(of, texts)| TextGroup { of, texts }).collect()
    }

    fn card_texts(&self) -> Texts {
        let (mut texts, card) = (Vec::new(), &self.card);
        put(&mut texts, "title".to_owned(), &self.title);
        for (name, text) in [
            ("summary", &card.summary),
            ("who", &card.who),
            ("how", &card.how),
            ("result", &card.result),
            ("time", &card.time),
            ("appeal", &card.appeal),
            ("personal_data", &card.personal_data),
        ] {
            put(&mut texts, format!("card.{name}"), text);
        }
        for (name, list) in [("needed", &card.needed), ("legal_basis", &card.legal_basis)] {
            for (at, text) in list.iter().enumerate() {
                put(&mut texts, format!("card.{name}.{at}"), text);
            }
        }
        if let Some(deadline) = &self.deadline {
            put(&mut texts, "deadline.basis".to_owned(), &deadline.basis);
        }
        texts
    }

    fn fee_texts(&self) -> Texts {
        let mut texts = Vec::new();
        for fee in &self.fees {
            let path = format!("fees.{}", fee.key);
            put(&mut texts, format!("{path}.title"), &fee.title);
            put(&mut texts, format!("{path}.per"), &fee.per);
            put(&mut texts, format!("{path}.basis"), &fee.basis);
            for (at, exemption) in fee.exemptions.iter().enumerate() {
                let path = format!("{path}.exemptions.{at}");
                put(&mut texts, format!("{path}.text"), &exemption.text);
                put(&mut texts, format!("{path}.basis"), &exemption.basis);
            }
        }
        texts
    }

    fn attachment_texts(&self) -> Texts {
        let mut texts = Vec::new();
        for attachment in &self.attachments {
            let path = format!("attachments.{}", attachment.key);
            put(&mut texts, format!("{path}.title"), &attachment.title);
            put(&mut texts, format!("{path}.note"), &attachment.note);
        }
        texts
    }
}

type Texts = Vec<(String, String)>;

fn put(texts: &mut Texts, path: String, text: &str) {
    if !text.trim().is_empty() {
        texts.push((path, text.to_owned()));
    }
}

fn of_field(field: &Field, path: &str, texts: &mut Texts) {
    for (name, text) in [
        ("label", &field.label),
        ("hint", &field.hint),
        ("unit", &field.unit),
        ("item_label", &field.item_label),
        ("pattern_message", &field.pattern_message),
    ] {
        put(texts, format!("{path}.{name}"), text);
    }
    for choice in &field.options {
        let path = format!("{path}.options.{}", choice.value);
        put(texts, path.clone(), &choice.label);
        put(texts, format!("{path}.hint"), &choice.hint);
    }
    for inner in &field.fields {
        of_field(inner, &format!("{path}.{}", inner.key), texts);
    }
}

#[cfg(test)]
mod tests {
    use crate::definition::Definition;
    use crate::read_definition;

    fn all() -> Vec<Definition> {
        let folder = concat!(
            env!("CARGO_MANIFEST_DIR"),
            "/../../tenants/podlaskie/templates"
        );
        let files = std::fs::read_dir(folder).expect("a folder");
        let read = files.map(|file| {
            let text = std::fs::read_to_string(file.expect("a file").path()).expect("a text");
            read_definition("x.toml", &text).expect("a definition")
        });
        read.collect()
    }

    #[test]
    fn every_path_names_its_text_and_every_translation_has_a_place() {
        let mut translated = 0;
        for definition in all() {
            let groups = definition.translatable();
            let texts: Vec<&(String, String)> = groups.iter().flat_map(|g| &g.texts).collect();
            for (path, text) in &texts {
                assert_eq!(definition.polish(path), Some(text.as_str()), "{path}");
            }
            for path in definition.texts.values().flat_map(|texts| texts.keys()) {
                let named = texts.iter().any(|(known, _)| known == path);
                assert!(named, "{}: {path}", definition.slug);
                translated += 1;
            }
        }
        assert!(translated > 50, "{translated}");
    }
}
