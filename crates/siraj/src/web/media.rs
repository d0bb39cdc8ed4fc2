//! Pictures: a public key and the name of a derivative. A key answers only while
//! something public shows the picture; sizes are made on first request, once. Whoever
//! asks for less data is given a smaller one.

use super::Web;
use super::body::ReplyBody;
use super::pages;
use super::reply::{self, CachePolicy, Reply};
use crate::demo::draw::house_picture;
use crate::media::derive::{Focus, derive};
use crate::media::name::Derivative;
use crate::media::store::{MediaError, Wanted};
use crate::pages::answer::Shown;
use crate::store;
use bytes::Bytes;
use http::header::{self, HeaderMap, HeaderValue};
use http::{Response, StatusCode};
use tokio::sync::OnceCell;

const SAVE_DATA: &str = "save-data";

/// The house's own picture, for pages without one: drawn once, then remembered.
static HOUSE: OnceCell<Bytes> = OnceCell::const_new();

/// Which of the house's pictures it is: any number draws a handsome one.
const HOUSE_SEED: u64 = 7;

/// Answers `/media/{key}/{name}`; `rest` is what follows `/media/`.
pub async fn answer(web: &Web, rest: &str, headers: &HeaderMap) -> Reply {
    if rest == "house/og.jpg" {
        return house().await;
    }
    let Some((key, name)) = rest.split_once('/') else {
        return missing();
    };
    let plausible = key.len() == 16 && key.bytes().all(|byte| byte.is_ascii_hexdigit());
    let Some(asked) = Derivative::parse(name).filter(|_| plausible) else {
        return missing();
    };
    let derivative = if saves_data(headers) {
        asked.lighter()
    } else {
        asked
    };
    // Key and derivative name the content, so they are its ETag.
    let etag = HeaderValue::from_str(&format!("\"{key}-{derivative}\""));
    let wanted = match wanted(web, key, derivative).await {
        Ok(Some(wanted)) => wanted,
        Ok(None) => return missing(),
        Err(error) => {
            tracing::warn!(key, ?error, "a picture could not be looked up");
            return unavailable();
        }
    };
    if let Ok(etag) = &etag
        && crate::pages::encode::matches(headers.get(header::IF_NONE_MATCH), etag)
    {
        let mut reply = Response::new(ReplyBody::empty());
        *reply.status_mut() = StatusCode::NOT_MODIFIED;
        vary(&mut reply);
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
            vary(&mut reply);
            reply
        }
        Err(MediaError::BadName(_)) => missing(),
        Err(error) => {
            tracing::warn!(key, %error, "a picture could not be made");
            unavailable()
        }
    }
}

/// Whether the reader asks for less data (`Save-Data: on`). Pages are the same for
/// everybody; which picture answers an address need not be.
/// Source: <https://wicg.github.io/savedata/#save-data-request-header-field>.
fn saves_data(headers: &HeaderMap) -> bool {
    headers
        .get(SAVE_DATA)
        .and_then(|value| value.to_str().ok())
        .is_some_and(|value| value.trim().eq_ignore_ascii_case("on"))
}

/// Tells every cache on the way that the answer depends on it.
fn vary(reply: &mut Reply) {
    let name = HeaderValue::from_static(SAVE_DATA);
    reply.headers_mut().insert(header::VARY, name);
}

async fn wanted(
    web: &Web,
    key: &str,
    derivative: Derivative,
) -> Result<Option<Wanted>, store::Error> {
    let Some(known) = pages::known(web, &Shown::path(key)).await? else {
        return Ok(None);
    };
    let shown: Shown = serde_json::from_slice(&known).map_err(store::Error::other)?;
    Ok(Some(Wanted {
        key: key.to_owned(),
        original: shown.original,
        focus: Focus::new(shown.focal.x, shown.focal.y),
        derivative,
    }))
}

async fn house() -> Reply {
    let drawn = HOUSE.get_or_try_init(|| async {
        tokio::task::spawn_blocking(|| {
            let png = house_picture(HOUSE_SEED, 1200, 630).encode_png().ok()?;
            derive(&png, Focus::MIDDLE, Derivative::OG).ok()
        })
        .await
        .ok()
        .flatten()
        .map(Bytes::from)
        .ok_or(())
    });
    let Ok(bytes) = drawn.await else {
        return unavailable();
    };
    let mut reply = Response::new(ReplyBody::whole(bytes.clone()));
    *reply.headers_mut() = reply::page_headers("image/jpeg", CachePolicy::AskAgain);
    reply
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
