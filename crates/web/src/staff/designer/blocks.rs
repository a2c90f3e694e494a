//! Blocks of the lead in the outline: put in, brought to the next edition, detached, taken out.

use catalogue::block::Block;
use catalogue::{Definition, edit};
use store::blocks;

use super::changes::{self, Told};
use super::outline::{FieldLine, Made};
use super::{Choice, Editor};
use crate::PageError;
use crate::staff::acts::Posted;
use crate::visit::Visit;

/// A block in the outline: its fields are shown below and not edited one by one.
pub(super) struct BlockLine {
    /// Key of the link.
    pub(super) link: String,
    /// What its newest edition would change; empty when the form has that edition.
    pub(super) changes: Vec<Told>,
    /// Offers the newest edition; empty as above.
    pub(super) newer: String,
}

/// The lead's blocks in their newest editions.
pub(super) async fn known(editor: &Editor) -> Result<Vec<Block>, PageError> {
    let tx = editor.app.tenancy().registry().await?;
    Ok(blocks::newest(&tx).await?)
}

pub(super) fn choices(known: &[Block]) -> Vec<Choice> {
    let choice = |block: &Block| Choice {
        value: block.slug.clone(),
        label: block.title.clone(),
        hint: block.note.clone(),
        chosen: false,
    };
    known.iter().map(choice).collect()
}

/// Whether the field at a path follows a block, alone or with the group around it.
pub(super) fn is_linked(definition: &Definition, path: &str) -> bool {
    let root = path.split('.').next().unwrap_or(path);
    definition.link_of(root).is_some()
}

/// Draws the lines of fields that follow one block together.
pub(super) fn gather(
    visit: &Visit,
    (definition, known): (&Definition, &[Block]),
    lines: Vec<FieldLine>,
) -> Vec<FieldLine> {
    let mut gathered: Vec<FieldLine> = Vec::new();
    for line in lines {
        let Some(link) = definition.link_of(&line.path) else {
            gathered.push(line);
            continue;
        };
        let is_same = |last: &&mut FieldLine| {
            let block = last.block.as_ref();
            block.is_some_and(|block| block.link == link.key)
        };
        if let Some(last) = gathered.last_mut().filter(is_same) {
            last.has_problem |= line.has_problem;
            last.inner.push(line);
            continue;
        }
        let block = known.iter().find(|block| block.slug == link.block);
        let newer = block.filter(|block| block.edition > link.edition);
        let changes = newer.map(|block| edit::difference_of_block(definition, &link.key, block));
        gathered.push(FieldLine {
            path: line.path.clone(),
            label: block.map_or_else(|| link.block.clone(), |block| block.title.clone()),
            kind: visit.t1(
                "designer-block-edition",
                "edition",
                &link.edition.to_string(),
            ),
            facts: Vec::new(),
            href: String::new(),
            is_group: false,
            has_problem: line.has_problem,
            block: Some(BlockLine {
                link: link.key.clone(),
                changes: changes::told(visit, &changes.unwrap_or_default()),
                newer: newer.map_or_else(String::new, |block| {
                    let edition = block.edition.to_string();
                    visit.t1("designer-block-newer", "edition", &edition)
                }),
            }),
            inner: vec![line],
        });
    }
    gathered
}

/// What a button about a block does.
pub(super) fn perform(
    definition: &mut Definition,
    known: &[Block],
    (verb, target): (&str, &str),
    posted: &Posted,
) -> Result<Made, &'static str> {
    let first = |definition: &Definition| {
        let links = definition.blocks.iter().filter(|link| link.key == target);
        let keys: Vec<String> = links
            .flat_map(|link| link.fields.values().cloned())
            .collect();
        let mut fields = definition.fields().map(|field| field.key.clone());
        fields.find(|key| keys.contains(key)).unwrap_or_default()
    };
    let found = |slug: &str| known.iter().find(|block| block.slug == slug);
    let at = |made: bool, place: String| if made { Made::At(place) } else { Made::Nothing };
    Ok(match verb {
        "block-add" => {
            let block = found(posted.get(&format!("blok-{target}")));
            let block = block.ok_or("designer-fault-block")?;
            let link = edit::insert_block(definition, target, block);
            let key = link.and_then(|_| definition.blocks.last()?.fields.values().next().cloned());
            at(key.is_some(), key.unwrap_or_default())
        }
        "block-update" => {
            let links = definition.blocks.iter();
            let slug = links
                .filter(|link| link.key == target)
                .map(|link| &link.block);
            let block = slug.clone().next().and_then(|slug| found(slug));
            let block = block.ok_or("designer-fault-block")?;
            at(
                edit::update_block(definition, target, block),
                first(definition),
            )
        }
        "block-detach" => {
            let place = first(definition);
            at(edit::detach_block(definition, target), place)
        }
        "block-remove" => at(edit::remove_block(definition, target), String::new()),
        _ => Made::Nothing,
    })
}
