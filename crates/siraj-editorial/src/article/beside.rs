//! What hangs on an article beside its own life: links that show it to somebody
//! outside, and how far a counterpart has come.

use super::Article;
use crate::Timestamp;
use crate::refusal::{PairRefused, ShareRefused};
use crate::role::{Actor, Right};

/// How long a link to an unpublished text may open.
pub const LONGEST_SHARE_SECONDS: i64 = 30 * 24 * 3600;
/// How many links to one article may be open at once.
pub const MOST_SHARES: usize = 20;

impl Article {
    /// Says that somebody has relied on the newest text: no later save folds into it, so
    /// it can be compared with for good.
    pub const fn seal(&mut self) {
        self.head_since = Timestamp::from_micros(0);
    }

    /// Whether this person may show the text to somebody outside: their own article while
    /// it is not public, or anything in an editor's sections.
    #[must_use]
    pub fn may_share(&self, actor: &Actor) -> bool {
        let own = self.created_by == actor.person && actor.may(Right::Write);
        own || actor.may_in(Right::Review, self.section)
    }

    /// Checks that a link may be made that opens until `until`, when `open` others do.
    ///
    /// # Errors
    /// See [`ShareRefused`].
    pub fn share(
        &self,
        reader: &str,
        until: Timestamp,
        open: usize,
        (actor, now): (&Actor, Timestamp),
    ) -> Result<(), ShareRefused> {
        if !self.may_share(actor) {
            return Err(ShareRefused::NotAllowed);
        }
        if self.binned.is_some() {
            return Err(ShareRefused::InBin);
        }
        if reader.trim().is_empty() {
            return Err(ShareRefused::NoReader);
        }
        if until <= now {
            return Err(ShareRefused::InThePast);
        }
        if until > now.plus_seconds(LONGEST_SHARE_SECONDS) {
            return Err(ShareRefused::TooFarAhead);
        }
        if open >= MOST_SHARES {
            return Err(ShareRefused::TooMany);
        }
        Ok(())
    }

    /// Checks that this article may be called level with its source, which is a
    /// counterpart of it when `paired`.
    ///
    /// # Errors
    /// Not allowed, or the two are not counterparts.
    pub fn level(&self, paired: bool, actor: &Actor) -> Result<(), PairRefused> {
        if !self.may_edit(actor) && !actor.may_in(Right::Review, self.section) {
            return Err(PairRefused::NotAllowed);
        }
        if !paired {
            return Err(PairRefused::NotPaired);
        }
        Ok(())
    }
}
