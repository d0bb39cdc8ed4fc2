//! Begin an article; save a new text of one.

use super::{by, load};
use crate::room::{ActError, ActResult, Done, Room, fresh_id, fresh_short_id};
use crate::store::changes::Act;
use crate::store::{articles, heirs, house, media, sections};
use siraj_editorial::article::{Article, Saved};
use siraj_editorial::body::Body;
use siraj_editorial::byline::{Byline, Signatory};
use siraj_editorial::fields::{FieldProblem, FieldWhy};
use siraj_editorial::revision::{Manuscript, Revision};
use siraj_editorial::role::Actor;
use siraj_editorial::section::Section;
use siraj_editorial::text::Removed;
use siraj_editorial::{ArticleId, EditionId, MediaId, RevisionId, Timestamp};

/// What a save made.
#[derive(Debug, Clone)]
pub struct Written {
    /// The article as it is now.
    pub article: Article,
    /// The revision that holds the text.
    pub revision: Revision,
    /// What was taken from the text.
    pub removed: Removed,
}

/// Begins an article of an edition with a first text.
///
/// # Errors
/// [`WriteRefused`](siraj_editorial::refusal::WriteRefused), wrong fields, dead references.
pub async fn begin(
    room: &Room,
    actor: Actor,
    edition: EditionId,
    manuscript: Manuscript,
) -> ActResult<Done<Written>> {
    begin_at(room, room.clock.now(), actor, edition, manuscript).await
}

/// [`begin`] at a moment of the caller's choosing.
///
/// # Errors
/// As [`begin`].
pub async fn begin_at(
    room: &Room,
    at: Timestamp,
    actor: Actor,
    edition: EditionId,
    manuscript: Manuscript,
) -> ActResult<Done<Written>> {
    let (manuscript, removed) = checked(manuscript)?;
    room.act_at(at, by(&actor), "begin", move |act| {
        let ids = (
            ArticleId(fresh_id()),
            fresh_short_id()?,
            RevisionId(fresh_id()),
        );
        let manuscript = heirs::now(act.conn(), manuscript.clone())?;
        let section = section(act, &manuscript)?;
        let article =
            Article::begin(ids, edition, &section, &actor, at).map_err(ActError::refused)?;
        act.about("article", article.id);
        references(act, &manuscript, None)?;
        let revision = Revision {
            id: article.head,
            article: article.id,
            number: 1,
            base: None,
            by: actor.person,
            at,
            manuscript: manuscript.clone(),
        };
        articles::save(act, &article)?;
        articles::save_revision(act, &revision)?;
        Ok(Written {
            article,
            revision,
            removed,
        })
    })
    .await
}

/// Saves a new text of an article, written over revision `base`.
///
/// # Errors
/// [`WriteRefused`](siraj_editorial::refusal::WriteRefused) (stale: the caller shows both texts), wrong fields, dead references.
pub async fn revise(
    room: &Room,
    actor: Actor,
    id: ArticleId,
    base: RevisionId,
    manuscript: Manuscript,
) -> ActResult<Done<Written>> {
    revise_at(room, room.clock.now(), actor, (id, base), manuscript).await
}

/// [`revise`] at a moment of the caller's choosing.
///
/// # Errors
/// As [`revise`].
pub async fn revise_at(
    room: &Room,
    at: Timestamp,
    actor: Actor,
    (id, base): (ArticleId, RevisionId),
    manuscript: Manuscript,
) -> ActResult<Done<Written>> {
    let (manuscript, removed) = checked(manuscript)?;
    room.act_at(at, by(&actor), "revise", move |act| {
        let mut article = load(act, id)?;
        let manuscript = heirs::now(act.conn(), manuscript.clone())?;
        let section = section(act, &manuscript)?;
        let saved = article
            .revise(base, RevisionId(fresh_id()), &section, &actor, at)
            .map_err(ActError::refused)?;
        references(act, &manuscript, Some(id))?;
        let before = match saved {
            Saved::New => Some(base),
            Saved::Folded => articles::revision(act.conn(), base)?.and_then(|last| last.base),
        };
        let revision = Revision {
            id: article.head,
            article: id,
            number: article.head_number,
            base: before,
            by: actor.person,
            at,
            manuscript: manuscript.clone(),
        };
        articles::save_revision(act, &revision)?;
        articles::save(act, &article)?;
        Ok(Written {
            article,
            revision,
            removed,
        })
    })
    .await
}

/// The manuscript cleaned and found to be of the form that bodies have.
fn checked(manuscript: Manuscript) -> ActResult<(Manuscript, Removed)> {
    let (manuscript, removed) = manuscript.clean().map_err(ActError::Fields)?;
    manuscript.body.validate().map_err(ActError::Body)?;
    Ok((manuscript, removed))
}

fn section(act: &mut Act<'_, '_>, manuscript: &Manuscript) -> ActResult<Section> {
    sections::by_id(act.conn(), manuscript.section)?.ok_or_else(|| dead("section"))
}

fn dead(field: impl Into<String>) -> ActError {
    ActError::Fields(vec![FieldProblem::new(field, FieldWhy::DeadReference)])
}

/// Everything that the manuscript names must exist.
fn references(act: &mut Act<'_, '_>, text: &Manuscript, own: Option<ArticleId>) -> ActResult<()> {
    signatories(act, &text.bylines)?;
    let mut topics = text.topics.clone();
    topics.sort_unstable();
    topics.dedup();
    if house::topics(act.conn(), &topics)?.len() != topics.len() {
        return Err(dead("topics"));
    }
    if let Some(story) = text.story
        && house::stories(act.conn(), &[story])?.is_empty()
    {
        return Err(dead("story"));
    }
    let sources = house::sources(act.conn())?;
    if !text
        .dateline
        .sources
        .iter()
        .all(|id| sources.iter().any(|source| source.id == *id))
    {
        return Err(dead("dateline.sources"));
    }
    shown(act, &text.pictures(), &text.body, own)
}

/// Whoever signs must exist.
pub(super) fn signatories(act: &mut Act<'_, '_>, bylines: &[Byline]) -> ActResult<()> {
    let mut people: Vec<_> = bylines
        .iter()
        .filter_map(|byline| match byline.who {
            Signatory::Person(person) => Some(person),
            Signatory::Guest(_) => None,
        })
        .collect();
    people.sort_unstable();
    people.dedup();
    if house::people(act.conn(), &people)?.len() != people.len() {
        return Err(dead("bylines"));
    }
    Ok(())
}

/// The pictures that a text shows and the articles that it refers to must exist.
pub(super) fn shown(
    act: &mut Act<'_, '_>,
    pictures: &[MediaId],
    body: &Body,
    own: Option<ArticleId>,
) -> ActResult<()> {
    if media::by_ids(act.conn(), pictures)?.len() != pictures.len() {
        return Err(dead("picture"));
    }
    // The rows of articles are enough: a reference may be to a draft that will be public first.
    for id in body.article_refs() {
        if Some(id) != own && articles::by_id(act.conn(), id)?.is_none() {
            return Err(dead("body"));
        }
    }
    Ok(())
}
