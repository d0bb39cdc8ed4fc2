//! Alarms: something outside the desk changed what is published, or will. An alarm is
//! made of what is so at the moment and stands until that is no more, or until somebody
//! puts it aside with a reason. What causes one anew has another name.

use crate::refusal::AlarmRefused;
use crate::role::{Actor, Right};
use crate::{ArticleId, MediaId, SectionId, Timestamp};

/// Rights of a picture that end so soon are an alarm.
pub const RIGHTS_SECONDS: i64 = 7 * 24 * 3600;
/// A schedule that lies so far behind was not kept.
pub const LATE_SECONDS: i64 = 60;
/// So long a text that is not public may wait over one that is.
pub const PENDING_SECONDS: i64 = 24 * 3600;
/// A source that changed so long ago is no news any more.
pub const CHANGED_SECONDS: i64 = 30 * 24 * 3600;
/// Longest reason for putting an alarm aside.
pub const REASON_CHARACTERS: usize = 300;

/// What happened.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum AlarmKind {
    /// A schedule's moment has passed and the article is not out.
    NotSent,
    /// An embargo ends after the moment for which the article is scheduled.
    HeldBack,
    /// The rights of a picture that the public is shown have ended.
    RightsEnded,
    /// They end within days.
    RightsEnding,
    /// The article from which this one was made has changed since.
    SourceChanged,
    /// A newer text waits over the published one.
    Pending,
}

impl AlarmKind {
    /// Its name in the store and in addresses.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::NotSent => "not_sent",
            Self::HeldBack => "held_back",
            Self::RightsEnded => "rights_ended",
            Self::RightsEnding => "rights_ending",
            Self::SourceChanged => "source_changed",
            Self::Pending => "pending",
        }
    }

    /// Whether something that the public sees, or should see, is wrong already.
    #[must_use]
    pub const fn is_urgent(self) -> bool {
        matches!(self, Self::NotSent | Self::RightsEnded)
    }
}

/// What an alarm is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum About {
    /// An article.
    Article(ArticleId),
    /// A picture.
    Picture(MediaId),
}

/// The name of an alarm: the same for the same cause, another for another.
#[must_use]
pub fn name_of(kind: AlarmKind, about: About, cause: Timestamp) -> String {
    let about = match about {
        About::Article(id) => format!("article:{id}"),
        About::Picture(id) => format!("media:{id}"),
    };
    format!("{}:{about}:{}", kind.name(), cause.micros())
}

/// Whether alarms of articles in these sections, or of something that stands in none,
/// are this person's to act on.
#[must_use]
pub fn is_for(actor: &Actor, sections: &[SectionId]) -> bool {
    let mut inside = sections.iter();
    inside.any(|section| actor.may_in(Right::Publish, *section))
        || (sections.is_empty() && actor.may(Right::Publish) && actor.sections.is_none())
}

/// Checks that an alarm may be put aside.
///
/// # Errors
/// Not an editor there, or no reason.
pub fn put_aside(reason: &str, sections: &[SectionId], actor: &Actor) -> Result<(), AlarmRefused> {
    if !is_for(actor, sections) {
        return Err(AlarmRefused::NotAllowed);
    }
    if reason.trim().is_empty() {
        return Err(AlarmRefused::NoReason);
    }
    Ok(())
}
