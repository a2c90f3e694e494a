//! Texts of other systems: HTML becomes plain words.

/// Tags behind which a new line starts.
const BLOCKS: &[&str] = &[
    "p", "br", "li", "div", "h1", "h2", "h3", "h4", "h5", "h6", "tr",
];

/// The words of a text that may be HTML: tags go, paragraphs become lines.
pub(super) fn plain(html: &str) -> String {
    let mut out = String::new();
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        let (before, tag) = rest.split_at(at);
        out.push_str(before);
        // A sign "less than" that opens no tag is a sign.
        let name = tag[1..].trim_start_matches('/');
        let is_tag = name.starts_with(|c: char| c.is_ascii_alphabetic() || c == '!');
        let Some(end) = tag.find('>').filter(|_| is_tag) else {
            out.push('<');
            rest = &tag[1..];
            continue;
        };
        let name: String = name
            .chars()
            .take_while(char::is_ascii_alphanumeric)
            .collect();
        if BLOCKS.contains(&name.to_ascii_lowercase().as_str()) {
            out.push('\n');
        }
        rest = &tag[end + 1..];
    }
    out.push_str(rest);
    let out = out
        .replace("&nbsp;", " ")
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&#39;", "'")
        .replace("&amp;", "&");
    let lines = out
        .lines()
        .map(|line| line.split_whitespace().collect::<Vec<_>>().join(" "));
    let lines: Vec<String> = lines.filter(|line| !line.is_empty()).collect();
    lines.join("\n")
}

#[cfg(test)]
mod tests {
    use super::plain;

    #[test]
    fn markup_goes_and_words_stay() {
        assert_eq!(
            plain("<p>Dzień <b>dobry</b></p><p>a&amp;b</p>"),
            "Dzień dobry\na&b"
        );
        assert_eq!(plain("mniej niż 5 < 6 m²"), "mniej niż 5 < 6 m²");
        assert_eq!(plain("<script>x"), "x");
        assert_eq!(plain("niezamknięty <b"), "niezamknięty <b");
    }
}
