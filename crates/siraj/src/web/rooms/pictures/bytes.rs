//! Bytes of pictures for whoever is inside: also of those that nothing public shows. The
//! browser may keep them, and asks each time whether it still may show them.

use crate::media::derive::Focus;
use crate::media::name::Derivative;
use crate::media::store::{MediaError, Wanted};
use crate::room::ActError;
use crate::store::media;
use crate::web::reply::{CachePolicy, page_headers};
use crate::web::rooms::gate::Gate;
use crate::web::rooms::page;
use crate::web::rooms::sent::Last;
use axum::extract::State;
use axum::http::StatusCode;
use axum::http::header::{self, HeaderMap, HeaderValue};
use axum::response::{IntoResponse, Response};
use siraj_editorial::MediaId;

/// A size of a picture: `/newsroom/media/{key}/{name}`.
pub async fn derivative(
    State(gate): State<Gate>,
    Last(rest): Last,
    headers: HeaderMap,
) -> Result<Response, Response> {
    gate.inside(&headers).await?;
    let asked = rest.split_once('/').and_then(|(key, name)| {
        let plausible = key.len() == 16 && key.bytes().all(|byte| byte.is_ascii_hexdigit());
        Some((key.to_owned(), Derivative::parse(name)?)).filter(|_| plausible)
    });
    let Some((key, derivative)) = asked else {
        return Err(nothing(&gate, &headers).await);
    };
    let etag = HeaderValue::from_str(&format!("\"{key}-{derivative}\""));
    let looked_up = key.clone();
    let found = gate
        .room
        .db
        .read(move |c| media::by_public_key(c, &looked_up));
    let found = found.await;
    let found = found.map_err(|error| page::failed(&headers, &ActError::Failed(error)))?;
    let Some(media) = found else {
        return Err(nothing(&gate, &headers).await);
    };
    let mut dressed = page_headers(derivative.format().media_type(), CachePolicy::AskAgain);
    let private = HeaderValue::from_static("private, no-cache");
    dressed.insert(header::CACHE_CONTROL, private);
    if let Ok(etag) = &etag {
        dressed.insert(header::ETAG, etag.clone());
        if crate::pages::encode::matches(headers.get(header::IF_NONE_MATCH), etag) {
            return Ok((StatusCode::NOT_MODIFIED, dressed).into_response());
        }
    }
    let wanted = Wanted {
        key,
        original: media.original,
        focus: Focus::new(media.focal.x, media.focal.y),
        derivative,
    };
    match gate.room.pictures.derivative(&wanted).await {
        Ok(bytes) => Ok((StatusCode::OK, dressed, bytes).into_response()),
        Err(MediaError::BadName(_) | MediaError::MissingOriginal(_)) => {
            Err(nothing(&gate, &headers).await)
        }
        Err(error) => {
            tracing::warn!(key = wanted.key, %error, "a picture could not be made");
            let status = StatusCode::SERVICE_UNAVAILABLE;
            Err(page::notice(&gate, &headers, status, "trouble").await)
        }
    }
}

async fn nothing(gate: &Gate, headers: &HeaderMap) -> Response {
    page::notice(gate, headers, StatusCode::NOT_FOUND, "nothing").await
}

/// The file as it came, for whoever uses pictures.
pub async fn original(
    State(gate): State<Gate>,
    Last(id): Last,
    headers: HeaderMap,
) -> Result<Response, Response> {
    super::user(&gate, &headers).await?;
    let Ok(id) = id.parse::<MediaId>() else {
        return Err(nothing(&gate, &headers).await);
    };
    let found = gate.room.db.read(move |c| media::by_ids(c, &[id])).await;
    let found = found.map_err(|error| page::failed(&headers, &ActError::Failed(error)))?;
    let Some(media) = found.into_iter().next() else {
        return Err(nothing(&gate, &headers).await);
    };
    let bytes = match gate.room.pictures.get_original(&media.original).await {
        Ok(bytes) => bytes,
        Err(MediaError::MissingOriginal(_)) => return Err(nothing(&gate, &headers).await),
        Err(error) => {
            tracing::warn!(%id, %error, "an original could not be read");
            let status = StatusCode::SERVICE_UNAVAILABLE;
            return Err(page::notice(&gate, &headers, status, "trouble").await);
        }
    };
    let (kind, ending) = match media.content_type.as_str() {
        "image/jpeg" => ("image/jpeg", "jpg"),
        "image/png" => ("image/png", "png"),
        "image/webp" => ("image/webp", "webp"),
        "image/gif" => ("image/gif", "gif"),
        _ => ("application/octet-stream", "bin"),
    };
    let mut dressed = page_headers(kind, CachePolicy::Never);
    let name = format!("attachment; filename=\"{id}.{ending}\"");
    if let Ok(name) = HeaderValue::from_str(&name) {
        dressed.insert(header::CONTENT_DISPOSITION, name);
    }
    Ok((StatusCode::OK, dressed, bytes).into_response())
}
