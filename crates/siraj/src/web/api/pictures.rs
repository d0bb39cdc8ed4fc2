//! Pictures: take one in with its words, change the words or the picture, list
//! them, tell one with what shows it. The type is what the bytes are; size is
//! read from the header before anything is decoded.

use super::call::{self, Answer, Call};
use super::fault::{Fault, Wrong};
use super::gate::Gate;
use super::schema;
use super::views;
use crate::actions::picture::{self, Original, Words};
use crate::media::{Derivative, Embedded, Focus, Intake, MediaError, PictureRefused};
use crate::room::{ActError, ActResult, Room, fresh_id};
use crate::store::db::Conn;
use crate::store::library::{self, Wanted};
use crate::store::media as rows;
use axum::body::Bytes;
use axum::extract::{FromRequest, Multipart, Request};
use axum::http::StatusCode;
use axum::http::header::CONTENT_TYPE;
use serde_json::{Map, Value, json};
use sha2::{Digest, Sha256};
use siraj_editorial::media::{FocalPoint, Media};
use siraj_editorial::named::Named;
use siraj_editorial::role::Right;
use siraj_editorial::{MediaId, Timestamp};

/// A picture that was sent: its bytes with what they are said to be, and its words.
pub struct Upload {
    call: Call,
    file: Option<(Bytes, String)>,
    words: Option<Bytes>,
}

impl FromRequest<Gate> for Upload {
    type Rejection = Fault;

    async fn from_request(request: Request, gate: &Gate) -> Result<Self, Fault> {
        let (mut parts, body) = request.into_parts();
        let call = Call::open(&mut parts, gate).await?;
        // Whoever may not use pictures need not send one to learn it.
        if !call.actor().may(Right::UseMedia) {
            let refused = siraj_editorial::refusal::HouseRefused::NotAllowed;
            return Err(ActError::refused(refused).into());
        }
        let kind = parts
            .headers
            .get(CONTENT_TYPE)
            .and_then(|kind| kind.to_str().ok());
        if !kind.is_some_and(|kind| kind.starts_with("multipart/form-data")) {
            return Err(Fault::new(
                StatusCode::UNSUPPORTED_MEDIA_TYPE,
                "api.not_multipart",
            ));
        }
        let multipart = Multipart::from_request(Request::from_parts(parts, body), gate)
            .await
            .map_err(|_| Fault::new(StatusCode::BAD_REQUEST, "api.bad_multipart"))?;
        let mut upload = Self {
            call,
            file: None,
            words: None,
        };
        upload.read(multipart, gate.limits.upload()).await?;
        let mut hash = Sha256::new();
        // A boundary differs with every sending; what it bounds does not.
        hash.update(upload.words.as_deref().unwrap_or_default());
        hash.update([0]);
        hash.update(upload.file.as_ref().map_or(&[][..], |(bytes, _)| bytes));
        upload.call.seal(&hash.finalize()).await?;
        Ok(upload)
    }
}

impl Upload {
    async fn read(&mut self, mut multipart: Multipart, most: usize) -> Result<(), Fault> {
        let bad = |error: axum::extract::multipart::MultipartError| {
            if error.status() == StatusCode::PAYLOAD_TOO_LARGE {
                call::too_large(most)
            } else {
                Fault::new(StatusCode::BAD_REQUEST, "api.bad_multipart")
            }
        };
        while let Some(field) = multipart.next_field().await.map_err(bad)? {
            let name = field.name().unwrap_or_default().to_owned();
            let file = field.file_name().map(str::to_owned);
            let declared = field.content_type().map(str::to_owned);
            match name.as_str() {
                "file" => {
                    // A name with an ending says more than a browser's guess of the type.
                    let said = declared.or(file).unwrap_or_default();
                    self.file = Some((field.bytes().await.map_err(bad)?, said));
                }
                "words" => self.words = Some(field.bytes().await.map_err(bad)?),
                _ => {
                    let unknown = Wrong::new("", "api.unknown_field").with("name", name);
                    return Err(Fault::fields(vec![unknown]));
                }
            }
        }
        Ok(())
    }

