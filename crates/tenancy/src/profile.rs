//! What an office says of itself in its own words: texts, opening hours, declaration, mark.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// A text by the code of its language; where one is missing, the Polish one is shown.
pub type Words = BTreeMap<String, String>;

/// Texts on the office's public pages, in the Markdown of editors.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct OfficeTexts {
    /// On the first page.
    pub welcome: Words,
    /// At the foot of every page.
    pub footer: Words,
    /// Above every page, within the days below.
    pub banner: Words,
    /// First and last day of the banner (ISO); empty: no limit.
    pub banner_from: String,
    pub banner_until: String,
}

/// When the office is open.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct OpeningHours {
    /// Monday to Sunday, each `07:30-15:30`, several divided by commas, or empty: closed. No day
    /// at all: the hours are only told in words (`contact.hours`).
    pub week: Vec<String>,
    /// Days with other hours than usual; days closed are `closing_days`.
    pub special: Vec<SpecialDay>,
}

/// A day with hours of its own.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct SpecialDay {
    /// ISO.
    pub date: String,
    /// As a day of [`OpeningHours::week`].
    pub hours: String,
    pub reason: String,
}

/// What the accessibility declaration tells besides its contact.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Declaration {
    /// Day the site was published, last changed in a way that matters, and the declaration last
    /// looked through (ISO); empty: the day it was drawn up.
    pub published: String,
    pub updated: String,
    pub reviewed: String,
    /// `full`, `partial` or `none`; empty: partial.
    pub status: String,
    /// What is not accessible and why.
    pub gaps: Words,
    /// Address of the analysis of a disproportionate burden.
    pub burden: String,
    /// Who assessed the site; empty: the office itself.
    pub auditor: String,
    /// The building in other languages than Polish.
    pub building: Words,
    /// Own words on demands and complaints.
    pub procedure: Words,
    /// Mobile applications and their declarations.
    pub apps: Words,
}

/// A picture (PNG or WebP) sent by the office.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Picture {
    pub media_type: String,
    pub base64: String,
}
