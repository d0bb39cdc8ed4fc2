//! What the operator's machines ask at their own address: whether the process
//! serves (`/healthz`), whether work should be sent to it (`/readyz`), and what it
//! has counted (`/metrics`). None of it is reachable where readers are served.

mod metrics;

use super::Web;
use super::counts::Counts;
use super::door::{self, Answers, Door, Visit};
use super::reply::{self, Reply};
use crate::config::Limits;
use http::{Method, Request, StatusCode};
use hyper::body::Incoming;
use siraj_editorial::Timestamp;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use tokio::net::TcpListener;

/// Enough for a scraper, a load balancer and an operator who looks.
const CONNECTIONS: u64 = 64;

const JSON: &str = "application/json";

/// What the operator may know.
#[derive(Clone)]
pub struct Admin {
    web: Web,
    limits: Limits,
    started: Timestamp,
    stopping: Arc<AtomicBool>,
}

impl Admin {
    /// Of a newsroom that is served within these limits from now on.
    #[must_use]
    pub fn new(web: Web, limits: Limits) -> Self {
        Self {
            started: web.room.clock.now(),
            web,
            limits,
            stopping: Arc::default(),
        }
    }

    /// The program stops: nothing new should be sent to it.
    pub fn stops(&self) {
        self.stopping.store(true, Ordering::Release);
    }

    /// Answers at this listener, for ever: also while the public door drains.
    pub async fn serve(self, listener: TcpListener) {
        let limits = Limits {
            connections: CONNECTIONS,
            ..self.limits
        };
        let door = Door::plain(listener, limits);
        // What the operator asks is not counted among what readers ask.
        let uncounted = Arc::<Counts>::default();
        door::keep(door, Arc::new(self), uncounted, std::future::pending()).await;
    }

    /// Why no work should be sent here, if none should.
    fn unready(&self) -> Option<&'static str> {
        if self.stopping.load(Ordering::Acquire) {
            Some("stopping")
        } else {
            self.web.trouble.is_on().then_some("store_unavailable")
        }
    }
}

impl Answers for Admin {
    async fn answer(&self, visit: &Visit, request: Request<Incoming>) -> Reply {
        let _busy = visit.seat.busy();
        if request.method() != Method::GET && request.method() != Method::HEAD {
            return reply::wrong_method();
        }
        match request.uri().path() {
            "/healthz" => reply::page(StatusCode::OK, JSON, "{\"serves\":true}\n"),
            "/readyz" => match self.unready() {
                None => reply::page(StatusCode::OK, JSON, "{\"ready\":true}\n"),
                Some(reason) => {
                    let body = format!("{{\"ready\":false,\"reason\":\"{reason}\"}}\n");
                    reply::page(StatusCode::SERVICE_UNAVAILABLE, JSON, body)
                }
            },
            "/metrics" => {
                let text = metrics::text(self).await;
                reply::page(StatusCode::OK, metrics::CONTENT_TYPE, text)
            }
            _ => reply::plain(
                StatusCode::NOT_FOUND,
                "404 here are /healthz, /readyz and /metrics\n",
            ),
        }
    }
}
