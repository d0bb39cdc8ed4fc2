//! A running story «ملف»: gathers articles on one event with a summary and a
//! page and feed of its own.

use crate::named::Named;
use crate::{MediaId, StoryId};
use serde::{Deserialize, Serialize};

/// The most milestones that a story has.
pub const MOST_MILESTONES: usize = 100;

/// What happened on one day of a story, in a sentence.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Milestone {
    /// The day, as `2026-11-23`.
    pub day: String,
    /// What happened, per language.
    pub words: Named,
}

/// Articles on one running event.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Story {
    /// Which.
    pub id: StoryId,
    /// Path of its page, shared by all editions.
    pub slug: String,
    /// Title per language.
    pub title: Named,
    /// What has happened so far, per language.
    #[serde(default)]
    pub summary: Named,
    /// A picture for it.
    #[serde(default)]
    pub picture: Option<MediaId>,
    /// Whether it still runs: a running story is offered on the front.
    pub running: bool,
    /// What happened, the oldest first.
    #[serde(default)]
    pub timeline: Vec<Milestone>,
    /// The story that took its place when two were merged.
    #[serde(default)]
    pub merged_into: Option<StoryId>,
}
