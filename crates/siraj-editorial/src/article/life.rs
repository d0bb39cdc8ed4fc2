//! From the first line to approval, and the bin: the verbs that the public does
//! not notice.

use super::{Article, Stage};
use crate::refusal::{
    ApproveRefused, BinRefused, PairRefused, SendBackRefused, SubmitRefused, WriteRefused,
};
use crate::revision::{FOLDING_SECONDS, Manuscript};
use crate::role::{Actor, Right};
use crate::section::Section;
use crate::{ArticleId, EditionId, PersonId, RevisionId, ShortId, Timestamp};
use serde::{Deserialize, Serialize};

/// The bin keeps an article for ninety days.
pub const BIN_SECONDS: i64 = 90 * 24 * 3600;

/// Who binned an article and when.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Bin {
    /// When.
    pub at: Timestamp,
    /// By whom.
    pub by: PersonId,
}

/// What a save did.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Saved {
    /// A new revision stands after the old one.
    New,
    /// The same person's last revision, minutes old and relied on by nobody, was
    /// written over. The caller keeps the head's id and gives it the new text.
    Folded,
}

impl Article {
    /// Begins an article whose first revision is `head`.
    ///
    /// # Errors
    /// The role may not write, or the section is another edition's.
    pub fn begin(
        (id, short_id, head): (ArticleId, ShortId, RevisionId),
        edition: EditionId,
        section: &Section,
        actor: &Actor,
        now: Timestamp,
    ) -> Result<Self, WriteRefused> {
        if !actor.may(Right::Write) {
            return Err(WriteRefused::NotAllowed);
        }
        if section.edition != edition {
            return Err(WriteRefused::ForeignSection);
        }
        Ok(Self {
            id,
            short_id,
            edition,
            section: section.id,
            created_by: actor.person,
            created_at: now,
            head,
            head_number: 1,
            head_by: actor.person,
            head_since: now,
            stage: Stage::Draft,
            publication: None,
            embargo: None,
            expires_at: None,
            withdrawal: None,
            corrections: Vec::new(),
            prominence: 0,
            binned: None,
        })
    }

    /// Saves a new text written over `base`, as revision `fresh` unless it folds
    /// into the last one. A save of what was approved or scheduled makes it a
    /// draft again: nobody approved these words.
    ///
    /// # Errors
    /// Not allowed, stale (`base` is not the newest), binned, or the section is
    /// another edition's.
    pub fn revise(
        &mut self,
        base: RevisionId,
        fresh: RevisionId,
        section: &Section,
        actor: &Actor,
        now: Timestamp,
    ) -> Result<Saved, WriteRefused> {
        self.saved((base, fresh), section, false, (actor, now))
    }

    /// [`Article::revise`] as a revision of its own, whatever was saved just before: a text
    /// that was brought together with another's, or an older one that was brought back.
    ///
    /// # Errors
    /// As [`Article::revise`].
    pub fn revise_apart(
        &mut self,
        base: RevisionId,
        fresh: RevisionId,
        section: &Section,
        actor: &Actor,
        now: Timestamp,
    ) -> Result<Saved, WriteRefused> {
        self.saved((base, fresh), section, true, (actor, now))
    }

    fn saved(
        &mut self,
        (base, fresh): (RevisionId, RevisionId),
        section: &Section,
        apart: bool,
        (actor, now): (&Actor, Timestamp),
    ) -> Result<Saved, WriteRefused> {
        let may_there = section.id == self.section
            || self.created_by == actor.person
            || actor.may_in(Right::Review, section.id);
        if !self.may_edit(actor) || !may_there {
            return Err(WriteRefused::NotAllowed);
        }
        if self.binned.is_some() {
            return Err(WriteRefused::InBin);
        }
        if section.edition != self.edition {
            return Err(WriteRefused::ForeignSection);
        }
        if base != self.head {
            return Err(WriteRefused::Stale);
        }
        let relied_on = self.stage != Stage::Draft
            || self
                .publication
                .as_ref()
                .is_some_and(|publication| publication.revision == self.head);
        let folds = !relied_on
            && !apart
            && self.head_by == actor.person
            && now.seconds_since(self.head_since) < FOLDING_SECONDS;
        self.section = section.id;
        self.stage = Stage::Draft;
        if folds {
            return Ok(Saved::Folded);
        }
        self.head = fresh;
        self.head_number += 1;
        self.head_by = actor.person;
        self.head_since = now;
        Ok(Saved::New)
    }

