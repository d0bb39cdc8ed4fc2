//! Make two articles counterparts in two languages, or part them.

use super::{by, load};
use crate::room::fresh_id;
use crate::room::{ActError, ActResult, Done, Room};
use crate::store::articles;
use siraj_editorial::ArticleId;
use siraj_editorial::article::Article;
use siraj_editorial::refusal::PairRefused;
use siraj_editorial::role::Actor;

/// Makes two articles each other's counterparts.
///
/// # Errors
/// [`PairRefused`].
pub async fn pair(
    room: &Room,
    actor: Actor,
    id: ArticleId,
    other: ArticleId,
) -> ActResult<Done<Article>> {
    room.act(by(&actor), "pair", move |act| {
        let article = load(act, id)?;
        let other = articles::for_change(act, other)?.ok_or(ActError::NotFound)?;
        let mut taken = false;
        for (one, edition) in [(article.id, other.edition), (other.id, article.edition)] {
            let counterparts = articles::counterparts(act.conn(), one)?;
            taken |= counterparts.iter().any(|(its, member)| {
                *its == edition && *member != article.id && *member != other.id
            });
        }
        article
            .pair(&other, taken, &actor)
            .map_err(ActError::refused)?;
        articles::pair(act, &article, &other, fresh_id())?;
        Ok(article)
    })
    .await
}

/// Takes an article out of its pair.
///
/// # Errors
/// [`PairRefused`].
pub async fn unpair(room: &Room, actor: Actor, id: ArticleId) -> ActResult<Done<Article>> {
    room.act(by(&actor), "unpair", move |act| {
        let article = load(act, id)?;
        if !article.may_edit(&actor) {
            return Err(ActError::refused(PairRefused::NotAllowed));
        }
        articles::unpair(act, id)?;
        Ok(article)
    })
    .await
}
