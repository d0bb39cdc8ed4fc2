//! Files that come with a form: one picture into the library, or another file for one
//! that is there. Scripts send theirs in parts; this is the way without one.

use super::{HERE, list, one, user};
use crate::actions::picture;
use crate::room::{ActError, fresh_id};
use crate::web::api::fault::{Fault, sentence};
use crate::web::api::pictures;
use crate::web::rooms::gate::Gate;
use crate::web::rooms::page::{self, Frame, Said};
use crate::web::rooms::sent::Last;
use axum::body::Bytes;
use axum::extract::multipart::MultipartError;
use axum::extract::{FromRequest, Multipart, Request, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use siraj_editorial::MediaId;

/// The file of a form.
pub struct File {
    bytes: Bytes,
    name: String,
    said: String,
}

/// A file, or why there is none: a sentence and its status.
pub struct Brought(Result<File, (StatusCode, &'static str)>);

impl FromRequest<Gate> for Brought {
    type Rejection = Response;

    async fn from_request(request: Request, gate: &Gate) -> Result<Self, Response> {
        // Whoever may not use pictures need not send one to learn it.
        user(gate, request.headers()).await?;
        let unread = |error: &MultipartError| match error.status() {
            status @ StatusCode::PAYLOAD_TOO_LARGE => Self(Err((status, "library.too_large"))),
            _ => Self(Err((StatusCode::BAD_REQUEST, "api.bad_multipart"))),
        };
        let Ok(mut multipart) = Multipart::from_request(request, gate).await else {
            return Ok(Self(Err((StatusCode::BAD_REQUEST, "api.bad_multipart"))));
        };
        loop {
            let field = match multipart.next_field().await {
                Ok(Some(field)) => field,
                Ok(None) => {
                    return Ok(Self(Err((
                        StatusCode::UNPROCESSABLE_ENTITY,
                        "library.no_file",
                    ))));
                }
                Err(error) => return Ok(unread(&error)),
            };
            if field.name() != Some("file") {
                continue;
            }
            let name = field.file_name().unwrap_or_default().to_owned();
            let kind = field.content_type().map(str::to_owned);
            let bytes = match field.bytes().await {
                Ok(bytes) => bytes,
                Err(error) => return Ok(unread(&error)),
            };
            if bytes.is_empty() {
                return Ok(Self(Err((
                    StatusCode::UNPROCESSABLE_ENTITY,
                    "library.no_file",
                ))));
            }
            let said = kind
                .filter(|kind| kind.starts_with("image/"))
                .unwrap_or_else(|| name.clone());
            return Ok(Self(Ok(File { bytes, name, said })));
        }
    }
}

/// Why there is no picture of it, in words.
fn why(frame: &Frame, (status, key): (StatusCode, &'static str)) -> (StatusCode, Said) {
    let size = (frame.upload_bytes >> 20).to_string();
    let words = [("megabytes", size.as_str())];
    (status, Said::stop(frame.messages.with(key, &words)))
}

fn faulty(frame: &Frame, fault: &Fault) -> (StatusCode, Said) {
    let utc = jiff::tz::TimeZone::UTC;
    let words = sentence(frame.messages, fault.key, &fault.args, &utc);
    (fault.status, Said::stop(words))
}

/// Takes a picture into the library.
pub async fn add(
    State(gate): State<Gate>,
    headers: HeaderMap,
    Brought(file): Brought,
) -> Result<Response, Response> {
    let inside = user(&gate, &headers).await?;
    let frame = Frame::inside(&gate, &inside, HERE).await;
    let refused =
        |(status, said)| list::listed(&gate, &headers, list::Query::default(), Some(said), status);
    let File { bytes, name, said } = match file {
        Ok(file) => file,
        Err(error) => return refused(why(&frame, error)).await,
    };
    let (original, embedded) = match pictures::kept(&gate.room, bytes, said).await {
        Ok(kept) => kept,
        Err(fault) => return refused(faulty(&frame, &fault)).await,
    };
    let id = MediaId(fresh_id());
    let file = (name, embedded);
    let done = picture::take_in(&gate.room, inside.actor, id, original, file).await;
    let done = done.map_err(|error| page::failed(&headers, &error))?;
    pictures::begin_sizes(&gate.room, &done.value);
    Ok(page::see(&format!("{HERE}/{id}?done=added")))
}

/// Puts another file under the words of a picture.
pub async fn replace(
    State(gate): State<Gate>,
    Last(id): Last,
    headers: HeaderMap,
    Brought(file): Brought,
) -> Result<Response, Response> {
    let inside = user(&gate, &headers).await?;
    let frame = Frame::inside(&gate, &inside, HERE).await;
    let Ok(media) = id.parse::<MediaId>() else {
        return Err(page::failed(&headers, &ActError::NotFound));
    };
    let refused = |(status, said)| one::again(&gate, &headers, &id, said, status);
    let File { bytes, said, .. } = match file {
        Ok(file) => file,
        Err(error) => return refused(why(&frame, error)).await,
    };
    let (original, _) = match pictures::kept(&gate.room, bytes, said).await {
        Ok(kept) => kept,
        Err(fault) => return refused(faulty(&frame, &fault)).await,
    };
    let done = picture::replace_original(&gate.room, inside.actor, media, original).await;
    let done = done.map_err(|error| page::failed(&headers, &error))?;
    pictures::begin_sizes(&gate.room, &done.value);
    Ok(page::see(&format!("{HERE}/{media}?done=replaced")))
}
