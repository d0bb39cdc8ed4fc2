//! Keep a note beside an article; settle one, or open it again.

use super::{by, load, tell};
use crate::room::{ActError, ActResult, Done, Room, fresh_id};
use crate::store::changes::Act;
use crate::store::notices::NoticeKind;
use crate::store::{house, notes, tokens};
use siraj_editorial::fields::{Cleaning, FieldProblem, FieldWhy};
use siraj_editorial::note::{
    Anchor, MOST_NAMED, NOTE_CHARACTERS, Note, NoteKind, QUOTED_CHARACTERS, Settled,
};
use siraj_editorial::refusal::NoteRefused;
use siraj_editorial::role::Actor;
use siraj_editorial::{ArticleId, PersonId};
use uuid::Uuid;

/// What a note says, whom it names and where it points.
#[derive(Debug, Clone, Default)]
pub struct Words {
    /// What it says.
    pub words: String,
    /// Whom it names.
    pub named: Vec<PersonId>,
    /// Where it points.
    pub anchor: Option<Anchor>,
}

/// Keeps a note and tells those whom it names.
///
/// # Errors
/// [`NoteRefused`], a text that is too long, people who do not exist.
pub async fn note(room: &Room, actor: Actor, id: ArticleId, said: Words) -> ActResult<Done<Note>> {
    let said = checked(said)?;
    room.act(by(&actor), "note", move |act| {
        let now = act.at();
        let article = load(act, id)?;
        let is_named = notes::names(act.conn(), id, actor.person)?;
        let named = named(act, &said.named)?;
        article
            .note(&said.words, &named, is_named, (&actor, now))
            .map_err(ActError::refused)?;
        let note = Note {
            id: fresh_id(),
            article: id,
            by: actor.person,
            at: now,
            kind: NoteKind::Note,
            words: said.words.clone(),
            anchor: said.anchor.clone(),
            named: said.named.clone(),
            settled: None,
        };
        notes::save(act, &note)?;
        tell::of_note(act, NoticeKind::Named, &note)?;
        Ok(note)
    })
    .await
}

fn checked(said: Words) -> ActResult<Words> {
    let mut cleaning = Cleaning::default();
    let words = cleaning.lines("words", &said.words, NOTE_CHARACTERS);
    let anchor = said.anchor.map(|anchor| Anchor {
        words: cleaning.line("anchor.words", &anchor.words, QUOTED_CHARACTERS),
        ..anchor
    });
    let mut named = said.named;
    named.sort_unstable();
    named.dedup();
    if named.len() > MOST_NAMED {
        cleaning.wrong("named", FieldWhy::TooMany(MOST_NAMED));
    }
    let said = Words {
        words,
        named,
        anchor,
    };
    Ok(cleaning.finish(said).map_err(ActError::Fields)?.0)
}

/// Those who are named, with what they may do and what they are called.
fn named(act: &mut Act<'_, '_>, people: &[PersonId]) -> ActResult<Vec<(Actor, String)>> {
    let mut found = Vec::new();
    for person in house::people(act.conn(), people)? {
        if let Some(account) = tokens::acting(act.conn(), person.id)? {
            let called = person.name.0.values().next().cloned().unwrap_or_default();
            found.push((account, called));
        }
    }
    if found.len() < people.len() {
        let dead = FieldProblem::new("named", FieldWhy::DeadReference);
        return Err(ActError::Fields(vec![dead]));
    }
    Ok(found)
}

/// Settles a note.
///
/// # Errors
/// [`NoteRefused`], or there is no such note beside the article.
pub async fn settle(room: &Room, actor: Actor, id: ArticleId, note: Uuid) -> ActResult<Done<Note>> {
    set(room, actor, (id, note), "settle_note", true).await
}

/// Opens a settled note again.
///
/// # Errors
/// As [`settle`].
pub async fn reopen(room: &Room, actor: Actor, id: ArticleId, note: Uuid) -> ActResult<Done<Note>> {
    set(room, actor, (id, note), "reopen_note", false).await
}

async fn set(
    room: &Room,
    actor: Actor,
    (id, note): (ArticleId, Uuid),
    name: &'static str,
    settled: bool,
) -> ActResult<Done<Note>> {
    room.act(by(&actor), name, move |act| {
        let now = act.at();
        let article = load(act, id)?;
        let is_named = notes::names(act.conn(), id, actor.person)?;
        if !article.may_note(is_named, &actor, now) {
            return Err(ActError::refused(NoteRefused::NotAllowed));
        }
        let mut note = notes::one(act.conn(), id, note)?.ok_or(ActError::NotFound)?;
        if note.settled.is_some() != settled {
            note.settled = settled.then_some(Settled {
                at: now,
                by: actor.person,
            });
            notes::save(act, &note)?;
        }
        Ok(note)
    })
    .await
}
