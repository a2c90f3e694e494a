//! Names of files: cleaned when they come in, quoted when they go out.

/// Longest name kept, in characters.
const NAME_CHARS_MAX: usize = 120;

/// The name without folders, characters that do not show or turn the text around, and leading
/// dots; shortened in the middle so that the extension stays.
pub(crate) fn clean(given: &str) -> String {
    let last = given.rsplit(['/', '\\']).next().unwrap_or_default();
    let shown: String = last
        .chars()
        .map(|c| if c.is_whitespace() { ' ' } else { c })
        .filter(|c| !c.is_control() && !is_invisible(*c))
        .collect();
    let words: Vec<&str> = shown.split_whitespace().collect();
    let tidy = words.join(" ");
    let tidy = tidy.trim_start_matches(['.', ' ']).trim_end_matches('.');
    let (stem, extension) = match tidy.rsplit_once('.') {
        Some((stem, extension)) if extension.chars().count() <= 10 => (stem, extension),
        _ => (tidy, ""),
    };
    let stem: String = stem.chars().take(NAME_CHARS_MAX).collect();
    match (stem.is_empty(), extension.is_empty()) {
        (true, true) => "plik".to_owned(),
        (true, false) => format!("plik.{extension}"),
        (false, true) => stem,
        (false, false) => format!("{stem}.{extension}"),
    }
}

/// Format characters: joiners, marks of direction, tags.
fn is_invisible(c: char) -> bool {
    matches!(c,
        '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{e0000}'..='\u{e007f}')
}

/// The `Content-Disposition` that saves a file under `name` and never shows it inline.
///
/// # Source
/// RFC 6266, with the name in UTF-8 as in RFC 8187 and a plain one for old programs.
pub(crate) fn disposition(name: &str) -> String {
    let plain: String = name
        .chars()
        .map(|c| match c {
            '"' | '\\' | '%' => '_',
            c if c.is_ascii_graphic() || c == ' ' => c,
            _ => '_',
        })
        .collect();
    let mut encoded = String::new();
    for byte in name.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'.' | b'-' | b'_' => {
                encoded.push(char::from(byte));
            }
            _ => encoded.push_str(&format!("%{byte:02X}")),
        }
    }
    format!("attachment; filename=\"{plain}\"; filename*=UTF-8''{encoded}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folders_and_tricks_are_left_out() {
        assert_eq!(clean("C:\\Users\\a\\Skan aktu.pdf"), "Skan aktu.pdf");
        assert_eq!(clean("../../etc/passwd"), "passwd");
        assert_eq!(clean("a\u{202e}fdp.exe"), "afdp.exe");
        assert_eq!(clean("  a\r\nb\t.pdf "), "a b .pdf");
        assert_eq!(clean("..."), "plik");
        assert_eq!(clean(".pdf"), "pdf");
        let long = format!("{}.pdf", "ż".repeat(400));
        assert_eq!(clean(&long).chars().count(), NAME_CHARS_MAX + 4);
    }

    #[test]
    fn a_name_cannot_break_out_of_the_header() {
        assert_eq!(
            disposition("Zażółć \"x\".pdf"),
            "attachment; filename=\"Za____ _x_.pdf\"; \
             filename*=UTF-8''Za%C5%BC%C3%B3%C5%82%C4%87%20%22x%22.pdf"
        );
    }
}
