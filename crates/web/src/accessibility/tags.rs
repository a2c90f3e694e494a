//! The tags and texts of a page, as our templates write them: well-formed, attributes in quotes.

/// What comes next on a page.
pub(super) enum Event<'h> {
    Open(Tag<'h>),
    Close(&'h str),
    Text(&'h str),
}

/// An opening tag.
pub(super) struct Tag<'h> {
    /// In small letters, as templates write it.
    pub(super) name: &'h str,
    attributes: Vec<(&'h str, &'h str)>,
}

impl<'h> Tag<'h> {
    /// The text of an attribute, entities as they are written; empty when it stands alone.
    pub(super) fn get(&self, name: &str) -> Option<&'h str> {
        let found = self.attributes.iter().find(|(known, _)| *known == name);
        found.map(|(_, text)| *text)
    }
}

/// Elements whose content is no markup.
const RAW: &[&str] = &["script", "style"];

/// All tags and texts in order; comments and declarations are passed over.
pub(super) fn events(html: &str) -> Vec<Event<'_>> {
    let mut events = Vec::new();
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        if at > 0 {
            events.push(Event::Text(&rest[..at]));
        }
        rest = &rest[at..];
        if let Some(comment) = rest.strip_prefix("<!--") {
            rest = comment.split_once("-->").map_or("", |(_, after)| after);
            continue;
        }
        let end = end_of_tag(rest);
        let inside = &rest[1..end];
        rest = rest.get(end + 1..).unwrap_or_default();
        if inside.starts_with('!') || inside.starts_with('?') {
            continue;
        }
        if let Some(name) = inside.strip_prefix('/') {
            events.push(Event::Close(name.trim()));
            continue;
        }
        let tag = read(inside);
        let name = tag.name;
        events.push(Event::Open(tag));
        if RAW.contains(&name) {
            let close = format!("</{name}");
            rest = rest.find(&close).map_or("", |at| &rest[at..]);
        }
    }
    if !rest.is_empty() {
        events.push(Event::Text(rest));
    }
    events
}

/// Where the `>` of the tag stands that begins the text; a `>` in quotes does not count.
fn end_of_tag(text: &str) -> usize {
    let mut quote = None;
    for (at, byte) in text.bytes().enumerate() {
        match (quote, byte) {
            (None, b'>') => return at,
            (None, b'"' | b'\'') => quote = Some(byte),
            (Some(open), byte) if open == byte => quote = None,
            _ => {}
        }
    }
    text.len()
}

fn read(inside: &str) -> Tag<'_> {
    let is_end = |c: char| c.is_whitespace() || c == '/';
    let at = inside.find(is_end).unwrap_or(inside.len());
    let (name, mut rest) = inside.split_at(at);
    let mut attributes = Vec::new();
    loop {
        rest = rest.trim_start_matches(is_end);
        if rest.is_empty() {
            return Tag { name, attributes };
        }
        let at = rest.find(|c: char| is_end(c) || c == '=');
        let (key, after) = rest.split_at(at.unwrap_or(rest.len()));
        let Some(value) = after.trim_start().strip_prefix('=') else {
            attributes.push((key, ""));
            rest = after;
            continue;
        };
        let value = value.trim_start();
        let quote = value.chars().next().filter(|c| matches!(c, '"' | '\''));
        let (text, after) = match quote {
            Some(quote) => value[1..].split_once(quote).unwrap_or((&value[1..], "")),
            None => {
                let end = value.find(char::is_whitespace).unwrap_or(value.len());
                value.split_at(end)
            }
        };
        attributes.push((key, text));
        rest = after;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_attributes_and_texts_are_told_apart() {
        let html = "<p class=\"a > b\" hidden id=x>Tekst<!-- <p> --><br/><b>!</b>";
        let told: Vec<String> = events(html)
            .iter()
            .map(|event| match event {
                Event::Open(tag) => format!("<{} {:?}", tag.name, tag.attributes),
                Event::Close(name) => format!("</{name}"),
                Event::Text(text) => (*text).to_owned(),
            })
            .collect();
        assert_eq!(
            told,
            [
                "<p [(\"class\", \"a > b\"), (\"hidden\", \"\"), (\"id\", \"x\")]",
                "Tekst",
                "<br []",
                "<b []",
                "!",
                "</b"
            ]
        );
    }

    #[test]
    fn a_page_cut_off_ends_anyway() {
        for html in ["<", "<p", "<p class=\"a", "<!--", "<script>a<b", "a < b"] {
            events(html);
        }
    }
}
