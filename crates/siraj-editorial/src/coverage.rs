//! The coverage of a live article: whether it runs, what has to be known at its
//! top, and when it ends by itself. What it tells is in its posts ([`crate::post`]).

use crate::article::Article;
use crate::fields::{Cleaning, FieldProblem, FieldWhy};
use crate::refusal::CoverageRefused;
use crate::revision::Format;
use crate::role::{Actor, Right};
use crate::{ArticleId, PersonId, Timestamp};
use serde::{Deserialize, Serialize};

/// Most key points at the top of a coverage.
pub const MOST_KEY_POINTS: usize = 7;
/// Longest key point.
pub const KEY_POINT_CHARACTERS: usize = 300;
/// A coverage in which nobody wrote for so long has ended without anybody saying so.
pub const QUIET_HOURS: u8 = 6;
/// The longest silence that may be chosen: three days.
pub const MOST_QUIET_HOURS: u8 = 72;
/// How far ahead an end may be set; further is taken for a slip.
const FARTHEST_SECONDS: i64 = 60 * 24 * 3600;
const HOUR_SECONDS: i64 = 3600;

/// How a coverage ended.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ended {
    /// When.
    pub at: Timestamp,
    /// By whom; `None` when its moment came.
    pub by: Option<PersonId>,
}

/// What an editor decides of a coverage.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Plan {
    /// What has to be known, most important first.
    #[serde(default)]
    pub key_points: Vec<String>,
    /// After how many hours without a post it ends; `None` for never.
    #[serde(default)]
    pub quiet_hours: Option<u8>,
    /// When it ends whatever is written.
    #[serde(default)]
    pub ends_at: Option<Timestamp>,
}

impl Default for Plan {
    fn default() -> Self {
        Self {
            key_points: Vec::new(),
            quiet_hours: Some(QUIET_HOURS),
            ends_at: None,
        }
    }
}

impl Plan {
    /// The plan with its texts cleaned; points that say nothing are left out.
    ///
    /// # Errors
    /// What is wrong, field by field.
    pub fn clean(mut self) -> Result<Self, Vec<FieldProblem>> {
        let mut cleaning = Cleaning::default();
        let points = std::mem::take(&mut self.key_points);
        for (n, point) in points.iter().enumerate() {
            let field = format!("key_points[{n}]");
            let point = cleaning.line(&field, point, KEY_POINT_CHARACTERS);
            if !crate::text::is_blank(&point) {
                self.key_points.push(point);
            }
        }
        if self.key_points.len() > MOST_KEY_POINTS {
            cleaning.wrong("key_points", FieldWhy::TooMany(MOST_KEY_POINTS));
        }
        self.quiet_hours = self
            .quiet_hours
            .filter(|hours| *hours > 0)
            .map(|hours| hours.min(MOST_QUIET_HOURS));
        cleaning.finish(self).map(|(plan, _)| plan)
    }
}

/// The coverage of a live article. An article of which nobody has begun to cover
/// anything has none.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Coverage {
    /// Of which article.
    pub article: ArticleId,
    /// Since when, once it has begun.
    pub started_at: Option<Timestamp>,
    /// How it ended, while it does not run.
    pub ended: Option<Ended>,
    /// The last sign of life: its start, or its newest post.
    pub latest_at: Timestamp,
    /// What was decided of it.
    #[serde(flatten)]
    pub plan: Plan,
}

impl Coverage {
    /// The coverage of an article of which nothing is covered yet.
    #[must_use]
    pub fn of(article: ArticleId, now: Timestamp) -> Self {
        Self {
            article,
            started_at: None,
            ended: None,
            latest_at: now,
            plan: Plan::default(),
        }
    }

    /// Whether it has begun and not ended.
    #[must_use]
    pub const fn is_running(&self) -> bool {
        self.started_at.is_some() && self.ended.is_none()
    }

    /// When it ends by itself, if it does.
    #[must_use]
    pub fn next_event(&self) -> Option<Timestamp> {
        if !self.is_running() {
            return None;
        }
        let silence = self
            .plan
            .quiet_hours
            .map(|hours| self.latest_at.plus_seconds(i64::from(hours) * HOUR_SECONDS));
        [silence, self.plan.ends_at].into_iter().flatten().min()
    }

    /// Begins it, or takes it up again after its end. An end that was set and has
    /// passed is forgotten.
    ///
    /// # Errors
    /// Not an editor here, not a live article, not published, or running already.
    pub fn start(
        &mut self,
        (article, format): (&Article, Format),
        actor: &Actor,
        now: Timestamp,
    ) -> Result<(), CoverageRefused> {
        may_cover(article, format, actor)?;
        if self.is_running() {
            return Err(CoverageRefused::Running);
        }
        self.begin(now);
        Ok(())
    }

    /// Sets it going.
    pub(crate) fn begin(&mut self, now: Timestamp) {
        self.started_at = self.started_at.or(Some(now));
        self.ended = None;
        self.latest_at = now;
        self.plan.ends_at = self.plan.ends_at.filter(|end| *end > now);
    }

    /// Ends it: readers are told that nothing more comes.
    ///
    /// # Errors
    /// Not an editor here, or not running.
    pub fn end(
        &mut self,
        article: &Article,
        actor: &Actor,
        now: Timestamp,
    ) -> Result<(), CoverageRefused> {
        if !actor.may_in(Right::Publish, article.section) {
            return Err(CoverageRefused::NotAllowed);
        }
        if !self.is_running() {
            return Err(CoverageRefused::NotRunning);
        }
        self.ended = Some(Ended {
            at: now,
            by: Some(actor.person),
        });
        Ok(())
    }

    /// Changes what was decided of it. `plan` has been cleaned.
    ///
    /// # Errors
    /// Not an editor here, not a live article, not published, or an end that has
    /// passed or lies too far ahead.
    pub fn decide(
        &mut self,
        plan: Plan,
        (article, format): (&Article, Format),
        actor: &Actor,
        now: Timestamp,
    ) -> Result<(), CoverageRefused> {
        may_cover(article, format, actor)?;
        let fresh = plan.ends_at.filter(|end| self.plan.ends_at != Some(*end));
        if fresh.is_some_and(|end| end <= now) {
            return Err(CoverageRefused::InThePast);
        }
        if fresh.is_some_and(|end| end > now.plus_seconds(FARTHEST_SECONDS)) {
            return Err(CoverageRefused::TooFarAhead);
        }
        self.plan = plan;
        Ok(())
    }

    /// Ends it when its moment has come; says whether it did. It has ended when the
    /// moment was, not when somebody noticed.
    pub fn let_end(&mut self, now: Timestamp) -> bool {
        let Some(at) = self.next_event().filter(|at| *at <= now) else {
            return false;
        };
        self.ended = Some(Ended { at, by: None });
        true
    }
}

/// Whether somebody may cover something in an article at all.
pub(crate) fn may_cover(
    article: &Article,
    format: Format,
    actor: &Actor,
) -> Result<(), CoverageRefused> {
    if !actor.may_in(Right::Publish, article.section) {
        return Err(CoverageRefused::NotAllowed);
    }
    if article.withdrawal.is_some() || article.binned.is_some() {
        return Err(CoverageRefused::Gone);
    }
    if format != Format::Live {
        return Err(CoverageRefused::NotLive);
    }
    if article.publication.is_none() {
        return Err(CoverageRefused::NotPublished);
    }
    Ok(())
}
