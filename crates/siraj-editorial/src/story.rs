//! A running story «ملف»: gathers articles on one event with a summary and a
//! page and feed of its own.

use crate::named::Named;
use crate::{MediaId, StoryId};
use serde::{Deserialize, Serialize};

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
}
