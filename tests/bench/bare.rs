//! The yardstick for pages: a bare axum server that sends as many bytes.

use std::net::{Ipv4Addr, SocketAddr};

use anyhow::Result;
use axum::Router;
use axum::body::Bytes;
use axum::http::header::CONTENT_TYPE;
use axum::routing::get;

/// Serves `bytes` bytes at every path until killed.
///
/// # Errors
/// When the port is taken.
pub(crate) async fn serve(port: u16, bytes: usize) -> Result<()> {
    let body = Bytes::from(vec![b'x'; bytes]);
    let page = move || {
        let body = body.clone();
        async move { ([(CONTENT_TYPE, "text/html; charset=utf-8")], body) }
    };
    let listener =
        tokio::net::TcpListener::bind(SocketAddr::from((Ipv4Addr::LOCALHOST, port))).await?;
    // The workspace builds axum without its own server: hyper's, as plain as it gets.
    let router = Router::new().fallback(get(page));
    let limits = web::Limits {
        body_bytes_max: 1,
        header_seconds: 10,
        request_seconds: 10,
        idle_seconds: 60,
        connections_max: 10_000,
        connections_per_address: 10_000,
        proxies: Vec::new(),
        requests_per_minute: u32::MAX,
    };
    web::serve::serve(listener, router, &limits, std::future::pending()).await;
    Ok(())
}
