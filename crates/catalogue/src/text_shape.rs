//! What an e-mail address, a telephone number, a host and an address of a page look like.

/// Longest e-mail address, in characters (RFC 5321, 4.5.3.1.3).
const EMAIL_CHARS_MAX: usize = 254;

/// Whether `text` looks like an e-mail address; no mail is sent to find out.
pub fn is_email(text: &str) -> bool {
    let Some((name, host)) = text.rsplit_once('@') else {
        return false;
    };
    let plain = |c: char| c.is_alphanumeric() || "!#$%&'*+-/=?^_`{|}~.".contains(c);
    text.chars().count() <= EMAIL_CHARS_MAX
        && (1..=64).contains(&name.chars().count())
        && name.chars().all(plain)
        && !name.starts_with('.')
        && !name.ends_with('.')
        && !name.contains("..")
        && host.contains('.')
        && host.split('.').all(is_label)
}

/// The number with its spaces, dashes and brackets left out; `None` when it is no number.
///
/// Nine digits for Poland, 7 to 15 with `+` or `00` and a country code.
pub(crate) fn phone(text: &str) -> Option<String> {
    let bare: String = text
        .chars()
        .filter(|c| !c.is_whitespace() && !"-–().".contains(*c))
        .collect();
    let (sign, digits) = match bare.strip_prefix('+').or_else(|| bare.strip_prefix("00")) {
        Some(rest) => ("+", rest),
        None => ("", bare.as_str()),
    };
    let length = if sign.is_empty() { 9..=9 } else { 7..=15 };
    (length.contains(&digits.len()) && digits.bytes().all(|b| b.is_ascii_digit()))
        .then(|| format!("{sign}{digits}"))
}

/// Whether `text` is a host name in lower case with at least one dot, in A-label form.
pub(crate) fn is_host(text: &str) -> bool {
    text.len() <= 253
        && text.contains('.')
        && text.is_ascii()
        && !text.bytes().any(|b| b.is_ascii_uppercase())
        && text.split('.').all(is_label)
        // The last label of an address in numbers is a number.
        && text.rsplit('.').next().is_some_and(|last| last.contains(|c: char| c.is_alphabetic()))
}

/// Whether `text` is an absolute address of a page without spaces.
pub fn is_url(text: &str) -> bool {
    let rest = text
        .strip_prefix("https://")
        .or_else(|| text.strip_prefix("http://"));
    let host = rest.and_then(|rest| rest.split(['/', ':', '?', '#']).next());
    host.is_some_and(|host| !host.is_empty() && host.split('.').all(is_label))
        && !text
            .chars()
            .any(|c| c.is_whitespace() || c.is_control() || "\"<>@\\".contains(c))
}

fn is_label(label: &str) -> bool {
    (1..=63).contains(&label.len())
        && label.chars().all(|c| c.is_alphanumeric() || c == '-')
        && !label.starts_with('-')
        && !label.ends_with('-')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_of_mail() {
        for right in [
            "anna@example.pl",
            "a.b+c@mail.example.com",
            "józef@gmina.pl",
        ] {
            assert!(is_email(right), "{right}");
        }
        for wrong in [
            "", "anna", "anna@", "@b.pl", "a@b", "a b@c.pl", "a@b..pl", "a\n@b.pl",
        ] {
            assert!(!is_email(wrong), "{wrong:?}");
        }
    }

    #[test]
    fn telephone_numbers_lose_their_spaces() {
        assert_eq!(phone("85 000-00-15").as_deref(), Some("850000015"));
        assert_eq!(phone("+48 600 000 000").as_deref(), Some("+48600000000"));
        assert_eq!(phone("0048 600000000").as_deref(), Some("+48600000000"));
        assert_eq!(phone("12345"), None);
        assert_eq!(phone("60000000a"), None);
    }

    #[test]
    fn hosts_and_pages() {
        assert!(is_host("eurzad.grajewo.pl") && is_host("xn--d-0ga.pl"));
        for wrong in [
            "localhost",
            "A.pl",
            "a..pl",
            "a.pl.",
            "łomża.pl",
            "10.0.0.1",
            "a_b.pl",
        ] {
            assert!(!is_host(wrong), "{wrong}");
        }
        assert!(is_url("https://bip.example.pl/x?y=1") && is_url("http://login.localhost:8080"));
        assert!(!is_url("javascript:alert(1)") && !is_url("https://"));
    }
}
