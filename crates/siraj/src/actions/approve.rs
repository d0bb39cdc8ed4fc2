//! Approve what waits for review.

use super::{Seen, by, load, newest, second_person, tell};
use crate::room::{ActError, ActResult, Done, Room};
use crate::store::articles;
use crate::store::notices::NoticeKind;
use siraj_editorial::ArticleId;
use siraj_editorial::article::Article;
use siraj_editorial::refusal::ApproveRefused;
use siraj_editorial::role::Actor;

/// Approves an article that waits for review.
///
/// # Errors
/// [`ApproveRefused`].
pub async fn approve(room: &Room, actor: Actor, id: ArticleId) -> ActResult<Done<Article>> {
    approve_seen(room, actor, id, None).await
}

/// [`approve`] for whoever read a text on a page: refused when that is not the newest.
///
/// # Errors
/// As [`approve`].
pub async fn approve_seen(
    room: &Room,
    actor: Actor,
    id: ArticleId,
    seen: Option<Seen>,
) -> ActResult<Done<Article>> {
    room.act(by(&actor), "approve", move |act| {
        let mut article = load(act, id)?;
        let second = second_person(act)?;
        article.approve(second, &actor).map_err(ActError::refused)?;
        let newest = newest(act, &article)?;
        if seen.is_some_and(|seen| !seen.is(&newest)) {
            return Err(ActError::refused(ApproveRefused::Stale));
        }
        articles::save(act, &article)?;
        let text = &newest.manuscript;
        tell::writers(act, NoticeKind::Approved, &article, Some(text))?;
        Ok(article)
    })
    .await
}
