//! Mistakes corrected in public: a correction is part of its article, dated,
//! signed and visible, on the page, in its data, its feeds and in print.

use crate::{CorrectionId, PersonId, Timestamp};
use serde::{Deserialize, Serialize};

/// What went wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CorrectionKind {
    /// A fact was wrong.
    Correction,
    /// Something could be misunderstood.
    Clarification,
    /// A claim is taken back.
    Retraction,
}

/// Where a reader meets it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CorrectionPriority {
    /// Above the text.
    High,
    /// Below the text.
    Low,
}

/// A public correction.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Correction {
    /// Which.
    pub id: CorrectionId,
    /// What went wrong.
    pub kind: CorrectionKind,
    /// Where it is shown.
    pub priority: CorrectionPriority,
    /// What was wrong and what is right.
    pub text: String,
    /// When it was added.
    pub at: Timestamp,
    /// By whom.
    pub by: PersonId,
}
