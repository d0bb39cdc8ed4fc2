//! What the public notices: publish, update, fix, schedule, embargo, correct,
//! withdraw, expire. An embargo is a hard stop on every output; a schedule
//! fires also after a restart that slept through it.

use super::{Article, Stage};
use crate::checklist::Found;
use crate::correction::Correction;
use crate::publication::{Embargo, Publication, Release, Withdrawal};
use crate::refusal::{
    CorrectRefused, EmbargoRefused, PublishRefused, ScheduleRefused, WithdrawRefused,
};
use crate::role::{Actor, Right};
use crate::{PersonId, RevisionId, Timestamp};

const YEAR_SECONDS: i64 = 366 * 24 * 3600;

/// How far ahead a publication may be scheduled; further is taken for a slip.
pub const FURTHEST_SCHEDULE_SECONDS: i64 = YEAR_SECONDS;
/// How far ahead an embargo or an expiry may lie.
pub const FURTHEST_EMBARGO_SECONDS: i64 = 10 * YEAR_SECONDS;

/// How many findings stop a publication.
fn blocking(findings: &[Found]) -> u64 {
    findings.iter().filter(|found| found.blocks()).count() as u64
}

impl Article {
    /// Makes the revision that was `reviewed` public. It must be the newest: what
    /// an editor looked at is what goes out. `findings` is the checklist's answer
    /// for it, `second_person` the house's rule.
    ///
    /// # Errors
    /// See [`PublishRefused`].
    pub fn publish(
        &mut self,
        reviewed: RevisionId,
        release: &Release,
        findings: &[Found],
        second_person: bool,
        (actor, now): (&Actor, Timestamp),
    ) -> Result<&Publication, PublishRefused> {
        if !actor.may_in(Right::Publish, self.section) {
            return Err(PublishRefused::NotAllowed);
        }
        if second_person && self.stage != Stage::Approved && self.is_own(actor) {
            return Err(PublishRefused::OwnArticle);
        }
        if self.binned.is_some() {
            return Err(PublishRefused::InBin);
        }
        if self.withdrawal.is_some() {
            return Err(PublishRefused::Withdrawn);
        }
        if reviewed != self.head {
            return Err(PublishRefused::Stale);
        }
        if let Some(embargo) = self.embargo.as_ref().filter(|embargo| embargo.until > now) {
            return Err(PublishRefused::Embargoed {
                until: embargo.until,
            });
        }
        match (&self.publication, release) {
            (None, Release::Update { .. } | Release::Fix) => {
                return Err(PublishRefused::NotPublished);
            }
            (Some(publication), _) if publication.revision == reviewed => {
                return Err(PublishRefused::NothingNew);
            }
            _ => {}
        }
        let stopped = blocking(findings);
        if stopped > 0 {
            return Err(PublishRefused::Blocked { findings: stopped });
        }
        Ok(self.release(release, actor.person, now))
    }

    /// Publishes what was scheduled, when its moment has come: rights and the
    /// checklist were asked when it was scheduled. Answers `None` when there is
    /// nothing due, so that a clock may ask twice.
    pub fn publish_scheduled(&mut self, now: Timestamp) -> Option<&Publication> {
        let Stage::Scheduled { at, by } = self.stage else {
            return None;
        };
        let embargoed = self
            .embargo
            .as_ref()
            .is_some_and(|embargo| embargo.until > now);
        if at > now || embargoed || self.withdrawal.is_some() || self.binned.is_some() {
            return None;
        }
        let release = if self.publication.is_some() {
            Release::Update { reason: None }
        } else {
            Release::First
        };
        Some(self.release(&release, by, now))
    }

    /// The common end of publishing: `at` is the moment that readers see.
    fn release(&mut self, release: &Release, by: PersonId, at: Timestamp) -> &Publication {
        let revision = self.head;
        self.stage = Stage::Published;
        // An embargo or an expiry that lies behind us has done its work.
        self.embargo = self.embargo.take().filter(|embargo| embargo.until > at);
        self.expires_at = self.expires_at.filter(|end| *end > at);
        let previous = self.publication.take();
        let fresh = match (previous, release) {
            (Some(previous), Release::Fix) => Publication {
                revision,
                at,
                by,
                ..previous
            },
            (Some(previous), Release::Update { reason }) => Publication {
                revision,
                updated_at: at,
                update_reason: reason.clone(),
                at,
                by,
                ..previous
            },
            (Some(previous), Release::First) => Publication {
                revision,
                updated_at: at,
                update_reason: None,
                at,
                by,
                ..previous
            },
            (None, _) => Publication {
                revision,
                first_at: at,
                updated_at: at,
                update_reason: None,
                at,
                by,
            },
        };
        self.publication.insert(fresh)
    }

