//! The Markdown of editors: what it makes, and what it never makes.

use catalogue::markup::{html, inline, plain};
use proptest::prelude::*;

mod makes {
    use super::*;

    #[test]
    fn paragraphs_with_bold_and_emphasis() {
        let text = "Wniosek składa **właściciel**.\n\nOdpowiedź *bez opłaty*.";
        let made = "<p>Wniosek składa <strong>właściciel</strong>.</p>\
                    <p>Odpowiedź <em>bez opłaty</em>.</p>";
        assert_eq!(html(text), made);
    }

    #[test]
    fn lists_within_lists() {
        let text = "Potrzebne:\n\n- dowód\n- mapa:\n  1. zasadnicza\n  2. do celów projektowych";
        let made = "<p>Potrzebne:</p><ul><li>dowód</li><li>mapa:<ol><li>zasadnicza</li>\
                    <li>do celów projektowych</li></ol></li></ul>";
        assert_eq!(html(text), made);
        let told = "Potrzebne:\n– dowód\n– mapa:\n1. zasadnicza\n2. do celów projektowych";
        assert_eq!(plain(text), told);
        assert_eq!(inline(text), told.replace('\n', "<br>"));
    }

    #[test]
    fn numbers_that_go_on_where_the_text_says() {
        assert_eq!(html("3. trzeci"), "<ol start=\"3\"><li>trzeci</li></ol>");
    }

    #[test]
    fn links_to_safe_places_only() {
        let link = |to: &str| html(&format!("[tu]({to})"));
        assert_eq!(
            link("https://isap.sejm.gov.pl/a?b=1&c=2"),
            "<p><a href=\"https://isap.sejm.gov.pl/a?b=1&amp;c=2\" rel=\"noopener\">tu</a></p>"
        );
        assert_eq!(
            link("/uslugi/in-1"),
            "<p><a href=\"/uslugi/in-1\">tu</a></p>"
        );
        assert_eq!(link("#oplata"), "<p><a href=\"#oplata\">tu</a></p>");
        assert_eq!(
            link("mailto:urzad@example.pl"),
            "<p><a href=\"mailto:urzad@example.pl\">tu</a></p>"
        );
        assert_eq!(
            html("<urzad@example.pl>"),
            "<p><a href=\"mailto:urzad@example.pl\">urzad@example.pl</a></p>"
        );
    }

    #[test]
    fn headings_from_the_third_level_on() {
        assert_eq!(html("# Kto"), "<h3>Kto</h3>");
        assert_eq!(html("##### Kto"), "<h5>Kto</h5>");
        assert_eq!(inline("# Kto\nkażdy"), "Kto<br>każdy");
    }

    #[test]
    fn a_line_of_its_own_of_every_line() {
        assert_eq!(html("pon. 8–16\nwt. 8–17"), "<p>pon. 8–16<br>wt. 8–17</p>");
    }

    #[test]
    fn plain_words_for_titles_and_letters() {
        let text = "**Uwaga:** zobacz [wzór](https://example.pl/w) i <https://example.pl>\n\n# Co";
        let told = "Uwaga: zobacz wzór (https://example.pl/w) i https://example.pl\nCo";
        assert_eq!(plain(text), told);
        assert_eq!(plain("a < b & c"), "a < b & c");
    }

    #[test]
    fn nothing_of_nothing() {
        for nothing in ["", "   \n\n ", "***", "[a]: https://example.pl"] {
            assert_eq!(html(nothing), "", "{nothing:?}");
        }
    }
}

mod never {
    use super::*;

    #[test]
    fn runs_anything() {
        for attack in [
            "[x](javascript:alert(1))",
            "[x](JaVaScRiPt:alert(1))",
            "[x](java\nscript:alert(1))",
            "[x](java&#x09;script:alert(1))",
            "[x](&#106;avascript:alert(1))",
            "[x](&#x6A&#x61vascript:alert(1))",
            "[x](\u{1}javascript:alert(1))",
            "[x](%6aavascript:alert(1))",
            "[x](data:text/html;base64,PHNjcmlwdD4=)",
            "[x](vbscript:msgbox(1))",
            "[x](http://example.pl)",
            "[x](//example.pl)",
            "[x](/\\example.pl)",
            "[x](\\\\example.pl)",
            "[x](https:example.pl)",
            "[x](https://urzad.gov.pl@zly.example)",
            "[x](mailto:a@b.pl?bcc=c@d.pl)",
            "[x](mailto:a@b.pl%0abcc:c@d.pl)",
            "[x](file:///etc/passwd)",
            "<javascript:alert(1)>",
            "[x][y]\n\n[y]: javascript:alert(1)",
            "[![x](javascript:alert(1))](javascript:alert(2))",
            "![x](https://zly.example/p.png)",
        ] {
            let made = html(attack);
            assert!(!made.contains("href") && !made.contains("src"), "{made}");
            assert_allowed(&made);
        }
    }

    #[test]
    fn lets_html_through() {
        for attack in [
            "<script>alert(1)</script>",
            "<img src=x onerror=alert(1)>",
            "a <b onclick=\"x\">b</b>",
            "<!-- <script> -->",
            "<svg/onload=alert(1)>",
            "<![CDATA[<script>]]>",
            "<?php ?>",
            "&lt;script&gt;alert(1)&lt;/script&gt;",
            "&#60;script&#62;",
            "```\n<script>\n```",
            "`<script>`",
            "    <script>",
            "<div>\n\n**a**\n\n</div>",
            "[a\"><script>](https://example.pl/\"><script>)",
            "[a](https://example.pl \"onmouseover=alert(1)\")",
            "[a](<https://example.pl/' onmouseover='x>)",
            "| a |\n|---|\n| <b>x</b> |",
            "<p id=\"a11y-status\">zgodna</p>",
        ] {
            for made in [html(attack), inline(attack)] {
                assert_allowed(&made);
            }
        }
        assert_eq!(html("<b>x</b>"), "<p>&lt;b&gt;x&lt;/b&gt;</p>");
    }

