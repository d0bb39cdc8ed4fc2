//! The coverage of a live article: begin it, end it, decide about it, let its end come.

use super::{by, load};
use crate::room::{ActError, ActResult, Done, Room};
use crate::store::changes::{Act, By};
use crate::store::{articles, posts};
use siraj_editorial::ArticleId;
use siraj_editorial::article::Article;
use siraj_editorial::coverage::{Coverage, Plan};
use siraj_editorial::revision::Format;
use siraj_editorial::role::Actor;

/// The article with what its public text is, and its coverage, begun or not. Before
/// there is a public text, the newest one counts.
pub(super) fn covered(
    act: &mut Act<'_, '_>,
    id: ArticleId,
) -> ActResult<(Article, Format, Coverage)> {
    let article = load(act, id)?;
    let published = article.publication.as_ref();
    let revision = published.map_or(article.head, |publication| publication.revision);
    let text = articles::revision(act.conn(), revision)?.ok_or(ActError::NotFound)?;
    let now = act.at();
    let coverage = posts::coverage(act.conn(), id)?;
    let coverage = coverage.unwrap_or_else(|| Coverage::of(id, now));
    Ok((article, text.manuscript.format, coverage))
}

/// Begins the coverage, or takes it up again.
///
/// # Errors
/// [`CoverageRefused`](siraj_editorial::refusal::CoverageRefused).
pub async fn start(room: &Room, actor: Actor, id: ArticleId) -> ActResult<Done<Coverage>> {
    room.act(by(&actor), "start_coverage", move |act| {
        let now = act.at();
        let (article, format, mut coverage) = covered(act, id)?;
        coverage
            .start((&article, format), &actor, now)
            .map_err(ActError::refused)?;
        posts::save_coverage(act, &coverage)?;
        Ok(coverage)
    })
    .await
}

/// Ends the coverage: readers are told that nothing more comes.
///
/// # Errors
/// [`CoverageRefused`](siraj_editorial::refusal::CoverageRefused).
pub async fn end(room: &Room, actor: Actor, id: ArticleId) -> ActResult<Done<Coverage>> {
    end_at(room, room.clock.now(), actor, id).await
}

/// [`end`] at a moment of the caller's choosing.
///
/// # Errors
/// As [`end`].
pub async fn end_at(
    room: &Room,
    at: siraj_editorial::Timestamp,
    actor: Actor,
    id: ArticleId,
) -> ActResult<Done<Coverage>> {
    room.act_at(at, by(&actor), "end_coverage", move |act| {
        let (article, _, mut coverage) = covered(act, id)?;
        coverage
            .end(&article, &actor, at)
            .map_err(ActError::refused)?;
        posts::save_coverage(act, &coverage)?;
        Ok(coverage)
    })
    .await
}

/// Changes the key points and when it ends by itself.
///
/// # Errors
/// [`CoverageRefused`](siraj_editorial::refusal::CoverageRefused), wrong fields.
pub async fn decide(
    room: &Room,
    actor: Actor,
    id: ArticleId,
    plan: Plan,
) -> ActResult<Done<Coverage>> {
    decide_at(room, room.clock.now(), actor, id, plan).await
}

/// [`decide`] at a moment of the caller's choosing.
///
/// # Errors
/// As [`decide`].
pub async fn decide_at(
    room: &Room,
    at: siraj_editorial::Timestamp,
    actor: Actor,
    id: ArticleId,
    plan: Plan,
) -> ActResult<Done<Coverage>> {
    let plan = plan.clean().map_err(ActError::Fields)?;
    room.act_at(at, by(&actor), "change_coverage", move |act| {
        let (article, format, mut coverage) = covered(act, id)?;
        coverage
            .decide(plan.clone(), (&article, format), &actor, at)
            .map_err(ActError::refused)?;
        posts::save_coverage(act, &coverage)?;
        Ok(coverage)
    })
    .await
}

/// Ends a coverage whose moment has come. Doing it twice changes nothing.
///
/// # Errors
/// When the store cannot serve.
pub async fn let_end(room: &Room, id: ArticleId) -> ActResult<Done<()>> {
    room.act(By::Clock, "end_coverage", move |act| {
        let now = act.at();
        act.about("article", id);
        if let Some(mut coverage) = posts::coverage(act.conn(), id)?
            && coverage.let_end(now)
        {
            posts::save_coverage(act, &coverage)?;
        }
        Ok(())
    })
    .await
}
