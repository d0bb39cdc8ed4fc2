//! Set when an article leaves the public by itself.

use super::{by, load};
use crate::room::{ActError, ActResult, Done, Room};
use crate::store::articles;
use siraj_editorial::ArticleId;
use siraj_editorial::Timestamp;
use siraj_editorial::article::Article;
use siraj_editorial::role::Actor;

/// Sets the moment at which an article leaves the public; `None` keeps it for good.
///
/// # Errors
/// [`EmbargoRefused`](siraj_editorial::refusal::EmbargoRefused).
pub async fn expire(
    room: &Room,
    actor: Actor,
    id: ArticleId,
    end: Option<Timestamp>,
) -> ActResult<Done<Article>> {
    room.act(by(&actor), "expire", move |act| {
        let now = act.at();
        let mut article = load(act, id)?;
        article
            .set_expiry(end, &actor, now)
            .map_err(ActError::refused)?;
        articles::save(act, &article)?;
        Ok(article)
    })
    .await
}
