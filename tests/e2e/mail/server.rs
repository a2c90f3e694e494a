//! A mail server of one test: takes letters and remembers them.

use std::sync::{Arc, Mutex};

use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader};
use tokio::net::{TcpListener, TcpStream};

/// A letter as it came in.
#[derive(Clone, Debug)]
pub(super) struct Letters {
    pub(super) to: String,
    pub(super) raw: String,
}

pub(super) struct MailServer {
    pub(super) port: u16,
    state: Arc<Mutex<State>>,
}

#[derive(Default)]
struct State {
    letters: Vec<Letters>,
    to_recipients: Option<String>,
}

impl MailServer {
    pub(super) async fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let port = listener.local_addr().expect("its address").port();
        let state = Arc::new(Mutex::new(State::default()));
        let shared = Arc::clone(&state);
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                // A client that goes away in the middle is no fault of the server.
                tokio::spawn(talk(stream, Arc::clone(&shared)));
            }
        });
        Self { port, state }
    }

    /// What recipients are answered with from now on.
    pub(super) fn answer_recipients_with(&self, line: &str) {
        self.state.lock().expect("the state").to_recipients = Some(line.to_owned());
    }

    pub(super) fn letters(&self) -> Vec<Letters> {
        self.state.lock().expect("the state").letters.clone()
    }
}

/// A port at which nobody listens.
pub(super) async fn closed_port() -> u16 {
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
    listener.local_addr().expect("its address").port()
}

async fn talk(stream: TcpStream, state: Arc<Mutex<State>>) -> std::io::Result<()> {
    let (reader, mut writer) = stream.into_split();
    let mut lines = BufReader::new(reader).lines();
    let mut to = String::new();
    writer.write_all(b"220 test\r\n").await?;
    while let Some(line) = lines.next_line().await? {
        let verb = line.get(..4).unwrap_or_default().to_uppercase();
        let answer = match verb.as_str() {
            "EHLO" => "250 test".to_owned(),
            "RCPT" => {
                let from = line.find('<').map_or(0, |at| at + 1);
                line[from..]
                    .trim_end_matches(['>', ' '])
                    .clone_into(&mut to);
                let told = state.lock().expect("the state").to_recipients.clone();
                told.unwrap_or_else(|| "250 ok".to_owned())
            }
            "DATA" => {
                writer.write_all(b"354 go on\r\n").await?;
                let mut raw = String::new();
                while let Some(line) = lines.next_line().await? {
                    if line == "." {
                        break;
                    }
                    raw.push_str(line.strip_prefix('.').unwrap_or(&line));
                    raw.push_str("\r\n");
                }
                let letter = Letters {
                    to: to.clone(),
                    raw,
                };
                state.lock().expect("the state").letters.push(letter);
                "250 taken".to_owned()
            }
            "QUIT" => {
                writer.write_all(b"221 bye\r\n").await?;
                return Ok(());
            }
            _ => "250 ok".to_owned(),
        };
        writer.write_all(format!("{answer}\r\n").as_bytes()).await?;
    }
    Ok(())
}

impl Letters {
    pub(super) fn read(to: &str, raw: &str) -> Self {
        Self {
            to: to.to_owned(),
            raw: raw.to_owned(),
        }
    }

    pub(super) fn header(&self, name: &str) -> String {
        let start = format!("{name}: ");
        let found = self.raw.lines().find_map(|line| line.strip_prefix(&start));
        found.unwrap_or_default().trim().to_owned()
    }

    /// The text, out of the writing it travels in.
    pub(super) fn text(&self) -> String {
        let (_, body) = self.raw.split_once("\r\n\r\n").expect("a body");
        match self.header("Content-Transfer-Encoding").as_str() {
            "quoted-printable" => unquoted(body),
            "7bit" | "8bit" => body.replace("\r\n", "\n"),
            other => panic!("unexpected writing {other}"),
        }
    }
}

fn unquoted(body: &str) -> String {
    let body = body.replace("=\r\n", "").replace("\r\n", "\n");
    let mut bytes = Vec::new();
    let mut rest = body.as_bytes();
    while let Some((first, after)) = rest.split_first() {
        let code = after.get(..2).and_then(|two| std::str::from_utf8(two).ok());
        let code = code.and_then(|two| u8::from_str_radix(two, 16).ok());
        match (*first, code) {
            (b'=', Some(code)) => {
                bytes.push(code);
                rest = &after[2..];
            }
            (byte, _) => {
                bytes.push(byte);
                rest = after;
            }
        }
    }
    String::from_utf8(bytes).expect("UTF-8")
}
