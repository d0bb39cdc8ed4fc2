//! The bytes of a connection, with TLS or without. It notes whether what is sent
//! is taken, and ends a connection politely: a client that is still sending when
//! it is refused reads the refusal, where a plain close would have its system
//! throw the answer away (RFC 9112, section 9.6).

use super::seats::{Order, Seat};
use std::io::{IoSlice, Result};
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll, ready};
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::net::TcpStream;
use tokio_rustls::server::TlsStream;

/// Read and thrown away at once, at a polite end.
const THROWN_AWAY: usize = 8 * 1024;

/// The bytes of a connection.
#[derive(Debug)]
pub struct Stream {
    bytes: Bytes,
    seat: Arc<Seat>,
    said_end: bool,
}

#[derive(Debug)]
enum Bytes {
    Plain(TcpStream),
    Encrypted(Box<TlsStream<TcpStream>>),
}

/// Calls a method of whichever stream it is.
macro_rules! of {
    ($bytes:expr, $stream:ident => $call:expr) => {
        match $bytes {
            Bytes::Plain($stream) => $call,
            Bytes::Encrypted($stream) => $call,
        }
    };
}

impl Stream {
    /// Without TLS.
    pub const fn plain(stream: TcpStream, seat: Arc<Seat>) -> Self {
        Self {
            bytes: Bytes::Plain(stream),
            seat,
            said_end: false,
        }
    }

    /// With TLS.
    pub fn encrypted(stream: TlsStream<TcpStream>, seat: Arc<Seat>) -> Self {
        Self {
            bytes: Bytes::Encrypted(Box::new(stream)),
            seat,
            said_end: false,
        }
    }

    fn noted(&self, written: Poll<Result<usize>>) -> Poll<Result<usize>> {
        self.seat.wrote(written.is_ready());
        written
    }
}

impl AsyncRead for Stream {
    fn poll_read(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<Result<()>> {
        of!(&mut self.bytes, stream => Pin::new(stream).poll_read(cx, buffer))
    }
}

impl AsyncWrite for Stream {
    fn poll_write(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<Result<usize>> {
        let written = of!(&mut self.bytes, stream => Pin::new(stream).poll_write(cx, bytes));
        self.noted(written)
    }

    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        slices: &[IoSlice<'_>],
    ) -> Poll<Result<usize>> {
        let written =
            of!(&mut self.bytes, stream => Pin::new(stream).poll_write_vectored(cx, slices));
        self.noted(written)
    }

    fn is_write_vectored(&self) -> bool {
        of!(&self.bytes, stream => stream.is_write_vectored())
    }

    fn poll_flush(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Result<()>> {
        of!(&mut self.bytes, stream => Pin::new(stream).poll_flush(cx))
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Result<()>> {
        if !self.said_end {
            ready!(of!(&mut self.bytes, stream => Pin::new(stream).poll_shutdown(cx)))?;
            self.said_end = true;
        }
        // Ended by the client, by the sweep, or because the program stops.
        while self.seat.has_unread() && self.seat.order() == Order::Stay {
            let mut thrown_away = [0; THROWN_AWAY];
            let mut buffer = ReadBuf::new(&mut thrown_away);
            let read = of!(&mut self.bytes, stream => Pin::new(stream).poll_read(cx, &mut buffer));
            if ready!(read).is_err() || buffer.filled().is_empty() {
                break;
            }
        }
        Poll::Ready(Ok(()))
    }
}
