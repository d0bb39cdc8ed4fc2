//! Pictures: take one in with its words, change the words or the picture, list
//! them, tell one with what shows it. The type is what the bytes are; size is
//! read from the header before anything is decoded.

use super::call::{self, Answer, Call};
use super::fault::{Fault, Wrong};
use super::gate::Gate;
use super::schema;
use super::views;
use crate::actions::picture::{self, Original, Words};
use crate::media::{Intake, MediaError, PictureRefused};
use crate::room::{ActError, ActResult, fresh_id};
use crate::store::db::Conn;
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
        let workshop = self.call.room.pictures.workshop();
        let intake: Intake = workshop
            .take(bytes.clone(), said)
            .await
            .map_err(refused_picture)?;
        let hash =
            self.call
                .room
                .pictures
                .put_original(bytes)
                .await
                .map_err(|error: MediaError| {
                    tracing::error!(?error, "a picture could not be kept");
                    Fault::new(StatusCode::SERVICE_UNAVAILABLE, "api.unavailable")
                })?;
        Ok(Some(Original {
            hash,
            content_type: intake.kind.media_type(),
            width: intake.width,
            height: intake.height,
        }))
    }
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

/// The newest pictures.
pub async fn newest(call: Call) -> Answer {
    let limit = call.limit(200)?;
    let before = match call.query.get("before") {
        None => Timestamp::from_micros(i64::MAX),
        Some(text) => text
            .parse::<jiff::Timestamp>()
            .map(Timestamp::from)
            .map_err(|_| Fault::new(StatusCode::BAD_REQUEST, "api.bad_query"))?,
    };
    call.tell(move |c| {
        let mut items = Vec::new();
        for media in rows::newest(c, before, limit)? {
            items.push(told(c, &media)?);
        }
        Ok(views::list(items))
    })
    .await
}

fn told(c: &mut Conn<'_>, media: &Media) -> ActResult<Value> {
    let mut told = views::of(media, &["expires_at"]);
    let (uses, key) = (rows::uses(c, media.id)?, rows::public_key(media));
    if let Some(fields) = told.as_object_mut() {
        fields.insert("public_key".to_owned(), key.into());
        fields.insert("uses".to_owned(), json!(uses));
    }
    Ok(told)
}
