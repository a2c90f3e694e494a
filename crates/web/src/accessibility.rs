//! Looks over a rendered page the way a person with a screen reader meets it: names of boxes and
//! links, headings, tables, identifiers. What needs eyes (contrast, focus) is checked elsewhere.

mod tags;

use std::collections::{HashMap, HashSet};

use tags::{Event, Tag, events};

/// Something on a page that stops somebody.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Finding {
    pub(crate) kind: Kind,
    /// Identifier, address or words of the thing, whichever it has.
    pub(crate) thing: String,
}

/// What is wrong with it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    NoLanguage,
    NoTitle,
    /// Not exactly one main heading.
    MainHeading,
    /// A level of headings is left out.
    HeadingLevel,
    EmptyHeading,
    DoubleId,
    /// Something refers to an identifier that is not there.
    DeadReference,
    NoLabel,
    NoLegend,
    EmptyButton,
    EmptyLink,
    NoAlternative,
    /// A table without headings of its columns or rows.
    NoTableHeading,
}

impl Kind {
    /// Identifier of the text, after `designer-accessibility-`.
    pub(crate) const fn key(self) -> &'static str {
        match self {
            Self::NoLanguage => "language",
            Self::NoTitle => "title",
            Self::MainHeading => "main-heading",
            Self::HeadingLevel => "heading-level",
            Self::EmptyHeading => "empty-heading",
            Self::DoubleId => "double-id",
            Self::DeadReference => "dead-reference",
            Self::NoLabel => "no-label",
            Self::NoLegend => "no-legend",
            Self::EmptyButton => "empty-button",
            Self::EmptyLink => "empty-link",
            Self::NoAlternative => "no-alternative",
            Self::NoTableHeading => "no-table-heading",
        }
    }
}

/// Everything found on a page in `language`.
pub(crate) fn look_over(html: &str, language: &str) -> Vec<Finding> {
    let mut look = Look::default();
    for event in events(html) {
        match event {
            Event::Open(tag) => look.open(tag),
            Event::Close(name) => look.close(name),
            Event::Text(text) => look.text(text),
        }
    }
    while let Some(open) = look.stack.pop() {
        look.end(open);
    }
    look.finish(language)
}

/// An element that is still open.
struct Open<'h> {
    tag: Tag<'h>,
    /// What is read out of it.
    words: String,
    has_heading_cell: bool,
    has_legend: bool,
}

/// A box that has to have a name.
struct Control<'h> {
    id: &'h str,
    thing: String,
    is_named: bool,
}

#[derive(Default)]
struct Look<'h> {
    stack: Vec<Open<'h>>,
    found: Vec<Finding>,
    ids: HashSet<&'h str>,
    references: Vec<&'h str>,
    /// Words of labels by the box they are for.
    labels: HashMap<&'h str, String>,
    controls: Vec<Control<'h>>,
    headings: Vec<(u8, String)>,
    language: Option<&'h str>,
    title: String,
}

/// Elements that hold nothing.
const VOID: &[&str] = &[
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track",
    "wbr",
];

impl<'h> Look<'h> {
    fn find(&mut self, kind: Kind, thing: impl Into<String>) {
        self.found.push(Finding {
            kind,
            thing: thing.into(),
        });
    }

