//! From what a sender calls a thing (its id, its path, an edition's language) to
//! its id. What nothing is called by is a dead reference, told with its field.

use super::fault::{Fault, Wrong};
use super::fields;
use crate::room::{ActError, ActResult, Room};
use crate::store::db::Conn;
use crate::store::{articles, house, sections};
use serde_json::{Map, Value};
use siraj_editorial::article::Article;
use siraj_editorial::edition::Edition;
use siraj_editorial::fields::{FieldProblem, FieldWhy};
use siraj_editorial::role::Actor;
use siraj_editorial::{ArticleId, EditionId, Timestamp};

/// What a path is a path of.
#[derive(Debug, Clone, Copy)]
pub enum Of {
    /// A section of this edition.
    Section(EditionId),
    /// A person.
    Person,
    /// A topic.
    Topic,
    /// A running story.
    Story,
    /// An agency or a network.
    Source,
    /// Something that has no path.
    Nothing,
}

/// A reference that leads nowhere.
#[must_use]
pub fn dead(field: impl Into<String>) -> ActError {
    ActError::Fields(vec![FieldProblem::new(field, FieldWhy::DeadReference)])
}

/// The id of what is called so. An id is taken as it is: the act looks whether it exists.
///
/// # Errors
/// A path that leads nowhere, and an id that is none.
pub fn id(c: &mut Conn<'_>, of: Of, called: &str, field: &str) -> ActResult<String> {
    if fields::is_id(called) {
        return Ok(called.to_ascii_lowercase());
    }
    let found = match of {
        Of::Section(edition) => {
            sections::by_slug(c, edition, called)?.map(|section| section.id.to_string())
        }
        Of::Person => house::person_at(c, called)?.map(|person| person.id.to_string()),
        Of::Topic => house::topic_at(c, called)?.map(|topic| topic.id.to_string()),
        Of::Story => house::story_at(c, called)?.map(|story| story.id.to_string()),
        Of::Source => house::sources(c)?
            .into_iter()
            .find(|source| source.slug == called)
            .map(|source| source.id.to_string()),
        Of::Nothing => None,
    };
    found.ok_or_else(|| dead(field))
}

/// Puts ids in the place of what a field of a value calls things.
///
/// # Errors
/// As [`id`].
pub fn settle(
    c: &mut Conn<'_>,
    of: Of,
    value: &mut Map<String, Value>,
    (name, at): (&str, &str),
) -> ActResult<()> {
    match value.get_mut(name) {
        Some(Value::String(called)) => *called = id(c, of, called, at)?,
        Some(Value::Array(all)) => {
            for (n, called) in all.iter_mut().enumerate() {
                if let Value::String(called) = called {
                    *called = id(c, of, called, &format!("{at}[{n}]"))?;
                }
            }
        }
        _ => {}
    }
    Ok(())
}

/// The edition that is called so: by id, by prefix, or by language.
///
/// # Errors
/// None is.
pub fn edition(c: &mut Conn<'_>, called: &str) -> ActResult<Edition> {
    let mut editions = house::editions(c)?;
    let place = editions
        .iter()
        .position(|edition| edition.id.to_string() == called || edition.prefix == called)
        .or_else(|| {
            editions
                .iter()
                .position(|edition| edition.language.tag() == called)
        });
    match place {
        Some(place) => Ok(editions.swap_remove(place)),
        None => Err(dead("edition")),
    }
}

/// The article of an id or a short id.
///
/// # Errors
/// None has it.
pub fn article(c: &mut Conn<'_>, called: &str) -> ActResult<Article> {
    let found = match (called.parse::<ArticleId>(), called.parse()) {
        (Ok(id), _) => articles::by_id(c, id)?,
        (_, Ok(short)) => articles::by_short_id(c, short)?,
        _ => None,
    };
    found.ok_or(ActError::NotFound)
}

/// [`article`], as far as somebody may read it.
///
/// # Errors
/// None has it, or one that is none of theirs: whose it is not need not learn of it.
pub fn readable(
    c: &mut Conn<'_>,
    called: &str,
    (actor, now): (&Actor, Timestamp),
) -> ActResult<Article> {
    Some(article(c, called)?)
        .filter(|article| article.is_seen_by(actor, now))
        .ok_or(ActError::NotFound)
}

/// [`article`], by its own reading.
///
/// # Errors
/// 404.
pub async fn article_of(room: &Room, called: &str) -> Result<Article, Fault> {
    let called = called.to_owned();
    Ok(room.db.read(move |c| article(c, &called)).await?)
}

/// A value of the fields that were read. The fields' table says the same as the
/// type, so what still does not fit is a value of a kind that the table cannot tell.
///
/// # Errors
/// 422.
pub fn typed<T: serde::de::DeserializeOwned>(fields: Map<String, Value>) -> Result<T, Fault> {
    typed_value(Value::Object(fields))
}

/// [`typed`], of one value.
///
/// # Errors
/// 422.
pub fn typed_value<T: serde::de::DeserializeOwned>(value: Value) -> Result<T, Fault> {
    serde_json::from_value(value)
        .map_err(|_| Fault::fields(vec![Wrong::new("", "api.wrong_value")]))
}
