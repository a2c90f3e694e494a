//! Polish words on a page of another language: marked where they are looked up, and told to
//! browsers and screen readers by `lang="pl"` when the page is written.

/// Stand around Polish words until the page is written; no text means anything by them.
const BEGIN: char = '\u{E000}';
const END: char = '\u{E001}';

/// Words that stay Polish on this page.
pub(crate) fn mark(text: &str) -> String {
    format!("{BEGIN}{text}{END}")
}

/// The words without their marks, and whether they had them: for what is not written as it is.
pub(crate) fn unmark(text: &str) -> (&str, bool) {
    let inside = text.strip_prefix(BEGIN);
    match inside.and_then(|text| text.strip_suffix(END)) {
        Some(inside) => (inside, true),
        None => (text, false),
    }
}

/// The page with an element around all marked words. Where no element may stand, in attributes
/// and in the title, the marks go away; an option takes the language itself.
pub(crate) fn tell(html: String) -> String {
    if !html.contains(BEGIN) {
        return html;
    }
    let mut page = Page {
        out: String::with_capacity(html.len() + html.len() / 8),
        ..Page::default()
    };
    let mut rest = html.as_str();
    while let Some(at) = rest.find(['<', '>', BEGIN, END]) {
        let (before, after) = rest.split_at(at);
        page.out.push_str(before);
        let mut signs = after.chars();
        let sign = signs.next().unwrap_or(END);
        rest = signs.as_str();
        match sign {
            '<' => page.open(rest),
            '>' => page.close(),
            BEGIN => page.begin(rest),
            _ => page.end(),
        }
    }
    page.out.push_str(rest);
    page.out
}

/// What was written so far, and where in it we stand.
#[derive(Default)]
struct Page {
    out: String,
    /// Where the name of the last tag begins.
    name_at: usize,
    /// Where its closing sign stands.
    closed_at: usize,
    in_tag: bool,
    in_span: bool,
}

impl Page {
    fn name(&self) -> &str {
        let tag = self.out.get(self.name_at..).unwrap_or_default();
        let end = tag.find(|sign: char| !sign.is_ascii_alphanumeric());
        tag.split_at(end.unwrap_or(tag.len())).0
    }

    fn open(&mut self, rest: &str) {
        self.out.push('<');
        // Inside of these a sign is only a sign, until their own end.
        let inside = matches!(self.name(), "script" | "style");
        if !inside || rest.starts_with("/script") || rest.starts_with("/style") {
            (self.in_tag, self.name_at) = (true, self.out.len());
        }
    }

    fn close(&mut self) {
        if self.in_tag {
            (self.in_tag, self.closed_at) = (false, self.out.len());
        }
        self.out.push('>');
    }

    fn begin(&mut self, rest: &str) {
        let is_paired = match (rest.find(END), rest.find('<')) {
            (Some(end), Some(tag)) => end < tag,
            (end, None) => end.is_some(),
            (None, Some(_)) => false,
        };
        let is_bare = matches!(self.name(), "title" | "textarea" | "script" | "style");
        if self.in_tag || !is_paired || is_bare {
            return;
        }
        if self.name() == "option" {
            if self.closed_at + 1 == self.out.len() {
                self.out.insert_str(self.closed_at, " lang=\"pl\"");
            }
            return;
        }
        self.out.push_str("<span lang=\"pl\">");
        self.in_span = true;
    }

    fn end(&mut self) {
        if self.in_span && !self.in_tag {
            self.out.push_str("</span>");
            self.in_span = false;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(html: &str) -> String {
        tell(html.replace('[', "\u{E000}").replace(']', "\u{E001}"))
    }

    #[test]
    fn words_get_an_element_with_their_language() {
        let polish = "<span lang=\"pl\">Pismo</span>";
        assert_eq!(told("<h1>[Pismo]</h1>"), format!("<h1>{polish}</h1>"));
        assert_eq!(
            told("<p>Заповніть «[Pismo]»: [Pismo]</p>"),
            format!("<p>Заповніть «{polish}»: {polish}</p>")
        );
        assert_eq!(told("<p>Лист</p>"), "<p>Лист</p>");
        assert_eq!(mark("Pismo"), "\u{E000}Pismo\u{E001}");
        assert_eq!(unmark(&mark("Pismo")), ("Pismo", true));
        assert_eq!(unmark("Лист"), ("Лист", false));
    }

    #[test]
    fn where_no_element_may_stand_the_marks_go_away() {
        assert_eq!(
            told("<title>[Pismo] – Urząd</title>"),
            "<title>Pismo – Urząd</title>"
        );
        assert_eq!(
            told("<p title=\"[Pismo]\">x</p>[y]"),
            "<p title=\"Pismo\">x</p><span lang=\"pl\">y</span>"
        );
        assert_eq!(
            told("<option value=\"a\" selected>[Sieć]</option><b>[x]</b>"),
            "<option value=\"a\" selected lang=\"pl\">Sieć</option>\
             <b><span lang=\"pl\">x</span></b>"
        );
        assert_eq!(
            told("<script>{\"a\":\"1 < [2]\"}</script>[x]"),
            "<script>{\"a\":\"1 < 2\"}</script><span lang=\"pl\">x</span>"
        );
    }

    #[test]
    fn marks_somebody_typed_open_nothing() {
        assert_eq!(told("<p>a [ b</p><p>c ] d</p>"), "<p>a  b</p><p>c  d</p>");
        assert_eq!(told("<p>]x</p>["), "<p>x</p>");
    }
}
