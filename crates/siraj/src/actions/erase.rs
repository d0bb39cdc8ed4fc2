//! Erase an article by law: its texts, its picture uses and its notes are gone
//! from the store; the address answers that it was removed, and the log keeps a
//! tombstone without a word of the text.

use super::{by, load};
use crate::room::{ActError, ActResult, Done, Room};
use crate::store::articles;
use siraj_editorial::ArticleId;
use siraj_editorial::fields::{Cleaning, FieldProblem, FieldWhy};
use siraj_editorial::refusal::HouseRefused;
use siraj_editorial::role::{Actor, Right};

/// Longest reason.
const REASON: usize = 500;

/// Erases an article for good.
///
/// # Errors
/// Not an owner; no reason; no such article.
pub async fn erase(
    room: &Room,
    actor: Actor,
    id: ArticleId,
    reason: String,
) -> ActResult<Done<()>> {
    if !actor.may(Right::Own) {
        return Err(ActError::refused(HouseRefused::NotAllowed));
    }
    let mut cleaning = Cleaning::default();
    let reason = cleaning.line("reason", &reason, REASON);
    let (reason, _) = cleaning.finish(reason).map_err(ActError::Fields)?;
    if reason.is_empty() {
        return Err(ActError::Fields(vec![FieldProblem::new(
            "reason",
            FieldWhy::Empty,
        )]));
    }
    room.act(by(&actor), "erase", move |act| {
        let article = load(act, id)?;
        Ok(articles::erase(act, &article, actor.person, &reason)?)
    })
    .await
}
