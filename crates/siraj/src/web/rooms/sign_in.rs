//! The doors: signing in, the code of an authenticator app, links that open once.

use super::desk;
use super::gate::{Asker, Gate};
use super::page::{self, Frame, is_spoken};
use super::sent::{Asked, Last, Sent};
use crate::actions::entry::{self, Begun, Opening};
use crate::messages::Argument;
use crate::room::ActError;
use crate::secrets;
use crate::store::entry::LinkKind;
use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::http::header::{self, HeaderMap, HeaderValue};
use axum::response::{IntoResponse, Response};
use serde::Deserialize;

/// `?language=en`
#[derive(Default, Deserialize)]
pub struct Wish {
    language: Option<String>,
}

/// The door.
#[derive(Template)]
#[template(path = "rooms/sign_in.html")]
struct SignInPage {
    frame: Frame,
    email: String,
    /// Whether a device can be asked for a passkey.
    passkeys: bool,
}

impl SignInPage {
    fn new(gate: &Gate, frame: Frame, email: String) -> Self {
        Self {
            frame,
            email,
            passkeys: entry::are_known(&gate.room),
        }
    }
}

/// The second half of the door.
#[derive(Template)]
#[template(path = "rooms/code.html")]
struct CodePage {
    frame: Frame,
}

/// What is behind a link.
#[derive(Template)]
#[template(path = "rooms/link.html")]
struct LinkPage {
    frame: Frame,
    kind: LinkKind,
    name: String,
    email: String,
    shortest: String,
}

impl LinkPage {
    fn title(&self) -> &'static str {
        match self.kind {
            LinkKind::First => "rooms.first_title",
            LinkKind::Open => "rooms.open_title",
            LinkKind::Reset => "rooms.reset_title",
        }
    }

    fn advice(&self) -> &'static str {
        match self.kind {
            LinkKind::First => "rooms.first_advice",
            LinkKind::Open => "rooms.open_advice",
            LinkKind::Reset => "rooms.reset_advice",
        }
    }
}

/// What was typed at the door.
#[derive(Deserialize)]
pub struct Typed {
    #[serde(default)]
    email: String,
    #[serde(default)]
    password: String,
    #[serde(default)]
    language: String,
}

/// A code that was typed.
#[derive(Deserialize)]
pub struct Code {
    #[serde(default)]
    pub(super) code: String,
}

/// What the browser says of itself.
pub(super) fn agent(headers: &HeaderMap) -> &str {
    headers
        .get(header::USER_AGENT)
        .and_then(|value| value.to_str().ok())
        .unwrap_or_default()
}

/// The way in, with the secret for the browser to keep.
fn enters(gate: &Gate, begun: &Begun, leads: &str) -> Response {
    let way = if begun.half { "/newsroom/code" } else { leads };
    let mut response = page::see(way);
    let cookie = gate.cookie(Some(&begun.secret));
    response.headers_mut().insert(header::SET_COOKIE, cookie);
    response
}

/// Too many wrong answers: how long to wait.
fn waits(frame: Frame, seconds: u64) -> (Frame, StatusCode, HeaderValue) {
    let said = frame.wait(seconds);
    let status = StatusCode::TOO_MANY_REQUESTS;
    (frame.saying(said), status, seconds.into())
}

pub async fn show(
    State(gate): State<Gate>,
    Asked(asked): Asked<Wish>,
    headers: HeaderMap,
) -> Result<Response, Response> {
    if let Some(inside) = gate.whose(&headers).await?
        && !inside.session.half
    {
        return Ok(page::see(desk::HERE));
    }
    let asked = asked.language.as_deref();
    let frame = Frame::outside(&gate, &headers, asked, "/newsroom/sign-in").await;
    let door = SignInPage::new(&gate, frame, String::new());
    Ok(page::page(StatusCode::OK, &door))
}

pub async fn send(
    State(gate): State<Gate>,
    from: Asker,
    headers: HeaderMap,
    Sent(typed): Sent<Typed>,
) -> Response {
    let asked = Some(typed.language.as_str());
    let frame = Frame::outside(&gate, &headers, asked, "/newsroom/sign-in").await;
    if let Some(seconds) = gate.wait(&from, &typed.email) {
        let (frame, status, wait) = waits(frame, seconds);
        let door = SignInPage::new(&gate, frame, typed.email);
        let mut response = page::page(status, &door);
        response.headers_mut().insert(header::RETRY_AFTER, wait);
        return response;
    }
    let done = entry::sign_in(&gate.room, &typed.email, typed.password, agent(&headers)).await;
    match done {
        Ok(begun) => enters(&gate, &begun, desk::HERE),
        Err(error) => match frame.why(&error) {
            Some(said) => {
                gate.count(&from, &typed.email, &error);
                let door = SignInPage::new(&gate, frame.saying(said), typed.email);
                page::page(StatusCode::UNPROCESSABLE_ENTITY, &door)
            }
            None => page::failed(&headers, &error),
        },
    }
}

