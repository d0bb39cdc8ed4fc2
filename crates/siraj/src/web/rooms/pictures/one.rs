//! One picture: what it shows and whose it is, what crops keep in view, where it appears,
//! and the bin for one that appears nowhere.

use super::form::{Form, Typed};
use super::used::{self, Row};
use super::{HERE, Keys, list, user};
use crate::actions::picture;
use crate::pages::model::Moment;
use crate::room::{ActError, Done};
use crate::store::library::{self, Found};
use crate::store::media::public_key;
use crate::store::{self, house};
use crate::web::api::pictures::begin_sizes;
use crate::web::reply::{CachePolicy, page_headers};
use crate::web::rooms::form::Choice;
use crate::web::rooms::gate::Gate;
use crate::web::rooms::page::{self, Frame, Said};
use crate::web::rooms::sent::{Asked, Last, Sent};
use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::http::header::HeaderMap;
use axum::response::{IntoResponse, Response};
use jiff::tz::TimeZone;
use serde::Deserialize;
use siraj_editorial::MediaId;
use siraj_editorial::article::BIN_SECONDS;
use siraj_editorial::dateline::Source;
use siraj_editorial::edition::Edition;
use siraj_editorial::media::Media;
use siraj_editorial::refusal::LibraryRefused;
use std::collections::BTreeMap;

/// A frame in which pages show the picture.
struct Crop {
    /// Its file's beginning, such as `16x9-640`.
    file: &'static str,
    ratio: &'static str,
    across: u32,
    down: u32,
    whence: String,
}

#[derive(Template)]
#[template(path = "rooms/pictures/one.html")]
struct OnePage {
    frame: Frame,
    here: String,
    /// Before the names of its files.
    base: String,
    name: String,
    form: Form,
    sources: Vec<Choice>,
    width: u32,
    height: u32,
    kind: &'static str,
    added: Moment,
    added_by: String,
    file_name: String,
    prefilled: bool,
    ending: Option<String>,
    /// Until when it lies in the bin.
    binned: Option<Moment>,
    uses: Vec<Row>,
    crops: Vec<Crop>,
    sizes: String,
    is_ready: bool,
    newer: Option<String>,
    older: Option<String>,
    differences: Vec<(String, String)>,
    keys: Keys,
    point_keys: Keys,
}

const KEYS: Keys = &[
    (&["F"], "library.focal"),
    (&["[", "]"], "library.key_beside"),
    (&["Ctrl S"], "library.save"),
    (&["Esc"], "library.key_back"),
];
const POINT_KEYS: Keys = &[
    (&["↑", "↓", "←", "→"], "library.key_focal"),
    (&["Shift"], "library.key_focal_more"),
];

/// A picture as it is kept, with everything around it.
struct Kept {
    found: Found,
    uses: Vec<used::Use>,
    editions: Vec<Edition>,
    sources: Vec<Source>,
    zone: TimeZone,
    added_by: Option<siraj_editorial::named::Named>,
    beside: (Option<MediaId>, Option<MediaId>),
}

async fn kept(gate: &Gate, headers: &HeaderMap, id: &str) -> Result<Kept, Response> {
    let Ok(id) = id.parse::<MediaId>() else {
        return Err(page::failed(headers, &ActError::NotFound));
    };
    let read = gate.room.db.read(move |c| {
        let Some(found) = library::one(c, id)? else {
            return Ok(None);
        };
        let adder = found
            .media
            .added_by
            .map(|person| house::people(c, &[person]));
        let adder = adder.transpose()?.and_then(|mut people| people.pop());
        Ok::<_, store::Error>(Some(Kept {
            uses: used::of(c, id)?,
            editions: house::editions(c)?,
            sources: house::sources(c)?,
            zone: house::zone_now(c)?,
            added_by: adder.map(|person| person.name),
            beside: library::beside(c, id)?,
            found,
        }))
    });
    let read = read.await;
    let found = read.map_err(|error| page::failed(headers, &ActError::Failed(error)))?;
    found.ok_or_else(|| page::failed(headers, &ActError::NotFound))
}

/// What is asked of the page: what was just done.
#[derive(Debug, Clone, Default, Deserialize)]
pub struct Query {
    #[serde(default)]
    done: String,
}

fn said(frame: &Frame, done: &str) -> Option<Said> {
    let key = match done {
        "saved" => "library.saved",
        "replaced" => "library.replaced",
        "back" => "library.brought_back",
        "added" => "library.added",
        _ => return None,
    };
    Some(Said::done(frame.t(key)))
}

