//! The few words of PostgreSQL's protocol needed to ask one question over the socket.
//!
//! Not every distribution brings `psql` beside the server, and a server counts as ready only
//! when it answers.
//!
//! # Source
//! PostgreSQL documentation, Frontend/Backend Protocol, Message Formats (version 3.0).

use std::io::{self, Read, Write};
use std::os::unix::net::UnixStream;
use std::path::Path;
use std::time::Duration;

/// Longest wait for an answer.
const ANSWER_WITHIN: Duration = Duration::from_secs(60);
/// Version 3.0 of the protocol.
const PROTOCOL: u32 = 0x0003_0000;
/// No message we ask for is longer.
const MESSAGE_BYTES_MAX: usize = 1 << 20;

/// Sends one statement as `ratusz`; gives the number of rows that came back.
///
/// # Errors
/// Nobody listens, the server is still starting, or it refuses: then with its own words.
pub(crate) fn ask(socket: &Path, database: &str, sql: &str) -> io::Result<usize> {
    let mut stream = UnixStream::connect(socket)?;
    stream.set_read_timeout(Some(ANSWER_WITHIN))?;
    let mut hello = PROTOCOL.to_be_bytes().to_vec();
    for word in ["user", "ratusz", "database", database, ""] {
        hello.extend_from_slice(word.as_bytes());
        hello.push(0);
    }
    stream.write_all(&framed(&hello)?)?;
    until_ready(&mut stream)?;
    let mut question = sql.as_bytes().to_vec();
    question.push(0);
    stream.write_all(b"Q")?;
    stream.write_all(&framed(&question)?)?;
    until_ready(&mut stream)
}

/// Reads messages up to "ready for query"; counts the rows among them.
fn until_ready(stream: &mut UnixStream) -> io::Result<usize> {
    let mut rows = 0;
    let mut refused = None;
    loop {
        let mut head = [0; 5];
        stream.read_exact(&mut head)?;
        let [kind, length @ ..] = head;
        let length = usize::try_from(u32::from_be_bytes(length)).unwrap_or(usize::MAX);
        let body = length
            .checked_sub(4)
            .filter(|&bytes| bytes <= MESSAGE_BYTES_MAX);
        let mut body = vec![0; body.ok_or_else(|| io::Error::other("not a PostgreSQL server"))?];
        stream.read_exact(&mut body)?;
        match kind {
            b'D' => rows += 1,
            b'R' if body != [0, 0, 0, 0] => {
                return Err(io::Error::other("the server wants a password"));
            }
            b'E' if is_fatal(&body) => return Err(io::Error::other(words_of(&body))),
            b'E' => refused = Some(io::Error::other(words_of(&body))),
            b'Z' => return refused.map_or(Ok(rows), Err),
            _ => {}
        }
    }
}

fn framed(body: &[u8]) -> io::Result<Vec<u8>> {
    let length = u32::try_from(body.len() + 4).map_err(io::Error::other)?;
    Ok([&length.to_be_bytes(), body].concat())
}

/// A fatal error is the last thing a connection hears.
fn is_fatal(body: &[u8]) -> bool {
    matches!(field(body, b'V').as_deref(), Some("FATAL" | "PANIC"))
}

fn words_of(body: &[u8]) -> String {
    field(body, b'M').unwrap_or_else(|| "refused without a reason".to_owned())
}

fn field(body: &[u8], name: u8) -> Option<String> {
    let found = body
        .split(|&byte| byte == 0)
        .find(|field| field.first() == Some(&name))?;
    Some(String::from_utf8_lossy(found.get(1..)?).into_owned())
}

#[cfg(test)]
mod tests {
    use super::{is_fatal, words_of};

    #[test]
    fn reads_the_words_of_a_refusal() {
        let body = b"SERROR\0VERROR\0C42P04\0Mdatabase \"ratusz\" already exists\0\0";
        assert_eq!(words_of(body), "database \"ratusz\" already exists");
        assert!(!is_fatal(body));
        assert!(is_fatal(
            b"SFATAL\0VFATAL\0C57P03\0Mthe database system is starting up\0\0"
        ));
    }
}
