//! What the script of a page asks when a device is to answer for somebody: JSON in and
//! out, sentences in the page's language.

use super::gate::{Asker, Gate};
use super::page::{self, Frame};
use super::sent::Told;
use super::sign_in::agent;
use crate::actions::entry::{self, Challenge};
use crate::room::ActError;
use crate::web::reply::{CachePolicy, page_headers};
use axum::extract::State;
use axum::http::StatusCode;
use axum::http::header::{self, HeaderMap};
use axum::response::{IntoResponse, Response};
use serde::Deserialize;
use serde_json::{Value, json};

/// A device's answer, with the secret of the challenge.
#[derive(Deserialize)]
pub struct Answered {
    secret: String,
    answer: Value,
}

fn told(status: StatusCode, value: &Value) -> Response {
    let headers = page_headers("application/json", CachePolicy::Never);
    (status, headers, value.to_string()).into_response()
}

fn asks(challenge: &Challenge) -> Response {
    let asked = json!({"options": challenge.options, "secret": challenge.secret});
    told(StatusCode::OK, &asked)
}

/// Why not, in words.
pub fn not_done(frame: &Frame, error: &ActError) -> Response {
    let (status, words) = match (frame.why(error), error) {
        (Some(said), _) => (StatusCode::UNPROCESSABLE_ENTITY, said.words),
        (None, ActError::NotFound) => (StatusCode::NOT_FOUND, frame.t("rooms.nothing").to_owned()),
        (None, error) => {
            tracing::error!(?error, "a passkey could not be used");
            let words = frame.t("rooms.trouble").to_owned();
            (StatusCode::SERVICE_UNAVAILABLE, words)
        }
    };
    told(status, &json!({"said": words}))
}

pub async fn begin_key(State(gate): State<Gate>, headers: HeaderMap) -> Result<Response, Response> {
    let inside = gate.inside(&headers).await?;
    let frame = Frame::inside(&gate, &inside, "").await;
    let name = frame.named(&inside.person.name);
    let begun = entry::begin_key(&gate.room, &inside, (&frame.publication, &name)).await;
    Ok(begun.map_or_else(|error| not_done(&frame, &error), |asked| asks(&asked)))
}

pub async fn add_key(
    State(gate): State<Gate>,
    headers: HeaderMap,
    Told(sent): Told<Answered>,
) -> Result<Response, Response> {
    let inside = gate.inside(&headers).await?;
    let frame = Frame::inside(&gate, &inside, "").await;
    let done = entry::add_key(&gate.room, &inside, &sent.secret, sent.answer).await;
    Ok(match done {
        Ok(()) => told(
            StatusCode::OK,
            &json!({"way": "/newsroom/account?done=key"}),
        ),
        Err(error) => not_done(&frame, &error),
    })
}

pub async fn begin_sign_in(State(gate): State<Gate>, from: Asker, headers: HeaderMap) -> Response {
    let frame = Frame::outside(&gate, &headers, None, "").await;
    if let Some(seconds) = gate.network_waits(&from) {
        let said = frame.wait(seconds).words;
        return told(StatusCode::TOO_MANY_REQUESTS, &json!({"said": said}));
    }
    match entry::begin_sign_in(&gate.room).await {
        Ok(asked) => asks(&asked),
        Err(error) => not_done(&frame, &error),
    }
}

pub async fn sign_in(
    State(gate): State<Gate>,
    from: Asker,
    headers: HeaderMap,
    Told(sent): Told<Answered>,
) -> Response {
    let frame = Frame::outside(&gate, &headers, None, "").await;
    let agent = agent(&headers);
    match entry::sign_in_by_key(&gate.room, &sent.secret, sent.answer, agent).await {
        Ok(begun) => {
            let mut response = told(StatusCode::OK, &json!({"way": super::desk::HERE}));
            let cookie = gate.cookie(Some(&begun.secret));
            response.headers_mut().insert(header::SET_COOKIE, cookie);
            response
        }
        Err(error) => {
            gate.network_was_wrong(&from);
            not_done(&frame, &error)
        }
    }
}

/// A key's identity, of one to be forgotten.
#[derive(Deserialize)]
pub struct Which {
    #[serde(default)]
    key: String,
}

pub async fn forget_key(
    State(gate): State<Gate>,
    headers: HeaderMap,
    super::sent::Sent(typed): super::sent::Sent<Which>,
) -> Result<Response, Response> {
    let inside = gate.inside(&headers).await?;
    match entry::forget_key(&gate.room, &inside, typed.key).await {
        Ok(()) => Ok(page::see("/newsroom/account?done=key_gone")),
        Err(error) => Err(page::failed(&headers, &error)),
    }
}
