//! Begin the counterpart of an article in another edition, and say how far it has come.

use super::write::begin_in;
use super::{Seen, by, load, newest};
use crate::room::{ActError, ActResult, Done, Room, fresh_id};
use crate::store::changes::Act;
use crate::store::levels::{self, Level};
use crate::store::{articles, sections};
use siraj_editorial::article::Article;
use siraj_editorial::body::{Block, Body};
use siraj_editorial::byline::{Byline, BylineRole, MOST_BYLINES, Signatory};
use siraj_editorial::dateline::Dateline;
use siraj_editorial::refusal::PairRefused;
use siraj_editorial::revision::Manuscript;
use siraj_editorial::role::Actor;
use siraj_editorial::{ArticleId, EditionId, SectionId};

/// Begins the counterpart of an article: a draft of the other edition that holds the
/// source's text to be written over, with its pictures, topics and by-lines, and names
/// whoever begins it as translator. `chosen` is the section, where the source's own has
/// no counterpart there.
///
/// # Errors
/// [`PairRefused`], or what [`super::write::begin`] refuses.
pub async fn translate(
    room: &Room,
    actor: Actor,
    id: ArticleId,
    (edition, chosen): (EditionId, Option<SectionId>),
) -> ActResult<Done<Article>> {
    room.act(by(&actor), "translate", move |act| {
        let mut source = load(act, id)?;
        if !source.is_seen_by(&actor, act.at()) {
            return Err(ActError::NotFound);
        }
        if source.edition == edition {
            return Err(ActError::refused(PairRefused::SameEdition));
        }
        let taken = articles::counterparts(act.conn(), id)?;
        if taken.iter().any(|(its, _)| *its == edition) {
            return Err(ActError::refused(PairRefused::AlreadyPaired));
        }
        let text = newest(act, &source)?.manuscript;
        let section = section_there(act, &text, edition)?
            .or(chosen)
            .ok_or_else(|| ActError::refused(PairRefused::NoSection))?;
        let manuscript = counterpart_of(act, text, (section, edition), &actor)?;
        let made = begin_in(act, &actor, edition, &manuscript)?.article;
        articles::pair(act, &source, &made, fresh_id())?;
        source.seal();
        articles::save(act, &source)?;
        levels::set(act, &level_of(act, &made, &source, &actor))?;
        act.about("article", made.id);
        Ok(made)
    })
    .await
}

/// Says that an article now says what this text of its source says.
///
/// # Errors
/// [`PairRefused`].
pub async fn level(
    room: &Room,
    actor: Actor,
    id: ArticleId,
    (source, seen): (ArticleId, Seen),
) -> ActResult<Done<Article>> {
    room.act(by(&actor), "level", move |act| {
        let article = load(act, id)?;
        let mut source = articles::for_change(act, source)?.ok_or(ActError::NotFound)?;
        let pair = articles::counterparts(act.conn(), id)?;
        let paired = pair.iter().any(|(_, other)| *other == source.id);
        article.level(paired, &actor).map_err(ActError::refused)?;
        if !seen.is(&newest(act, &source)?) {
            return Err(ActError::refused(PairRefused::Stale));
        }
        source.seal();
        articles::save(act, &source)?;
        levels::set(act, &level_of(act, &article, &source, &actor))?;
        Ok(article)
    })
    .await
}

fn level_of(act: &Act<'_, '_>, article: &Article, source: &Article, actor: &Actor) -> Level {
    Level {
        article: article.id,
        source: source.id,
        revision: source.head,
        at: act.at(),
        by: actor.person,
    }
}

/// The section of another edition that is the counterpart of a text's own.
fn section_there(
    act: &mut Act<'_, '_>,
    text: &Manuscript,
    edition: EditionId,
) -> ActResult<Option<SectionId>> {
    let own = sections::by_id(act.conn(), text.section)?;
    let there = sections::all(act.conn(), edition)?;
    let named = own.iter().flat_map(|own| own.counterparts.iter().copied());
    let names_it = |id: SectionId| {
        there
            .iter()
            .find(|section| section.counterparts.contains(&id))
            .map(|section| section.id)
    };
    Ok(named
        .filter(|id| there.iter().any(|section| section.id == *id))
        .chain(own.iter().filter_map(|own| names_it(own.id)))
        .next())
}

/// The text of a counterpart before anybody has translated it.
fn counterpart_of(
    act: &mut Act<'_, '_>,
    text: Manuscript,
    (section, edition): (SectionId, EditionId),
    actor: &Actor,
) -> ActResult<Manuscript> {
    let mut blocks = Vec::with_capacity(text.body.blocks.len());
    for block in text.body.blocks {
        match block {
            // A card leads to the counterpart of what it led to, or is left out.
            Block::Related(mut related) => {
                let there = articles::counterparts(act.conn(), related.article)?;
                if let Some((_, other)) = there.iter().find(|(its, _)| *its == edition) {
                    related.article = *other;
                    blocks.push(Block::Related(related));
                }
            }
            block => blocks.push(block),
        }
    }
    let translator = Byline {
        who: Signatory::Person(actor.person),
        role: BylineRole::Translation,
    };
    let mut bylines = text.bylines;
    bylines.retain(|byline| byline.role != BylineRole::Translation);
    bylines.truncate(MOST_BYLINES - 1);
    bylines.push(translator);
    Ok(Manuscript {
        section,
        slug: None,
        bylines,
        dateline: Dateline {
            as_sent: None,
            ..text.dateline
        },
        body: Body::new(blocks),
        ..text
    })
}
