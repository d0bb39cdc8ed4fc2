//! What every request of the rooms passes: how long it may take, whether it comes from
//! our own pages, how often one may guess, and who it is.

use super::page;
use crate::actions::entry::{self, Inside, SESSION_SECONDS};
use crate::config::Limits;
use crate::room::{ActError, Room};
use crate::tokens;
use crate::web::session;
use crate::web::throttle::{Throttle, network};
use crate::web::visitor::Visitor;
use axum::extract::{Request, State};
use axum::http::header::{HeaderMap, HeaderValue};
use axum::http::{Method, StatusCode};
use axum::middleware::Next;
use axum::response::Response;
use std::net::IpAddr;
use std::sync::Arc;

/// Wrong answers that one network gives within [`GUESSING_SECONDS`]: a newsroom behind
/// one address mistypes too.
const BY_NETWORK: u32 = 30;
/// Wrong answers for one account within them, from wherever.
const BY_ACCOUNT: u32 = 10;
const GUESSING_SECONDS: i64 = 15 * 60;

/// What every request of the rooms shares.
#[derive(Clone)]
pub struct Gate {
    /// The newsroom.
    pub room: Room,
    /// What a request may cost.
    pub limits: Limits,
    networks: Arc<Throttle<IpAddr>>,
    accounts: Arc<Throttle<String>>,
}

/// From where a request came, as far as it counts.
pub type Asker = Option<axum::Extension<Visitor>>;

impl Gate {
    /// The gate of a newsroom.
    #[must_use]
    pub fn new(room: Room, limits: Limits) -> Self {
        Self {
            room,
            limits,
            networks: Arc::new(Throttle::new(BY_NETWORK, GUESSING_SECONDS)),
            accounts: Arc::new(Throttle::new(BY_ACCOUNT, GUESSING_SECONDS)),
        }
    }

    /// For how many seconds this visitor must not guess, for this account or any.
    pub fn wait(&self, from: &Asker, account: &str) -> Option<u64> {
        let by_account = self.accounts.wait(&hashed(account), self.room.clock.now());
        self.network_waits(from).max(by_account)
    }

    /// For how many seconds nobody at this visitor's address may guess.
    pub fn network_waits(&self, from: &Asker) -> Option<u64> {
        let from = from.as_ref()?;
        let now = self.room.clock.now();
        self.networks.wait(&network(from.address), now)
    }

    /// Counts an answer that was refused for being a wrong guess. A new password that is
    /// too short is none.
    pub fn count(&self, from: &Asker, account: &str, error: &ActError) {
        const GUESSES: [&str; 3] = [
            "refused.entry.wrong",
            "refused.entry.wrong_code",
            "refused.entry.wrong_password",
        ];
        if let ActError::Refused(refusal) = error
            && GUESSES.contains(&refusal.message().key)
        {
            self.was_wrong(from, account);
        }
    }

    /// Somebody guessed wrong for no account.
    pub fn network_was_wrong(&self, from: &Asker) {
        if let Some(from) = from {
            let now = self.room.clock.now();
            self.networks.failed(network(from.address), now);
        }
    }

    /// Somebody guessed wrong.
    fn was_wrong(&self, from: &Asker, account: &str) {
        self.network_was_wrong(from);
        self.accounts.failed(hashed(account), self.room.clock.now());
    }

    /// Whoever is inside, half or whole.
    ///
    /// # Errors
    /// The store's, as an answer.
    pub async fn whose(&self, headers: &HeaderMap) -> Result<Option<Inside>, Response> {
        let Some(secret) = self.secret(headers) else {
            return Ok(None);
        };
        entry::whose(&self.room, &secret)
            .await
            .map_err(|error| page::failed(headers, &error))
    }

    /// Whoever is inside whole.
    ///
    /// # Errors
    /// The way to the door, for those who are not; the store's, as an answer.
    pub async fn inside(&self, headers: &HeaderMap) -> Result<Inside, Response> {
        match self.whose(headers).await? {
            Some(inside) if inside.session.half => Err(page::see("/newsroom/code")),
            Some(inside) => Ok(inside),
            None => Err(page::see("/newsroom/sign-in")),
        }
    }

    /// The secret that the browser keeps.
    pub fn secret(&self, headers: &HeaderMap) -> Option<String> {
        session::secret(headers, self.room.site.is_https())
    }

    /// Has the browser keep a secret, or forget it.
    pub fn cookie(&self, secret: Option<&str>) -> HeaderValue {
        session::cookie(secret, SESSION_SECONDS, self.room.site.is_https())
    }
}

/// Addresses are not kept in memory for longer than a request.
fn hashed(account: &str) -> String {
    tokens::hash(&account.trim().to_lowercase())
}

/// The layer around the rooms: nothing takes longer than it may, and what changes
/// something comes from our own pages.
pub async fn within(State(gate): State<Gate>, request: Request, next: Next) -> Response {
    let headers = request.headers().clone();
    if *request.method() == Method::POST
        && !session::is_ours(&headers, gate.room.site.main_origin())
    {
        return page::notice(&gate, &headers, StatusCode::FORBIDDEN, "foreign").await;
    }
    let answer = tokio::time::timeout(gate.limits.request(), next.run(request));
    match answer.await {
        Ok(response) => response,
        Err(_) => page::notice(&gate, &headers, StatusCode::SERVICE_UNAVAILABLE, "slow").await,
    }
}

/// Another method than the room knows.
pub async fn wrong_method(State(gate): State<Gate>, headers: HeaderMap) -> Response {
    page::notice(&gate, &headers, StatusCode::METHOD_NOT_ALLOWED, "nothing").await
}
