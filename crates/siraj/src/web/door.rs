//! A door: a listener and the connections that came in by it. How many there may
//! be, how long one may lie idle, TLS, and how all of them end. What is answered
//! is the business of whoever opens the door.

mod seats;
mod stream;
pub mod tls;

pub use seats::Seat;

use super::counts::Counts;
use super::reply::Reply;
use crate::config::Limits;
use http::{HeaderMap, Request};
use hyper::body::Incoming;
use hyper::service::service_fn;
use hyper_util::rt::{TokioExecutor, TokioIo};
use hyper_util::server::conn::auto;
use seats::{Order, Seats, Taken};
use std::convert::Infallible;
use std::io::ErrorKind;
use std::net::{IpAddr, SocketAddr};
use std::pin::Pin;
use std::sync::Arc;
use std::task::Poll;
use std::time::Duration;
use stream::{Excuse, Stream};
use tls::Certificate;
use tokio::net::{TcpListener, TcpStream};

/// The largest head of a request.
const HEAD_BYTES: u32 = 32 * 1024;
/// Requests of one HTTP/2 connection that may be under way at once: as many as
/// RFC 9113 (section 6.5.2) asks for at least, and browsers never use more.
const STREAMS: u32 = 100;
/// What an HTTP/2 client may send ahead on one request, and on all together.
const STREAM_WINDOW: u32 = 256 * 1024;
const CONNECTION_WINDOW: u32 = 1024 * 1024;

/// A listener, and what holds for all who come in by it.
#[derive(Debug)]
pub struct Door {
    /// Where they come in.
    pub listener: TcpListener,
    /// What they may cost.
    pub limits: Limits,
    /// Set: TLS is spoken.
    pub certificate: Option<Arc<Certificate>>,
}

impl Door {
    /// A door without TLS.
    #[must_use]
    pub const fn plain(listener: TcpListener, limits: Limits) -> Self {
        Self {
            listener,
            limits,
            certificate: None,
        }
    }
}

/// A connection, as those see it who answer its requests.
#[derive(Debug)]
pub struct Visit {
    /// The other end.
    pub peer: IpAddr,
    /// Whether TLS is spoken on it.
    pub encrypted: bool,
    /// Its place among all connections.
    pub seat: Arc<Seat>,
}

/// Who answers requests.
pub trait Answers: Send + Sync + 'static {
    /// Answers one request of a connection.
    fn answer(
        &self,
        visit: &Visit,
        request: Request<Incoming>,
    ) -> impl Future<Output = Reply> + Send;

    /// What is said to a request whose address is longer than is read: headers and page. The
    /// beginning of the address is known. `None`: nothing but the status.
    fn too_long(&self, begins: &str) -> Option<(HeaderMap, Vec<u8>)> {
        let _ = begins;
        None
    }
}

/// Lets clients in until `stop` resolves; then no more come in, requests under
/// way get their time to end, and this returns.
pub async fn keep<A: Answers>(
    door: Door,
    answers: Arc<A>,
    counts: Arc<Counts>,
    stop: impl Future<Output = ()>,
) {
    let seats = Seats::new(&door.limits, counts);
    let drain = door.limits.drain();
    let served = async {
        let_in(door, &answers, &seats, stop).await;
        if !seats.emptied_within(drain).await {
            tracing::warn!("requests were still under way when the time to drain was over");
        }
    };
    tokio::select! {
        () = served => {}
        () = seats.sweep() => {}
    }
}

async fn let_in<A: Answers>(
    door: Door,
    answers: &Arc<A>,
    seats: &Arc<Seats>,
    stop: impl Future<Output = ()>,
) {
    let http = Arc::new(http());
    let mut stop = std::pin::pin!(stop);
    loop {
        let accepted = tokio::select! {
            accepted = door.listener.accept() => accepted,
            () = &mut stop => return,
        };
        let (stream, peer) = match accepted {
            Ok(accepted) => accepted,
            Err(error) => {
                // Out of file descriptors, say, before all seats were taken.
                tracing::warn!(%error, "a connection could not be taken");
                seats.make_room();
                tokio::time::sleep(Duration::from_millis(50)).await;
                continue;
            }
        };
        let taken = tokio::select! {
            taken = seats.take() => taken,
            () = &mut stop => return,
        };
        // A page goes out in one write; waiting for more would only delay it.
        let _ = stream.set_nodelay(true);
        let connection = Connection {
            http: Arc::clone(&http),
            certificate: door.certificate.clone(),
            handshake: door.limits.head(),
            answers: Arc::clone(answers),
            taken,
        };
        tokio::spawn(connection.serve(stream, peer));
    }
}

