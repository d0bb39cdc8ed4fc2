//! Pictures: a public key and the name of a derivative. A key answers only while
//! something public shows the picture; sizes are made on first request, once.

use super::Web;
use super::body::ReplyBody;
use super::reply::{self, CachePolicy, Reply};
use crate::media::derive::Focus;
use crate::media::name::Derivative;
use crate::media::store::{MediaError, Wanted};
use crate::store::{self, media};
use http::header::{self, HeaderMap, HeaderValue};
use http::{Response, StatusCode};

/// Answers `/media/{key}/{name}`; `rest` is what follows `/media/`.
pub async fn answer(web: &Web, rest: &str, headers: &HeaderMap) -> Reply {
    let Some((key, name)) = rest.split_once('/') else {
        return missing();
    };
    let plausible = key.len() == 16 && key.bytes().all(|byte| byte.is_ascii_hexdigit());
    let Some(derivative) = Derivative::parse(name).filter(|_| plausible) else {
        return missing();
    };
    // The address names the content, so it is its own ETag.
    let etag = HeaderValue::from_str(&format!("\"{key}-{name}\""));
    let wanted = match wanted(web, key, derivative).await {
        Ok(Some(wanted)) => wanted,
        Ok(None) => return missing(),
        Err(error) => {
            web.trouble.begins();
            tracing::warn!(key, ?error, "a picture could not be looked up");
            return unavailable();
        }
    };
    if let Ok(etag) = &etag
        && crate::pages::encode::matches(headers.get(header::IF_NONE_MATCH), etag)
    {
        let mut reply = Response::new(ReplyBody::empty());
        *reply.status_mut() = StatusCode::NOT_MODIFIED;
        return reply;
    }
    match web.room.pictures.derivative(&wanted).await {
        Ok(bytes) => {
            let mut reply = Response::new(ReplyBody::whole(bytes));
            let all = reply.headers_mut();
            let content_type = derivative.format().media_type();
            *all = reply::page_headers(content_type, CachePolicy::Immutable);
            if let Ok(etag) = etag {
                all.insert(header::ETAG, etag);
            }
            reply
        }
        Err(MediaError::BadName(_)) => missing(),
        Err(error) => {
            tracing::warn!(key, %error, "a picture could not be made");
            unavailable()
        }
    }
}

async fn wanted(
    web: &Web,
    key: &str,
    derivative: Derivative,
) -> Result<Option<Wanted>, store::Error> {
    let key = key.to_owned();
    web.room
        .db
        .read(move |c| {
            let Some(found) = media::by_public_key(c, &key)? else {
                return Ok(None);
            };
            if !media::is_public(c, found.id)? {
                return Ok(None);
            }
            Ok(Some(Wanted {
                key,
                original: found.original,
                focus: Focus::new(found.focal.x, found.focal.y),
                derivative,
            }))
        })
        .await
}

fn missing() -> Reply {
    reply::plain(StatusCode::NOT_FOUND, "404 no such picture\n")
}

fn unavailable() -> Reply {
    let mut reply = reply::plain(
        StatusCode::SERVICE_UNAVAILABLE,
        "503 the picture cannot be had right now\n",
    );
    reply
        .headers_mut()
        .insert(header::RETRY_AFTER, HeaderValue::from_static("10"));
    reply
}
