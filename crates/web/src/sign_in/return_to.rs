//! Where to go after signing in: a path of the same host, and nothing else.

/// Longest address remembered.
const BYTES_MAX: usize = 1_500;
/// Where somebody goes who did not come from anywhere.
pub(super) const HOME: &str = "/";

/// The path asked for, or `home` when it is missing, leads elsewhere, or leads back to sign-in.
pub(super) fn checked<'a>(asked: Option<&'a str>, home: &'a str) -> &'a str {
    match asked {
        Some(path) if is_own(path) && !is_sign_in(path) => path,
        Some(_) | None => home,
    }
}

/// `path` if it is one of the host that is visited.
pub(crate) fn own_path(path: &str) -> Option<&str> {
    is_own(path).then_some(path)
}

/// Whether a browser reads `path` as a path of the host it is at. Browsers take `\` for `/` and
/// drop tabs and line ends, so neither may stand anywhere.
fn is_own(path: &str) -> bool {
    path.len() <= BYTES_MAX
        && path.starts_with('/')
        && !path.starts_with("//")
        && path.bytes().all(|b| b.is_ascii_graphic() && b != b'\\')
}

fn is_sign_in(path: &str) -> bool {
    let path = path.split(['?', '#']).next().unwrap_or_default();
    let path = path.strip_prefix("/urzad").unwrap_or(path);
    ["/logowanie", "/zaproszenie", "/wyloguj", "/wylogowano"]
        .iter()
        .any(|start| path == *start || path.starts_with(&format!("{start}/")))
}

#[cfg(test)]
mod tests {
    use super::checked;

    #[test]
    fn a_path_of_this_host_is_kept() {
        for path in ["/", "/uslugi/in-1", "/robocze/1/krok/a?x=1&y=%C5%82#b"] {
            assert_eq!(checked(Some(path), "/home"), path);
        }
    }

    #[test]
    fn nothing_leads_to_another_host() {
        let foreign = [
            "//evil.example",
            "///evil.example",
            "/\\evil.example",
            "\\\\evil.example",
            "/\t/evil.example",
            "/\n/evil.example",
            "/a\r\nSet-Cookie: x=1",
            "https://evil.example/",
            "javascript:alert(1)",
            "evil.example",
            "",
            " /",
            "/a b",
            "/x\\@evil.example",
            "/\u{2028}/evil.example",
        ];
        for path in foreign {
            assert_eq!(checked(Some(path), "/home"), "/home", "{path:?}");
        }
        assert_eq!(checked(None, "/home"), "/home");
        assert_eq!(
            checked(Some(&format!("/{}", "a".repeat(2_000))), "/home"),
            "/home"
        );
    }

    #[test]
    fn nothing_leads_back_to_sign_in() {
        for path in [
            "/logowanie",
            "/logowanie?powrot=/x",
            "/logowanie/dev",
            "/urzad/logowanie/kod",
            "/wyloguj",
        ] {
            assert_eq!(checked(Some(path), "/home"), "/home");
        }
        assert_eq!(
            checked(Some("/logowanie-pomoc"), "/home"),
            "/logowanie-pomoc"
        );
    }
}
