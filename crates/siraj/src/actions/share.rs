//! Show an unpublished text to somebody without an account, for a while: a lawyer, a
//! source. The secret is in the link alone.

use super::{by, load};
use crate::room::{ActError, ActResult, Done, Room, fresh_id};
use crate::store::{articles, shares};
use crate::tokens;
use siraj_editorial::fields::Cleaning;
use siraj_editorial::refusal::ShareRefused;
use siraj_editorial::role::Actor;
use siraj_editorial::{ArticleId, Timestamp};
use uuid::Uuid;

/// Longest name of a reader.
pub const READER_CHARACTERS: usize = 120;

/// What link is wanted.
#[derive(Debug, Clone)]
pub struct Wanted {
    /// For whom.
    pub reader: String,
    /// Until when it opens.
    pub until: Timestamp,
    /// Whether it shows the newest text whenever it is opened, or the one of now.
    pub newest: bool,
}

/// Makes a link; answers its secret, which is nowhere kept.
///
/// # Errors
/// [`ShareRefused`], or a name that is too long.
pub async fn share(
    room: &Room,
    actor: Actor,
    id: ArticleId,
    wanted: Wanted,
) -> ActResult<Done<String>> {
    let mut cleaning = Cleaning::default();
    let reader = cleaning.line("reader", &wanted.reader, READER_CHARACTERS);
    let (reader, _) = cleaning.finish(reader).map_err(ActError::Fields)?;
    let (secret, hash) = tokens::mint()?;
    room.act(by(&actor), "share", move |act| {
        let now = act.at();
        let mut article = load(act, id)?;
        let links = shares::of(act.conn(), id)?;
        let open = links.iter().filter(|link| link.opens(now)).count();
        article
            .share(&reader, wanted.until, open, (&actor, now))
            .map_err(ActError::refused)?;
        if !wanted.newest {
            // This very text is what they will have read.
            article.seal();
            articles::save(act, &article)?;
        }
        let share = shares::Share {
            id: fresh_id(),
            article: id,
            revision: (!wanted.newest).then_some(article.head),
            reader: reader.clone(),
            by: actor.person,
            made_at: now,
            ends_at: wanted.until,
            ended_at: None,
        };
        shares::save(act, &share, &hash)?;
        Ok(secret.clone())
    })
    .await
}

/// Ends a link before its time.
///
/// # Errors
/// [`ShareRefused`].
pub async fn end(room: &Room, actor: Actor, id: ArticleId, link: Uuid) -> ActResult<Done<()>> {
    room.act(by(&actor), "end_share", move |act| {
        let article = load(act, id)?;
        if !article.may_share(&actor) {
            return Err(ActError::refused(ShareRefused::NotAllowed));
        }
        if !shares::end(act, id, link)? {
            return Err(ActError::refused(ShareRefused::Ended));
        }
        Ok(())
    })
    .await
}
