//! The posts of a live article: add, change, correct, mark, remove, bring back. Each
//! is an act of its own; none publishes the article again.

use super::coverage::covered;
use super::{by, language, write};
use crate::actions::correct::CORRECTION_CHARACTERS;
use crate::room::{ActError, ActResult, Done, Room, fresh_id};
use crate::store::changes::Act;
use crate::store::{media, posts};
use siraj_editorial::article::Article;
use siraj_editorial::correction::{Correction, CorrectionKind, CorrectionPriority};
use siraj_editorial::fields::Cleaning;
use siraj_editorial::post::{Covered, LivePost, PostText, REASON_CHARACTERS};
use siraj_editorial::role::Actor;
use siraj_editorial::text::Removed;
use siraj_editorial::{ArticleId, CorrectionId, PostId, Timestamp};

/// What a save of a post made.
#[derive(Debug, Clone)]
pub struct Posted {
    /// The post as it is now.
    pub post: LivePost,
    /// What was taken from the text.
    pub removed: Removed,
}

/// Adds a post to an article. `id` is the sender's name for it: sent twice, it is
/// added once.
///
/// # Errors
/// [`PostRefused`](siraj_editorial::refusal::PostRefused), wrong fields, dead references.
pub async fn add(
    room: &Room,
    actor: Actor,
    (article, id): (ArticleId, PostId),
    text: PostText,
) -> ActResult<Done<Posted>> {
    add_at(room, room.clock.now(), actor, (article, id), text).await
}

/// [`add`] at a moment of the caller's choosing.
///
/// # Errors
/// As [`add`].
pub async fn add_at(
    room: &Room,
    at: Timestamp,
    actor: Actor,
    (article_id, id): (ArticleId, PostId),
    text: PostText,
) -> ActResult<Done<Posted>> {
    let (text, removed) = checked(text)?;
    room.act_at(at, by(&actor), "post", move |act| {
        let (article, format, mut coverage) = covered(act, article_id)?;
        let known = posts::by_id(act.conn(), id)?;
        if let Some(post) = known {
            // A name that another article's post has is a slip or an attack.
            if post.article != article_id || post.by != actor.person {
                return Err(ActError::NotFound);
            }
            return Ok(Posted { post, removed });
        }
        let number = posts::next_number(act.conn(), article_id)?;
        let about = Covered {
            article: &article,
            format,
        };
        let post = LivePost::add(
            (id, number),
            text.clone(),
            &mut coverage,
            about,
            (&actor, at),
        )
        .map_err(ActError::refused)?;
        named(act, &text, &article)?;
        posts::save_coverage(act, &coverage)?;
        posts::save(act, &article, &post, actor.person)?;
        Ok(Posted { post, removed })
    })
    .await
}

/// Changes the text of a post that was `base`.
///
/// # Errors
/// [`PostRefused`](siraj_editorial::refusal::PostRefused) (stale: the caller shows both texts), wrong fields, dead references.
pub async fn change(
    room: &Room,
    actor: Actor,
    (id, base): (PostId, i64),
    text: PostText,
) -> ActResult<Done<Posted>> {
    let (text, removed) = checked(text)?;
    let what = (id, "change_post", removed);
    on(room, actor, what, move |act, post, about, actor| {
        let who = (actor, act.at());
        let done = post.change(base, text.clone(), about, who);
        done.map_err(ActError::refused)?;
        named(act, &text, about.article)
    })
    .await
}

/// Corrects a post in public.
///
/// # Errors
/// [`PostRefused`](siraj_editorial::refusal::PostRefused), or a text that is too long.
pub async fn correct(
    room: &Room,
    actor: Actor,
    id: PostId,
    (kind, text): (CorrectionKind, String),
) -> ActResult<Done<Posted>> {
    let mut cleaning = Cleaning::default();
    let text = cleaning.line("text", &text, CORRECTION_CHARACTERS);
    let (text, removed) = cleaning.finish(text).map_err(ActError::Fields)?;
    let what = (id, "correct_post", removed);
    on(room, actor, what, move |act, post, about, actor| {
        let correction = Correction {
            id: CorrectionId(fresh_id()),
            kind,
            priority: CorrectionPriority::Low,
            text: text.clone(),
            at: act.at(),
            by: actor.person,
        };
        let done = post.correct(correction, about, actor);
        done.map_err(ActError::refused)
    })
    .await
}

