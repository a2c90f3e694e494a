//! The mail server, checked: `[mail]` and the secret `mail`.

use std::collections::HashMap;

use web::mail::{Encryption, Smtp, Transport};

use super::reader::Reader;

/// Name of the password among the secrets.
const PASSWORD: &str = "mail";

/// `None` without a host: then letters are written as files.
pub(super) fn read(reader: &mut Reader, secrets: &HashMap<String, String>) -> Option<Smtp> {
    let encryptions = [
        ("tls", Encryption::Tls),
        ("starttls", Encryption::StartTls),
        ("none", Encryption::None),
    ];
    let encryption = reader.choice("mail.encryption", &encryptions, Encryption::StartTls);
    let usual = match encryption {
        Encryption::Tls => 465,
        Encryption::StartTls => 587,
        Encryption::None => 25,
    };
    let port = reader.number("mail.port", 1..=65_535, usual);
    let user = reader.text("mail.user");
    let from = reader.text("mail.from");
    let Some(host) = reader.text("mail.host") else {
        for key in ["mail.port", "mail.encryption", "mail.user", "mail.from"] {
            if reader.has(key) {
                let hint = "dopisz mail.host albo usuń całą część [mail]";
                reader.complain(key, "bez mail.host nic nie znaczy", hint);
            }
        }
        return None;
    };
    let Some(from) = from else {
        let hint = "np. from = \"nie-odpowiadaj@uslugi.example.pl\"";
        reader.complain("mail.from", "brakuje adresu nadawcy", hint);
        return None;
    };
    let account = match (user, secrets.get(PASSWORD)) {
        (Some(user), Some(password)) => Some((user, password.clone())),
        (Some(_), None) => {
            let hint = "hasło podaj w RATUSZ__SECRETS__MAIL";
            reader.complain("mail.user", "brakuje hasła do poczty", hint);
            None
        }
        (None, _) => None,
    };
    // A password never goes over a network in clear.
    if account.is_some() && encryption == Encryption::None {
        let hint = "ustaw tls albo starttls, albo usuń mail.user";
        reader.complain("mail.encryption", "hasło szłoby otwartym tekstem", hint);
    }
    let smtp = Smtp {
        host,
        port: u16::try_from(port).unwrap_or(u16::MAX),
        encryption,
        account,
        from,
    };
    if let Err(fault) = Transport::smtp(&smtp) {
        let hint = "sprawdź mail.from (sam adres) i mail.host (nazwa serwera)";
        reader.complain("mail.from", &format!("nie da się użyć: {fault}"), hint);
    }
    Some(smtp)
}