    fn open(&mut self, tag: Tag<'h>) {
        if let Some(id) = tag.get("id")
            && !self.ids.insert(id)
        {
            self.find(Kind::DoubleId, id);
        }
        for name in [
            "aria-describedby",
            "aria-labelledby",
            "for",
            "aria-controls",
        ] {
            let ids = tag.get(name).unwrap_or_default().split_whitespace();
            self.references.extend(ids);
        }
        if let Some(id) = tag.get("href").and_then(|href| href.strip_prefix('#'))
            && !id.is_empty()
        {
            self.references.push(id);
        }
        match tag.name {
            "html" => self.language = tag.get("lang"),
            "input" | "select" | "textarea" => self.control(&tag),
            "img" => match tag.get("alt") {
                Some(alt) => self.text(alt),
                None => self.find(Kind::NoAlternative, tag.get("src").unwrap_or_default()),
            },
            "th" => {
                if let Some(table) = self.stack.iter_mut().rfind(|o| o.tag.name == "table") {
                    table.has_heading_cell = true;
                }
            }
            "legend" => {
                if let Some(set) = self.stack.iter_mut().rfind(|o| o.tag.name == "fieldset") {
                    set.has_legend = true;
                }
            }
            _ => {}
        }
        if !VOID.contains(&tag.name) {
            self.stack.push(Open {
                tag,
                words: String::new(),
                has_heading_cell: false,
                has_legend: false,
            });
        }
    }

    fn control(&mut self, tag: &Tag<'h>) {
        let kind = tag.get("type").unwrap_or_default();
        if kind == "hidden" || tag.get("aria-hidden") == Some("true") {
            return;
        }
        if matches!(kind, "submit" | "button" | "reset" | "image") {
            let said = tag.get("value").or(tag.get("alt")).unwrap_or_default();
            if said.trim().is_empty() && !names_itself(tag) {
                self.find(Kind::EmptyButton, tag.get("name").unwrap_or_default());
            }
            return;
        }
        let in_label = self.stack.iter().any(|open| open.tag.name == "label");
        let id = tag.get("id").unwrap_or_default();
        let thing = if id.is_empty() {
            tag.get("name")
        } else {
            Some(id)
        };
        self.controls.push(Control {
            id,
            thing: thing.unwrap_or_default().to_owned(),
            is_named: in_label || names_itself(tag),
        });
    }

    /// Words count for everything around them that is not hidden.
    fn text(&mut self, text: &str) {
        let hidden = self
            .stack
            .iter()
            .rposition(|open| open.tag.get("aria-hidden") == Some("true"));
        let from = hidden.map_or(0, |at| at + 1);
        let is_read = !text.trim().is_empty();
        for open in self.stack.iter_mut().skip(from).filter(|_| is_read) {
            open.words.push_str(text);
        }
    }

    fn close(&mut self, name: &str) {
        let Some(at) = self.stack.iter().rposition(|open| open.tag.name == name) else {
            return;
        };
        while self.stack.len() > at {
            if let Some(open) = self.stack.pop() {
                self.end(open);
            }
        }
    }

    fn end(&mut self, open: Open<'h>) {
        let tag = &open.tag;
        let words = open.words.trim();
        let is_silent = words.is_empty() && !names_itself(tag);
        let is_hidden = tag.get("aria-hidden") == Some("true");
        match tag.name {
            "title" if self.title.is_empty() => words.clone_into(&mut self.title),
            "label" => {
                let of = tag.get("for").unwrap_or_default();
                self.labels.entry(of).or_default().push_str(words);
            }
            "a" if is_silent && !is_hidden && tag.get("href").is_some() => {
                self.find(Kind::EmptyLink, tag.get("href").unwrap_or_default());
            }
            "button" if is_silent && !is_hidden => {
                self.find(Kind::EmptyButton, tag.get("value").unwrap_or_default());
            }
            "table" if !open.has_heading_cell => {
                self.find(
                    Kind::NoTableHeading,
                    words.chars().take(40).collect::<String>(),
                );
            }
            "fieldset" if !open.has_legend && !names_itself(tag) => {
                self.find(Kind::NoLegend, tag.get("id").unwrap_or_default());
            }
            "legend" if is_silent => self.find(Kind::NoLegend, ""),
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => {
                if is_silent {
                    self.find(Kind::EmptyHeading, tag.name);
                }
                let level = tag.name.as_bytes()[1] - b'0';
                self.headings.push((level, words.to_owned()));
            }
            _ => {}
        }
    }

