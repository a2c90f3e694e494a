//! The lead's blocks among the files, and whether what links with a block finds it.

use std::collections::HashMap;

use super::{is_within, located, misnamed, stem};
use crate::block::{Block, read_block};
use crate::definition::Definition;
use crate::problem::{Complaint, Problem, hint_among};

/// Reads the files of blocks.
pub(super) fn read(
    files: &[(String, String)],
    problems: &mut Vec<Problem>,
) -> Vec<(String, Block)> {
    let mut blocks: Vec<(String, Block)> = Vec::new();
    for (file, text) in files.iter().filter(|(file, _)| is_within(file, "blocks")) {
        let block = match read_block(file, text) {
            Ok(block) => block,
            Err(found) => {
                problems.extend(found);
                continue;
            }
        };
        let complaint = match blocks.iter().any(|(_, known)| known.slug == block.slug) {
            true => Some(Complaint::new(
                "slug",
                format!("Blok „{}” już jest.", block.slug),
            )),
            false => misnamed(file, &block.slug),
        };
        match complaint {
            Some(complaint) => problems.push(located(files, file, complaint)),
            None => blocks.push((file.clone(), block)),
        }
    }
    blocks
}

/// The blocks a definition may link with.
pub(super) struct Known<'b> {
    newest: HashMap<&'b str, u32>,
    files: Vec<&'b str>,
}

impl<'b> Known<'b> {
    pub(super) fn of(blocks: &'b [(String, Block)], files: &'b [(String, String)]) -> Self {
        let named = files.iter().map(|(file, _)| file.as_str());
        Self {
            newest: blocks
                .iter()
                .map(|(_, block)| (block.slug.as_str(), block.edition))
                .collect(),
            files: named.filter(|file| is_within(file, "blocks")).collect(),
        }
    }

    /// Complains of links with blocks that are not there; `place` is where the list of links
    /// stands in the file.
    pub(super) fn missing(&self, definition: &Definition, place: &str) -> Vec<Complaint> {
        let links = definition.blocks.iter().enumerate();
        links
            .filter_map(|(position, link)| {
                let slug = link.block.as_str();
                let at = |key: &str| format!("{place}.{position}.{key}");
                match self.newest.get(slug) {
                    Some(newest) if link.edition <= *newest => None,
                    Some(newest) => {
                        let message = format!("Blok „{slug}” nie ma wydania {}.", link.edition);
                        let hint = format!("najnowsze wydanie to {newest}");
                        Some(Complaint::new(at("edition"), message).hint(hint))
                    }
                    None => Some(self.unknown(slug, at("block"))),
                }
            })
            .collect()
    }

    fn unknown(&self, slug: &str, path: String) -> Complaint {
        if let Some(file) = self.files.iter().find(|file| stem(file) == Some(slug)) {
            let message = format!("Blok „{slug}” ma błędy.");
            return Complaint::new(path, message).hint(format!("najpierw popraw {file}"));
        }
        let mut known: Vec<&str> = self.newest.keys().copied().collect();
        known.sort_unstable();
        let message = format!("Nie ma bloku „{slug}”.");
        let hint = hint_among(slug, &known);
        let hint = match hint.is_empty() {
            true => "usuń [[blocks]], żeby pola zostały bez powiązania".to_owned(),
            false => hint,
        };
        Complaint::new(path, message).hint(hint)
    }
}
