//! Invented papers to attach: one page of PDF that says in Polish that it is no document.

use std::fmt::Write;

/// Lines of the page at most; longer texts are broken, the rest is left out.
const LINES_MAX: usize = 12;
/// Characters of a line.
const LINE_CHARS: usize = 60;
/// Polish letters a font of the standard fourteen has under no code of its own, each with the
/// name of its glyph; they get the codes from [`FIRST_CODE`] on.
const LETTERS: [(char, &str); 20] = [
    ('ą', "aogonek"),
    ('ć', "cacute"),
    ('ę', "eogonek"),
    ('ł', "lslash"),
    ('ń', "nacute"),
    ('ó', "oacute"),
    ('ś', "sacute"),
    ('ź', "zacute"),
    ('ż', "zdotaccent"),
    ('Ą', "Aogonek"),
    ('Ć', "Cacute"),
    ('Ę', "Eogonek"),
    ('Ł', "Lslash"),
    ('Ń', "Nacute"),
    ('Ó', "Oacute"),
    ('Ś', "Sacute"),
    ('Ź', "Zacute"),
    ('Ż', "Zdotaccent"),
    ('–', "endash"),
    ('§', "section"),
];
const FIRST_CODE: usize = 128;

/// A PDF of one page: the heading, then `text`.
///
/// # Source
/// ISO 32000-1: 7.5 (structure of a file), 9.6.6 (encodings of simple fonts).
pub(super) fn pdf(text: &str) -> Vec<u8> {
    let page = "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 6 0 R \
                /Resources << /Font << /F1 5 0 R >> >> >>";
    let font = format!(
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding \
         << /Type /Encoding /BaseEncoding /WinAnsiEncoding /Differences [{FIRST_CODE}{}] >> >>",
        LETTERS.iter().fold(String::new(), |mut names, (_, name)| {
            let _ = write!(names, " /{name}");
            names
        })
    );
    let content = content(text);
    let objects: [Vec<u8>; 6] = [
        b"<< /Type /Catalog /Pages 2 0 R /Lang (pl-PL) >>".to_vec(),
        b"<< /Type /Pages /Kids [4 0 R] /Count 1 >>".to_vec(),
        b"<< /Title (Dokument pokazowy) /Producer (Ratusz) >>".to_vec(),
        page.as_bytes().to_vec(),
        font.into_bytes(),
        [
            format!("<< /Length {} >>\nstream\n", content.len()).as_bytes(),
            &content,
            b"\nendstream",
        ]
        .concat(),
    ];
    // The comment of high bytes tells programs that the file is not plain text.
    let mut file = b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n".to_vec();
    let mut places = Vec::new();
    for (index, object) in objects.iter().enumerate() {
        places.push(file.len());
        file.extend_from_slice(format!("{} 0 obj\n", index + 1).as_bytes());
        file.extend_from_slice(object);
        file.extend_from_slice(b"\nendobj\n");
    }
    let table = file.len();
    let count = objects.len() + 1;
    let mut end = format!("xref\n0 {count}\n0000000000 65535 f \n");
    for place in places {
        let _ = writeln!(end, "{place:010} 00000 n ");
    }
    let _ = write!(
        end,
        "trailer\n<< /Size {count} /Root 1 0 R /Info 3 0 R >>\nstartxref\n{table}\n%%EOF\n"
    );
    file.extend_from_slice(end.as_bytes());
    file
}

/// What is drawn: a heading and the lines under it.
fn content(text: &str) -> Vec<u8> {
    let mut drawn = b"BT\n/F1 24 Tf\n72 740 Td\n".to_vec();
    show(&mut drawn, "Dokument pokazowy");
    drawn.extend_from_slice(b"/F1 12 Tf\n0 -36 Td\n16 TL\n");
    for line in lines(text) {
        show(&mut drawn, &line);
        drawn.extend_from_slice(b"T*\n");
    }
    drawn.extend_from_slice(b"ET");
    drawn
}

fn show(drawn: &mut Vec<u8>, line: &str) {
    drawn.push(b'(');
    for letter in line.chars() {
        let place = LETTERS.iter().position(|(known, _)| *known == letter);
        match (place, letter) {
            (Some(place), _) => drawn.push(u8::try_from(FIRST_CODE + place).unwrap_or(b'?')),
            (None, '(' | ')' | '\\') => {
                drawn.push(b'\\');
                drawn.push(u8::try_from(letter).unwrap_or(b'?'));
            }
            (None, ' '..='~') => drawn.push(u8::try_from(letter).unwrap_or(b'?')),
            (None, _) => drawn.push(b'?'),
        }
    }
    drawn.extend_from_slice(b") Tj\n");
}

fn lines(text: &str) -> Vec<String> {
    let mut lines = vec![String::new()];
    for word in text.split_whitespace() {
        let last = lines.last_mut().filter(|line| {
            line.is_empty() || line.chars().count() + word.chars().count() < LINE_CHARS
        });
        match last {
            Some(line) if line.is_empty() => line.push_str(word),
            Some(line) => {
                line.push(' ');
                line.push_str(word);
            }
            None => lines.push(word.to_owned()),
        }
    }
    lines.truncate(LINES_MAX);
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(file: &[u8], place: usize, sign: &str) -> bool {
        file.get(place..)
            .is_some_and(|rest| rest.starts_with(sign.as_bytes()))
    }

    #[test]
    fn every_object_is_where_the_table_says() {
        let file = pdf("Zgoda współwłaścicieli – załącznik (1)");
        let text = String::from_utf8_lossy(&file).into_owned();
        assert!(at(&file, 0, "%PDF-1."));
        let table: usize = text
            .rsplit("startxref\n")
            .next()
            .and_then(|rest| rest.lines().next())
            .and_then(|line| line.parse().ok())
            .unwrap();
        assert!(at(&file, table, "xref\n0 7\n"));
        let rows = std::str::from_utf8(&file[table..]).unwrap();
        let rows: Vec<&str> = rows.lines().skip(2).take(7).collect();
        for (number, row) in rows.iter().enumerate() {
            // With its line end each row has twenty bytes, as the standard demands.
            assert_eq!(row.len() + 1, 20, "{row:?}");
            if number > 0 {
                let place: usize = row[..10].parse().unwrap();
                assert!(at(&file, place, &format!("{number} 0 obj\n")), "{number}");
            }
        }
    }

    #[test]
    fn the_stream_is_as_long_as_it_says() {
        let file = pdf("ząb");
        let find = |sign: &str| {
            let sign = sign.as_bytes();
            file.windows(sign.len()).position(|part| part == sign)
        };
        let begin = find("stream\n").unwrap() + "stream\n".len();
        let end = find("\nendstream").unwrap();
        let told = format!("/Length {}", end - begin);
        assert!(find(&told).is_some(), "{told}");
    }

    #[test]
    fn polish_letters_have_their_glyphs_and_brackets_are_escaped() {
        let mut drawn = Vec::new();
        show(&mut drawn, "ął(\\ж");
        assert_eq!(drawn, b"(\x80\x83\\(\\\\?) Tj\n");
        let file = pdf("");
        let font = String::from_utf8_lossy(&file).into_owned();
        assert!(font.contains("[128 /aogonek /cacute /eogonek /lslash"));
        assert!(font.contains("Dokument pokazowy"));
    }

    #[test]
    fn long_texts_are_broken_and_cut() {
        let lines = lines(&"słowo ".repeat(1_000));
        assert_eq!(lines.len(), LINES_MAX);
        assert!(lines.iter().all(|line| line.chars().count() <= LINE_CHARS));
    }
}
