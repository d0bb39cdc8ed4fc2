//! Decide about another article's place among the related ones of an article.

use super::{by, load};
use crate::room::{ActError, ActResult, Done, Room};
use crate::store::{articles, related};
use siraj_editorial::ArticleId;
use siraj_editorial::article::Article;
use siraj_editorial::related::Choice;
use siraj_editorial::role::Actor;

/// Pins another article, bans it, or leaves it to be chosen by itself.
///
/// # Errors
/// [`RelateRefused`](siraj_editorial::refusal::RelateRefused), or one of the two is not there.
pub async fn relate(
    room: &Room,
    actor: Actor,
    id: ArticleId,
    other: ArticleId,
    choice: Choice,
) -> ActResult<Done<Article>> {
    room.act(by(&actor), related::decision(choice), move |act| {
        let article = load(act, id)?;
        let other = articles::by_id(act.conn(), other)?.ok_or(ActError::NotFound)?;
        article
            .relate(&other, choice, (&actor, act.at()))
            .map_err(ActError::refused)?;
        let mut choices = related::choices(act.conn(), id)?;
        choices
            .decide(other.id, choice)
            .map_err(ActError::refused)?;
        related::decide(act, id, &choices)?;
        Ok(article)
    })
    .await
}
