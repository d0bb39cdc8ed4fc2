//! A request to the write API: who asks, what for, with what. Everything that all
//! requests have in common is checked here, before a handler sees it: the token,
//! the size and form of the body, the key of a repeat. A handler then names the
//! fields, the act, and how what it made is told.

use super::auth::{self, Bearer};
use super::fault::{self, Fault, Wrong};
use super::fields::{self, Field};
use super::gate::Gate;
use crate::messages::Messages;
use crate::room::{ActResult, Done, Once, Receipt, Room};
use crate::store::db::Conn;
use axum::body::{Body, Bytes, to_bytes};
use axum::extract::{FromRequest, FromRequestParts, Query, RawPathParams, Request};
use axum::http::header::{CONTENT_TYPE, HeaderMap};
use axum::http::request::Parts;
use axum::http::{HeaderValue, Method, StatusCode, Uri};
use axum::response::{IntoResponse, Response};
use serde_json::{Map, Value};
use sha2::{Digest, Sha256};
use siraj_editorial::role::Actor;
use std::collections::BTreeMap;

/// The longest key of a repeat.
const KEY_CHARACTERS: usize = 200;

/// What a handler answers.
pub type Answer = Result<Response, Fault>;

/// A request whose sender is known.
pub struct Call {
    /// The newsroom.
    pub room: Room,
    /// Who asks.
    pub bearer: Bearer,
    /// The sentences of the language asked for.
    pub messages: &'static Messages,
    /// The values in the path.
    params: BTreeMap<String, String>,
    /// The values after the path.
    pub query: BTreeMap<String, String>,
    uri: Uri,
    method: Method,
    key: Option<String>,
    receipt: Option<Receipt>,
    /// What was sent; an empty object when nothing was.
    body: Value,
}

impl FromRequest<Gate> for Call {
    type Rejection = Fault;

    async fn from_request(request: Request, gate: &Gate) -> Result<Self, Fault> {
        let (mut parts, body) = request.into_parts();
        let mut call = Self::open(&mut parts, gate).await?;
        if call.is_safe() {
            return Ok(call);
        }
        let bytes = whole(body, gate.limits.body()).await?;
        call.seal(&bytes).await?;
        if !bytes.is_empty() {
            is_json(&parts.headers)?;
            call.body = json(&bytes)?;
        }
        Ok(call)
    }
}

impl Call {
    /// Everything of a call but its body.
    pub(super) async fn open(parts: &mut Parts, gate: &Gate) -> Result<Self, Fault> {
        let bearer = auth::who(gate, parts).await?;
        let params = RawPathParams::from_request_parts(parts, gate)
            .await
            .map_err(|_| Fault::not_found())?;
        let query = Query::try_from_uri(&parts.uri)
            .map_err(|_| Fault::new(StatusCode::BAD_REQUEST, "api.bad_query"))?;
        Ok(Self {
            room: gate.room.clone(),
            bearer,
            messages: Messages::for_language(fault::language(&parts.headers)),
            params: params
                .iter()
                .map(|(name, value)| (name.to_owned(), value.to_owned()))
                .collect(),
            query: query.0,
            uri: parts.uri.clone(),
            method: parts.method.clone(),
            key: idempotency_key(&parts.headers)?,
            receipt: None,
            body: Value::Object(Map::new()),
        })
    }

    fn is_safe(&self) -> bool {
        matches!(self.method, Method::GET | Method::HEAD)
    }

    /// Binds the request's key to what was sent, and answers a repeat at once.
    pub(super) async fn seal(&mut self, sent: &[u8]) -> Result<(), Fault> {
        let Some(name) = self.key.take() else {
            return Ok(());
        };
        let mut hash = Sha256::new();
        hash.update(format!("{} {}\n", self.method, self.uri));
        hash.update(sent);
        let receipt = Receipt {
            token: self.bearer.token,
            name,
            body_hash: hash
                .finalize()
                .iter()
                .map(|byte| format!("{byte:02x}"))
                .collect(),
        };
        let (asked, now) = (receipt.clone(), self.room.clock.now());
        self.room
            .db
            .read(move |c| asked.refuse_repeats(c, now))
            .await?;
        self.receipt = Some(receipt);
        Ok(())
    }

    /// The value of a name in the path.
    #[must_use]
    pub fn param(&self, name: &str) -> &str {
        self.params.get(name).map_or("", String::as_str)
    }

    /// An identity in the path.
    ///
    /// # Errors
    /// 404: what is no identity names nothing.
    pub fn id<T: std::str::FromStr>(&self) -> Result<T, Fault> {
        self.param("id").parse().map_err(|_| Fault::not_found())
    }

    /// Who acts.
    #[must_use]
    pub fn actor(&self) -> &Actor {
        &self.bearer.actor
    }

    /// What was sent, by the table of its fields.
    ///
    /// # Errors
    /// 422 with every place that is wrong.
    pub fn fields(&mut self, fields: &[Field]) -> Result<Map<String, Value>, Fault> {
        fields::read(self.body.take(), fields).map_err(Fault::fields)
    }