pub async fn show(
    State(gate): State<Gate>,
    Last(id): Last,
    Asked(query): Asked<Query>,
    headers: HeaderMap,
) -> Result<Response, Response> {
    let inside = user(&gate, &headers).await?;
    let mut frame = Frame::inside(&gate, &inside, HERE).await;
    let kept = kept(&gate, &headers, &id).await?;
    frame.said = said(&frame, &query.done);
    drawn(&gate, frame, kept, None, StatusCode::OK).await
}

/// Shows the picture again, saying why something was not done.
pub async fn again(
    gate: &Gate,
    headers: &HeaderMap,
    id: &str,
    said: Said,
    status: StatusCode,
) -> Result<Response, Response> {
    let inside = user(gate, headers).await?;
    let mut frame = Frame::inside(gate, &inside, HERE).await;
    frame.said = Some(said);
    let kept = kept(gate, headers, id).await?;
    drawn(gate, frame, kept, None, status).await
}

/// The page, with what is kept in its form or with what was typed.
async fn drawn(
    gate: &Gate,
    frame: Frame,
    kept: Kept,
    typed: Option<Form>,
    status: StatusCode,
) -> Result<Response, Response> {
    let Kept { found, .. } = &kept;
    let media = &found.media;
    let seen = picture::version(media);
    let stored = Form::of(&frame, media, &kept.editions, &kept.zone, seen);
    let differences = match &typed {
        // Only who was overtaken is shown what the other wrote.
        Some(typed) if typed.overtaken => typed.differences(&frame, &stored),
        _ => Vec::new(),
    };
    let form = typed.unwrap_or(stored);
    let (is_ready, sizes) = sizes_of(gate, &frame, media).await;
    let link = |id: MediaId| format!("{HERE}/{id}");
    let source = |source: &Source| {
        Choice::new(
            source.id.to_string(),
            frame.named(&source.name),
            source.id.to_string() == form.source,
        )
    };
    let page = OnePage {
        here: link(media.id),
        base: format!("/newsroom/media/{}", public_key(media)),
        name: list::name(&frame, found),
        sources: kept.sources.iter().map(source).collect(),
        width: media.width,
        height: media.height,
        kind: match media.content_type.as_str() {
            "image/jpeg" => "JPEG",
            "image/png" => "PNG",
            "image/webp" => "WebP",
            "image/gif" => "GIF",
            _ => "",
        },
        added: frame.day(found.added_at),
        added_by: kept
            .added_by
            .as_ref()
            .map(|name| frame.named(name))
            .unwrap_or_default(),
        file_name: media.file_name.clone(),
        prefilled: media.prefilled,
        ending: list::ending(&frame, found, gate.room.clock.now()),
        binned: media
            .binned
            .as_ref()
            .map(|bin| frame.day(bin.at.plus_seconds(BIN_SECONDS))),
        uses: kept.uses.iter().map(|one| one.row(&frame)).collect(),
        crops: crops(&frame),
        sizes,
        is_ready,
        newer: kept.beside.0.map(link),
        older: kept.beside.1.map(link),
        differences,
        keys: KEYS,
        point_keys: POINT_KEYS,
        form,
        frame,
    };
    Ok(page::page(status, &page))
}

fn crops(frame: &Frame) -> Vec<Crop> {
    let crop = |file, ratio, (across, down), key| Crop {
        file,
        ratio,
        across,
        down,
        whence: frame.t(key).to_owned(),
    };
    vec![
        crop("16x9-640", "16:9", (16, 9), "library.crop_wide"),
        crop("4x3-640", "4:3", (4, 3), "library.crop_desk"),
        crop("1x1-640", "1:1", (1, 1), "library.crop_square"),
        crop("og", "1200×630", (1200, 630), "library.crop_share"),
    ]
}

/// How far its sizes are made, in words; those that are missing are begun.
async fn sizes_of(gate: &Gate, frame: &Frame, media: &Media) -> (bool, String) {
    let (key, pixels) = (public_key(media), (media.width, media.height));
    let made = gate.room.pictures.sizes_made(&key, pixels);
    let Ok((made, all)) = made.await else {
        return (true, frame.t("library.sizes_unknown").to_owned());
    };
    if made == all {
        return (true, frame.t("library.sizes_ready").to_owned());
    }
    begin_sizes(&gate.room, media);
    let figures = [("made", made as u64), ("all", all as u64)];
    (false, frame.messages.with("library.sizes", &figures))
}

