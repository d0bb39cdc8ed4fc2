//! Put an article into the bin, or take it out.

use super::{by, load};
use crate::room::{ActError, ActResult, Done, Room};
use crate::store::articles;
use siraj_editorial::ArticleId;
use siraj_editorial::article::Article;
use siraj_editorial::role::Actor;

/// Puts an article into the bin for ninety days.
///
/// # Errors
/// [`BinRefused`](siraj_editorial::refusal::BinRefused).
pub async fn bin(room: &Room, actor: Actor, id: ArticleId) -> ActResult<Done<Article>> {
    room.act(by(&actor), "bin", move |act| {
        let now = act.at();
        let mut article = load(act, id)?;
        article.bin(&actor, now).map_err(ActError::refused)?;
        articles::save(act, &article)?;
        Ok(article)
    })
    .await
}

/// Takes an article out of the bin.
///
/// # Errors
/// [`BinRefused`](siraj_editorial::refusal::BinRefused).
pub async fn bring_back(room: &Room, actor: Actor, id: ArticleId) -> ActResult<Done<Article>> {
    room.act(by(&actor), "bring_back", move |act| {
        let mut article = load(act, id)?;
        article.bring_back(&actor).map_err(ActError::refused)?;
        articles::save(act, &article)?;
        Ok(article)
    })
    .await
}
