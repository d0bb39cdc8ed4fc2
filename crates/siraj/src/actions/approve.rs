//! Approve what waits for review.

use super::{by, load, newest, second_person, tell};
use crate::room::{ActError, ActResult, Done, Room};
use crate::store::articles;
use crate::store::notices::NoticeKind;
use siraj_editorial::ArticleId;
use siraj_editorial::article::Article;
use siraj_editorial::role::Actor;

/// Approves an article that waits for review.
///
/// # Errors
/// [`ApproveRefused`](siraj_editorial::refusal::ApproveRefused).
pub async fn approve(room: &Room, actor: Actor, id: ArticleId) -> ActResult<Done<Article>> {
    room.act(by(&actor), "approve", move |act| {
        let mut article = load(act, id)?;
        let second = second_person(act)?;
        article.approve(second, &actor).map_err(ActError::refused)?;
        articles::save(act, &article)?;
        let text = newest(act, &article)?.manuscript;
        tell::writers(act, NoticeKind::Approved, &article, Some(&text))?;
        Ok(article)
    })
    .await
}
