//! The little Markdown that texts of editors may use, made into HTML that holds nothing else.
//!
//! Paragraphs, lists, bold, emphasis, small headings, and links to `https:`, `mailto:` and the own
//! site. Everything else, HTML above all, stays the text that was typed. The parser
//! (pulldown-cmark, without its own writer) brings no crate that is not here already; what is
//! written is written here, from a list of allowed things.

use pulldown_cmark::{Event, HeadingLevel, LinkType, Parser, Tag};

/// A longer text is shown as it was typed, in characters.
const TEXT_CHARS_MAX: usize = 50_000;
/// Lists deeper than this lie flat in the one above.
const DEPTH_MAX: usize = 6;

/// The text as HTML: paragraphs, lists, headings from `h3` on.
#[must_use]
pub fn html(text: &str) -> String {
    write(text, Form::Blocks)
}

/// The text as HTML for places that hold no paragraphs, such as hints: what were paragraphs
/// follows each other by line.
#[must_use]
pub fn inline(text: &str) -> String {
    write(text, Form::Line)
}

/// The text without signs of Markdown, for titles, letters and data; links tell their address.
#[must_use]
pub fn plain(text: &str) -> String {
    write(text, Form::Plain)
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Form {
    Blocks,
    Line,
    Plain,
}

fn write(text: &str, form: Form) -> String {
    let mut writer = Writer::new(form);
    if text.chars().nth(TEXT_CHARS_MAX).is_some() {
        writer.as_typed(text);
    } else {
        for event in Parser::new(text) {
            writer.take(event);
        }
    }
    writer.finish()
}

/// What has been begun: what ends it, and what follows an end.
struct Open {
    end: String,
    is_block: bool,
    is_list: bool,
}

struct Writer {
    form: Form,
    out: String,
    open: Vec<Open>,
    /// Number of the next item of each list around; `None` for lists with dots.
    lists: Vec<Option<u64>>,
    /// Whether the next text begins a line of its own.
    breaks: bool,
}

impl Writer {
    fn new(form: Form) -> Self {
        Self {
            form,
            out: String::new(),
            open: Vec::new(),
            lists: Vec::new(),
            breaks: false,
        }
    }

    fn finish(self) -> String {
        debug_assert!(self.open.is_empty(), "every beginning has its end");
        self.out.trim().to_owned()
    }

    fn take(&mut self, event: Event<'_>) {
        match event {
            Event::Start(tag) => self.start(tag),
            Event::End(_) => self.end(),
            Event::Text(text) | Event::Code(text) | Event::Html(text) | Event::InlineHtml(text) => {
                self.text(&text);
            }
            Event::SoftBreak | Event::HardBreak => self.line(),
            // A rule parts nothing that headings do not; the rest is switched off in the parser.
            Event::Rule
            | Event::InlineMath(_)
            | Event::DisplayMath(_)
            | Event::FootnoteReference(_)
            | Event::TaskListMarker(_) => {}
        }
    }

    fn start(&mut self, tag: Tag<'_>) {
        match tag {
            Tag::Paragraph | Tag::HtmlBlock | Tag::CodeBlock(_) => self.block("p"),
            Tag::Heading { level, .. } => self.block(match level {
                HeadingLevel::H1 | HeadingLevel::H2 | HeadingLevel::H3 => "h3",
                HeadingLevel::H4 => "h4",
                HeadingLevel::H5 => "h5",
                HeadingLevel::H6 => "h6",
            }),
            Tag::List(first) => self.list(first),
            Tag::Item => self.item(),
            Tag::Emphasis => self.inside("<em>", "</em>"),
            Tag::Strong => self.inside("<strong>", "</strong>"),
            Tag::Link {
                link_type,
                dest_url,
                ..
            } => self.link(link_type, &dest_url),
            // Of an image its description; of anything else what it holds.
            _ => self.inside("", ""),
        }
    }

    fn block(&mut self, name: &str) {
        self.break_line();
        let end = match self.form {
            Form::Blocks => {
                self.out.push_str(&format!("<{name}>"));
                format!("</{name}>")
            }
            Form::Line | Form::Plain => String::new(),
        };
        self.begin(end, true);
    }

    fn list(&mut self, first: Option<u64>) {
        self.break_line();
        self.lists.push(first);
        let end = match (self.form, first) {
            (Form::Blocks, _) if self.lists.len() > DEPTH_MAX => String::new(),
            (Form::Blocks, None) => {
                self.out.push_str("<ul>");
                "</ul>".to_owned()
            }
            (Form::Blocks, Some(first)) => {
                self.out.push_str(&match first {
                    1 => "<ol>".to_owned(),
                    other => format!("<ol start=\"{other}\">"),
                });
                "</ol>".to_owned()
            }
            (Form::Line | Form::Plain, _) => String::new(),
        };
        self.begin(end, true);
        if let Some(open) = self.open.last_mut() {
            open.is_list = true;
        }
    }

    fn item(&mut self) {
        self.break_line();
        let is_flat = self.lists.len() > DEPTH_MAX;
        let number = self.lists.last_mut().and_then(|next| {
            let number = (*next)?;
            *next = Some(number.saturating_add(1));
            Some(number)
        });
        let end = match self.form {
            Form::Blocks if is_flat => String::new(),
            Form::Blocks => {
                self.out.push_str("<li>");
                "</li>".to_owned()
            }
            Form::Line | Form::Plain => {
                self.fresh_line();
                match number {
                    Some(number) => self.out.push_str(&format!("{number}. ")),
                    None => self.out.push_str("– "),
                }
                String::new()
            }
        };
        self.begin(end, true);
        // The paragraph of an item stands beside its dot.
        self.breaks = false;
    }

    fn inside(&mut self, start: &str, end: &str) {
        self.fresh_line();
        let (start, end) = match self.form {
            Form::Plain => ("", ""),
            Form::Blocks | Form::Line => (start, end),
        };
        self.out.push_str(start);
        self.begin(end.to_owned(), false);
    }

    fn link(&mut self, kind: LinkType, address: &str) {
        let Some(address) = target(kind, address) else {
            return self.inside("", "");
        };
        self.fresh_line();
        let is_autolink = matches!(kind, LinkType::Autolink | LinkType::Email);
        let end = match self.form {
            Form::Plain if is_autolink => String::new(),
            Form::Plain => format!(" ({address})"),
            Form::Blocks | Form::Line => {
                let rel = match address.starts_with("https:") {
                    true => " rel=\"noopener\"",
                    false => "",
                };
                let href = escaped(&address);
                self.out.push_str(&format!("<a href=\"{href}\"{rel}>"));
                "</a>".to_owned()
            }
        };
        self.begin(end, false);
    }

    fn begin(&mut self, end: String, is_block: bool) {
        self.open.push(Open {
            end,
            is_block,
            is_list: false,
        });
    }

    fn end(&mut self) {
        let Some(open) = self.open.pop() else {
            return;
        };
        self.out.push_str(&open.end);
        if open.is_list {
            self.lists.pop();
        }
        self.breaks |= open.is_block;
    }

    fn text(&mut self, text: &str) {
        self.fresh_line();
        let shown: String = text.chars().filter(|c| !is_hidden(*c)).collect();
        match self.form {
            Form::Plain => self.out.push_str(&shown),
            Form::Blocks | Form::Line => self.out.push_str(&escaped(&shown)),
        }
    }

    fn line(&mut self) {
        match self.form {
            Form::Plain => self.out.push('\n'),
            Form::Blocks | Form::Line => self.out.push_str("<br>"),
        }
    }

    /// A block begins: what stood before it has ended.
    fn break_line(&mut self) {
        if self.form == Form::Blocks {
            self.breaks = false;
        } else if !self.out.is_empty() && !self.out.ends_with("– ") && !self.out.ends_with(". ") {
            self.breaks = true;
        }
    }

    /// Begins the line that a block asked for.
    fn fresh_line(&mut self) {
        let wanted = std::mem::take(&mut self.breaks);
        if wanted && !self.out.is_empty() && self.form != Form::Blocks {
            self.line();
        }
    }

    fn as_typed(&mut self, text: &str) {
        for line in text.lines().filter(|line| !line.trim().is_empty()) {
            self.block("p");
            self.text(line);
            self.end();
        }
    }
}

/// Where a link may lead: `https:`, `mailto:` to one address, or a place of this site.
fn target(kind: LinkType, address: &str) -> Option<String> {
    let strange = |c: char| c.is_whitespace() || c.is_control() || is_hidden(c) || c == '\\';
    if address.chars().any(strange) {
        return None;
    }
    if matches!(kind, LinkType::Email) {
        return mail(address);
    }
    let below = |scheme: &str| {
        let start = address.get(..scheme.len())?;
        start
            .eq_ignore_ascii_case(scheme)
            .then(|| &address[scheme.len()..])
    };
    if let Some(rest) = below("mailto:") {
        return mail(rest);
    }
    if let Some(rest) = below("https://") {
        let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
        let is_host = !host.is_empty() && !host.contains('@');
        return is_host.then(|| format!("https://{rest}"));
    }
    let is_here =
        address.starts_with('#') || (address.starts_with('/') && !address.starts_with("//"));
    is_here.then(|| address.to_owned())
}

/// One address: no copies, no subject, nothing hidden behind `%`.
fn mail(address: &str) -> Option<String> {
    let (name, host) = address.split_once('@')?;
    let plain = |c: char| !matches!(c, '?' | '%' | '&' | ',' | ';' | '@' | '<' | '>' | '"');
    let is_one =
        !name.is_empty() && !host.is_empty() && (name.chars().chain(host.chars())).all(plain);
    is_one.then(|| format!("mailto:{address}"))
}

/// Signs nobody sees, some of which turn the direction of what follows around.
fn is_hidden(c: char) -> bool {
    let is_control = c.is_control() && !matches!(c, '\n' | '\t');
    let turns = matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    is_control || turns || matches!(c, '\u{200b}' | '\u{2060}' | '\u{feff}')
}

fn escaped(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '"' => safe.push_str("&quot;"),
            '\'' => safe.push_str("&#39;"),
            other => safe.push(other),
        }
    }
    safe
}