pub async fn show_code(State(gate): State<Gate>, headers: HeaderMap) -> Result<Response, Response> {
    let Some(half) = gate
        .whose(&headers)
        .await?
        .filter(|inside| inside.session.half)
    else {
        return Ok(page::see("/newsroom/sign-in"));
    };
    let mut frame = Frame::inside(&gate, &half, "").await;
    // Not inside yet: nothing of inside is offered.
    frame.person = None;
    Ok(page::page(StatusCode::OK, &CodePage { frame }))
}

pub async fn send_code(
    State(gate): State<Gate>,
    from: Asker,
    headers: HeaderMap,
    Sent(typed): Sent<Code>,
) -> Result<Response, Response> {
    let half = gate
        .whose(&headers)
        .await?
        .filter(|inside| inside.session.half);
    let (Some(half), Some(secret)) = (half, gate.secret(&headers)) else {
        return Ok(page::see("/newsroom/sign-in"));
    };
    let mut frame = Frame::inside(&gate, &half, "").await;
    frame.person = None;
    if let Some(seconds) = gate.wait(&from, &half.sign_in.email) {
        let (frame, status, wait) = waits(frame, seconds);
        let mut response = page::page(status, &CodePage { frame });
        response.headers_mut().insert(header::RETRY_AFTER, wait);
        return Ok(response);
    }
    Ok(
        match entry::give_code(&gate.room, &secret, &typed.code).await {
            Ok(begun) => enters(&gate, &begun, desk::HERE),
            Err(error) => match frame.why(&error) {
                Some(said) => {
                    gate.count(&from, &half.sign_in.email, &error);
                    let frame = frame.saying(said);
                    page::page(StatusCode::UNPROCESSABLE_ENTITY, &CodePage { frame })
                }
                None => page::failed(&headers, &error),
            },
        },
    )
}

/// The page behind a link, or why it opens nothing.
async fn behind(
    gate: &Gate,
    headers: &HeaderMap,
    text: &str,
    asked: Option<&str>,
) -> Result<LinkPage, Response> {
    let found = entry::look_at_link(&gate.room, text).await;
    let (link, person, sign_in) = match found {
        Ok(found) => found,
        Err(ActError::Refused(_)) => {
            return Err(page::notice(gate, headers, StatusCode::GONE, "void_link").await);
        }
        Err(error) => return Err(page::failed(headers, &error)),
    };
    let here = format!("/newsroom/link/{text}");
    let frame = Frame::outside(gate, headers, asked, &here).await;
    let count = u64::try_from(secrets::SHORTEST).unwrap_or_default();
    Ok(LinkPage {
        kind: link.kind,
        name: frame.named(&person.name),
        email: sign_in.map(|own| own.email).unwrap_or_default(),
        shortest: frame
            .messages
            .with("rooms.password_hint", &[("n", Argument::Count(count))]),
        frame,
    })
}

pub async fn show_link(
    State(gate): State<Gate>,
    Last(text): Last,
    Asked(asked): Asked<Wish>,
    headers: HeaderMap,
) -> Result<Response, Response> {
    let found = behind(&gate, &headers, &text, asked.language.as_deref()).await?;
    Ok(page::page(StatusCode::OK, &found))
}

pub async fn send_link(
    State(gate): State<Gate>,
    Last(text): Last,
    headers: HeaderMap,
    Sent(typed): Sent<Typed>,
) -> Result<Response, Response> {
    let asked = Some(typed.language.as_str());
    let found = behind(&gate, &headers, &text, asked).await?;
    let spoken = is_spoken(&typed.language);
    let opening = Opening {
        link: text,
        email: typed.email.clone(),
        password: typed.password,
        language: if spoken {
            typed.language
        } else {
            found.frame.tag().to_owned()
        },
        agent: agent(&headers).to_owned(),
    };
    Ok(match entry::open(&gate.room, opening).await {
        Ok(begun) => enters(&gate, &begun, "/newsroom/account"),
        Err(error) => match found.frame.why(&error) {
            Some(said) => {
                let found = LinkPage {
                    frame: found.frame.saying(said),
                    email: typed.email,
                    ..found
                };
                page::page(StatusCode::UNPROCESSABLE_ENTITY, &found)
            }
            None => page::failed(&headers, &error),
        },
    }
    .into_response())
}
