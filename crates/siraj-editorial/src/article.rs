//! An article and its verbs: write, submit, send back, approve, publish, update,
//! fix, schedule, embargo, correct, withdraw, expire, bin. Each verb asks the
//! table of rights, guards its rule, changes the value and leaves a trace. What
//! the article says is in its revisions; this value knows which of them is
//! newest and which is public.

mod beside;
mod life;
mod release;
#[cfg(test)]
mod tests;

use crate::correction::Correction;
use crate::publication::{Embargo, Publication, Withdrawal};
use crate::role::{Actor, Right};
use crate::{ArticleId, EditionId, PersonId, RevisionId, SectionId, ShortId, Timestamp};
use serde::{Deserialize, Serialize};

pub use beside::{LONGEST_SHARE_SECONDS, MOST_SHARES};
pub use life::{BIN_SECONDS, Bin, Saved};

/// How far the newest revision has come.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "stage", rename_all = "snake_case")]
pub enum Stage {
    /// Being written.
    Draft,
    /// Waits for an editor.
    InReview,
    /// An editor has said yes.
    Approved,
    /// Goes out by itself at a moment.
    Scheduled {
        /// When.
        at: Timestamp,
        /// Who set it.
        by: PersonId,
    },
    /// It is what the public sees.
    Published,
}

/// What an article is to whoever asks, in one word.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum State {
    /// Being written, never public.
    Draft,
    /// Waits for an editor.
    InReview,
    /// Approved, not public.
    Approved,
    /// Goes out by itself.
    Scheduled,
    /// Public.
    Published,
    /// Would be public, but an embargo or its expiry holds it.
    Held,
    /// Was public, taken back with a notice.
    Withdrawn,
    /// In the bin.
    Binned,
}

impl State {
    /// All states, in the order of an article's life.
    pub const ALL: [Self; 8] = [
        Self::Draft,
        Self::InReview,
        Self::Approved,
        Self::Scheduled,
        Self::Published,
        Self::Held,
        Self::Withdrawn,
        Self::Binned,
    ];

    /// Its name in the store, in addresses and in JSON.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::InReview => "in_review",
            Self::Approved => "approved",
            Self::Scheduled => "scheduled",
            Self::Published => "published",
            Self::Held => "held",
            Self::Withdrawn => "withdrawn",
            Self::Binned => "binned",
        }
    }

    /// The state of this name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.name() == name)
    }
}

/// An article, from first draft to withdrawal.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Article {
    /// Which.
    pub id: ArticleId,
    /// Its id in addresses, from birth to the end.
    pub short_id: ShortId,
    /// Of which edition; it never changes.
    pub edition: EditionId,
    /// The newest revision's section: rights are asked for it.
    pub section: SectionId,
    /// Who began it: their own draft.
    pub created_by: PersonId,
    /// When it was begun.
    pub created_at: Timestamp,
    /// The newest revision.
    pub head: RevisionId,
    /// Its number, from 1.
    pub head_number: i64,
    /// Who saved it.
    pub head_by: PersonId,
    /// When it was first saved: later saves of one person fold into it for a while.
    pub head_since: Timestamp,
    /// How far the newest revision has come.
    #[serde(flatten)]
    pub stage: Stage,
    /// What is public, if anything.
    pub publication: Option<Publication>,
    /// A hard stop until its end.
    pub embargo: Option<Embargo>,
    /// When it leaves the public by itself.
    pub expires_at: Option<Timestamp>,
    /// Taken back.
    pub withdrawal: Option<Withdrawal>,
    /// Public corrections, oldest first.
    pub corrections: Vec<Correction>,
    /// How much an editor wants it on the fronts, 0 to 9.
    pub prominence: u8,
    /// In the bin since.
    pub binned: Option<Bin>,
}

impl Article {
    /// Whether the public may see the article at `now`: published, and neither
    /// embargoed nor expired nor withdrawn.
    #[must_use]
    pub fn is_public(&self, now: Timestamp) -> bool {
        self.publication.is_some()
            && self.withdrawal.is_none()
            && self
                .embargo
                .as_ref()
                .is_none_or(|embargo| embargo.until <= now)
            && self.expires_at.is_none_or(|end| end > now)
    }

    /// The article in one word.
    #[must_use]
    pub fn state(&self, now: Timestamp) -> State {
        if self.binned.is_some() {
            State::Binned
        } else if self.withdrawal.is_some() {
            State::Withdrawn
        } else if self.publication.is_some() {
            if self.is_public(now) {
                State::Published
            } else {
                State::Held
            }
        } else {
            match self.stage {
                Stage::Draft | Stage::Published => State::Draft,
                Stage::InReview => State::InReview,
                Stage::Approved => State::Approved,
                Stage::Scheduled { .. } => State::Scheduled,
            }
        }
    }

    /// The next moment at which time alone changes what the public sees or what
    /// the article is; `None` when it can wait for ever.
    #[must_use]
    pub fn next_event(&self) -> Option<Timestamp> {
        if self.withdrawal.is_some() || self.binned.is_some() {
            return None;
        }
        let scheduled = match self.stage {
            Stage::Scheduled { at, .. } => Some(at),
            _ => None,
        };
        let embargo = self.embargo.as_ref().map(|embargo| embargo.until);
        let expiry = self.publication.as_ref().and(self.expires_at);
        [scheduled, embargo, expiry].into_iter().flatten().min()
    }

    /// Whether the newest revision is not what the public sees.
    #[must_use]
    pub fn has_pending_revision(&self) -> bool {
        self.publication
            .as_ref()
            .is_some_and(|publication| publication.revision != self.head)
    }

    /// Whether this person may change the text now: their own draft while it is
    /// a draft, or anything in an editor's sections.
    #[must_use]
    pub fn may_edit(&self, actor: &Actor) -> bool {
        let own = self.created_by == actor.person
            && actor.may(Right::Write)
            && self.publication.is_none()
            && self.stage == Stage::Draft;
        own || actor.may_in(Right::Review, self.section)
    }
}
