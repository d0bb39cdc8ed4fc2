//! How a person likes to work, and what they have read. Nobody else sees any of it and no
//! page of the public depends on it: it stands outside the log.

use crate::room::{ActError, ActResult, Room};
use crate::store::{habits, notices};
use siraj_editorial::{ArticleId, PersonId};
use uuid::Uuid;

/// The most habits that one person keeps: searches with a name among them.
const MOST: usize = 60;

/// Sets a habit, or takes it back.
///
/// # Errors
/// The store's.
pub async fn set(
    room: &Room,
    person: PersonId,
    name: String,
    value: Option<String>,
) -> ActResult<()> {
    let set = room.db.write(move |tx| {
        let kept = habits::all(tx, person)?;
        let is_new = !kept.iter().any(|(known, _)| *known == name);
        if value.is_some() && is_new && kept.len() >= MOST {
            return Ok(());
        }
        habits::set(tx, person, &name, value.as_deref())
    });
    set.await.map_err(ActError::from)
}

/// A person has read a notice, or all; `unread` takes it back.
///
/// # Errors
/// The store's.
pub async fn mark(
    room: &Room,
    person: PersonId,
    only: Option<Uuid>,
    unread: bool,
) -> ActResult<()> {
    let read_at = (!unread).then(|| room.clock.now());
    let mark = room
        .db
        .write(move |tx| notices::mark(tx, person, only, read_at));
    mark.await.map_err(ActError::from)
}

/// A person has opened an article of which notices told.
///
/// # Errors
/// The store's.
pub async fn opened(room: &Room, person: PersonId, article: ArticleId) -> ActResult<()> {
    let now = room.clock.now();
    let mark = room
        .db
        .write(move |tx| notices::mark_article(tx, person, article, now));
    mark.await.map_err(ActError::from)
}