    fn finish(mut self, language: &str) -> Vec<Finding> {
        if self.language != Some(language) {
            self.find(Kind::NoLanguage, self.language.unwrap_or_default());
        }
        if self.title.is_empty() {
            self.find(Kind::NoTitle, "");
        }
        for reference in std::mem::take(&mut self.references) {
            if !self.ids.contains(reference) {
                self.find(Kind::DeadReference, reference);
            }
        }
        for control in std::mem::take(&mut self.controls) {
            let label = self.labels.get(control.id).map(|label| label.trim());
            let is_labelled =
                !control.id.is_empty() && label.is_some_and(|label| !label.is_empty());
            if !control.is_named && !is_labelled {
                self.find(Kind::NoLabel, control.thing);
            }
        }
        let headings = std::mem::take(&mut self.headings);
        if headings.iter().filter(|(level, _)| *level == 1).count() != 1 {
            self.find(Kind::MainHeading, "");
        }
        for pair in headings.windows(2) {
            if pair[1].0 > pair[0].0 + 1 {
                self.find(Kind::HeadingLevel, pair[1].1.as_str());
            }
        }
        self.found
    }
}

/// Whether an element carries its name in attributes; that the identifiers exist is checked apart.
fn names_itself(tag: &Tag<'_>) -> bool {
    let filled = |name: &str| tag.get(name).is_some_and(|text| !text.trim().is_empty());
    filled("aria-label") || filled("aria-labelledby")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page(body: &str) -> String {
        format!(
            "<!doctype html><html lang=\"pl\"><head><title>Próba</title></head>\
             <body><h1>Próba</h1>{body}</body></html>"
        )
    }

    fn kinds(html: &str) -> Vec<Kind> {
        let found = look_over(html, "pl").into_iter();
        found.map(|one| one.kind).collect()
    }

    #[test]
    fn a_good_page_has_no_findings() {
        let body = "<h2>Dane</h2><label for=\"a\">Imię</label><input id=\"a\" name=\"a\" \
                    aria-describedby=\"a-hint\"><p id=\"a-hint\">Jak w dowodzie</p>\
                    <input type=\"hidden\" name=\"x\"><button>Dalej</button>\
                    <button class=\"sr\" aria-hidden=\"true\"></button>\
                    <label>Zgoda <input type=\"checkbox\" name=\"z\"></label>\
                    <a href=\"/a\"><img src=\"x\" alt=\"Strona główna\"></a>\
                    <fieldset><legend>Rodzaj</legend></fieldset>\
                    <table><tr><th scope=\"col\">Kto</th></tr></table><script>if (a<b) {}</script>";
        assert_eq!(kinds(&page(body)), []);
    }

    #[test]
    fn every_fault_is_found_and_named() {
        for (body, kind) in [
            ("<input id=\"a\" name=\"a\">", Kind::NoLabel),
            (
                "<label for=\"a\"> </label><select id=\"a\"></select>",
                Kind::NoLabel,
            ),
            ("<p id=\"a\"></p><p id=\"a\"></p>", Kind::DoubleId),
            ("<a href=\"#nie-ma\">Pole</a>", Kind::DeadReference),
            ("<h3>Za nisko</h3>", Kind::HeadingLevel),
            ("<h2></h2>", Kind::EmptyHeading),
            ("<h1>Drugi</h1>", Kind::MainHeading),
            ("<a href=\"/x\"> </a>", Kind::EmptyLink),
            (
                "<button value=\"x\"><span aria-hidden=\"true\">×</span></button>",
                Kind::EmptyButton,
            ),
            ("<img src=\"x\">", Kind::NoAlternative),
            (
                "<fieldset><input type=\"hidden\"></fieldset>",
                Kind::NoLegend,
            ),
            ("<table><tr><td>1</td></tr></table>", Kind::NoTableHeading),
        ] {
            assert_eq!(kinds(&page(body)), [kind], "{body}");
        }
        let bare = "<html lang=\"en\"><body><h1>A</h1></body></html>";
        assert_eq!(kinds(bare), [Kind::NoLanguage, Kind::NoTitle]);
    }
}
