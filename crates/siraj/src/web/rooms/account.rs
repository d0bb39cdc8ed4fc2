//! One's own account: language, password, the codes of an authenticator app, and where
//! one is signed in.

use super::gate::{Asker, Gate};
use super::page::{self, Frame, Said, is_spoken};
use super::sent::{Asked, Sent};
use super::sign_in::Code;
use crate::actions::entry::{self, IDLE_SECONDS, Inside};
use crate::messages::Argument;
use crate::pages::model::Moment;
use crate::room::{ActError, ActResult};
use crate::secrets;
use crate::store::entry::{self as rows, Ends};
use crate::store::passkeys;
use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::http::header::{self, HeaderMap};
use axum::response::Response;
use qrcodegen::{QrCode, QrCodeEcc};
use serde::Deserialize;
use uuid::Uuid;
use webauthn_rs::prelude::Passkey;

const HERE: &str = "/newsroom/account";

/// What was done, as the page that follows says it: `?done=password`.
#[derive(Default, Deserialize)]
pub struct Done {
    done: Option<String>,
}

/// A session in the list.
struct Row {
    id: Uuid,
    is_this: bool,
    /// «Firefox, Linux»: as much as can be said of a browser.
    browser: String,
    begun: Moment,
    seen: Moment,
}

#[derive(Template)]
#[template(path = "rooms/account.html")]
struct AccountPage {
    frame: Frame,
    email: String,
    has_codes: bool,
    recovery_left: String,
    shortest: String,
    sessions: Vec<Row>,
    /// Whether a device can be asked for a passkey.
    passkeys: bool,
    keys: Vec<KeyRow>,
}

/// A passkey in the list.
struct KeyRow {
    id: String,
    browser: String,
    since: Moment,
    used: Option<Moment>,
}

#[derive(Template)]
#[template(path = "rooms/codes.html")]
struct CodesPage {
    frame: Frame,
    key: String,
    /// The key in groups of four, for who types it.
    shown: String,
    /// Width of the square picture, in its own units.
    side: i32,
    /// Its dark squares, as a path.
    path: String,
}

#[derive(Template)]
#[template(path = "rooms/recovery.html")]
struct RecoveryPage {
    frame: Frame,
    codes: Vec<String>,
}

pub async fn home(State(gate): State<Gate>, headers: HeaderMap) -> Result<Response, Response> {
    gate.inside(&headers).await?;
    Ok(page::see(super::desk::HERE))
}

pub async fn nothing_there(State(gate): State<Gate>, headers: HeaderMap) -> Response {
    page::notice(&gate, &headers, StatusCode::NOT_FOUND, "nothing").await
}

pub async fn show(
    State(gate): State<Gate>,
    Asked(done): Asked<Done>,
    headers: HeaderMap,
) -> Result<Response, Response> {
    let inside = gate.inside(&headers).await?;
    let key = match done.done.as_deref() {
        Some("password") => Some("rooms.password_changed"),
        Some("codes_end") => Some("rooms.codes_ended"),
        Some("sessions") => Some("rooms.sessions_ended"),
        Some("key") => Some("rooms.key_added"),
        Some("key_gone") => Some("rooms.key_gone"),
        Some("language") => Some("rooms.language_changed"),
        Some("keys") => Some("keys.changed"),
        _ => None,
    };
    let said = |frame: &Frame| key.map(|key| Said::done(frame.t(key)));
    draw(&gate, &headers, &inside, StatusCode::OK, said).await
}

/// The page of the account, saying something.
async fn draw(
    gate: &Gate,
    headers: &HeaderMap,
    inside: &Inside,
    status: StatusCode,
    said: impl FnOnce(&Frame) -> Option<Said>,
) -> Result<Response, Response> {
    let mut frame = Frame::inside(gate, inside, HERE).await;
    frame.said = said(&frame);
    let (person, since) = (
        inside.session.person,
        gate.room.clock.now().plus_seconds(-IDLE_SECONDS),
    );
    let read = gate.room.db.read(move |c| {
        let sessions = rows::sessions(c, person, since)?;
        Ok::<_, crate::store::Error>((sessions, passkeys::of::<Passkey>(c, person)?))
    });
    let (sessions, keys) = read
        .await
        .map_err(|error| page::failed(headers, &ActError::Failed(error)))?;
    let unknown = frame.t("rooms.unknown_browser");
    let named = |agent: &str| browser(agent).unwrap_or_else(|| unknown.to_owned());
    let sessions = sessions
        .into_iter()
        .map(|session| Row {
            id: session.id,
            is_this: session.id == inside.session.id,
            browser: named(&session.agent),
            begun: frame.moment(session.created_at),
            seen: frame.moment(session.seen_at),
        })
        .collect();
    let count = |n: usize| Argument::Count(u64::try_from(n).unwrap_or_default());
    let keys = keys
        .into_iter()
        .map(|kept| KeyRow {
            id: kept.id,
            browser: named(&kept.agent),
            since: frame.moment(kept.created_at),
            used: kept.used_at.map(|at| frame.moment(at)),
        })
        .collect();
    let page = AccountPage {
        passkeys: entry::are_known(&gate.room),
        keys,
        email: inside.sign_in.email.clone(),
        has_codes: inside.sign_in.totp.is_some(),
        recovery_left: frame.messages.with(
            "rooms.recovery_left",
            &[("n", count(inside.sign_in.recovery.len()))],
        ),
        shortest: frame
            .messages
            .with("rooms.password_hint", &[("n", count(secrets::SHORTEST))]),
        sessions,
        frame,
    };
    Ok(page::page(status, &page))
}

