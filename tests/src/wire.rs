//! The program behind its real accept loop, and bytes sent to it that no browser would send.

use std::net::SocketAddr;
use std::time::Duration;

use anyhow::{Context, Result};
use axum::Router;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::oneshot;
use tokio::time::timeout;
use web::Limits;

/// Longest wait for anything; a test that comes to it fails.
pub const PATIENCE: Duration = Duration::from_secs(20);

/// The program listening at a loopback port until this is dropped.
pub struct Wire {
    pub address: SocketAddr,
    _end: oneshot::Sender<()>,
}

/// What came back before the server closed the connection.
#[derive(Clone, Debug)]
pub struct Said {
    pub text: String,
    /// Whether the connection was closed by the server, and not given up by the test.
    pub closed: bool,
}

impl Wire {
    /// Serves `router` at a free loopback port.
    ///
    /// # Errors
    /// When no port can be had.
    pub async fn serve(router: Router, limits: Limits) -> Result<Self> {
        let listener = TcpListener::bind(("127.0.0.1", 0)).await?;
        let address = listener.local_addr()?;
        let (end, ended) = oneshot::channel();
        tokio::spawn(async move {
            let ended = async {
                // Dropping the other half is the end, too.
                ended.await.ok();
            };
            web::serve::serve(listener, router, &limits, ended).await;
        });
        Ok(Self { address, _end: end })
    }

    /// # Errors
    /// When the server does not accept.
    pub async fn connect(&self) -> Result<TcpStream> {
        TcpStream::connect(self.address).await.context("connecting")
    }

    /// Sends `bytes` and listens until the server closes the connection or falls silent for
    /// `silence`.
    ///
    /// # Errors
    /// When the server does not accept.
    pub async fn say(&self, bytes: impl AsRef<[u8]>, silence: Duration) -> Result<Said> {
        let mut stream = self.connect().await?;
        // The server may have closed already: then there is something to read.
        stream.write_all(bytes.as_ref()).await.ok();
        Ok(listen(&mut stream, silence).await)
    }
}

impl Said {
    /// Statuses of the answers, in order.
    #[must_use]
    pub fn statuses(&self) -> Vec<u16> {
        let lines = self.text.lines();
        lines
            .filter_map(|line| line.split_once("HTTP/1.1 "))
            .filter_map(|(_, rest)| rest.get(..3)?.parse().ok())
            .collect()
    }
}

/// Reads until the server closes or is silent for `silence`.
pub async fn listen(stream: &mut TcpStream, silence: Duration) -> Said {
    let mut bytes = Vec::new();
    let mut part = vec![0; 64 * 1024];
    let closed = loop {
        match timeout(silence, stream.read(&mut part)).await {
            Err(_) => break false,
            Ok(Ok(0) | Err(_)) => break true,
            Ok(Ok(count)) => bytes.extend_from_slice(&part[..count]),
        }
    };
    let text = String::from_utf8_lossy(&bytes).into_owned();
    Said { text, closed }
}