    #[test]
    fn turns_the_direction_of_words() {
        assert_eq!(html("a\u{202e}b\u{200b}c"), "<p>abc</p>");
    }

    #[test]
    fn bends_under_depth_or_length() {
        let deep = [
            "> ".repeat(5_000),
            "- ".repeat(5_000),
            "*".repeat(20_000),
            "[".repeat(20_000),
            format!("{}a{}", "**".repeat(5_000), "**".repeat(5_000)),
            format!("{}a{}", "[".repeat(5_000), "](/a)".repeat(5_000)),
            "<".repeat(20_000),
            "&".repeat(20_000),
            "`".repeat(20_000),
            "a\n\n".repeat(400_000),
        ];
        for text in deep {
            let made = html(&text);
            assert_allowed(&made);
            assert_allowed(&inline(&text));
            assert!(!plain(&text).contains(['\u{0}', '\u{202e}']));
        }
        let nested: String = (0..40)
            .map(|n| format!("{}- a\n", "  ".repeat(n)))
            .collect();
        let made = html(&nested);
        assert_eq!(made.matches("<ul>").count(), 6);
        assert_eq!(made.matches('a').count(), 40);
    }
}

/// Only tags of the list, only their attributes, all closed in order, no signs left over.
fn assert_allowed(made: &str) {
    const TAGS: [&str; 10] = [
        "p", "ul", "ol", "li", "em", "strong", "h3", "h4", "h5", "h6",
    ];
    let mut open: Vec<&str> = Vec::new();
    let mut rest = made;
    while let Some((text, tail)) = rest.split_once('<') {
        assert_text(text);
        let (tag, after) = tail.split_once('>').expect("a tag that ends");
        rest = after;
        if let Some(name) = tag.strip_prefix('/') {
            assert_eq!(open.pop(), Some(name), "in order: {made}");
        } else if let Some(attributes) = tag.strip_prefix("a ") {
            assert_link(attributes);
            open.push("a");
        } else if let Some(start) = tag.strip_prefix("ol start=\"") {
            let number = start.strip_suffix('"').expect("a number");
            assert!(number.bytes().all(|b| b.is_ascii_digit()), "{tag}");
            open.push("ol");
        } else if tag != "br" {
            assert!(TAGS.contains(&tag), "{tag} in {made}");
            open.push(tag);
        }
    }
    assert_text(rest);
    assert!(open.is_empty(), "all closed: {made}");
}

fn assert_text(text: &str) {
    assert!(!text.contains(['<', '>', '"', '\'']), "{text:?}");
}

fn assert_link(attributes: &str) {
    let href = attributes
        .strip_prefix("href=\"")
        .expect("an address first");
    let (address, after) = href.split_once('"').expect("its end");
    let is_far = address.starts_with("https://");
    let is_mail = address.starts_with("mailto:");
    let is_here =
        address.starts_with('#') || (address.starts_with('/') && !address.starts_with("//"));
    assert!(is_far || is_mail || is_here, "{address}");
    assert_text(address);
    assert!(!address.contains(char::is_whitespace), "{address}");
    let expected = if is_far { " rel=\"noopener\"" } else { "" };
    assert_eq!(after, expected);
}

/// Pieces that mean something to Markdown, HTML or browsers, in any order.
fn nasty() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        prop::sample::select(vec![
            "<",
            ">",
            "\"",
            "'",
            "&",
            "&#60;",
            "&lt",
            "[",
            "]",
            "(",
            ")",
            "![",
            "](",
            "javascript:",
            "https://",
            "HTTPS://",
            "mailto:",
            "//",
            "/",
            "\\",
            "#",
            "# ",
            "- ",
            "1. ",
            "* ",
            "**",
            "_",
            "`",
            "```",
            "> ",
            "    ",
            "\n",
            "\n\n",
            "\t",
            "\r",
            "<a href=",
            "<script>",
            "</p>",
            "<!--",
            "-->",
            "x",
            "ą",
            "\u{0}",
            "\u{202e}",
            "@",
            "example.pl",
            ":",
            "|",
            "---",
            "{",
        ])
        .prop_map(str::to_owned),
        any::<char>().prop_map(String::from),
    ];
    prop::collection::vec(piece, 0..60).prop_map(|pieces| pieces.concat())
}

proptest! {
    #[test]
    fn whatever_is_typed_only_what_is_allowed_comes_out(text in nasty()) {
        assert_allowed(&html(&text));
        let line = inline(&text);
        assert_allowed(&line);
        prop_assert!(!["<p", "<ul", "<ol", "<li", "<h"].iter().any(|tag| line.contains(tag)));
    }

    #[test]
    fn words_without_signs_stay_as_they_are(
        words in prop::collection::vec("[a-ząćęłńóśźż]{1,12}", 1..8)
    ) {
        let text = words.join(" ");
        prop_assert_eq!(html(&text), format!("<p>{text}</p>"));
        prop_assert_eq!(plain(&text), text.clone());
        prop_assert_eq!(inline(&text), text);
    }
}