/// What a browser calls itself and its system, out of what it says of itself: enough to
/// tell one's own telephone from one's own desk.
fn browser(agent: &str) -> Option<String> {
    // The order matters: most say that they are all of those after them.
    let name = [
        "Edg",
        "OPR",
        "SamsungBrowser",
        "Firefox",
        "FxiOS",
        "Chrome",
        "CriOS",
        "Safari",
    ];
    let system = [
        "Android", "iPhone", "iPad", "Windows", "Mac OS X", "CrOS", "Linux",
    ];
    let found = |of: &[&'static str]| of.iter().find(|one| agent.contains(**one)).copied();
    let name = match found(&name)? {
        "Edg" => "Edge",
        "OPR" => "Opera",
        "FxiOS" => "Firefox",
        "CriOS" => "Chrome",
        name => name,
    };
    Some(match found(&system) {
        Some("Mac OS X") => format!("{name}, macOS"),
        Some("CrOS") => format!("{name}, ChromeOS"),
        Some(system) => format!("{name}, {system}"),
        None => name.to_owned(),
    })
}

/// Where an act of the account leads: to the page that says so, or back with why not.
async fn led<T>(
    gate: &Gate,
    headers: &HeaderMap,
    inside: &Inside,
    done: ActResult<T>,
    way: &str,
) -> Result<Response, Response> {
    match done {
        Ok(_) => Ok(page::see(&format!("{HERE}?done={way}"))),
        Err(error) => why_not(gate, headers, inside, &error).await,
    }
}

async fn why_not(
    gate: &Gate,
    headers: &HeaderMap,
    inside: &Inside,
    error: &ActError,
) -> Result<Response, Response> {
    if !matches!(error, ActError::Refused(_)) {
        return Err(page::failed(headers, error));
    }
    let status = StatusCode::UNPROCESSABLE_ENTITY;
    draw(gate, headers, inside, status, |frame| frame.why(error)).await
}

#[derive(Deserialize)]
pub struct Language {
    #[serde(default)]
    language: String,
}

pub async fn language(
    State(gate): State<Gate>,
    headers: HeaderMap,
    Sent(typed): Sent<Language>,
) -> Result<Response, Response> {
    let inside = gate.inside(&headers).await?;
    if !is_spoken(&typed.language) {
        return Ok(page::see(HERE));
    }
    let done = entry::choose_language(&gate.room, &inside, typed.language).await;
    led(&gate, &headers, &inside, done, "language").await
}

#[derive(Deserialize)]
pub struct Passwords {
    #[serde(default)]
    old: String,
    #[serde(default)]
    new: String,
}

pub async fn password(
    State(gate): State<Gate>,
    from: Asker,
    headers: HeaderMap,
    Sent(typed): Sent<Passwords>,
) -> Result<Response, Response> {
    let inside = gate.inside(&headers).await?;
    may_guess(&gate, &from, &headers, &inside).await?;
    let done = entry::change_password(&gate.room, &inside, typed.old, typed.new).await;
    if let Err(error) = &done {
        gate.count(&from, &inside.sign_in.email, error);
    }
    led(&gate, &headers, &inside, done, "password").await
}

/// Whoever sits down at an open session guesses no better than at the door.
async fn may_guess(
    gate: &Gate,
    from: &Asker,
    headers: &HeaderMap,
    inside: &Inside,
) -> Result<(), Response> {
    let Some(seconds) = gate.wait(from, &inside.sign_in.email) else {
        return Ok(());
    };
    let status = StatusCode::TOO_MANY_REQUESTS;
    let wait = |frame: &Frame| Some(frame.wait(seconds));
    let mut response = draw(gate, headers, inside, status, wait).await?;
    response
        .headers_mut()
        .insert(header::RETRY_AFTER, seconds.into());
    Err(response)
}

pub async fn show_codes(
    State(gate): State<Gate>,
    headers: HeaderMap,
) -> Result<Response, Response> {
    let inside = gate.inside(&headers).await?;
    let key = secrets::fresh_key().map_err(|error| page::failed(&headers, &error.into()))?;
    let frame = Frame::inside(&gate, &inside, HERE).await;
    codes_page(frame, &headers, &inside, key, StatusCode::OK)
}

fn codes_page(
    frame: Frame,
    headers: &HeaderMap,
    inside: &Inside,
    key: String,
    status: StatusCode,
) -> Result<Response, Response> {
    let address = secrets::app_address(&key, &frame.publication, &inside.sign_in.email);
    let code = QrCode::encode_text(&address, QrCodeEcc::Medium).map_err(|error| {
        let error = crate::store::Error::other(error.to_string());
        page::failed(headers, &error.into())
    })?;
    let mut path = String::new();
    for y in 0..code.size() {
        for x in (0..code.size()).filter(|x| code.get_module(*x, y)) {
            path.push_str(&format!("M{x} {y}h1v1h-1z"));
        }
    }
    let letters: Vec<char> = key.chars().collect();
    let groups: Vec<String> = letters
        .chunks(4)
        .map(|four| four.iter().collect())
        .collect();
    let page = CodesPage {
        shown: groups.join(" "),
        side: code.size(),
        frame,
        key,
        path,
    };
    Ok(page::page(status, &page))
}

#[derive(Deserialize)]
pub struct Proof {
    #[serde(default)]
    key: String,
    #[serde(default)]
    code: String,
}

pub async fn begin_codes(
    State(gate): State<Gate>,
    headers: HeaderMap,
    Sent(typed): Sent<Proof>,
) -> Result<Response, Response> {
    let inside = gate.inside(&headers).await?;
    let frame = Frame::inside(&gate, &inside, HERE).await;
    let begun = entry::begin_codes(&gate.room, &inside, typed.key.clone(), &typed.code).await;
    match begun {
        Ok(codes) => Ok(page::page(StatusCode::OK, &RecoveryPage { frame, codes })),
        Err(error) => match frame.why(&error) {
            Some(said) => {
                let status = StatusCode::UNPROCESSABLE_ENTITY;
                codes_page(frame.saying(said), &headers, &inside, typed.key, status)
            }
            None => Err(page::failed(&headers, &error)),
        },
    }
}

pub async fn end_codes(
    State(gate): State<Gate>,
    from: Asker,
    headers: HeaderMap,
    Sent(typed): Sent<Code>,
) -> Result<Response, Response> {
    let inside = gate.inside(&headers).await?;
    may_guess(&gate, &from, &headers, &inside).await?;
    let done = entry::end_codes(&gate.room, &inside, typed.code).await;
    if let Err(error) = &done {
        gate.count(&from, &inside.sign_in.email, error);
    }
    led(&gate, &headers, &inside, done, "codes_end").await
}

pub async fn recovery(
    State(gate): State<Gate>,
    from: Asker,
    headers: HeaderMap,
    Sent(typed): Sent<Code>,
) -> Result<Response, Response> {
    let inside = gate.inside(&headers).await?;
    may_guess(&gate, &from, &headers, &inside).await?;
    match entry::renew_recovery(&gate.room, &inside, typed.code).await {
        Ok(codes) => {
            let frame = Frame::inside(&gate, &inside, HERE).await;
            Ok(page::page(StatusCode::OK, &RecoveryPage { frame, codes }))
        }
        Err(error) => {
            gate.count(&from, &inside.sign_in.email, &error);
            why_not(&gate, &headers, &inside, &error).await
        }
    }
}

#[derive(Deserialize)]
pub struct Which {
    #[serde(default)]
    session: String,
}

pub async fn end_sessions(
    State(gate): State<Gate>,
    headers: HeaderMap,
    Sent(typed): Sent<Which>,
) -> Result<Response, Response> {
    let inside = gate.inside(&headers).await?;
    let which = match typed.session.parse() {
        Ok(id) => Ends::One(id),
        Err(_) => Ends::AllBut(inside.session.id),
    };
    let done = entry::end(&gate.room, inside.session.person, which).await;
    led(&gate, &headers, &inside, done, "sessions").await
}

pub async fn sign_out(State(gate): State<Gate>, headers: HeaderMap) -> Result<Response, Response> {
    if let Some(inside) = gate.whose(&headers).await? {
        let done = entry::end(
            &gate.room,
            inside.session.person,
            Ends::One(inside.session.id),
        );
        done.await.map_err(|error| page::failed(&headers, &error))?;
    }
    let mut response = page::see("/newsroom/sign-in");
    response
        .headers_mut()
        .insert(header::SET_COOKIE, gate.cookie(None));
    Ok(response)
}