    fn words(&self) -> Result<Words, Fault> {
        let Some(bytes) = &self.words else {
            return Err(Fault::fields(vec![Wrong::new(
                "words",
                "api.missing_field",
            )]));
        };
        let fields = super::fields::read(call::json(bytes)?, schema::PICTURE);
        words(fields.map_err(Fault::fields)?)
    }

    /// Keeps the bytes; what they are is found out by looking.
    async fn original(&mut self) -> Result<Option<Original>, Fault> {
        let Some((bytes, said)) = self.file.take() else {
            return Ok(None);
        };
        let (original, _) = kept(&self.call.room, bytes, said).await?;
        Ok(Some(original))
    }
}

/// Keeps bytes that are a picture, with what the file says of itself.
///
/// # Errors
/// When they are none, or lie about their type; when the store does not answer.
pub(crate) async fn kept(
    room: &Room,
    bytes: Bytes,
    said: String,
) -> Result<(Original, Embedded), Fault> {
    let workshop = room.pictures.workshop();
    let intake: Intake = workshop
        .take(bytes.clone(), said)
        .await
        .map_err(refused_picture)?;
    let hash = room.pictures.put_original(bytes).await;
    let hash = hash.map_err(|error: MediaError| {
        tracing::error!(?error, "a picture could not be kept");
        Fault::new(StatusCode::SERVICE_UNAVAILABLE, "api.unavailable")
    })?;
    let original = Original {
        hash,
        content_type: intake.kind.media_type(),
        width: intake.width,
        height: intake.height,
    };
    Ok((original, intake.embedded))
}

/// Has all sizes of a picture made in the background.
pub(crate) fn begin_sizes(room: &Room, media: &Media) {
    let wanted = crate::media::store::Wanted {
        key: rows::public_key(media),
        original: media.original.clone(),
        focus: Focus::new(media.focal.x, media.focal.y),
        derivative: Derivative::OG,
    };
    room.pictures
        .make_sizes(wanted, (media.width, media.height));
}

fn refused_picture(refused: PictureRefused) -> Fault {
    let status = match refused {
        PictureRefused::TooManyPixels => StatusCode::PAYLOAD_TOO_LARGE,
        PictureRefused::Svg
        | PictureRefused::Heic
        | PictureRefused::Avif
        | PictureRefused::Pdf
        | PictureRefused::Text
        | PictureRefused::UnknownType => StatusCode::UNSUPPORTED_MEDIA_TYPE,
        _ => StatusCode::UNPROCESSABLE_ENTITY,
    };
    Fault::new(status, key_of(refused))
}

/// The picture's sentence lies in the area `pictures`.
const fn key_of(refused: PictureRefused) -> &'static str {
    match refused {
        PictureRefused::Empty => "pictures.picture_empty",
        PictureRefused::Svg => "pictures.picture_svg",
        PictureRefused::Heic => "pictures.picture_heic",
        PictureRefused::Avif => "pictures.picture_avif",
        PictureRefused::Pdf => "pictures.picture_pdf",
        PictureRefused::Text => "pictures.picture_text",
        PictureRefused::UnknownType => "pictures.picture_unknown_type",
        PictureRefused::TypeDiffers => "pictures.picture_type_differs",
        PictureRefused::TooManyPixels => "pictures.picture_too_many_pixels",
        PictureRefused::NoPixels => "pictures.picture_no_pixels",
        PictureRefused::Truncated => "pictures.picture_truncated",
        PictureRefused::Broken => "pictures.picture_broken",
    }
}

