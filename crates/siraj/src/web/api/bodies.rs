//! The text of an article or a page in each of the forms in which it is sent: the
//! typed document, the editor's document, Markdown, HTML. What a conversion left
//! out is told to the sender, never dropped in silence.

use super::fault::{Fault, Wrong, sentence};
use super::fields::{self, Field, Kind, may, must};
use super::references;
use super::views::Form;
use crate::convert::{self, Report, Resolver, Surroundings};
use crate::messages::Messages;
use crate::room::{ActError, Room};
use crate::store::media;
use axum::http::StatusCode;
use serde_json::{Map, Value, json};
use siraj_editorial::body::Body;
use siraj_editorial::text::Removed;
use siraj_editorial::{ArticleId, Language, MediaId};
use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};

/// A body as it is sent.
pub const SENT: &[Field] = &[
    must(
        "format",
        Kind::OneOf(&["document", "prosemirror", "markdown", "html"]),
        "In which form the text is.",
    ),
    may(
        "document",
        Kind::Body,
        "The document, with `document` and `prosemirror`.",
    ),
    may("text", Kind::Text, "The text, with `markdown` and `html`."),
];

/// A body that was read, and what is not in it.
#[derive(Debug, Default)]
pub struct Sent {
    /// The body.
    pub body: Body,
    /// What the conversion left out.
    pub report: Report,
    /// The form in which it is told back: the sender's own, where that is one of ours.
    pub form: Form,
}

/// Reads a body; without one, an empty body.
///
/// # Errors
/// 422 with the place that is wrong.
pub async fn read(room: &Room, language: &Language, sent: Option<Value>) -> Result<Sent, Fault> {
    let Some(sent) = sent else {
        return Ok(Sent::default());
    };
    let sent = fields::read(sent, SENT).map_err(|wrong| {
        let under = |wrong: Wrong| Wrong {
            field: format!("body.{}", wrong.field),
            ..wrong
        };
        Fault::fields(wrong.into_iter().map(under).collect())
    })?;
    let format = sent
        .get("format")
        .and_then(Value::as_str)
        .unwrap_or_default();
    let missing = |field: &str| Fault::fields(vec![Wrong::new(field, "api.missing_field")]);
    if matches!(format, "document" | "prosemirror") {
        let document = sent
            .get("document")
            .ok_or_else(|| missing("body.document"))?;
        let read = if format == "document" {
            Body::read(document)
        } else {
            Body::from_prosemirror(document)
        };
        let body = read.map_err(|problem| ActError::Body(vec![problem]))?;
        return Ok(Sent {
            body,
            report: Report::default(),
            form: Form::named(format),
        });
    }
    let text = sent
        .get("text")
        .and_then(Value::as_str)
        .ok_or_else(|| missing("body.text"))?;
    converted(room, language.clone(), format == "html", text.to_owned()).await
}

/// A body of markup. It is read twice when it refers to something of ours: once to
/// learn to what, once knowing what that is.
///
/// # Errors
/// The store's.
pub async fn converted(
    room: &Room,
    language: Language,
    html: bool,
    text: String,
) -> Result<Sent, Fault> {
    let (asked, first, text) = off_thread({
        let language = language.clone();
        move || {
            let asking = Asking::default();
            let first = convert_with(&text, html, &language, &asking);
            (asking.0.into_inner(), first, text)
        }
    })
    .await?;
    if asked.is_empty() {
        return Ok(first);
    }
    let known = room
        .db
        .read(move |c| {
            let mut known = Known::default();
            for reference in asked {
                if let Some(key) = picture_key(&reference) {
                    let found = match key.parse::<MediaId>() {
                        Ok(id) => media::by_ids(c, &[id])?.pop(),
                        Err(_) => media::by_public_key(c, key)?,
                    };
                    known
                        .pictures
                        .extend(found.map(|media| (reference.clone(), media.id)));
                }
                if let Some(key) = article_key(&reference) {
                    match references::article(c, key) {
                        Ok(article) => {
                            known.articles.insert(reference, article.id);
                        }
                        Err(ActError::NotFound) => {}
                        Err(error) => return Err(error),
                    }
                }
            }
            Ok(known)
        })
        .await?;
    off_thread(move || convert_with(&text, html, &language, &known)).await
}

async fn off_thread<T: Send + 'static>(
    job: impl FnOnce() -> T + Send + 'static,
) -> Result<T, Fault> {
    tokio::task::spawn_blocking(job).await.map_err(|error| {
        tracing::error!(%error, "a conversion did not end");
        Fault::new(StatusCode::INTERNAL_SERVER_ERROR, "api.internal")
    })
}

fn convert_with(text: &str, html: bool, language: &Language, resolver: &dyn Resolver) -> Sent {
    let around = Surroundings { language, resolver };
    let converted = if html {
        convert::from_html(text, around)
    } else {
        convert::from_markdown(text, around)
    };
    Sent {
        body: converted.body,
        report: converted.report,
        form: Form::Document,
    }
}

/// The key of a picture: an id, or the key in an address of ours.
fn picture_key(reference: &str) -> Option<&str> {
    match reference.split_once("/media/") {
        Some((_, rest)) => rest.split('/').next(),
        None => fields::is_id(reference).then_some(reference),
    }
}

/// The key of an article: an id, a short id, or the short id in an address of ours.
fn article_key(reference: &str) -> Option<&str> {
    let is_key = |part: &&str| {
        part.parse::<siraj_editorial::ShortId>().is_ok() || part.parse::<ArticleId>().is_ok()
    };
    reference.split(['/', '?', '#']).find(is_key)
}

/// Knows nothing and remembers what it was asked.
#[derive(Default)]
struct Asking(RefCell<BTreeSet<String>>);

impl Resolver for Asking {
    fn article(&self, reference: &str) -> Option<ArticleId> {
        self.0.borrow_mut().insert(reference.to_owned());
        None
    }
    fn picture(&self, reference: &str) -> Option<MediaId> {
        self.0.borrow_mut().insert(reference.to_owned());
        None
    }
}

/// What the references of one text lead to.
#[derive(Default)]
struct Known {
    articles: BTreeMap<String, ArticleId>,
    pictures: BTreeMap<String, MediaId>,
}

impl Resolver for Known {
    fn article(&self, reference: &str) -> Option<ArticleId> {
        self.articles.get(reference).copied()
    }
    fn picture(&self, reference: &str) -> Option<MediaId> {
        self.pictures.get(reference).copied()
    }
}

/// What a save left out, told in the language asked for.
#[must_use]
pub fn told(report: &Report, removed: Removed, messages: &Messages) -> Value {
    let dropped: Vec<Value> = report
        .dropped
        .iter()
        .map(|dropped| {
            json!({
                "what": dropped.what,
                "count": dropped.count,
                "sample": dropped.sample,
                "detail": sentence(messages, dropped.what.message_key(), &[], &jiff::tz::TimeZone::UTC),
            })
        })
        .collect();
    let mut told = Map::new();
    told.insert("dropped".to_owned(), dropped.into());
    told.insert("removed".to_owned(), json!(report.removed.and(removed)));
    Value::Object(told)
}
