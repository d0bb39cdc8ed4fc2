//! What goes wrong, as problem documents (RFC 9457). A handler answers with a
//! [`Fault`], which knows keys and figures and no language; the layer [`speak`]
//! says it in the language of the request.

mod say;

pub use say::{language, sentence, speak};

use crate::room::ActError;
use crate::store;
use axum::http::header::{HeaderName, RETRY_AFTER, WWW_AUTHENTICATE};
use axum::http::{HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use serde_json::{Map, Value};
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
