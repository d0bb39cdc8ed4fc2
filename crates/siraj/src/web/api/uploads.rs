//! Pictures that the rooms' scripts send in parts, so that a bad line costs only what was
//! under way: modelled on tus (`Upload-Offset`, `PATCH`), <https://tus.io/protocols/resumable-upload>.
//! An upload is known by its content, so whoever chooses the same file again goes on
//! where they were: after a reload, a restart, from another device.

use super::call::{self, Answer, Call, json_response};
use super::fault::Fault;
use super::fields::{Field, Kind, may, must};
use super::gate::Gate;
use super::pictures;
use crate::actions::picture::{self, Original};
use crate::media::fetch::{self, FetchRefused};
use crate::media::uploads::MOST_UPLOADS;
use crate::media::{Arriving, MediaError, Upload};
use crate::room::{ActError, Room, fresh_id};
use crate::store::{library, media as rows};
use axum::body::Body;
use axum::extract::{FromRequest, Request, State};
use axum::http::header::{CACHE_CONTROL, HeaderName, HeaderValue};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use bytes::{Bytes, BytesMut};
use http_body_util::BodyExt as _;
use serde_json::{Value, json};
use siraj_editorial::MediaId;
use siraj_editorial::refusal::{Arg, LibraryRefused};
use siraj_editorial::role::Right;

const OFFSET: HeaderName = HeaderName::from_static("upload-offset");
const LENGTH: HeaderName = HeaderName::from_static("upload-length");
/// The longest part; a browser sends smaller ones.
const PART_BYTES: usize = 8 << 20;
/// Letters of a file's name, its type and the content's mark.
const NAME: usize = 200;

/// What an upload begins with.
const UPLOAD: &[Field] = &[
    must("mark", Kind::Text, "What the same content is called by."),
    must("length", Kind::Number(1, i64::MAX), "Bytes."),
    may("name", Kind::Text, "The file's name."),
    may("kind", Kind::Text, "Its media type."),
];

fn kept(error: &MediaError) -> Fault {
    tracing::error!(?error, "a part of a picture could not be kept");
    Fault::new(StatusCode::SERVICE_UNAVAILABLE, "api.unavailable")
}

fn use_media(call: &Call) -> Result<(), Fault> {
    if call.actor().may(Right::UseMedia) {
        Ok(())
    } else {
        Err(ActError::refused(LibraryRefused::NotAllowed).into())
    }
}

/// Begins an upload, finds the one that was begun, or the picture that it would be.
pub async fn begin(State(gate): State<Gate>, mut call: Call) -> Answer {
    use_media(&call)?;
    let fields = call.fields(UPLOAD)?;
    let words = |name: &str| {
        let text = fields.get(name).and_then(Value::as_str).unwrap_or_default();
        let shown = text.chars().filter(|letter| !letter.is_control());
        shown.take(NAME).collect::<String>()
    };
    let length = fields.get("length").and_then(Value::as_u64).unwrap_or(0);
    let most = gate.limits.upload();
    if length > most as u64 {
        return Err(call::too_large(most));
    }
    let upload = Upload {
        person: call.actor().person,
        mark: words("mark"),
        length,
        name: words("name"),
        kind: words("kind"),
        picture: None,
    };
    let room = call.room.clone();
    if let Some(picture) = known(&room, &upload).await? {
        let told = json!({"id": upload.id(), "offset": length, "picture": picture});
        return Ok(json_response(StatusCode::OK, told.to_string()));
    }
    let store = &room.pictures;
    let person = upload.person;
    if store
        .uploads_of(person)
        .await
        .map_err(|error| kept(&error))?
        >= MOST_UPLOADS
        && store
            .upload(person, &upload.id())
            .await
            .is_ok_and(|found| found.is_none())
    {
        let many = Fault::new(StatusCode::TOO_MANY_REQUESTS, "library.too_many_uploads");
        return Err(many.with("n", Arg::Count(MOST_UPLOADS as u64)));
    }
    let begin = || store.begin_upload(upload.clone());
    let mut begun = begin().await.map_err(|error| kept(&error))?;
    if begun.upload.picture.is_some() {
        // What it became is in the library no more: it is uploaded anew.
        let gone = store.forget_upload(&upload).await;
        gone.map_err(|error| kept(&error))?;
        begun = begin().await.map_err(|error| kept(&error))?;
    }
    let told = json!({"id": begun.upload.id(), "offset": begun.offset, "picture": null});
    Ok(json_response(StatusCode::CREATED, told.to_string()))
}

