//! What goes wrong, as problem documents (RFC 9457). A handler answers with a
//! [`Fault`], which knows keys and figures and no language; the layer [`speak`]
//! says it in the language of the request, moments in the publication's time zone.

use crate::messages::{Argument, Messages};
use crate::room::{ActError, Room};
use crate::store::{self, house};
use axum::extract::{Request, State};
use axum::http::header::{ACCEPT_LANGUAGE, CONTENT_LANGUAGE, CONTENT_TYPE, RETRY_AFTER, VARY};
use axum::http::header::{HeaderName, WWW_AUTHENTICATE};
use axum::http::{HeaderMap, HeaderValue, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use serde_json::{Map, Value, json};
use siraj_editorial::refusal::{Arg, RefusalKind};
use std::sync::Arc;

/// Names and values of a sentence.
pub type Args = Vec<(&'static str, Arg)>;

/// What is wrong at one place of what was sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wrong {
    /// Where, in dots: `bylines[1].guest`.
    pub field: String,
    /// The sentence's key.
    pub key: &'static str,
    /// What stands in it.
    pub args: Args,
}

impl Wrong {
    /// Something wrong with a field.
    pub fn new(field: impl Into<String>, key: &'static str) -> Self {
        Self {
            field: field.into(),
            key,
            args: Vec::new(),
        }
    }

    /// The same with a value in its sentence.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: impl Into<Arg>) -> Self {
        self.args.push((name, value.into()));
        self
    }
}

/// A problem, before it is said.
#[derive(Debug, Clone)]
pub struct Fault {
    /// The status.
    pub status: StatusCode,
    /// The sentence's key; also the problem's code.
    pub key: &'static str,
    /// What stands in the sentence.
    pub args: Args,
    /// The places that are wrong.
    pub wrong: Vec<Wrong>,
    /// Further members of the document.
    pub more: Map<String, Value>,
    /// Further headers.
    pub headers: Vec<(HeaderName, HeaderValue)>,
    /// An answer that was given before takes the problem's place.
    pub answered: Option<(u16, String)>,
}

impl Fault {
    /// A problem with this status and sentence.
    #[must_use]
    pub fn new(status: StatusCode, key: &'static str) -> Self {
        Self {
            status,
            key,
            args: Vec::new(),
            wrong: Vec::new(),
            more: Map::new(),
            headers: Vec::new(),
            answered: None,
        }
    }

    /// Nothing is there.
    #[must_use]
    pub fn not_found() -> Self {
        Self::new(StatusCode::NOT_FOUND, "api.not_found")
    }

    /// Nobody asks, or nobody who may.
    #[must_use]
    pub fn no_token(key: &'static str) -> Self {
        let challenge = if key == "api.no_token" {
            r#"Bearer realm="siraj""#
        } else {
            r#"Bearer realm="siraj", error="invalid_token""#
        };
        let mut fault = Self::new(StatusCode::UNAUTHORIZED, key);
        fault
            .headers
            .push((WWW_AUTHENTICATE, HeaderValue::from_static(challenge)));
        fault
    }

    /// Fields are wrong.
    #[must_use]
    pub fn fields(wrong: Vec<Wrong>) -> Self {
        let mut fault = Self::new(StatusCode::UNPROCESSABLE_ENTITY, "api.fields");
        fault.wrong = wrong;
        fault
    }

    /// The same with a value in its sentence.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: impl Into<Arg>) -> Self {
        self.args.push((name, value.into()));
        self
    }

    /// The same with a further member.
    #[must_use]
    pub fn and(mut self, name: &str, value: Value) -> Self {
        self.more.insert(name.to_owned(), value);
        self
    }
}