fn words(mut fields: Map<String, Value>) -> Result<Words, Fault> {
    let mut named = |name: &str| -> Result<Named, Fault> {
        let words = fields.remove(name).unwrap_or_else(|| json!({}));
        serde_json::from_value(words)
            .map_err(|_| Fault::fields(vec![Wrong::new(name, "api.wrong_value")]))
    };
    let (alt, caption) = (named("alt")?, named("caption")?);
    let (credit, warning) = (named("credit")?, named("warning")?);
    let focal = match fields.remove("focal") {
        None => FocalPoint::default(),
        Some(focal) => serde_json::from_value(focal)
            .map_err(|_| Fault::fields(vec![Wrong::new("focal", "api.wrong_value")]))?,
    };
    let source = match fields.get("source").and_then(Value::as_str) {
        None => None,
        Some(id) => Some(
            id.parse()
                .map_err(|_| Fault::fields(vec![Wrong::new("source", "field.dead_reference")]))?,
        ),
    };
    Ok(Words {
        alt,
        decorative: fields.get("decorative") == Some(&Value::Bool(true)),
        caption,
        credit,
        rights: fields
            .get("rights")
            .and_then(Value::as_str)
            .map(str::to_owned),
        expires_at: fields
            .get("expires_at")
            .and_then(Value::as_i64)
            .map(Timestamp::from_micros),
        focal,
        warning,
        source,
    })
}

/// Takes a picture in.
pub async fn add(mut upload: Upload) -> Answer {
    let words = upload.words()?;
    let Some(original) = upload.original().await? else {
        return Err(Fault::fields(vec![Wrong::new("file", "api.missing_field")]));
    };
    let id = MediaId(fresh_id());
    upload
        .call
        .act(StatusCode::CREATED, told, |room, actor| async move {
            picture::add(&room, actor, id, original, words).await
        })
        .await
}

/// Changes a picture's words, and with a file the picture itself.
pub async fn change(mut upload: Upload) -> Answer {
    let id: MediaId = upload.call.id()?;
    let words = upload.words()?;
    let original = upload.original().await?;
    upload
        .call
        .act(StatusCode::OK, told, |room, actor| async move {
            picture::change(&room, actor, id, original, words).await
        })
        .await
}

/// One picture, with what shows it in public.
pub async fn one(call: Call) -> Answer {
    let id: MediaId = call.id()?;
    call.tell(move |c| match rows::by_ids(c, &[id])?.pop() {
        Some(media) => told(c, &media),
        None => Err(ActError::NotFound),
    })
    .await
}

/// The newest pictures, all or those of whose words some begin with what is asked for;
/// before a moment, or before another picture.
pub async fn newest(call: Call) -> Answer {
    let limit = call.limit(200)?;
    let words = call.query.get("q").cloned().unwrap_or_default();
    let before = call.query.get("before").cloned();
    let place: Option<MediaId> = before.as_deref().and_then(|text| text.parse().ok());
    let moment = match before.filter(|_| place.is_none()) {
        None => None,
        Some(text) => Some(
            text.parse::<jiff::Timestamp>()
                .map(Timestamp::from)
                .map_err(|_| Fault::new(StatusCode::BAD_REQUEST, "api.bad_query"))?,
        ),
    };
    if words.contains('\0') {
        return Err(Fault::new(StatusCode::BAD_REQUEST, "api.bad_query"));
    }
    call.tell(move |c| {
        let found = match moment {
            Some(moment) => rows::newest(c, moment, limit)?,
            None => {
                let wanted = Wanted {
                    words,
                    before: place,
                    most: limit,
                    ..Wanted::default()
                };
                let page = library::page(c, &wanted)?.into_iter();
                page.map(|found| found.media).collect()
            }
        };
        let mut items = Vec::new();
        for media in found {
            items.push(told(c, &media)?);
        }
        Ok(views::list(items))
    })
    .await
}

pub(super) fn told(c: &mut Conn<'_>, media: &Media) -> ActResult<Value> {
    let mut told = views::of(media, &["expires_at"]);
    let (uses, key) = (rows::uses(c, media.id)?, rows::public_key(media));
    if let Some(fields) = told.as_object_mut() {
        fields.insert("public_key".to_owned(), key.into());
        fields.insert("uses".to_owned(), json!(uses));
    }
    Ok(told)
}
