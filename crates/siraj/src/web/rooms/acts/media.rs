//! Pictures for those who look at a text that is not public by a link that was given away:
//! those of its text alone.

use crate::media::derive::Focus;
use crate::media::name::Derivative;
use crate::media::store::{MediaError, Wanted};
use crate::room::ActError;
use crate::store::db::Conn;
use crate::store::media;
use crate::web::reply::{CachePolicy, page_headers};
use crate::web::rooms::gate::Gate;
use crate::web::rooms::page;
use axum::http::StatusCode;
use axum::http::header::{self, HeaderMap, HeaderValue};
use axum::response::{IntoResponse, Response};
use siraj_editorial::MediaId;

/// The picture of `rest`, which is `{key}/{name}`, where `may` lets it be seen.
pub async fn answer(
    gate: &Gate,
    headers: &HeaderMap,
    rest: &str,
    may: impl FnOnce(&mut Conn<'_>, MediaId) -> Result<bool, crate::store::Error> + Send + 'static,
) -> Result<Response, Response> {
    let missing = || plain(StatusCode::NOT_FOUND);
    let (key, name) = rest.split_once('/').ok_or_else(missing)?;
    let plausible = key.len() == 16 && key.bytes().all(|byte| byte.is_ascii_hexdigit());
    let derivative = Derivative::parse(name).filter(|_| plausible);
    let derivative = derivative.ok_or_else(missing)?;
    let asked = key.to_owned();
    let found = gate.room.db.read(move |c| {
        let found = media::by_public_key(c, &asked)?;
        match found {
            Some(media) if may(c, media.id)? => Ok(Some(media)),
            _ => Ok(None),
        }
    });
    let found = found
        .await
        .map_err(|error| page::failed(headers, &ActError::Failed(error)))?;
    let media = found.ok_or_else(missing)?;
    let wanted = Wanted {
        key: key.to_owned(),
        original: media.original,
        focus: Focus::new(media.focal.x, media.focal.y),
        derivative,
    };
    match gate.room.pictures.derivative(&wanted).await {
        Ok(bytes) => {
            let kind = derivative.format().media_type();
            Ok((page_headers(kind, CachePolicy::Never), bytes).into_response())
        }
        Err(MediaError::BadName(_)) => Err(missing()),
        Err(error) => {
            tracing::warn!(key, %error, "a picture could not be made");
            let mut response = plain(StatusCode::SERVICE_UNAVAILABLE);
            let soon = HeaderValue::from_static("10");
            response.headers_mut().insert(header::RETRY_AFTER, soon);
            Err(response)
        }
    }
}

/// An answer without a picture. Nobody reads it.
fn plain(status: StatusCode) -> Response {
    let headers = page_headers("text/plain; charset=utf-8", CachePolicy::Never);
    (status, headers).into_response()
}
