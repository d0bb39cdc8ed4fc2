//! Set the moment at which an article goes out by itself; take it back; let it happen.

use super::{Seen, by, checks, findings, load, newest, second_person, tell};
use crate::room::{ActError, ActResult, Done, Room};
use crate::store::articles;
use crate::store::changes::By;
use crate::store::notices::NoticeKind;
use siraj_editorial::ArticleId;
use siraj_editorial::Timestamp;
use siraj_editorial::article::Article;
use siraj_editorial::refusal::ScheduleRefused;
use siraj_editorial::role::Actor;

/// Schedules the newest text.
///
/// # Errors
/// [`ScheduleRefused`].
pub async fn schedule(
    room: &Room,
    actor: Actor,
    id: ArticleId,
    at: Timestamp,
) -> ActResult<Done<Article>> {
    schedule_seen(room, actor, (id, None), at).await
}

/// [`schedule`] for whoever looked at a text on a page: refused when that is not the newest.
///
/// # Errors
/// As [`schedule`].
pub async fn schedule_seen(
    room: &Room,
    actor: Actor,
    (id, seen): (ArticleId, Option<Seen>),
    at: Timestamp,
) -> ActResult<Done<Article>> {
    room.act(by(&actor), "schedule", move |act| {
        let now = act.at();
        let mut article = load(act, id)?;
        let newest = newest(act, &article)?;
        let findings = findings(act, &article, &newest.manuscript)?;
        let second = second_person(act)?;
        article
            .schedule(at, &findings, second, (&actor, now))
            .map_err(ActError::refused)?;
        if seen.is_some_and(|seen| !seen.is(&newest)) {
            return Err(ActError::refused(ScheduleRefused::Stale));
        }
        checks::pass(act, &article, &findings)?;
        articles::save(act, &article)?;
        Ok(article)
    })
    .await
}

/// Takes a schedule back.
///
/// # Errors
/// [`ScheduleRefused`].
pub async fn unschedule(room: &Room, actor: Actor, id: ArticleId) -> ActResult<Done<Article>> {
    room.act(by(&actor), "unschedule", move |act| {
        let mut article = load(act, id)?;
        article.unschedule(&actor).map_err(ActError::refused)?;
        articles::save(act, &article)?;
        Ok(article)
    })
    .await
}

/// Does what a moment asks of an article: publishes what was scheduled, lets an
/// embargo or an expiry take effect. Doing it twice changes nothing.
///
/// # Errors
/// When the store cannot serve.
pub async fn let_happen(room: &Room, id: ArticleId) -> ActResult<Done<()>> {
    room.act(By::Clock, "moment", move |act| {
        let now = act.at();
        let Some(mut article) = articles::for_change(act, id)? else {
            return Ok(());
        };
        act.about("article", id);
        let is_out = article.publish_scheduled(now).is_some();
        // Saving settles the public face: an embargo that ended, an expiry that came.
        articles::save(act, &article)?;
        if is_out {
            let text = newest(act, &article)?.manuscript;
            tell::writers(act, NoticeKind::Published, &article, Some(&text))?;
        }
        Ok(())
    })
    .await
}