/// How HTTP is spoken. Nothing here keeps time: a head that does not come, an idle
/// connection and one that does not read are all ended by [`Seats::sweep`], which
/// costs nothing per request, where hyper would set a timer for each.
fn http() -> auto::Builder<TokioExecutor> {
    let mut http = auto::Builder::new(TokioExecutor::new());
    http.http1()
        .header_read_timeout(None)
        .max_buf_size(HEAD_BYTES as usize);
    http.http2()
        .max_header_list_size(HEAD_BYTES)
        .max_concurrent_streams(STREAMS)
        .initial_stream_window_size(STREAM_WINDOW)
        .initial_connection_window_size(CONNECTION_WINDOW);
    http
}

/// What every request of a connection needs.
struct Attended<A> {
    answers: Arc<A>,
    visit: Visit,
}

/// A connection that has its seat.
struct Connection<A> {
    http: Arc<auto::Builder<TokioExecutor>>,
    certificate: Option<Arc<Certificate>>,
    handshake: Duration,
    answers: Arc<A>,
    taken: Taken,
}

impl<A: Answers> Connection<A> {
    /// Serves it to its end, or until its seat is wanted back.
    async fn serve(self, stream: TcpStream, peer: SocketAddr) {
        let seat = Arc::clone(self.taken.seat());
        let mut served = std::pin::pin!(self.speak(stream, peer));
        std::future::poll_fn(|cx| {
            seat.listen(cx.waker());
            if seat.goes_now() {
                return Poll::Ready(());
            }
            served.as_mut().poll(cx)
        })
        .await;
    }

    async fn speak(self, stream: TcpStream, peer: SocketAddr) {
        let seat = self.taken.seat();
        let answers = Arc::clone(&self.answers);
        let excuse: Excuse = Box::new(move |begins| answers.too_long(begins));
        let stream = match &self.certificate {
            None => Stream::plain(stream, Arc::clone(seat), excuse),
            Some(certificate) => {
                let mut handshake = certificate.acceptor().accept(stream);
                let handshake = std::future::poll_fn(|cx| match seat.order() {
                    Order::Stay => Pin::new(&mut handshake).poll(cx),
                    Order::Finish | Order::Go => Poll::Ready(Err(ErrorKind::Interrupted.into())),
                });
                match tokio::time::timeout(self.handshake, handshake).await {
                    Ok(Ok(stream)) => Stream::encrypted(stream, Arc::clone(seat), excuse),
                    Ok(Err(error)) => {
                        self.taken.counts().handshake_failed();
                        return tracing::debug!(%error, "a client could not begin TLS");
                    }
                    Err(_) => return self.taken.counts().handshake_failed(),
                }
            }
        };
        let attended = Arc::new(Attended {
            answers: Arc::clone(&self.answers),
            visit: Visit {
                peer: peer.ip().to_canonical(),
                encrypted: self.certificate.is_some(),
                seat: Arc::clone(seat),
            },
        });
        let service = service_fn(move |request| {
            let attended = Arc::clone(&attended);
            async move {
                let reply = attended.answers.answer(&attended.visit, request).await;
                Ok::<_, Infallible>(reply)
            }
        });
        let connection = self.http.serve_connection(TokioIo::new(stream), service);
        let mut connection = std::pin::pin!(connection);
        let mut told = false;
        let ended = std::future::poll_fn(|cx| {
            if !told && seat.order() != Order::Stay {
                told = true;
                connection.as_mut().graceful_shutdown();
            }
            connection.as_mut().poll(cx)
        });
        if let Err(error) = ended.await {
            tracing::debug!(%error, "a connection ended badly");
        }
    }
}
