//! Begin an article; save a new text of one.

use super::{by, load, newest};
use crate::room::{ActError, ActResult, Done, Room, fresh_id, fresh_short_id};
use crate::store::changes::Act;
use crate::store::{articles, heirs, house, media, sections};
use siraj_editorial::article::{Article, Saved};
use siraj_editorial::body::Body;
use siraj_editorial::byline::{Byline, Signatory};
use siraj_editorial::fields::{FieldProblem, FieldWhy};
use siraj_editorial::refusal::WriteRefused;
use siraj_editorial::revision::{Manuscript, Revision};
use siraj_editorial::role::Actor;
use siraj_editorial::section::Section;
use siraj_editorial::text::Removed;
use siraj_editorial::{ArticleId, EditionId, MediaId, RevisionId, SectionId, Timestamp};

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
/// [`WriteRefused`], wrong fields, dead references.
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
        let begun = begin_in(act, &actor, edition, &manuscript)?;
        Ok(Written { removed, ..begun })
    })
    .await
}

/// Begins an article within an act, with a text that is clean.
pub(super) fn begin_in(
    act: &mut Act<'_, '_>,
    actor: &Actor,
    edition: EditionId,
    manuscript: &Manuscript,
) -> ActResult<Written> {
    let at = act.at();
    let ids = (
        ArticleId(fresh_id()),
        fresh_short_id()?,
        RevisionId(fresh_id()),
    );
    let manuscript = heirs::now(act.conn(), manuscript.clone())?;
    let section = section(act, &manuscript)?;
    let article = Article::begin(ids, edition, &section, actor, at).map_err(ActError::refused)?;
    act.about("article", article.id);
    references(act, &manuscript, None)?;
    let revision = Revision {
        id: article.head,
        article: article.id,
        number: 1,
        base: None,
        by: actor.person,
        at,
        manuscript,
    };
    articles::save(act, &article)?;
    articles::save_revision(act, &revision)?;
    Ok(Written {
        article,
        revision,
        removed: Removed::default(),
    })
}

/// Saves a new text of an article, written over revision `base`.
///
/// # Errors
/// [`WriteRefused`] (stale: the caller shows both texts), wrong fields, dead references.
pub async fn revise(
    room: &Room,
    actor: Actor,
    id: ArticleId,
    base: RevisionId,
    manuscript: Manuscript,
) -> ActResult<Done<Written>> {
    revise_at(room, room.clock.now(), actor, (id, base), manuscript).await
}

/// Over what a text was written, and how it is kept.
#[derive(Debug, Clone, Copy)]
pub struct Over {
    /// The revision.
    pub base: RevisionId,
    /// When the sender's copy of it had been saved: saves of one person fold into a
    /// revision, so two windows of theirs may know different texts of it.
    pub seen: Option<Timestamp>,
    /// Whether it becomes a revision of its own, whatever was saved just before.
    pub apart: bool,
}

impl From<RevisionId> for Over {
    fn from(base: RevisionId) -> Self {
        Self {
            base,
            seen: None,
            apart: false,
        }
    }
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
    let over = Over::from(base);
    room.act_at(at, by(&actor), "revise", move |act| {
        saved(act, (id, over), &manuscript, removed, &actor)
    })
    .await
}

/// [`revise`] over a text that the sender names exactly.
///
/// # Errors
/// As [`revise`].
pub async fn revise_over(
    room: &Room,
    actor: Actor,
    (id, over): (ArticleId, Over),
    manuscript: Manuscript,
) -> ActResult<Done<Written>> {
    let (manuscript, removed) = checked(manuscript)?;
    room.act(by(&actor), "revise", move |act| {
        saved(act, (id, over), &manuscript, removed, &actor)
    })
    .await
}

/// Makes the text of an older revision the newest again, as a revision of its own, so that
/// it can be undone in the same way.
///
/// # Errors
/// As [`revise`]; the revision is another article's.
pub async fn restore(
    room: &Room,
    actor: Actor,
    (id, base): (ArticleId, RevisionId),
    from: RevisionId,
) -> ActResult<Done<Written>> {
    room.act(by(&actor), "restore", move |act| {
        let old = articles::revision(act.conn(), from)?
            .filter(|revision| revision.article == id)
            .ok_or(ActError::NotFound)?;
        let over = Over {
            apart: true,
            ..Over::from(base)
        };
        let nothing = Removed::default();
        saved(act, (id, over), &old.manuscript, nothing, &actor)
    })
    .await
}

/// Moves an article into another section of its edition: a new text that differs in
/// nothing else, so that what is public moves when that is published.
///
/// # Errors
/// [`WriteRefused`], or a section that does not exist.
pub async fn move_to(
    room: &Room,
    actor: Actor,
    id: ArticleId,
    to: SectionId,
) -> ActResult<Done<Article>> {
    room.act(by(&actor), "move", move |act| {
        let at = act.at();
        let mut article = load(act, id)?;
        let mut revision = newest(act, &article)?;
        if revision.manuscript.section == to {
            return Ok(article);
        }
        revision.manuscript.section = to;
        let section = section(act, &revision.manuscript)?;
        let base = article.head;
        let saved = article
            .revise(base, RevisionId(fresh_id()), &section, &actor, at)
            .map_err(ActError::refused)?;
        if saved == Saved::New {
            revision.base = Some(base);
        }
        revision = Revision {
            id: article.head,
            number: article.head_number,
            by: actor.person,
            at,
            ..revision
        };
        articles::save_revision(act, &revision)?;
        articles::save(act, &article)?;
        Ok(article)
    })
    .await
}

/// Keeps a text over another.
fn saved(
    act: &mut Act<'_, '_>,
    (id, over): (ArticleId, Over),
    manuscript: &Manuscript,
    removed: Removed,
    actor: &Actor,
) -> ActResult<Written> {
    let (at, base) = (act.at(), over.base);
    let mut article = load(act, id)?;
    let manuscript = &heirs::now(act.conn(), manuscript.clone())?;
    let section = section(act, manuscript)?;
    let fresh = RevisionId(fresh_id());
    let saved = if over.apart {
        article.revise_apart(base, fresh, &section, actor, at)
    } else {
        article.revise(base, fresh, &section, actor, at)
    };
    let saved = saved.map_err(ActError::refused)?;
    let last = articles::revision(act.conn(), base)?;
    let known = last.as_ref().map(|last| last.at);
    if over
        .seen
        .is_some_and(|seen| known.is_some_and(|at| at != seen))
    {
        return Err(ActError::refused(WriteRefused::Stale));
    }
    references(act, manuscript, Some(id))?;
    let before = match saved {
        Saved::New => Some(base),
        Saved::Folded => last.and_then(|last| last.base),
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
