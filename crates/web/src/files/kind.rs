//! What a file is, by its content; its name only has to agree.

const ZIP: &str = "application/zip";

/// A type that can be taken: extension, media type, and what its content may look like. Newer
/// office documents are zip archives whose first part need not tell which.
struct Known {
    extension: &'static str,
    media_type: &'static str,
    looks_like: &'static [&'static str],
}

const KNOWN: &[Known] = &[
    Known {
        extension: "pdf",
        media_type: "application/pdf",
        looks_like: &["application/pdf"],
    },
    Known {
        extension: "jpg",
        media_type: "image/jpeg",
        looks_like: &["image/jpeg"],
    },
    Known {
        extension: "png",
        media_type: "image/png",
        looks_like: &["image/png"],
    },
    Known {
        extension: "docx",
        media_type: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        looks_like: &[
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            ZIP,
        ],
    },
    Known {
        extension: "xlsx",
        media_type: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        looks_like: &[
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            ZIP,
        ],
    },
    Known {
        extension: "odt",
        media_type: "application/vnd.oasis.opendocument.text",
        looks_like: &["application/vnd.oasis.opendocument.text", ZIP],
    },
    Known {
        extension: "txt",
        media_type: "text/plain",
        looks_like: &[],
    },
    Known {
        extension: "csv",
        media_type: "text/csv",
        looks_like: &[],
    },
];

/// The media type of a file called `name` that begins with `head`; `None` unless its extension
/// is accepted and its content agrees. No `accept` means every type known here.
pub(super) fn media_type(accept: &[String], name: &str, head: &[u8]) -> Option<&'static str> {
    let extension = name.rsplit_once('.')?.1.to_lowercase();
    let extension = match extension.as_str() {
        "jpeg" => "jpg",
        other => other,
    };
    let known = KNOWN.iter().find(|known| known.extension == extension)?;
    let wanted = accept.is_empty() || accept.iter().any(|wanted| wanted == extension);
    let found = infer::get(head).map(|found| found.mime_type());
    let fits = match (known.looks_like, found) {
        ([], None) => is_text(head),
        ([], Some(found)) => found == "text/plain" && is_text(head),
        (_, None) => false,
        (likes, Some(found)) => likes.contains(&found),
    };
    (wanted && fits).then_some(known.media_type)
}

/// The `accept` of a file box for these extensions, e.g. `.pdf,.jpg,.jpeg`.
pub(crate) fn extensions(accept: &[String]) -> String {
    let mut dotted = Vec::new();
    for extension in accept {
        dotted.push(format!(".{extension}"));
        if extension == "jpg" {
            dotted.push(".jpeg".to_owned());
        }
    }
    dotted.join(",")
}

/// Text has no control characters but tabs, page breaks and ends of lines, in any encoding people
/// here use.
fn is_text(head: &[u8]) -> bool {
    !head
        .iter()
        .any(|byte| matches!(byte, 0..=8 | 11 | 14..=31 | 127))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn accept(list: &[&str]) -> Vec<String> {
        list.iter().map(|e| (*e).to_owned()).collect()
    }

    #[test]
    fn the_content_decides_and_the_name_must_agree() {
        let images = accept(&["pdf", "jpg"]);
        assert_eq!(
            media_type(&images, "Skan.PDF", b"%PDF-1.7\n"),
            Some("application/pdf")
        );
        assert_eq!(
            media_type(&images, "a.jpeg", b"\xff\xd8\xff\xe0\0\0"),
            Some("image/jpeg")
        );
        assert_eq!(media_type(&images, "a.pdf", b"MZ\x90\0"), None);
        assert_eq!(media_type(&images, "a.pdf", b"\xff\xd8\xff\xe0"), None);
        assert_eq!(media_type(&images, "a.exe", b"%PDF-1.7"), None);
        assert_eq!(media_type(&images, "pdf", b"%PDF-1.7"), None);
    }

    #[test]
    fn text_must_be_text() {
        let lists = accept(&["csv", "txt"]);
        assert_eq!(
            media_type(&lists, "a.csv", "żółw;1\r\n".as_bytes()),
            Some("text/csv")
        );
        assert_eq!(media_type(&lists, "a.txt", b"a\0b"), None);
        assert_eq!(
            media_type(&lists, "a.txt", b"<!DOCTYPE html><html></html>"),
            None
        );
        assert_eq!(media_type(&lists, "a.docx", b"PK\x03\x04"), None);
    }

    #[test]
    fn office_documents_are_archives() {
        let documents = accept(&["docx", "odt"]);
        let archive = b"PK\x03\x04\x14\0\0\0\0\0aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa";
        assert!(media_type(&documents, "a.docx", archive).is_some());
        assert!(media_type(&documents, "a.docx", b"%PDF-1.7").is_none());
        assert_eq!(extensions(&accept(&["pdf", "jpg"])), ".pdf,.jpg,.jpeg");
    }
}
