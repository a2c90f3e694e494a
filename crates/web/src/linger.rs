//! Bodies nobody reads to their end: a form too large, a file for somebody whose session is over.
//!
//! A browser that is still sending shows "the connection was reset" instead of the answer when the
//! server stops listening; so the rest is read and thrown away, within limits.

use std::pin::Pin;
use std::task::{Context, Poll, ready};
use std::time::Duration;

use axum::body::{Body, Bytes, HttpBody};
use futures_util::StreamExt;
use hyper::body::{Frame, SizeHint};
use tokio::runtime::Handle;
use tokio::time::timeout;

/// What is thrown away of one body at most, and for how long.
#[derive(Clone, Copy)]
pub(crate) struct Patience {
    pub(crate) bytes_max: usize,
    pub(crate) time: Duration,
}

/// A body that is read to its end by somebody.
pub(crate) struct Lingering {
    body: Option<Body>,
    patience: Patience,
}

impl Lingering {
    pub(crate) fn new(body: Body, patience: Patience) -> Self {
        Self {
            body: Some(body),
            patience,
        }
    }
}

impl HttpBody for Lingering {
    type Data = Bytes;
    type Error = axum::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, axum::Error>>> {
        let Some(body) = self.body.as_mut() else {
            return Poll::Ready(None);
        };
        let frame = ready!(Pin::new(body).poll_frame(context));
        if !matches!(frame, Some(Ok(_))) {
            self.body = None;
        }
        Poll::Ready(frame)
    }

    fn is_end_stream(&self) -> bool {
        self.body.as_ref().is_none_or(HttpBody::is_end_stream)
    }

    fn size_hint(&self) -> SizeHint {
        let body = self.body.as_ref();
        body.map_or_else(|| SizeHint::with_exact(0), HttpBody::size_hint)
    }
}

impl Drop for Lingering {
    fn drop(&mut self) {
        let Some(body) = self.body.take().filter(|body| !body.is_end_stream()) else {
            return;
        };
        let Ok(runtime) = Handle::try_current() else {
            return;
        };
        let Patience { bytes_max, time } = self.patience;
        let reading = async move {
            let mut rest = body.into_data_stream();
            let mut bytes = 0;
            while let Some(Ok(part)) = rest.next().await {
                bytes += part.len();
                if bytes > bytes_max {
                    break;
                }
            }
        };
        // Past the limits the connection is closed; nobody waits for it.
        runtime.spawn(async move { timeout(time, reading).await.ok() });
    }
}