/// The picture of the library that has this content: by its hash, or because it was made
/// of this very upload.
async fn known(room: &Room, upload: &Upload) -> Result<Option<Value>, Fault> {
    let promised = upload.promised().map(str::to_ascii_lowercase);
    let before = room.pictures.upload(upload.person, &upload.id()).await;
    let before = before.map_err(|error| kept(&error))?;
    let made = before.and_then(|before| before.upload.picture);
    let told = room.db.read(move |c| {
        let mut found = match promised {
            Some(hash) => library::with_original(c, &hash)?,
            None => None,
        };
        if found.is_none() {
            let made = rows::by_ids(c, made.as_slice())?;
            found = made.into_iter().find(|media| media.binned.is_none());
        }
        found.map(|media| pictures::told(c, &media)).transpose()
    });
    Ok(told.await?)
}

async fn arriving(call: &Call) -> Result<Arriving, Fault> {
    use_media(call)?;
    let person = call.actor().person;
    let found = call.room.pictures.upload(person, call.param("id")).await;
    found
        .map_err(|error| kept(&error))?
        .ok_or_else(Fault::not_found)
}

/// An answer that only says how much is here.
fn placed(status: StatusCode, arriving: &Arriving, offset: u64) -> Response {
    let mut headers = HeaderMap::new();
    headers.insert(OFFSET, offset.into());
    headers.insert(LENGTH, arriving.upload.length.into());
    headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    (status, headers).into_response()
}

/// How much of an upload is here.
pub async fn place(call: Call) -> Answer {
    let arriving = arriving(&call).await?;
    Ok(placed(StatusCode::OK, &arriving, arriving.offset))
}

/// Gives an upload up.
pub async fn give_up(call: Call) -> Answer {
    let arriving = arriving(&call).await?;
    let gone = call.room.pictures.forget_upload(&arriving.upload).await;
    gone.map_err(|error| kept(&error))?;
    Ok(StatusCode::NO_CONTENT.into_response())
}

/// A part of an upload: where it begins, and its bytes.
pub struct Part {
    call: Call,
    offset: Option<u64>,
    body: Body,
}

impl FromRequest<Gate> for Part {
    type Rejection = Fault;

    async fn from_request(request: Request, gate: &Gate) -> Result<Self, Fault> {
        let (mut parts, body) = request.into_parts();
        let call = Call::open(&mut parts, gate).await?;
        let offset = parts.headers.get(OFFSET);
        let offset = offset.and_then(|value| value.to_str().ok()?.parse().ok());
        Ok(Self { call, offset, body })
    }
}

/// Takes a part. What arrived of one that was cut off is kept too.
pub async fn part(part: Part) -> Answer {
    let arriving = arriving(&part.call).await?;
    let Some(offset) = part.offset else {
        return Err(Fault::new(StatusCode::BAD_REQUEST, "library.no_offset"));
    };
    if offset != arriving.offset {
        return Ok(placed(StatusCode::CONFLICT, &arriving, arriving.offset));
    }
    if arriving.is_scattered() {
        let gone = part
            .call
            .room
            .pictures
            .forget_upload(&arriving.upload)
            .await;
        gone.map_err(|error| kept(&error))?;
        return Err(Fault::new(StatusCode::BAD_REQUEST, "library.scattered"));
    }
    let room = part.call.room.clone();
    let left = usize::try_from(arriving.upload.length - offset).unwrap_or(usize::MAX);
    // The work goes on when the line is cut and nobody hears the answer.
    let work = tokio::spawn(async move {
        let bytes = read(part.body, left.min(PART_BYTES)).await?;
        let now = offset + bytes.len() as u64;
        if !bytes.is_empty() {
            let keep = room.pictures.keep_part(&arriving.upload, offset, bytes);
            keep.await.map_err(|error| kept(&error))?;
        }
        Ok::<_, Fault>(placed(StatusCode::NO_CONTENT, &arriving, now))
    });
    let internal = |_| Fault::new(StatusCode::INTERNAL_SERVER_ERROR, "api.internal");
    work.await.map_err(internal)?
}

/// What comes, until it is over or cut off.
async fn read(mut body: Body, most: usize) -> Result<Bytes, Fault> {
    let mut bytes = BytesMut::new();
    while let Some(Ok(frame)) = body.frame().await {
        let Ok(more) = frame.into_data() else {
            continue;
        };
        if bytes.len() + more.len() > most {
            return Err(Fault::new(
                StatusCode::BAD_REQUEST,
                "library.beyond_the_end",
            ));
        }
        bytes.extend_from_slice(&more);
    }
    Ok(bytes.freeze())
}

