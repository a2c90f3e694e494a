//! Blocks (bloki): questions the lead keeps for all forms, such as those about a person.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::definition::{
    BLOCK_KEYS, Definition, Field, Form, Step, canonical_hash, is_default, is_key,
};
use crate::document::Document;
use crate::problem::{Complaint, Problem};
use crate::shape;

/// An edition of a block.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Block {
    pub slug: String,
    pub title: String,
    pub edition: u32,
    /// What the block is for, to those who put forms together.
    #[serde(skip_serializing_if = "is_default")]
    pub note: String,
    pub fields: Vec<Field>,
    /// Texts in other languages: language, then path from `fields` on, then text.
    #[serde(skip_serializing_if = "is_default")]
    pub texts: BTreeMap<String, BTreeMap<String, String>>,
}

/// Reads and checks the file of a block.
///
/// # Errors
/// Every problem of the file at once, in the order of its lines.
pub fn read_block(file: &str, text: &str) -> Result<Block, Vec<Problem>> {
    let document = Document::read(file, text)?;
    Block::from_json(&document.value).map_err(|complaints| document.problems(complaints))
}

impl Block {
    /// Reads a block from JSON and checks it.
    ///
    /// # Errors
    /// Everything wrong with it, each named by its path.
    pub fn from_json(json: &Value) -> Result<Self, Vec<Complaint>> {
        let mut complaints = Vec::new();
        let fitted = shape::fit(json.clone(), BLOCK_KEYS, &mut complaints);
        let block: Self = match serde_json::from_value(fitted) {
            Ok(block) => block,
            Err(error) => {
                if complaints.is_empty() {
                    let message = format!("Nie udało się odczytać bloku: {error}.");
                    complaints.push(Complaint::new("", message));
                }
                return Err(complaints);
            }
        };
        let known: Vec<String> = complaints.iter().map(|said| said.path.clone()).collect();
        let found = block.complaints().into_iter();
        complaints.extend(found.filter(|said| !known.contains(&said.path)));
        match complaints.is_empty() {
            true => Ok(block),
            false => Err(complaints),
        }
    }

    /// The block as JSON; [`Block::from_json`] reads it back.
    pub fn to_json(&self) -> Value {
        serde_json::to_value(self).unwrap_or_default()
    }

    /// Fingerprint of the content: SHA-256 of the canonical JSON, in hexadecimal digits.
    pub fn hash(&self) -> String {
        canonical_hash(&self.to_json())
    }

    fn complaints(&self) -> Vec<Complaint> {
        let mut said = Vec::new();
        if !is_key(&self.slug) {
            let message = format!("„{}” nie może być kluczem bloku.", self.slug);
            said.push(
                Complaint::new("slug", message)
                    .hint("małe litery a–z, cyfry, „_” i „-”; do 60 znaków"),
            );
        }
        if self.title.trim().is_empty() {
            said.push(Complaint::new("title", "Tekst „title” jest pusty."));
        }
        if self.edition == 0 {
            said.push(Complaint::new("edition", "Numer wydania zaczyna się od 1."));
        }
        // The fields are checked as the only step of a form: they may read nothing but each other.
        let form = Definition {
            form: Form {
                steps: vec![Step {
                    key: "blok".to_owned(),
                    title: "Blok".to_owned(),
                    fields: self.fields.clone(),
                    ..Step::default()
                }],
            },
            texts: self.texts.clone(),
            ..Definition::default()
        };
        said.extend(form.complaints_of_form().into_iter().map(|mut complaint| {
            let inside = complaint.path.strip_prefix("form.steps.0");
            if let Some(inside) = inside {
                complaint.path = match inside.trim_start_matches('.') {
                    "" => "fields".to_owned(),
                    inside => inside.to_owned(),
                };
            }
            complaint
        }));
        said
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PERSON: &str = "slug = \"osoba\"\ntitle = \"Osoba\"\nedition = 1\n\n[[fields]]\nkey = \
                          \"imie\"\ntype = \"text\"\nlabel = \"Imię\"\n\n[texts.en]\n\
                          \"fields.imie.label\" = \"First name\"\n";

    #[test]
    fn a_block_is_read_with_its_translations() {
        let block = read_block("osoba.toml", PERSON).expect("a block");
        assert_eq!(block.fields[0].key, "imie");
        assert_eq!(block.texts["en"]["fields.imie.label"], "First name");
        assert_eq!(Block::from_json(&block.to_json()), Ok(block));
    }

    #[test]
    fn every_mistake_is_told_at_its_line() {
        let text = PERSON
            .replace("edition = 1", "edition = 0")
            .replace("type = \"text\"", "type = \"tekst\"")
            .replace("fields.imie.label\" = ", "fields.nazwisko.label\" = ");
        let problems = read_block("osoba.toml", &text).expect_err("mistakes");
        let lines: Vec<usize> = problems.iter().map(|problem| problem.line).collect();
        assert_eq!(lines, [3, 7, 11], "{problems:?}");
        let none = read_block(
            "x.toml",
            "slug = \"x\"\ntitle = \"X\"\nedition = 1\nfields = []\n",
        );
        assert_eq!(none.expect_err("no field")[0].line, 4);
    }
}
