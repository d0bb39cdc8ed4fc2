//! Arrange a front: step by step in a draft that all who may curate it share, and
//! publish it as one act. A step names the revision of the draft that its curator
//! saw, so that two who work at once are told of each other.

use super::by;
use crate::room::{ActError, ActResult, Done, Room};
use crate::store::db::{Conn, Tx};
use crate::store::fronts::{self, Worked};
use crate::store::{live, sections};
use siraj_editorial::fields::Cleaning;
use siraj_editorial::front::{Arrangement, Draft, FrontOf, Step};
use siraj_editorial::refusal::CurateRefused;
use siraj_editorial::role::Actor;
use siraj_editorial::{ArticleId, Timestamp};
use std::collections::BTreeSet;

/// Longest headline of a card.
const HEADLINE: usize = 300;
/// Longest words over it.
const KICKER: usize = 80;

/// What is done to a draft.
#[derive(Debug, Clone)]
pub enum Work {
    /// A step forward.
    Step(Step),
    /// An earlier version comes back, as a step like any other.
    BringBack(i64),
    /// The last step is taken back.
    Undo,
    /// It is taken again.
    Redo,
    /// The draft is thrown away.
    Discard,
}

/// Works on the draft of a front that is at this revision.
///
/// # Errors
/// Not an editor of the section; a draft that is another by now; an article that is
/// not public here; a step that cannot be taken.
pub async fn work(
    room: &Room,
    actor: &Actor,
    of: FrontOf,
    revision: i64,
    work: Work,
) -> ActResult<()> {
    of.may_be_curated_by(actor).map_err(ActError::refused)?;
    let (person, at) = (actor.person, room.clock.now());
    let work = cleaned(work)?;
    room.db
        .write(move |tx| {
            let worked = current(tx, of, revision)?;
            let mut draft = match worked.draft {
                Some(draft) => draft,
                None => Draft::of(fronts::public(tx, of)?),
            };
            let kept = change(tx, of, &mut draft, &work, at)?.then_some(&draft);
            fronts::save_draft(tx, of, kept, (person, at))?;
            Ok(())
        })
        .await
}

/// Whether the draft is kept.
fn change(
    tx: &mut Tx<'_>,
    of: FrontOf,
    draft: &mut Draft,
    work: &Work,
    at: Timestamp,
) -> ActResult<bool> {
    let step = match work {
        Work::Discard => return Ok(false),
        Work::Undo => return draft.undo().map(|()| true).map_err(ActError::refused),
        Work::Redo => return draft.redo().map(|()| true).map_err(ActError::refused),
        Work::Step(step) => step.clone(),
        Work::BringBack(number) => {
            let version = fronts::version(tx, of, *number)?.ok_or(ActError::NotFound)?;
            Step::Replace(Box::new(version.arrangement))
        }
    };
    if let Some(article) = step.shows() {
        let card = live::card(tx, article)?;
        if card.is_none_or(|card| card.edition != of.edition) {
            return Err(ActError::refused(CurateRefused::NotPublic));
        }
    }
    draft.take(of, &step, at).map_err(ActError::refused)?;
    Ok(true)
}

/// The draft, when it is still the one that was seen and its front is one of ours.
fn current(c: &mut Conn<'_>, of: FrontOf, revision: i64) -> ActResult<Worked> {
    if let Some(section) = of.section {
        let all = sections::all(c, of.edition)?;
        if !all.iter().any(|one| one.id == section) {
            return Err(ActError::NotFound);
        }
    }
    let worked = fronts::draft(c, of)?;
    if worked.revision == revision {
        Ok(worked)
    } else {
        Err(ActError::refused(CurateRefused::Stale))
    }
}

fn cleaned(mut work: Work) -> ActResult<Work> {
    let mut cleaning = Cleaning::default();
    if let Work::Step(Step::Word(_, words)) = &mut work {
        words.headline = cleaning.line("headline", &words.headline, HEADLINE);
        words.kicker = cleaning.line("kicker", &words.kicker, KICKER);
    }
    let (work, _) = cleaning.finish(work).map_err(ActError::Fields)?;
    Ok(work)
}

/// Publishes the draft of a front that is at this revision; answers the version's number.
///
/// # Errors
/// Not an editor of the section; a draft that is another by now; nothing new in it.
pub async fn publish(
    room: &Room,
    actor: Actor,
    of: FrontOf,
    revision: i64,
) -> ActResult<Done<i64>> {
    of.may_be_curated_by(&actor).map_err(ActError::refused)?;
    room.act(by(&actor), "publish_front", move |act| {
        act.about("front", of);
        let worked = current(act.conn(), of, revision)?;
        let refused = || ActError::refused(CurateRefused::NothingNew);
        let draft = worked.draft.ok_or_else(refused)?.arrangement;
        let public = fronts::public(act.conn(), of)?;
        let draft = draft.without(&gone(act.conn(), of, &draft)?);
        let new = draft
            .publish(&public, act.at())
            .map_err(ActError::refused)?;
        Ok(fronts::publish(act, of, &new, actor.person)?)
    })
    .await
}

/// The articles that an arrangement names and no reader sees any more. What is kept
/// away stays so: it may come back.
fn gone(c: &mut Conn<'_>, of: FrontOf, draft: &Arrangement) -> ActResult<BTreeSet<ArticleId>> {
    let mut named: BTreeSet<ArticleId> = draft.articles();
    named.retain(|article| !draft.hidden.contains(article));
    let ids: Vec<ArticleId> = named.iter().copied().collect();
    for card in live::cards(c, &ids)? {
        if card.edition == of.edition {
            named.remove(&card.article);
        }
    }
    Ok(named)
}
