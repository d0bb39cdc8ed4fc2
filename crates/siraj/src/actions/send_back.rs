//! Send a draft back to its writer with a note.

use super::{by, load, tell};
use crate::room::fresh_id;
use crate::room::{ActError, ActResult, Done, Room};
use crate::store::{articles, notes};
use siraj_editorial::ArticleId;
use siraj_editorial::article::Article;
use siraj_editorial::fields::Cleaning;
use siraj_editorial::note::{NOTE_CHARACTERS, Note, NoteKind};
use siraj_editorial::role::Actor;

/// Sends what waits for review, or was approved, back to its writer.
///
/// # Errors
/// [`SendBackRefused`](siraj_editorial::refusal::SendBackRefused), or a note that is too long.
pub async fn send_back(
    room: &Room,
    actor: Actor,
    id: ArticleId,
    note: String,
) -> ActResult<Done<Article>> {
    let mut cleaning = Cleaning::default();
    let note = cleaning.lines("note", &note, NOTE_CHARACTERS);
    let (note, _) = cleaning.finish(note).map_err(ActError::Fields)?;
    room.act(by(&actor), "send_back", move |act| {
        let mut article = load(act, id)?;
        article
            .send_back(&note, &actor)
            .map_err(ActError::refused)?;
        let kept = Note {
            id: fresh_id(),
            article: id,
            by: actor.person,
            at: act.at(),
            kind: NoteKind::SentBack,
            words: note.clone(),
            anchor: None,
            named: Vec::new(),
            settled: None,
        };
        notes::settle_sent_back(act, id, actor.person)?;
        notes::save(act, &kept)?;
        articles::save(act, &article)?;
        tell::sent_back(act, &article, &kept)?;
        Ok(article)
    })
    .await
}
