//! The house: what the publication is, its editions and sections, the keys to its write
//! API. For chiefs and owners.

mod checks;
mod danger;
mod editions;
mod identity;
mod sections;
mod tokens;

use super::gate::Gate;
use super::page::{self, Frame};
use super::people::chief;
use super::sheet::Way;
use crate::actions::entry::Inside;
use crate::room::ActError;
use crate::store::{self, house};
use askama::Template;
use axum::Router;
use axum::extract::State;
use axum::http::StatusCode;
use axum::http::header::HeaderMap;
use axum::response::Response;
use axum::routing::get;
use siraj_editorial::edition::Edition;
use siraj_editorial::role::Right;

pub(super) use sections::choices;

/// Where it is.
pub const HERE: &str = "/newsroom/house";

/// The house's routes.
pub fn router() -> Router<Gate> {
    Router::new()
        .route(HERE, get(show))
        .route(identity::HERE, get(identity::show).post(identity::act))
        .route(checks::HERE, get(checks::show).post(checks::act))
        .route(danger::HERE, get(danger::show).post(danger::act))
        .route(tokens::HERE, get(tokens::show).post(tokens::act))
        .route(editions::HERE, get(editions::show))
        .route(
            "/newsroom/house/editions/{language}",
            get(editions::show_one).post(editions::act),
        )
        .route(sections::HERE, get(sections::show).post(sections::add))
        .route(
            "/newsroom/house/sections/{id}",
            get(sections::show_one).post(sections::act),
        )
        .route(
            "/newsroom/house/sections/{id}/merge",
            get(sections::ask_merge).post(sections::merge),
        )
}

#[derive(Template)]
#[template(path = "rooms/house/house.html")]
struct HousePage {
    frame: Frame,
    ways: Vec<Way>,
}

async fn show(State(gate): State<Gate>, headers: HeaderMap) -> Result<Response, Response> {
    let inside = chief(&gate, &headers).await?;
    let frame = Frame::inside(&gate, &inside, HERE).await;
    let ways = [
        (identity::HERE, "house.identity", "house.identity_what"),
        (editions::HERE, "house.editions", "house.editions_what"),
        (sections::HERE, "house.sections", "house.sections_what"),
        (checks::HERE, "house.checks", "house.checks_what"),
        (tokens::HERE, "house.tokens", "house.tokens_what"),
    ];
    let owners = [(danger::HERE, "house.danger", "house.danger_what")];
    let owners = owners.into_iter().filter(|_| inside.actor.may(Right::Own));
    let ways = ways
        .into_iter()
        .chain(owners)
        .map(|(url, words, what)| Way {
            url: url.to_owned(),
            words: frame.t(words).to_owned(),
            what: frame.t(what).to_owned(),
        })
        .collect();
    Ok(page::page(StatusCode::OK, &HousePage { frame, ways }))
}

/// The editions, in their order.
pub(super) async fn editions(gate: &Gate, headers: &HeaderMap) -> Result<Vec<Edition>, Response> {
    let read = gate.room.db.read(|c| house::editions(c)).await;
    read.map_err(|error| failed(headers, error))
}

/// The store said no.
pub(super) fn failed(headers: &HeaderMap, error: store::Error) -> Response {
    page::failed(headers, &ActError::Failed(error))
}

/// A frame in one of the house's pages.
pub(super) async fn framed(gate: &Gate, inside: &Inside) -> Frame {
    Frame::inside(gate, inside, HERE).await
}
