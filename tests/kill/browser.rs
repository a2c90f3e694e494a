//! A browser over a bare connection: it knows for sure whether a request went out and whether the
//! whole answer came back.

use std::net::SocketAddr;
use std::time::Duration;

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

/// Longest wait for an answer; longer than every limit of the program.
const ANSWER_WITHIN: Duration = Duration::from_secs(45);

/// One person's browser at one office.
#[derive(Clone, Debug)]
pub(crate) struct Browser {
    server: SocketAddr,
    host: String,
    /// The address told by the proxy in front: everybody has their own.
    address: String,
    cookies: Vec<(String, String)>,
}

/// A whole answer.
#[derive(Clone, Debug)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) body: String,
    headers: Vec<(String, String)>,
}

/// Why there is no answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Lost {
    /// Nobody listens: the request never went out.
    NotSent,
    /// The request went out, wholly or in part; what became of it is unknown.
    Unanswered,
}

impl Answer {
    /// The header `name` (in small letters); empty when there is none.
    pub(crate) fn header(&self, name: &str) -> &str {
        let found = self.headers.iter().find(|(known, _)| known == name);
        found.map_or("", |(_, value)| value)
    }

    /// The words of the page's main part, for a person who looks for the fault.
    pub(crate) fn words(&self) -> String {
        let main = self.body.split_once("<main").map_or("", |(_, main)| main);
        let main = main.split_once("</main>").map_or(main, |(main, _)| main);
        let texts = main.split('<').filter_map(|part| part.split_once('>'));
        let words: Vec<&str> = texts
            .flat_map(|(_, text)| text.split_whitespace())
            .collect();
        words.join(" ")
    }

    /// What the form on the page sends along without asking: its hidden boxes.
    pub(crate) fn hidden(&self) -> Vec<(&str, &str)> {
        let tags = self.body.split("<input").skip(1);
        let tags = tags.filter_map(|rest| rest.split('>').next());
        tags.filter(|tag| tag.contains("type=\"hidden\""))
            .filter_map(|tag| Some((attribute(tag, "name")?, attribute(tag, "value")?)))
            .collect()
    }
}

fn attribute<'a>(tag: &'a str, name: &str) -> Option<&'a str> {
    let (_, rest) = tag.split_once(&format!(" {name}=\""))?;
    rest.split('"').next()
}

impl Browser {
    pub(crate) fn new(server: SocketAddr, host: &str, address: String) -> Self {
        Self {
            server,
            host: host.to_owned(),
            address,
            cookies: Vec::new(),
        }
    }

    pub(crate) async fn get(&mut self, path: &str) -> Result<Answer, Lost> {
        let head = self.head("GET", path);
        self.exchange(format!("{head}\r\n")).await
    }

    /// Sends a form as a browser does from a page of the same site.
    pub(crate) async fn post(&mut self, path: &str, form: &[(&str, &str)]) -> Result<Answer, Lost> {
        let pair = |(name, value): &(&str, &str)| format!("{}={}", encode(name), encode(value));
        let body = form.iter().map(pair).collect::<Vec<_>>().join("&");
        let head = self.head("POST", path);
        let about = format!(
            "sec-fetch-site: same-origin\r\ncontent-type: application/x-www-form-urlencoded\r\n\
             content-length: {}\r\n",
            body.len()
        );
        self.exchange(format!("{head}{about}\r\n{body}")).await
    }

    fn head(&self, method: &str, path: &str) -> String {
        let pairs = self
            .cookies
            .iter()
            .map(|(name, value)| format!("{name}={value}"));
        let cookies = pairs.collect::<Vec<_>>().join("; ");
        let cookies = match cookies.as_str() {
            "" => String::new(),
            cookies => format!("cookie: {cookies}\r\n"),
        };
        format!(
            "{method} {path} HTTP/1.1\r\nhost: {}\r\nx-forwarded-for: {}\r\n\
             connection: close\r\n{cookies}",
            self.host, self.address
        )
    }

    async fn exchange(&mut self, request: String) -> Result<Answer, Lost> {
        let connected = TcpStream::connect(self.server).await;
        let mut stream = connected.map_err(|_| Lost::NotSent)?;
        let talk = async {
            stream.write_all(request.as_bytes()).await?;
            let mut heard = Vec::new();
            stream.read_to_end(&mut heard).await?;
            Ok::<_, std::io::Error>(heard)
        };
        let heard = match tokio::time::timeout(ANSWER_WITHIN, talk).await {
            Ok(Ok(heard)) => heard,
            Ok(Err(_)) | Err(_) => return Err(Lost::Unanswered),
        };
        let answer = whole(&heard).ok_or(Lost::Unanswered)?;
        for (_, line) in answer
            .headers
            .iter()
            .filter(|(name, _)| name == "set-cookie")
        {
            if let Some((name, value)) = line.split(';').next().and_then(|p| p.split_once('=')) {
                self.cookies.retain(|(known, _)| known != name);
                self.cookies.push((name.to_owned(), value.to_owned()));
            }
        }
        Ok(answer)
    }
}

/// Reads an answer; `None` if any part of it is missing.
fn whole(heard: &[u8]) -> Option<Answer> {
    let text = String::from_utf8_lossy(heard);
    let (head, body) = text.split_once("\r\n\r\n")?;
    let mut lines = head.split("\r\n");
    let status = lines.next()?.split(' ').nth(1)?.parse().ok()?;
    let headers: Vec<(String, String)> = lines
        .filter_map(|line| line.split_once(':'))
        .map(|(name, value)| (name.to_ascii_lowercase(), value.trim().to_owned()))
        .collect();
    let answer = Answer {
        status,
        body: body.to_owned(),
        headers,
    };
    // Asked to close, the program tells the length of every page it sends.
    let told: usize = answer.header("content-length").parse().ok()?;
    (body.len() >= told).then_some(answer)
}

fn encode(text: &str) -> String {
    let letter = |byte: u8| match byte {
        b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'_' | b'.' => {
            char::from(byte).to_string()
        }
        _ => format!("%{byte:02X}"),
    };
    text.bytes().map(letter).collect()
}
