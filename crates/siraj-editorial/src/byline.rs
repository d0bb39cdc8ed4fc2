//! By-lines: who signs an article, in which order and for what. A guest signs
//! without an account or a page.

use crate::PersonId;
use serde::{Deserialize, Serialize};

/// What somebody did for the article.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum BylineRole {
    /// Reported or wrote it.
    Writing,
    /// Took or drew its pictures.
    Photographs,
    /// Translated it.
    Translation,
}

/// Who signs.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Signatory {
    /// Somebody of the house.
    Person(PersonId),
    /// A guest, by name.
    Guest(String),
}

/// One by-line; an article's are ordered.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Byline {
    /// Who.
    #[serde(flatten)]
    pub who: Signatory,
    /// For what.
    pub role: BylineRole,
}

/// The most by-lines that an article carries; more is a slip or an attack.
pub const MOST_BYLINES: usize = 20;