    /// Sets the moment at which the newest revision goes out by itself.
    ///
    /// # Errors
    /// See [`ScheduleRefused`].
    pub fn schedule(
        &mut self,
        at: Timestamp,
        findings: &[Found],
        second_person: bool,
        (actor, now): (&Actor, Timestamp),
    ) -> Result<(), ScheduleRefused> {
        if !actor.may_in(Right::Publish, self.section) {
            return Err(ScheduleRefused::NotAllowed);
        }
        if second_person && self.stage != Stage::Approved && self.is_own(actor) {
            return Err(ScheduleRefused::OwnArticle);
        }
        if self.withdrawal.is_some() || self.binned.is_some() {
            return Err(ScheduleRefused::Gone);
        }
        if at <= now {
            return Err(ScheduleRefused::InThePast);
        }
        if at > now.plus_seconds(FURTHEST_SCHEDULE_SECONDS) {
            return Err(ScheduleRefused::TooFarAhead);
        }
        if let Some(embargo) = self.embargo.as_ref().filter(|embargo| embargo.until > at) {
            return Err(ScheduleRefused::Embargoed {
                until: embargo.until,
            });
        }
        let stopped = blocking(findings);
        if stopped > 0 {
            return Err(ScheduleRefused::Blocked { findings: stopped });
        }
        self.stage = Stage::Scheduled {
            at,
            by: actor.person,
        };
        Ok(())
    }

    /// Takes the schedule back; the article is approved, as it was when it was set.
    ///
    /// # Errors
    /// Not allowed, or nothing is scheduled.
    pub fn unschedule(&mut self, actor: &Actor) -> Result<(), ScheduleRefused> {
        if !actor.may_in(Right::Publish, self.section) {
            return Err(ScheduleRefused::NotAllowed);
        }
        if !matches!(self.stage, Stage::Scheduled { .. }) {
            return Err(ScheduleRefused::NotScheduled);
        }
        self.stage = Stage::Approved;
        Ok(())
    }

    /// Sets an embargo. What is public already is gone at once and comes back by
    /// itself at the embargo's end; what is scheduled earlier waits for it.
    ///
    /// # Errors
    /// See [`EmbargoRefused`].
    pub fn set_embargo(
        &mut self,
        until: Timestamp,
        actor: &Actor,
        now: Timestamp,
    ) -> Result<(), EmbargoRefused> {
        self.guard_moment(until, actor, now)?;
        if let Stage::Scheduled { at, by } = self.stage {
            let at = at.max(until);
            self.stage = Stage::Scheduled { at, by };
        }
        self.embargo = Some(Embargo {
            until,
            by: actor.person,
        });
        Ok(())
    }

    /// Lifts the embargo before its end.
    ///
    /// # Errors
    /// Not allowed, or there is none.
    pub fn lift_embargo(&mut self, actor: &Actor) -> Result<(), EmbargoRefused> {
        if !actor.may_in(Right::Publish, self.section) {
            return Err(EmbargoRefused::NotAllowed);
        }
        self.embargo
            .take()
            .map(drop)
            .ok_or(EmbargoRefused::NoEmbargo)
    }

    /// Sets when the article leaves the public by itself; `None` keeps it for good.
    ///
    /// # Errors
    /// See [`EmbargoRefused`].
    pub fn set_expiry(
        &mut self,
        end: Option<Timestamp>,
        actor: &Actor,
        now: Timestamp,
    ) -> Result<(), EmbargoRefused> {
        match end {
            Some(end) => self.guard_moment(end, actor, now)?,
            None if !actor.may_in(Right::Publish, self.section) => {
                return Err(EmbargoRefused::NotAllowed);
            }
            None => {}
        }
        self.expires_at = end;
        Ok(())
    }

    fn guard_moment(
        &self,
        moment: Timestamp,
        actor: &Actor,
        now: Timestamp,
    ) -> Result<(), EmbargoRefused> {
        if !actor.may_in(Right::Publish, self.section) {
            return Err(EmbargoRefused::NotAllowed);
        }
        if self.withdrawal.is_some() {
            return Err(EmbargoRefused::Withdrawn);
        }
        if moment <= now {
            return Err(EmbargoRefused::InThePast);
        }
        if moment > now.plus_seconds(FURTHEST_EMBARGO_SECONDS) {
            return Err(EmbargoRefused::TooFarAhead);
        }
        Ok(())
    }

    /// Adds a public correction.
    ///
    /// # Errors
    /// Not allowed, not published, or no text.
    pub fn correct(&mut self, correction: Correction, actor: &Actor) -> Result<(), CorrectRefused> {
        if !actor.may_in(Right::Publish, self.section) {
            return Err(CorrectRefused::NotAllowed);
        }
        if self.publication.is_none() || self.withdrawal.is_some() {
            return Err(CorrectRefused::NotPublished);
        }
        if correction.text.trim().is_empty() {
            return Err(CorrectRefused::NoText);
        }
        self.corrections.push(correction);
        Ok(())
    }

    /// Takes the article back, with a notice for readers.
    ///
    /// # Errors
    /// Not allowed, not published, or no notice.
    pub fn withdraw(
        &mut self,
        notice: &str,
        actor: &Actor,
        now: Timestamp,
    ) -> Result<&Withdrawal, WithdrawRefused> {
        if !actor.may_in(Right::Curate, self.section) {
            return Err(WithdrawRefused::NotAllowed);
        }
        if self.publication.is_none() || self.withdrawal.is_some() {
            return Err(WithdrawRefused::NotPublished);
        }
        if notice.trim().is_empty() {
            return Err(WithdrawRefused::NoNotice);
        }
        // A pending revision stays a draft in the history; nothing goes out by itself.
        if matches!(self.stage, Stage::Scheduled { .. }) {
            self.stage = Stage::Approved;
        }
        Ok(self.withdrawal.insert(Withdrawal {
            notice: notice.trim().to_owned(),
            at: now,
            by: actor.person,
        }))
    }
}
