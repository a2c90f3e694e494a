//! The accept loop: HTTP/1.1 over hyper with time limits on every stage of a connection.
//!
//! axum's own `serve` never closes silent or slow connections; here a connection that stands
//! still is closed, heads have a time limit, and shutdown finishes the requests under way.

mod seats;

use std::future::Future;
use std::io;
use std::net::SocketAddr;
use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;

use axum::Router;
use axum::extract::ConnectInfo;
use hyper::body::Incoming;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::GracefulShutdown;
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::net::{TcpListener, TcpStream};
use tokio::time::{Instant, Sleep};
use tower::ServiceExt;

use crate::Limits;
use seats::{Seat, Seats};

/// Time for requests under way once the end was asked for.
const DRAIN: Duration = Duration::from_secs(30);
/// Longest head of a request; hyper's buffer alone lets up to twice as much through.
const HEAD_BYTES_MAX: usize = 64 * 1024;

/// Serves `router` until `end` resolves, then lets the requests under way finish.
///
/// # Errors
/// None of a single connection; those are the client's.
pub async fn serve(
    listener: TcpListener,
    router: Router,
    limits: &Limits,
    end: impl Future<Output = ()>,
) {
    let mut builder = hyper::server::conn::http1::Builder::new();
    builder
        .timer(TokioTimer::new())
        .header_read_timeout(Duration::from_secs(limits.header_seconds))
        .max_buf_size(HEAD_BYTES_MAX)
        .max_header_size(HEAD_BYTES_MAX)
        .keep_alive(true);
    let graceful = GracefulShutdown::new();
    let seats = Seats::new(limits);
    let idle = Duration::from_secs(limits.idle_seconds);
    tokio::pin!(end);
    loop {
        let accepted = tokio::select! {
            accepted = accept(&listener, &seats) => accepted,
            () = &mut end => break,
        };
        let Some((stream, peer, seat)) = accepted else {
            continue;
        };
        let router = router.clone();
        let service = hyper::service::service_fn(move |mut request: hyper::Request<Incoming>| {
            request.extensions_mut().insert(ConnectInfo(peer));
            router.clone().oneshot(request)
        });
        let io = TokioIo::new(Guarded::new(stream, idle));
        let connection = graceful.watch(builder.serve_connection(io, service));
        tokio::spawn(async move {
            // A client that goes away or is too slow is no event worth a log line.
            drop(connection.await);
            drop(seat);
        });
    }
    drop(listener);
    if tokio::time::timeout(DRAIN, graceful.shutdown())
        .await
        .is_err()
    {
        tracing::warn!(
            "ended with requests still under way after {} s",
            DRAIN.as_secs()
        );
    }
}

/// Takes the next connection once there is a seat for it. One from an address whose share is spent
/// is closed without a word: whoever opens that many does not read.
async fn accept(listener: &TcpListener, seats: &Seats) -> Option<(TcpStream, SocketAddr, Seat)> {
    let free = seats.free().await?;
    match listener.accept().await {
        Ok((stream, peer)) => {
            let Some(seat) = seats.take(free, peer.ip()) else {
                metrics::counter!("ratusz_connections_refused_total").increment(1);
                return None;
            };
            if let Err(fault) = stream.set_nodelay(true) {
                tracing::debug!(%fault, "a connection has no TCP_NODELAY");
            }
            Some((stream, peer, seat))
        }
        Err(fault) => {
            // Out of descriptors: closing connections will free some.
            tracing::warn!(%fault, "a connection could not be accepted");
            tokio::time::sleep(Duration::from_millis(50)).await;
            None
        }
    }
}

/// A connection that fails once nothing was read or written for a while.
struct Guarded {
    stream: TcpStream,
    idle: Duration,
    alarm: Pin<Box<Sleep>>,
}

impl Guarded {
    fn new(stream: TcpStream, idle: Duration) -> Self {
        Self {
            stream,
            idle,
            alarm: Box::pin(tokio::time::sleep(idle)),
        }
    }

    fn moved(&mut self) {
        let next = Instant::now() + self.idle;
        self.alarm.as_mut().reset(next);
    }

    /// Pending work that has waited too long is a fault.
    fn waited<T>(&mut self, context: &mut Context<'_>) -> Poll<io::Result<T>> {
        match self.alarm.as_mut().poll(context) {
            Poll::Ready(()) => Poll::Ready(Err(io::ErrorKind::TimedOut.into())),
            Poll::Pending => Poll::Pending,
        }
    }
}

impl AsyncRead for Guarded {
    fn poll_read(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        match Pin::new(&mut self.stream).poll_read(context, buffer) {
            Poll::Ready(done) => {
                self.moved();
                Poll::Ready(done)
            }
            Poll::Pending => self.waited(context),
        }
    }
}

impl AsyncWrite for Guarded {
    fn poll_write(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        match Pin::new(&mut self.stream).poll_write(context, bytes) {
            Poll::Ready(done) => {
                self.moved();
                Poll::Ready(done)
            }
            Poll::Pending => self.waited(context),
        }
    }

    fn poll_flush(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_flush(context)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_shutdown(context)
    }
}
