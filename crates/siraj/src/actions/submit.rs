//! Send a draft for review.

use super::{by, load, newest, tell};
use crate::room::{ActError, ActResult, Done, Room};
use crate::store::{articles, notes};
use siraj_editorial::ArticleId;
use siraj_editorial::article::Article;
use siraj_editorial::role::Actor;

/// Sends the newest text of an article for review.
///
/// # Errors
/// [`SubmitRefused`](siraj_editorial::refusal::SubmitRefused).
pub async fn submit(room: &Room, actor: Actor, id: ArticleId) -> ActResult<Done<Article>> {
    room.act(by(&actor), "submit", move |act| {
        let mut article = load(act, id)?;
        let newest = newest(act, &article)?;
        article
            .submit(&newest.manuscript, &actor)
            .map_err(ActError::refused)?;
        articles::save(act, &article)?;
        notes::settle_sent_back(act, id, actor.person)?;
        tell::reviewers(act, &article)?;
        Ok(article)
    })
    .await
}
