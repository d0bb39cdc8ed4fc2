//! The bytes of a connection, with TLS or without. It notes whether what is sent
//! is taken, and ends a connection politely: a client that is still sending when
//! it is refused reads the refusal, where a plain close would have its system
//! throw the answer away (RFC 9112, section 9.6). A request whose address is longer
//! than is read never becomes one, so the page that says so is put here in the place
//! of the bare status.

use super::seats::{Order, Seat};
use bytes::{Buf, Bytes};
use http::HeaderMap;
use std::fmt;
use std::io::{IoSlice, Result};
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll, ready};
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::net::TcpStream;
use tokio_rustls::server::TlsStream;

/// Read and thrown away at once, at a polite end.
const THROWN_AWAY: usize = 8 * 1024;

/// So much of an address tells its edition.
const BEGINNING: usize = 64;
/// How answers begin to a head that is too large.
const BARE: [&[u8]; 2] = [b"HTTP/1.1 431 ", b"HTTP/1.1 414 "];

/// Headers and page for an address that is too long, from its beginning.
pub type Excuse = Box<dyn Fn(&str) -> Option<(HeaderMap, Vec<u8>)> + Send + Sync>;

/// The bytes of a connection.
pub struct Stream {
    bytes: Wire,
    seat: Arc<Seat>,
    said_end: bool,
    line: Line,
    excuse: Excuse,
    /// What is written in the place of the bare status, as far as it is not yet.
    instead: Option<Bytes>,
}

impl fmt::Debug for Stream {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Stream")
            .field("bytes", &self.bytes)
            .finish_non_exhaustive()
    }
}

/// The first line of the last request that asks for a page, as far as it was read.
#[derive(Debug, Default)]
struct Line {
    begins: Vec<u8>,
    /// It has begun, and its end has not come.
    is_open: bool,
}

impl Line {
    /// Looks at what came.
    fn reads(&mut self, bytes: &[u8]) {
        let begins = bytes.starts_with(b"GET ") || bytes.starts_with(b"HEAD ");
        if begins {
            let beginning = bytes.get(..BEGINNING).unwrap_or(bytes);
            self.begins.clear();
            self.begins.extend_from_slice(beginning);
        }
        if begins || self.is_open {
            self.is_open = !bytes.contains(&b'\n');
        }
    }

    /// The method, and the beginning of the address.
    fn parts(&self) -> (&str, &str) {
        // A letter that was cut is no part of an edition's name.
        let chunk = self.begins.utf8_chunks().next();
        let whole = chunk.map_or("", |chunk| chunk.valid());
        whole.split_once(' ').unwrap_or_default()
    }
}

#[derive(Debug)]
enum Wire {
    Plain(TcpStream),
    Encrypted(Box<TlsStream<TcpStream>>),
}

/// Calls a method of whichever stream it is.
macro_rules! of {
    ($bytes:expr, $stream:ident => $call:expr) => {
        match $bytes {
            Wire::Plain($stream) => $call,
            Wire::Encrypted($stream) => $call,
        }
    };
}

impl Stream {
    /// Without TLS.
    pub fn plain(stream: TcpStream, seat: Arc<Seat>, excuse: Excuse) -> Self {
        Self::of(Wire::Plain(stream), seat, excuse)
    }

    /// With TLS.
    pub fn encrypted(stream: TlsStream<TcpStream>, seat: Arc<Seat>, excuse: Excuse) -> Self {
        Self::of(Wire::Encrypted(Box::new(stream)), seat, excuse)
    }

    fn of(bytes: Wire, seat: Arc<Seat>, excuse: Excuse) -> Self {
        Self {
            bytes,
            seat,
            said_end: false,
            line: Line::default(),
            excuse,
            instead: None,
        }
    }

    /// Whether these bytes are the bare status for an address that is too long, and are not
    /// to be written because a page is.
    fn excuses(&mut self, bytes: &[u8]) -> bool {
        if self.instead.is_none()
            && self.line.is_open
            && BARE.iter().any(|bare| bytes.starts_with(bare))
        {
            let (method, address) = self.line.parts();
            self.instead = (self.excuse)(address).map(|page| whole(page, method != "HEAD"));
            // The rest of the address is still on its way.
            self.seat.leaves_unread(true);
        }
        self.instead.is_some()
    }

    /// Writes the page; then the bytes in whose place it stands count as written.
    fn poll_instead(&mut self, cx: &mut Context<'_>, counted: usize) -> Poll<Result<usize>> {
        if let Some(page) = &mut self.instead {
            while page.has_remaining() {
                let written = of!(&mut self.bytes, stream => Pin::new(stream).poll_write(cx, page));
                page.advance(ready!(written)?);
            }
        }
        Poll::Ready(Ok(counted))
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
        let before = buffer.filled().len();
        ready!(of!(&mut self.bytes, stream => Pin::new(stream).poll_read(cx, buffer)))?;
        self.line
            .reads(buffer.filled().get(before..).unwrap_or_default());
        Poll::Ready(Ok(()))
    }
}

/// A whole answer, after which the connection ends.
fn whole((headers, page): (HeaderMap, Vec<u8>), with_page: bool) -> Bytes {
    let mut bytes = b"HTTP/1.1 414 URI Too Long\r\n".to_vec();
    for (name, value) in &headers {
        bytes.extend_from_slice(name.as_str().as_bytes());
        bytes.extend_from_slice(b": ");
        bytes.extend_from_slice(value.as_bytes());
        bytes.extend_from_slice(b"\r\n");
    }
    let rest = format!(
        "content-length: {}\r\nconnection: close\r\n\r\n",
        page.len()
    );
    bytes.extend_from_slice(rest.as_bytes());
    if with_page {
        bytes.extend_from_slice(&page);
    }
    bytes.into()
}

impl AsyncWrite for Stream {
    fn poll_write(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<Result<usize>> {
        if self.excuses(bytes) {
            let written = self.poll_instead(cx, bytes.len());
            return self.noted(written);
        }
        let written = of!(&mut self.bytes, stream => Pin::new(stream).poll_write(cx, bytes));
        self.noted(written)
    }

    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        slices: &[IoSlice<'_>],
    ) -> Poll<Result<usize>> {
        if self.excuses(slices.first().map_or(&[], |first| first)) {
            let all = slices.iter().map(|slice| slice.len()).sum();
            let written = self.poll_instead(cx, all);
            return self.noted(written);
        }
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
