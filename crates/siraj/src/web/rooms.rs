//! The newsroom's rooms at `/newsroom`: pages that are made on the server and work
//! without a script. Nothing here decides what somebody may do: that is the acts'.
//! Answers are kept nowhere, and what changes something is taken from our own pages
//! alone.

#![expect(
    clippy::result_large_err,
    reason = "an answer in the place of what was asked for is made at most once a request"
)]

mod account;
mod acts;
mod article_head;
mod begin;
mod desk;
mod find;
mod form;
mod fronts;
mod gate;
mod going;
mod house;
mod list;
mod live;
mod log;
mod names;
mod notes;
mod notices;
mod page;
mod passkeys;
mod people;
mod pictures;
mod profile;
mod sent;
mod sheet;
mod sign_in;
mod stories;
mod topics;
mod versions;
mod write;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::middleware::from_fn_with_state;
use axum::routing::{get, post};
use siraj_editorial::person::Person;

pub use gate::Gate;

/// Where the rooms are.
pub const ROOT: &str = "/newsroom";
/// Forms are small; texts and pictures have ways of their own.
const FORM_BYTES: usize = 64 << 10;

/// Whether a path leads to the rooms.
#[must_use]
pub fn is_room(path: &str) -> bool {
    path.strip_prefix(ROOT)
        .is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

/// The address behind a link's text.
#[must_use]
pub fn link_address(origin: &str, text: &str) -> String {
    format!("{origin}{ROOT}/link/{text}")
}

/// The rooms' routes, with their full paths.
pub fn router(gate: Gate) -> Router {
    Router::new()
        .merge(desks())
        .merge(doors())
        .merge(articles())
        .merge(fronts::router())
        .merge(acts::router())
        .merge(pictures::routes(gate.limits.upload()))
        .merge(house::router())
        .merge(stories::router())
        .route("/newsroom/{*rest}", get(account::nothing_there))
        .method_not_allowed_fallback(gate::wrong_method)
        .layer(from_fn_with_state(gate.clone(), gate::within))
        .layer(DefaultBodyLimit::max(FORM_BYTES))
        .with_state(gate)
}

/// Where everybody begins, and finds what there is.
fn desks() -> Router<Gate> {
    Router::new()
        .route("/newsroom", get(account::home))
        .route(desk::HERE, get(desk::show))
        .route("/newsroom/alarms", post(desk::put_aside))
        .route(list::HERE, get(list::show).post(begin::begin))
        .route("/newsroom/articles/new", get(begin::show))
        .route("/newsroom/articles/several", post(list::act))
        .route("/newsroom/articles/searches", post(list::keep))
        .route(
            "/newsroom/articles/{short_id}/notes",
            get(notes::show).post(notes::send),
        )
        .route(notices::HERE, get(notices::show).post(notices::act))
        .route(find::HERE, get(find::show))
        .route("/newsroom/keys", get(find::keys).post(find::switch_keys))
        .route(log::HERE, get(log::show))
        .route("/newsroom/log.csv", get(log::table))
}

/// Ways in and out, one's own account, and the people.
fn doors() -> Router<Gate> {
    Router::new()
        .route("/newsroom/sign-in", get(sign_in::show).post(sign_in::send))
        .route(
            "/newsroom/code",
            get(sign_in::show_code).post(sign_in::send_code),
        )
        .route(
            "/newsroom/link/{text}",
            get(sign_in::show_link).post(sign_in::send_link),
        )
        .route("/newsroom/sign-out", post(account::sign_out))
        .route("/newsroom/account", get(account::show))
        .route("/newsroom/account/language", post(account::language))
        .route("/newsroom/account/password", post(account::password))
        .route(
            "/newsroom/account/codes",
            get(account::show_codes).post(account::begin_codes),
        )
        .route("/newsroom/account/codes/end", post(account::end_codes))
        .route("/newsroom/account/recovery", post(account::recovery))
        .route("/newsroom/account/sessions", post(account::end_sessions))
        .route("/newsroom/passkey", post(passkeys::begin_sign_in))
        .route("/newsroom/passkey/answer", post(passkeys::sign_in))
        .route("/newsroom/account/passkeys", post(passkeys::begin_key))
        .route("/newsroom/account/passkeys/answer", post(passkeys::add_key))
        .route(
            "/newsroom/account/passkeys/forget",
            post(passkeys::forget_key),
        )
        .route(people::HERE, get(people::show).post(people::invite))
        .route(
            "/newsroom/people/{id}",
            get(people::show_person).post(people::change_person),
        )
        .route(
            "/newsroom/people/{id}/profile",
            get(going::show::<Person>).post(going::act::<Person>),
        )
        .route(
            "/newsroom/people/{id}/merge",
            get(going::ask_merge::<Person>).post(going::merge::<Person>),
        )
}

/// Writing an article.
fn articles() -> Router<Gate> {
    Router::new()
        .route(live::HERE, get(live::show).post(live::act))
        .route(live::POSTS, get(live::show_posts))
        .route("/newsroom/articles/{short_id}", get(write::show))
        .route(
            "/newsroom/articles/{short_id}/versions",
            get(versions::show).post(versions::restore),
        )
}