/// How far its sizes are made, for the page's script.
pub async fn sizes(
    State(gate): State<Gate>,
    Last(id): Last,
    headers: HeaderMap,
) -> Result<Response, Response> {
    let inside = user(&gate, &headers).await?;
    let frame = Frame::inside(&gate, &inside, HERE).await;
    let kept = kept(&gate, &headers, &id).await?;
    let (ready, words) = sizes_of(&gate, &frame, &kept.found.media).await;
    let told = serde_json::json!({"ready": ready, "words": words}).to_string();
    let dressed = page_headers("application/json", CachePolicy::Never);
    Ok((StatusCode::OK, dressed, told).into_response())
}

/// Saves what is said of the picture.
pub async fn save(
    State(gate): State<Gate>,
    Last(id): Last,
    headers: HeaderMap,
    Sent(typed): Sent<Typed>,
) -> Result<Response, Response> {
    let inside = user(&gate, &headers).await?;
    let frame = Frame::inside(&gate, &inside, HERE).await;
    let before = kept(&gate, &headers, &id).await?;
    let mut form = Form::typed(&frame, &typed, &before.editions);
    let status = StatusCode::UNPROCESSABLE_ENTITY;
    let words = match form.words(&before.found.media, &before.zone) {
        Ok(words) => words,
        Err(wrong) => {
            form.wrong = said_of(&frame, &wrong);
            let frame = frame
                .clone()
                .saying(Said::stop(frame.t("library.look_again")));
            return drawn(&gate, frame, before, Some(form), status).await;
        }
    };
    let seen = Some(form.seen.clone());
    let media = before.found.media.id;
    let room = &gate.room;
    let done = picture::change_seen(room, inside.actor, media, seen, (None, words)).await;
    match done {
        Ok(Done { value, .. }) => {
            begin_sizes(&gate.room, &value);
            Ok(page::see(&format!("{HERE}/{media}?done=saved")))
        }
        Err(error) if form.blame(&frame, &error) => {
            let frame = frame
                .clone()
                .saying(Said::stop(frame.t("library.look_again")));
            drawn(&gate, frame, before, Some(form), status).await
        }
        Err(error) => {
            let Some(said) = frame.why(&error) else {
                return Err(page::failed(&headers, &error));
            };
            let now = kept(&gate, &headers, &id).await?;
            let mut status = status;
            if is_overtaken(&error) {
                // Saved again, it is known what it replaces.
                form.seen = picture::version(&now.found.media);
                form.overtaken = true;
                status = StatusCode::CONFLICT;
            }
            drawn(&gate, frame.saying(said), now, Some(form), status).await
        }
    }
}

fn is_overtaken(error: &ActError) -> bool {
    use siraj_editorial::refusal::Refusal as _;
    let ActError::Refused(refusal) = error else {
        return false;
    };
    refusal.message().key == LibraryRefused::Overtaken.message().key
}

fn said_of(frame: &Frame, wrong: &BTreeMap<String, &'static str>) -> BTreeMap<String, String> {
    wrong
        .iter()
        .map(|(field, key)| (field.clone(), frame.t(key).to_owned()))
        .collect()
}

/// Puts the picture into the bin.
pub async fn bin(
    State(gate): State<Gate>,
    Last(id): Last,
    headers: HeaderMap,
) -> Result<Response, Response> {
    moved(&gate, &headers, &id, true).await
}

/// Takes it out of the bin.
pub async fn bring_back(
    State(gate): State<Gate>,
    Last(id): Last,
    headers: HeaderMap,
) -> Result<Response, Response> {
    moved(&gate, &headers, &id, false).await
}

async fn moved(
    gate: &Gate,
    headers: &HeaderMap,
    id: &str,
    into: bool,
) -> Result<Response, Response> {
    let inside = user(gate, headers).await?;
    let Ok(media) = id.parse::<MediaId>() else {
        return Err(page::failed(headers, &ActError::NotFound));
    };
    let room = &gate.room;
    let done = if into {
        picture::bin(room, inside.actor.clone(), media).await
    } else {
        picture::bring_back(room, inside.actor.clone(), media).await
    };
    match done {
        Ok(_) if into => Ok(page::see(&format!("{HERE}/{media}"))),
        Ok(_) => Ok(page::see(&format!("{HERE}/{media}?done=back"))),
        Err(error) => {
            let frame = Frame::inside(gate, &inside, HERE).await;
            match frame.why(&error) {
                Some(said) => {
                    again(gate, headers, id, said, StatusCode::UNPROCESSABLE_ENTITY).await
                }
                None => Err(page::failed(headers, &error)),
            }
        }
    }
}
