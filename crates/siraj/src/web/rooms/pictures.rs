//! The library of pictures: looked through, filled, and each picture seen to. Who may use
//! pictures is the newsroom's table; whoever is inside sees those that texts show.

mod bytes;
mod form;
mod list;
mod one;
mod send;
mod used;

use super::gate::Gate;
use super::page::{self, Frame};
use crate::actions::entry::Inside;
use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use axum::routing::{get, post};
use siraj_editorial::role::Right;

/// Where it is.
pub const HERE: &str = "/newsroom/pictures";
/// Forms around a picture's bytes.
const AROUND: usize = 64 << 10;

/// Keys that are printed, with the sentence of what they do.
type Keys = &'static [(&'static [&'static str], &'static str)];

/// The library's routes; `upload` is how many bytes a picture may have.
pub fn routes(upload: usize) -> Router<Gate> {
    let whole = DefaultBodyLimit::max(upload.saturating_add(AROUND));
    Router::new()
        .route("/newsroom/media/{*rest}", get(bytes::derivative))
        .route(HERE, get(list::show).post(send::add).layer(whole))
        .route("/newsroom/pictures/{id}", get(one::show).post(one::save))
        .route("/newsroom/pictures/{id}/original", get(bytes::original))
        .route("/newsroom/pictures/{id}/sizes", get(one::sizes))
        .route(
            "/newsroom/pictures/{id}/file",
            post(send::replace).layer(whole),
        )
        .route("/newsroom/pictures/{id}/bin", post(one::bin))
        .route("/newsroom/pictures/{id}/back", post(one::bring_back))
}

/// Somebody inside who uses pictures.
///
/// # Errors
/// The way to the door; for everybody else, whose room it is.
async fn user(gate: &Gate, headers: &HeaderMap) -> Result<Inside, Response> {
    let inside = gate.inside(headers).await?;
    if inside.actor.may(Right::UseMedia) {
        return Ok(inside);
    }
    let frame = Frame::inside(gate, &inside, HERE).await;
    Err(page::noticed(frame, StatusCode::FORBIDDEN, "no_pictures"))
}

/// What scripts say of pictures: the sentences, and the figures that they say it by.
pub fn script_words(frame: &Frame) -> String {
    let mut words = frame.messages.under("library.script");
    let limit = frame.upload_bytes;
    let size = (limit >> 20).to_string();
    let large = [("megabytes", size.as_str())];
    let too_large = frame.messages.with("library.too_large", &large);
    words.insert("too_large".to_owned(), too_large.into());
    words.insert("limit_bytes".to_owned(), limit.to_string().into());
    serde_json::to_string(&words).unwrap_or_default()
}
