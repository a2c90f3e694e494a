//! Blocks of the lead in a form: put in, brought to the next edition, detached, taken out.

use std::collections::BTreeMap;

use super::keys::free_key;
use super::rename;
use crate::block::Block;
use crate::definition::{BlockLink, Definition, Field, Step};
use crate::difference::{Change, difference};

/// Puts the fields of a block at the end of a step, linked with it; the key of the link. `None`
/// when there is no such step.
pub fn insert_block(definition: &mut Definition, step: &str, block: &Block) -> Option<String> {
    let at = definition.form.steps.iter().position(|s| s.key == step)?;
    let links = definition.blocks.iter().map(|link| link.key.as_str());
    let key = free_key(&block.slug, "blok", links);
    let names = names(definition, block, &BTreeMap::new());
    let fields = fields_of(block, &names);
    definition.form.steps[at].fields.extend(fields);
    put_texts(definition, block, &names);
    definition.blocks.push(BlockLink {
        key: key.clone(),
        block: block.slug.clone(),
        edition: block.edition,
        fields: names,
    });
    Some(key)
}

/// Brings the fields of a link to this edition of its block: they take the place of those that
/// were there, under the same keys. `false` when there is no such link.
pub fn update_block(definition: &mut Definition, link: &str, block: &Block) -> bool {
    let Some(at) = definition.blocks.iter().position(|known| known.key == link) else {
        return false;
    };
    let old = definition.blocks[at].clone();
    let place = definition.form.steps.iter().enumerate();
    let place = place.flat_map(|(step, of)| {
        let fields = of.fields.iter().enumerate();
        fields.map(move |(position, field)| (step, position, field))
    });
    let mut place = place.filter(|(_, _, field)| old.holds(&field.key));
    let Some((step, position, _)) = place.next() else {
        return false;
    };
    take_out(definition, &old);
    let names = names(definition, block, &old.fields);
    let fields = fields_of(block, &names);
    let list = &mut definition.form.steps[step].fields;
    let position = position.min(list.len());
    list.splice(position..position, fields);
    put_texts(definition, block, &names);
    let link = &mut definition.blocks[at];
    (link.edition, link.fields) = (block.edition, names);
    true
}

/// What [`update_block`] would change.
pub fn difference_of_block(definition: &Definition, link: &str, block: &Block) -> Vec<Change> {
    let mut updated = definition.clone();
    update_block(&mut updated, link, block);
    difference(definition, &updated)
}

/// Detaches the fields of a link from the block: they stay and are edited like all others.
pub fn detach_block(definition: &mut Definition, link: &str) -> bool {
    let before = definition.blocks.len();
    definition.blocks.retain(|known| known.key != link);
    definition.blocks.len() < before
}

/// Takes out the fields of a link, and the link.
pub fn remove_block(definition: &mut Definition, link: &str) -> bool {
    let found = definition.blocks.iter().find(|known| known.key == link);
    let Some(found) = found.cloned() else {
        return false;
    };
    take_out(definition, &found);
    detach_block(definition, link)
}

/// Takes out the links of which a field is gone: what is left of them is detached.
pub fn settle_blocks(definition: &mut Definition) {
    let keys: Vec<String> = definition.fields().map(|field| field.key.clone()).collect();
    definition.blocks.retain(|link| {
        let mut own = link.fields.values();
        own.all(|own| keys.contains(own))
    });
}

fn take_out(definition: &mut Definition, link: &BlockLink) {
    for step in &mut definition.form.steps {
        step.fields.retain(|field| !link.holds(&field.key));
    }
    let gone: Vec<String> = link
        .fields
        .values()
        .map(|key| format!("fields.{key}."))
        .collect();
    for texts in definition.texts.values_mut() {
        texts.retain(|path, _| !gone.iter().any(|gone| path.starts_with(gone)));
    }
    definition.texts.retain(|_, texts| !texts.is_empty());
}

/// The keys in the form of the block's fields: those of `before` stay, new ones are free.
fn names(
    definition: &Definition,
    block: &Block,
    before: &BTreeMap<String, String>,
) -> BTreeMap<String, String> {
    let mut taken: Vec<String> = definition.fields().map(|field| field.key.clone()).collect();
    taken.extend(before.values().cloned());
    let mut names = BTreeMap::new();
    for field in &block.fields {
        let name = match before.get(&field.key) {
            Some(known) => known.clone(),
            None => free_key(&field.key, "pole", taken.iter().map(String::as_str)),
        };
        taken.push(name.clone());
        names.insert(field.key.clone(), name);
    }
    names
}

/// The block's fields under their keys of the form.
fn fields_of(block: &Block, names: &BTreeMap<String, String>) -> Vec<Field> {
    let mut step = Step {
        fields: block.fields.clone(),
        ..Step::default()
    };
    // By way of names no field has, for the new name of one may be the old name of another.
    let between = |key: &str| format!("{key}~");
    for old in names.keys() {
        rename::in_step(&mut step, old, &between(old));
    }
    for (old, new) in names {
        rename::in_step(&mut step, &between(old), new);
    }
    for field in &mut step.fields {
        if let Some(name) = names.get(&field.key) {
            field.key.clone_from(name);
        }
    }
    step.fields
}

fn put_texts(definition: &mut Definition, block: &Block, names: &BTreeMap<String, String>) {
    for (language, texts) in &block.texts {
        let own = definition.texts.entry(language.clone()).or_default();
        for (path, text) in texts {
            let mut parts = path.splitn(3, '.');
            let (Some("fields"), Some(key), Some(rest)) =
                (parts.next(), parts.next(), parts.next())
            else {
                continue;
            };
            if let Some(name) = names.get(key) {
                own.insert(format!("fields.{name}.{rest}"), text.clone());
            }
        }
    }
    definition.texts.retain(|_, texts| !texts.is_empty());
}
