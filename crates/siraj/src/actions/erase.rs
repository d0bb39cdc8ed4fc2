//! Erase an article by law: its texts and its notes are gone from the store, and
//! with them the pictures that nothing else in the newsroom names, bytes and all;
//! the address answers that it was removed, and the log keeps a tombstone without
//! a word of the text.

use super::{by, load};
use crate::room::{ActError, ActResult, Done, Room};
use crate::store::{articles, fronts, media, posts};
use siraj_editorial::fields::{Cleaning, FieldProblem, FieldWhy};
use siraj_editorial::refusal::HouseRefused;
use siraj_editorial::role::{Actor, Right};
use siraj_editorial::{ArticleId, MediaId};
use std::collections::BTreeSet;

/// Longest reason.
const REASON: usize = 500;

/// Erases an article for good. Answers the pictures that went with it.
///
/// # Errors
/// Not an owner; no reason; no such article.
pub async fn erase(
    room: &Room,
    actor: Actor,
    id: ArticleId,
    reason: String,
) -> ActResult<Done<Vec<MediaId>>> {
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
    let done = room
        .act(by(&actor), "erase", move |act| {
            let article = load(act, id)?;
            let mut shown: BTreeSet<MediaId> = articles::revisions(act.conn(), id)?
                .iter()
                .flat_map(|revision| revision.manuscript.pictures())
                .collect();
            shown.extend(posts::pictures_ever(act.conn(), id)?);
            articles::erase(act, &article, actor.person, &reason)?;
            fronts::forget(act, id)?;
            let shown: Vec<MediaId> = shown.into_iter().collect();
            let unnamed = media::unnamed(act.conn(), &shown)?;
            for picture in media::by_ids(act.conn(), &unnamed)? {
                media::erase(act, &picture)?;
            }
            Ok(unnamed)
        })
        .await?;
    bury(room).await;
    Ok(done)
}

/// Deletes the bytes of erased pictures. What cannot be deleted now is deleted the
/// next time: after every erasure and at every start.
pub async fn bury(room: &Room) {
    if let Err(error) = try_bury(room).await {
        tracing::warn!(%error, "erased pictures still lie in the media store");
    }
}

async fn try_bury(room: &Room) -> anyhow::Result<()> {
    for orphan in room.db.read(|c| media::orphans(c)).await? {
        let original = orphan.original.as_deref();
        room.pictures.erase(&orphan.public_key, original).await?;
        room.db
            .write(move |tx| media::buried(tx, &orphan.public_key))
            .await?;
    }
    Ok(())
}