impl From<ActError> for Fault {
    fn from(error: ActError) -> Self {
        match error {
            ActError::Refused(refusal) => {
                let message = refusal.message();
                let status = match refusal.kind() {
                    RefusalKind::Right => StatusCode::FORBIDDEN,
                    RefusalKind::Conflict => StatusCode::CONFLICT,
                    RefusalKind::Rule => StatusCode::UNPROCESSABLE_ENTITY,
                };
                let mut fault = Self::new(status, message.key);
                fault.args = message.args;
                fault
            }
            ActError::Fields(problems) => Self::fields(
                problems
                    .into_iter()
                    .map(|problem| {
                        let wrong = Wrong::new(problem.field, problem.why.message_key());
                        limited(wrong, problem.why.limit())
                    })
                    .collect(),
            ),
            ActError::Body(problems) => Self::fields(
                problems
                    .into_iter()
                    .map(|problem| {
                        let field = format!("body.document.{}", problem.path);
                        limited(
                            Wrong::new(field, problem.kind.message_key()),
                            problem.kind.limit(),
                        )
                    })
                    .collect(),
            ),
            ActError::NotFound => Self::not_found(),
            ActError::OtherBody => Self::new(StatusCode::UNPROCESSABLE_ENTITY, "api.other_body"),
            ActError::Answered { status, body } => {
                let mut fault = Self::new(StatusCode::OK, "api.internal");
                fault.answered = Some((status, body));
                fault
            }
            ActError::Failed(error) => Self::from(error),
        }
    }
}

impl From<store::Error> for Fault {
    fn from(error: store::Error) -> Self {
        match error {
            store::Error::Unavailable(_) => {
                let mut fault = Self::new(StatusCode::SERVICE_UNAVAILABLE, "api.unavailable");
                fault
                    .headers
                    .push((RETRY_AFTER, HeaderValue::from_static("5")));
                fault
            }
            store::Error::Conflict(_) => Self::new(StatusCode::CONFLICT, "api.conflict"),
            store::Error::Other(_) => {
                tracing::error!(?error, "the store failed under a request");
                Self::new(StatusCode::INTERNAL_SERVER_ERROR, "api.internal")
            }
        }
    }
}

fn limited(wrong: Wrong, limit: Option<usize>) -> Wrong {
    match limit {
        Some(limit) => wrong.with("limit", limit as u64),
        None => wrong,
    }
}

impl IntoResponse for Fault {
    /// Carries the fault to [`speak`], which knows the language.
    fn into_response(self) -> Response {
        let mut response = self.status.into_response();
        response.extensions_mut().insert(Arc::new(self));
        response
    }
}

/// The layer that says faults in the language of the request.
pub async fn speak(State(room): State<Room>, request: Request, next: Next) -> Response {
    let language = language(request.headers());
    let mut response = next.run(request).await;
    let Some(fault) = response.extensions_mut().remove::<Arc<Fault>>() else {
        return response;
    };
    let mut said = say(
        &fault,
        Messages::for_language(language),
        &zone(&room, &fault).await,
    );
    for (name, value) in response.headers() {
        // What axum knows beside the fault, such as `Allow`.
        if name != CONTENT_TYPE && name != axum::http::header::CONTENT_LENGTH {
            said.headers_mut().insert(name, value.clone());
        }
    }
    said
}

/// The publication's time zone, where a sentence tells a moment.
async fn zone(room: &Room, fault: &Fault) -> jiff::tz::TimeZone {
    let tells = |args: &Args| args.iter().any(|(_, arg)| matches!(arg, Arg::Moment(_)));
    if !tells(&fault.args) && !fault.wrong.iter().any(|wrong| tells(&wrong.args)) {
        return jiff::tz::TimeZone::UTC;
    }
    let identity = room.db.read(|c| house::identity(c)).await;
    identity
        .ok()
        .flatten()
        .and_then(|identity| jiff::tz::TimeZone::get(&identity.time_zone).ok())
        .unwrap_or(jiff::tz::TimeZone::UTC)
}

