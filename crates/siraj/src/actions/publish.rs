//! Make a revision public: for the first time, as an update or as a fix.

use super::{Seen, by, checks, findings, load, newest, second_person, tell};
use crate::room::{ActError, ActResult, Done, Room};
use crate::store::articles;
use crate::store::house;
use crate::store::notes;
use crate::store::notices::NoticeKind;
use siraj_editorial::ArticleId;
use siraj_editorial::article::Article;
use siraj_editorial::checklist::Found;
use siraj_editorial::publication::Release;
use siraj_editorial::refusal::PublishRefused;
use siraj_editorial::role::Actor;
use siraj_editorial::{RevisionId, Timestamp};

/// Publishes the revision that the editor looked at. When this answers, every
/// page, feed and sitemap of this node that mentions the article is right.
///
/// # Errors
/// [`PublishRefused`].
pub async fn publish(
    room: &Room,
    actor: Actor,
    id: ArticleId,
    reviewed: RevisionId,
    release: Release,
) -> ActResult<Done<Article>> {
    publish_at(room, room.clock.now(), actor, (id, reviewed), release).await
}

/// [`publish`] for whoever looked at a text on a page: refused as stale also when that
/// text was saved again without becoming another revision.
///
/// # Errors
/// As [`publish`].
pub async fn publish_seen(
    room: &Room,
    actor: Actor,
    id: ArticleId,
    seen: Seen,
    release: Release,
) -> ActResult<Done<Article>> {
    let reviewed = (id, seen.revision, Some(seen));
    run(room, room.clock.now(), actor, reviewed, release).await
}

/// [`publish`] at a moment of the caller's choosing.
///
/// # Errors
/// As [`publish`].
pub async fn publish_at(
    room: &Room,
    at: Timestamp,
    actor: Actor,
    (id, reviewed): (ArticleId, RevisionId),
    release: Release,
) -> ActResult<Done<Article>> {
    run(room, at, actor, (id, reviewed, None), release).await
}

async fn run(
    room: &Room,
    at: Timestamp,
    actor: Actor,
    (id, reviewed, seen): (ArticleId, RevisionId, Option<Seen>),
    release: Release,
) -> ActResult<Done<Article>> {
    let name = match release {
        Release::First => "publish",
        Release::Update { .. } => "update",
        Release::Fix => "fix",
    };
    room.act_at(at, by(&actor), name, move |act| {
        let mut article = load(act, id)?;
        let newest = newest(act, &article)?;
        let findings = findings(act, &article, &newest.manuscript)?;
        let second = second_person(act)?;
        let before = article.clone();
        article
            .publish(reviewed, &release, &findings, second, (&actor, at))
            .map_err(ActError::refused)?;
        // Rights come first: whoever may not publish learns nothing of the text.
        if seen.is_some_and(|seen| !seen.is(&newest)) {
            return Err(ActError::refused(PublishRefused::Stale));
        }
        checks::pass(act, &before, &findings)?;
        articles::save(act, &article)?;
        notes::settle_sent_back(act, id, actor.person)?;
        tell::writers(
            act,
            NoticeKind::Published,
            &article,
            Some(&newest.manuscript),
        )?;
        Ok(article)
    })
    .await
}

/// The checklist's answer for the newest text of an article.
///
/// # Errors
/// When the article does not exist.
pub async fn check(room: &Room, id: ArticleId) -> ActResult<Vec<Found>> {
    let now = room.clock.now();
    room.db
        .read(move |c| {
            let article = articles::by_id(c, id)?.ok_or(ActError::NotFound)?;
            let newest = articles::revision(c, article.head)?.ok_or(ActError::NotFound)?;
            let editions = house::editions(c)?;
            let edition = editions
                .iter()
                .find(|edition| edition.id == article.edition)
                .ok_or(ActError::NotFound)?;
            checks::found(c, (id, &newest.manuscript), &edition.language, now)
        })
        .await
}
