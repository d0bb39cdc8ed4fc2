//! What the forms of a live article's room bring, read into what the acts take.

use super::written;
use crate::room::{ActError, fresh_id};
use crate::web::rooms::page::{Frame, Said};
use jiff::tz::TimeZone;
use serde::Deserialize;
use siraj_editorial::body::BodyProblem;
use siraj_editorial::byline::{Byline, BylineRole, Signatory};
use siraj_editorial::coverage::{MOST_QUIET_HOURS, Plan};
use siraj_editorial::fields::FieldProblem;
use siraj_editorial::post::{Label, PostText};
use siraj_editorial::{Language, MediaId, PersonId, PostId, Timestamp};

/// A form of the room.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct Typed {
    /// What is to be done.
    pub act: String,
    /// The sender's name for a new post.
    pub key: String,
    /// The post that it is about.
    pub id: String,
    /// Its number.
    pub number: String,
    /// The revision that was looked at.
    pub base: String,
    /// The post's headline.
    pub headline: String,
    /// Its label.
    pub label: String,
    /// Who signs: `own`, `none`, `guest`, `kept`.
    pub signed: String,
    /// The guest's name.
    pub guest: String,
    /// The picture's id.
    pub picture: String,
    /// The text; absent where it cannot be typed.
    pub text: Option<String>,
    /// What went wrong.
    pub kind: String,
    /// What was wrong and what is right.
    pub correction: String,
    /// Why a post is removed.
    pub reason: String,
    /// The key points, a line each.
    pub points: String,
    /// Hours of silence.
    pub quiet: String,
    /// The set end, by the paper's clock.
    pub ends_at: String,
}

/// Why something was not done.
pub enum Wrong {
    /// Something typed cannot be read: the sentence.
    Said(&'static str),
    /// The act's own reason.
    Act(ActError),
}

impl From<ActError> for Wrong {
    fn from(error: ActError) -> Self {
        Self::Act(error)
    }
}

impl Typed {
    /// The name that the form gave to a new post: sent twice, it is added once.
    pub fn key(&self) -> PostId {
        self.key.parse().unwrap_or_else(|_| PostId(fresh_id()))
    }

    /// The post's text. `old` is what stood there where it is changed.
    pub fn text(
        &self,
        own: PersonId,
        language: &Language,
        old: Option<&PostText>,
    ) -> Result<PostText, Wrong> {
        let body = match (&self.text, old) {
            (None, Some(old)) => old.body.clone(),
            (text, _) => {
                let text = text.as_deref().unwrap_or_default();
                written::body_of(text, language, self.picture()?)
            }
        };
        let byline = |who| Byline {
            who,
            role: BylineRole::Writing,
        };
        let bylines = match (self.signed.as_str(), old) {
            ("kept", Some(old)) => old.bylines.clone(),
            ("none", _) => Vec::new(),
            ("guest", _) => vec![byline(Signatory::Guest(self.guest.clone()))],
            _ => vec![byline(Signatory::Person(own))],
        };
        Ok(PostText {
            headline: self.headline.clone(),
            label: Label::named(&self.label),
            bylines,
            body,
        })
    }

    fn picture(&self) -> Result<Option<MediaId>, Wrong> {
        match self.picture.trim() {
            "" => Ok(None),
            id => id
                .to_ascii_lowercase()
                .parse()
                .map(Some)
                .map_err(|_| Wrong::Said("live.bad_picture")),
        }
    }

    /// What was decided of the coverage.
    pub fn plan(&self, zone: &TimeZone) -> Result<Plan, Wrong> {
        let quiet: u8 = match siraj_arabic::to_western(self.quiet.trim()).as_str() {
            "" => 0,
            hours => hours.parse().map_err(|_| Wrong::Said("live.bad_quiet"))?,
        };
        if quiet > MOST_QUIET_HOURS {
            return Err(Wrong::Said("live.bad_quiet"));
        }
        let ends_at = match self.ends_at.trim() {
            "" => None,
            typed => {
                let local: jiff::civil::DateTime =
                    typed.parse().map_err(|_| Wrong::Said("live.bad_moment"))?;
                let at = local
                    .to_zoned_datetime(zone.clone())
                    .map_err(|_| Wrong::Said("live.bad_moment"))?;
                Some(Timestamp::from(at.timestamp()))
            }
        };
        Ok(Plan {
            key_points: self.points.lines().map(str::to_owned).collect(),
            quiet_hours: Some(quiet),
            ends_at,
        })
    }
}

/// What is wrong with fields, in words.
pub fn fields_said(frame: &Frame, problems: &[FieldProblem]) -> Option<Said> {
    let problem = problems.first()?;
    if problem.field == "picture" {
        return Some(Said::stop(frame.t("live.bad_picture")));
    }
    let limit = problem.why.limit().unwrap_or_default().to_string();
    let detail = frame
        .messages
        .with(problem.why.message_key(), &[("limit", limit.as_str())]);
    Some(bad_field(frame, &detail))
}

/// What is wrong with a body, in words.
pub fn body_said(frame: &Frame, problems: &[BodyProblem]) -> Option<Said> {
    let problem = problems.first()?;
    let limit = problem.kind.limit().unwrap_or_default().to_string();
    let detail = frame
        .messages
        .with(problem.kind.message_key(), &[("limit", limit.as_str())]);
    Some(bad_field(frame, &detail))
}

fn bad_field(frame: &Frame, detail: &str) -> Said {
    let words = [("detail", detail)];
    Said::stop(frame.messages.with("live.bad_field", &words))
}
