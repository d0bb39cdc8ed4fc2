//! Take an article back, with a notice at its address.

use super::{by, load};
use crate::room::{ActError, ActResult, Done, Room};
use crate::store::articles;
use siraj_editorial::ArticleId;
use siraj_editorial::Timestamp;
use siraj_editorial::article::Article;
use siraj_editorial::fields::Cleaning;
use siraj_editorial::role::Actor;

/// Longest notice.
pub const NOTICE_CHARACTERS: usize = 1_000;

/// Withdraws a published article. When this answers, it is gone from every page,
/// feed and sitemap of this node and its address says so.
///
/// # Errors
/// [`WithdrawRefused`](siraj_editorial::refusal::WithdrawRefused), or a notice that is too long.
pub async fn withdraw(
    room: &Room,
    actor: Actor,
    id: ArticleId,
    notice: String,
) -> ActResult<Done<Article>> {
    withdraw_at(room, room.clock.now(), actor, id, notice).await
}

/// [`withdraw`] at a moment of the caller's choosing.
///
/// # Errors
/// As [`withdraw`].
pub async fn withdraw_at(
    room: &Room,
    at: Timestamp,
    actor: Actor,
    id: ArticleId,
    notice: String,
) -> ActResult<Done<Article>> {
    let mut cleaning = Cleaning::default();
    let notice = cleaning.line("notice", &notice, NOTICE_CHARACTERS);
    let (notice, _) = cleaning.finish(notice).map_err(ActError::Fields)?;
    room.act_at(at, by(&actor), "withdraw", move |act| {
        let mut article = load(act, id)?;
        article
            .withdraw(&notice, &actor, at)
            .map_err(ActError::refused)?;
        articles::save(act, &article)?;
        Ok(article)
    })
    .await
}