/// Marks a post as a key moment, or no longer.
///
/// # Errors
/// [`PostRefused`](siraj_editorial::refusal::PostRefused).
pub async fn pin(room: &Room, actor: Actor, id: PostId, pin: bool) -> ActResult<Done<Posted>> {
    let name = if pin { "pin_post" } else { "unpin_post" };
    let what = (id, name, Removed::default());
    on(room, actor, what, move |act, post, about, actor| {
        let pinned = posts::pinned(act.conn(), post.article)?.len();
        let done = post.pin(pin, pinned, about, actor);
        done.map_err(ActError::refused)
    })
    .await
}

/// Takes a post away, with a reason for readers or without.
///
/// # Errors
/// [`PostRefused`](siraj_editorial::refusal::PostRefused), or a reason that is too long.
pub async fn remove(
    room: &Room,
    actor: Actor,
    id: PostId,
    reason: String,
) -> ActResult<Done<Posted>> {
    let mut cleaning = Cleaning::default();
    let reason = cleaning.line("reason", &reason, REASON_CHARACTERS);
    let (reason, removed) = cleaning.finish(reason).map_err(ActError::Fields)?;
    let what = (id, "remove_post", removed);
    on(room, actor, what, move |act, post, about, actor| {
        let done = post.remove(reason.clone(), about, (actor, act.at()));
        done.map_err(ActError::refused)
    })
    .await
}

/// Puts a removed post back where it was.
///
/// # Errors
/// [`PostRefused`](siraj_editorial::refusal::PostRefused).
pub async fn bring_back(room: &Room, actor: Actor, id: PostId) -> ActResult<Done<Posted>> {
    let what = (id, "bring_back_post", Removed::default());
    on(room, actor, what, move |_, post, about, actor| {
        let done = post.bring_back(about, actor);
        done.map_err(ActError::refused)
    })
    .await
}

/// Does something with a post that stands or stood in an article, and saves it.
async fn on<F>(
    room: &Room,
    actor: Actor,
    (id, name, removed): (PostId, &'static str, Removed),
    mut work: F,
) -> ActResult<Done<Posted>>
where
    F: FnMut(&mut Act<'_, '_>, &mut LivePost, Covered<'_>, &Actor) -> ActResult<()>
        + Send
        + 'static,
{
    room.act(by(&actor), name, move |act| {
        let article = posts::by_id(act.conn(), id)?
            .ok_or(ActError::NotFound)?
            .article;
        let (article, format, _) = covered(act, article)?;
        // Read again: the article's row is locked now.
        let mut post = posts::by_id(act.conn(), id)?.ok_or(ActError::NotFound)?;
        let about = Covered {
            article: &article,
            format,
        };
        work(act, &mut post, about, &actor)?;
        posts::save(act, &article, &post, actor.person)?;
        Ok(Posted { post, removed })
    })
    .await
}

/// The text cleaned and found to be of the form that bodies have.
fn checked(text: PostText) -> ActResult<(PostText, Removed)> {
    let (text, removed) = text.clean().map_err(ActError::Fields)?;
    text.body.validate().map_err(ActError::Body)?;
    Ok((text, removed))
}

/// What the text names exists, and its pictures may go out.
fn named(act: &mut Act<'_, '_>, text: &PostText, article: &Article) -> ActResult<()> {
    let pictures = text.pictures();
    write::signatories(act, &text.bylines)?;
    write::shown(act, &pictures, &text.body, Some(article.id))?;
    let found = media::by_ids(act.conn(), &pictures)?;
    let (language, now) = (language(act, article)?, act.at());
    text.check_pictures(&found, &language, now)
        .map_err(ActError::refused)
}
