//! Set or lift an embargo.

use super::{by, load};
use crate::room::{ActError, ActResult, Done, Room};
use crate::store::articles;
use siraj_editorial::ArticleId;
use siraj_editorial::Timestamp;
use siraj_editorial::article::Article;
use siraj_editorial::role::Actor;

/// Sets an embargo; what is public is gone when this answers.
///
/// # Errors
/// [`EmbargoRefused`](siraj_editorial::refusal::EmbargoRefused).
pub async fn embargo(
    room: &Room,
    actor: Actor,
    id: ArticleId,
    until: Timestamp,
) -> ActResult<Done<Article>> {
    room.act(by(&actor), "embargo", move |act| {
        let now = act.at();
        let mut article = load(act, id)?;
        article
            .set_embargo(until, &actor, now)
            .map_err(ActError::refused)?;
        articles::save(act, &article)?;
        Ok(article)
    })
    .await
}

/// Lifts an embargo before its end.
///
/// # Errors
/// [`EmbargoRefused`](siraj_editorial::refusal::EmbargoRefused).
pub async fn lift_embargo(room: &Room, actor: Actor, id: ArticleId) -> ActResult<Done<Article>> {
    room.act(by(&actor), "lift_embargo", move |act| {
        let mut article = load(act, id)?;
        article.lift_embargo(&actor).map_err(ActError::refused)?;
        articles::save(act, &article)?;
        Ok(article)
    })
    .await
}
