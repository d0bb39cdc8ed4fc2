//! Correct an article in public.

use super::{by, load};
use crate::room::fresh_id;
use crate::room::{ActError, ActResult, Done, Room};
use crate::store::articles;
use siraj_editorial::ArticleId;
use siraj_editorial::article::Article;
use siraj_editorial::correction::{Correction, CorrectionKind, CorrectionPriority};
use siraj_editorial::fields::Cleaning;
use siraj_editorial::role::Actor;
use siraj_editorial::{CorrectionId, Timestamp};

/// Longest correction.
pub const CORRECTION_CHARACTERS: usize = 2_000;

/// What a correction says.
#[derive(Debug, Clone)]
pub struct Words {
    /// What went wrong.
    pub kind: CorrectionKind,
    /// Where it is shown.
    pub priority: CorrectionPriority,
    /// What was wrong and what is right.
    pub text: String,
}

/// Adds a public correction.
///
/// # Errors
/// [`CorrectRefused`](siraj_editorial::refusal::CorrectRefused), or a text that is too long.
pub async fn correct(
    room: &Room,
    actor: Actor,
    id: ArticleId,
    words: Words,
) -> ActResult<Done<Article>> {
    correct_at(room, room.clock.now(), actor, id, words).await
}

/// [`correct`] at a moment of the caller's choosing.
///
/// # Errors
/// As [`correct`].
pub async fn correct_at(
    room: &Room,
    at: Timestamp,
    actor: Actor,
    id: ArticleId,
    words: Words,
) -> ActResult<Done<Article>> {
    let mut cleaning = Cleaning::default();
    let text = cleaning.line("text", &words.text, CORRECTION_CHARACTERS);
    let (text, _) = cleaning.finish(text).map_err(ActError::Fields)?;
    room.act_at(at, by(&actor), "correct", move |act| {
        let mut article = load(act, id)?;
        let correction = Correction {
            id: CorrectionId(fresh_id()),
            kind: words.kind,
            priority: words.priority,
            text: text.clone(),
            at,
            by: actor.person,
        };
        article
            .correct(correction, &actor)
            .map_err(ActError::refused)?;
        articles::save(act, &article)?;
        Ok(article)
    })
    .await
}
