//! The write API at `/api/v1`: JSON in, JSON out, with the newsroom's own verbs.
//! One table lists every operation; the routes and the OpenAPI document are made
//! of it, so neither can know more than the other. Rules are in the actions.

#![expect(
    clippy::result_large_err,
    reason = "a fault is made at most once a request and moved at most twice"
)]

mod articles;
mod auth;
pub(in crate::web) mod bodies;
mod breaking;
mod call;
pub(crate) mod fault;
mod fields;
mod gate;
mod like;
mod log;
mod notes;
mod openapi;
mod operations;
mod pages;
mod people;
pub(crate) mod pictures;
mod placements;
mod posts;
mod presence;
mod references;
mod related;
mod schema;
mod search;
mod sections;
mod settings;
mod sources;
mod stories;
mod topics;
mod typography;
mod uploads;
mod verbs;
mod views;

use crate::web::reply::CachePolicy;
use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::http::StatusCode;
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE};
use axum::middleware::{from_fn_with_state, map_response};
use axum::response::{IntoResponse, Response};
use axum::routing::{any, get, head, post};
use call::Answer;
use fault::Fault;

pub use gate::Gate;

/// Where the API lives.
pub const ROOT: &str = "/api/v1";

/// Where the rooms' scripts find it: the session that opens the rooms goes nowhere else.
pub const IN_ROOMS: &str = "/newsroom/api/v1";

/// The API's routes, with their full paths, for those who bring a token.
pub fn router(gate: Gate) -> Router {
    let document = Router::new().route(&format!("{ROOT}/openapi.json"), get(document));
    within(
        gate,
        ROOT,
        document.route("/api/{*rest}", any(nothing_there)),
    )
}

/// The same operations for the rooms' scripts, let in by the session of whoever is inside.
pub fn for_rooms(gate: Gate) -> Router {
    let rest = Router::new()
        .route("/newsroom/api/uploads", post(uploads::begin))
        .route("/newsroom/api/fetched", post(uploads::fetched))
        .route(
            "/newsroom/api/uploads/{id}",
            head(uploads::place)
                .patch(uploads::part)
                .delete(uploads::give_up),
        )
        .route("/newsroom/api/uploads/{id}/picture", post(uploads::finish))
        .route("/newsroom/api/{*rest}", any(nothing_there));
    within(gate.for_sessions(), IN_ROOMS, rest)
}

fn within(gate: Gate, root: &str, mut router: Router<Gate>) -> Router {
    for operation in operations::all() {
        let path = format!("{root}{}", operation.path);
        router = router.route(&path, operation.route);
    }
    router
        .method_not_allowed_fallback(wrong_method)
        .layer(from_fn_with_state(gate.clone(), gate::within))
        .layer(from_fn_with_state(gate.room.clone(), fault::speak))
        .layer(map_response(kept_nowhere))
        .layer(DefaultBodyLimit::max(gate.limits.upload()))
        .with_state(gate)
}

/// What the newsroom says to one of its own is nothing for caches between.
async fn kept_nowhere(mut response: Response) -> Response {
    let headers = response.headers_mut();
    headers.insert(CACHE_CONTROL, CachePolicy::Never.value());
    response
}

/// An article as [`IN_ROOMS`] tells it, its text as the editor has it: for a page that brings
/// along what its script would ask for first.
///
/// # Errors
/// When the store cannot serve.
pub(crate) fn told_of(
    room: &crate::room::Room,
    c: &mut crate::store::db::Conn<'_>,
    article: &siraj_editorial::article::Article,
) -> crate::room::ActResult<serde_json::Value> {
    let here = views::Here::of(room).telling(views::Form::ProseMirror);
    Ok(here.whole(c, article)?.into())
}

/// The OpenAPI document; anybody may read it.
async fn document() -> impl IntoResponse {
    let kind = (CONTENT_TYPE, "application/json");
    ([kind], openapi::document().to_string())
}

async fn nothing_there() -> Answer {
    Err(Fault::not_found())
}

async fn wrong_method() -> Answer {
    Err(Fault::new(
        StatusCode::METHOD_NOT_ALLOWED,
        "api.wrong_method",
    ))
}