/// Makes a picture of an upload that is whole. Asked again, it answers the same picture.
pub async fn finish(call: Call) -> Answer {
    let arriving = arriving(&call).await?;
    let room = call.room.clone();
    if let Some(id) = arriving.upload.picture {
        return call
            .tell(move |c| match rows::by_ids(c, &[id])?.pop() {
                Some(media) => pictures::told(c, &media),
                None => Err(ActError::NotFound),
            })
            .await;
    }
    if !arriving.is_whole() {
        return Ok(placed(StatusCode::CONFLICT, &arriving, arriving.offset));
    }
    let Some(_turn) = room.pictures.turn(&arriving.upload.id()) else {
        return Err(Fault::new(StatusCode::CONFLICT, "library.being_made"));
    };
    let bytes = room.pictures.whole(&arriving).await;
    let bytes = bytes.map_err(|error| kept(&error))?;
    let mut upload = arriving.upload;
    let taken = taken(&room, &upload, bytes).await;
    let (original, embedded) = match taken {
        Ok(taken) => taken,
        Err(fault) => {
            // It will not be a picture the next time either.
            if fault.status != StatusCode::SERVICE_UNAVAILABLE {
                let gone = room.pictures.forget_upload(&upload).await;
                gone.map_err(|error| kept(&error))?;
            }
            return Err(fault);
        }
    };
    let id = MediaId(fresh_id());
    let file = (upload.name.clone(), embedded);
    let made = call
        .act(
            StatusCode::CREATED,
            pictures::told,
            |room, actor| async move { picture::take_in(&room, actor, id, original, file).await },
        )
        .await?;
    begin_sizes(&room, id).await;
    upload.picture = Some(id);
    if let Err(error) = room.pictures.end_upload(&upload).await {
        tracing::warn!(?error, "the parts of a picture are left to the sweep");
    }
    Ok(made)
}

/// What an address elsewhere is asked by.
const ADDRESS: &[Field] = &[must(
    "address",
    Kind::Text,
    "An https address of a picture.",
)];

/// Takes in the picture that lies at an address elsewhere.
pub async fn fetched(State(gate): State<Gate>, mut call: Call) -> Answer {
    use_media(&call)?;
    let fields = call.fields(ADDRESS)?;
    let address = fields.get("address").and_then(Value::as_str);
    let most = gate.limits.upload();
    let found = fetch::fetch(address.unwrap_or_default(), most).await;
    let found = found.map_err(|refused| {
        let status = match refused {
            FetchRefused::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
            _ => StatusCode::UNPROCESSABLE_ENTITY,
        };
        let fault = Fault::new(status, refused.message_key());
        match refused {
            FetchRefused::TooLarge => fault.with("megabytes", (most >> 20).to_string()),
            _ => fault,
        }
    })?;
    let room = call.room.clone();
    let (original, embedded) = pictures::kept(&room, found.bytes, found.kind).await?;
    let id = MediaId(fresh_id());
    let file = (found.name, embedded);
    let made = call
        .act(
            StatusCode::CREATED,
            pictures::told,
            |room, actor| async move { picture::take_in(&room, actor, id, original, file).await },
        )
        .await?;
    begin_sizes(&room, id).await;
    Ok(made)
}

/// Nobody waits for the sizes of a new picture.
async fn begin_sizes(room: &Room, id: MediaId) {
    if let Ok(found) = room.db.read(move |c| rows::by_ids(c, &[id])).await {
        for media in &found {
            pictures::begin_sizes(room, media);
        }
    }
}

/// The upload's bytes, kept as an original.
async fn taken(
    room: &Room,
    upload: &Upload,
    bytes: Bytes,
) -> Result<(Original, crate::media::Embedded), Fault> {
    if let Some(promised) = upload.promised() {
        let (promised, bytes) = (promised.to_ascii_lowercase(), bytes.clone());
        let hashed = tokio::task::spawn_blocking(move || crate::media::fingerprint(&bytes));
        if hashed.await.is_ok_and(|hash| hash != promised) {
            let differs = Fault::new(StatusCode::UNPROCESSABLE_ENTITY, "library.differs");
            return Err(differs);
        }
    }
    let said = if upload.kind.is_empty() {
        upload.name.clone()
    } else {
        upload.kind.clone()
    };
    pictures::kept(room, bytes, said).await
}
