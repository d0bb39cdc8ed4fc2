//! What every request of the API passes: the limits of a request, the time it
//! may take, and the throttle of wrong tokens.

use super::fault::Fault;
use crate::config::Limits;
use crate::room::Room;
use crate::web::body::Arrived;
use crate::web::counts::Counts;
use crate::web::throttle::{FAILURES, Throttle, WITHIN_SECONDS, network};
use crate::web::visitor::Visitor;
use axum::extract::{Request, State};
use axum::http::StatusCode;
use axum::http::header::{CONNECTION, HeaderValue, RETRY_AFTER};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use siraj_editorial::refusal::Arg;
use std::net::IpAddr;
use std::sync::Arc;

/// What every request of the API shares.
#[derive(Clone)]
pub struct Gate {
    /// The newsroom.
    pub room: Room,
    /// What a request may cost.
    pub limits: Limits,
    /// Who has sent wrong tokens lately.
    throttle: Arc<Throttle<IpAddr>>,
    /// Who has asked the search much lately; the readers' page counts there too.
    searches: Arc<Throttle<IpAddr>>,
    counts: Arc<Counts>,
    /// Whether it is a session that lets in, and not a token.
    pub(super) by_session: bool,
}

impl Gate {
    /// The gate of a newsroom, counting there.
    #[must_use]
    pub fn new(
        room: Room,
        limits: Limits,
        counts: Arc<Counts>,
        searches: Arc<Throttle<IpAddr>>,
    ) -> Self {
        Self {
            room,
            limits,
            throttle: Arc::new(Throttle::new(FAILURES, WITHIN_SECONDS)),
            searches,
            counts,
            by_session: false,
        }
    }

    /// The same gate, opened by the session of the rooms.
    #[must_use]
    pub fn for_sessions(self) -> Self {
        Self {
            by_session: true,
            ..self
        }
    }

    /// Whether a token of this visitor is looked at now.
    ///
    /// # Errors
    /// 403 for one who sent it in the clear, 429 for one who has guessed too often.
    pub(super) fn lets_try(&self, visitor: Option<&Visitor>) -> Result<(), Fault> {
        // Only a request that came over no socket has no visitor: a test's.
        let Some(visitor) = visitor else {
            return Ok(());
        };
        if !visitor.secure && self.room.site.main_origin().starts_with("https://") {
            return Err(Fault::new(StatusCode::FORBIDDEN, "api.plain_http"));
        }
        let now = self.room.clock.now();
        let Some(seconds) = self.throttle.wait(&network(visitor.address), now) else {
            return Ok(());
        };
        self.counts.throttles();
        let mut fault = Fault::new(StatusCode::TOO_MANY_REQUESTS, "api.throttled")
            .with("n", Arg::Count(seconds));
        fault.headers.push((RETRY_AFTER, seconds.into()));
        Err(fault)
    }

    /// Counts a question to the search; for how many seconds the visitor must wait with it,
    /// if they must.
    pub(super) fn asks_too_often(&self, visitor: &Visitor) -> Option<u64> {
        let now = self.room.clock.now();
        let waits = self.searches.counts(network(visitor.address), now);
        if waits.is_some() {
            self.counts.throttles();
        }
        waits
    }

    /// A token opened nothing.
    pub(super) fn was_wrong(&self, visitor: Option<&Visitor>) {
        self.counts.wrong_token();
        if let Some(visitor) = visitor {
            let now = self.room.clock.now();
            self.throttle.failed(network(visitor.address), now);
        }
    }
}

/// The layer that ends a request which takes too long. Acts begin when their
/// request is here whole, so of one that is not nothing was done.
pub async fn within(State(gate): State<Gate>, request: Request, next: Next) -> Response {
    let arrived = request.extensions().get::<Arrived>().cloned();
    let answer = tokio::time::timeout(gate.limits.request(), next.run(request));
    if let Ok(response) = answer.await {
        return response;
    }
    if arrived.is_none_or(|arrived| arrived.is_whole()) {
        tracing::warn!("a request took too long");
        return Fault::new(StatusCode::SERVICE_UNAVAILABLE, "api.took_too_long").into_response();
    }
    let mut fault = Fault::new(StatusCode::REQUEST_TIMEOUT, "api.slow_body");
    fault
        .headers
        .push((CONNECTION, HeaderValue::from_static("close")));
    fault.into_response()
}
