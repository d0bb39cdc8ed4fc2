//! Bodies. A response's: bytes that are there, or whatever axum makes; the first
//! is by far the most frequent and costs no allocation. A request's, which knows
//! whether it has arrived whole.

use axum::body::Body as AxumBody;
use bytes::Bytes;
use http_body::{Body, Frame, SizeHint};
use hyper::body::Incoming;
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::task::{Context, Poll};

/// A response's body.
#[derive(Debug)]
pub enum ReplyBody {
    /// Bytes that are there; `None` once sent.
    Whole(Option<Bytes>),
    /// Made by a router.
    Routed(AxumBody),
}

impl ReplyBody {
    /// No body.
    #[must_use]
    pub const fn empty() -> Self {
        Self::Whole(None)
    }

    /// These bytes.
    #[must_use]
    pub const fn whole(bytes: Bytes) -> Self {
        Self::Whole(Some(bytes))
    }
}

impl Body for ReplyBody {
    type Data = Bytes;
    type Error = axum::Error;

    fn poll_frame(
        self: Pin<&mut Self>,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, Self::Error>>> {
        match self.get_mut() {
            Self::Whole(bytes) => Poll::Ready(bytes.take().map(|bytes| Ok(Frame::data(bytes)))),
            Self::Routed(body) => Pin::new(body).poll_frame(cx),
        }
    }

    fn is_end_stream(&self) -> bool {
        match self {
            Self::Whole(bytes) => bytes.as_ref().is_none_or(Bytes::is_empty),
            Self::Routed(body) => body.is_end_stream(),
        }
    }

    fn size_hint(&self) -> SizeHint {
        match self {
            Self::Whole(bytes) => {
                SizeHint::with_exact(bytes.as_ref().map_or(0, |bytes| bytes.len() as u64))
            }
            Self::Routed(body) => body.size_hint(),
        }
    }
}

/// Whether the body of a request has arrived whole.
#[derive(Debug, Clone, Default)]
pub struct Arrived(Arc<AtomicBool>);

impl Arrived {
    /// Whether it has.
    #[must_use]
    pub fn is_whole(&self) -> bool {
        self.0.load(Ordering::Acquire)
    }
}

/// A request's body.
#[derive(Debug)]
pub struct Request {
    incoming: Incoming,
    arrived: Arrived,
}

impl Request {
    /// A body that is yet to come, and whether it has.
    #[must_use]
    pub fn new(incoming: Incoming) -> (Self, Arrived) {
        let arrived = Arrived::default();
        let body = Self {
            incoming,
            arrived: arrived.clone(),
        };
        (body, arrived)
    }

    /// Whether it has arrived.
    #[must_use]
    pub fn arrived(&self) -> Arrived {
        self.arrived.clone()
    }
}

impl Body for Request {
    type Data = Bytes;
    type Error = hyper::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, hyper::Error>>> {
        let frame = Pin::new(&mut self.incoming).poll_frame(cx);
        let ended = matches!(frame, Poll::Ready(None)) || self.incoming.is_end_stream();
        if ended {
            self.arrived.0.store(true, Ordering::Release);
        }
        frame
    }

    fn is_end_stream(&self) -> bool {
        self.incoming.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.incoming.size_hint()
    }
}
