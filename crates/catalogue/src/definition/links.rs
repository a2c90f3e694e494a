//! Blocks of the lead that stand in a form: which fields follow which block.

use std::collections::{BTreeMap, HashSet};

use serde::{Deserialize, Serialize};

use super::Definition;
use super::checks::{distinct, key};
use crate::problem::{Complaint, hint_among};

/// The link (powiązanie) of fields with an edition of a block. The fields themselves stand in the
/// form, so a definition says everything by itself; without the link they are like all others.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct BlockLink {
    pub key: String,
    /// Slug of the block.
    pub block: String,
    /// Number of the edition of the block the fields were taken from.
    pub edition: u32,
    /// Key of the field in the block, key of the field in the form.
    pub fields: BTreeMap<String, String>,
}

impl BlockLink {
    /// Whether the field of this key in the form follows the block.
    pub fn holds(&self, key: &str) -> bool {
        self.fields.values().any(|own| own == key)
    }
}

impl Definition {
    /// The link of the block the field outside of groups follows, if it follows one.
    pub fn link_of(&self, key: &str) -> Option<&BlockLink> {
        self.blocks.iter().find(|link| link.holds(key))
    }
}

pub(super) fn check(definition: &Definition, said: &mut Vec<Complaint>) {
    let links = &definition.blocks;
    distinct(links.iter().map(|link| link.key.as_str()), "blocks", said);
    let known: Vec<&str> = definition
        .fields()
        .map(|field| field.key.as_str())
        .collect();
    let mut followed = HashSet::new();
    for (position, link) in links.iter().enumerate() {
        let path = format!("blocks.{position}");
        key(&link.key, &format!("{path}.key"), said);
        key(&link.block, &format!("{path}.block"), said);
        if link.edition == 0 {
            let message = "Numer wydania bloku zaczyna się od 1.";
            said.push(Complaint::new(format!("{path}.edition"), message));
        }
        if link.fields.is_empty() {
            let message = "Blok nie wskazuje żadnego pola formularza.";
            said.push(Complaint::new(format!("{path}.fields"), message));
        }
        for (of_block, own) in &link.fields {
            let place = format!("{path}.fields.{of_block}");
            if !known.contains(&own.as_str()) {
                let message = format!("W formularzu nie ma pola „{own}” tego bloku.");
                let hint = hint_among(own, &known);
                said.push(Complaint::new(place, message).hint(hint));
            } else if !followed.insert(own) {
                let message = format!("Pole „{own}” należy już do innego bloku.");
                said.push(Complaint::new(place, message));
            }
        }
    }
}