/// Arabic or English, by the header's order of wishes; Arabic without a wish.
#[must_use]
pub fn language(headers: &HeaderMap) -> &'static str {
    let header = headers
        .get(ACCEPT_LANGUAGE)
        .and_then(|value| value.to_str().ok())
        .unwrap_or_default();
    let mut best = ("ar", 0.0_f32);
    for wish in header.split(',') {
        let (tag, weight) = wish.split_once(';').unwrap_or((wish, "q=1"));
        let weight = weight.trim().strip_prefix("q=").unwrap_or("0");
        let weight: f32 = weight.parse().unwrap_or(0.0);
        let primary = tag.trim().split('-').next().unwrap_or_default();
        for known in ["ar", "en"] {
            if primary.eq_ignore_ascii_case(known) && weight > best.1 {
                best = (known, weight);
            }
        }
    }
    best.0
}

/// A sentence with its values.
#[must_use]
pub fn sentence(
    messages: &Messages,
    key: &str,
    args: &[(&'static str, Arg)],
    zone: &jiff::tz::TimeZone,
) -> String {
    let words: Vec<(&str, Arg, String)> = args
        .iter()
        .map(|(name, arg)| {
            let words = match arg {
                Arg::Count(count) => count.to_string(),
                Arg::Words(words) => words.clone(),
                Arg::Moment(moment) => moment
                    .to_jiff()
                    .to_zoned_datetime(zone.clone())
                    .strftime("%Y-%m-%d %H:%M")
                    .to_string(),
            };
            (*name, arg.clone(), words)
        })
        .collect();
    let mut arguments: Vec<(&str, Argument<'_>)> = Vec::new();
    for (name, arg, words) in &words {
        match arg {
            // A count chooses the plural form whatever the refusal calls it.
            Arg::Count(count) => {
                arguments.push((name, Argument::Count(*count)));
                arguments.push(("n", Argument::Count(*count)));
            }
            _ => arguments.push((name, Argument::Words(words))),
        }
    }
    messages.with(key, &arguments)
}

fn say(fault: &Fault, messages: &Messages, zone: &jiff::tz::TimeZone) -> Response {
    if let Some((status, body)) = &fault.answered {
        let mut response = super::call::json_response(
            StatusCode::from_u16(*status).unwrap_or(StatusCode::OK),
            body.clone(),
        );
        let replayed = HeaderName::from_static("idempotency-replayed");
        response
            .headers_mut()
            .insert(replayed, HeaderValue::from_static("true"));
        return response;
    }
    let title = format!("api.title.{}", fault.status.as_u16());
    let errors: Vec<Value> = fault
        .wrong
        .iter()
        .map(|wrong| {
            json!({
                "field": wrong.field,
                "pointer": pointer(&wrong.field),
                "code": wrong.key,
                "detail": sentence(messages, wrong.key, &wrong.args, zone),
            })
        })
        .collect();
    let mut problem = json!({
        "type": format!("urn:siraj:problem:{}", fault.key),
        "title": messages.text(&title),
        "status": fault.status.as_u16(),
        "detail": sentence(messages, fault.key, &fault.args, zone),
        "code": fault.key,
        "errors": errors,
    });
    if let Some(members) = problem.as_object_mut() {
        members.extend(fault.more.clone());
    }
    let mut response = (fault.status, problem.to_string()).into_response();
    let headers = response.headers_mut();
    let kind = HeaderValue::from_static("application/problem+json");
    headers.insert(CONTENT_TYPE, kind);
    headers.insert(VARY, HeaderValue::from_static("Accept-Language"));
    if let Ok(language) = HeaderValue::from_str(messages.language()) {
        headers.insert(CONTENT_LANGUAGE, language);
    }
    headers.extend(fault.headers.iter().cloned());
    response
}

/// `bylines[1].guest` as a JSON pointer (RFC 6901): `/bylines/1/guest`.
fn pointer(field: &str) -> String {
    field
        .split(['.', '[', ']'])
        .filter(|part| !part.is_empty())
        .map(|part| format!("/{}", part.replace('~', "~0").replace('/', "~1")))
        .collect()
}
