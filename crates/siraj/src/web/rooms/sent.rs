//! What a form or an address brings, read so that what cannot be read is answered in the
//! rooms' own design.

#![expect(
    clippy::disallowed_types,
    reason = "this is where refusals become pages"
)]

use super::gate::Gate;
use super::page;
use axum::Form;
use axum::body::Bytes;
use axum::extract::{FromRequest, FromRequestParts, Path, Query, Request};
use axum::http::StatusCode;
use axum::http::request::Parts;
use axum::response::{IntoResponse as _, Response};
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use serde::de::DeserializeOwned;

/// A form.
pub struct Sent<T>(pub T);

impl<T: DeserializeOwned + Send> FromRequest<Gate> for Sent<T> {
    type Rejection = Response;

    async fn from_request(request: Request, gate: &Gate) -> Result<Self, Response> {
        let headers = request.headers().clone();
        let read = Form::from_request(request, gate).await;
        let status = match read {
            Ok(Form(sent)) => return Ok(Self(sent)),
            Err(why) => match why.into_response().status() {
                StatusCode::PAYLOAD_TOO_LARGE => StatusCode::PAYLOAD_TOO_LARGE,
                _ => StatusCode::BAD_REQUEST,
            },
        };
        Err(page::notice(gate, &headers, status, "garbled").await)
    }
}

/// JSON of a script of ours.
pub struct Told<T>(pub T);

impl<T: DeserializeOwned + Send> FromRequest<Gate> for Told<T> {
    type Rejection = Response;

    async fn from_request(request: Request, gate: &Gate) -> Result<Self, Response> {
        let headers = request.headers().clone();
        let read = Bytes::from_request(request, gate).await;
        let sent = read
            .ok()
            .and_then(|body| serde_json::from_slice(&body).ok());
        match sent {
            Some(sent) => Ok(Self(sent)),
            None => Err(page::notice(gate, &headers, StatusCode::BAD_REQUEST, "garbled").await),
        }
    }
}

/// The last part of an address; empty where it is no text.
pub struct Last(pub String);

impl FromRequestParts<Gate> for Last {
    type Rejection = std::convert::Infallible;

    async fn from_request_parts(parts: &mut Parts, gate: &Gate) -> Result<Self, Self::Rejection> {
        let read = Path::<String>::from_request_parts(parts, gate).await;
        Ok(Self(read.map(|Path(text)| text).unwrap_or_default()))
    }
}

/// What stands behind the question mark; nothing where it cannot be read.
pub struct Asked<T>(pub T);

impl<T: DeserializeOwned + Default> FromRequestParts<Gate> for Asked<T> {
    type Rejection = std::convert::Infallible;

    async fn from_request_parts(parts: &mut Parts, gate: &Gate) -> Result<Self, Self::Rejection> {
        let read = Query::from_request_parts(parts, gate).await;
        Ok(Self(read.map(|Query(asked)| asked).unwrap_or_default()))
    }
}

/// Names and values as they stand behind a question mark; what has no value is left out.
pub fn asking<'a>(pairs: impl IntoIterator<Item = (&'a str, &'a str)>) -> String {
    let pairs = pairs.into_iter().filter(|(_, value)| !value.is_empty());
    let written: Vec<String> = pairs
        .map(|(name, value)| format!("{name}={}", utf8_percent_encode(value, NON_ALPHANUMERIC)))
        .collect();
    written.join("&")
}
