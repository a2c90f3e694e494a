//! What each resident wrote down before sending and after reading: the other side of the census.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::{File, OpenOptions};
use std::io::Write;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

/// A resident's journal: a file of lines, each with the system before the next step is taken.
pub(crate) struct Journal(File);

/// What a line says happened to an application.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Event {
    /// It is about to be sent.
    Sending,
    /// It was sent, and no answer came or one that leaves the outcome open.
    Unsure,
    /// The receipt with this number was read.
    Receipt,
}

impl Journal {
    pub(crate) fn open(file: &Path) -> Result<Self> {
        let options = OpenOptions::new().create(true).append(true).open(file);
        Ok(Self(options.context("opening a journal")?))
    }

    /// Writes a line about the application that the draft `draft` at `office` becomes.
    pub(crate) fn note(&mut self, event: Event, office: &str, draft: &str, more: &str) {
        let line = format!("{event:?}\t{office}\t{draft}\t{more}\n");
        self.0
            .write_all(line.as_bytes())
            .expect("a journal on a disk with room");
    }
}

/// An application as the residents know it.
#[derive(Clone, Debug, Default)]
pub(crate) struct Known {
    pub(crate) office: String,
    /// Numbers of receipts read: one, if all is well.
    pub(crate) receipts: BTreeSet<String>,
    /// Times it was sent, and times the outcome stayed open.
    pub(crate) sent: usize,
    pub(crate) unsure: usize,
}

/// All journals together, by draft.
pub(crate) fn read(files: &[PathBuf]) -> Result<BTreeMap<String, Known>> {
    let mut all: BTreeMap<String, Known> = BTreeMap::new();
    for file in files {
        let text = std::fs::read_to_string(file)?;
        for line in text.lines() {
            let parts: Vec<&str> = line.split('\t').collect();
            let [event, office, draft, more] = parts[..] else {
                anyhow::bail!("a torn line in a journal: {line}");
            };
            let known = all.entry(draft.to_owned()).or_default();
            known.office = office.to_owned();
            match event {
                "Sending" => known.sent += 1,
                "Unsure" => known.unsure += 1,
                _ => drop(known.receipts.insert(more.to_owned())),
            }
        }
    }
    Ok(all)
}
