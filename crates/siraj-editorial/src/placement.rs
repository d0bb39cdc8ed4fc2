//! What stands over the pages without being an article: the breaking bar and
//! the named slots. Both have a beginning and an end; the clock turns them on
//! and off as acts of their own, so that a page never asks what time it is.

use crate::{EditionId, MediaId, PlacementId, Timestamp};
use serde::{Deserialize, Serialize};

/// The red line over every page of an edition, while something breaks.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Breaking {
    /// What happened, in one line.
    pub text: String,
    /// Where to read on: an address on this site or elsewhere.
    #[serde(default)]
    pub link: Option<String>,
    /// When it was set.
    pub since: Timestamp,
    /// When it goes by itself.
    pub until: Timestamp,
}

/// Where on a page a placement stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Slot {
    /// Over the masthead of every page.
    Top,
    /// Between the front's blocks.
    FrontMiddle,
    /// Under an article's text.
    ArticleEnd,
}

impl Slot {
    /// All slots.
    pub const ALL: [Self; 3] = [Self::Top, Self::FrontMiddle, Self::ArticleEnd];

    /// The slot's name in keys and settings.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Top => "top",
            Self::FrontMiddle => "front_middle",
            Self::ArticleEnd => "article_end",
        }
    }
}

/// An announcement or an advertisement in a slot: a picture or words, a link,
/// never a script.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Placement {
    /// Which.
    pub id: PlacementId,
    /// Of which edition.
    pub edition: EditionId,
    /// Where.
    pub slot: Slot,
    /// The words, or the picture's alternative text.
    pub text: String,
    /// A picture instead of the words.
    #[serde(default)]
    pub picture: Option<MediaId>,
    /// Where it leads.
    #[serde(default)]
    pub link: Option<String>,
    /// Whether somebody paid for it: then it says so.
    #[serde(default)]
    pub paid: bool,
    /// From when.
    pub starts_at: Timestamp,
    /// Until when; `None` until it is taken away.
    #[serde(default)]
    pub ends_at: Option<Timestamp>,
}