    /// Sends the draft for review.
    ///
    /// # Errors
    /// Somebody else's draft, not a draft, binned, or nothing to review.
    pub fn submit(&mut self, manuscript: &Manuscript, actor: &Actor) -> Result<(), SubmitRefused> {
        if !self.may_edit(actor) {
            let own = self.created_by == actor.person && actor.may(Right::Write);
            return Err(if own {
                SubmitRefused::NotADraft
            } else {
                SubmitRefused::NotAllowed
            });
        }
        if self.binned.is_some() {
            return Err(SubmitRefused::InBin);
        }
        if self.stage != Stage::Draft {
            return Err(SubmitRefused::NotADraft);
        }
        if manuscript.headline.trim().is_empty() {
            return Err(SubmitRefused::NoHeadline);
        }
        if manuscript.body.plain_text().trim().is_empty() {
            return Err(SubmitRefused::NoText);
        }
        self.stage = Stage::InReview;
        Ok(())
    }

    /// Sends what waits for review, or was approved, back to its writer. The
    /// note says what is missing; the program keeps it beside the draft.
    ///
    /// # Errors
    /// Not an editor here, nothing to send back, or no note.
    pub fn send_back(&mut self, note: &str, actor: &Actor) -> Result<(), SendBackRefused> {
        if !actor.may_in(Right::Review, self.section) {
            return Err(SendBackRefused::NotAllowed);
        }
        if !matches!(
            self.stage,
            Stage::InReview | Stage::Approved | Stage::Scheduled { .. }
        ) {
            return Err(SendBackRefused::NotInReview);
        }
        if note.trim().is_empty() {
            return Err(SendBackRefused::NoNote);
        }
        self.stage = Stage::Draft;
        Ok(())
    }

    /// Approves what waits for review. `second_person` is the house's rule that
    /// nobody approves what they wrote.
    ///
    /// # Errors
    /// Not an editor here, nothing waits, or one's own article.
    pub fn approve(&mut self, second_person: bool, actor: &Actor) -> Result<(), ApproveRefused> {
        if !actor.may_in(Right::Review, self.section) {
            return Err(ApproveRefused::NotAllowed);
        }
        if self.stage != Stage::InReview {
            return Err(ApproveRefused::NotInReview);
        }
        if second_person && self.is_own(actor) {
            return Err(ApproveRefused::OwnArticle);
        }
        self.stage = Stage::Approved;
        Ok(())
    }

    /// Whether the house's rule of a second person stops this one: an editor
    /// began the article or saved its newest text. Chiefs answer for themselves.
    pub(super) fn is_own(&self, actor: &Actor) -> bool {
        actor.role < crate::role::Role::Chief
            && (self.created_by == actor.person || self.head_by == actor.person)
    }

    /// Checks that this article and `other` may be named counterparts of each
    /// other; `taken` says whether either has a counterpart in the other's edition.
    ///
    /// # Errors
    /// Not allowed for both, the same edition, or already paired.
    pub fn pair(&self, other: &Self, taken: bool, actor: &Actor) -> Result<(), PairRefused> {
        let may = |article: &Self| {
            article.may_edit(actor) || actor.may_in(Right::Review, article.section)
        };
        if !may(self) || !may(other) {
            return Err(PairRefused::NotAllowed);
        }
        if self.edition == other.edition {
            return Err(PairRefused::SameEdition);
        }
        if taken {
            return Err(PairRefused::AlreadyPaired);
        }
        Ok(())
    }

    /// Puts the article into the bin, for ninety days.
    ///
    /// # Errors
    /// Not allowed, public, or there already.
    pub fn bin(&mut self, actor: &Actor, now: Timestamp) -> Result<(), BinRefused> {
        if !self.may_edit(actor) {
            return Err(BinRefused::NotAllowed);
        }
        if self.publication.is_some() {
            return Err(BinRefused::Published);
        }
        if self.binned.is_some() {
            return Err(BinRefused::InBin);
        }
        self.stage = Stage::Draft;
        self.binned = Some(Bin {
            at: now,
            by: actor.person,
        });
        Ok(())
    }

    /// Takes the article out of the bin, as a draft.
    ///
    /// # Errors
    /// Not allowed, or not there.
    pub fn bring_back(&mut self, actor: &Actor) -> Result<(), BinRefused> {
        if !self.may_edit(actor) {
            return Err(BinRefused::NotAllowed);
        }
        if self.binned.take().is_none() {
            return Err(BinRefused::NotInBin);
        }
        Ok(())
    }
}
