//! Say how much an article is wanted on the fronts.

use super::{by, load};
use crate::room::{ActError, ActResult, Done, Room};
use crate::store::articles;
use siraj_editorial::ArticleId;
use siraj_editorial::article::Article;
use siraj_editorial::refusal::HouseRefused;
use siraj_editorial::role::Actor;
use siraj_editorial::role::Right;

/// The highest prominence.
pub const MOST_PROMINENCE: u8 = 9;

/// Sets an article's prominence, 0 to 9.
///
/// # Errors
/// `NotAllowed` for whoever may not curate the article's section.
pub async fn feature(
    room: &Room,
    actor: Actor,
    id: ArticleId,
    prominence: u8,
) -> ActResult<Done<Article>> {
    room.act(by(&actor), "feature", move |act| {
        let mut article = load(act, id)?;
        if !actor.may_in(Right::Curate, article.section) {
            return Err(ActError::refused(HouseRefused::NotAllowed));
        }
        article.prominence = prominence.min(MOST_PROMINENCE);
        articles::save(act, &article)?;
        Ok(article)
    })
    .await
}