    /// How many entries of a list are asked for, and at most how many are given.
    ///
    /// # Errors
    /// 400 when it is no number.
    pub fn limit(&self, most: i64) -> Result<i64, Fault> {
        match self.query.get("limit") {
            None => Ok(most.min(50)),
            Some(text) => match text.parse::<i64>() {
                Ok(limit) if limit > 0 => Ok(limit.min(most)),
                _ => Err(Fault::new(StatusCode::BAD_REQUEST, "api.bad_query")),
            },
        }
    }

    /// Reads from the store and answers 200 with what `read` makes.
    ///
    /// # Errors
    /// What `read` says.
    pub async fn tell<F>(self, read: F) -> Answer
    where
        F: FnOnce(&mut Conn<'_>) -> ActResult<Value> + Send + 'static,
    {
        let told = self.room.db.read(move |c| read(c)).await?;
        Ok(json_response(StatusCode::OK, told.to_string()))
    }

    /// Runs an act and answers with what `shape` makes of what it made. Answer and
    /// act are kept together, so a repeat of the request gets the same answer.
    ///
    /// # Errors
    /// The act's own.
    pub async fn act<T, S, F, A>(self, status: StatusCode, shape: S, act: F) -> Answer
    where
        T: 'static,
        S: Fn(&mut Conn<'_>, &T) -> ActResult<Value> + Send + Sync + 'static,
        F: FnOnce(Room, Actor) -> A,
        A: Future<Output = ActResult<Done<T>>>,
    {
        let once = Once::new(self.receipt, status.as_u16(), move |c, value: &T| {
            Ok(shape(c, value)?.to_string())
        });
        let done = act(self.room.once(once), self.bearer.actor).await?;
        Ok(json_response(status, done.answer.unwrap_or_default()))
    }
}

/// An answer in JSON.
#[must_use]
pub fn json_response(status: StatusCode, body: String) -> Response {
    let kind = HeaderValue::from_static("application/json");
    (status, [(CONTENT_TYPE, kind)], body).into_response()
}

/// The whole body, when it is no longer than allowed.
async fn whole(body: Body, most: usize) -> Result<Bytes, Fault> {
    to_bytes(body, most).await.map_err(|error| {
        let error = error.into_inner();
        if error.is::<http_body_util::LengthLimitError>() {
            too_large(most)
        } else {
            Fault::new(StatusCode::BAD_REQUEST, "api.cut_body")
        }
    })
}

/// 413, with the limit in megabytes.
pub(super) fn too_large(most: usize) -> Fault {
    Fault::new(StatusCode::PAYLOAD_TOO_LARGE, "api.too_large").with("megabytes", megabytes(most))
}

/// Bytes as megabytes, down to a thousandth: `40`, `0.062`.
fn megabytes(bytes: usize) -> String {
    let thousandths = bytes.saturating_mul(1000) >> 20;
    let text = format!("{}.{:03}", thousandths / 1000, thousandths % 1000);
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

fn is_json(headers: &HeaderMap) -> Result<(), Fault> {
    let kind = headers
        .get(CONTENT_TYPE)
        .and_then(|value| value.to_str().ok())
        .and_then(|value| value.split(';').next())
        .unwrap_or_default()
        .trim();
    if kind.eq_ignore_ascii_case("application/json") {
        Ok(())
    } else {
        Err(Fault::new(
            StatusCode::UNSUPPORTED_MEDIA_TYPE,
            "api.not_json_type",
        ))
    }
}

/// JSON that the house can take: UTF-8, not too deep, without lone surrogates and NULs.
pub(super) fn json(bytes: &[u8]) -> Result<Value, Fault> {
    let unusable = |key| Fault::new(StatusCode::UNPROCESSABLE_ENTITY, key);
    let text = std::str::from_utf8(bytes).map_err(|_| unusable("api.not_utf8"))?;
    let value: Value = serde_json::from_str(text).map_err(|error| {
        let said = error.to_string();
        if said.contains("surrogate") || said.contains("hex escape") {
            unusable("api.lone_surrogate")
        } else if said.contains("recursion limit") {
            unusable("api.too_deep")
        } else {
            Fault::new(StatusCode::BAD_REQUEST, "api.not_json")
                .with("line", error.line().to_string())
                .with("column", error.column().to_string())
        }
    })?;
    match fields::nul(&value, "") {
        Some(place) => Err(Fault::fields(vec![Wrong::new(place, "api.nul")])),
        None => Ok(value),
    }
}

fn idempotency_key(headers: &HeaderMap) -> Result<Option<String>, Fault> {
    let Some(key) = headers.get("idempotency-key") else {
        return Ok(None);
    };
    let good = |key: &&str| {
        (1..=KEY_CHARACTERS).contains(&key.len()) && key.bytes().all(|byte| byte.is_ascii_graphic())
    };
    match key.to_str().ok().filter(good) {
        Some(key) => Ok(Some(key.to_owned())),
        None => Err(Fault::new(StatusCode::BAD_REQUEST, "api.bad_key")),
    }
}
