//! What the public sees of an article, since when, by whom; and how it went.

use crate::{PersonId, RevisionId, Timestamp};
use serde::{Deserialize, Serialize};

/// How a revision reaches the public.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Release {
    /// For the first time.
    First,
    /// Again, with news in it: readers see “updated”.
    Update {
        /// What is new, for the reader; optional.
        #[serde(default)]
        reason: Option<String>,
    },
    /// Again, with a slip mended: no new time.
    Fix,
}

/// The revision that is public.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Publication {
    /// Which revision.
    pub revision: RevisionId,
    /// When the article was first public.
    pub first_at: Timestamp,
    /// When it last changed in substance; equals `first_at` until then.
    pub updated_at: Timestamp,
    /// Why it was last updated, for the reader.
    #[serde(default)]
    pub update_reason: Option<String>,
    /// When this revision went out, a fix included.
    pub at: Timestamp,
    /// By whom.
    pub by: PersonId,
}

/// A hard stop on every output until its end.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Embargo {
    /// Nothing leaves before this moment.
    pub until: Timestamp,
    /// Who set it.
    pub by: PersonId,
}

/// An article taken back, with a dated notice at its address.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Withdrawal {
    /// What readers are told.
    pub notice: String,
    /// When.
    pub at: Timestamp,
    /// By whom.
    pub by: PersonId,
}
