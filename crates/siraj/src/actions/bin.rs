//! Put an article into the bin, take it out, and empty the bin of what has lain there for
//! its time.

use super::{by, load, newest};
use crate::room::{ActError, ActResult, Done, Room};
use crate::store::changes::By;
use crate::store::{articles, dockets, fronts};
use siraj_editorial::ArticleId;
use siraj_editorial::article::{Article, BIN_SECONDS};
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

/// How many articles go at once.
const AT_ONCE: i64 = 50;

/// Takes an article out of the bin.
///
/// # Errors
/// [`BinRefused`](siraj_editorial::refusal::BinRefused); its time in the bin is over.
pub async fn bring_back(room: &Room, actor: Actor, id: ArticleId) -> ActResult<Done<Article>> {
    room.act(by(&actor), "bring_back", move |act| {
        let mut article = load(act, id)?;
        // Without its text there is nothing to bring back.
        newest(act, &article)?;
        article.bring_back(&actor).map_err(ActError::refused)?;
        articles::save(act, &article)?;
        Ok(article)
    })
    .await
}

/// Deletes the articles whose time in the bin is over. None of them was ever public: what
/// was is withdrawn, and is not put there.
///
/// # Errors
/// When the store cannot serve; the rest goes the next time.
pub async fn empty(room: &Room) -> ActResult<usize> {
    let before = room.clock.now().plus_seconds(-BIN_SECONDS);
    let mut gone = 0;
    loop {
        let old = room
            .db
            .read(move |c| dockets::binned_before(c, before, AT_ONCE));
        let already = gone;
        for id in old.await? {
            let done = room.act(By::Clock, "empty_bin", move |act| {
                let article = load(act, id)?;
                let bin = article.binned.clone().filter(|bin| bin.at < before);
                // Somebody took it out in between.
                let Some(bin) = bin else { return Ok(0) };
                articles::empty(act, &article, bin)?;
                fronts::forget(act, id)?;
                Ok(1)
            });
            gone += done.await?.value;
        }
        // What did not go now does not go by asking at once again.
        if gone == already {
            return Ok(gone);
        }
    }
}
