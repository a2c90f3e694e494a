//! HTTP/1.1 load on loopback: kept-alive connections, one request after another on each.

use std::net::SocketAddr;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

/// A kept-alive connection to one server.
pub(crate) struct Connection {
    stream: TcpStream,
    buffer: Vec<u8>,
}

/// The head of an answer and its body.
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) head: String,
    pub(crate) body: Vec<u8>,
}

impl Answer {
    /// A header of the answer; names in lower case.
    #[must_use]
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        self.headers(name).next()
    }

    /// All headers of this name.
    pub(crate) fn headers(&self, name: &str) -> impl Iterator<Item = &str> + use<'_> {
        let name = name.to_owned();
        self.head.lines().filter_map(move |line| {
            let (key, value) = line.split_once(':')?;
            key.eq_ignore_ascii_case(&name).then_some(value.trim())
        })
    }
}

impl Connection {
    /// # Errors
    /// When the server does not accept.
    pub(crate) async fn open(server: SocketAddr) -> Result<Self> {
        let stream = TcpStream::connect(server).await.context("connecting")?;
        stream.set_nodelay(true)?;
        Ok(Self {
            stream,
            buffer: Vec::with_capacity(64 * 1024),
        })
    }

    /// Sends a prepared request and reads the whole answer.
    ///
    /// # Errors
    /// When the connection breaks or the answer has no length.
    pub(crate) async fn send(&mut self, request: &[u8]) -> Result<Answer> {
        self.stream.write_all(request).await?;
        self.buffer.clear();
        let end = loop {
            if let Some(end) = find(&self.buffer, b"\r\n\r\n") {
                break end + 4;
            }
            if self.stream.read_buf(&mut self.buffer).await? == 0 {
                bail!("the connection was closed in an answer's head");
            }
        };
        let head = String::from_utf8_lossy(&self.buffer[..end]).into_owned();
        let status = head
            .split(' ')
            .nth(1)
            .and_then(|code| code.parse().ok())
            .context("status")?;
        let mut answer = Answer {
            status,
            head,
            body: self.buffer.split_off(end),
        };
        let length: usize = match answer.header("content-length") {
            Some(length) => length.parse()?,
            None if status == 204 || status == 304 => 0,
            None => bail!("an answer without a length: {}", answer.head),
        };
        while answer.body.len() < length {
            if self.stream.read_buf(&mut answer.body).await? == 0 {
                bail!("the connection was closed in an answer's body");
            }
        }
        Ok(answer)
    }
}

/// A plain GET of a page.
#[must_use]
pub(crate) fn get(host: &str, path: &str) -> Vec<u8> {
    format!("GET {path} HTTP/1.1\r\nHost: {host}\r\n\r\n").into_bytes()
}

/// What a closed loop of load gave.
pub(crate) struct Load {
    pub(crate) answers: u64,
    pub(crate) errors: u64,
    pub(crate) seconds: f64,
}

impl Load {
    #[must_use]
    pub(crate) fn per_second(&self) -> f64 {
        f64::from(u32::try_from(self.answers).unwrap_or(u32::MAX)) / self.seconds
    }
}

/// Sends what `request` makes, over `connections` at once, for `time`; answers other than 200
/// count as errors. The number given to `request` differs for every request.
///
/// # Errors
/// When a connection cannot be made or breaks.
pub(crate) async fn closed_loop<F>(
    server: SocketAddr,
    connections: usize,
    time: Duration,
    request: F,
) -> Result<Load>
where
    F: Fn(u64) -> Vec<u8> + Clone + Send + 'static,
{
    let begun = Instant::now();
    let mut tasks = Vec::new();
    for lane in 0..connections {
        let request = request.clone();
        tasks.push(tokio::spawn(async move {
            let mut connection = Connection::open(server).await?;
            let (mut answers, mut errors) = (0_u64, 0_u64);
            let step = u64::try_from(connections)?;
            let mut turn = u64::try_from(lane)?;
            while begun.elapsed() < time {
                let answer = connection.send(&request(turn)).await?;
                answers += 1;
                errors += u64::from(answer.status != 200);
                turn += step;
            }
            anyhow::Ok((answers, errors))
        }));
    }
    let (mut answers, mut errors) = (0, 0);
    for task in tasks {
        let (some, failed) = task.await??;
        answers += some;
        errors += failed;
    }
    let seconds = begun.elapsed().as_secs_f64();
    Ok(Load {
        answers,
        errors,
        seconds,
    })
}

fn find(haystack: &[u8], needle: &[u8]) -> Option<usize> {
    haystack
        .windows(needle.len())
        .position(|window| window == needle)
}
